//! Which names of a story are places: by the rules, and where no rule knows, by the story's other places.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::super::captions::Pictured;
use super::super::dateline::{Filed, Site, sites};
use super::around::{Around, around, says_before};
use super::counties::{self, Listed};
use super::names::{Names, Naming, awaits_region, is_surname};
use super::people::kin;
use super::piece::Piece;
use super::regions::{self, Region};
use super::rules::{NOT, REGION_BEHIND, RULES, WITH_REGION};
use super::words::Words;
use crate::article::LocationSource;
use crate::gazetteer::{By, Key, Kind, Named, Place, find, places_named};
use crate::lexicon::place_words::beside;
use crate::lexicon::places::region as full_name;
use crate::lexicon::speech::class;
use crate::span::Span;

/// The place of a dateline.
pub(super) const DATELINE: &str = "place-dateline";
/// The place at the head of a caption.
pub(super) const CAPTION: &str = "place-caption";
/// One of several counties: `Butler and Warren counties`.
pub(super) const COUNTIES: &str = "place-counties";
/// What the story says elsewhere, surest first.
pub(super) const ELSEWHERE: &str = "place-named-elsewhere";
pub(super) const LISTED: &str = "place-beside-places";
pub(super) const NEAR: &str = "place-near-places";

/// The names of the rules that ask the story, surest first.
pub(super) const STORY_RULES: [&str; 3] = [ELSEWHERE, LISTED, NEAR];

/// A place as the text has it.
pub(super) struct Mention {
    /// Name and region, as they stand.
    pub(super) span: Span,
    pub(super) name: Span,
    pub(super) named: Option<Named>,
    /// The region behind the name, as printed, and what it may be.
    pub(super) region: Option<Span>,
    pub(super) within: Vec<Place>,
    pub(super) source: LocationSource,
    pub(super) people: bool,
    pub(super) rule: &'static str,
}

/// The places that datelines and captions print at their head.
pub(super) fn printed(text: &str, filed: Option<&Filed>, pictures: &[Pictured]) -> Vec<Mention> {
    let filed = filed
        .and_then(|filed| filed.place)
        .map(|place| (place, LocationSource::Dateline, DATELINE));
    let pictured = pictures
        .iter()
        .filter_map(|picture| Some((picture.place?, LocationSource::Caption, CAPTION)));
    filed
        .into_iter()
        .chain(pictured)
        .flat_map(|(place, source, rule)| {
            sites(text, place)
                .into_iter()
                .map(move |site| of_site(text, site, source, rule))
        })
        .collect()
}

fn of_site(text: &str, site: Site, source: LocationSource, rule: &'static str) -> Mention {
    let region = site.region.map_or("", |region| region.of(text));
    let last = region.rsplit(',').next().unwrap_or_default().trim();
    let region = full_name(last).unwrap_or(last);
    let wide = |place: &Place| matches!(place.kind(), Kind::Region | Kind::Country | Kind::Area);
    Mention {
        span: site.span,
        name: site.name,
        named: Key::of(site.name.of(text)).and_then(|key| find(&key)),
        region: site.region,
        within: places_named(region)
            .into_iter()
            .filter(|(place, by)| *by != By::People && wide(place))
            .map(|(place, _)| place)
            .collect(),
        source,
        people: false,
        rule,
    }
}

/// A name that no rule settles.
struct Open {
    naming: Naming,
    piece: usize,
    /// The name before it in its piece, if it was taken for a place and a comma or `and` parts the two.
    doubtful: bool,
}

