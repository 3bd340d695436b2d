//! The words of a page's layout: labels, openings and closings of bylines, captions, corrections, boilerplate.
//!
//! In: words of a page in lower case with straight apostrophes, as [`plainly`] makes them. Out: what the tables say about them.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};

use super::heads::Heads;
use super::openings::Openings;
use super::rows;
use super::sixteens::{are, are_within, find};

/// `text` in lower case, with straight apostrophes and runs of white space folded: the form of the tables.
#[must_use]
pub fn plainly(text: &str) -> String {
    let text = trimmed(text);
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let (usual, odd) = rest.split_at(usual_at_head(rest.as_bytes()));
        plain.push_str(usual);
        let Some(c) = odd.chars().next() else { break };
        rest = &odd[c.len_utf8()..];
        match c {
            '’' | '‘' => plain.push('\''),
            c if !c.is_whitespace() => plain.extend(c.to_lowercase()),
            _ => {
                plain.push_str(if plain.ends_with(' ') { "" } else { " " });
                rest = rest.trim_start();
            }
        }
    }
    plain.make_ascii_lowercase();
    plain
}

/// Asks something of a text in this form, which is kept nowhere: most are short and of ASCII alone.
pub(super) fn in_plain<T>(text: &str, ask: impl FnOnce(&str) -> T) -> T {
    const SHORT: usize = 64;
    let mut room = [0; SHORT];
    let bytes = trimmed(text).as_bytes();
    if bytes.len() <= SHORT && usual_at_head(bytes) == bytes.len() {
        room[..bytes.len()].copy_from_slice(bytes);
        room.make_ascii_lowercase();
        if let Ok(plain) = std::str::from_utf8(&room[..bytes.len()]) {
            return ask(plain);
        }
    }
    ask(&plainly(text))
}

