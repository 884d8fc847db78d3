//! One verdict on a text: its syntax, and then its meaning.

use super::Judge;
use super::in_front::errors_in_front;
use super::statement::{check_composed, check_with};
use crate::ast::CypherVersion;
use crate::parser::{
    BadEscape, Piece, PieceKind, Shapes, StatementKind, check_syntax, kind_of, prefix_end,
    resolve_escapes, scan,
};
use crate::status::{Error, ErrorKind, Notification, SemanticError};
use crate::text::Span;

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
            for error in &mut verdict.errors {
                let is_early = judge == Judge::FrontEnd && is_placed_early(error);
                if let Some(span) = error.span.as_mut() {
                    *span = if is_early {
                        resolved.same_place(*span, text)
                    } else {
                        resolved.typed(*span)
                    };
                }
            }
            verdict.errors.sort_by_key(|error| error.span.map(|span| span.start));
            for remark in &mut verdict.notifications {
                remark.span = remark.span.map(|span| resolved.typed(span));
            }
            verdict
        }
        (Judge::FrontEnd, Err(BadEscape)) => {
            Verdict { kind: kind_of(text), errors: Vec::new(), notifications: Vec::new() }
        }
        (Judge::Server, Err(BadEscape)) => check_resolved(shapes, text, version, judge),
    }
}

/// Whether Neo4j's front end reports an error while it builds the tree: at its place in the text with the escapes
/// resolved.
fn is_placed_early(error: &Error) -> bool {
    match &error.kind {
        ErrorKind::GlobPartHalfEscaped => true,
        ErrorKind::Syntax(message) => message.contains("expected \""),
        ErrorKind::Semantic(error) => match &**error {
            SemanticError::DuplicateClause(clause) => !clause.starts_with('\''),
            SemanticError::QuotedNameParts(_)
            | SemanticError::DatabaseNameParts(_)
            | SemanticError::NameParts(_)
            | SemanticError::OnDefault(_) => true,
            _ => false,
        },
        _ => false,
    }
}

/// As [`check_text_with`] for a text without escapes.
pub(super) fn check_resolved(
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
        Err(_)
            if check_syntax(text, version).is_ok()
                && let Some(number) = statements_in(text) =>
        {
            vec![several(text, number)]
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

/// The error of a text with more than one statement.
pub(super) fn several(text: &str, number: usize) -> Error {
    Error::at(
        SemanticError::SeveralStatements(number).into(),
        Span::new(prefix_end(text), text.len()),
    )
}

/// The tokens of a text.
pub(super) fn tokens(text: &str) -> impl Iterator<Item = Piece<'_>> {
    scan(text).filter(|piece| !matches!(piece.kind, PieceKind::Blank | PieceKind::Comment))
}

/// How many statements a text has whose syntax is right, if more than one.
fn statements_in(text: &str) -> Option<usize> {
    let mut number = 0;
    let mut is_open = false;
    for piece in tokens(text) {
        number += usize::from(!is_open && piece.text != ";");
        is_open = piece.text != ";";
    }
    (number > 1).then_some(number)
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
    fn what_stands_in_front_of_an_error_counts_as_far_as_its_clause_does() {
        let cypher_5 = |text| {
            let verdict = check_text(text, CypherVersion::Cypher5, Judge::FrontEnd);
            verdict.errors.first().map(ToString::to_string).unwrap_or_default()
        };
        for (text, first) in [
            (
                "SHOW FUNCTIONS YIELD role1 ORDER BY )",
                "Trying to YIELD non-existing column: `role1`",
            ),
            ("SHOW FUNCTIONS YIELD role1 ORDER BY", "Invalid input '': expected an expression"),
            ("SHOW USERS YIELD role1 ORDER BY )", "Invalid input ')': expected an expression"),
            ("SHOW USERS YIELD role1 ORDER 3", "Variable `role1` not defined"),
            ("SHOW USERS WHERE foo = [1,]", "Variable `foo` not defined"),
            ("SHOW USERS WHERE (foo 1", "Invalid input '1': expected an expression"),
            ("SHOW USERS WHERE foo[1,2]", "Invalid input ',': expected an expression, '..' or ']'"),
            ("SHOW USERS WHERE foo.", "Variable `foo` not defined"),
            ("SHOW USERS ; SHOW USERS x", "Expected exactly one statement per query but got: 2"),
            ("ALTER DATABASE x SET ACCESS READ ONLY SET ACCESS", "Duplicate ACCESS clause"),
            ("ALTER ALIAS x SET DATABASE USER a USER", "Duplicate USER clause"),
            (
                "DENY LOAD ON URL 'x' TO a, 1",
                "LOAD privileges with a URL pattern are not currently supported",
            ),
            ("DENY LOAD ON URL 'x' TO", "Invalid input '': expected a parameter or an identifier"),
            (
                "REVOKE DELETE ON * FOR (:x) WHERE a.b = 1 FROM r",
                "DELETE is not supported for property value access rules.",
            ),
            (
                "CREATE OR REPLACE DATABASE x IF NOT EXISTS TOPOLOGY 3 3 PRIMARIES",
                "Failed to create the specified database 'x': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "GRANT EXECUTE FUNCTION a, `x`y )",
                "Each part of the glob (a block of text up until a dot) must either be fully escaped or not escaped at all.",
            ),
            ("CREATE USER $ $`x` SET STATUS ACTIVE", "No auth given for user."),
        ] {
            assert_eq!(cypher_5(text), first, "{text}");
        }
        assert_eq!(
            first("STOP DATABASE `a`. ?", Judge::FrontEnd),
            "Incorrectly formatted graph reference '`a`.?'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually."
        );
        assert_eq!(
            first("CYPHER 25 CREATE USER x SET y", Judge::FrontEnd),
            "No auth given for user."
        );
        assert_eq!(first("SHOW USERS YIELD * RETURN user GROUP BY ALL", Judge::FrontEnd), "");
        assert_eq!(
            first("GRANT READ {*} ON GRAPH * FOR (n WHERE {a: 1}) TO r", Judge::FrontEnd),
            ""
        );
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
