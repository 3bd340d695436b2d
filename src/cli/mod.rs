//! The command line: flags become options structs, one library call answers, and the answer is rendered.

mod args;
mod commands;
mod interrupts;
mod progress;
mod screen;
mod today;

use std::process::ExitCode;

use clap::Parser;

use args::{Cli, Command};
use screen::{Screen, complain};

use crate::render;

/// What a command that did its work says of it.
const DONE: u8 = 0;
/// Nothing was found, as grep has it.
const NOTHING_FOUND: u8 = 1;
/// Nothing was done.
const FAILED: u8 = 2;
/// Done, but some files could not be read.
const SOME_UNREAD: u8 = 3;
/// Ended early on request, as shells have it: 128 and the number of the signal.
const INTERRUPTED: u8 = 130;

/// Runs the command line of this process; the exit codes are those of the README.
#[must_use]
pub fn run() -> ExitCode {
    let Cli { globals, command } = Cli::parse();
    let screen = Screen::new(&globals);
    let done = match &command {
        Command::Index(args) => commands::index::run(args, &screen),
        Command::Batch(args) => commands::batch::run(args, &screen),
        Command::Query(args) => commands::query::run(args, &screen),
        Command::Quotes(args) => commands::query::quotes(args, &screen),
        Command::Extract(args) => commands::extract::run(args, &screen),
        Command::Annotate(args) => commands::extract::annotate(args, &screen),
        Command::Check(args) => commands::check::run(args, &screen),
        Command::Dump(args) => commands::check::dump(args, &screen),
        Command::Forget(args) => commands::forget::run(args, &screen),
        Command::Save(args) => commands::saved::save(args, &screen),
        Command::Saved(args) => commands::saved::saved(args, &screen),
        Command::Run(args) => commands::run::run(args, &screen),
        Command::Show(args) => commands::show::run(args, &screen),
        Command::Speakers(args) => commands::speakers::run(args, &screen),
        Command::Stats(args) => commands::stats::run(args, &screen),
        Command::Timeline(args) => commands::timeline::run(args, &screen),
    };
    match done {
        Ok(code) => ExitCode::from(code),
        // Who reads us has seen enough: `dateline query … | head`.
        Err(error) if broken_pipe(&error) => ExitCode::from(DONE),
        Err(error) => {
            if command.asks_for_json() {
                report(&error);
            } else {
                complain(&format!("{error:#}"));
            }
            ExitCode::from(FAILED)
        }
    }
}

/// An error for scripts. Where standard error is closed, the exit code is all there is to say.
fn report(error: &anyhow::Error) {
    let mut err = std::io::stderr().lock();
    let _ = match error.downcast_ref() {
        Some(error) => render::error::query_json(&mut err, error),
        None => render::error::json(&mut err, &format!("{error:#}")),
    };
}

fn broken_pipe(error: &anyhow::Error) -> bool {
    let io = error
        .downcast_ref::<std::io::Error>()
        .map(std::io::Error::kind);
    let json = error
        .downcast_ref::<serde_json::Error>()
        .and_then(serde_json::Error::io_error_kind);
    io.or(json) == Some(std::io::ErrorKind::BrokenPipe)
}