/// Without the white space at both ends. Most texts have none there, which is told by two bytes.
fn trimmed(text: &str) -> &str {
    match text.as_bytes() {
        [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => text,
        _ => text.trim(),
    }
}

/// How many bytes at the head are letters, digits and signs of ASCII, or lone spaces between them.
fn usual_at_head(bytes: &[u8]) -> usize {
    let odd = find(bytes, |at, sixteen| {
        let next = u32::from(bytes.get(at + 16) == Some(&b' ')) << 15;
        let spaces = are(sixteen, b' ').to_bitmask();
        let others = !are_within(sixteen, b' ', b'~').to_bitmask() & 0xFFFF;
        let odd = others | spaces & (spaces >> 1 | next);
        (odd != 0).then(|| at + odd.trailing_zeros() as usize)
    });
    odd.map_or(bytes.len(), |odd| odd.min(bytes.len()))
}

/// What a table says in its only, or its first, column.
type Words = LazyLock<FxHashSet<&'static str>>;

/// What a table of two columns says of a word.
type Meanings = LazyLock<FxHashMap<&'static str, &'static str>>;

fn words(table: &'static str) -> FxHashSet<&'static str> {
    rows(table).map(|row| row[0]).collect()
}

fn meanings(table: &'static str) -> FxHashMap<&'static str, &'static str> {
    rows(table).map(|row| (row[0], row[1])).collect()
}

/// The words of one class: rows `class, words`.
fn of_class(table: &'static str, class: &str) -> Vec<&'static str> {
    rows(table)
        .filter(|row| row[0] == class)
        .map(|row| row[1])
        .collect()
}

/// Phrases that a block may open with, by their first bytes.
pub(crate) struct Phrases {
    openings: Openings,
    by_first: [Vec<Phrase>; 256],
}

struct Phrase {
    text: &'static str,
    /// Its first eight bytes as a number of which the lowest byte is the first, and which of them are its own.
    head: u64,
    own: u64,
}

impl Phrase {
    fn new(text: &'static str) -> Self {
        let mut first = [0; 8];
        let length = text.len().min(first.len());
        first[..length].copy_from_slice(&text.as_bytes()[..length]);
        Self {
            text,
            head: u64::from_le_bytes(first),
            own: u64::MAX >> (64 - 8 * length),
        }
    }
}

impl Phrases {
    /// These phrases, in the form of the tables.
    pub(crate) fn new(phrases: impl IntoIterator<Item = &'static str>) -> Self {
        let (mut openings, mut by_first) = (Openings::new(), [const { Vec::new() }; 256]);
        for phrase in phrases {
            openings.add(phrase.as_bytes());
            by_first[usize::from(phrase.as_bytes()[0])].push(Phrase::new(phrase));
        }
        Self { openings, by_first }
    }

    /// Whether any of them begins as a text does of which these are the first bytes.
    pub(crate) fn may_open(&self, first: &[u8; 8]) -> bool {
        let text = u64::from_le_bytes(*first);
        let alike = |phrase: &Phrase| (phrase.head ^ text) & phrase.own == 0;
        self.openings.may_be(first) && self.by_first[usize::from(first[0])].iter().any(alike)
    }

    /// Those that `text` opens with.
    #[inline]
    fn of<'a>(&'a self, text: &'a str) -> impl Iterator<Item = &'static str> + 'a {
        let phrases = match self.openings.may_be(text.as_bytes()) {
            true => &self.by_first[usize::from(text.as_bytes()[0])][..],
            false => &[], // most blocks
        };
        phrases
            .iter()
            .map(|phrase| phrase.text)
            .filter(|phrase| text.starts_with(phrase))
    }
}

/// Tells whether any of these phrases stands in a text: leftmost matches are looked for in many bytes at once.
fn any_of(phrases: &[&str]) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(MatchKind::LeftmostFirst)
        .build(phrases)
        .expect("the phrases of a table are few and short")
}

/// The longest word of a phrase that is not in the news every day, of equals the last.
fn sign(phrase: &'static str) -> &'static str {
    const EVERYDAY: [&str; 4] = ["here", "policy", "published", "service"];
    let words = phrase.split(|c: char| !c.is_ascii_alphanumeric());
    let rare = words.filter(|word| !EVERYDAY.contains(word));
    rare.max_by_key(|word| word.len()).unwrap_or(phrase)
}

/// Finds each of these phrases, one within another too.
fn each_of(phrases: &[&str]) -> AhoCorasick {
    AhoCorasick::new(phrases).expect("the phrases of a table are few and short")
}

static HEADER_KEYS: Meanings = LazyLock::new(|| meanings(include_str!("header_keys.txt")));
static SECTION_LABELS: Meanings = LazyLock::new(|| meanings(include_str!("section_labels.txt")));
static BYLINE_OPENINGS: Words = LazyLock::new(|| words(include_str!("byline_openings.txt")));
/// Their first three bytes: what stands behind them is the third of some.
static BYLINE_HEADS: LazyLock<Openings> = LazyLock::new(|| {
    let mut heads = Openings::new();
    for opening in BYLINE_OPENINGS.iter() {
        for behind in BEHIND_BYLINE_OPENINGS {
            heads.add(format!("{opening}{behind}").as_bytes());
        }
    }
    heads
});
/// What may stand behind a word of them.
const BEHIND_BYLINE_OPENINGS: [char; 5] = [' ', '\t', '\u{a0}', '\n', ':'];
static BYLINE_ROLES: Words = LazyLock::new(|| words(include_str!("byline_roles.txt")));
static KICKERS: Words = LazyLock::new(|| words(include_str!("kickers.txt")));
static RELATED_LABELS: Words = LazyLock::new(|| words(include_str!("related_labels.txt")));
static AGENCY_NOTES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(rows(include_str!("agency_notes.txt")).map(|row| row[0])));
static TAGLINES: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(rows(include_str!("taglines.txt")).map(|row| row[0])));
static CAPTIONS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(rows(include_str!("captions.txt")).map(|row| row[0])));

