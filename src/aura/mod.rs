//! L4: the Aura console's user management: who belongs to an organization and its projects, in which
//! role, what that role may do, how invites live and die. Knows neither Cypher nor the system graph.
//!
//! Two eras share one engine. A *project* is part of an organization; a *tenant* is a project without
//! one, with the same capabilities under other names. What may be done is three const tables
//! ([`OrganizationCapability`], [`ProjectCapability`], [`DatabaseCapability`]); every act of
//! [`Acting`] looks its capability up there and plans [`Change`]s, which [`Console::apply`] makes and
//! [`Console::undo`] takes back.
//!
//! Console roles never replace the roles inside a database. The one bridge is tool authentication:
//! where it is on, a project role brings a predefined [`DatabaseRole`].

mod act;
mod apply;
mod capability;
mod change;
mod console;
mod database_role;
mod decide;
mod fresh;
mod id;
mod inactivity;
mod invariant;
mod node;
mod refusal;
mod role;
mod setting;
mod tier;
pub mod wire;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod tests_wire;

pub use act::{Acting, INVITE_LIFETIME, Invitation, NewCredential, Planned, Where};
pub use capability::{
    Condition, DatabaseCapability, Mark, OrganizationCapability, ProjectCapability, Source,
    in_tenant_words,
};
pub use change::{Change, Undo};
pub use console::Console;
pub use database_role::DatabaseRole;
pub use decide::{Because, Capability, Decision, Subject, Verdict};
pub use fresh::Fresh;
pub use id::{AccountId, CredentialId, InstanceId, InviteId, OrganizationId, ProjectId};
pub use node::{
    Account, ApiCredential, Instance, Invite, InviteAnswer, InviteState, Organization,
    OrganizationMember, Project, Settings, same_email,
};
pub use refusal::{Kind, Refusal, RefusalClass};
pub use role::{OrganizationRole, ProjectRole};
pub use setting::{SETTINGS, Setting, SettingKind, SettingValue};
pub use tier::Tier;
