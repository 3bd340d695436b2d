//! From articles to documents: one block a file, which Tantivy never splits.

use std::collections::HashMap;

use tantivy::indexer::UserOperation;

use super::Arrival;
use super::analyzer::{in_language, language_number};
use super::borders::borders;
use super::copies::{Marks, Rows, add_article};
use super::key::Key;
use super::kind::Kind;
use super::mentioned;
use super::pending::{Pending, Values, pending};
use super::places::{countries, place_names, points, shown_places};
use super::record::record;
use super::schema::Fields;
use super::way::Place;
use crate::article::{Article, Quote, SkipReason, SpeakerKind};

/// What the index keeps of a file, to tell later whether it has changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileEntry {
    /// The file's id.
    pub id: String,
    /// The label of its root.
    pub root: String,
    /// The path below the root, with `/`.
    pub below: String,
    /// Bytes.
    pub size: u64,
    /// Time of change, nanoseconds since 1970.
    pub mtime: i64,
    /// First eight bytes of the BLAKE3 hash of the content; 0 where it was not read.
    pub hash: u64,
    /// Why it was left out, where it was.
    pub skip: Option<SkipReason>,
    /// Whether it was changed so shortly before it was read that its time proves nothing.
    pub recent: bool,
    /// What its content was extracted by: a hash of the version of the rules and of the options.
    pub rules: u64,
}

impl FileEntry {
    /// The path in the index: the root's label, then the path below it.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}", self.root, self.below)
    }
}

/// The operations that replace a file with what it now holds: delete, then the file, then each article with its quotes
/// behind it. To be run as one batch: the join of quotes to their article counts on this order. The place is kept until the last
/// of them is written.
#[must_use]
pub(super) fn block(
    fields: &Fields,
    file: &FileEntry,
    arrival: Arrival,
    articles: Vec<Article>,
    place: Place,
) -> Vec<UserOperation<Pending>> {
    let quotes: usize = articles.iter().map(|article| article.quotes.len()).sum();
    let count = 1 + articles.len() + quotes;
    let (mut documents, mut sketches) = (Vec::with_capacity(count), Rows::for_documents(count));
    documents.push(file_document(fields, file));
    sketches.add_none();
    let key = Key::FromFile(&file.id).bytes();
    for mut article in articles {
        article.path = file.path();
        let mut document = article_document(fields, &key, &mut article);
        document.add_i64(fields.first_seen, arrival.first_seen);
        document.add_i64(fields.changed, arrival.changed);
        documents.push(document);
        add_quotes(fields, &key, &article, &mut documents);
        add_article(&article, &mut sketches);
    }
    let documents = pending(documents, sketches, Some(place)).map(UserOperation::Add);
    std::iter::once(removal(fields, &file.id))
        .chain(documents)
        .collect()
}

fn add_quotes(fields: &Fields, file: &[u8], article: &Article, documents: &mut Vec<Values>) {
    let language = article.language.as_deref().map_or(0, language_number);
    let kinds = speaker_kinds(article);
    for (nth, quote) in (1..).zip(&article.quotes) {
        let mut document = quote_document(fields, file, language, nth, quote);
        let kind = quote.speaker.as_deref().and_then(|name| kinds.get(name));
        if let Some(kind) = kind {
            document.add_u64(fields.quote_speaker_kind, *kind);
        }
        documents.push(document);
    }
}

/// The operations that replace what the index keeps of a file, and leave all that came from it.
#[must_use]
pub(super) fn touch(fields: &Fields, file: &FileEntry) -> Vec<UserOperation<Pending>> {
    let removal = UserOperation::Delete(Key::File(&file.id).term(fields.key));
    let documents = pending(vec![file_document(fields, file)], Rows::default(), None);
    let documents = documents.map(UserOperation::Add);
    std::iter::once(removal).chain(documents).collect()
}

/// The operation that removes a file with all that came from it.
#[must_use]
pub(super) fn removal(fields: &Fields, file_id: &str) -> UserOperation<Pending> {
    UserOperation::Delete(Key::FromFile(file_id).term(fields.key))
}

/// A document of a file with this key.
fn document(fields: &Fields, kind: Kind, file: &[u8]) -> Values {
    let mut document = Values::default();
    document.add_text(fields.kind, kind.name());
    document.add_bytes(fields.key, file.to_vec());
    document
}

fn file_document(fields: &Fields, file: &FileEntry) -> Values {
    let key = Key::FromFile(&file.id).bytes();
    let mut document = document(fields, Kind::File, &key);
    document.add_bytes(fields.key, Key::File(&file.id).bytes());
    document.add_text(fields.file_id, file.id.clone());
    document.add_text(fields.file_root, file.root.clone());
    document.add_text(fields.file_below, file.below.clone());
    document.add_u64(fields.file_size, file.size);
    document.add_i64(fields.file_mtime, file.mtime);
    document.add_u64(fields.file_hash, file.hash);
    document.add_u64(fields.file_recent, u64::from(file.recent));
    document.add_u64(fields.file_rules, file.rules);
    if let Some(reason) = file.skip {
        document.add_text(fields.file_skip, reason.name());
    }
    document
}

