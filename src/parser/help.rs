//! Help with a syntax error: what was probably meant, beside Neo4j's words and never in them.

use super::characters::is_old_name_part;
use super::mask::mask_secrets;
use super::prefix::{Prefix, prefix};
use crate::ast::CypherVersion;
use crate::status::{Error, ErrorKind};
use crate::text::closest;

/// Spellings of the past, of the manual or of other tongues: the words in front of the error, the
/// word it is blamed on, and what to type instead. An empty word fits any.
const SPELLINGS: &[(&[&str], &str, &str)] = &[
    (
        &["REVOKE", "IMMUTABLE"],
        "GRANT",
        "IMMUTABLE stands behind GRANT: `REVOKE GRANT IMMUTABLE …`.",
    ),
    (&["REVOKE", "IMMUTABLE"], "DENY", "IMMUTABLE stands behind DENY: `REVOKE DENY IMMUTABLE …`."),
    (
        &["USER", "IF"],
        "NOT",
        "IF NOT EXISTS stands behind the name: `CREATE USER name IF NOT EXISTS …`.",
    ),
    (
        &["ROLE", "IF"],
        "NOT",
        "IF NOT EXISTS stands behind the name: `CREATE ROLE name IF NOT EXISTS`.",
    ),
    (
        &["SET"],
        "DEFAULT",
        "The default database of a user is called home database: `SET HOME DATABASE name`.",
    ),
    (&["ROLE"], "IMMUTABLE", "IMMUTABLE stands in front of ROLE: `CREATE IMMUTABLE ROLE name`."),
    (
        &["REQUIRED"],
        "STATUS",
        "Every clause has its own SET: `… CHANGE REQUIRED SET STATUS ACTIVE`.",
    ),
    (
        &["REQUIRED"],
        "HOME",
        "Every clause has its own SET: `… CHANGE REQUIRED SET HOME DATABASE name`.",
    ),
    (
        &["GRANT"],
        "IMMUTABLE",
        "Roles are not granted immutably; IMMUTABLE goes with privileges and with CREATE IMMUTABLE ROLE.",
    ),
    (&["DENY"], "ROLE", "A role cannot be denied; revoke it: `REVOKE ROLE role FROM user`."),
    (
        &["ALTER"],
        "ROLE",
        "Roles are not altered: use RENAME ROLE, or GRANT, DENY and REVOKE their privileges.",
    ),
    (&["CATALOG"], "", "The word CATALOG is gone: leave it out."),
];

/// What was probably meant where a statement does not parse, to be shown beside the error.
///
/// It is not part of the error: whoever reads a million verdicts does not pay for it.
#[must_use]
pub fn syntax_help(text: &str, error: &Error) -> Option<String> {
    let message = match &error.kind {
        ErrorKind::Syntax(message) => message,
        ErrorKind::UnsupportedSyntax(_) => {
            return Some(match prefix(text).version {
                Some(_) => "This is Cypher 25: write `CYPHER 25` in front of it.".to_owned(),
                None => "This is Cypher 25: put `CYPHER 25` in front, or choose the version with --cypher 25."
                    .to_owned(),
            });
        }
        _ => return None,
    };
    // Help quotes the text, too.
    let masked = mask_secrets(text);
    let at = masked.offset(error.span?.range().start);
    let text = masked.text.as_str();
    let (before, rest) = (text.get(..at)?, text.get(at..)?);
    let token = first_token(rest);
    unseen(rest)
        .or_else(|| spelling(before, token))
        .or_else(|| name_in_quotes(token, message))
        .or_else(|| tags(before, token))
        .or_else(|| hyphen(before, token))
        .or_else(|| preposition(token, message))
        .or_else(|| nearest_word(token, message))
}

