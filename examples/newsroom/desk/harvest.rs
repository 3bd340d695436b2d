//! What the sample corpus gives: sentences, quotes and headlines as patterns, and the words that it uses, frequent ones first.
//!
//! English papers only. The rules are simple and few on purpose, so that a change in how Dateline extracts does not change
//! what it is measured with.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::chance::Chance;
use super::people;
use super::words::{Ending, Words};

/// Folders whose articles are in English, in UTF-8, and in prose.
const PAPERS: [&str; 6] = [
    "archive-1987",
    "continental-post",
    "harbour-wire",
    "metro-exports",
    "northern-ledger",
    "riverside-gazette",
];
/// How many of the most frequent words stay where they are: the function words, and `said`.
const COMMON: usize = 150;
/// The share of other words that are replaced.
const REPLACED: f64 = 0.85;

/// Patterns and words of the sample corpus.
pub struct Harvest {
    pub sentences: Vec<Pattern>,
    pub quotes: Vec<Pattern>,
    pub headlines: Vec<Pattern>,
    known: [Vec<String>; Ending::COUNT],
}

impl Harvest {
    pub fn read(corpus: &Path) -> Result<Self, String> {
        let mut files = Vec::new();
        for paper in PAPERS {
            list(&corpus.join(paper), &mut files)?;
        }
        files.sort();
        let mut texts = Vec::new();
        for file in files {
            let text = fs::read_to_string(&file)
                .map_err(|error| format!("cannot read {}: {error}", file.display()))?;
            texts.push(straight(&text));
        }
        Ok(Self::of(&texts))
    }

    fn of(texts: &[String]) -> Self {
        let counted = counted(texts);
        let common: Vec<&str> = counted.iter().take(COMMON).map(|(word, _)| *word).collect();
        let mut known: [Vec<String>; Ending::COUNT] = Default::default();
        for (word, _) in counted
            .iter()
            .skip(COMMON)
            .filter(|(word, _)| word.len() > 3)
        {
            known[Ending::of(word) as usize].push((*word).to_owned());
        }
        let patterns = |texts: &mut dyn Iterator<Item = &str>| -> Vec<Pattern> {
            texts.map(|text| Pattern::of(text, &common)).collect()
        };
        let paragraphs = || texts.iter().flat_map(|text| text.lines().skip(1));
        Self {
            sentences: patterns(&mut paragraphs().flat_map(sentences)),
            quotes: patterns(&mut paragraphs().flat_map(quotes)),
            headlines: patterns(&mut texts.iter().filter_map(|text| headline(text))),
            known,
        }
    }
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> Result<(), String> {
    let failed = |error| format!("cannot read {}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        match path.is_dir() {
            true => list(&path, files)?,
            false if path.extension().is_none_or(|ending| ending == "txt") => files.push(path),
            false => {}
        }
    }
    Ok(())
}

/// One kind of quotation marks, and paragraphs that were broken into short lines on one line again.
fn straight(text: &str) -> String {
    let mut text = text.replace(['“', '”'], "\"").replace(['‘', '’'], "'");
    text = text.replace("''", "\"").replace("\n    ", "\u{1}");
    let broken = text.contains('\u{1}');
    if broken {
        let (head, body) = text.split_once("\n\n").unwrap_or(("", &text));
        text = format!(
            "{head}\n\n{}",
            body.replace('\n', " ").replace('\u{1}', "\n")
        );
    }
    text
}

/// The words in lower case with their numbers, the frequent first.
fn counted(texts: &[String]) -> Vec<(&str, usize)> {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    let plain = |word: &&str| word.bytes().all(|byte| byte.is_ascii_lowercase());
    for text in texts {
        let words = text.split_whitespace().map(|word| trim(word).1);
        for word in words.filter(plain).filter(|word| !word.is_empty()) {
            *counts.entry(word).or_default() += 1;
        }
    }
    let mut counted: Vec<_> = counts.into_iter().collect();
    counted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(b.0)));
    counted
}

/// The sentences of a paragraph that stand outside of quotation marks, without the dateline.
fn sentences(paragraph: &str) -> Vec<&str> {
    let short = |piece: &str| {
        let last = piece.rsplit(' ').next().unwrap_or("");
        last.len() < 4 || last.ends_with("Nov") || last.ends_with("Corp") || last.contains('.')
    };
    let mut found = Vec::new();
    let mut rest = paragraph.trim();
    while let Some(end) = rest.find(". ") {
        let (piece, behind) = rest.split_at(end + 1);
        if is_sentence(piece) && !short(&piece[..end]) {
            found.push(piece);
        }
        rest = behind.trim_start();
    }
    if is_sentence(rest) {
        found.push(rest);
    }
    found
}

fn is_sentence(text: &str) -> bool {
    let marks = ['"', '(', ')', '<', ':', ';', '/', '@', '©', '–'];
    let words = text.split(' ').count();
    text.starts_with(|c: char| c.is_uppercase())
        && text.ends_with('.')
        && (6..=40).contains(&words)
        && !text.contains(marks)
        && !text.contains(" - ")
        && !text.contains(" -- ")
        && !text.contains(" — ")
}

