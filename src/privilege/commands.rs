//! The text of `SHOW … PRIVILEGES AS [REVOKE] COMMANDS`.
//!
//! This is not the text of notifications and errors (that is how a command prints itself): here
//! database names and roles are always in backticks, entities are always singular, and a command is
//! about exactly one row. Rules: reference, section 4.1.

use super::{Access, Action, AllOr, NamedRow, Reach, Resource, Scope, Segment};
use crate::text::{escape_glob, quoted_name};
use unicode_ident::is_xid_start;

/// Whose privilege a command is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CommandRole<'a> {
    /// A role by name.
    Role(&'a str),
    /// `$role`: what a user holds, whatever the role.
    Parameter,
}

/// Whether `name` is printed without backticks here: letters, ASCII digits, underscores.
pub(super) fn is_plain(name: &str) -> bool {
    let letter = |c: char| c == '_' || (is_xid_start(c) && c.is_alphabetic() && !c.is_numeric());
    let mut chars = name.chars();
    chars.next().is_some_and(letter) && chars.all(|c| letter(c) || c.is_ascii_digit())
}

impl CommandRole<'_> {
    /// How a command ends.
    #[must_use]
    pub fn text(self) -> String {
        match self {
            Self::Role(name) => quoted_name(name),
            Self::Parameter => "$role".to_owned(),
        }
    }
}

/// Appends the command that gives (or, with `revoke`, takes away) `row`.
pub fn write_command(out: &mut String, row: &NamedRow<'_>, role: CommandRole<'_>, revoke: bool) {
    write_body(out, row, revoke);
    out.push_str(&role.text());
}

/// Appends such a command as far as it is the same for every role.
pub fn write_body(out: &mut String, row: &NamedRow<'_>, revoke: bool) {
    out.push_str(if revoke { "REVOKE " } else { "" });
    out.push_str(match row.access {
        Access::Granted => "GRANT ",
        Access::Denied => "DENY ",
    });
    // UNKNOWN: whether Neo4j prints IMMUTABLE here. Without it the command would not recreate the row.
    out.push_str(if row.is_immutable { "IMMUTABLE " } else { "" });
    out.push_str(row.action.command_name());
    write_resource(out, row.resource);
    write_inner_segment(out, row.segment);
    out.push_str(" ON ");
    write_target(out, row);
    write_entity(out, row);
    out.push_str(if revoke { " FROM " } else { " TO " });
}

/// The command that gives (or, with `revoke`, takes away) `row`.
#[must_use]
pub fn command_text(row: &NamedRow<'_>, role: CommandRole<'_>, revoke: bool) -> String {
    let mut text = String::with_capacity(96);
    write_command(&mut text, row, role, revoke);
    text
}

fn push_name(out: &mut String, name: &str) {
    if is_plain(name) {
        out.push_str(name);
    } else {
        out.push_str(&quoted_name(name));
    }
}

fn push_all_or(out: &mut String, of: AllOr<&str>) {
    match of {
        AllOr::All => out.push('*'),
        AllOr::One(name) => push_name(out, name),
    }
}

/// ` {p}`, ` {*}`, or the label of `SET LABEL`.
fn write_resource(out: &mut String, resource: Resource<&str>) {
    match resource {
        Resource::Graph | Resource::Database | Resource::File => {}
        Resource::AllProperties => out.push_str(" {*}"),
        Resource::Property(name) => {
            out.push_str(" {");
            push_name(out, name);
            out.push('}');
        }
        Resource::AllLabels => out.push_str(" *"),
        Resource::Label(name) => {
            out.push(' ');
            push_name(out, name);
        }
    }
}

/// The users, globs or secret that stand in front of `ON`.
fn write_inner_segment(out: &mut String, segment: Segment<&str, &super::PropertyRule>) {
    match segment {
        Segment::User(of) => {
            out.push_str(" (");
            push_all_or(out, of);
            out.push(')');
        }
        Segment::Procedure(of) | Segment::Function(of) | Segment::Setting(of) => {
            out.push(' ');
            match of {
                AllOr::All => out.push('*'),
                AllOr::One(glob) => out.push_str(&escape_glob(glob)),
            }
        }
        Segment::Secret(of) => {
            out.push(' ');
            match of {
                AllOr::All => out.push('*'),
                AllOr::One(name) => push_string(out, name),
            }
        }
        _ => {}
    }
}

/// A string in double quotes.
fn push_string(out: &mut String, text: &str) {
    out.push('"');
    for c in text.chars() {
        if matches!(c, '"' | '\\') {
            out.push('\\');
        }
        out.push(c);
    }
    out.push('"');
}

/// What stands after `ON`.
fn write_target(out: &mut String, row: &NamedRow<'_>) {
    let (word, reach) = match (row.scope, row.segment) {
        (Scope::Dbms, _) => return out.push_str("DBMS"),
        (Scope::Load, Segment::Cidr(range)) => {
            out.push_str("CIDR ");
            return push_string(out, range);
        }
        (Scope::Load, Segment::Url(url)) => {
            out.push_str("URL ");
            return push_string(out, url);
        }
        (Scope::Load, _) => return out.push_str("ALL DATA"),
        (Scope::Graph(reach), _) => ("GRAPH", reach),
        (Scope::Database(reach), _) => ("DATABASE", reach),
    };
    match reach {
        Reach::Home => {
            out.push_str("HOME ");
            out.push_str(word);
        }
        Reach::All => {
            out.push_str(word);
            out.push_str(" *");
        }
        Reach::Named(name) => {
            out.push_str(word);
            out.push(' ');
            out.push_str(&quoted_name(name));
        }
    }
}

