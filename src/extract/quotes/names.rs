//! Names: where they stand, how they are spelled, whether of a person, of which gender.
//!
//! In: tokens. Out: the names among them, with the phrases that they stand in.

use super::bodies::{joins_pair, may_join_pair};
use super::bounds::crosshead;
use super::mention::{
    Mention, MentionKind, REACH, is_possessive, phrase_ending_at, phrase_of_name, plain,
};
use super::particles::{self, is_no_particle, is_particle, may_be_particle};
use super::tokens::{SMALL, Token};
use crate::article::ShortText;
use crate::lexicon::names::{are_letters, behind_article};
use crate::lexicon::speech::class;

/// What the article or the name says about "he" and "she".
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Gender {
    Female,
    Male,
    Unknown,
}

/// The names of a paragraph, with the phrases that they stand in. `words` are all its words of names: where one is left out, a name ends before it.
pub(super) fn names<'t>(
    tokens: &'t [Token<'t>],
    words: &'t [u32],
) -> impl Iterator<Item = Mention> + 't {
    runs(tokens, words).filter_map(move |run| run.name(tokens))
}

/// Words of a name in a row.
#[derive(Clone, Copy, Debug)]
pub(super) struct Run {
    pub(super) first: usize,
    pub(super) last: usize,
    /// Whether there are no particles in it.
    plain: bool,
    /// Whether nothing before it can join it to another name.
    free: bool,
    /// The classes of all its words together.
    classes: u32,
    /// Whether anything but letters and digits is a part of any of its words.
    joined: bool,
}

/// How far a phrase reaches back before the words of a name, in tokens.
const BACK: usize = 6;

/// The runs of a paragraph. `words` are all its words of names.
pub(super) fn runs<'t, 'a>(tokens: &'t [Token<'a>], words: &'t [u32]) -> Runs<'t, 'a> {
    Runs {
        tokens,
        words,
        taken: 0,
        behind: usize::MAX,
        free: 0,
    }
}

/// The runs of a paragraph, from left to right.
pub(super) struct Runs<'t, 'a> {
    tokens: &'t [Token<'a>],
    words: &'t [u32],
    /// How many of the words are in a run.
    taken: usize,
    /// The token behind the last run, none at first.
    behind: usize,
    /// The first token to which no preposition behind an earlier name reaches: the `Iowa` of `the University of Iowa` is none of its
    /// own.
    free: usize,
}

impl Iterator for Runs<'_, '_> {
    type Item = Run;

    #[inline(always)] // one of its callers reads nearly all names
    fn next(&mut self) -> Option<Run> {
        let first = *self.words.get(self.taken)? as usize;
        self.taken += 1;
        let mut run = self.run_from(first);
        let before = first.saturating_sub(1);
        let apart = before ^ self.behind;
        let may_tie = apart | is_no_particle(&self.tokens[before]) as usize == 0; // nearly none
        let tied = may_tie && is_particle(self.tokens, before);
        run.free = (first >= self.free) & !tied;
        self.behind = run.last + 1;
        let next = self.tokens.get(self.behind);
        let reaches = next.is_some_and(|next| next.is(class::PREP));
        self.free = if reaches {
            self.behind + BACK
        } else {
            self.free
        };
        Some(run)
    }
}

impl Runs<'_, '_> {
    /// The next word of a name, one far behind the others where there is none: not by a branch, which could not be foreseen.
    #[inline(always)]
    fn next_word(&self) -> usize {
        let last = self.words.len() - 1;
        let next = self.words[self.taken.min(last)];
        let next = if self.taken > last { u32::MAX } else { next };
        next as usize
    }

    /// The run that begins at `first`.
    #[inline(always)]
    fn run_from(&mut self, first: usize) -> Run {
        let mut run = Run::of(first, first);
        loop {
            let word = &self.tokens[run.last];
            run.classes |= word.classes;
            run.joined |= word.joined;
            // Whether another word follows cannot be foreseen: it is asked once, of all that may.
            let gap = self.next_word() - run.last - 1;
            let farthest = match may_go_through(self.tokens, run.last + 1) {
                true => particles::MOST,
                false => 0, // nearly all
            };
            if gap > farthest || is_possessive(word) {
                break;
            }
            if gap == 0 {
                self.taken += 1;
            } else if goes_through(self.tokens, run.last + 1) {
                run.plain = false;
            } else {
                break;
            }
            run.last += 1;
        }
        run
    }
}

