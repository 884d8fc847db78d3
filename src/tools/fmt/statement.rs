//! One statement.

use super::layout::lay_out;
use super::piece::{Comment, Token, pieces};
use crate::ast::{CypherVersion, Extension, Statement};
use crate::parser::{Part, PartKind, keywords, parse_extension, parse_statement, parts};
use crate::status::Error;
use crate::text::is_plain_name;
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Why a statement was left as it stands.
#[derive(Debug, Clone, PartialEq)]
pub enum Unformatted {
    /// It does not parse.
    Unparsable(Box<Error>),
    /// The new layout would have meant something else. This is a mistake of the program.
    WouldChange,
}

/// A statement without its `;` in canonical layout, with a `;`.
///
/// `version` is tried first, then the other one: a script may hold statements for both.
///
/// # Errors
/// Why the statement is better left as it is.
pub fn format_statement(
    text: &str,
    version: CypherVersion,
    newline: &str,
) -> Result<String, Unformatted> {
    let tree =
        Tree::parse(text, version).map_err(|error| Unformatted::Unparsable(Box::new(error)))?;
    let parts = parts(text).ok_or(Unformatted::WouldChange)?;
    for unquotes in [true, false] {
        let formatted = written(text, &parts, newline, unquotes);
        let is_same = Tree::parse(&formatted, tree.version())
            .is_ok_and(|other| other.means_the_same_as(&tree));
        if is_same {
            return Ok(formatted);
        }
    }
    Err(Unformatted::WouldChange)
}

/// What a statement means.
enum Tree {
    Neo4j(CypherVersion, Box<Statement>),
    Ours(CypherVersion, Box<Extension>),
}

impl Tree {
    fn parse(text: &str, version: CypherVersion) -> Result<Self, Error> {
        let other = match version {
            CypherVersion::Cypher5 => CypherVersion::Cypher25,
            CypherVersion::Cypher25 => CypherVersion::Cypher5,
        };
        let neo4j = |version| {
            parse_statement(text, version)
                .map(|statement| Self::Neo4j(version, Box::new(statement)))
        };
        neo4j(version).or_else(|error| {
            neo4j(other)
                .or_else(|_| {
                    parse_extension(text, version)
                        .map(|extension| Self::Ours(version, Box::new(extension)))
                })
                .map_err(|_| error)
        })
    }

    fn version(&self) -> CypherVersion {
        match self {
            Self::Neo4j(version, _) | Self::Ours(version, _) => *version,
        }
    }

    fn means_the_same_as(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Neo4j(_, one), Self::Neo4j(_, other)) => one == other,
            (Self::Ours(_, one), Self::Ours(_, other)) => one == other,
            _ => false,
        }
    }
}

fn written(text: &str, parts: &[Part<'_>], newline: &str, unquotes: bool) -> String {
    let mut tokens = Vec::with_capacity(parts.len());
    let mut at = 0;
    for part in parts {
        let gap = text.get(at..part.start).unwrap_or_default();
        at = part.start + part.text.len();
        if part.kind == PartKind::Symbol && part.text == ";" {
            continue;
        }
        tokens.push(Token {
            part: *part,
            text: written_part(*part, unquotes),
            on_new_line: gap.contains('\n'),
        });
    }
    let is_comment = |token: &Token<'_>| token.part.kind == PartKind::Comment;
    let body = tokens.iter().rposition(|token| !is_comment(token)).map_or(0, |last| last + 1);
    // The `;` goes in front of comments at the end.
    let tail = tokens.split_off(body);
    let mut out = lay_out(&pieces(&tokens), newline);
    out.push(';');
    for (at, token) in tail.iter().enumerate() {
        let is_own_line = token.comment(tail.get(at + 1)) == Some(Comment::OwnLine);
        let follows_line = at > 0 && tail.get(at - 1).is_some_and(|one| one.text.starts_with("//"));
        out.push_str(if is_own_line || follows_line { newline } else { " " });
        out.push_str(&token.text);
    }
    out
}

/// The words that a name without backticks might be mistaken for.
static KEYWORDS: LazyLock<HashSet<&str>> = LazyLock::new(|| keywords().collect());

fn written_part<'a>(part: Part<'a>, unquotes: bool) -> Cow<'a, str> {
    let text = part.text;
    match part.kind {
        PartKind::Keyword => Cow::Owned(text.to_ascii_uppercase()),
        PartKind::LiteralWord => Cow::Owned(text.to_ascii_lowercase()),
        PartKind::Name if unquotes => Cow::Borrowed(without_backticks(text).unwrap_or(text)),
        PartKind::Comment => Cow::Borrowed(text.trim_end()),
        _ => Cow::Borrowed(text),
    }
}