/// Whether the command of this action names elements.
fn has_entity(action: Action) -> bool {
    !matches!(action, Action::Write | Action::GraphActions | Action::SetLabel | Action::RemoveLabel)
}

/// ` NODE A`, ` RELATIONSHIP *`, ` FOR (n) WHERE …`
fn write_entity(out: &mut String, row: &NamedRow<'_>) {
    if !has_entity(row.action) {
        return;
    }
    match row.segment {
        Segment::Node(of) => {
            out.push_str(" NODE ");
            push_all_or(out, of);
        }
        Segment::Relationship(of) => {
            out.push_str(" RELATIONSHIP ");
            push_all_or(out, of);
        }
        Segment::Pattern(rule) => {
            out.push_str(" FOR ");
            out.push_str(&rule.to_string());
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::privilege::{PropertyRule, RuleOperator, RuleTest, RuleValue};

    fn row<'a>(
        access: Access,
        action: Action,
        resource: Resource<&'a str>,
        scope: Scope<&'a str>,
        segment: Segment<&'a str, &'a PropertyRule>,
    ) -> NamedRow<'a> {
        NamedRow { access, action, resource, scope, segment, is_immutable: false }
    }

    #[test]
    fn commands_are_those_of_the_manual() {
        use {Access::*, Action as A, Resource as R, Scope as S, Segment as G};
        let rule = PropertyRule::new(
            true,
            vec![],
            "createdAt".into(),
            RuleTest::Compare(
                RuleOperator::Greater,
                RuleValue::Temporal("date".into(), "2024-10-25".into()),
            ),
        );
        let role = CommandRole::Role;
        for (row, role, revoke, expected) in [
            (
                row(
                    Denied,
                    A::Access,
                    R::Database,
                    S::Database(Reach::Named("neo4j")),
                    G::Database,
                ),
                role("noAccessUsers"),
                false,
                "DENY ACCESS ON DATABASE `neo4j` TO `noAccessUsers`",
            ),
            (
                row(Granted, A::Access, R::Database, S::Database(Reach::Home), G::Database),
                role("PUBLIC"),
                false,
                "GRANT ACCESS ON HOME DATABASE TO `PUBLIC`",
            ),
            (
                row(Granted, A::Match, R::AllProperties, S::Graph(Reach::All), G::Node(AllOr::All)),
                role("admin"),
                false,
                "GRANT MATCH {*} ON GRAPH * NODE * TO `admin`",
            ),
            (
                row(
                    Denied,
                    A::Read,
                    R::Property("address"),
                    S::Graph(Reach::Named("healthcare")),
                    G::Node(AllOr::One("Patient")),
                ),
                CommandRole::Parameter,
                false,
                "DENY READ {address} ON GRAPH `healthcare` NODE Patient TO $role",
            ),
            (
                row(Granted, A::Write, R::Graph, S::Graph(Reach::All), G::Node(AllOr::All)),
                role("editor"),
                false,
                "GRANT WRITE ON GRAPH * TO `editor`",
            ),
            (
                row(
                    Granted,
                    A::TransactionManagement,
                    R::Database,
                    S::Database(Reach::All),
                    G::User(AllOr::All),
                ),
                role("admin"),
                false,
                "GRANT TRANSACTION MANAGEMENT (*) ON DATABASE * TO `admin`",
            ),
            (
                row(
                    Granted,
                    A::ExecuteBoostedProcedure,
                    R::Database,
                    S::Dbms,
                    G::Procedure(AllOr::One("db.labels")),
                ),
                role("boosted"),
                false,
                "GRANT EXECUTE BOOSTED PROCEDURE db.labels ON DBMS TO `boosted`",
            ),
            (
                row(
                    Denied,
                    A::ShowSetting,
                    R::Database,
                    S::Dbms,
                    G::Setting(AllOr::One("dbms.security*")),
                ),
                role("v"),
                false,
                "DENY SHOW SETTING dbms.security* ON DBMS TO `v`",
            ),
            (
                row(Granted, A::ExecuteProcedure, R::Database, S::Dbms, G::Procedure(AllOr::All)),
                CommandRole::Parameter,
                true,
                "REVOKE GRANT EXECUTE PROCEDURE * ON DBMS FROM $role",
            ),
            (
                row(Granted, A::Read, R::AllProperties, S::Graph(Reach::All), G::Pattern(&rule)),
                role("regularUsers"),
                true,
                "REVOKE GRANT READ {*} ON GRAPH * FOR (n) WHERE n.createdAt > date('2024-10-25') \
                 FROM `regularUsers`",
            ),
            (
                row(Denied, A::LoadCidr, R::File, S::Load, G::Cidr("127.0.0.1/32")),
                role("roleLoadCidr"),
                false,
                "DENY LOAD ON CIDR \"127.0.0.1/32\" TO `roleLoadCidr`",
            ),
            (
                row(
                    Granted,
                    A::SetLabel,
                    R::Label("a b"),
                    S::Graph(Reach::All),
                    G::Node(AllOr::All),
                ),
                role("r"),
                false,
                "GRANT SET LABEL `a b` ON GRAPH * TO `r`",
            ),
        ] {
            assert_eq!(command_text(&row, role, revoke), expected);
        }
    }

    #[test]
    fn an_immutable_row_says_so() {
        let mut row = row(
            Access::Granted,
            Action::ShowRole,
            Resource::Database,
            Scope::Dbms,
            Segment::Database,
        );
        row.is_immutable = true;
        let role = CommandRole::Role("r");
        assert_eq!(command_text(&row, role, false), "GRANT IMMUTABLE SHOW ROLE ON DBMS TO `r`");
        assert_eq!(
            command_text(&row, role, true),
            "REVOKE GRANT IMMUTABLE SHOW ROLE ON DBMS FROM `r`"
        );
    }
}
