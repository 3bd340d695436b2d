//! Laws of quotes that hold for any text, however broken: finding never panics, spans lie in the text, and no text is slow.

mod linear;

use std::time::Instant;

use dateline::extract::{Extraction, Options, Origin, extract};
use proptest::prelude::*;

use linear::assert_linear;

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
        ("", "port "),
        ("", "the port, "),
        ("", "also "),
        ("", "also Ana Ruiz said that the mayor went home and "),
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
}
