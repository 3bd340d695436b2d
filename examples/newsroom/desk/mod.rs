//! The newsroom itself: an order for articles becomes files in folders of years and months.
//!
//! `harvest` reads sentences from the sample corpus, `story` makes an article of them with `words` and `people`, `layout`
//! prints it as one kind of paper would, and this file writes it. All that is random comes from `chance`.

mod chance;
mod harvest;
mod layout;
mod people;
mod story;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use chance::Chance;
use harvest::Harvest;

/// What is to be made.
pub struct Order {
    /// A folder that is empty or absent.
    pub out: PathBuf,
    /// How many articles.
    pub articles: u64,
    /// Another seed makes other articles.
    pub seed: u64,
    /// How many threads write; the articles do not depend on it.
    pub threads: usize,
}

impl Order {
    /// An order with the usual seed, written by as many threads as there are processors.
    pub fn new(out: PathBuf, articles: u64) -> Self {
        let threads = std::thread::available_parallelism().map_or(1, Into::into);
        Self {
            out,
            articles,
            seed: 7,
            threads,
        }
    }
}

/// Articles that a thread takes at a time: neighbours, so that the order of files on the disk is nearly that of their numbers.
const CLIP: u64 = 64;

/// Fills the folder and returns how many bytes the articles have.
///
/// # Errors
/// The folder holds something, or cannot be written; the sample corpus cannot be read.
pub fn fill(order: &Order) -> Result<u64, String> {
    if fs::read_dir(&order.out).is_ok_and(|mut entries| entries.next().is_some()) {
        return Err(format!("{} is not empty", order.out.display()));
    }
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let harvest = Harvest::read(&samples)?;
    make_folders(&order.out)?;
    let next = AtomicU64::new(0);
    let work = || -> Result<u64, String> {
        let mut bytes = 0;
        loop {
            let first = next.fetch_add(CLIP, Ordering::Relaxed);
            if first >= order.articles {
                return Ok(bytes);
            }
            for number in first..(first + CLIP).min(order.articles) {
                bytes += write(order, &harvest, number)?;
            }
        }
    };
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..order.threads.max(1))
            .map(|_| scope.spawn(work))
            .collect();
        let made = threads.into_iter().map(|thread| thread.join());
        made.map(|made| made.expect("a thread that writes does not panic"))
            .sum()
    })
}

/// Makes all folders beforehand, so that no article has to.
fn make_folders(out: &Path) -> Result<(), String> {
    for year in story::YEARS {
        for month in 1..=12 {
            let folder = out.join(format!("{year}/{month:02}"));
            fs::create_dir_all(&folder)
                .map_err(|error| format!("cannot make {}: {error}", folder.display()))?;
        }
    }
    Ok(())
}

fn write(order: &Order, harvest: &Harvest, number: u64) -> Result<u64, String> {
    let mut chance = Chance::of(order.seed, number);
    let story = story::Story::write(&mut chance, harvest);
    let page = layout::print(&mut chance, &story, number);
    let path = order.out.join(&page.path);
    fs::write(&path, &page.text)
        .map_err(|error| format!("cannot write {}: {error}", path.display()))?;
    Ok(page.text.len() as u64)
}
