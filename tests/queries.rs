//! Queries over a few small articles: what is found, in which order, and what is marked.

#[path = "laws/answers.rs"]
mod answers;

use std::fs;

use dateline::archive::{UpdateOptions, update};
use dateline::corpus::{Root, Selection};
use dateline::index::{IndexFolder, OpenIndex, Order};
use dateline::query::{
    Answer, DateMatch, Options, Recency, answer, any_word, like, parse, quotes, ranking, ties,
};

struct Archive {
    _folder: tempfile::TempDir,
    open: OpenIndex,
}

/// The articles of every test: name, headline, text.
const ARTICLES: [(&str, &str, &str); 6] = [
    (
        "20240612-strike.txt",
        "Ferry crews strike",
        "CALAIS, June 12 (AP) - Crews walked out on Wednesday. The grain corridor stayed open.\n\n\
         \"We are asking to sleep,\" said Agnes Delacourt, general secretary of the seafarers' union. Nobody sailed.",
    ),
    (
        "20240613-talks.txt",
        "Talks on rosters begin",
        "DOVER, June 13 (AP) - Ferries stayed in port on Thursday.\n\n\
         \"We are ready to talk,\" said Siobhan Kerrigan, chief executive of Strait Line.",
    ),
    (
        "20221018-corridor.txt",
        "Ships queue off Istanbul",
        "ISTANBUL, Oct 18 (Reuters) - The corridor carried no grain. Ships waited in the corridor for grain inspectors.",
    ),
    (
        "20230401-spring.txt",
        "Spring comes to the delta",
        "Storks have returned to the nests of the delta on the first of April, and O'Brien counted them for the people of the town.",
    ),
    (
        "19990400-undated.txt",
        "A village without a date",
        "Nothing happened here. The priest said: \"We sleep well.\"",
    ),
    (
        "20240701-happy.txt",
        "Happy harbour",
        "The harbour master was happy. Happiness is a berth, he said to the harbours board.",
    ),
];

fn archive() -> Archive {
    archive_with(&[])
}

/// The articles of every test, and more.
fn archive_with(more: &[(&str, &str, &str)]) -> Archive {
    let folder = tempfile::tempdir().unwrap();
    let corpus = folder.path().join("corpus");
    fs::create_dir(&corpus).unwrap();
    for (name, headline, text) in ARTICLES.iter().chain(more) {
        fs::write(corpus.join(name), format!("{headline}\n\n{text}\n")).unwrap();
    }
    let index = IndexFolder::new(&folder.path().join("index"));
    let options = UpdateOptions {
        selection: Selection::default(),
        extract: dateline::extract::Options {
            // One of the articles is of 2300, and none is published long after the day of the run.
            today: Some(jiff::civil::date(2299, 12, 31)),
            ..dateline::extract::Options::default()
        },
        threads: 1,
        memory: 64 << 20,
        allow_removals: false,
        now: i64::MAX / 2,
        ..UpdateOptions::default()
    };
    update(&index, &[Root::new(&corpus)], &options, &()).unwrap();
    let open = index.open().unwrap();
    let _folder = folder;
    Archive { _folder, open }
}

impl Archive {
    fn ask(&self, query: &str) -> Answer {
        let parsed = parse(query, jiff::civil::date(2024, 6, 14)).unwrap();
        let options = Options {
            order: Order::Path,
            ..Options::default()
        };
        answer(&self.open, &parsed.clause, &options).unwrap()
    }

    /// The days in the names of the files found.
    fn found(&self, query: &str) -> Vec<String> {
        let name = |path: &str| path.rsplit('/').next().unwrap()[..8].to_owned();
        let hits = self.ask(query).hits;
        hits.iter().map(|hit| name(&hit.path)).collect()
    }

