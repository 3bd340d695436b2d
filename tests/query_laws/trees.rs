//! Random trees of queries, in all forms, over words of the sample corpus.

use dateline::query::{
    AtLeast, Clause, Days, FieldName, Form, Leaf, Mentions, Near, Place, Published, Range,
    Relation, Said,
};
use proptest::prelude::*;
use proptest::sample::select;

/// Words of the sample corpus, some frequent, some rare, in forms that stem alike; and one that it does not have.
const WORDS: [&str; 30] = [
    "grain", "corridor", "ferry", "ferries", "strike", "bridge", "dam", "the", "of", "said",
    "mayor", "water", "sleep", "O'Brien", "AT&T", "2024", "union", "ship", "ships", "Ferrer",
    "Osgood", "Calais", "Vilches", "zeppelin", "to", "in", "and", "a", "people", "told",
];
const PHRASES: [&str; 10] = [
    "grain corridor",
    "of the",
    "said the",
    "in the",
    "the ferry",
    "the ship*",
    "the s* of",
    "the the",
    "more than",
    "told reporters",
];
const PATTERNS: [&str; 13] = [
    "gra*", "ferr*", "s*", "str*", "20*", "osg*", "*ing", "s?id", "f?rr*", "*or*", "d?m", "m*r",
    "die*",
];
const NEARLY: [&str; 8] = [
    "feryr", "brige", "grian", "osgod", "mayr", "ship", "dam", "watre",
];
const EXACT: [&str; 19] = [
    "ferry", "ferries", "ship", "ships", "said", "the", "strike", "strikes", "asking", "asked",
    "water", "Osgood", "port", "ports", "Agnès", "Agnes", "Brígida", "brigida", "zgür",
];
const CAPS: [&str; 14] = [
    "Ferry",
    "ferry",
    "THE",
    "The",
    "the",
    "AP",
    "UN",
    "Osgood",
    "Grain corridor",
    "grain corridor",
    "Agnès",
    "AGNÈS",
    "Agnes",
    "Santa Brígida",
];
const SPEAKERS: [&str; 10] = [
    "Osgood",
    "mayor",
    "Ferrer",
    "minister",
    "union",
    "secretary",
    "o*",
    "spokes*",
    "Vilches",
    "chief executive",
];

const PLACES: [&str; 12] = [
    "Calais",
    "France",
    "Ukraine",
    "Odesa",
    "Odessa",
    "Dover",
    "England",
    "Egypt",
    "Brígida",
    "united kingdom",
    "da*",
    "rotterdm",
];
const AGENCIES: [&str; 6] = ["Reuters", "AP", "Norpress", "Harbour Wire", "wire", "nor*"];
const AUTHORS: [&str; 6] = ["Agnès", "Delacourt", "Danuta", "Siobhan", "Kerrigan", "k*"];
const ROLES: [&str; 7] = [
    "mayor",
    "director",
    "directors",
    "nurse",
    "judge",
    "chief executive",
    "coun*",
];
const PATHS: [&str; 6] = [
    "corpus",
    "txt",
    "fact desk",
    "archive 1987",
    "oslo*",
    "extra",
];
/// What stands in a field as one term, with its field: the last is the id of an article of the sample corpus.
const CODES: [(FieldName, &str); 8] = [
    (FieldName::Kind, "direct"),
    (FieldName::Kind, "mixed"),
    (FieldName::Kind, "Indirect"),
    (FieldName::Language, "en"),
    (FieldName::Language, "fr"),
    (FieldName::Language, "und"),
    (FieldName::Language, "xx"),
    (FieldName::Id, "11648b48d54aeb505d58"),
];

/// Words that a field may have.
fn texts_of(field: Option<FieldName>) -> &'static [&'static str] {
    match field {
        Some(FieldName::Location | FieldName::Dateline) => &PLACES,
        Some(FieldName::Agency) => &AGENCIES,
        Some(FieldName::Byline) => &AUTHORS,
        Some(FieldName::Speaker) => &SPEAKERS,
        Some(FieldName::Role) => &ROLES,
        Some(FieldName::Path) => &PATHS,
        _ => &WORDS,
    }
}

/// A leaf of the form that its text has.
fn typed(field: Option<FieldName>, text: &str) -> Clause {
    let form = match text {
        text if text.contains('*') => Form::Wildcard,
        text if text.contains(' ') => Form::Phrase,
        _ => Form::Word,
    };
    let (text, place) = (text.to_owned(), Place::default());
    Clause::Words(Leaf {
        field,
        form,
        text,
        place,
    })
}

fn form_and_text() -> impl Strategy<Value = (Form, String)> {
    let any = |form, texts: &'static [&'static str]| {
        select(texts).prop_map(move |text| (form, text.to_owned()))
    };
    let pair = (select(&WORDS[..]), select(&WORDS[..]));
    let phrase = prop_oneof![
        select(&PHRASES[..]).prop_map(str::to_owned),
        pair.prop_map(|(a, b)| format!("{a} {b}")),
    ];
    let sloppy = (phrase.clone(), 1..6_u32);
    let nearly = (1..=2_u8, select(&NEARLY[..]));
    prop_oneof![
        6 => any(Form::Word, &WORDS),
        2 => phrase.prop_map(|text| (Form::Phrase, text)),
        2 => sloppy.prop_map(|(text, others)| (Form::Sloppy(others), text)),
        2 => any(Form::Wildcard, &PATTERNS),
        1 => nearly.prop_map(|(letters, text)| (Form::Fuzzy(letters), text.to_owned())),
        2 => any(Form::Exact, &EXACT),
        1 => any(Form::ExactPhrase, &["the ferry", "the ships", "of the", "said the"]),
        1 => any(Form::Caps, &CAPS),
    ]
}

