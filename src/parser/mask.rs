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
use crate::text::Span;
use cypher_admin_grammar::keywords;
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
    /// syntax error quotes a secret, or a piece of one, it is hidden. Other messages never quote the text.
    #[must_use]
    pub fn message(&self, original: &str, error: &Error) -> String {
        let message = error.to_string();
        let is_syntax =
            matches!(error.kind, ErrorKind::Syntax(_) | ErrorKind::UnsupportedSyntax(_));
        let secret = error.span.filter(|span| is_syntax && self.touches(*span));
        secret.and_then(|span| hide_input(original, span, &message)).unwrap_or(message)
    }

    /// Whether a place of the original text holds some of a secret.
    fn touches(&self, span: Span) -> bool {
        let place = span.range();
        self.hidden.iter().any(|secret| secret.start < place.end && place.start < secret.end)
    }
}

/// The message with a mask for the input that it quotes; `None` when it quotes none.
fn hide_input(original: &str, span: Span, message: &str) -> Option<String> {
    const BEFORE: &str = "Invalid input '";
    let quoted = message.strip_prefix(BEFORE)?;
    let input = original.get(span.range()).unwrap_or_default();
    // What was typed, or with blanks and escapes written otherwise: then up to where the message goes on.
    let behind =
        quoted.strip_prefix(input).filter(|rest| rest.starts_with('\'')).or_else(|| {
            let end = quoted.rfind("': expected ").or_else(|| quoted.rfind('\''))?;
            quoted.get(end..)
        })?;
    let mask = if quoted.starts_with(['\'', '"']) { MASK } else { MASK.trim_matches('\'') };
    Some(format!("{BEFORE}{mask}{behind}"))
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
    let mut rest = pieces.as_slice();
    while let Some((piece, after)) = rest.split_first() {
        let is_bare = is_value_next && begins_bare_value(piece, after.first());
        let is_secret_string = piece.kind == PieceKind::String
            && (is_after_password
                || is_value_next
                || (is_about_users
                    && !PUBLIC_AFTER.iter().any(|word| is(word, last_word))
                    && (!is("USER", last_word)
                        || words.iter().any(|word| is("CURRENT", word.text)))));
        if is_bare || is_secret_string {
            let length = if is_bare {
                bare_length(rest)
            } else {
                1 + bare_length(after).max(if is_value_next { stray_length(after) } else { 0 })
            };
            let after = rest.get(length.max(1)..).unwrap_or_default();
            let end = after.first().map_or(statement.len(), |piece| piece.start);
            hidden.push(piece.start..end);
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
    Masked { text, hidden }
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

/// Words after which a string in a user command is no secret: the provider's name, the id, tags. So is one in the
/// place of the user's name.
const PUBLIC_AFTER: [&str; 5] = ["AUTH", "ID", "PROVIDER", "TAG", "TAGS"];

/// Whether a piece ends the place of a password: a sign, or a word that stands by itself. `set-x` is no `SET`.
fn follows(piece: &Piece<'_>, next: Option<&Piece<'_>>) -> bool {
    let is_value_word = || ["FROM", "TO"].iter().any(|word| is(word, piece.text));
    let stands_alone = || match next.map(|next| (next.kind, next.text)) {
        Some((PieceKind::Symbol, sign)) => {
            ENDS_VALUE.contains(&sign) || BEFORE_VALUE.contains(&sign)
        }
        Some((PieceKind::String | PieceKind::Parameter, _)) => is_value_word(),
        Some((PieceKind::Backticks, _)) => false,
        _ => true,
    };
    match piece.kind {
        PieceKind::Word => FOLLOWS.iter().any(|word| is(word, piece.text)) && stands_alone(),
        PieceKind::Symbol => ENDS_VALUE.contains(&piece.text),
        _ => false,
    }
}

/// Whether a piece where a password belongs is the start of one without quotes.
fn begins_bare_value(piece: &Piece<'_>, next: Option<&Piece<'_>>) -> bool {
    match piece.kind {
        PieceKind::Word | PieceKind::Number | PieceKind::Backticks => !follows(piece, next),
        PieceKind::Symbol => !follows(piece, next) && !BEFORE_VALUE.contains(&piece.text),
        PieceKind::String | PieceKind::Parameter | PieceKind::Comment | PieceKind::Blank => false,
    }
}

/// How many of `pieces` belong to the password that they continue: none where a blank, a word that
/// may follow or the end stands at once, else all up to such a word or sign.
fn bare_length(pieces: &[Piece<'_>]) -> usize {
    let Some(first) = pieces.first() else { return 0 };
    if follows(first, pieces.get(1)) || matches!(first.kind, PieceKind::Blank | PieceKind::Comment)
    {
        return 0;
    }
    let mut was_blank = false;
    let end = pieces.iter().enumerate().position(|(at, piece)| {
        let is_end = match piece.kind {
            PieceKind::Word => was_blank && follows(piece, pieces.get(at + 1)),
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

/// How many of the `pieces` behind a password in quotes are probably its rest, blanks in front included: `'a' b c`.
/// A word of the language there is a mistake of another kind.
fn stray_length(pieces: &[Piece<'_>]) -> usize {
    let is_gap = |piece: &Piece<'_>| matches!(piece.kind, PieceKind::Blank | PieceKind::Comment);
    let gap = pieces.iter().take_while(|piece| is_gap(piece)).count();
    let rest = pieces.get(gap..).unwrap_or_default();
    let Some(first) = rest.first() else { return 0 };
    let is_word_of_language = first.kind == PieceKind::Word
        && rest.get(1).is_none_or(is_gap)
        && (keywords().any(|keyword| is(keyword, first.text)) || is_slip_of_change(first.text));
    let is_rest = begins_bare_value(first, rest.get(1)) && !is_word_of_language;
    if is_rest { gap + bare_length(rest) } else { 0 }
}

/// `CHNAGE`: the one long word that follows a password, with its letters mixed up or one amiss.
fn is_slip_of_change(word: &str) -> bool {
    strsim::osa_distance("CHANGE", &word.to_ascii_uppercase()) == 1
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
    use crate::ast::CypherVersion;

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
            (
                "CREATE USER a SET PASSWORD 'a' hunter2 c SET STATUS ACTIVE",
                "CREATE USER a SET PASSWORD '******' SET STATUS ACTIVE",
            ),
            (
                "CREATE USER a SET PASSWORD 'a' /* b */ @x; SHOW USERS",
                "CREATE USER a SET PASSWORD '******'; SHOW USERS",
            ),
            (
                "CREATE USER a SET PASSWORD 'a' set-x CHANGE REQUIRED",
                "CREATE USER a SET PASSWORD '******' CHANGE REQUIRED",
            ),
            (
                "CREATE USER a SET PASSWORD 'a' STATUS ACTIVE",
                "CREATE USER a SET PASSWORD '******' STATUS ACTIVE",
            ),
            (
                "CREATE USER a SET PASSWORD set-hunter2 SET STATUS ACTIVE",
                "CREATE USER a SET PASSWORD '******' SET STATUS ACTIVE",
            ),
            (
                "ALTER CURRENT USER SET PASSWORD FROM from#x TO to!y",
                "ALTER CURRENT USER SET PASSWORD FROM '******' TO '******'",
            ),
            (
                "ALTER CURRENT USER SET PASSWORD FROM'x'TO$y",
                "ALTER CURRENT USER SET PASSWORD FROM'******'TO$y",
            ),
            (
                "CREATE ALIAS a FOR DATABASE b AT 'h' USER u PASSWORD 'x' y DRIVER {}",
                "CREATE ALIAS a FOR DATABASE b AT 'h' USER u PASSWORD '******' DRIVER {}",
            ),
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
            ("CREATE USER 'a' SET PASSWORD 'x'", "CREATE USER 'a' SET PASSWORD '******'"),
            ("ALTER CURRENT USER 'x'", "ALTER CURRENT USER '******'"),
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
        let statement = "ALTER CURRENT USER SET PASSWORD FROM 'x' TO 'long-secret-text' CHANGE é";
        let masked = mask_secrets(statement);
        for (needle, now) in [("FROM", "FROM"), ("TO", "TO"), ("é", "é")] {
            let offset = masked.offset(statement.find(needle).unwrap());
            assert!(masked.text.get(offset..).unwrap().starts_with(now), "{needle}");
        }
        let inside = masked.offset(statement.find("secret").unwrap());
        assert!(masked.text.get(inside..).unwrap().starts_with(MASK));
        assert_eq!(masked.offset(statement.len()), masked.text.len());
    }

    fn message(statement: &str) -> String {
        let error = crate::parser::parse_statement(statement, CypherVersion::Cypher25).unwrap_err();
        let message = mask_secrets(statement).message(statement, &error);
        message.split(": expected").next().unwrap().to_owned()
    }

    #[test]
    fn a_syntax_error_that_quotes_a_secret_is_masked() {
        for (statement, shown) in [
            ("CREATE USER neo4j SET PASSWORD CHANGE 'neo4j'", "Invalid input ''******''"),
            ("CREATE USER a SET PASSWORD 'it's x'", "Invalid input '******'"),
            ("CREATE USER a SET PASSWORD 'a' hunter2 c", "Invalid input '******'"),
            ("CREATE USER a SET PASSWORD 'a' CHNAGE REQUIRED", "Invalid input 'CHNAGE'"),
            ("CREATE USER a SET PASSWORD set-hunter2", "Invalid input '******'"),
            ("CREATE USER a SET PASSWRD 'in\nput'", "Invalid input 'PASSWRD'"),
            ("CREATE USER a SET PASSWORD CHANGE 'in\nput'", "Invalid input ''******''"),
            ("CREATE USER a SET PASSWORD 'a' CHANGE REQUIRED 'a'", "Invalid input ''******''"),
            // A short secret is part of many words: only the input is hidden.
            ("CREATE USER a SET PASSWORD 'a' SET STATUS 1", "Invalid input '1'"),
            ("CREATE USER a SET PASSWORD 'a' STATUS ACTIVE", "Invalid input 'STATUS'"),
            ("CREATE USER \"a\" SET PASSWORD 'a'", "Invalid input '\"a\"'"),
        ] {
            assert_eq!(message(statement), shown, "{statement}");
        }
        let statement = "CREATE USER a SET PASSWORD 'a' SET STATUS 1";
        let error = crate::parser::parse_statement(statement, CypherVersion::Cypher25).unwrap_err();
        assert_eq!(mask_secrets(statement).message(statement, &error), error.to_string());
    }
}
