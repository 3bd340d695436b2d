//! From mentions to locations: which place each means, and how often each is named.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::meaning::{Habit, Sense, Senses, choose};
use super::rules::REGION_BEHIND;
use super::story::Mention;
use super::{Found, Located};
use crate::article::{Location, LocationKind, LocationSource, ShortText};
use crate::gazetteer::{By, Kind, Meaning, Place};
use crate::span::Span;
use crate::text::folded;

/// How much more a dateline says of where the story is than a mention.
const DATELINE_WEIGHT: f64 = 2.0;

/// Chooses a place for every mention, and counts them; what each was found by is kept if it is wanted.
pub(super) fn located(
    text: &str,
    mentions: Vec<Mention>,
    habit: Habit,
    with_finds: bool,
) -> Located {
    let (mut senses, of) = senses(&mentions);
    choose(&mut senses, habit);
    let senses = senses.all;
    let mut found = Located {
        locations: Vec::with_capacity(senses.len()),
        found: Vec::new(),
    };
    let mut known = room_for(senses.len());
    let mut counted: Vec<[Option<usize>; SOURCES]> = vec![[None; SOURCES]; senses.len()];
    for (mention, sense) in mentions.iter().zip(of) {
        let place = senses[sense].chosen;
        if with_finds {
            found.found.push(Found {
                span: mention.name,
                place,
                rule: mention.rule,
            });
            found.found.extend(region(mention));
        }
        let counted = &mut counted[sense][mention.source as usize];
        if let Some(nth) = *counted
            && place.is_some()
        {
            found.locations[nth].mentions += 1; // most mentions
            continue;
        }
        let same = match place {
            Some(place) => (place.number(), None),
            None => (usize::MAX, Some(folded(mention.name.of(text)))),
        };
        let next = found.locations.len();
        let nth = *(known.entry((same, mention.source, mention.people))).or_insert(next);
        *counted = Some(nth);
        match found.locations.get_mut(nth) {
            Some(location) => location.mentions += 1,
            None => (found.locations).push(location(text, mention, &senses[sense])),
        }
    }
    found
}

/// The sources of locations.
const SOURCES: usize = LocationSource::Text as usize + 1;

fn room_for<K, V>(entries: usize) -> FxHashMap<K, V> {
    FxHashMap::with_capacity_and_hasher(entries, FxBuildHasher)
}

/// The region that stands behind the place of a dateline or caption, which is no location of its own.
fn region(mention: &Mention) -> Option<Found> {
    Some(Found {
        span: mention.region?,
        place: mention.within.first().copied(),
        rule: REGION_BEHIND,
    })
}

/// Every name once, with the region behind it; and which of them each mention is. A name without a region is taken as the same
/// name with one.
fn senses(mentions: &[Mention]) -> (Senses<'_>, Vec<usize>) {
    let mut senses = Senses {
        all: Vec::with_capacity(mentions.len()),
        places: Vec::with_capacity(4 * mentions.len()),
    };
    let mut known: FxHashMap<u64, usize> = room_for(mentions.len());
    let mut of = vec![usize::MAX; mentions.len()];
    let hinted = |mention: &Mention| !mention.within.is_empty();
    for with_region in [true, false] {
        for (nth, mention) in mentions
            .iter()
            .enumerate()
            .filter(|(_, mention)| hinted(mention) == with_region)
        {
            let name = mention.named.map_or(usize::MAX - nth, |named| named.id());
            let key = |region| name_in(name, region, mention.people);
            let region = mention.within.first().copied();
            let sense = *known.entry(key(region)).or_insert_with(|| {
                add(&mut senses, mention);
                senses.all.len() - 1
            });
            if region.is_some() {
                known.entry(key(None)).or_insert(sense);
            }
            if mention.source == LocationSource::Dateline {
                senses.all[sense].weight = DATELINE_WEIGHT;
            }
            of[nth] = sense;
        }
    }
    (senses, of)
}

/// A name with the region behind it, as a number: neither has more than 31 bits, and of names that the gazetteer does not know, which are
/// counted down from the largest number, the lower half is enough.
fn name_in(name: usize, region: Option<Place>, people: bool) -> u64 {
    let region = region.map_or(0, |region| region.number() as u64 + 1);
    (name as u64) << 32 | region << 1 | u64::from(people)
}

/// Adds what the name of a mention may mean.
fn add<'m>(senses: &mut Senses<'m>, mention: &'m Mention) {
    let fits = |place: Place| {
        mention.within.is_empty() || mention.within.iter().any(|region| place.is_in(*region))
    };
    let may_be =
        |meaning: &Meaning| (meaning.by() == By::People) == mention.people && fits(meaning.place());
    let first = senses.places.len();
    if let Some(named) = mention.named {
        // Where a town has the name of a county, a dateline says the town: `YORK` is not York Region.
        let all = || named.meanings().filter(may_be);
        let is_town = mention.source == LocationSource::Dateline
            && all().any(|meaning| meaning.kind() == Kind::City);
        let places = all().filter(|meaning| !is_town || meaning.kind() != Kind::County);
        (senses.places).extend(places.map(|meaning| (meaning.place(), meaning.by())));
    }
    senses.all.push(Sense {
        within: &mention.within,
        places: first..senses.places.len(),
        weight: 1.0,
        chosen: None,
    });
}

fn location(text: &str, mention: &Mention, sense: &Sense<'_>) -> Location {
    let place = sense.chosen;
    let region = (mention.region).map(|region: Span| folded(region.of(text)).into());
    let around = place.or_else(|| sense.within.first().copied());
    let within = || {
        let region = around.and_then(Place::region);
        region.filter(|region| Some(*region) != place)
    };
    Location {
        name: folded(mention.name.of(text)).into(),
        kind: place.map(|place| kind(place, mention.people)),
        region: region.or_else(|| within().map(|region| region.name().into())),
        country: around.and_then(Place::country_code).map(ShortText::new),
        latitude: place.map(Place::latitude),
        longitude: place.map(Place::longitude),
        geonames: place.and_then(Place::geonames),
        source: mention.source,
        mentions: 1,
        span: mention.span,
    }
}

fn kind(place: Place, people: bool) -> LocationKind {
    match place.kind() {
        _ if people => LocationKind::People,
        Kind::Continent => LocationKind::Continent,
        Kind::Country => LocationKind::Country,
        Kind::Region => LocationKind::Region,
        Kind::County => LocationKind::County,
        Kind::City => LocationKind::City,
        Kind::Area => LocationKind::Area,
    }
}
