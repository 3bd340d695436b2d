//! Laws of extraction that hold for any text, however broken: nothing panics, spans lie in the text and on borders of
//! characters, line ends do not matter, and no text is slow. Those of quotes stand in a file of their own.

#[path = "laws/extraction.rs"]
mod extraction;
mod linear;
#[path = "laws/together.rs"]
mod together;

use std::time::Instant;

use dateline::article::Article;
use dateline::extract::Extraction;
use dateline::span::Span;
use proptest::prelude::*;

use extraction::{holds, read};
use linear::assert_linear;
use together::are_the_same_together;

/// What layouts and rules look at, and what breaks them.
const PIECES: [&str; 72] = [
    "-- ",
    "--",
    "- ",
    "—",
    " – ",
    ": ",
    ":",
    ";",
    ".",
    ",",
    "(",
    ")",
    "/",
    "\n",
    "\n\n",
    "\n    ",
    " ",
    "\t",
    "\u{a0}",
    "\u{feff}",
    "By ",
    "By  Ana Ruiz and Tom Hall",
    "Staff Writer",
    "LIMA",
    "NEW YORK",
    "Lima, Peru",
    "SÃO PAULO",
    "(Reuters)",
    "(AP)",
    "(Harbour Wire)",
    "Reuter",
    "March 4",
    "Thu Mar 4, 2021 10:19pm EST",
    "2021-03-04",
    "12. Juni 2023",
    "Feb 30",
    "XXXX",
    "04/03/2021",
    "10:19",
    "Headline: ",
    "Date: ",
    "By: ",
    "URL: http://example.com/2021/03/04/x",
    "ABSTRACT.",
    "FULL TEXT.",
    "READ MORE",
    "Read more...",
    "Related: ",
    "Advertisement",
    "CORRECTION",
    "Correction: ",
    "(Corrects height)",
    "(Adds comment)",
    "(Reporting by Ana Ruiz; Editing by Tom Hall)",
    "FOR IMMEDIATE RELEASE",
    "About Delta",
    "# # #",
    "OPINION",
    "FILE PHOTO: ",
    "(Photo by Ana Ruiz / Delta)",
    "Ana Ruiz/Getty Images",
    "VARN, OHIO – MARCH 04: ",
    "<tweet tweet-author=\"@a\">",
    "<tweet/>",
    "<b>",
    "* ",
    "“",
    "”",
    "The water had risen in the night.",
    "ß",
    "é",
    "日本",
];

fn pieces() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&PIECES[..]), 0..40)
        .prop_map(|pieces| pieces.concat())
}

/// The article without its spans, which line ends move.
fn without_spans(text: &str) -> Option<Article> {
    let (_, Extraction { mut article, .. }) = read(text)?;
    let nowhere = Span::new(0, 0);
    article.body_spans.clear();
    article
        .dateline
        .iter_mut()
        .for_each(|dateline| dateline.span = nowhere);
    article
        .captions
        .iter_mut()
        .for_each(|caption| caption.span = nowhere);
    article
        .locations
        .iter_mut()
        .for_each(|place| place.span = nowhere);
    article
        .mentioned_dates
        .iter_mut()
        .for_each(|mentioned| mentioned.span = nowhere);
    article.quotes.clear();
    Some(article)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn spans_lie_in_any_text(text in any::<String>()) {
        holds(&text);
    }

    #[test]
    fn spans_lie_in_any_page(text in pieces()) {
        holds(&text);
    }

    #[test]
    fn line_ends_do_not_matter(text in pieces()) {
        prop_assert_eq!(without_spans(&text), without_spans(&text.replace('\n', "\r\n")));
    }

    #[test]
    fn an_article_is_the_same_beside_any_others(texts in prop::collection::vec(pieces(), 0..6)) {
        are_the_same_together(&texts);
    }

    #[test]
    fn the_same_text_gives_the_same_article(text in pieces()) {
        prop_assert_eq!(read(&text).map(|(_, found)| found), read(&text).map(|(_, found)| found));
    }
}

/// People who all have names of their own that begin and end alike, as in an endless list.
#[test]
fn no_crowd_is_slow() {
    const LINES: [(&str, &str); 2] = [
        ("Mayor Featherst", "onehaugh left Lima. "),
        ("Ada Featherst", "onehaugh said: “We wait.” "),
    ];
    for (before, behind) in LINES {
        let time = |times| {
            let line = |nth| format!("{before}{}{behind}", letters(nth));
            let crowd: String = (0..times).map(line).collect();
            let text = format!("A headline\n\n{crowd}");
            let start = Instant::now();
            holds(&text);
            start.elapsed()
        };
        assert_linear(before, 30_000, time);
    }
}

/// Five letters that are those of no other number below some millions.
fn letters(number: usize) -> String {
    let letter = |nth: u32| char::from(b'a' + (number / 26_usize.pow(nth) % 26) as u8);
    (0..5).map(letter).collect()
}

#[test]
fn no_text_is_slow() {
    for piece in PIECES {
        let time = |times| {
            let text = format!("A headline\n\n{}", piece.repeat(times));
            let start = Instant::now();
            holds(&text);
            start.elapsed()
        };
        assert_linear(piece, 400_000 / piece.len(), time);
    }
}
