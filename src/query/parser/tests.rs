//! Queries, one line each: how they are read, and where they cannot be.

use super::*;

const TODAY: civil::Date = civil::date(2024, 11, 8);

#[test]
fn queries_are_read_by_precedence() {
    for (query, expected) in [
        ("a b OR c", "(a AND b) OR c"),
        ("a AND (b OR c)", "a AND (b OR c)"),
        ("(a b) c", "a AND b AND c"),
        ("a -b", "a AND NOT b"),
        ("NOT a b", "NOT a AND b"),
        ("NOT (a b)", "NOT (a AND b)"),
        ("a || b && c", "a OR (b AND c)"),
        (
            "a^2 \"b c\"^0.5 (d OR e)^3",
            "a^2 AND \"b c\"^0.5 AND (d OR e)^3",
        ),
        (
            "speaker:(vega OR \"ana ruiz\")",
            "speaker:vega OR speaker:\"ana ruiz\"",
        ),
        ("Speaker: vega", "speaker:vega"),
        ("headline:(a body:b)", "headline:a AND body:b"),
        ("date:1970..", "date:1970-01-01.."),
        ("a date:1970-01", "a AND date:1970-01-01..1970-01-31"),
        (
            "date:(2020 OR XXXX-04)",
            "date:2020-01-01..2020-12-31 OR date:XXXX-04",
        ),
        ("date:\"last week\"", "date:2024-10-28..2024-11-03"),
        ("date:[2020 TO *]", "date:2020-01-01.."),
        ("date:=2024", "date:=2024-01-01..2024-12-31"),
        ("date:=\"last week\"", "date:=2024-10-28..2024-11-03"),
        (
            "date:(=XXXX-04 OR =2020..)",
            "date:=XXXX-04 OR date:=2020-01-01..",
        ),
        ("“grain corridor” ship*", "\"grain corridor\" AND ship*"),
        ("„grain corridor“ x", "\"grain corridor\" AND x"),
        ("*", "*"),
        ("AT & T", "AT AND T"),
        ("storm - flood", "storm AND flood"),
        (
            "O'Brien AT&T C++ 10:30 https://example.org/a breaking: news?",
            "O'Brien AND AT&T AND C++ AND 10:30 AND https://example.org/a AND breaking: AND news?",
        ),
    ] {
        let parsed = parse(query, TODAY).unwrap_or_else(|error| panic!("{query}: {error}"));
        assert_eq!(parsed.clause.to_string(), expected, "{query}");
        let again = parse(expected, TODAY).unwrap();
        assert_eq!(again.clause, parsed.clause, "{query}");
    }
}

#[test]
fn every_form_is_read() {
    for (query, expected) in [
        ("\"a b\"~3 c", "\"a b\"~3 AND c"),
        ("\"a b\"~0", "\"a b\""),
        ("=running =“the run”", "=running AND =\"the run\""),
        ("ste?er *burg wolf~1", "ste?er AND *burg AND wolf~1"),
        (
            "caps(AIDS) CAPS(\"United Nations\")",
            "caps(AIDS) AND caps(United Nations)",
        ),
        (
            "atleast3(a) headline:atleast2(a OR b)",
            "atleast3(a) AND atleast2(headline:a OR headline:b)",
        ),
        (
            "hlead(a b) HEADLINE(c)",
            "hlead:a AND hlead:b AND headline:c",
        ),
        ("said(peskov: ukraine)", "said(peskov: ukraine)"),
        (
            "said((ana OR ruiz) -tom: \"a b\" w/5 c kind:direct)",
            "said((ana OR ruiz) AND NOT tom: \"a b\" w/5 c AND kind:direct)",
        ),
        ("said(ruiz:) said(: sleep)", "said(ruiz:) AND said(: sleep)"),
        ("a w/5 b", "a w/5 b"),
        ("a b OR c w/5 d", "(a AND b) OR c w/5 d"),
        ("NOT a pre/3 b", "NOT a pre/3 b"),
        ("a w/s b w/p c", "(a w/s b) w/p c"),
        ("a* not w/5 (b~1 OR \"c d\")", "a* not w/5 (b~1 OR \"c d\")"),
        ("a NOT W/5 b", "a not w/5 b"),
        ("headline:a w/5 b", "headline:a w/5 headline:b"),
        ("headline:(a w/5 b)^2", "(headline:a w/5 headline:b)^2"),
        ("a NEAR/5 b ADJ3 c", "(a w/5 b) pre/3 c"),
        ("a /s b", "a w/s b"),
        ("1 w/o near n/a 24/7", "1 AND w/o AND near AND n/a AND 24/7"),
        ("not", "not"),
        ("headline:*", "headline:*"),
        ("(a he:) OR b", "(a AND he:) OR b"),
        ("(he:)^2 b", "he:^2 AND b"),
        ("not & /s a", "(not) w/s a"),
    ] {
        let parsed = parse(query, TODAY).unwrap_or_else(|error| panic!("{query}: {error}"));
        assert_eq!(parsed.clause.to_string(), expected, "{query}");
        let again = parse(expected, TODAY).unwrap();
        assert_eq!(again.clause, parsed.clause, "{query}");
    }
}

