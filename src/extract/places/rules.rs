//! What makes a name a place's, and what does not.
//!
//! In: a name with what stands around it. Out: the rule that says it is a place, surest first; what is told from places is asked
//! before, and what neither list settles is settled by the other places of the story (`story.rs`).

use crate::gazetteer::{Kind, Place};
use crate::lexicon::place_words::beside;

use super::around::Around;
use super::people::is_person;

type Rule = (&'static str, fn(&Around<'_>) -> bool);

/// Countries, and what is as wide.
const WIDE: u8 = Kind::Country.bit() | Kind::Continent.bit() | Kind::Area.bit();

/// A name with its region behind it: `Peru, Ind.`
pub(super) const WITH_REGION: &str = "place-with-region";
/// The region behind another name.
pub(super) const REGION_BEHIND: &str = "place-region-behind";

/// What is told from places: a name of which one of these holds is none.
pub(super) const NOT: &[Rule] = &[
    ("not-a-person", is_person),
    ("not-a-street", is_street),
    ("not-a-river", is_nature),
    ("not-a-body", is_body),
    ("not-a-part-of-a-name", is_part_of_a_name),
];

/// Surest first.
pub(super) const RULES: &[Rule] = &[
    ("place-county", is_county),
    ("place-of-kind", is_of_kind),
    ("place-people", is_people),
    ("place-country", is_country),
    ("place-in", is_in),
    ("place-civic", is_civic),
    ("place-side", is_side),
    ("place-known", is_known),
    ("place-to", is_to),
];

/// `on Paris Street`, `Jordan Avenue`
fn is_street(name: &Around<'_>) -> bool {
    (name.run.first | name.run.last) & beside::STREET != 0
        && (name.run.first & name.run.last) & beside::CIVIC == 0
}

/// `the Ohio River`, `Lima Creek`, `the Sea of Japan`
fn is_nature(name: &Around<'_>) -> bool {
    name.run.first & beside::NATURE != 0 || name.is_of_water()
}

/// `the Washington Post`, `Chicago Bulls`, `University of Georgia`
fn is_body(name: &Around<'_>) -> bool {
    name.head & beside::BODY != 0 && name.head & (beside::KIND | beside::CIVIC) == 0
        || name.run.first & beside::CIVIC == 0
            && name.run.says & (beside::BODY | beside::STREET | beside::NATURE) != 0
        || is_team(name)
        || is_airline(name)
}

/// `the fans of Manchester City`: of a British town, and no place of that name is known. "Limerick City" is the town.
fn is_team(name: &Around<'_>) -> bool {
    let next = || {
        name.piece
            .right(name.name.last)
            .map(|next| name.piece.word(next))
    };
    let british = || name.places().next().and_then(Place::country_bytes) == Some(*b"GB");
    name.run.length == 1
        && name.run.first & beside::KIND != 0
        && name.before() & beside::IN == 0
        && next() == Some("City")
        && british()
}

/// `Air France`, `Radio Liberty`
fn is_airline(name: &Around<'_>) -> bool {
    let is_it = |left| matches!(name.piece.word(left), "Air" | "Radio") && !name.piece.titled;
    name.left.is_some_and(is_it)
}

/// `Paris Match`: what follows belongs to the name, and nothing says that it is the place's.
fn is_part_of_a_name(name: &Around<'_>) -> bool {
    let run = name.run;
    let unknown =
        run.length > 0 && run.says & beside::CIVIC == 0 && !run.title && !name.piece.titled;
    let wide = || name.is_people() || name.may_be(WIDE | Kind::Region.bit());
    unknown && (run.plural || !wide())
}

/// `Butler County`
fn is_county(name: &Around<'_>) -> bool {
    !name.single && name.may_be(Kind::County.bit())
}

/// `the city of Lima`
fn is_of_kind(name: &Around<'_>) -> bool {
    name.head & beside::KIND != 0
}

/// `Russian`, `Russians`
fn is_people(name: &Around<'_>) -> bool {
    name.is_people()
}

/// `Peru`, `Ohio`, `Europe`; `Jordan` and `Georgia` are given names too.
fn is_country(name: &Around<'_>) -> bool {
    (name.may_be(WIDE) || name.name.named.means_state())
        && !name.is_doubtful()
        && (!name.given || name.has_evidence())
}

/// `in Lima`
fn is_in(name: &Around<'_>) -> bool {
    name.before() & beside::IN != 0 && !name.is_doubtful()
}

/// `Lima police`, `a Lima woman`
fn is_civic(name: &Around<'_>) -> bool {
    (name.run.says | name.after()) & beside::CIVIC != 0 && !name.is_doubtful()
}

/// `northern Lima`, `South Philadelphia`
fn is_side(name: &Around<'_>) -> bool {
    name.before() & beside::SIDE != 0 && !name.is_doubtful()
}

/// `Chicago`, `Mount Pleasant`
fn is_known(name: &Around<'_>) -> bool {
    let known = name.name.named.is_known() || !name.single;
    known && !name.given && !name.is_doubtful()
}

/// `from Lima`, `of Lima`
fn is_to(name: &Around<'_>) -> bool {
    name.before() & beside::TO != 0 && !name.is_doubtful() && !name.given
}
