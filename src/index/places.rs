//! The places of an article as the index keeps them: under every name of each place and of what it lies in, as points, and as
//! names to count by.

use std::collections::BTreeSet;
use std::hash::Hash;

use rustc_hash::FxHashSet;

use crate::article::{Article, Location, LocationKind};
use crate::gazetteer::{By, Place, country, places_named};
use crate::lexicon::places::region;

/// What `location:` finds an article by, each name once: its places as printed and under their other names, and the places that
/// they lie in. A people says too little of a place to count as one.
#[must_use]
pub fn place_names<'a>(article: &'a Article) -> Vec<&'a str> {
    let names = located(article).flat_map(|location| {
        let printed = [
            Some(location.name.as_str()),
            location.region.as_deref(),
            location.country.as_deref(),
        ];
        let known = around(location)
            .flat_map(|place| std::iter::once(place.name()).chain(place.other_names()))
            .map(|name| -> &'a str { name });
        printed.into_iter().flatten().chain(known)
    });
    each_once(names)
}

/// Where the cities and counties of an article lie, each once: degrees north and east. What is larger lies nowhere in particular.
#[must_use]
pub fn points(article: &Article) -> Vec<u64> {
    let small = |kind| matches!(kind, Some(LocationKind::City | LocationKind::County));
    let locations = article.locations.iter();
    let places = locations.filter(|location| small(location.kind));
    let points = places.filter_map(|place| place.latitude.zip(place.longitude));
    each_once(points.map(packed))
}

/// The countries of an article by their ISO 3166 codes, each once, sorted.
#[must_use]
pub fn countries(article: &Article) -> BTreeSet<String> {
    let codes = located(article).filter_map(|location| location.country.as_deref());
    codes.map(str::to_owned).collect()
}

/// The places of an article that are no countries or continents, each once, sorted: `Paris, Texas, United States`, and as printed
/// where the gazetteer does not know them.
#[must_use]
pub fn shown_places(article: &Article) -> BTreeSet<String> {
    let wide = |kind| matches!(kind, Some(LocationKind::Country | LocationKind::Continent));
    let places = located(article).filter(|location| !wide(location.kind));
    let shown = |location: &Location| {
        place(location).map_or_else(|| location.name.to_string(), Place::full_name)
    };
    places.map(shown).collect()
}

fn each_once<N: Copy + Eq + Hash>(names: impl Iterator<Item = N>) -> Vec<N> {
    let mut seen = FxHashSet::default();
    names.filter(|name| seen.insert(*name)).collect()
}

/// The locations that are places by name.
fn located(article: &Article) -> impl Iterator<Item = &Location> {
    let locations = article.locations.iter();
    locations.filter(|location| location.kind != Some(LocationKind::People))
}

/// The place that a location is, and those around it; for one that the gazetteer does not know, those around it alone.
fn around(location: &Location) -> impl Iterator<Item = Place> {
    let known = place(location).or_else(|| country(location.country.as_deref()?));
    std::iter::successors(known, |place| place.parent())
}

fn place(location: &Location) -> Option<Place> {
    let same = |place: &Place| {
        Some(place.latitude()) == location.latitude && Some(place.longitude()) == location.longitude
    };
    let called = |name: &str| {
        let places = places_named(name).into_iter();
        places
            .filter(|(_, by)| *by != By::People)
            .map(|(place, _)| place)
            .find(same)
    };
    location.latitude?;
    called(&location.name).or_else(|| called(region(&location.name)?))
}

/// A point in one number, so that a column holds several: degrees north and east in hundred-thousandths, each from its least.
#[must_use]
pub fn packed((north, east): (f64, f64)) -> u64 {
    let steps = |degrees: f64, least: f64| ((degrees - least) * STEPS).round().max(0.0) as u64;
    steps(north, -90.0) << 32 | steps(east, -180.0)
}

/// The point that a number stands for.
#[must_use]
pub fn unpacked(point: u64) -> (f64, f64) {
    let degrees = |steps: u64, least: f64| steps as f64 / STEPS + least;
    (
        degrees(point >> 32, -90.0),
        degrees(point & 0xFFFF_FFFF, -180.0),
    )
}

/// Steps of a degree, about a metre each.
const STEPS: f64 = 1e5;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_survives_its_column() {
        for point in [
            (50.45466, 30.5238),
            (-54.8, -68.3),
            (90.0, 180.0),
            (-90.0, -180.0),
        ] {
            let (north, east) = unpacked(packed(point));
            assert!((north - point.0).abs() < 1e-5 && (east - point.1).abs() < 1e-5);
        }
    }
}
