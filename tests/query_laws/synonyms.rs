//! With synonyms the index finds what a plain reading finds that takes each word for its synonyms.

use dateline::query::{Synonyms, parse};

use crate::reading::Reading;
use crate::{TODAY, each_tree, found, owned, sample};

/// Words of the random trees, and words that the sample corpus has: a word, and what it is sought as, too.
const GROUPS: [(&str, &[&str]); 7] = [
    ("ship", &["vessel", "boat"]),
    ("vessel", &["ship", "boat"]),
    ("boat", &["ship", "vessel"]),
    ("ferry", &["bridge"]),
    ("zeppelin", &["grain", "ferry"]),
    ("mayor", &["minister"]),
    ("the", &["zeppelin"]),
];
const FILE: &str = "ship, vessel, boat\nferry => bridge\nzeppelin => grain # and\nzeppelin => ferry\nmayor => minister\nthe => zeppelin\n";

#[test]
fn the_index_finds_what_a_reading_with_synonyms_finds() {
    let synonyms = Synonyms::parse(FILE).unwrap();
    each_tree(|open, reading, tree, confidence| {
        let reading = reading.with_synonyms(&GROUPS);
        let widened = synonyms.widen(open, tree, false).unwrap().clause;
        let again = parse(&widened.to_string(), TODAY).unwrap().clause;
        assert_eq!(again, widened);
        let found = found(open, &widened, confidence);
        (found, owned(&reading.met(tree, confidence)))
    });
}

#[test]
fn phrases_stand_for_words_and_words_for_phrases() {
    let folder = tempfile::tempdir().unwrap();
    let open = sample(folder.path());
    let reading = Reading::new(&open);
    let file = "grain corridor, shipping lane\ngeneral secretary => leader\nunion, trade unions\nwalkout => strike\n";
    let synonyms = Synonyms::parse(file).unwrap();
    for (query, read_as, added) in [
        ("walkout", "walkout OR strike", "walkout also as strike"),
        ("=walkout walk*", "=walkout AND walk*", ""),
        (
            "walkouts w/5 talks",
            "(walkouts OR strike) w/5 talks",
            "walkouts also as strike",
        ),
        (
            "\"shipping lanes\" w/p ship",
            "(\"shipping lanes\" OR \"grain corridor\") w/p ship",
            "\"shipping lanes\" also as \"grain corridor\"",
        ),
        (
            "the shipping lane",
            "the AND ((shipping AND lane) OR \"grain corridor\")",
            "shipping lane also as \"grain corridor\"",
        ),
        (
            "\"the union walkout\"",
            "\"the union walkout\" OR \"the union strike\" OR \"the trade unions walkout\" OR \"the trade unions strike\"",
            "\"the union walkout\" also as \"the union strike\", \"the trade unions walkout\", \"the trade unions strike\"",
        ),
        (
            "said(\"general secretary\": walkout) -union^2",
            "said(\"general secretary\" OR leader: walkout OR strike) AND NOT (union OR \"trade unions\")^2",
            "",
        ),
        (
            "atleast2(walkout) role:(general secretary)",
            "atleast2(walkout OR strike) AND ((role:general AND role:secretary) OR role:leader)",
            "",
        ),
        ("shipping OR lane", "shipping OR lane", ""),
    ] {
        let clause = parse(query, TODAY).unwrap().clause;
        let widened = synonyms.widen(&open, &clause, false).unwrap();
        assert_eq!(widened.clause.to_string(), read_as, "{query}");
        let lines: Vec<String> = widened.added.iter().map(ToString::to_string).collect();
        assert!(added.is_empty() || lines == [added], "{query}: {lines:?}");
        assert_eq!(parse(read_as, TODAY).unwrap().clause, widened.clause);
        let found = found(&open, &widened.clause, 0.0);
        assert_eq!(found, owned(&reading.met(&widened.clause, 0.0)), "{query}");
    }
    let plain = dateline::query::any_word("a shipping lane");
    let widened = synonyms.widen(&open, &plain, true).unwrap();
    let read_as = "a OR shipping OR lane OR \"grain corridor\"";
    assert_eq!(widened.clause.to_string(), read_as);
}

#[test]
fn a_phrase_of_very_many_readings_is_cut_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let open = sample(folder.path());
    let synonyms = Synonyms::parse("a, b, c, d, e, f, g, h, i, j").unwrap();
    let clause = parse("\"a b c d\"", TODAY).unwrap().clause;
    let added = synonyms.widen(&open, &clause, false).unwrap().added;
    assert!(added[0].cut && added[0].also.len() < 64);
}