/// The whole blocks of [`is_boilerplate`].
static BOILERPLATE: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    of_class(include_str!("boilerplate.txt"), "whole")
        .into_iter()
        .collect()
});
static BOILERPLATE_OPENINGS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(of_class(include_str!("boilerplate.txt"), "start")));
static BOILERPLATE_SIGNS: LazyLock<Signs> = LazyLock::new(|| {
    let phrases = of_class(include_str!("boilerplate.txt"), "within");
    let signs = || phrases.iter().map(|phrase| sign(phrase));
    Signs {
        threes: Heads::of(signs().map(|sign| &sign[..3])),
        heads: Heads::of(signs()),
        phrases: (phrases.iter())
            .map(|phrase| phrase.split_at(phrase.find(sign(phrase)).unwrap_or(0)))
            .collect(),
    }
});

/// A word of each of [`BOILERPLATE_WORDS`] that stands in little else.
pub(crate) struct Signs {
    /// Their first three letters.
    threes: Heads,
    heads: Heads,
    /// The phrases, each cut before its sign.
    phrases: Vec<(&'static str, &'static str)>,
}

impl Signs {
    /// Whether a word may be one of them that begins with these eight bytes in lower case, the first of them the lowest: not most, as few
    /// have the first three letters of any.
    #[inline]
    pub(crate) fn may_open(&self, eight: u64) -> bool {
        self.threes.may_be(eight & 0xFF_FFFF)
    }

    /// Whether it is one of them whose first eight letters these are.
    #[inline]
    pub(crate) fn may_be(&self, head: u64) -> bool {
        self.heads.may_be(head)
    }

    /// Whether one of the phrases stands around the word before which a block is cut here; its white space is folded, its letters are small.
    pub(crate) fn stand_around(&self, (before, behind): (&[u8], &[u8])) -> bool {
        let stands = |(head, tail): &(&str, &str)| {
            behind.starts_with(tail.as_bytes()) && before.ends_with(head.as_bytes())
        };
        self.phrases.iter().any(stands)
    }
}

static BOILERPLATE_WORDS: LazyLock<AhoCorasick> =
    LazyLock::new(|| each_of(&of_class(include_str!("boilerplate.txt"), "within")));
static CORRECTION_LABELS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(of_class(include_str!("corrections.txt"), "label")));
static CORRECTION_OPENINGS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(of_class(include_str!("corrections.txt"), "start")));
static CREDIT_OPENINGS: LazyLock<Phrases> =
    LazyLock::new(|| Phrases::new(of_class(include_str!("photo_credits.txt"), "opening")));
static CREDIT_CLOSINGS: LazyLock<AhoCorasick> =
    LazyLock::new(|| any_of(&of_class(include_str!("photo_credits.txt"), "closing")));

/// How corrections, captions, boilerplate and taglines open.
static LABELLED: LazyLock<Labels> = LazyLock::new(|| {
    let corrections = [&CORRECTION_LABELS, &CORRECTION_OPENINGS];
    let others = [&BOILERPLATE_OPENINGS, &CAPTIONS, &TAGLINES];
    let all = corrections.into_iter().chain(others);
    Labels::of(all.flat_map(|phrases| phrases.by_first.iter().flatten()))
});

/// What some phrases begin with: five bytes, which most paragraphs do not share with any of them, or all of a shorter one.
struct Labels {
    fives: Heads,
    short: Openings,
}

impl Labels {
    const FIVE: u64 = 0xFF_FFFF_FFFF;

    fn of(phrases: impl Iterator<Item = &'static Phrase>) -> Self {
        let is_short = |phrase: &&Phrase| phrase.own < Self::FIVE;
        let (few, others): (Vec<&Phrase>, Vec<&Phrase>) = phrases.partition(is_short);
        let mut short = Openings::new();
        few.iter()
            .for_each(|phrase| short.add(phrase.text.as_bytes()));
        Self {
            fives: Heads::of_numbers(others.iter().map(|phrase| phrase.head & Self::FIVE)),
            short,
        }
    }

    fn may_open(&self, block: &[u8; 8]) -> bool {
        let five = u64::from_le_bytes(*block) & Self::FIVE;
        self.fives.may_be(five) | self.short.may_be(block)
    }
}

