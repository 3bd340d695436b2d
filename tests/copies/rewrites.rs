//! Three hundred rewrites of the sample corpus, as desks make them: cut, with a new lede, paragraphs merged, numbers changed.
//!
//! The rewrites are the same on every run. Beside them stand articles that are put together from others: background taken over
//! into another story, halves of two stories. How a pair is judged depends on nothing but how much of the two is shared:
//!
//! - Where both have seven tenths of the longer text in common, it must be found.
//! - Where one of the two is put together, and takes less than three fifths of its words from any story of the other, it is a
//!   pair of different stories, and must not be in one group.
//! - What lies between is neither: a reader may call it the same story or another one. It is counted apart, and judged no way.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::iter::Sum;
use std::path::{Path, PathBuf};

use dateline::archive::read_article;
use dateline::corpus::{Root, Selection, walk};
use dateline::extract;

/// So many rewrites.
const REWRITES: usize = 300;
/// What must be found, of the pairs that share so much.
const SHARED: f64 = 0.7;
/// Below, what was put together is another story.
const DIFFERENT: f64 = 0.6;

/// Numbers that look random, the same on every run.
pub(crate) struct Chance(pub(crate) u64);

impl Chance {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % end as u64).unwrap()
    }
}

/// A story to rewrite.
#[derive(Clone)]
struct Original {
    name: String,
    /// The file that it was read from.
    file: String,
    headline: String,
    paragraphs: Vec<String>,
}

/// A rewrite, and how much of the longer of the two texts both have.
struct Rewrite {
    of: String,
    paragraphs: Vec<String>,
    shared: f64,
    kind: &'static str,
}

#[test]
fn rewrites_are_found_and_strangers_are_not() {
    Scores::of(&Desk::of(originals(&sample(), as_printed), 1)).hold(200);
}

#[test]
#[ignore = "takes minutes, and needs articles in DATELINE_GOLD"]
fn the_threshold_holds_for_other_rewrites_and_other_texts() {
    let of_seed = |seed| Scores::of(&Desk::of(originals(&sample(), as_printed), seed));
    (2..=6).map(of_seed).sum::<Scores>().hold(1000);
    // Seeds that were first run when the thresholds stood.
    (7..=16).map(of_seed).sum::<Scores>().hold(1900);
    let gold = std::env::var_os("DATELINE_GOLD").expect("DATELINE_GOLD names the gold");
    let wires = originals(&Path::new(&gold).join("reuters-news/articles"), by_twos);
    let wires = alone(wires);
    let of_fifth = |nth: usize| {
        let fifth = wires.iter().skip(nth).step_by(5).cloned();
        Scores::of(&Desk::of(fifth.collect(), nth as u64 + 1))
    };
    (0..5).map(of_fifth).sum::<Scores>().hold(1000);
}

fn sample() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The stories of which no other is a copy as it is: what a reader found in `eval/copies.tsv`.
fn alone(stories: Vec<Original>) -> Vec<Original> {
    let copies = include_str!("../eval/copies.tsv").lines();
    let copies = copies.filter(|line| line.ends_with("\tcopy"));
    let copies: BTreeSet<&str> = copies.flat_map(|line| line.split('\t').take(2)).collect();
    let mut stories = stories;
    stories.retain(|story| !copies.contains(story.file.as_str()));
    stories
}

/// Stories, and what was made of them.
struct Desk {
    originals: Vec<Original>,
    rewrites: Vec<Rewrite>,
    strangers: Vec<Stranger>,
}

impl Desk {
    fn of(originals: Vec<Original>, seed: u64) -> Self {
        let mut chance = Chance(seed);
        let rewrites = (0..REWRITES)
            .map(|nth| rewrite(&originals[nth % originals.len()], &mut chance))
            .collect();
        let strangers = strangers(&originals, &mut chance);
        Self {
            originals,
            rewrites,
            strangers,
        }
    }

    fn write(&self, corpus: &Path) {
        let file = |name: &str, headline: &str, paragraphs: &[String]| {
            let text = format!("{headline}\n\n{}\n", paragraphs.join("\n\n"));
            fs::write(corpus.join(name), text).unwrap();
        };
        for original in &self.originals {
            file(&original.name, &original.headline, &original.paragraphs);
        }
        for (nth, rewrite) in self.rewrites.iter().enumerate() {
            let name = format!("{nth}-rewrite");
            file(&name, "Story of the day", &rewrite.paragraphs);
        }
        for (nth, stranger) in self.strangers.iter().enumerate() {
            let name = format!("{nth}-stranger");
            file(&name, "Another story", &stranger.paragraphs);
        }
    }

