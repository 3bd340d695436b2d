//! Walks a root: every file below it, in the order of names, with the reason where it is left out.

use std::ffi::OsStr;
use std::fmt::Write;
use std::fs::Metadata;
use std::path::Path;
use std::time::UNIX_EPOCH;

use walkdir::{DirEntry, WalkDir};

use super::{CorpusFile, Root, Selection, Skipped};
use crate::article::SkipReason;

/// A file that was walked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Walked {
    /// The file; for a folder that cannot be listed, the folder.
    pub file: CorpusFile,
    /// Why it is left out, where it is.
    pub skipped: Option<Skipped>,
    /// Whether this is a folder that could not be listed: nothing is known of the files below it.
    pub folder: bool,
}

/// Walks `root`. Each wanted file comes with its size and time; each one left out with its reason. Folders are walked in the
/// order of their names, so that two runs see the same. A folder that cannot be listed is reported, and the walk goes on.
pub fn walk<'a>(root: &'a Root, selection: &'a Selection) -> impl Iterator<Item = Walked> + 'a {
    let mut entries = WalkDir::new(&root.path)
        .follow_links(selection.follow_links)
        .sort_by_file_name()
        .into_iter();
    std::iter::from_fn(move || {
        loop {
            let entry = match entries.next()? {
                Ok(entry) => entry,
                Err(error) => return Some(unlistable(root, &error)),
            };
            let below = below(root, entry.path());
            let folder = entry.file_type().is_dir();
            if folder && entry.depth() > 0 {
                let out = folder_left_out(&entry, &below, selection);
                if out.is_some() {
                    entries.skip_current_dir();
                }
                match out {
                    Some(SkipReason::Hidden) | None => continue,
                    Some(reason) => {
                        let metadata = entry.metadata().ok();
                        let skipped = Some(reason.into());
                        return Some(walked(root, &entry, below, metadata.as_ref(), skipped));
                    }
                }
            }
            if !folder {
                // A link that the person named is followed, where walkdir's own metadata would be the link's.
                let metadata = if entry.path_is_symlink() {
                    entry.path().metadata().ok()
                } else {
                    entry.metadata().ok()
                };
                let size = metadata.as_ref().map_or(0, Metadata::len);
                let skipped = file_left_out(&entry, &below, size, selection);
                return Some(walked(root, &entry, below, metadata.as_ref(), skipped));
            }
        }
    })
}

fn folder_left_out(entry: &DirEntry, below: &str, selection: &Selection) -> Option<SkipReason> {
    if hidden(entry) {
        return Some(SkipReason::Hidden);
    }
    (!selection.enters_folder(below)).then_some(SkipReason::Excluded)
}

fn file_left_out(
    entry: &DirEntry,
    below: &str,
    size: u64,
    selection: &Selection,
) -> Option<Skipped> {
    // A file that a person names is wanted, whatever its name.
    let named = entry.depth() == 0;
    let kind = entry.file_type();
    let reason = if kind.is_symlink() && !named {
        SkipReason::SymbolicLink
    } else if !kind.is_file() && !kind.is_symlink() {
        SkipReason::NotAFile
    } else if !named && hidden(entry) {
        SkipReason::Hidden
    } else if !named && !selection.wants_file(below) {
        SkipReason::Excluded
    } else if entry.depth() == 1 && about_the_corpus(below) {
        SkipReason::Readme
    } else if size > selection.max_bytes {
        SkipReason::TooLarge
    } else {
        return None;
    };
    Some(reason.into())
}

fn hidden(entry: &DirEntry) -> bool {
    entry.file_name().as_encoded_bytes().starts_with(b".")
}

/// Whether a file at the root of a corpus tells about the corpus: `README.md`, `LICENSE`, `LICENCE.txt`, `COPYING`.
fn about_the_corpus(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).to_ascii_lowercase();
    let extension = name
        .rsplit_once('.')
        .map_or("", |(_, extension)| extension)
        .to_ascii_lowercase();
    let known = matches!(stem.as_str(), "readme" | "license" | "licence" | "copying")
        || stem.starts_with("license-")
        || stem.starts_with("licence-");
    known && matches!(extension.as_str(), "" | "md" | "txt" | "rst" | "html")
}

fn walked(
    root: &Root,
    entry: &DirEntry,
    below: String,
    metadata: Option<&Metadata>,
    skipped: Option<Skipped>,
) -> Walked {
    let file = CorpusFile {
        location: entry.path().to_owned(),
        path: slashed(entry.path()),
        below,
        root: root.label.clone(),
        size: metadata.map_or(0, Metadata::len),
        mtime: metadata.map_or(0, mtime),
    };
    Walked {
        file,
        skipped,
        folder: false,
    }
}

