//! User commands. Clauses are printed in a fixed order, whatever order they were written in.

use super::{Quotes, create, if_exists, if_not_exists, list, string_literal};
use crate::ast::{
    AlterCurrentUser, AlterUser, AlterUsers, AuthAttributeItem, CreateUser, Drop, Entity, Password,
    Rename, SetAuth, Tags, UserRemove, UserRemoveItem, UserSet, UserSetItem, UserStatus,
};
use std::fmt::{Display, Formatter, Result};

impl Display for CreateUser {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "{}USER {}{}", create(self.if_exists), self.name, if_not_exists(self.if_exists))?;
        sets(f, &self.set, true)
    }
}

impl Display for AlterUser {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "ALTER USER {}{}", self.name, if_exists(self.if_exists))?;
        removes(f, &self.remove)?;
        tags(f, "ADD", &self.add)?;
        sets(f, &self.set, false)
    }
}

impl Display for AlterUsers {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str("ALTER USERS ")?;
        list(f, &self.names)?;
        f.write_str(if_exists(self.if_exists))?;
        removes(f, &self.remove)?;
        tags(f, "ADD", &self.add)?;
        tags(f, "SET", &self.set)
    }
}

impl Display for AlterCurrentUser {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "ALTER CURRENT USER SET PASSWORD FROM {} TO {}", self.from, self.to)
    }
}

impl Display for Entity {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::User => "USER",
            Self::Role => "ROLE",
            Self::AuthRule => "AUTH RULE",
        })
    }
}

impl Display for Rename {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(
            f,
            "RENAME {} {}{} TO {}",
            self.entity,
            self.from,
            if_exists(self.if_exists),
            self.to
        )
    }
}

impl Display for Drop {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(f, "DROP {} {}{}", self.entity, self.name, if_exists(self.if_exists))
    }
}

fn tags(f: &mut Formatter<'_>, verb: &str, clauses: &[Tags]) -> Result {
    clauses.iter().try_for_each(|clause| write!(f, " {verb} TAGS {}", clause.tags))
}

fn removes(f: &mut Formatter<'_>, clauses: &[UserRemove]) -> Result {
    let rank = |clause: &&UserRemove| match clause.item {
        UserRemoveItem::HomeDatabase => 0,
        UserRemoveItem::AllAuth | UserRemoveItem::Auth(_) => 1,
        UserRemoveItem::Tags(_) | UserRemoveItem::AllTags => 2,
    };
    let mut clauses: Vec<_> = clauses.iter().collect();
    clauses.sort_by_key(rank);
    for clause in clauses {
        match &clause.item {
            UserRemoveItem::HomeDatabase => f.write_str(" REMOVE HOME DATABASE")?,
            UserRemoveItem::AllAuth => f.write_str(" REMOVE ALL AUTH PROVIDERS")?,
            UserRemoveItem::Auth(providers) => write!(f, " REMOVE AUTH PROVIDERS {providers}")?,
            UserRemoveItem::Tags(tags) => write!(f, " REMOVE TAGS {tags}")?,
            UserRemoveItem::AllTags => f.write_str(" REMOVE ALL TAGS")?,
        }
    }
    Ok(())
}

/// ` SET …` clauses. Creating a user with a password says whether it must be changed; the default is
/// that it must.
fn sets(f: &mut Formatter<'_>, clauses: &[UserSet], is_create: bool) -> Result {
    let items = || clauses.iter().map(|clause| &clause.item);
    let password = items().find_map(|item| match item {
        UserSetItem::Password(password) => Some(password),
        _ => None,
    });
    let change = items().find_map(|item| match item {
        UserSetItem::PasswordChange(required) => Some(*required),
        _ => None,
    });
    match password {
        Some(password) => {
            write!(f, " SET {}", password_words(password))?;
            let change = password.change_required.or(change).or(is_create.then_some(true));
            if let Some(required) = change {
                write!(f, " {}", change_words(required))?;
            }
        }
        None => {
            if let Some(required) = change {
                write!(f, " SET PASSWORD {}", change_words(required))?;
            }
        }
    }
    for item in items() {
        if let UserSetItem::Status(status) = item {
            write!(f, " SET STATUS {status}")?;
        }
    }
    for item in items() {
        if let UserSetItem::HomeDatabase(name) = item {
            write!(f, " SET HOME DATABASE {name}")?;
        }
    }
    let mut auths: Vec<&SetAuth> = items()
        .filter_map(|item| match item {
            UserSetItem::Auth(auth) => Some(auth),
            _ => None,
        })
        .collect();
    auths.sort_by_key(|auth| (auth.provider.value != "native", auth.provider.value.clone()));
    auths.iter().try_for_each(|auth| auth.fmt(f))?;
    for item in items() {
        if let UserSetItem::Tags(tags) = item {
            write!(f, " SET TAGS {tags}")?;
        }
    }
    Ok(())
}

fn password_words(password: &Password) -> String {
    format!("{}PASSWORD {}", if password.encrypted { "ENCRYPTED " } else { "" }, password.password)
}

fn change_words(required: bool) -> &'static str {
    if required { "CHANGE REQUIRED" } else { "CHANGE NOT REQUIRED" }
}

impl Display for SetAuth {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        write!(
            f,
            " SET AUTH PROVIDER {} {{",
            string_literal(&self.provider.value, Quotes::Single)
        )?;
        let rank = |item: &AuthAttributeItem| match item {
            AuthAttributeItem::Id(_) => 0,
            AuthAttributeItem::Password(_) => 1,
            AuthAttributeItem::PasswordChange(_) => 2,
        };
        let mut items: Vec<_> = self.attributes.iter().map(|attribute| &attribute.item).collect();
        items.sort_by_key(|item| rank(item));
        for item in items {
            match item {
                AuthAttributeItem::Id(id) => write!(f, " SET ID {id}")?,
                AuthAttributeItem::Password(password) => {
                    write!(f, " SET {}", password_words(password))?
                }
                AuthAttributeItem::PasswordChange(required) => {
                    write!(f, " SET PASSWORD {}", change_words(*required))?;
                }
            }
        }
        f.write_str(" }")
    }
}

impl Display for UserStatus {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(match self {
            Self::Active => "ACTIVE",
            Self::Suspended => "SUSPENDED",
        })
    }
}
