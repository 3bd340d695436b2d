//! Reads a file and tells text from other things.

use std::fs::File;
use std::io::{self, Read};

use super::{CorpusFile, Skipped};
use crate::article::SkipReason;

/// First bytes of formats that are known and not read, and of formats that hold no text.
const MAGIC: [(&[u8], SkipReason); 12] = [
    (b"%PDF-", SkipReason::Unsupported),
    (b"PK\x03\x04", SkipReason::Unsupported),
    (b"\x1f\x8b", SkipReason::Unsupported),
    (b"{\\rtf", SkipReason::Unsupported),
    (b"\xd0\xcf\x11\xe0", SkipReason::Unsupported),
    (b"WARC/", SkipReason::Unsupported),
    (b"\x89PNG", SkipReason::Binary),
    (b"\xff\xd8\xff", SkipReason::Binary),
    (b"GIF8", SkipReason::Binary),
    (b"\x7fELF", SkipReason::Binary),
    (b"SQLite format 3", SkipReason::Binary),
    (b"ID3", SkipReason::Binary),
];

/// How much of a file is looked at to tell text from other things: as grep and git do, the beginning.
const LOOKED_AT: usize = 8192;

/// The bytes of a file.
///
/// # Errors
/// Why the file is left out: it cannot be read, is empty, or is no text.
pub fn read(file: &CorpusFile) -> Result<Vec<u8>, Skipped> {
    let bytes = bytes(file).map_err(|error| Skipped {
        reason: SkipReason::Unreadable,
        message: error.to_string(),
    })?;
    match left_out(&bytes) {
        Some(reason) => Err(reason.into()),
        None => Ok(bytes),
    }
}

/// All bytes, asked for at once: how many there are is known from the walk, and one more is asked for, so that the answer says whether
/// the file has grown since.
fn bytes(file: &CorpusFile) -> io::Result<Vec<u8>> {
    let mut opened = File::open(&file.location)?;
    let size = usize::try_from(file.size).map_err(io::Error::other)?;
    let mut bytes = vec![0; size.saturating_add(1)];
    let read = loop {
        match opened.read(&mut bytes) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            answer => break answer?,
        }
    };
    bytes.truncate(read);
    if read != size {
        opened.read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

fn left_out(bytes: &[u8]) -> Option<SkipReason> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Some(SkipReason::Empty);
    }
    if let Some((_, reason)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Some(*reason);
    }
    let head = &bytes[..bytes.len().min(LOOKED_AT)];
    if utf16(head).is_some() {
        return None;
    }
    let is_control = |byte: u8| matches!(byte, 0x01..=0x08 | 0x0e..=0x1a | 0x1c..=0x1f);
    // Compared byte by byte without a branch, a piece of a text at once.
    let controls: usize = (head.chunks(128))
        .map(|piece| {
            piece
                .iter()
                .map(|byte| u8::from(is_control(*byte)))
                .sum::<u8>()
        })
        .map(usize::from)
        .sum();
    // Old wires carry a few control characters of the teleprinter; a tenth of them is something else.
    (memchr::memchr(0, head).is_some() || controls * 10 > head.len()).then_some(SkipReason::Binary)
}

/// UTF-16 by its mark, or, without one, because every other byte of Western text is NUL.
pub(super) fn utf16(head: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    if head.starts_with(b"\xff\xfe") {
        return Some(encoding_rs::UTF_16LE);
    }
    if head.starts_with(b"\xfe\xff") {
        return Some(encoding_rs::UTF_16BE);
    }
    memchr::memchr(0, head)?;
    let nul = |parity: usize| {
        head.iter()
            .skip(parity)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd, half) = (nul(0), nul(1), head.len() / 2);
    if odd * 10 > half * 7 && even * 10 < half {
        Some(encoding_rs::UTF_16LE)
    } else if even * 10 > half * 7 && odd * 10 < half {
        Some(encoding_rs::UTF_16BE)
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], expected: Option<SkipReason>) {
        assert_eq!(left_out(bytes), expected, "{}", bytes.escape_ascii());
    }

    #[test]
    fn a_file_is_read_whole_also_where_it_has_grown_or_shrunk_since_it_was_walked() {
        let folder = tempfile::tempdir().unwrap();
        let location = folder.path().join("a.txt");
        std::fs::write(&location, "Rain in Lima\n").unwrap();
        for size in [0, 5, 12, 13, 14, 1000] {
            let file = CorpusFile {
                location: location.clone(),
                path: "a.txt".into(),
                below: "a.txt".into(),
                root: String::new(),
                size,
                mtime: 0,
            };
            assert_eq!(read(&file).unwrap(), b"Rain in Lima\n", "{size}");
        }
    }

    #[test]
    fn text_is_told_from_other_things_by_its_beginning() {
        check(b"Rain in Lima\n", None);
        check(b"R\0a\0i\0n\0 \0i\0n\0", None);
        check(b"\xff\xfeR\0", None);
        check(b"Ra\xefn", None);
        check(b"", Some(SkipReason::Empty));
        check(b" \n\t", Some(SkipReason::Empty));
        check(b"\xff\xd8\xff\xe0\0\x10JFIF", Some(SkipReason::Binary));
        check(b"abc\0def", Some(SkipReason::Binary));
        check(b"%PDF-1.7", Some(SkipReason::Unsupported));
    }
}
