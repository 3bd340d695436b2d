//! Laws of answers to whatever is typed: for `queries.rs` and for the fuzzer (`fuzz/`).

use dateline::index::OpenIndex;
use dateline::query::{Options, Passage, answer, parse, quotes};
use jiff::civil;

/// What is read as a query is answered; pages are parts of one list, and what is shown and marked lies in its text.
pub fn is_answered(open: &OpenIndex, text: &str) {
    let Ok(parsed) = parse(text, civil::date(2024, 11, 8)) else {
        return;
    };
    let all = Options {
        limit: usize::MAX,
        passages: 3,
        explain_scores: true,
        ..Options::default()
    };
    let whole = answer(open, &parsed.clause, &all).expect("the index can be read");
    assert_eq!(whole.total, whole.hits.len(), "{text:?}");
    for hit in &whole.hits {
        assert!(hit.score.is_finite(), "{text:?}");
        let headline = hit.headline.as_deref().unwrap_or_default();
        assert!(
            hit.headline_marks
                .iter()
                .all(|mark| headline.get(mark.range()).is_some())
        );
        hit.passage
            .iter()
            .chain(&hit.more_passages)
            .for_each(lies_in_its_text);
    }
    let second = Options {
        offset: 1,
        limit: 1,
        ..all.clone()
    };
    let second = answer(open, &parsed.clause, &second)
        .expect("the index can be read")
        .hits;
    let ids = |hits: &[dateline::query::Hit]| -> Vec<String> {
        hits.iter().map(|hit| hit.id.clone()).collect()
    };
    let expected: Vec<String> = ids(&whole.hits).into_iter().skip(1).take(1).collect();
    assert_eq!(ids(&second), expected, "{text:?}");
    let said = quotes(open, &parsed.clause, &all).expect("the index can be read");
    assert_eq!(said.total, said.hits.len(), "{text:?}");
    for hit in said.hits {
        assert!(
            hit.marks
                .iter()
                .all(|mark| hit.quote.text.get(mark.range()).is_some())
        );
    }
}

fn lies_in_its_text(passage: &Passage) {
    assert!(!passage.text.is_empty());
    for mark in &passage.marks {
        assert!(passage.text.get(mark.range()).is_some(), "{passage:?}");
    }
}
