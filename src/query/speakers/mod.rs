//! Who spoke in an archive: how often, in how many articles, from when to when, in which roles.
//!
//! In: a query over quotes. Out: the speakers of the quotes that meet it. All is counted over columns, so that no article is
//! read; one person goes under one name ([`super::identity`]), whatever the query leaves out: names that it leaves out count
//! where they may be those of somebody who is found.

mod tally;

use rustc_hash::FxHashSet;
use tantivy::{DocAddress, Searcher};

use super::copies::copies_of_others;
use super::evidence::{Evidence, evidence};
use super::identity::{Census, Identities, Namesakes};
use super::nearby::Nearby;
use super::plan::{Planner, Scope};
use super::terms::Cut;
use super::tree::Clause;
use crate::article::SpeakerKind;
use crate::date::Date;
use crate::index::kind::Kind;
use crate::index::{IndexError, Matches, OpenIndex, SpokenColumns, count, each_match};
use tally::Tally;

/// Which speakers are wanted, and in which order.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SpeakerOptions {
    /// The order.
    pub order: SpeakerOrder,
    /// Speakers passed over.
    pub offset: usize,
    /// Speakers at most.
    pub limit: usize,
    /// The least confidence of the quotes that count, from 0 to 1.
    pub confidence: f32,
    /// Only quotes of articles with a place in this circle.
    pub nearby: Option<Nearby>,
    /// Whether the evidence is wanted in any case, not only where nothing was found.
    pub evidence: bool,
    /// Whether copies of a quote count once, under the earliest of those that meet the query.
    pub copies_once: bool,
}

/// The ten who speak most.
impl Default for SpeakerOptions {
    fn default() -> Self {
        Self {
            order: SpeakerOrder::Quotes,
            offset: 0,
            limit: 10,
            confidence: 0.0,
            nearby: None,
            evidence: false,
            copies_once: false,
        }
    }
}

/// The order of speakers. Ties are broken by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeakerOrder {
    /// Most quotes first.
    Quotes,
    /// By name.
    Name,
    /// Who spoke earliest first; undated ones last.
    First,
    /// Who spoke latest first.
    Last,
}

/// Somebody who speaks in quotes that meet a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpeakerHit {
    /// The rank among all, from 1.
    pub rank: usize,
    /// The most used of the names that have more than a surname, without honorifics.
    pub name: String,
    /// A person, an organisation or a group.
    pub kind: SpeakerKind,
    /// The names under which the archive has them, most used first.
    pub names: Vec<String>,
    /// Quotes.
    pub quotes: u64,
    /// Articles with such a quote.
    pub articles: u64,
    /// When the first of those articles was published, where any has a date.
    pub first: Option<Date>,
    /// When the last was.
    pub last: Option<Date>,
    /// Their roles, by first date.
    pub roles: Vec<SpokenRole>,
}

/// A role in which somebody spoke.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SpokenRole {
    /// As articles print it, most often.
    pub role: String,
    /// Quotes with it.
    pub quotes: u64,
    /// When the first of their articles was published.
    pub first: Option<Date>,
    /// When the last was.
    pub last: Option<Date>,
}

/// The answer to a query for speakers.
#[derive(Clone, Debug, PartialEq)]
pub struct SpeakerAnswer {
    /// The speakers asked for.
    pub hits: Vec<SpeakerHit>,
    /// How many speak.
    pub total: usize,
    /// How many quotes meet the query.
    pub quotes: u64,
    /// How many of those name nobody.
    pub unnamed: u64,
    /// How many quotes were searched.
    pub searched: u64,
    /// How many articles they stand in, those without quotes included.
    pub articles: u64,
    /// The parts of the query that stand for more words than were sought.
    pub cuts: Vec<Cut>,
    /// What else there is to say: where it was asked for, and where nothing was found.
    pub evidence: Option<Evidence>,
}

/// Who speaks in the quotes that meet a query.
///
/// # Errors
/// The index cannot be read.
pub fn speakers(
    open: &OpenIndex,
    clause: &Clause,
    options: &SpeakerOptions,
) -> Result<SpeakerAnswer, IndexError> {
    speakers_from(open, &open.searcher(), clause, options)
        .map_err(|error| IndexError::Tantivy(open.folder().path().to_owned(), error))
}