fn first_token(rest: &str) -> &str {
    let rest = rest.trim_start();
    let mut chars = rest.char_indices();
    let end = match chars.next() {
        Some((_, quote @ ('\'' | '"' | '`'))) => {
            chars.find(|(_, c)| *c == quote).map_or(rest.len(), |(at, c)| at + c.len_utf8())
        }
        Some((_, c)) if c.is_alphanumeric() || c == '_' => chars
            .find(|(_, c)| !(c.is_alphanumeric() || *c == '_'))
            .map_or(rest.len(), |(at, _)| at),
        Some((_, c)) => c.len_utf8(),
        None => 0,
    };
    rest.get(..end).unwrap_or_default()
}

/// A message that quotes such a character looks empty.
fn unseen(rest: &str) -> Option<String> {
    let c = rest.chars().next().filter(|c| !c.is_ascii_graphic() && is_old_name_part(*c))?;
    let is_seen = ('\u{A2}'..='\u{A5}').contains(&c);
    (!is_seen).then(|| format!("The character here is U+{:04X}, which is not seen: delete it, or put the name in backticks.", u32::from(c)))
}

fn spelling(before: &str, token: &str) -> Option<String> {
    let words: Vec<&str> = before.split_whitespace().collect();
    SPELLINGS
        .iter()
        .find(|(front, word, _)| {
            let tail = words.len().checked_sub(front.len()).and_then(|from| words.get(from..));
            tail.is_some_and(|tail| tail.iter().zip(*front).all(|(a, b)| a.eq_ignore_ascii_case(b)))
                && (word.is_empty() || token.eq_ignore_ascii_case(word))
        })
        .map(|(_, _, help)| (*help).to_owned())
}

/// A syntax error as a server gives it: it says so where Cypher 5 does not know what Cypher 25 does.
/// The front end alone does not.
#[must_use]
pub fn as_server_says(text: &str, version: CypherVersion, error: Error) -> Error {
    let front = prefix(text);
    let is_cypher_5 = front.version.unwrap_or(version) == CypherVersion::Cypher5;
    match error.kind {
        ErrorKind::Syntax(message) if is_cypher_5 && parses_in_25(text, front) => {
            Error { kind: ErrorKind::UnsupportedSyntax(message), ..error }
        }
        _ => error,
    }
}

fn parses_in_25(text: &str, front: Prefix) -> bool {
    let behind = text.get(front.end..).unwrap_or_default();
    super::parse_statement(behind, CypherVersion::Cypher25).is_ok()
}

fn name_in_quotes(token: &str, message: &str) -> Option<String> {
    let name = token.strip_prefix(['\'', '"'])?.strip_suffix(['\'', '"'])?;
    let wants_name = ["an identifier", "a database name", "a graph pattern"]
        .iter()
        .any(|name| message.contains(name));
    wants_name.then(|| {
        format!(
            "Names stand bare or in backticks, not in quotes: `{}`.",
            crate::text::escape_name(name)
        )
    })
}

fn tags(before: &str, token: &str) -> Option<String> {
    let clause = before.to_ascii_uppercase();
    let at = clause.rfind(" TAG")?;
    let value = before.get(at..)?.trim_end();
    (token == "," && value.ends_with(['\'', '"']) && !value.contains('['))
        .then(|| "Write several tags as a list: `['a', 'b']`.".to_owned())
}

fn hyphen(before: &str, token: &str) -> Option<String> {
    let name = before.split_whitespace().next_back()?;
    (token == "-"
        && before.ends_with(name)
        && name.chars().all(|c| c.is_alphanumeric() || c == '_'))
    .then(|| format!("A name with a hyphen stands in backticks: `` `{name}-…` ``."))
}

fn preposition(token: &str, message: &str) -> Option<String> {
    let expects = |word: &str| message.contains(&format!("'{word}'"));
    if token.eq_ignore_ascii_case("FROM") && expects("TO") {
        Some("GRANT and DENY give TO a role; REVOKE takes FROM it.".to_owned())
    } else if token.eq_ignore_ascii_case("TO") && expects("FROM") {
        Some("REVOKE takes FROM a role; GRANT and DENY give TO it.".to_owned())
    } else {
        None
    }
}