fn unlistable(root: &Root, error: &walkdir::Error) -> Walked {
    let path = error.path().unwrap_or(&root.path);
    let message = match error.io_error() {
        Some(io) => io.to_string(),
        None => "a loop of symbolic links".to_owned(),
    };
    let file = CorpusFile {
        location: path.to_owned(),
        path: slashed(path),
        below: below(root, path),
        root: root.label.clone(),
        size: 0,
        mtime: 0,
    };
    Walked {
        file,
        skipped: Some(Skipped {
            reason: SkipReason::Unreadable,
            message,
        }),
        folder: true,
    }
}

/// Nanoseconds since 1970, negative before.
fn mtime(metadata: &Metadata) -> i64 {
    let Ok(time) = metadata.modified() else {
        return 0;
    };
    let nanoseconds =
        |duration: std::time::Duration| i64::try_from(duration.as_nanos()).unwrap_or(i64::MAX);
    match time.duration_since(UNIX_EPOCH) {
        Ok(after) => nanoseconds(after),
        Err(before) => -nanoseconds(before.duration()),
    }
}

/// The path below the root with `/`; for a root that is a file, the file's name.
fn below(root: &Root, path: &Path) -> String {
    match path.strip_prefix(&root.path) {
        Ok(rest) if !rest.as_os_str().is_empty() => slashed(rest),
        _ => path.file_name().map_or_else(String::new, spelled),
    }
}

fn slashed(path: &Path) -> String {
    let text = spelled(path.as_os_str());
    if std::path::MAIN_SEPARATOR == '/' {
        text
    } else {
        text.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// A name as text. Bytes that are none stand as `\xE9`: names that differ in them alone stay apart.
fn spelled(name: &OsStr) -> String {
    let mut text = String::with_capacity(name.len());
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        text.push_str(chunk.valid());
        for byte in chunk.invalid() {
            let _ = write!(text, "\\x{byte:02X}"); // a String takes everything
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn found(folder: &Path, selection: &Selection) -> Vec<(String, Option<SkipReason>)> {
        let root = Root::new(folder);
        walk(&root, selection)
            .map(|walked| {
                (
                    walked.file.below,
                    walked.skipped.map(|skipped| skipped.reason),
                )
            })
            .collect()
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn names_that_are_no_text_stay_apart() {
        use std::os::unix::ffi::OsStrExt;

        let folder = tempfile::tempdir().unwrap();
        for name in [&b"caf\xE8.txt"[..], b"caf\xE9.txt"] {
            fs::write(folder.path().join(OsStr::from_bytes(name)), "a").unwrap();
        }
        let seen = found(folder.path(), &Selection::default());
        let names: Vec<&str> = seen.iter().map(|(below, _)| below.as_str()).collect();
        assert_eq!(names, [r"caf\xE8.txt", r"caf\xE9.txt"]);
    }

    #[test]
    fn every_file_is_walked_in_the_order_of_names_or_has_a_reason() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        };
        write("README.md", "about");
        write("b.txt", "b");
        write("a/readme", "a");
        write(".draft", "d");
        write(".git/config", "g");
        write("long.txt", "0123456789");
        let mut selection = Selection::default();
        selection.max_bytes = 9;
        let expected = [
            (".draft", Some(SkipReason::Hidden)),
            ("README.md", Some(SkipReason::Readme)),
            ("a/readme", None),
            ("b.txt", None),
            ("long.txt", Some(SkipReason::TooLarge)),
        ];
        let seen = found(folder.path(), &selection);
        assert_eq!(
            seen,
            expected.map(|(below, reason)| (below.to_owned(), reason))
        );
    }

    #[test]
    fn an_id_does_not_depend_on_where_the_root_lies() {
        let one = tempfile::tempdir().unwrap();
        let other = tempfile::tempdir().unwrap();
        let mut ids = Vec::new();
        for folder in [&one, &other] {
            let corpus = folder.path().join("corpus");
            fs::create_dir(&corpus).unwrap();
            fs::write(corpus.join("a.txt"), "a").unwrap();
            let root = Root::new(&corpus);
            ids.push(walk(&root, &Selection::default()).next().unwrap().file.id());
        }
        assert_eq!(ids[0], ids[1]);
        assert_eq!(ids[0].len(), 20);
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_only_when_asked() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "a").unwrap();
        std::os::unix::fs::symlink(folder.path().join("a.txt"), folder.path().join("b.txt"))
            .unwrap();
        let reason = |follow_links| {
            let mut selection = Selection::default();
            selection.follow_links = follow_links;
            found(folder.path(), &selection)[1].1
        };
        assert_eq!(reason(false), Some(SkipReason::SymbolicLink));
        assert_eq!(reason(true), None);
    }
}
