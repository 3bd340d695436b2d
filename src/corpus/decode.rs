//! From bytes to text: by the byte order mark, then the declared charset, then UTF-8 where it is valid, then a guess.

use encoding_rs::{Encoding, UTF_8};

use super::read::utf16;
use crate::article::{Note, SkipReason};

/// The text of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text, without a byte order mark, otherwise untouched.
    pub text: String,
    /// The name of the encoding: `UTF-8`, `windows-1252`.
    pub encoding: &'static str,
    /// What a reader should know: bytes that the encoding does not have.
    pub notes: Vec<Note>,
}

/// How far into a file a charset is declared.
const DECLARED_WITHIN: usize = 1024;

/// Decodes the bytes of a file.
///
/// # Errors
/// [`SkipReason::Undecodable`] where more than one character in a hundred is not of the encoding.
pub fn decode(bytes: &[u8]) -> Result<Decoded, SkipReason> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decoded(encoding, &bytes[mark..]);
    }
    if let Some(encoding) = utf16(&bytes[..bytes.len().min(DECLARED_WITHIN)]) {
        return decoded(encoding, bytes);
    }
    // Text that is valid as UTF-8 and has more than ASCII is UTF-8, whatever an old header says.
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(Decoded {
            text: text.to_owned(),
            encoding: UTF_8.name(),
            notes: Vec::new(),
        });
    }
    decoded(declared(bytes).unwrap_or_else(|| guessed(bytes)), bytes)
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Result<Decoded, SkipReason> {
    let (text, faulty) = encoding.decode_without_bom_handling(bytes);
    let mut notes = Vec::new();
    if faulty {
        let faults = text.matches('\u{fffd}').count();
        if faults * 100 > text.chars().count() {
            return Err(SkipReason::Undecodable);
        }
        let text = format!(
            "{faults} characters are not of {} and are shown as \u{fffd}",
            encoding.name()
        );
        notes.push(Note {
            about: "encoding".into(),
            text,
        });
    }
    Ok(Decoded {
        text: text.into_owned(),
        encoding: encoding.name(),
        notes,
    })
}

/// The encoding that the file declares near its beginning: `charset=iso-8859-1`, `encoding="windows-1251"`.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head =
        String::from_utf8_lossy(&bytes[..bytes.len().min(DECLARED_WITHIN)]).to_ascii_lowercase();
    ["charset=", "encoding="].into_iter().find_map(|key| {
        let after = head.split_once(key)?.1.trim_start_matches(['"', '\'']);
        let end = after
            .find(|c: char| !(c.is_ascii_alphanumeric() || "-_:.".contains(c)))
            .unwrap_or(after.len());
        Encoding::for_label(&after.as_bytes()[..end])
    })
}

fn guessed(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(bytes: &[u8], text: &str, encoding: &str) {
        let decoded = decode(bytes).unwrap();
        assert_eq!((decoded.text.as_str(), decoded.encoding), (text, encoding));
        assert!(decoded.notes.is_empty());
    }

    #[test]
    fn encodings_are_told_by_mark_then_charset_then_guess() {
        check("São Paulo".as_bytes(), "São Paulo", "UTF-8");
        check(b"\xef\xbb\xbfLima", "Lima", "UTF-8");
        check(b"\xff\xfeL\0i\0", "Li", "UTF-16LE");
        check(b"L\0i\0m\0a\0 \0n\0o\0w\0", "Lima now", "UTF-16LE");
        check(
            b"<meta charset=iso-8859-2>\n\xb1",
            "<meta charset=iso-8859-2>\ną",
            "ISO-8859-2",
        );
        check(
            b"Le maire de la ville s'est d\xe9clar\xe9 satisfait du r\xe9sultat de l'ann\xe9e.",
            "Le maire de la ville s'est déclaré satisfait du résultat de l'année.",
            "windows-1252",
        );
    }

    #[test]
    fn a_few_wrong_bytes_are_noted_and_many_are_refused() {
        let mut bytes = b"\xef\xbb\xbf".to_vec();
        bytes.extend("a long enough text ".repeat(20).bytes());
        bytes.push(0xff);
        assert_eq!(decode(&bytes).unwrap().notes.len(), 1);
        assert_eq!(
            decode(b"\xef\xbb\xbf\xff\xff\xff ab"),
            Err(SkipReason::Undecodable)
        );
    }
}
