//! What was asked, and of what: the part of an answer that is not its rows.

use std::io::{Result, Write};

use serde_json::{Value, json};

use super::evidence;
use super::rows::markdown::{code, words};
use super::text::{counted, number};
use crate::article::{FORMAT, IndexStats};
use crate::query::{Clause, Cut, Evidence};

/// A question, and the index it was put to.
#[derive(Clone, Copy)]
pub struct Asked<'a> {
    /// The query as typed.
    pub query: &'a str,
    /// As it was read.
    pub clause: &'a Clause,
    /// What narrows the answer beside the query, which a report says: `near Kyiv, within 50km`.
    pub narrowed: Option<&'a str>,
    /// What the index holds; a report says it.
    pub index: Option<&'a IndexStats>,
    /// Which of the hits are wanted.
    pub page: Page,
}

/// Which of some hits are wanted, in their order.
#[derive(Clone, Copy)]
pub struct Page {
    /// How many are passed over.
    pub offset: usize,
    /// How many are wanted at most.
    pub limit: usize,
}

impl Page {
    /// All of them.
    pub const ALL: Page = Page {
        offset: 0,
        limit: usize::MAX,
    };

    /// Which of so many they are, where they are not all.
    fn of(self, hits: usize) -> Option<String> {
        let last = self.offset.saturating_add(self.limit).min(hits);
        let hits_in_all = number(hits as u64);
        match self.offset + 1 {
            1 if last == hits => None,
            first if first > last => Some(format!("none of {hits_in_all}")),
            first => {
                let (first, last) = (number(first as u64), number(last as u64));
                Some(format!("{first} to {last} of {hits_in_all}"))
            }
        }
    }
}

/// What an answer has found.
pub(super) struct Found<'a> {
    /// What a hit is, in the plural: `articles`.
    pub(super) units: &'a str,
    pub(super) total: usize,
    pub(super) searched: u64,
    pub(super) cuts: &'a [Cut],
    pub(super) evidence: Option<&'a Evidence>,
}

impl Asked<'_> {
    /// The keys that every answer has in JSON.
    pub(super) fn facts(&self, found: &Found<'_>) -> Value {
        json!({
            "format": FORMAT, "query": self.query, "read_as": self.clause.to_string(), "total": found.total,
            "searched": found.searched, "cuts": evidence::cuts(found.cuts),
            "evidence": evidence::object(found.evidence, found.units),
        })
    }

    /// The head of a report: what was asked and how it was read, what was found, which of the `hits` are cited where not all are,
    /// and in which state of which archive.
    pub(super) fn report(
        &self,
        out: &mut dyn Write,
        title: &str,
        found: &str,
        hits: usize,
    ) -> Result<()> {
        writeln!(out, "# {title}: {}\n", words(self.query))?;
        writeln!(out, "- Query: {}", code(self.query))?;
        if let Some(narrowed) = self.narrowed {
            writeln!(out, "- Only: {}", words(narrowed))?;
        }
        self.found(out, found, hits)?;
        if let Some(index) = self.index {
            state(out, index)?;
        }
        writeln!(out)
    }

    /// How the query was read, what was found, and which of the `hits` are cited where not all are.
    pub(super) fn found(&self, out: &mut dyn Write, found: &str, hits: usize) -> Result<()> {
        writeln!(out, "- Read as: {}", code(&self.clause.to_string()))?;
        writeln!(out, "- Found: {found}")?;
        match self.page.of(hits) {
            Some(cited) => writeln!(out, "- Cited: {cited}"),
            None => Ok(()),
        }
    }
}

/// What an index holds, as a report says it: nothing that is another on the next day or on another machine.
pub(super) fn state(out: &mut dyn Write, index: &IndexStats) -> Result<()> {
    let (articles, quotes) = (
        counted(index.articles, "article"),
        counted(index.quotes, "quote"),
    );
    write!(out, "- Archive: {articles}, {quotes}")?;
    if let (Some(earliest), Some(latest)) = (index.earliest, index.latest) {
        write!(out, ", {earliest} to {latest}")?;
    }
    if index.undated > 0 {
        write!(out, "; {} without a year", number(index.undated))?;
    }
    writeln!(out)?;
    for root in &index.roots {
        let (label, path) = (code(&root.label), code(&root.path));
        writeln!(
            out,
            "- Root {label}: {path}, {}",
            counted(root.files, "file")
        )?;
    }
    let failed = index.skipped.iter();
    let failed = failed.filter(|(reason, _)| reason.is_failure());
    let unread: u64 = failed.map(|(_, files)| files).sum();
    let left_out: u64 = index.skipped.values().sum();
    let left_out = counted(left_out - unread, "other file");
    writeln!(
        out,
        "- Files unread: {}, and {left_out} left out",
        number(unread)
    )?;
    let (tool, schema, rules) = (&index.tool, index.schema, index.rules);
    write!(
        out,
        "- Index: dateline {tool}, schema {schema}, rules {rules}"
    )?;
    match &index.last_commit {
        Some(time) => writeln!(out, "; last changed {time}"),
        None => writeln!(out),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_which_hits_it_has_unless_it_has_all() {
        for (offset, limit, hits, said) in [
            (0, usize::MAX, 3, None),
            (0, 3, 3, None),
            (0, 2, 3, Some("1 to 2 of 3")),
            (1, usize::MAX, 3, Some("2 to 3 of 3")),
            (2, 9, 1_200, Some("3 to 11 of 1,200")),
            (0, 0, 3, Some("none of 3")),
            (9, 9, 3, Some("none of 3")),
            (0, 9, 0, None),
        ] {
            let page = Page { offset, limit };
            assert_eq!(page.of(hits).as_deref(), said, "{offset} {limit} {hits}");
        }
    }
}