/// What is said between quotation marks in a paragraph, where it is a clause or more; without its last mark.
fn quotes(paragraph: &str) -> Vec<&str> {
    let said = paragraph.split('"').skip(1).step_by(2);
    let clause = |text: &&str| {
        text.starts_with(|c: char| c.is_uppercase())
            && text.ends_with([',', '.'])
            && text.split(' ').count() >= 4
    };
    said.filter(clause)
        .map(|text| &text[..text.len() - 1])
        .collect()
}

fn headline(text: &str) -> Option<&str> {
    let line = text.lines().next()?.trim_start_matches("-- ");
    let line = line.trim_end_matches([';', ' ', '.']);
    let lower = line.chars().any(char::is_lowercase) && !line.contains(['"', ':']);
    (lower && line.split(' ').count() >= 4).then_some(line)
}

/// Punctuation before the word, the word, and punctuation behind it.
fn trim(word: &str) -> (&str, &str, &str) {
    let bare = word.trim_start_matches(|c: char| !c.is_alphanumeric());
    let (before, _) = word.split_at(word.len() - bare.len());
    let core = bare.trim_end_matches(|c: char| !c.is_alphanumeric());
    (before, core, &bare[core.len()..])
}

/// A sentence with places for other words.
pub struct Pattern {
    pieces: Vec<Piece>,
}

struct Piece {
    before: String,
    core: String,
    after: String,
    kind: Kind,
}

enum Kind {
    Kept,
    Word(Ending),
    Capital(Ending),
    Name,
    Number,
}

impl Pattern {
    fn of(text: &str, common: &[&str]) -> Self {
        let words = text.split_whitespace().enumerate();
        let pieces = words.map(|(nth, word)| {
            let (before, core, after) = trim(word);
            Piece {
                kind: Kind::of(core, nth == 0, common),
                before: before.to_owned(),
                core: core.to_owned(),
                after: after.to_owned(),
            }
        });
        Self {
            pieces: pieces.collect(),
        }
    }

    /// Writes the sentence with other words. `names` are those that the article has already.
    pub fn fill(
        &self,
        chance: &mut Chance,
        from: &Harvest,
        own: &mut Vocabulary,
        out: &mut String,
    ) {
        for (nth, piece) in self.pieces.iter().enumerate() {
            if nth > 0 {
                out.push(' ');
            }
            out.push_str(&piece.before);
            let start = out.len();
            match piece.kind {
                Kind::Number => number(chance, &piece.core, out),
                Kind::Name => own.name(chance, out),
                Kind::Word(ending) | Kind::Capital(ending) if chance.happens(REPLACED) => {
                    let known = &from.known[ending as usize];
                    own.words.add(chance, ending, known, out);
                }
                _ => out.push_str(&piece.core),
            }
            if matches!(piece.kind, Kind::Capital(_)) {
                out[start..=start].make_ascii_uppercase();
            }
            out.push_str(&piece.after);
        }
    }
}

/// The words and names of one article.
pub struct Vocabulary {
    pub words: Words,
    pub names: Vec<String>,
}

impl Vocabulary {
    fn name(&mut self, chance: &mut Chance, out: &mut String) {
        if self.names.is_empty() || chance.happens(0.35) {
            self.names.push(people::thing(chance));
            out.push_str(&self.names[self.names.len() - 1]);
        } else {
            let known = chance.below(self.names.len());
            out.push_str(&self.names[known]);
        }
    }
}

/// Words in capitals that stay: of the calendar, and of the first person.
const KEPT_CAPITALS: &str = "I I'm I'd I've I'll Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February \
    March April May June July August September October November December Mr Ms Dr";

impl Kind {
    fn of(core: &str, first: bool, common: &[&str]) -> Self {
        let plain = core.bytes().all(|byte| byte.is_ascii_alphabetic());
        let lower = core.to_lowercase();
        let kept = core.len() < 4 || !plain || common.contains(&lower.as_str());
        if core.bytes().any(|byte| byte.is_ascii_digit()) {
            Self::Number
        } else if !core.starts_with(|c: char| c.is_uppercase()) {
            if kept {
                Self::Kept
            } else {
                Self::Word(Ending::of(core))
            }
        } else if KEPT_CAPITALS.split(' ').any(|word| word == core) {
            Self::Kept
        } else if !first {
            Self::Name
        } else if kept {
            Self::Kept
        } else {
            Self::Capital(Ending::of(&lower))
        }
    }
}

/// Another number of the same form; years stay in their century.
fn number(chance: &mut Chance, pattern: &str, out: &mut String) {
    let year = pattern.len() == 4 && (pattern.starts_with("19") || pattern.starts_with("20"));
    for (nth, c) in pattern.chars().enumerate() {
        match c.to_digit(10) {
            Some(_) if year && nth < 2 => out.push(c),
            Some(_) => {
                let least = usize::from(nth == 0);
                let digit = least + chance.below(10 - least);
                out.push(char::from(b'0' + digit as u8));
            }
            None => out.push(c),
        }
    }
}
