//! What a word can be to a sentence that reports speech: cue verb, title, role, name, or one of the small words between.
//!
//! In: a word. Out: its [`Word`], or `None` for a word that no table holds. The tables are those of `src/lexicon/*.txt`;
//! the forms of cue verbs are made here, so that a newcomer adds a verb in one line.

pub mod class;
mod few;
mod particle;
pub mod takes;

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::forms::{ing, regular_past, third};
use super::key::Key;
use super::near;
use super::place_words;
use super::rows;
use super::table::Table;
use super::times;

pub use few::Few;
pub use particle::Particle;

/// What the tables say about a word: all of it in one line of a processor's cache, as it has left that when it is asked for again.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[repr(align(64))]
pub struct Word {
    /// The classes of the word, a set of the constants of [`class`].
    pub classes: u32,
    /// The cue verbs that it is a form of.
    pub cues: Few<CueForm>,
    /// The verbs that it is a form of which take something without marks.
    pub reports: Few<ReportForm>,
    /// What the word takes as an adjective or a noun, a set of the constants of [`takes`].
    pub takes: u32,
    /// What the word says of the name of a place beside it, a set of the constants of [`place_words::beside`].
    pub beside: u8,
}

const _: () = assert!(size_of::<Word>() == 64);

/// A form of a cue verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CueForm {
    /// What the verb can take.
    pub kind: CueKind,
    /// What the form can be, a set of the constants of [`form`].
    pub forms: u8,
    /// The word that must follow: `back` in `fired back`.
    pub particle: Option<Particle>,
}

/// A form of a verb that takes what is said, thought or judged without marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReportForm {
    /// Whether the verb tells what somebody says or thinks; the others have an attitude to something.
    pub tells: bool,
    /// What the form can be, a set of the constants of [`form`].
    pub forms: u8,
    /// The word that must follow: `out` in `pointed out`.
    pub particle: Option<Particle>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
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
    Tables::read().said_of_short(word)
}

/// Has the tables near at hand that are asked of every word.
pub fn read_through() {
    WORDS.read_through();
}

/// The same of what they say of verbs.
pub fn read_verbs_through() {
    near::read_through(&ALL.said[..ALL.verbs], |word| word.classes.into());
}

/// The tables, for those who ask them of every word.
#[derive(Clone, Copy, Debug)]
pub struct Tables(&'static Table<Said, WORD_GROUPS>);

impl Tables {
    /// The tables, read if nobody has asked them yet.
    #[must_use]
    pub fn read() -> Self {
        Self(&WORDS)
    }

    /// What they say of a word of at most sixteen bytes in lower case, of which the lowest is the first.
    #[inline]
    #[must_use]
    pub fn said_of_short(self, word: [u64; 2]) -> Said {
        self.0.said(Key::of_short(word))
    }
}

/// Whether the ending of a word of these [`Said::classes`] may tell another class: not of most words, nor of one that a table of speech
/// holds. Whether a table does is as good as random: both are one number here, which is rarely one of two.
#[inline]
#[must_use]
pub fn may_tell(classes: u32, word: &str) -> bool {
    let two = word.as_bytes().last_chunk();
    let two = two.map_or(0, |two| u16::from_le_bytes(*two));
    let ending = u32::from(two) | (classes & class::SPEECH);
    (ending == ED) | (ending == LY)
}

/// The classes of a word that no table holds, told by its ending: verbs end in `ed` in the past, adverbs in `ly`. `joined` if it may
/// have a hyphen.
#[must_use]
#[inline(never)]
pub fn by_ending(word: &str, joined: bool) -> u32 {
    match word.as_bytes() {
        [_, .., before, b'e', b'd'] => {
            class::FINITE * u32::from(*before != b'e' && !(joined && is_compound(word)))
        }
        [.., b'l', b'y'] => class::LY * u32::from(!NOUNS_IN_LY.contains(&word)),
        _ => 0,
    }
}

/// `state-owned`, `op-ed`: an adjective or a noun; not `re-elected`.
fn is_compound(word: &str) -> bool {
    const PREFIXES: [&str; 9] = [
        "co", "cross", "de", "mis", "out", "over", "pre", "re", "under",
    ];
    let first = word.split_once('-').map(|(first, _)| first);
    first.is_some_and(|first| !PREFIXES.contains(&first))
}

const ED: u32 = u16::from_le_bytes(*b"ed") as u32;
const LY: u32 = u16::from_le_bytes(*b"ly") as u32;

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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Said {
    /// [`Word::classes`], and [`class::SPEECH`] if a table of speech holds the word.
    pub classes: u32,
    /// What else is known, if any table holds the word.
    pub known: Option<Known>,
}

/// A word that the tables hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Known {
    number: u16,
    /// [`Word::beside`].
    pub beside: u8,
    /// Whether a table of speech holds the word, not only that of places.
    pub is_of_speech: bool,
}

