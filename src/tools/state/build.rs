//! From a state in names to a graph. Whoever wrote the state may have written anything: what does not
//! fit is refused, with the place.

use super::model::{
    Alias, AuthRule, Database, DatabaseType, Host, Remote, Role, Server, State, Target, User,
};
use super::row::{Row, is_sound, second};
use super::shards::check_hosts;
use crate::ast::{CypherVersion, Secret};
use crate::exec::{check_alias_name, check_database_name, check_role_name, check_user_name};
use crate::graph::{
    self, AliasTarget, Change, Copies, Credential, Hosted, NativeAuth, PrivilegeKey,
    RemoteDatabase, RoleId, SYSTEM_DATABASE, ServerOptions, ServerState, StoredRow, SystemGraph,
};
use crate::parser::parse_expression;
use crate::privilege::{Access, PUBLIC, PropertyRule, Reach, RuleTest, RuleValue, Segment};
use crate::text::Text;
use crate::tools::constant_value;
use std::collections::{BTreeSet, HashSet};
use std::fmt::Display;
use std::sync::Arc;

/// What of a state makes no sense.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {message}")]
pub struct StateError {
    /// Where: `roles[3] 'analyst', privileges[0]`.
    pub place: String,
    /// What is wrong.
    pub message: String,
}

impl State {
    /// The graph of this state. Ids of users and roles rise in the order of names.
    ///
    /// # Errors
    /// The first thing that makes no sense: a name that is taken or not allowed, a reference to what
    /// is not there, a privilege that no command makes.
    pub fn build(&self) -> Result<SystemGraph, StateError> {
        let mut builder = Builder::default();
        for (at, server) in self.servers.iter().enumerate() {
            builder.server(server).map_err(place("servers", at, &server.name))?;
        }
        if !self.servers.iter().any(|server| server.state == ServerState::Enabled) {
            let message = "No server is enabled.".to_owned();
            return Err(StateError { place: "servers".into(), message });
        }
        if self.default_database.is_empty() || self.default_database.contains(char::is_control) {
            let message = "This is no name.".to_owned();
            return Err(StateError { place: "defaultDatabase".into(), message });
        }
        for (at, database) in self.databases.iter().enumerate() {
            builder.database(database).map_err(place("databases", at, &database.name))?;
        }
        if builder.graph.symbols().get(SYSTEM_DATABASE).is_none() {
            let message = format!("There is no database '{SYSTEM_DATABASE}'.");
            return Err(StateError { place: "databases".into(), message });
        }
        for (at, alias) in self.aliases.iter().enumerate() {
            builder.alias(alias).map_err(place("aliases", at, &alias.name))?;
        }
        for (at, role) in self.roles.iter().enumerate() {
            builder.role(role).map_err(place("roles", at, &role.name))?;
        }
        if builder.graph.public().is_none() {
            let message = format!("There is no role '{PUBLIC}'.");
            return Err(StateError { place: "roles".into(), message });
        }
        for (at, user) in self.users.iter().enumerate() {
            builder.user(user).map_err(place("users", at, &user.name))?;
        }
        for (at, rule) in self.auth_rules.iter().enumerate() {
            builder.auth_rule(rule).map_err(place("authRules", at, &rule.name))?;
        }
        Ok(builder.graph)
    }
}

/// What went wrong inside one element: a further place and a message.
pub(super) struct Wrong(String, String);

fn place(list: &str, at: usize, name: &str) -> impl FnOnce(Wrong) -> StateError + use<> {
    let place = format!("{list}[{at}] '{name}'");
    move |Wrong(inner, message)| StateError { place: place + &inner, message }
}

pub(super) fn wrong<T>(message: impl Display) -> Result<T, Wrong> {
    Err(Wrong(String::new(), message.to_string()))
}

pub(super) fn fail(error: impl Display) -> Wrong {
    Wrong(String::new(), error.to_string())
}

#[derive(Default)]
struct Builder {
    graph: SystemGraph,
    /// Rules that have been looked at.
    rules: HashSet<Arc<PropertyRule>>,
}

