//! `dateline run`: what saved searches find, and what is new for them.

use std::io::Write;
use std::rc::Rc;

use anyhow::{Result, bail};

use super::ask::{Asked, opened};
use super::found::{FoundHits, found};
use super::kept;
use super::query::{asked, options, page};
use super::rows::shape;
use super::saved::seen;
use crate::cli::args::{AskArgs, RunArgs};
use crate::cli::screen::{Screen, complain};
use crate::cli::{DONE, FAILED, NOTHING_FOUND};
use crate::index::OpenIndex;
use crate::query::Options;
use crate::render::Layout;
use crate::render::rows::{Format, RowWriter};
use crate::render::runs::{RunHit, RunRow, Runs, SearchRun};
use crate::saved::{SavedSearch, SavedSearches};

/// Columns of a page that goes into a mail.
const MAIL: usize = 78;

pub(in crate::cli) fn run(args: &RunArgs, screen: &Screen) -> Result<u8> {
    let mut shape = shape::<RunRow<'_>>(args.format, &args.fields, screen)?;
    shape.layout = Layout {
        width: shape.layout.width.or(Some(MAIL)),
    };
    let kept = SavedSearches::of_index(&args.folder.index);
    let names = match args.all {
        true => kept.names()?,
        false => args.names.clone(),
    };
    if names.is_empty() {
        bail!("there is no saved search; dateline save NAME QUERY saves one");
    }
    // All of them are there before anything is printed.
    let searches = kept.get_all(&names)?;
    let open = index(args, screen)?;
    let stats = (args.format == Format::Md).then(|| open.stats());
    let stats = stats.transpose()?;
    let frame = Runs {
        searches: searches.len(),
        index: stats.as_ref(),
    };
    let mut out = screen.rows(args.format);
    let writer = RowWriter::begin::<RunRow<'_>>(&mut out, &shape, &frame)?;
    let done = Running::new(args, screen, writer).all(&searches, &open, &frame)?;
    out.flush()?;
    if !done.nothing.is_empty() {
        let what = if args.new { "nothing new" } else { "nothing" };
        screen.warn(&format!("{what} for {}", done.nothing.join(", ")));
    }
    if args.new && !args.peek {
        // Only what has been written whole has been told.
        kept.told(done.run.iter().copied(), seen(&open))?;
    }
    Ok(match done.failed {
        true => FAILED,
        false if done.run.len() > done.nothing.len() => DONE,
        false => NOTHING_FOUND,
    })
}

/// The index, brought up to date where a corpus is named.
fn index(args: &RunArgs, screen: &Screen) -> Result<Rc<OpenIndex>> {
    let ask = AskArgs {
        corpus: args.corpus.clone(),
        ..AskArgs::of(args.folder.clone())
    };
    opened(&ask, screen)
}

/// Searches are run one after another, and their rows written.
struct Running<'a, 'w> {
    args: &'a RunArgs,
    screen: &'a Screen,
    writer: RowWriter<'w>,
    done: Done<'a>,
}

/// What has become of the searches.
#[derive(Default)]
struct Done<'a> {
    /// Those that were run.
    run: Vec<&'a SavedSearch>,
    /// The names of those that found nothing.
    nothing: Vec<&'a str>,
    /// Whether one could not be run.
    failed: bool,
}

impl<'a, 'w> Running<'a, 'w> {
    fn new(args: &'a RunArgs, screen: &'a Screen, writer: RowWriter<'w>) -> Self {
        let done = Done::default();
        Self {
            args,
            screen,
            writer,
            done,
        }
    }

    fn all(
        mut self,
        searches: &'a [SavedSearch],
        open: &Rc<OpenIndex>,
        frame: &Runs<'_>,
    ) -> Result<Done<'a>> {
        for search in searches {
            self.run(search, open)?;
        }
        self.writer.end(frame)?;
        Ok(self.done)
    }

    /// A search that cannot be read is complained of, and the others are run; an index that cannot be read ends all.
    fn run(&mut self, search: &'a SavedSearch, open: &Rc<OpenIndex>) -> Result<()> {
        let screen = self.screen.about(&search.name);
        let flags = kept::flags(search, &self.args.folder, self.args.format, self.args.limit);
        let asked = flags.and_then(|flags| {
            let asked = asked(search.hits, &flags, &screen, || Ok(open.clone()))?;
            Ok((self.options(search, options(&flags, &asked)), asked))
        });
        match asked {
            Ok((options, asked)) => self.print(search, &asked, &options, &screen),
            Err(error) => {
                complain(&format!("{}: {error:#}", search.name));
                self.done.failed = true;
                Ok(())
            }
        }
    }

    /// What is told as new is not told again, so all of it is shown.
    fn options(&self, search: &SavedSearch, options: Options) -> Options {
        if !self.args.new {
            return options;
        }
        Options {
            limit: self.args.limit.unwrap_or(usize::MAX),
            after: Some(search.seen.as_second()),
            ..options
        }
    }

    fn print(
        &mut self,
        search: &'a SavedSearch,
        asked: &Asked,
        options: &Options,
        screen: &Screen,
    ) -> Result<()> {
        let (hits, answer) = found(search.hits, asked, options)?;
        screen.warn_of_cuts(&answer.cuts);
        let run = SearchRun {
            search,
            clause: &asked.clause,
            since: self.args.new.then_some(search.seen),
            answer: &answer,
            page: page(options),
        };
        self.done.run.push(search);
        if answer.total == 0 {
            self.done.nothing.push(&search.name);
        }
        if answer.total == 0 && self.args.format.is_for_people() {
            return Ok(());
        }
        self.writer.begin_part(&run)?;
        let mut row = |hit| {
            let search = &search.name;
            self.writer.row(&RunRow { search, hit })
        };
        match hits {
            FoundHits::Articles(hits) if self.args.format.is_of_files() => {
                for hit in hits.ranks()? {
                    row(RunHit::Ranked(hit?))?;
                }
            }
            FoundHits::Articles(hits) => {
                for hit in *hits {
                    row(RunHit::Article(Box::new(hit?)))?;
                }
            }
            FoundHits::Quotes(hits) => {
                for hit in *hits {
                    row(RunHit::Quote(Box::new(hit?)))?;
                }
            }
        }
        Ok(self.writer.end_part(&run)?)
    }
}
