//! Which files of the corpus are wanted.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Which files are wanted. By default all but hidden ones, links and files of over 64 MiB.
#[derive(Clone, Debug)]
pub struct Selection {
    include: Option<GlobSet>,
    exclude: GlobSet,
    /// Follows symbolic links, to files and to folders.
    pub follow_links: bool,
    /// The largest file that is read, in bytes.
    pub max_bytes: u64,
}

impl Default for Selection {
    fn default() -> Self {
        Self {
            include: None,
            exclude: GlobSet::empty(),
            follow_links: false,
            max_bytes: 64 << 20,
        }
    }
}

/// A glob that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadGlob {
    /// The glob as given.
    pub glob: String,
    /// What is wrong with it.
    pub message: String,
}

impl std::fmt::Display for BadGlob {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "cannot read the glob {:?}: {}", self.glob, self.message)
    }
}

impl std::error::Error for BadGlob {}

impl Selection {
    /// The files that one of `include` names, or all where there is none, less those that one of `exclude` names. A glob
    /// without `/` is met by the name of a file or folder at any depth, another by the path below the root.
    ///
    /// # Errors
    /// The first glob that cannot be read.
    pub fn new(include: &[String], exclude: &[String]) -> Result<Self, BadGlob> {
        let include = if include.is_empty() {
            None
        } else {
            Some(globs(include)?)
        };
        Ok(Self {
            include,
            exclude: globs(exclude)?,
            ..Self::default()
        })
    }

    /// Whether the file with this path below its root is wanted.
    pub(super) fn wants_file(&self, below: &str) -> bool {
        !self.exclude.is_match(below)
            && self
                .include
                .as_ref()
                .is_none_or(|globs| globs.is_match(below))
    }

    /// Whether the folder with this path below its root may hold wanted files.
    pub(super) fn enters_folder(&self, below: &str) -> bool {
        !self.exclude.is_match(below)
    }
}

fn globs(patterns: &[String]) -> Result<GlobSet, BadGlob> {
    let bad = |glob: &str, error: globset::Error| BadGlob {
        glob: glob.to_owned(),
        message: error.kind().to_string(),
    };
    let mut set = GlobSetBuilder::new();
    for pattern in patterns {
        let plain = pattern.trim_end_matches('/');
        let anchored = match plain.strip_prefix('/') {
            Some(rest) => rest.to_owned(),
            None if plain.contains('/') => plain.to_owned(),
            None => format!("**/{plain}"),
        };
        let glob = GlobBuilder::new(&anchored)
            .literal_separator(true)
            .build()
            .map_err(|error| bad(pattern, error))?;
        set.add(glob);
    }
    set.build()
        .map_err(|error| bad(&patterns.join(", "), error))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn selection(include: &[&str], exclude: &[&str]) -> Selection {
        let owned = |globs: &[&str]| {
            globs
                .iter()
                .map(|glob| (*glob).to_owned())
                .collect::<Vec<_>>()
        };
        Selection::new(&owned(include), &owned(exclude)).unwrap()
    }

    #[test]
    fn a_glob_without_a_slash_is_met_at_any_depth() {
        let wanted = selection(&["*.txt"], &["drafts"]);
        assert!(wanted.wants_file("2024/06/flood.txt"));
        assert!(!wanted.wants_file("2024/06/flood.md"));
        assert!(!wanted.enters_folder("2024/drafts"));
    }

    #[test]
    fn a_glob_with_a_slash_begins_at_the_root() {
        let wanted = selection(&["2024/**/*.txt"], &["/2024/06/"]);
        assert!(wanted.wants_file("2024/05/flood.txt"));
        assert!(!wanted.wants_file("old/2024/05/flood.txt"));
        assert!(!wanted.enters_folder("2024/06"));
    }

    #[test]
    fn a_bad_glob_is_named() {
        let error = Selection::new(&["a[".to_owned()], &[]).unwrap_err();
        assert!(
            error.to_string().starts_with("cannot read the glob \"a[\""),
            "{error}"
        );
    }
}
