//! What holds in every console, whatever was done.

use super::console::Console;
use super::node::{Organization, Project};
use super::role::{OrganizationRole, ProjectRole};
use jiff::Timestamp;
use std::collections::BTreeSet;

impl Console {
    /// Every invariant that does not hold, in words; none in a sound console.
    ///
    /// 1. An organization has an owner, and a project or tenant an admin.
    /// 2. Who is in a project is in its organization.
    /// 3. Whatever is named exists: accounts of members and invites, projects of instances and
    ///    invites, organizations of projects and invites.
    /// 4. E-mail addresses, names and ids are unique where they identify.
    /// 5. A pending invite's projects are projects of its organization.
    /// 6. Tool authentication is on only where it exists.
    #[must_use]
    pub fn violations(&self, now: Timestamp) -> Vec<String> {
        let mut found = Vec::new();
        self.check_organizations(&mut found);
        self.check_projects(&mut found);
        self.check_instances(&mut found);
        self.check_invites(now, &mut found);
        self.check_unique(&mut found);
        found
    }

    fn check_organizations(&self, found: &mut Vec<String>) {
        for (_, it) in self.organizations() {
            let Organization { name, members, .. } = it;
            if !members.values().any(|member| member.role == OrganizationRole::Owner) {
                found.push(format!("organization '{name}' has no owner"));
            }
            if members.keys().any(|account| self.account(*account).is_none()) {
                found.push(format!("organization '{name}' has a member without an account"));
            }
        }
    }

    fn check_projects(&self, found: &mut Vec<String>) {
        for (_, it) in self.projects() {
            let Project { name, members, .. } = it;
            if !members.values().any(|role| *role == ProjectRole::Admin) {
                found.push(format!("{} '{name}' has no admin", it.word()));
            }
            if members.keys().any(|account| self.account(*account).is_none()) {
                found.push(format!("{} '{name}' has a member without an account", it.word()));
            }
            let Some(organization) = it.organization else { continue };
            let Some(organization) = self.organization(organization) else {
                found.push(format!("project '{name}' is part of an organization that is gone"));
                continue;
            };
            if members.keys().any(|account| !organization.members.contains_key(account)) {
                found.push(format!("project '{name}' has a member outside its organization"));
            }
        }
    }

    fn check_instances(&self, found: &mut Vec<String>) {
        for (_, it) in self.instances() {
            if self.project(it.project).is_none() {
                found.push(format!("instance '{}' is part of a project that is gone", it.name));
            }
            if it.tool_authentication && !it.tier.has_tool_authentication() {
                found.push(format!("instance '{}' cannot have tool authentication", it.name));
            }
        }
    }

    fn check_invites(&self, now: Timestamp, found: &mut Vec<String>) {
        for (_, it) in self.invites() {
            let is_lost = self.account(it.invited_by).is_none()
                || it.organization.is_some_and(|(id, _)| self.organization(id).is_none());
            if is_lost {
                found.push(format!("invite '{}' names what is gone", it.uuid));
            }
            let organization = it.organization.map(|(id, _)| id);
            let is_elsewhere =
                |id| self.project(id).is_none_or(|it| it.organization != organization);
            if it.is_pending(now) && it.projects.keys().copied().any(is_elsewhere) {
                found.push(format!("invite '{}' names a project of another place", it.uuid));
            }
            if it.organization.is_none() && it.projects.is_empty() {
                found.push(format!("invite '{}' leads nowhere", it.uuid));
            }
        }
    }

    fn check_unique(&self, found: &mut Vec<String>) {
        let mut unique = |what: &str, keys: Vec<String>| {
            let count = keys.len();
            if keys.into_iter().collect::<BTreeSet<_>>().len() < count {
                found.push(format!("two {what} are called the same"));
            }
        };
        unique(
            "accounts",
            self.accounts().map(|(_, it)| it.email.to_lowercase().to_string()).collect(),
        );
        unique("organizations", self.organizations().map(|(_, it)| it.name.to_string()).collect());
        let of_project = |it: &Project| format!("{:?}/{}", it.organization, it.name);
        unique("projects", self.projects().map(|(_, it)| of_project(it)).collect());
        let of_instance = |it: &super::Instance| format!("{:?}/{}", it.project, it.name);
        unique("instances", self.instances().map(|(_, it)| of_instance(it)).collect());
        unique("invites", self.invites().map(|(_, it)| it.uuid.to_string()).collect());
    }
}
