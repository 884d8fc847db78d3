//! `SHOW` commands and their tail.

use super::name::Written;
use super::{Quotes, list, string_literal};
use crate::ast::NameOrParam;
use crate::ast::{
    AsCommands, DatabasesOf, ExecutableBy, FunctionKind, NamesOf, PrivilegesOf, Return, ReturnItem,
    RolesWith, Show, ShowTail, ShowWhat, SortItem, TerminateTransactions, Yield, YieldItem,
};
use std::fmt::{Display, Formatter, Result};

impl Display for Show {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "SHOW {}{}", self.what, self.tail)
    }
}

impl Display for TerminateTransactions {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "TERMINATE TRANSACTIONS{}{}", self.ids, self.tail)
    }
}

impl Display for ShowWhat {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Users { with_auth, as_commands } => {
                f.write_str("USERS")?;
                f.write_str(if *with_auth { " WITH AUTH" } else { "" })?;
                f.write_str(commands(*as_commands))
            }
            Self::CurrentUser => f.write_str("CURRENT USER"),
            Self::Roles { populated, with, as_commands } => {
                f.write_str(if *populated { "POPULATED ROLES" } else { "ALL ROLES" })?;
                f.write_str(match with {
                    Some(RolesWith::Users) => " WITH USERS",
                    Some(RolesWith::AuthRules) => " WITH AUTH RULES",
                    None => "",
                })?;
                f.write_str(commands(*as_commands))
            }
            Self::Privileges { of, as_commands } => {
                privileges_of(f, of)?;
                f.write_str(match as_commands {
                    Some(AsCommands::Grant) => " AS COMMANDS",
                    Some(AsCommands::Revoke) => " AS REVOKE COMMANDS",
                    None => "",
                })
            }
            Self::SupportedPrivileges => f.write_str("SUPPORTED PRIVILEGES"),
            Self::AuthRules { as_commands } => write!(f, "AUTH RULES{}", commands(*as_commands)),
            Self::Databases(of) => match of {
                DatabasesOf::All => f.write_str("DATABASES"),
                DatabasesOf::Named(name) => write!(f, "DATABASE {name}"),
                DatabasesOf::Default => f.write_str("DEFAULT DATABASE"),
                DatabasesOf::Home => f.write_str("HOME DATABASE"),
            },
            Self::Aliases(Some(name)) => write!(f, "ALIAS {name} FOR DATABASE"),
            Self::Aliases(None) => f.write_str("ALIASES FOR DATABASE"),
            Self::Servers => f.write_str("SERVERS"),
            Self::Settings(names) => write!(f, "SETTINGS{names}"),
            Self::Transactions(names) => write!(f, "TRANSACTIONS{names}"),
            Self::Procedures(executable) => write!(f, "PROCEDURES{executable}"),
            Self::Functions { kind, executable } => {
                f.write_str(match kind {
                    FunctionKind::All => "ALL FUNCTIONS",
                    FunctionKind::BuiltIn => "BUILT IN FUNCTIONS",
                    FunctionKind::UserDefined => "USER DEFINED FUNCTIONS",
                })?;
                executable.fmt(f)
            }
        }
    }
}

fn commands(as_commands: bool) -> &'static str {
    if as_commands { " AS COMMANDS" } else { "" }
}

fn privileges_of(f: &mut Formatter<'_>, of: &PrivilegesOf) -> Result {
    let named = |f: &mut Formatter<'_>, one: &str, many: &str, names: &[NameOrParam]| {
        f.write_str(if names.len() > 1 { many } else { one })?;
        f.write_str(" ")?;
        list(f, names)?;
        f.write_str(" PRIVILEGES")
    };
    match of {
        PrivilegesOf::All => f.write_str("ALL PRIVILEGES"),
        PrivilegesOf::Roles(names) => named(f, "ROLE", "ROLES", names),
        PrivilegesOf::Users(names) if names.is_empty() => f.write_str("USER PRIVILEGES"),
        PrivilegesOf::Users(names) => named(f, "USER", "USERS", names),
    }
}

/// With a blank in front.
impl Display for NamesOf {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::All => Ok(()),
            Self::Listed(names) => {
                for (at, name) in names.iter().enumerate() {
                    f.write_str(if at == 0 { " " } else { ", " })?;
                    f.write_str(&string_literal(&name.value, Quotes::Double))?;
                }
                Ok(())
            }
            Self::Expression(expr) => write!(f, " {expr}"),
        }
    }
}

/// With a blank in front.
impl Display for ExecutableBy {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Anyone => Ok(()),
            Self::CurrentUser => f.write_str(" EXECUTABLE BY CURRENT USER"),
            Self::User(name) => write!(f, " EXECUTABLE BY {}", Written(&name.value)),
        }
    }
}

/// With a blank in front.
impl Display for ShowTail {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::None => Ok(()),
            Self::Where(predicate) => write!(f, " WHERE {predicate}"),
            Self::Yield(yields, returns) => {
                write!(f, " {yields}")?;
                match returns {
                    Some(returns) => write!(f, " {returns}"),
                    None => Ok(()),
                }
            }
        }
    }
}

impl Display for Yield {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str("YIELD ")?;
        if self.items.is_empty() {
            f.write_str("*")?
        } else {
            list(f, &self.items)?
        }
        order_by(f, &self.order_by)?;
        if let Some(skip) = &self.skip {
            write!(f, " SKIP {}", skip.value)?;
        }
        if let Some(limit) = &self.limit {
            write!(f, " LIMIT {}", limit.value)?;
        }
        match &self.filter {
            Some(filter) => write!(f, " WHERE {filter}"),
            None => Ok(()),
        }
    }
}

impl Display for YieldItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        Written(&self.column.value).fmt(f)?;
        match &self.alias {
            Some(alias) => write!(f, " AS {}", Written(&alias.value)),
            None => Ok(()),
        }
    }
}

impl Display for SortItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{} {}", self.key, if self.descending { "DESCENDING" } else { "ASCENDING" })
    }
}

fn order_by(f: &mut Formatter<'_>, items: &[SortItem]) -> Result {
    if items.is_empty() {
        return Ok(());
    }
    f.write_str(" ORDER BY ")?;
    list(f, items)
}

impl Display for Return {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(if self.distinct { "RETURN DISTINCT " } else { "RETURN " })?;
        if self.star {
            f.write_str(if self.items.is_empty() { "*" } else { "*, " })?;
        }
        list(f, &self.items)?;
        if let Some(keys) = &self.group_by {
            f.write_str(if keys.is_empty() { " GROUP BY ()" } else { " GROUP BY " })?;
            list(f, keys)?;
        }
        order_by(f, &self.order_by)?;
        if let Some(skip) = &self.skip {
            write!(f, " SKIP {skip}")?;
        }
        match &self.limit {
            Some(limit) => write!(f, " LIMIT {limit}"),
            None => Ok(()),
        }
    }
}

impl Display for ReturnItem {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        self.expr.fmt(f)?;
        match &self.alias {
            Some(alias) => write!(f, " AS {}", Written(&alias.value)),
            None => Ok(()),
        }
    }
}
