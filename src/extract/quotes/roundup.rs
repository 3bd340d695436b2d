//! Round-ups of reactions: who speaks stands in a heading above what they say, with role and house, or on what (`RUIZ ON PRICES:`), and no
//! verb follows.
//!
//! In: a run that no rule of its frame attributed. Out: the mention in the heading before it, or the source of the run before it
//! that stands below the same heading.
//!
//! ```text
//! ANA RUIZ, CHIEF ECONOMIST, HARBOR BANK, LIMA:
//!
//! “The ice is late.”
//!
//! “It may not come at all.”
//! ```

use std::ops::Range;

use super::carry::{Before, Carried};
use super::heads::is_office;
use super::mention::{Mention, MentionKind, is_in_capitals};
use super::rules::Attribution;
use super::tokens::{Kind, Token, all_quoted};
use crate::lexicon::places;
use crate::lexicon::speech::class;

/// The rule.
pub(super) const NAME_HEADING: &str = "name-heading";

/// The most words of a name, and the most tokens of a heading.
const LONGEST_NAME: usize = 4;
const LONGEST: usize = 30;

/// `ANA RUIZ, MAYOR OF LIMA: “We wait.”`, or with the heading as a paragraph of its own: `Ana Ruiz, mayor of Lima`.
pub(super) fn name_heading(before: &Before<'_>) -> Option<Carried> {
    let paragraph = &before.paragraphs[before.paragraph];
    let start = paragraph.frames[before.frame].start;
    if before.token > start {
        let heading = heading(paragraph.tokens, start..before.token);
        let heading = heading.filter(|heading| heading.in_capitals);
        return match heading {
            Some(heading) => Some(Carried::Named(before.paragraph, heading.attribution)),
            None => on_topic(before, start),
        };
    }
    below_a_heading(before).or_else(|| above(before))
}

/// `RUIZ ON THE PORT: “We wait.”`, by whom the story names elsewhere, and `ON PRICES: “They rise.”`, by whoever spoke below the heading before.
fn on_topic(before: &Before<'_>, start: usize) -> Option<Carried> {
    let paragraph = &before.paragraphs[before.paragraph];
    let line = &paragraph.tokens[start..before.token];
    let on = line
        .iter()
        .take(LONGEST_NAME + 1)
        .position(|token| token.text == "ON")?; // few lines
    let colon = line.last().filter(|last| last.kind == Kind::Colon);
    if line.len() > LONGEST || line.len() < on + 2 || line.iter().any(is_small) {
        return None;
    }
    let Some(last) = on.checked_sub(1) else {
        colon?;
        let last = before.said.len().checked_sub(1)?;
        let said = &before.said[last];
        let near = said.paragraph + 1 >= before.paragraph && said.rule == NAME_HEADING;
        let when = line[1].is(class::TIME);
        return (near && !when).then_some(Carried::SameSource(last));
    };
    let name = &line[..on];
    let full = last > 0 && name[0].is(class::GIVEN);
    let named =
        name.iter().all(Token::is_name_word) && (full || is_somebody(before, name[last].text));
    named.then(|| {
        let mention = Mention {
            first: start,
            last: start + last,
            kind: MentionKind::Label,
            name: Some((start, start + last)),
        };
        let cue = colon.map(Token::span);
        Carried::Named(before.paragraph, Attribution { cue, mention })
    })
}

/// Whether the story has this name in capitals behind a given name or an office: `Mayor | Ruiz`, `Ana | Ruiz`.
fn is_somebody(before: &Before<'_>, name: &str) -> bool {
    const LOOKED_AT: usize = 1_000; // of the first names of a story: nobody's first mention stands far below
    const PERSON: u32 = class::GIVEN | class::TITLE | class::HONORIFIC;
    let names = before.paragraphs.iter().flat_map(|paragraph| {
        let names = paragraph.names.iter().map(|&at| at as usize);
        names.map(|at| &paragraph.tokens[at.saturating_sub(1)..=at])
    });
    !places::is_place(&capitalised(name))
        && names.take(LOOKED_AT).any(|tokens| match tokens {
            [before, last] => last.text.eq_ignore_ascii_case(name) && before.is(PERSON),
            _ => false,
        })
}

/// `Lima` for `LIMA`
fn capitalised(name: &str) -> String {
    let mut chars = name.chars();
    let first = chars.next();
    first
        .into_iter()
        .chain(chars.flat_map(char::to_lowercase))
        .collect()
}

