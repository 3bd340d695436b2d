//! The page while it is being sorted: every block of the draft, and what it was found to be.
//!
//! A field's rules look at parts that are still open, and claim what is theirs. What nobody claims is the story.

use std::borrow::Cow;

use crate::article::{Find, Note};
use crate::format::{BlockKind, Draft};
use crate::lexicon::layout::plainly;
use crate::span::Span;
use crate::text::length;

/// Bytes at the head of a part that rules compare with tables: all of a short one, the opening of a paragraph.
const HEAD: usize = 320;
const HEAD_OF_A_PARAGRAPH: usize = 80;

/// A named test of one part.
pub(super) type PartRule = (&'static str, fn(&Page<'_>, usize) -> bool);

/// What a part was found to be. What stays open is a paragraph of the story.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    Headline,
    Kicker,
    Deck,
    Byline,
    Dateline,
    Date,
    Caption,
    Boilerplate,
    Related,
    Correction,
    Tagline,
}

/// A block and what it was found to be.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// Where it stands; shorter than its block where a dateline or a tagline was taken off.
    pub(super) span: Span,
    /// Whether it is a tweet or another embedded post.
    pub(super) embed: bool,
    /// What it is, or nothing yet.
    pub(super) role: Option<Role>,
    /// How long it is in bytes, however its lines end.
    pub(super) length: usize,
    /// Its first words in the form of the tables.
    pub(super) plain: String,
}

/// The page.
pub(super) struct Page<'a> {
    pub(super) draft: &'a Draft,
    pub(super) text: &'a str,
    pub(super) parts: Vec<Part>,
    pub(super) finds: Vec<Find>,
    pub(super) notes: Vec<Note>,
}

impl<'a> Page<'a> {
    /// Every block, still open.
    pub(super) fn new(draft: &'a Draft) -> Self {
        let text = draft.text.as_str();
        let part = |block: &crate::format::Block| Part::new(text, block.span, block.kind);
        Self {
            draft,
            text,
            parts: draft.blocks.iter().map(part).collect(),
            finds: Vec::new(),
            notes: Vec::new(),
        }
    }

    /// The words of a part.
    pub(super) fn words(&self, nth: usize) -> &'a str {
        self.parts[nth].span.of(self.text)
    }

    /// How long a part is in bytes, however its lines end.
    pub(super) fn length(&self, nth: usize) -> usize {
        self.parts[nth].length
    }

    /// The parts that nobody has claimed, in their order.
    pub(super) fn open(&self) -> impl Iterator<Item = usize> + '_ {
        self.open_after(None)
    }

    /// The open parts behind a part.
    pub(super) fn open_after(&self, nth: Option<usize>) -> impl Iterator<Item = usize> + '_ {
        let first = nth.map_or(0, |nth| nth + 1);
        (first..self.parts.len()).filter(|&nth| self.parts[nth].role.is_none())
    }

    /// Where the part of this role stands first.
    pub(super) fn position(&self, role: Role) -> Option<usize> {
        self.parts.iter().position(|part| part.role == Some(role))
    }

    /// The words of all parts of a role.
    pub(super) fn all(&self, role: Role) -> impl Iterator<Item = Span> + '_ {
        self.parts
            .iter()
            .filter(move |part| part.role == Some(role))
            .map(|part| part.span)
    }

    /// Gives a part its role, and remembers the rule that said so.
    pub(super) fn claim(
        &mut self,
        nth: usize,
        role: Role,
        field: &'static str,
        rule: &'static str,
    ) {
        self.parts[nth].role = Some(role);
        self.found(field, self.parts[nth].span, None, rule);
    }

    /// Claims every open part that one of the rules accepts; the first rule that does is remembered. What surely is none of theirs,
    /// as most parts, is told by `may_be` at once.
    pub(super) fn sort(
        &mut self,
        role: Role,
        field: &'static str,
        rules: &[PartRule],
        may_be: impl Fn(&Part) -> bool,
    ) {
        let first = self.position(Role::Headline);
        for nth in first.map_or(0, |nth| nth + 1)..self.parts.len() {
            let part = &self.parts[nth];
            if part.role.is_some() || part.embed || !may_be(part) {
                continue;
            }
            if let Some((name, _)) = rules.iter().find(|(_, accepts)| accepts(self, nth)) {
                self.claim(nth, role, field, name);
            }
        }
    }

    /// Cuts a part in two at a byte of the text, both open.
    pub(super) fn split(&mut self, nth: usize, at: usize) {
        let span = self.parts[nth].span;
        let kind = BlockKind::Paragraph;
        self.parts[nth] = Part::new(
            self.text,
            Span::new(span.start(), at).trimmed(self.text),
            kind,
        );
        let rest = Part::new(
            self.text,
            Span::new(at, span.end()).trimmed(self.text),
            kind,
        );
        self.parts.insert(nth + 1, rest);
    }

    /// Shortens a part that stays open.
    pub(super) fn shorten(&mut self, nth: usize, to: Span) {
        let kind = BlockKind::Paragraph;
        self.parts[nth] = Part::new(self.text, to.trimmed(self.text), kind);
    }

    /// Remembers a find.
    pub(super) fn found(
        &mut self,
        field: &'static str,
        span: Span,
        value: Option<String>,
        rule: &'static str,
    ) {
        self.finds.push(Find {
            field: Cow::Borrowed(field),
            span,
            value,
            rule: Cow::Borrowed(rule),
        });
    }

    /// Leaves a note for the reader.
    pub(super) fn note(&mut self, about: &'static str, text: String) {
        self.notes.push(Note {
            about: Cow::Borrowed(about),
            text,
        });
    }
}

impl Part {
    fn new(text: &str, span: Span, kind: BlockKind) -> Self {
        let length = length(span.of(text));
        let longest = if length > HEAD {
            HEAD_OF_A_PARAGRAPH
        } else {
            HEAD
        };
        let head = prefix(span.of(text), longest);
        Self {
            span,
            embed: kind == BlockKind::Embed,
            role: None,
            length,
            plain: plainly(head),
        }
    }
}

/// At most `length` bytes from the beginning, on a border of characters.
pub(super) fn prefix(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    &text[..end]
}

/// At most `length` bytes from the end, on a border of characters.
pub(super) fn suffix(text: &str, length: usize) -> &str {
    let mut start = text.len().saturating_sub(length);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    &text[start..]
}

/// Whether words end as a sentence does.
pub(super) fn ends_a_sentence(words: &str) -> bool {
    words
        .trim_end_matches(['"', '”', '’', '\'', '»', '“', ')', ']'])
        .ends_with(['.', '!', '?', '…', ':'])
}
