//! What a check has found.

use super::judge::{Difference, Judge};
use crate::ast::{CypherVersion, Place};
use crate::parser::{Deferred, Seen};
use crate::status::{Error, ErrorKind, Notification, SemanticError};
use crate::text::Span;

/// The errors and remarks found so far, and what holds for the whole statement.
pub(super) struct Findings<'a> {
    /// The statement's text.
    pub(super) text: &'a str,
    /// The language version.
    pub(super) version: CypherVersion,
    judge: Judge,
    deferred: &'a [Deferred],
    errors: Vec<Error>,
    /// Those of the last look, at aggregation.
    last: Vec<Error>,
    notifications: &'a mut Vec<Notification>,
    is_refused: bool,
    gives_up: bool,
    is_last_lost: bool,
}

impl<'a> Findings<'a> {
    pub(super) fn new(
        text: &'a str,
        version: CypherVersion,
        judge: Judge,
        notifications: &'a mut Vec<Notification>,
    ) -> Self {
        let deferred = &[];
        Self {
            text,
            version,
            judge,
            deferred,
            errors: Vec::new(),
            last: Vec::new(),
            notifications,
            is_refused: false,
            gives_up: false,
            is_last_lost: false,
        }
    }

    /// With the errors of bad numbers, those that are always seen among the findings.
    pub(super) fn with_deferred(mut self, deferred: &'a [Deferred]) -> Self {
        self.deferred = deferred;
        let always = deferred.iter().filter(|deferred| deferred.seen == Seen::Always);
        self.errors.extend(always.map(|deferred| deferred.error.clone()));
        self
    }

    /// Takes back what was said of counts of rows.
    pub(super) fn forget_counts(&mut self) {
        let deferred = self.deferred;
        let is_count =
            |error: &Error| deferred.iter().any(|it| it.seen == Seen::Always && it.error == *error);
        self.errors.retain(|error| !is_count(error));
    }

    /// All numbers in expressions, where the whole of them is looked at.
    pub(super) fn look_at_all_numbers(&mut self) {
        let all = self.deferred.iter().filter(|deferred| deferred.seen == Seen::InExpression);
        self.errors.extend(all.map(|deferred| deferred.error.clone()));
    }

    /// A number in an expression that is looked at: its error, if it is a bad one.
    pub(super) fn look_at_number(&mut self, at: Span) {
        let is_here = |deferred: &&Deferred| {
            deferred.seen == Seen::InExpression
                && deferred.error.span.is_some_and(|span| span.start == at.start)
        };
        let found = self.deferred.iter().find(is_here).map(|deferred| deferred.error.clone());
        self.errors.extend(found);
    }

    /// Whether the language is Cypher 5.
    pub(super) fn is_cypher_5(&self) -> bool {
        self.version == CypherVersion::Cypher5
    }

    /// Whether the judge rules as a server does at this place.
    pub(super) fn applies(&self, difference: Difference) -> bool {
        self.judge.applies(difference)
    }

    /// Who judges.
    pub(super) fn judge(&self) -> Judge {
        self.judge
    }

    /// An error of the first stage: what belongs to the second is not looked at any more.
    pub(super) fn refuse(&mut self, error: SemanticError, at: impl Into<Span>) {
        self.is_refused = true;
        self.report(error, at);
    }

    /// An error that hides no other.
    pub(super) fn report(&mut self, error: SemanticError, at: impl Into<Span>) {
        self.errors.push(Error::at(error.into(), at.into()));
    }

    /// An error of the last look.
    pub(super) fn report_last(&mut self, error: SemanticError, at: impl Into<Span>) {
        self.last.push(Error::at(error.into(), at.into()));
    }

    /// The front end's last look breaks off: nothing that it finds is told.
    pub(super) fn lose_last(&mut self) {
        self.is_last_lost = true;
    }

    /// An error that is not one of meaning alone.
    pub(super) fn add(&mut self, error: Error) {
        self.errors.push(error);
    }

    /// Whether an error like this has been found.
    pub(super) fn has(&self, is_one: impl Fn(&SemanticError) -> bool) -> bool {
        self.errors.iter().any(|error| match &error.kind {
            ErrorKind::Semantic(error) => is_one(error),
            _ => false,
        })
    }

    /// Neo4j's front end breaks off here, and tells of nothing that it has found.
    pub(super) fn give_up(&mut self) {
        self.gives_up = true;
    }

    /// How many errors there are.
    pub(super) fn count(&self) -> usize {
        self.errors.len()
    }

    /// Forgets the errors from this one on, except variables that are not defined.
    pub(super) fn keep_undefined_from(&mut self, start: usize) {
        let later = self.errors.split_off(start.min(self.errors.len()));
        self.errors.extend(later.into_iter().filter(|error| {
            matches!(&error.kind, ErrorKind::Semantic(error) if matches!(**error,
                SemanticError::UndefinedVariable(_) | SemanticError::NewVariableInPattern(_)))
        }));
    }

    /// Forgets what the late looks at lists, patterns and aggregates have found.
    pub(super) fn forget_late(&mut self) {
        self.last.clear();
        self.errors.retain(|error| {
            !matches!(&error.kind, ErrorKind::Semantic(error)
                if **error == SemanticError::ListAsBoolean)
        });
    }

    /// Whether the first stage has refused the statement.
    pub(super) fn is_refused(&self) -> bool {
        self.is_refused
    }

    /// A remark on something that will go away.
    pub(super) fn deprecate(&mut self, description: String, at: Span) {
        self.notifications.push(Notification::deprecated(&description, Some(at)));
    }

    /// The errors in order of position, as Neo4j lists them.
    pub(super) fn into_errors(mut self) -> Vec<Error> {
        if self.gives_up {
            return Vec::new();
        }
        if !self.is_last_lost {
            self.errors.append(&mut self.last);
        }
        if self.errors.len() > 1 {
            self.errors.sort_by_cached_key(|error| {
                (error.span.map(|span| span.start), error.kind.to_string())
            });
            self.errors.dedup_by(|a, b| {
                a.kind == b.kind && a.span.map(|s| s.start) == b.span.map(|s| s.start)
            });
        }
        self.errors
    }
}

impl From<Place> for Span {
    fn from(place: Place) -> Self {
        place.0
    }
}
