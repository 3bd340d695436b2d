//! The places of datelines and captions, as printed; which place on earth a name means is a later step.

use super::captions::Pictured;
use super::dateline::{Filed, Site, sites};
use crate::article::{Location, LocationSource};
use crate::span::Span;
use crate::text::fold;

/// The places, each once for every kind of place where it was found.
pub(super) fn find(text: &str, filed: Option<&Filed>, pictures: &[Pictured]) -> Vec<Location> {
    let mut found: Vec<Location> = Vec::new();
    let filed = filed
        .and_then(|filed| filed.place)
        .map(|place| (place, LocationSource::Dateline));
    let pictured = pictures
        .iter()
        .filter_map(|picture| Some((picture.place?, LocationSource::Caption)));
    for (place, source) in filed.into_iter().chain(pictured) {
        for site in sites(text, place) {
            add(&mut found, text, site, source);
        }
    }
    found
}

fn add(found: &mut Vec<Location>, text: &str, site: Site, source: LocationSource) {
    let name = fold(site.name.of(text));
    let region = site.region.map(|region: Span| fold(region.of(text)));
    let known = found
        .iter_mut()
        .find(|known| known.name == name && known.region == region && known.source == source);
    if let Some(known) = known {
        known.mentions += 1;
        return;
    }
    found.push(Location {
        name,
        region,
        country: None,
        latitude: None,
        longitude: None,
        geonames: None,
        source,
        mentions: 1,
        span: site.span,
    });
}
