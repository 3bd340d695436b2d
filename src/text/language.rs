//! The language of a text, by the function words it uses.
//!
//! In: some text. Out: an ISO 639-1 code, or nothing where the text is short or the evidence is thin. Function words
//! are the commonest words of any text and are rarely borrowed (Grefenstette 1995), so a hundred words are plenty.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use crate::lexicon::key::Key;
use crate::lexicon::rows;
use crate::lexicon::table::Table;
use crate::span::Span;

use super::letters::{Letters, in_lower_case, sixteen_at};
use super::words::{may_go_on, word_end, word_start};

/// Words looked at: of 21,300 articles, twice as many changed the answer for two.
const ENOUGH: usize = 200;
/// So many are enough where one language is far ahead of all others, as in most articles; else it is asked again after some more.
const ENOUGH_IF_CLEAR: usize = 48;
const SOME_MORE: usize = 16;
/// The letters of a word that has no more of them are two numbers.
const SHORT: usize = 15;
/// No function word is longer, in bytes.
const LONGEST_WORD: usize = 16;
/// Fewer words than this tell nothing.
const LEAST_WORDS: usize = 12;
/// Of a text in a known language, every third to second word is in its profile.
const LEAST_SHARE: f32 = 0.15;
/// How much better than the second the best must be: Danish and Norwegian share most words.
const LEAST_LEAD: f32 = 1.1;

static PROFILES: LazyLock<Profiles> = LazyLock::new(Profiles::read);

struct Profiles {
    codes: Vec<&'static str>,
    /// The languages that have a word, a bit each.
    words: Table<u32, 256>,
}

impl Profiles {
    fn read() -> Self {
        let mut codes: Vec<&str> = Vec::new();
        let mut words: FxHashMap<Key, u32> = FxHashMap::default();
        for row in rows(include_str!("../lexicon/function_words.txt")) {
            let known = codes.iter().position(|code| *code == row[1]);
            let bit = known.unwrap_or_else(|| {
                assert!(
                    codes.len() < MOST_LANGUAGES,
                    "each language is counted in a byte"
                );
                codes.push(row[1]);
                codes.len() - 1
            });
            // A longer word than a key holds is asked for by nobody.
            if let Some(key) = Key::of(row[0]) {
                *words.entry(key).or_default() |= 1 << bit;
            }
        }
        Self {
            codes,
            words: Table::new(words),
        }
    }

    /// The languages that have the next word of a text, a bit each, and where it ends.
    #[inline]
    fn next_word(
        &self,
        text: &str,
        letters: &Letters,
        at: usize,
        end: usize,
    ) -> Option<(u32, usize)> {
        let mut start = at + usize::from(letters.byte(at) == b' ');
        let mut length = letters.run_at(start);
        if start >= end || length == 0 {
            start = word_start(text, Span::new(at, end))?; // rarely
            length = letters.run_at(start);
        }
        let behind = start + length;
        let few = length.wrapping_sub(1) < SHORT;
        if few
            && behind <= end
            && !may_go_on(text.as_bytes(), behind)
            && let Some(sixteen) = sixteen_at(text, start)
        {
            let word = Key::of_short(in_lower_case(sixteen, length));
            return Some((self.words.said(word), behind)); // most words
        }
        let end = word_end(text, Span::new(start, end));
        Some((self.languages_of(&text[start..end]), end))
    }

    fn languages_of(&self, word: &str) -> u32 {
        if word.len() > LONGEST_WORD {
            return 0;
        }
        Key::in_any_case(word).map_or(0, |key| self.words.said(key))
    }
}

/// How many words each language has, a byte each: of no text are more than [`ENOUGH`] words looked at.
#[derive(Clone, Copy, Default)]
struct Hits([u64; MOST_LANGUAGES / 8]);

/// There is room for so many.
const MOST_LANGUAGES: usize = 24;

impl Hits {
    /// Counts a word for each language that has it, a bit each. Which ones cannot be foretold, so that eight are counted at
    /// once, and without a branch.
    fn count(&mut self, languages: u32) {
        for (nth, eight) in self.0.iter_mut().enumerate() {
            *eight += SPREAD[(languages >> (8 * nth)) as usize & 0xFF];
        }
    }

    fn of(self, language: usize) -> u32 {
        u32::from((self.0[language / 8] >> (8 * (language % 8))) as u8)
    }
}

/// The bits of a byte, each in a byte of its own.
const SPREAD: [u64; 256] = {
    let mut spread = [0; 256];
    let mut bits = 0;
    while bits < 256 {
        let mut nth = 0;
        while nth < 8 {
            spread[bits] |= (bits as u64 >> nth & 1) << (8 * nth);
            nth += 1;
        }
        bits += 1;
    }
    spread
};