/// The run before, below the same heading, with nothing but quoted words between.
fn below_a_heading(before: &Before<'_>) -> Option<Carried> {
    let last = before.said.len().checked_sub(1)?;
    let said = &before.said[last];
    if said.rule != NAME_HEADING {
        return None;
    }
    let near = |tokens: &[Token<'_>]| tokens.len() <= LONGEST && all_quoted(tokens);
    let here = &before.paragraphs[before.paragraph].tokens[..before.token];
    let below = if said.paragraph == before.paragraph {
        near(&here[said.token..])
    } else {
        let behind = &before.paragraphs[said.paragraph].tokens[said.token..];
        said.paragraph + 1 == before.paragraph && near(behind) && near(here)
    };
    below.then_some(Carried::SameSource(last))
}

/// The paragraph before, if it is a heading.
fn above(before: &Before<'_>) -> Option<Carried> {
    let above = before
        .paragraph
        .checked_sub(1)
        .filter(|_| before.token == 0)?;
    let paragraph = &before.paragraphs[above];
    let heading = heading(paragraph.tokens, 0..paragraph.tokens.len());
    let heading = heading.filter(|_| paragraph.number > 0)?;
    Some(Carried::Named(above, heading.attribution))
}

/// A heading that names who speaks.
struct Heading {
    attribution: Attribution,
    in_capitals: bool,
}

/// Reads the heading that these tokens end in: a name, and what makes sure that it is one.
fn heading(tokens: &[Token<'_>], range: Range<usize>) -> Option<Heading> {
    let colon = range
        .end
        .checked_sub(1)
        .filter(|&last| tokens[last].kind == Kind::Colon);
    let end = colon.unwrap_or(range.end);
    // "Here is what they say: ANA RUIZ, …": the heading begins behind the colon.
    let stops = |kind| matches!(kind, Kind::Colon | Kind::Quote | Kind::End);
    let farthest = range.start.max(end.saturating_sub(LONGEST));
    let stop = (farthest..end).rev().find(|&at| stops(tokens[at].kind));
    let at = match stop {
        Some(stop) if tokens[stop].kind == Kind::Colon => stop + 1,
        None if farthest == range.start => farthest,
        _ => return None,
    };
    let line = &tokens[at..end];
    let (from, to) = name(line)?;
    let (name, behind) = (&line[from..to], &line[to..]);
    let in_capitals = name.iter().all(is_in_capitals) && line.iter().all(|token| !is_small(token));
    let titled = line[..from].iter().any(says_role);
    let described = behind.iter().any(says_role);
    let given = name[0].is(class::GIVEN) && name.len() > 1;
    let parted = behind
        .first()
        .is_some_and(|token| token.kind == Kind::Comma);
    let sure = titled || parted && (described || given && in_capitals);
    let plain = in_capitals || !line.iter().any(Token::is_finite_verb);
    (sure && plain).then(|| Heading {
        attribution: Attribution {
            cue: colon.map(|colon| tokens[colon].span()),
            mention: Mention {
                first: at,
                last: at + to - 1,
                kind: MentionKind::Label,
                name: Some((at + from, at + to - 1)),
            },
        },
        in_capitals,
    })
}

/// The words of the name in a heading: up to a comma or `ON` what it is about, behind a title.
fn name(line: &[Token<'_>]) -> Option<(usize, usize)> {
    let ends = |token: &Token<'_>| token.kind != Kind::Word || matches!(token.text, "ON" | "on");
    let to = line.iter().position(ends).unwrap_or(line.len());
    let titles = line[..to].iter().rposition(is_office);
    let from = titles.map_or(0, |at| at + 1);
    let name = &line[from..to];
    let capital = name.iter().all(Token::is_name_word);
    // A lone name stands behind a title: `GOVERNOR RUIZ`.
    let fewest = if titles.is_some_and(|at| line[at].is(class::TITLE)) {
        1
    } else {
        2
    };
    let fits = (fewest..=LONGEST_NAME).contains(&name.len());
    let words: Vec<&str> = name.iter().map(|word| word.text).collect();
    let body = name
        .iter()
        .any(|word| word.is(class::ORGANISATION) && !word.is(class::GIVEN));
    (fits && capital && !body && !places::is_place(&words.join(" "))).then_some((from, to))
}

fn is_small(token: &Token<'_>) -> bool {
    token.text.starts_with(char::is_lowercase)
}

/// Whether the word is one for what somebody is, or for the house that they speak for.
fn says_role(word: &Token<'_>) -> bool {
    word.is(class::ROLE | class::TITLE | class::BODY | class::ORGANISATION)
}