/// The last words of what opens a picture's credit: `by` of `photo by`.
static BEFORE_CREDITS: LazyLock<FxHashSet<&str>> = LazyLock::new(|| {
    let openings = CREDIT_OPENINGS.by_first.iter().flatten();
    let last = |phrase: &Phrase| phrase.text.rsplit(' ').next().unwrap_or_default();
    openings
        .map(|phrase| last(phrase).trim_end_matches(':'))
        .collect()
});
static KICKER_HEADS: LazyLock<Openings> = LazyLock::new(|| heads(&KICKERS));
static BOILERPLATE_HEADS: LazyLock<Openings> = LazyLock::new(|| heads(&BOILERPLATE));

/// How these words open; of those of less than three letters, all that begin with the first one.
fn heads(words: &FxHashSet<&'static str>) -> Openings {
    let mut heads = Openings::new();
    for word in words {
        let bytes = word.as_bytes();
        heads.add(if bytes.len() < 3 { &bytes[..1] } else { bytes });
    }
    heads
}

/// Whether a block that opens with these bytes may open as corrections, captions, boilerplate or taglines do: not most blocks.
#[must_use]
pub fn may_be_labelled(block: &[u8; 8]) -> bool {
    LABELLED.may_open(block)
}

/// What the value of a header line's key is: `headline`, `byline`, `date`, `ignored`, …
#[must_use]
pub fn header_key(key: &str) -> Option<&'static str> {
    HEADER_KEYS.get(key).copied()
}

/// Whether a header line's key says a date: `published`.
#[must_use]
pub fn is_date_key(key: &str) -> bool {
    matches!(header_key(key), Some("date" | "updated"))
}

/// Whether a line that opens with these bytes may open with such a key.
#[must_use]
pub fn opens_date_key(line: &[u8; 8]) -> bool {
    static OPENINGS: LazyLock<Openings> = LazyLock::new(|| {
        let mut openings = Openings::new();
        for key in HEADER_KEYS.keys().filter(|key| is_date_key(key)) {
            openings.add(key.as_bytes());
        }
        openings
    });
    OPENINGS.may_be(line)
}

/// What follows a label such as `full text`: `abstract` or `body`.
#[must_use]
pub fn section_label(label: &str) -> Option<&'static str> {
    SECTION_LABELS.get(label).copied()
}

/// Whether a line that opens with these bytes may open as bylines do, or with `By` and a name that touches it: not most lines.
#[must_use]
pub fn may_open_byline(line: &[u8; 8]) -> bool {
    line.starts_with(b"by") || BYLINE_HEADS.may_be(line)
}

/// The length of the words that open a byline, `by`, at the head of `text`.
#[must_use]
pub fn byline_opening(text: &str) -> Option<usize> {
    let head: [u8; 3] = *text.trim_start().as_bytes().first_chunk()?;
    let usual = head
        .iter()
        .all(|byte| matches!(byte, b'\t' | b'\n' | b' '..=b'~' | 0xC2));
    if usual && !BYLINE_HEADS.may_be(&head.map(|byte| byte.to_ascii_lowercase())) {
        return None; // most lines
    }
    let mut ends = text.match_indices(BEHIND_BYLINE_OPENINGS).map(|(at, _)| at);
    let first = ends.next()?;
    let found = |end: usize| in_plain(&text[..end], |words| BYLINE_OPENINGS.contains(words));
    match ends.next() {
        Some(second) if second < 24 && found(second) => Some(second),
        _ => (first < 12 && found(first)).then_some(first),
    }
}

/// Whether a part of a byline is an office or a paper: `staff writer`.
#[must_use]
pub fn is_byline_role(word: &str) -> bool {
    BYLINE_ROLES.contains(word)
}

/// Whether a line that opens with these bytes may stand above headlines: not most headlines.
#[must_use]
pub fn may_be_kicker(line: &[u8; 8]) -> bool {
    KICKER_HEADS.may_be(line)
}

