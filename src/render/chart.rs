//! Hits over time as a chart: a line a step, as wide as a window.

use std::io::{Result, Write};

use anstyle::{Effects, Style};

use super::Layout;
use super::text::{counted, number};
use crate::query::{Bar, Timeline};

const DIM: Style = Style::new().effects(Effects::DIMMED);
/// Columns of a page whose width is not known.
const WIDTH: usize = 80;
/// The last column of a bar, in eighths of it.
const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];

/// What all lines of a chart have in common.
#[derive(Clone, Copy)]
pub(super) struct Chart {
    /// The hits of the longest bar.
    most: u64,
    /// Columns of the periods.
    label: usize,
    /// Columns of the hits.
    digits: usize,
}

impl Chart {
    pub(super) fn of(timeline: &Timeline) -> Self {
        let bars = &timeline.bars;
        let most = bars.iter().map(|bar| bar.hits).max().unwrap_or(0);
        Self {
            most,
            label: bars.first().map_or(0, |bar| bar.date.to_string().len()),
            digits: number(most).len(),
        }
    }

    /// The line of a step.
    pub(super) fn bar(&self, out: &mut dyn Write, bar: Bar, layout: Layout) -> Result<()> {
        let Bar { date, hits } = bar;
        let digits = self.digits;
        if hits == 0 {
            return writeln!(out, "{DIM}{date}  {hits:>digits$}{DIM:#}");
        }
        let width = layout.width.unwrap_or(WIDTH);
        let columns = width.saturating_sub(self.label + digits + 4).max(8);
        let drawn = drawn(hits, self.most, columns);
        writeln!(out, "{date}  {:>digits$}  {drawn}", number(hits))
    }

    /// The one line of many steps without hits.
    pub(super) fn gap(&self, out: &mut dyn Write, steps: u64, step: &str) -> Result<()> {
        let steps = counted(steps, step);
        let (label, digits) = (self.label, self.digits);
        writeln!(
            out,
            "{DIM}{:<label$}  {:>digits$}  in {steps}{DIM:#}",
            "…", 0
        )
    }
}

/// A bar of so many columns as the share of the highest one asks for, to an eighth; never none.
fn drawn(hits: u64, most: u64, columns: usize) -> String {
    let eighths = u128::from(hits) * (columns as u128 * 8) / u128::from(most.max(1));
    let eighths = usize::try_from(eighths).unwrap_or(0).max(1);
    "█".repeat(eighths / 8) + EIGHTHS[eighths % 8]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_share_and_never_nothing() {
        for (hits, expected) in [(80, "██████████"), (40, "█████"), (4, "▌"), (1, "▏")]
        {
            assert_eq!(drawn(hits, 80, 10), expected);
        }
        assert_eq!(drawn(1, 1_000_000, 10), "▏");
        assert_eq!(drawn(u64::MAX, u64::MAX, 3), "███");
    }
}