    /// The passage of the first hit with what matched in brackets.
    fn passage(&self, query: &str) -> String {
        let hit = self.ask(query).hits.remove(0);
        let passage = hit.passage.unwrap();
        let mut shown = passage.text.clone();
        for mark in passage.marks.iter().rev() {
            shown.insert(mark.end(), ']');
            shown.insert(mark.start(), '[');
        }
        shown
    }
}

#[test]
fn every_form_finds_what_it_says() {
    let archive = archive();
    for (query, expected) in [
        ("ferry", vec!["20240612", "20240613"]),
        ("ferry -strike", vec!["20240613"]),
        ("ferry OR grain", vec!["20221018", "20240612", "20240613"]),
        ("\"grain corridor\"", vec!["20240612"]),
        ("grain corridor", vec!["20221018", "20240612"]),
        ("headline:ferry", vec!["20240612"]),
        ("harbo*", vec!["20240701"]),
        ("O'Brien", vec!["20230401"]),
        ("O’Brien AND stork", vec!["20230401"]),
        ("speaker:delacourt", vec!["20240612"]),
        ("role:secretary", vec!["20240612"]),
        (
            "role:(secretary OR executive)",
            vec!["20240612", "20240613"],
        ),
        ("quote:sleep", vec!["19990400", "20240612"]),
        ("sleep NOT quote:sleep", vec![]),
        ("quote:ready quote:talk", vec!["20240613"]),
        ("kind:direct", vec!["19990400", "20240612", "20240613"]),
        ("kind:mixed", vec![]),
        ("dateline:dover", vec!["20240613"]),
        ("agency:reuters", vec!["20221018"]),
        ("date:2024-06", vec!["20240612", "20240613"]),
        ("date:yesterday", vec!["20240613"]),
        ("date:\"last 3 days\"", vec!["20240612", "20240613"]),
        ("date:XXXX-10", vec!["20221018"]),
        ("date:XXXX-06-12", vec!["20240612"]),
        ("date:[2022 TO 2023]", vec!["20221018", "20230401"]),
        ("date:<2023", vec!["20221018"]),
        // "on Wednesday", "on Thursday", "the first of April"
        ("mentions-date:2024-06-12", vec!["20240612"]),
        ("mentions-date:\"this week\"", vec!["20240612", "20240613"]),
        ("mentions-date:XXXX-06-13", vec!["20240613"]),
        ("mentions-date:..2024-06-12", vec!["20230401", "20240612"]),
        ("mentions-date:[2024-06-13 TO *]", vec!["20240613"]),
        (
            "mentions-date:2024 -mentions-date:2024-06-12",
            vec!["20240613"],
        ),
        (
            "mentions-date:(2024-06-12 OR 2024-06-13) talk",
            vec!["20240613"],
        ),
        ("mentions-date:1999", vec![]),
        ("ferry^3 OR talk", vec!["20240612", "20240613"]),
        ("* -ferry date:2024", vec!["20240701"]),
    ] {
        assert_eq!(archive.found(query), expected, "{query}");
    }
}

/// Articles from before 1677 and after 2262, and articles whose date is known in part.
const DATED: [(&str, &str, &str); 6] = [
    (
        "gazette-.txt",
        "Headline: The fleet at anchor\nDate: 1605-09-17",
        "The fleet came to anchor on the evening tide, and a gun was fired.",
    ),
    (
        "far-away.txt",
        "Headline: The tide of another century\nDate: 2300-01-02",
        "The tide gate was opened for the first time.",
    ),
    (
        "month---.txt",
        "Headline: A month of tides\nDate: November 1999",
        "The tide stood high all month, the keeper wrote.",
    ),
    (
        "spring--.txt",
        "Headline: A spring of tides\nDate: April 1999",
        "The tide stood high until May, the keeper wrote.",
    ),
    (
        "wire----.txt",
        "Tide takes a wall",
        "LIMA, April 13 (AP) - The tide took a wall on Monday, and nobody was hurt.",
    ),
    (
        "never---.txt",
        "Tide",
        "The tide comes and goes, and the keeper writes it down.",
    ),
];

