//! Laws of quotes that hold for any text, however broken: finding never panics, spans lie in the text, and no text is slow.

mod linear;

use std::time::Instant;

use dateline::extract::{Extraction, Options, Origin, extract};
use proptest::prelude::*;

use linear::assert_linear;
use walkdir::WalkDir;

fn read(text: &str) -> Option<Extraction> {
    let draft = dateline::format::draft(whole(text)).ok()?;
    Some(extract(&draft, &Origin::default(), &Options::default()))
}

/// Pieces of newspaper that rules look at, and pieces that break them.
const PIECES: [&str; 40] = [
    "“",
    "”",
    "\"",
    "'",
    "’",
    "‘",
    "''",
    "``",
    "«",
    "»",
    ",",
    ".",
    "...",
    ":",
    ";",
    " - ",
    "–",
    "(",
    ")",
    "<tweet id=\"",
    ">",
    "\n",
    "\n\n",
    " said ",
    " told ",
    " according to ",
    " that ",
    " who ",
    " and ",
    "Ana Ruiz",
    "Ruiz",
    "Sen.",
    " the mayor",
    " he ",
    " called it ",
    "It is late",
    " zwölf ",
    "日本",
    "\u{a0}",
    "U.S.",
];

fn broken_newspaper() -> impl Strategy<Value = String> {
    proptest::collection::vec(0..PIECES.len(), 0..60)
        .prop_map(|pieces| pieces.iter().map(|&piece| PIECES[piece]).collect())
}

/// What is done to the words of an article, which stand by their numbers, counted round.
#[derive(Clone, Debug)]
enum Edit {
    Remove(usize),
    Double(usize),
    Swap(usize, usize),
    /// Puts a piece before a word, or onto it.
    Insert(usize, usize),
    Join(usize, usize),
    BreakOff(usize),
    BeginAt(usize),
    Capitalise(usize),
}

fn edit() -> impl Strategy<Value = Edit> {
    let word = 0..10_000usize;
    let piece = 0..PIECES.len();
    prop_oneof![
        6 => word.clone().prop_map(Edit::Remove),
        3 => word.clone().prop_map(Edit::Double),
        3 => (word.clone(), word.clone()).prop_map(|(one, other)| Edit::Swap(one, other)),
        4 => (word.clone(), piece.clone()).prop_map(|(at, piece)| Edit::Insert(at, piece)),
        4 => (word.clone(), piece).prop_map(|(at, piece)| Edit::Join(at, piece)),
        1 => word.clone().prop_map(Edit::BreakOff),
        1 => word.clone().prop_map(Edit::BeginAt),
        3 => word.prop_map(Edit::Capitalise),
    ]
}

impl Edit {
    fn apply(&self, words: &mut Vec<String>) {
        if words.is_empty() {
            return;
        }
        let count = words.len();
        match *self {
            Self::Remove(at) => drop(words.remove(at % count)),
            Self::Double(at) => words.insert(at % count, words[at % count].clone()),
            Self::Swap(one, other) => words.swap(one % count, other % count),
            Self::Insert(at, piece) => words.insert(at % count, PIECES[piece].to_owned()),
            Self::Join(at, piece) => words[at % count].push_str(PIECES[piece]),
            Self::BreakOff(at) => words.truncate(at % count + 1),
            Self::BeginAt(at) => drop(words.drain(..at % count)),
            Self::Capitalise(at) => words[at % count] = words[at % count].to_uppercase(),
        }
    }
}

/// A part of an article of the sample corpus with many small faults: what rules have to bear that ask for the word behind the last.
fn broken_article() -> impl Strategy<Value = String> {
    let articles = sample_articles();
    let many = proptest::collection::vec(edit(), 1..40);
    (0..articles.len(), 0..2_000usize, many).prop_map(move |(nth, from, edits)| {
        const LONGEST: usize = 120;
        let spaced = articles[nth].split_inclusive(char::is_whitespace);
        let mut words: Vec<String> = spaced.map(str::to_owned).collect();
        words.drain(..from % words.len());
        words.truncate(LONGEST);
        edits.iter().for_each(|edit| edit.apply(&mut words));
        words.concat()
    })
}

fn sample_articles() -> Vec<String> {
    let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
    let files = WalkDir::new(corpus).sort_by_file_name().into_iter();
    let texts = files.filter_map(|file| std::fs::read_to_string(file.ok()?.path()).ok());
    texts.filter(|text| !text.trim().is_empty()).collect()
}

