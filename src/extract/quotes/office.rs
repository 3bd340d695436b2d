//! Whom a noun means: the person of an office, a group, or a body that speaks for itself.
//!
//! In: a mention without a name, or with one that is an office's (`Trade Minister`). Out: a [`Who`]: of an office, the person named
//! in commas behind it or the last one who was said to hold it.

use smallvec::SmallVec;

use super::agreement::ends_as_plural;
use super::frames::Paragraph;
use super::heads::head_of;
use super::held::{Fit, Noun, fit};
use super::mention::{Mention, MentionKind, is_possessive, phrase_ending_at, plain};
use super::names::spelled;
use super::speaker::{Scene, Who, hull, keeps_ending};
use super::tokens::{Kind, Token};
use crate::lexicon::few_words::FewWords;
use crate::lexicon::speech::class;
use crate::lexicon::things::{are_things, tells_for_owner};
use crate::lexicon::{lower, places};
use crate::span::Span;

/// What a noun can mean.
pub(super) enum Meant {
    Organisation,
    Group,
    /// The person of the article who has this role.
    Person(usize),
    /// Somebody of whom only that is told.
    Role,
    Nobody,
}

impl Scene<'_, '_> {
    /// `the mayor` is the person of that role; `critics` and `the Ruiz campaign` speak for themselves.
    pub(super) fn by_noun(&self, paragraph: &Paragraph<'_>, mention: &Mention) -> Who {
        use crate::article::SpeakerKind::{Group, Organisation};
        let words = &paragraph.tokens[mention.first..=mention.last];
        let bare = || hull(&words[usize::from(is_article(words[0].text))..]);
        match self.meant(paragraph, mention) {
            Meant::Organisation => Who {
                name: Some(paragraph.written(self.text, bare())),
                kind: Some(Organisation),
                ..Who::default()
            },
            Meant::Group => Who {
                name: Some(paragraph.written(self.text, hull(words))),
                kind: Some(Group),
                ..Who::default()
            },
            Meant::Person(person) => self.known(person, None),
            Meant::Role => self.by_office(paragraph, mention, bare()),
            Meant::Nobody if name_behind(paragraph.tokens, mention).is_some() => {
                self.by_office(paragraph, mention, bare())
            }
            Meant::Nobody => match owner_of_thing(paragraph.tokens, mention) {
                Some(owner) => self.by_name(paragraph, &owner),
                None => self.by_kind_of_body(words),
            },
        }
    }

    /// What a noun means.
    pub(super) fn meant(&self, paragraph: &Paragraph<'_>, mention: &Mention) -> Meant {
        let tokens = paragraph.tokens;
        let words = &tokens[mention.first..=mention.last];
        let head = &words[head_of(words)];
        let mut named = words.iter().skip(usize::from(words[0].is(class::DET)));
        if head.is(class::BODY) && named.any(|word| word.capital) {
            return Meant::Organisation;
        }
        let pair = (1..words.len().saturating_sub(1)).any(|at| {
            let other =
                words[at + 1].is_name_word() || words[at + 1].is(class::DET | class::INDEFINITE);
            words[at].is(class::CONJ) && words[at - 1].is_name_word() && other
        });
        // "one of the crew, Ana Ruiz, said"
        let one = matches!(words[0].text, "one" | "One") && name_behind(tokens, mention).is_some();
        if one {
            return Meant::Role;
        }
        if is_plural(head) || pair {
            return match names_nobody(words, head) {
                true => Meant::Nobody,
                false => Meant::Group,
            };
        }
        if !head.is(class::ROLE) {
            return Meant::Nobody;
        }
        let definite = words[0].text.eq_ignore_ascii_case("the");
        let person = (definite && name_behind(tokens, mention).is_none())
            .then(|| self.of_role(words, head_of(words)));
        person.flatten().map_or(Meant::Role, Meant::Person)
    }

