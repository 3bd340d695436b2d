//! Counties that share their noun: `Butler, Warren and Clinton counties`, `Rapides and Avoyelles parishes`.

use crate::gazetteer::{Key, Kind, Named, find};
use crate::span::Span;

use super::piece::Piece;

/// The noun of several, and that of one.
const NOUNS: [(&str, &str); 4] = [
    (" counties", "County"),
    (" Counties", "County"),
    (" parishes", "Parish"),
    (" Parishes", "Parish"),
];
/// So many words has the name of a county at most, without its noun.
const LONGEST: usize = 3;

/// A county, by the words that stand for it in a list.
pub(super) struct Listed {
    pub(super) span: Span,
    pub(super) named: Named,
}

/// The counties of a piece that are named in front of their common noun, in the order of the text.
pub(super) fn listed(piece: &Piece<'_>) -> Vec<Listed> {
    let mut found = Vec::new();
    for (nth, word) in piece.words.iter().enumerate() {
        let behind = &piece.text[word.span.end()..piece.span.end()];
        if let Some(noun) = noun(behind) {
            list(piece, nth, noun, &mut found);
        }
    }
    found.sort_by_key(|county| county.span.start());
    found
}

/// The noun of one, where that of several stands here.
fn noun(behind: &str) -> Option<&'static str> {
    let mut nouns = NOUNS.iter();
    let noun = nouns.find(|(several, _)| behind.starts_with(several));
    noun.map(|(_, one)| *one)
}

/// Adds the county whose name ends with word `last`, and those before it in its list.
fn list(piece: &Piece<'_>, last: usize, noun: &str, found: &mut Vec<Listed>) {
    let mut last = Some(last);
    while let Some((first, county)) = last.and_then(|last| ending(piece, last, noun)) {
        found.push(county);
        last = before(piece, first);
    }
}

/// The county whose name ends with word `last`, the longest, with its first word.
fn ending(piece: &Piece<'_>, last: usize, noun: &str) -> Option<(usize, Listed)> {
    let touches = |nth: &usize| matches!(piece.between(*nth), Some(" " | "\n"));
    let words = (0..last).rev().take_while(touches).count();
    let longest = (words + 1).min(LONGEST);
    (1..=longest).rev().find_map(|count| {
        let first = last + 1 - count;
        let span = Span::new(
            piece.words[first].span.start(),
            piece.words[last].span.end(),
        );
        let key = Key::of(&format!("{} {noun}", span.of(piece.text)))?;
        let named = find(&key)?;
        let mut meanings = named.meanings();
        let is_county = meanings.any(|meaning| meaning.kind() == Kind::County);
        is_county.then_some((first, Listed { span, named }))
    })
}

/// The last word of the name before this one in its list.
fn before(piece: &Piece<'_>, first: usize) -> Option<usize> {
    let before = first.checked_sub(1)?;
    let between = piece.between(before)?.trim();
    matches!(between, "," | "and" | ", and" | "or" | ", or" | "&").then_some(before)
}
