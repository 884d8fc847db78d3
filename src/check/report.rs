//! A whole text judged: its kind, its errors, its warnings.

use super::{Judge, check_statement};
use crate::ast::CypherVersion;
use crate::parser::{StatementKind, kind_of, parse_statement};
use crate::status::{Error, Notification};

/// What Neo4j's front end says of one statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// Administration, or a data query, which is not judged further.
    pub kind: StatementKind,
    /// The errors in order of position; a syntax error stands alone.
    pub errors: Vec<Error>,
    /// Deprecations.
    pub warnings: Vec<Notification>,
}

impl Report {
    /// Whether there is no error.
    #[must_use]
    pub fn is_ok(&self) -> bool {
        self.errors.is_empty()
    }
}

/// Judges the text of one statement as Neo4j's front end does. Places are byte offsets into the text:
/// [`utf16_offset`](crate::text::utf16_offset) makes of them what Neo4j counts in.
#[must_use]
pub fn check_text(text: &str, version: CypherVersion) -> Report {
    let kind = kind_of(text);
    let mut warnings = Vec::new();
    let errors = match kind {
        StatementKind::Query => Vec::new(),
        StatementKind::Administration => match parse_statement(text, version) {
            Err(error) => vec![error],
            Ok(statement) => {
                check_statement(&statement, text, version, Judge::FrontEnd, &mut warnings)
                    .err()
                    .unwrap_or_default()
            }
        },
    };
    Report { kind, errors, warnings }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_report_tells_queries_errors_and_warnings_apart() {
        let query = check_text("MATCH (n RETURN", CypherVersion::Cypher25);
        assert_eq!((query.kind, query.is_ok()), (StatementKind::Query, true));
        let wrong = check_text("SHOW USERS WHERE a AND b", CypherVersion::Cypher25);
        assert_eq!(wrong.errors.len(), 2);
        let syntax = check_text("SHOW USERS WHERE", CypherVersion::Cypher25);
        assert_eq!((syntax.kind, syntax.errors.len()), (StatementKind::Administration, 1));
        let old = check_text("DROP DATABASE `a`.`b`", CypherVersion::Cypher5);
        assert!(old.is_ok());
        assert_eq!(old.warnings.len(), 1);
    }
}
