//! The ratios, one function each.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

use crate::Options;
use crate::bare;
use crate::measure::{Pair, Times, in_turns, time};
use crate::workplace::{Workplace, remove};

/// One line of the report.
pub enum Ratio {
    /// Both programs, by the clock, and the ratio that is aimed at.
    Clock {
        name: String,
        pair: Pair,
        goal: Option<f64>,
    },
    /// Both indexes, in bytes.
    Bytes {
        name: String,
        dateline: u64,
        bare: u64,
        goal: f64,
    },
    /// What a changed file adds to a run without changes; both in turns.
    Added {
        name: String,
        changed: Times,
        unchanged: Times,
    },
}

/// Measures everything, in the order in which one needs what another has made.
pub fn all(options: &Options, place: &Workplace) -> Result<Vec<Ratio>, String> {
    let mut ratios = build(options, place)?;
    ratios.extend(update(options, place)?);
    for asked in &QUERIES {
        ratios.push(ask(options, place, asked)?);
    }
    Ok(ratios)
}

/// An index from nothing. Files are read once before, so that both find them in memory.
fn build(options: &Options, place: &Workplace) -> Result<Vec<Ratio>, String> {
    read_all(&place.corpus)?;
    let (threads, memory) = (options.threads.to_string(), options.memory.to_string());
    let dateline = || {
        remove(&place.index)?;
        settle();
        let mut program = place.dateline();
        program
            .arg("index")
            .arg(&place.corpus)
            .arg("--index")
            .arg(&place.index);
        clock(program.args(["-q", "--threads", &threads, "--memory", &memory]))
    };
    let bare = || {
        remove(&place.bare_index)?;
        settle();
        let mut program = place.bare("bare-index");
        program.arg(&place.corpus).arg(&place.bare_index);
        clock(program.args([&threads, &memory]))
    };
    let pair = in_turns(options.rounds, dateline, bare)?;
    let clock = Ratio::Clock {
        name: "index from nothing".to_owned(),
        pair,
        goal: Some(2.5),
    };
    let bytes = Ratio::Bytes {
        name: "bytes of the index".to_owned(),
        dateline: bare::walk(&place.index),
        bare: bare::walk(&place.bare_index),
        goal: 2.5,
    };
    Ok(vec![clock, bytes])
}

/// A run that finds nothing to do, and one that finds a changed file.
fn update(options: &Options, place: &Workplace) -> Result<Vec<Ratio>, String> {
    let dateline = || {
        let mut program = place.dateline();
        program.arg("index").arg(&place.corpus);
        clock(program.arg("--index").arg(&place.index).arg("-q"))
    };
    let bare = || clock(place.bare("bare-walk").arg(&place.corpus));
    // Files written just before the index was are hashed in the next run; the one measured is the one after.
    dateline()?;
    let walked = Ratio::Clock {
        name: "index without changes".to_owned(),
        pair: in_turns(options.rounds * 3, dateline, bare)?,
        goal: Some(3.0),
    };
    let (mut changed, mut unchanged) = (Times::default(), Times::default());
    for file in some_files(&place.corpus, options.rounds) {
        let before = fs::read(&file).map_err(|error| error.to_string())?;
        let after = [before.as_slice(), b"\nOne line more.\n"].concat();
        for content in [after, before] {
            fs::write(&file, content).map_err(|error| error.to_string())?;
            settle();
            changed.push(dateline()?);
            settle();
            unchanged.push(dateline()?);
        }
    }
    let added = Ratio::Added {
        name: "… with one changed file".to_owned(),
        changed,
        unchanged,
    };
    Ok(vec![walked, added])
}

/// A query that both programs are asked.
struct Asked {
    name: &'static str,
    query: &'static str,
    /// Whether Dateline prints hits with passages for people, or paths alone, as the other does.
    passages: bool,
    goal: Option<f64>,
}

const QUERIES: [Asked; 6] = [
    paths("query: a word", "grain"),
    paths("query: two words", "ferry strike"),
    Asked {
        passages: true,
        goal: Some(3.0),
        ..paths("query: two words, with passages", "ferry strike")
    },
    paths("query: a phrase", "\"grain corridor\""),
    paths("query: common words", "said bridge years people"),
    paths("query: the commonest words", "the of said"),
];

const fn paths(name: &'static str, query: &'static str) -> Asked {
    Asked {
        name,
        query,
        passages: false,
        goal: None,
    }
}

fn ask(options: &Options, place: &Workplace, asked: &Asked) -> Result<Ratio, String> {
    let (name, query) = (asked.name, asked.query);
    let answered = |program: &mut Command| {
        let (milliseconds, answer) = time(program)?;
        match answer.lines().count() {
            0 => Err(format!("{query}: no hits: nothing is measured by asking")),
            _ => Ok(milliseconds),
        }
    };
    let dateline = || {
        let mut program = place.dateline();
        let format = if asked.passages { "human" } else { "paths" };
        program.args(["query", query, "--format", format, "-n", "10"]);
        answered(program.arg("--index").arg(&place.index))
    };
    let bare = || answered(place.bare("bare-query").arg(&place.bare_index).arg(query));
    let pair = in_turns(options.rounds * 5, dateline, bare)?;
    Ok(Ratio::Clock {
        name: format!("{name} ({query})"),
        pair,
        goal: asked.goal,
    })
}

fn clock(program: &mut Command) -> Result<f64, String> {
    time(program).map(|(milliseconds, _)| milliseconds)
}

/// Lets the system write out what earlier programs left, so that the next one does not pay for it.
fn settle() {
    // Where there is no such program, times spread more.
    let _ = Command::new("sync").status();
}

fn read_all(corpus: &Path) -> Result<(), String> {
    for entry in WalkDir::new(corpus).into_iter().filter_map(Result::ok) {
        if entry.file_type().is_file() {
            fs::read(entry.path()).map_err(|error| error.to_string())?;
        }
    }
    Ok(())
}

/// Files from all over the corpus.
fn some_files(corpus: &Path, wanted: usize) -> Vec<PathBuf> {
    let entries = WalkDir::new(corpus).sort_by_file_name().into_iter();
    let files = entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_file());
    let files: Vec<PathBuf> = files.map(|entry| entry.into_path()).collect();
    let apart = (files.len() / wanted.max(1)).max(1);
    files.into_iter().step_by(apart).take(wanted).collect()
}
