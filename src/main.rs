//! The program: hands the command line to the library and its answer to the terminal.

use std::process::ExitCode;

fn main() -> ExitCode {
    dateline::cli::run()
}
