//! What the commands that print rows have in common: the flags say what rows look like, and rows are printed one by one.

use std::borrow::Borrow;
use std::io::Write;

use anyhow::{Result, bail};

use crate::cli::args::FieldArgs;
use crate::cli::screen::Screen;
use crate::render::rows::{Format, Frame, Row, RowWriter, Shape};

/// Rows for people, where no number is given.
pub(super) const FOR_PEOPLE: usize = 10;

/// What rows look like; refused before anything else is done, where rows have no such field or a format no fields.
pub(super) fn shape<R: Row>(format: Format, args: &FieldArgs, screen: &Screen) -> Result<Shape> {
    if !args.fields.is_empty() && !format.has_fields() {
        let name = format.name();
        bail!("-o chooses the fields of json, jsonl, csv and tsv; --format {name} has none");
    }
    if args.null && format != Format::Paths {
        bail!("-0 stands between the paths of --format paths");
    }
    let fields = args.fields.iter().map(|name| name.trim().to_owned());
    let shape = Shape {
        format,
        fields: (!args.fields.is_empty()).then(|| fields.collect()),
        nul: args.null,
        layout: screen.layout,
    };
    shape.check::<R>()?;
    Ok(shape)
}

/// How many rows are printed: all where nothing is said, but for people.
pub(super) fn limit(asked: Option<usize>, format: Format) -> usize {
    asked.unwrap_or(match format.is_for_people() {
        true => FOR_PEOPLE,
        false => usize::MAX,
    })
}

/// Prints an answer: each row is dropped when it has been written.
pub(super) fn print<R: Row, B: Borrow<R>, E>(
    screen: &Screen,
    shape: &Shape,
    frame: &dyn Frame,
    rows: impl Iterator<Item = Result<B, E>>,
) -> Result<()>
where
    anyhow::Error: From<E>,
{
    let mut out = screen.rows(shape.format);
    let mut writer = RowWriter::begin::<R>(&mut out, shape, frame)?;
    for row in rows {
        writer.row(row?.borrow())?;
    }
    writer.end(frame)?;
    Ok(out.flush()?)
}
