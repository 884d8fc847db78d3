//! Applying changes and taking them back.
//!
//! A change that makes no sense in the present state (an unknown id, a name that is taken) changes
//! nothing: whoever makes changes has looked before.

use super::change::{Change, LostPrivileges, Undo, UndoStep};
use super::database::{Alias, AliasTarget};
use super::slab::{AuthRuleId, RoleId, UserId};
use super::symbols::Symbol;
use super::system_graph::SystemGraph;
use super::user::{AuthRule, Role, User};
use crate::text::Text;
use std::mem::replace;

impl SystemGraph {
    /// Makes a change and says how to take it back.
    pub fn apply(&mut self, change: Change) -> Undo {
        Undo(self.step(change).unwrap_or(UndoStep::Nothing))
    }

    /// Takes changes back, the last one first.
    pub fn undo(&mut self, undos: impl DoubleEndedIterator<Item = Undo>) {
        for undo in undos.rev() {
            self.take_back(undo.0);
        }
    }

    /// None when nothing changes.
    fn step(&mut self, change: Change) -> Option<UndoStep> {
        let undo = match change {
            Change::UserCreated { name } => return self.create_user(name),
            Change::UserDropped { user } => return self.drop_user(user),
            Change::UserRenamed { user, name } => Change::UserRenamed {
                user,
                name: rename(&mut self.index.users, user, name, |id| {
                    self.users.get_mut(id).map(|user| &mut user.name)
                })?,
            },
            Change::PasswordSet { user, native } => {
                let place = &mut self.users.get_mut(user)?.native;
                let native = exchange(place, native.map(|native| *native))?;
                Change::PasswordSet { user, native: native.map(Box::new) }
            }
            Change::AuthSet { user, provider, id } => return self.set_auth(user, provider, id),
            Change::StatusSet { user, is_suspended } => {
                let place = &mut self.users.get_mut(user)?.is_suspended;
                Change::StatusSet { user, is_suspended: exchange(place, is_suspended)? }
            }
            Change::HomeDatabaseSet { user, home } => {
                let place = &mut self.users.get_mut(user)?.home;
                Change::HomeDatabaseSet { user, home: exchange(place, home)? }
            }
            Change::TagsSet { user, tags } => {
                let place = &mut self.users.get_mut(user)?.tags;
                Change::TagsSet { user, tags: exchange(place, tags)? }
            }
            Change::RoleCreated { name, is_immutable } => {
                return self.create_role(name, is_immutable);
            }
            Change::RoleDropped { role } => return self.drop_role(role),
            Change::RoleRenamed { role, name } => Change::RoleRenamed {
                role,
                name: rename(&mut self.index.roles, role, name, |id| {
                    self.roles.get_mut(id).map(|role| &mut role.name)
                })?,
            },
            Change::RoleGranted { role, user } => {
                let members = &mut self.roles.get_mut(role)?.members;
                let is_new = self.users.get_mut(user)?.roles.insert(role);
                members.insert(user);
                is_new.then_some(Change::RoleRevoked { role, user })?
            }
            Change::RoleRevoked { role, user } => {
                let was_there = self.users.get_mut(user)?.roles.remove(&role);
                self.roles.get_mut(role)?.members.remove(&user);
                was_there.then_some(Change::RoleGranted { role, user })?
            }
            Change::RoleGrantedToRule { role, rule } => {
                let rules = &mut self.roles.get_mut(role)?.auth_rules;
                let is_new = self.auth_rules.get_mut(rule)?.roles.insert(role);
                rules.insert(rule);
                is_new.then_some(Change::RoleRevokedFromRule { role, rule })?
            }
            Change::RoleRevokedFromRule { role, rule } => {
                let was_there = self.auth_rules.get_mut(rule)?.roles.remove(&role);
                self.roles.get_mut(role)?.auth_rules.remove(&rule);
                was_there.then_some(Change::RoleGrantedToRule { role, rule })?
            }
            Change::PrivilegeAssigned { role, privilege } => {
                let is_new = self.roles.get_mut(role)?.privileges.insert(privilege);
                is_new.then_some(Change::PrivilegeRemoved { role, privilege })?
            }
            Change::PrivilegeRemoved { role, privilege } => {
                let was_there = self.roles.get_mut(role)?.privileges.remove(privilege);
                was_there.then_some(Change::PrivilegeAssigned { role, privilege })?
            }
            Change::AuthRuleCreated { name, condition, is_enabled } => {
                let rule = AuthRule { name, condition, is_enabled, roles: Default::default() };
                return self.create_auth_rule(rule);
            }
            Change::AuthRuleDropped { rule } => return self.drop_auth_rule(rule),
            Change::AuthRuleRenamed { rule, name } => Change::AuthRuleRenamed {
                rule,
                name: rename(&mut self.index.auth_rules, rule, name, |id| {
                    self.auth_rules.get_mut(id).map(|rule| &mut rule.name)
                })?,
            },
            Change::AuthRuleAltered { rule: id, condition, is_enabled } => {
                let rule = self.auth_rules.get_mut(id)?;
                if rule.is_enabled == is_enabled && rule.condition == condition {
                    return None;
                }
                Change::AuthRuleAltered {
                    rule: id,
                    condition: replace(&mut rule.condition, condition),
                    is_enabled: replace(&mut rule.is_enabled, is_enabled),
                }
            }
            Change::DatabaseCreated { name, database } => {
                let own = self.symbols.text(name);
                let is_taken = self.is_taken(name)
                    || database.shards().any(|(id, _)| self.is_text_taken(&id.name(own)));
                if is_taken {
                    return None;
                }
                self.databases.insert(name, database);
                Change::DatabaseDropped { name }
            }
            Change::DatabaseDropped { name } => {
                let database = self.databases.remove(&name)?;
                let lost = self.remove_privileges_on(name);
                return Some(UndoStep::RestoreDatabase(name, database, lost));
            }
            Change::DatabaseAltered { name, database } => {
                let database = exchange(self.databases.get_mut(&name)?, database)?;
                Change::DatabaseAltered { name, database }
            }
            Change::AliasCreated { name, alias } => {
                if self.is_taken(name) {
                    return None;
                }
                self.index_alias(name, &alias);
                self.aliases.insert(name, alias);
                Change::AliasDropped { name }
            }
            Change::AliasDropped { name } => {
                let alias = self.aliases.remove(&name)?;
                self.unindex_alias(name, &alias);
                let lost = self.remove_privileges_on(name);
                return Some(UndoStep::RestoreAlias(name, alias, lost));
            }
            Change::AliasAltered { name, alias } => {
                let old = self.aliases.get(&name).filter(|old| **old != alias)?.clone();
                self.unindex_alias(name, &old);
                self.index_alias(name, &alias);
                self.aliases.insert(name, alias);
                Change::AliasAltered { name, alias: old }
            }
            Change::ServerSet { name, server } => {
                if self.servers.get(&name) == server.as_ref() {
                    return None;
                }
                let server = match server {
                    Some(server) => self.servers.insert(name, server),
                    None => self.servers.remove(&name),
                };
                Change::ServerSet { name, server }
            }
            Change::ServerRenamed { from, to } => {
                if self.servers.contains_key(&to) {
                    return None;
                }
                let server = self.servers.remove(&from)?;
                self.servers.insert(to, server);
                Change::ServerRenamed { from: to, to: from }
            }
        };
        Some(UndoStep::Change(undo))
    }

