//! Which place a name means: the region behind it, the other places of the story, and how many people live there.
//!
//! In: every name that was taken for a place. Out: a place for each, one for every mention of a name in the story, except where
//! the region behind it says otherwise. Names of one meaning vouch for places near them: `Butler County` for the Oxford in Ohio.

use crate::gazetteer::{By, Kind, Place, kilometres};
use crate::lexicon::places::month;

/// A name with the region behind it, wherever the story has it.
pub(super) struct Sense {
    /// What the region behind the name may be; empty where none stands there.
    pub(super) within: Vec<Place>,
    /// What it may mean, those with most people first.
    pub(super) places: Vec<(Place, By)>,
    /// How much it says of where the story is.
    pub(super) weight: f64,
    pub(super) chosen: Option<Place>,
}

/// What the way in which a paper prints its date says of where it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Habit {
    /// The day before the month: not in the United States.
    DayFirst,
    Unknown,
}

impl Habit {
    /// That of a paper which prints this date: `14 February 2024`.
    pub(super) fn of(date: &str) -> Self {
        let mut words = date.split_whitespace().peekable();
        let is_day = |word: &str| word.parse().is_ok_and(|day: u8| (1..=31).contains(&day));
        while let Some(word) = words.next() {
            let next = words.peek().map(|next| next.trim_end_matches(['.', ',']));
            if is_day(word) && next.and_then(month).is_some() {
                return Habit::DayFirst;
            }
        }
        Habit::Unknown
    }
}

/// How often names are weighed against what the others came to.
const ROUNDS: usize = 2;
/// How much the story counts beside people: with more, a story of Texas moves Paris there; with less, Alexandria to Egypt.
const SUPPORT: f64 = 1.6;
/// How much the habit of its paper speaks against a place: as much as six times its people speak for another.
const ABROAD: f64 = 0.15;
/// So many names of a story vouch for others.
const MOST: usize = 48;
/// So many meanings of a name that has several vouch for others, before it is settled.
const DOUBTS: usize = 3;

/// A place with what is asked of it again and again.
#[derive(Clone, Copy)]
struct Seat {
    place: Place,
    kind: Kind,
    country: Option<[u8; 2]>,
    /// The number of its region, or [`NO_REGION`].
    region: usize,
    point: (f64, f64),
}

const NO_REGION: usize = usize::MAX;

/// A place that vouches for those near it.
struct Anchor {
    sense: usize,
    seat: Seat,
    weight: f64,
    /// What it leaves of the doubt about a town of its country that is far away, in another region and in the same.
    far: [f64; 2],
}

/// A place that a name may mean, and what speaks for it without a story.
struct Candidate {
    seat: Seat,
    score: f64,
}

/// Chooses a place for every name.
pub(super) fn choose(senses: &mut [Sense], habit: Habit) {
    for sense in &mut *senses {
        sense.chosen = sense.places.first().map(|(place, _)| *place);
    }
    let doubtful = |sense: &Sense| sense.places.len() > 1;
    let several = senses.iter().filter(|sense| doubtful(sense));
    let size = several.clone().map(|sense| sense.places.len()).sum();
    let mut candidates: Vec<Candidate> = Vec::with_capacity(size);
    for sense in several {
        let places = sense.places.iter();
        let first = candidates.len();
        candidates.extend(places.map(|&(place, by)| Candidate::of(place, by, habit)));
        favour_namesakes(&mut candidates[first..]);
    }
    if candidates.is_empty() {
        return;
    }
    for round in 0..ROUNDS {
        let anchors = anchors(senses, round);
        let mut country = Country::new(&anchors);
        let mut rest = &candidates[..];
        for (nth, sense) in senses.iter_mut().enumerate() {
            if doubtful(sense) {
                let own = rest.split_off(..sense.places.len()).unwrap_or_default();
                sense.chosen = best(own, nth, &mut country);
            }
        }
    }
}

/// Regions whose name is that of a country in which they do not lie: Georgia.
fn favour_namesakes(candidates: &mut [Candidate]) {
    let mut countries = candidates
        .iter()
        .filter(|candidate| candidate.seat.kind == Kind::Country);
    let Some(country) = countries.next().map(|candidate| candidate.seat.country) else {
        return; // most names
    };
    for Candidate { seat, score } in candidates {
        if seat.kind == Kind::Region && seat.country != country {
            *score += NAMESAKE;
        }
    }
}

