//! Which action satisfies which: a compound contains its parts, and theirs.
//!
//! Source: Neo4j's `PrivilegeAction.satisfies`. The table lists direct parts only; the closure is
//! computed at compile time, one bit per action.

use super::Action;
use super::Action as A;

/// A set of actions, one bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ActionSet(u128);

impl ActionSet {
    /// No action.
    pub const EMPTY: Self = Self(0);

    /// The set of one action.
    #[must_use]
    pub const fn of(action: Action) -> Self {
        Self(1 << action as u8)
    }

    /// Whether `action` is in the set.
    #[must_use]
    pub const fn contains(self, action: Action) -> bool {
        self.0 & (1 << action as u8) != 0
    }

    /// The set and one action more.
    #[must_use]
    pub const fn with(self, action: Action) -> Self {
        Self(self.0 | Self::of(action).0)
    }

    /// The actions of both sets.
    #[must_use]
    pub const fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the set is empty.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The actions of the set, in the manual's order.
    pub fn iter(self) -> impl Iterator<Item = Action> {
        let mut bits = self.0;
        std::iter::from_fn(move || {
            let action = Action::ALL.get(bits.trailing_zeros() as usize)?;
            bits &= bits - 1;
            Some(*action)
        })
    }
}

/// Compound and its direct parts, in the order of the reference.
const PARTS: &[(Action, &[Action])] = &[
    (A::Match, &[A::Read, A::Traverse]),
    (A::Merge, &[A::Match, A::CreateElement, A::SetProperty]),
    (A::Write, &[A::SetLabel, A::RemoveLabel, A::CreateElement, A::DeleteElement, A::SetProperty]),
    (A::GraphActions, &[A::Match, A::Merge, A::Write]),
    (A::Index, &[A::CreateIndex, A::DropIndex, A::ShowIndex]),
    (A::Constraint, &[A::CreateConstraint, A::DropConstraint, A::ShowConstraint]),
    (A::Token, &[A::CreateLabel, A::CreateReltype, A::CreatePropertykey]),
    (A::DatabaseActions, &[A::Access, A::Index, A::Constraint, A::Token]),
    (A::TransactionManagement, &[A::ShowTransaction, A::TerminateTransaction]),
    (
        A::RoleManagement,
        &[A::ShowRole, A::CreateRole, A::RenameRole, A::DropRole, A::AssignRole, A::RemoveRole],
    ),
    (A::SetAuth, &[A::SetPasswords]),
    (A::AlterUser, &[A::SetUserStatus, A::SetPasswords, A::SetAuth, A::SetUserHomeDatabase]),
    (
        A::UserManagement,
        &[
            A::ShowUser,
            A::CreateUser,
            A::RenameUser,
            A::DropUser,
            A::AlterUser,
            A::ShowUserCredentials,
        ],
    ),
    (A::UserMetadataManagement, &[A::ShowUserMetadata, A::SetUserMetadata]),
    (
        A::AuthRuleManagement,
        &[A::ShowAuthRule, A::CreateAuthRule, A::RenameAuthRule, A::AlterAuthRule, A::DropAuthRule],
    ),
    (A::AlterDatabase, &[A::SetDatabaseAccess, A::SetDefaultLanguage]),
    (
        A::CompositeDatabaseManagement,
        &[A::CreateCompositeDatabase, A::DropCompositeDatabase, A::AlterCompositeDatabase],
    ),
    (
        A::DatabaseManagement,
        &[A::CreateDatabase, A::DropDatabase, A::AlterDatabase, A::CompositeDatabaseManagement],
    ),
    (A::AliasManagement, &[A::CreateAlias, A::DropAlias, A::AlterAlias, A::ShowAlias]),
    (A::PrivilegeManagement, &[A::ShowPrivilege, A::AssignPrivilege, A::RemovePrivilege]),
    (A::ServerManagement, &[A::ShowServer]),
    (A::SecretsManagement, &[A::ReadSecrets, A::WriteSecrets, A::ShowSecrets]),
    (A::Load, &[A::LoadCidr, A::LoadUrl]),
    (
        A::DbmsActions,
        &[
            A::RoleManagement,
            A::UserManagement,
            A::UserMetadataManagement,
            A::SecretsManagement,
            A::AuthRuleManagement,
            A::DatabaseManagement,
            A::AliasManagement,
            A::PrivilegeManagement,
            A::ServerManagement,
            A::ExecuteAdmin,
            A::Impersonate,
            // The manual: "execute all procedures and functions boosted, show all settings".
            A::ExecuteProcedure,
            A::ExecuteBoostedProcedure,
            A::ExecuteFunction,
            A::ExecuteBoostedFunction,
            A::ShowSetting,
        ],
    ),
];

