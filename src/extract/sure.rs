//! An extraction without the quotes that are not sure enough.

use std::collections::{HashMap, HashSet};

use super::Extraction;
use crate::article::Quote;
use crate::span::Span;

impl Extraction {
    /// Leaves out the quotes whose confidence is below `least`, with their finds, and counts speakers by what is left.
    pub fn keep_sure(&mut self, least: f32) {
        if self
            .article
            .quotes
            .iter()
            .all(|quote| quote.confidence >= least)
        {
            return;
        }
        let quotes = std::mem::take(&mut self.article.quotes);
        let (kept, left_out): (Vec<Quote>, Vec<Quote>) = quotes
            .into_iter()
            .partition(|quote| quote.confidence >= least);
        // One mention may be the source of two quotes: what a kept quote needs stays.
        let needed: HashSet<_> = kept.iter().flat_map(places).collect();
        let unneeded: HashSet<_> = left_out
            .iter()
            .flat_map(places)
            .filter(|place| !needed.contains(place))
            .collect();
        self.finds
            .retain(|find| !unneeded.contains(&(find.field.as_ref(), find.span)));
        let mut spoken: HashMap<&str, u32> = HashMap::new();
        for name in kept.iter().filter_map(|quote| quote.speaker.as_deref()) {
            *spoken.entry(name).or_default() += 1;
        }
        self.article.speakers.retain_mut(|speaker| {
            speaker.quotes = spoken.get(speaker.name.as_str()).copied().unwrap_or(0);
            speaker.quotes > 0
        });
        self.article.quotes = kept;
    }
}

/// Where the finds of a quote stand, by field.
fn places(quote: &Quote) -> impl Iterator<Item = (&'static str, Span)> {
    let parts = quote.parts.iter().map(|part| ("quote", *part));
    let source = quote.source.iter().map(|source| ("speaker", source.span));
    let cue = quote.cue.iter().map(|cue| ("cue", cue.span));
    parts.chain(source).chain(cue)
}

#[cfg(test)]
mod tests {
    use crate::extract::{Options, Origin, extract};
    use crate::format::draft;

    #[test]
    fn what_is_not_sure_goes_with_its_finds_and_its_speaker() {
        let text = "Quay shut\n\n\"The wall is safe,\" said Ada Okafor.\n\nJuan Roe said that the tide would turn.\n";
        let mut found = extract(
            &draft(text.to_owned()).unwrap(),
            &Origin::default(),
            &Options::default(),
        );
        let all = found.clone();
        found.keep_sure(0.0);
        assert_eq!(found, all);
        let confidence: Vec<f32> = all.article.quotes.iter().map(|q| q.confidence).collect();
        assert!(confidence[0] > confidence[1], "{confidence:?}");
        found.keep_sure(confidence[0]);
        assert_eq!(found.article.quotes, all.article.quotes[..1]);
        let names: Vec<&str> = found
            .article
            .speakers
            .iter()
            .map(|s| s.name.as_str())
            .collect();
        assert_eq!(names, ["Ada Okafor"]);
        let end = all.article.quotes[0].span.end() + 30;
        assert!(found.finds.iter().all(|find| find.span.start() < end));
    }
}
