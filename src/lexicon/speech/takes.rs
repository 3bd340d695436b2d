//! What a verb, a noun or an adjective can take, a bit each.

/// `that it is late`, `it is late`
pub const CLAUSE: u32 = 1;
/// `whether it is late`
pub const WH: u32 = 1 << 1;
/// `to wait`
pub const TO: u32 = 1 << 2;
/// `the plan`, `waiting`
pub const OBJECT: u32 = 1 << 3;
/// `a novel`: an object that is nothing said or thought
pub const THING: u32 = 1 << 4;
/// `reporters`, before what they are told: `told reporters that`
pub const WHOM: u32 = 1 << 20;
/// `the plan as a farce`: behind an object what it is
pub const AS: u32 = 1 << 21;
/// Any preposition.
pub const PREPOSITION: u32 = ((1 << PREPOSITIONS.len()) - 1) << 5;
/// The prepositions in the order of their bits, from the fifth on; `unto` stands for "to" before a noun.
pub const PREPOSITIONS: [(&str, &str); 13] = [
    ("about", "about"),
    ("against", "against"),
    ("at", "at"),
    ("for", "for"),
    ("from", "from"),
    ("in", "in"),
    ("of", "of"),
    ("on", "on"),
    ("on", "upon"),
    ("over", "over"),
    ("toward", "toward"),
    ("unto", "to"),
    ("with", "with"),
];

/// The bit of a preposition as it stands in the text.
#[must_use]
pub fn preposition(word: &str) -> u32 {
    let at = PREPOSITIONS
        .iter()
        .position(|(_, spelled)| *spelled == word);
    match at {
        None => 0,
        Some(UPON) => 1 << (5 + UPON - 1), // as "on"
        Some(at) => 1 << (5 + at),
    }
}

/// Where "upon" stands among the prepositions, behind "on".
const UPON: usize = 8;

/// The bits that a table names, separated by commas.
pub(super) fn all(names: &str) -> u32 {
    names
        .split(',')
        .filter(|name| !name.is_empty())
        .fold(0, |all, name| all | named(name))
}

fn named(name: &str) -> u32 {
    match name {
        "clause" => CLAUSE,
        "wh" => WH,
        "to" => TO,
        "obj" => OBJECT,
        "thing" => THING,
        "whom" => WHOM,
        "as" => AS,
        _ => {
            let at = PREPOSITIONS.iter().position(|(known, _)| *known == name);
            1 << (5 + at.unwrap_or_else(|| panic!("the tables know no complement {name:?}")))
        }
    }
}
