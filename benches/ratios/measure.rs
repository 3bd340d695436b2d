//! Runs two programs in turns and keeps their times.

use std::process::{Command, Stdio};
use std::time::Instant;

/// Times of one program, in milliseconds.
#[derive(Clone, Debug, Default)]
pub struct Times(Vec<f64>);

impl Times {
    pub fn push(&mut self, milliseconds: f64) {
        self.0.push(milliseconds);
        self.0.sort_by(f64::total_cmp);
    }

    /// The middle one.
    pub fn median(&self) -> f64 {
        let (low, high) = (self.0.len().saturating_sub(1) / 2, self.0.len() / 2);
        (self.0[low] + self.0[high]) / 2.0
    }

    /// The first and the last.
    pub fn spread(&self) -> (f64, f64) {
        (self.0[0], self.0[self.0.len() - 1])
    }
}

/// Times of Dateline and of the program beside it.
#[derive(Clone, Debug, Default)]
pub struct Pair {
    pub dateline: Times,
    pub bare: Times,
}

impl Pair {
    /// How many times as long Dateline takes.
    pub fn ratio(&self) -> f64 {
        self.dateline.median() / self.bare.median()
    }
}

/// Runs a program to its end and returns the milliseconds from its start, and what it printed.
///
/// # Errors
/// It cannot be started, or fails: a fast failure is not a fast program.
pub fn time(program: &mut Command) -> Result<(f64, String), String> {
    program.stdin(Stdio::null()).stderr(Stdio::inherit());
    let start = Instant::now();
    let output = program.output();
    let milliseconds = start.elapsed().as_secs_f64() * 1000.0;
    let output = output.map_err(|error| format!("cannot start {program:?}: {error}"))?;
    if !output.status.success() {
        return Err(format!("{program:?} ended with {}", output.status));
    }
    Ok((
        milliseconds,
        String::from_utf8_lossy(&output.stdout).into_owned(),
    ))
}

/// Runs both, `rounds` times; each goes first every other time.
///
/// # Errors
/// As [`time`].
pub fn in_turns(
    rounds: usize,
    mut dateline: impl FnMut() -> Result<f64, String>,
    mut bare: impl FnMut() -> Result<f64, String>,
) -> Result<Pair, String> {
    let mut pair = Pair::default();
    for round in 0..rounds {
        if round % 2 == 0 {
            pair.dateline.push(dateline()?);
            pair.bare.push(bare()?);
        } else {
            pair.bare.push(bare()?);
            pair.dateline.push(dateline()?);
        }
    }
    Ok(pair)
}
