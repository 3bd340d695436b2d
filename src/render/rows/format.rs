//! The names of the formats.

/// How rows are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Format {
    /// Lines to read.
    #[default]
    Human,
    /// One object with all rows in a list.
    Json,
    /// One object a line and row.
    Jsonl,
    /// A table with a header, for spreadsheets: RFC 4180, UTF-8.
    Csv,
    /// A table with a header, for scripts: a tab between cells, a line a row.
    Tsv,
    /// A report with citations, in Markdown.
    Md,
    /// One path a line.
    Paths,
    /// A TREC run: id Q0 path rank score dateline.
    Trec,
}

impl Format {
    /// All of them.
    pub const ALL: [Format; 8] = [
        Format::Human,
        Format::Json,
        Format::Jsonl,
        Format::Csv,
        Format::Tsv,
        Format::Md,
        Format::Paths,
        Format::Trec,
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Format::Human => "human",
            Format::Json => "json",
            Format::Jsonl => "jsonl",
            Format::Csv => "csv",
            Format::Tsv => "tsv",
            Format::Md => "md",
            Format::Paths => "paths",
            Format::Trec => "trec",
        }
    }

    /// The format of a name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// Whether people read it: it may be coloured, is cleaned of what steers a terminal, and shows ten rows unless told otherwise.
    #[must_use]
    pub fn is_for_people(self) -> bool {
        self == Format::Human
    }

    /// Whether it says which files were found and nothing of their words: copies are files too.
    #[must_use]
    pub fn is_of_files(self) -> bool {
        matches!(self, Format::Paths | Format::Trec)
    }

    /// Whether it is JSON, and so an error is too.
    #[must_use]
    pub fn is_json(self) -> bool {
        matches!(self, Format::Json | Format::Jsonl)
    }

    /// Whether its fields can be chosen.
    #[must_use]
    pub fn has_fields(self) -> bool {
        matches!(
            self,
            Format::Json | Format::Jsonl | Format::Csv | Format::Tsv
        )
    }
}
