//! The classes of [`Word::classes`](super::Word::classes), a bit each.

#![allow(missing_docs, reason = "the names are those of the tables")]

pub const AUX: u32 = 1;
pub const ADVERB: u32 = 1 << 1;
pub const PREP: u32 = 1 << 2;
pub const CONJ: u32 = 1 << 3;
pub const SUB: u32 = 1 << 4;
pub const REL: u32 = 1 << 5;
pub const DET: u32 = 1 << 6;
pub const SUBJECT: u32 = 1 << 7;
pub const OBJECT: u32 = 1 << 8;
pub const TIME: u32 = 1 << 9;
pub const INDEFINITE: u32 = 1 << 10;
pub const VERB: u32 = 1 << 11;
pub const TITLE: u32 = 1 << 12;
pub const HONORIFIC: u32 = 1 << 13;
pub const ROLE: u32 = 1 << 14;
pub const ORGANISATION: u32 = 1 << 15;
pub const GIVEN: u32 = 1 << 16;
pub const FEMALE: u32 = 1 << 17;
pub const MALE: u32 = 1 << 18;
pub const BODY: u32 = 1 << 19;
pub const NOUN_CUE: u32 = 1 << 20;
pub const ADJECTIVE_CUE: u32 = 1 << 21;
/// Papers that speak, though their plural looks like a verb: "emails" show.
pub const PAPER: u32 = 1 << 23;
/// Words of phrases that name a source: "according" to Ruiz, in her "view".
pub const ATTRIBUTES: u32 = 1 << 22;
/// What else is told of a word, as classes that are asked together with the others: has [`super::Word::cues`], has
/// [`super::Word::reports`], has [`super::Word::takes`], can be a finite verb.
pub const CUE: u32 = 1 << 24;
pub const REPORT: u32 = 1 << 25;
pub const TAKES: u32 = 1 << 26;
pub const FINITE: u32 = 1 << 27;
/// Small words that open dates: "yesterday", "last" week.
pub const DATE: u32 = 1 << 28;
/// A table of speech holds the word, not only those of dates and places: [`super::Said::classes`] has it, [`super::Word::classes`] not.
pub const SPEECH: u32 = 1 << 30;
/// Ends as adverbs do: `anonymously`; not `rally`.
pub const LY: u32 = 1 << 29;
/// Words that end the names of firms: "Inc".
pub const FIRM: u32 = 1 << 31;
