//! Quotes, counted by who speaks.

use std::collections::{BTreeMap, HashMap};

use super::{SpeakerHit, SpokenRole};
use crate::date::{Date, from_days};
use crate::index::Spoken;
use crate::index::analyzer::analyze;
use crate::query::identity::Identities;

/// The quotes of a search, counted.
pub(super) struct Tally<'a> {
    identities: &'a Identities,
    speakers: Vec<Counts>,
    pub(super) quotes: u64,
    pub(super) unnamed: u64,
}

/// What was counted of one speaker.
#[derive(Clone, Default)]
struct Counts {
    quotes: u64,
    articles: u64,
    /// Segment and document of the article of the last quote: quotes of one article come one after another.
    article: Option<(u32, u32)>,
    dates: Dates,
    /// Roles by their words, folded.
    roles: HashMap<String, RoleCounts>,
}

#[derive(Clone, Default)]
struct RoleCounts {
    /// How often it is printed so.
    forms: BTreeMap<String, u64>,
    dates: Dates,
}

/// The first and the last date of some articles, each as the days that it may mean.
#[derive(Clone, Copy, Default)]
struct Dates {
    first: Option<(i64, i64)>,
    last: Option<(i64, i64)>,
}

impl<'a> Tally<'a> {
    pub(super) fn new(identities: &'a Identities) -> Self {
        Self {
            identities,
            speakers: vec![Counts::default(); identities.len()],
            quotes: 0,
            unnamed: 0,
        }
    }

    pub(super) fn add(&mut self, segment: u32, spoken: &Spoken<'_>) {
        self.quotes += 1;
        let speaker = spoken.speaker;
        let Some(number) = speaker.and_then(|(name, kind)| self.identities.of(kind, name)) else {
            self.unnamed += 1;
            return;
        };
        let counts = &mut self.speakers[number];
        counts.quotes += 1;
        counts.dates.add(spoken.days);
        let article = Some((segment, spoken.article));
        if counts.article != article {
            counts.article = article;
            counts.articles += 1;
        }
        if let Some(role) = spoken.role {
            let role_counts = counts.roles.entry(folded(role)).or_default();
            *role_counts.forms.entry(role.to_owned()).or_default() += 1;
            role_counts.dates.add(spoken.days);
        }
    }

    /// Those who speak, in no particular order and without ranks.
    pub(super) fn into_hits(self) -> Vec<SpeakerHit> {
        let identities = self.identities;
        let spoke = self.speakers.into_iter().enumerate();
        spoke
            .filter(|(_, counts)| counts.quotes > 0)
            .map(|(number, counts)| {
                let identity = identities.get(number);
                SpeakerHit {
                    rank: 0,
                    name: identity.name.clone(),
                    kind: identity.kind,
                    names: identity.names.clone(),
                    quotes: counts.quotes,
                    articles: counts.articles,
                    first: counts.dates.first(),
                    last: counts.dates.last(),
                    roles: roles(counts.roles),
                }
            })
            .collect()
    }
}

fn roles(counted: HashMap<String, RoleCounts>) -> Vec<SpokenRole> {
    let mut roles: Vec<(RoleCounts, SpokenRole)> = counted
        .into_values()
        .map(|counts| {
            let role = SpokenRole {
                role: most_used(&counts.forms),
                quotes: counts.forms.values().sum(),
                first: counts.dates.first(),
                last: counts.dates.last(),
            };
            (counts, role)
        })
        .collect();
    roles.sort_by_key(|(counts, role)| {
        let first = counts.dates.first;
        let most = std::cmp::Reverse(role.quotes);
        (first.is_none(), first, most, role.role.clone())
    });
    roles.into_iter().map(|(_, role)| role).collect()
}

/// The form that is printed most, the first of the alphabet among equals.
fn most_used(forms: &BTreeMap<String, u64>) -> String {
    let most = forms.iter().rev().max_by_key(|(_, count)| **count);
    most.map(|(form, _)| form.clone()).unwrap_or_default()
}

fn folded(role: &str) -> String {
    let words: Vec<String> = analyze(role, 0)
        .into_iter()
        .map(|word| word.surface)
        .collect();
    words.join(" ")
}

impl Dates {
    fn add(&mut self, days: Option<(i64, i64)>) {
        let Some(days) = days else { return };
        let earlier = |known: (i64, i64)| known.min(days);
        // Of two dates that end alike the one that says more: a day of the month rather than the month.
        let later = |known: (i64, i64)| {
            let end = |days: &(i64, i64)| (days.1, days.0);
            std::cmp::max_by_key(known, days, end)
        };
        self.first = Some(self.first.map_or(days, earlier));
        self.last = Some(self.last.map_or(days, later));
    }

    fn first(&self) -> Option<Date> {
        self.first.and_then(|(first, last)| from_days(first, last))
    }

    fn last(&self) -> Option<Date> {
        self.last.and_then(|(first, last)| from_days(first, last))
    }
}
