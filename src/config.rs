//! The settings of an index: `dateline.toml` in its folder, written by a person and by nobody else.
//!
//! In: the folder of an index. Out: the roots and options that a run, and the synonyms that a query takes where the command
//! line names no others.

use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;

/// The name of the file.
pub const FILE: &str = "dateline.toml";

/// What `dateline.toml` says; nothing where there is none.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Settings {
    /// Folders and files of the corpus. Once read, they can be opened from the folder that the process runs in.
    pub roots: Vec<PathBuf>,
    /// Only files that one of these globs names.
    pub include: Vec<String>,
    /// No files or folders that one of these globs names.
    pub exclude: Vec<String>,
    /// Whether symbolic links are followed.
    pub follow_links: bool,
    /// The year of datelines and captions that do not say one, where nothing else does.
    pub default_year: Option<i16>,
    /// The file of synonyms that queries are read with.
    pub synonyms: Option<PathBuf>,
}

/// Why the settings cannot be used.
#[derive(Debug)]
pub enum SettingsError {
    /// The system refused.
    Io(PathBuf, io::Error),
    /// The file is not what it should be; the message says where.
    Unclear(PathBuf, String),
}

impl fmt::Display for SettingsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Io(path, error) => write!(f, "cannot read {}: {error}", path.display()),
            Self::Unclear(path, message) => {
                write!(f, "cannot read {}: {}", path.display(), message.trim_end())
            }
        }
    }
}

impl std::error::Error for SettingsError {}

impl Settings {
    /// The settings of the index in `folder`.
    ///
    /// Relative roots, and a relative file of synonyms, are seen from the folder that the index lies in: an index that lies beside its corpus says
    /// `roots = ["corpus"]`, as one would type it there, and a nightly job may run from anywhere.
    ///
    /// # Errors
    /// The file is there and cannot be read, or says what no setting is.
    pub fn of_index(folder: &Path) -> Result<Self, SettingsError> {
        let path = folder.join(FILE);
        let text = match fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Self::default()),
            Err(error) => return Err(SettingsError::Io(path, error)),
        };
        let mut settings =
            Self::parse(&text).map_err(|message| SettingsError::Unclear(path, message))?;
        let beside = beside(folder);
        for root in &mut settings.roots {
            *root = beside.join(&*root);
        }
        settings.synonyms = settings.synonyms.map(|file| beside.join(file));
        Ok(settings)
    }

    fn parse(text: &str) -> Result<Self, String> {
        let settings: Self = toml::from_str(text).map_err(|error| error.to_string())?;
        match settings.default_year {
            Some(year) if !(0..=9999).contains(&year) => Err(format!(
                "default_year is {year}; a year from 0 to 9999 is expected"
            )),
            _ => Ok(settings),
        }
    }
}

/// The folder that `folder` lies in, as short as it can be written.
fn beside(folder: &Path) -> PathBuf {
    // `.` and `..` have no name to take off, so the system is asked what they are.
    let named = folder.file_name().is_some();
    let full = (!named).then(|| folder.canonicalize().ok()).flatten();
    let folder = full.as_deref().unwrap_or(folder);
    folder.parent().unwrap_or(folder).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_means_no_settings() {
        let folder = tempfile::tempdir().unwrap();
        assert_eq!(
            Settings::of_index(folder.path()).unwrap(),
            Settings::default()
        );
    }

    #[test]
    fn roots_are_seen_from_the_folder_that_the_index_lies_in() {
        let folder = tempfile::tempdir().unwrap();
        let index = folder.path().join("index");
        fs::create_dir(&index).unwrap();
        let text =
            "roots = [\"wire\", \"/srv/old\"]\nexclude = [\"drafts\"]\ndefault_year = 1987\n";
        fs::write(index.join(FILE), text).unwrap();
        let settings = Settings::of_index(&index).unwrap();
        assert_eq!(
            settings.roots,
            [folder.path().join("wire"), "/srv/old".into()]
        );
        assert_eq!(
            (settings.exclude, settings.default_year),
            (vec!["drafts".to_owned()], Some(1987))
        );
    }

    #[test]
    fn a_bare_name_gives_bare_roots() {
        assert_eq!(
            beside(Path::new("index")).join("corpus"),
            Path::new("corpus")
        );
        assert_eq!(
            beside(Path::new("../a/index/")).join("corpus"),
            Path::new("../a/corpus")
        );
        let here = std::env::current_dir().unwrap();
        assert_eq!(
            beside(Path::new(".")),
            here.canonicalize().unwrap().parent().unwrap()
        );
    }

    #[test]
    fn a_misspelt_setting_is_named_with_its_line() {
        let error = Settings::parse("roots = []\nexlude = [\"drafts\"]\n").unwrap_err();
        assert!(
            error.contains("line 2") && error.contains("exlude"),
            "{error}"
        );
        assert!(Settings::parse("default_year = 12345").is_err());
    }
}
