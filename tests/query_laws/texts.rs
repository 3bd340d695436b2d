//! The words of an article's fields, with the sentence and the paragraph that each stands in.

use dateline::article::{Article, Quote};
use dateline::index::analyzer::{analyze, language_number};
use dateline::index::places::place_names;
use dateline::query::FieldName;
use dateline::span::Span;
use dateline::text::sentences;

/// A word of a field.
pub struct Token {
    pub position: usize,
    pub surface: String,
    pub stem: String,
    pub printed: String,
    /// Whether the words of its field are stemmed.
    pub is_stemmed: bool,
    /// Its sentence, counted over the body; fields other than the body are one sentence.
    pub sentence: usize,
    pub paragraph: usize,
}

/// The words of a field of an article, or of one of its quotes. Two values stand two positions apart.
pub fn tokens(article: &Article, name: FieldName, quote: Option<&Quote>) -> Vec<Token> {
    let (values, is_stemmed) = match quote {
        Some(quote) => values_of_quote(quote, name),
        None => values(article, name),
    };
    let language = article.language.as_deref().map_or(0, language_number);
    let is_body = matches!(name, FieldName::Body | FieldName::Hlead);
    let mut tokens = Vec::new();
    let mut start = 0;
    for value in values {
        let (paragraphs, sentences) = if is_body {
            starts(&value)
        } else {
            (vec![], vec![])
        };
        let words = analyze(&value, if is_stemmed { language } else { 0 });
        for word in &words {
            let begun =
                |starts: &[usize]| starts.iter().filter(|at| **at <= word.span.start()).count();
            tokens.push(Token {
                position: start + word.position,
                surface: word.surface.clone(),
                stem: word.stem.clone(),
                printed: word.span.of(&value).to_owned(),
                is_stemmed,
                sentence: begun(&sentences),
                paragraph: begun(&paragraphs),
            });
        }
        start += words.len() + 1;
    }
    tokens
}

/// Where the paragraphs and the sentences of a body begin.
fn starts(body: &str) -> (Vec<usize>, Vec<usize>) {
    let mut paragraphs = vec![0];
    paragraphs.extend(body.match_indices("\n\n").map(|(at, _)| at + 2));
    let mut starts = Vec::new();
    for (nth, start) in paragraphs.iter().enumerate() {
        let next = paragraphs.get(nth + 1);
        let end = next.map_or(body.len(), |next| next - 2);
        let sentences = sentences(body, Span::new(*start, end));
        starts.extend(sentences.iter().map(|sentence| sentence.start()));
    }
    (paragraphs, starts)
}

fn values_of_quote(quote: &Quote, name: FieldName) -> (Vec<String>, bool) {
    match name {
        FieldName::Quote => (vec![quote.text.to_string()], true),
        FieldName::Role => (owned(quote.role.as_deref()), true),
        FieldName::Speaker => (owned(quote.speaker.as_deref()), false),
        FieldName::Kind => (vec![quote.kind.name().to_owned()], false),
        _ => (Vec::new(), false),
    }
}

fn owned<'a>(texts: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    texts.into_iter().map(str::to_owned).collect()
}

/// The values of a field, and whether their words are stemmed.
fn values(article: &Article, field: FieldName) -> (Vec<String>, bool) {
    let one = |text: &Option<String>| text.iter().cloned().collect::<Vec<_>>();
    match field {
        FieldName::Headline => (one(&article.headline), true),
        FieldName::Deck => (one(&article.deck), true),
        FieldName::Body | FieldName::Hlead => (vec![article.body.clone()], true),
        FieldName::Caption => {
            let texts = article
                .captions
                .iter()
                .flat_map(|caption| [Some(caption.text.clone()), caption.credit.clone()]);
            (texts.flatten().collect(), true)
        }
        FieldName::Correction => (article.corrections.clone(), true),
        FieldName::Byline => (article.byline.clone(), false),
        FieldName::Speaker => {
            let names = article.speakers.iter();
            (owned(names.map(|speaker| speaker.name.as_str())), false)
        }
        FieldName::Location => (owned(place_names(article)), false),
        FieldName::Dateline => {
            let dateline = article.dateline.iter();
            let names =
                dateline.flat_map(|dateline| [dateline.place.clone(), dateline.agency.clone()]);
            (names.flatten().collect(), false)
        }
        FieldName::Agency => {
            let datelines = article.dateline.iter();
            let agency = datelines.filter_map(|dateline| dateline.agency.clone());
            (agency.collect(), false)
        }
        FieldName::Id => (vec![article.id.clone()], false),
        FieldName::Path => (vec![in_the_index(&article.path)], false),
        FieldName::Language => {
            let language = article.language.as_deref().unwrap_or("und");
            (vec![language.to_owned()], false)
        }
        FieldName::Quote
        | FieldName::Role
        | FieldName::Kind
        | FieldName::Date
        | FieldName::MentionsDate => (Vec::new(), false),
    }
}

/// A path of the sample corpus as the index has it, wherever the corpus lies.
fn in_the_index(path: &str) -> String {
    let above = concat!(env!("CARGO_MANIFEST_DIR"), "/");
    path.strip_prefix(above).unwrap_or(path).to_owned()
}
