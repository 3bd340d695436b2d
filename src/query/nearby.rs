//! Articles by how far their places lie from a point: a filter over a column, which scores nothing.
//!
//! In: a point and a distance, both of which [`Nearby::read`] reads as a person types them: `Kyiv`, `Paris, Texas`, `50.45,30.52`;
//! `100km`, `60 mi`. Out: the articles that name a city or a county within it. Countries and regions lie nowhere in particular.

use std::fmt;

use tantivy::columnar::Column;
use tantivy::query::{
    BitSetDocSet, ConstScorer, EnableScoring, Explanation, Query, Scorer, Weight,
};
use tantivy::{BitSet, DocId, Score, SegmentReader, TantivyError};

use crate::gazetteer::{By, Kind, Place, kilometres, places_named};
use crate::index::places::unpacked;
use crate::lexicon::places::region as full_name;

/// A mile, in kilometres.
const MILE: f64 = 1.609_344;
/// So many places of one name are told.
const TOLD: usize = 3;

/// A circle on the globe.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Nearby {
    /// Degrees north and east of its middle.
    pub point: (f64, f64),
    /// Its radius.
    pub kilometres: f64,
}

/// What was not understood of a place and a distance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NearbyError {
    /// No place has this name.
    NoSuchPlace(String),
    /// A place has this name, but none in that region or country.
    NotThere {
        /// The name.
        name: String,
        /// The region or country.
        region: String,
    },
    /// No distance.
    NoDistance(String),
}

impl fmt::Display for NearbyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoSuchPlace(name) => write!(
                f,
                "no place is called “{name}”; name a larger one near it, or give degrees north and east: --near 50.45,30.52"
            ),
            Self::NotThere { name, region } => write!(f, "no {name} is known in “{region}”"),
            Self::NoDistance(text) => {
                write!(f, "“{text}” is no distance; write 100km or 60mi")
            }
        }
    }
}

impl std::error::Error for NearbyError {}

impl Nearby {
    /// Reads a place and a distance; also says which place was taken where several have the name.
    ///
    /// # Errors
    /// No place has the name, or the distance is none.
    pub fn read(place: &str, within: &str) -> Result<(Self, Option<String>), NearbyError> {
        let kilometres = distance(within)?;
        if let Some(point) = degrees(place) {
            return Ok((Self { point, kilometres }, None));
        }
        let places = called(place)?;
        let taken = places[0];
        let point = (taken.latitude(), taken.longitude());
        Ok((Self { point, kilometres }, told(&places)))
    }
}

/// `100km`, `60 mi`; kilometres where no unit is given.
fn distance(text: &str) -> Result<f64, NearbyError> {
    let plain = text.trim().to_lowercase();
    let digits = plain.trim_end_matches(char::is_alphabetic);
    let factor = match plain[digits.len()..].trim() {
        "" | "km" | "kilometres" | "kilometers" => 1.0,
        "mi" | "mile" | "miles" => MILE,
        _ => 0.0,
    };
    let number: f64 = digits.trim().parse().unwrap_or(0.0);
    let kilometres = number * factor;
    let is_distance = kilometres.is_finite() && kilometres > 0.0;
    is_distance
        .then_some(kilometres)
        .ok_or_else(|| NearbyError::NoDistance(text.to_owned()))
}

/// `50.45,30.52`
fn degrees(text: &str) -> Option<(f64, f64)> {
    let (north, east) = text.split_once(',')?;
    let (north, east): (f64, f64) = (north.trim().parse().ok()?, east.trim().parse().ok()?);
    (north.abs() <= 90.0 && east.abs() <= 180.0).then_some((north, east))
}

