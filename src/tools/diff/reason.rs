//! Why a step is there.

use super::compare::differ;
use super::step::{Gone, Step};
use crate::privilege::Access;
use crate::tools::state::{Database, Target, User};

impl Step<'_> {
    /// Why the step is there, in a few words.
    #[must_use]
    pub fn reason(&self) -> String {
        let gone = |what: &str, why: &Gone| match why {
            Gone::Absent => format!("there is no such {what} in the target"),
            Gone::Replaced => format!("the target's {what} cannot be made of it"),
            Gone::Dragged => "it is in the way of what goes, and comes back".to_owned(),
        };
        let new = |what: &str| format!("this {what} is new in the target");
        match self {
            Self::RevokeRoles(..) => "not granted in the target".into(),
            Self::GrantRoles(..) => "granted in the target".into(),
            Self::DropAlias(_, why) => gone("alias", why),
            Self::DropDatabase(_, why) => gone("database", why),
            Self::DropRole(_, why) => gone("role", why),
            Self::DropUser(_) => gone("user", &Gone::Absent),
            Self::DropAuthRule(_) => gone("auth rule", &Gone::Absent),
            Self::DropServer(_) => gone("server", &Gone::Absent),
            Self::EnableServer(_) => "part of the cluster in the target".into(),
            Self::RenameServer(..) => "another name in the target".into(),
            Self::AlterServer(_) => "other options in the target".into(),
            Self::Deallocate(_) => "hosts nothing in the target".into(),
            Self::CreateDatabase(_) => new("database"),
            Self::AlterDatabase(from, to) => differs(&database(*from, to)),
            Self::RemoveOption(..) => "the option is not set in the target".into(),
            Self::SwitchDatabase(database) => {
                format!("{} in the target", if database.online { "online" } else { "offline" })
            }
            Self::SwitchShard(_, _, online) => {
                format!("{} in the target", if *online { "online" } else { "offline" })
            }
            Self::AlterGraphShard(_)
            | Self::AlterPropertyShards(_)
            | Self::AlterPropertyShard(..) => differs(&["topology"]),
            Self::CreateAlias(_) => new("alias"),
            Self::AlterAlias(from, to) => {
                let mut what = Vec::new();
                if from.properties != to.properties {
                    what.push("properties");
                }
                match (&from.target, &to.target) {
                    (Target::Local(from), Target::Local(to)) if from == to => {}
                    (Target::Remote(from), Target::Remote(to)) if from == to => {}
                    _ => what.push("target"),
                }
                differs(&what)
            }
            Self::CreateRole(_) => new("role"),
            Self::Grant(_, row) | Self::DenyAfterRevoke(_, row) => match row.access {
                Access::Granted => "granted in the target".into(),
                Access::Denied => "denied in the target".into(),
            },
            Self::Revoke(_, row) => match row.access {
                Access::Granted => "not granted in the target".into(),
                Access::Denied => "not denied in the target".into(),
            },
            Self::CreateAuthRule(_) => new("auth rule"),
            Self::AlterAuthRule(from, to) => {
                let mut what = Vec::new();
                if from.condition != to.condition {
                    what.push("condition");
                }
                if from.enabled != to.enabled {
                    what.push("switch");
                }
                differs(&what)
            }
            Self::ParkId(..) => "another user gets this id".into(),
            Self::CreateUser(_) => new("user"),
            Self::AlterUser(from, to) => differs(&user(from, to)),
            Self::Impossible(_) => "no command does it".into(),
        }
    }
}

fn differs(what: &[&str]) -> String {
    let verb = if what.len() == 1 { "differs" } else { "differ" };
    format!("{} {verb} in the target", what.join(", "))
}

fn database(from: Option<&Database>, to: &Database) -> Vec<&'static str> {
    let Some(from) = from else { return vec!["access"] };
    let mut what = Vec::new();
    if from.access != to.access {
        what.push("access");
    }
    if (from.primaries, from.secondaries) != (to.primaries, to.secondaries) {
        what.push("topology");
    }
    if from.options != to.options {
        what.push("options");
    }
    if from.default_language != to.default_language {
        what.push("default language");
    }
    what
}

fn user(from: &User, to: &User) -> Vec<&'static str> {
    let mut what = Vec::new();
    match (&from.native, &to.native) {
        (Some(from), Some(to)) => {
            if differ(from.password.as_ref(), to.password.as_ref()) {
                what.push("password");
            }
            if from.change_required != to.change_required {
                what.push("password change");
            }
        }
        (None, None) => {}
        _ => what.push("native auth"),
    }
    for (name, differs) in [
        ("status", from.suspended != to.suspended),
        ("home database", from.home_database != to.home_database),
        ("auth providers", from.auth != to.auth),
        ("tags", from.tags != to.tags),
    ] {
        if differs {
            what.push(name);
        }
    }
    what
}
