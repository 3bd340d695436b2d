//! Laws of whatever is typed as a query: for the random texts of `query_laws` and for the fuzzer (`fuzz/`).

use dateline::query::{any_word, parse};
use jiff::civil;

const TODAY: civil::Date = civil::date(2024, 11, 8);

/// A text is read as a tree whose printed form reads as the same tree, or refused with the places of its faults in it.
pub fn is_read_or_refused(text: &str) {
    match parse(text, TODAY) {
        Ok(parsed) => {
            let printed = parsed.clause.to_string();
            match parse(&printed, TODAY) {
                Ok(again) => assert_eq!(again.clause, parsed.clause, "{text:?} {printed:?}"),
                Err(error) => panic!("{text:?} is printed as {printed:?}\n{error}"),
            }
            for hint in parsed.hints {
                assert!(text.get(hint.span.range()).is_some(), "{text:?} {hint:?}");
            }
        }
        Err(error) => {
            assert!(!error.faults.is_empty(), "{text:?}");
            for fault in &error.faults {
                assert!(text.get(fault.span.range()).is_some(), "{text:?} {fault:?}");
                assert!(!fault.message.is_empty(), "{text:?}");
            }
            assert!(!error.to_string().is_empty());
        }
    }
}

/// Plain words are never refused, and are an OR of words when they are printed.
pub fn plain_words_are_words(text: &str) {
    let clause = any_word(text);
    if text.contains(char::is_alphanumeric) && !clause.leaves().iter().all(|leaf| leaf.text == text)
    {
        let read = parse(&clause.to_string(), TODAY);
        assert_eq!(read.map(|read| read.clause).ok(), Some(clause), "{text:?}");
    }
}
