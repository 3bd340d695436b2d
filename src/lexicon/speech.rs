//! What a word can be to a sentence that reports speech: cue verb, title, role, name, or one of the small words between.
//!
//! In: a word. Out: its [`Word`], or `None` for a word that no table holds. The tables are those of `src/lexicon/*.txt`;
//! the forms of cue verbs are made here, so that a newcomer adds a verb in one line.

pub mod class;
pub mod takes;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::forms::{ing, regular_past, third};
use super::key::Key;
use super::place_words;
use super::rows;
use super::table::Table;
use super::times;

/// What the tables say about a word.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The classes of the word, a set of the constants of [`class`].
    pub classes: u32,
    /// The cue verbs that it is a form of.
    pub cues: Vec<CueForm>,
    /// The verbs that it is a form of which take something without marks.
    pub reports: Vec<ReportForm>,
    /// What the word takes as an adjective or a noun, a set of the constants of [`takes`].
    pub takes: u32,
    /// What the word says of the name of a place beside it, a set of the constants of [`place_words::beside`].
    pub beside: u8,
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

/// A form of a verb that takes what is said, thought or judged without marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ReportForm {
    /// Whether the verb tells what somebody says or thinks; the others have an attitude to something.
    pub tells: bool,
    /// What the form can be, a set of the constants of [`form`].
    pub forms: u8,
    /// The word that must follow: `out` in `pointed out`.
    pub particle: Option<&'static str>,
    /// What the verb takes, a set of the constants of [`takes`].
    pub takes: u32,
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
    let said = WORDS.said(Key::in_lower_case(word)?);
    said.known.map(Known::word)
}

/// The same of the word that stands from `start` to `end` of a text.
#[must_use]
pub fn word_at(text: &str, start: usize, end: usize) -> Option<Known> {
    said_at(text, start, end).known
}

/// The same with its classes.
#[must_use]
pub fn said_at(text: &str, start: usize, end: usize) -> Said {
    let key = Key::in_lower_case_at(text.as_bytes(), start, end);
    key.map_or_else(Said::default, |key| WORDS.said(key))
}

/// The same of a word of at most sixteen bytes in lower case, of which the lowest is the first.
#[inline]
#[must_use]
pub fn said_of_short(word: [u64; 2]) -> Said {
    WORDS.said(Key::of_short(word))
}

/// The classes of a word that no table holds, told by its ending: verbs end in `ed` in the past, adverbs in `ly`. The word is not
/// empty.
#[inline]
#[must_use]
pub fn by_ending(text: &str, start: usize, end: usize) -> u32 {
    let four = last_four(&text.as_bytes()[..end]);
    let length = end - start;
    let (last_two, third) = (four >> 16, four >> 8 & 0xFF);
    let finite = (length > 3) & (last_two == ED) & (third != u32::from(b'e'));
    let adverb = (length > 1) & (last_two == LY) && !is_noun_in_ly(&text[start..end]);
    (class::FINITE * u32::from(finite)) | (class::LY * u32::from(adverb))
}

const ED: u32 = u16::from_le_bytes(*b"ed") as u32;
const LY: u32 = u16::from_le_bytes(*b"ly") as u32;

/// The last four bytes as a number, the last one highest. Those before a short word do no harm: nobody asks for them.
#[inline]
fn last_four(bytes: &[u8]) -> u32 {
    match bytes.last_chunk() {
        Some(four) => u32::from_le_bytes(*four),
        None => few(bytes),
    }
}

/// The same of fewer bytes, where a text begins.
#[cold]
fn few(bytes: &[u8]) -> u32 {
    let behind = |all, &byte| all >> 8 | u32::from(byte) << 24;
    bytes.iter().fold(0, behind)
}

/// Whether a word that ends as an adverb is none.
#[inline(never)]
fn is_noun_in_ly(word: &str) -> bool {
    NOUNS_IN_LY.contains(&word)
}

/// Nouns and adjectives that end as adverbs do.
const NOUNS_IN_LY: [&str; 14] = [
    "ally",
    "anomaly",
    "assembly",
    "bully",
    "daily",
    "early",
    "family",
    "monopoly",
    "monthly",
    "quarterly",
    "rally",
    "supply",
    "weekly",
    "yearly",
];

/// What is asked of every word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Said {
    /// [`Word::classes`]; none where no table of speech holds the word.
    pub classes: u32,
    /// What else is known, if any table holds the word.
    pub known: Option<Known>,
}

/// A word that the tables hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Known {
    number: u16,
    /// [`Word::beside`].
    pub beside: u8,
    /// Whether a table of speech holds the word, not only that of places.
    pub is_of_speech: bool,
}

impl Known {
    /// All that the tables say.
    #[must_use]
    pub fn word(self) -> &'static Word {
        &ALL[usize::from(self.number)].1
    }

    /// [`Word::classes`].
    #[must_use]
    pub fn classes(self) -> u32 {
        self.word().classes
    }
}

static ALL: LazyLock<Vec<(Key, Word)>> = LazyLock::new(|| read().into_iter().collect());

static WORDS: LazyLock<Table<Said>> = LazyLock::new(|| {
    let said = |(number, (key, word)): (u16, &(Key, Word))| {
        let known = Known {
            number,
            beside: word.beside,
            is_of_speech: word.classes & !(class::DATE | class::LY) != 0 || word.takes != 0,
        };
        let said = Said {
            classes: word.classes,
            known: Some(known),
        };
        (*key, said)
    };
    Table::new((0..).zip(ALL.iter()).map(said))
});

