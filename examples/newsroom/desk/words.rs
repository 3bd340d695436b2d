//! Words without end: the words of the sample corpus come first, and behind them invented ones, by rank.
//!
//! A word keeps the ending of the one that it stands for (`-ed`, `-ing`, `-ly`, `-s`), so that sentences keep their shape and
//! stemmers their work. A stem is the same under every ending.

use super::chance::{Chance, Zipf, mix};

/// What a word ends in.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    Ing,
    Ed,
    Ly,
    S,
    Plain,
}

impl Ending {
    pub const COUNT: usize = 5;

    pub fn of(word: &str) -> Self {
        let ends = |ending: &str| word.len() > ending.len() + 2 && word.ends_with(ending);
        match () {
            () if ends("ing") => Self::Ing,
            () if ends("ed") => Self::Ed,
            () if ends("ly") => Self::Ly,
            () if ends("s") && !ends("ss") => Self::S,
            () => Self::Plain,
        }
    }

    fn text(self) -> &'static str {
        match self {
            Self::Ing => "ing",
            Self::Ed => "ed",
            Self::Ly => "ly",
            Self::S => "s",
            Self::Plain => "",
        }
    }
}

/// The words that an article may use: all there are, those of its beat more often, and its own again and again.
pub struct Words {
    law: Zipf,
    beat: u64,
    used: [Vec<u64>; Ending::COUNT],
}

/// Desks that have their own favourite words.
const BEATS: usize = 48;
/// How many favourites a beat has for each ending, and among how many ranks they lie.
const FAVOURITES: f64 = 80.0;
const FAVOURITE_RANKS: u64 = 9000;

impl Words {
    pub fn new(chance: &mut Chance) -> Self {
        Self {
            law: Zipf::new(150.0, 6000.0, 2.0),
            beat: chance.below(BEATS) as u64,
            used: Default::default(),
        }
    }

    /// Adds a word with this ending to `out`. `known` are the words of the sample corpus that have it, the frequent first.
    pub fn add(&mut self, chance: &mut Chance, ending: Ending, known: &[String], out: &mut String) {
        let rank = self.rank(chance, ending);
        match known.get(rank as usize) {
            Some(word) => out.push_str(word),
            None => {
                invent(rank, out);
                out.push_str(ending.text());
            }
        }
    }

    fn rank(&mut self, chance: &mut Chance, ending: Ending) -> u64 {
        let used = &mut self.used[ending as usize];
        if !used.is_empty() && chance.happens(0.3) {
            return *chance.pick(used);
        }
        let rank = if chance.happens(0.2) {
            let favourite = (FAVOURITES.powf(chance.unit()) - 1.0) as u64;
            mix(self.beat << 32 | favourite << 8 | ending as u64) % FAVOURITE_RANKS
        } else {
            chance.rank(&self.law)
        };
        used.push(rank);
        rank
    }
}

const ONSETS: [&str; 24] = [
    "b", "br", "c", "cl", "d", "dr", "f", "g", "gr", "h", "k", "l", "m", "n", "p", "pl", "r", "s",
    "st", "t", "tr", "v", "w", "sh",
];
const VOWELS: [&str; 8] = ["a", "e", "i", "o", "u", "a", "e", "ou"];
const CODAS: [&str; 12] = ["", "", "", "", "", "", "n", "r", "l", "m", "t", "st"];

/// Adds the invented word of a rank: two syllables, and a third where the ranks are so many that words would coincide.
pub fn invent(rank: u64, out: &mut String) {
    let mut number = mix(rank);
    let syllables = if rank < 5_000 { 2 } else { 3 };
    let mut one_of = |from: &[&'static str]| {
        let part = from[(number % from.len() as u64) as usize];
        number /= from.len() as u64;
        part
    };
    for _ in 0..syllables {
        for part in [one_of(&ONSETS), one_of(&VOWELS), one_of(&CODAS)] {
            out.push_str(part);
        }
    }
}