impl Builder {
    /// Makes a change that must have an effect.
    fn make(&mut self, change: Change, otherwise: &str) -> Result<(), Wrong> {
        match self.graph.apply(change).is_nothing() {
            true => wrong(otherwise),
            false => Ok(()),
        }
    }

    fn server(&mut self, server: &Server) -> Result<(), Wrong> {
        for text in [&server.name, &server.id, &server.address, &server.http_address] {
            if text.is_empty() || text.contains(|c: char| c.is_whitespace() || c.is_control()) {
                return wrong("Name, id and addresses are words.");
            }
        }
        if self.graph.server(&server.name).is_some() || self.graph.server(&server.id).is_some() {
            return wrong("There is another server with this name or id.");
        }
        let name = self.graph.symbols_mut().intern(&server.name);
        let server = graph::Server {
            id: server.id.clone(),
            address: server.address.clone(),
            http_address: server.http_address.clone(),
            state: server.state,
            options: ServerOptions {
                mode: server.mode_constraint,
                allowed: server.allowed_databases.clone(),
                denied: server.denied_databases.clone(),
                tags: server.tags.clone(),
            },
        };
        self.make(Change::ServerSet { name, server: Some(Box::new(server)) }, "It exists already.")
    }

    fn database(&mut self, database: &Database) -> Result<(), Wrong> {
        let kind = match database.kind {
            DatabaseType::System => graph::DatabaseType::System,
            DatabaseType::Standard => graph::DatabaseType::Standard,
            DatabaseType::Composite => graph::DatabaseType::Composite,
        };
        if (kind == graph::DatabaseType::System) != (database.name == SYSTEM_DATABASE) {
            return wrong(format!("'{SYSTEM_DATABASE}' is the one database of type 'system'."));
        }
        if kind != graph::DatabaseType::System {
            check_database_name(&database.name).map_err(fail)?;
        }
        let hosts: Vec<Hosted> = database.hosts.iter().map(Host::hosted).collect();
        let has_store = kind != graph::DatabaseType::Composite && database.shards.is_none();
        if has_store || !hosts.is_empty() {
            check_hosts(&self.graph, &hosts, "it")?;
        }
        let shards = match &database.shards {
            None => None,
            Some(_) if kind != graph::DatabaseType::Standard || !hosts.is_empty() => {
                return wrong(
                    "A sharded database is of type 'standard', and its shards have the hosts.",
                );
            }
            Some(shards) => Some(Box::new(shards.build(&database.name, &self.graph)?)),
        };
        let content = graph::Database {
            is_online: database.online,
            access: database.access,
            options: database.options.0.clone(),
            language: database.default_language,
            copies: Copies::new(database.primaries, database.secondaries),
            hosts,
            shards,
            started: database.started,
            stopped: database.stopped,
            ..graph::Database::new(kind, database.id.clone(), database.created)
        };
        let name = self.graph.symbols_mut().intern(&database.name);
        let change = Change::DatabaseCreated { name, database: Box::new(content) };
        self.make(change, "A database or shard with this name exists already.")
    }

    fn alias(&mut self, alias: &Alias) -> Result<(), Wrong> {
        check_alias_name(&alias.name).map_err(fail)?;
        if alias.name != alias.name.to_lowercase() {
            return wrong("The name is not in lower case.");
        }
        let composite = match &alias.composite {
            None => None,
            Some(name) => {
                let symbol = self.graph.symbols().get(name);
                let kind = symbol.and_then(|symbol| Some(self.graph.database(symbol)?.kind));
                if kind != Some(graph::DatabaseType::Composite) {
                    return wrong(format!("There is no composite database '{name}'."));
                }
                let rest = alias.name.strip_prefix(name.as_str());
                if !rest.is_some_and(|rest| rest.len() > 1 && rest.starts_with('.')) {
                    return wrong(format!("The name does not begin with '{name}.'."));
                }
                symbol
            }
        };
        let target = match &alias.target {
            Target::Local(name) => {
                let symbol = self.graph.symbols().get(name);
                match symbol.and_then(|symbol| Some((symbol, self.graph.database(symbol)?.kind))) {
                    Some((_, graph::DatabaseType::Composite)) => {
                        return wrong(format!("The target '{name}' is a composite database."));
                    }
                    Some((symbol, _)) => AliasTarget::Local(symbol),
                    None => return wrong(format!("There is no database '{name}'.")),
                }
            }
            Target::Remote(remote) => AliasTarget::Remote(Box::new(remote_database(remote)?)),
        };
        let properties = alias.properties.0.clone();
        let name = self.graph.symbols_mut().intern(&alias.name);
        let alias = Box::new(graph::Alias { composite, target, properties });
        let taken = "A database or alias with this name exists already.";
        self.make(Change::AliasCreated { name, alias }, taken)
    }

