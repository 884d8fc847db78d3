//! Steps: what has to be done to come from one state to another, each of them one command.

use crate::graph::ShardId;
use crate::text::Text;
use crate::tools::state::{Alias, AuthRule, Database, Role, Row, Server, User};

/// Who is granted roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Grantee<'s> {
    /// A user, by name.
    User(&'s str),
    /// An auth rule, by name.
    AuthRule(&'s str),
}

/// One command, and what it is about. It borrows from the states.
#[derive(Debug, Clone, PartialEq)]
pub enum Step<'s> {
    /// `REVOKE ROLE a, b FROM …`
    RevokeRoles(Vec<&'s str>, Grantee<'s>),
    /// `DROP ALIAS`
    DropAlias(&'s Alias, Gone),
    /// `DROP DATABASE`
    DropDatabase(&'s Database, Gone),
    /// `DROP USER`
    DropUser(&'s User),
    /// `DROP AUTH RULE`
    DropAuthRule(&'s AuthRule),
    /// `DROP ROLE`
    DropRole(&'s Role, Gone),
    /// `ENABLE SERVER`
    EnableServer(&'s Server),
    /// `RENAME SERVER`, with the old name
    RenameServer(&'s str, &'s Server),
    /// `CREATE DATABASE`
    CreateDatabase(&'s Database),
    /// `ALTER DATABASE … SET …`, from and to; without from it has just been created
    AlterDatabase(Option<&'s Database>, &'s Database),
    /// `ALTER DATABASE … REMOVE OPTION`
    RemoveOption(&'s Database, &'s Text),
    /// `ALTER DATABASE … SET GRAPH SHARD`
    AlterGraphShard(&'s Database),
    /// `ALTER DATABASE … SET PROPERTY SHARDS`
    AlterPropertyShards(&'s Database),
    /// `ALTER DATABASE … SET TOPOLOGY n REPLICAS` of the property shard with this number
    AlterPropertyShard(&'s Database, u16),
    /// `CREATE ALIAS`
    CreateAlias(&'s Alias),
    /// `ALTER ALIAS`, from and to
    AlterAlias(&'s Alias, &'s Alias),
    /// `ALTER SERVER … SET OPTIONS`
    AlterServer(&'s Server),
    /// `DEALLOCATE DATABASES FROM SERVER`
    Deallocate(&'s Server),
    /// `DROP SERVER`
    DropServer(&'s Server),
    /// `START DATABASE`, `STOP DATABASE`
    SwitchDatabase(&'s Database),
    /// The same of one shard, which is to be online or not
    SwitchShard(&'s Database, ShardId, bool),
    /// `CREATE ROLE`
    CreateRole(&'s Role),
    /// `REVOKE GRANT …`, `REVOKE DENY …`
    Revoke(&'s str, &'s Row),
    /// `GRANT …`, `DENY …`
    Grant(&'s str, &'s Row),
    /// `DENY IMMUTABLE …`, where revoking the same without `IMMUTABLE` would take it along
    DenyAfterRevoke(&'s str, &'s Row),
    /// `CREATE AUTH RULE`
    CreateAuthRule(&'s AuthRule),
    /// `ALTER AUTH RULE`, from and to
    AlterAuthRule(&'s AuthRule, &'s AuthRule),
    /// An external id that two users exchange: it is out of the way for a while.
    ParkId(&'s User, &'s Text),
    /// `CREATE USER`
    CreateUser(&'s User),
    /// `ALTER USER`, from and to
    AlterUser(&'s User, &'s User),
    /// `GRANT ROLE a, b TO …`
    GrantRoles(Vec<&'s str>, Grantee<'s>),
    /// What no command can do.
    Impossible(String),
}

/// Why something goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gone {
    /// It is not there in the other state.
    Absent,
    /// What is there in the other state cannot be made of it; it is made anew.
    Replaced,
    /// It goes with something else, and is made anew.
    Dragged,
}

/// What a step does, as far as permission is asked for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Something new.
    Create,
    /// Something that stays is changed.
    Alter,
    /// A privilege or role is given, or a privilege is denied.
    Grant,
    /// A privilege or role is taken away, or a denial.
    Revoke,
    /// Something goes.
    Drop,
    /// Nobody can do it with a command.
    Impossible,
}

impl Kind {
    /// The word in machine output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Alter => "alter",
            Self::Grant => "grant",
            Self::Revoke => "revoke",
            Self::Drop => "drop",
            Self::Impossible => "impossible",
        }
    }
}

impl Step<'_> {
    /// What it does.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::RevokeRoles(..) | Self::Revoke(..) => Kind::Revoke,
            Self::DropAlias(..)
            | Self::DropDatabase(..)
            | Self::DropUser(_)
            | Self::DropAuthRule(_)
            | Self::DropRole(..)
            | Self::DropServer(_) => Kind::Drop,
            Self::CreateDatabase(_)
            | Self::CreateAlias(_)
            | Self::CreateRole(_)
            | Self::CreateAuthRule(_)
            | Self::CreateUser(_) => Kind::Create,
            Self::EnableServer(_)
            | Self::RenameServer(..)
            | Self::AlterDatabase(..)
            | Self::RemoveOption(..)
            | Self::AlterGraphShard(_)
            | Self::AlterPropertyShards(_)
            | Self::AlterPropertyShard(..)
            | Self::SwitchShard(..)
            | Self::AlterAlias(..)
            | Self::AlterServer(_)
            | Self::Deallocate(_)
            | Self::SwitchDatabase(_)
            | Self::AlterAuthRule(..)
            | Self::ParkId(..)
            | Self::AlterUser(..) => Kind::Alter,
            Self::Grant(..) | Self::DenyAfterRevoke(..) | Self::GrantRoles(..) => Kind::Grant,
            Self::Impossible(_) => Kind::Impossible,
        }
    }

    /// The place in the order of steps.
    ///
    /// What is in the way goes first, and what something depends on comes before it. Between, nobody may
    /// do more than before or after: first what is denied and revoked, then what is granted, and
    /// denials are lifted last.
    #[must_use]
    pub fn phase(&self) -> u8 {
        use crate::privilege::Access;
        match self {
            Self::RevokeRoles(..) => 0,
            Self::DropAlias(..) => 1,
            Self::DropDatabase(..) => 2,
            Self::DropUser(_) => 3,
            Self::DropAuthRule(_) => 4,
            Self::DropRole(..) => 5,
            Self::RenameServer(..) => 6,
            Self::EnableServer(server) => match server.state {
                // It must host nothing when its databases are to leave it.
                crate::graph::ServerState::Deallocated => 12,
                _ => 7,
            },
            Self::CreateDatabase(_) => 8,
            Self::AlterDatabase(..)
            | Self::RemoveOption(..)
            | Self::AlterGraphShard(_)
            | Self::AlterPropertyShards(_)
            | Self::AlterPropertyShard(..) => 9,
            Self::CreateAlias(_) => 10,
            Self::AlterAlias(..) => 11,
            Self::AlterServer(_) => 13,
            Self::Deallocate(_) => 14,
            Self::DropServer(_) => 15,
            Self::SwitchDatabase(_) | Self::SwitchShard(..) => 16,
            Self::CreateRole(_) => 17,
            Self::Grant(_, row) if row.access == Access::Denied => 18,
            Self::Revoke(_, row) if row.access == Access::Granted => 19,
            Self::Grant(..) => 20,
            Self::Revoke(..) | Self::DenyAfterRevoke(..) => 21,
            Self::CreateAuthRule(_) | Self::AlterAuthRule(..) => 22,
            Self::ParkId(..) => 23,
            Self::CreateUser(_) => 25,
            Self::AlterUser(..) => 24,
            Self::GrantRoles(..) => 26,
            Self::Impossible(_) => 27,
        }
    }

    /// Whether a server lets nobody do it while authentication is enabled.
    #[must_use]
    pub fn is_about_immutable(&self) -> bool {
        match self {
            Self::DropRole(role, _) | Self::CreateRole(role) => role.immutable,
            Self::Revoke(_, row) | Self::Grant(_, row) | Self::DenyAfterRevoke(_, row) => {
                row.is_immutable
            }
            _ => false,
        }
    }
}