fn article_document(fields: &Fields, file: &[u8], article: &mut Article) -> Values {
    let mut document = document(fields, Kind::Article, file);
    let language = article.language.as_deref().map_or(0, language_number);
    document.add_u64(fields.nth, 0);
    document.add_bytes(fields.key, Key::Article(&article.id).bytes());
    let (texts, rest) = record(article);
    document.add_text(fields.record.texts, texts);
    document.add_bytes(fields.record.rest, rest);
    let code = article.language.as_deref().unwrap_or("und");
    document.add_text(fields.language, code.to_owned());
    document.add_text(fields.path, article.path.clone());
    document.add_text(fields.sort_path, article.path.clone());

    let mut text = |field, value: Option<&str>| {
        if let Some(value) = value {
            document.add_text(field, in_language(value, language));
        }
    };
    text(fields.headline, article.headline.as_deref());
    text(fields.deck, article.deck.as_deref());
    text(
        fields.body,
        (!article.body.is_empty()).then_some(article.body.as_str()),
    );
    for caption in &article.captions {
        text(fields.caption, Some(&caption.text));
        text(fields.caption, caption.credit.as_deref());
    }
    for correction in &article.corrections {
        text(fields.correction, Some(correction));
    }

    for name in &article.byline {
        document.add_text(fields.byline, name.clone());
    }
    for speaker in &article.speakers {
        document.add_text(fields.speaker, speaker.name.clone());
    }
    add_places(fields, &mut document, article);
    if let Some(dateline) = &article.dateline {
        for name in [&dateline.place, &dateline.agency].into_iter().flatten() {
            document.add_text(fields.dateline, name.clone());
        }
        if let Some(agency) = &dateline.agency {
            document.add_text(fields.agency, agency.clone());
        }
    }
    if !article.body.is_empty() {
        document.add_text(fields.borders, borders(&article.body));
    }
    add_date(fields, &mut document, article);
    mentioned::add(fields, &mut document, &article.mentioned_dates);
    add_marks(fields, &mut document, &Marks::of(article));
    document
}

fn add_marks(fields: &Fields, document: &mut Values, marks: &Marks) {
    if let Some(time) = marks.time {
        document.add_i64(fields.copy_time, time);
    }
    let again = marks.again.map_or(0, |again| again as u64 + 1);
    for (field, number) in [
        (fields.copy_url, marks.url),
        (fields.copy_story, marks.story),
        (fields.copy_again, again),
        (fields.copy_number, u64::from(marks.number)),
    ] {
        if number != 0 {
            document.add_u64(field, number);
        }
    }
}

fn add_places(fields: &Fields, document: &mut Values, article: &Article) {
    for name in place_names(article) {
        document.add_text(fields.location, name.to_owned());
    }
    for point in points(article) {
        document.add_u64(fields.point, point);
    }
    for (field, names) in [
        (fields.place, shown_places(article)),
        (fields.country, countries(article)),
    ] {
        for name in names {
            document.add_text(field, name);
        }
    }
}

fn add_date(fields: &Fields, document: &mut Values, article: &Article) {
    let Some(dating) = &article.date else { return };
    if let Some((first, last)) = dating.value.days() {
        document.add_i64(fields.first_day, first);
        document.add_i64(fields.last_day, last);
    }
    if let Some(month) = dating.value.month() {
        let day = dating.value.day_of_month().unwrap_or(0);
        document.add_u64(
            fields.month_day,
            u64::from(month.unsigned_abs()) * 100 + u64::from(day.unsigned_abs()),
        );
    }
}

fn quote_document(fields: &Fields, file: &[u8], language: u8, nth: u64, quote: &Quote) -> Values {
    let mut document = document(fields, Kind::Quote, file);
    document.add_u64(fields.nth, nth);
    document.add_text(fields.quote, in_language(&quote.text, language));
    document.add_text(fields.quote_kind, quote.kind.name());
    document.add_u64(fields.quote_confidence, thousandths(quote.confidence));
    if let Some(speaker) = &quote.speaker {
        document.add_text(fields.quote_speaker, speaker.clone());
    }
    if let Some(role) = &quote.role {
        document.add_text(fields.quote_role, in_language(role, language));
    }
    document
}

/// A number from 0 to 1 as a column has it.
#[must_use]
pub fn thousandths(confidence: f32) -> u64 {
    (confidence.clamp(0.0, 1.0) * 1000.0).round() as u64
}

/// What the speakers of an article are, by name, as a column has it.
fn speaker_kinds(article: &Article) -> HashMap<&str, u64> {
    let number = |kind: SpeakerKind| {
        let numbers = (0..).zip(SpeakerKind::ALL);
        numbers.into_iter().find(|(_, known)| *known == kind)
    };
    let speakers = article.speakers.iter();
    speakers
        .filter_map(|speaker| Some((speaker.name.as_str(), number(speaker.kind)?.0)))
        .collect()
}
