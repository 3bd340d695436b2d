//! The places of the earth that newspapers name: continents, countries, regions, counties, cities, and the names of their people.
//!
//! In: a name as printed. Out: the places that it may mean, the larger first, with what they lie in and where. Derived from
//! GeoNames (see `NOTICE`) by `make.py`, and read where it lies in the program: loading costs nothing. Which of several
//! places an article means is for `extract` to say.

mod key;
mod layout;
mod sought;

use std::hint::black_box;

use layout::Entry;

pub use key::Key;
pub use sought::Sought;

/// A place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(u32);

/// What a place is, the largest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `Europe`
    Continent,
    /// `Peru`
    Country,
    /// The first level below a country: `Ohio`, `Bavaria`.
    Region,
    /// The second, where papers name it: `Butler County`.
    County,
    /// `Lima`, and every town and village.
    City,
    /// A part of the earth that is none of these: `Middle East`, `Siberia`.
    Area,
}

impl Kind {
    /// All kinds, each at its number.
    pub const ALL: [Kind; 6] = [
        Kind::Continent,
        Kind::Country,
        Kind::Region,
        Kind::County,
        Kind::City,
        Kind::Area,
    ];

    /// A bit that no other kind has.
    #[must_use]
    pub const fn bit(self) -> u8 {
        1 << self as u8
    }

    /// That of this number in the file, of which the three lowest bits are asked.
    fn of(number: u32) -> Self {
        match number & 7 {
            0 => Kind::Continent,
            1 => Kind::Country,
            2 => Kind::Region,
            3 => Kind::County,
            4 => Kind::City,
            _ => Kind::Area,
        }
    }
}

/// How many people live in a place, in the steps by which it is known without a word beside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Size {
    /// Fewer than 100,000.
    Small,
    /// 100,000 or more.
    Large,
    /// 500,000 or more.
    Larger,
    /// A million or more.
    VeryLarge,
}

/// How a name means a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// `Kyiv`
    Name,
    /// `Kiev`: its name in other times or languages.
    OtherName,
    /// `Ukrainian`, `Ukrainians`
    People,
}

/// What a name says; by default that of none.
#[derive(Clone, Copy, Default)]
pub struct Named(Entry);

/// A place that a name may mean, with what stands beside the name: it is told without the record of the place, which is far away.
#[derive(Clone, Copy, Debug)]
pub struct Meaning(u32);

/// What a name says of all its places, beside a bit for each of their kinds.
const OF_PEOPLE: u16 = 1 << 6;
const KNOWN: u16 = 1 << 7;
const LARGER: u16 = 1 << 8;
const STATE: u16 = 1 << 9;

const NO_PLACE: u32 = 0x00FF_FFFF;
const OTHER_NAME: u32 = 1 << 31;
const PEOPLE: u32 = 1 << 30;
/// Where the kind of a place and its size begin among the bits beside its number.
const KIND: u32 = 24;
const SIZE: u32 = 27;

/// What the gazetteer knows of a name; `None` where it stands in no name of a place.
#[must_use]
pub fn find(key: &Key) -> Option<Named> {
    layout::entry(key).map(Named)
}

/// A word with which names may begin, told by a few bits: some that begin none are taken for such, but none that does is left out.
#[derive(Clone, Copy)]
pub struct Opening(layout::First);

impl Opening {
    /// A bit of [what](Self::of_what) a word opens: it is a name alone.
    pub const ALONE: u8 = 1;
    /// Another: longer names begin with it.
    pub const LONGER: u8 = 1 << 1;

    /// A word of which these are the first eight letters in lower case, the first of them the lowest byte.
    #[inline]
    #[must_use]
    pub fn of(word: u64) -> Self {
        Self(layout::First::of(word))
    }

    /// Of what it may be the opening, as bits.
    #[inline]
    #[must_use]
    pub fn of_what(self) -> u8 {
        self.0.alone()
    }

    /// Whether this may be a name of several words, of which the word is the first.
    #[inline]
    #[must_use]
    pub fn of_name(self, name: &Key) -> bool {
        self.0.goes_on_with(name.hash())
    }

    /// Whether a name may begin with the word and another of which these are the first letters.
    #[inline]
    #[must_use]
    pub fn goes_on_with(self, second: u64) -> bool {
        self.0.goes_on_with(second)
    }
}

/// Has at hand what [`Opening`] is told by: of its memory each word asks another part, which is far away where nobody has read it lately.
pub fn read_through() {
    layout::read_bits_through();
}

/// The places that a name may mean, in whatever case and with or without accents; those with most people first.
#[must_use]
pub fn places_named(name: &str) -> Vec<(Place, By)> {
    let named = Key::of(name).and_then(|key| find(&key));
    named.map_or_else(Vec::new, |named| named.places().collect())
}

