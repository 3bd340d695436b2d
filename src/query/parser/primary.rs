//! What the operators of a query stand between: words, groups, fields, functions.

use super::{Parser, dates, hole, operands};
use crate::query::FieldName;
use crate::query::lexer::{Kind, Token};
use crate::query::tree::{AtLeast, Clause, Form, Leaf, Place, Published, Said};
use crate::span::Span;

impl Parser<'_> {
    pub(super) fn primary(&mut self, field: Option<FieldName>) -> Clause {
        let Some(Token { kind, span }) = self.tokens.get(self.at).cloned() else {
            let end = Span::new(self.query.len(), self.query.len());
            return self.faulty(end, "the query ends where a word is expected");
        };
        self.at += 1;
        match kind {
            Kind::Open => self.deeper(span, |parser| parser.group(field, span)),
            Kind::AtLeast(least) => self.deeper(span, |parser| parser.at_least(field, least, span)),
            Kind::Said => self.deeper(span, |parser| parser.said(field, span)),
            Kind::Field(name) => self.in_field(name, span),
            Kind::Every => Clause::Every,
            Kind::Faulty => hole(),
            Kind::Term(form, text) if field == Some(FieldName::Date) => {
                self.published(form, &text, span)
            }
            Kind::Range(text) if field == Some(FieldName::Date) => {
                self.published(Form::Word, &text, span)
            }
            Kind::Term(form, text) => self.leaf(field, form, text, span),
            Kind::Range(_) => self.faulty(span, "only date: has ranges"),
            Kind::Boost(_) => self.faulty(span, "a weight stands behind a word: word^2"),
            Kind::And | Kind::Or | Kind::Not | Kind::Near { .. } | Kind::Colon | Kind::Close => {
                // Whoever waits for the operator reads it.
                self.at -= 1;
                self.faulty(
                    span,
                    "a word is expected here; operators stand between words, and AND in quotation marks is a word",
                )
            }
        }
    }

    fn group(&mut self, field: Option<FieldName>, open: Span) -> Clause {
        let clause = self.any(field);
        self.close(open);
        clause
    }

    fn close(&mut self, open: Span) {
        if self.peek() == Some(&Kind::Close) {
            self.at += 1;
        } else {
            self.fault(open, "this parenthesis is not closed; add one");
        }
    }

    fn at_least(&mut self, field: Option<FieldName>, least: u32, span: Span) -> Clause {
        let from = self.at;
        let mut of = Box::new(self.any(field));
        self.operand(&of, from);
        self.share_field(of.leaves_mut());
        self.close(span);
        let place = Place(Some(span));
        Clause::AtLeast(AtLeast { least, of, place })
    }

    fn said(&mut self, field: Option<FieldName>, span: Span) -> Clause {
        if field.is_some() {
            self.fault(span, "said(…) stands outside other fields");
        }
        let who = (self.peek() != Some(&Kind::Colon)).then(|| Box::new(self.any(None)));
        if self.peek() != Some(&Kind::Colon) {
            if self.peek() == Some(&Kind::Close) {
                self.at += 1;
            }
            let message = "a colon parts speaker and words: said(osgood: sleep)";
            return self.faulty(span, message);
        }
        self.at += 1;
        let what = (self.peek() != Some(&Kind::Close)).then(|| Box::new(self.any(None)));
        self.close(span);
        if who.is_none() && what.is_none() {
            self.fault(span, "a speaker or words are expected: said(osgood: sleep)");
        }
        for part in [&who, &what].into_iter().flatten() {
            if let Err(message) = operands::check_quote(part) {
                self.fault(span, message);
            }
        }
        let place = Place(Some(span));
        Clause::Said(Said { who, what, place })
    }

    fn in_field(&mut self, name: FieldName, span: Span) -> Clause {
        match self.peek() {
            Some(
                Kind::Term(..) | Kind::Open | Kind::Range(_) | Kind::AtLeast(_) | Kind::Faulty,
            ) => self.primary(Some(name)),
            _ if name == FieldName::Date => {
                self.faulty(span, format!("a date is expected here; {}", dates::FORMS))
            }
            _ => self.faulty(
                span,
                "a word, a phrase or a group in parentheses is expected behind a field",
            ),
        }
    }

    fn leaf(&mut self, field: Option<FieldName>, form: Form, text: String, span: Span) -> Clause {
        if form != Form::Wildcard && !text.contains(char::is_alphanumeric) {
            return self.faulty(span, "this phrase has no word; write one between the marks");
        }
        if let Some(field) = field.filter(|field| !field.has_positions()) {
            self.code(field, form, &text, span);
        }
        let place = Place(Some(span));
        Clause::Words(Leaf {
            field,
            form,
            text,
            place,
        })
    }

    /// A field of codes refuses words that are none, rather than find nothing.
    fn code(&mut self, field: FieldName, form: Form, text: &str, span: Span) {
        if !matches!(form, Form::Word | Form::Phrase) {
            self.fault(span, format!("{field}: has no other forms of a word"));
        }
        let kinds = ["direct", "mixed", "indirect"];
        if field == FieldName::Kind && !kinds.contains(&text.to_lowercase().as_str()) {
            self.fault(span, "the kinds of quotes are direct, mixed and indirect");
        }
    }

    fn published(&mut self, form: Form, text: &str, span: Span) -> Clause {
        let certain = matches!(form, Form::Exact | Form::ExactPhrase);
        let days = match form {
            Form::Word if text.starts_with(['[', '{']) => dates::lucene_range(text, self.today),
            Form::Word | Form::Phrase | Form::Exact | Form::ExactPhrase => {
                dates::days(text, self.today)
            }
            Form::Sloppy(_) | Form::Wildcard | Form::Fuzzy(_) | Form::Caps => None,
        };
        let Some(days) = days else {
            return self.faulty(span, format!("this is no date; {}", dates::FORMS));
        };
        let place = Place(Some(span));
        Clause::Published(Published {
            days,
            certain,
            place,
        })
    }
}
