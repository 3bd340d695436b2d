//! What an article is: the values that extraction fills, the index keeps and every output shows.
//!
//! In: nothing; these are plain values. Out: their JSON, which is a contract (`format` 1; keys are added, never renamed
//! or removed within a format). Spans are bytes of the article's text, see [`Span`].

mod check;
mod report;
mod shared;
mod skip;
mod stats;

use std::borrow::Cow;

use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;

use crate::date::{Date, Period};
use crate::span::Span;

pub use check::{CheckReport, Damage, DamageKind, RepairReport};
pub use report::{Change, ChangeKind, Failure, ForgetReport, IndexReport, RootReport};
pub use shared::SharedText;
pub use skip::SkipReason;
pub use stats::{IndexStats, LeftOut, RootStats, Share};

/// The version of the JSON contract.
pub const FORMAT: u32 = 1;

/// The name of the rule that made a find, as `dateline annotate` shows it.
pub type RuleName = Cow<'static, str>;

/// A name or a few words: such a text asks for memory of its own only where it has more than twenty-four bytes, as few have.
pub type ShortText = CompactString;

/// The parts of a quote, of which most have one or two.
pub type Parts = SmallVec<[Span; 2]>;

/// One article, as `dateline extract` prints it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Article {
    /// Version of this JSON contract, [`FORMAT`].
    pub format: u32,
    /// The file, as walked, with `/` between folders on every system.
    pub path: String,
    /// The article's name inside a container (a feed, an archive); `None` where the file is the article.
    pub member: Option<String>,
    /// A hash of the root's label, the path below it and the member: the same on every machine, in every run.
    pub id: String,
    /// The format that was read: `text/plain`, …
    pub media_type: ShortText,
    /// The encoding that the file was decoded from, by its WHATWG name: `UTF-8`, `windows-1252`, …
    pub encoding: ShortText,
    /// ISO 639-1 code of the language, where the text is long enough to tell.
    pub language: Option<ShortText>,
    /// Where the article was published, as the file declares it.
    pub url: Option<String>,
    /// Who published it, as the file declares it.
    pub publisher: Option<String>,
    /// The headline, in one line; `UPDATE 4-` and `Analysis:` belong to it.
    pub headline: Option<String>,
    /// The line above the headline: `OPINION`, `Exclusive`.
    pub kicker: Option<String>,
    /// The line below the headline that says more.
    pub deck: Option<String>,
    /// The authors, one name each.
    pub byline: Vec<String>,
    /// The paragraphs of the story, white space folded, with a blank line between them.
    pub body: String,
    /// Where each paragraph of the body stands in the article's text.
    pub body_spans: Vec<Span>,
    /// `LIMA, Peru (Reuters) -` at the head of the first paragraph.
    pub dateline: Option<Dateline>,
    /// When the article was published, and what says so.
    pub date: Option<Dating>,
    /// The dates that headline, deck and body name, in the order of the text.
    pub mentioned_dates: Vec<MentionedDate>,
    /// What stands under its pictures.
    pub captions: Vec<Caption>,
    /// Places, by where they were found.
    pub locations: Vec<Location>,
    /// Who speaks, in the order of their first quote.
    pub speakers: Vec<Speaker>,
    /// What they say, in the order of the text.
    pub quotes: Vec<Quote>,
    /// Headlines of other articles that the page offers.
    pub related: Vec<String>,
    /// Corrections and editor's notes.
    pub corrections: Vec<String>,
    /// What a careful reader should know: conflicts, doubts, repairs.
    pub notes: Vec<Note>,
}

/// The head of the first paragraph that says where, and often by which agency and when, a story was filed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dateline {
    /// As printed, up to the dash.
    pub text: String,
    /// Where it stands.
    pub span: Span,
    /// The place as printed, region included, two places joined by `/`; `None` for a bare `(Reuters) -`.
    pub place: Option<String>,
    /// `Reuters`, `AP`, …
    pub agency: Option<String>,
    /// The day, where the dateline says one.
    pub date: Option<Date>,
}

/// The publication date, with its evidence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dating {
    /// The date, as precise as its evidence.
    pub value: Date,
    /// RFC 3339, where a time of day is given.
    pub time: Option<String>,
    /// What says so.
    pub source: DateSource,
    /// The words that say so, as they stand.
    pub text: String,
}

/// What a publication date was read from, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DateSource {
    /// Data that the file carries for machines.
    Metadata,
    /// A line above the story, for readers.
    Header,
    /// The dateline.
    Dateline,
    /// A photo caption.
    Caption,
    /// The address of publication.
    Url,
    /// The names of the file and its folders.
    Path,
    /// The running text.
    Text,
    /// The file's time of change; only on request.
    Mtime,
}

impl DateSource {
    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            DateSource::Metadata => "metadata",
            DateSource::Header => "header",
            DateSource::Dateline => "dateline",
            DateSource::Caption => "caption",
            DateSource::Url => "url",
            DateSource::Path => "path",
            DateSource::Text => "text",
            DateSource::Mtime => "mtime",
        }
    }
}

/// A date that the running text names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MentionedDate {
    /// As written: `Aug. 19`, `earlier this week`.
    pub text: ShortText,
    /// Where it stands.
    pub span: Span,
    /// What it means, where need be counted from the date of publication.
    pub value: Period,
    /// The rule that read it.
    pub rule: RuleName,
}

