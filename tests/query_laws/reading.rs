//! What an article must be to meet a query, read off its stored text by the definitions alone: every pair of words is
//! tried, every window is looked at, and nothing is sorted, skipped or cached by document. It shares the analyzer with the
//! index, and none of the code that answers queries.

use std::collections::BTreeSet;
use std::rc::Rc;

use dateline::article::Article;
use dateline::date::from_day_number;
use dateline::index::analyzer::{LANGUAGES, analyze, language_number};
use dateline::index::kind::Kind;
use dateline::index::{OpenIndex, Order, Wanted, search};
use dateline::query::{Clause, Days, FieldName, Form, Leaf, Near, Published, Range, Said};
use unicode_normalization::UnicodeNormalization;

use crate::texts::{Token, tokens};

/// The articles of an index, read one by one.
pub struct Reading {
    articles: Rc<Vec<Read>>,
    /// Numbers of the languages of the articles, and 0: a word is sought in its forms in each of them.
    languages: Vec<u8>,
    /// A word, and what it is sought as, too.
    synonyms: &'static [(&'static str, &'static [&'static str])],
}

/// An article with the words of its fields.
struct Read {
    article: Article,
    fields: Vec<(FieldName, Vec<Token>)>,
    quotes: Vec<Vec<(FieldName, Vec<Token>)>>,
}

/// Whom a part of a query speaks of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Article,
    /// The speaker of a quote.
    Speaker(usize),
    /// The words of a quote, within `said(…)`.
    Words(usize),
    /// A quote that is a hit: what is not of the quote is asked of its article.
    Quote(usize),
}

/// Which quotes count: those of at least this confidence.
type Sure = f32;

const DEFAULT: [FieldName; 4] = [
    FieldName::Headline,
    FieldName::Deck,
    FieldName::Body,
    FieldName::Caption,
];
const OF_QUOTES: [FieldName; 4] = [
    FieldName::Quote,
    FieldName::Role,
    FieldName::Kind,
    FieldName::Speaker,
];

/// Whether a word of a text is meant by a word of a query.
type IsMeant = Box<dyn Fn(&Token) -> bool>;

/// From the first word to the last; the words of its first part and of its last part are its own, what is between them is
/// not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stretch {
    first: usize,
    last: usize,
    head_ends: usize,
    tail_starts: usize,
}

impl Reading {
    pub fn new(open: &OpenIndex) -> Self {
        let searcher = open.searcher();
        let every = tantivy::query::AllQuery;
        let all = Wanted {
            hits: Kind::Article,
            order: Order::Rank,
            offset: 0,
            limit: usize::MAX,
        };
        let found = search(&searcher, &every, all).unwrap();
        let articles: Vec<Article> = found
            .iter()
            .filter_map(|found| open.article(&searcher, found.address).ok())
            .collect();
        assert_eq!(articles.len() as u64, open.count(Kind::Article).unwrap());
        let present = |code: &str| {
            articles
                .iter()
                .any(|article| article.language.as_deref() == Some(code))
        };
        let numbers = LANGUAGES
            .iter()
            .map(|(code, _)| *code)
            .filter(|code| present(code));
        let languages = std::iter::once(0)
            .chain(numbers.map(language_number))
            .collect();
        let articles = Rc::new(articles.into_iter().map(Read::new).collect());
        Self {
            articles,
            languages,
            synonyms: &[],
        }
    }

