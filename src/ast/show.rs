//! `SHOW` commands and their tail.

use super::{Expr, GraphName, Ident, NameOrParam, Place};
use crate::text::Spanned;

/// One `SHOW` command with its tail.
#[derive(Debug, Clone, PartialEq)]
pub struct Show {
    /// What is shown.
    pub what: ShowWhat,
    /// `WHERE …`, or `YIELD … RETURN …`
    pub tail: ShowTail,
    /// Place of the command without its tail.
    pub place: Place,
}

/// What a `SHOW` command shows.
#[derive(Debug, Clone, PartialEq)]
pub enum ShowWhat {
    /// `USER[S] [WITH AUTH] [AS COMMAND[S]]`
    Users {
        /// `WITH AUTH`
        with_auth: bool,
        /// `AS COMMANDS`
        as_commands: bool,
    },
    /// `CURRENT USER`
    CurrentUser,
    /// `[ALL | POPULATED] ROLE[S] [WITH …] [AS COMMAND[S]]`
    Roles {
        /// `POPULATED`
        populated: bool,
        /// `WITH USERS` or `WITH AUTH RULES`
        with: Option<RolesWith>,
        /// `AS COMMANDS`
        as_commands: bool,
    },
    /// `[ALL | ROLE … | USER …] PRIVILEGE[S] [AS [REVOKE] COMMAND[S]]`
    Privileges {
        /// Whose.
        of: PrivilegesOf,
        /// `AS [REVOKE] COMMANDS`
        as_commands: Option<AsCommands>,
    },
    /// `SUPPORTED PRIVILEGE[S]`
    SupportedPrivileges,
    /// `AUTH RULE[S] [AS COMMAND[S]]`
    AuthRules {
        /// `AS COMMANDS`
        as_commands: bool,
    },
    /// `DATABASE[S] [name]`, `DEFAULT DATABASE`, `HOME DATABASE`
    Databases(DatabasesOf),
    /// `ALIAS[ES] [name] FOR DATABASE[S]`
    Aliases(Option<GraphName>),
    /// `SERVER[S]`
    Servers,
    /// `SETTING[S] [names]`
    Settings(NamesOf),
    /// `PROCEDURE[S] [EXECUTABLE [BY …]]`
    Procedures(ExecutableBy),
    /// `[ALL | BUILT IN | USER DEFINED] FUNCTION[S] [EXECUTABLE [BY …]]`
    Functions {
        /// Which functions.
        kind: FunctionKind,
        /// Executable by whom.
        executable: ExecutableBy,
    },
    /// `TRANSACTION[S] [ids]`
    Transactions(NamesOf),
}

/// The second column of `SHOW ROLES WITH …`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RolesWith {
    /// `WITH USER[S]`
    Users,
    /// `WITH AUTH RULE[S]`
    AuthRules,
}

/// Whose privileges are shown.
#[derive(Debug, Clone, PartialEq)]
pub enum PrivilegesOf {
    /// Everyone's.
    All,
    /// Those of the named roles.
    Roles(Vec<NameOrParam>),
    /// Those of the named users; of the current user when none is named.
    Users(Vec<NameOrParam>),
}

/// `AS COMMANDS` or `AS REVOKE COMMANDS`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AsCommands {
    /// The commands that would give the privileges.
    Grant,
    /// The commands that would take them away.
    Revoke,
}

/// Which databases.
#[derive(Debug, Clone, PartialEq)]
pub enum DatabasesOf {
    /// All.
    All,
    /// One by name.
    Named(GraphName),
    /// `DEFAULT DATABASE`
    Default,
    /// `HOME DATABASE`
    Home,
}

/// Names of settings, ids of transactions.
#[derive(Debug, Clone, PartialEq)]
pub enum NamesOf {
    /// None given: all.
    All,
    /// `'a', 'b'`
    Listed(Vec<Spanned<String>>),
    /// Any other expression.
    Expression(Box<Expr>),
}

/// `EXECUTABLE [BY …]`
#[derive(Debug, Clone, PartialEq)]
pub enum ExecutableBy {
    /// Not written.
    Anyone,
    /// `EXECUTABLE` or `EXECUTABLE BY CURRENT USER`
    CurrentUser,
    /// `EXECUTABLE BY user`
    User(Ident),
}

/// Which functions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum FunctionKind {
    /// `ALL`, or nothing.
    All,
    /// `BUILT IN`
    BuiltIn,
    /// `USER DEFINED`
    UserDefined,
}

/// What follows a `SHOW` command.
#[derive(Debug, Clone, PartialEq, Default)]
pub enum ShowTail {
    /// Nothing.
    #[default]
    None,
    /// `WHERE predicate`
    Where(Expr),
    /// `YIELD … [RETURN …]`
    Yield(Box<Yield>, Option<Box<Return>>),
}

/// `YIELD { * | column [AS name][, …] } [ORDER BY …] [SKIP n] [LIMIT n] [WHERE …]`, in the order in
/// which the parts are applied.
#[derive(Debug, Clone, PartialEq)]
pub struct Yield {
    /// The columns; none means `*`.
    pub items: Vec<YieldItem>,
    /// `ORDER BY …`
    pub order_by: Vec<SortItem>,
    /// `SKIP n`: a literal, possibly negative, which semantic analysis refuses.
    pub skip: Option<Spanned<i64>>,
    /// `LIMIT n`: a literal, possibly negative, which semantic analysis refuses.
    pub limit: Option<Spanned<i64>>,
    /// `WHERE …`, applied last.
    pub filter: Option<Expr>,
    /// Its place.
    pub place: Place,
}

/// `column [AS name]`
#[derive(Debug, Clone, PartialEq)]
pub struct YieldItem {
    /// The column.
    pub column: Ident,
    /// Its new name.
    pub alias: Option<Ident>,
}

impl YieldItem {
    /// The name the column has from here on.
    #[must_use]
    pub fn name(&self) -> &Ident {
        self.alias.as_ref().unwrap_or(&self.column)
    }
}

/// One key of `ORDER BY`.
#[derive(Debug, Clone, PartialEq)]
pub struct SortItem {
    /// The key.
    pub key: Expr,
    /// `DESC` or `DESCENDING`
    pub descending: bool,
}

/// `RETURN [DISTINCT] items [ORDER BY …] [SKIP e] [LIMIT e]`
#[derive(Debug, Clone, PartialEq)]
pub struct Return {
    /// `DISTINCT`
    pub distinct: bool,
    /// Whether `*` stands in front.
    pub star: bool,
    /// The items after the star.
    pub items: Vec<ReturnItem>,
    /// `GROUP BY …` (Cypher 25); no key stands for `GROUP BY ()`: one group
    pub group_by: Option<Vec<Expr>>,
    /// `ORDER BY …`
    pub order_by: Vec<SortItem>,
    /// `SKIP e`
    pub skip: Option<Expr>,
    /// `LIMIT e`
    pub limit: Option<Expr>,
    /// Its place.
    pub place: Place,
}

/// `expression [AS name]`
#[derive(Debug, Clone)]
pub struct ReturnItem {
    /// The expression.
    pub expr: Expr,
    /// The name given.
    pub alias: Option<Ident>,
    /// The expression as typed: the column's name when none is given.
    pub text: String,
}

/// How an expression was typed matters only where it names the column.
impl PartialEq for ReturnItem {
    fn eq(&self, other: &Self) -> bool {
        self.expr == other.expr
            && self.alias == other.alias
            && (self.alias.is_some() || self.text == other.text)
    }
}
