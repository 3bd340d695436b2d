//! Whom a mention means.
//!
//! In: the source of a run. Out: a [`Who`]: the person's full name, the organisation or group as written, or nobody.

use crate::lexicon::places;
use crate::lexicon::speech::{class, title_noun};
use crate::span::Span;
use crate::text::fold;

use super::frames::Paragraph;
use super::mention::{Mention, MentionKind, phrase_ending_at};
use super::names::{gender, is_body, spelled};
use super::people::People;
use super::roles;
use super::said::Source;
use super::tokens::{Kind, Token};

/// Who speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Who {
    pub(super) name: Option<String>,
    pub(super) role: Option<String>,
    /// `person`, `organisation` or `group`.
    pub(super) kind: Option<crate::article::SpeakerKind>,
    /// Their number among the people of the article.
    pub(super) person: Option<usize>,
}

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

/// What is known when a source is resolved.
pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    pub(super) paragraphs: &'a [Paragraph<'a>],
    pub(super) people: &'a People<'a>,
    /// Who spoke before, latest last, with the place of the quote.
    pub(super) earlier: &'a [(usize, usize)],
}

impl Scene<'_> {
    /// Whom the source means.
    pub(super) fn who(&self, source: &Source) -> Who {
        let paragraph = &self.paragraphs[source.paragraph];
        let tokens = paragraph.tokens;
        let mention = &source.mention;
        match mention.kind {
            MentionKind::Name => self.by_name(paragraph, mention),
            MentionKind::Noun => self.by_noun(paragraph, mention),
            MentionKind::Pronoun => self.by_pronoun(source, tokens),
            MentionKind::Relative => self.by_antecedent(paragraph, mention),
            MentionKind::Label => self.by_label(paragraph, mention),
        }
    }

    /// A person of the article, with the role that the mention gives, or else the one the article has given.
    pub(super) fn known(&self, person: usize, role: Option<Span>) -> Who {
        let role = role.or_else(|| self.people.role(person));
        Who {
            name: Some(self.people.all[person].name().to_owned()),
            role: role.map(|role| self.written(role)),
            kind: Some(crate::article::SpeakerKind::Person),
            person: Some(person),
        }
    }

    /// The words of a span as one writes them.
    fn written(&self, span: Span) -> String {
        fold(span.of(self.text))
    }

    fn by_name(&self, paragraph: &Paragraph<'_>, mention: &Mention) -> Who {
        use crate::article::SpeakerKind::{Organisation, Person};
        let Some((first, last)) = mention.name else {
            return Who::default();
        };
        let tokens = paragraph.tokens;
        let words = &tokens[first..=last];
        let role = roles::role(self.text, paragraph, mention);
        let at = words[0].span().start();
        let the = tokens[mention.first].text.eq_ignore_ascii_case("the");
        // "the Islamic State": a name with an article is one of a person only if something else shows that.
        let may_be = |&person: &usize| role.is_some() || !the || self.people.is_human(person);
        let known = self.people.named(words, at, gender(tokens, mention));
        if let Some(person) = known.filter(may_be) {
            return self.known(person, role);
        }
        // "Organizers said": a noun that is capital only as the first word.
        let surname = mention.first == first
            && !opens_sentence(tokens, first)
            && roles::may_be_surname(words[0].text);
        if words.len() == 1 && role.is_none() && !surname && roles::is_common(words[0].text) {
            return self.by_noun(paragraph, mention);
        }
        let name = spelled(words);
        let body = is_body(words)
            || the && role.is_none()
            || words[0].is(class::BODY)
            || role.is_none() && is_place_or_agency(&name);
        Who {
            name: Some(name),
            role: role.map(|role| self.written(role)),
            kind: Some(if body { Organisation } else { Person }),
            person: None,
        }
    }

    /// `RUIZ:` is the person of that surname, in capitals or not; `MODERATOR:` names nobody.
    fn by_label(&self, paragraph: &Paragraph<'_>, mention: &Mention) -> Who {
        use crate::article::SpeakerKind::{Organisation, Person};
        let Some((first, last)) = mention.name else {
            return Who::default();
        };
        let words = &paragraph.tokens[first..=last];
        let at = words[0].span().start();
        let titles = &paragraph.tokens[mention.first..first];
        let role = (!titles.is_empty()).then(|| hull(titles));
        let gender = gender(paragraph.tokens, mention);
        let known =
            (self.people.named(words, at, gender)).or_else(|| self.people.in_capitals(words));
        if let Some(person) = known {
            return self.known(person, role);
        }
        if words.len() == 1 && words[0].is(class::ROLE) {
            return Who {
                role: Some(words[0].text.to_owned()),
                ..Who::default()
            };
        }
        let body = words.iter().any(|word| word.is(class::ORGANISATION));
        Who {
            name: Some(spelled(words)),
            role: role.map(|role| self.written(role)),
            kind: Some(if body { Organisation } else { Person }),
            person: None,
        }
    }

    /// `the mayor` is the person of that role; `critics` and `the Ruiz campaign` speak for themselves.
    fn by_noun(&self, paragraph: &Paragraph<'_>, mention: &Mention) -> Who {
        use crate::article::SpeakerKind::{Group, Organisation};
        let words = &paragraph.tokens[mention.first..=mention.last];
        let written = || paragraph.written(self.text, hull(words));
        match self.meant(paragraph, mention) {
            Meant::Organisation => Who {
                name: Some(bare(written())),
                kind: Some(Organisation),
                ..Who::default()
            },
            Meant::Group => Who {
                name: Some(written()),
                kind: Some(Group),
                ..Who::default()
            },
            Meant::Person(person) => self.known(person, None),
            Meant::Role => Who {
                role: Some(bare(written())),
                ..Who::default()
            },
            Meant::Nobody => Who::default(),
        }
    }

    /// What a noun means.
    pub(super) fn meant(&self, paragraph: &Paragraph<'_>, mention: &Mention) -> Meant {
        let words = &paragraph.tokens[mention.first..=mention.last];
        let preposition = words.iter().skip(1).position(|word| word.is(class::PREP));
        let head = &words[preposition.unwrap_or(words.len() - 1)];
        let mut named = words.iter().skip(usize::from(words[0].is(class::DET)));
        if head.is(class::BODY) && named.any(|word| word.capital) {
            return Meant::Organisation;
        }
        let pair = (1..words.len().saturating_sub(1)).any(|at| {
            let other =
                words[at + 1].is_name_word() || words[at + 1].is(class::DET | class::INDEFINITE);
            words[at].is(class::CONJ) && words[at - 1].is_name_word() && other
        });
        if is_plural(head) || pair {
            return Meant::Group;
        }
        if !head.is(class::ROLE) {
            return Meant::Nobody;
        }
        let person = (words[0].text.eq_ignore_ascii_case("the"))
            .then(|| self.of_role(head.text, words[0].start()))
            .flatten();
        person.map_or(Meant::Role, Meant::Person)
    }

    /// The last person named before `at` whose role holds this word.
    fn of_role(&self, role: &str, at: usize) -> Option<usize> {
        let holds = |person: usize| {
            let Some(held) = self.people.role(person) else {
                return false;
            };
            held.of(self.text)
                .split(|c: char| !c.is_alphanumeric())
                .any(|word| word.eq_ignore_ascii_case(role) || title_noun(word) == Some(role))
        };
        let mut others = Vec::new();
        self.people.named_between(0, at).take(40).find(|&person| {
            let holds = !others.contains(&person) && holds(person);
            if !holds {
                others.push(person);
            }
            holds
        })
    }

    /// `Ruiz, who said`: the name before.
    fn by_antecedent(&self, paragraph: &Paragraph<'_>, mention: &Mention) -> Who {
        let tokens = paragraph.tokens;
        let mut end = mention.first;
        while end > 0 && tokens[end - 1].kind != Kind::Word && mention.first - end < 2 {
            end -= 1;
        }
        let named = end
            .checked_sub(1)
            .and_then(|last| phrase_ending_at(tokens, 0, last));
        match named {
            Some(named) if named.kind == MentionKind::Name => self.by_name(paragraph, &named),
            Some(named) if named.kind == MentionKind::Noun => self.by_noun(paragraph, &named),
            _ => Who::default(),
        }
    }
}

