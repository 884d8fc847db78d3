//! A name for every kind of error, so that lists can speak of all of them: `Alias.Named.Exists`.

use super::{
    AccessError, AliasError, AliasFault, AssignVerb, BadAliasName, ConsoleErrorClass,
    DatabaseError, EntityError, ErrorKind, NameFault, Named, ParameterError, PrivilegeError,
    PropertyRuleError, RoleError, SemanticError, ServerError, ServerVerb, SessionError, SetupError,
    ShardError, TopologyRule, UserError, ValueError,
};
use strum::VariantNames;

/// Kinds that are several, by name.
const FAMILIES: &[(&str, &[&str])] = &[
    ("Semantic", SemanticError::VARIANTS),
    ("Semantic.PropertyRule", PropertyRuleError::VARIANTS),
    ("Semantic.Topology", TopologyRule::VARIANTS),
    ("Entity", EntityError::VARIANTS),
    ("Entity.Exists", Named::VARIANTS),
    ("Entity.Missing", Named::VARIANTS),
    ("Entity.RenameMissing", Named::VARIANTS),
    ("Entity.RenameTaken", Named::VARIANTS),
    ("Entity.EmptyName", Named::VARIANTS),
    ("Entity.IllegalName", Named::VARIANTS),
    ("User", UserError::VARIANTS),
    ("Role", RoleError::VARIANTS),
    ("Role.GrantMissing", Named::VARIANTS),
    ("Role.RevokeMissing", Named::VARIANTS),
    ("Privilege", PrivilegeError::VARIANTS),
    ("Privilege.Immutable", AssignVerb::VARIANTS),
    ("Access", AccessError::VARIANTS),
    ("Database", DatabaseError::VARIANTS),
    ("Database.BadName", NameFault::VARIANTS),
    ("Setup", SetupError::VARIANTS),
    ("Shard", ShardError::VARIANTS),
    ("Alias", AliasError::VARIANTS),
    ("Alias.Named", AliasFault::VARIANTS),
    ("Alias.BadName", BadAliasName::VARIANTS),
    ("Server", ServerError::VARIANTS),
    ("Server.Impossible", ServerVerb::VARIANTS),
    ("Session", SessionError::VARIANTS),
    ("Parameter", ParameterError::VARIANTS),
    ("Console", ConsoleErrorClass::VARIANTS),
    ("Value", ValueError::VARIANTS),
];

impl ErrorKind {
    /// The names of all kinds.
    #[must_use]
    pub fn names() -> Vec<String> {
        Self::VARIANTS.iter().flat_map(|name| expanded(name)).collect()
    }

    /// The kind's name: its family, the error, and where one error has several faults the fault.
    #[must_use]
    pub fn name(&self) -> String {
        let mut name = <&'static str>::from(self).to_owned();
        for part in self.inner_names().into_iter().flatten() {
            name.push('.');
            name.push_str(part);
        }
        name
    }

    /// What follows the family in a kind's name.
    fn inner_names(&self) -> [Option<&'static str>; 2] {
        let (error, fault): (&'static str, Option<&'static str>) = match self {
            Self::Semantic(error) => (
                (&**error).into(),
                match &**error {
                    SemanticError::PropertyRule(fault) => Some(fault.into()),
                    SemanticError::Topology { what, .. } => Some(what.into()),
                    _ => None,
                },
            ),
            Self::Entity(error) => (
                (&**error).into(),
                match &**error {
                    EntityError::Exists { entity, .. }
                    | EntityError::Missing { entity, .. }
                    | EntityError::RenameMissing { entity, .. }
                    | EntityError::RenameTaken { entity, .. }
                    | EntityError::EmptyName { entity }
                    | EntityError::IllegalName { entity, .. } => Some(entity.into()),
                },
            ),
            Self::Role(error) => (
                (&**error).into(),
                match &**error {
                    RoleError::GrantMissing { missing, .. }
                    | RoleError::RevokeMissing { missing, .. } => Some(missing.into()),
                    _ => None,
                },
            ),
            Self::Privilege(error) => (
                (&**error).into(),
                match &**error {
                    PrivilegeError::Immutable { verb, .. } => Some(verb.into()),
                    _ => None,
                },
            ),
            Self::Database(error) => (
                (&**error).into(),
                match &**error {
                    DatabaseError::BadName { fault, .. } => Some(fault.into()),
                    _ => None,
                },
            ),
            Self::Alias(error) => (
                (&**error).into(),
                match &**error {
                    AliasError::Named { fault, .. } => Some(fault.into()),
                    AliasError::BadName { why, .. } => Some(why.into()),
                    _ => None,
                },
            ),
            Self::Server(error) => (
                (&**error).into(),
                match &**error {
                    ServerError::Impossible { verb, .. } => Some(verb.into()),
                    _ => None,
                },
            ),
            Self::User(error) => ((&**error).into(), None),
            Self::Access(error) => ((&**error).into(), None),
            Self::Setup(error) => ((&**error).into(), None),
            Self::Shard(error) => ((&**error).into(), None),
            Self::Session(error) => ((&**error).into(), None),
            Self::Parameter(error) => ((&**error).into(), None),
            Self::Console(error) => ((&error.class).into(), None),
            Self::Value(error) => ((&**error).into(), None),
            _ => return [None, None],
        };
        [Some(error), fault]
    }
}

/// A kind, or the kinds of its family.
fn expanded(name: &str) -> Vec<String> {
    match FAMILIES.iter().find(|(family, _)| *family == name) {
        None => vec![name.to_owned()],
        Some((_, inner)) => {
            inner.iter().flat_map(|inner| expanded(&format!("{name}.{inner}"))).collect()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_kind_is_named_as_the_list_names_it() {
        let names: BTreeSet<String> = ErrorKind::names().into_iter().collect();
        let fault = AliasFault::DatabaseExists;
        let verb = crate::status::AliasVerb::Create;
        for (kind, name) in [
            (ErrorKind::UseClause, "UseClause"),
            (UserError::EmptyPassword.into(), "User.EmptyPassword"),
            (
                AliasError::Named { verb, name: String::new(), fault }.into(),
                "Alias.Named.DatabaseExists",
            ),
            (
                SemanticError::PropertyRule(PropertyRuleError::NaN).into(),
                "Semantic.PropertyRule.NaN",
            ),
            (
                EntityError::EmptyName { entity: Named::AuthRule }.into(),
                "Entity.EmptyName.AuthRule",
            ),
        ] {
            assert_eq!(kind.name(), name);
            assert!(names.contains(name), "{name}");
        }
        // A family that the list forgets would stand there as one kind.
        assert!(!names.contains("Alias") && !names.contains("Alias.Named"));
        assert_eq!(names.len(), ErrorKind::names().len());
    }
}
