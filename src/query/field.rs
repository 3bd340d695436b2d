//! The fields that a query may name.

use std::fmt;

/// A field of the query language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FieldName {
    /// The headline.
    Headline,
    /// The line below the headline.
    Deck,
    /// The headline, and the first words of the body.
    Hlead,
    /// The paragraphs of the story.
    Body,
    /// What stands under the pictures, with credits.
    Caption,
    /// The authors.
    Byline,
    /// Everyone who speaks, by name.
    Speaker,
    /// The role of somebody who speaks.
    Role,
    /// The words of a quote.
    Quote,
    /// `direct`, `mixed` or `indirect`: articles with a quote of that kind.
    Kind,
    /// Every place.
    Location,
    /// Place and agency of the dateline.
    Dateline,
    /// The agency.
    Agency,
    /// ISO 639-1 code of the language.
    Language,
    /// Corrections and editor's notes.
    Correction,
    /// The path of the file.
    Path,
    /// The date of publication.
    Date,
    /// The id of an article.
    Id,
}

impl FieldName {
    /// Every field, in the order in which help lists them.
    pub const ALL: [FieldName; 18] = [
        Self::Headline,
        Self::Deck,
        Self::Hlead,
        Self::Body,
        Self::Caption,
        Self::Byline,
        Self::Speaker,
        Self::Role,
        Self::Quote,
        Self::Kind,
        Self::Location,
        Self::Dateline,
        Self::Agency,
        Self::Language,
        Self::Correction,
        Self::Path,
        Self::Date,
        Self::Id,
    ];

    /// The name as it is typed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Headline => "headline",
            Self::Deck => "deck",
            Self::Hlead => "hlead",
            Self::Body => "body",
            Self::Caption => "caption",
            Self::Byline => "byline",
            Self::Speaker => "speaker",
            Self::Role => "role",
            Self::Quote => "quote",
            Self::Kind => "kind",
            Self::Location => "location",
            Self::Dateline => "dateline",
            Self::Agency => "agency",
            Self::Language => "language",
            Self::Correction => "correction",
            Self::Path => "path",
            Self::Date => "date",
            Self::Id => "id",
        }
    }

    /// The field of that name, in whatever case it is typed.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|field| field.name().eq_ignore_ascii_case(name))
    }

    /// Whether words of the field have positions. A code is one term, and a date is none.
    #[must_use]
    pub fn has_positions(self) -> bool {
        !matches!(self, Self::Kind | Self::Language | Self::Date | Self::Id)
    }

    /// What somebody who typed `name` may have meant: the nearest field, where one is near.
    #[must_use]
    pub fn suggestion(name: &str) -> Option<Self> {
        // What other systems call these fields.
        let synonym = match name {
            "title" | "hl" | "head" => Some(Self::Headline),
            "lead" | "lede" | "lp" => Some(Self::Hlead),
            "text" | "content" => Some(Self::Body),
            "author" | "by" => Some(Self::Byline),
            "place" | "country" | "city" | "geo" => Some(Self::Location),
            "said" | "says" | "by-line" => Some(Self::Speaker),
            "lang" => Some(Self::Language),
            "file" | "source" => Some(Self::Path),
            "published" | "day" | "year" | "pubdate" => Some(Self::Date),
            _ => None,
        };
        synonym.or_else(|| {
            let near = |field: &Self| strsim::damerau_levenshtein(field.name(), name);
            Self::ALL
                .into_iter()
                .min_by_key(near)
                // Two letters of two are another word.
                .filter(|field| {
                    near(field) <= 2 && near(field) < field.name().len().min(name.len())
                })
        })
    }
}

impl fmt::Display for FieldName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested() {
        for (typed, meant) in [
            ("speeker", Some("speaker")),
            ("titel", None),
            ("title", Some("headline")),
            ("headlien", Some("headline")),
            ("xyzzy", None),
            ("x", None),
        ] {
            assert_eq!(
                FieldName::suggestion(typed).map(FieldName::name),
                meant,
                "{typed}"
            );
        }
    }
}
