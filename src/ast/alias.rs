//! Alias commands.

use super::{GraphName, IfExists, MapOrParam, NameOrParam, PasswordExpr, Place, StringOrParam};
use crate::text::Spanned;

/// `CREATE [OR REPLACE] ALIAS name [IF NOT EXISTS] FOR DATABASE target …`
#[derive(Debug, Clone, PartialEq)]
pub struct CreateAlias {
    /// The alias.
    pub name: GraphName,
    /// What happens when the name is taken.
    pub if_exists: IfExists,
    /// The database it stands for.
    pub target: GraphName,
    /// `AT url …`: present for a remote alias.
    pub remote: Option<RemoteTarget>,
    /// `PROPERTIES …`
    pub properties: Option<MapOrParam>,
    /// Place of the whole command.
    pub place: Place,
}

/// `AT url { USER u PASSWORD p | OIDC CREDENTIAL FORWARDING } [DRIVER …] [DEFAULT LANGUAGE …]`
#[derive(Debug, Clone, PartialEq)]
pub struct RemoteTarget {
    /// The address.
    pub url: StringOrParam,
    /// How to log in there.
    pub credentials: RemoteCredentials,
    /// `DRIVER …`
    pub driver: Option<MapOrParam>,
    /// `DEFAULT LANGUAGE CYPHER n`
    pub language: Option<Spanned<u64>>,
}

/// How a remote alias logs in.
#[derive(Debug, Clone, PartialEq)]
pub enum RemoteCredentials {
    /// `USER u PASSWORD p`
    Native {
        /// The user.
        user: NameOrParam,
        /// The password.
        password: PasswordExpr,
    },
    /// `OIDC CREDENTIAL FORWARDING`
    OidcForwarding,
}

/// `ALTER ALIAS name [IF EXISTS] SET DATABASE …`
#[derive(Debug, Clone, PartialEq)]
pub struct AlterAlias {
    /// The alias.
    pub name: GraphName,
    /// Whether a missing alias is no error.
    pub if_exists: bool,
    /// The clauses in written order, at least one.
    pub items: Vec<AlterAliasItem>,
    /// Place of the whole command.
    pub place: Place,
}

/// One clause of `ALTER ALIAS`.
#[derive(Debug, Clone, PartialEq)]
pub struct AlterAliasItem {
    /// What it sets.
    pub kind: AlterAliasKind,
    /// Its place.
    pub place: Place,
}

/// What a clause of `ALTER ALIAS` sets.
#[derive(Debug, Clone, PartialEq)]
pub enum AlterAliasKind {
    /// `TARGET name [AT url]`
    Target(GraphName, Option<StringOrParam>),
    /// `USER u`
    User(NameOrParam),
    /// `PASSWORD p`
    Password(PasswordExpr),
    /// `DRIVER …`
    Driver(MapOrParam),
    /// `PROPERTIES …`
    Properties(MapOrParam),
    /// `DEFAULT LANGUAGE CYPHER n`
    Language(Spanned<u64>),
}

/// `DROP ALIAS name [IF EXISTS] FOR DATABASE`
#[derive(Debug, Clone, PartialEq)]
pub struct DropAlias {
    /// The alias.
    pub name: GraphName,
    /// Whether a missing alias is no error.
    pub if_exists: bool,
}
