//! Fills a folder with invented news articles, as many as are wanted, for measuring and for trying large archives.
//!
//! ```sh
//! cargo run --release --example newsroom -- OUT --articles 100000 --seed 7
//! ```
//!
//! Sentences, quotes and headlines of the sample corpus (`corpus/`) are recombined, and most of their words replaced: what is
//! written means nothing, but it has the layouts, the function words, the rates of quotes and the lengths of news, and its
//! vocabulary grows with it (`desk/words.rs`). Article n is the same for a seed, however many articles or threads there are.
//! `OUT` must be empty or absent.

mod desk;

use std::path::PathBuf;
use std::process::ExitCode;

use desk::Order;

const USAGE: &str = "usage: newsroom OUT [--articles N] [--seed N] [--threads N]";

fn main() -> ExitCode {
    match order(std::env::args().skip(1)).and_then(|order| desk::fill(&order)) {
        Ok(bytes) => {
            println!("{bytes} bytes of articles");
            ExitCode::SUCCESS
        }
        Err(message) => {
            eprintln!("newsroom: {message}");
            ExitCode::from(2)
        }
    }
}

fn order(mut args: impl Iterator<Item = String>) -> Result<Order, String> {
    let mut order = Order::new(PathBuf::new(), 1000);
    while let Some(arg) = args.next() {
        let mut number = || {
            let value = args.next().and_then(|value| value.parse().ok());
            value.ok_or_else(|| format!("{arg} needs a number; {USAGE}"))
        };
        match arg.as_str() {
            "--articles" => order.articles = number()?,
            "--seed" => order.seed = number()?,
            "--threads" => order.threads = number()? as usize,
            _ if arg.starts_with('-') || !order.out.as_os_str().is_empty() => {
                return Err(USAGE.to_owned());
            }
            _ => order.out = PathBuf::from(&arg),
        }
    }
    if order.out.as_os_str().is_empty() {
        return Err(USAGE.to_owned());
    }
    Ok(order)
}