fn field() -> impl Strategy<Value = Option<FieldName>> {
    let fields: Vec<FieldName> = FieldName::ALL
        .into_iter()
        .filter(|field| field.has_positions())
        .collect();
    prop_oneof![
        4 => Just(None),
        1 => Just(Some(FieldName::Body)),
        1 => Just(Some(FieldName::Hlead)),
        3 => select(fields).prop_map(Some),
    ]
}

fn leaf_in(field: Option<FieldName>) -> BoxedStrategy<Clause> {
    let any = form_and_text().prop_map(move |(form, text)| {
        let place = Place::default();
        Clause::Words(Leaf {
            field,
            form,
            text,
            place,
        })
    });
    let its_own = select(texts_of(field)).prop_map(move |text| typed(field, text));
    prop_oneof![any, its_own].boxed()
}

fn code() -> impl Strategy<Value = Clause> {
    select(&CODES[..]).prop_map(|(field, text)| typed(Some(field), text))
}

fn relation() -> impl Strategy<Value = Relation> {
    let range = prop_oneof![
        4 => (1..30_u32).prop_map(Range::Words),
        2 => Just(Range::Sentence),
        1 => Just(Range::Paragraph),
    ];
    (any::<bool>(), range).prop_map(|(ordered, range)| Relation { ordered, range })
}

/// A clause that has positions, in one field.
fn standing(field: Option<FieldName>) -> impl Strategy<Value = Clause> {
    leaf_in(field).prop_recursive(3, 8, 2, |inner| {
        let (left, right) = (inner.clone(), inner.clone());
        let near = (left, right, relation(), prop::bool::weighted(0.25));
        prop_oneof![
            3 => near.prop_map(|(left, right, relation, negated)| {
                let (left, right, place) = (Box::new(left), Box::new(right), Place::default());
                Clause::Near(Near { left, right, relation, negated, place })
            }),
            1 => prop::collection::vec(inner, 2..4).prop_map(Clause::any),
        ]
    })
}

fn at_least() -> impl Strategy<Value = Clause> {
    (1..6_u32, field().prop_flat_map(standing)).prop_map(|(least, of)| {
        let (of, place) = (Box::new(of), Place::default());
        Clause::AtLeast(AtLeast { least, of, place })
    })
}

fn said() -> impl Strategy<Value = Clause> {
    let who = select(&SPEAKERS[..]).prop_map(|text| typed(None, text));
    let who = prop_oneof![
        4 => who.clone(),
        1 => who.clone().prop_map(|who| Clause::Not(Box::new(who))),
        1 => prop::collection::vec(who, 2..3).prop_map(Clause::any),
    ];
    let what = prop_oneof![
        3 => standing(None),
        1 => (standing(None), standing(Some(FieldName::Quote)))
            .prop_map(|(a, b)| Clause::all(vec![a, Clause::Not(Box::new(b))])),
    ];
    (prop::option::weighted(0.8, who), what, any::<bool>()).prop_map(|(who, what, silent)| {
        let what = (who.is_none() || !silent).then(|| Box::new(what));
        let (who, place) = (who.map(Box::new), Place::default());
        Clause::Said(Said { who, what, place })
    })
}

fn published() -> impl Strategy<Value = Clause> {
    // From 1605 to 2500, most of them of the years of the sample.
    let day = || prop::option::of(prop_oneof![4 => 6_000_i64..20_500, 1 => -133_000_i64..193_000]);
    let near = (day(), 0..400_i64).prop_map(|(day, more)| (day, day.map(|day| day + more)));
    let ends = prop_oneof![(day(), day()), near];
    let between = ends.prop_filter_map("no days", |(a, b)| match (a, b) {
        (None, None) => None,
        (Some(a), Some(b)) => Some(Days::Between(Some(a.min(b)), Some(a.max(b)))),
        (a, b) => Some(Days::Between(a, b)),
    });

    let any_year = select(
        [
            "XXXX-04",
            "XXXX-10",
            "XXXX-06-12",
            "XXXX-03-08",
            "XXXX-03",
            "XXXX-02-29",
        ]
        .as_slice(),
    )
    .prop_map(|date| Days::AnyYear(date.parse().unwrap()));
    let days = prop_oneof![3 => between, 1 => any_year];
    (days, prop::bool::weighted(0.3), any::<bool>()).prop_map(|(days, certain, published)| {
        let place = Place::default();
        match published {
            true => Clause::Published(Published {
                days,
                certain,
                place,
            }),
            false => Clause::Mentions(Mentions { days, place }),
        }
    })
}

/// A query.
pub fn tree() -> impl Strategy<Value = Clause> {
    let leaf = prop_oneof![
        6 => field().prop_flat_map(leaf_in),
        6 => field().prop_flat_map(standing),
        2 => at_least(),
        2 => said(),
        1 => published(),
        1 => code(),
        1 => Just(Clause::Every),
    ];
    leaf.prop_recursive(4, 12, 3, |inner| {
        let list = || prop::collection::vec(inner.clone(), 2..4);
        let factor = select([0.5, 2.0, 10.0].as_slice());
        prop_oneof![
            list().prop_map(Clause::all),
            list().prop_map(Clause::any),
            inner
                .clone()
                .prop_map(|clause| Clause::Not(Box::new(clause))),
            (inner.clone(), factor).prop_map(|(clause, by)| Clause::Boost(Box::new(clause), by)),
        ]
    })
}