    fn role(&mut self, role: &Role) -> Result<(), Wrong> {
        check_role_name(&role.name).map_err(fail)?;
        let name = self.graph.symbols_mut().intern(&role.name);
        let change = Change::RoleCreated { name, is_immutable: role.immutable };
        self.make(change, "A role with this name exists already.")?;
        let Some(id) = self.graph.role_id(name) else { return Ok(()) };
        for (at, row) in role.privileges.iter().enumerate() {
            self.privilege(id, row)
                .map_err(|Wrong(_, message)| Wrong(format!(", privileges[{at}]"), message))?;
        }
        Ok(())
    }

    fn privilege(&mut self, role: RoleId, row: &Row) -> Result<(), Wrong> {
        if !is_sound(row) {
            return wrong("No command makes such a privilege.");
        }
        if let Segment::Pattern(rule) = &row.segment
            && !self.rules.contains(rule)
        {
            check_rule(rule)?;
            self.rules.insert(Arc::clone(rule));
        }
        let mut stored = Vec::with_capacity(2);
        for row in std::iter::once(row.clone()).chain(second(row)) {
            stored.extend(self.stored(&row));
        }
        if let Some(Reach::Named(name)) = stored.first().map(|row| row.scope.reach())
            && self.graph.resolve_database(name) != Some(name)
        {
            return wrong(format!("There is no database '{}'.", self.graph.text(name)));
        }
        for row in stored {
            let privilege = PrivilegeKey::from(row);
            self.make(Change::PrivilegeAssigned { role, privilege }, "It is there twice.")?;
        }
        Ok(())
    }

    fn stored(&mut self, row: &Row) -> Option<StoredRow> {
        let symbols = self.graph.symbols_mut();
        let rule = match &row.segment {
            Segment::Pattern(rule) => Some(symbols.intern_rule((**rule).clone())),
            _ => None,
        };
        row.clone().map(|name: Text| Some(symbols.intern(&name)), |_| rule)
    }

    fn role_ids(&self, roles: &BTreeSet<Text>) -> Result<Vec<RoleId>, Wrong> {
        let id = |name: &Text| match self.graph.role_named(name) {
            Some(_) if name == PUBLIC => wrong(format!("Nobody is granted role '{PUBLIC}'.")),
            Some((id, _)) => Ok(id),
            None => wrong(format!("There is no role '{name}'.")),
        };
        roles.iter().map(id).collect()
    }

