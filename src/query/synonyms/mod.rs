//! Words that somebody wants sought for others too, from a file of their own.
//!
//! In: a text with a group a line, `ship, vessel`, or one way only, `pm => prime minister, premier`; `#` begins a comment. Out:
//! a query in which each word or phrase of a group is an OR of those it stands for (`widen.rs`), and what was added.

mod widen;

use std::fmt;

use crate::index::analyzer::analyze;

pub use widen::{Added, Widened};

/// Groups of words that stand for each other.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms(Vec<Entry>);

/// A word or phrase, and those that are sought for it too.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    of: Name,
    also: Vec<Name>,
}

/// A word or phrase as it is written, and its words by surface form.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    text: String,
    words: Vec<String>,
}

/// A line that is no group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SynonymError {
    /// Its number, from 1.
    pub line: usize,
    /// What is wrong, and what to do.
    pub message: String,
}

impl fmt::Display for SynonymError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for SynonymError {}

impl Synonyms {
    /// Reads groups, a line each.
    ///
    /// ```
    /// use dateline::query::Synonyms;
    /// assert!(Synonyms::parse("ship, vessel # and boats?\npm => prime minister\n").is_ok());
    /// assert_eq!(Synonyms::parse("ship, vessel\nboat\n").unwrap_err()[0].line, 2);
    /// ```
    ///
    /// # Errors
    /// All lines that are no groups.
    pub fn parse(text: &str) -> Result<Self, Vec<SynonymError>> {
        let (mut entries, mut errors) = (Vec::new(), Vec::new());
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (number, line) in (1..).zip(text.lines()) {
            let line = line.split('#').next().unwrap_or_default().trim();
            if line.is_empty() {
                continue;
            }
            match group(line) {
                Ok(group) => entries.extend(group),
                Err(message) => errors.push(SynonymError {
                    line: number,
                    message,
                }),
            }
        }
        if errors.is_empty() {
            Ok(Self(entries))
        } else {
            Err(errors)
        }
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// The entries of a line.
fn group(line: &str) -> Result<Vec<Entry>, String> {
    let Some((left, right)) = line.split_once("=>") else {
        return both_ways(names(line)?);
    };
    if right.contains("=>") {
        return Err("one => is enough: pm => prime minister".to_owned());
    }
    let also = names(right)?;
    let of = names(left)?.into_iter();
    Ok(of
        .map(|of| Entry {
            also: also.clone(),
            of,
        })
        .collect())
}

fn both_ways(names: Vec<Name>) -> Result<Vec<Entry>, String> {
    if names.len() < 2 {
        return Err("a group has two words or more: ship, vessel".to_owned());
    }
    let others = |nth: usize| {
        let others = names.iter().enumerate().filter(|(other, _)| *other != nth);
        others.map(|(_, name)| name.clone()).collect()
    };
    let entries = names.iter().enumerate();
    Ok(entries
        .map(|(nth, of)| Entry {
            of: of.clone(),
            also: others(nth),
        })
        .collect())
}

fn names(list: &str) -> Result<Vec<Name>, String> {
    list.split(',').map(|text| name(text.trim())).collect()
}

fn name(text: &str) -> Result<Name, String> {
    let marks = |c: char| matches!(c, '"' | '“' | '”' | '„');
    let text = text.trim_matches(marks);
    if text.contains(|c: char| marks(c) || matches!(c, '*' | '?' | '~' | '(' | ')')) {
        return Err(format!(
            "{text}: only words and phrases stand for each other"
        ));
    }
    let words: Vec<String> = analyze(text, 0)
        .into_iter()
        .map(|word| word.surface)
        .collect();
    if words.is_empty() {
        return Err("a word is missing between commas".to_owned());
    }
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    Ok(Name { text, words })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_are_no_groups_are_all_named() {
        let text = "# ours\nship, vessel\n\nboat\npm => \na => b => c\nferr*, ship\n";
        let errors = Synonyms::parse(text).unwrap_err();
        let lines: Vec<usize> = errors.iter().map(|error| error.line).collect();
        assert_eq!(lines, [4, 5, 6, 7]);
        assert!(errors[0].to_string().starts_with("line 4: a group has two"));
    }
}
