//! One stored privilege in 16 bytes.
//!
//! A million privileges must fit in tens of megabytes and be compared in a few instructions, so a
//! row is packed: three numbers and four small ones. The order puts the database first: a role's
//! privileges on one database are one range, which makes dropping a database cheap without an index.

use super::symbols::{RuleId, Symbol};
use crate::privilege::{Access, Action, AllOr, PrivilegeRow, Reach, Resource, Scope, Segment};

/// A row as the graph stores it.
pub type StoredRow = PrivilegeRow<Symbol, RuleId>;

/// A packed [`StoredRow`]. Ordered by scope, then in no meaningful way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PrivilegeKey {
    /// `DBMS`, `LOAD`, `*`, `HOME`, then the named ones.
    scope: u32,
    /// 0: all, or nothing to name; else the number of the name or rule, plus one.
    segment: u32,
    /// The number of the property or label, where there is one.
    resource: u32,
    segment_kind: u8,
    action: Action,
    /// Bit 0: database rather than graph; bit 1: denied; bit 2: immutable; from bit 3: the resource.
    kinds: u8,
}

const SCOPE_DBMS: u32 = 0;
const SCOPE_LOAD: u32 = 1;
const SCOPE_ALL: u32 = 2;
const SCOPE_HOME: u32 = 3;
const SCOPE_NAMED: u32 = 4;

const IS_DATABASE: u8 = 1;
const IS_DENIED: u8 = 2;
const IS_IMMUTABLE: u8 = 4;
const RESOURCE_SHIFT: u8 = 3;

impl From<StoredRow> for PrivilegeKey {
    fn from(row: StoredRow) -> Self {
        let of_reach = |reach| match reach {
            Reach::All => SCOPE_ALL,
            Reach::Home => SCOPE_HOME,
            Reach::Named(Symbol(name)) => SCOPE_NAMED.saturating_add(name),
        };
        let (scope, is_database) = match row.scope {
            Scope::Dbms => (SCOPE_DBMS, 0),
            Scope::Load => (SCOPE_LOAD, 0),
            Scope::Graph(reach) => (of_reach(reach), 0),
            Scope::Database(reach) => (of_reach(reach), IS_DATABASE),
        };
        let (resource_kind, resource) = match row.resource {
            Resource::Graph => (0, 0),
            Resource::Database => (1, 0),
            Resource::File => (2, 0),
            Resource::AllProperties => (3, 0),
            Resource::Property(Symbol(name)) => (4, name),
            Resource::AllLabels => (5, 0),
            Resource::Label(Symbol(name)) => (6, name),
        };
        let of_all_or = |of| match of {
            AllOr::All => 0,
            AllOr::One(Symbol(name)) => name.saturating_add(1),
        };
        let (segment_kind, segment) = match row.segment {
            Segment::Database => (0, 0),
            Segment::Node(of) => (1, of_all_or(of)),
            Segment::Relationship(of) => (2, of_all_or(of)),
            Segment::Pattern(RuleId(rule)) => (3, rule.saturating_add(1)),
            Segment::User(of) => (4, of_all_or(of)),
            Segment::Procedure(of) => (5, of_all_or(of)),
            Segment::Function(of) => (6, of_all_or(of)),
            Segment::Setting(of) => (7, of_all_or(of)),
            Segment::Secret(of) => (8, of_all_or(of)),
            Segment::AllData => (9, 0),
            Segment::Cidr(Symbol(name)) => (10, name.saturating_add(1)),
            Segment::Url(Symbol(name)) => (11, name.saturating_add(1)),
        };
        let denied = if row.access == Access::Denied { IS_DENIED } else { 0 };
        let immutable = if row.is_immutable { IS_IMMUTABLE } else { 0 };
        Self {
            scope,
            segment,
            resource,
            segment_kind,
            action: row.action,
            kinds: is_database | denied | immutable | (resource_kind << RESOURCE_SHIFT),
        }
    }
}