    /// The same reading, which takes words for their synonyms, too.
    pub fn with_synonyms(
        &self,
        synonyms: &'static [(&'static str, &'static [&'static str])],
    ) -> Self {
        Self {
            synonyms,
            articles: self.articles.clone(),
            languages: self.languages.clone(),
        }
    }

    /// The paths of the articles that meet a query; of their quotes only those count that are sure enough.
    pub fn met<'a>(&'a self, clause: &Clause, sure: Sure) -> BTreeSet<&'a str> {
        let met = self
            .articles
            .iter()
            .filter(|read| self.meets(clause, read, Of::Article, sure));
        met.map(|read| read.article.path.as_str()).collect()
    }

    /// The article of that path.
    pub fn article(&self, path: &str) -> &Article {
        let mut articles = self.articles.iter().map(|read| &read.article);
        articles.find(|article| article.path == path).unwrap()
    }

    /// The quotes that meet a query: path and number, from 1.
    pub fn quotes_met<'a>(&'a self, clause: &Clause, sure: Sure) -> BTreeSet<(&'a str, usize)> {
        let of_article = |read: &'a Read| {
            let quotes = read.sure_quotes(sure).into_iter();
            let met = quotes.filter(|quote| self.meets(clause, read, Of::Quote(*quote), sure));
            met.map(|quote| (read.article.path.as_str(), quote + 1))
                .collect::<Vec<_>>()
        };
        self.articles.iter().flat_map(of_article).collect()
    }

    fn meets(&self, clause: &Clause, read: &Read, of: Of, sure: Sure) -> bool {
        let meets = |clause: &Clause| self.meets(clause, read, of, sure);
        match clause {
            Clause::Every => true,
            Clause::And(clauses) => clauses.iter().all(meets),
            Clause::Or(clauses) => clauses.iter().any(meets),
            Clause::Not(clause) => !meets(clause),
            Clause::Boost(clause, _) => meets(clause),
            Clause::Published(published) => was_published(published, &read.article),
            Clause::Mentions(mentions) => names_a_date(mentions.days, &read.article),
            Clause::Said(said) => match of {
                Of::Quote(quote) => self.was_said(said, read, quote, sure),
                _ => {
                    let quotes = read.sure_quotes(sure).into_iter();
                    quotes
                        .into_iter()
                        .any(|quote| self.was_said(said, read, quote, sure))
                }
            },
            Clause::AtLeast(at_least) => self.stands(&at_least.of, read, of, at_least.least, sure),
            Clause::Words(_) | Clause::Near(_) => self.stands(clause, read, of, 1, sure),
        }
    }

    fn was_said(&self, said: &Said, read: &Read, quote: usize, sure: Sure) -> bool {
        let by = |who| self.meets(who, read, Of::Speaker(quote), sure);
        let about = |what| self.meets(what, read, Of::Words(quote), sure);
        said.who.as_deref().is_none_or(by) && said.what.as_deref().is_none_or(about)
    }

    /// Whether the clause stands at least so often in the fields that it is sought in.
    fn stands(&self, clause: &Clause, read: &Read, of: Of, least: u32, sure: Sure) -> bool {
        let field = clause.field();
        let of_a_quote = match field {
            Some(FieldName::Quote | FieldName::Role | FieldName::Kind) => true,
            // Who speaks in an article is told by its quotes where some of them do not count.
            Some(FieldName::Speaker) => of != Of::Article || sure > 0.0,
            Some(_) => false,
            None => of != Of::Article,
        };
        if of == Of::Article && of_a_quote {
            let mut quotes = read.sure_quotes(sure).into_iter();
            return quotes.any(|quote| self.stands(clause, read, Of::Quote(quote), least, sure));
        }
        let names = match (field, of) {
            (Some(FieldName::Hlead), _) => vec![FieldName::Headline, FieldName::Hlead],
            (Some(field), _) => vec![field],
            (None, Of::Article) => DEFAULT.to_vec(),
            (None, Of::Speaker(_)) => vec![FieldName::Speaker, FieldName::Role],
            (None, Of::Words(_) | Of::Quote(_)) => vec![FieldName::Quote],
        };
        let of = if of_a_quote { of } else { Of::Article };
        let counts = names.into_iter().map(|name| {
            let tokens = read.tokens(name, of);
            let found = self.stretches(clause, tokens);
            match name {
                FieldName::Hlead => found.iter().filter(|found| in_lede(found, tokens)).count(),
                _ => found.len(),
            }
        });
        counts.sum::<usize>() >= least as usize
    }

    /// Where a clause stands.
    fn stretches(&self, clause: &Clause, tokens: &[Token]) -> Vec<Stretch> {
        match clause {
            Clause::Words(leaf) => self.of_leaf(leaf, tokens),
            Clause::Or(clauses) => smallest(
                clauses
                    .iter()
                    .flat_map(|clause| self.stretches(clause, tokens))
                    .collect(),
            ),
            Clause::Near(near) => {
                let left = self.stretches(&near.left, tokens);
                let right = self.stretches(&near.right, tokens);
                of_near(near, &left, &right, tokens)
            }
            _ => panic!("{clause} has no positions"),
        }
    }

    fn of_leaf(&self, leaf: &Leaf, tokens: &[Token]) -> Vec<Stretch> {
        let sought = self.sought(leaf);
        let end = tokens.last().map_or(0, |token| token.position + 1);
        let mut meant = vec![vec![false; end]; sought.len()];
        for token in tokens {
            for (nth, sought) in sought.iter().enumerate() {
                meant[nth][token.position] = sought(token);
            }
        }
        let is_at = |nth: usize, at: usize| meant[nth].get(at).is_some_and(|meant| *meant);
        match leaf.form {
            Form::Sloppy(others) if sought.len() > 1 => {
                let longest = sought.len() + others as usize;
                let mut found = Vec::new();
                for first in 0..end {
                    for last in first..end.min(first + longest) {
                        let window: Vec<usize> = (first..=last).collect();
                        if each_elsewhere(0, sought.len(), &window, &is_at) {
                            found.push(Stretch {
                                first,
                                last,
                                head_ends: first,
                                tail_starts: last,
                            });
                        }
                    }
                }
                smallest(found)
            }
            _ if sought.is_empty() => Vec::new(),
            _ => (0..end)
                .filter(|at| (0..sought.len()).all(|nth| is_at(nth, at + nth)))
                .map(|first| {
                    let last = first + sought.len() - 1;
                    Stretch {
                        first,
                        last,
                        head_ends: last,
                        tail_starts: first,
                    }
                })
                .collect(),
        }
    }

    /// For each word of a leaf, whether a token is meant by it.
    fn sought(&self, leaf: &Leaf) -> Vec<IsMeant> {
        let mut sought: Vec<IsMeant> = Vec::new();
        for piece in leaf.text.split_whitespace() {
            if piece.contains(['*', '?']) {
                let pattern: Vec<char> = piece.to_lowercase().chars().collect();
                sought.push(Box::new(move |token| {
                    let surface: Vec<char> = token.surface.chars().collect();
                    is_of_pattern(&pattern, &surface)
                }));
                continue;
            }
            for word in analyze(piece, 0) {
                let printed = word.span.of(piece).to_owned();
                let surface = word.surface;
                let meant: Vec<(String, Vec<String>)> = self.meant(&surface, leaf);
                let form = leaf.form;
                sought.push(Box::new(move |token| match form {
                    Form::Fuzzy(letters) => {
                        letters_between(&surface, &token.surface) <= letters.into()
                    }
                    Form::Exact | Form::ExactPhrase => {
                        let lower = |word: &str| word.to_lowercase().nfc().collect::<String>();
                        let plain = lower(&printed) == surface;
                        token.surface == surface
                            && (plain || lower(&token.printed) == lower(&printed))
                    }
                    Form::Caps => token.printed.nfc().eq(printed.nfc()),
                    _ => meant.iter().any(|(surface, stems)| match token.is_stemmed {
                        true => stems.contains(&token.stem),
                        false => token.surface == *surface,
                    }),
                }));
            }
        }
        sought
    }
}

