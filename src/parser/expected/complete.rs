//! What may follow a beginning: keywords and kinds of names, for completion.

use super::collect::{self, Candidates};
use super::kinds::Kind;
use super::{Language, language, tokens, wording};
use crate::ast::CypherVersion;
use crate::parser::prefix::prefix;

/// What a name at a place would name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NameKind {
    /// A role.
    Role,
    /// A user.
    User,
    /// An auth rule.
    AuthRule,
    /// A database or graph.
    Database,
    /// An alias.
    Alias,
    /// A server's name or id, a string.
    Server,
    /// A node label or relationship type.
    Label,
    /// A property key.
    Property,
    /// A column of a SHOW command.
    Column,
    /// A part of a procedure's, function's or setting's name.
    Glob,
    /// A parameter, with its `$`.
    Parameter,
    /// Any other string.
    String,
    /// An expression.
    Expression,
    /// Something new or free: any identifier.
    Other,
}

/// Which rule says what a name is: the innermost on the way to it counts.
const RULES: [(&str, NameKind); 40] = [
    ("role_names", NameKind::Role),
    ("create_role", NameKind::Role),
    ("drop_role", NameKind::Role),
    ("rename_role", NameKind::Role),
    ("user_names", NameKind::User),
    ("create_user", NameKind::User),
    ("alter_user", NameKind::User),
    ("alter_users", NameKind::User),
    ("drop_user", NameKind::User),
    ("rename_user", NameKind::User),
    ("executable_by", NameKind::User),
    ("auth_rule_names", NameKind::AuthRule),
    ("create_auth_rule", NameKind::AuthRule),
    ("alter_auth_rule", NameKind::AuthRule),
    ("drop_auth_rule", NameKind::AuthRule),
    ("rename_auth_rule", NameKind::AuthRule),
    ("home_database", NameKind::Database),
    ("alias_name", NameKind::Alias),
    ("target_name", NameKind::Database),
    ("enable_server", NameKind::Server),
    ("alter_server", NameKind::Server),
    ("drop_server", NameKind::Server),
    ("rename_server", NameKind::Server),
    ("deallocate", NameKind::Server),
    ("labels_resource", NameKind::Label),
    ("properties_resource", NameKind::Property),
    ("elements", NameKind::Label),
    ("yield_item", NameKind::Column),
    ("order_by", NameKind::Expression),
    ("globs", NameKind::Glob),
    ("param", NameKind::Parameter),
    ("expr", NameKind::Expression),
    ("set_auth", NameKind::String),
    ("id_value", NameKind::String),
    ("set_tags", NameKind::String),
    ("add_tags", NameKind::String),
    ("remove_tags", NameKind::String),
    ("remove_named_provider", NameKind::String),
    ("interpolated", NameKind::Expression),
    ("password_value", NameKind::String),
];

/// What may follow a beginning.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Expected {
    /// Keywords, each with those that must follow it: `IF NOT EXISTS`.
    pub keywords: Vec<String>,
    /// Symbols: `(`, `,`, `*`.
    pub symbols: Vec<String>,
    /// Kinds of names.
    pub names: Vec<NameKind>,
    /// Whether the statement may end here.
    pub may_end: bool,
}

/// What may stand behind `beginning`, whole words counting as typed: a word that is being typed is to be left out.
#[must_use]
pub fn expected_after(beginning: &str, version: CypherVersion) -> Expected {
    let prefix = prefix(beginning);
    let version = prefix.version.unwrap_or(version);
    let Some(language) = language(version) else { return Expected::default() };
    let rest = beginning.get(prefix.end..).unwrap_or_default();
    let mut known = tokens::tokens(rest, version, &language.network.kinds).kinds;
    known.pop();
    let candidates =
        collect::collect(&language.network, &language.firsts, &language.phrased, &known, 0);
    from_candidates(language, &candidates)
}

fn from_candidates(language: &Language, candidates: &Candidates) -> Expected {
    let mut expected = Expected::default();
    for item in wording::tokens(&language.network, candidates) {
        let inner = item.trim_matches('\'');
        if inner.starts_with(|c: char| c.is_ascii_alphabetic()) && item.starts_with('\'') {
            expected.keywords.push(inner.to_owned());
        } else if item.starts_with('\'') {
            expected.symbols.push(inner.to_owned());
        }
    }
    expected.may_end = candidates.tokens.contains_key(&Kind::END);
    for way in &candidates.ways {
        let rules = || way.iter().rev().map(|rule| language.network.rule_name(*rule));
        let kind = rules()
            .find_map(|name| RULES.iter().find(|(rule, _)| *rule == name).map(|(_, kind)| *kind))
            .or_else(|| match rules().next() {
                Some("graph_ref") => Some(NameKind::Database),
                Some("string") => Some(NameKind::String),
                _ => None,
            });
        expected.names.push(kind.unwrap_or(NameKind::Other));
    }
    expected.names.sort_unstable();
    expected.names.dedup();
    expected
}

#[cfg(test)]
mod tests {
    use super::*;
    use NameKind::{Alias, Database, Expression, Label, Parameter, Property, Role, Server, User};

    #[test]
    fn names_are_told_by_what_they_name() {
        for (beginning, names) in [
            ("DROP ROLE ", vec![Role, Parameter]),
            ("GRANT ROLE reader TO ", vec![User, Parameter]),
            ("GRANT TRAVERSE ON GRAPH ", vec![Database, Parameter]),
            ("GRANT TRAVERSE ON GRAPH * NODES ", vec![Label]),
            ("GRANT READ {", vec![Property]),
            ("GRANT ACCESS ON DATABASE * TO ", vec![Role, Parameter]),
            ("DROP ALIAS ", vec![Alias, Parameter]),
            ("START DATABASE ", vec![Database, Parameter]),
            ("SHOW USERS WHERE ", vec![Expression]),
            ("ENABLE SERVER ", vec![Server, Parameter]),
            ("CYPHER 25 DROP USER ", vec![User, Parameter]),
        ] {
            assert_eq!(
                expected_after(beginning, CypherVersion::Cypher5).names,
                names,
                "{beginning}"
            );
        }
    }

    #[test]
    fn keywords_come_with_those_that_must_follow() {
        let after = expected_after("CREATE ROLE x ", CypherVersion::Cypher25);
        assert_eq!(after.keywords, ["IF NOT EXISTS", "AS COPY OF"]);
        assert!(after.may_end);
        let after = expected_after("ALTER USER x SET ", CypherVersion::Cypher5);
        assert!(after.keywords.contains(&"HOME DATABASE".to_owned()), "{after:?}");
        assert!(!after.may_end);
        assert_eq!(
            expected_after("SHOW NOTHING AT ALL ", CypherVersion::Cypher25),
            Expected::default()
        );
    }
}
