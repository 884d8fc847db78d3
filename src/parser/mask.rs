//! Hides the secrets of a statement before its text is shown or kept anywhere: in error reports, in
//! the history, in logs.
//!
//! It works on text that need not parse, since most text in error reports does not. A string counts as
//! a secret when it follows the word `PASSWORD`, and in a statement about users (`CREATE USER`,
//! `ALTER USER`, `ALTER CURRENT USER`) wherever it does not follow a word that says otherwise:
//! a misspelled `PASWORD 'x'` must not give `x` away. Where a password belongs, what stands without
//! quotes (`PASSWORD x`) or outlives them (`PASSWORD 'it's x'`) is a secret too.

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
    /// What an error may quote of them: each whole, then its pieces.
    quotable: Vec<Range<usize>>,
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
        if matches!(error.kind, ErrorKind::Syntax(_) | ErrorKind::UnsupportedSyntax(_)) {
            self.hide_in(original, message)
        } else {
            message
        }
    }

    fn hide_in(&self, original: &str, mut message: String) -> String {
        for secret in self.quotable.iter().filter_map(|range| original.get(range.clone())) {
            let inner = secret.trim_matches(['\'', '"']);
            if inner.trim().is_empty() {
                continue;
            }
            if !secret.starts_with(['\'', '"']) {
                // A word without quotes may be a word of the message too: only where it is quoted.
                message = message.replace(&format!("'{secret}'"), MASK);
            } else if message.contains(secret) {
                message = message.replace(secret, MASK);
            } else if message.contains(inner) {
                message = message.replace(inner, "******");
            }
        }
        message
    }
}

/// Replaces the secrets of a statement.
#[must_use]
pub fn mask_secrets(statement: &str) -> Masked {
    let pieces: Vec<Piece<'_>> = scan(statement).collect();
    let mut words: Vec<Piece<'_>> = Vec::with_capacity(8);
    let mut is_about_users = false;
    let mut last_word = "";
    let mut is_after_password = false;
    let mut has_password = false;
    // Whether what comes next is a password even without quotes.
    let mut is_value_next = false;
    let mut text = String::with_capacity(statement.len());
    let mut hidden: Vec<Range<usize>> = Vec::new();
    let mut quotable = Vec::new();
    let mut rest = pieces.as_slice();
    while let Some((piece, after)) = rest.split_first() {
        let is_bare = is_value_next && begins_bare_value(piece);
        let is_secret_string = piece.kind == PieceKind::String
            && (is_after_password
                || is_value_next
                || (is_about_users && !PUBLIC_AFTER.iter().any(|word| is(word, last_word))));
        if is_bare || is_secret_string {
            let length =
                if is_bare { 0 } else { 1 } + bare_length(if is_bare { rest } else { after });
            let (value, after) = rest.split_at_checked(length.max(1)).unwrap_or((rest, &[]));
            let end = after.first().map_or(statement.len(), |piece| piece.start);
            hidden.push(piece.start..end);
            quotable.push(piece.start..end);
            if value.len() > 1 {
                quotable.extend(value.iter().map(|part| part.start..part.start + part.text.len()));
            }
            text.push_str(MASK);
            is_value_next = false;
            rest = after;
            continue;
        }
        match piece.kind {
            PieceKind::Word => {
                if words.len() < 8 {
                    words.push(*piece);
                    is_about_users = is_about_users || names_users(&words);
                }
                is_about_users =
                    is_about_users || PROCEDURES.iter().any(|name| is(name, piece.text));
                is_after_password = SECRET_WORDS.iter().any(|word| is(word, piece.text));
                let may_be_bare = is_about_users
                    || BEFORE_PASSWORD.iter().any(|word| is(word, last_word))
                    || words.iter().any(|word| is("ALIAS", word.text));
                has_password |= is("PASSWORD", piece.text) && may_be_bare;
                is_value_next = has_password
                    && ["PASSWORD", "FROM", "TO"].iter().any(|word| is(word, piece.text));
                last_word = piece.text;
            }
            // `PASSWORD [= | CHANGE …] 'x'`: a sign in between changes nothing, a name does.
            PieceKind::Backticks | PieceKind::Parameter => {
                is_after_password = false;
                is_value_next = false;
            }
            PieceKind::Symbol if ENDS_VALUE.contains(&piece.text) => is_value_next = false,
            _ => {}
        }
        text.push_str(piece.text);
        rest = after;
    }
    Masked { text, hidden, quotable }
}

/// Words before a string that is a secret in any statement.
const SECRET_WORDS: [&str; 3] = ["PASSWORD", "PASSWORDS", "SEEDCREDENTIALS"];

/// Words before `PASSWORD` where it is a keyword, not a name.
const BEFORE_PASSWORD: [&str; 3] = ["SET", "PLAINTEXT", "ENCRYPTED"];

/// Words that may stand after `PASSWORD` or after a password. Anything else there is taken for a
/// password whose quotes were forgotten or did not hold it.
const FOLLOWS: [&str; 12] = [
    "CHANGE",
    "DRIVER",
    "EXISTS",
    "FROM",
    "IF",
    "IS",
    "NOT",
    "PROPERTIES",
    "REMOVE",
    "REQUIRED",
    "SET",
    "TO",
];

