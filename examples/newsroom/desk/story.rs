//! What an article says: headline, deck, byline, day, place, and paragraphs with quotes and the people who speak them.

use std::ops::RangeInclusive;

use super::chance::Chance;
use super::harvest::{Harvest, Vocabulary};
use super::people::{self, AGENCIES, Person, Place};
use super::words::Words;

/// The years in which articles are published.
pub const YEARS: RangeInclusive<i16> = 2005..=2024;

/// An article before it is printed. Quotation marks are curly; layouts change them.
pub struct Story {
    pub headline: String,
    pub deck: String,
    pub byline: Option<String>,
    pub editor: String,
    pub year: i16,
    pub month: usize,
    pub day: usize,
    pub place: Place,
    pub agency: Option<&'static str>,
    pub paragraphs: Vec<String>,
}

impl Story {
    pub fn write(chance: &mut Chance, harvest: &Harvest) -> Self {
        let place = Place::somewhere(chance);
        let mut desk = Desk {
            vocabulary: Vocabulary {
                words: Words::new(chance),
                names: vec![place.city.to_owned()],
            },
            chance,
            harvest,
        };
        let paragraphs = desk.body();
        let headline = desk.line();
        let deck = desk.line();
        let years = (YEARS.end() - YEARS.start() + 1) as usize;
        Self {
            headline,
            deck,
            byline: chance.happens(0.7).then(|| reporter(chance)),
            editor: reporter(chance),
            year: YEARS.start() + chance.below(years) as i16,
            month: 1 + chance.below(12),
            day: 1 + chance.below(28),
            place,
            agency: chance.happens(0.6).then(|| *chance.pick(&AGENCIES)),
            paragraphs,
        }
    }
}

/// One of the few hundred who write.
fn reporter(chance: &mut Chance) -> String {
    let mut desk = Chance::of(1, chance.below(400) as u64);
    Person::met(&mut desk).name()
}

/// One who writes an article.
struct Desk<'a> {
    chance: &'a mut Chance,
    harvest: &'a Harvest,
    vocabulary: Vocabulary,
}

/// Words of an article: half have fewer than the first number, and one of six more than e^`SPREAD` times as many.
const MEDIAN_LENGTH: f64 = 350.0;
const SPREAD: f64 = 0.5;
const LENGTHS: (f64, f64) = (90.0, 1600.0);