fn anchors(senses: &[Sense], round: usize) -> Vec<Anchor> {
    let mut anchors = Vec::with_capacity(senses.len().min(MOST) * 2);
    for (nth, sense) in senses.iter().enumerate().take(MOST) {
        let anchor = |place, weight| Anchor::of(nth, Seat::of(place), weight);
        let sure = sense.places.len() == 1 || !sense.within.is_empty();
        if sure || round > 0 {
            let weight = sense.weight * if sure { 1.0 } else { 0.6 };
            let place = sense.chosen.or(sense.within.first().copied());
            anchors.extend(place.map(|place| anchor(place, weight)));
        } else {
            let doubts = sense.places.iter().take(DOUBTS);
            anchors.extend(doubts.map(|(place, _)| anchor(*place, 0.25 * sense.weight)));
        }
    }
    anchors
}

fn best(candidates: &[Candidate], nth: usize, country: &mut Country<'_>) -> Option<Place> {
    let mut best: Option<(Place, f64)> = None;
    for Candidate { seat, score } in candidates {
        if best.is_some_and(|(_, least)| score + SUPPORT <= least) {
            continue; // most namesakes of large places, whatever vouches for them
        }
        let doubt: f64 = country
            .may_vouch_for(seat)
            .iter()
            .filter(|anchor| anchor.sense != nth)
            .map(|anchor| anchor.doubt(seat))
            .product();
        let score = score + SUPPORT * (1.0 - doubt);
        if best.is_none_or(|(_, least)| score > least) {
            best = Some((seat.place, score));
        }
    }
    best.map(|(place, _)| place)
}

/// The places that vouch for others, and those of one country among them: most candidates lie in the same one.
struct Country<'a> {
    all: Vec<&'a Anchor>,
    code: Option<[u8; 2]>,
    inside: Vec<&'a Anchor>,
}

impl<'a> Country<'a> {
    fn new(anchors: &'a [Anchor]) -> Self {
        Self {
            all: anchors.iter().collect(),
            code: None,
            inside: Vec::new(),
        }
    }

    /// Those that may vouch for a place: countries for each other, every other place for those of its country alone.
    fn may_vouch_for(&mut self, seat: &Seat) -> &[&'a Anchor] {
        if seat.is_wide() {
            return &self.all;
        }
        if seat.country.is_none() {
            return &[];
        }
        if seat.country != self.code {
            let inside = |anchor: &&&Anchor| anchor.seat.country == seat.country;
            self.code = seat.country;
            self.inside.clear();
            self.inside.extend(self.all.iter().filter(inside));
        }
        &self.inside
    }
}

/// What speaks for a place without a story: its people, and what it is.
fn prior(seat: &Seat, by: By) -> f64 {
    let kind = match seat.kind {
        // Nobody counts the people of an area.
        Kind::Area => return 1.4,
        Kind::Continent | Kind::Country => 0.4,
        // Sao Paulo is the city, not the state.
        Kind::Region => -0.2,
        Kind::City if seat.place.is_capital() => 0.4,
        Kind::County | Kind::City => 0.0,
    };
    let other = if by == By::OtherName { 0.35 } else { 0.0 };
    (digits(seat.place.people().max(100)) - 2.0) / 5.0 + kind - other
}

/// What speaks against a place of the United States in a paper of another country.
fn abroad(seat: &Seat, habit: Habit) -> f64 {
    match habit == Habit::DayFirst && seat.country == Some(*b"US") {
        true => ABROAD,
        false => 0.0,
    }
}

/// The decimal logarithm, between powers of two by a straight line: no namesake is chosen by its second decimal place.
fn digits(people: u32) -> f64 {
    let power = people.ilog2();
    let rest = f64::from(people) / f64::from(1_u32 << power) - 1.0;
    (f64::from(power) + rest) * std::f64::consts::LOG10_2
}

/// How much a country vouches for what lies in it and for its regions, and a region.
const COUNTRY: f64 = 0.25;
const OF_COUNTRY: f64 = 0.12;
const OWN_REGION: f64 = 0.8;
/// What speaks for a region beside a country of its name: any American place moves Georgia to the United States, none leaves it.
const NAMESAKE: f64 = 0.52;
/// How much a town vouches for another of its country, and of its region, however far away.
const LAND: f64 = 0.2;
const REGION: f64 = 0.6;

