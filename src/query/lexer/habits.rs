//! Habits of other systems that are words here: a hint says what to write instead.

use super::Lexer;
use crate::span::Span;

/// The hint for a word that another system would read as an operator.
pub(super) fn of_word(lexer: &Lexer<'_>, word: &str, span: Span) -> Option<String> {
    let between = !lexer.behind_a_field() && lexer.between_words(span);
    let instead = match word {
        "and" | "or" | "not" if between => {
            let operator = word.to_uppercase();
            return Some(format!(
                "{word} is read as a word; the operator is {operator}"
            ));
        }
        "ANDNOT" | "BUTNOT" | "XOR" if between => "NOT",
        "NEAR" | "SAME" | "WITHIN" | "ADJ" | "AROUND" if between => "w/5, w/s or w/p",
        _ => return of_signs(word),
    };
    Some(format!("{word} is read as a word; write {instead}"))
}

/// Signs at the ends of words: `+word` of search engines, `steuer!` of Westlaw and Nexis, `steuer$` of Ovid.
fn of_signs(word: &str) -> Option<String> {
    if let Some(required) = word.strip_prefix('+').filter(|rest| starts_plainly(rest)) {
        return Some(format!(
            "every word must be found anyway; {word} is read as {required}"
        ));
    }
    let truncated = word.strip_suffix(['!', '$']).filter(|rest| plain(rest));
    if let Some(beginning) = truncated {
        return Some(format!(
            "{word} is read as {beginning}; words that begin so are {beginning}*"
        ));
    }
    let unknown = word.trim_end_matches('?');
    (unknown.len() < word.len() && plain(unknown)).then(|| {
        format!("? stands for a letter only inside a word; {word} is read as {unknown}, and words that begin so are {unknown}*")
    })
}

fn starts_plainly(word: &str) -> bool {
    word.starts_with(char::is_alphabetic)
}

fn plain(word: &str) -> bool {
    !word.is_empty() && word.chars().all(char::is_alphanumeric)
}
