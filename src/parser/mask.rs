//! Hides the secrets of a statement before its text is shown or kept anywhere: in error reports, in
//! the history, in logs.
//!
//! It works on text that need not parse, since most text in error reports does not. A string counts as
//! a secret when it follows the word `PASSWORD`, and in a statement about users (`CREATE USER`,
//! `ALTER USER`, `ALTER CURRENT USER`) wherever it does not follow a word that says otherwise:
//! a misspelled `PASWORD 'x'` must not give `x` away.

use super::scan::{Piece, PieceKind, scan};
use crate::status::{Error, ErrorKind};
use std::ops::Range;

/// What stands in place of a secret, as Neo4j's query log writes it.
pub const MASK: &str = "'******'";

/// A statement's text with its secrets replaced.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The text that may be shown.
    pub text: String,
    /// Where the secrets stood in the original, in order.
    hidden: Vec<Range<usize>>,
}

impl Masked {
    /// Whether anything was hidden.
    #[must_use]
    pub fn has_secrets(&self) -> bool {
        !self.hidden.is_empty()
    }

    /// Where byte `offset` of the original text is now. Inside a secret: at the mask's start.
    #[must_use]
    pub fn offset(&self, offset: usize) -> usize {
        let (mut removed, mut added) = (0, 0);
        for range in self.hidden.iter().take_while(|range| range.start < offset) {
            if offset < range.end {
                return range.start + added - removed;
            }
            removed += range.len();
            added += MASK.len();
        }
        offset + added - removed
    }

    /// The server's message of an error of the statement `original`, for everyone to read: where a
    /// syntax error quotes a secret, it is hidden. Other messages never quote the text.
    #[must_use]
    pub fn message(&self, original: &str, error: &Error) -> String {
        let message = error.to_string();
        if matches!(error.kind, ErrorKind::Syntax(_)) {
            self.hide_in(original, message)
        } else {
            message
        }
    }

    fn hide_in(&self, original: &str, mut message: String) -> String {
        for secret in self.hidden.iter().filter_map(|range| original.get(range.clone())) {
            let inner = secret.get(1..).unwrap_or_default().trim_end_matches(['\'', '"']);
            if message.contains(secret) {
                message = message.replace(secret, MASK);
            } else if !inner.is_empty() && message.contains(inner) {
                message = message.replace(inner, "******");
            }
        }
        message
    }
}

/// Replaces the secrets of a statement.
#[must_use]
pub fn mask_secrets(statement: &str) -> Masked {
    let mut words: Vec<Piece<'_>> = Vec::with_capacity(3);
    let mut is_about_users = false;
    let mut last_word = "";
    let mut is_after_password = false;
    let mut text = String::with_capacity(statement.len());
    let mut hidden = Vec::new();
    for piece in scan(statement) {
        match piece.kind {
            PieceKind::Word => {
                if words.len() < 8 {
                    words.push(piece);
                    is_about_users = is_about_users || names_users(&words);
                }
                last_word = piece.text;
                is_after_password = is("PASSWORD", piece.text);
            }
            PieceKind::String => {
                let is_secret = is_after_password
                    || (is_about_users && !PUBLIC_AFTER.iter().any(|word| is(word, last_word)));
                if is_secret {
                    hidden.push(piece.start..piece.start + piece.text.len());
                    text.push_str(MASK);
                    continue;
                }
            }
            // `PASSWORD [= | CHANGE …] 'x'`: a sign in between changes nothing, a name does.
            PieceKind::Backticks | PieceKind::Parameter => is_after_password = false,
            PieceKind::Comment | PieceKind::Blank | PieceKind::Symbol | PieceKind::Number => {}
        }
        text.push_str(piece.text);
    }
    Masked { text, hidden }
}

/// Words after which a string in a user command is no secret: the provider's name, the id, tags.
const PUBLIC_AFTER: [&str; 5] = ["AUTH", "ID", "PROVIDER", "TAG", "TAGS"];

fn is(keyword: &str, word: &str) -> bool {
    keyword.eq_ignore_ascii_case(word)
}

