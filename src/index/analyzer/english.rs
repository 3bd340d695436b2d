//! Stems of English words, by the second algorithm of Martin Porter (<https://snowballstem.org/algorithms/english/stemmer.html>).
//!
//! In: a word of small letters and digits. Out: its stem, the same that `rust-stemmers` makes, for a third of the work. Step after step asks
//! how a word ends: its last eight letters are one number here, in which every ending has its place.

/// The stem of a word of small letters and digits; `None` for any other word, and a very long one.
pub(super) fn stem(word: &str) -> Option<String> {
    let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if word.len() > LONGEST || !word.bytes().all(plain) {
        return None;
    }
    if word.len() < 3 {
        return Some(word.to_owned());
    }
    Some(of_its_own(word).map_or_else(|| Word::of(word).stem(), str::to_owned))
}

/// The stem of a word that no rule makes.
fn of_its_own(word: &str) -> Option<&'static str> {
    if word.len() > LONGEST_WHOLE {
        return None;
    }
    let known = WHOLE.iter().find(|(whole, _)| *whole == word);
    known.map(|(_, stem)| *stem)
}

const LONGEST_WHOLE: usize = 6;
/// Words that have stems of their own.
const WHOLE: [(&str, &str); 18] = [
    ("andes", "andes"),
    ("atlas", "atlas"),
    ("bias", "bias"),
    ("cosmos", "cosmos"),
    ("dying", "die"),
    ("early", "earli"),
    ("gently", "gentl"),
    ("howe", "howe"),
    ("idly", "idl"),
    ("lying", "lie"),
    ("news", "news"),
    ("only", "onli"),
    ("singly", "singl"),
    ("skies", "sky"),
    ("skis", "ski"),
    ("sky", "sky"),
    ("tying", "tie"),
    ("ugly", "ugli"),
];

/// Words that stay as they are, as soon as they are no plurals.
const KEPT: [&str; 8] = [
    "inning", "outing", "canning", "herring", "earring", "proceed", "exceed", "succeed",
];

/// Beginnings behind which the first region begins.
const BEGINNINGS: [&str; 3] = ["arsen", "commun", "gener"];

/// What becomes of an ending that stands in a region of its word.
struct Rule {
    ending: Ending,
    to: &'static str,
    /// The letters of which one has to stand before it; none where any may.
    behind: &'static [u8],
    /// Whether it has to stand in the second region.
    late: bool,
}

const fn rule(ending: &str, to: &'static str) -> Rule {
    Rule {
        ending: Ending::of(ending),
        to,
        behind: b"",
        late: false,
    }
}

/// Suffixes behind suffixes, the longer ones first.
const DOUBLE: [Rule; 24] = [
    rule("ational", "ate"),
    rule("ization", "ize"),
    rule("iveness", "ive"),
    rule("fulness", "ful"),
    rule("ousness", "ous"),
    rule("tional", "tion"),
    rule("biliti", "ble"),
    rule("lessli", "less"),
    rule("fulli", "ful"),
    rule("ousli", "ous"),
    rule("entli", "ent"),
    rule("aliti", "al"),
    rule("iviti", "ive"),
    rule("alism", "al"),
    rule("ation", "ate"),
    rule("abli", "able"),
    rule("alli", "al"),
    rule("anci", "ance"),
    rule("enci", "ence"),
    rule("izer", "ize"),
    rule("ator", "ate"),
    rule("bli", "ble"),
    Rule {
        behind: b"l",
        ..rule("ogi", "og")
    },
    Rule {
        behind: b"cdeghkmnrt",
        ..rule("li", "")
    },
];

/// Suffixes behind which others may stand, the longer ones first.
const SINGLE: [Rule; 9] = [
    rule("ational", "ate"),
    rule("tional", "tion"),
    rule("icate", "ic"),
    Rule {
        late: true,
        ..rule("ative", "")
    },
    rule("alize", "al"),
    rule("iciti", "ic"),
    rule("ical", "ic"),
    rule("ness", ""),
    rule("ful", ""),
];

/// Suffixes that go from the second region, the longer ones first.
const LATE: [Rule; 18] = [
    late("ement"),
    late("ance"),
    late("ence"),
    late("able"),
    late("ible"),
    late("ment"),
    late("ate"),
    late("ive"),
    late("ize"),
    late("iti"),
    late("ism"),
    late("ous"),
    late("ant"),
    late("ent"),
    Rule {
        behind: b"st",
        ..late("ion")
    },
    late("ic"),
    late("al"),
    late("er"),
];

const fn late(ending: &str) -> Rule {
    Rule {
        late: true,
        ..rule(ending, "")
    }
}

/// At most eight letters, the last of them highest in a number.
#[derive(Clone, Copy)]
struct Ending {
    letters: u64,
    length: usize,
}

