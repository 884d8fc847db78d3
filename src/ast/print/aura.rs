//! Commands of the Aura console.

use super::{if_exists, list};
use crate::ast::{
    CapabilityName, ConsoleCommand, ConsolePlace, ConsoleShow, Extension, InvitesShown, MemberSet,
    RevokedInvites, SettingLiteral, StringOrParam,
};
use std::fmt::{Display, Formatter, Result};

impl Display for Extension {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Access(command) => command.fmt(f),
            Self::Console(command) => command.fmt(f),
        }
    }
}

impl Display for ConsolePlace {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Organization(name) => write!(f, "ORGANIZATION {name}"),
            Self::Project { name, organization } => {
                write!(f, "PROJECT {name}")?;
                optional(f, " IN ORGANIZATION ", organization.as_ref())
            }
            Self::Tenant(name) => write!(f, "TENANT {name}"),
            Self::Instance { name, within } => {
                write!(f, "INSTANCE {name}")?;
                optional(f, " IN ", within.as_ref())
            }
        }
    }
}

impl Display for ConsoleCommand {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let not_exists = |it: &bool| if *it { " IF NOT EXISTS" } else { "" };
        match self {
            Self::Login(email) => write!(f, "CONSOLE LOGIN {email}"),
            Self::Logout => f.write_str("CONSOLE LOGOUT"),
            Self::SwitchTo(place) => write!(f, "SWITCH TO {place}"),
            Self::OpenInstance { instance, user } => {
                write!(f, "OPEN {instance}")?;
                optional(f, " AS ", user.as_ref())
            }
            Self::CloseInstance => f.write_str("CLOSE INSTANCE"),
            Self::CreateOrganization { name, if_not_exists, plan, project } => {
                write!(f, "CREATE ORGANIZATION {name}{}", not_exists(if_not_exists))?;
                optional(f, " PLAN ", plan.as_ref())?;
                optional(f, " WITH PROJECT ", project.as_ref())
            }
            Self::CreateProject { name, if_not_exists, organization } => {
                let exists = not_exists(if_not_exists);
                write!(f, "CREATE PROJECT {name}{exists} IN ORGANIZATION {organization}")
            }
            Self::CreateTenant { name, if_not_exists } => {
                write!(f, "CREATE TENANT {name}{}", not_exists(if_not_exists))
            }
            Self::CreateInstance { name, if_not_exists, within, tier } => {
                let exists = not_exists(if_not_exists);
                write!(f, "CREATE INSTANCE {name}{exists} IN {within} TIER {tier}")
            }
            Self::CreateServiceAccount { name, organization } => {
                write!(f, "CREATE SERVICE ACCOUNT {name} IN ORGANIZATION {organization}")
            }
            Self::CreateApiCredential { name, tail } => {
                write!(f, "CREATE API CREDENTIAL {name}{tail}")
            }
            Self::Rename { what, if_exists: exists, to } => {
                write!(f, "RENAME {what}{} TO {to}", if_exists(*exists))
            }
            Self::Drop { what, if_exists: exists } => {
                write!(f, "DROP {what}{}", if_exists(*exists))
            }
            Self::DropApiCredential(id) => write!(f, "DROP API CREDENTIAL {id}"),
            Self::TransferProject { project, from, to } => {
                write!(f, "TRANSFER PROJECT {project}")?;
                optional(f, " FROM ORGANIZATION ", from.as_ref())?;
                write!(f, " TO ORGANIZATION {to}")
            }
            Self::PauseInstance { instance, pause } => {
                write!(f, "{} {instance}", if *pause { "PAUSE" } else { "RESUME" })
            }
            Self::Setting { of, key, value: Some(value) } => {
                write!(f, "ALTER {of} SET SETTING {key} TO {value}")
            }
            Self::Setting { of, key, value: None } => write!(f, "ALTER {of} REMOVE SETTING {key}"),
            Self::ToolAuthentication { of, enabled, for_new } => {
                let to = if *enabled { "ENABLED" } else { "DISABLED" };
                let new = if *for_new { " FOR NEW INSTANCES" } else { "" };
                write!(f, "ALTER {of} SET TOOL AUTHENTICATION {to}{new}")
            }
            Self::Invite { emails, to, role, organization_role, tail } => {
                users(f, "INVITE", emails)?;
                write!(f, " TO {to} AS {role}")?;
                optional(f, " WITH ORGANIZATION ROLE ", organization_role.as_ref())?;
                tail.fmt(f)
            }
            Self::Answer { accept, invites } => {
                f.write_str(if *accept { "ACCEPT " } else { "DECLINE " })?;
                match invites {
                    Some(ids) => invites_by_id(f, ids),
                    None => f.write_str("ALL INVITES"),
                }
            }
            Self::RevokeInvites { invites, if_exists: exists } => {
                f.write_str("REVOKE ")?;
                match invites {
                    RevokedInvites::Ids(ids) => invites_by_id(f, ids)?,
                    RevokedInvites::For(email, on) => write!(f, "INVITE FOR {email} ON {on}")?,
                }
                f.write_str(if_exists(*exists))
            }
            Self::AddMembers { emails, to, role } => {
                users(f, "ADD", emails)?;
                write!(f, " TO {to} AS {role}")
            }
            Self::AlterMember { email, on, set } => {
                write!(f, "ALTER MEMBER {email} ON {on} SET ")?;
                match set {
                    MemberSet::Role(role) => write!(f, "ROLE {role}"),
                    MemberSet::Exempt(exempt) => write!(f, "EXEMPT {}", switch(*exempt)),
                }
            }
            Self::RemoveMember { email, from, if_exists: exists } => {
                write!(f, "REMOVE MEMBER {email} FROM {from}{}", if_exists(*exists))
            }
            Self::Can { emails, capability, on, to, tail } => {
                f.write_str("CAN ")?;
                list(f, emails)?;
                write!(f, " {capability} ON {on}")?;
                optional(f, " TO ORGANIZATION ", to.as_ref())?;
                tail.fmt(f)
            }
            Self::Show { what, tail } => write!(f, "SHOW {what}{tail}"),
        }
    }
}