#[test]
fn old_and_far_dates_and_dates_known_in_part_are_found_where_they_may_match() {
    let archive = archive_with(&DATED);
    for (query, expected) in [
        ("tide date:1605", vec!["gazette-", "wire----"]),
        ("tide date:=1605", vec!["gazette-"]),
        ("tide date:1605-09-17", vec!["gazette-"]),
        ("tide date:=..1650", vec!["gazette-"]),
        ("tide date:=2262..", vec!["far-away"]),
        ("tide date:[1600 TO 1610] -date:XXXX-04", vec!["gazette-"]),
        ("tide date:1999-11-05", vec!["month---"]),
        ("tide date:1999-04-13", vec!["spring--", "wire----"]),
        ("tide date:=1999", vec!["month---", "spring--"]),
        ("tide date:=1999-04-13", vec![]),
        ("tide date:=1999-11", vec!["month---"]),
        ("tide date:XXXX-11", vec!["month---"]),
        ("tide date:XXXX-04-13", vec!["spring--", "wire----"]),
        ("tide date:=XXXX-04-13", vec!["wire----"]),
        ("tide date:XXXX-01-02", vec!["far-away"]),
        ("tide -date:1999", vec!["far-away", "gazette-", "never---"]),
    ] {
        assert_eq!(archive.found(query), expected, "{query}");
    }
    let matches = |query: &str| -> Vec<Option<&str>> {
        let hits = archive.ask(query).hits.into_iter();
        hits.map(|hit| hit.date_match.map(DateMatch::name))
            .collect()
    };
    assert_eq!(
        matches("tide date:1605"),
        [Some("certain"), Some("possible")]
    );
    assert_eq!(
        matches("tide date:1999-04"),
        [Some("certain"), Some("possible")]
    );
    assert_eq!(matches("gun"), [None]);
}

#[test]
fn dates_known_in_part_are_sorted_by_their_first_day_and_those_without_a_year_last() {
    let archive = archive_with(&DATED);
    let sorted = |order| -> Vec<String> {
        let clause = parse("tide", jiff::civil::date(2024, 6, 14))
            .unwrap()
            .clause;
        let options = Options {
            order,
            ..Options::default()
        };
        let hits = answer(&archive.open, &clause, &options).unwrap().hits;
        let name = |path: &str| path.rsplit('/').next().unwrap()[..8].to_owned();
        hits.iter().map(|hit| name(&hit.path)).collect()
    };
    let known = ["gazette-", "spring--", "month---", "far-away"];
    assert_eq!(sorted(Order::Earliest)[..4], known);
    let latest: Vec<&str> = known.into_iter().rev().collect();
    assert_eq!(sorted(Order::Latest)[..4], latest);
    assert_eq!(sorted(Order::Latest)[4..], ["never---", "wire----"]);
    let evidence = archive.ask("zeppelin").evidence.unwrap();
    let days = [evidence.first, evidence.last].map(|day| day.unwrap().to_string());
    assert_eq!(days, ["1605-09-17", "2300-01-02"]);
}

#[test]
fn whatever_is_read_is_answered() {
    let archive = archive();
    for text in [
        "*",
        "NOT *",
        "date:2024 OR said(: sleep)",
        "(ferr* OR *ing) w/p \"a b\"~3",
        "id:x",
        "wall^0.001 OR 東京",
        "atleast2(the) not w/s harbour~1",
        "caps(Ferry) -kind:direct",
        "headline:* date:=XXXX-06",
    ] {
        answers::is_answered(&archive.open, text);
    }
}

#[test]
fn a_weight_moves_the_order_and_not_the_hits() {
    let archive = archive();
    let first = |query: &str| {
        let parsed = parse(query, jiff::civil::date(2024, 6, 14)).unwrap();
        let hits = answer(&archive.open, &parsed.clause, &Options::default()).unwrap();
        hits.hits[0].path.clone()
    };
    assert!(first("storks^9 OR ships").contains("20230401"));
    assert!(first("storks OR ships^9").contains("20221018"));
}

