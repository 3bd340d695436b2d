//! The terminal, or what stands in its place: where data and warnings go, how wide it is, who wants silence.

use std::io::{BufWriter, IsTerminal, StdoutLock, Write};

use anstream::AutoStream;

use super::args::{Color, Globals};
use crate::query::Cut;
use crate::render::rows::Format;
use crate::render::{Cleaned, Layout, clean_lines};

/// Lines of more columns than this are tiring to read, however wide the window.
const WIDEST: usize = 100;

/// Where a command prints.
pub(super) struct Screen {
    /// No progress, no reports, no warnings.
    pub(super) quiet: bool,
    /// The width of pages for people.
    pub(super) layout: Layout,
    /// What warnings are about, where that must be said.
    pub(super) about: Option<String>,
}

impl Screen {
    /// Looks at the terminal once, and settles for the whole process whether colours are shown.
    pub(super) fn new(globals: &Globals) -> Self {
        match globals.color {
            Color::Auto => anstream::ColorChoice::Auto,
            Color::Always => anstream::ColorChoice::Always,
            Color::Never => anstream::ColorChoice::Never,
        }
        .write_global();
        let width = std::io::stdout()
            .is_terminal()
            .then(terminal_size::terminal_size)
            .flatten()
            .map(|(width, _)| usize::from(width.0).min(WIDEST));
        Self {
            quiet: globals.quiet,
            layout: Layout { width },
            about: None,
        }
    }

    /// The same, for one of many things, whose warnings begin with its name.
    pub(super) fn about(&self, name: &str) -> Self {
        Self {
            about: Some(name.to_owned()),
            ..*self
        }
    }

    /// Standard output, without colours where they are not wanted. What is no terminal gets pages rather than lines: what is
    /// taken out of a text cuts it to pieces, each of which would be written by itself.
    pub(super) fn out(&self) -> Box<dyn Write> {
        let out = std::io::stdout().lock();
        if out.is_terminal() {
            return Box::new(BufWriter::new(AutoStream::auto(out)));
        }
        let colours = AutoStream::choice(&out);
        let pages: Box<dyn Write> = Box::new(BufWriter::new(out));
        Box::new(BufWriter::new(AutoStream::new(pages, colours)))
    }

    /// Standard output for JSON, in which nothing can steer a terminal, so that nothing is looked for: a fifth of the time of
    /// `extract`.
    pub(super) fn data(&self) -> BufWriter<StdoutLock<'static>> {
        BufWriter::new(std::io::stdout().lock())
    }

    /// Where rows go: those for people without colours where they are not wanted, all others as they are, but that on a terminal
    /// nothing in them steers it.
    pub(super) fn rows(&self, format: Format) -> Box<dyn Write> {
        if format.is_for_people() {
            return self.out();
        }
        match std::io::stdout().is_terminal() {
            true => Box::new(Cleaned::new(self.data())),
            false => Box::new(self.data()),
        }
    }

    /// A number, which is all that is wanted.
    pub(super) fn number(&self, number: usize) -> std::io::Result<()> {
        let mut out = self.out();
        writeln!(out, "{number}")?;
        out.flush()
    }

    /// Parts of a query that stand for more words than were sought.
    pub(super) fn warn_of_cuts(&self, cuts: &[Cut]) {
        for cut in cuts {
            self.warn(&cut.to_string());
        }
    }

    /// A warning on standard error.
    pub(super) fn warn(&self, message: &str) {
        match &self.about {
            _ if self.quiet => {}
            Some(about) => complain(&format!("{about}: {message}")),
            None => complain(message),
        }
    }
}

/// A line on standard error, under the name of the program.
pub(super) fn complain(message: &str) {
    anstream::eprintln!("dateline: {}", clean_lines(message));
}
