//! Whom a mention means.
//!
//! In: the source of a run. Out: a [`Who`]: the person's full name, the organisation or group as written, or nobody.

use crate::article::ShortText;
use crate::lexicon::places;
use crate::lexicon::speech::class;
use crate::span::Span;

use super::bodies::end_of_body;
use super::frames::Paragraph;
use super::heads::{is_office, plural_of};
use super::mention::{Mention, MentionKind, is_possessive, phrase_ending_at, plain};
use super::names::{gender, is_body, spelled};
use super::office::{is_bare_office, is_thing};
use super::people::People;
use super::roles;
use super::said::Source;
use super::tokens::{Kind, Token};

/// Who speaks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Who {
    pub(super) name: Option<ShortText>,
    pub(super) role: Option<ShortText>,
    /// `person`, `organisation` or `group`.
    pub(super) kind: Option<crate::article::SpeakerKind>,
    /// Their number among the people of the article.
    pub(super) person: Option<usize>,
}

/// What is known when a source is resolved.
pub(super) struct Scene<'a, 'p> {
    pub(super) text: &'a str,
    pub(super) paragraphs: &'a [Paragraph<'a>],
    pub(super) people: &'a People<'p>,
    /// Who spoke before, latest last, with the place of the quote; nobody where somebody without a name did.
    pub(super) earlier: &'a [(usize, Option<usize>)],
}

