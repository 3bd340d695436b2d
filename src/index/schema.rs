//! The fields of the index.
//!
//! Articles and quotes share no indexed text field, so that the scores of articles are those of an index without quotes.

use tantivy::schema::{
    BytesOptions, FAST, Field, IndexRecordOption, STORED, STRING, Schema, SchemaBuilder,
    TextFieldIndexing, TextOptions,
};

use super::analyzer::{NAMES, TEXT};
use super::borders::BORDERS;
use super::record::Stored;

/// The fields, by kind of document.
#[derive(Clone, Copy, Debug)]
pub struct Fields {
    /// `file`, `article` or `quote`.
    pub kind: Field,
    /// The file that the document came from: one deletion of it removes a file with all that it holds; and what a file, or an article, is
    /// found by (`key.rs`).
    pub key: Field,
    /// 0 for an article, 1 to n for its quotes: `parent(doc) = doc − nth(doc)`.
    pub nth: Field,

    /// File: its id.
    pub file_id: Field,
    /// File: label of the root.
    pub file_root: Field,
    /// File: the path below the root.
    pub file_below: Field,
    /// File: bytes.
    pub file_size: Field,
    /// File: time of change, nanoseconds since 1970.
    pub file_mtime: Field,
    /// File: the first eight bytes of the hash of its content.
    pub file_hash: Field,
    /// File: the reason why it was left out.
    pub file_skip: Field,
    /// File: 1 where it was changed so shortly before it was read that its time proves nothing.
    pub file_recent: Field,
    /// File: a hash of the rules and options that its content was extracted by.
    pub file_rules: Field,

    /// Article: the whole of it.
    pub record: Stored,
    /// Article: headline.
    pub headline: Field,
    /// Article: deck.
    pub deck: Field,
    /// Article: body, as one value.
    pub body: Field,
    /// Article: the borders of sentences, `s`, and paragraphs, `p`, at the position of the next word of the body.
    pub borders: Field,
    /// Article: captions with their credits.
    pub caption: Field,
    /// Article: byline.
    pub byline: Field,
    /// Article: the name of everyone who speaks.
    pub speaker: Field,
    /// Article: every place with those that it lies in.
    pub location: Field,
    /// Article: where its cities and counties lie, see [`packed`](super::places::packed).
    pub point: Field,
    /// Article: place and agency of the dateline.
    pub dateline: Field,
    /// Article: each of its places below a country, with region and country where they are known, as a column.
    pub place: Field,
    /// Article: the country of each of its places, ISO 3166, as a column.
    pub country: Field,
    /// Article: agency, also as a column.
    pub agency: Field,
    /// Article: ISO 639-1, also as a column.
    pub language: Field,
    /// Article: corrections.
    pub correction: Field,
    /// Article: the path in the index, in words.
    pub path: Field,
    /// Article: the path in the index, to sort by: the root's label, then the path below it.
    pub sort_path: Field,
    /// Article: first day that the date may mean, days since 1970.
    pub first_day: Field,
    /// Article: last day that the date may mean.
    pub last_day: Field,
    /// Article: when an article of this id was first read, seconds since 1970.
    pub first_seen: Field,
    /// Article: when its file was last read with other content, seconds since 1970.
    pub changed: Field,
    /// Article: month × 100 + day (0 where no day is said), also where no year is said.
    pub month_day: Field,
    /// Article: the days of each date that its text names, first one and length in one number.
    pub mentioned_days: Field,
    /// Article: of each of them month × 100 + day, as `month_day`.
    pub mentioned_month_day: Field,

    /// Article: the second of its publication, since 1970, where a time of day is given.
    pub copy_time: Field,
    /// Article: the number of its address, where it has one.
    pub copy_url: Field,
    /// Article: the number of its headline without labels.
    pub copy_story: Field,
    /// Article: 1 where it says that it repeats another, 2 that it updates, 3 that it corrects one.
    pub copy_again: Field,
    /// Article: the number of the update that it says it is.
    pub copy_number: Field,

    /// Quote: its words.
    pub quote: Field,
    /// Quote: the speaker's name, also as a column.
    pub quote_speaker: Field,
    /// Quote: the speaker's role, also as a column.
    pub quote_role: Field,
    /// Quote: 0 for a person, 1 for an organisation, 2 for a group, where somebody is named.
    pub quote_speaker_kind: Field,
    /// Quote: the confidence of its attribution, in thousandths.
    pub quote_confidence: Field,
    /// Quote: direct, mixed or indirect.
    pub quote_kind: Field,
}

