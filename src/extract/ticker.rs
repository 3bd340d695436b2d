//! Tickers: what a wire writes behind the name of a firm whose shares are traded: `Harbor Lines HLN.N`, `Harbor Lines (HLN.N)`.
//!
//! In: a place in a text. Out: where the ticker that begins there ends. Codes are those of Reuters: capitals, a point, and a market.

/// The markets that codes name, by their letters: New York, Nasdaq, London … None that is a word or an initial of its own at a
/// sentence's beginning (`A`, `I`).
const MARKETS: [&str; 52] = [
    "AS", "AT", "AX", "BA", "BK", "BN", "BO", "BR", "CO", "DE", "F", "HE", "HK", "IS", "J", "JK",
    "KL", "KQ", "KS", "KW", "L", "LS", "LU", "MC", "MI", "MM", "MX", "N", "NS", "NZ", "O", "OB",
    "OL", "OQ", "P", "PA", "PK", "PR", "S", "SI", "SN", "SS", "ST", "SZ", "T", "TA", "TO", "TW",
    "UL", "V", "VI", "VX",
];

/// The most letters and figures before the point.
const LONGEST: usize = 6;

/// The place behind the ticker that begins at `at`, before `end`.
pub(super) fn ticker_end(text: &str, at: usize, end: usize) -> Option<usize> {
    let bytes = &text.as_bytes()[at..end];
    let capital = |byte: &&u8| byte.is_ascii_uppercase();
    let letters = bytes
        .iter()
        .take_while(|byte| capital(byte) || byte.is_ascii_digit())
        .count();
    // "HLNa.N": a class of shares
    let class = usize::from(bytes.get(letters).is_some_and(u8::is_ascii_lowercase));
    let point = letters + class;
    if !(2..=LONGEST).contains(&letters) || bytes.get(point) != Some(&b'.') {
        return None;
    }
    let market = bytes[point + 1..].iter().take_while(capital).count();
    let stop = at + point + 1 + market;
    let known = MARKETS.binary_search(&&text[at + point + 1..stop]).is_ok();
    let goes_on = text[stop..end].starts_with(char::is_alphanumeric);
    (known && !goes_on).then_some(stop)
}

/// The place behind the brackets that open at `at`, if they hold a ticker alone: `(HRB.L)`, `( HRB.L )`.
pub(super) fn bracketed_ticker_end(text: &str, at: usize, end: usize) -> Option<usize> {
    let behind_space = |at: usize| at + usize::from(text.as_bytes()[..end].get(at) == Some(&b' '));
    let close = behind_space(ticker_end(text, behind_space(at + 1), end)?);
    (text.as_bytes()[..end].get(close) == Some(&b')')).then_some(close + 1)
}

/// Whether a ticker stands behind the name that ends at `at`, in brackets or not.
pub(super) fn has_ticker(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let from = at + rest.len() - rest.trim_start_matches([' ', '(', '<', '[']).len();
    from > at && from < at + 4 && ticker_end(text, from, text.len()).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticker_has_capitals_a_point_and_a_market() {
        let end = |text: &str| ticker_end(text, 0, text.len());
        for ticker in ["HLN.N", "HLNa.N", "7203.T", "HLN.OQ"] {
            assert_eq!(
                end(&format!("{ticker}) rose")),
                Some(ticker.len()),
                "{ticker}"
            );
        }
        for other in [
            "U.S. officials",
            "EU.I think",
            "HLN. N",
            "HLN.Now",
            "Harbor.N",
            "HLN.",
            "HLN",
        ] {
            assert_eq!(end(other), None, "{other}");
        }
    }

    #[test]
    fn markets_are_sorted() {
        assert!(MARKETS.is_sorted());
    }

    #[test]
    fn a_ticker_stands_in_brackets_or_not() {
        for text in ["Lines HLN.N", "Lines (HLN.N)", "Lines <HLN.N>"] {
            assert!(has_ticker(text, 5), "{text}");
        }
        assert!(!has_ticker("Lines said", 5));
    }
}
