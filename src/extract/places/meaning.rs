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
    country: Option<[u8; 2]>,
    /// The number of its region, or [`NO_REGION`].
    region: usize,
    /// In hundred-thousandths of a degree.
    north: i32,
    /// A whole circle is 2³², so that differences are the same whichever way round.
    east: u32,
    /// No place that lies as far to its east or west is near: half of the circle where degrees are narrow.
    reach: u32,
}

const NO_REGION: usize = usize::MAX;

/// A place that vouches for those near it.
#[derive(Clone, Copy)]
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
    let candidates = candidates(senses, places, habit);
    if candidates.is_empty() {
        return;
    }
    let mut seats = seats(senses, &candidates);
    let mut anchors = Anchors::default();
    for round in 0..ROUNDS {
        anchors.renew(|anchors| add_anchors(senses, &seats, &candidates, round, anchors));
        let mut rest = &candidates[..];
        for (nth, sense) in senses.iter_mut().enumerate() {
            if sense.is_doubtful() {
                let seat = best(own(sense, &mut rest), nth, &mut anchors);
                sense.chosen = seat.map(|seat| seat.place);
                seats[nth] = seat;
            }
        }
    }
}

/// What all names that may mean several places may mean, one name after the other.
fn candidates(senses: &[Sense<'_>], places: &[(Place, By)], habit: Habit) -> Vec<Candidate> {
    let several = senses.iter().filter(|sense| sense.is_doubtful());
    let size = several.clone().map(|sense| sense.places.len()).sum();
    let mut candidates: Vec<Candidate> = Vec::with_capacity(size);
    for sense in several {
        let places = places[sense.places.clone()].iter();
        let first = candidates.len();
        candidates.extend(places.map(|&(place, by)| Candidate::of(place, by, habit)));
        favour_namesakes(&mut candidates[first..]);
    }
    candidates
}

/// Those of a name that may mean several places, which are the first of the rest.
fn own<'a>(sense: &Sense<'_>, rest: &mut &'a [Candidate]) -> &'a [Candidate] {
    rest.split_off(..sense.places.len()).unwrap_or_default()
}

/// Where each name lies that vouches for others: the first place that it may mean, or else the region behind it.
fn seats(senses: &[Sense<'_>], candidates: &[Candidate]) -> Vec<Option<Seat>> {
    let mut rest = candidates;
    let seat = |sense: &Sense<'_>| match sense.is_doubtful() {
        true => own(sense, &mut rest).first().map(|first| first.seat),
        false => (sense.chosen.or(sense.within.first().copied())).map(Seat::of),
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
    let mut rest = candidates;
    for (nth, sense) in senses.iter().enumerate().take(MOST) {
        let own = match sense.is_doubtful() {
            true => own(sense, &mut rest),
            false => &[],
        };
        let sure = sense.places.len() == 1 || !sense.within.is_empty();
        if sure || round > 0 {
            let weight = sense.weight * if sure { 1.0 } else { 0.6 };
            anchors.extend(seats[nth].map(|seat| Anchor::of(nth, seat, weight)));
        } else {
            let doubts = own.iter().take(DOUBTS);
            anchors.extend(doubts.map(|doubt| Anchor::of(nth, doubt.seat, 0.25 * sense.weight)));
        }
    }
}

fn best(candidates: &[Candidate], nth: usize, anchors: &mut Anchors) -> Option<Seat> {
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

/// The places that vouch for others, and once more those of each country that was asked for.
#[derive(Default)]
struct Anchors {
    all: Vec<Anchor>,
    /// Those of one country after those of another.
    inside: Vec<Anchor>,
    parts: Vec<([u8; 2], Range<usize>)>,
}

impl Anchors {
    /// Those of a round, in the memory of those of the round before.
    fn renew(&mut self, anchors: impl FnOnce(&mut Vec<Anchor>)) {
        self.all.clear();
        self.inside.clear();
        self.parts.clear();
        anchors(&mut self.all);
    }

    /// What is left of the doubt about a place that sense `nth` may mean, by those that may vouch for it: countries for each other, for every
    /// other place those of its country alone.
    fn doubt(&mut self, seat: &Seat, nth: usize) -> f64 {
        let vouching = match seat.country {
            _ if seat.is_wide() => &self.all,
            Some(code) => self.inside(code),
            None => &[][..],
        };
        let others = vouching.iter().filter(|anchor| anchor.sense != nth);
        others.map(|anchor| anchor.doubt(seat)).product()
    }

    fn inside(&mut self, code: [u8; 2]) -> &[Anchor] {
        let part = match self.parts.iter().find(|(known, _)| *known == code) {
            Some((_, part)) => part.clone(),
            None => self.add(code),
        };
        &self.inside[part]
    }

    fn add(&mut self, code: [u8; 2]) -> Range<usize> {
        let first = self.inside.len();
        let of_it = |anchor: &&Anchor| anchor.seat.country == Some(code);
        self.inside.extend(self.all.iter().filter(of_it));
        let part = first..self.inside.len();
        self.parts.push((code, part.clone()));
        part
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
        if county | !seat.is_a_point() | may_be_near(seat, &self.seat) {
            return self.doubt_by_closeness(seat);
        }
        self.far[usize::from(same_region)]
    }

    #[inline(never)] // few places are so near; the many others are told in a short loop
    fn doubt_by_closeness(&self, seat: &Seat) -> f64 {
        left(self.weight, closeness(seat, &self.seat))
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
    match kilometres(seat, anchor) {
        ..80.0 => 0.9,
        80.0..200.0 => 0.5,
        _ => 0.0,
    }
}

/// A degree from south to north in the numbers of a [`Seat`], and on the map in kilometres.
const DEGREE: u32 = 100_000;
const DEGREE_NORTH: f64 = 111.195;
/// A degree from west to east in the numbers of a [`Seat`].
const DEGREE_EAST: f64 = CIRCLE / 360.0;
const CIRCLE: f64 = (1_u64 << 32) as f64;

/// Whether two places may be within 200 kilometres of each other: two degrees of latitude are more, and up to sixty degrees four
/// degrees of longitude.
fn may_be_near(seat: &Seat, anchor: &Seat) -> bool {
    let is_within = |difference: u32, reach: u32| difference.wrapping_add(reach) <= 2 * reach;
    let north = (seat.north - anchor.north).cast_unsigned();
    let east = seat.east.wrapping_sub(anchor.east);
    is_within(north, 2 * DEGREE) & is_within(east, seat.reach.max(anchor.reach))
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
            country: place.country_bytes(),
            region: place.within(Kind::Region).map_or(NO_REGION, Place::number),
            north,
            east: (f64::from(east) / f64::from(DEGREE) * DEGREE_EAST) as i64 as u32,
            reach: reach(north),
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