impl Desk<'_> {
    fn body(&mut self) -> Vec<String> {
        let wanted = MEDIAN_LENGTH * (SPREAD * self.chance.bell()).exp();
        let wanted = wanted.clamp(LENGTHS.0, LENGTHS.1) as usize;
        // Some articles quote nobody, and some little else.
        let speaking = match self.chance.happens(0.1) {
            true => 0.0,
            false => 0.15 + 0.3 * self.chance.unit(),
        };
        let people = 1 + self.chance.below(2 + wanted / 150);
        let mut cast: Vec<Speaking> = (0..people)
            .map(|_| Speaking::new(Person::met(self.chance)))
            .collect();
        let cited = cast.iter().map(|speaking| speaking.person.surname.clone());
        self.vocabulary.names.extend(cited);

        let mut paragraphs = vec![self.sentences(1)];
        let mut words = count(&paragraphs[0]);
        while words < wanted {
            let paragraph = if self.chance.happens(speaking) {
                self.speech(&mut cast)
            } else {
                let sentences = 1 + self.chance.below(3);
                self.sentences(sentences)
            };
            words += count(&paragraph);
            paragraphs.push(paragraph);
        }
        paragraphs
    }

    fn sentences(&mut self, wanted: usize) -> String {
        let mut text = String::new();
        for nth in 0..wanted {
            if nth > 0 {
                text.push(' ');
            }
            let pattern = self.chance.pick(&self.harvest.sentences);
            pattern.fill(self.chance, self.harvest, &mut self.vocabulary, &mut text);
        }
        text
    }

    fn line(&mut self) -> String {
        let mut text = String::new();
        let pattern = self.chance.pick(&self.harvest.headlines);
        pattern.fill(self.chance, self.harvest, &mut self.vocabulary, &mut text);
        text
    }

    fn said(&mut self) -> String {
        let mut text = String::new();
        let pattern = self.chance.pick(&self.harvest.quotes);
        pattern.fill(self.chance, self.harvest, &mut self.vocabulary, &mut text);
        text
    }

    /// A paragraph in which somebody speaks: in full at first, by surname later.
    fn speech(&mut self, cast: &mut [Speaking]) -> String {
        let nth = self.chance.below(cast.len());
        let speaking = &mut cast[nth];
        let first = !std::mem::replace(&mut speaking.known, true);
        let person = &speaking.person;
        let cue = *self.chance.pick(&CUES);
        let said = self.said();
        match (first, self.chance.below(20)) {
            (true, 0..8) => format!("“{said},” {cue} {}.", person.full()),
            (true, 8..12) => {
                let more = self.said();
                format!("“{said},” {} {cue}. “{more}.”", person.full_in_commas())
            }
            (true, 12..16) => format!("{} {cue} that {}", person.full_in_commas(), self.clause()),
            (true, _) => format!("{} told reporters: “{said}.”", person.full_in_commas()),
            (false, 0..7) => format!("“{said},” {} {cue}.", person.surname),
            (false, 7..10) => format!("“{said},” {cue} {}. “{}.”", person.surname, self.said()),
            (false, 10..13) => {
                let lead = self.sentences(1);
                format!(
                    "{} “{said},” {} {cue}.",
                    lead_of(person, lead),
                    person.pronoun()
                )
            }
            (false, 13..16) => format!("{} {cue} that {}", person.surname, self.clause()),
            (false, 16..18) => format!("“{said},” a {} said.", self.chance.pick(&NAMELESS)),
            (false, _) => {
                let lead = self.sentences(1);
                format!("{lead} {} called it “{}.”", person.surname, fragment(&said))
            }
        }
    }

    /// A sentence as it stands behind `that`.
    fn clause(&mut self) -> String {
        format!("the {} {}", self.chance.pick(&SUBJECTS), {
            let sentence = self.sentences(1);
            let at = sentence.find(' ').map_or(0, |at| at + 1);
            sentence[at..].to_owned()
        })
    }
}

/// A person, and whether the article has named them.
struct Speaking {
    person: Person,
    known: bool,
}

impl Speaking {
    fn new(person: Person) -> Self {
        let known = false;
        Self { person, known }
    }
}

impl Person {
    fn full(&self) -> String {
        format!("{}, {} of the {}", self.name(), self.role, self.house)
    }

    fn full_in_commas(&self) -> String {
        format!("{},", self.full())
    }

    fn pronoun(&self) -> &'static str {
        if self.she { "she" } else { "he" }
    }
}

/// A sentence about the person, so that the pronoun behind it has somebody to mean.
fn lead_of(person: &Person, sentence: String) -> String {
    match sentence.split_once(' ') {
        Some((_, rest)) => format!("{} {rest}", person.surname),
        None => sentence,
    }
}

/// The last words of a quote.
fn fragment(said: &str) -> &str {
    let words = said.rmatch_indices(' ').nth(3);
    words.map_or(said, |(at, _)| &said[at + 1..])
}

fn count(text: &str) -> usize {
    text.split(' ').count()
}

const CUES: [&str; 8] = [
    "said",
    "said",
    "said",
    "said",
    "said",
    "added",
    "explained",
    "warned",
];
const NAMELESS: [&str; 4] = [
    "spokeswoman",
    "spokesman",
    "trader in Geneva",
    "senior official",
];
const SUBJECTS: [&str; 6] = [
    "plan",
    "company",
    "government",
    "report",
    "figure",
    "bridge",
];

/// The first words of a headline, for names and addresses of files.
pub fn slug(chance: &mut Chance, headline: &str) -> String {
    let plain = |word: &&str| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let words: Vec<String> = headline
        .split(' ')
        .filter(plain)
        .take(3)
        .map(str::to_lowercase)
        .collect();
    if words.is_empty() {
        return people::thing(chance).to_lowercase().replace('ó', "o");
    }
    words.join("-")
}
