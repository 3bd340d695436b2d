//! Reports beside quoted words: which are quotes of their own, and which put a quoted fragment into its clause.
//!
//! In: the runs with their sources. Out: the same, with what is reported without marks. `Ruiz said the plan was “a farce”` is
//! one quote, mixed: its words are the clause, marks and all. `Ruiz said that Okafor called it “a farce”` is one
//! too, and Ruiz's: what Okafor calls it is a part of what she says.

use std::ops::Range;

use super::assemble::is_direct;
use super::frames::{Frame, Numbers, Paragraph};
use super::indirect::{ACCORDING_TO, Reported, is_over, reported};
use super::said::{NO_RUN, Said, Source};
use super::tokens::{Kind, Token};
use crate::article::Parts;
use crate::lexicon::speech::{CueKind, class};
use crate::span::Span;

/// Lists that serve one story after the other: memory that is asked for once has not left the processor's caches.
#[derive(Default)]
pub(super) struct Memory {
    /// What is reported in a frame, and what of it stands beside quoted words.
    reports: Vec<Reported>,
    besides: Vec<Said>,
    /// The quoted words of a frame.
    runs: Runs,
    /// Where each quote begins.
    first: Vec<usize>,
}

/// Adds what is reported without marks in the frames that tell anything.
pub(super) fn with_reported(
    paragraphs: &[Paragraph<'_>],
    telling: &[Numbers],
    quoted: Vec<Said>,
    memory: &mut Memory,
) -> Vec<Said> {
    let Memory {
        reports,
        besides,
        runs,
        first: beginnings,
    } = memory;
    let mut all: Vec<Said> = Vec::with_capacity(2 * quoted.len() + paragraphs.len());
    let first = quoted.last().map_or(0, |last| last.quote + 1);
    let mut next = first;
    let mut quoted = quoted.into_iter();
    for numbers in telling {
        let (number, nth) = (numbers.paragraph as usize, numbers.frame as usize);
        let paragraph = &paragraphs[number];
        let frame = &paragraph.frames[nth];
        let mut own = |report: Reported| {
            next += 1;
            Said {
                paragraph: number,
                frame: nth,
                run: NO_RUN,
                token: frame.start,
                quote: next - 1,
                source: source(number, &report),
                reported: report.parts,
                rule: report.rule,
                confidence: report.confidence,
            }
        };
        if !frame.has_quotes {
            reported(paragraph, frame, reports);
            all.extend(reports.drain(..).map(own));
            continue; // most frames
        }
        let here = in_frame(quoted.as_slice(), number, nth);
        let count = here.len();
        if here.is_empty() || !all_is_said(paragraph, frame, here) {
            reported(paragraph, frame, reports);
        }
        let here = quoted.by_ref().take(count);
        if reports.is_empty() {
            all.extend(here);
            continue;
        }
        let mut beside = Beside::of(paragraph, number, runs.with(paragraph, here));
        for report in reports.drain(..) {
            besides.extend(beside.take(report).map(&mut own));
        }
        for said in runs.said.drain(..).flatten() {
            all.push(said);
        }
        all.append(besides);
    }
    if next == first {
        return all;
    }
    in_order(paragraphs, all, next, beginnings)
}

/// Those of these runs that stand in this frame of a paragraph, if they are the first.
fn in_frame(said: &[Said], paragraph: usize, frame: usize) -> &[Said] {
    let is_here = |said: &&Said| (said.paragraph ^ paragraph) | (said.frame ^ frame) == 0;
    &said[..said.iter().take_while(is_here).count()]
}

/// Whether nothing is reported in a frame but what its quoted words say already, which are a quote by themselves: `“We wait,” Ruiz
/// said.` Its only word that may report is the one that attributes them; whatever it reports besides is left out for them.
fn all_is_said(paragraph: &Paragraph<'_>, frame: &Frame, here: &[Said]) -> bool {
    let &[only] = paragraph.noted_reports(frame) else {
        return false;
    };
    let only = only as usize;
    let cue = &paragraph.tokens[only];
    let attributes = |said: &Said| {
        let source = said.source.and_then(|source| source.cue);
        source == Some(cue.span()) && is_direct(paragraph, said)
    };
    let is_one_word = || {
        let verb = cue.report(paragraph.tokens.get(only + 1));
        verb.is_none_or(|verb| verb.particle.is_none())
    };
    here.len() <= NEAR && here.iter().any(attributes) && is_one_word()
}

fn source(paragraph: usize, report: &Reported) -> Option<Source> {
    report.mention.map(|mention| Source {
        paragraph,
        mention,
        cue: Some(report.cue),
    })
}

/// Quotes in the order in which they begin, the pieces of each together; `first` is memory for their beginnings.
fn in_order(
    paragraphs: &[Paragraph<'_>],
    mut all: Vec<Said>,
    quotes: usize,
    first: &mut Vec<usize>,
) -> Vec<Said> {
    first.clear();
    first.resize(quotes, usize::MAX);
    for said in &all {
        let token = paragraphs[said.paragraph].tokens[said.token].start();
        let start = said.reported.first().map_or(token, |part| part.start());
        first[said.quote] = first[said.quote].min(start);
    }
    let place = |said: &Said| (first[said.quote], said.quote);
    for stretch in out_of_order(&all, place) {
        all[stretch].sort_by_cached_key(place); // they are long: their keys are moved about, not they
    }
    all
}

/// The stretches of a list within which its elements have to be sorted: few and short ones of a list that is nearly in order.
fn out_of_order<T, K: Copy + Ord>(all: &[T], key: impl Fn(&T) -> K) -> Vec<Range<usize>> {
    let mut stretches: Vec<(Range<usize>, K)> = Vec::new(); // with the highest key of each
    let mut highest = None;
    for (at, here) in all.iter().map(&key).enumerate() {
        let Some(high) = highest.filter(|high| *high > here) else {
            highest = Some(here);
            continue; // most elements
        };
        let mut start = at;
        loop {
            let joins =
                |(before, high): &mut (Range<usize>, K)| before.end == start && *high > here;
            if let Some((before, _)) = stretches.pop_if(joins) {
                start = before.start;
            } else if start > 0 && key(&all[start - 1]) > here {
                start -= 1;
            } else {
                break;
            }
        }
        stretches.push((start..at + 1, high));
    }
    stretches.into_iter().map(|(stretch, _)| stretch).collect()
}

/// How many runs around a report are compared with it: enough for any sentence.
const NEAR: usize = 40;

/// The quoted runs of a frame, in memory that serves one frame after the other.
#[derive(Default)]
struct Runs {
    /// `None` for those that became part of another.
    said: Vec<Option<Said>>,
    /// Where each of them starts.
    starts: Vec<usize>,
}

impl Runs {
    /// The runs of a frame of this paragraph; there are none of another.
    fn with(&mut self, paragraph: &Paragraph<'_>, said: impl Iterator<Item = Said>) -> &mut Self {
        self.starts.clear();
        for said in said {
            self.starts.push(paragraph.tokens[said.token].start());
            self.said.push(Some(said));
        }
        self
    }
}

/// What is reported beside the quoted runs of a frame.
struct Beside<'a> {
    paragraph: &'a Paragraph<'a>,
    number: usize,
    runs: &'a mut [Option<Said>],
    starts: &'a [usize],
}

impl<'a> Beside<'a> {
    fn of(paragraph: &'a Paragraph<'a>, number: usize, runs: &'a mut Runs) -> Self {
        Self {
            paragraph,
            number,
            runs: &mut runs.said,
            starts: &runs.starts,
        }
    }

    /// What a report is beside the runs: itself, or `None` where it became a part of one of them or says nothing besides.
    fn take(&mut self, report: Reported) -> Option<Reported> {
        let plain = plain_words(self.paragraph, &report);
        let near = self.near(&report);
        let taken = self.runs[near.clone()].iter().flatten().any(|said| {
            // "described the plan as “slow”": the plan is not the words.
            let stub = plain < 4 && !report.is_clause() && !self.holds(&report, said);
            by_its_cue(said, &report) && (stub || is_direct(self.paragraph, said))
        });
        if plain == 0 || taken {
            return None;
        }
        let joins = |run: &Option<Said>| run.as_ref().is_some_and(|said| self.joins(&report, said));
        let Some(at) = near.clone().find(|&at| joins(&self.runs[at])) else {
            return Some(report);
        };
        let said = self.runs[at].as_ref()?;
        let opens = report.parts[0].start() == self.paragraph.tokens[said.token].span().start();
        // “blasted the ‘lousy, long delayed’ plan”: the thing is more than what is quoted of it, else the fragment says it all.
        if report.is_clause() && !opens
            || said.source.is_none()
            || plain > 2 * marked_words(self.paragraph, &report)
        {
            self.join(near, at, report);
            return None;
        }
        (!by_its_cue(said, &report)).then_some(report)
    }

    /// The numbers of the runs around a report.
    fn near(&self, report: &Reported) -> Range<usize> {
        let start = report.parts[0].start();
        let first = self.starts.partition_point(|&run| run < start);
        first.saturating_sub(NEAR)..self.runs.len().min(first + NEAR)
    }

    /// Whether the run is a fragment of what is reported.
    fn joins(&self, report: &Reported, said: &Said) -> bool {
        let same = match said.source {
            Some(source) => {
                by_its_cue(said, report)
                    || Some(source.mention) == report.mention
                    || report.mention.is_some() && self.is_reported_itself(report, said, &source)
            }
            None => report.mention.is_some(),
        };
        same && said.reported.is_empty()
            && !is_direct(self.paragraph, said)
            && self.holds(report, said)
    }

    /// Whether the words before a run that attribute it are reported too: of `Ruiz said the vote needs “calm”` it is Ruiz who
    /// says `calm`. What somebody said according to a paper or a poll stays theirs.
    fn is_reported_itself(&self, report: &Reported, said: &Said, source: &Source) -> bool {
        let tokens = self.paragraph.tokens;
        let holds = |cue: &Span| report.parts.iter().any(|part| part.contains(*cue));
        let Some(cue) = source.cue.filter(holds) else {
            return false;
        };
        let at = tokens.partition_point(|token| token.start() < cue.start());
        let says = || {
            let cue = tokens[at].cue(tokens.get(at + 1));
            cue.is_some_and(|cue| cue.kind == CueKind::Say)
        };
        at < said.token && report.is_clause() && !(report.rule == ACCORDING_TO && says())
    }

    /// Whether the run stands in the reported words.
    fn holds(&self, report: &Reported, said: &Said) -> bool {
        let run = self.paragraph.tokens[said.token].span();
        report.parts.iter().any(|part| part.contains(run))
    }

    /// Makes the run at `at` the whole clause; the other runs within it are part of it.
    fn join(&mut self, near: Range<usize>, at: usize, report: Reported) {
        let Some(mut joined) = self.runs[at].take() else {
            return;
        };
        for other in near {
            let part = self.runs[other].as_ref().is_some_and(|said| {
                let same = said.quote == joined.quote || said.source.is_none();
                same && self.holds(&report, said) || self.joins(&report, said)
            });
            if part {
                self.runs[other] = None;
            }
        }
        if !by_its_cue(&joined, &report) {
            joined.source = source(self.number, &report);
            joined.rule = report.rule;
            joined.confidence = report.confidence;
        }
        let clause = report.is_clause();
        joined.reported = up_to_aside(self.paragraph, report.parts, clause);
        self.runs[at] = Some(joined);
    }
}

/// Whether the words that attribute the run are those that report.
fn by_its_cue(said: &Said, report: &Reported) -> bool {
    said.source
        .is_some_and(|source| source.cue == Some(report.cue))
}

/// The clause without what the reporter adds behind the last quoted words: `“a farce” | as the vote neared`.
fn up_to_aside(paragraph: &Paragraph<'_>, mut parts: Parts, clause: bool) -> Parts {
    let Some(last) = parts.last_mut() else {
        return parts;
    };
    let tokens = paragraph.tokens;
    let from = tokens.partition_point(|token| token.span().start() < last.start());
    let end = tokens.partition_point(|token| token.span().end() <= last.end());
    let run = (from..end)
        .rev()
        .find(|&at| matches!(tokens[at].kind, Kind::Quote));
    let Some(run) = run else { return parts };
    let over = |token: &Token<'_>| {
        is_over(token) || !clause && (token.is(class::PREP) || token.is_finite_verb())
    };
    let stop = if tokens[run].text.ends_with(',') {
        Some(run + 1)
    } else {
        (run + 1..end).find(|&at| over(&tokens[at]))
    };
    if let Some(stop) = stop {
        *last = Span::new(last.start(), tokens[stop - 1].span().end());
    }
    parts
}

/// How many words of a report stand outside of marks.
fn plain_words(paragraph: &Paragraph<'_>, report: &Reported) -> usize {
    let is_plain = |token: &Token<'_>| usize::from(token.kind == Kind::Word);
    tokens(paragraph, report).map(is_plain).sum()
}

/// How many stand in them.
fn marked_words(paragraph: &Paragraph<'_>, report: &Reported) -> usize {
    let marked = tokens(paragraph, report).filter(|token| token.kind == Kind::Quote);
    marked
        .map(|token| token.text.split_whitespace().count())
        .sum()
}

fn tokens<'a>(paragraph: &Paragraph<'a>, report: &Reported) -> impl Iterator<Item = &'a Token<'a>> {
    let tokens = paragraph.tokens;
    report.parts.iter().flat_map(move |part| {
        let from = tokens.partition_point(|token| token.start() < part.start());
        let end = tokens.partition_point(|token| token.end() <= part.end());
        &tokens[from..end.max(from)]
    })
}
