//! A value of JSON as the cell of a table.
//!
//! A cell is text: null is empty, an object is its `value`, `text`, `name` or `role`, a span is `729..787`, and what stands in a
//! list is parted by `; `.

use std::borrow::Cow;

use serde_json::Value;

/// What stands for an object in a table, the first that it has.
const GIST: [&str; 4] = ["value", "text", "name", "role"];

/// The value of a field in the JSON of a row; behind a point stands the field of an object in it.
pub(super) fn field<'v>(object: &'v Value, name: &str) -> &'v Value {
    name.split('.')
        .fold(object, |value, key| value.get(key).unwrap_or(&Value::Null))
}

/// A value as text.
pub(super) fn text(value: &Value) -> Cow<'_, str> {
    match value {
        Value::Null => Cow::Borrowed(""),
        Value::String(text) => Cow::Borrowed(text),
        Value::Array(values) => Cow::Owned(list(values)),
        Value::Object(object) => {
            let gist = GIST.iter().find_map(|key| object.get(*key));
            gist.map_or(Cow::Borrowed(""), text)
        }
        Value::Bool(_) | Value::Number(_) => Cow::Owned(value.to_string()),
    }
}

fn list(values: &[Value]) -> String {
    if let [Value::Number(start), Value::Number(end)] = values {
        return format!("{start}..{end}");
    }
    let texts: Vec<Cow<'_, str>> = values.iter().map(text).collect();
    texts.join("; ")
}

/// The cell of a spreadsheet. Words that begin as a formula does would be one, in the hands of whoever wrote the article
/// (`=HYPERLINK(…)`): an apostrophe before them, which spreadsheets take for "this is text", keeps them words.
pub(super) fn for_spreadsheets(value: &Value) -> Cow<'_, str> {
    let text = text(value);
    let is_formula =
        text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']);
    if is_formula && !value.is_number() {
        return Cow::Owned(format!("'{text}"));
    }
    text
}

/// The cell of a table that is parted by tabs: a tab, a line end and a backslash in it are `\t`, `\n`, `\r` and `\\`.
pub(super) fn for_tabs(value: &Value) -> Cow<'_, str> {
    let text = text(value);
    if !text.contains(['\t', '\n', '\r', '\\']) {
        return text;
    }
    let mut written = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '\t' => written.push_str("\\t"),
            '\n' => written.push_str("\\n"),
            '\r' => written.push_str("\\r"),
            '\\' => written.push_str("\\\\"),
            c => written.push(c),
        }
    }
    Cow::Owned(written)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_cell_is_the_gist_of_a_value() {
        for (value, cell) in [
            (json!(null), ""),
            (json!(0.97), "0.97"),
            (json!({"value": "2024-11", "source": "header"}), "2024-11"),
            (json!([729, 787]), "729..787"),
            (json!([[1, 2], [4, 5]]), "1..2; 4..5"),
            (
                json!([{"role": "mayor", "quotes": 3}, {"role": "pilot"}]),
                "mayor; pilot",
            ),
            (json!([]), ""),
        ] {
            assert_eq!(text(&value), cell);
        }
        let row = json!({"date": {"source": "header"}});
        assert_eq!(field(&row, "date.source"), "header");
        assert_eq!(field(&row, "place.name"), &Value::Null);
    }

    #[test]
    fn words_do_not_become_formulas() {
        for words in ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1"] {
            assert_eq!(for_spreadsheets(&json!(words)), format!("'{words}"));
        }
        for value in [json!(-1.5), json!("calm = dull"), json!("'tis")] {
            assert_eq!(for_spreadsheets(&value), text(&value));
        }
    }

    #[test]
    fn a_row_of_tabs_is_one_line() {
        assert_eq!(for_tabs(&json!("a\tb\nc\\n")), "a\\tb\\nc\\\\n");
    }
}