/// The expected keyword most like the word that stands there.
fn nearest_word(token: &str, message: &str) -> Option<String> {
    if token.len() < 3 || !token.chars().all(|c| c.is_alphanumeric() || c == '_') {
        return None;
    }
    let (_, expected) = message.split_once("expected ")?;
    let words = expected
        .split('\'')
        .filter(|item| item.chars().all(|c| c.is_ascii_uppercase() || matches!(c, ' ' | '_')));
    let words: Vec<&str> =
        words.filter(|item| item.chars().any(|c| c.is_ascii_uppercase())).collect();
    closest(token, words).map(|word| format!("Did you mean `{word}`?"))
}

#[cfg(test)]
mod tests {
    use super::{as_server_says, syntax_help};
    use crate::ast::CypherVersion::{self, Cypher5, Cypher25};
    use crate::parser::parse_statement;
    use crate::status::ErrorKind;

    fn help(text: &str, version: CypherVersion) -> Option<String> {
        let error = parse_statement(text, version).unwrap_err();
        syntax_help(text, &as_server_says(text, version, error))
    }

    #[test]
    fn a_syntax_error_comes_with_what_was_meant() {
        for (text, expected) in [
            ("SHOW USRS", "Did you mean `USERS`?"),
            ("GRNT ROLE a TO b", "Did you mean `GRANT`?"),
            (
                "CREATE ROLE a\u{200B}b",
                "The character here is U+200B, which is not seen: delete it, or put the name in backticks.",
            ),
            (
                "REVOKE IMMUTABLE GRANT ACCESS ON DATABASE * FROM r",
                "IMMUTABLE stands behind GRANT: `REVOKE GRANT IMMUTABLE …`.",
            ),
            (
                "CREATE USER 'foo' SET PASSWORD 'x'",
                "Names stand bare or in backticks, not in quotes: `foo`.",
            ),
            ("ALTER USER foo SET TAGS 'a', 'b'", "Write several tags as a list: `['a', 'b']`."),
            (
                "CREATE DATABASE main-db",
                "A name with a hyphen stands in backticks: `` `main-…` ``.",
            ),
            (
                "GRANT ACCESS ON DATABASE * FROM r",
                "GRANT and DENY give TO a role; REVOKE takes FROM it.",
            ),
            (
                "ALTER USER foo SET DEFAULT DATABASE x",
                "The default database of a user is called home database: `SET HOME DATABASE name`.",
            ),
        ] {
            assert_eq!(help(text, Cypher25).as_deref(), Some(expected), "{text}");
        }
        for (text, version) in [
            ("DROP AUTH RULE r", Cypher5),
            ("CYPHER 5 DROP AUTH RULE r", Cypher25),
            ("EXPLAIN CYPHER 5 DROP AUTH RULE r", Cypher5),
        ] {
            let error = parse_statement(text, version).unwrap_err();
            let error = as_server_says(text, version, error);
            assert!(matches!(error.kind, ErrorKind::UnsupportedSyntax(_)), "{text}");
            let help = syntax_help(text, &error);
            assert!(help.is_some_and(|help| help.starts_with("This is Cypher 25")), "{text}");
        }
        for (text, version) in [
            ("DROP AUTH RULE r x", Cypher5),
            ("CYPHER 25 DROP AUTH RULE r x", Cypher5),
            ("DROP AUTH RULE r x", Cypher25),
        ] {
            let error = parse_statement(text, version).unwrap_err();
            assert_eq!(as_server_says(text, version, error.clone()), error, "{text}");
        }
        assert_eq!(help("SHOW USERS ,", Cypher25), None);
        for statement in [
            "CREATE USER a SET PASSWORD hunter2-x",
            "CREATE USER a SET PASSWORD 'a' hunter2-x",
            "CREATE USER a SET PASSWORD $ 'hunter2'",
        ] {
            let help = help(statement, Cypher25).unwrap_or_default();
            assert!(!help.contains("hunter2"), "{help}");
        }
    }
}