/// Signs that end the place of a password.
const ENDS_VALUE: [&str; 4] = ["}", ")", ";", ","];

/// Signs that may stand between `PASSWORD` and a password, by mistake.
const BEFORE_VALUE: [&str; 5] = ["=", ":", "(", "[", "{"];

/// Procedures of old that take passwords.
const PROCEDURES: [&str; 3] = ["createUser", "changePassword", "changeUserPassword"];

/// Words after which a string in a user command is no secret: the provider's name, the id, tags.
const PUBLIC_AFTER: [&str; 5] = ["AUTH", "ID", "PROVIDER", "TAG", "TAGS"];

fn follows(piece: &Piece<'_>) -> bool {
    match piece.kind {
        PieceKind::Word => FOLLOWS.iter().any(|word| is(word, piece.text)),
        PieceKind::Symbol => ENDS_VALUE.contains(&piece.text),
        _ => false,
    }
}

/// Whether a piece where a password belongs is the start of one without quotes.
fn begins_bare_value(piece: &Piece<'_>) -> bool {
    match piece.kind {
        PieceKind::Word | PieceKind::Number | PieceKind::Backticks => !follows(piece),
        PieceKind::Symbol => !follows(piece) && !BEFORE_VALUE.contains(&piece.text),
        PieceKind::String | PieceKind::Parameter | PieceKind::Comment | PieceKind::Blank => false,
    }
}

/// How many of `pieces` belong to the password that they continue: none where a blank, a word that
/// may follow or the end stands at once, else all up to such a word or sign.
fn bare_length(pieces: &[Piece<'_>]) -> usize {
    let Some(first) = pieces.first() else { return 0 };
    if follows(first) || matches!(first.kind, PieceKind::Blank | PieceKind::Comment) {
        return 0;
    }
    let mut was_blank = false;
    let end = pieces.iter().position(|piece| {
        let is_end = match piece.kind {
            PieceKind::Word => was_blank && follows(piece),
            PieceKind::Symbol => matches!(piece.text, "}" | ";"),
            _ => false,
        };
        was_blank = piece.kind == PieceKind::Blank;
        is_end
    });
    let value = pieces.get(..end.unwrap_or(pieces.len())).unwrap_or(pieces);
    let blanks = value.iter().rev().take_while(|piece| piece.kind == PieceKind::Blank).count();
    value.len() - blanks
}

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
            (
                "CREATE USER a SET PASSWORD p@x-1 y CHANGE NOT REQUIRD",
                "CREATE USER a SET PASSWORD '******' CHANGE NOT REQUIRD",
            ),
            ("CRATE USER a SET PASSWORD `x`", "CRATE USER a SET PASSWORD '******'"),
            ("CREATE USER a SET PASSWORD 'it's x'", "CREATE USER a SET PASSWORD '******'"),
            ("CREATE USER a SET PASSWORD “x y”", "CREATE USER a SET PASSWORD '******'"),
            (
                "CREATE USER a SET PASSWORD 'x'SET STATUS ACTIV",
                "CREATE USER a SET PASSWORD '******'SET STATUS ACTIV",
            ),
            (
                "ALTER CURRENT USER SET PASSWORD FROM x TO y",
                "ALTER CURRENT USER SET PASSWORD FROM '******' TO '******'",
            ),
            (
                "ALTER USER a SET AUTH 'native' {SET PASSWORD x}",
                "ALTER USER a SET AUTH 'native' {SET PASSWORD '******'}",
            ),
            (
                "CREATE ALIAS a FOR DATABASE b AT 'h' USER u PASSWORD x DRIVER {}",
                "CREATE ALIAS a FOR DATABASE b AT 'h' USER u PASSWORD '******' DRIVER {}",
            ),
            (
                "CREATE DATABASE d OPTIONS {seedCredentials: 'x', seedURI: 'y'}",
                "CREATE DATABASE d OPTIONS {seedCredentials: '******', seedURI: 'y'}",
            ),
            (
                "CALL dbms.security.createUser('a', 'x')",
                "CALL dbms.security.createUser('******', '******')",
            ),
            ("CREATE ROLE password IF NOT EXISTS", "CREATE ROLE password IF NOT EXISTS"),
            ("GRANT ROLE password TO a", "GRANT ROLE password TO a"),
            ("GRANT READ {password} ON GRAPH g TO r", "GRANT READ {password} ON GRAPH g TO r"),
            ("GRANT SET PASSWORDS ON DBMS TO r", "GRANT SET PASSWORDS ON DBMS TO r"),
            (
                "CREATE USER password SET PASSWORD $p CHANGE REQUIRED",
                "CREATE USER password SET PASSWORD $p CHANGE REQUIRED",
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
        let glued = "CREATE USER a SET PASSWORD 'it's x'";
        let error = ErrorKind::Syntax("Invalid input 's': expected 'CHANGE'".into()).into();
        assert_eq!(
            mask_secrets(glued).message(glued, &error),
            "Invalid input '******': expected 'CHANGE'"
        );
        let other = ErrorKind::UnknownVersion { version: "neo4j".into() };
        assert!(masked.message(statement, &other.into()).contains("specified neo4j is"));
    }
}
