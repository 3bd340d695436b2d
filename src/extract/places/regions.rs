//! The region behind a name: `Peru, Ind.`, `Lima, Ohio`, `Calgary, Alberta`.

use crate::gazetteer::{By, Kind, Meaning, Place, places_named};
use crate::lexicon::places::region as full_name;
use crate::span::Span;

use super::gap::Gap;
use super::names::{Naming, name_at};
use super::piece::Piece;

/// A region as it stands behind a comma.
pub(super) struct Region {
    /// With the point of a short form.
    pub(super) span: Span,
    /// Its last word.
    pub(super) last: usize,
    /// What it may be.
    pub(super) places: Vec<Place>,
    /// Whether it is a short form: those stand nowhere else.
    pub(super) short: bool,
}

/// The region behind word `last`.
#[inline]
pub(super) fn behind(piece: &Piece<'_>, last: usize) -> Option<Region> {
    match piece.gap(last) {
        Gap::Comma => region_at(piece, last + 1),
        _ => None, // most names
    }
}

#[inline(never)]
fn region_at(piece: &Piece<'_>, first: usize) -> Option<Region> {
    written_out(piece, first).or_else(|| short(piece, first))
}

fn written_out(piece: &Piece<'_>, first: usize) -> Option<Region> {
    let Naming {
        span, last, named, ..
    } = name_at(piece, first)?;
    let is_region = |meaning: &Meaning| {
        let wide = matches!(meaning.kind(), Kind::Region | Kind::Country);
        wide && meaning.by() != By::People
    };
    let regions = named.meanings().filter(is_region);
    let places: Vec<Place> = regions.map(Meaning::place).collect();
    // "Lima, Ohio State" goes on.
    let ends = piece.right(last).is_none() || piece.titled;
    (!places.is_empty() && ends).then_some(Region {
        span,
        last,
        places,
        short: false,
    })
}

/// `Ind.`, `W.Va.`, `N. Mex.`, `OH`
fn short(piece: &Piece<'_>, first: usize) -> Option<Region> {
    [first + 1, first].into_iter().find_map(|last| {
        let end = piece.words.get(last)?.span.end();
        let span = Span::new(piece.words[first].span.start(), end);
        if span.len() > 8 {
            return None;
        }
        let spelled = span.of(piece.text);
        let pointed = piece.text[end..piece.span.end()].starts_with('.');
        let capitals = spelled.bytes().all(|byte| byte.is_ascii_uppercase());
        if spelled.len() == 2 && !capitals && !pointed {
            return None;
        }
        let name = full_name(spelled)?;
        let places: Vec<Place> = places_named(name)
            .into_iter()
            .map(|(place, _)| place)
            .filter(|place| matches!(place.kind(), Kind::Region | Kind::Country))
            .collect();
        (!places.is_empty()).then(|| Region {
            span: Span::new(span.start(), end + usize::from(pointed)),
            last,
            places,
            short: true,
        })
    })
}
