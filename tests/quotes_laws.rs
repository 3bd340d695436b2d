//! Laws of quotes that hold for any text, however broken: finding never panics, spans lie in the text, and no text is slow.

use std::time::{Duration, Instant};

use dateline::extract::{Extraction, Options, Origin, extract};
use proptest::prelude::*;

fn read(text: &str) -> Option<Extraction> {
    let draft = dateline::format::draft(format!("A headline\n\n{text}")).ok()?;
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

proptest! {
    #[test]
    fn every_span_lies_in_the_text_on_character_borders(text in broken_newspaper()) {
        let whole = format!("A headline\n\n{text}");
        let Some(extraction) = read(&text) else { return Ok(()) };
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
fn no_text_is_slow() {
    let hostile = [
        (
            "one unclosed mark",
            format!(
                "\"{}",
                "we wait and see, Ruiz said to the people. ".repeat(25_000)
            ),
        ),
        ("points", format!("He said {}", ".".repeat(1_000_000))),
        ("marks", "\"a\" ".repeat(250_000)),
        ("tags", "<a ".repeat(300_000)),
        ("brackets", "(".repeat(1_000_000)),
        ("a million verbs", "said ".repeat(1_000_000)),
        ("verbs with subjects", "he said that ".repeat(80_000)),
        (
            "plans",
            "Ana Ruiz wants to say that she plans ".repeat(27_000),
        ),
        ("claims", "Ruiz’s claim that ".repeat(55_000)),
        (
            "sources",
            "according to Ana Ruiz, the port, ".repeat(30_000),
        ),
        (
            "passives",
            "the port was said to be expected by Ruiz to ".repeat(23_000),
        ),
        (
            "quoted words in reports",
            "Ana Ruiz said that it was “late” and ".repeat(27_000),
        ),
        ("words", "port ".repeat(200_000)),
        ("commas", "the port, ".repeat(100_000)),
        ("adverbs", "also ".repeat(200_000)),
        (
            "a sentence without an end",
            "also Ana Ruiz said that the mayor went home and ".repeat(20_000),
        ),
    ];
    for (what, text) in hostile {
        let start = Instant::now();
        assert!(read(&text).is_some());
        let taken = start.elapsed();
        assert!(
            taken < Duration::from_secs(20),
            "{what}: a megabyte took {taken:?}"
        );
    }
}