/// Whether a statement's first words announce a command that may carry a password.
fn names_users(words: &[Piece<'_>]) -> bool {
    let Some((last, before)) = words.split_last() else { return false };
    (is("USER", last.text) || is("USERS", last.text))
        && before.iter().any(|word| is("CREATE", word.text) || is("ALTER", word.text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn passwords_are_masked_and_nothing_else_is() {
        for (statement, masked) in [
            (
                "CREATE USER a SET PASSWORD 'x\\'y' CHANGE REQUIRED",
                "CREATE USER a SET PASSWORD '******' CHANGE REQUIRED",
            ),
            (
                "create user a set plaintext password \"x\"",
                "create user a set plaintext password '******'",
            ),
            (
                "ALTER CURRENT USER SET PASSWORD FROM 'old' TO 'new'",
                "ALTER CURRENT USER SET PASSWORD FROM '******' TO '******'",
            ),
            (
                "ALTER CURRENT USER SET PASSWORD FROM $old TO 'new'",
                "ALTER CURRENT USER SET PASSWORD FROM $old TO '******'",
            ),
            ("CREATE USER a SET PASWORD 'x", "CREATE USER a SET PASWORD '******'"),
            (
                "CYPHER 25 CREATE OR REPLACE USER a SET PASSWRD 'x'",
                "CYPHER 25 CREATE OR REPLACE USER a SET PASSWRD '******'",
            ),
            (
                "CREATE USER a SET AUTH 'native' {SET PASSWORD /* p */ 'x'}",
                "CREATE USER a SET AUTH 'native' {SET PASSWORD /* p */ '******'}",
            ),
            (
                "CREATE USER a SET AUTH 'oidc' {SET ID 'x'}",
                "CREATE USER a SET AUTH 'oidc' {SET ID 'x'}",
            ),
            (
                "CREATE ALIAS a FOR DATABASE b AT 'neo4j://h' USER u PASSWORD 'x'",
                "CREATE ALIAS a FOR DATABASE b AT 'neo4j://h' USER u PASSWORD '******'",
            ),
            ("SHOW USERS WHERE user = 'x'", "SHOW USERS WHERE user = 'x'"),
            ("CREATE ROLE `PASSWORD 'x'`", "CREATE ROLE `PASSWORD 'x'`"),
        ] {
            let result = mask_secrets(statement);
            assert_eq!(result.text, masked);
            assert_eq!(result.has_secrets(), statement != masked, "{statement}");
        }
    }

    #[test]
    fn offsets_move_with_the_text() {
        let statement = "ALTER CURRENT USER SET PASSWORD FROM 'x' TO 'long-secret-text' é";
        let masked = mask_secrets(statement);
        for (needle, now) in [("FROM", "FROM"), ("TO", "TO"), ("é", "é")] {
            let offset = masked.offset(statement.find(needle).unwrap());
            assert!(masked.text.get(offset..).unwrap().starts_with(now), "{needle}");
        }
        let inside = masked.offset(statement.find("secret").unwrap());
        assert!(masked.text.get(inside..).unwrap().starts_with(MASK));
        assert_eq!(masked.offset(statement.len()), masked.text.len());
    }

    #[test]
    fn a_syntax_error_that_quotes_a_secret_is_masked() {
        let statement = "CREATE USER neo4j SET PASSWORD CHANGE 'neo4j'";
        let masked = mask_secrets(statement);
        let syntax = |text: &str| masked.message(statement, &ErrorKind::Syntax(text.into()).into());
        for (text, shown) in [
            (
                "Invalid input 'neo4j': expected 'REQUIRED'",
                "Invalid input '******': expected 'REQUIRED'",
            ),
            ("Invalid input ''neo4j'': expected", "Invalid input ''******'': expected"),
            ("no <neo4j>", "no <******>"),
            ("Invalid input 'x'", "Invalid input 'x'"),
        ] {
            assert_eq!(syntax(text), shown);
        }
        let other = ErrorKind::UnknownVersion { version: "neo4j".into() };
        assert!(masked.message(statement, &other.into()).contains("specified neo4j is"));
    }
}