/// What stands under a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Caption {
    /// The caption without its credit.
    pub text: String,
    /// Where caption and credit stand.
    pub span: Span,
    /// The place as printed.
    pub place: Option<String>,
    /// The day that the caption gives.
    pub date: Option<Date>,
    /// Photographer and agency, as printed.
    pub credit: Option<String>,
}

/// A place that the article names.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Location {
    /// The name as printed.
    pub name: ShortText,
    /// What it is, where the gazetteer knows it; `people` for an adjective or the name of a people, `Russian`.
    #[serde(default)]
    pub kind: Option<LocationKind>,
    /// State, province or land, as printed or as the gazetteer has it.
    pub region: Option<ShortText>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<ShortText>,
    /// Degrees north.
    pub latitude: Option<f64>,
    /// Degrees east.
    pub longitude: Option<f64>,
    /// The place's number in GeoNames.
    pub geonames: Option<u32>,
    /// Where it was found.
    pub source: LocationSource,
    /// How often the article names it there.
    pub mentions: u32,
    /// Where it stands for the first time.
    pub span: Span,
}

/// What a location is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LocationKind {
    /// `Europe`
    Continent,
    /// `Peru`
    Country,
    /// The first level below a country: `Ohio`.
    Region,
    /// The second: `Butler County`.
    County,
    /// Every town and village.
    City,
    /// What is none of these: `Middle East`.
    Area,
    /// `Russian`, `Texans`: says less than a name of the place.
    People,
}

/// Where a place was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LocationSource {
    /// The story was filed from there.
    Dateline,
    /// The picture was taken there.
    Caption,
    /// The story mentions it.
    Text,
}

/// One who speaks in the article.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Speaker {
    /// Full name where the article gives it; an organisation or group as written.
    pub name: ShortText,
    /// Title, office or trade, as written: `Kremlin spokesman`.
    pub role: Option<ShortText>,
    /// A person, an organisation or a group.
    pub kind: SpeakerKind,
    /// How many of the article's quotes are theirs.
    pub quotes: u32,
}

/// What kind of speaker it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SpeakerKind {
    /// Somebody with a name.
    Person,
    /// `the Kremlin`, `Eaton Corp`.
    Organisation,
    /// `critics`, `two officials`.
    Group,
}

impl SpeakerKind {
    /// Every kind, in the order of the numbers that the index keeps.
    pub const ALL: [SpeakerKind; 3] = [Self::Person, Self::Organisation, Self::Group];

    /// The name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SpeakerKind::Person => "person",
            SpeakerKind::Organisation => "organisation",
            SpeakerKind::Group => "group",
        }
    }
}

/// One attribution: the words, who said them, and what says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Quote {
    /// The words; parts joined by ` … `. Without their quotation marks, but for a mixed quote that is a whole clause: there
    /// the marks say which words are verbatim.
    pub text: SharedText,
    /// The hull of the parts.
    pub span: Span,
    /// Each run of quoted words, quotation marks left out, or the pieces of the clause.
    pub parts: Parts,
    /// In quotation marks, partly so, or reported.
    pub kind: QuoteKind,
    /// The person, organisation or group whom the source means; `None` where nobody is named as saying it.
    pub speaker: Option<ShortText>,
    /// The speaker's role, as the article gives it.
    pub role: Option<ShortText>,
    /// Who says it, as written, nearest to the cue: `she`, `the mayor`.
    pub source: Option<Passage>,
    /// The words that attribute: `said`, `according to`.
    pub cue: Option<Passage>,
    /// The paragraph of the body that the quote begins in, from 1; 0 for a quote outside of the body.
    pub paragraph: u32,
    /// The rule that attributed it.
    pub rule: RuleName,
    /// How sure the rule is, from 0 to 1.
    pub confidence: f32,
}

impl Quote {
    /// Whether the words are somebody's own from the first to the last, so that quotation marks can stand around them.
    #[must_use]
    pub fn is_verbatim(&self) -> bool {
        match self.kind {
            QuoteKind::Direct => true,
            QuoteKind::Mixed => {
                !self.text.contains(['“', '”', '"', '„', '«', '‘']) && !self.text.contains("''")
            }
            QuoteKind::Indirect => false,
        }
    }
}

/// How the words are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuoteKind {
    /// Whole sentences or clauses in quotation marks.
    Direct,
    /// A clause with a fragment of it in quotation marks, or such a fragment alone.
    Mixed,
    /// Reported, without quotation marks.
    Indirect,
}

impl QuoteKind {
    /// The name in JSON and in the query language.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            QuoteKind::Direct => "direct",
            QuoteKind::Mixed => "mixed",
            QuoteKind::Indirect => "indirect",
        }
    }
}

/// Some words and where they stand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// As written.
    pub text: ShortText,
    /// Where.
    pub span: Span,
}

/// Something that a careful reader should know about how a field came to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// The field that the note is about, by its name in the JSON: `date`, `encoding`.
    pub about: Cow<'static, str>,
    /// One sentence.
    pub text: String,
}

/// One find of extraction with the rule that made it; the evidence behind an [`Article`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Find {
    /// What was found, by its name in the JSON: `headline`, `quote`, `speaker`, `boilerplate`.
    pub field: Cow<'static, str>,
    /// Where it stands in the article's text.
    pub span: Span,
    /// What the find came to, where that is not the words themselves: the resolved speaker, the date in EDTF.
    pub value: Option<String>,
    /// The rule.
    pub rule: RuleName,
}
