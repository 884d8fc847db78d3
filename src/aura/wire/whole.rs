//! A whole console as one JSON document, out and in: to keep it, or to begin with one.
//!
//! The API has no such document; its parts have the API's field names and role ids. Secrets of API
//! credentials are in it as digests only.

use crate::aura::console::Console;
use crate::aura::id::{AccountId, CredentialId, InstanceId, InviteId, OrganizationId, ProjectId};
use crate::aura::node::{
    Account, ApiCredential, Instance, Invite, InviteAnswer, InviteState, Organization,
    OrganizationMember, Project, Settings, is_email,
};
use crate::aura::role::{OrganizationRole, ProjectRole};
use crate::aura::setting::{Setting, SettingValue};
use crate::aura::tier::Tier;
use crate::text::Text;
use jiff::Timestamp;
use serde::{Deserialize, Serialize, Serializer};
use std::collections::BTreeMap;
use thiserror::Error;

/// The document of a whole console, whose references have not been looked at.
#[derive(Deserialize)]
#[serde(transparent)]
pub struct ConsoleDocument(Whole);

impl std::fmt::Debug for ConsoleDocument {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ConsoleDocument").finish_non_exhaustive()
    }
}

impl Serialize for Console {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.whole().serialize(serializer)
    }
}

/// Why a document is no console.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum WholeError {
    /// No JSON, or none of this form.
    #[error("This is no console: {0}")]
    Form(String),
    /// An id that nothing in the document has.
    #[error("There is no {what} with id '{id}' in the document.")]
    Missing {
        /// `user`, `organization`, `project`
        what: &'static str,
        /// The id.
        id: Text,
    },
    /// Two things with one id.
    #[error("The {what} id '{id}' stands there twice.")]
    Twice {
        /// `user`, `organization`, `project`
        what: &'static str,
        /// The id.
        id: Text,
    },
    /// A word that names nothing.
    #[error("'{word}' is no {what}.")]
    Word {
        /// `role`, `tier`, `setting`, `status`, `digest`, `e-mail address`
        what: &'static str,
        /// The word.
        word: String,
    },
    /// What holds in every console does not hold.
    #[error("This console cannot be: {0}.")]
    Unsound(String),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Whole {
    users: Vec<UserJson>,
    organizations: Vec<OrganizationJson>,
    projects: Vec<ProjectJson>,
    instances: Vec<InstanceJson>,
    invites: Vec<WholeInviteJson>,
    api_credentials: Vec<CredentialJson>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct UserJson {
    user_id: Text,
    email: Text,
    is_service_account: bool,
    last_activity_at: Option<Timestamp>,
    current_project_id: Option<Text>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganizationJson {
    id: Text,
    name: Text,
    plan: String,
    created_at: Timestamp,
    settings: BTreeMap<String, SettingJson>,
    users: Vec<OrganizationUser>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OrganizationUser {
    user_id: Text,
    organization_roles: [String; 1],
    exempt_from_automatic_removal: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum SettingJson {
    Switch(bool),
    Number(i64),
    Numbers(Vec<i64>),
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProjectJson {
    id: Text,
    name: Text,
    organization_id: Option<Text>,
    tool_authentication: bool,
    settings: BTreeMap<String, SettingJson>,
    users: Vec<ProjectUser>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProjectUser {
    user_id: Text,
    project_roles: [String; 1],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct InstanceJson {
    id: Text,
    name: Text,
    project_id: Text,
    #[serde(rename = "type")]
    tier: String,
    status: String,
    tool_authentication: bool,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct WholeInviteJson {
    id: Text,
    email: Text,
    organization_id: Option<Text>,
    organization_roles: Vec<String>,
    project_invites: Vec<ProjectInvite>,
    /// `active` for every invite without an answer, expired or not.
    status: String,
    created_at: Timestamp,
    expires_at: Timestamp,
    invited_by: Text,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ProjectInvite {
    project_id: Text,
    project_roles: [String; 1],
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CredentialJson {
    name: Text,
    client_id: Text,
    /// None where it was left out: nobody can log in with them.
    client_secret_sha256: Option<String>,
    user_id: Text,
    created_at: Timestamp,
}

impl Console {
    /// Everything as one document.
    #[must_use]
    pub fn to_json(&self) -> serde_json::Value {
        // The form has neither keys that are no texts nor numbers that JSON lacks.
        serde_json::to_value(self.whole()).unwrap_or_default()
    }

    fn whole(&self) -> Whole {
        let user = |id: AccountId| self.account(id).map(|it| it.uuid.clone()).unwrap_or_default();
        let project = |id: ProjectId| self.project(id).map(|it| it.uuid.clone());
        let organization = |id| self.organization(id).map(|it| it.uuid.clone());
        Whole {
            users: self
                .accounts()
                .map(|(_, it)| UserJson {
                    user_id: it.uuid.clone(),
                    email: it.email.clone(),
                    is_service_account: it.is_service,
                    last_activity_at: it.last_activity,
                    current_project_id: it.current.and_then(project),
                })
                .collect(),
            organizations: self
                .organizations()
                .map(|(_, it)| OrganizationJson {
                    id: it.uuid.clone(),
                    name: it.name.clone(),
                    plan: it.plan.api_name().to_owned(),
                    created_at: it.created,
                    settings: settings_out(&it.settings),
                    users: it
                        .members
                        .iter()
                        .map(|(account, member)| OrganizationUser {
                            user_id: user(*account),
                            organization_roles: [member.role.api_name().to_owned()],
                            exempt_from_automatic_removal: member.is_exempt,
                        })
                        .collect(),
                })
                .collect(),
            projects: self
                .projects()
                .map(|(_, it)| ProjectJson {
                    id: it.uuid.clone(),
                    name: it.name.clone(),
                    organization_id: it.organization.and_then(organization),
                    tool_authentication: it.tool_authentication,
                    settings: settings_out(&it.settings),
                    users: it
                        .members
                        .iter()
                        .map(|(account, role)| ProjectUser {
                            user_id: user(*account),
                            project_roles: [role.api_name().to_owned()],
                        })
                        .collect(),
                })
                .collect(),
            instances: self
                .instances()
                .map(|(_, it)| InstanceJson {
                    id: it.dbid.clone(),
                    name: it.name.clone(),
                    project_id: project(it.project).unwrap_or_default(),
                    tier: it.tier.api_name().to_owned(),
                    status: if it.is_paused { "paused" } else { "running" }.to_owned(),
                    tool_authentication: it.tool_authentication,
                })
                .collect(),
            invites: self
                .invites()
                // Invites of what is gone name nothing any more.
                .filter(|(_, it)| it.projects.keys().all(|id| project(*id).is_some()))
                .map(|(_, it)| WholeInviteJson {
                    id: it.uuid.clone(),
                    email: it.email.clone(),
                    organization_id: it.organization.and_then(|(id, _)| organization(id)),
                    organization_roles: it
                        .organization
                        .iter()
                        .map(|(_, role)| role.api_name().to_owned())
                        .collect(),
                    project_invites: it
                        .projects
                        .iter()
                        .map(|(id, role)| ProjectInvite {
                            project_id: project(*id).unwrap_or_default(),
                            project_roles: [role.invite_api_name().to_owned()],
                        })
                        .collect(),
                    status: it
                        .answer
                        .map_or(InviteState::Pending, InviteState::Answered)
                        .api_name()
                        .to_owned(),
                    created_at: it.created,
                    expires_at: it.expires,
                    invited_by: user(it.invited_by),
                })
                .collect(),
            api_credentials: self
                .credentials()
                .map(|(_, it)| CredentialJson {
                    name: it.name.clone(),
                    client_id: it.client_id.clone(),
                    client_secret_sha256: (it.digest != NO_DIGEST)
                        .then(|| it.digest.iter().map(|it| format!("{it:02x}")).collect()),
                    user_id: user(it.account),
                    created_at: it.created,
                })
                .collect(),
        }
    }

    /// A console from its document. What holds in every console is checked at a time.
    ///
    /// # Errors
    /// What is wrong with the document, the first of it.
    pub fn from_json(text: &str, now: Timestamp) -> Result<Self, WholeError> {
        let document: ConsoleDocument =
            serde_json::from_str(text).map_err(|error| WholeError::Form(error.to_string()))?;
        document.build(now)
    }

    /// The same console without the digests of API credentials, with which nobody can log in then.
    #[must_use]
    pub fn without_secrets(mut self) -> Self {
        self.credentials.values_mut().for_each(|it| it.digest = NO_DIGEST);
        self
    }
}

impl ConsoleDocument {
    /// The console. What holds in every console is checked at a time.
    ///
    /// # Errors
    /// What is wrong with the document, the first of it.
    pub fn build(self, now: Timestamp) -> Result<Console, WholeError> {
        let Self(whole) = self;
        let users = Ids::of("user", whole.users.iter().map(|it| &it.user_id), AccountId::from)?;
        let organizations = whole.organizations.iter().map(|it| &it.id);
        let organizations = Ids::of("organization", organizations, OrganizationId::from)?;
        let projects = Ids::of("project", whole.projects.iter().map(|it| &it.id), ProjectId::from)?;
        let ids = Lookup { users, organizations, projects };
        let mut console = Console::default();
        for (at, it) in (0..).zip(whole.users) {
            console.accounts.insert(AccountId::from(at), ids.account(it)?);
        }
        for (at, it) in (0..).zip(whole.organizations) {
            console.organizations.insert(OrganizationId::from(at), ids.organization(it)?);
        }
        for (at, it) in (0..).zip(whole.projects) {
            console.projects.insert(ProjectId::from(at), ids.project(it)?);
        }
        for (at, it) in (0..).zip(whole.instances) {
            console.instances.insert(InstanceId::from(at), ids.instance(it)?);
        }
        for (at, it) in (0..).zip(whole.invites) {
            console.invites.insert(InviteId::from(at), ids.invite(it)?);
        }
        for (at, it) in (0..).zip(whole.api_credentials) {
            console.credentials.insert(CredentialId::from(at), ids.credential(it)?);
        }
        match console.violations(now).into_iter().next() {
            Some(violation) => Err(WholeError::Unsound(violation)),
            None => Ok(console),
        }
    }
}

/// The ids of one kind of thing, and the numbers they get.
struct Ids<I> {
    what: &'static str,
    numbers: BTreeMap<Text, I>,
}

impl<I: Copy> Ids<I> {
    fn of<'j>(
        what: &'static str,
        ids: impl Iterator<Item = &'j Text>,
        number: impl Fn(u32) -> I,
    ) -> Result<Self, WholeError> {
        let mut numbers = BTreeMap::new();
        for (at, id) in (0..).zip(ids) {
            if numbers.insert(id.clone(), number(at)).is_some() {
                return Err(WholeError::Twice { what, id: id.clone() });
            }
        }
        Ok(Self { what, numbers })
    }

    fn find(&self, id: &Text) -> Result<I, WholeError> {
        let missing = || WholeError::Missing { what: self.what, id: id.clone() };
        self.numbers.get(id).copied().ok_or_else(missing)
    }
}

struct Lookup {
    users: Ids<AccountId>,
    organizations: Ids<OrganizationId>,
    projects: Ids<ProjectId>,
}

impl Lookup {
    fn account(&self, it: UserJson) -> Result<Account, WholeError> {
        if !it.is_service_account && !is_email(&it.email) {
            return Err(WholeError::Word { what: "e-mail address", word: it.email.to_string() });
        }
        let current = it.current_project_id.map(|id| self.projects.find(&id)).transpose()?;
        Ok(Account {
            uuid: it.user_id,
            email: it.email,
            is_service: it.is_service_account,
            current,
            last_activity: it.last_activity_at,
        })
    }

    fn organization(&self, it: OrganizationJson) -> Result<Organization, WholeError> {
        let mut members = BTreeMap::new();
        for user in it.users {
            let [role] = user.organization_roles;
            let role = word("role", &role, OrganizationRole::parse)?;
            let is_exempt = user.exempt_from_automatic_removal;
            members.insert(self.users.find(&user.user_id)?, OrganizationMember { role, is_exempt });
        }
        Ok(Organization {
            uuid: it.id,
            name: it.name,
            plan: word("tier", &it.plan, Tier::parse)?,
            created: it.created_at,
            settings: settings_in(it.settings)?,
            members,
        })
    }

    fn project(&self, it: ProjectJson) -> Result<Project, WholeError> {
        let mut members = BTreeMap::new();
        for user in it.users {
            let [role] = user.project_roles;
            let role = word("role", &role, ProjectRole::parse)?;
            members.insert(self.users.find(&user.user_id)?, role);
        }
        let organization = it.organization_id.map(|id| self.organizations.find(&id)).transpose()?;
        Ok(Project {
            uuid: it.id,
            name: it.name,
            organization,
            tool_authentication: it.tool_authentication,
            settings: settings_in(it.settings)?,
            members,
        })
    }

    fn instance(&self, it: InstanceJson) -> Result<Instance, WholeError> {
        let is_paused = word("status", &it.status, |status| match status {
            "paused" => Some(true),
            "running" => Some(false),
            _ => None,
        })?;
        Ok(Instance {
            dbid: it.id,
            name: it.name,
            project: self.projects.find(&it.project_id)?,
            tier: word("tier", &it.tier, Tier::parse)?,
            is_paused,
            tool_authentication: it.tool_authentication,
        })
    }

    fn invite(&self, it: WholeInviteJson) -> Result<Invite, WholeError> {
        let role = it.organization_roles.first().map_or("", String::as_str);
        let organization = match &it.organization_id {
            Some(id) => {
                let role = word("role", role, OrganizationRole::parse)?;
                Some((self.organizations.find(id)?, role))
            }
            None => None,
        };
        let mut projects = BTreeMap::new();
        for invite in it.project_invites {
            let [role] = invite.project_roles;
            let role = word("role", &role, ProjectRole::parse)?;
            projects.insert(self.projects.find(&invite.project_id)?, role);
        }
        let answer = word("status", &it.status, |status| match status {
            "active" => Some(None),
            "accepted" => Some(Some(InviteAnswer::Accepted)),
            "declined" => Some(Some(InviteAnswer::Declined)),
            "revoked" => Some(Some(InviteAnswer::Revoked)),
            _ => None,
        })?;
        Ok(Invite {
            uuid: it.id,
            email: it.email,
            organization,
            projects,
            answer,
            created: it.created_at,
            expires: it.expires_at,
            invited_by: self.users.find(&it.invited_by)?,
        })
    }

    fn credential(&self, it: CredentialJson) -> Result<ApiCredential, WholeError> {
        Ok(ApiCredential {
            name: it.name,
            client_id: it.client_id,
            digest: match it.client_secret_sha256 {
                Some(text) => word("digest", &text, digest)?,
                None => NO_DIGEST,
            },
            account: self.users.find(&it.user_id)?,
            created: it.created_at,
        })
    }
}

fn word<T>(
    what: &'static str,
    word: &str,
    parse: impl FnOnce(&str) -> Option<T>,
) -> Result<T, WholeError> {
    parse(word).ok_or_else(|| WholeError::Word { what, word: word.to_owned() })
}

/// Stands for a digest that was left out. No secret is known that has it.
const NO_DIGEST: [u8; 32] = [0; 32];

/// 64 hexadecimal digits.
fn digest(text: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(bytes)
}

fn settings_out(settings: &Settings) -> BTreeMap<String, SettingJson> {
    let value = |value: &SettingValue| match value {
        SettingValue::Switch(is_on) => SettingJson::Switch(*is_on),
        SettingValue::Number(number) => SettingJson::Number(*number),
        SettingValue::Numbers(numbers) => SettingJson::Numbers(numbers.clone()),
    };
    settings.iter().map(|(key, it)| ((*key).to_owned(), value(it))).collect()
}

fn settings_in(settings: BTreeMap<String, SettingJson>) -> Result<Settings, WholeError> {
    let mut found = Settings::new();
    for (key, json) in settings {
        let setting = word("setting", &key, Setting::named)?;
        let value = match json {
            SettingJson::Switch(is_on) => SettingValue::Switch(is_on),
            SettingJson::Number(number) => SettingValue::Number(number),
            SettingJson::Numbers(numbers) => SettingValue::Numbers(numbers),
        };
        if !setting.takes(&value) {
            let word = format!("{key}: not {}", setting.expected());
            return Err(WholeError::Word { what: "setting", word });
        }
        found.insert(setting.key, value);
    }
    Ok(found)
}