impl Display for CapabilityName {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Name(name) => name.fmt(f),
            Self::Text(text) => text.fmt(f),
        }
    }
}

impl Display for SettingLiteral {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        match self {
            Self::Switch(value) => f.write_str(switch(*value)),
            Self::Number(value) => value.fmt(f),
            Self::Numbers(values) => {
                f.write_str("[")?;
                list(f, values)?;
                f.write_str("]")
            }
            Self::Param(param) => param.fmt(f),
        }
    }
}

impl Display for ConsoleShow {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let commands = |it: &bool| if *it { " AS COMMANDS" } else { "" };
        match self {
            Self::Organizations { as_commands } => {
                write!(f, "ORGANIZATIONS{}", commands(as_commands))
            }
            Self::Projects { within, as_commands } => {
                f.write_str("PROJECTS")?;
                optional(f, " IN ORGANIZATION ", within.as_ref())?;
                f.write_str(commands(as_commands))
            }
            Self::Tenants { as_commands } => write!(f, "TENANTS{}", commands(as_commands)),
            Self::Instances { within, as_commands } => {
                f.write_str("INSTANCES")?;
                optional(f, " IN ", within.as_ref())?;
                f.write_str(commands(as_commands))
            }
            Self::Members { on, as_commands } => {
                f.write_str("MEMBERS")?;
                optional(f, " ON ", on.as_ref())?;
                f.write_str(commands(as_commands))
            }
            Self::Invites { which, on, as_commands } => {
                f.write_str(match which {
                    InvitesShown::All => "ALL INVITES",
                    InvitesShown::Pending => "PENDING INVITES",
                    InvitesShown::Own => "CURRENT USER INVITES",
                })?;
                optional(f, " ON ", on.as_ref())?;
                f.write_str(commands(as_commands))
            }
            Self::Capabilities { on, of } => {
                f.write_str("CAPABILITIES")?;
                optional(f, " FOR ", of.as_ref())?;
                optional(f, " ON ", on.as_ref())
            }
            Self::Roles => f.write_str("CONSOLE ROLES"),
            Self::Settings { on, as_commands } => {
                write!(f, "SETTINGS ON {on}{}", commands(as_commands))
            }
            Self::ApiCredentials => f.write_str("API CREDENTIALS"),
            Self::Account => f.write_str("CURRENT ACCOUNT"),
            Self::Console => f.write_str("CONSOLE AS COMMANDS"),
        }
    }
}

fn switch(is_on: bool) -> &'static str {
    if is_on { "true" } else { "false" }
}

/// ` WORDS thing`, or nothing.
fn optional<T: Display>(f: &mut Formatter<'_>, words: &str, thing: Option<&T>) -> Result {
    match thing {
        Some(thing) => write!(f, "{words}{thing}"),
        None => Ok(()),
    }
}

/// `INVITE USERS 'a', 'b'`
fn users(f: &mut Formatter<'_>, verb: &str, emails: &[StringOrParam]) -> Result {
    write!(f, "{verb} {} ", if emails.len() > 1 { "USERS" } else { "USER" })?;
    list(f, emails)
}

fn invites_by_id(f: &mut Formatter<'_>, ids: &[StringOrParam]) -> Result {
    f.write_str(if ids.len() > 1 { "INVITES " } else { "INVITE " })?;
    list(f, ids)
}
