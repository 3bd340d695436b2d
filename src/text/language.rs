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

use super::words;

/// Words looked at: of 21,300 articles, twice as many changed the answer for two.
const ENOUGH: usize = 200;
/// So many are enough where one language is far ahead of all others, as in most articles.
const ENOUGH_IF_CLEAR: usize = 64;
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
    words: Table<u32>,
}

impl Profiles {
    fn read() -> Self {
        let mut codes: Vec<&str> = Vec::new();
        let mut words: FxHashMap<Key, u32> = FxHashMap::default();
        for row in rows(include_str!("../lexicon/function_words.txt")) {
            let known = codes.iter().position(|code| *code == row[1]);
            let bit = known.unwrap_or_else(|| {
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
}

/// The language of the text, where it is told by enough words.
#[must_use]
pub fn language(text: &str) -> Option<&'static str> {
    let mut hits = vec![0_u32; PROFILES.codes.len()];
    let mut seen = 0;
    for word in words(text, Span::new(0, text.len())).take(ENOUGH) {
        seen += 1;
        if word.len() > 16 {
            continue;
        }
        let mut left = languages_of(word.of(text));
        while left != 0 {
            hits[left.trailing_zeros() as usize] += 1;
            left &= left - 1;
        }
        if seen == ENOUGH_IF_CLEAR
            && let Some(clear) = clearly(&hits, seen)
        {
            return Some(clear);
        }
    }
    if seen < LEAST_WORDS {
        return None;
    }
    surest(&hits, seen)
}

/// The languages that have the word, a bit each.
fn languages_of(word: &str) -> u32 {
    let key = if word.is_ascii() {
        Key::in_lower_case(word)
    } else {
        Key::of(&word.to_lowercase())
    };
    key.and_then(|key| PROFILES.words.get(key))
        .unwrap_or_default()
}

fn surest(hits: &[u32], seen: usize) -> Option<&'static str> {
    let (best, second) = best_two(hits)?;
    let share = hits[best] as f32 / seen as f32;
    let leads = hits[best] as f32 >= second as f32 * LEAST_LEAD && hits[best] > second;
    (share >= LEAST_SHARE && leads).then(|| PROFILES.codes[best])
}

/// The same where there is twice the share that is asked for, and no other language has half of it.
fn clearly(hits: &[u32], seen: usize) -> Option<&'static str> {
    let (best, second) = best_two(hits)?;
    let share = hits[best] as f32 / seen as f32;
    (share >= 2.0 * LEAST_SHARE && hits[best] > 2 * second).then(|| PROFILES.codes[best])
}

/// The language that has most of the words, the first of equals; and how many the second has.
fn best_two(hits: &[u32]) -> Option<(usize, u32)> {
    let best = (0..hits.len()).max_by_key(|&language| (hits[language], usize::MAX - language))?;
    let others = (0..hits.len()).filter(|&language| language != best);
    Some((best, others.map(|language| hits[language]).max()?))
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
    fn too_little_text_says_nothing() {
        assert_eq!(language("Shr 43 cts vs 36 cts"), None);
        assert_eq!(
            language("Net 7,209 Revs 77 Avg shrs 16 Year Shr Net Sales Avg shrs four five six"),
            None
        );
    }
}
