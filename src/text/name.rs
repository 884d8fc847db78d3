//! When a name needs backticks, and how it is written with them.
//!
//! Rule as observed in Neo4j: bare when the first character starts an identifier (Unicode letter or
//! connector punctuation) and all others continue one. Keywords are not special.

use std::borrow::Cow;
use unicode_ident::{is_xid_continue, is_xid_start};

/// Whether `c` may start an unquoted name: a Unicode letter or `_` and its like.
fn starts_name(c: char) -> bool {
    c == '_' || is_xid_start(c) || matches!(c, '\u{203F}' | '\u{2040}' | '\u{2054}')
}

/// Whether `name` can be written without backticks.
#[must_use]
pub fn is_plain_name(name: &str) -> bool {
    let mut chars = name.chars();
    chars.next().is_some_and(starts_name) && chars.all(is_xid_continue)
}

/// Whether a glob can be written without backticks: as a name, but `*`, `?` and `.` are plain too.
#[must_use]
pub fn is_plain_glob(glob: &str) -> bool {
    !glob.is_empty()
        && glob.split('.').all(|part| {
            part.chars().enumerate().all(|(at, c)| {
                matches!(c, '*' | '?') || if at == 0 { starts_name(c) } else { is_xid_continue(c) }
            })
        })
        && !glob.contains("..")
}

/// `name` in backticks, inner backticks doubled.
#[must_use]
pub fn quoted_name(name: &str) -> String {
    let mut quoted = String::with_capacity(name.len() + 2);
    quoted.push('`');
    for c in name.chars() {
        if c == '`' {
            quoted.push('`');
        }
        quoted.push(c);
    }
    quoted.push('`');
    quoted
}

/// `name` as it is written in Cypher: bare where possible, else in backticks.
#[must_use]
pub fn escape_name(name: &str) -> Cow<'_, str> {
    if is_plain_name(name) { Cow::Borrowed(name) } else { Cow::Owned(quoted_name(name)) }
}

/// `glob` as it is written in Cypher: bare where possible, else wholly in backticks.
#[must_use]
pub fn escape_glob(glob: &str) -> Cow<'_, str> {
    if is_plain_glob(glob) { Cow::Borrowed(glob) } else { Cow::Owned(quoted_name(glob)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_quoted_only_when_needed() {
        for (name, written) in [
            ("reader", "reader"),
            ("_x1", "_x1"),
            ("öl", "öl"),
            ("日本", "日本"),
            ("where", "where"),
            ("", "``"),
            ("1db", "`1db`"),
            ("a b", "`a b`"),
            ("a$", "`a$`"),
            ("a.b", "`a.b`"),
            ("a`b", "`a``b`"),
        ] {
            assert_eq!(escape_name(name), written);
        }
    }

    #[test]
    fn globs_keep_stars_question_marks_and_dots_bare() {
        for (glob, written) in [
            ("*", "*"),
            ("db.schema.*", "db.schema.*"),
            ("dbms.cluster*", "dbms.cluster*"),
            ("a?", "a?"),
            ("a..b", "`a..b`"),
            ("a-b", "`a-b`"),
        ] {
            assert_eq!(escape_glob(glob), written);
        }
    }
}