/// The country of an ISO 3166-1 code.
#[must_use]
pub fn country(code: &str) -> Option<Place> {
    let mut wide =
        Place::all().take_while(|place| matches!(place.kind(), Kind::Continent | Kind::Country));
    wide.find(|place| place.country_code() == Some(code))
}

impl Named {
    /// A number that no other name has.
    #[must_use]
    pub fn id(&self) -> usize {
        self.0.start as usize
    }

    /// How many words the longest name has that begins with this word; 0 where none does.
    #[must_use]
    pub fn most_words(&self) -> usize {
        usize::from(self.0.most_words)
    }

    /// Whether it is the name of any place, and not only its first word.
    #[must_use]
    pub fn means_any(&self) -> bool {
        self.0.places > 0
    }

    /// Whether it means a place of one of these kinds, a [bit](Kind::bit) each; of whose people it is the name is not asked.
    #[must_use]
    pub fn means_one_of(&self, kinds: u8) -> bool {
        self.0.said & u16::from(kinds) != 0
    }

    /// Whether it names the people of a place before anything else.
    #[must_use]
    pub fn means_people(&self) -> bool {
        self.0.said & OF_PEOPLE != 0
    }

    /// Whether a place is known by it without a word beside it: one of 100,000 people, or of a million by another name than its own.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.0.said & KNOWN != 0
    }

    /// Whether any of its places has 500,000 people or more.
    #[must_use]
    pub fn is_of_larger(&self) -> bool {
        self.0.said & LARGER != 0
    }

    /// Whether the first of its places is a region of a million people or more: where the city of that name is larger, that is the first.
    #[must_use]
    pub fn means_state(&self) -> bool {
        self.0.said & STATE != 0
    }

    /// The places of this name, those with most people first.
    pub fn places(&self) -> impl ExactSizeIterator<Item = (Place, By)> + use<> {
        self.meanings()
            .map(|meaning| (meaning.place(), meaning.by()))
    }

    /// The same, with what stands beside the name.
    pub fn meanings(&self) -> impl ExactSizeIterator<Item = Meaning> + use<> {
        let means = self.0.means().iter();
        means.map(|bytes| Meaning(u32::from_le_bytes(*bytes)))
    }
}

impl Meaning {
    /// The place.
    #[must_use]
    pub fn place(self) -> Place {
        Place(self.0 & NO_PLACE)
    }

    /// How the name means it.
    #[must_use]
    pub fn by(self) -> By {
        match self.0 {
            number if number & PEOPLE != 0 => By::People,
            number if number & OTHER_NAME != 0 => By::OtherName,
            _ => By::Name,
        }
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        Kind::of(self.0 >> KIND)
    }

    /// How many people live there.
    #[must_use]
    pub fn size(self) -> Size {
        match self.0 >> SIZE & 3 {
            0 => Size::Small,
            1 => Size::Large,
            2 => Size::Larger,
            _ => Size::VeryLarge,
        }
    }
}

impl Place {
    /// Every place.
    pub fn all() -> impl Iterator<Item = Place> {
        (0..layout::places()).map(Place)
    }

    /// Has the records of some places at hand, and those of what they lie in: each is far away from the others, and a processor waits for
    /// many at once where nothing is asked of them.
    pub fn read_through(places: impl Iterator<Item = Place> + Clone) {
        for place in places.clone() {
            black_box(layout::field(place.0, 5));
        }
        for around in places.filter_map(Place::parent) {
            black_box(layout::field(around.0, 5));
        }
    }

    /// A number that no other place has; it may change with the data.
    #[must_use]
    pub fn number(self) -> usize {
        self.0 as usize
    }

