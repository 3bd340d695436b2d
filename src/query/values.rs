//! The texts of an article's fields, in the order in which they were indexed.

use std::ops::Deref;

use super::FieldName;
use crate::article::{Article, Quote};
use crate::index::analyzer::spans;
use crate::index::places::place_names;
use crate::span::Span;

/// The values of a field; of `quote:`, `role:` and `kind:` those of its `nth` quote, from 1, or of all of them for 0.
pub(super) fn values(article: &Article, name: FieldName, nth: usize) -> Vec<&str> {
    match name {
        FieldName::Headline => optional(&article.headline),
        FieldName::Deck => optional(&article.deck),
        FieldName::Body | FieldName::Hlead => vec![&article.body],
        FieldName::Caption => article
            .captions
            .iter()
            .flat_map(|caption| [Some(caption.text.as_str()), caption.credit.as_deref()])
            .flatten()
            .collect(),
        FieldName::Correction => listed(&article.corrections),
        FieldName::Byline => listed(&article.byline),
        FieldName::Speaker if nth == 0 => article
            .speakers
            .iter()
            .map(|speaker| speaker.name.as_str())
            .collect(),
        FieldName::Speaker => of_quotes(article, nth, |quote| quote.speaker.as_deref()),
        FieldName::Quote => of_quotes(article, nth, |quote| Some(&quote.text)),
        FieldName::Role => of_quotes(article, nth, |quote| quote.role.as_deref()),
        FieldName::Kind => of_quotes(article, nth, |quote| Some(quote.kind.name())),
        FieldName::Location => place_names(article),
        FieldName::Dateline => article
            .dateline
            .iter()
            .flat_map(|dateline| [dateline.place.as_deref(), dateline.agency.as_deref()])
            .flatten()
            .collect(),
        FieldName::Agency => {
            let agency = article.dateline.iter();
            agency
                .filter_map(|dateline| dateline.agency.as_deref())
                .collect()
        }
        FieldName::Path => vec![&article.path],
        FieldName::Language => optional(&article.language),
        FieldName::Id => vec![&article.id],
        FieldName::Date | FieldName::MentionsDate => Vec::new(),
    }
}

fn optional(text: &Option<impl Deref<Target = str>>) -> Vec<&str> {
    text.as_deref().into_iter().collect()
}

fn listed(texts: &[String]) -> Vec<&str> {
    texts.iter().map(String::as_str).collect()
}

fn of_quotes<'a>(
    article: &'a Article,
    nth: usize,
    text: impl Fn(&'a Quote) -> Option<&'a str>,
) -> Vec<&'a str> {
    let quotes = match nth {
        0 => article.quotes.as_slice(),
        nth => article
            .quotes
            .get(nth - 1)
            .map_or(&[][..], std::slice::from_ref),
    };
    quotes.iter().filter_map(text).collect()
}

/// The words of a field as they are printed, each with its position in the index, in that order: values stand two positions apart.
pub(super) fn words_as_printed(
    article: &Article,
    name: FieldName,
    nth: usize,
) -> impl Iterator<Item = (u32, &str)> {
    let mut next = 0;
    values(article, name, nth)
        .into_iter()
        .flat_map(move |value| {
            let words: Vec<Span> = spans(value).collect();
            let start = next;
            next += words.len() + 1;
            (start..).zip(words).filter_map(move |(position, word)| {
                let position = u32::try_from(position).ok()?;
                Some((position, word.of(value)))
            })
        })
}
