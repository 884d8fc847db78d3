//! Applying changes and taking them back.
//!
//! A change that does not fit (its thing is missing, its number in use) changes nothing.

use super::change::{Before, Change, Undo};
use super::console::Console;
use std::collections::BTreeMap;

impl Console {
    /// Makes one change and says how to take it back.
    pub fn apply(&mut self, change: Change) -> Undo {
        Undo(self.step(change).unwrap_or_default())
    }

    /// Takes changes back, the last one first.
    pub fn undo(&mut self, undos: impl DoubleEndedIterator<Item = Undo>) {
        for before in undos.rev().flat_map(|undo| undo.0.into_iter().rev()) {
            match before {
                Before::Account(id, node) => put(&mut self.accounts, id, node),
                Before::Organization(id, node) => put(&mut self.organizations, id, node),
                Before::Project(id, node) => put(&mut self.projects, id, node),
                Before::Instance(id, node) => put(&mut self.instances, id, node),
                Before::Invite(id, node) => put(&mut self.invites, id, node),
                Before::Credential(id, node) => put(&mut self.credentials, id, node),
            }
        }
    }

    /// None when nothing changes.
    fn step(&mut self, change: Change) -> Option<Vec<Before>> {
        let before = match change {
            Change::AccountCreated { id, account } => {
                add(&mut self.accounts, id, *account)?;
                Before::Account(id, None)
            }
            Change::AccountSeen { account, at } => {
                let old = edit(&mut self.accounts, account, |it| it.last_activity = Some(at))?;
                Before::Account(account, Some(old))
            }
            Change::CurrentProjectSet { account, project } => {
                let old = edit(&mut self.accounts, account, |it| it.current = project)?;
                Before::Account(account, Some(old))
            }
            Change::OrganizationCreated { id, organization } => {
                add(&mut self.organizations, id, *organization)?;
                Before::Organization(id, None)
            }
            Change::OrganizationRenamed { organization, name } => {
                let old = edit(&mut self.organizations, organization, |it| it.name = name)?;
                Before::Organization(organization, Some(old))
            }
            Change::OrganizationDropped { organization } => {
                return self.drop_organization(organization);
            }
            Change::SettingSet { organization, key, value } => {
                let old = edit(&mut self.organizations, organization, |it| {
                    set(&mut it.settings, key, value);
                })?;
                Before::Organization(organization, Some(old))
            }
            Change::ProjectSettingSet { project, key, value } => {
                let old = edit(&mut self.projects, project, |it| {
                    set(&mut it.settings, key, value);
                })?;
                Before::Project(project, Some(old))
            }
            Change::OrganizationMemberSet { organization, account, member } => {
                let old = edit(&mut self.organizations, organization, |it| {
                    set(&mut it.members, account, member);
                })?;
                Before::Organization(organization, Some(old))
            }
            Change::ProjectCreated { id, project } => {
                add(&mut self.projects, id, *project)?;
                Before::Project(id, None)
            }
            Change::ProjectRenamed { project, name } => {
                let old = edit(&mut self.projects, project, |it| it.name = name)?;
                Before::Project(project, Some(old))
            }
            Change::ProjectTransferred { project, organization } => {
                let old = edit(&mut self.projects, project, |it| {
                    it.organization = Some(organization);
                })?;
                Before::Project(project, Some(old))
            }
            Change::ProjectMemberSet { project, account, role } => {
                let old = edit(&mut self.projects, project, |it| {
                    set(&mut it.members, account, role);
                })?;
                Before::Project(project, Some(old))
            }
            Change::ProjectToolAuthenticationSet { project, is_on } => {
                let old = edit(&mut self.projects, project, |it| it.tool_authentication = is_on)?;
                Before::Project(project, Some(old))
            }
            Change::InstanceSet { id, instance } => {
                Before::Instance(id, exchange(&mut self.instances, id, instance)?)
            }
            Change::InviteCreated { id, invite } => {
                add(&mut self.invites, id, *invite)?;
                Before::Invite(id, None)
            }
            Change::InviteAnswered { invite, answer } => {
                let old = edit(&mut self.invites, invite, |it| {
                    // An answer is final.
                    it.answer.get_or_insert(answer);
                })?;
                Before::Invite(invite, Some(old))
            }
            Change::CredentialSet { id, credential } => {
                Before::Credential(id, exchange(&mut self.credentials, id, credential)?)
            }
        };
        Some(vec![before])
    }

    fn drop_organization(&mut self, id: super::OrganizationId) -> Option<Vec<Before>> {
        if self.projects_of(id).next().is_some() {
            return None;
        }
        let organization = self.organizations.remove(&id)?;
        let mut before = vec![Before::Organization(id, Some(Box::new(organization)))];
        let is_of_it = |invite: &super::Invite| invite.organization.is_some_and(|(of, _)| of == id);
        self.invites.retain(|invite, node| {
            let goes = is_of_it(node);
            if goes {
                before.push(Before::Invite(*invite, Some(Box::new(node.clone()))));
            }
            !goes
        });
        Some(before)
    }
}

fn put<I: Ord, T>(table: &mut BTreeMap<I, T>, id: I, node: Option<Box<T>>) {
    match node {
        Some(node) => table.insert(id, *node),
        None => table.remove(&id),
    };
}

/// Puts a thing in an empty place.
fn add<I: Ord, T>(table: &mut BTreeMap<I, T>, id: I, node: T) -> Option<()> {
    if table.contains_key(&id) {
        return None;
    }
    table.insert(id, node);
    Some(())
}

/// Changes a thing and gives back what it was; none when it stays the same.
fn edit<I: Ord, T: Clone + PartialEq>(
    table: &mut BTreeMap<I, T>,
    id: I,
    change: impl FnOnce(&mut T),
) -> Option<Box<T>> {
    let node = table.get_mut(&id)?;
    let old = node.clone();
    change(node);
    (*node != old).then(|| Box::new(old))
}

/// Fills, changes or empties a place and gives back what was there; none when it stays the same.
fn exchange<I: Ord + Copy, T: PartialEq>(
    table: &mut BTreeMap<I, T>,
    id: I,
    node: Option<Box<T>>,
) -> Option<Option<Box<T>>> {
    if table.get(&id) == node.as_deref() {
        return None;
    }
    let old = table.remove(&id).map(Box::new);
    put(table, id, node);
    Some(old)
}

fn set<K: Ord, V>(map: &mut BTreeMap<K, V>, key: K, value: Option<V>) {
    match value {
        Some(value) => map.insert(key, value),
        None => map.remove(&key),
    };
}