impl Scene<'_, '_> {
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
    pub(super) fn known(&self, person: usize, role: Option<ShortText>) -> Who {
        use crate::article::SpeakerKind::{Group, Organisation, Person};
        let written = |(paragraph, role): (&Paragraph<'_>, _)| paragraph.written(self.text, role);
        let role = role.or_else(|| self.people.role(person).map(written));
        let words = self.people.all[person].words();
        let kind = match self.people.is_body(person) {
            _ if is_people(words) => Group,
            true if !is_office(&words[words.len() - 1]) => Organisation,
            _ => Person,
        };
        Who {
            name: Some(self.people.name(person).clone()),
            role,
            kind: Some(kind),
            person: Some(person),
        }
    }

    pub(super) fn by_name(&self, paragraph: &Paragraph<'_>, mention: &Mention) -> Who {
        use crate::article::SpeakerKind::Organisation;
        let Some((first, last)) = mention.name else {
            return Who::default();
        };
        let tokens = paragraph.tokens;
        let words = &tokens[first..=last];
        let role = roles::role(self.text, paragraph, mention);
        let at = words[0].span().start();
        let the = tokens[mention.first].text.eq_ignore_ascii_case("the");
        // "the Islamic State": a name with an article is one of a person only if something else shows that.
        // "Mountainous Nepal" is not who "Nepal" is.
        let place = || words.len() == 1 && places::is_place(words[0].text);
        let may_be = |&person: &usize| {
            let plain = !the && words.len() > 1; // most names
            role.is_some() || plain || self.people.is_human(person) || !(the || place())
        };
        let known = self.people.named(words, at, || gender(tokens, mention));
        let written = |role| paragraph.written(self.text, role);
        if let Some(person) = known.filter(may_be) {
            return self.known(person, role.map(written));
        }
        let lone = words.len() == 1 && mention.first + 1 == first && mention.last == last;
        if the
            && lone
            && role.is_none()
            && let Some(whole) = self.people.body_in_full(&words[0], at)
        {
            return Who {
                name: Some(spelled(self.text, whole)),
                kind: Some(Organisation),
                ..Who::default()
            };
        }
        // "Organizers said": a noun that is capital only as the first word.
        let surname = mention.first == first
            && !opens_sentence(tokens, first)
            && roles::may_be_surname(words[0].text);
        if words.len() == 1 && role.is_none() && !surname && self.is_common(tokens, first) {
            return self.by_noun(paragraph, mention);
        }
        if is_bare_office(tokens, mention) {
            let bare = mention.first + usize::from(tokens[mention.first].is(class::DET));
            return self.by_office(paragraph, mention, hull(&tokens[bare..=mention.last]));
        }
        self.by_other_name(tokens, mention, (first, last), role.map(written))
    }

    /// A name that no person of the article has in full.
    fn by_other_name(
        &self,
        tokens: &[Token<'_>],
        mention: &Mention,
        (first, last): (usize, usize),
        role: Option<ShortText>,
    ) -> Who {
        use crate::article::SpeakerKind::{Group, Organisation, Person};
        let words = &tokens[first..=last];
        let last = end_of_body(tokens, last, mention.last);
        let mut name = spelled(self.text, &tokens[first..=last]);
        if keeps_ending(tokens, last) {
            name.push_str(&tokens[last].text[plain(&tokens[last]).len()..]);
        }
        let the = tokens[mention.first].text.eq_ignore_ascii_case("the");
        let bare = || the || is_place_or_agency(&name) || self.people.is_firm(words);
        let body = is_body(words) || words[0].is(class::BODY) || role.is_none() && bare();
        let kind = match body {
            true => Organisation,
            false if is_people(words) => Group,
            false => Person,
        };
        Who {
            name: Some(name),
            role,
            kind: Some(kind),
            person: None,
        }
    }

    /// Whether a capitalised word is a noun: one for people, or one that begins a sentence and is written small elsewhere.
    fn is_common(&self, tokens: &[Token<'_>], at: usize) -> bool {
        let word = tokens[at].text;
        let small = || self.people.writes_small(word) || is_thing(&tokens[at]);
        roles::is_common(word) || opens_sentence(tokens, at) && small()
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
        let behind = || roles::behind_name(paragraph.tokens, mention);
        let role = if titles.is_empty() {
            behind()
        } else {
            Some(hull(titles))
        };
        let gender = || gender(paragraph.tokens, mention);
        let known =
            (self.people.named(words, at, gender)).or_else(|| self.people.in_capitals(words));
        let role = role.map(|role| paragraph.written(self.text, role));
        if let Some(person) = known {
            return self.known(person, role);
        }
        if words.len() == 1 && words[0].is(class::ROLE) {
            return Who {
                role: Some(words[0].text.into()),
                ..Who::default()
            };
        }
        let body = words.iter().any(|word| word.is(class::ORGANISATION));
        Who {
            name: Some(spelled(self.text, words)),
            role,
            kind: Some(if body { Organisation } else { Person }),
            person: None,
        }
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

/// Whether the genitive of a name is the name itself, as a verb follows: `Stone's said`.
pub(super) fn keeps_ending(tokens: &[Token<'_>], last: usize) -> bool {
    let verb = |next: &Token<'_>| {
        let noun = next.is(class::NOUN_CUE) || is_thing(next); // "Stone's forecasts"
        (next.is(class::CUE) || next.is(class::AUX)) && !next.capital && !noun
    };
    is_possessive(&tokens[last]) && tokens.get(last + 1).is_some_and(verb)
}

/// Whether a government or an agency speaks under this name: `Beijing`, `France`, `Reuters`. People are not known by a lone name
/// that is also a place's.
fn is_place_or_agency(name: &str) -> bool {
    places::is_place(name) || places::is_agency(name)
}

/// Whether the words of a name end with the plural of a noun for people: `Democrats`, `Peruvians`, `Iowa Congressmen`.
fn is_people(words: &[Token<'_>]) -> bool {
    const SHORTEST: usize = 6;
    let last = words[words.len() - 1].text;
    if (last.len() <= SHORTEST) | words[0].is(class::GIVEN) {
        return false; // most names
    }
    let one = plural_of(last);
    let office = one & (class::TITLE | class::ROLE) != 0 && one & class::GIVEN == 0;
    office
        || ["ans", "men", "women"]
            .iter()
            .any(|end| last.ends_with(end))
}

/// From the first word to the last.
pub(super) fn hull(words: &[Token<'_>]) -> Span {
    words[0].span().hull(words[words.len() - 1].span())
}
