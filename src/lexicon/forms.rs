//! Forms of English verbs: `replied` of `reply`, `quipping` of `quip`.
//!
//! In: a lemma. Out: the spelling of a form, where it is regular.

fn ends_in_consonant_and_y(lemma: &str) -> bool {
    let mut back = lemma.chars().rev();
    back.next() == Some('y') && back.next().is_some_and(|c| !"aeiou".contains(c))
}

pub(super) fn regular_past(lemma: &str) -> String {
    if lemma.ends_with('e') {
        format!("{lemma}d")
    } else if ends_in_consonant_and_y(lemma) {
        format!("{}ied", &lemma[..lemma.len() - 1])
    } else {
        format!("{lemma}ed")
    }
}

pub(super) fn third(lemma: &str) -> String {
    if ends_in_consonant_and_y(lemma) {
        format!("{}ies", &lemma[..lemma.len() - 1])
    } else if lemma.ends_with(['s', 'x', 'z', 'o'])
        || lemma.ends_with("ch")
        || lemma.ends_with("sh")
    {
        format!("{lemma}es")
    } else {
        format!("{lemma}s")
    }
}

/// `saying`, `writing`, `seeing`, `quipping` (as the past doubles, so does this).
pub(super) fn ing(lemma: &str, past: &str) -> String {
    let doubled = past
        .strip_suffix("ed")
        .filter(|stem| stem.len() == lemma.len() + 1 && stem.starts_with(lemma));
    match (doubled, lemma.strip_suffix('e')) {
        (Some(stem), _) => format!("{stem}ing"),
        (None, Some(stem)) if !lemma.ends_with("ee") => format!("{stem}ing"),
        _ => match lemma {
            "put" | "hit" | "cut" | "sum" | "clap" => {
                format!("{lemma}{}ing", &lemma[lemma.len() - 1..])
            }
            _ => format!("{lemma}ing"),
        },
    }
}