/// The schema of an index of this version, with its fields.
#[must_use]
pub fn schema() -> (Schema, Fields) {
    let mut builder = Schema::builder();
    let fields = Fields {
        kind: builder.add_text_field("kind", STRING),
        key: builder.add_bytes_field("key", BytesOptions::default().set_indexed()),
        nth: builder.add_u64_field("nth", FAST),

        file_id: builder.add_text_field("file_id", fast_only()),
        file_root: builder.add_text_field("file_root", fast_only()),
        file_below: builder.add_text_field("file_below", fast_only()),
        file_size: builder.add_u64_field("file_size", FAST),
        file_mtime: builder.add_i64_field("file_mtime", FAST),
        file_hash: builder.add_u64_field("file_hash", FAST),
        file_skip: builder.add_text_field("file_skip", fast_only()),
        file_recent: builder.add_u64_field("file_recent", FAST),
        file_rules: builder.add_u64_field("file_rules", FAST),

        record: Stored {
            texts: builder.add_text_field("texts", STORED),
            rest: builder.add_bytes_field("record", STORED),
        },
        headline: text(&mut builder, "headline"),
        deck: text(&mut builder, "deck"),
        body: text(&mut builder, "body"),
        borders: builder.add_text_field("borders", borders()),
        caption: text(&mut builder, "caption"),
        byline: names(&mut builder, "byline"),
        speaker: names(&mut builder, "speaker"),
        location: names(&mut builder, "location"),
        point: builder.add_u64_field("point", FAST),
        dateline: names(&mut builder, "dateline"),
        place: builder.add_text_field("place", fast_only()),
        country: builder.add_text_field("country", fast_only()),
        agency: builder.add_text_field("agency", column(NAMES)),
        language: builder.add_text_field("language", STRING | FAST),
        correction: text(&mut builder, "correction"),
        path: names(&mut builder, "path"),
        sort_path: builder.add_text_field("sort_path", fast_only()),
        first_day: builder.add_i64_field("first_day", FAST),
        last_day: builder.add_i64_field("last_day", FAST),
        first_seen: builder.add_i64_field("first_seen", FAST),
        changed: builder.add_i64_field("changed", FAST),
        month_day: builder.add_u64_field("month_day", FAST),
        mentioned_days: builder.add_i64_field("mentioned_days", FAST),
        mentioned_month_day: builder.add_u64_field("mentioned_month_day", FAST),

        copy_time: builder.add_i64_field("copy_time", FAST),
        copy_url: builder.add_u64_field("copy_url", FAST),
        copy_story: builder.add_u64_field("copy_story", FAST),
        copy_again: builder.add_u64_field("copy_again", FAST),
        copy_number: builder.add_u64_field("copy_number", FAST),

        quote: text(&mut builder, "quote"),
        quote_speaker: builder.add_text_field("quote_speaker", column(NAMES)),
        quote_role: builder.add_text_field("quote_role", column(TEXT)),
        quote_speaker_kind: builder.add_u64_field("quote_speaker_kind", FAST),
        quote_confidence: builder.add_u64_field("quote_confidence", FAST),
        quote_kind: builder.add_text_field("quote_kind", STRING),
    };
    (builder.build(), fields)
}

fn indexed(analyzer: &str, norms: bool) -> TextOptions {
    TextOptions::default().set_indexing_options(
        TextFieldIndexing::default()
            .set_tokenizer(analyzer)
            .set_fieldnorms(norms)
            .set_index_option(IndexRecordOption::WithFreqsAndPositions),
    )
}

fn text(builder: &mut SchemaBuilder, name: &str) -> Field {
    builder.add_text_field(name, indexed(TEXT, true))
}

fn names(builder: &mut SchemaBuilder, name: &str) -> Field {
    builder.add_text_field(name, indexed(NAMES, true))
}

/// Words that are searched, and a column of them as they stand, to count by.
fn column(analyzer: &str) -> TextOptions {
    indexed(analyzer, true).set_fast("raw")
}

/// Borders have no norms: they are never scored.
fn borders() -> TextOptions {
    indexed(BORDERS, false)
}

/// A column without postings.
fn fast_only() -> TextOptions {
    TextOptions::default().set_fast("raw")
}