/// The number of actions.
const COUNT: usize = Action::ALL.len();
const _: () = assert!(COUNT <= 128, "an action set has 128 bits");

/// For each action, itself and everything it contains.
static CLOSURE: [u128; COUNT] = closure();

// Constant evaluation has neither iterators nor checked access; an index out of bounds here is a
// compile error.
#[expect(clippy::indexing_slicing)]
const fn closure() -> [u128; COUNT] {
    let mut sets = [0u128; COUNT];
    let mut at = 0;
    while at < COUNT {
        sets[at] = 1 << at;
        at += 1;
    }
    // Compounds nest three deep; each round adds one level, and a round too many adds nothing.
    let mut round = 0;
    while round < 5 {
        let mut entry = 0;
        while entry < PARTS.len() {
            let (compound, parts) = PARTS[entry];
            let mut part = 0;
            while part < parts.len() {
                sets[compound as usize] |= sets[parts[part] as usize];
                part += 1;
            }
            entry += 1;
        }
        round += 1;
    }
    sets
}

impl Action {
    /// The action itself and everything a privilege on it allows.
    #[must_use]
    pub fn contained(self) -> ActionSet {
        ActionSet(CLOSURE.get(self as usize).copied().unwrap_or_default())
    }

    /// The actions directly under a compound; none for others.
    #[must_use]
    pub fn parts(self) -> &'static [Self] {
        PARTS.iter().find(|(compound, _)| *compound == self).map_or(&[], |(_, parts)| parts)
    }

    /// Whether a privilege on this action covers `requested`.
    #[must_use]
    pub fn satisfies(self, requested: Self) -> bool {
        self.contained().contains(requested)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_contain_their_parts_at_every_depth_and_nothing_else() {
        for (granted, requested, expected) in [
            (A::Match, A::Traverse, true),
            (A::Merge, A::Read, true),
            (A::GraphActions, A::SetLabel, true),
            (A::GraphActions, A::CreateLabel, false),
            (A::GraphActions, A::Access, false),
            (A::DatabaseActions, A::CreatePropertykey, true),
            (A::DatabaseActions, A::StartDatabase, false),
            (A::DatabaseActions, A::ShowTransaction, false),
            (A::DatabaseActions, A::AlterDatabase, false),
            (A::DbmsActions, A::SetPasswords, true),
            (A::DbmsActions, A::AlterCompositeDatabase, true),
            (A::DbmsActions, A::SetUserMetadata, true),
            (A::DbmsActions, A::Access, false),
            (A::DbmsActions, A::TransactionManagement, false),
            (A::DbmsActions, A::Load, false),
            (A::UserManagement, A::SetUserMetadata, false),
            (A::AlterUser, A::CreateUser, false),
            (A::Load, A::LoadCidr, true),
            (A::Read, A::Match, false),
        ] {
            assert_eq!(granted.satisfies(requested), expected, "{granted:?} {requested:?}");
        }
    }

    #[test]
    fn the_closure_is_complete() {
        for action in Action::ALL {
            for part in action.contained().iter() {
                for inner in part.contained().iter() {
                    assert!(action.satisfies(inner), "{action:?} {part:?} {inner:?}");
                }
            }
            assert!(action.satisfies(*action));
        }
    }
}
