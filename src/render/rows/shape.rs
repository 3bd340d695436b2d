//! What rows look like: their format, and which of their fields are printed.

use std::fmt;

use super::{Format, Row};
use crate::render::Layout;

/// How rows are to be printed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    /// The format.
    pub format: Format,
    /// The fields that were chosen, in order; `None` prints those that rows of a kind have by themselves.
    pub fields: Option<Vec<String>>,
    /// Whether paths end with a NUL instead of a line end.
    pub nul: bool,
    /// Pages for people.
    pub layout: Layout,
}

/// A field that rows of this kind do not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownField {
    /// As it was asked for.
    pub name: String,
    /// Those that there are.
    pub fields: &'static [&'static str],
}

impl Shape {
    /// Looks whether rows of a kind have the fields that were chosen.
    ///
    /// # Errors
    /// One is not among them.
    pub fn check<R: Row>(&self) -> Result<(), UnknownField> {
        let mut chosen = self.fields.iter().flatten();
        match chosen.find(|name| !R::FIELDS.contains(&name.as_str())) {
            None => Ok(()),
            Some(name) => Err(UnknownField {
                name: name.clone(),
                fields: R::FIELDS,
            }),
        }
    }

    /// The columns of a table.
    pub(super) fn columns<R: Row>(&self) -> Vec<&str> {
        match &self.fields {
            Some(chosen) => chosen.iter().map(String::as_str).collect(),
            None => R::COLUMNS.to_vec(),
        }
    }
}

/// The names of three lists, for rows that hold others.
pub(in crate::render) const fn joined<const N: usize>(
    first: &[&'static str],
    second: &[&'static str],
    third: &[&'static str],
) -> [&'static str; N] {
    let mut all = [""; N];
    let lists = [first, second, third];
    let (mut list, mut at, mut filled) = (0, 0, 0);
    while list < lists.len() {
        while at < lists[list].len() {
            all[filled] = lists[list][at];
            (at, filled) = (at + 1, filled + 1);
        }
        (list, at) = (list + 1, 0);
    }
    all
}

impl fmt::Display for UnknownField {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields = self.fields.join(", ");
        write!(
            out,
            "there is no field {:?}; the fields are {fields}",
            self.name
        )
    }
}

impl std::error::Error for UnknownField {}
