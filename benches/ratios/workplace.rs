//! Where a run works: a folder below `target/` with the corpus, which is made once, and both indexes, which are made anew.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use walkdir::WalkDir;

use crate::Options;
use crate::bare;
use crate::desk::{self, Order};

/// The folders and programs of a run.
pub struct Workplace {
    pub corpus: PathBuf,
    /// Bytes of the corpus.
    pub bytes: u64,
    pub index: PathBuf,
    pub bare_index: PathBuf,
}

impl Workplace {
    /// Makes the corpus where it is not there yet.
    pub fn prepare(options: &Options) -> Result<Self, String> {
        let below = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ratios");
        let name = format!("{}-{}-{}", options.articles, options.seed, edition()?);
        let corpus = below.join(name);
        if !corpus.is_dir() {
            eprintln!("making {} articles", options.articles);
            make(&corpus, options)?;
        }
        Ok(Self {
            bytes: bare::walk(&corpus),
            corpus,
            index: below.join("index"),
            bare_index: below.join("bare-index"),
        })
    }

    /// The program that is measured.
    pub fn dateline(&self) -> Command {
        Command::new(env!("CARGO_BIN_EXE_dateline"))
    }

    /// One that it is measured against.
    pub fn bare(&self, name: &str) -> Command {
        let mut program =
            Command::new(std::env::current_exe().expect("a running program has a path"));
        program.arg(name);
        program
    }
}

/// Makes the corpus under another name first: half a corpus is not taken for one.
fn make(corpus: &Path, options: &Options) -> Result<(), String> {
    let making = corpus.with_extension("making");
    remove(&making)?;
    let mut order = Order::new(making.clone(), options.articles);
    order.seed = options.seed;
    desk::fill(&order)?;
    fs::rename(&making, corpus).map_err(|error| format!("cannot rename the corpus: {error}"))
}

/// Removes a folder, and does not mind if there is none.
pub fn remove(folder: &Path) -> Result<(), String> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(format!("cannot remove {}: {error}", folder.display()))
        }
        _ => Ok(()),
    }
}

/// A few letters that change when the newsroom or the sample corpus does, and with them the articles.
pub fn edition() -> Result<String, String> {
    let mut hasher = blake3::Hasher::new();
    for part in ["examples/newsroom/desk", "corpus"] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(part);
        for entry in WalkDir::new(&folder).sort_by_file_name() {
            let entry = entry.map_err(|error| error.to_string())?;
            if entry.file_type().is_file() {
                hasher.update(&fs::read(entry.path()).map_err(|error| error.to_string())?);
            }
        }
    }
    Ok(hasher.finalize().to_hex()[..8].to_owned())
}
