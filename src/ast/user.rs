//! User commands.

use super::{GraphName, IfExists, NameOrParam, Param, PasswordExpr, Place, StringOrParam};
use crate::text::Spanned;

/// `CREATE [OR REPLACE] USER name [IF NOT EXISTS] SET …`
#[derive(Debug, Clone, PartialEq)]
pub struct CreateUser {
    /// The new user.
    pub name: NameOrParam,
    /// What happens when the user exists.
    pub if_exists: IfExists,
    /// The `SET` clauses in written order.
    pub set: Vec<UserSet>,
    /// Place of the whole command.
    pub place: Place,
}

/// `ALTER USER name [IF EXISTS] [REMOVE …]… [ADD …]… [SET …]…`
#[derive(Debug, Clone, PartialEq)]
pub struct AlterUser {
    /// The user.
    pub name: NameOrParam,
    /// Whether a missing user is no error.
    pub if_exists: bool,
    /// The `REMOVE` clauses in written order.
    pub remove: Vec<UserRemove>,
    /// The `ADD TAGS` clauses in written order.
    pub add: Vec<Tags>,
    /// The `SET` clauses in written order.
    pub set: Vec<UserSet>,
    /// Place of the whole command.
    pub place: Place,
}

/// `ALTER USERS a, b [IF EXISTS] [REMOVE …]… [ADD …]… [SET …]…` (tags only)
#[derive(Debug, Clone, PartialEq)]
pub struct AlterUsers {
    /// The users.
    pub names: Vec<NameOrParam>,
    /// Whether missing users are skipped.
    pub if_exists: bool,
    /// The `REMOVE` clauses: only tag clauses can stand here.
    pub remove: Vec<UserRemove>,
    /// The `ADD TAGS` clauses.
    pub add: Vec<Tags>,
    /// The `SET TAGS` clauses.
    pub set: Vec<Tags>,
    /// Place of the whole command.
    pub place: Place,
}

/// `ALTER CURRENT USER SET PASSWORD FROM old TO new`
#[derive(Debug, Clone, PartialEq)]
pub struct AlterCurrentUser {
    /// The present password.
    pub from: PasswordExpr,
    /// The new one.
    pub to: PasswordExpr,
}

/// One `SET` clause of `CREATE USER` or `ALTER USER`.
#[derive(Debug, Clone, PartialEq)]
pub struct UserSet {
    /// What it sets.
    pub item: UserSetItem,
    /// Its place.
    pub place: Place,
}

/// What a `SET` clause sets.
#[derive(Debug, Clone, PartialEq)]
pub enum UserSetItem {
    /// `[PLAINTEXT | ENCRYPTED] PASSWORD p [CHANGE [NOT] REQUIRED]`
    Password(Password),
    /// `PASSWORD CHANGE [NOT] REQUIRED`
    PasswordChange(bool),
    /// `STATUS { ACTIVE | SUSPENDED }`
    Status(UserStatus),
    /// `HOME DATABASE name`
    HomeDatabase(GraphName),
    /// `AUTH [PROVIDER] 'p' { … }`
    Auth(SetAuth),
    /// `TAG[S] …`
    Tags(TagList),
}

/// `[PLAINTEXT | ENCRYPTED] PASSWORD p [CHANGE [NOT] REQUIRED]`
#[derive(Debug, Clone, PartialEq)]
pub struct Password {
    /// Whether the text is already hashed.
    pub encrypted: bool,
    /// The password.
    pub password: PasswordExpr,
    /// `CHANGE REQUIRED` or `CHANGE NOT REQUIRED`, when written.
    pub change_required: Option<bool>,
    /// Place of these words, when written.
    pub change_place: Place,
}

/// Whether a user may log in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UserStatus {
    /// `ACTIVE`
    Active,
    /// `SUSPENDED`
    Suspended,
}

/// `AUTH [PROVIDER] 'p' { SET … }`
#[derive(Debug, Clone, PartialEq)]
pub struct SetAuth {
    /// The provider's name.
    pub provider: Spanned<String>,
    /// The attributes in written order, at least one.
    pub attributes: Vec<AuthAttribute>,
}

/// One `SET` inside an auth provider's braces.
#[derive(Debug, Clone, PartialEq)]
pub struct AuthAttribute {
    /// What it sets.
    pub item: AuthAttributeItem,
    /// Its place.
    pub place: Place,
}

/// What an auth attribute sets.
#[derive(Debug, Clone, PartialEq)]
pub enum AuthAttributeItem {
    /// `ID 'id'`
    Id(StringOrParam),
    /// `[PLAINTEXT | ENCRYPTED] PASSWORD p`
    Password(Password),
    /// `PASSWORD CHANGE [NOT] REQUIRED`
    PasswordChange(bool),
}

/// One `REMOVE` clause of `ALTER USER`.
#[derive(Debug, Clone, PartialEq)]
pub struct UserRemove {
    /// What it removes.
    pub item: UserRemoveItem,
    /// Its place.
    pub place: Place,
}

/// What a `REMOVE` clause removes.
#[derive(Debug, Clone, PartialEq)]
pub enum UserRemoveItem {
    /// `HOME DATABASE`
    HomeDatabase,
    /// `ALL AUTH [PROVIDER[S]]`
    AllAuth,
    /// `AUTH [PROVIDER[S]] …`
    Auth(StringList),
    /// `TAG[S] …`
    Tags(TagList),
    /// `ALL TAG[S]`
    AllTags,
}

/// A string, a list of strings or a parameter.
#[derive(Debug, Clone, PartialEq)]
pub enum StringList {
    /// One string without brackets.
    One(Spanned<String>),
    /// `['a', 'b']`
    List(Spanned<Vec<Spanned<String>>>),
    /// A parameter: a string or a list of strings.
    Param(Param),
}

/// The value of a tags clause.
pub type TagList = StringList;

/// One `ADD TAG[S]` or, for several users, `SET TAG[S]` clause.
#[derive(Debug, Clone, PartialEq)]
pub struct Tags {
    /// The tags.
    pub tags: TagList,
    /// Its place.
    pub place: Place,
}
