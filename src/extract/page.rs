//! The page while it is being sorted: every block of the draft, and what it was found to be.
//!
//! A field's rules look at parts that are still open, and claim what is theirs. What nobody claims is the story.

use std::borrow::Cow;
use std::cell::OnceCell;

use crate::article::{Find, Note};
use crate::format::{BlockKind, Draft};
use crate::lexicon::layout::{may_be_labelled, plainly};
use crate::span::Span;
use crate::text::{Letters, PIECE, any, are, length};

/// Bytes at the head of a part that rules compare with tables: all of a short one, the opening of a paragraph.
const HEAD: usize = 320;
const HEAD_OF_A_PARAGRAPH: usize = 80;

/// The first words of a part, in pieces of which it is told at once whether a colon stands there, and of a label.
const HEAD_IN_PIECES: usize = 3;
pub(super) const LONGEST_HEAD: usize = HEAD_IN_PIECES * PIECE;
pub(super) const LONGEST_LABEL: usize = PIECE;

/// The first bytes of a part: as many as tell phrases of the tables that begin alike apart.
pub(super) type Opening = [u8; 8];

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
    /// How it opens in the form of the tables, which tells most parts from those that rules look for.
    pub(super) first: Opening,
    /// Whether it may open as corrections, captions, boilerplate or taglines do.
    pub(super) labelled: bool,
    /// Whether it opens with a letter of ASCII, or with one behind a quotation mark: as paragraphs do.
    pub(super) prose: bool,
    /// Whether a colon may stand at its head.
    pub(super) colon: bool,
    /// Whether a colon or a bar may stand where those of labels do.
    pub(super) label: bool,
    /// Those words, once they were asked for.
    plain: OnceCell<String>,
}

/// The page.
pub(super) struct Page<'a> {
    pub(super) draft: &'a Draft,
    pub(super) text: &'a str,
    pub(super) letters: &'a Letters,
    pub(super) parts: Vec<Part>,
    pub(super) finds: Vec<Find>,
    pub(super) notes: Vec<Note>,
}

impl<'a> Page<'a> {
    /// Every block, still open.
    pub(super) fn new(draft: &'a Draft, letters: &'a Letters) -> Self {
        let text = draft.text.as_str();
        let mut page = Self {
            draft,
            text,
            letters,
            parts: Vec::new(),
            finds: Vec::new(),
            notes: Vec::new(),
        };
        let blocks = draft.blocks.iter();
        page.parts = blocks
            .map(|block| Part::new(&page, block.span, block.kind))
            .collect();
        page
    }

