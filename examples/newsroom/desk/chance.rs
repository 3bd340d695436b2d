//! Random numbers, the same on every run: SplitMix64, by Guy Steele, Doug Lea and Christine Flood ("Fast splittable
//! pseudorandom number generators", OOPSLA 2014), with the constants of Sebastiano Vigna's version.

/// A stream of random numbers.
pub struct Chance {
    state: u64,
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// A number that looks random and depends on nothing but this one.
pub fn mix(number: u64) -> u64 {
    let mut z = number;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

impl Chance {
    /// The stream of one thing under a seed: an article, a person.
    pub fn of(seed: u64, thing: u64) -> Self {
        let state = mix(mix(seed.wrapping_add(GOLDEN)).wrapping_add(thing));
        Self { state }
    }

    pub fn number(&mut self) -> u64 {
        self.state = self.state.wrapping_add(GOLDEN);
        mix(self.state)
    }

    /// From 0 up to, and without, 1.
    pub fn unit(&mut self) -> f64 {
        (self.number() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// From 0 up to, and without, `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.unit() * end as f64) as usize
    }

    pub fn happens(&mut self, share: f64) -> bool {
        self.unit() < share
    }

    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// A number around 0 with a spread of 1: twelve even ones are near enough to the bell curve.
    pub fn bell(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// Ranks by Zipf's law in two parts, as large collections have them: up to `bend` a rank is drawn about as often as
    /// 1 / (rank + `lead`), and behind it as often as 1 / rank^`fall`, without an end. New ranks therefore go on turning up,
    /// with the power 1 / `fall` of how many were drawn (Heaps' law).
    pub fn rank(&mut self, law: &Zipf) -> u64 {
        if self.happens(law.tail) {
            let far = law.bend * (1.0 - self.unit()).powf(-1.0 / (law.fall - 1.0));
            return far.min(1e15) as u64;
        }
        let ratio = (law.bend + law.lead) / law.lead;
        (law.lead * ratio.powf(self.unit()) - law.lead) as u64
    }
}

/// The numbers of Zipf's law, see [`Chance::rank`].
pub struct Zipf {
    lead: f64,
    bend: f64,
    fall: f64,
    tail: f64,
}

impl Zipf {
    /// The share of the tail is the one that makes the two parts meet at the bend.
    pub fn new(lead: f64, bend: f64, fall: f64) -> Self {
        let head = bend / ((bend + lead) * ((bend + lead) / lead).ln());
        let tail = head / (head + fall - 1.0);
        Self {
            lead,
            bend,
            fall,
            tail,
        }
    }
}
