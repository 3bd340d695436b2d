//! Which place a name means: the region behind it, the other places of the story, and how many people live there.
//!
//! In: every name that was taken for a place. Out: a place for each, one for every mention of a name in the story, except where
//! the region behind it says otherwise. Names of one meaning vouch for places near them: `Butler County` for the Oxford in Ohio.

use std::ops::Range;

use crate::gazetteer::{By, Kind, Place};
use crate::lexicon::places::month;

/// The names of a story.
pub(super) struct Senses<'m> {
    pub(super) all: Vec<Sense<'m>>,
    /// What they may mean, one name after the other, those with most people first.
    pub(super) places: Vec<(Place, By)>,
}

/// A name with the region behind it, wherever the story has it.
pub(super) struct Sense<'m> {
    /// What the region behind the name may be; empty where none stands there.
    pub(super) within: &'m [Place],
    /// Where the places stand that it may mean.
    pub(super) places: Range<usize>,
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
    /// The two letters of its country as a number, or [`NO_COUNTRY`].
    country: u16,
    /// Its region, or itself where it lies in none.
    region: Place,
    /// In hundred-thousandths of a degree.
    north: i32,
    /// A whole circle is 2³², so that differences are the same whichever way round.
    east: u32,
    /// No place that lies as far to its east or west is near: half of the circle where degrees are narrow.
    reach: u32,
}

const NO_COUNTRY: u16 = 0;

/// A place that vouches for those near it.
#[derive(Clone, Copy)]
struct Anchor {
    sense: usize,
    seat: Seat,
    weight: f64,
    /// The next that vouches for the same country, counted from one; 0 behind the last.
    next: u8,
}

/// A place that a name may mean, and what speaks for it without a story.
struct Candidate {
    seat: Seat,
    score: f64,
}

/// Chooses a place for every name.
pub(super) fn choose(senses: &mut Senses<'_>, habit: Habit) {
    let Senses {
        all: senses,
        places,
    } = senses;
    for sense in &mut *senses {
        sense.chosen = places[sense.places.clone()]
            .first()
            .map(|(place, _)| *place);
    }
    Place::read_through(places.iter().map(|(place, _)| *place));
    let numbered = senses.iter().enumerate();
    let doubtful: Vec<usize> = (numbered.filter(|(_, sense)| sense.is_doubtful()))
        .map(|(nth, _)| nth)
        .collect();
    if doubtful.is_empty() {
        return;
    }
    let candidates = candidates(senses, places, habit);
    let mut seats = seats(senses, &candidates);
    let mut anchors = Anchors::new();
    for round in 0..ROUNDS {
        anchors.renew(|anchors| add_anchors(senses, &seats, &candidates, round, anchors));
        for &nth in &doubtful {
            let own = &candidates[senses[nth].places.clone()];
            let seat = best(own, nth, &anchors);
            senses[nth].chosen = seat.map(|seat| seat.place);
            seats[nth] = seat;
        }
    }
}

