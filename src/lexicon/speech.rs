//! What a word can be to a sentence that reports speech: cue verb, title, role, name, or one of the small words between.
//!
//! In: a word. Out: its [`Word`], or `None` for a word that no table holds. The tables are those of `src/lexicon/*.txt`;
//! the forms of cue verbs are made here, so that a newcomer adds a verb in one line.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::forms::{ing, regular_past, third};
use super::rows;

/// What the tables say about a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The classes of the word, a set of the constants of [`class`].
    pub classes: u32,
    /// The cue verbs that it is a form of.
    pub cues: Vec<CueForm>,
}

/// The classes of [`Word::classes`], a bit each.
pub mod class {
    #![allow(missing_docs, reason = "the names are those of the tables")]
    pub const AUX: u32 = 1;
    pub const ADVERB: u32 = 1 << 1;
    pub const PREP: u32 = 1 << 2;
    pub const CONJ: u32 = 1 << 3;
    pub const SUB: u32 = 1 << 4;
    pub const REL: u32 = 1 << 5;
    pub const DET: u32 = 1 << 6;
    pub const SUBJECT: u32 = 1 << 7;
    pub const OBJECT: u32 = 1 << 8;
    pub const TIME: u32 = 1 << 9;
    pub const INDEFINITE: u32 = 1 << 10;
    pub const VERB: u32 = 1 << 11;
    pub const TITLE: u32 = 1 << 12;
    pub const HONORIFIC: u32 = 1 << 13;
    pub const ROLE: u32 = 1 << 14;
    pub const ORGANISATION: u32 = 1 << 15;
    pub const GIVEN: u32 = 1 << 16;
    pub const FEMALE: u32 = 1 << 17;
    pub const MALE: u32 = 1 << 18;
    pub const BODY: u32 = 1 << 19;
    pub const NOUN_CUE: u32 = 1 << 20;
}

/// A form of a cue verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CueForm {
    /// What the verb can take.
    pub kind: CueKind,
    /// What the form can be, a set of the constants of [`form`].
    pub forms: u8,
    /// The word that must follow: `back` in `fired back`.
    pub particle: Option<&'static str>,
}

/// What a form of a verb can be, a bit each.
pub mod form {
    /// `say`
    pub const BASE: u8 = 1;
    /// `says`
    pub const THIRD: u8 = 2;
    /// `said`
    pub const PAST: u8 = 4;
    /// `(was) said`
    pub const PARTICIPLE: u8 = 8;
    /// `saying`
    pub const ING: u8 = 16;
}

/// What a cue verb can take.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CueKind {
    /// Speech, in marks or not, on either side.
    Say,
    /// The same, but it yields to a verb of speech around it: `said that she hoped for “calm”`.
    Think,
    /// Something that a quoted fragment is about, before the fragment: `called it “a farce”`.
    Fragment,
    /// The same with an object between (`called it “a farce”`); without one a name: `a film called “Rain”`.
    Name,
    /// Only words in marks that touch it: `“So,” she continued`.
    Mark,
}

/// What the tables say about `word`, in whichever case.
#[must_use]
pub fn word(word: &str) -> Option<&'static Word> {
    static WORDS: LazyLock<FxHashMap<String, Word>> = LazyLock::new(read);
    // The longest entry has 18 bytes; longer words need not be folded.
    if word.len() > 24 {
        return None;
    }
    let mut buffer = [0u8; 24];
    let folded = &mut buffer[..word.len()];
    folded.copy_from_slice(word.as_bytes());
    folded.make_ascii_lowercase();
    WORDS.get(std::str::from_utf8(folded).ok()?)
}

/// The noun that the abbreviation of a title stands for: `senator` of `Sen`.
#[must_use]
pub fn title_noun(title: &str) -> Option<&'static str> {
    static NOUNS: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
        rows(include_str!("titles.txt"))
            .filter(|row| !row[3].is_empty())
            .map(|row| (row[0], row[3]))
            .collect()
    });
    NOUNS.get(title).copied()
}

