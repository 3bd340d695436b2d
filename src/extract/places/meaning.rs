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
    /// The number of its region, or [`NO_REGION`].
    region: usize,
    /// In hundred-thousandths of a degree.
    north: i32,
    /// A whole circle is 2³², so that differences are the same whichever way round.
    east: u32,
    /// No place that lies as far to its east or west is near: half of the circle where degrees are narrow.
    reach: u32,
}

const NO_COUNTRY: u16 = 0;
const NO_REGION: usize = usize::MAX;

/// A place that vouches for those near it.
#[derive(Clone, Copy)]
struct Anchor {
    sense: usize,
    seat: Seat,
    weight: f64,
    /// What it leaves of the doubt about a town of its country that is far away, in another region and in the same; and of that about
    /// its own name, for which it does not vouch, twice.
    far: [f64; 4],
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
    let mut anchors = Anchors::default();
    for round in 0..ROUNDS {
        anchors.renew(|anchors| add_anchors(senses, &seats, &candidates, round, anchors));
        for &nth in &doubtful {
            let own = &candidates[senses[nth].places.clone()];
            let seat = best(own, nth, &mut anchors);
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
    parts: Vec<(u16, Range<usize>)>,
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
            NO_COUNTRY => &[][..],
            code => self.inside(code),
        };
        let doubts = vouching.iter().map(|anchor| anchor.doubt(seat, nth));
        doubts.product()
    }

    fn inside(&mut self, code: u16) -> &[Anchor] {
        let part = match self.parts.iter().find(|(known, _)| *known == code) {
            Some((_, part)) => part.clone(),
            None => self.add(code),
        };
        &self.inside[part]
    }

    fn add(&mut self, code: u16) -> Range<usize> {
        let first = self.inside.len();
        let (mut of_it, mut count) = ([0; MOST * DOUBTS], 0);
        for (nth, anchor) in self.all.iter().enumerate() {
            of_it[count] = nth;
            count += usize::from(anchor.seat.country == code);
        }
        self.inside
            .extend(of_it[..count].iter().map(|&nth| self.all[nth]));
        let part = first..self.inside.len();
        self.parts.push((code, part.clone()));
        part
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
        let [other, same] = far.map(|closeness| left(weight, closeness));
        Self {
            sense,
            seat,
            weight,
            far: [other, same, 1.0, 1.0],
        }
    }

    /// What it leaves of the doubt about a place that sense `nth` may mean. For most it is one of a few numbers, chosen without a branch.
    #[inline]
    fn doubt(&self, seat: &Seat, nth: usize) -> f64 {
        const OWN: usize = 1 << 1;
        const NEAR: usize = 1 << 2;
        // the numbers of what is near and not its own, as one branch is enough for that
        const BY_CLOSENESS: u8 = 0b11 << NEAR;
        let same_region = seat.is_in_the_region_of(&self.seat);
        let county = same_region & (self.seat.kind == Kind::County);
        let near = county | !seat.is_a_point() | may_be_near(seat, &self.seat);
        let is_own = self.sense == nth;
        let told = usize::from(same_region) + OWN * usize::from(is_own) + NEAR * usize::from(near);
        if BY_CLOSENESS >> told & 1 != 0 {
            return self.doubt_by_closeness(seat);
        }
        self.far[told % NEAR]
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
    if (seat.country != anchor.country) | (seat.country == NO_COUNTRY) {
        return match seat.is_wide() && anchor.is_wide() {
            true => 0.15,
            false => 0.0,
        };
    }
    if seat.place == anchor.place {
        return 0.0;
    }
    let same_region = seat.is_in_the_region_of(anchor);
    let by_kind = BY_KIND[seat.kind as usize][anchor.kind as usize][usize::from(same_region)];
    let county = (seat.kind == Kind::County) | (anchor.kind == Kind::County);
    let lies_in = || seat.place.is_in(anchor.place) || anchor.place.is_in(seat.place);
    if by_kind > UNKNOWN {
        by_kind
    } else if county & same_region && lies_in() {
        1.0
    } else {
        let far = [LAND, REGION][usize::from(same_region)];
        f64::max(nearness(seat, anchor), far)
    }
}

/// How much a place of each kind is vouched for by one of each in its country, in another region and in the same; [`UNKNOWN`] where that depends
/// on how near they are.
const BY_KIND: [[[f64; 2]; KINDS]; KINDS] = {
    let mut by_kind = [[[UNKNOWN; 2]; KINDS]; KINDS];
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

const fn by_kinds(of: Kind, by: Kind) -> [f64; 2] {
    match (of, by) {
        (Kind::Region, Kind::Country) => [OF_COUNTRY; 2],
        (_, Kind::Country) => [COUNTRY; 2],
        (Kind::Country, _) => [0.4; 2],
        (_, Kind::Region) => [UNKNOWN, OWN_REGION],
        (Kind::Region, _) => [UNKNOWN, 0.7],
        _ => [UNKNOWN; 2],
    }
}

fn nearness(seat: &Seat, anchor: &Seat) -> f64 {
    if !may_be_near(seat, anchor) {
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
            country: place.country_bytes().map_or(NO_COUNTRY, u16::from_le_bytes),
            region: place.region().map_or(NO_REGION, Place::number),
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