fn speakers_from(
    open: &OpenIndex,
    searcher: &Searcher,
    clause: &Clause,
    options: &SpeakerOptions,
) -> tantivy::Result<SpeakerAnswer> {
    let scope = Scope {
        hits: Kind::Quote,
        confidence: options.confidence,
        after: None,
        nearby: options.nearby,
    };
    let planner = Planner::new(open, searcher, scope)?;
    let readers = searcher.segment_readers().iter();
    let columns: tantivy::Result<Vec<SpokenColumns>> = readers.map(SpokenColumns::open).collect();
    let columns = columns?;
    let mut met = Matches::default();
    let plan = planner.plan(clause)?;
    let hidden = match options.copies_once {
        true => copies_of_others(open, searcher, &plan, Kind::Quote)?,
        false => FxHashSet::default(),
    };
    each_match(searcher, &plan, &mut |segment, quote| {
        if !hidden.contains(&DocAddress::new(segment, quote)) {
            met.push(segment, quote);
        }
    })?;
    let spoken = || {
        met.segments().flat_map(|(segment, quotes)| {
            let columns = &columns[segment as usize];
            let spoken = quotes.iter().filter_map(|quote| columns.quote(*quote));
            spoken.map(move |spoken| (segment, spoken))
        })
    };
    let names = spoken().filter_map(|(_, spoken)| spoken.speaker);
    let identities = Identities::new(&census(searcher, &columns, Namesakes::of(names)));

    let mut tally = Tally::new(&identities);
    spoken().for_each(|(segment, spoken)| tally.add(segment, &spoken));
    let (quotes, unnamed) = (tally.quotes, tally.unnamed);
    let mut hits = tally.into_hits();
    sort(&mut hits, options.order);
    let total = hits.len();
    let wanted = options.evidence || total == 0;
    let evidence = wanted.then(|| evidence(&planner, searcher, clause));
    let ranked = (1..)
        .zip(hits)
        .map(|(rank, hit)| SpeakerHit { rank, ..hit });
    Ok(SpeakerAnswer {
        hits: ranked.skip(options.offset).take(options.limit).collect(),
        total,
        quotes,
        unnamed,
        searched: count(searcher, open, Kind::Quote)?,
        articles: count(searcher, open, Kind::Article)?,
        cuts: planner.cuts(),
        evidence: evidence.transpose()?,
    })
}

/// Who goes by which name in the archive.
pub(super) fn identities(searcher: &Searcher) -> tantivy::Result<Identities> {
    let readers = searcher.segment_readers().iter();
    let columns: tantivy::Result<Vec<SpokenColumns>> = readers.map(SpokenColumns::open).collect();
    Ok(Identities::new(&census(
        searcher,
        &columns?,
        Namesakes::of_all(),
    )))
}

/// The names under which somebody speaks in the archive: those that tell who some of them are.
fn census(searcher: &Searcher, columns: &[SpokenColumns], mut namesakes: Namesakes) -> Census {
    let mut census = Census::new();
    let mut is_wanted = |name: &str| namesakes.may_be(name);
    for (reader, columns) in searcher.segment_readers().iter().zip(columns) {
        for (kind, name, quotes) in columns.names(reader.doc_ids_alive(), &mut is_wanted) {
            *census.entry((kind, name.to_owned())).or_default() += quotes;
        }
    }
    census
}

fn sort(hits: &mut [SpeakerHit], order: SpeakerOrder) {
    let name = |hit: &SpeakerHit| (hit.name.to_lowercase(), hit.name.clone(), hit.kind);
    hits.sort_by_cached_key(name);
    match order {
        SpeakerOrder::Name => {}
        SpeakerOrder::Quotes => hits.sort_by_key(|hit| std::cmp::Reverse(hit.quotes)),
        SpeakerOrder::First => hits.sort_by_key(|hit| (hit.first.is_none(), hit.first)),
        SpeakerOrder::Last => hits.sort_by_key(|hit| std::cmp::Reverse(hit.last)),
    }
}
