//! The characters of names without backticks, as Neo4j's lexer has them.
//!
//! A name starts with a letter, a letter number or a connector and goes on with these, marks, digits and
//! signs of currencies, as Unicode 13 knows them, of the basic plane only. Cypher 5 also takes `$`, `¢` to `¥` and
//! characters that are not seen; it warns of these, and Cypher 25 has dropped them.
//!
//! The grammar knows one of the versions at a time: a `$` that ends a name in Cypher 25 is put as another character
//! for it, and [`are_odd`] finds the texts of which it takes more than Neo4j does.

use super::prefix::prefix;
use super::scan::{Piece, PieceKind, scan};
use crate::ast::CypherVersion;
use pest::unicode::{
    CONNECTOR_PUNCTUATION, CURRENCY_SYMBOL, DECIMAL_NUMBER, FORMAT, LETTER, LETTER_NUMBER,
    NONSPACING_MARK, SPACING_MARK, XID_CONTINUE,
};
use std::borrow::Cow;
use std::ops::RangeInclusive;

/// Letters, marks, digits and signs that Unicode has had since version 14, and the one letter that is syntax.
// UNKNOWN: what versions yet to come will add.
const NEWER: [RangeInclusive<char>; 33] = [
    '\u{558}'..='\u{558}',
    '\u{58B}'..='\u{58C}',
    '\u{5C8}'..='\u{5C9}',
    '\u{870}'..='\u{891}',
    '\u{897}'..='\u{89F}',
    '\u{8B5}'..='\u{8B5}',
    '\u{8C8}'..='\u{8D2}',
    '\u{B53}'..='\u{B54}',
    '\u{C3C}'..='\u{C3C}',
    '\u{C5C}'..='\u{C5D}',
    '\u{CDC}'..='\u{CDD}',
    '\u{CF3}'..='\u{CF3}',
    '\u{ECE}'..='\u{ECE}',
    '\u{170D}'..='\u{170D}',
    '\u{1715}'..='\u{1715}',
    '\u{171F}'..='\u{171F}',
    '\u{180F}'..='\u{180F}',
    '\u{1AC1}'..='\u{1AF0}',
    '\u{1B4C}'..='\u{1B4C}',
    '\u{1C89}'..='\u{1C8A}',
    '\u{1DFA}'..='\u{1DFA}',
    '\u{208F}'..='\u{208F}',
    '\u{209D}'..='\u{209F}',
    '\u{20C0}'..='\u{20C4}',
    '\u{2C2F}'..='\u{2C2F}',
    '\u{2C5F}'..='\u{2C5F}',
    '\u{2E2F}'..='\u{2E2F}',
    '\u{9FFD}'..='\u{9FFF}',
    '\u{A7C0}'..='\u{A7C1}',
    '\u{A7CB}'..='\u{A7DD}',
    '\u{A7E2}'..='\u{A7E2}',
    '\u{A7F1}'..='\u{A7F4}',
    '\u{AB6C}'..='\u{AB6D}',
];

fn is_newer(c: char) -> bool {
    c > '\u{FFFF}' || NEWER.iter().any(|range| range.contains(&c))
}

/// Whether a name may start with it.
pub(super) fn starts_name(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphabetic() || c == '_';
    }
    (LETTER(c) || LETTER_NUMBER(c) || CONNECTOR_PUNCTUATION(c)) && !is_newer(c)
}

/// Whether a name may go on with it in both versions.
pub(super) fn is_name_part(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    let is_part = starts_name(c)
        || DECIMAL_NUMBER(c)
        || NONSPACING_MARK(c)
        || SPACING_MARK(c)
        || (CURRENCY_SYMBOL(c) && !('\u{A2}'..='\u{A5}').contains(&c));
    is_part && !is_newer(c)
}

/// Whether only names of Cypher 5 may go on with it.
pub(super) fn is_old_name_part(c: char) -> bool {
    match c {
        '$' | '\0'..='\u{8}' | '\u{E}'..='\u{1B}' | '\u{7F}'..='\u{9F}' | '\u{A2}'..='\u{A5}' => {
            true
        }
        c => FORMAT(c) && !is_newer(c),
    }
}

/// Stands for a `$` that ends the name in front of it: as long as that, and part of no name.
const SIGIL: char = '\u{1A}';

