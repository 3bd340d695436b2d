//! The program: hands the command line to the library and its answer to the terminal.

use std::process::ExitCode;

/// Articles are made by threads that read, and thrown away by threads that index.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    dateline::cli::run()
}