/// The language of a text, where it is told by enough words.
#[must_use]
pub fn language(text: &str) -> Option<&'static str> {
    let letters = Letters::of(text.as_bytes());
    language_of(text, &letters, [Span::new(0, text.len())])
}

/// Has at hand what it is told by.
pub(crate) fn read_languages_through() {
    PROFILES.words.read_through();
}

/// The same of parts of a text.
#[must_use]
pub(crate) fn language_of(
    text: &str,
    letters: &Letters,
    parts: impl IntoIterator<Item = Span>,
) -> Option<&'static str> {
    let profiles = &*PROFILES;
    let mut hits = Hits::default();
    let mut seen = 0;
    for part in parts {
        let mut at = part.start();
        while seen < ENOUGH
            && let Some((languages, behind)) = profiles.next_word(text, letters, at, part.end())
        {
            (seen, at) = (seen + 1, behind);
            hits.count(languages);
            if seen >= ENOUGH_IF_CLEAR
                && seen.is_multiple_of(SOME_MORE)
                && let Some(clear) = clearly(&hits, seen)
            {
                return Some(clear);
            }
        }
    }
    if seen < LEAST_WORDS {
        return None;
    }
    surest(&hits, seen)
}

fn surest(hits: &Hits, seen: usize) -> Option<&'static str> {
    let (best, most, second) = best_two(hits);
    let share = most as f32 / seen as f32;
    let leads = most as f32 >= second as f32 * LEAST_LEAD && most > second;
    (share >= LEAST_SHARE && leads).then(|| PROFILES.codes[best])
}

/// The same where there is twice the share that is asked for, and no other language has half of it; of few words a third.
fn clearly(hits: &Hits, seen: usize) -> Option<&'static str> {
    let (best, most, second) = best_two(hits);
    let share = most as f32 / seen as f32;
    let lead = if seen > ENOUGH_IF_CLEAR { 2 } else { 3 };
    (share >= 2.0 * LEAST_SHARE && most > lead * second).then(|| PROFILES.codes[best])
}

/// The language that has most of the words, the first of equals; how many it has, and the second.
fn best_two(hits: &Hits) -> (usize, u32, u32) {
    let (mut best, mut most, mut second) = (0, 0, 0);
    for language in 0..PROFILES.codes.len() {
        let has = hits.of(language);
        if has > most {
            (best, most, second) = (language, has, most);
        } else {
            second = second.max(has);
        }
    }
    (best, most, second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_told_apart() {
        let cases = [
            (
                "en",
                "The ferry left the harbour at dawn and was not seen again until the crew had asked for help from the island.",
            ),
            (
                "de",
                "Die Fähre verließ den Hafen am Morgen und wurde nicht mehr gesehen, bis die Mannschaft um Hilfe bat, die auf der Insel war.",
            ),
            (
                "fr",
                "Le ferry a quitté le port à l'aube et n'a pas été revu avant que les marins ne demandent de l'aide sur une île.",
            ),
            (
                "es",
                "El barco salió del puerto por la mañana y no fue visto hasta que los marineros pidieron ayuda a una isla que está cerca.",
            ),
            (
                "it",
                "La nave ha lasciato il porto al mattino e non è stata più vista dopo che gli uomini hanno chiesto un aiuto per la gente della isola.",
            ),
            (
                "pl",
                "Prom wypłynął z portu rano i nie był już widziany, gdy załoga poprosiła o pomoc na wyspie, która jest blisko.",
            ),
            (
                "sv",
                "Färjan lämnade hamnen på morgonen och sågs inte igen förrän det var kväll och att den hade bett om hjälp från en ö som är nära.",
            ),
        ];
        for (code, text) in cases {
            assert_eq!(language(text), Some(code), "{text}");
        }
    }

    #[test]
    fn no_word_is_read_behind_a_part() {
        let text = "the port of Lima  was shut and the boats of the town";
        let letters = Letters::of(text.as_bytes());
        let words = |end: usize| {
            let (mut at, mut count) = (0, 0);
            while let Some((_, behind)) = PROFILES.next_word(text, &letters, at, end) {
                (at, count) = (behind, count + 1);
            }
            count
        };
        for end in 0..=text.len() {
            assert_eq!(words(end), text[..end].split_whitespace().count(), "{end}");
        }
    }

    #[test]
    fn too_little_text_says_nothing() {
        assert_eq!(language("Shr 43 cts vs 36 cts"), None);
        assert_eq!(
            language("Net 7,209 Revs 77 Avg shrs 16 Year Shr Net Sales Avg shrs four five six"),
            None
        );
    }
}
