//! Why a hit has its score: what each part of the query adds to it.

use std::io::{Result, Write};

use serde_json::{Value, json};

use super::text::{clean, counted, score as shown, shortest};
use crate::query::{Explanation, ScorePart, Why};

/// Parts that are shown to people; feedback adds many that weigh little.
const FOR_PEOPLE: usize = 20;

/// The score, and below it what adds to it, the most first.
pub(super) fn human(
    out: &mut dyn Write,
    score: f32,
    explanation: Option<&Explanation>,
) -> Result<()> {
    let Some(Explanation { parts, recency }) = explanation else {
        return Ok(());
    };
    writeln!(out, "    score {}", shown(score))?;
    if let Some(factor) = recency {
        writeln!(out, "    {:>8} times for its age:", shown(*factor))?;
    }
    for part in parts.iter().take(FOR_PEOPLE) {
        writeln!(out, "    {:>8} {}", shown(part.score), clean(&facts(part)))?;
    }
    if let Some(rest) = parts.get(FOR_PEOPLE..).filter(|rest| !rest.is_empty()) {
        let sum: f32 = rest.iter().map(|part| part.score).sum();
        writeln!(out, "    {:>8} {} more", shown(sum), rest.len())?;
    }
    Ok(())
}

fn facts(part: &ScorePart) -> String {
    let mut facts = vec![part.part.clone()];
    let fields = part.fields.iter();
    facts.extend(
        fields.map(|count| format!("{} {} × {}", count.field, count.frequency, count.term)),
    );
    facts.extend(
        part.documents
            .map(|documents| format!("in {}", counted(documents, "article"))),
    );
    facts.extend(part.rarity.map(|rarity| format!("rarity {rarity:.2}")));
    facts.push(format!("weight {:.2}", part.weight));
    if part.why == Why::Feedback {
        facts.push("in the best articles".to_owned());
    }
    facts.join(" · ")
}

pub(super) fn object(explanation: &Explanation) -> Value {
    let parts: Vec<Value> = explanation.parts.iter().map(part).collect();
    json!({"parts": parts, "recency": explanation.recency.map(shortest)})
}

fn part(part: &ScorePart) -> Value {
    let fields = part.fields.iter();
    let fields = fields.map(|count| {
        json!({"field": count.field.name(), "term": count.term, "frequency": count.frequency})
    });
    json!({
        "part": part.part, "why": part.why.name(), "weight": shortest(part.weight),
        "fields": fields.collect::<Vec<_>>(), "documents": part.documents,
        "rarity": part.rarity.map(shortest), "score": shortest(part.score),
    })
}
