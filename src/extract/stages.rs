//! Extraction stage by stage: every draft goes through a stage before any of them goes through the next.
//!
//! In: drafts and where they came from. Out: an extraction of each, in their order; none knows of the others. An article goes through more
//! code than the processor's first cache holds, and past more branches than it remembers: one that goes through all stages alone finds each
//! of them forgotten, where the next article in the same stage does not. Where a step has little code and asks all tokens, it goes with the
//! stage before, since the tokens of a few more articles push its own out of the cache.

use super::mentions::{self, Mentioned};
use super::places;
use super::quotes::{self, Frames};
use super::reading::Reading;
use super::sorted::Sorted;
use super::{Extraction, Options, Origin};
use crate::format::Draft;
use crate::gazetteer;
use crate::lexicon::speech;
use crate::text::{Letters, read_languages_through};

/// So many stories ask the tables of words for much of what these hold, and have them near at hand first; one or two ask for little of it.
pub(super) const MANY: usize = 8;

/// First the page is sorted; then the story is read, word by word, and asked for its places, for who said what, and for the dates that
/// it names. Finds are kept if they are wanted: each has words of its own, and there are more of them than of anything in the article.
pub(super) fn extractions(
    drafts: &[(&Draft, &Origin)],
    options: &Options,
    with_finds: bool,
) -> Vec<Extraction> {
    let letters: Vec<Letters> = (drafts.iter())
        .map(|(draft, _)| Letters::of(draft.text.as_bytes()))
        .collect();
    let many = drafts.len() >= MANY;
    if many {
        read_languages_through();
    }
    let sorted = Sorted::all(drafts, &letters, options);
    if many {
        speech::read_through();
        gazetteer::read_through();
    }
    let mut readings: Vec<Reading<'_>> = Vec::with_capacity(sorted.len());
    let mut frames: Vec<Frames> = Vec::with_capacity(sorted.len());
    let (stories, openings): (Vec<places::Asked<'_>>, Vec<mentions::Openings>) = (sorted.iter())
        .map(|sorted| {
            let reading = Reading::of(&sorted.story());
            let capitals = sorted.capitals(&reading); // while its tokens are near at hand
            let openings = sorted.date_openings(&reading);
            frames.push(Frames::of(&reading));
            readings.push(reading);
            (sorted.asked_for_places(capitals), openings)
        })
        .unzip();
    let located = places::find(&stories, with_finds);
    drop(stories);
    let said = quotes::find(&readings, &frames, with_finds);
    drop((readings, frames));
    let dated: Vec<Mentioned> = (sorted.iter().zip(&openings))
        .map(|(sorted, openings)| sorted.dates(openings))
        .collect();
    let read = located.into_iter().zip(said).zip(dated);
    (sorted.into_iter().zip(read))
        .map(|(sorted, ((located, speech), dated))| sorted.with(located, speech, dated, with_finds))
        .collect()
}