#[test]
fn the_passage_shows_what_matched_and_nothing_else() {
    let archive = archive();
    for (query, expected) in [
        ("\"grain corridor\"", "The [grain corridor] stayed open."),
        (
            "speaker:kerrigan",
            "\"We are ready to talk,\" said Siobhan Kerrigan, chief executive of Strait Line.",
        ),
        (
            "quote:sleep union",
            "\"We are asking to [sleep],\" said Agnes Delacourt, general secretary of the seafarers' [union]. Nobody sailed.",
        ),
        (
            "harbours",
            "The [harbour] master was happy. Happiness is a berth, he said to the [harbours] board.",
        ),
        (
            "happ* board",
            "The harbour master was [happy]. [Happiness] is a berth, he said to the harbours [board].",
        ),
        (
            "corridor w/2 grain",
            "The corridor carried no grain. Ships waited in the [corridor] for [grain] inspectors.",
        ),
        (
            "\"corridor grain\"~1",
            "The corridor carried no grain. Ships waited in the [corridor] for [grain] inspectors.",
        ),
        (
            "corridor not w/2 grain",
            "The [corridor] carried no grain. Ships waited in the corridor for grain inspectors.",
        ),
        (
            "grain w/s carried",
            "The corridor [carried] no [grain]. Ships waited in the corridor for grain inspectors.",
        ),
        (
            "=harbours h?ppy",
            "The harbour master was [happy]. Happiness is a berth, he said to the [harbours] board.",
        ),
        (
            "hapyp~1 w/9 caps(Happiness)",
            "The harbour master was [happy]. [Happiness] is a berth, he said to the harbours board.",
        ),
        (
            "said(delacourt: asking w/3 sleep)",
            "\"We are [asking] to [sleep],\" said Agnes Delacourt, general secretary of the seafarers' union. Nobody sailed.",
        ),
    ] {
        assert!(
            archive.passage(query).ends_with(expected),
            "{query}: {}",
            archive.passage(query)
        );
    }
    let hit = archive.ask("headline:strike").hits.remove(0);
    assert_eq!(hit.headline_marks.len(), 1);
    assert!(hit.passage.unwrap().marks.is_empty());
}

#[test]
fn quotes_are_sorted_by_score_then_by_date_path_and_place() {
    let archive = archive();
    let asked = |query: &str, order: Order| -> Vec<String> {
        let parsed = parse(query, jiff::civil::date(2024, 6, 14)).unwrap();
        let options = Options {
            order,
            ..Options::default()
        };
        let hits = quotes(&archive.open, &parsed.clause, &options)
            .unwrap()
            .hits;
        let named = |path: &str| path.rsplit('-').next().unwrap().replace(".txt", "");
        let hits = hits.iter();
        hits.map(|hit| format!("{} {}", named(&hit.path), hit.nth))
            .collect()
    };
    let latest = ["happy 1", "talks 1", "strike 1", "undated 1"];
    assert_eq!(asked("*", Order::Latest), latest);
    assert_eq!(asked("*", Order::Rank), latest);
    let earliest = ["strike 1", "talks 1", "happy 1", "undated 1"];
    assert_eq!(asked("*", Order::Earliest), earliest);
    // The shorter quote has the higher score, though it is the earlier.
    assert_eq!(asked("sleep OR talk^0.1", Order::Rank)[0], "undated 1");
}

