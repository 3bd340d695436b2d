//! The law of articles that are extracted together, for any texts.

use dateline::extract::{Options, Origin, article, articles};

/// The articles in these texts, extracted together, are those that each gives by itself.
pub fn are_the_same_together(texts: &[String]) {
    let drafts = texts.iter().cloned().map(dateline::format::draft);
    let drafts: Vec<_> = drafts.filter_map(Result::ok).collect();
    let origins: Vec<Origin> = (1..=drafts.len()).map(origin).collect();
    let options = Options::default();
    let together = articles(drafts.iter().zip(&origins), &options);
    assert_eq!(together.len(), drafts.len());
    for ((draft, origin), found) in drafts.iter().zip(&origins).zip(together) {
        assert_eq!(found, article(draft, origin, &options), "{:?}", draft.text);
    }
}

/// An origin of its own for each.
fn origin(nth: usize) -> Origin {
    Origin {
        path: format!("2021/03/{:02}/x.txt", nth % 28 + 1),
        id: nth.to_string(),
        ..Origin::default()
    }
}