    /// `the ministry`, where the article names one.
    fn by_kind_of_body(&self, words: &[Token<'_>]) -> Who {
        use crate::article::SpeakerKind::Organisation;
        let kind = match words {
            [the, kind] if the.text.eq_ignore_ascii_case("the") => kind,
            _ => return Who::default(),
        };
        let named = self.people.body_in_full(kind, kind.start());
        Who {
            kind: named.is_some().then_some(Organisation),
            name: named.map(|words| spelled(self.text, words)),
            ..Who::default()
        }
    }

    /// Who holds an office: whose name stands behind it in commas (`the mayor of Lima, | Ana Ruiz |, said`), else nobody by name.
    pub(super) fn by_office(
        &self,
        paragraph: &Paragraph<'_>,
        mention: &Mention,
        office: Span,
    ) -> Who {
        let tokens = paragraph.tokens;
        let Some(named) = name_behind(tokens, mention) else {
            return Who {
                role: Some(paragraph.written(self.text, office)),
                ..Who::default()
            };
        };
        let office = office.hull(tokens[named.first - 2].span());
        Who {
            role: Some(paragraph.written(self.text, office)),
            ..self.by_name(paragraph, &named)
        }
    }

    /// The person named before a noun whose role fits what it tells best, by its head; of several the last.
    fn of_role(&self, noun: &[Token<'_>], head: usize) -> Option<usize> {
        const FARTHEST: usize = 40;
        let asked = Noun::of(noun, head)?;
        let mut seen: SmallVec<[usize; 8]> = SmallVec::new();
        let mut best = None;
        for person in self.people.named_between(0, noun[0].start()).take(FARTHEST) {
            if seen.contains(&person) {
                continue;
            }
            seen.push(person);
            let held = self.people.role(person);
            let Some(fit) = held.and_then(|(_, held)| fit(held.of(self.text), &asked)) else {
                continue; // most people
            };
            if fit == Fit::Holds {
                return Some(person);
            }
            if best.is_none_or(|(before, _)| before < fit) {
                best = Some((fit, person));
            }
        }
        best.map(|(_, person)| person)
    }
}

fn is_article(word: &str) -> bool {
    matches!(
        word,
        "the" | "The" | "a" | "A" | "an" | "An" | "another" | "Another"
    )
}

/// Whether capitals make a name of what is an office: `Trade Minister`, `Harbor CEO`; not `Daily Leader` or `Morgan Dean`.
pub(super) fn is_bare_office(tokens: &[Token<'_>], mention: &Mention) -> bool {
    const NAMES: [&str; 7] = [
        "Dean", "Father", "Judge", "Justice", "King", "Leader", "Sister",
    ];
    let Some((first, last)) = mention.name else {
        return false;
    };
    let (office, name) = (&tokens[last], &tokens[first..last]);
    let known = office.is(class::TITLE) && office.is(class::ROLE) && !NAMES.contains(&office.text);
    known && mention.last > mention.first && !name.iter().any(|word| word.is(class::GIVEN))
}

/// Of whom the given name is enough: `his wife, Ana, said`.
const KIN: FewWords<20> = FewWords::new([
    "aunt",
    "boyfriend",
    "brother",
    "cousin",
    "daughter",
    "father",
    "fiancé",
    "fiancée",
    "girlfriend",
    "grandson",
    "husband",
    "mother",
    "nephew",
    "niece",
    "partner",
    "sister",
    "son",
    "uncle",
    "widow",
    "wife",
]);

/// The full name in commas behind an office: `mayor | of Lima, | Ana Ruiz`.
fn name_behind(tokens: &[Token<'_>], office: &Mention) -> Option<Mention> {
    const WORDS: usize = 4;
    let mut comma = office.last + 1;
    if tokens.get(comma)?.is(class::PREP) {
        let place = tokens[comma..].iter().take(2 * WORDS);
        comma += place
            .take_while(|word| word.kind == Kind::Word && !word.is_finite_verb())
            .count();
    }
    // "deputy leader, | Cllr | Ana Ruiz", "bishop of Lima, | the Rt Rev | Ana Ruiz"
    let the = tokens.get(comma + 1).is_some_and(|the| the.text == "the");
    let opens = comma + 1 + usize::from(the);
    let title = |word: &&Token<'_>| word.capital && word.is(class::TITLE) && !word.is(class::GIVEN);
    let titles = tokens.get(opens..)?.iter().take_while(title).count();
    let first = opens + titles;
    let behind = tokens.get(first..)?;
    let named = |word: &&Token<'_>| word.is_name_word();
    let words = behind.iter().take(WORDS).take_while(named).count();
    let kin = || KIN.contains(tokens[office.last].text);
    let full = (words > 1 || words == 1 && (kin() || titles > 0))
        && (titles > 0 || !the)
        && (behind[0].is(class::GIVEN) || words > 1 && may_be_somebody(&behind[..words]))
        && !is_possessive(&behind[words - 1]);
    let name = (first, first + words.max(1) - 1);
    let stands = tokens[comma].kind == Kind::Comma && full && is_closed(&behind[words..]);
    stands.then_some(Mention {
        first: comma + 1,
        last: name.1,
        kind: MentionKind::Name,
        name: Some(name),
    })
}

/// Whether the apposition ends before these tokens, or behind what the name belongs to: `Ana Ruiz | of Lima University, said`.
fn is_closed(behind: &[Token<'_>]) -> bool {
    const WORDS: usize = 8;
    let ends = |next: &Token<'_>| matches!(next.kind, Kind::Comma | Kind::End | Kind::Open);
    let goes_on = |word: &&Token<'_>| word.kind == Kind::Word && !word.is_finite_verb();
    let told = match behind.first() {
        Some(of) if of.text == "of" => behind.iter().take(WORDS).take_while(goes_on).count(),
        _ => 0,
    };
    behind.get(told).is_none_or(ends)
}

/// Whether words with capitals may be somebody's name, though no table knows the first: `Micheál Ó Briain`; not `New York`, `Acme Bank`.
fn may_be_somebody(words: &[Token<'_>]) -> bool {
    const BODIES: u32 = class::ORGANISATION | class::BODY | class::TITLE | class::ROLE;
    let place = |word: &Token<'_>| places::is_place(word.text);
    !words.iter().any(|word| word.is(BODIES) || place(word))
}

/// `polls`, `everyone`: no group that anybody would look for.
fn names_nobody(words: &[Token<'_>], head: &Token<'_>) -> bool {
    words.len() == 1 && head.is(class::INDEFINITE) || is_thing(head)
}

/// Whether the plural is of what nobody is: `polls`.
pub(super) fn is_thing(word: &Token<'_>) -> bool {
    match word.capital {
        true => are_things(&lower(word.text)),
        false => are_things(word.text),
    }
}

/// By name who says what a thing says: `Okafor’s | letter`, `Harbor Bank’s | latest forecasts`; not `Okafor’s trial`.
fn owner_of_thing(tokens: &[Token<'_>], mention: &Mention) -> Option<Mention> {
    let words = &tokens[mention.first..=mention.last];
    let head = head_of(words);
    let last = words[..head].iter().rposition(is_possessive)?;
    let owner = phrase_ending_at(tokens, mention.first, mention.first + last)?;
    let (first, end) = owner.name?;
    let place = first == end && places::is_place(plain(&tokens[end]));
    let named = end == mention.first + last && !place && !keeps_ending(tokens, end);
    (named && tells_for_owner(words[head].text)).then_some(owner)
}

fn is_plural(word: &Token<'_>) -> bool {
    word.is(class::INDEFINITE)
        || matches!(word.text, "people" | "police" | "children")
        || ends_as_plural(word.text) && !is_possessive(word)
}