#[test]
fn any_of_some_words_finds_what_an_or_of_them_finds_also_where_good_articles_are_asked() {
    let archive = archive();
    let (words, or) = ("grain: ferries, (sleep", "grain OR ferries OR sleep");
    let or = parse(or, jiff::civil::date(2024, 6, 14)).unwrap().clause;
    let paths = |clause, order, feedback| -> Vec<String> {
        let options = Options {
            order,
            feedback,
            ..Options::default()
        };
        let ranked = ranking(&archive.open, clause, &options).unwrap();
        let found = answer(&archive.open, clause, &options).unwrap().hits;
        let shown: Vec<_> = found.iter().map(|hit| (&hit.path, hit.score)).collect();
        let rows: Vec<_> = ranked.iter().map(|row| (&row.path, row.score)).collect();
        assert_eq!(rows, shown);
        ranked.into_iter().map(|row| row.path).collect()
    };
    let any = any_word(words);
    assert_eq!(any, or);
    let plain = paths(&or, Order::Rank, false);
    let mut expected = paths(&or, Order::Path, false);
    for feedback in [false, true] {
        let mut found = paths(&any, Order::Rank, feedback);
        assert_eq!(found.len(), plain.len());
        found.sort();
        expected.sort();
        assert_eq!(found, expected);
    }
}

#[test]
fn what_is_like_an_article_shares_its_words_and_is_another_one() {
    let twins = [
        (
            "20240614-third.txt",
            "Crews and rosters",
            "DOVER, June 14 (AP) - Ferry crews walked out of the port again over rosters, and nobody sailed.",
        ),
        (
            "20240615-fourth.txt",
            "A harvest of pears",
            "The pears are in, and the pickers have gone home.",
        ),
    ];
    let archive = archive_with(&twins);
    let named = archive.open.named("20240612-strike.txt").unwrap();
    let article = archive
        .open
        .article(&archive.open.searcher(), named[0].1)
        .unwrap();
    let ties = ties(&archive.open, named[0].1).unwrap();
    let clause = like(&archive.open, &article, Some(&ties)).unwrap().unwrap();
    let hits = answer(&archive.open, &clause, &Options::default())
        .unwrap()
        .hits;
    assert!(
        hits[0].path.ends_with("20240614-third.txt"),
        "{}",
        hits[0].path
    );
    let found = |name: &str| hits.iter().any(|hit| hit.path.ends_with(name));
    assert!(!found("20240612-strike.txt"));
    let read = parse(&clause.to_string(), jiff::civil::date(2024, 6, 14)).unwrap();
    assert_eq!(read.clause, clause);
    let id = archive.ask(&format!("id:{}", article.id));
    assert_eq!((id.total, &id.hits[0].id), (1, &article.id));
}

#[test]
fn the_newer_of_two_equal_articles_is_first_by_recency_and_no_hit_is_lost() {
    let archive = archive_with(&DATED);
    let clause = any_word("tide month fleet");
    let ranked = |recency| {
        let options = Options {
            recency,
            ..Options::default()
        };
        ranking(&archive.open, &clause, &options).unwrap()
    };
    let recency = Recency::new(365.0, jiff::civil::date(2024, 6, 14));
    let (plain, recent) = (ranked(None), ranked(Some(recency)));
    assert_eq!(plain.len(), recent.len());
    assert!(!plain[0].path.ends_with("far-away.txt"));
    assert!(
        recent[0].path.ends_with("far-away.txt"),
        "not yet published"
    );
    let dated = recent
        .iter()
        .position(|row| row.path.ends_with("gazette-.txt"));
    let undated = recent
        .iter()
        .position(|row| row.path.ends_with("never---.txt"));
    assert!(dated < undated, "older than any date");
    assert!(recent[undated.unwrap()].score > 0.0);
}

#[test]
fn more_passages_are_the_next_best_ones_and_lie_apart() {
    let filler =
        "Nothing else was said of it by anybody in the town that day, or on the day before. "
            .repeat(4);
    let text = format!(
        "The weir was built in spring.\n\n{filler}\n\nThe weir and the mill stand by the river.\n\n{filler}\n\nA mill was sold."
    );
    let archive = archive_with(&[("20230101-weir.txt", "Notes", &text)]);
    let clause = parse("weir mill", jiff::civil::date(2024, 6, 14))
        .unwrap()
        .clause;
    let shown = |passages| -> Vec<String> {
        let options = Options {
            passages,
            ..Options::default()
        };
        let hit = answer(&archive.open, &clause, &options)
            .unwrap()
            .hits
            .remove(0);
        let all = hit.passage.into_iter().chain(hit.more_passages);
        all.map(|passage| passage.text).collect()
    };
    let best = "The weir and the mill stand by the river.";
    let all = [best, "The weir was built in spring.", "A mill was sold."];
    assert_eq!(shown(1), [best]);
    assert_eq!(shown(2), all[..2]);
    assert_eq!(shown(9), all);
}

