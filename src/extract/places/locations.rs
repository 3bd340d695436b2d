//! From mentions to locations: which place each means, and how often each is named.

use rustc_hash::{FxBuildHasher, FxHashMap};

use super::meaning::{Habit, Sense, choose};
use super::rules::REGION_BEHIND;
use super::story::Mention;
use super::{Found, Located};
use crate::article::{Location, LocationKind, LocationSource, ShortText};
use crate::gazetteer::{By, Kind, Place};
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
    let mut found = Located {
        locations: Vec::with_capacity(senses.len()),
        found: Vec::new(),
    };
    let mut known = room_for(senses.len());
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
        let same = match place {
            Some(place) => (place.number(), None),
            None => (usize::MAX, Some(folded(mention.name.of(text)))),
        };
        let key = (same, mention.source, mention.people);
        match known.get(&key) {
            Some(&nth) => count(&mut found.locations, nth),
            None => {
                known.insert(key, found.locations.len());
                found
                    .locations
                    .push(location(text, mention, &senses[sense]));
            }
        }
    }
    found
}

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

fn count(locations: &mut [Location], nth: usize) {
    locations[nth].mentions += 1;
}

/// Every name once, with the region behind it; and which of them each mention is. A name without a region is taken as the same
/// name with one.
fn senses(mentions: &[Mention]) -> (Vec<Sense>, Vec<usize>) {
    let mut senses: Vec<Sense> = Vec::with_capacity(mentions.len());
    let mut known: FxHashMap<(usize, Option<Place>, bool), usize> = room_for(mentions.len());
    let mut of = vec![usize::MAX; mentions.len()];
    let hinted = |mention: &Mention| !mention.within.is_empty();
    for with_region in [true, false] {
        for (nth, mention) in mentions
            .iter()
            .enumerate()
            .filter(|(_, mention)| hinted(mention) == with_region)
        {
            let name = mention.named.map_or(usize::MAX - nth, |named| named.id());
            let region = mention.within.first().copied();
            let sense = *known
                .entry((name, region, mention.people))
                .or_insert_with(|| {
                    senses.push(sense(mention));
                    senses.len() - 1
                });
            if region.is_some() {
                known.entry((name, None, mention.people)).or_insert(sense);
            }
            if mention.source == LocationSource::Dateline {
                senses[sense].weight = DATELINE_WEIGHT;
            }
            of[nth] = sense;
        }
    }
    (senses, of)
}

fn sense(mention: &Mention) -> Sense {
    let all = mention.named.into_iter().flat_map(|named| named.places());
    let fits = |place: &Place| {
        mention.within.is_empty() || mention.within.iter().any(|region| place.is_in(*region))
    };
    let mut places = Vec::with_capacity(mention.named.map_or(0, |named| named.places().len()));
    places.extend(all.filter(|(place, by)| (*by == By::People) == mention.people && fits(place)));
    if mention.source == LocationSource::Dateline {
        only_towns(&mut places);
    }
    Sense {
        within: mention.within.clone(),
        places,
        weight: 1.0,
        chosen: None,
    }
}

/// Where a town has the name of a county, a dateline says the town: `YORK` is not York Region.
fn only_towns(places: &mut Vec<(Place, By)>) {
    if places.iter().any(|(place, _)| place.kind() == Kind::City) {
        places.retain(|(place, _)| place.kind() != Kind::County);
    }
}

fn location(text: &str, mention: &Mention, sense: &Sense) -> Location {
    let place = sense.chosen;
    let region = (mention.region).map(|region: Span| folded(region.of(text)).into());
    let around = place.or_else(|| sense.within.first().copied());
    let within = |kind| {
        around
            .and_then(|around| around.within(kind))
            .filter(|found| Some(*found) != place)
    };
    Location {
        name: folded(mention.name.of(text)).into(),
        kind: place.map(|place| kind(place, mention.people)),
        region: region.or_else(|| within(Kind::Region).map(|region| region.name().into())),
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