/// A name in needless backticks without them.
fn without_backticks(text: &str) -> Option<&str> {
    let name = text.strip_prefix('`')?.strip_suffix('`')?;
    let is_plain = is_plain_name(name) && !KEYWORDS.contains(name.to_lowercase().as_str());
    is_plain.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn format(text: &str) -> String {
        format_statement(text, CypherVersion::Cypher25, "\n").unwrap()
    }

    #[test]
    fn keywords_names_and_blanks_get_one_form() {
        for (text, expected) in [
            (
                "grant  match{ssn , name}on graph `neo4j` nodes Patient,`Person A` to `r`",
                "GRANT MATCH {ssn, name} ON GRAPH neo4j NODES Patient, `Person A` TO r;",
            ),
            ("create role `role` if not exists", "CREATE ROLE `role` IF NOT EXISTS;"),
            (
                "show users where NULL is null or x=TRUE",
                "SHOW USERS WHERE null IS NULL OR x = true;",
            ),
            (
                "deny traverse on graph g for ( n : A | B ) where n . p>=- 1 to $ r",
                "DENY TRAVERSE ON GRAPH g FOR (n:A|B) WHERE n.p >= -1 TO $ r;",
            ),
            (
                "grant read{*}on graph g for()-[ r : T {p:1} ]->() to a",
                "GRANT READ {*} ON GRAPH g FOR ()-[r:T {p: 1}]->() TO a;",
            ),
            (
                "show users where toLower ( user ) in ['a','b'] and xs [ 0 ]=xs[ 1 .. ] and Count( * )>1",
                "SHOW USERS WHERE toLower(user) IN ['a', 'b'] AND xs[0] = xs[1..] AND Count(*) > 1;",
            ),
            (
                "show users where [ x in xs where x>1|x+1 ]=[] and x::integer|string and s=~'a'",
                "SHOW USERS WHERE [x IN xs WHERE x > 1 | x + 1] = [] AND x :: INTEGER | STRING AND s =~ 'a';",
            ),
            (
                "alter user a set auth 'ldap'{set id 'x'}set tags['a' ,'b']",
                "ALTER USER a SET AUTH 'ldap' { SET ID 'x' } SET TAGS ['a', 'b'];",
            ),
            ("cypher runtime = slotted show users", "CYPHER runtime=slotted SHOW USERS;"),
            ("show database a . b", "SHOW DATABASE a.b;"),
            (
                "can user a read{x}on graph g node(:A:B{x:1})",
                "CAN USER a READ {x} ON GRAPH g NODE (:A:B {x: 1});",
            ),
            ("invite user 'a@b.org' to project p as x", "INVITE USER 'a@b.org' TO PROJECT p AS x;"),
        ] {
            assert_eq!(format(text), expected);
        }
    }

    #[test]
    fn a_long_statement_has_one_clause_per_line() {
        let text = "create user alice set password 'secret' change not required set home database neo4j \
            set auth 'ldap' {set id 'uid=alice,ou=people,dc=example,dc=org' set id 'another id of the same person, a long one'} \
            set auth 'native' {set password 'x' set password change required}";
        assert_eq!(
            format(text),
            "CREATE USER alice\n  \
               SET PASSWORD 'secret' CHANGE NOT REQUIRED\n  \
               SET HOME DATABASE neo4j\n  \
               SET AUTH 'ldap' {\n    \
                 SET ID 'uid=alice,ou=people,dc=example,dc=org'\n    \
                 SET ID 'another id of the same person, a long one'\n  \
               }\n  \
               SET AUTH 'native' { SET PASSWORD 'x' SET PASSWORD CHANGE REQUIRED };"
        );
    }

    #[test]
    fn a_long_clause_breaks_behind_commas_and_in_front_of_and() {
        let roles: Vec<String> = (0..12).map(|n| format!("a_long_name_{n}")).collect();
        let text = format!("grant role {} to u", roles.join(","));
        let formatted = format(&text);
        assert!(formatted.lines().all(|line| line.len() <= 100), "{formatted}");
        let starts: Vec<_> = formatted.lines().filter_map(|line| line.get(..5)).collect();
        assert_eq!(starts, ["GRANT", "    a", "  TO "], "{formatted}");
        let conditions: Vec<String> = (0..9).map(|n| format!("user <> 'name {n}'")).collect();
        let formatted = format(&format!("show users where {}", conditions.join(" and ")));
        let starts: Vec<_> = formatted.lines().filter_map(|line| line.get(..9)).collect();
        assert_eq!(starts, ["SHOW USER", "  WHERE u", "      AND", "      AND"], "{formatted}");
    }

    #[test]
    fn comments_stay_where_they_were() {
        let text =
            "show users // a\n  // b\n  yield /* c */ user // d\n  where /* e */ true /* f */";
        assert_eq!(
            format(text),
            "SHOW USERS // a\n  // b\n  YIELD /* c */ user // d\n  WHERE /* e */ true; /* f */"
        );
    }
}
