//! What a run records in the index of itself: its roots, its rules, its time.

use std::collections::BTreeMap;
use std::path::Path;

use super::UpdateOptions;
use super::plan::{Plan, folder_of};
use crate::corpus::Root;
use crate::extract;
use crate::index::{Payload, RootState, SCHEMA_VERSION};

pub(super) fn payload(
    recorded: &BTreeMap<String, RootState>,
    roots: &[Root],
    plan: &Plan,
    options: &UpdateOptions,
    seen: i64,
) -> Payload {
    let mut known = recorded.clone();
    for (root, files) in roots.iter().zip(&plan.kept) {
        let folder = folder_of(root);
        let full = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let whole = root.path.is_dir() || known.get(&root.label).is_some_and(|root| root.whole);
        known.insert(
            root.label.clone(),
            RootState {
                path: full.display().to_string(),
                shown: shown(folder),
                files: *files,
                whole,
            },
        );
    }
    Payload {
        schema: SCHEMA_VERSION,
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        rules: extract::RULES_VERSION,
        options: options.extract.fingerprint(),
        committed: Some(timestamp(options.now)),
        roots: known,
        seen,
        unfinished: None,
    }
}

/// A folder as its files' paths begin with it.
fn shown(folder: &Path) -> String {
    let text = folder.to_string_lossy();
    let slashed = text.replace(std::path::MAIN_SEPARATOR, "/");
    if slashed.len() > 1 {
        slashed.trim_end_matches('/').to_owned()
    } else {
        slashed
    }
}

/// The stamp of a run at `now`, nanoseconds since 1970: later than that of the index that readers see and no earlier than that
/// of what another run has left, also where the clock goes back, or two runs fall into one second.
pub(super) fn seen(published: i64, left: i64, now: i64) -> i64 {
    (now / 1_000_000_000).max(published + 1).max(left)
}

/// Nanoseconds since 1970, as RFC 3339 to the second.
pub(super) fn timestamp(now: i64) -> String {
    let time = jiff::Timestamp::from_second(now / 1_000_000_000).unwrap_or_default();
    time.to_string()
}
