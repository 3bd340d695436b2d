//! Facets and timelines counted by hand, over the stored articles that a plain reading finds.

use std::collections::{BTreeMap, BTreeSet};

use dateline::article::{Article, Quote, SpeakerKind};
use dateline::date::Date;
use dateline::index::OpenIndex;
use dateline::index::analyzer::analyze;
use dateline::index::places::{countries, shown_places};
use dateline::query::{
    Bar, Clause, Facet, FacetName, FacetOptions, SpeakerOptions, Step, TimelineOptions, parse,
    speakers, timeline,
};

/// Every facet, with all values.
pub fn every_facet() -> Vec<FacetOptions> {
    let limit = usize::MAX;
    let every = FacetName::ALL.into_iter();
    every.map(|name| FacetOptions { name, limit }).collect()
}

/// A hit: its article, and those of its quotes that count.
pub type Counted<'a> = (&'a Article, Vec<&'a Quote>);

/// The name that every speaker of an archive goes by, as `dateline speakers` has it.
pub struct Names(BTreeMap<(bool, String), String>);

impl Names {
    pub fn of(open: &OpenIndex, today: jiff::civil::Date) -> Self {
        let options = SpeakerOptions {
            limit: usize::MAX,
            ..SpeakerOptions::default()
        };
        let every = parse("*", today).unwrap().clause;
        let mut names = BTreeMap::new();
        for hit in speakers(open, &every, &options).unwrap().hits {
            for name in hit.names {
                let person = hit.kind == SpeakerKind::Person;
                names.insert((person, name), hit.name.clone());
            }
        }
        Self(names)
    }

    fn name(&self, article: &Article, quote: &Quote) -> Option<String> {
        let printed = quote.speaker.clone()?;
        let known = article.speakers.iter().find(|one| one.name == printed);
        let person = known.is_some_and(|known| known.kind == SpeakerKind::Person);
        Some(self.0[&(person, printed.into())].clone())
    }
}

/// The lines of some facets: name, value as it is compared, hits.
pub fn facet_lines(facets: &[Facet]) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for facet in facets {
        let name = facet.name.name();
        assert_eq!(facet.others.values, 0, "{name}");
        for value in &facet.values {
            let key = key(facet.name, &value.value);
            let line = format!("{name} {key:?} {}", value.hits);
            assert!(lines.insert(line.clone()), "{line} is there twice");
        }
        if facet.none > 0 {
            lines.insert(format!("{name} none {}", facet.none));
        }
    }
    lines
}

/// The lines that the facets of these hits must have.
pub fn expected_facets(hits: &[Counted<'_>], names: &Names) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for hit in hits {
        for facet in FacetName::ALL {
            let name = facet.name();
            let values = values(facet, hit, names);
            let mut keys: BTreeSet<String> = values
                .iter()
                .map(|value| format!("{name} {:?}", key(facet, value)))
                .collect();
            if keys.is_empty() {
                keys.insert(format!("{name} none"));
            }
            for key in keys {
                *counts.entry(key).or_default() += 1;
            }
        }
    }
    let lines = counts.into_iter();
    lines.map(|(key, hits)| format!("{key} {hits}")).collect()
}

fn values(facet: FacetName, (article, quotes): &Counted<'_>, names: &Names) -> Vec<String> {
    let quotes = quotes.iter();
    match facet {
        FacetName::Speaker => quotes
            .filter_map(|quote| names.name(article, quote))
            .collect(),
        FacetName::Role => owned(quotes.filter_map(|quote| quote.role.as_deref())),
        FacetName::Location => shown_places(article).into_iter().collect(),
        FacetName::Country => countries(article).into_iter().collect(),
        FacetName::Agency => {
            let dateline = article.dateline.iter();
            dateline
                .filter_map(|dateline| dateline.agency.clone())
                .collect()
        }
        FacetName::Year => {
            let year = article.date.iter().filter_map(|date| date.value.year());
            year.map(|year| format!("{year:04}")).collect()
        }
        FacetName::Language => owned(article.language.as_deref()),
    }
}

fn owned<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    texts.into_iter().map(str::to_owned).collect()
}

/// Capitals and accents part neither places nor roles.
fn key(facet: FacetName, value: &str) -> String {
    if !matches!(facet, FacetName::Location | FacetName::Role) {
        return value.to_owned();
    }
    let words = analyze(value, 0).into_iter();
    let words: Vec<String> = words.map(|word| word.surface).collect();
    words.join(" ")
}

/// The lines of the timelines of a query in all steps.
pub fn timeline_lines(
    open: &OpenIndex,
    clause: &Clause,
    options: TimelineOptions,
) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for step in [Step::Day, Step::Month, Step::Year] {
        let options = TimelineOptions {
            step: Some(step),
            ..options
        };
        let found = timeline(open, clause, &options).unwrap();
        assert_eq!(found.step, step);
        assert!(
            found.bars.is_sorted_by_key(|bar| bar.date),
            "{:?}",
            found.bars
        );
        let with_hits = found.steps().filter(|bar| bar.hits > 0);
        assert_eq!(with_hits.collect::<Vec<_>>(), found.bars);
        let name = step.name();
        let line = |bar: &Bar| format!("{name} {} {}", bar.date, bar.hits);
        lines.extend(found.bars.iter().map(line));
        lines.extend(found.partial.iter().map(line));
        for (what, hits) in [
            ("no year", found.without_year),
            ("no date", found.undated),
            ("total", found.total),
        ] {
            if hits > 0 {
                lines.insert(format!("{name} {what} {hits}"));
            }
        }
    }
    lines
}

/// The lines that the timelines of these articles must have, one of them as often as it has hits.
pub fn expected_timelines<'a>(hits: impl IntoIterator<Item = &'a Article>) -> BTreeSet<String> {
    let mut counts: BTreeMap<String, u64> = BTreeMap::new();
    for article in hits {
        for step in [Step::Day, Step::Month, Step::Year] {
            let name = step.name();
            let under = match &article.date {
                None => "no date".to_owned(),
                Some(date) => under(date.value, step),
            };
            for line in [format!("{name} {under}"), format!("{name} total")] {
                *counts.entry(line).or_default() += 1;
            }
        }
    }
    let lines = counts.into_iter();
    lines.map(|(line, hits)| format!("{line} {hits}")).collect()
}

/// The first letters of a date, as many as the step asks for, or all that there are.
fn under(date: Date, step: Step) -> String {
    if date.year().is_none() {
        return "no year".to_owned();
    }
    let mut text = date.to_string();
    text.truncate(match step {
        Step::Day => 10,
        Step::Month => 7,
        Step::Year => 4,
    });
    text
}
