//! Which quoted words are speech: not the titles of works, nor words that a reporter holds at arm's length.
//!
//! In: a run that no rule attributed. Out: whether it is a quote. Whole sentences always are; a quote is never withheld
//! only because its source is unknown. On annotated news, of unattributed runs one word long six in ten are no speech, of
//! short ones in Title Case six in ten, of all longer ones a third.

use super::mention::{is_possessive, plain};
use super::tokens::{Kind, SMALL, Token};
use crate::lexicon::few_words::FewWords;

/// Words before the marks that announce a name or a title.
const ANNOUNCES: FewWords<36> = FewWords::new([
    "album",
    "band",
    "blog",
    "book",
    "called",
    "click",
    "column",
    "comedy",
    "documentary",
    "drama",
    "dubbed",
    "entitled",
    "episode",
    "film",
    "game",
    "hit",
    "magazine",
    "memoir",
    "movie",
    "musical",
    "named",
    "nicknamed",
    "novel",
    "play",
    "podcast",
    "program",
    "series",
    "show",
    "sitcom",
    "so-called",
    "song",
    "song,",
    "tap",
    "thriller",
    "titled",
    "tv",
]);

/// Whether the words in marks are the name of a work or of a thing: `the novel “The Long Night”`.
pub(super) fn is_named_work(tokens: &[Token<'_>], from: usize, quote: usize) -> bool {
    let words = tokens[quote].text;
    let titled = |before: &Token<'_>| {
        let next = tokens.get(quote + 1);
        announces(before) || is_station(before) || is_nickname(before, words, next)
    };
    before(tokens, from, quote).is_some_and(titled) && is_title_case(words) || is_label(words)
}

/// `ABC’s` before the name of a programme.
fn is_station(word: &Token<'_>) -> bool {
    is_possessive(word)
        && plain(word).len() > 2
        && plain(word).bytes().all(|b| b.is_ascii_uppercase())
}

/// `“Related:”`: a word of the page.
fn is_label(words: &str) -> bool {
    words.ends_with(':') && !words.contains(' ')
}

/// `Ana “Ice” Ruiz`: a word or two in marks within a name.
fn is_nickname(before: &Token<'_>, words: &str, next: Option<&Token<'_>>) -> bool {
    let within = before.is_name_word() && next.is_some_and(Token::is_name_word);
    within && words.ends_with(char::is_alphabetic) && words.split(' ').nth(2).is_none()
}

/// `“A Regret I Carry”`: a paragraph of its own in Title Case, without a stop.
pub(super) fn is_heading(words: &str) -> bool {
    words.contains(' ') && words.ends_with(char::is_alphanumeric) && is_title_case(words)
}

/// Whether unattributed words in marks can be speech. `quote` is the token of the run, `from` the first of its frame.
pub(super) fn is_speech(tokens: &[Token<'_>], from: usize, quote: usize) -> bool {
    let words = tokens[quote].text;
    let count = words.split_whitespace().take(5).count();
    let sentence = words.trim_end().ends_with(['.', '!', '?']) && count > 1;
    let before = before(tokens, from, quote);
    let announced = before.is_some_and(announces);
    if announced {
        return false;
    }
    let alone = before.is_none()
        && tokens
            .get(quote + 1)
            .is_none_or(|next| matches!(next.kind, Kind::End | Kind::Quote));
    alone || count > 4 || !(count == 1 || is_title_case(words)) || sentence && !is_title_case(words)
}

/// The token before the quoted words, in their frame.
fn before<'a>(tokens: &'a [Token<'a>], from: usize, quote: usize) -> Option<&'a Token<'a>> {
    let before = quote.checked_sub(1).filter(|&before| before >= from)?;
    Some(&tokens[before])
}

/// Whether a name or a title follows the word.
fn announces(word: &Token<'_>) -> bool {
    let may_be = ANNOUNCES.may_contain(word.text) & !word.is(SMALL); // few
    may_be && ANNOUNCES.contains_in_any_case(word.text)
}

/// Whether every longer word begins with a capital: `The Long Way Home`, not `the long way home`.
pub(super) fn is_title_case(words: &str) -> bool {
    let mut letters = words
        .split_whitespace()
        .filter(|word| word.starts_with(char::is_alphabetic));
    letters.clone().next().is_some()
        && letters.all(|word| word.len() < 4 || word.starts_with(char::is_uppercase))
}