type Words = FxHashMap<Key, Word>;

/// The key of a word of the tables.
fn entry(word: &str) -> Key {
    Key::of(&word.to_lowercase()).expect("no table holds a word of more than 24 bytes")
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

fn read() -> Words {
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
        take(&mut words, row[0], row[1]);
    }
    for row in rows(include_str!("cue_adjectives.txt")) {
        add(&mut words, row[0], class::ADJECTIVE_CUE);
        take(&mut words, row[0], row[1]);
    }
    for row in rows(include_str!("cues.txt")) {
        add_cue(&mut words, &row);
    }
    for (word, says) in place_words::all() {
        words.entry(entry(word)).or_default().beside = says;
    }
    for word in times::openings() {
        add(&mut words, word, class::DATE);
    }
    for word in words.values_mut() {
        word.classes |= told(word);
    }
    words
}

/// What the columns of a word tell, as classes.
fn told(word: &Word) -> u32 {
    [
        (class::CUE, !word.cues.is_empty()),
        (class::REPORT, !word.reports.is_empty()),
        (class::TAKES, word.takes != 0),
        (class::FINITE, can_be_finite(word)),
    ]
    .into_iter()
    .filter(|(_, holds)| *holds)
    .fold(0, |all, (class, _)| all | class)
}

/// Whether the word can be a finite verb: an auxiliary, or the right form of a verb that the tables hold.
fn can_be_finite(word: &Word) -> bool {
    let cue = |cue: &CueForm| cue.forms & (form::PAST | form::THIRD) != 0;
    let report = |verb: &ReportForm| verb.forms & form::PAST != 0;
    word.classes & (class::AUX | class::VERB) != 0
        || word.cues.iter().any(cue)
        || word.reports.iter().any(report)
}

fn add(words: &mut Words, word: &str, classes: u32) {
    of_speech(words, word).classes |= classes;
}

fn take(words: &mut Words, word: &str, names: &str) {
    of_speech(words, word).takes |= takes::all(names);
}

/// What is said of a word, its ending noted.
fn of_speech<'a>(words: &'a mut Words, word: &str) -> &'a mut Word {
    let said = words.entry(entry(word)).or_default();
    let lower = word.to_lowercase();
    said.classes |= by_ending(&lower, 0, lower.len()) & class::LY;
    said
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
        "attributes" => class::ATTRIBUTES,
        "paper" => class::PAPER,
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

/// Adds every form of the verb of a row: lemma, kind, past, participle, what it takes.
fn add_cue(words: &mut Words, row: &[&'static str]) {
    let (lemma, particle) = match row[0].split_once(' ') {
        Some((lemma, particle)) => (lemma, Some(particle)),
        None => (row[0], None),
    };
    let kind = kind(row[1]);
    let takes = takes::all(row[4]);
    for (spelling, forms) in verb_forms(lemma, row[2], row[3]) {
        let word = of_speech(words, &spelling);
        if let Some(kind) = kind {
            let known = |cue: &&mut CueForm| cue.kind == kind && cue.particle == particle;
            match word.cues.iter_mut().find(known) {
                Some(cue) => cue.forms |= forms,
                None => word.cues.push(CueForm {
                    kind,
                    forms,
                    particle,
                }),
            }
        }
        if takes != 0 {
            let known = |verb: &&mut ReportForm| verb.takes == takes && verb.particle == particle;
            match word.reports.iter_mut().find(known) {
                Some(verb) => verb.forms |= forms,
                None => word.reports.push(ReportForm {
                    tells: matches!(kind, Some(CueKind::Say | CueKind::Think)),
                    forms,
                    particle,
                    takes,
                }),
            }
        }
    }
}

/// The kind of a cue for words in marks, `None` for a verb that attributes none.
fn kind(name: &str) -> Option<CueKind> {
    match name {
        "say" => Some(CueKind::Say),
        "frag" => Some(CueKind::Fragment),
        "think" => Some(CueKind::Think),
        "name" => Some(CueKind::Name),
        "mark" => Some(CueKind::Mark),
        "attitude" => None,
        _ => panic!("cues.txt knows no kind {name:?}"),
    }
}

/// The spellings of a verb, with what each can be; an empty past is a regular one, an empty participle is the past.
fn verb_forms(lemma: &str, past: &str, participle: &str) -> [(String, u8); 5] {
    let past = match past {
        "" => regular_past(lemma),
        irregular => irregular.to_owned(),
    };
    let participle = match participle {
        "" => past.clone(),
        irregular => irregular.to_owned(),
    };
    [
        (lemma.to_owned(), form::BASE),
        (third(lemma), form::THIRD),
        (ing(lemma, &past), form::ING),
        (past, form::PAST),
        (participle, form::PARTICIPLE),
    ]
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
    fn endings_tell_verbs_and_adverbs() {
        let ending = |word: &str| by_ending(word, 0, word.len());
        assert_eq!(ending("texted"), class::FINITE);
        assert_eq!(ending("anonymously"), class::LY);
        assert_eq!(ending("fly"), class::LY);
        for other in ["rally", "breed", "red", "y", "port"] {
            assert_eq!(ending(other), 0, "{other}");
        }
        assert_eq!(
            by_ending("texted fly", 4, 6),
            0,
            "what stands before is not asked"
        );
        assert_eq!(by_ending("texted fly", 9, 10), 0);
    }

    #[test]
    fn a_second_word_is_asked_for() {
        let fired = word("fired").unwrap();
        assert!(fired.cues.iter().any(|cue| cue.particle == Some("back")));
    }
}