/// What speaks for each of the places, without a story.
fn candidates(senses: &[Sense<'_>], places: &[(Place, By)], habit: Habit) -> Vec<Candidate> {
    let mut candidates: Vec<Candidate> = (places.iter())
        .map(|&(place, by)| Candidate::of(place, by, habit))
        .collect();
    for sense in senses {
        favour_namesakes(&mut candidates[sense.places.clone()]);
    }
    candidates
}

/// Where each name lies that vouches for others: the first place that it may mean, or else the region behind it.
fn seats(senses: &[Sense<'_>], candidates: &[Candidate]) -> Vec<Option<Seat>> {
    let seat = |sense: &Sense<'_>| match candidates[sense.places.clone()].first() {
        Some(first) => Some(first.seat),
        None => sense.within.first().copied().map(Seat::of),
    };
    senses.iter().map(seat).collect()
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

/// Adds the places that vouch for others in a round.
fn add_anchors(
    senses: &[Sense<'_>],
    seats: &[Option<Seat>],
    candidates: &[Candidate],
    round: usize,
    anchors: &mut Vec<Anchor>,
) {
    anchors.reserve(senses.len().min(MOST) * 2);
    for (nth, sense) in senses.iter().enumerate().take(MOST) {
        let sure = (sense.places.len() == 1) | !sense.within.is_empty();
        if sure | (round > 0) {
            let weight = sense.weight * if sure { 1.0 } else { 0.6 };
            anchors.extend(seats[nth].map(|seat| Anchor::of(nth, seat, weight)));
        } else {
            let doubts = candidates[sense.places.clone()].iter().take(DOUBTS);
            anchors.extend(doubts.map(|doubt| Anchor::of(nth, doubt.seat, 0.25 * sense.weight)));
        }
    }
}

fn best(candidates: &[Candidate], nth: usize, anchors: &Anchors) -> Option<Seat> {
    let mut best: Option<(Seat, f64)> = None;
    for Candidate { seat, score } in candidates {
        if best.is_some_and(|(_, least)| score + SUPPORT <= least) {
            continue; // most namesakes of large places, whatever vouches for them
        }
        let score = score + SUPPORT * (1.0 - anchors.doubt(seat, nth));
        if best.is_none_or(|(_, least)| score > least) {
            best = Some((*seat, score));
        }
    }
    best.map(|(seat, _)| seat)
}

/// The places that vouch for others.
struct Anchors {
    all: Vec<Anchor>,
    /// The first of those of each country, counted from one, at the number of its letters; 0 where there is none.
    first: [u8; COUNTRIES],
}

/// So many countries can two letters tell apart, five bits each.
const COUNTRIES: usize = 1 << 10;

/// The number of the letters of a country.
fn letters(country: u16) -> usize {
    let [first, second] = country
        .to_le_bytes()
        .map(|letter| usize::from(letter & 0x1F));
    first << 5 | second
}

impl Anchors {
    /// None as yet.
    fn new() -> Self {
        Self {
            all: Vec::new(),
            first: [0; COUNTRIES],
        }
    }

    /// Those of a round, in the memory of those of the round before.
    fn renew(&mut self, anchors: impl FnOnce(&mut Vec<Anchor>)) {
        self.all.clear();
        anchors(&mut self.all);
        self.first = [0; COUNTRIES];
        const { assert!(MOST * DOUBTS < u8::MAX as usize, "a byte counts them") };
        for (nth, anchor) in self.all.iter_mut().enumerate().rev() {
            let first = &mut self.first[letters(anchor.seat.country)];
            anchor.next = std::mem::replace(first, nth as u8 + 1);
        }
        self.first[letters(NO_COUNTRY)] = 0; // what lies in no country vouches for countries alone
    }

    /// What is left of the doubt about a place that sense `nth` may mean, by those that may vouch for it: countries for each other, for every
    /// other place those of its country alone.
    fn doubt(&self, seat: &Seat, nth: usize) -> f64 {
        if seat.is_wide() {
            let doubts = self
                .all
                .iter()
                .map(|anchor| anchor.doubt_of_wide(seat, nth));
            return doubts.product(); // few places
        }
        let mut doubt = 1.0;
        let mut next = self.first[letters(seat.country)];
        while next != 0 {
            let anchor = &self.all[usize::from(next) - 1];
            doubt *= anchor.doubt(seat, nth);
            next = anchor.next;
        }
        doubt
    }
}

/// What speaks for a place without a story: its people, and what it is.
fn prior(seat: &Seat, by: By) -> f64 {
    let is_capital = (seat.kind == Kind::City) & seat.place.is_capital();
    let kind = [BESIDE_PEOPLE[seat.kind as usize], 0.4][usize::from(is_capital)];
    let other = [0.0, 0.35][usize::from(by == By::OtherName)];
    let counted = (digits(seat.place.people().max(100)) - 2.0) / 5.0 + kind - other;
    [counted, AREA][usize::from(seat.kind == Kind::Area)]
}

/// What an area has for it, of which nobody counts the people.
const AREA: f64 = 1.4;
/// What speaks for a place of each kind, beside its people: Sao Paulo is the city, not the state.
const BESIDE_PEOPLE: [f64; KINDS] = [0.4, 0.4, -0.2, 0.0, 0.0, 0.0];

/// What speaks against a place of the United States in a paper of another country.
fn abroad(seat: &Seat, habit: Habit) -> f64 {
    match habit == Habit::DayFirst && seat.country == u16::from_le_bytes(*b"US") {
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

/// How much a country or continent vouches for another.
const ABROAD_TOO: f64 = 0.15;
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
        Self {
            sense,
            seat,
            weight,
            next: 0,
        }
    }

    /// What it leaves of the doubt about a place of its country that sense `nth` may mean, which is no country. For most it is told by what
    /// both are, without a branch.
    #[inline]
    fn doubt(&self, seat: &Seat, nth: usize) -> f64 {
        let same_region = usize::from(seat.is_in_the_region_of(&self.seat));
        let near = may_be_near(seat, &self.seat);
        let told = SAME_REGION * same_region + OWN * usize::from(self.sense == nth) + NEAR * near;
        let closeness = BY_KIND[seat.kind as usize][self.seat.kind as usize][told];
        if closeness == UNKNOWN {
            return self.doubt_by_closeness(seat);
        }
        left(self.weight, closeness)
    }

    /// The same about a country or continent, wherever this place lies.
    fn doubt_of_wide(&self, seat: &Seat, nth: usize) -> f64 {
        let own = (self.sense == nth) | (self.seat.place == seat.place);
        let abroad = (seat.country != self.seat.country) | (seat.country == NO_COUNTRY);
        let closeness = match abroad {
            _ if own => 0.0,
            true => [0.0, ABROAD_TOO][usize::from(self.seat.is_wide())],
            false => BY_KIND[seat.kind as usize][self.seat.kind as usize][0],
        };
        left(self.weight, closeness)
    }

    #[inline(never)] // few places are so near; the many others are told in a short loop
    fn doubt_by_closeness(&self, seat: &Seat) -> f64 {
        left(self.weight, closeness(seat, &self.seat))
    }
}

/// What is left of a doubt.
fn left(weight: f64, closeness: f64) -> f64 {
    let vouched = weight * closeness;
    1.0 - 0.5 * if vouched < 1.0 { vouched } else { 1.0 }
}

/// How much one place vouches for another of its country that may be near it, from 0 to 1.
fn closeness(seat: &Seat, anchor: &Seat) -> f64 {
    if seat.place == anchor.place {
        return 0.0;
    }
    let same_region = seat.is_in_the_region_of(anchor);
    let county = (seat.kind == Kind::County) | (anchor.kind == Kind::County);
    let lies_in = || seat.place.is_in(anchor.place) || anchor.place.is_in(seat.place);
    if county & same_region && lies_in() {
        return 1.0;
    }
    let far = [LAND, REGION][usize::from(same_region)];
    f64::max(nearness(seat, anchor), far)
}

/// How much a place of each kind is vouched for by one of each in its country; [`UNKNOWN`] where that depends on how near they are. What else
/// is told of them says which number of eight it is.
const BY_KIND: [[[f64; 8]; KINDS]; KINDS] = {
    let mut by_kind = [[[0.0; 8]; KINDS]; KINDS];
    let mut pair = 0;
    while pair < KINDS * KINDS {
        let (of, by) = (pair / KINDS, pair % KINDS);
        by_kind[of][by] = by_kinds(Kind::ALL[of], Kind::ALL[by]);
        pair += 1;
    }
    by_kind
};
const UNKNOWN: f64 = -1.0;
const KINDS: usize = Kind::ALL.len();
/// Both lie in one region.
const SAME_REGION: usize = 1;
/// It is a place of the same name, for which it does not vouch.
const OWN: usize = 1 << 1;
/// Both may be near each other.
const NEAR: usize = 1 << 2;

const fn by_kinds(of: Kind, by: Kind) -> [f64; 8] {
    let [[other, near], [same, near_same]] = match (of, by) {
        (Kind::Region, Kind::Country) => [[OF_COUNTRY; 2]; 2],
        (_, Kind::Country) => [[COUNTRY; 2]; 2],
        (Kind::Country, _) => [[0.4; 2]; 2],
        (Kind::Region, Kind::Region) => [[LAND, UNKNOWN], [UNKNOWN; 2]], // the same one
        (_, Kind::Region) => [[LAND, UNKNOWN], [OWN_REGION; 2]],
        (Kind::Region, _) => [[LAND, UNKNOWN], [0.7; 2]],
        // one may lie in the other
        (Kind::County, _) | (_, Kind::County) => [[LAND, UNKNOWN], [UNKNOWN; 2]],
        _ => [[LAND, UNKNOWN], [REGION, UNKNOWN]],
    };
    [other, same, 0.0, 0.0, near, near_same, 0.0, 0.0]
}

fn nearness(seat: &Seat, anchor: &Seat) -> f64 {
    if may_be_near(seat, anchor) == 0 {
        return 0.0;
    }
    let kilometres = kilometres(seat, anchor);
    let steps = [80.0, 200.0].map(|step| usize::from(kilometres >= step));
    [0.9, 0.5, 0.0][steps[0] + steps[1]]
}

/// A degree from south to north in the numbers of a [`Seat`], and on the map in kilometres.
const DEGREE: u32 = 100_000;
const DEGREE_NORTH: f64 = 111.195;
/// A degree from west to east in the numbers of a [`Seat`].
const DEGREE_EAST: f64 = CIRCLE / 360.0;
const CIRCLE: f64 = (1_u64 << 32) as f64;

/// 1 where two places may be within 200 kilometres of each other: two degrees of latitude are more, and up to sixty degrees four
/// degrees of longitude. It is worked out without a comparison, of which the compiler would make branches.
fn may_be_near(seat: &Seat, anchor: &Seat) -> usize {
    let is_beyond = |difference: u32, reach: u32| {
        let moved = u64::from(difference.wrapping_add(reach));
        (2 * u64::from(reach)).wrapping_sub(moved) >> 63
    };
    let north = (seat.north - anchor.north).cast_unsigned();
    let east = seat.east.wrapping_sub(anchor.east);
    let far = is_beyond(north, 2 * DEGREE) | is_beyond(east, seat.reach.max(anchor.reach));
    1 - far as usize
}

/// The distance between two places that are near each other, as on a flat map: of 200 kilometres it is less than one wrong.
fn kilometres(seat: &Seat, anchor: &Seat) -> f64 {
    let degrees = |number: i32| f64::from(number) / f64::from(DEGREE);
    let north = degrees(seat.north - anchor.north);
    let middle = degrees(seat.north.midpoint(anchor.north));
    let east = seat.east.wrapping_sub(anchor.east).cast_signed();
    let east = f64::from(east) / DEGREE_EAST * middle.to_radians().cos();
    DEGREE_NORTH * (north * north + east * east).sqrt()
}

/// How far to the east or west a place may be near another that lies so far north.
fn reach(north: i32) -> u32 {
    const REACH: u32 = (4.0 * DEGREE_EAST) as u32;
    match north.unsigned_abs() <= 60 * DEGREE {
        true => REACH,
        false => u32::MAX / 2,
    }
}

impl Seat {
    fn of(place: Place) -> Self {
        let (north, east) = place.point();
        Self {
            place,
            kind: place.kind(),
            country: place.country_bytes().map_or(NO_COUNTRY, u16::from_le_bytes),
            region: place.region().unwrap_or(place),
            north,
            east: (f64::from(east) / f64::from(DEGREE) * DEGREE_EAST) as i64 as u32,
            reach: reach(north),
        }
    }

    fn is_in_the_region_of(&self, other: &Seat) -> bool {
        self.region == other.region
    }

    fn is_wide(&self) -> bool {
        matches!(self.kind, Kind::Country | Kind::Continent)
    }
}

impl Sense<'_> {
    /// Whether it may mean several places.
    fn is_doubtful(&self) -> bool {
        self.places.len() > 1
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