impl Known {
    /// Whether it is a form of a verb of speech that people are the subject of: `said`, `says`.
    #[must_use]
    pub fn speaks(self) -> bool {
        const FORMS: u8 = form::PAST | form::THIRD;
        let speaks = |cue: &CueForm| cue.kind == CueKind::Say && cue.forms & FORMS != 0;
        self.classes() & class::CUE != 0 && self.word().cues.iter().any(speaks)
    }

    /// All that the tables say.
    #[must_use]
    pub fn word(self) -> &'static Word {
        &ALL.said[usize::from(self.number)]
    }

    /// [`Word::classes`].
    #[must_use]
    pub fn classes(self) -> u32 {
        self.word().classes
    }
}

/// All words that the tables hold.
struct All {
    /// Each with the number of what is said of it.
    words: Vec<(Key, u16)>,
    said: Vec<Word>,
    /// How much of it is said of verbs.
    verbs: usize,
}

/// Verbs first: they are few, and what else is known of other words is hardly ever asked. Words of which the tables say the same, as of
/// most verbs in a form and of most given names, share what is said of them: so it has rarely left the processor's caches.
static ALL: LazyLock<All> = LazyLock::new(|| {
    let mut all: Vec<(Key, Word)> = read().into_iter().collect();
    let is_verb = |word: &Word| !word.cues.is_empty() || !word.reports.is_empty();
    all.sort_by_key(|(_, word)| !is_verb(word));
    let mut said = Vec::new();
    let mut numbers = FxHashMap::default();
    let number = |(key, word): (Key, Word)| {
        let number = *numbers.entry(word).or_insert_with_key(|word| {
            said.push(word.clone());
            (said.len() - 1) as u16
        });
        (key, number)
    };
    let words = all.into_iter().map(number).collect();
    All {
        words,
        verbs: said.partition_point(is_verb),
        said,
    }
});

/// The 6,700 words take four fifths of their places: the fewer lines of memory they stand in, the more often these are near at hand.
const WORD_GROUPS: usize = 2048;

static WORDS: LazyLock<Table<Said, WORD_GROUPS>> = LazyLock::new(|| {
    let said = |&(key, number): &(Key, u16)| {
        let word = &ALL.said[usize::from(number)];
        let known = Known {
            number,
            beside: word.beside,
            is_of_speech: word.classes & !(class::DATE | class::LY) != 0 || word.takes != 0,
        };
        let said = Said {
            classes: word.classes | (class::SPEECH * u32::from(known.is_of_speech)),
            known: Some(known),
        };
        (key, said)
    };
    Table::new(ALL.words.iter().map(said))
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
    for row in rows(include_str!("firms.txt")) {
        add(&mut words, row[0], class::ORGANISATION | class::FIRM);
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
    said.classes |= by_ending(&word.to_lowercase(), false) & class::LY;
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
        Some((lemma, particle)) => (lemma, Some(Particle::of(particle))),
        None => (row[0], None),
    };
    let kind = kind(row[1]);
    let takes = takes::all(row[4]);
    for (spelling, forms) in verb_forms(lemma, row[2], row[3]) {
        let word = of_speech(words, &spelling);
        if let Some(kind) = kind {
            let cue = CueForm {
                kind,
                forms,
                particle,
            };
            let same = |known: &CueForm| known.kind == kind && known.particle == particle;
            match word.cues.find_mut(same) {
                Some(known) => known.forms |= forms,
                None => word.cues.push(cue),
            }
        }
        if takes != 0 {
            let verb = ReportForm {
                tells: matches!(kind, Some(CueKind::Say | CueKind::Think)),
                forms,
                particle,
                takes,
            };
            let same = |known: &ReportForm| known.takes == takes && known.particle == particle;
            match word.reports.find_mut(same) {
                Some(known) => known.forms |= forms,
                None => word.reports.push(verb),
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
        assert_eq!(by_ending("texted", false), class::FINITE);
        assert_eq!(by_ending("anonymously", false), class::LY);
        assert_eq!(by_ending("fly", false), class::LY);
        assert_eq!(by_ending("state-owned", true), 0);
        assert_eq!(by_ending("re-elected", true), class::FINITE);
        for other in ["rally", "breed", "red", "y", "port"] {
            assert_eq!(by_ending(other, false), 0, "{other}");
        }
        let may = |classes| ["", "t", "texted", "fly", "port"].map(|word| may_tell(classes, word));
        assert_eq!(may(class::DATE), [false, false, true, true, false]);
        assert_eq!(may(class::SPEECH | class::VERB), [false; 5]);
    }

    #[test]
    fn a_second_word_is_asked_for() {
        let fired = word("fired").unwrap();
        let back = |cue: &CueForm| cue.particle.is_some_and(|second| second.text() == "back");
        assert!(fired.cues.iter().any(back));
    }
}
