//! `GRANT`, `DENY` and `REVOKE` of privileges, in the form of notifications and the query log.

use super::name::{Written, all_or_names};
use super::{Quotes, list, string_literal};
use crate::ast::{
    AllOr, CompareOp, Expr, ExprKind, Glob, Ident, Privilege, PrivilegeCommand, PrivilegeVerb,
    PropertyRule, Qualifier, Resource, RevokeKind, RulePredicate, Scope, StringOrParam, Target,
};
use crate::text::{Span, Spanned, Text};
use std::fmt::{Display, Formatter, Result};

impl Display for PrivilegeCommand {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let (verb, preposition) = match self.verb {
            PrivilegeVerb::Grant => ("GRANT", "TO"),
            PrivilegeVerb::Deny => ("DENY", "TO"),
            PrivilegeVerb::Revoke(RevokeKind::Both) => ("REVOKE", "FROM"),
            PrivilegeVerb::Revoke(RevokeKind::Grant) => ("REVOKE GRANT", "FROM"),
            PrivilegeVerb::Revoke(RevokeKind::Deny) => ("REVOKE DENY", "FROM"),
        };
        let immutable = if self.immutable { " IMMUTABLE" } else { "" };
        write!(f, "{verb}{immutable} {} {preposition} ", self.privilege)?;
        list(f, &self.roles)
    }
}

impl Display for Privilege {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(self.action.name())?;
        match &self.resource {
            Resource::None => {}
            Resource::Properties(names) => {
                f.write_str(" {")?;
                all_or_names(f, names)?;
                f.write_str("}")?;
            }
            Resource::Labels(names) => {
                f.write_str(" ")?;
                all_or_names(f, names)?;
            }
        }
        match &self.qualifier {
            Qualifier::Users(users) => {
                f.write_str(" (")?;
                match users {
                    AllOr::All => f.write_str("*")?,
                    AllOr::Some(users) => list(f, users)?,
                }
                f.write_str(")")?;
            }
            Qualifier::Procedures(globs)
            | Qualifier::Functions(globs)
            | Qualifier::Settings(globs) => {
                let globs: Vec<&Glob> = globs.iter().map(|glob| &glob.value).collect();
                f.write_str(" ")?;
                list(f, &globs)?;
            }
            Qualifier::Secret(secret) => match secret {
                AllOr::All => f.write_str(" *")?,
                AllOr::Some(secrets) => {
                    f.write_str(" ")?;
                    list(f, secrets)?;
                }
            },
            _ => {}
        }
        write!(f, " ON {}", self.target)?;
        match &self.qualifier {
            Qualifier::Nodes(names) => elements(f, "NODE", "NODES", names),
            Qualifier::Relationships(names) => elements(f, "RELATIONSHIP", "RELATIONSHIPS", names),
            Qualifier::Elements(names) => elements(f, "ELEMENTS", "ELEMENTS", names),
            Qualifier::Pattern(rule) => write!(f, " FOR {rule}"),
            Qualifier::None if self.takes_elements() => f.write_str(" ELEMENTS *"),
            _ => Ok(()),
        }
    }
}

impl Privilege {
    /// Whether the action is about nodes or relationships of a kind; then `ELEMENTS *` is meant when
    /// none are written.
    fn takes_elements(&self) -> bool {
        use crate::privilege::Action;
        matches!(
            self.action,
            Action::Traverse
                | Action::Read
                | Action::Match
                | Action::Merge
                | Action::CreateElement
                | Action::DeleteElement
                | Action::SetProperty
        )
    }
}

fn elements(f: &mut Formatter<'_>, one: &str, many: &str, names: &AllOr<Ident>) -> Result {
    let is_one = matches!(names, AllOr::Some(names) if names.len() == 1);
    write!(f, " {} ", if is_one { one } else { many })?;
    all_or_names(f, names)
}

impl Display for Target {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Graph(scope) => scoped(f, scope, "GRAPH", "GRAPHS"),
            Self::Database(scope) => scoped(f, scope, "DATABASE", "DATABASES"),
            Self::Dbms => f.write_str("DBMS"),
            Self::AllData => f.write_str("ALL DATA"),
            Self::Cidr(range) => source(f, "CIDR", range),
            Self::Url(url) => source(f, "URL", url),
        }
    }
}

fn source(f: &mut Formatter<'_>, word: &str, source: &StringOrParam) -> Result {
    match source {
        StringOrParam::Literal(text) => {
            write!(f, "{word} {}", string_literal(&text.value, Quotes::Double))
        }
        StringOrParam::Param(param) => write!(f, "{word} {param}"),
    }
}

fn scoped(f: &mut Formatter<'_>, scope: &Scope, one: &str, many: &str) -> Result {
    match scope {
        Scope::Home => write!(f, "HOME {one}"),
        Scope::Default(_) => write!(f, "DEFAULT {one}"),
        Scope::All => write!(f, "{one} *"),
        Scope::Named(names) => {
            write!(f, "{} ", if names.len() > 1 { many } else { one })?;
            list(f, names)
        }
    }
}

/// `(n:A|B) WHERE n.p = 1`: the map form becomes a comparison, the arrow goes.
impl Display for PropertyRule {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        // An empty map has no form with WHERE; semantic analysis refuses it.
        let is_empty =
            matches!(&self.predicate, RulePredicate::Map(entries, _) if entries.is_empty());
        let default = Text::const_new(if self.is_node { "n" } else { "r" });
        let variable = self.variable.as_ref().map(|name| &name.value);
        let (name, predicate) = match &self.predicate {
            RulePredicate::Where(expr) => (variable, expr.to_string()),
            RulePredicate::Map(entries, _) => {
                let name = variable.unwrap_or(&default);
                (Some(name), comparisons(name, entries))
            }
        };
        f.write_str(if self.is_node { "(" } else { "()-[" })?;
        if let Some(name) = name {
            Written(name).fmt(f)?;
        }
        for (at, label) in self.labels.iter().enumerate() {
            write!(f, "{}{}", if at == 0 { ":" } else { "|" }, Written(&label.value))?;
        }
        f.write_str(if is_empty { " {}" } else { "" })?;
        f.write_str(if self.is_node { ")" } else { "]-()" })?;
        if is_empty { Ok(()) } else { write!(f, " WHERE {predicate}") }
    }
}

/// `n.a = 1 AND n.b = 2` for `{a: 1, b: 2}`. More than one entry is refused by semantic analysis.
fn comparisons(name: &Text, entries: &[(Ident, Expr)]) -> String {
    let nowhere = Span::default();
    let comparison = |(key, value): &(Ident, Expr)| {
        let variable = Expr::new(ExprKind::Variable(Spanned::new(name.clone(), nowhere)), nowhere);
        let property = Expr::new(ExprKind::Property(Box::new(variable), key.clone()), nowhere);
        let equal = (Spanned::new(CompareOp::Equal, nowhere), value.clone());
        Expr::new(ExprKind::Comparison(Box::new(property), vec![equal]), nowhere).to_string()
    };
    entries.iter().map(comparison).collect::<Vec<_>>().join(" AND ")
}
