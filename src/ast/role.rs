//! Role commands.

use super::{IfExists, NameOrParam, Place};

/// `CREATE [OR REPLACE] [IMMUTABLE] ROLE name [IF NOT EXISTS] [AS COPY OF other]`
#[derive(Debug, Clone, PartialEq)]
pub struct CreateRole {
    /// The new role.
    pub name: NameOrParam,
    /// Whether `IMMUTABLE` was written.
    pub immutable: bool,
    /// What happens when the role exists.
    pub if_exists: IfExists,
    /// The role whose privileges are copied.
    pub copy_of: Option<NameOrParam>,
    /// Place of the whole command.
    pub place: Place,
}

/// `GRANT ROLE[S] … TO …` or `REVOKE ROLE[S] … FROM …`
#[derive(Debug, Clone, PartialEq)]
pub struct AssignRole {
    /// Whether the roles are taken away.
    pub revoke: bool,
    /// The roles.
    pub roles: Vec<NameOrParam>,
    /// What the names in `to` are.
    pub grantee: Grantee,
    /// The users or auth rules.
    pub to: Vec<NameOrParam>,
}

/// Who receives a role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Grantee {
    /// Users, with or without the word `USER[S]`.
    User,
    /// `AUTH RULE[S]`
    AuthRule,
}