impl From<PrivilegeKey> for StoredRow {
    fn from(key: PrivilegeKey) -> Self {
        let reach = match key.scope {
            SCOPE_ALL => Reach::All,
            SCOPE_HOME => Reach::Home,
            named => Reach::Named(Symbol(named.saturating_sub(SCOPE_NAMED))),
        };
        let scope = match key.scope {
            SCOPE_DBMS => Scope::Dbms,
            SCOPE_LOAD => Scope::Load,
            _ if key.kinds & IS_DATABASE != 0 => Scope::Database(reach),
            _ => Scope::Graph(reach),
        };
        let resource = match key.kinds >> RESOURCE_SHIFT {
            0 => Resource::Graph,
            1 => Resource::Database,
            2 => Resource::File,
            3 => Resource::AllProperties,
            4 => Resource::Property(Symbol(key.resource)),
            5 => Resource::AllLabels,
            _ => Resource::Label(Symbol(key.resource)),
        };
        let name = Symbol(key.segment.saturating_sub(1));
        let of = if key.segment == 0 { AllOr::All } else { AllOr::One(name) };
        let segment = match key.segment_kind {
            0 => Segment::Database,
            1 => Segment::Node(of),
            2 => Segment::Relationship(of),
            3 => Segment::Pattern(RuleId(name.0)),
            4 => Segment::User(of),
            5 => Segment::Procedure(of),
            6 => Segment::Function(of),
            7 => Segment::Setting(of),
            8 => Segment::Secret(of),
            9 => Segment::AllData,
            10 => Segment::Cidr(name),
            _ => Segment::Url(name),
        };
        Self {
            access: key.access(),
            action: key.action,
            resource,
            scope,
            segment,
            is_immutable: key.is_immutable(),
        }
    }
}

impl PrivilegeKey {
    /// What may be done.
    #[must_use]
    pub fn action(self) -> Action {
        self.action
    }

    /// Given or refused.
    #[must_use]
    pub fn access(self) -> Access {
        if self.kinds & IS_DENIED == 0 { Access::Granted } else { Access::Denied }
    }

    /// Whether it can be changed only with authentication disabled.
    #[must_use]
    pub fn is_immutable(self) -> bool {
        self.kinds & IS_IMMUTABLE != 0
    }

    /// The same privilege, immutable or not.
    #[must_use]
    pub fn with_immutable(self, is_immutable: bool) -> Self {
        let rest = self.kinds & !IS_IMMUTABLE;
        Self { kinds: if is_immutable { rest | IS_IMMUTABLE } else { rest }, ..self }
    }

    /// The same privilege, given or refused.
    #[must_use]
    pub fn with_access(self, access: Access) -> Self {
        let rest = self.kinds & !IS_DENIED;
        Self { kinds: if access == Access::Denied { rest | IS_DENIED } else { rest }, ..self }
    }

    /// All of it as two numbers, for tables that hash it.
    #[must_use]
    pub fn words(self) -> [u64; 2] {
        let small = u64::from(self.segment_kind)
            | u64::from(self.action as u8) << 8
            | u64::from(self.kinds) << 16;
        [
            u64::from(self.scope) | u64::from(self.segment) << 32,
            u64::from(self.resource) | small << 32,
        ]
    }

    /// A number for the text of the column `graph`: equal numbers, equal texts.
    #[must_use]
    pub fn graph_code(self) -> u64 {
        self.scope.into()
    }

    /// A number for the text of the column `segment`: equal numbers, equal texts.
    #[must_use]
    pub fn segment_code(self) -> u64 {
        u64::from(self.segment_kind) << 32 | u64::from(self.segment)
    }

    /// A number for the text of the column `resource`: equal numbers, equal texts.
    #[must_use]
    pub fn resource_code(self) -> u64 {
        u64::from(self.kinds >> RESOURCE_SHIFT) << 32 | u64::from(self.resource)
    }

    /// A number that is the same for exactly the privileges of one scope: see [`Self::scope_of`].
    pub(super) fn scope_number(self) -> u32 {
        self.scope
    }

    /// The scope number of `ON DBMS`.
    pub(super) const DBMS: u32 = SCOPE_DBMS;

