//! A whole console as the statements that would make it anew.
//!
//! Whoever owned an organization makes it again and invites the others, who accept. Roles and
//! memberships that nobody can start with are set in the end. What nobody can type is not among the
//! statements: ids, times, answered invites, API credentials, whose secrets are kept nowhere.

use super::Rows;
use super::commands::{
    COMMANDS, create_instance, create_organization, create_project, literal, name,
    organization_place, project_place, setting_literal,
};
use super::invites::invite_command_of;
use crate::ast::{ConsoleCommand, ConsolePlace, MemberSet, ShowTail};
use crate::aura::{
    AccountId, Console, Organization, OrganizationId, OrganizationRole, Project, ProjectId,
    ProjectRole, SETTINGS, SettingValue, Settings,
};
use crate::query::Row;
use jiff::Timestamp;
use std::collections::BTreeSet;

/// The setting that new projects get tool authentication from.
const TOOL_AUTHENTICATION: &str = "tool-authentication";

/// One row per statement.
pub(super) fn replay(console: &Console, now: Timestamp) -> Rows {
    let row = |command: String| -> Row { vec![command.into()] };
    (&COMMANDS, console_commands(console, now).into_iter().map(row).collect())
}

/// A whole console as the statements that make it of a fresh one. Invites that have expired by now are
/// not among them.
#[must_use]
pub fn console_commands(console: &Console, now: Timestamp) -> Vec<String> {
    let mut replay =
        Replay { console, now, commands: Vec::new(), acting: None, made: BTreeSet::new() };
    replay.accounts();
    let organizations: Vec<_> = console.organizations().collect();
    let tenants: Vec<_> = console.projects().filter(|(_, it)| it.is_tenant()).collect();
    for (id, it) in &organizations {
        replay.organization(*id, it);
    }
    for (id, it) in &tenants {
        replay.tenant(*id, it);
    }
    replay.pending_invites(false);
    for (id, it) in &organizations {
        replay.hand_over(*id, it);
    }
    replay.pending_invites(true);
    replay.current_projects();
    replay.push(ConsoleCommand::Logout);
    replay.commands.iter().map(ToString::to_string).collect()
}

struct Replay<'c> {
    console: &'c Console,
    now: Timestamp,
    commands: Vec<ConsoleCommand>,
    acting: Option<AccountId>,
    /// Service accounts that have been made.
    made: BTreeSet<AccountId>,
}

impl<'c> Replay<'c> {
    fn push(&mut self, command: ConsoleCommand) {
        self.commands.push(command);
    }