proptest! {
    // Most faults break nothing, and these articles are short.
    #![proptest_config(ProptestConfig { cases: 8 * ProptestConfig::default().cases, ..ProptestConfig::default() })]

    #[test]
    fn an_article_with_faults_is_read(text in broken_article()) {
        let Some(extraction) = read(&text) else { return Ok(()) };
        for find in &extraction.finds {
            prop_assert!(whole(&text).get(find.span.range()).is_some());
        }
    }
}

fn whole(text: &str) -> String {
    format!("A headline\n\n{text}")
}

proptest! {
    #[test]
    fn every_span_lies_in_the_text_on_character_borders(text in broken_newspaper()) {
        let Some(extraction) = read(&text) else { return Ok(()) };
        let whole = whole(&text);
        for quote in &extraction.article.quotes {
            prop_assert!(!quote.parts.is_empty());
            for part in &quote.parts {
                prop_assert!(quote.span.contains(*part));
                prop_assert!(whole.get(part.range()).is_some());
            }
            for passage in quote.source.iter().chain(&quote.cue) {
                prop_assert!(whole.get(passage.span.range()).is_some());
            }
        }
        let named: usize = extraction.article.speakers.iter().map(|speaker| speaker.quotes as usize).sum();
        prop_assert_eq!(named, extraction.article.quotes.iter().filter(|quote| quote.speaker.is_some()).count());
    }
}

#[test]
fn a_word_in_what_looks_like_a_tag_is_read() {
    assert!(read("''U.S.<tweet id=\">``").is_some());
}

#[test]
fn no_text_is_slow() {
    let hostile = [
        ("\"", "we wait and see, Ruiz said to the people. "),
        ("He said ", "."),
        ("", "\"a\" "),
        ("", "<a "),
        ("", "("),
        ("", "said "),
        ("", "he said that "),
        ("", "Ana Ruiz wants to say that she plans "),
        ("", "Ruiz’s claim that "),
        ("", "according to Ana Ruiz, the port, "),
        ("", "the port was said to be expected by Ruiz to "),
        ("", "Ana Ruiz said that it was “late” and "),
        ("", "“a” plan "),
        ("", "Ana Ruiz said Okafor called it “late” and "),
        ("", "see it as late and as "),
        ("", "critics who know Okafor say this week "),
        ("", "figures released by the port in Lima show "),
        ("", "port "),
        ("", "the port, "),
        ("", "also "),
        ("", "also Ana Ruiz said that the mayor went home and "),
        ("Mayor Ana Ruiz. ", "RUIZ ON ICE: “We wait and see.” "),
        ("RUIZ ON ICE: “We wait.” ", "ON ICE: “We wait and see.” "),
        ("", "“We wait. We see. "),
        ("", "“Why?” Ana Ruiz, the mayor, of the town, "),
        ("", "“We wait,” Ana Ruiz, the mayor of Lima said. "),
        ("", "“We wait,” came the old reply of the "),
        ("", "Her answer? “We wait.” "),
        ("", "Ana Ruiz was quoted in a report as saying “a” "),
        ("", "Said Ana Ruiz, “wait,” "),
        ("", "Said Ana Ruiz: “wait” and "),
        ("", "“We wait,” Ana Ruiz, head of the port of "),
        ("", "Dr Holt, a pilot, said: “We wait.” and "),
        ("", "RUIZ PORT "),
        ("", "Ruiz and Okafor, saying it was late, and "),
        ("", "shares credit point "),
        ("", "al-Okafor’s letter "),
    ];
    for (opening, piece) in hostile {
        let time = |times| {
            let text = format!("{opening}{}", piece.repeat(times));
            let start = Instant::now();
            assert!(read(&text).is_some());
            start.elapsed()
        };
        assert_linear(piece, 400_000 / piece.len(), time);
    }
    let tails = [
        ("Ana Ruiz said we go ", ", "),
        ("Ana Ruiz said we go ", "; "),
    ];
    for (piece, tail) in tails {
        let time = |times| {
            let text = format!("{}{}", piece.repeat(times), tail.repeat(times));
            let start = Instant::now();
            assert!(read(&text).is_some());
            start.elapsed()
        };
        assert_linear(piece, 20_000, time);
    }
}