/// Whether the line stands above headlines: `opinion`.
#[must_use]
pub fn is_kicker(line: &str) -> bool {
    KICKERS.contains(line)
}

/// Whether the line is the label of a list of other headlines: `read more`.
#[must_use]
pub fn is_related_label(line: &str) -> bool {
    RELATED_LABELS.contains(line)
}

/// Whether a parenthesis tells editors what changed: `adds details, share price`.
#[must_use]
pub fn is_agency_note(inside: &str) -> bool {
    AGENCY_NOTES.of(inside).next().is_some()
}

/// Whether a line that opens with these bytes may: not most lines.
#[must_use]
pub fn may_open_tagline(line: &[u8; 8]) -> bool {
    TAGLINES.may_open(line)
}

/// Whether a line credits the work on a story: `reporting by …`.
#[must_use]
pub fn opens_tagline(line: &str) -> bool {
    TAGLINES.of(line).next().is_some()
}

/// The same of words as they are printed.
#[must_use]
pub fn opens_tagline_as_printed(line: &str) -> bool {
    in_plain(line, opens_tagline)
}

/// Whether a block that opens with these bytes may open as captions do: not most blocks.
#[must_use]
pub fn may_open_caption(block: &[u8; 8]) -> bool {
    CAPTIONS.may_open(block)
}

/// Whether a block opens as captions do: `file photo: …`.
#[must_use]
pub fn opens_caption(block: &str) -> bool {
    CAPTIONS.of(block).next().is_some()
}

/// Whether a block that opens with these bytes, a letter first, may be one of [`is_boilerplate`]: not most blocks.
#[must_use]
pub fn may_be_boilerplate(block: &[u8; 8]) -> bool {
    BOILERPLATE_HEADS.may_be(block)
}

/// Whether a block is on the page and not of the story, and says nothing else: `advertisement`.
#[must_use]
pub fn is_boilerplate(block: &str) -> bool {
    BOILERPLATE.contains(block)
}

/// Whether a short block that opens with these bytes may open as boilerplate does: not most blocks.
#[must_use]
pub fn may_open_boilerplate(block: &[u8; 8]) -> bool {
    BOILERPLATE_OPENINGS.may_open(block)
}

/// Whether a short block opens as boilerplate does: `click here …`.
#[must_use]
pub fn opens_boilerplate(block: &str) -> bool {
    BOILERPLATE_OPENINGS.of(block).next().is_some()
}

/// The words by one of which a block is told that may hold what only boilerplate says.
pub(crate) fn signs_of_boilerplate() -> &'static Signs {
    &BOILERPLATE_SIGNS
}

/// Whether a short block holds what only boilerplate says: `all rights reserved`.
#[must_use]
pub fn holds_boilerplate(block: &str) -> bool {
    BOILERPLATE_WORDS.find_overlapping_iter(block).any(|found| {
        let (words, rest) = (&block[found.range()], &block[found.end()..]);
        let cut = words.ends_with(|c: char| c.is_alphabetic());
        !cut || !rest.starts_with(char::is_alphanumeric) // "our app", not "our approach"
    })
}

/// The length of the label of a correction at the head of `block`: `correction` before a colon, a dash or the end.
#[must_use]
pub fn correction_label(block: &str) -> Option<usize> {
    CORRECTION_LABELS
        .of(block)
        .map(str::len)
        .filter(|&length| ends_a_label(&block[length..]))
        .max()
}

fn ends_a_label(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with([':', '.', '–', '—', '-'])
}

/// Whether a block that opens with these bytes may be a correction: not most blocks.
#[must_use]
pub fn may_open_correction(block: &[u8; 8]) -> bool {
    CORRECTION_LABELS.may_open(block) || CORRECTION_OPENINGS.may_open(block)
}

/// Whether a block opens as the text of a correction does: `an earlier version of this …`.
#[must_use]
pub fn opens_correction(block: &str) -> bool {
    CORRECTION_OPENINGS.of(block).next().is_some()
}