/// Whether a word is capital because a sentence begins with it.
fn opens_sentence(tokens: &[Token<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else {
        return true;
    };
    match before.kind {
        Kind::End | Kind::Colon | Kind::Open => true,
        Kind::Quote => before.text.trim_end().ends_with(['.', '!', '?', '…']),
        _ => false,
    }
}

/// Whether a government or an agency speaks under this name: `Beijing`, `France`, `Reuters`. People are not known by a lone name
/// that is also a place's.
fn is_place_or_agency(name: &str) -> bool {
    places::is_place(name) || places::is_agency(name)
}

/// The words of a phrase without its article.
fn bare(mut written: String) -> String {
    let articles = ["the ", "The ", "a ", "A ", "an ", "An "];
    let article = articles
        .iter()
        .find(|article| written.starts_with(**article));
    written.drain(..article.map_or(0, |article| article.len()));
    written
}

/// From the first word to the last.
fn hull(words: &[Token<'_>]) -> Span {
    words[0].span().hull(words[words.len() - 1].span())
}

fn is_plural(word: &Token<'_>) -> bool {
    word.is(class::INDEFINITE)
        || matches!(
            word.text,
            "people" | "men" | "women" | "police" | "children"
        )
        || word.text.ends_with('s')
            && !word.text.ends_with("ss")
            && !word.text.ends_with("us")
            && !word.text.ends_with("'s")
            && !word.text.ends_with("’s")
}
