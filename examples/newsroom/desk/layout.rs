//! How papers print an article: the layouts of the sample corpus (`corpus/README.md`).

use super::chance::Chance;
use super::story::{Story, slug};

/// A file to be written.
pub struct Page {
    /// Below the folder of the corpus.
    pub path: String,
    pub text: String,
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Prints an article in one of the layouts, under the name that such a paper would give it.
pub fn print(chance: &mut Chance, story: &Story, number: u64) -> Page {
    let slug = slug(chance, &story.headline);
    let (year, month, day) = (story.year, story.month, story.day);
    let folder = format!("{year}/{month:02}");
    let dated = format!("{folder}/{year}{month:02}{day:02}-{slug}-{number:06}.txt");
    let plain = format!("{folder}/{slug}-{number:06}.txt");
    let (path, text) = match chance.below(100) {
        0..45 => (plain, wire(chance, story, &slug, number)),
        45..75 => (plain, paper(chance, story)),
        75..85 => (dated, ledger(story)),
        85..95 => (dated, telegram(story)),
        _ => (dated, export(story)),
    };
    Page { path, text }
}

/// A news agency's scraped page: header lines opened by `--`, paragraphs with a space before them.
fn wire(chance: &mut Chance, story: &Story, slug: &str, number: u64) -> String {
    let (year, month, day) = (story.year, story.month, story.day);
    let byline = story.byline.as_deref();
    let by = byline.map(|by| format!("By  {by}")).unwrap_or_default();
    let mut text = format!(
        "-- {}\n-- {by}\n-- {} {} {day}, {year} {}:{:02}am EST\n-- http://www.example.com/news/{year}/{month:02}/{day:02}/{slug}-{number:06}\n\n \n\n ",
        story.headline,
        weekday(year, month, day),
        &MONTHS[month - 1][..3],
        1 + chance.below(11),
        chance.below(60),
    );
    let agency = story.agency.unwrap_or("Harbour Wire");
    text.push_str(&format!("{} ({agency}) - ", place(story)));
    text.push_str(&straight(&story.paragraphs.join("\n\n ")));
    if let Some(by) = byline {
        text.push_str(&format!(
            "\n\n (Reporting by {by}; Editing by {})",
            story.editor
        ));
    }
    text.push('\n');
    text
}

/// A daily: headline, deck, byline, day, paragraphs with curly or straight marks, and what stands around them.
fn paper(chance: &mut Chance, story: &Story) -> String {
    let (year, month, day) = (story.year, MONTHS[story.month - 1], story.day);
    let mut parts = vec![story.headline.clone()];
    if chance.happens(0.5) {
        parts.push(story.deck.clone());
    }
    if let Some(by) = &story.byline {
        parts.push(format!("By {by}"));
    }
    let dash = *chance.pick(&["—", "-", "--"]);
    let stamped = chance.happens(0.6);
    let dateline = match (stamped, story.agency) {
        (true, Some(agency)) => format!("{} ({agency})", place(story)),
        (true, None) => place(story),
        (false, _) => format!("{} ({month} {day}, {year})", place(story)),
    };
    if stamped {
        parts.push(format!("Published: {day} {month} {year}"));
    }
    let body = story.paragraphs.join("\n\n");
    parts.push(format!("{dateline} {dash} {body}"));
    if chance.happens(0.2) {
        parts.push("Sign up for our newsletter and never miss a story.".to_owned());
    }
    if chance.happens(0.2) {
        parts.push(format!("© {year} The Gazette. All rights reserved."));
    }
    let text = parts.join("\n\n");
    if chance.happens(0.5) {
        text + "\n"
    } else {
        straight(&text) + "\n"
    }
}

/// A database export: the body on one line, with its day in the dateline.
fn ledger(story: &Story) -> String {
    let (year, month, day) = (story.year, MONTHS[story.month - 1], story.day);
    let agency = story.agency.map(|agency| format!(" ({agency})"));
    let dateline = format!(
        "{}, {day} {month} {year}{} - ",
        place(story),
        agency.unwrap_or_default()
    );
    let body = straight(&story.paragraphs.join(" "));
    format!("{}\n\n{dateline}{body}\n", story.headline)
}

/// A wire of old, broken at 64 columns; the text names no year.
fn telegram(story: &Story) -> String {
    let month = MONTHS[story.month - 1];
    let mut text = story.headline.to_uppercase() + "\n";
    for (nth, paragraph) in story.paragraphs.iter().enumerate() {
        let opening = match nth {
            0 => format!("\n{}, {month} {} - ", place(story), story.day),
            _ => "    ".to_owned(),
        };
        wrap(&opening, &straight(paragraph), &mut text);
    }
    text
}

fn wrap(opening: &str, paragraph: &str, text: &mut String) {
    text.push_str(opening);
    let mut column = opening.trim_start_matches('\n').chars().count();
    for (nth, word) in paragraph.split(' ').enumerate() {
        let length = word.chars().count();
        if nth > 0 && column + 1 + length > 64 {
            text.push('\n');
            column = 0;
        } else if nth > 0 {
            text.push(' ');
            column += 1;
        }
        text.push_str(word);
        column += length;
    }
    text.push('\n');
}

/// A library export: abstract and full text, quotation marks of two strokes.
fn export(story: &Story) -> String {
    let body = story.paragraphs.join("\n\n").replace(['“', '”'], "''");
    let (headline, deck, place) = (&story.headline, &story.deck, place(story));
    format!("{headline}; \n{deck}.\n\nABSTRACT.\n\n{deck}.\n\nFULL TEXT.\n\n{place} - {body}\n")
}

fn straight(text: &str) -> String {
    text.replace(['“', '”'], "\"")
}

/// The place as datelines print it: `ODESA, Ukraine`.
fn place(story: &Story) -> String {
    let city = story.place.city.to_uppercase();
    match story.place.country {
        Some(country) => format!("{city}, {country}"),
        None => city,
    }
}

/// The day of the week, by Sakamoto's method.
fn weekday(year: i16, month: usize, day: usize) -> &'static str {
    let shift = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
    let year = year as usize - usize::from(month < 3);
    let nth = (year + year / 4 - year / 100 + year / 400 + shift[month - 1] + day) % 7;
    ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][nth]
}