/// The places that the pieces of a story name, which have these words.
pub(super) fn named(pieces: &[(Piece<'_>, LocationSource)], words: &Words<'_>) -> Vec<Mention> {
    let mut mentions = Vec::with_capacity(64);
    let mut open = Vec::with_capacity(64);
    for (nth, (piece, source)) in pieces.iter().enumerate() {
        let listed = if words.share_nouns {
            counties::listed(piece)
        } else {
            Vec::new()
        };
        mentions.extend(listed.iter().map(|county| of_county(county, *source)));
        let part = (piece, nth, *source);
        read(part, &listed, &mut mentions, &mut open);
    }
    settle(pieces, open, &mut mentions);
    mentions.sort_by_key(|mention| mention.span.start());
    mentions
}

/// Reads a piece: what the rules know becomes a mention, what they do not know stays open.
fn read(
    (piece, nth, source): (&Piece<'_>, usize, LocationSource),
    listed: &[Listed],
    mentions: &mut Vec<Mention>,
    open: &mut Vec<Open>,
) {
    let is_listed = |name: Span| listed.iter().any(|county| county.span.overlaps(name));
    let mut behind = 0;
    let mut names = Names::new();
    for opening in piece.openings {
        let Some(naming) = names.at(piece, opening) else {
            continue;
        };
        if naming.first < behind || is_listed(naming.span) || is_called(piece, &naming) {
            continue;
        }
        let name = around(piece, naming, is_surname(piece, &naming));
        if let Some(region) = fitting_region(&name) {
            behind = region.last + 1;
            mentions.push(mention(naming, source, WITH_REGION, region.places.clone()));
            mentions.push(region_mention(piece, &region, source));
            continue;
        }
        if NOT.iter().any(|(_, holds)| holds(&name)) {
            continue;
        }
        match RULES.iter().find(|(_, holds)| holds(&name)) {
            Some((rule, _)) => {
                let mut found = mention(naming, source, rule, Vec::new());
                found.people = name.is_people();
                mentions.push(found);
            }
            None => open.push(Open {
                naming,
                piece: nth,
                doubtful: name.is_doubtful() || name.given,
            }),
        }
    }
}

/// "Dana is a leader", not "in Dana": Dana Ruiz is in the story.
fn is_called(piece: &Piece<'_>, name: &Naming) -> bool {
    let word = &piece.words[name.first];
    let given = (word.kin & kin::GIVEN != 0) & (name.first == name.last);
    given
        && piece.is(name.first, class::GIVEN)
        && says_before(piece, name) & (beside::IN | beside::TO) == 0
        && !awaits_region(piece, name.last)
}

/// The region behind a name, if the name has a meaning there.
fn fitting_region(name: &Around<'_>) -> Option<Region> {
    let mut region = regions::behind(name.piece, name.name.last)?;
    region.places.retain(|&region| {
        name.places()
            .any(|place| place != region && place.is_in(region))
    });
    let person = name.left.is_some()
        && name.before() & beside::SIDE == 0
        && name.single
        && !region.short
        && !name.piece.titled
        && super::people::is_person(name);
    (!region.places.is_empty() && !person).then_some(region)
}

fn of_county(county: &Listed, source: LocationSource) -> Mention {
    Mention {
        span: county.span,
        name: county.span,
        named: Some(county.named),
        region: None,
        within: Vec::new(),
        source,
        people: false,
        rule: COUNTIES,
    }
}

fn mention(
    naming: Naming,
    source: LocationSource,
    rule: &'static str,
    within: Vec<Place>,
) -> Mention {
    Mention {
        span: naming.span,
        name: naming.span,
        named: Some(naming.named),
        region: None,
        within,
        source,
        people: false,
        rule,
    }
}

fn region_mention(piece: &Piece<'_>, region: &Region, source: LocationSource) -> Mention {
    let name = region.places[0].name();
    Mention {
        span: region.span,
        name: region.span,
        named: super::names::name_at(piece, region.last)
            .filter(|found| !region.short && found.span == region.span)
            .map(|found| found.named)
            .or_else(|| Key::of(name).and_then(|key| find(&key))),
        region: None,
        within: region.places.clone(),
        source,
        people: false,
        rule: REGION_BEHIND,
    }
}

/// Settles what no rule knows by what the story says elsewhere.
fn settle(pieces: &[(Piece<'_>, LocationSource)], open: Vec<Open>, mentions: &mut Vec<Mention>) {
    if open.is_empty() {
        return;
    }
    let places = mentions.iter().filter(|mention| !mention.people);
    let known = sorted(places.filter_map(|mention| Some(mention.named?.id())));
    let by_rules = mentions.len();
    let ends = OnceCell::new(); // few names are asked for them
    let counties: FxHashSet<Place> = around_the_story(mentions);
    // the end of the name before, which was settled here
    let mut last = 0;
    for name in open {
        let (piece, source) = &pieces[name.piece];
        let id = name.naming.named.id();
        let ends_there = |end| {
            let all = || {
                sorted(
                    mentions[..by_rules]
                        .iter()
                        .map(|mention| mention.span.end()),
                )
            };
            ends.get_or_init(all).binary_search(&end).is_ok()
        };
        let is_place = |end: usize| end == last || ends_there(end);
        let rule = if known.binary_search(&id).is_ok() {
            ELSEWHERE
        } else if name.doubtful {
            continue;
        } else if is_listed(piece, &name.naming, is_place) {
            LISTED
        } else if lies_near(&name.naming, &counties) {
            NEAR
        } else {
            continue;
        };
        last = name.naming.span.end();
        mentions.push(mention(name.naming, *source, rule, Vec::new()));
    }
}

fn sorted(numbers: impl Iterator<Item = usize>) -> Vec<usize> {
    let mut sorted: Vec<usize> = numbers.collect();
    sorted.sort_unstable();
    sorted
}

/// The regions and counties of names that mean one place alone.
fn around_the_story(mentions: &[Mention]) -> FxHashSet<Place> {
    let mut around = FxHashSet::default();
    for mention in mentions {
        let region = mention
            .within
            .iter()
            .copied()
            .filter(|place| place.kind() == Kind::Region);
        around.extend(region);
    }
    around
}

/// `Lima, Cusco and Tacna`: parted by a comma or `and` from the end of a place before.
fn is_listed(piece: &Piece<'_>, name: &Naming, is_place: impl Fn(usize) -> bool) -> bool {
    let Some(before) = name.first.checked_sub(1) else {
        return false;
    };
    let end = piece.words[before].span.end();
    let between = &piece.text[end..name.span.start()];
    matches!(between, ", " | " and " | ", and " | " or " | "/" | " & ") && is_place(end)
}

/// Whether a place of that name lies in one of these regions.
fn lies_near(name: &Naming, regions: &FxHashSet<Place>) -> bool {
    if regions.is_empty() {
        return false; // most stories
    }
    name.named.places().any(|(place, by)| {
        by != By::People && place.ancestors().any(|around| regions.contains(&around))
    })
}
