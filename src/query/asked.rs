//! Whether a part of a query speaks of a quote, and what of it matched.

use super::FieldName;
use super::marks::{Found, Words};
use super::targets::Whom;
use super::tree::Clause;
use crate::article::Quote;

/// What a query asks of the quotes of an article in this language.
pub(super) struct Asked<'a> {
    pub(super) language: u8,
    /// The languages of the index.
    pub(super) languages: &'a [u8],
}

/// Whether a part of a query asks anything of quotes.
pub(super) fn asks_of_quotes(part: &Clause) -> bool {
    matches!(part, Clause::Said(_))
        || matches!(
            part.field(),
            Some(FieldName::Quote | FieldName::Role | FieldName::Speaker | FieldName::Kind)
        )
}

impl Asked<'_> {
    /// Whether a part of a query speaks of `quote`.
    pub(super) fn speaks_of(&self, part: &Clause, quote: &Quote) -> bool {
        match part {
            Clause::Said(said) => {
                let who = said.who.iter().map(|who| (who, Whom::Speaker));
                let what = said.what.iter().map(|what| (what, Whom::Quote));
                who.chain(what)
                    .all(|(part, whom)| self.meets(part, whom, quote))
            }
            _ => asks_of_quotes(part) && self.meets(part, Whom::Quote, quote),
        }
    }

    /// What of the words of a quote matched where quotes are the hits: words without a field are met by the quote then.
    pub(super) fn marks_of_hit(&self, part: &Clause, words: &str) -> Vec<Found> {
        match part.field() {
            None if !matches!(part, Clause::Said(_)) => {
                Words::new(words, self.language, self.languages, false).find(part)
            }
            _ => self.marks(part, words),
        }
    }

    /// What of the words of a quote matched.
    pub(super) fn marks(&self, part: &Clause, words: &str) -> Vec<Found> {
        let part = match part {
            Clause::Said(said) => said.what.as_deref(),
            part if part.field() == Some(FieldName::Quote) => Some(part),
            _ => None,
        };
        let words = Words::new(words, self.language, self.languages, false);
        let parts = part.map_or_else(Vec::new, Clause::parts);
        let of_words = |part: &&Clause| matches!(part.field(), None | Some(FieldName::Quote));
        parts
            .into_iter()
            .filter(of_words)
            .flat_map(|part| words.find(part))
            .collect()
    }

    fn meets(&self, clause: &Clause, whom: Whom, quote: &Quote) -> bool {
        match clause {
            Clause::And(all) => all.iter().all(|clause| self.meets(clause, whom, quote)),
            Clause::Or(any) => any.iter().any(|clause| self.meets(clause, whom, quote)),
            Clause::Not(clause) => !self.meets(clause, whom, quote),
            Clause::Boost(clause, _) => self.meets(clause, whom, quote),
            Clause::AtLeast(at_least) => self.count(clause, whom, quote) >= at_least.least as usize,
            Clause::Every => true,
            _ => self.count(clause, whom, quote) > 0,
        }
    }

    fn count(&self, clause: &Clause, whom: Whom, quote: &Quote) -> usize {
        let (speaker, role) = (quote.speaker.as_deref(), quote.role.as_deref());
        let texts = match (clause.field(), whom) {
            (Some(FieldName::Kind), _) => {
                let kind = |text: &str| quote.kind.name().eq_ignore_ascii_case(text);
                let leaves = clause.leaves();
                return leaves.iter().filter(|leaf| kind(&leaf.text)).count();
            }
            (Some(FieldName::Speaker), _) => [speaker, None],
            (Some(FieldName::Role), _) => [None, role],
            (None, Whom::Speaker) => [speaker, role],
            _ => [Some(quote.text.as_str()), None],
        };
        let texts = texts.into_iter().flatten();
        // Names are not stemmed in the index, and are here: a name that stems alike is met as well.
        let found = texts.map(|text| {
            let words = Words::new(text, self.language, self.languages, false);
            words.find(clause).len()
        });
        found.sum()
    }
}