/// Whether words that open a picture's credit begin with this letter, in whichever case.
#[must_use]
pub fn may_open_credit(first: u8) -> bool {
    !CREDIT_OPENINGS.by_first[usize::from(first.to_ascii_lowercase())].is_empty()
}

/// Whether names may follow a word in lower case where a picture is credited: `by` of `Photo by`.
#[must_use]
pub fn may_stand_before_name(word: &str) -> bool {
    BEFORE_CREDITS.contains(word)
}

/// The words that open a picture's credit, if `text` begins with some: `photo by`.
#[must_use]
pub fn credit_opening(text: &str) -> Option<&'static str> {
    CREDIT_OPENINGS.of(text).max_by_key(|opening| opening.len())
}

/// The same of words as they are printed.
#[must_use]
pub fn credit_opening_as_printed(text: &str) -> Option<&'static str> {
    in_plain(text, credit_opening)
}

/// Whether the last words of a caption are a credit: `…/getty images`.
#[must_use]
pub fn holds_credit(text: &str) -> bool {
    CREDIT_CLOSINGS.is_match(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_are_whole_words() {
        assert_eq!(byline_opening("By Ana Ruiz"), Some(2));
        assert_eq!(byline_opening("Written by Ana Ruiz"), Some(10));
        assert_eq!(byline_opening("Byron won"), None);
    }

    #[test]
    fn no_phrase_is_ruled_out_by_its_first_bytes() {
        let head = |phrase: &str| {
            let mut head = [0; 8];
            for (byte, letter) in head.iter_mut().zip(phrase.bytes()) {
                *byte = letter;
            }
            head
        };
        let tables = [&CORRECTION_LABELS, &CORRECTION_OPENINGS, &CAPTIONS];
        let tables = tables.into_iter().chain([&BOILERPLATE_OPENINGS, &TAGLINES]);
        for phrase in tables.flat_map(|table| table.by_first.iter().flatten()) {
            assert!(may_be_labelled(&head(phrase.text)), "{}", phrase.text);
        }
        assert!(KICKERS.iter().all(|kicker| may_be_kicker(&head(kicker))));
        let whole = BOILERPLATE.iter();
        assert!(
            whole
                .map(|words| head(words))
                .all(|words| may_be_boilerplate(&words))
        );
        for other in ["quay", "she said", "lima"] {
            assert!(!may_be_labelled(&head(other)), "{other}");
        }
    }

    #[test]
    fn a_label_ends_before_a_colon_a_dash_or_the_end() {
        assert_eq!(correction_label("correction: the dam"), Some(10));
        assert_eq!(correction_label("correction"), Some(10));
        assert_eq!(correction_label("corrections are late"), None);
        assert_eq!(correction_label("update on the dam"), None);
    }

    #[test]
    fn phrases_of_boilerplate_are_told_around_their_signs() {
        let around = |text: &str, sign: &str| {
            let cut = text.as_bytes().split_at(text.find(sign).unwrap());
            signs_of_boilerplate().stand_around(cut)
        };
        assert!(around("all rights reserved.", "reserved"));
        assert!(around("get our app now", "app"));
        assert!(!around("two rooms are reserved", "reserved"));
    }

    #[test]
    fn plain_words_have_straight_apostrophes() {
        assert_eq!(plainly("Editor’s\n  NOTE"), "editor's note");
    }

    #[test]
    fn words_are_plain_wherever_odd_bytes_stand() {
        for length in 0..70 {
            for at in 0..=length {
                let (before, behind) = ("a".repeat(at), "b".repeat(length - at));
                for (odd, plain) in [
                    ("X", "x"),
                    ("’", "'"),
                    ("x  y", "x y"),
                    ("x\ty", "x y"),
                    ("É", "é"),
                ] {
                    let text = format!("{before}{odd}{behind}");
                    let plain = format!("{before}{plain}{behind}");
                    assert_eq!(plainly(&text), plain);
                    in_plain(&text, |words| assert_eq!(words, plain));
                }
            }
        }
    }
}
