//! Two descriptions of one language agree: the grammar that is parsed, and the one that words errors.

use super::near_miss::statements;
use cypher_admin::ast::CypherVersion;
use cypher_admin::parser::{check_syntax, parse_statement};
use cypher_admin::status::ErrorKind;

fn disagreement(text: &str, version: CypherVersion) -> Option<String> {
    let walked = check_syntax(text, version);
    match (parse_statement(text, version), walked) {
        (Ok(_), Err(error)) => Some(format!("parses, but: {error}")),
        (Err(parsed), Err(walked)) if parsed != walked => Some(format!("{parsed} / {walked}")),
        // What only shows when the tree is built is no matter of grammar; it names no set.
        (Err(error), Ok(())) => match &error.kind {
            ErrorKind::Syntax(message)
                if message.starts_with("Invalid input") && !message.contains(':') =>
            {
                Some(format!("does not parse: {error}"))
            }
            _ => None,
        },
        _ => None,
    }
}

#[test]
fn what_parses_is_what_the_walk_through_neo4js_rules_accepts() {
    let mut found = Vec::new();
    for (_, text) in statements(2) {
        for version in [CypherVersion::Cypher5, CypherVersion::Cypher25] {
            if let Some(what) = disagreement(&text, version) {
                found.push(format!("{version:?} {text}\n    {what}"));
            }
        }
    }
    assert!(found.is_empty(), "{} disagreements\n{}", found.len(), found.join("\n"));
}
