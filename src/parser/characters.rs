//! Characters that Cypher 5 and 25 take for different things, where the grammar knows only one of them.

use super::prefix::prefix;
use super::scan::{PieceKind, scan};
use crate::ast::CypherVersion;
use std::borrow::Cow;

/// Stands for a `$` that ends the name in front of it: as long as that, and part of no name.
const SIGIL: &str = "\u{1A}";

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
                read.push_str(SIGIL);
                read.push_str(name);
            }
            _ => read.push_str(piece.text),
        }
    }
    Cow::Owned(read)
}

/// Whether a text that the grammar takes may be wrong all the same, for a character in it: a blank that only Cypher 25
/// has, something invisible that may be part of a name only in Cypher 5, a letter beyond the first plane.
pub(super) fn are_odd(text: &str, version: CypherVersion) -> bool {
    if text.is_ascii() && !text.contains(SIGIL) {
        return false;
    }
    let is_new = prefix(text).version.unwrap_or(version) == CypherVersion::Cypher25;
    text.chars().any(|c| match c {
        '\u{1A}' | '\u{1_0000}'.. => true,
        '\u{85}' => !is_new,
        '\u{7F}'..='\u{9F}'
        | '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FEFF}' => is_new,
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

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