    /// The pairs that must be found, with what was done to the one.
    fn due(&self) -> Vec<(String, &str, &'static str)> {
        let rewrites = self.rewrites.iter().enumerate();
        let rewrites = rewrites.filter(|(_, one)| one.shared >= SHARED);
        let mut due: Vec<_> = rewrites
            .map(|(nth, one)| (format!("{nth}-rewrite"), one.of.as_str(), one.kind))
            .collect();
        for (nth, stranger) in self.strangers.iter().enumerate() {
            let all = words(&stranger.paragraphs);
            for (story, taken) in &stranger.from {
                let story = &self.originals[*story];
                let longer = all.max(words(&story.paragraphs));
                if *taken as f64 >= SHARED * longer as f64 {
                    due.push((format!("{nth}-stranger"), &story.name, "put together"));
                }
            }
        }
        due
    }

    /// The stories that a text has words of, and the part of its words that are theirs.
    fn from(&self, name: &str) -> BTreeMap<&str, f64> {
        let number = |end: &str| name.strip_suffix(end)?.parse::<usize>().ok();
        if let Some(nth) = number("-stranger") {
            let all = words(&self.strangers[nth].paragraphs) as f64;
            let from = self.strangers[nth].from.iter();
            let from =
                from.map(|(story, taken)| (&*self.originals[*story].name, *taken as f64 / all));
            return from.collect();
        }
        let of = number("-rewrite").map(|nth| &*self.rewrites[nth].of);
        let original = || self.originals.iter().find(|original| original.name == name);
        let of = of.or_else(|| original().map(|original| &*original.name));
        of.into_iter().map(|of| (of, 1.0)).collect()
    }

    fn shared(&self, one: &str, other: &str) -> f64 {
        let (one, other) = (self.from(one), self.from(other));
        let both = one
            .iter()
            .filter_map(|(story, part)| Some(part.min(*other.get(story)?)));
        both.fold(0.0, f64::max)
    }
}

/// What was found of what had to be, and how much of what was found is right.
#[derive(Default)]
struct Scores {
    due: usize,
    found: usize,
    pairs: usize,
    right: usize,
}

impl Sum for Scores {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            due: sum.due + one.due,
            found: sum.found + one.found,
            pairs: sum.pairs + one.pairs,
            right: sum.right + one.right,
        })
    }
}

impl Scores {
    fn of(desk: &Desk) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let corpus = folder.path().join("corpus");
        fs::create_dir(&corpus).unwrap();
        desk.write(&corpus);
        let open = super::index(&corpus, &folder.path().join("index"), 2);
        let mut group_of = BTreeMap::new();
        for (number, group) in super::groups(&open).into_iter().enumerate() {
            group_of.extend(group.into_iter().map(|name| (name, number)));
        }
        let due = desk.due();
        let mut missed = BTreeMap::<&str, usize>::new();
        for (one, other, kind) in &due {
            let group = group_of.get(one);
            if group.is_none() || group != group_of.get(*other) {
                *missed.entry(kind).or_default() += 1;
            }
        }
        let (mut pairs, mut right, mut between) = (0, 0, 0);
        let names: Vec<&String> = group_of.keys().collect();
        for (nth, one) in names.iter().enumerate() {
            let others = names[nth + 1..].iter();
            for other in others.filter(|other| group_of[**other] == group_of[*one]) {
                let shared = desk.shared(one, other);
                match shared {
                    SHARED.. => right += 1,
                    DIFFERENT.. => between += 1,
                    _ => println!("wrong: {one} {other} {shared:.2}"),
                }
                pairs += usize::from(!(DIFFERENT..SHARED).contains(&shared));
            }
        }
        let scores = Self {
            due: due.len(),
            found: due.len() - missed.values().sum::<usize>(),
            pairs,
            right,
        };
        println!(
            "{} stories, {} pairs share {SHARED}: recall {:.3} (missed: {missed:?}); {pairs} pairs in a group: precision {:.3}; \
             {between} more are between",
            desk.originals.len(),
            due.len(),
            scores.recall(),
            scores.precision(),
        );
        scores
    }

    fn recall(&self) -> f64 {
        self.found as f64 / self.due as f64
    }

    fn precision(&self) -> f64 {
        self.right as f64 / self.pairs as f64
    }

    fn hold(&self, least_due: usize) {
        assert!(self.due >= least_due && self.recall() >= 0.95 && self.precision() >= 0.98);
    }
}

/// The articles of a folder that are long enough to be cut.
fn originals(folder: &Path, paragraphs: fn(&str) -> Vec<String>) -> Vec<Original> {
    let (root, selection) = (Root::new(folder), Selection::default());
    let mut originals = Vec::new();
    for walked in walk(&root, &selection).filter(|walked| walked.skipped.is_none()) {
        let file = walked.file;
        let bytes = fs::read(&file.location).unwrap();
        let Ok(found) = read_article(&file, &bytes, &extract::Options::default()) else {
            continue;
        };
        let paragraphs = paragraphs(&found.article.body);
        if words(&paragraphs) >= 80 && paragraphs.len() >= 3 {
            let name = file.location.file_name().unwrap_or_default();
            originals.push(Original {
                name: format!("{:04}", originals.len()),
                file: name.to_string_lossy().into_owned(),
                headline: found.article.headline.unwrap_or_default(),
                paragraphs,
            });
        }
    }
    originals
}