impl Reading {
    /// The words that a word of a leaf means, itself and its synonyms, each with its stems.
    fn meant(&self, surface: &str, leaf: &Leaf) -> Vec<(String, Vec<String>)> {
        let stems = |surface: &str| -> Vec<String> {
            let languages = self.languages.iter();
            let stem = |language: &u8| analyze(surface, *language)[0].stem.clone();
            languages.map(stem).collect()
        };
        let mut meant = vec![surface];
        let positions = leaf.field.is_none_or(FieldName::has_positions);
        if positions && !leaf.text.contains(['*', '?']) {
            let own = stems(surface);
            for (word, also) in self.synonyms {
                let same = own.iter().zip(stems(word)).any(|(a, b)| *a == b);
                if same {
                    meant.extend(*also);
                }
            }
        }
        meant
            .into_iter()
            .map(|word| (word.to_owned(), stems(word)))
            .collect()
    }
}

impl Read {
    fn new(article: Article) -> Self {
        let fields = FieldName::ALL
            .into_iter()
            .map(|name| (name, tokens(&article, name, None)))
            .collect();
        let of_quote = |quote| {
            OF_QUOTES
                .into_iter()
                .map(|name| (name, tokens(&article, name, Some(quote))))
                .collect()
        };
        let quotes = article.quotes.iter().map(of_quote).collect();
        Self {
            fields,
            quotes,
            article,
        }
    }

