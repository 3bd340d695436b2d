//! The values of hits as numbers, the same in all segments; and what each number is called.

use std::collections::{BTreeMap, HashMap};

use tantivy::columnar::Column as Numbers;
use tantivy::{DocId, Searcher, SegmentReader};

use super::FacetName;
use super::hits::Hits;
use crate::date::from_day_number;
use crate::index::analyzer::{analyze, without_mark};
use crate::index::{SpokenColumns, Texts};
use crate::query::identity::Identities;
use crate::query::plan::Scope;
use crate::query::speakers::identities;

/// What the index has for the language of an article that is too short to tell.
const NO_LANGUAGE: &str = "und";

/// The values of a facet in all segments.
pub(super) struct Values {
    facet: FacetName,
    scope: Scope,
    known: Known,
}

enum Known {
    /// Numbers are years.
    Years,
    /// Numbers are those of the speakers of the archive.
    Speakers(Identities),
    /// Numbers are given to words as they come.
    Words(Words),
}

/// Words in any of their forms as one value.
#[derive(Default)]
struct Words {
    numbers: HashMap<String, usize>,
    /// How often each form of a value was met.
    forms: Vec<BTreeMap<String, u64>>,
}

/// The values of a segment.
pub(super) struct Column<'a> {
    hits: Hits,
    values: In<'a>,
}

enum In<'a> {
    Years(Numbers<i64>),
    Speakers(&'a Identities, Box<SpokenColumns>),
    Words {
        facet: FacetName,
        words: &'a mut Words,
        texts: Texts,
        /// The number of each text of the column that is a value, and how often it was met.
        numbers: Vec<Option<(usize, u64)>>,
    },
}

impl Values {
    pub(super) fn new(
        facet: FacetName,
        searcher: &Searcher,
        scope: Scope,
    ) -> tantivy::Result<Self> {
        let known = match facet {
            FacetName::Year => Known::Years,
            FacetName::Speaker => Known::Speakers(identities(searcher)?),
            _ => Known::Words(Words::default()),
        };
        Ok(Self {
            facet,
            scope,
            known,
        })
    }

    pub(super) fn open(&mut self, reader: &SegmentReader) -> tantivy::Result<Column<'_>> {
        let fast = reader.fast_fields();
        let values = match &mut self.known {
            Known::Years => In::Years(fast.i64("first_day")?),
            Known::Speakers(identities) => {
                In::Speakers(identities, Box::new(SpokenColumns::open(reader)?))
            }
            Known::Words(words) => {
                let texts = Texts::open(fast.str(column(self.facet))?)?;
                let numbers = texts.all().iter();
                let numbers = numbers.map(|text| {
                    let key = key(self.facet, text)?;
                    Some((words.number(key), 0))
                });
                In::Words {
                    facet: self.facet,
                    numbers: numbers.collect(),
                    words,
                    texts,
                }
            }
        };
        let hits = Hits::open(reader, self.scope)?;
        Ok(Column { hits, values })
    }

    /// What a value is called.
    pub(super) fn name(&self, number: usize) -> String {
        match &self.known {
            Known::Years => format!("{number:04}"),
            Known::Speakers(identities) => identities.get(number).name.clone(),
            Known::Words(words) => most_used(&words.forms[number]),
        }
    }
}

impl Column<'_> {
    /// One more than the greatest number that a value may have.
    pub(super) fn end(&self) -> usize {
        match &self.values {
            In::Years(_) => 10_000,
            In::Speakers(identities, _) => identities.len(),
            In::Words { words, .. } => words.forms.len(),
        }
    }

    /// Adds the numbers of the values of a hit, perhaps one more than once.
    pub(super) fn values_of(&mut self, hit: DocId, found: &mut Vec<usize>) {
        let hits = &self.hits;
        match &mut self.values {
            In::Years(first_day) => {
                let day = first_day.first(hits.article(hit)).and_then(from_day_number);
                let year = day.and_then(|day| day.year());
                found.extend(year.and_then(|year| usize::try_from(year).ok()));
            }
            In::Speakers(identities, spoken) => {
                let quotes = hits.quotes(hit).filter_map(|quote| spoken.quote(quote));
                let speakers = quotes.filter_map(|quote| quote.speaker);
                found.extend(speakers.filter_map(|(name, kind)| identities.of(kind, name)));
            }
            In::Words {
                facet,
                texts,
                numbers,
                ..
            } => {
                let mut add = |doc| {
                    for text in texts.numbers_of(doc) {
                        if let Some(Some((number, met))) = numbers.get_mut(text) {
                            *met += 1;
                            found.push(*number);
                        }
                    }
                };
                match facet {
                    FacetName::Role => hits.quotes(hit).for_each(add),
                    _ => add(hits.article(hit)),
                }
            }
        }
    }

    /// Keeps in which forms words were met.
    pub(super) fn close(self) {
        let In::Words {
            facet,
            words,
            texts,
            numbers,
        } = self.values
        else {
            return;
        };
        for (text, number) in texts.all().iter().zip(numbers) {
            if let Some((number, met)) = number.filter(|(_, met)| *met > 0) {
                let form = printed(facet, text).to_owned();
                *words.forms[number].entry(form).or_default() += met;
            }
        }
    }
}

impl Words {
    fn number(&mut self, key: String) -> usize {
        let next = self.forms.len();
        let number = *self.numbers.entry(key).or_insert(next);
        if number == next {
            self.forms.push(BTreeMap::new());
        }
        number
    }
}

fn column(facet: FacetName) -> &'static str {
    match facet {
        FacetName::Role => "quote_role",
        FacetName::Location => "place",
        other => other.name(),
    }
}

fn printed(facet: FacetName, text: &str) -> &str {
    match facet {
        FacetName::Role => without_mark(text),
        _ => text,
    }
}

/// What makes two texts one value, where they are one. Datelines are in capitals, and roles at the head of a sentence begin
/// with one; names of agencies and codes stand for themselves.
fn key(facet: FacetName, text: &str) -> Option<String> {
    let text = printed(facet, text);
    match facet {
        FacetName::Role | FacetName::Location => {}
        FacetName::Language if text == NO_LANGUAGE => return None,
        _ => return Some(text.to_owned()),
    }
    let words: Vec<String> = analyze(text, 0)
        .into_iter()
        .map(|word| word.surface)
        .collect();
    Some(match words.join(" ") {
        none if none.is_empty() => text.to_owned(),
        words => words,
    })
}

/// The form that is printed most, one in more than capitals before those that are not, and the first of the alphabet among
/// equals.
fn most_used(forms: &BTreeMap<String, u64>) -> String {
    let most = forms
        .iter()
        .rev()
        .max_by_key(|(form, met)| (form.contains(char::is_lowercase), **met));
    most.map(|(form, _)| form.clone()).unwrap_or_default()
}
