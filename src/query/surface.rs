//! Words by their surface form, as printed but in lower case and without accents: one form, wildcards, nearly so.

use crate::index::analyzer::folded;

/// What a surface form must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Surface {
    /// This very form.
    Form(String),
    /// A pattern of letters and wildcards.
    Pattern(Vec<Sign>),
    /// A form that differs by so many letters at most: one left out, added, replaced, or two exchanged.
    Nearly(String, u8),
}

/// A sign of a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    Letter(char),
    /// `?`
    One,
    /// `*`
    Many,
}

impl Surface {
    /// A pattern from its letters, stars and question marks.
    pub(super) fn pattern(text: &str) -> Self {
        let mut signs = Vec::new();
        for c in text.chars() {
            match c {
                '*' if signs.last() == Some(&Sign::Many) => {}
                '*' => signs.push(Sign::Many),
                '?' => signs.push(Sign::One),
                c => {
                    let mut buffer = [0; 4];
                    signs.extend(folded(c.encode_utf8(&mut buffer)).chars().map(Sign::Letter));
                }
            }
        }
        Self::Pattern(signs)
    }

    pub(super) fn is_met_by(&self, surface: &str) -> bool {
        match self {
            Self::Form(form) => form == surface,
            Self::Pattern(signs) => ends_alike(signs, surface) && matches(signs, surface),
            Self::Nearly(word, letters) => nearly(word, surface, usize::from(*letters)),
        }
    }

    /// What every such form begins with.
    pub(super) fn beginning(&self) -> String {
        match self {
            Self::Form(form) => form.clone(),
            Self::Pattern(signs) => signs
                .iter()
                .map_while(|sign| match sign {
                    Sign::Letter(c) => Some(*c),
                    _ => None,
                })
                .collect(),
            Self::Nearly(..) => String::new(),
        }
    }
}

/// Whether a text ends with the letters behind the last wildcard: few do, where all words are looked at.
fn ends_alike(signs: &[Sign], text: &str) -> bool {
    let mut letters = text.chars().rev();
    signs
        .iter()
        .rev()
        .map_while(|sign| match sign {
            Sign::Letter(letter) => Some(*letter),
            _ => None,
        })
        .all(|letter| letters.next() == Some(letter))
}

/// Whether a text is of the pattern: from the left, going back to the last star where it fails.
fn matches(signs: &[Sign], text: &str) -> bool {
    let (mut sign, mut at) = (0, 0);
    let mut star: Option<(usize, usize)> = None;
    loop {
        let next = text[at..].chars().next();
        match (signs.get(sign), next) {
            (Some(Sign::Many), _) => {
                star = Some((sign, at));
                sign += 1;
            }
            (Some(Sign::One), Some(c)) => {
                sign += 1;
                at += c.len_utf8();
            }
            (Some(Sign::Letter(letter)), Some(c)) if *letter == c => {
                sign += 1;
                at += c.len_utf8();
            }
            (None, None) => return true,
            _ => {
                let Some((back, from)) = star else {
                    return false;
                };
                let Some(c) = text[from..].chars().next() else {
                    return false;
                };
                star = Some((back, from + c.len_utf8()));
                (sign, at) = (back + 1, from + c.len_utf8());
            }
        }
    }
}

fn nearly(word: &str, surface: &str, letters: usize) -> bool {
    let differs = |n: usize| word.len().abs_diff(surface.len()) > n;
    // No letter takes more than four bytes, and most take one: few words come as far as the table.
    if differs(letters * 4) || (word.is_ascii() && surface.is_ascii() && differs(letters)) {
        return false;
    }
    strsim::osa_distance(word, surface) <= letters
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_met() {
        for (pattern, met, unmet) in [
            ("steuer*", "steuerlast", "steu"),
            ("*burg", "hamburg", "burger"),
            ("ste?er", "steuer", "ster"),
            ("h*b*g", "hamburg", "hamburger"),
            ("r?n*", "running", "rn"),
            ("*a*a*", "banana", "band"),
            ("*", "a", "\u{0}"),
            ("über*", "uberall", "ober"),
        ] {
            let pattern_of = Surface::pattern(pattern);
            assert!(pattern_of.is_met_by(met), "{pattern} {met}");
            if unmet != "\u{0}" {
                assert!(!pattern_of.is_met_by(unmet), "{pattern} {unmet}");
            }
        }
    }

    #[test]
    fn near_words_differ_by_few_letters() {
        let nearly =
            |word: &str, letters, other| Surface::Nearly(word.to_owned(), letters).is_met_by(other);
        assert!(
            nearly("wolf", 1, "wolff") && nearly("wolf", 1, "wofl") && nearly("wolf", 1, "golf")
        );
        assert!(!nearly("wolf", 1, "wolves") && nearly("wolf", 2, "gulf"));
    }
}
