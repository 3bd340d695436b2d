//! Runs the rule book of quotes, `tests/rules/quotes.md`: newspaper text and what is found in it.
//!
//! A case is a heading, a block `text` and a block `quotes` with one line a quote:
//! `“words” — Speaker (role) [rules] kind`, with `of an organisation` or `of a group` behind it where the speaker is no person. Every mismatch is listed before the test fails; `DATELINE_BLESS=1 cargo test
//! --test quotes_rules` writes what was found into the book, to be read before it is committed.

use std::fmt::Write as _;

use dateline::article::{Article, Find, Quote, QuoteKind, SpeakerKind};
use dateline::extract::{Options, Origin, extract};

const BOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/rules/quotes.md");

#[test]
fn the_rule_book_of_quotes_holds() {
    let book = std::fs::read_to_string(BOOK).expect("the rule book is in the repository");
    let mut blessed = String::new();
    let mut faults = String::new();
    let mut rest = book.as_str();
    while let Some(at) = rest.find("```text\n") {
        let (before, from) = rest.split_at(at + "```text\n".len());
        let (text, from) = from.split_once("```\n").expect("a text block is closed");
        let open =
            from.find("```quotes\n").expect("a block of quotes follows") + "```quotes\n".len();
        let close = open
            + from[open..]
                .find("```")
                .expect("a block of quotes is closed");
        let found = quotes_in(text);
        if found != from[open..close] {
            let heading = before
                .lines()
                .rev()
                .find(|line| line.starts_with('#'))
                .unwrap_or("");
            let _ = write!(
                faults,
                "{heading}\nexpected:\n{}found:\n{found}\n",
                &from[open..close]
            );
        }
        let _ = write!(blessed, "{before}{text}```\n{}{found}", &from[..open]);
        rest = &from[close..];
    }
    blessed.push_str(rest);
    if std::env::var_os("DATELINE_BLESS").is_some() {
        std::fs::write(BOOK, blessed).expect("the rule book can be written");
    } else {
        assert!(faults.is_empty(), "{faults}");
    }
}

fn quotes_in(text: &str) -> String {
    let draft = dateline::format::draft(format!("A long day in the port of Lima\n\n{text}"))
        .expect("it has text");
    let extraction = extract(&draft, &Origin::default(), &Options::default());
    extraction
        .article
        .quotes
        .iter()
        .map(|quote| line(quote, &extraction.article, &extraction.finds))
        .collect()
}

fn line(quote: &Quote, article: &Article, finds: &[Find]) -> String {
    let mut rules: Vec<&str> = Vec::new();
    for find in finds
        .iter()
        .filter(|find| find.field == "quote" && quote.parts.contains(&find.span))
    {
        if !rules.contains(&&*find.rule) {
            rules.push(&find.rule);
        }
    }
    let speaker = quote.speaker.as_deref().unwrap_or("nobody");
    let role = quote
        .role
        .as_ref()
        .map(|role| format!(" ({role})"))
        .unwrap_or_default();
    let kind = match quote.kind {
        QuoteKind::Direct => "direct",
        QuoteKind::Mixed => "mixed",
        QuoteKind::Indirect => "indirect",
    };
    let whose = (article.speakers.iter())
        .find(|speaker| Some(&speaker.name) == quote.speaker.as_ref())
        .map_or("", |speaker| match speaker.kind {
            SpeakerKind::Person => "",
            SpeakerKind::Organisation => " of an organisation",
            SpeakerKind::Group => " of a group",
        });
    format!(
        "“{}” — {speaker}{role} [{}] {kind}{whose}\n",
        quote.text,
        rules.join(" + ")
    )
}