fn read() -> FxHashMap<String, Word> {
    let mut words = FxHashMap::default();
    for row in rows(include_str!("grammar.txt")) {
        for name in row[1].split(',') {
            add(&mut words, row[0], class_of(name));
        }
    }
    for row in rows(include_str!("verbs.txt")) {
        add(&mut words, row[0], class::VERB);
    }
    for row in rows(include_str!("titles.txt")) {
        let kind = match row[1] {
            "honorific" => class::TITLE | class::HONORIFIC,
            _ => class::TITLE,
        };
        add(&mut words, row[0], kind | gender(row[2]));
    }
    for row in rows(include_str!("roles.txt")) {
        add(&mut words, row[0], class::ROLE | gender(row[1]));
    }
    for row in rows(include_str!("given_names.txt")) {
        add(&mut words, row[0], class::GIVEN | gender(row[1]));
    }
    for row in rows(include_str!("organisations.txt")) {
        add(&mut words, row[0], class::ORGANISATION);
    }
    for row in rows(include_str!("bodies.txt")) {
        add(&mut words, row[0], class::BODY);
    }
    for row in rows(include_str!("cue_nouns.txt")) {
        add(&mut words, row[0], class::NOUN_CUE);
    }
    for row in rows(include_str!("cues.txt")) {
        add_cue(&mut words, &row);
    }
    words
}

fn add(words: &mut FxHashMap<String, Word>, word: &str, classes: u32) {
    words.entry(word.to_lowercase()).or_default().classes |= classes;
}

fn class_of(name: &str) -> u32 {
    match name {
        "aux" => class::AUX,
        "adverb" => class::ADVERB,
        "prep" => class::PREP,
        "conj" => class::CONJ,
        "sub" => class::SUB,
        "rel" => class::REL,
        "det" => class::DET,
        "subject" => class::SUBJECT,
        "object" => class::OBJECT,
        "time" => class::TIME,
        "indefinite" => class::INDEFINITE,
        _ => panic!("grammar.txt knows no class {name:?}"),
    }
}

fn gender(name: &str) -> u32 {
    match name {
        "f" => class::FEMALE,
        "m" => class::MALE,
        _ => 0,
    }
}

/// Adds every form of the verb of a row: lemma, kind, past, participle.
fn add_cue(words: &mut FxHashMap<String, Word>, row: &[&'static str]) {
    let (lemma, particle) = match row[0].split_once(' ') {
        Some((lemma, particle)) => (lemma, Some(particle)),
        None => (row[0], None),
    };
    let kind = match row[1] {
        "say" => CueKind::Say,
        "frag" => CueKind::Fragment,
        "think" => CueKind::Think,
        "name" => CueKind::Name,
        _ => CueKind::Mark,
    };
    let past = if row[2].is_empty() {
        regular_past(lemma)
    } else {
        row[2].to_owned()
    };
    let participle = if row[3].is_empty() {
        past.clone()
    } else {
        row[3].to_owned()
    };
    let forms = [
        (lemma.to_owned(), form::BASE),
        (third(lemma), form::THIRD),
        (past.clone(), form::PAST),
        (participle, form::PARTICIPLE),
        (ing(lemma, &past), form::ING),
    ];
    for (spelling, forms) in forms {
        let cues = &mut words.entry(spelling).or_default().cues;
        match cues
            .iter_mut()
            .find(|cue| cue.kind == kind && cue.particle == particle)
        {
            Some(cue) => cue.forms |= forms,
            None => cues.push(CueForm {
                kind,
                forms,
                particle,
            }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forms(spelling: &str) -> u8 {
        word(spelling).map_or(0, |word| {
            word.cues.iter().fold(0, |all, cue| all | cue.forms)
        })
    }

    #[test]
    fn the_forms_of_a_verb_are_made_from_its_row() {
        assert_eq!(forms("said"), form::PAST | form::PARTICIPLE);
        assert_eq!(forms("Says"), form::THIRD);
        assert_eq!(forms("quipping"), form::ING);
        assert_eq!(forms("replied"), form::PAST | form::PARTICIPLE);
        assert_eq!(forms("writing"), form::ING);
        assert_eq!(forms("swore"), form::PAST);
    }

    #[test]
    fn a_second_word_is_asked_for() {
        let fired = word("fired").unwrap();
        assert!(fired.cues.iter().any(|cue| cue.particle == Some("back")));
    }
}
