//! One verdict on a text: its syntax, and then its meaning.

use super::Judge;
use super::statement::{check_beginning, check_composed, check_with, errors_in_composed};
use crate::ast::CypherVersion;
use crate::parser::{
    BadEscape, Seen, Shapes, StatementKind, kind_of, parse_beginning, resolve_escapes,
};
use crate::status::{Error, ErrorKind, Notification};

/// What is said about a text.
#[derive(Debug, Clone, PartialEq)]
pub struct Verdict {
    /// Whether it is ours to judge. Of a data query only the syntax is judged.
    pub kind: StatementKind,
    /// Its errors in order of position; a server reports the first.
    pub errors: Vec<Error>,
    /// Remarks, deprecations mostly.
    pub notifications: Vec<Notification>,
}

/// Judges one statement: with or without its prefix, with or without its final `;`.
///
/// `version` is the language when the text names none.
#[must_use]
pub fn check_text(text: &str, version: CypherVersion, judge: Judge) -> Verdict {
    check_text_with(&mut Shapes::default(), text, version, judge)
}

/// As [`check_text`] for one of many statements: those that look like earlier ones are parsed faster.
#[must_use]
pub fn check_text_with(
    shapes: &mut Shapes,
    text: &str,
    version: CypherVersion,
    judge: Judge,
) -> Verdict {
    match (judge, resolve_escapes(text)) {
        (_, Ok(None)) => check_resolved(shapes, text, version, judge),
        (_, Ok(Some(resolved))) => {
            let mut verdict = check_resolved(shapes, &resolved.text, version, judge);
            let spans = verdict.errors.iter_mut().filter_map(|error| error.span.as_mut());
            let remarks =
                verdict.notifications.iter_mut().filter_map(|remark| remark.span.as_mut());
            for span in spans.chain(remarks) {
                *span = resolved.typed(*span);
            }
            verdict
        }
        (Judge::FrontEnd, Err(BadEscape)) => {
            Verdict { kind: kind_of(text), errors: Vec::new(), notifications: Vec::new() }
        }
        (Judge::Server, Err(BadEscape)) => check_resolved(shapes, text, version, judge),
    }
}

fn check_resolved(
    shapes: &mut Shapes,
    text: &str,
    version: CypherVersion,
    judge: Judge,
) -> Verdict {
    let mut notifications = Vec::new();
    let mut kind = kind_of(text);
    let parsed = match judge {
        Judge::FrontEnd => shapes.parse_deferring(text, version),
        Judge::Server => {
            shapes.parse_statement(text, version).map(|statement| (statement, Vec::new()))
        }
    };
    let errors = match parsed {
        Ok((statement, deferred)) => {
            check_with(&statement, &deferred, text, version, judge, &mut notifications)
                .err()
                .unwrap_or_default()
        }
        Err(error) if error.kind == ErrorKind::DataQuery => {
            match check_composed(text, version, judge, &mut notifications) {
                Some(errors) => {
                    kind = StatementKind::Administration;
                    errors
                }
                None => {
                    kind = StatementKind::Query;
                    notifications.clear();
                    Vec::new()
                }
            }
        }
        Err(error) => {
            let mut errors = match judge {
                Judge::FrontEnd => errors_in_front(text, version, &error),
                Judge::Server => Vec::new(),
            };
            errors.push(error);
            errors
        }
    };
    Verdict { kind, errors, notifications }
}

/// Errors of meaning in front of a syntax error: Neo4j's front end shows them, too.
fn errors_in_front(text: &str, version: CypherVersion, error: &Error) -> Vec<Error> {
    let Some(span) = error.span else { return Vec::new() };
    let at = span.range().start;
    let beginning = parse_beginning(text, version, span);
    let mut errors = match beginning.as_ref().map(|beginning| (beginning, &beginning.statement)) {
        Some((beginning, Ok((statement, deferred)))) => {
            let seen = deferred.iter().filter(|deferred| deferred.seen == Seen::Always);
            let found = check_beginning(statement, &beginning.text, version, beginning.is_partial);
            seen.map(|deferred| deferred.error.clone()).chain(found).collect()
        }
        Some((_, Err(error))) => vec![error.clone()],
        None => Vec::new(),
    };
    errors.extend(errors_in_composed(text, version));
    errors.sort_by_key(|error| error.span.map(|span| span.start));
    errors.retain(|found| found.span.is_some_and(|span| span.range().start < at));
    errors
}

#[cfg(test)]
mod tests {
    use super::*;

    fn first(text: &str, judge: Judge) -> String {
        let verdict = check_text(text, CypherVersion::Cypher25, judge);
        verdict.errors.first().map(ToString::to_string).unwrap_or_default()
    }

    #[test]
    fn the_front_end_judges_what_stands_in_front_of_a_syntax_error() {
        let text = "CREATE USER x SET y";
        assert_eq!(first(text, Judge::FrontEnd), "No auth given for user.");
        assert!(first(text, Judge::Server).starts_with("Invalid input 'y': expected 'AUTH'"));
        let good = "CREATE USER x SET PASSWORD 'secret' SET y";
        assert!(first(good, Judge::FrontEnd).starts_with("Invalid input 'y'"));
    }

    #[test]
    fn escapes_are_resolved_first_and_places_are_those_typed() {
        let errors = |text| check_text(text, CypherVersion::Cypher5, Judge::FrontEnd).errors;
        assert_eq!(errors(r"SHOW \u0055SERS"), []);
        let found = errors(r"SHOW USERS WHERE user = \u002Bx");
        assert_eq!(
            found.first().map(ToString::to_string).as_deref(),
            Some("Variable `x` not defined")
        );
        assert_eq!(found.first().and_then(|error| error.span).map(|span| span.start), Some(30));
        assert_eq!(errors(r"SHOW USERS foo bar '\u00zz'"), []);
    }

    #[test]
    fn data_queries_are_not_judged_beyond_their_syntax() {
        let verdict = check_text("MATCH (n) RETURN m", CypherVersion::Cypher25, Judge::FrontEnd);
        assert_eq!((verdict.kind, verdict.errors.len()), (StatementKind::Query, 0));
        assert_eq!(
            first("MATCH (n RETURN m", Judge::FrontEnd),
            "Invalid input 'RETURN': expected a graph pattern, a parameter, ')', ':', 'IS', 'WHERE' or '{'"
        );
    }
}
