//! Letters in one form: lower case, without accents.

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// Appends `word` to `folded`, lower-cased and without accents.
pub(crate) fn fold_word(word: &str, folded: &mut String) {
    if word.is_ascii() {
        let start = folded.len();
        folded.push_str(word);
        folded[start..].make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        if c.is_ascii() {
            folded.push(c.to_ascii_lowercase());
            continue;
        }
        // Marks alone would have to be put in order, and none is kept.
        decompose_compatible(c, |c| {
            if !is_combining_mark(c) {
                c.to_lowercase().for_each(|c| push_plain(c, folded));
            }
        });
    }
}

/// Appends a small letter, or what stands for one that Unicode does not take apart.
fn push_plain(c: char, folded: &mut String) {
    match c {
        'ß' => folded.push_str("ss"),
        'æ' => folded.push_str("ae"),
        'œ' => folded.push_str("oe"),
        'ø' => folded.push('o'),
        'ł' => folded.push('l'),
        'đ' | 'ð' => folded.push('d'),
        'þ' => folded.push_str("th"),
        'ı' => folded.push('i'),
        c if !is_combining_mark(c) => folded.push(c),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    fn folded(word: &str) -> String {
        let mut folded = String::new();
        fold_word(word, &mut folded);
        folded
    }

    #[test]
    fn words_lose_their_accents_and_capitals() {
        assert_eq!(folded("Łódź’s"), "lodz’s");
        assert_eq!(folded("STRASSE"), folded("Straße"));
        assert_eq!(folded("ﬁancée…"), "fiancee...");
        assert_eq!(folded("e\u{323}\u{301}Q\u{301}\u{323}"), "eq");
    }

    #[test]
    fn letters_are_those_of_compatible_decomposition() {
        for c in (0x80..0x1_0000).filter_map(char::from_u32) {
            let word = format!("a{c}b");
            let apart = word.nfkd().filter(|c| !is_combining_mark(*c));
            let mut expected = String::new();
            apart
                .flat_map(char::to_lowercase)
                .for_each(|c| push_plain(c, &mut expected));
            assert_eq!(folded(&word), expected, "{c:?}");
        }
    }
}