/// The text as the grammar is to read it, every offset the same. In Cypher 5 a `$` may be part of a name, and so it is in
/// the grammar; in Cypher 25 it ends one: `FROM$p` is a word and a parameter.
pub(super) fn as_grammar_reads(text: &str, version: CypherVersion) -> Cow<'_, str> {
    let ends_name = |at: usize| {
        text.get(..at).is_some_and(|front| {
            front.ends_with(|c: char| c.is_alphanumeric() || c == '_') || front.ends_with('$')
        })
    };
    if !text.match_indices('$').any(|(at, _)| ends_name(at))
        || prefix(text).version.unwrap_or(version) == CypherVersion::Cypher5
    {
        return Cow::Borrowed(text);
    }
    let mut read = String::with_capacity(text.len());
    for piece in scan(text) {
        match piece.text.strip_prefix('$') {
            Some(name) if piece.kind == PieceKind::Parameter && ends_name(piece.start) => {
                read.push(SIGIL);
                read.push_str(name);
            }
            _ => read.push_str(piece.text),
        }
    }
    Cow::Owned(read)
}

/// Whether a text that the grammar takes may be wrong all the same, for characters in it.
pub(super) fn are_odd(text: &str) -> bool {
    (!text.is_ascii() || text.contains(SIGIL)) && scan(text).any(|piece| is_odd(&piece))
}

/// Whether a text may have names with characters on their way out.
pub(super) fn may_be_old(text: &str) -> bool {
    let mut last = PieceKind::Blank;
    let mut goes_on = |piece: &Piece<'_>| {
        let is_name = matches!(last, PieceKind::Word | PieceKind::Number | PieceKind::Parameter);
        last = piece.kind;
        is_name && piece.kind == PieceKind::Parameter
    };
    are_odd(text) || (text.contains('$') && scan(text).any(|piece| goes_on(&piece)))
}

fn is_odd(piece: &Piece<'_>) -> bool {
    let is_code =
        !matches!(piece.kind, PieceKind::String | PieceKind::Backticks | PieceKind::Comment);
    is_code
        && piece.text.chars().any(|c| {
            !c.is_ascii_graphic()
                && (is_old_name_part(c) || is_newer(c) || (XID_CONTINUE(c) && !is_name_part(c)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// How many characters of the basic plane there are of a kind.
    fn count(is: impl Fn(char) -> bool) -> usize {
        ('\0'..='\u{FFFF}').filter(|c| is(*c)).count()
    }

    /// The counts are those of the sets in Neo4j's own lexer.
    #[test]
    fn names_have_the_characters_of_unicode_13() {
        assert_eq!(count(starts_name), 48_983);
        assert_eq!(count(is_name_part), 50_692);
        for c in ['\u{10400}', '\u{1D400}', '\u{20C0}', '\u{488}', '\u{2E2F}', '\u{890}', '€'] {
            assert!(!starts_name(c), "{c:?}");
        }
        assert!(is_name_part('€') && !is_name_part('¢') && is_old_name_part('¢'));
        assert!(count(|c| is_name_part(c) && is_old_name_part(c)) == 0);
    }

    #[test]
    fn what_both_versions_and_the_grammar_see_alike_is_not_odd() {
        for text in [
            "SHOW USERS",
            "DROP ROLE a$b",
            "SHOW USERS WHERE$x",
            "SHOW USERS WHERE user = $x + '$\u{200B}'",
            "DROP ROLE öl /* a$b */",
            "\tSHOW\r\nUSERS\u{A0}",
            "DROP ROLE `a$b`",
        ] {
            assert!(!are_odd(text), "{text:?}");
        }
        for text in [
            "DROP ROLE a\u{200B}",
            "DROP ROLE a\u{1A}b",
            "DROP\u{85}ROLE a",
            "DROP ROLE \u{1D400}",
            "DROP ROLE a\u{B7}",
        ] {
            assert!(are_odd(text), "{text:?}");
        }
        assert!(may_be_old("DROP ROLE a$b") && may_be_old("DROP ROLE $a$b"));
        assert!(!may_be_old("DROP ROLE $a"));
    }

    #[test]
    fn a_dollar_ends_a_name_in_cypher_25_alone() {
        let read = |text, version| as_grammar_reads(text, version).into_owned();
        for (text, in_25) in [
            ("REVOKE ROLE r FROM$pjake", "REVOKE ROLE r FROM\u{1A}pjake"),
            ("SHOW USERS WHERE 1$p", "SHOW USERS WHERE 1\u{1A}p"),
            ("GRANT ROLE $r$p$`x` TO y", "GRANT ROLE $r\u{1A}p\u{1A}`x` TO y"),
            ("CYPHER 25 DROP USER a$b", "CYPHER 25 DROP USER a\u{1A}b"),
            ("CYPHER 5 DROP USER a$b", "CYPHER 5 DROP USER a$b"),
            ("DROP USER `a$b` /* a$b */ 'a$b'", "DROP USER `a$b` /* a$b */ 'a$b'"),
            ("DROP USER $b", "DROP USER $b"),
        ] {
            assert_eq!(read(text, CypherVersion::Cypher25), in_25, "{text}");
            assert_eq!(
                read(text, CypherVersion::Cypher5).contains('\u{1A}'),
                text.starts_with("CYPHER 25"),
                "{text}"
            );
        }
    }
}