    /// The numbers of the quotes that count.
    fn sure_quotes(&self, sure: Sure) -> Vec<usize> {
        let quotes = self.article.quotes.iter().enumerate();
        let counts = quotes.filter(|(_, quote)| quote.confidence >= sure);
        counts.map(|(nth, _)| nth).collect()
    }

    fn tokens(&self, name: FieldName, of: Of) -> &[Token] {
        let fields = match of {
            Of::Article => &self.fields,
            Of::Speaker(quote) | Of::Words(quote) | Of::Quote(quote) => &self.quotes[quote],
        };
        let field = fields.iter().find(|(field, _)| *field == name);
        field.map_or(&[], |(_, tokens)| tokens)
    }
}

fn of_near(near: &Near, left: &[Stretch], right: &[Stretch], tokens: &[Token]) -> Vec<Stretch> {
    let holds = |a: &Stretch, b: &Stretch| {
        let in_order = !near.relation.ordered || a.last < b.first;
        let (first, last) = (a.first.min(b.first), a.last.max(b.last));
        in_order
            && match near.relation.range {
                Range::Words(words) => apart(a, b) <= words as usize,
                Range::Sentence => inside(tokens, first, last, |token| token.sentence),
                Range::Paragraph => inside(tokens, first, last, |token| token.paragraph),
            }
    };
    if near.negated {
        let alone = |a: &&Stretch| !right.iter().any(|b| holds(a, b));
        return left.iter().filter(alone).copied().collect();
    }
    let mut found = Vec::new();
    for a in left {
        for b in right {
            let common = own(a).iter().any(|at| own(b).contains(at));
            if !common && holds(a, b) {
                let opens = if a.first <= b.first { a } else { b };
                let closes = if a.last >= b.last { a } else { b };
                found.push(Stretch {
                    first: opens.first,
                    last: closes.last,
                    head_ends: opens.head_ends,
                    tail_starts: closes.tail_starts,
                });
            }
        }
    }
    smallest(found)
}

/// The positions of the words that a stretch is made of.
fn own(stretch: &Stretch) -> Vec<usize> {
    (stretch.first..=stretch.head_ends)
        .chain(stretch.tail_starts..=stretch.last)
        .collect()
}

/// From the end of the one to the start of the other; 0 where they overlap.
fn apart(a: &Stretch, b: &Stretch) -> usize {
    if a.last < b.first {
        b.first - a.last
    } else {
        a.first.saturating_sub(b.last)
    }
}

/// Whether the first and the last word are in one sentence or paragraph.
fn inside(tokens: &[Token], first: usize, last: usize, of: impl Fn(&Token) -> usize) -> bool {
    let at = |position| tokens.iter().find(|token| token.position == position);
    at(first).map(&of) == at(last).map(&of)
}

/// Whether a stretch ends within the first paragraphs of at least twenty words.
fn in_lede(stretch: &Stretch, tokens: &[Token]) -> bool {
    let last = tokens.iter().find(|token| token.position == stretch.last);
    let Some(last) = last else { return false };
    let before = |paragraph: usize| {
        tokens
            .iter()
            .filter(|token| token.paragraph < paragraph)
            .count()
    };
    // The paragraph belongs to the lede if those before it have not been enough.
    before(last.paragraph) < 20
}

