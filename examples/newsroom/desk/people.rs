//! Who is in the news: people with names, roles and houses, places with and without a region, agencies. All people and houses
//! are invented; only places are real.

use super::chance::{Chance, Zipf, mix};
use super::words::invent;

/// Somebody who speaks.
pub struct Person {
    pub given: String,
    pub surname: String,
    pub role: &'static str,
    /// The house they speak for.
    pub house: String,
    pub she: bool,
}

impl Person {
    pub fn name(&self) -> String {
        format!("{} {}", self.given, self.surname)
    }

    /// Somebody known to every paper, or somebody who is in the news once.
    pub fn met(chance: &mut Chance) -> Self {
        let person = if chance.happens(0.35) {
            chance.rank(&Zipf::new(20.0, 2000.0, 2.5))
        } else {
            chance.number()
        };
        Self::of(person)
    }

    fn of(person: u64) -> Self {
        let mut chance = Chance::of(0, person);
        let she = chance.happens(0.5);
        let given = *chance.pick(if she { &WOMEN } else { &MEN });
        Self {
            given: given.to_owned(),
            surname: surname(&mut chance),
            role: *chance.pick(&ROLES),
            house: house(&mut chance),
            she,
        }
    }
}

/// A family name, one of any number.
pub fn surname(chance: &mut Chance) -> String {
    let rank = chance.rank(&Zipf::new(60.0, 3000.0, 1.8));
    proper(
        rank,
        ["ov", "sen", "man", "ez", "ski", "er", "i", "é", "ic", "ton"],
    )
}

/// A name of something else than a person: a village, a firm, a ship.
pub fn thing(chance: &mut Chance) -> String {
    let rank = chance.rank(&Zipf::new(40.0, 2000.0, 1.8));
    proper(
        rank,
        [
            "a", "burg", "ia", "ów", "o", "field", "mar", "e", "is", "um",
        ],
    )
}

fn proper(rank: u64, endings: [&str; 10]) -> String {
    let mut name = String::new();
    invent(rank ^ 0x5000_0000, &mut name);
    name.push_str(endings[(mix(rank) % 10) as usize]);
    name[..1].make_ascii_uppercase();
    name
}

fn house(chance: &mut Chance) -> String {
    format!("{} {}", thing(chance), chance.pick(&HOUSES))
}

/// A place of datelines: the city, and the country where the city does not say it.
pub struct Place {
    pub city: &'static str,
    pub country: Option<&'static str>,
}

impl Place {
    pub fn somewhere(chance: &mut Chance) -> Self {
        // The first places are in the news oftener than the last.
        let nth = (PLACES.len() as f64 * chance.unit() * chance.unit().sqrt()) as usize;
        let (city, country) = PLACES[nth];
        Self {
            city,
            country: Some(country).filter(|country| !country.is_empty()),
        }
    }
}

/// Agencies of datelines; those of the sample corpus.
pub const AGENCIES: [&str; 4] = ["Harbour Wire", "Harbour Wire", "TransAtlas", "Norpress"];

const WOMEN: [&str; 40] = [
    "Ada", "Agnes", "Alice", "Amina", "Ana", "Anna", "Beatrice", "Carla", "Chiara", "Clara",
    "Daniela", "Diana", "Elena", "Emma", "Esther", "Eva", "Fatima", "Gloria", "Hanna", "Helen",
    "Ingrid", "Irene", "Joan", "Julia", "Karen", "Laura", "Leila", "Lucía", "Maria", "Marta",
    "Mary", "Mei", "Nadia", "Olga", "Priya", "Rosa", "Ruth", "Sofia", "Susan", "Zoë",
];
const MEN: [&str; 40] = [
    "Adam", "Ahmed", "Alan", "Andrés", "Anton", "Boris", "Carl", "Carlos", "Daniel", "David",
    "Dmitri", "Edward", "Erik", "Felix", "George", "Hans", "Henry", "Hugo", "Ivan", "Jack",
    "James", "Jan", "John", "José", "Karim", "Kofi", "Kwame", "Luis", "Marco", "Mark", "Martin",
    "Omar", "Oscar", "Paul", "Peter", "Ravi", "Robert", "Samuel", "Thomas", "Viktor",
];
const ROLES: [&str; 24] = [
    "director",
    "chairman",
    "spokesman",
    "president",
    "secretary",
    "head",
    "chief executive",
    "treasurer",
    "deputy director",
    "senior analyst",
    "chief economist",
    "general secretary",
    "manager",
    "founder",
    "chief engineer",
    "researcher",
    "vice president",
    "coordinator",
    "economist",
    "lawyer",
    "adviser",
    "commissioner",
    "coach",
    "professor",
];
const HOUSES: [&str; 20] = [
    "Institute",
    "Union",
    "Council",
    "Port Authority",
    "Bank",
    "Group",
    "University",
    "Trust",
    "Association",
    "Holdings",
    "Foundation",
    "League",
    "Systems",
    "Securities",
    "Hospital",
    "Federation",
    "Commission",
    "Cooperative",
    "Ministry",
    "Airlines",
];
/// No country where the city stands alone in datelines.
const PLACES: [(&str, &str); 60] = [
    ("London", ""),
    ("New York", ""),
    ("Washington", ""),
    ("Paris", ""),
    ("Moscow", ""),
    ("Beijing", ""),
    ("Berlin", ""),
    ("Tokyo", ""),
    ("Brussels", ""),
    ("Madrid", ""),
    ("Rome", ""),
    ("Geneva", ""),
    ("Cairo", ""),
    ("Istanbul", ""),
    ("Odesa", "Ukraine"),
    ("Calais", "France"),
    ("Rotterdam", "Netherlands"),
    ("Nairobi", ""),
    ("Lagos", "Nigeria"),
    ("Mexico City", ""),
    ("Buenos Aires", ""),
    ("Lima", "Peru"),
    ("Bogota", "Colombia"),
    ("Santiago", "Chile"),
    ("Sydney", ""),
    ("Singapore", ""),
    ("Hong Kong", ""),
    ("Seoul", ""),
    ("Mumbai", "India"),
    ("New Delhi", ""),
    ("Karachi", "Pakistan"),
    ("Jakarta", "Indonesia"),
    ("Manila", "Philippines"),
    ("Dhaka", "Bangladesh"),
    ("Tehran", "Iran"),
    ("Athens", "Greece"),
    ("Vienna", "Austria"),
    ("Warsaw", "Poland"),
    ("Prague", "Czech Republic"),
    ("Budapest", "Hungary"),
    ("Lisbon", "Portugal"),
    ("Dublin", "Ireland"),
    ("Oslo", "Norway"),
    ("Stockholm", "Sweden"),
    ("Helsinki", "Finland"),
    ("Copenhagen", "Denmark"),
    ("Davenport", "Iowa"),
    ("Sacramento", "Calif."),
    ("Harrisburg", "Pa."),
    ("Albany", "N.Y."),
    ("Toronto", ""),
    ("Accra", "Ghana"),
    ("Kinshasa", "Congo"),
    ("Cape Town", "South Africa"),
    ("Tunis", "Tunisia"),
    ("La Paz", "Bolivia"),
    ("Halifax", "Nova Scotia"),
    ("Hull", "England"),
    ("Trondheim", "Norway"),
    ("Gdansk", "Poland"),
];
