//! How much of two texts is the same, word by word, and whether that makes one a copy of the other.
//!
//! In: two texts. Out: their [`Overlap`], measured over the whole texts, no estimate. Counted are the words that stand in
//! shingles which both texts have, as a share of the words of each: a story that was cut is contained in the longer one, so the
//! shares differ, and Jaccard's measure, which knows one number for both, would mistake it for half a stranger.

use rustc_hash::{FxHashMap, FxHashSet};

use super::words::{Words, is_figure, shingles};

/// A text that others are compared with.
#[derive(Clone, Debug)]
pub(super) struct Text {
    words: usize,
    length: usize,
    shingles: Vec<u32>,
    known: FxHashSet<u32>,
    figures: FxHashMap<u64, u32>,
}

/// What two texts share, in thousandths.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Overlap {
    /// Of the words of the shorter text.
    pub(super) shorter: u16,
    /// Of the words of the longer text.
    pub(super) longer: u16,
    /// Of the words of both together.
    pub(super) both: u16,
    /// Of the figures of the text that has fewer.
    pub(super) figures: u16,
    /// Figures of that text, their number itself.
    pub(super) few: u16,
    /// Of the words of the shorter text are figures.
    pub(super) dense: u16,
}

impl Text {
    /// `length` is that of its shingles, in words.
    pub(super) fn new(words: &Words, length: usize) -> Self {
        let shingles: Vec<u32> = shingles(&words.numbers, length).collect();
        let mut figures = FxHashMap::default();
        for figure in words.numbers.iter().filter(|number| is_figure(**number)) {
            *figures.entry(*figure).or_default() += 1;
        }
        Self {
            words: words.numbers.len(),
            length,
            known: shingles.iter().copied().collect(),
            shingles,
            figures,
        }
    }

    /// How many words it has.
    pub(super) fn words(&self) -> usize {
        self.words
    }

    pub(super) fn overlap(&self, other: &Self) -> Overlap {
        let (shorter, longer) = match self.words <= other.words {
            true => (self, other),
            false => (other, self),
        };
        let (of_shorter, of_longer) = (shorter.covered(longer), longer.covered(shorter));
        let (few, many) = match shorter.figure_count() <= longer.figure_count() {
            true => (shorter, longer),
            false => (longer, shorter),
        };
        let shared: u32 = few
            .figures
            .iter()
            .map(|(figure, count)| {
                many.figures
                    .get(figure)
                    .map_or(0, |other| *count.min(other))
            })
            .sum();
        Overlap {
            shorter: thousandths(of_shorter, shorter.words),
            longer: thousandths(of_longer, longer.words),
            both: thousandths(of_shorter + of_longer, shorter.words + longer.words),
            figures: match few.figure_count() {
                0 => 1000,
                count => thousandths(shared as usize, count as usize),
            },
            few: u16::try_from(few.figure_count()).unwrap_or(u16::MAX),
            dense: thousandths(shorter.figure_count() as usize, shorter.words),
        }
    }

    fn figure_count(&self) -> u32 {
        self.figures.values().sum()
    }

    /// Words that stand in a shingle which the other text has too.
    fn covered(&self, other: &Self) -> usize {
        let (mut covered, mut end) = (0, 0);
        for (start, shingle) in self.shingles.iter().enumerate() {
            if other.known.contains(shingle) {
                let behind = (start + self.length).min(self.words);
                covered += behind - start.max(end);
                end = behind;
            }
        }
        covered
    }
}

impl Overlap {
    /// Whether one article is a copy of the other, which appeared so many days before or after, where both days are known.
    ///
    /// Two thirds of the shorter and of both together must be the same, and three fifths of the longer; or nearly all of the
    /// shorter; or all of it, if it is no mere paragraph of the longer. A text that is put together from two stories
    /// has most of a short one, and the other beside it. What comes every week with other figures is no copy: figures must agree as words
    /// do, and all but a few of them in a table; and after [`SOON`] days nearly every word.
    pub(super) fn is_copy(&self, days: Option<u64>) -> bool {
        let rewritten = self.shorter >= 680 && self.both >= 660 && self.longer >= MOST;
        let cut = self.shorter >= 900 && self.longer >= MOST
            || self.shorter >= WHOLE && self.longer >= 400;
        let figures = match self.dense > 300 {
            true => 900,
            false if self.few < FIGURES => 0,
            false => 500,
        };
        let late = days.is_some_and(|days| days > SOON);
        (rewritten || cut) && self.figures >= figures && (!late || self.shorter >= 900)
    }

    /// Whether two quotes are one quotation: nearly all words of the shorter, and every figure.
    pub(super) fn is_quotation(&self) -> bool {
        self.shorter >= 800 && self.longer >= 400 && self.figures == 1000
    }
}

/// Most of the longer text.
const MOST: u16 = 600;
/// All of a text but for a word or two.
const WHOLE: u16 = 960;
/// Fewer figures of an article may all be other ones: a toll has risen, a day is told by its name.
const FIGURES: u16 = 6;
/// Papers that take a story take it soon.
const SOON: u64 = 7;

fn thousandths(part: usize, whole: usize) -> u16 {
    u16::try_from(part * 1000 / whole.max(1)).unwrap_or(1000)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn overlap(one: &str, other: &str) -> Overlap {
        {
            let text = |text| Text::new(&Words::of(text), 4);
            text(one).overlap(&text(other))
        }
    }

    const STORY: &str = "The ferry to the island was late again on Monday because the crew had gone on strike. \
        Passengers waited in the rain until a fishing boat took the first of them across.";

    #[test]
    fn a_story_that_was_cut_is_contained_in_the_longer_one() {
        let cut = STORY.split_once(". ").unwrap().0;
        let found = overlap(cut, STORY);
        assert_eq!(found.shorter, 1000);
        assert!(found.longer > 500 && found.longer < 600, "{found:?}");
        assert_eq!(found, overlap(STORY, cut));
        assert!(found.is_copy(Some(0)));
    }

    #[test]
    fn a_table_with_other_figures_is_another_table() {
        let table = |figures: [u32; 6]| {
            let rows = ["Wheat", "Maize", "Barley", "Oats", "Rye", "Rice"];
            let rows = rows.iter().zip(figures);
            let rows: Vec<String> = rows
                .map(|(grain, price)| format!("{grain} at the close of the market {price}"))
                .collect();
            rows.join("\n")
        };
        let (monday, tuesday) = (
            table([11, 12, 13, 14, 15, 16]),
            table([21, 22, 23, 14, 25, 26]),
        );
        let found = overlap(&monday, &tuesday);
        assert!(found.shorter > 700, "{found:?}");
        assert!(!found.is_copy(Some(1)) && overlap(&monday, &monday).is_copy(Some(1)));
    }
}
