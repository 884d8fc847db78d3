//! What may follow a beginning: keywords and kinds of names, for completion.

use super::collect::{self, Candidates};
use super::kinds::Kind;
use super::{Language, extended_language, language, tokens, wording};
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
    /// A procedure, or a glob of procedures.
    Procedure,
    /// A user-defined function, or a glob of them.
    Function,
    /// A setting of the server, or a glob of settings.
    ServerSetting,
    /// An organization of the Aura console.
    Organization,
    /// A project of the Aura console.
    Project,
    /// A tenant of the Aura console.
    Tenant,
    /// An instance of the Aura console.
    Instance,
    /// A role of the Aura console.
    ConsoleRole,
    /// A capability of the Aura console.
    Capability,
    /// A tier or plan of the Aura console.
    Tier,
    /// A setting of the Aura console, a string.
    Setting,
    /// Somebody's e-mail address, a string.
    Email,
    /// The id of an invite.
    InviteId,
    /// A parameter, with its `$`.
    Parameter,
    /// Any other string.
    String,
    /// A whole number.
    Number,
    /// An expression.
    Expression,
    /// Something new or free: any identifier.
    Other,
}

/// Which rule says what a name is: the innermost on the way to it counts.
const RULES: [(&str, NameKind); 55] = [
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
    ("execute_procedure_qualifier", NameKind::Procedure),
    ("execute_function_qualifier", NameKind::Function),
    ("setting_qualifier", NameKind::ServerSetting),
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
    ("organization_name", NameKind::Organization),
    ("project_name", NameKind::Project),
    ("tenant_name", NameKind::Tenant),
    ("instance_name", NameKind::Instance),
    ("console_role", NameKind::ConsoleRole),
    ("capability", NameKind::Capability),
    ("tier_name", NameKind::Tier),
    ("setting_key", NameKind::Setting),
    ("email", NameKind::Email),
    ("invite_id", NameKind::InviteId),
    ("database_user", NameKind::User),
    ("shape_label_name", NameKind::Label),
    ("new_name", NameKind::Other),
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
    /// Whether what stands there is the beginning of a statement at all.
    pub is_beginning: bool,
}

/// What may stand behind `beginning`, whole words counting as typed: a word that is being typed is to be left out.
#[must_use]
pub fn expected_after(beginning: &str, version: CypherVersion) -> Expected {
    let prefix = prefix(beginning);
    let version = prefix.version.unwrap_or(version);
    let rest = beginning.get(prefix.end..).unwrap_or_default();
    language(version).map(|language| language.after(rest, version, &[0])).unwrap_or_default()
}

/// The same where the statements that Neo4j does not have may stand, too.
#[must_use]
pub fn expected_after_extended(beginning: &str, version: CypherVersion) -> Expected {
    let prefix = prefix(beginning);
    if prefix.end > 0 {
        return expected_after(beginning, version);
    }
    extended_language(version)
        .map(|(language, ours)| language.after(beginning, version, &[0, ours]))
        .unwrap_or_default()
}

impl Language {
    fn after(&self, text: &str, version: CypherVersion, starts: &[usize]) -> Expected {
        let mut known = tokens::tokens(text, version, &self.network.kinds).kinds;
        known.pop();
        let mut candidates = Candidates::default();
        for start in starts {
            let found =
                collect::collect(&self.network, &self.firsts, &self.phrased, &known, *start);
            for (kind, following) in found.tokens {
                let known = candidates.tokens.entry(kind).or_insert_with(|| following.clone());
                // Only what follows in both must follow.
                if *known != following {
                    known.clear();
                }
            }
            candidates.rules.extend(found.rules);
            candidates.ways.extend(found.ways);
        }
        from_candidates(self, &candidates)
    }
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
    if candidates.tokens.contains_key(&Kind::INTEGER) {
        expected.names.push(NameKind::Number);
    }
    expected.may_end = candidates.tokens.contains_key(&Kind::END);
    expected.is_beginning = !candidates.tokens.is_empty() || !candidates.rules.is_empty();
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
            ("GRANT EXECUTE BOOSTED PROCEDURE ", vec![NameKind::Procedure]),
            ("DENY EXECUTE PROCEDURE dbms.*, ", vec![NameKind::Procedure]),
            ("GRANT EXECUTE USER DEFINED FUNCTION ", vec![NameKind::Function]),
            ("GRANT SHOW SETTING ", vec![NameKind::ServerSetting]),
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

    #[test]
    fn our_own_statements_are_completed_beside_neo4js() {
        use NameKind::{Email, Instance, Organization, Project};
        let version = CypherVersion::Cypher25;
        let first = expected_after_extended("", version).keywords;
        for word in ["GRANT", "CAN", "WHO CAN", "CONSOLE", "INVITE"] {
            assert!(first.iter().any(|keyword| keyword == word), "{word}: {first:?}");
        }
        for (beginning, names) in [
            ("CAN USER ", vec![User, Parameter]),
            ("WHO CAN READ {", vec![Property]),
            ("CAN ROLE r READ {*} ON GRAPH g NODES ", vec![Label]),
            ("CONSOLE LOGIN ", vec![Email, Parameter]),
            ("SWITCH TO PROJECT ", vec![Project, Parameter]),
            ("SHOW MEMBERS ON ORGANIZATION ", vec![Organization, Parameter]),
            ("CYPHER 25 DROP ROLE ", vec![Role, Parameter]),
            ("OPEN INSTANCE ", vec![Instance, Parameter]),
            ("CREATE DATABASE a DEFAULT LANGUAGE CYPHER ", vec![NameKind::Number]),
        ] {
            assert_eq!(expected_after_extended(beginning, version).names, names, "{beginning}");
        }
    }
}