    fn take_back(&mut self, undo: UndoStep) {
        match undo {
            UndoStep::Nothing => {}
            UndoStep::Change(change) => {
                self.step(change);
            }
            UndoStep::ForgetUser => {
                if let Some(user) = self.users.pop() {
                    self.index.users.remove(&user.name);
                }
            }
            UndoStep::RestoreUser(id, user) => self.restore_user(id, user),
            UndoStep::ForgetRole => {
                if let Some(role) = self.roles.pop() {
                    self.index.roles.remove(&role.name);
                }
            }
            UndoStep::RestoreRole(id, role) => self.restore_role(id, role),
            UndoStep::ForgetAuthRule => {
                if let Some(rule) = self.auth_rules.pop() {
                    self.index.auth_rules.remove(&rule.name);
                }
            }
            UndoStep::RestoreAuthRule(id, rule) => self.restore_auth_rule(id, rule),
            UndoStep::RestoreDatabase(name, database, lost) => {
                self.databases.insert(name, database);
                self.restore_privileges(lost);
            }
            UndoStep::RestoreAlias(name, alias, lost) => {
                self.index_alias(name, &alias);
                self.aliases.insert(name, alias);
                self.restore_privileges(lost);
            }
        }
    }

    fn is_taken(&self, name: Symbol) -> bool {
        self.databases.contains_key(&name)
            || self.aliases.contains_key(&name)
            || self.shard(self.symbols.text(name)).is_some()
    }

    fn is_text_taken(&self, name: &str) -> bool {
        self.symbols.get(name).is_some_and(|name| self.is_taken(name)) || self.shard(name).is_some()
    }

    fn create_user(&mut self, name: Symbol) -> Option<UndoStep> {
        if self.index.users.contains_key(&name) {
            return None;
        }
        let id = self.users.push(User::new(name));
        self.index.users.insert(name, id);
        Some(UndoStep::ForgetUser)
    }

    fn drop_user(&mut self, id: UserId) -> Option<UndoStep> {
        let user = self.users.take(id)?;
        self.index.users.remove(&user.name);
        for (provider, external) in &user.external {
            self.index.external_ids.remove(&(provider.clone(), external.clone()));
        }
        for role in &user.roles {
            if let Some(role) = self.roles.get_mut(*role) {
                role.members.remove(&id);
            }
        }
        Some(UndoStep::RestoreUser(id, user))
    }

    fn restore_user(&mut self, id: UserId, user: Box<User>) {
        self.index.users.insert(user.name, id);
        for (provider, external) in &user.external {
            self.index.external_ids.insert((provider.clone(), external.clone()), id);
        }
        for role in &user.roles {
            if let Some(role) = self.roles.get_mut(*role) {
                role.members.insert(id);
            }
        }
        self.users.put_back(id, user);
    }