#[test]
fn articles_of_which_none_is_better_lend_no_words() {
    let archive = archive();
    let clause = parse("date:2024", jiff::civil::date(2024, 6, 14))
        .unwrap()
        .clause;
    let options = Options {
        feedback: true,
        ..Options::default()
    };
    let hits = answer(&archive.open, &clause, &options).unwrap().hits;
    assert!(!hits.is_empty() && hits.iter().all(|hit| hit.score == 0.0));
}

#[test]
fn equal_scores_are_ranked_by_date_then_by_path() {
    let text = "Turbines stand still on the hill above the town.";
    let twins = [
        ("20200101-b.txt", "Turbines", text),
        ("20200101-a.txt", "Turbines", text),
        ("20200201-c.txt", "Turbines", text),
    ];
    let archive = archive_with(&twins);
    let clause = any_word("turbines hill");
    for feedback in [false, true] {
        let options = Options {
            feedback,
            ..Options::default()
        };
        let ranked = ranking(&archive.open, &clause, &options).unwrap();
        let names = ranked.iter().filter_map(|row| row.path.rsplit('/').next());
        let expected = ["20200201-c.txt", "20200101-a.txt", "20200101-b.txt"];
        assert_eq!(names.collect::<Vec<_>>(), expected);
    }
}

#[test]
fn articles_without_quotes_move_no_score_of_a_quote() {
    let silent = [
        (
            "20200101-a.txt",
            "Sleep",
            "Nothing is said of sleep here, and much of it is slept.",
        ),
        (
            "20200102-b.txt",
            "More sleep",
            "Sleep, sleep, and nothing but sleep in the whole of the town.",
        ),
    ];
    let scores = |archive: &Archive| -> Vec<f32> {
        let parsed = parse("sleep OR talk", jiff::civil::date(2024, 6, 14)).unwrap();
        let hits = quotes(&archive.open, &parsed.clause, &Options::default());
        hits.unwrap().hits.iter().map(|hit| hit.score).collect()
    };
    let alone = scores(&archive());
    assert_eq!(alone.len(), 3);
    assert_eq!(scores(&archive_with(&silent)), alone);
}

#[test]
fn an_empty_answer_says_what_was_searched_and_what_found_nothing() {
    let answer = archive().ask("ferry zeppelin");
    assert_eq!((answer.total, answer.searched), (0, 6));
    let evidence = answer.evidence.unwrap();
    assert_eq!(evidence.first.unwrap().to_string(), "2022-10-18");
    let parts: Vec<_> = evidence
        .parts
        .iter()
        .map(|part| (part.part.as_str(), part.found))
        .collect();
    assert_eq!(parts, [("ferry", 2), ("zeppelin", 0)]);
}

#[test]
fn an_empty_answer_says_what_may_have_been_meant() {
    for (query, part, instead) in [
        ("corridr ferry", "corridr", "corridor"),
        ("happines", "happines", "happiness"),
        ("speaker:delacuort", "speaker:delacuort", "delacourt"),
        ("said(delacuort: sleep)", "delacuort", "delacourt"),
        ("zeppelin", "", ""),
    ] {
        let suggestions = archive().ask(query).evidence.unwrap().suggestions;
        let first = suggestions.first();
        let found = first.map(|first| (first.part.as_str(), first.instead[0].as_str()));
        let expected = (!part.is_empty()).then_some((part, instead));
        assert_eq!(found, expected, "{query}");
    }
}