    /// Its usual name in English, or the local one.
    #[must_use]
    pub fn name(self) -> &'static str {
        layout::names(layout::field(self.0, 0)).0
    }

    /// Its names in other times and languages.
    pub fn other_names(self) -> impl Iterator<Item = &'static str> {
        layout::names(layout::field(self.0, 0)).1
    }

    /// What it is.
    #[must_use]
    pub fn kind(self) -> Kind {
        Kind::of(layout::field(self.0, 5) >> KIND)
    }

    /// Degrees north.
    #[must_use]
    pub fn latitude(self) -> f64 {
        degrees(layout::field(self.0, 1))
    }

    /// Degrees east.
    #[must_use]
    pub fn longitude(self) -> f64 {
        degrees(layout::field(self.0, 2))
    }

    /// Both, in hundred-thousandths of a degree.
    #[must_use]
    pub fn point(self) -> (i32, i32) {
        let degrees = |nth| signed(layout::field(self.0, nth));
        (degrees(1), degrees(2))
    }

    /// Whether it is the capital of its country.
    #[must_use]
    pub fn is_capital(self) -> bool {
        layout::is_capital(self.0)
    }

    /// How many people live there; 0 where nobody knows.
    #[must_use]
    pub fn people(self) -> u32 {
        layout::field(self.0, 3)
    }

    /// Its number in GeoNames.
    #[must_use]
    pub fn geonames(self) -> Option<u32> {
        Some(layout::field(self.0, 4)).filter(|&number| number != 0)
    }

    /// The ISO 3166-1 code of its country.
    #[must_use]
    pub fn country_code(self) -> Option<&'static str> {
        layout::code(self.0).and_then(|code| std::str::from_utf8(code).ok())
    }

    /// The two bytes of that code.
    #[must_use]
    pub fn country_bytes(self) -> Option<[u8; 2]> {
        layout::code(self.0).copied()
    }

    /// The place that it lies in.
    #[must_use]
    pub fn parent(self) -> Option<Place> {
        let parent = layout::field(self.0, 5) & NO_PLACE;
        (parent != NO_PLACE).then_some(Place(parent))
    }

    /// The places that it lies in, the nearest first.
    pub fn ancestors(self) -> impl Iterator<Item = Place> {
        std::iter::successors(self.parent(), |place| place.parent())
    }

    /// Itself or the place around it that is of this kind.
    #[must_use]
    pub fn within(self, kind: Kind) -> Option<Place> {
        std::iter::once(self)
            .chain(self.ancestors())
            .find(|place| place.kind() == kind)
    }

    /// Itself or the region around it, which is told without a branch: it is one of what it lies in and what that lies in.
    #[must_use]
    pub fn region(self) -> Option<Place> {
        let around = |place: Place| place.parent().unwrap_or(place);
        let (parent, country) = (around(self), around(around(self)));
        let is_region = |place: Place| place.kind() == Kind::Region;
        let found = if is_region(parent) { parent } else { country };
        let found = if is_region(self) { self } else { found };
        is_region(found).then_some(found)
    }

    /// Whether it is the other, or lies in it.
    #[must_use]
    pub fn is_in(self, other: Place) -> bool {
        self == other || self.ancestors().any(|place| place == other)
    }

    /// The distance between two places.
    #[must_use]
    pub fn kilometres_to(self, other: Place) -> f64 {
        kilometres(
            (self.latitude(), self.longitude()),
            (other.latitude(), other.longitude()),
        )
    }
}

impl std::fmt::Debug for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.full_name())
    }
}

impl Place {
    /// `Paris, Texas, United States`
    #[must_use]
    pub fn full_name(self) -> String {
        let mut name = String::with_capacity(64);
        name.push_str(self.name());
        for around in self.ancestors() {
            if matches!(around.kind(), Kind::Region | Kind::Country) {
                name.push_str(", ");
                name.push_str(around.name());
            }
        }
        name
    }
}

/// The distance between two points, each in degrees north and east, on a globe of the mean radius of the earth.
#[must_use]
pub fn kilometres(from: (f64, f64), to: (f64, f64)) -> f64 {
    let (north, east) = ((to.0 - from.0).to_radians(), (to.1 - from.1).to_radians());
    let half = (north / 2.0).sin().powi(2)
        + from.0.to_radians().cos() * to.0.to_radians().cos() * (east / 2.0).sin().powi(2);
    2.0 * 6371.0088 * half.sqrt().min(1.0).asin()
}

/// A record holds hundred-thousandths.
fn degrees(hundred_thousandths: u32) -> f64 {
    f64::from(signed(hundred_thousandths)) / 1e5
}