/// The paragraphs of a body.
fn as_printed(body: &str) -> Vec<String> {
    body.split("\n\n").map(str::to_owned).collect()
}

/// Paragraphs of two sentences, for wires that hardly have any.
fn by_twos(body: &str) -> Vec<String> {
    let sentences: Vec<&str> = body.split_inclusive(". ").collect();
    let paragraphs = sentences.chunks(2).map(|two| two.concat());
    paragraphs
        .map(|two| two.trim().replace("\n\n", " "))
        .collect()
}

fn words(paragraphs: &[String]) -> usize {
    paragraphs
        .iter()
        .map(|words| words.split_whitespace().count())
        .sum()
}

/// One or two of the things that desks do.
fn rewrite(original: &Original, chance: &mut Chance) -> Rewrite {
    let mut paragraphs = original.paragraphs.clone();
    let mut kept = words(&paragraphs);
    let whole = kept;
    let kind = [
        "cut",
        "cut inside",
        "lede",
        "merged",
        "numbers",
        "cut, lede",
        "cut, numbers",
        "words",
    ][chance.below(8)];
    if kind.starts_with("cut") {
        let share = 0.6 + chance.below(35) as f64 / 100.0;
        while paragraphs.len() > 1 && words(&paragraphs) as f64 > share * whole as f64 {
            let at = match kind {
                "cut inside" => 1 + chance.below(paragraphs.len() - 1),
                _ => paragraphs.len() - 1,
            };
            paragraphs.remove(at);
        }
        kept = words(&paragraphs);
    }
    if kind.ends_with("lede") {
        kept -= words(&paragraphs[..1]);
        paragraphs[0] = lede(chance);
    }
    if kind == "merged" {
        while paragraphs.len() > 2 {
            let next = paragraphs.remove(1);
            paragraphs[0] = format!("{} {next}", paragraphs[0]);
        }
    }
    if kind.ends_with("numbers") {
        kept -= change(
            &mut paragraphs,
            chance,
            3,
            |word| word.bytes().any(|byte| byte.is_ascii_digit()),
            |chance, _| (2 + chance.below(900)).to_string(),
        );
    }
    if kind == "words" {
        kept -= change(
            &mut paragraphs,
            chance,
            30,
            |word| word.len() > 3,
            |_, word| format!("{word}wards"),
        );
    }
    let longer = whole.max(words(&paragraphs));
    Rewrite {
        of: original.name.clone(),
        shared: kept as f64 / longer as f64,
        paragraphs,
        kind,
    }
}

/// A first paragraph that the desk wrote itself.
fn lede(chance: &mut Chance) -> String {
    let who = [
        "Officials",
        "Residents",
        "Unions",
        "Shipowners",
        "Doctors",
        "Councillors",
    ][chance.below(6)];
    let what = [
        "took stock",
        "argued",
        "waited for news",
        "looked for answers",
        "drew breath",
    ][chance.below(5)];
    let when = [
        "on a grey morning",
        "late in the day",
        "for the second time this month",
        "with little to show",
    ][chance.below(4)];
    format!(
        "{who} {what} {when}, as this newspaper went to press with edition {}.",
        chance.below(5000)
    )
}

/// Replaces one in `one_in` of the words that `may` be changed; how many were.
fn change(
    paragraphs: &mut [String],
    chance: &mut Chance,
    one_in: usize,
    may: impl Fn(&str) -> bool,
    other: impl Fn(&mut Chance, &str) -> String,
) -> usize {
    let mut changed = 0;
    for paragraph in paragraphs {
        let words = paragraph.split(' ').map(|word| {
            if may(word) && chance.below(one_in) == 0 {
                changed += 1;
                other(chance, word)
            } else {
                word.to_owned()
            }
        });
        *paragraph = words.collect::<Vec<_>>().join(" ");
    }
    changed
}

/// An article that was put together: its paragraphs, and how many of its words are which story's.
struct Stranger {
    paragraphs: Vec<String>,
    from: Vec<(usize, usize)>,
}

/// For each story two articles that take something from it: the first half of it before the first half of another one, and a
/// story of its own with its last paragraph as background.
fn strangers(originals: &[Original], chance: &mut Chance) -> Vec<Stranger> {
    let mut strangers = Vec::new();
    for (nth, one) in originals.iter().enumerate() {
        let other = (nth + 7) % originals.len();
        let half =
            |story: &Original| story.paragraphs[..story.paragraphs.len().div_ceil(2)].to_vec();
        let (mine, theirs) = (half(one), half(&originals[other]));
        strangers.push(Stranger {
            from: vec![(nth, words(&mine)), (other, words(&theirs))],
            paragraphs: [mine, theirs].concat(),
        });
        let new: Vec<String> = (0..6).map(|_| lede(chance)).collect();
        let last = one.paragraphs[one.paragraphs.len() - 1..].to_vec();
        strangers.push(Stranger {
            from: vec![(nth, words(&last))],
            paragraphs: [new, last].concat(),
        });
    }
    strangers
}
