//! The answer to `query` or `quotes`, without its hits.

use std::io::{Result, Write};

use serde_json::Value;

use super::asked::{Asked, Found};
use super::rows::Frame;
use super::text::{counted, number};
use super::{copies, evidence, facets};
use crate::query::Answer;
use crate::saved::HitKind;

/// An answer of articles or quotes; its hits are rows.
pub struct Answered<'a> {
    /// What a hit is.
    pub kind: HitKind,
    /// What was asked.
    pub asked: Asked<'a>,
    /// What was found.
    pub answer: &'a Answer<()>,
}

impl Frame for Answered<'_> {
    fn facts(&self) -> Value {
        let answer = self.answer;
        let mut facts = self.asked.facts(&Found {
            units: &format!("{}s", self.kind.one()),
            total: answer.total,
            searched: answer.searched,
            cuts: &answer.cuts,
            evidence: answer.evidence.as_ref(),
        });
        if self.kind == HitKind::Quotes {
            facts["articles"] = answer.articles.into();
        }
        facts["distinct"] = answer.distinct.into();
        facts["facets"] = facets::objects(&answer.facets).into();
        facts
    }

    /// How many of how many; where nothing was found, what was searched and which part of the query found nothing.
    fn closing(&self, out: &mut dyn Write) -> Result<()> {
        let evidence = self.answer.evidence.as_ref();
        let nothing = evidence.filter(|_| self.answer.total == 0);
        evidence::closing(out, &self.found(), nothing, self.kind.one())
    }

    fn report(&self, out: &mut dyn Write) -> Result<()> {
        let title = match self.kind {
            HitKind::Articles => "Articles",
            HitKind::Quotes => "Quotes",
        };
        let hits = self.answer.distinct.unwrap_or(self.answer.total);
        self.asked.report(out, title, &self.found(), hits)?;
        facets::tables(out, &self.answer.facets)
    }
}

impl Answered<'_> {
    fn found(&self) -> String {
        let answer = self.answer;
        let total = number(answer.total as u64);
        let searched = counted(answer.searched, self.kind.one());
        let articles = match self.kind {
            HitKind::Articles => String::new(),
            HitKind::Quotes => format!(" in {}", counted(answer.articles, "article")),
        };
        let once = copies::once(answer.total, answer.distinct);
        format!("{total} of {searched}{articles}{once}")
    }
}