/// Whether a name goes through the small word at `at`: `Jan | van | Dijk`, `Food | and | Drug Administration`.
fn goes_through(tokens: &[Token<'_>], at: usize) -> bool {
    is_particle(tokens, at) || joins_pair(tokens, at)
}

/// Whether it may be such a word.
#[inline]
fn may_go_through(tokens: &[Token<'_>], at: usize) -> bool {
    let small = tokens.get(at); // nearly every name has something behind it
    small.is_some_and(|small| may_be_particle(small) | may_join_pair(tokens, at))
}

impl Run {
    /// The run of these words, of which nothing more is known.
    pub(super) fn of(first: usize, last: usize) -> Self {
        Self {
            first,
            last,
            plain: true,
            free: true,
            classes: 0,
            joined: false,
        }
    }

    /// Whether it is a lone word that nothing before it can join to another name: whatever phrase it stands in, the name is this word.
    pub(super) fn is_alone(&self) -> bool {
        self.free & (self.first == self.last)
    }

    /// Whether it is nobody's name, whatever phrase it stands in, but one of a body, and no firm's: `Harbor Commission`.
    pub(super) fn is_of_body(&self, tokens: &[Token<'_>]) -> bool {
        const ELSE: u32 =
            class::GIVEN | class::TITLE | class::ROLE | class::CUE | class::CONJ | class::FIRM;
        let body = tokens[self.last].is(class::ORGANISATION) & (self.classes & ELSE == 0);
        if !(body & self.free & self.plain & !self.joined) {
            return false; // most names
        }
        let words = &tokens[self.first..=self.last];
        crosshead(words) == 0 && !are_letters(words[words.len() - 1].text)
    }

    /// The name with the phrase that it stands in; `None` where the phrase is about something else, as `the mayor of Lima`.
    #[inline]
    pub(super) fn name(&self, tokens: &[Token<'_>]) -> Option<Mention> {
        let from = self.first.saturating_sub(BACK);
        let phrase = if self.plain && self.last < self.first + REACH / 2 {
            phrase_of_name(tokens, from, self.first, self.last)
        } else {
            phrase_ending_at(tokens, from, self.last)
        };
        match phrase {
            Some(mention) if mention.kind == MentionKind::Name => Some(mention),
            Some(mention) if self.last > self.first => self.behind_preposition(tokens, &mention),
            _ => None,
        }
    }

    /// The name in the phrase behind a preposition that ties it to another: `talks with | Trade Minister Ana Ruiz`.
    fn behind_preposition(&self, tokens: &[Token<'_>], phrase: &Mention) -> Option<Mention> {
        let before = &tokens[phrase.first..self.first];
        let ties = before.iter().rposition(|token| token.is(class::PREP))?;
        let whom = matches!(before[ties].text, "from" | "to" | "with");
        let first = phrase.first + ties + 1;
        whom.then(|| phrase_of_name(tokens, first, self.first, self.last))?
            .filter(|mention| mention.kind == MentionKind::Name)
    }
}

/// Whether the name is one of a body, not of a person.
pub(super) fn is_body(words: &[Token<'_>]) -> bool {
    words
        .iter()
        .any(|word| word.is(class::ORGANISATION) & !word.is(class::GIVEN))
        || words[0].is(SMALL)
        || !words[0].is(class::GIVEN)
            && words
                .iter()
                .all(|word| word.text.bytes().all(|byte| !byte.is_ascii_lowercase()))
}

/// What title, role or given name say. A lone name is a surname, though others are given it: `Morris` may be a woman.
pub(super) fn gender(tokens: &[Token<'_>], mention: &Mention) -> Gender {
    let Some((first, last)) = mention.name else {
        return Gender::Unknown;
    };
    const BOTH: u32 = class::FEMALE | class::MALE;
    let (titles, words) = (&tokens[mention.first..first], &tokens[first..=last]);
    let given = words[0].classes * u32::from(last > first);
    // "Harbor Morgan analyst Ana Ruiz": a name in what stands before is no title. The first title that tells is believed.
    let told = titles.iter().rev().fold(given, |told, title| {
        let tells = title.is(BOTH) & !title.is(class::GIVEN);
        if tells { title.classes } else { told }
    });
    match told & BOTH {
        0 => Gender::Unknown, // most names
        class::MALE => Gender::Male,
        _ => Gender::Female,
    }
}

/// What somebody is called by that a word of a name says: without a possessive ending, and without an Arabic article, as `al-Okafor` is
/// called `Okafor` too.
pub(super) fn called_by<'a>(word: &Token<'a>) -> &'a str {
    let name = plain(word);
    match word.joined {
        true => behind_article(name).unwrap_or(name),
        false => name, // most words
    }
}

/// The words of a name as one writes it: with points behind initials, without a possessive ending.
pub(super) fn spelled(text: &str, words: &[Token<'_>]) -> ShortText {
    if let Some(printed) = as_spelled(text, words) {
        return printed.into(); // most names
    }
    let length = |word: &Token<'_>| word.text.len() + 1;
    let mut name = ShortText::with_capacity(words.iter().map(length).sum());
    for (index, word) in words.iter().enumerate() {
        if index > 0 {
            name.push(' ');
        }
        name.push_str(plain(word));
        if is_shortened(word) {
            name.push('.');
        }
    }
    name
}

/// A name as it stands in the text, if one writes it like this.
fn as_spelled<'a>(text: &'a str, words: &[Token<'_>]) -> Option<&'a str> {
    let behind = |word: &Token<'_>| word.start() + plain(word).len();
    let between = |pair: &[Token<'_>]| text.as_bytes().get(behind(&pair[0])..pair[1].start());
    if words.windows(2).any(|pair| between(pair) != Some(b" ")) || words.iter().any(is_shortened) {
        return None;
    }
    text.get(words[0].start()..behind(&words[words.len() - 1]))
}

/// Whether a point belongs behind the word, which is no part of its token.
fn is_shortened(word: &Token<'_>) -> bool {
    is_initial(word) || ends_in_initial(plain(word))
}

/// Whether the word is of initials: `U.S`, `J.C`, whose last point belongs to no token.
fn ends_in_initial(word: &str) -> bool {
    const LONGEST: usize = 7;
    word.len() <= LONGEST
        && matches!(word.as_bytes(), [.., b'.', last] if last.is_ascii_uppercase())
}

/// Whether a point belongs behind the word: `J.`, `Jr.`
pub(super) fn is_initial(word: &Token<'_>) -> bool {
    let first = word.text.chars().next().map_or(0, char::len_utf8);
    let letter = first == word.text.len() && !matches!(word.text, "&" | "Ó"); // few words
    word.capital & (letter | matches!(word.text, "Jr" | "Sr"))
}