    fn set_auth(&mut self, user: UserId, provider: Text, id: Option<Text>) -> Option<UndoStep> {
        let external = &mut self.users.get_mut(user)?.external;
        if external.get(&provider) == id.as_ref() {
            return None;
        }
        let old = match &id {
            Some(id) => external.insert(provider.clone(), id.clone()),
            None => external.remove(&provider),
        };
        if let Some(old) = &old {
            self.index.external_ids.remove(&(provider.clone(), old.clone()));
        }
        if let Some(id) = id {
            self.index.external_ids.insert((provider.clone(), id), user);
        }
        Some(UndoStep::Change(Change::AuthSet { user, provider, id: old }))
    }

    fn create_role(&mut self, name: Symbol, is_immutable: bool) -> Option<UndoStep> {
        if self.index.roles.contains_key(&name) {
            return None;
        }
        let id = self.roles.push(Role::new(name, is_immutable));
        self.index.roles.insert(name, id);
        Some(UndoStep::ForgetRole)
    }

    fn drop_role(&mut self, id: RoleId) -> Option<UndoStep> {
        let role = self.roles.take(id)?;
        self.index.roles.remove(&role.name);
        for user in &role.members {
            if let Some(user) = self.users.get_mut(*user) {
                user.roles.remove(&id);
            }
        }
        for rule in &role.auth_rules {
            if let Some(rule) = self.auth_rules.get_mut(*rule) {
                rule.roles.remove(&id);
            }
        }
        Some(UndoStep::RestoreRole(id, role))
    }

    fn restore_role(&mut self, id: RoleId, role: Box<Role>) {
        self.index.roles.insert(role.name, id);
        for user in &role.members {
            if let Some(user) = self.users.get_mut(*user) {
                user.roles.insert(id);
            }
        }
        for rule in &role.auth_rules {
            if let Some(rule) = self.auth_rules.get_mut(*rule) {
                rule.roles.insert(id);
            }
        }
        self.roles.put_back(id, role);
    }

    fn create_auth_rule(&mut self, rule: AuthRule) -> Option<UndoStep> {
        if self.index.auth_rules.contains_key(&rule.name) {
            return None;
        }
        let name = rule.name;
        let id = self.auth_rules.push(rule);
        self.index.auth_rules.insert(name, id);
        Some(UndoStep::ForgetAuthRule)
    }

    fn drop_auth_rule(&mut self, id: AuthRuleId) -> Option<UndoStep> {
        let rule = self.auth_rules.take(id)?;
        self.index.auth_rules.remove(&rule.name);
        for role in &rule.roles {
            if let Some(role) = self.roles.get_mut(*role) {
                role.auth_rules.remove(&id);
            }
        }
        Some(UndoStep::RestoreAuthRule(id, rule))
    }

    fn restore_auth_rule(&mut self, id: AuthRuleId, rule: Box<AuthRule>) {
        self.index.auth_rules.insert(rule.name, id);
        for role in &rule.roles {
            if let Some(role) = self.roles.get_mut(*role) {
                role.auth_rules.insert(id);
            }
        }
        self.auth_rules.put_back(id, rule);
    }

    /// Takes every privilege away that names a database or alias.
    fn remove_privileges_on(&mut self, name: Symbol) -> LostPrivileges {
        let mut lost = LostPrivileges::new();
        for (id, role) in self.roles.iter() {
            lost.extend(role.privileges.on_database(name).map(|privilege| (id, privilege)));
        }
        for (role, privilege) in &lost {
            if let Some(role) = self.roles.get_mut(*role) {
                role.privileges.remove(*privilege);
            }
        }
        lost
    }

    fn restore_privileges(&mut self, lost: LostPrivileges) {
        for (role, privilege) in lost {
            if let Some(role) = self.roles.get_mut(role) {
                role.privileges.insert(privilege);
            }
        }
    }

    fn index_alias(&mut self, name: Symbol, alias: &Alias) {
        if let AliasTarget::Local(target) = alias.target {
            self.index.aliases_of.entry(target).or_default().insert(name);
        }
    }

    fn unindex_alias(&mut self, name: Symbol, alias: &Alias) {
        if let AliasTarget::Local(target) = alias.target
            && let Some(names) = self.index.aliases_of.get_mut(&target)
        {
            names.remove(&name);
            if names.is_empty() {
                self.index.aliases_of.remove(&target);
            }
        }
    }
}

/// Puts `new` in a place and gives back what was there; none when it was the same.
fn exchange<T: PartialEq>(place: &mut T, new: T) -> Option<T> {
    (*place != new).then(|| replace(place, new))
}

/// Gives a node another name, if it exists and the name is free, and returns the old one.
fn rename<'a, I: Copy>(
    index: &mut rustc_hash::FxHashMap<Symbol, I>,
    id: I,
    new: Symbol,
    name_of: impl FnOnce(I) -> Option<&'a mut Symbol>,
) -> Option<Symbol> {
    let name = name_of(id)?;
    if index.contains_key(&new) {
        return None;
    }
    let old = replace(name, new);
    index.remove(&old);
    index.insert(new, id);
    Some(old)
}