impl Anchor {
    fn of(sense: usize, seat: Seat, weight: f64) -> Self {
        let far = match seat.kind {
            Kind::Country => [COUNTRY, COUNTRY],
            Kind::Region => [LAND, OWN_REGION],
            _ => [LAND, REGION],
        };
        Self {
            sense,
            seat,
            weight,
            far: far.map(|closeness| left(weight, closeness)),
        }
    }

    /// What it leaves of the doubt about a place. For most it is one of two numbers, chosen without a branch.
    fn doubt(&self, seat: &Seat) -> f64 {
        let same_region = seat.is_in_the_region_of(&self.seat);
        let county = same_region & (self.seat.kind == Kind::County);
        let same = seat.place == self.seat.place;
        if county | same | !seat.is_a_point() | may_be_near(seat, &self.seat) {
            return left(self.weight, closeness(seat, &self.seat));
        }
        self.far[usize::from(same_region)]
    }
}

/// What is left of a doubt.
fn left(weight: f64, closeness: f64) -> f64 {
    1.0 - 0.5 * (weight * closeness).min(1.0)
}

/// How much one place vouches for another, from 0 to 1.
fn closeness(seat: &Seat, anchor: &Seat) -> f64 {
    if seat.country != anchor.country || seat.country.is_none() {
        return match seat.is_wide() && anchor.is_wide() {
            true => 0.15,
            false => 0.0,
        };
    }
    let same_region = seat.is_in_the_region_of(anchor);
    match (seat.kind, anchor.kind) {
        _ if seat.place == anchor.place => 0.0,
        (Kind::Region, Kind::Country) => OF_COUNTRY,
        (_, Kind::Country) => COUNTRY,
        (Kind::Country, _) => 0.4,
        (_, Kind::Region) if same_region => OWN_REGION,
        (Kind::Region, _) if same_region => 0.7,
        (_, Kind::County) | (Kind::County, _)
            if same_region
                && (seat.place.is_in(anchor.place) || anchor.place.is_in(seat.place)) =>
        {
            1.0
        }
        _ => f64::max(
            nearness(seat, anchor),
            if same_region { REGION } else { LAND },
        ),
    }
}

fn nearness(seat: &Seat, anchor: &Seat) -> f64 {
    if !may_be_near(seat, anchor) {
        return 0.0;
    }
    match kilometres(seat.point, anchor.point) {
        ..80.0 => 0.9,
        80.0..200.0 => 0.5,
        _ => 0.0,
    }
}

/// Whether two places may be within 200 kilometres of each other: two degrees of latitude are more, and up to sixty degrees four
/// degrees of longitude.
fn may_be_near(seat: &Seat, anchor: &Seat) -> bool {
    let (north, east) = (seat.point.0 - anchor.point.0, seat.point.1 - anchor.point.1);
    let temperate = seat.point.0.abs().max(anchor.point.0.abs()) <= 60.0;
    let around = 180.0 - (180.0 - east.abs()).abs();
    (north.abs() <= 2.0) & !(temperate & (around > 4.0))
}

impl Seat {
    fn of(place: Place) -> Self {
        Self {
            place,
            kind: place.kind(),
            country: place.country_bytes(),
            region: place.within(Kind::Region).map_or(NO_REGION, Place::number),
            point: (place.latitude(), place.longitude()),
        }
    }

    fn is_in_the_region_of(&self, other: &Seat) -> bool {
        (self.region == other.region) & (self.region != NO_REGION)
    }

    fn is_a_point(&self) -> bool {
        matches!(self.kind, Kind::City | Kind::Area)
    }

    fn is_wide(&self) -> bool {
        matches!(self.kind, Kind::Country | Kind::Continent)
    }
}

impl Candidate {
    fn of(place: Place, by: By, habit: Habit) -> Self {
        let seat = Seat::of(place);
        Self {
            score: prior(&seat, by) - abroad(&seat, habit),
            seat,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_before_its_month_by_name_is_a_habit() {
        for (date, habit) in [
            ("14 February 2024", Habit::DayFirst),
            ("Wednesday, 14 Feb. 2024", Habit::DayFirst),
            ("Feb. 14, 2024", Habit::Unknown),
            ("June 12, 2024 9 am EDT", Habit::Unknown),
            ("26-FEB-1987 15:01:01", Habit::Unknown),
            ("2024-02-14", Habit::Unknown),
            ("", Habit::Unknown),
        ] {
            assert_eq!(Habit::of(date), habit, "{date}");
        }
    }
}
