//! Laws of extraction that hold for any text, for `properties.rs` and for the fuzzer (`fuzz/`).

use dateline::extract::{Extraction, Options, Origin, extract};
use dateline::span::Span;

/// What is found in a text, with the text that spans refer to; `None` where it is no article.
pub fn read(text: &str) -> Option<(String, Extraction)> {
    let draft = dateline::format::draft(text.to_owned()).ok()?;
    let origin = Origin {
        path: "2021/03/04/x.txt".to_owned(),
        ..Origin::default()
    };
    let extraction = extract(&draft, &origin, &Options::default());
    Some((draft.text, extraction))
}

/// Every span that the fields carry.
fn spans(extraction: &Extraction) -> Vec<Span> {
    let article = &extraction.article;
    let mut spans = article.body_spans.clone();
    spans.extend(article.dateline.iter().map(|dateline| dateline.span));
    spans.extend(article.captions.iter().map(|caption| caption.span));
    spans.extend(article.locations.iter().map(|place| place.span));
    spans.extend(extraction.finds.iter().map(|find| find.span));
    spans
}

/// Spans lie in the text and on borders of characters; paragraphs lie apart, and are the body.
pub fn holds(text: &str) {
    let Some((text, extraction)) = read(text) else {
        return;
    };
    for span in spans(&extraction) {
        assert!(text.get(span.range()).is_some(), "{span:?} of {text:?}");
    }
    let article = &extraction.article;
    for pair in article.body_spans.windows(2) {
        assert!(
            pair[0].end() <= pair[1].start(),
            "paragraphs overlap in {text:?}"
        );
    }
    let paragraphs = article.body_spans.iter();
    let body: Vec<String> = paragraphs
        .map(|span| dateline::text::fold(span.of(&text)))
        .collect();
    assert_eq!(article.body, body.join("\n\n"));
    assert!(
        body.iter().all(|paragraph| !paragraph.is_empty()),
        "an empty paragraph in {text:?}"
    );
}