/// Those stretches within which no other one lies; equal ones become one, with as few words of its own as any.
fn smallest(all: Vec<Stretch>) -> Vec<Stretch> {
    let mut kept: Vec<Stretch> = Vec::new();
    for one in &all {
        let holds_another = all.iter().any(|other| {
            one.first <= other.first
                && other.last <= one.last
                && (one.first, one.last) != (other.first, other.last)
        });
        if holds_another {
            continue;
        }
        match kept
            .iter_mut()
            .find(|same| (same.first, same.last) == (one.first, one.last))
        {
            Some(same) => {
                same.head_ends = same.head_ends.min(one.head_ends);
                same.tail_starts = same.tail_starts.max(one.tail_starts);
            }
            None => kept.push(*one),
        }
    }
    kept
}

/// Whether the words from the `nth` on can each have a position of the window to themselves.
fn each_elsewhere(
    nth: usize,
    count: usize,
    window: &[usize],
    is_at: &dyn Fn(usize, usize) -> bool,
) -> bool {
    nth == count
        || window.iter().enumerate().any(|(taken, at)| {
            let mut rest = window.to_vec();
            rest.remove(taken);
            is_at(nth, *at) && each_elsewhere(nth + 1, count, &rest, is_at)
        })
}

fn is_of_pattern(pattern: &[char], word: &[char]) -> bool {
    match (pattern.first(), word.first()) {
        (None, None) => true,
        (Some('*'), _) => (0..=word.len()).any(|skip| is_of_pattern(&pattern[1..], &word[skip..])),
        (Some('?'), Some(_)) => is_of_pattern(&pattern[1..], &word[1..]),
        (Some(a), Some(b)) if a == b => is_of_pattern(&pattern[1..], &word[1..]),
        _ => false,
    }
}

/// How many letters are left out, added, replaced or exchanged with their neighbour between two words.
fn letters_between(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let one_less = table[i - 1][j].min(table[i][j - 1]) + 1;
                let crossed = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                let exchanged = if crossed {
                    table[i - 2][j - 2] + 1
                } else {
                    usize::MAX
                };
                replaced.min(one_less).min(exchanged)
            };
        }
    }
    table[a.len()][b.len()]
}

/// Years in which articles may be of a date that does not say one: more than any query of these tests names.
const YEARS: std::ops::Range<i16> = 1590..2590;

/// Whether one of the days that the article's date leaves open is meant; all of them, where it must be certain.
fn was_published(published: &Published, article: &Article) -> bool {
    let Some(dating) = &article.date else {
        return false;
    };
    let is_meant = |day: i64| match published.days {
        Days::Between(from, to) => {
            from.is_none_or(|from| from <= day) && to.is_none_or(|to| day <= to)
        }
        Days::AnyYear(asked) => {
            let day = from_day_number(day).unwrap();
            day.month() == asked.month()
                && (asked.day_of_month().is_none() || day.day_of_month() == asked.day_of_month())
        }
    };
    let years = match dating.value.year() {
        Some(year) => year..year + 1,
        None => YEARS,
    };
    let mut days = years
        .filter_map(|year| dating.value.in_year(year)?.days())
        .flat_map(|(first, last)| first..=last);
    match published.certain {
        true => days.all(is_meant),
        false => days.any(is_meant),
    }
}

fn names_a_date(days: Days, article: &Article) -> bool {
    let within = |(first, last): (i64, i64), from: Option<i64>, to: Option<i64>| {
        from.is_none_or(|from| first >= from) && to.is_none_or(|to| last <= to)
    };
    article.mentioned_dates.iter().any(|mentioned| match days {
        Days::Between(from, to) => mentioned.value.ranges().any(|days| within(days, from, to)),
        Days::AnyYear(date) => mentioned.value.dates().any(|named| {
            named.month() == date.month()
                && (date.day_of_month().is_none() || named.day_of_month() == date.day_of_month())
        }),
    })
}