impl Ending {
    const fn of(text: &str) -> Self {
        let (bytes, mut letters, mut nth) = (text.as_bytes(), 0, 0);
        while nth < bytes.len() {
            letters = letters >> 8 | (bytes[nth] as u64) << 56;
            nth += 1;
        }
        let length = bytes.len();
        Self { letters, length }
    }
}

/// The longest word that is stemmed here.
const LONGEST: usize = 64;
/// Where a word begins: before it stand zeros, so that it has eight last letters, however short it is.
const START: usize = 8;

/// A word on its way to its stem. A `y` that is a consonant is a `Y` meanwhile.
struct Word {
    letters: [u8; START + LONGEST + 1],
    end: usize,
    /// Where its regions begin: behind the first consonant that follows a vowel, and behind the next one.
    first: usize,
    second: usize,
}

impl Word {
    fn of(word: &str) -> Self {
        let mut letters = [0; START + LONGEST + 1];
        let end = START + word.len();
        letters[START..end].copy_from_slice(word.as_bytes());
        for at in START..end {
            if letters[at] == b'y' && (at == START || is_vowel(letters[at - 1])) {
                letters[at] = b'Y';
            }
        }
        let beginning = BEGINNINGS.iter().find(|known| word.starts_with(**known));
        let first = match beginning {
            Some(known) => START + known.len(),
            None => region(&letters[..end], START),
        };
        let second = region(&letters[..end], first);
        Self {
            letters,
            end,
            first,
            second,
        }
    }

    fn stem(mut self) -> String {
        self.cut_plural();
        if !KEPT.iter().any(|kept| kept.as_bytes() == self.letters()) {
            self.cut_past();
            self.turn_last_y();
            self.change(&DOUBLE);
            self.change(&SINGLE);
            self.change(&LATE);
            self.cut_last_e_or_l();
        }
        let letters = String::from_utf8(self.letters().to_ascii_lowercase());
        letters.expect("letters and digits of ASCII are text")
    }

    fn letters(&self) -> &[u8] {
        &self.letters[START..self.end]
    }

    fn cut_plural(&mut self) {
        if self.ends("sses") {
            self.end -= 2;
        } else if self.ends("ied") || self.ends("ies") {
            let is_short = self.end - START < 5;
            self.end -= if is_short { 1 } else { 2 };
        } else if self.ends("s") && !self.ends("ss") && !self.ends("us") {
            let before = &self.letters[START..self.end - 2];
            self.end -= usize::from(before.iter().any(|letter| is_vowel(*letter)));
        }
    }

    fn cut_past(&mut self) {
        let eed = ["eedly", "eed"].into_iter().find(|eed| self.ends(eed));
        if let Some(eed) = eed {
            let at = self.end - eed.len();
            if self.first <= at {
                self.end = at + 2;
            }
            return;
        }
        let past = ["ingly", "edly", "ing", "ed"];
        let Some(past) = past.into_iter().find(|past| self.ends(past)) else {
            return;
        };
        let at = self.end - past.len();
        if !self.letters[START..at]
            .iter()
            .any(|letter| is_vowel(*letter))
        {
            return;
        }
        self.end = at;
        if ["at", "bl", "iz"].into_iter().any(|cut| self.ends(cut)) {
            self.push(b'e');
        } else if self.ends_in_double() {
            self.end -= 1;
        } else if self.end == self.first && self.is_short(self.end) {
            self.push(b'e');
        }
    }

    fn turn_last_y(&mut self) {
        let last = self.end - 1;
        let is_y = self.letters[last].eq_ignore_ascii_case(&b'y');
        if is_y && last > START + 1 && !is_vowel(self.letters[last - 1]) {
            self.letters[last] = b'i';
        }
    }

    /// Changes the ending by the longest rule that knows it, if that applies.
    fn change(&mut self, rules: &[Rule]) {
        let last = self.last_eight();
        let Some(rule) = rules.iter().find(|rule| is_end(last, rule.ending)) else {
            return;
        };
        let at = self.end - rule.ending.length;
        let region = if rule.late { self.second } else { self.first };
        let fits = rule.behind.is_empty() || rule.behind.contains(&self.letters[at - 1]);
        if at >= region && fits {
            self.end = at;
            rule.to.bytes().for_each(|letter| self.push(letter));
        }
    }

    fn cut_last_e_or_l(&mut self) {
        let last = self.end - 1;
        let goes = match self.letters[last] {
            b'e' => self.second <= last || self.first <= last && !self.is_short(last),
            b'l' => self.second <= last && self.letters[last - 1] == b'l',
            _ => false,
        };
        self.end -= usize::from(goes);
    }

