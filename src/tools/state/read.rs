//! From the graph to its state in names.

use super::model::{
    Alias, AuthRule, Database, DatabaseType, Hidden, Host, Native, Remote, Role, Secrets, Server,
    State, Target, User, Values,
};
use super::row::{Row, is_second, order};
use super::shards::Shards;
use crate::graph::{self, AliasTarget, RoleId, RuleId, StoredRow, Symbol, SystemGraph};
use crate::privilege::PropertyRule;
use crate::text::Text;
use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

impl State {
    /// The state of a graph whose default database is `default_database`.
    #[must_use]
    pub fn of(graph: &SystemGraph, default_database: &str, secrets: Secrets) -> Self {
        let reader = Reader { graph, secrets };
        let mut state = Self {
            default_database: default_database.into(),
            servers: graph.servers().map(|(name, server)| reader.server(name, server)).collect(),
            databases: graph.databases().map(|(name, of)| reader.database(name, of)).collect(),
            aliases: graph.aliases().map(|(name, alias)| reader.alias(name, alias)).collect(),
            roles: reader.roles(),
            users: graph.users().map(|(_, user)| reader.user(user)).collect(),
            auth_rules: graph.auth_rules().map(|(_, rule)| reader.auth_rule(rule)).collect(),
        };
        state.sort();
        state
    }

    /// Puts every list in its order.
    pub(super) fn sort(&mut self) {
        self.servers.sort_by(|a, b| a.name.cmp(&b.name));
        self.databases.sort_by(|a, b| a.name.cmp(&b.name));
        self.aliases.sort_by(|a, b| a.name.cmp(&b.name));
        self.roles.sort_by(|a, b| a.name.cmp(&b.name));
        self.users.sort_by(|a, b| a.name.cmp(&b.name));
        self.auth_rules.sort_by(|a, b| a.name.cmp(&b.name));
        for role in &mut self.roles {
            role.privileges.sort_by(order);
            role.privileges.dedup();
        }
    }
}

struct Reader<'g> {
    graph: &'g SystemGraph,
    secrets: Secrets,
}

impl Reader<'_> {
    fn text(&self, symbol: Symbol) -> Text {
        self.graph.text(symbol).into()
    }

    fn server(&self, name: Symbol, server: &graph::Server) -> Server {
        Server {
            name: self.text(name),
            id: server.id.clone(),
            address: server.address.clone(),
            http_address: server.http_address.clone(),
            state: server.state,
            mode_constraint: server.options.mode,
            allowed_databases: server.options.allowed.clone(),
            denied_databases: server.options.denied.clone(),
            tags: server.options.tags.clone(),
        }
    }

    fn database(&self, name: Symbol, database: &graph::Database) -> Database {
        Database {
            name: self.text(name),
            kind: match database.kind {
                graph::DatabaseType::System => DatabaseType::System,
                graph::DatabaseType::Standard => DatabaseType::Standard,
                graph::DatabaseType::Composite => DatabaseType::Composite,
            },
            id: database.id.clone(),
            online: database.is_online,
            access: database.access,
            default_language: database.language,
            primaries: database.copies.primaries,
            secondaries: database.copies.secondaries,
            options: Values(database.options.clone()),
            hosts: database.hosts.iter().map(Host::of).collect(),
            shards: database.shards.as_ref().map(|shards| Box::new(Shards::of(shards))),
            created: database.created,
            started: database.started,
            stopped: database.stopped,
        }
    }

    fn alias(&self, name: Symbol, alias: &graph::Alias) -> Alias {
        let target = match &alias.target {
            AliasTarget::Local(database) => Target::Local(self.text(*database)),
            AliasTarget::Remote(remote) => Target::Remote(Box::new(self.remote(remote))),
        };
        Alias {
            name: self.text(name),
            composite: alias.composite.map(|composite| self.text(composite)),
            target,
            properties: Values(alias.properties.clone()),
        }
    }

    fn remote(&self, remote: &graph::RemoteDatabase) -> Remote {
        let password = remote.login.as_ref().map(|(_, password)| password.expose());
        // Without text it was left out of the dump this graph came from.
        let password = password.filter(|text| self.secrets == Secrets::All && !text.is_empty());
        Remote {
            database: remote.database.clone(),
            url: remote.url.clone(),
            user: remote.login.as_ref().map(|(user, _)| user.clone()),
            password: password.map(|text| Hidden(text.to_owned())),
            driver: Values(remote.driver.clone()),
            default_language: remote.language,
        }
    }

    fn roles(&self) -> Vec<Role> {
        let mut rules: HashMap<RuleId, Arc<PropertyRule>> = HashMap::new();
        let graph = self.graph;
        let role = |(_, role): (RoleId, &graph::Role)| Role {
            name: self.text(role.name),
            immutable: role.is_immutable,
            privileges: role
                .privileges
                .iter()
                .map(StoredRow::from)
                .filter(|row| !is_second(row))
                .filter_map(|row| {
                    let rule = |id| {
                        let known = rules.get(&id).cloned();
                        known.or_else(|| {
                            let rule = Arc::new(graph.symbols().rule(id)?.clone());
                            rules.insert(id, Arc::clone(&rule));
                            Some(rule)
                        })
                    };
                    row.map(|symbol| Some(self.text(symbol)), rule)
                })
                .collect::<Vec<Row>>(),
        };
        graph.roles().map(role).collect()
    }

    fn role_names(&self, roles: &BTreeSet<RoleId>) -> BTreeSet<Text> {
        let name = |id: &RoleId| Some(self.text(self.graph.role(*id)?.name));
        roles.iter().filter_map(name).collect()
    }

    fn user(&self, user: &graph::User) -> User {
        User {
            name: self.text(user.name),
            native: user.native.as_ref().map(|native| Native {
                password: (self.secrets != Secrets::None && !native.credential.is_unusable())
                    .then(|| Hidden(native.credential.expose())),
                change_required: native.change_required,
            }),
            auth: user.external.clone(),
            suspended: user.is_suspended,
            home_database: user.home.map(|home| self.text(home)),
            tags: user.tags.iter().map(|tag| self.text(*tag)).collect(),
            roles: self.role_names(&user.roles),
        }
    }

    fn auth_rule(&self, rule: &graph::AuthRule) -> AuthRule {
        AuthRule {
            name: self.text(rule.name),
            condition: rule.condition.to_string(),
            enabled: rule.is_enabled,
            roles: self.role_names(&rule.roles),
        }
    }
}
