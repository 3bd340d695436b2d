//! Words that have a meaning of their own: operators, functions, fields.

use super::nearness::{Nearness, nearness};
use super::{Kind, Lexer};
use crate::query::FieldName;
use crate::query::tree::{Range, Relation};
use crate::span::Span;

impl Lexer<'_> {
    pub(super) fn operator(&mut self, word: &str, span: Span) -> Option<Kind> {
        let near = |negated| move |relation| Kind::Near { relation, negated };
        match word {
            "AND" | "&&" => Some(Kind::And),
            "OR" | "||" => Some(Kind::Or),
            "*" | "*:*" if !self.behind_a_field() => Some(Kind::Every),
            _ if word.eq_ignore_ascii_case("not") => {
                let nearness = self.nearness_behind(span).map(near(true));
                nearness.or((word == "NOT").then_some(Kind::Not))
            }
            _ => self.nearness(word, span).map(near(false)),
        }
    }

    /// The operator of nearness that `word` is. What looks like one of another system's is one between two words.
    fn nearness(&mut self, word: &str, span: Span) -> Option<Relation> {
        let Nearness { relation, ours } = match nearness(word) {
            Ok(found) => found?,
            Err(message) => {
                self.fault(span, message);
                // As near as can be: an operator stands here, whichever number was meant.
                return Some(Relation {
                    ordered: false,
                    range: Range::Words(1),
                });
            }
        };
        if !ours {
            if !self.between_words(span) {
                return None;
            }
            self.hint(span, format!("{word} is read as {relation}"));
        }
        Some(relation)
    }

    /// The operator behind a `not`, which it makes its own.
    fn nearness_behind(&mut self, not: Span) -> Option<Relation> {
        let rest = &self.query[not.end()..];
        let word = rest.split_whitespace().next().unwrap_or_default();
        let start = not.end() + rest.len() - rest.trim_start().len();
        let relation = self.nearness(word, Span::new(start, start + word.len()))?;
        self.at = start + word.len();
        Some(relation)
    }

    /// `caps(`, `atleast3(`, `said(`, and a field in the manner of Nexis: `headline(`.
    pub(super) fn function(&mut self, start: usize, name: &str) -> Option<Kind> {
        let lower = name.to_ascii_lowercase();
        let span = Span::new(start, start + name.len());
        let behind = span.end() + 1;
        if lower == "caps" {
            return Some(self.caps(start, behind));
        }
        if lower == "said" {
            if self.who.is_some() {
                self.fault(span, "a speaker is named here, not a quote");
                return Some(self.open(behind, Kind::Open));
            }
            self.who = Some(0);
            return Some(self.sign(behind, Kind::Said));
        }
        if let Some(digits) = lower.strip_prefix("atleast") {
            let least = digits.parse().ok().filter(|least| *least > 0);
            if least.is_none() {
                let message = "how often is said before the parenthesis: atleast3(word)";
                self.fault(span, message);
            }
            return Some(self.open(behind, Kind::AtLeast(least.unwrap_or(1))));
        }
        // The parenthesis is a token of its own.
        let field = FieldName::from_name(name).filter(|_| self.who.is_none())?;
        Some(self.sign(span.end(), Kind::Field(field)))
    }

    /// The field that `word` begins with. The address of a page and a time of day begin with none.
    pub(super) fn field(&mut self, start: usize, word: &str) -> Option<Kind> {
        let (name, behind) = word.split_once(':')?;
        let span = Span::new(start, start + name.len());
        let next = self.query[start + name.len() + 1..].chars().next();
        if let Some(field) = FieldName::from_name(name) {
            return Some(self.sign(span.end() + 1, Kind::Field(field)));
        }
        let like_a_field =
            !name.is_empty() && name.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
        let something_follows = next.is_some_and(|c| !c.is_whitespace() && !")^".contains(c));
        if !like_a_field || behind.starts_with("//") || !something_follows {
            return None;
        }
        let meant = match FieldName::suggestion(name) {
            Some(field) => format!("did you mean {field}: ?"),
            None => format!(
                "fields are {}",
                FieldName::ALL.map(FieldName::name).join(", ")
            ),
        };
        self.at = span.end() + 1;
        let message =
            format!("there is no field {name:?}; {meant} (in quotation marks it is a word)");
        Some(self.faulty(span, message))
    }
}