#[test]
fn what_cannot_be_read_is_an_error_with_its_place() {
    for (query, start) in [
        ("\"a", 0),
        ("(a", 0),
        ("a)", 1),
        ("speeker:a", 0),
        ("a OR", 4),
        ("AND a", 0),
        ("", 0),
        ("?!", 2),
        ("deck:", 0),
        ("a \"—\"", 2),
        ("date:soon", 5),
        ("date:2024~1", 5),
        ("date:202*", 5),
        ("date:caps(2024)", 5),
        ("date:2024..2020", 5),
        ("kind:spoken", 5),
        ("a^0", 1),
        ("headline:[a TO b]", 9),
        ("a w/0 b", 2),
        ("w/5 a", 0),
        ("a w/5", 5),
        ("(a b) w/5 c", 0),
        ("a w/5 (c NOT d)", 6),
        ("a^2 w/5 b", 0),
        ("headline:a w/5 body:b", 20),
        ("date:2024 w/5 b", 0),
        ("wolf~3", 0),
        ("=run*", 0),
        ("caps(a", 0),
        ("caps()", 0),
        ("atleast(a)", 0),
        ("atleast0(a)", 0),
        ("atleast2(a b)", 9),
        ("said(a)", 0),
        ("said(:)", 0),
        ("said(a: headline:b)", 0),
        ("said(said(a: b): c)", 5),
        ("headline:said(a: b)", 0),
    ] {
        let error = parse(query, TODAY).unwrap_err();
        assert_eq!(error.faults[0].span.start(), start, "{query}");
    }
    assert!(parse(&"(".repeat(100_000), TODAY).is_err());
    assert!(parse(&"a w/5 ".repeat(100_000), TODAY).is_err());
    assert!(parse(&"NOT ".repeat(100_000), TODAY).is_err());
}

#[test]
fn all_faults_are_told_at_once() {
    for (query, starts) in [
        ("date:soon speeker:a (b", vec![5, 10, 20]),
        ("speeker:a OR titel:b w/5 c", vec![0, 13]),
        ("a OR OR b) AND wolf~3 c", vec![5, 9, 15]),
        ("AND a w/0 b OR", vec![0, 6, 14]),
        ("said(a) said(b: headline:c) kind:d", vec![0, 8, 33]),
        ("atleast(a b) a^0 (c d) w/5 e", vec![0, 8, 14, 17]),
        ("said(said(a: b): c", vec![5]),
        ("a) OR b) c", vec![1, 7]),
        ("a NOT w/0 NOT w/0 b", vec![6, 10, 14]),
        ("headline:(a body:) \"b", vec![12, 19]),
        ("speeker:\"a b\"^x c:d", vec![0, 13, 16]),
        ("a \"b ( c: d", vec![2]),
        ("deck: AND caps() ()", vec![0, 10, 18]),
    ] {
        let error = parse(query, TODAY).unwrap_err();
        let found: Vec<_> = error
            .faults
            .iter()
            .map(|fault| fault.span.start())
            .collect();
        assert_eq!(found, starts, "{error}");
    }
    let deep = parse(&format!("a^0 {} speeker:b", "(".repeat(100)), TODAY).unwrap_err();
    assert_eq!(deep.faults.len(), 3, "{deep}");
}

#[test]
fn habits_of_other_systems_get_a_hint() {
    for (query, hints) in [
        ("a or b", 1),
        ("a and b not c", 2),
        ("a OR b", 0),
        ("or", 0),
        ("headline:or b", 0),
        ("a & b", 1),
        ("a NEAR/5 b", 1),
        ("a NEAR b", 1),
        ("a /p b", 1),
        ("a OR b w/5 c", 1),
        ("(a OR b) w/5 c", 0),
        ("wolf~", 1),
        ("steuer!", 1),
        ("steuer$", 1),
        ("steuer?", 1),
        ("+grain +corridor", 2),
        ("a ANDNOT b", 1),
        ("C++ AT&T $5 Yahoo!", 1),
    ] {
        assert_eq!(parse(query, TODAY).unwrap().hints.len(), hints, "{query}");
    }
}

#[test]
fn an_error_points_at_its_place() {
    let error = parse("flood speeker:vega", TODAY).unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no field \"speeker\"; did you mean speaker: ? (in quotation marks it is a word)\n  \
         flood speeker:vega\n        ^^^^^^^"
    );
}