    fn email(&self, account: AccountId) -> &'c str {
        self.console.account(account).map_or("", |it| it.email.as_str())
    }

    fn is_service(&self, account: AccountId) -> bool {
        self.console.account(account).is_some_and(|it| it.is_service)
    }

    fn act_as(&mut self, account: AccountId) {
        if self.acting != Some(account) {
            self.push(ConsoleCommand::Login(literal(self.email(account))));
            self.acting = Some(account);
        }
    }

    /// People sign up in the order they did.
    fn accounts(&mut self) {
        for (id, account) in self.console.accounts() {
            if !account.is_service {
                self.act_as(id);
            }
        }
    }

    /// Who makes an organization: an owner, or else a person who is its member or any.
    fn founder(&self, it: &Organization) -> Option<AccountId> {
        let people = || it.members.iter().filter(|(account, _)| !self.is_service(**account));
        let owner = people().find(|(_, member)| member.role == OrganizationRole::Owner);
        let anybody = || self.console.accounts().find(|(_, it)| !it.is_service).map(|(id, _)| id);
        owner.or_else(|| people().next()).map(|(account, _)| *account).or_else(anybody)
    }

    fn organization(&mut self, id: OrganizationId, it: &'c Organization) {
        let Some(founder) = self.founder(it) else { return };
        let place = organization_place(self.console, id);
        self.act_as(founder);
        self.push(create_organization(it));
        self.settings(&place, &it.settings, true);
        let others = it.members.iter().filter(|(account, _)| **account != founder);
        let members: Vec<_> = others.map(|(account, member)| (*account, *member)).collect();
        for role in OrganizationRole::ALL.iter().copied() {
            let invited: Vec<_> = members
                .iter()
                .filter(|(account, member)| member.role == role && !self.is_service(*account))
                .map(|(account, _)| *account)
                .collect();
            self.invite(&invited, &place, role.console_name());
        }
        let services = members.iter().filter(|(account, _)| self.is_service(*account));
        for (account, member) in services.collect::<Vec<_>>() {
            if self.made.insert(*account) {
                self.push(ConsoleCommand::CreateServiceAccount {
                    name: literal(self.email(*account)),
                    organization: name(&it.name),
                });
            }
            if member.role != OrganizationRole::Member {
                self.alter(*account, &place, member.role.console_name());
            }
        }
        self.accept(&members.iter().map(|(account, _)| *account).collect::<Vec<_>>(), founder);
        for (account, _) in it.members.iter().filter(|(_, member)| member.is_exempt) {
            let email = literal(self.email(*account));
            let (on, set) = (place.clone(), MemberSet::Exempt(true));
            self.push(ConsoleCommand::AlterMember { email, on, set });
        }
        for (project, it) in self.console.projects_of(id) {
            self.project(project, it, founder);
        }
    }

    /// The settings of an organization, which start with one, or of a project, which start with none.
    fn settings(&mut self, place: &ConsolePlace, settings: &Settings, is_organization: bool) {
        for setting in &SETTINGS {
            let value = settings.get(setting.key);
            let starts_set = is_organization && setting.key == TOOL_AUTHENTICATION;
            if value.is_some() || starts_set {
                let value = value.map(setting_literal);
                let (of, key) = (place.clone(), literal(setting.key));
                self.push(ConsoleCommand::Setting { of, key, value });
            }
        }
    }

    fn invite(&mut self, accounts: &[AccountId], to: &ConsolePlace, role: &str) {
        if !accounts.is_empty() {
            self.push(ConsoleCommand::Invite {
                emails: accounts.iter().map(|it| literal(self.email(*it))).collect(),
                to: to.clone(),
                role: name(&role.into()),
                organization_role: None,
                tail: ShowTail::None,
            });
        }
    }

    /// The invited accept, and the one who invited goes on.
    fn accept(&mut self, accounts: &[AccountId], founder: AccountId) {
        let people = accounts.iter().copied().filter(|it| !self.is_service(*it));
        for account in people.collect::<Vec<_>>() {
            self.act_as(account);
            self.push(ConsoleCommand::Answer { accept: true, invites: None });
        }
        self.act_as(founder);
    }

    fn alter(&mut self, account: AccountId, on: &ConsolePlace, role: &str) {
        let (email, on) = (literal(self.email(account)), on.clone());
        let set = MemberSet::Role(name(&role.into()));
        self.push(ConsoleCommand::AlterMember { email, on, set });
    }

    fn project(&mut self, id: ProjectId, it: &'c Project, founder: AccountId) {
        let place = project_place(self.console, id);
        let Some(organization) = it.organization.and_then(|id| self.console.organization(id))
        else {
            return;
        };
        self.commands.extend(create_project(self.console, id));
        self.settings(&place, &it.settings, false);
        let default = organization.settings.get(TOOL_AUTHENTICATION);
        if default != Some(&SettingValue::Switch(it.tool_authentication)) {
            self.push(ConsoleCommand::ToolAuthentication {
                of: place.clone(),
                enabled: it.tool_authentication,
                for_new: true,
            });
        }
        self.instances(id);
        for role in ProjectRole::ALL.iter().copied() {
            let others = it.members.iter().filter(|(id, of)| **id != founder && **of == role);
            let emails: Vec<_> = others.map(|(id, _)| literal(self.email(*id))).collect();
            if !emails.is_empty() {
                let (to, role) = (place.clone(), name(&role.console_name().into()));
                self.push(ConsoleCommand::AddMembers { emails, to, role });
            }
        }
    }

    fn tenant(&mut self, id: ProjectId, it: &'c Project) {
        let admins = it.members.iter().filter(|(_, role)| **role == ProjectRole::Admin);
        let Some(founder) = admins.map(|(id, _)| *id).next() else { return };
        let place = project_place(self.console, id);
        self.act_as(founder);
        self.commands.extend(create_project(self.console, id));
        self.instances(id);
        let mut all = Vec::new();
        for role in ProjectRole::ALL.iter().copied() {
            let others = it.members.iter().filter(|(id, of)| **id != founder && **of == role);
            let invited: Vec<_> = others.map(|(id, _)| *id).collect();
            self.invite(&invited, &place, it.role_name(role));
            all.extend(invited);
        }
        self.accept(&all, founder);
    }

    fn instances(&mut self, id: ProjectId) {
        for (_, it) in self.console.instances_of(id) {
            self.commands.extend(create_instance(self.console, it));
        }
    }

    /// Invites that wait for an answer, from whoever made the place. Who made it is a member until the
    /// place is handed over, so that an invite to them comes after that.
    fn pending_invites(&mut self, are_to_founders: bool) {
        let (console, now) = (self.console, self.now);
        for (_, it) in console.invites().filter(|(_, it)| it.is_pending(now)) {
            let organization = it.organization.and_then(|(id, _)| self.console.organization(id));
            let founder = match organization {
                Some(organization) => self.founder(organization),
                None => it.projects.keys().next().and_then(|id| {
                    let members = &self.console.project(*id)?.members;
                    let mut admins =
                        members.iter().filter(|(_, role)| **role == ProjectRole::Admin);
                    admins.next().map(|(id, _)| *id)
                }),
            };
            let places = it.projects.iter().map(|(id, role)| Some((*id, *role)));
            let whole = it.projects.is_empty().then_some(None);
            for place in places.chain(whole) {
                let command = invite_command_of(self.console, it, place);
                let (Some(founder), Some(command)) = (founder, command) else { continue };
                let is_to_founder = it.email == self.email(founder);
                if is_to_founder != are_to_founders {
                    continue;
                }
                let project = place.map(|(project, _)| project);
                let still =
                    if is_to_founder { self.who_still_may(founder, project) } else { founder };
                self.act_as(still);
                self.push(command);
            }
        }
    }

    /// Who invites to a project once its founder has left: the founder as owner of the organization, or
    /// an admin of the project.
    fn who_still_may(&self, founder: AccountId, project: Option<ProjectId>) -> AccountId {
        let Some(project) = project.and_then(|id| self.console.project(id)) else { return founder };
        let organization = project.organization.and_then(|id| self.console.organization(id));
        let role = organization.and_then(|it| it.members.get(&founder)).map(|it| it.role);
        if role == Some(OrganizationRole::Owner) {
            return founder;
        }
        let mut admins = project
            .members
            .iter()
            .filter(|(id, role)| **role == ProjectRole::Admin && !self.is_service(**id));
        admins.next().map_or(founder, |(id, _)| *id)
    }

    /// The founder takes the roles that they have, which were more until now.
    fn hand_over(&mut self, id: OrganizationId, it: &'c Organization) {
        let Some(founder) = self.founder(it) else { return };
        for (project, node) in self.console.projects_of(id) {
            let place = project_place(self.console, project);
            match node.members.get(&founder) {
                Some(ProjectRole::Admin) => {}
                Some(role) => {
                    self.act_as(founder);
                    self.alter(founder, &place, node.role_name(*role));
                }
                None => {
                    self.act_as(founder);
                    let email = literal(self.email(founder));
                    let command =
                        ConsoleCommand::RemoveMember { email, from: place, if_exists: false };
                    self.push(command);
                }
            }
        }
        let place = organization_place(self.console, id);
        match it.members.get(&founder).map(|member| member.role) {
            Some(OrganizationRole::Owner) => {}
            Some(role) => {
                self.act_as(founder);
                self.alter(founder, &place, role.console_name());
            }
            None => {
                self.act_as(founder);
                let email = literal(self.email(founder));
                self.push(ConsoleCommand::RemoveMember { email, from: place, if_exists: false });
            }
        }
    }

    fn current_projects(&mut self) {
        for (id, account) in self.console.accounts() {
            let is_member = |project: &ProjectId| {
                self.console.project(*project).is_some_and(|it| it.members.contains_key(&id))
            };
            if let Some(project) = account.current.filter(is_member).filter(|_| !account.is_service)
            {
                self.act_as(id);
                let place = project_place(self.console, project);
                self.push(ConsoleCommand::SwitchTo(place));
            }
        }
    }
}
