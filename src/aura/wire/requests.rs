//! Request bodies: read, checked, and turned into what an act takes.
//!
//! The messages are those that clients of the API report for status 400.

use crate::aura::act::Invitation;
use crate::aura::console::Console;
use crate::aura::id::{AccountId, OrganizationId, ProjectId};
use crate::aura::role::{OrganizationRole, ProjectRole};
use crate::text::Text;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// What is wrong with a body: status 400.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {message}")]
pub struct WireError {
    /// Where in the body: `project_invites[0].project_roles`.
    pub field: String,
    /// What is wrong there.
    pub message: String,
}

/// The body of `POST …/projects/{project_id}/users`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewProjectUser {
    /// The account, which must be in the organization.
    pub account: AccountId,
    /// The role.
    pub role: ProjectRole,
}

fn wrong(field: impl Into<String>, message: impl Into<String>) -> WireError {
    WireError { field: field.into(), message: message.into() }
}

impl Console {
    /// The body of `POST /organizations/{org_id}/invites`:
    /// `{"email", "roles": […], "project_invites": [{"project_id", "project_roles": […]}]}`.
    ///
    /// # Errors
    /// When a field is missing, unknown or of the wrong kind, a role is none, or a project is not one
    /// of the organization's.
    pub fn invite_request(
        &self,
        organization: OrganizationId,
        body: &Value,
    ) -> Result<(Text, Invitation), WireError> {
        let body = object("body", body, &["email", "roles", "project_invites"])?;
        let email = text("email", body.get("email"))?;
        let role = one_role("roles", body.get("roles"), OrganizationRole::ALL, |role| {
            role.invite_api_name()
        })?;
        let mut projects = BTreeMap::new();
        // UNKNOWN: whether the list may be empty; one client found that it may.
        if let Some(invites) = body.get("project_invites") {
            let invites = list("project_invites", Some(invites))?;
            for (at, invite) in invites.iter().enumerate() {
                let field = |name| format!("project_invites[{at}].{name}");
                let place = format!("project_invites[{at}]");
                let invite = object(&place, invite, &["project_id", "project_roles"])?;
                let id = text(&field("project_id"), invite.get("project_id"))?;
                let project = self.project_of(organization, &id);
                let project =
                    project.ok_or_else(|| wrong(field("project_id"), "project not found"))?;
                let roles = invite.get("project_roles");
                let role = one_role(&field("project_roles"), roles, ProjectRole::ALL, |role| {
                    role.invite_api_name()
                })?;
                projects.insert(project, role);
            }
        }
        Ok((email, Invitation { organization: Some((organization, role)), projects }))
    }

    /// The body of `POST …/projects/{project_id}/users`: `{"user_id", "project_roles": […]}`.
    ///
    /// # Errors
    /// As [`Self::invite_request`], and when there is no such user.
    pub fn project_user_request(&self, body: &Value) -> Result<NewProjectUser, WireError> {
        let body = object("body", body, &["user_id", "project_roles"])?;
        let id = text("user_id", body.get("user_id"))?;
        let account = self.accounts().find(|(_, it)| it.uuid == id).map(|(id, _)| id);
        let account = account.ok_or_else(|| wrong("user_id", "User not found in organization"))?;
        Ok(NewProjectUser { account, role: project_roles(body)? })
    }

    fn project_of(&self, organization: OrganizationId, uuid: &str) -> Option<ProjectId> {
        self.projects_of(organization).find(|(_, it)| it.uuid == uuid).map(|(id, _)| id)
    }
}

impl OrganizationRole {
    /// The body of `PATCH /organizations/{org_id}/users/{user_id}`: exactly one role and no other
    /// property.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn from_request(body: &Value) -> Result<Self, WireError> {
        let body = object("body", body, &["organization_roles"])?;
        one_role("organization_roles", body.get("organization_roles"), Self::ALL, |it| {
            it.api_name()
        })
    }
}

impl ProjectRole {
    /// The body of `PATCH …/projects/{project_id}/users/{user_id}`: exactly one role.
    ///
    /// # Errors
    /// When it is anything else.
    pub fn from_request(body: &Value) -> Result<Self, WireError> {
        project_roles(object("body", body, &["project_roles"])?)
    }
}

fn project_roles(body: &Map<String, Value>) -> Result<ProjectRole, WireError> {
    let roles = body.get("project_roles");
    one_role("project_roles", roles, ProjectRole::ALL, |role| role.api_name())
}

fn object<'a>(
    field: &str,
    value: &'a Value,
    known: &[&str],
) -> Result<&'a Map<String, Value>, WireError> {
    let object = value.as_object().ok_or_else(|| wrong(field, "want object"))?;
    match object.keys().find(|key| !known.contains(&key.as_str())) {
        Some(other) => Err(wrong(other.as_str(), "Extra inputs are not permitted")),
        None => Ok(object),
    }
}

fn text(field: &str, value: Option<&Value>) -> Result<Text, WireError> {
    let value = value.ok_or_else(|| wrong(field, "Field required"))?;
    value.as_str().map(Text::from).ok_or_else(|| wrong(field, "want string"))
}

fn list<'a>(field: &str, value: Option<&'a Value>) -> Result<&'a [Value], WireError> {
    match value {
        None => Err(wrong(field, "Field required")),
        Some(Value::Array(items)) => Ok(items),
        Some(Value::Null) => Err(wrong(field, "got null, want array")),
        Some(_) => Err(wrong(field, "want array")),
    }
}

fn one_role<R: Copy>(
    field: &str,
    value: Option<&Value>,
    all: &[R],
    name: impl Fn(R) -> &'static str,
) -> Result<R, WireError> {
    let items = list(field, value)?;
    let [item] = items else {
        let (bound, count) = (if items.is_empty() { "least" } else { "most" }, items.len());
        let message = format!("List should have at {bound} 1 item after validation, not {count}");
        return Err(wrong(field, message));
    };
    let role = all.iter().copied().find(|role| item.as_str() == Some(name(*role)));
    role.ok_or_else(|| {
        let names: Vec<_> = all.iter().map(|role| format!("'{}'", name(*role))).collect();
        let (last, first) = match names.split_last() {
            Some((last, first)) => (last.as_str(), first.join(", ")),
            None => ("", String::new()),
        };
        wrong(format!("{field}[0]"), format!("Input should be {first} or {last}"))
    })
}