    /// Whether a short syllable ends there: a vowel between consonants, the later of which is no `w`, `x` or `Y`, or a vowel that begins the
    /// word and a consonant.
    fn is_short(&self, at: usize) -> bool {
        let [.., before, vowel, last] = self.letters[START - 1..at] else {
            return false;
        };
        let is_closed = !is_vowel(last) && is_vowel(vowel);
        match at - START {
            2 => is_closed,
            _ => is_closed && !matches!(last, b'w' | b'x' | b'Y') && !is_vowel(before),
        }
    }

    fn ends_in_double(&self) -> bool {
        let [.., before, last] = self.letters() else {
            return false;
        };
        before == last && b"bdfgmnprt".contains(last)
    }

    fn ends(&self, text: &str) -> bool {
        is_end(self.last_eight(), Ending::of(text))
    }

    fn last_eight(&self) -> u64 {
        let last = self.letters[..self.end].last_chunk();
        u64::from_le_bytes(*last.expect("zeros stand before the word"))
    }

    fn push(&mut self, letter: u8) {
        self.letters[self.end] = letter;
        self.end += 1;
    }
}

/// Whether these are the last of eight letters.
fn is_end(last_eight: u64, ending: Ending) -> bool {
    (last_eight ^ ending.letters) >> (64 - 8 * ending.length) == 0
}

/// Where a region begins: behind the first consonant that follows a vowel.
fn region(letters: &[u8], from: usize) -> usize {
    let vowel = (from..letters.len()).find(|at| is_vowel(letters[*at]));
    let behind = vowel.unwrap_or(letters.len())..letters.len();
    let consonant = behind.clone().find(|at| !is_vowel(letters[*at]));
    consonant.map_or(letters.len(), |at| at + 1)
}

fn is_vowel(letter: u8) -> bool {
    matches!(letter, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')
}

#[cfg(test)]
mod tests {
    use rust_stemmers::{Algorithm, Stemmer};

    use super::*;

    impl Ending {
        fn text(self) -> String {
            let letters = self.letters.to_le_bytes();
            letters[8 - self.length..]
                .iter()
                .map(|letter| char::from(*letter))
                .collect()
        }
    }

    fn check<'w>(words: impl IntoIterator<Item = &'w str>) {
        let known = Stemmer::create(Algorithm::English);
        for word in words {
            assert_eq!(stem(word).as_deref(), Some(&*known.stem(word)), "{word}");
        }
    }

    #[test]
    fn words_of_the_rules_have_the_stems_of_the_snowball_stemmer() {
        let rules = DOUBLE.iter().chain(&SINGLE).chain(&LATE);
        let rules: Vec<String> = rules.map(|rule| rule.ending.text()).collect();
        let more = [
            "s", "ss", "us", "sses", "ies", "ied", "ed", "eed", "ing", "edly", "eedly", "ingly",
            "y", "e", "l", "ll", "",
        ];
        let ends: Vec<&str> = rules.iter().map(String::as_str).chain(more).collect();
        let heads = [
            "", "a", "y", "b", "by", "say", "hop", "hopp", "relat", "commun", "generat", "arsenal",
            "str", "yacht", "trouble", "bowl", "2x",
        ];
        for head in heads {
            for middle in &ends {
                let words: Vec<String> = ends
                    .iter()
                    .map(|end| format!("{head}{middle}{end}"))
                    .collect();
                check(
                    words
                        .iter()
                        .map(String::as_str)
                        .filter(|word| !word.is_empty()),
                );
            }
        }
    }

    #[test]
    fn short_words_and_exceptions_have_the_same_stems_too() {
        check(WHOLE.map(|(word, _)| word));
        check(KEPT);
        let plurals = KEPT.map(|word| format!("{word}s"));
        check(plurals.iter().map(String::as_str));
        let letters = "abeilnosty2".chars();
        let mut words = vec![String::new()];
        for _ in 0..5 {
            let longer = words
                .iter()
                .flat_map(|word| letters.clone().map(move |letter| format!("{word}{letter}")));
            words = longer.collect();
            check(words.iter().map(String::as_str));
        }
    }

    #[test]
    fn all_words_of_the_sample_corpus_have_the_same_stems() {
        let corpus = concat!(env!("CARGO_MANIFEST_DIR"), "/corpus");
        let files = walkdir::WalkDir::new(corpus).into_iter().flatten();
        let mut count = 0;
        for text in files.filter_map(|file| std::fs::read_to_string(file.path()).ok()) {
            let text = text.to_lowercase();
            let words = text.split(|c: char| !c.is_ascii_alphanumeric());
            let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
            count += words.len();
            check(words);
        }
        assert!(count > 10_000, "{count}");
    }

    #[test]
    fn other_words_are_left_to_others() {
        for word in ["naïve", "Rain", "don’t", &"a".repeat(LONGEST + 1)] {
            assert_eq!(stem(word), None);
        }
        let longest = "a".repeat(LONGEST - 3) + "bli";
        check([longest.as_str()]);
    }
}