    /// The words of a part.
    pub(super) fn words(&self, nth: usize) -> &'a str {
        self.parts[nth].span.of(self.text)
    }

    /// The first words of a part in the form of the tables: all of a short one, the opening of a paragraph.
    pub(super) fn plain(&self, nth: usize) -> &str {
        let part = &self.parts[nth];
        part.plain.get_or_init(|| {
            let longest = if part.length > HEAD {
                HEAD_OF_A_PARAGRAPH
            } else {
                HEAD
            };
            plainly(prefix(part.span.of(self.text), longest))
        })
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
    /// as most parts, is told by `may_be` before any of them is asked.
    pub(super) fn sort(
        &mut self,
        role: Role,
        field: &'static str,
        rules: &[PartRule],
        may_be: impl Fn(&Page<'_>, usize) -> bool,
    ) {
        let first = self.position(Role::Headline);
        for nth in first.map_or(0, |nth| nth + 1)..self.parts.len() {
            let part = &self.parts[nth];
            if part.role.is_some() || part.embed {
                continue;
            }
            if !may_be(self, nth) {
                let accepted = || rules.iter().find(|(_, accepts)| accepts(self, nth));
                debug_assert!(accepted().is_none(), "{:?} holds", accepted());
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
        let first = Span::new(span.start(), at).trimmed(self.text);
        let rest = Span::new(at, span.end()).trimmed(self.text);
        self.parts[nth] = Part::new(self, first, kind);
        self.parts.insert(nth + 1, Part::new(self, rest, kind));
    }

    /// Shortens a part that stays open.
    pub(super) fn shorten(&mut self, nth: usize, to: Span) {
        let kind = BlockKind::Paragraph;
        self.parts[nth] = Part::new(self, to.trimmed(self.text), kind);
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
    fn new(page: &Page<'_>, span: Span, kind: BlockKind) -> Self {
        let length = match page.letters.has_returns() {
            true => length(span.of(page.text)),
            false => span.len(),
        };
        let first = opening(page.text, page.letters, span);
        let (colon, label) = may_have_label(&page.text.as_bytes()[span.start()..]);
        Self {
            span,
            embed: kind == BlockKind::Embed,
            role: None,
            length,
            first,
            labelled: may_be_labelled(&first),
            prose: is_prose(first),
            colon,
            label,
            plain: OnceCell::new(),
        }
    }
}

/// The first bytes of a part in the form of the tables; zeros behind shorter words.
fn opening(text: &str, letters: &Letters, span: Span) -> Opening {
    let first = letters.lower(span).first_chunk().copied();
    if let Some(first) = first.filter(is_usual) {
        return first; // most parts
    }
    let plain = plainly(prefix(span.of(text), HEAD_OF_A_PARAGRAPH));
    let mut first = Opening::default();
    for (byte, plain) in first.iter_mut().zip(plain.bytes()) {
        *byte = plain;
    }
    first
}

/// Whether words of which these are the first bytes open with a letter, or with a letter or digit behind a quotation mark.
fn is_prose(first: Opening) -> bool {
    let eight = u64::from_le_bytes(first);
    let curly = u32::from(first.starts_with("“".as_bytes()));
    let inside = eight >> (24 * curly);
    let straight = u32::from(inside as u8 == b'"');
    let inside = (inside >> (8 * straight)) as u8;
    first[0].is_ascii_lowercase() | ((curly | straight != 0) & inside.is_ascii_alphanumeric())
}

/// Whether a colon may stand among the first words of a text, and whether a colon or a bar among the very first. What stands behind a short
/// part is seen too; of the last one of a page it is not told.
fn may_have_label(text: &[u8]) -> (bool, bool) {
    let Some(pieces) = text.as_chunks().0.first_chunk::<HEAD_IN_PIECES>() else {
        return (true, true);
    };
    let colon = pieces.map(|piece| any(&piece, |bytes| are(bytes, b':')));
    let bar = any(&pieces[0], |bytes| are(bytes, b'|'));
    (colon.contains(&true), colon[0] | bar)
}

/// Whether all are letters, signs and lone spaces of ASCII, but for a quotation mark before them: eight bytes are asked at once. Adding to
/// seven bits carries into the eighth from a space on.
fn is_usual(first: &Opening) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    const HIGHEST: u64 = 0x80 * ONES;
    let eight = u64::from_le_bytes(*first);
    let words = match first.starts_with("“".as_bytes()) {
        true => eight >> 24 | u64::from_le_bytes(*b"\0\0\0\0\0xxx"),
        false => eight,
    };
    let seven = words & !HIGHEST;
    let graphic = seven + (0x80 - 0x20) * ONES;
    let spaces = !((seven ^ (0x20 * ONES)) + 0x7F * ONES) & HIGHEST;
    let odd = words & HIGHEST | !graphic & HIGHEST | spaces & (spaces >> 8 | 0x80);
    odd == 0
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

#[cfg(test)]
mod tests {
    use super::{is_prose, is_usual};

    #[test]
    fn paragraphs_open_with_letters_or_quoted_ones() {
        for (first, prose) in [
            ("the king", true),
            ("“the old", true),
            ("“\"the ol", true),
            ("\"7 boats", true),
            ("7 boats ", false),
            ("(the old", false),
            ("“(the ol", false),
            ("“\0\0\0\0\0", false),
        ] {
            let first = first.as_bytes().first_chunk();
            assert_eq!(
                first.is_some_and(|first| is_prose(*first)),
                prose,
                "{first:?}"
            );
        }
    }

    #[test]
    fn most_words_open_in_the_form_of_the_tables() {
        for (first, usual) in [
            ("the king", true),
            ("a - b: c", true),
            ("the old ", true),
            ("“the old", true),
            ("the  old", false),
            (" the old", false),
            ("the\told", false),
            ("it’s s", false),
            ("“ the o", false),
        ] {
            let first = first.as_bytes().first_chunk();
            assert_eq!(first.is_some_and(is_usual), usual, "{first:?}");
        }
    }
}
