//! Hits counted by what they have in common: who speaks, where, filed by whom, in which year.
//!
//! In: all hits of a query, and which facets are wanted. Out: each value with the exact number of hits that have it. All is
//! counted over columns, so that no article is read; a hit with several values counts under each of them, once.

mod hits;
mod values;

use std::cmp::Reverse;

use tantivy::Searcher;

use super::plan::Scope;
use crate::index::Matches;
use values::Values;

/// What hits can be counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FacetName {
    /// Who speaks, one person under one name.
    Speaker,
    /// In which role.
    Role,
    /// The places of the article below its countries, with region and country where they are known.
    Location,
    /// The countries of those places.
    Country,
    /// The agency of the dateline.
    Agency,
    /// The year of publication.
    Year,
    /// The language of the article.
    Language,
}

impl FacetName {
    /// Every facet.
    pub const ALL: [FacetName; 7] = [
        FacetName::Speaker,
        FacetName::Role,
        FacetName::Location,
        FacetName::Country,
        FacetName::Agency,
        FacetName::Year,
        FacetName::Language,
    ];

    /// The name on the command line and in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            FacetName::Speaker => "speaker",
            FacetName::Role => "role",
            FacetName::Location => "location",
            FacetName::Country => "country",
            FacetName::Agency => "agency",
            FacetName::Year => "year",
            FacetName::Language => "language",
        }
    }

    /// The facet of this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|facet| facet.name() == name)
    }
}

/// A facet that is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FacetOptions {
    /// Which.
    pub name: FacetName,
    /// Values at most.
    pub limit: usize,
}

/// The hits of a query by one facet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facet {
    /// Which.
    pub name: FacetName,
    /// The values with most hits, these first; years in their order.
    pub values: Vec<FacetValue>,
    /// The values that the limit has left out.
    pub others: Others,
    /// Hits without a value.
    pub none: u64,
}

/// A value and the hits that have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FacetValue {
    /// The value.
    pub value: String,
    /// Hits.
    pub hits: u64,
}

/// Values that are not shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Others {
    /// How many.
    pub values: u64,
    /// Their hits added up; a hit with several of them counts for each.
    pub hits: u64,
}

/// Counts all hits by each facet that is wanted.
pub(super) fn facets(
    searcher: &Searcher,
    scope: Scope,
    wanted: &[FacetOptions],
    hits: &Matches,
) -> tantivy::Result<Vec<Facet>> {
    let wanted = wanted.iter();
    wanted
        .map(|options| facet(searcher, scope, *options, hits))
        .collect()
}

fn facet(
    searcher: &Searcher,
    scope: Scope,
    options: FacetOptions,
    hits: &Matches,
) -> tantivy::Result<Facet> {
    let mut values = Values::new(options.name, searcher, scope)?;
    let (mut counts, mut none) = (Vec::new(), 0);
    let mut of_hit = Vec::new();
    for (segment, docs) in hits.segments() {
        let mut column = values.open(searcher.segment_reader(segment))?;
        counts.resize(counts.len().max(column.end()), 0_u64);
        for doc in docs {
            of_hit.clear();
            column.values_of(*doc, &mut of_hit);
            of_hit.sort_unstable();
            of_hit.dedup();
            none += u64::from(of_hit.is_empty());
            of_hit.iter().for_each(|value| counts[*value] += 1);
        }
        column.close();
    }
    let counted = counts.into_iter().enumerate().filter(|(_, hits)| *hits > 0);
    let counted = counted.map(|(number, hits)| FacetValue {
        value: values.name(number),
        hits,
    });
    Ok(cut(options, counted.collect(), none))
}

/// The values with most hits, and what the others come to.
fn cut(options: FacetOptions, mut values: Vec<FacetValue>, none: u64) -> Facet {
    values.sort_by(|a, b| {
        let by_hits = Reverse(a.hits).cmp(&Reverse(b.hits));
        by_hits.then_with(|| a.value.cmp(&b.value))
    });
    let left = values.split_off(options.limit.min(values.len()));
    if options.name == FacetName::Year {
        values.sort_by(|a, b| a.value.cmp(&b.value));
    }
    Facet {
        name: options.name,
        values,
        others: Others {
            values: left.len() as u64,
            hits: left.iter().map(|value| value.hits).sum(),
        },
        none,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value((value, hits): (&str, u64)) -> FacetValue {
        let value = value.to_owned();
        FacetValue { value, hits }
    }

    fn shown(name: FacetName, limit: usize, values: &[(&str, u64)]) -> (Vec<FacetValue>, Others) {
        let values = values.iter().copied().map(value).collect();
        let facet = cut(FacetOptions { name, limit }, values, 0);
        (facet.values, facet.others)
    }

    #[test]
    fn a_name_is_read_back() {
        for facet in FacetName::ALL {
            assert_eq!(FacetName::from_name(facet.name()), Some(facet));
        }
    }

    #[test]
    fn the_values_with_most_hits_come_first_and_the_others_are_counted() {
        let values = [("Lima", 1), ("Callao", 4), ("Ica", 1), ("Puno", 2)];
        let (values, others) = shown(FacetName::Location, 2, &values);
        assert_eq!(values, [value(("Callao", 4)), value(("Puno", 2))]);
        assert_eq!((others.values, others.hits), (2, 2));
    }

    #[test]
    fn years_stand_in_their_order() {
        let years = [("1987", 3), ("2024", 9), ("2001", 5)];
        let (values, others) = shown(FacetName::Year, 2, &years);
        assert_eq!(values, [value(("2001", 5)), value(("2024", 9))]);
        assert_eq!((others.values, others.hits), (1, 3));
    }
}