    /// The scope number of a privilege aimed at `scope`.
    pub(super) fn scope_number_of(scope: Scope<Symbol>) -> u32 {
        match scope {
            Scope::Dbms => SCOPE_DBMS,
            Scope::Load => SCOPE_LOAD,
            Scope::Graph(reach) | Scope::Database(reach) => match reach {
                Reach::All => SCOPE_ALL,
                Reach::Home => SCOPE_HOME,
                Reach::Named(name) => Self::scope_of(name),
            },
        }
    }

    /// What the order looks at first: scope, then the name in the segment.
    pub(super) fn scope_and_segment(self) -> (u32, u32) {
        (self.scope, self.segment)
    }

    /// The segment number of a privilege that names `name` there, or nothing.
    pub(super) fn segment_number_of(name: Option<Symbol>) -> u32 {
        name.map_or(0, |name| name.0.saturating_add(1))
    }

    /// The scope number of a database, the same for graph and database privileges on it.
    pub(super) fn scope_of(database: Symbol) -> u32 {
        SCOPE_NAMED.saturating_add(database.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_key_has_16_bytes() {
        assert_eq!(size_of::<PrivilegeKey>(), 16);
    }

    fn symbol() -> impl Strategy<Value = Symbol> {
        (0u32..1_000_000).prop_map(Symbol)
    }

    fn all_or() -> impl Strategy<Value = AllOr<Symbol>> {
        prop_oneof![Just(AllOr::All), symbol().prop_map(AllOr::One)]
    }

    fn reach() -> impl Strategy<Value = Reach<Symbol>> {
        prop_oneof![Just(Reach::All), Just(Reach::Home), symbol().prop_map(Reach::Named)]
    }

    pub(crate) fn stored_row() -> impl Strategy<Value = StoredRow> {
        let resource = prop_oneof![
            Just(Resource::Graph),
            Just(Resource::Database),
            Just(Resource::File),
            Just(Resource::AllProperties),
            symbol().prop_map(Resource::Property),
            Just(Resource::AllLabels),
            symbol().prop_map(Resource::Label),
        ];
        let scope = prop_oneof![
            Just(Scope::Dbms),
            Just(Scope::Load),
            reach().prop_map(Scope::Graph),
            reach().prop_map(Scope::Database),
        ];
        let segment = prop_oneof![
            Just(Segment::Database),
            all_or().prop_map(Segment::Node),
            all_or().prop_map(Segment::Relationship),
            symbol().prop_map(|Symbol(rule)| Segment::Pattern(RuleId(rule))),
            all_or().prop_map(Segment::User),
            all_or().prop_map(Segment::Procedure),
            all_or().prop_map(Segment::Function),
            all_or().prop_map(Segment::Setting),
            all_or().prop_map(Segment::Secret),
            Just(Segment::AllData),
            symbol().prop_map(Segment::Cidr),
            symbol().prop_map(Segment::Url),
        ];
        let access = prop_oneof![Just(Access::Granted), Just(Access::Denied)];
        let action = proptest::sample::select(Action::ALL);
        (access, action, resource, scope, segment, any::<bool>()).prop_map(
            |(access, action, resource, scope, segment, is_immutable)| StoredRow {
                access,
                action,
                resource,
                scope,
                segment,
                is_immutable,
            },
        )
    }

    proptest! {
        #[test]
        fn packing_loses_nothing(row in stored_row()) {
            let key = PrivilegeKey::from(row);
            prop_assert_eq!(StoredRow::from(key), row);
            prop_assert_eq!(key.access(), row.access);
            prop_assert_eq!(key.is_immutable(), row.is_immutable);
            prop_assert!(!key.with_immutable(false).is_immutable());
            prop_assert_eq!(key.with_access(Access::Denied).access(), Access::Denied);
        }

        #[test]
        fn words_tell_keys_apart(a in stored_row(), b in stored_row()) {
            let (a, b) = (PrivilegeKey::from(a), PrivilegeKey::from(b));
            prop_assert_eq!(a.words() == b.words(), a == b);
            let flipped = a.with_immutable(!a.is_immutable());
            prop_assert_ne!(flipped.words(), a.words());
        }
    }
}