#[allow(
    clippy::cast_possible_wrap,
    reason = "the number is signed; all numbers of a record are read alike"
)]
fn signed(number: u32) -> i32 {
    number as i32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(name: &str) -> Place {
        places_named(name)[0].0
    }

    #[test]
    fn the_larger_place_of_a_name_comes_first() {
        assert_eq!(first("paris").full_name(), "Paris, Île-de-France, France");
        let texas = first("Texas");
        let paris = places_named("PARIS");
        assert!(paris.iter().any(|(place, _)| place.is_in(texas)));
    }

    #[test]
    fn other_names_and_people_are_told_from_names() {
        assert_eq!(places_named("Bombay")[0], (first("Mumbai"), By::OtherName));
        assert_eq!(places_named("russians"), [(first("Russia"), By::People)]);
        assert!(places_named("Nowhere-upon-Nothing").is_empty());
    }

    #[test]
    fn a_name_says_of_its_places_what_these_are() {
        for name in Place::all().map(Place::name) {
            let named = Key::of(name).and_then(|key| find(&key)).unwrap();
            for meaning in named.meanings() {
                let place = meaning.place();
                assert_eq!(meaning.kind(), place.kind(), "{place:?}");
                let steps = [100_000, 500_000, 1_000_000];
                let reached = steps.iter().filter(|&&step| place.people() >= step);
                let sizes = [Size::Small, Size::Large, Size::Larger, Size::VeryLarge];
                let size = sizes[reached.count()];
                assert_eq!(meaning.size(), size, "{place:?}");
            }
        }
    }

    #[test]
    fn a_name_says_of_all_its_places_what_each_does() {
        let names = Place::all().flat_map(|place| place.other_names().chain([place.name()]));
        let of_people = ["Russians", "Dutch", "Georgian"];
        for name in names.chain(of_people) {
            let named = Key::of(name).and_then(|key| find(&key)).unwrap();
            let is_people = |meaning: &Meaning| meaning.by() == By::People;
            let places = || named.meanings().filter(|meaning| !is_people(meaning));
            for kind in Kind::ALL {
                let expected = places().any(|meaning| meaning.kind() == kind);
                assert_eq!(named.means_one_of(kind.bit()), expected, "{name}");
            }
            let first = named.meanings().next();
            let people_first = first.as_ref().is_some_and(is_people);
            assert_eq!(named.means_people(), people_first, "{name}");
            let known = places().any(|meaning| match meaning.by() {
                By::Name => meaning.size() >= Size::Large,
                _ => meaning.size() >= Size::VeryLarge,
            });
            assert_eq!(named.is_known(), known, "{name}");
            let larger = places().any(|meaning| meaning.size() >= Size::Larger);
            assert_eq!(named.is_of_larger(), larger, "{name}");
            let state = places().next().is_some_and(|first| {
                first.kind() == Kind::Region && first.size() >= Size::VeryLarge
            });
            assert_eq!(named.means_state(), state, "{name}");
        }
    }

    #[test]
    fn a_place_lies_in_all_that_is_around_it() {
        let moscow = first("Moscow");
        let names: Vec<&str> = moscow.ancestors().map(Place::name).collect();
        assert_eq!(names, ["Moscow", "Russia", "Europe"]);
        assert!(moscow.is_capital() && !first("Odesa").is_capital());
        assert_eq!(moscow.country_code(), Some("RU"));
        assert_eq!(first("Europe").country_code(), None);
        assert_eq!(moscow.geonames(), Some(524_901));
    }

    #[test]
    fn the_first_word_says_how_long_a_name_may_be() {
        let san = find(&Key::of("San").unwrap()).unwrap();
        assert!(san.most_words() >= 3);
        assert!(find(&Key::of("harbourmaster").unwrap()).is_none());
    }

    #[test]
    fn every_place_is_found_by_its_name() {
        for place in Place::all() {
            let found = places_named(place.name());
            assert!(
                found.len() == 255 || found.iter().any(|(known, _)| *known == place),
                "{place:?}"
            );
            assert!(place.latitude().abs() <= 90.0 && place.longitude().abs() <= 180.0);
            assert!(place.ancestors().count() <= 4);
            assert_eq!(place.region(), place.within(Kind::Region), "{place:?}");
        }
    }

    #[test]
    fn no_name_is_ruled_out_by_its_first_words() {
        let head = |word: &[u8]| {
            let mut eight = [0; 8];
            let length = word.len().min(8);
            eight[..length].copy_from_slice(&word[..length]);
            u64::from_le_bytes(eight)
        };
        let names = Place::all().flat_map(|place| place.other_names().chain([place.name()]));
        for name in names {
            let key = Key::of(name).unwrap();
            let mut words = key.bytes().split(|byte| *byte == b' ').map(head);
            let opening = Opening::of(words.next().unwrap());
            let is = |what| opening.of_what() & what != 0;
            let may_be = match words.next() {
                Some(second) => {
                    is(Opening::LONGER) && opening.goes_on_with(second) && opening.of_name(&key)
                }
                None => is(Opening::ALONE),
            };
            assert!(may_be, "{name}");
        }
        let may_be = |word| Opening::of(head(word)).of_what() != 0;
        let words: [&[u8]; 4] = [b"harbourm", b"spokesma", b"nobodyis", b"quaywall"];
        assert!(words.iter().filter(|&&word| may_be(word)).count() < 2);
    }

    #[test]
    fn distances_are_those_of_the_map() {
        let (kyiv, odesa) = (first("Kyiv"), first("Odesa"));
        assert!((kyiv.kilometres_to(odesa) - 441.0).abs() < 5.0);
        assert!((kyiv.kilometres_to(kyiv)).abs() < 1e-9);
        assert!((kilometres((0.0, 179.5), (0.0, -179.5)) - 111.0).abs() < 1.0);
    }
}
