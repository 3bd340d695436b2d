//! What the commands that ask an index have in common: the query is read, the index brought up to date, and opened.

use std::io::Write;
use std::rc::Rc;

use anyhow::Result;

use super::index::update;
use super::synonyms::{synonyms, widened};
use crate::article::IndexStats;
use crate::cli::args::{AskArgs, BuildArgs, RankArgs, ScopeArgs};
use crate::cli::screen::Screen;
use crate::cli::today::today;
use crate::index::{IndexFolder, OpenIndex};
use crate::query::{self, Clause, Evidence, Nearby, Options, Place, Published, Recency};
use crate::render;
use crate::render::asked::Page;
use crate::render::rows::Format;

/// How near a place is where nothing is said.
const NEAR: &str = "50km";

/// What is asked, and the index that it is asked of.
pub(super) struct Asked {
    /// The query as typed.
    pub(super) text: String,
    /// As it was read, with synonyms, between `--since` and `--until`.
    pub(super) clause: Clause,
    /// The circle of `--near` and `--within`.
    pub(super) nearby: Option<Nearby>,
    /// That circle and the least confidence, in words.
    narrowed: Option<String>,
    pub(super) open: Rc<OpenIndex>,
}

impl Asked {
    /// The question, for its answer.
    pub(super) fn question<'a>(
        &'a self,
        index: Option<&'a IndexStats>,
        page: Page,
    ) -> render::asked::Asked<'a> {
        render::asked::Asked {
            query: &self.text,
            clause: &self.clause,
            narrowed: self.narrowed.as_deref(),
            index,
            page,
        }
    }

    /// What the index holds, where a format says it.
    pub(super) fn stats(&self, format: Format) -> Result<Option<IndexStats>> {
        let stats = (format == Format::Md).then(|| self.open.stats());
        Ok(stats.transpose()?)
    }
}

/// Reads a query and opens its index. A query that cannot be read is refused before anything else is done.
pub(super) fn ask(words: &[String], args: &AskArgs, screen: &Screen) -> Result<Asked> {
    ask_of(words, args, screen, || opened(args, screen))
}

/// Reads a query, and asks it of the index that `open` opens. No words ask for all.
pub(super) fn ask_of(
    words: &[String],
    args: &AskArgs,
    screen: &Screen,
    open: impl FnOnce() -> Result<Rc<OpenIndex>>,
) -> Result<Asked> {
    let text = match words {
        [] => "*".to_owned(),
        words => words.join(" "),
    };
    let clause = read(&text, args, screen)?;
    let nearby = nearby(args, screen)?;
    let synonyms = synonyms(args)?;
    let open = open()?;
    let clause = widened(clause, &synonyms, &open, args, screen)?;
    Ok(Asked {
        text,
        clause,
        nearby,
        narrowed: narrowed(&args.scope),
        open,
    })
}

/// What narrows an answer beside its query, as it was typed.
fn narrowed(scope: &ScopeArgs) -> Option<String> {
    let within = scope.within.as_deref().unwrap_or(NEAR);
    let near = scope.near.as_ref();
    let near = near.map(|near| format!("near {near}, within {within}"));
    let least = scope.min_confidence;
    let sure = least.map(|least| format!("quotes with a confidence of at least {least}"));
    let both: Vec<String> = near.into_iter().chain(sure).collect();
    (!both.is_empty()).then(|| both.join("; "))
}

/// Reads a query, as plain words or in the language of queries.
pub(super) fn read(text: &str, args: &AskArgs, screen: &Screen) -> Result<Clause> {
    let today = today();
    if args.scope.any {
        return within(query::any_word(text), args, today);
    }
    let parsed = query::parse(text, today)?;
    for hint in &parsed.hints {
        screen.warn(&hint.message);
    }
    within(parsed.clause, args, today)
}

/// Whether `--since` and `--until` can be read.
pub(super) fn check_dates(args: &AskArgs) -> Result<()> {
    let today = today();
    within(query::any_word(""), args, today).map(drop)
}

/// The circle of `--near` and `--within`; where several places have the name, it is said which was taken.
pub(super) fn nearby(args: &AskArgs, screen: &Screen) -> Result<Option<Nearby>> {
    let Some(place) = &args.scope.near else {
        return Ok(None);
    };
    let within = args.scope.within.as_deref().unwrap_or(NEAR);
    let (nearby, told) = Nearby::read(place, within)?;
    if let Some(told) = told {
        screen.warn(&told);
    }
    Ok(Some(nearby))
}

/// Opens the index, brought up to date where a corpus is named.
pub(super) fn opened(args: &AskArgs, screen: &Screen) -> Result<Rc<OpenIndex>> {
    let folder = IndexFolder::new(&args.folder.index);
    if let Some(corpus) = &args.corpus {
        let corpus = std::slice::from_ref(corpus);
        let report = update(&folder, corpus, &BuildArgs::default(), screen)?;
        if !screen.quiet {
            render::report::human(&mut anstream::stderr().lock(), &report)?;
        }
    }
    let open = Rc::new(folder.open()?);
    // It stays open until the process ends, which gives back its files at once; to close them one by one takes longer than to open them.
    std::mem::forget(Rc::clone(&open));
    Ok(open)
}

/// How hits are ranked, and which quotes count.
pub(super) fn ranked(ask: &AskArgs, rank: &RankArgs) -> Options {
    Options {
        feedback: rank.expand || (ask.scope.any && !rank.no_expand),
        recency: rank
            .recency
            .map(|half_life| Recency::new(half_life, today())),
        confidence: ask.scope.min_confidence.unwrap_or(0.0),
        evidence: ask.explain,
        ..Options::default()
    }
}

/// Says on standard error how a query was read, and how many of `unit` each part of it has.
pub(super) fn explain(
    clause: &Clause,
    evidence: Option<&Evidence>,
    unit: &str,
    screen: &Screen,
) -> Result<()> {
    let mut err = anstream::stderr().lock();
    if let Some(about) = &screen.about {
        writeln!(err, "{}:", render::clean(about))?;
    }
    Ok(render::evidence::reading(&mut err, clause, evidence, unit)?)
}

/// `clause` between `--since` and `--until`.
fn within(clause: Clause, args: &AskArgs, today: jiff::civil::Date) -> Result<Clause> {
    let days = |text: &Option<String>, open: fn(String) -> String| -> Result<Option<Clause>> {
        let Some(text) = text else { return Ok(None) };
        // The whole is read, so that a mistake is shown as it was typed; then the range that begins or ends with it.
        query::parse_days(text, today)?;
        let days = query::parse_days(&open(text.clone()), today)?;
        let place = Place::default();
        Ok(Some(Clause::Published(Published {
            days,
            certain: false,
            place,
        })))
    };
    let since = days(&args.scope.since, |text| format!("{text}.."))?;
    let until = days(&args.scope.until, |text| format!("..{text}"))?;
    Ok(Clause::all(
        [Some(clause), since, until].into_iter().flatten().collect(),
    ))
}
