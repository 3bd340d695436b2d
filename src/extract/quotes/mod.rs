//! Who said what: quotes, their speakers, and what says so.

use super::Story;
use crate::article::{Find, Quote, Speaker};

/// What was said in a story.
pub(super) struct Speech {
    pub(super) quotes: Vec<Quote>,
    pub(super) speakers: Vec<Speaker>,
    pub(super) finds: Vec<Find>,
}

/// Finds the quotes of a story and who speaks them.
pub(super) fn find(story: &Story<'_>) -> Speech {
    let _ = (story.text, story.headline, story.deck, story.paragraphs);
    Speech {
        quotes: Vec::new(),
        speakers: Vec::new(),
        finds: Vec::new(),
    }
}
