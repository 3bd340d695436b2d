//! Data on a terminal: the same lines, without the characters that steer it or turn the direction of writing.

use std::io::{Result, Write};

use super::clean;

/// A writer that cleans what passes through it, line by line, tabs kept.
pub struct Cleaned<W> {
    to: W,
    /// The beginning of a line whose end has not been seen.
    line: Vec<u8>,
}

impl<W: Write> Cleaned<W> {
    /// Cleans what is written to `to`.
    pub fn new(to: W) -> Self {
        let line = Vec::new();
        Self { to, line }
    }

    fn put(&mut self) -> Result<()> {
        let line = std::mem::take(&mut self.line);
        let text = String::from_utf8_lossy(&line);
        let cells: Vec<String> = text.split('\t').map(clean).collect();
        self.to.write_all(cells.join("\t").as_bytes())
    }
}

impl<W: Write> Write for Cleaned<W> {
    fn write(&mut self, bytes: &[u8]) -> Result<usize> {
        for part in bytes.split_inclusive(|byte| *byte == b'\n') {
            match part.strip_suffix(b"\n") {
                None => self.line.extend_from_slice(part),
                Some(rest) => {
                    self.line.extend_from_slice(rest);
                    self.put()?;
                    self.to.write_all(b"\n")?;
                }
            }
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> Result<()> {
        self.put()?;
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_tabs_stay_and_letters_are_never_torn() {
        let mut out = Vec::new();
        let mut cleaned = Cleaned::new(&mut out);
        let text = "é\ta\u{202e}\x1b[2J\nöl\n";
        for byte in text.as_bytes() {
            cleaned.write_all(&[*byte]).unwrap();
        }
        cleaned.flush().unwrap();
        assert_eq!(String::from_utf8(out).unwrap(), "é\ta [2J\nöl\n");
    }
}