/// The places that `Paris` or `Paris, Texas` may mean, that with most people first.
fn called(text: &str) -> Result<Vec<Place>, NearbyError> {
    let all = named(text);
    if !all.is_empty() {
        return Ok(all);
    }
    let (name, region) = text.rsplit_once(',').unwrap_or((text, ""));
    let (name, region) = (name.trim(), region.trim());
    let places = named(name);
    if places.is_empty() {
        return Err(NearbyError::NoSuchPlace(text.trim().to_owned()));
    }
    let around = named(full_name(region).unwrap_or(region));
    let inside = |place: &Place| {
        around
            .iter()
            .any(|&around| around != *place && place.is_in(around))
    };
    let there: Vec<Place> = places.into_iter().filter(inside).collect();
    if there.is_empty() {
        let (name, region) = (name.to_owned(), region.to_owned());
        return Err(NearbyError::NotThere { name, region });
    }
    Ok(there)
}

fn named(name: &str) -> Vec<Place> {
    let places = places_named(name.trim()).into_iter();
    places
        .filter(|(_, by)| *by != By::People)
        .map(|(place, _)| place)
        .collect()
}

/// Which place was taken, where there are cities or countries elsewhere that have the name.
fn told(places: &[Place]) -> Option<String> {
    let taken = places[0];
    let mut others = places[1..]
        .iter()
        .filter(|other| matches!(other.kind(), Kind::City | Kind::Country))
        .filter(|other| other.kilometres_to(taken) > 50.0)
        .map(|other| format!("“{}”", other.full_name()))
        .peekable();
    others.peek()?;
    let others: Vec<String> = others.take(TOLD).collect();
    Some(format!(
        "{} is taken, which has most people; write the region for another: {}",
        taken.full_name(),
        others.join(", ")
    ))
}

/// The articles with a place in a circle.
#[derive(Clone, Debug)]
pub(super) struct NearbyQuery(pub(super) Nearby);

impl Query for NearbyQuery {
    fn weight(&self, _: EnableScoring<'_>) -> tantivy::Result<Box<dyn Weight>> {
        Ok(Box::new(NearbyWeight(self.0)))
    }
}

struct NearbyWeight(Nearby);

impl Weight for NearbyWeight {
    fn scorer(&self, reader: &SegmentReader, _: Score) -> tantivy::Result<Box<dyn Scorer>> {
        let points: Column<u64> = reader.fast_fields().u64("point")?;
        let mut met = BitSet::with_max_value(reader.max_doc());
        for doc in 0..reader.max_doc() {
            let mut points = points.values_for_doc(doc).map(unpacked);
            if points.any(|point| kilometres(point, self.0.point) <= self.0.kilometres) {
                met.insert(doc);
            }
        }
        Ok(Box::new(ConstScorer::new(BitSetDocSet::from(met), 0.0)))
    }

    fn explain(&self, _: &SegmentReader, _: DocId) -> tantivy::Result<Explanation> {
        Err(TantivyError::InvalidArgument(
            "a filter has no score to explain".to_owned(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distances_are_read_with_their_units() {
        assert_eq!(distance("100km"), Ok(100.0));
        assert_eq!(distance("10 mi"), Ok(16.093_44));
        assert_eq!(distance("7.5"), Ok(7.5));
        for wrong in ["", "km", "-3km", "10 furlongs", "inf", "NaN km"] {
            assert!(distance(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_place_is_found_by_name_region_or_degrees() {
        let at = |text: &str| Nearby::read(text, "1km").map(|(nearby, _)| nearby.point);
        assert_eq!(at("50.45,30.52"), Ok((50.45, 30.52)));
        let (north, east) = at("Paris, Texas").unwrap();
        assert!((33.0..34.5).contains(&north) && (-96.5..-95.0).contains(&east));
        assert_eq!(at("Paris, Tex."), at("paris, texas"));
        assert!(
            at("Paris, Peru")
                .unwrap_err()
                .to_string()
                .contains("no Paris")
        );
        assert!(at("Nowhereville").is_err());
    }

    #[test]
    fn of_several_places_the_largest_is_taken_and_said() {
        let (_, told) = Nearby::read("Paris", "1km").unwrap();
        assert!(
            told.unwrap()
                .starts_with("Paris, Île-de-France, France is taken")
        );
        assert_eq!(Nearby::read("Kyiv", "1km").unwrap().1, None);
    }
}