    fn user(&mut self, user: &User) -> Result<(), Wrong> {
        check_user_name(&user.name).map_err(fail)?;
        let name = self.graph.symbols_mut().intern(&user.name);
        self.make(Change::UserCreated { name }, "A user with this name exists already.")?;
        let Some(id) = self.graph.user_id(name) else { return Ok(()) };
        if let Some(native) = &user.native {
            let credential = match &native.password {
                None => Credential::unusable(),
                Some(text) => match Credential::parse(&text.0) {
                    Ok(credential) => credential,
                    Err(_) => return wrong("The password is no encrypted password."),
                },
            };
            let native = NativeAuth { credential, change_required: native.change_required };
            let native = Some(Box::new(native));
            self.make(Change::PasswordSet { user: id, native }, "")?;
        } else if user.auth.is_empty() {
            return wrong("There is no way to authenticate: neither 'native' nor 'auth'.");
        }
        for (provider, external) in &user.auth {
            if self.graph.user_with_external_id(provider, external).is_some() {
                return wrong(format!("Another user has the id '{external}' at '{provider}'."));
            }
            if provider.is_empty() || external.is_empty() {
                return wrong("The name of an auth provider or the id there is empty.");
            }
            let (provider, external) = (provider.clone(), Some(external.clone()));
            let _ = self.graph.apply(Change::AuthSet { user: id, provider, id: external });
        }
        let _ = self.graph.apply(Change::StatusSet { user: id, is_suspended: user.suspended });
        let home = user.home_database.as_ref().map(|home| self.graph.symbols_mut().intern(home));
        let _ = self.graph.apply(Change::HomeDatabaseSet { user: id, home });
        let distinct: BTreeSet<&Text> = user.tags.iter().collect();
        if distinct.len() < user.tags.len() || distinct.iter().any(|tag| tag.is_empty()) {
            return wrong("A tag is empty, or there twice.");
        }
        let tags = user.tags.iter().map(|tag| self.graph.symbols_mut().intern(tag)).collect();
        let _ = self.graph.apply(Change::TagsSet { user: id, tags });
        for role in self.role_ids(&user.roles)? {
            let _ = self.graph.apply(Change::RoleGranted { role, user: id });
        }
        Ok(())
    }

    fn auth_rule(&mut self, rule: &AuthRule) -> Result<(), Wrong> {
        if rule.name.is_empty() {
            return wrong("The name is empty.");
        }
        let condition = parse_expression(&rule.condition, CypherVersion::Cypher25)
            .map_err(|error| fail(format!("The condition: {error}")))?;
        let name = self.graph.symbols_mut().intern(&rule.name);
        let change = Change::AuthRuleCreated {
            name,
            condition: Arc::new(condition),
            is_enabled: rule.enabled,
        };
        self.make(change, "An auth rule with this name exists already.")?;
        let Some(id) = self.graph.auth_rule_named(&rule.name).map(|(id, _)| id) else {
            return Ok(());
        };
        for role in self.role_ids(&rule.roles)? {
            let denies = |role: &graph::Role| {
                role.privileges.iter().any(|key| key.access() == Access::Denied)
            };
            if self.graph.role(role).is_some_and(denies) {
                return wrong("A role with DENY privileges cannot be granted to an auth rule.");
            }
            let _ = self.graph.apply(Change::RoleGrantedToRule { role, rule: id });
        }
        Ok(())
    }
}

fn remote_database(remote: &Remote) -> Result<RemoteDatabase, Wrong> {
    let login = match (&remote.user, &remote.password) {
        (Some(user), password) => {
            let password = password.as_ref().map(|text| text.0.clone()).unwrap_or_default();
            Some((user.clone(), Secret::new(password)))
        }
        (None, Some(_)) => return wrong("There is a password, but no user."),
        (None, None) => None,
    };
    Ok(RemoteDatabase {
        database: remote.database.clone(),
        url: remote.url.clone(),
        login,
        driver: remote.driver.0.clone(),
        language: remote.default_language,
    })
}

/// The literals of a rule must be literals.
fn check_rule(rule: &PropertyRule) -> Result<(), Wrong> {
    let values: &[RuleValue] = match &rule.test {
        RuleTest::IsNull | RuleTest::IsNotNull => &[],
        RuleTest::Compare(_, value) | RuleTest::Has { value, .. } => std::slice::from_ref(value),
        RuleTest::In { values, .. } => values,
    };
    for value in values {
        if let RuleValue::Temporal(..) | RuleValue::Point(_) = value
            && constant_value(&value.to_string(), CypherVersion::Cypher25).is_err()
        {
            return wrong(format!("The rule's value {value} is no value."));
        }
    }
    if rule.property.is_empty() || rule.labels().iter().any(|label| label.is_empty()) {
        return wrong("A label or property of the rule is empty.");
    }
    Ok(())
}
