//! Every form of the query language with examples: the one source of `dateline help query` and of the README's table.

/// A form: examples that are queries, and what they find.
#[derive(Clone, Copy, Debug)]
pub struct FormHelp {
    /// Queries.
    pub examples: &'static [&'static str],
    /// What they find.
    pub finds: &'static str,
}

/// The forms of the language, in the order in which people learn them; what binds tightest is said below them.
pub const FORMS: [FormHelp; 26] = [
    form(
        &["grain corridor"],
        "both words, in any of their forms, in headline, deck, body or captions",
    ),
    form(&["\"grain corridor\""], "the phrase"),
    form(
        &["\"grain corridor\"~3"],
        "its words in any order, with at most three others among them",
    ),
    form(
        &["ferry OR bridge", "(ferry OR bridge) strike"],
        "either; words side by side bind tighter than `OR`",
    ),
    form(
        &["ferry -strike", "ferry NOT strike"],
        "the first without the second",
    ),
    form(
        &["ferr*", "*burg", "st?rm"],
        "words as printed, with any letters or with one; `*` alone is every article",
    ),
    form(&["osgod~1"], "words that differ by one letter, or by two"),
    form(
        &["=ferries", "=\"the ferries\""],
        "this form alone; accents count where one is typed",
    ),
    form(
        &["caps(AIDS)", "caps(Turkey)"],
        "letter for letter as typed, accents too",
    ),
    form(
        &["ferry w/5 strike"],
        "within five words of each other, in any order; neighbours are one apart",
    ),
    form(&["grain pre/2 corridor"], "in this order"),
    form(
        &["ferry w/s strike", "ferry w/p strike"],
        "in one sentence, in one paragraph",
    ),
    form(
        &["corridor not w/1 \"grain corridor\""],
        "where the second is not so near; what overlaps is near",
    ),
    form(
        &["(ferr* OR ship) w/5 (strike OR osgod~1 OR \"walked out\")"],
        "all of these on either side",
    ),
    form(&["atleast3(ferry)"], "so often, all fields together"),
    form(
        &["hlead(ferry strike)"],
        "in the headline, or in the first paragraphs of at least twenty words",
    ),
    form(
        &[
            "said(osgood: sleep)",
            "said(mayor:)",
            "said(: sleep w/5 ship)",
        ],
        "one quote by such a speaker, by name or role, with such words",
    ),
    form(
        &[
            "speaker:osgood",
            "headline:(flood OR dam)",
            "headline(flood)",
        ],
        "in a field: headline, deck, hlead, body, caption, byline, speaker, location, dateline, agency, language, correction, path, id",
    ),
    form(
        &["quote:sleep", "role:mayor", "kind:direct"],
        "articles with such a quote: its words, the role of its speaker, direct, mixed or indirect",
    ),
    form(
        &[
            "date:2024",
            "date:2024-11-01..2024-11-06",
            "date:2020..",
            "date:[2020 TO 2021]",
        ],
        "published then",
    ),
    form(
        &["date:XXXX-04", "date:199X"],
        "April of any year; the nineties",
    ),
    form(
        &["date:=2024-11", "date:=XXXX-04"],
        "the same for certain: a date known in part, `2024` or `XXXX-04-13`, is found where it may match, and here it is not",
    ),
    form(
        &[
            "date:\"last week\"",
            "date:\"last 30 days\"",
            "date:yesterday",
        ],
        "counted from today, weeks from Monday",
    ),
    form(&["ferry^2 OR bridge"], "the first weighs twice"),
    form(
        &[
            "O'Brien",
            "AT&T",
            "C++",
            "10:30",
            "https://example.org/a?b=1",
        ],
        "names and signs are never errors",
    ),
    form(
        &[
            "ferry NEAR/5 strike",
            "ferry /p strike",
            "grain ADJ2 corridor",
        ],
        "read as `w/5`, `w/p` and `pre/2`, with a hint, as are other habits",
    ),
];

/// What binds tighter than what.
pub const PRECEDENCE: &str = "Tightest: fields, signs and parentheses; then w/5 and its kin, from the left; then NOT and -; \
then words side by side and AND; loosest: OR. Operators are upper case, or have a slash. `--explain` prints the reading.";

const fn form(examples: &'static [&'static str], finds: &'static str) -> FormHelp {
    FormHelp { examples, finds }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::parse;

    #[test]
    fn every_example_is_a_query() {
        for example in FORMS.iter().flat_map(|form| form.examples) {
            let today = jiff::civil::date(2024, 11, 8);
            if let Err(error) = parse(example, today) {
                panic!("{error}");
            }
        }
    }

    #[test]
    fn the_readme_has_every_form() {
        let readme = include_str!("../../README.md");
        for form in FORMS {
            let examples: Vec<String> =
                form.examples.iter().map(|one| format!("`{one}`")).collect();
            let row = format!("| {} | {} |", examples.join(", "), form.finds);
            assert!(
                readme.contains(&row),
                "the table of queries in README.md lacks\n{row}"
            );
        }
    }
}
