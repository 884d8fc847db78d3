//! Random systems, kept as a graph with its engine and as a model's state, and random requests.

use super::model::{Role, Row, State, User};
use cypher_admin::access::{Access, Element, Part, Request, Shape, Source, Target};
use cypher_admin::graph::{
    Alias, AliasTarget, Change, Credential, Database, DatabaseType, Fresh, PrivilegeKey, RoleId,
    SALT_LENGTH, SystemGraph, UserId,
};
use cypher_admin::privilege::{
    Access as Given, Action, ActionFamily, AllOr, BUILT_IN_ROLES, PrivilegeRow, PropertyRule,
    Reach, Resource, RuleOperator, RuleTest, RuleValue, Scope, Segment,
};
use cypher_admin::text::Text;
use cypher_admin::value::{Map, Value};
use jiff::Timestamp;
use std::collections::BTreeMap;

/// A small generator of numbers: what matters is that a seed gives the same run everywhere.
pub struct Random(u64);

impl Random {
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1)
    }

    pub fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 11).unwrap() % n
    }

    pub fn one_in(&mut self, n: usize) -> bool {
        self.below(n) == 0
    }

    pub fn pick<'a, T>(&mut self, of: &'a [T]) -> &'a T {
        &of[self.below(of.len())]
    }

    fn text(&mut self, of: &[&str]) -> Text {
        (*self.pick(of)).into()
    }

    fn all_or(&mut self, of: &[&str]) -> AllOr<Text> {
        if self.one_in(3) { AllOr::All } else { AllOr::One(self.text(of)) }
    }
}

const LABELS: &[&str] = &["A", "B", "C"];
const TYPES: &[&str] = &["A", "R"];
const PROPERTIES: &[&str] = &["p", "q", "A"];
/// The last four are aliases, the constituents of the composite database `c` among them.
const DATABASES: &[&str] = &["neo4j", "d1", "d2", "c", "remote", "alias", "c.local", "c.remote"];
const HOMES: &[&str] = &["d1", "alias", "gone", "neo4j", "remote", "system", "c"];
const USERS: &[&str] = &["u0", "u1", "u2"];
const PROCEDURES: &[&str] = &["db.a", "db.b", "x.a", "db.long"];
const FUNCTIONS: &[&str] = &["db.a", "db.b", "x.a", "db.long", "abs", "toUPPER"];
const GLOBS: &[&str] = &["db.*", "*.a", "db.?", "db.a", "x.a", "**"];
const RANGES: &[&str] = &["10.0.0.0/8", "10.1.0.0/16", "10.1.2.3/32", "0.0.0.0/0", "11.0.0.0/8"];
const ELEMENT_ACTIONS: &[Action] = &[
    Action::Traverse,
    Action::Read,
    Action::Match,
    Action::CreateElement,
    Action::DeleteElement,
    Action::SetProperty,
    Action::Merge,
];

/// A system twice, and the engine that follows it.
pub struct World {
    pub graph: SystemGraph,
    pub access: Access,
    pub state: State,
}

fn row_of(row: &cypher_admin::privilege::BuiltInRow) -> Row {
    row.map(|name| Some(Text::from(name)), |rule: &PropertyRule| Some(rule.clone())).unwrap()
}

impl World {
    /// A fresh DBMS with three users.
    pub fn new() -> Self {
        let mut graph = SystemGraph::fresh(Fresh {
            credential: Credential::hash("secret", &[1; SALT_LENGTH]),
            change_required: false,
            default_database: "neo4j".into(),
            default_id: "A".into(),
            system_id: "B".into(),
            created: Timestamp::UNIX_EPOCH,
        });
        for name in USERS {
            let name = graph.symbols_mut().intern(name);
            let _ = graph.apply(Change::UserCreated { name });
        }
        let role = |(name, groups): &(&str, &[&[_]])| Role {
            name: (*name).into(),
            rows: groups.iter().copied().flatten().map(row_of).collect(),
        };
        let user = |name: &&str| User { name: (*name).into(), ..User::default() };
        let state = State {
            roles: BUILT_IN_ROLES.iter().map(role).collect(),
            users: USERS.iter().map(user).collect(),
            databases: vec!["neo4j".into(), "system".into()],
            composites: vec![],
            aliases: vec![],
            default_database: "neo4j".into(),
        };
        let default = graph.symbols().get("neo4j");
        Self { access: Access::new(&graph, default), graph, state }
    }

    pub fn role_id(&self, name: &str) -> RoleId {
        self.graph.role_named(name).unwrap().0
    }

    pub fn user_id(&self, name: &str) -> UserId {
        self.graph.user_named(name).unwrap().0
    }

    /// Makes a change; sometimes takes it back and makes it again.
    fn change(&mut self, random: &mut Random, change: Change) {
        let undo = self.graph.apply(change.clone());
        self.access.follow(&self.graph, &undo);
        if random.one_in(4) {
            self.graph.undo([undo.clone()].into_iter());
            self.access.follow(&self.graph, &undo);
            let undo = self.graph.apply(change);
            self.access.follow(&self.graph, &undo);
        }
    }

    pub fn key(&mut self, row: &Row) -> PrivilegeKey {
        // Interning needs the table twice; rules first.
        let rule = match &row.segment {
            Segment::Pattern(rule) => Some(self.graph.symbols_mut().intern_rule(rule.clone())),
            _ => None,
        };
        let symbols = self.graph.symbols_mut();
        let row = row.clone().map(|name| Some(symbols.intern(&name)), |_| rule);
        PrivilegeKey::from(row.unwrap())
    }

    pub fn assign(&mut self, random: &mut Random, role: &str, row: Row) {
        let privilege = self.key(&row);
        let id = self.role_id(role);
        self.change(random, Change::PrivilegeAssigned { role: id, privilege });
        let rows = &mut self.state.roles.iter_mut().find(|r| r.name == role).unwrap().rows;
        if !rows.contains(&row) {
            rows.push(row);
        }
    }

    fn remove(&mut self, random: &mut Random) {
        let at = random.below(self.state.roles.len());
        let role = &mut self.state.roles[at];
        if role.rows.is_empty() {
            return;
        }
        let row = role.rows.swap_remove(random.below(role.rows.len()));
        let name = role.name.clone();
        let privilege = self.key(&row);
        let role = self.role_id(&name);
        self.change(random, Change::PrivilegeRemoved { role, privilege });
    }

    /// One random change of anything.
    pub fn step(&mut self, random: &mut Random) {
        match random.below(25) {
            0..=11 => {
                let row = self.random_row(random);
                let role = random.pick(&self.state.roles).name.clone();
                self.assign(random, &role, row);
            }
            12..=15 => self.remove(random),
            16 => self.create_role(random),
            17 => self.drop_role(random),
            18 | 19 => self.membership(random),
            20 => self.user(random),
            21 | 22 => self.create_database(random),
            23 => self.repoint(random),
            _ => self.drop_database(random),
        }
    }

    fn create_role(&mut self, random: &mut Random) {
        let name = random.text(&["r0", "r1", "r2", "r3"]);
        let symbol = self.graph.symbols_mut().intern(&name);
        self.change(random, Change::RoleCreated { name: symbol, is_immutable: false });
        if self.state.roles.iter().all(|role| role.name != name) {
            self.state.roles.push(Role { name, rows: vec![] });
        }
    }

    fn drop_role(&mut self, random: &mut Random) {
        let name = random.pick(&self.state.roles).name.clone();
        if name == "PUBLIC" {
            return;
        }
        let role = self.role_id(&name);
        self.change(random, Change::RoleDropped { role });
        self.state.roles.retain(|role| role.name != name);
        for user in &mut self.state.users {
            user.roles.retain(|role| *role != name);
        }
    }

    fn membership(&mut self, random: &mut Random) {
        let user = random.text(USERS);
        let role_name = random.pick(&self.state.roles).name.clone();
        if role_name == "PUBLIC" {
            return;
        }
        let (id, role) = (self.user_id(&user), self.role_id(&role_name));
        let at = self.state.users.iter().position(|u| u.name == user).unwrap();
        if self.state.users[at].roles.contains(&role_name) {
            self.change(random, Change::RoleRevoked { role, user: id });
            self.state.users[at].roles.retain(|role| *role != role_name);
        } else {
            self.change(random, Change::RoleGranted { role, user: id });
            self.state.users[at].roles.push(role_name);
        }
    }

    fn user(&mut self, random: &mut Random) {
        let name = random.text(USERS);
        let user = self.user_id(&name);
        let at = self.state.users.iter().position(|u| u.name == name).unwrap();
        if random.one_in(2) {
            let is_suspended = random.one_in(4);
            self.change(random, Change::StatusSet { user, is_suspended });
            self.state.users[at].is_suspended = is_suspended;
        } else {
            let home = (!random.one_in(3)).then(|| random.text(HOMES));
            let symbol = home.as_ref().map(|home| self.graph.symbols_mut().intern(home));
            self.change(random, Change::HomeDatabaseSet { user, home: symbol });
            self.state.users[at].home = home;
        }
    }

    fn create_database(&mut self, random: &mut Random) {
        let name = random.text(&DATABASES[1..]);
        let is_there = |name: &Text| self.state.databases.contains(name);
        if is_there(&name) || self.state.aliases.iter().any(|(alias, _)| *alias == name) {
            return;
        }
        let composite = name.split_once('.').map(|(composite, _)| Text::from(composite));
        if composite.as_ref().is_some_and(|composite| !is_there(composite)) {
            return;
        }
        let symbol = self.graph.symbols_mut().intern(&name);
        match name.as_str() {
            "alias" | "remote" | "c.local" | "c.remote" => {
                let local = name == "alias" || name == "c.local";
                let to = if name == "alias" { "d1" } else { "d2" };
                // The server wants the target of a local alias to be there.
                if local && !self.state.databases.contains(&Text::from(to)) {
                    return;
                }
                let target = self.graph.symbols_mut().intern(to);
                let composite =
                    composite.map(|composite| self.graph.symbols_mut().intern(&composite));
                let target = if local {
                    AliasTarget::Local(target)
                } else {
                    AliasTarget::Remote(Box::new(cypher_admin::graph::RemoteDatabase {
                        database: "far".into(),
                        url: "neo4j://far".into(),
                        login: None,
                        driver: BTreeMap::new(),
                        language: Default::default(),
                    }))
                };
                let alias = Alias { composite, target, properties: BTreeMap::new() };
                self.change(random, Change::AliasCreated { name: symbol, alias: Box::new(alias) });
                self.state.aliases.push((name, local.then(|| to.into())));
            }
            _ => {
                let is_composite = name == "c";
                let kind = match is_composite {
                    true => DatabaseType::Composite,
                    false => DatabaseType::Standard,
                };
                let database = Database::new(kind, "X".into(), Timestamp::UNIX_EPOCH);
                self.change(
                    random,
                    Change::DatabaseCreated { name: symbol, database: Box::new(database) },
                );
                if is_composite {
                    self.state.composites.push(name.clone());
                }
                self.state.databases.push(name);
            }
        }
    }

    /// Points a local alias to another database. What was said of the first stays with it.
    fn repoint(&mut self, random: &mut Random) {
        let is_local = |(_, target): &&mut (Text, Option<Text>)| target.is_some();
        let Some((name, target)) = self.state.aliases.iter_mut().find(is_local) else { return };
        let to = random.text(&["neo4j", "d1", "d2"]);
        if !self.state.databases.contains(&to) {
            return;
        }
        *target = Some(to.clone());
        let name = name.clone();
        let symbols = self.graph.symbols_mut();
        let (symbol, target) = (symbols.intern(&name), symbols.intern(&to));
        let composite = self.graph.alias(symbol).unwrap().composite;
        let target = AliasTarget::Local(target);
        let alias = Alias { composite, target, properties: BTreeMap::new() };
        self.change(random, Change::AliasAltered { name: symbol, alias: Box::new(alias) });
    }

    fn drop_database(&mut self, random: &mut Random) {
        let name = random.text(&DATABASES[1..]);
        let symbol = self.graph.symbols_mut().intern(&name);
        if self.state.databases.contains(&name) {
            // Aliases and constituents go first, as the server wants it.
            let depends = |(alias, target): &(Text, Option<Text>)| {
                *target == Some(name.clone()) || alias.starts_with(&format!("{name}."))
            };
            if self.state.aliases.iter().any(depends) {
                return;
            }
            self.state.composites.retain(|composite| *composite != name);
            self.change(random, Change::DatabaseDropped { name: symbol });
            self.state.databases.retain(|database| *database != name);
        } else if self.state.aliases.iter().any(|(alias, _)| *alias == name) {
            self.change(random, Change::AliasDropped { name: symbol });
            self.state.aliases.retain(|(alias, _)| *alias != name);
        } else {
            return;
        }
        for role in &mut self.state.roles {
            role.rows.retain(|row| row.scope.clone().reach() != Reach::Named(name.clone()));
        }
    }

    /// A name that a privilege may have: of a database or remote alias that is there. A local alias is
    /// stored as its target.
    fn reach(&self, random: &mut Random) -> Reach<Text> {
        match random.below(5) {
            0 => Reach::All,
            1 => Reach::Home,
            _ => {
                let name = random.text(DATABASES);
                let alias = self.state.aliases.iter().find(|(alias, _)| *alias == name);
                match alias {
                    Some((_, Some(target))) => Reach::Named(target.clone()),
                    Some((_, None)) => Reach::Named(name),
                    None if self.state.databases.contains(&name) => Reach::Named(name),
                    None => Reach::Named("neo4j".into()),
                }
            }
        }
    }

    fn random_row(&self, random: &mut Random) -> Row {
        let access = if random.one_in(4) { Given::Denied } else { Given::Granted };
        let row = |action, resource, scope, segment| PrivilegeRow {
            access: if action == Action::Merge { Given::Granted } else { access },
            action,
            resource,
            scope,
            segment,
            is_immutable: false,
        };
        let graph = Scope::Graph(self.reach(random));
        let (resource, database) = (Resource::Database, Scope::Database(self.reach(random)));
        match random.below(16) {
            0..=6 => {
                let action = *random.pick(ELEMENT_ACTIONS);
                let has_properties = matches!(
                    action,
                    Action::Read | Action::Match | Action::SetProperty | Action::Merge
                );
                let resource = match (has_properties, random.below(3)) {
                    (false, _) => Resource::Graph,
                    (true, 0) => Resource::AllProperties,
                    (true, _) => Resource::Property(random.text(PROPERTIES)),
                };
                let can_be_rule = matches!(action, Action::Traverse | Action::Read | Action::Match);
                let segment = if can_be_rule && random.one_in(4) {
                    Segment::Pattern(random_rule(random))
                } else if random.one_in(2) {
                    Segment::Node(random.all_or(LABELS))
                } else {
                    Segment::Relationship(random.all_or(TYPES))
                };
                row(action, resource, graph, segment)
            }
            7 => {
                let action = *random.pick(&[Action::SetLabel, Action::RemoveLabel]);
                let resource = match random.all_or(LABELS) {
                    AllOr::All => Resource::AllLabels,
                    AllOr::One(label) => Resource::Label(label),
                };
                row(action, resource, graph, Segment::Node(AllOr::All))
            }
            8 => {
                if random.one_in(2) {
                    row(Action::GraphActions, Resource::Graph, graph, Segment::Database)
                } else if random.one_in(2) {
                    row(Action::Write, Resource::Graph, graph, Segment::Node(AllOr::All))
                } else {
                    row(Action::Write, Resource::Graph, graph, Segment::Relationship(AllOr::All))
                }
            }
            9 | 10 => {
                let action = *random.pick(&database_actions());
                let has_users = Action::TransactionManagement.satisfies(action);
                let segment =
                    if has_users { Segment::User(random.all_or(USERS)) } else { Segment::Database };
                row(action, resource, database, segment)
            }
            11 => {
                let action = *random.pick(&dbms_actions());
                row(action, resource, Scope::Dbms, Segment::Database)
            }
            12 => {
                let procedures = [Action::ExecuteProcedure, Action::ExecuteBoostedProcedure];
                let segment = Segment::Procedure(random.all_or(GLOBS));
                row(*random.pick(&procedures), resource, Scope::Dbms, segment)
            }
            13 => {
                let functions = [Action::ExecuteFunction, Action::ExecuteBoostedFunction];
                let segment = Segment::Function(random.all_or(GLOBS));
                row(*random.pick(&functions), resource, Scope::Dbms, segment)
            }
            14 => {
                if random.one_in(2) {
                    let segment = Segment::Setting(random.all_or(GLOBS));
                    row(Action::ShowSetting, resource, Scope::Dbms, segment)
                } else {
                    let segment = Segment::User(random.all_or(USERS));
                    row(Action::Impersonate, resource, Scope::Dbms, segment)
                }
            }
            _ => {
                let segment = match random.all_or(RANGES) {
                    AllOr::All => Segment::AllData,
                    AllOr::One(range) => Segment::Cidr(range),
                };
                row(Action::Load, Resource::File, Scope::Load, segment)
            }
        }
    }
}

fn database_actions() -> Vec<Action> {
    let family = |family| matches!(family, ActionFamily::Database | ActionFamily::DbmsOrDatabase);
    Action::ALL.iter().copied().filter(|action| family(action.family())).collect()
}

/// The DBMS actions that are about nothing narrower.
fn dbms_actions() -> Vec<Action> {
    let family = |family| matches!(family, ActionFamily::Dbms | ActionFamily::DbmsOrDatabase);
    let named = [
        Action::ExecuteProcedure,
        Action::ExecuteBoostedProcedure,
        Action::ExecuteFunction,
        Action::ExecuteBoostedFunction,
        Action::ShowSetting,
        Action::Impersonate,
        Action::ReadSecrets,
    ];
    let plain = |action: &Action| family(action.family()) && !named.contains(action);
    Action::ALL.iter().copied().filter(plain).collect()
}

fn random_rule(random: &mut Random) -> PropertyRule {
    let literal = |random: &mut Random| match random.below(3) {
        0 => RuleValue::String("s".into()),
        n => RuleValue::Integer(i64::try_from(n).unwrap()),
    };
    let operators = [
        RuleOperator::Equal,
        RuleOperator::NotEqual,
        RuleOperator::Less,
        RuleOperator::LessOrEqual,
        RuleOperator::Greater,
        RuleOperator::GreaterOrEqual,
    ];
    let negated = random.one_in(2);
    let test = match random.below(6) {
        0 => RuleTest::IsNull,
        1 => RuleTest::IsNotNull,
        2 => RuleTest::In { negated, values: vec![literal(random), literal(random)] },
        3 => RuleTest::Has { negated, value: literal(random) },
        _ => RuleTest::Compare(*random.pick(&operators), literal(random)),
    };
    let is_node = random.one_in(2);
    let names = if is_node { LABELS } else { TYPES };
    let labels = (0..random.below(3)).map(|_| random.text(names)).collect();
    PropertyRule::new(is_node, labels, random.text(PROPERTIES), test)
}

fn random_map(random: &mut Random) -> Map {
    let mut map = Map::new();
    for name in PROPERTIES {
        let value = match random.below(6) {
            0 => Value::Integer(1),
            1 => Value::Integer(2),
            2 => Value::from("s"),
            3 => Value::List(vec![Value::Integer(1), Value::from("s")]),
            4 => Value::Null,
            _ => continue,
        };
        map.insert((*name).into(), value);
    }
    map
}

fn shape(random: &mut Random, names: &[&str], most: usize) -> Shape {
    let labels = if random.one_in(8) {
        AllOr::All
    } else {
        // Sometimes a label that nothing mentions.
        let name = |random: &mut Random| match random.one_in(8) {
            true => "Unheard".into(),
            false => random.text(names),
        };
        let mut labels: Vec<Text> = (0..random.below(most + 1)).map(|_| name(random)).collect();
        if most == 1 && labels.is_empty() {
            labels.push(name(random));
        }
        AllOr::One(labels)
    };
    // Only an element at hand has properties, and that has labels of its own.
    let properties = (!random.one_in(3)).then(|| random_map(random));
    let properties = properties.filter(|_| matches!(labels, AllOr::One(_)));
    Shape { labels, properties }
}

fn asked(random: &mut Random) -> Reach<Text> {
    match random.below(9) {
        0 => Reach::All,
        1 => Reach::Home,
        2 => Reach::Named(random.text(&["system", "nowhere"])),
        _ => Reach::Named(random.text(DATABASES)),
    }
}

/// Something somebody might want.
pub fn request(random: &mut Random) -> Request {
    let one_or_all = |random: &mut Random, of| match random.one_in(6) {
        true => AllOr::All,
        false => AllOr::One(random.text(of)),
    };
    let property = |random: &mut Random| Part::Property(one_or_all(random, PROPERTIES));
    let (action, target) = match random.below(18) {
        0..=8 => {
            let action = *random.pick(ELEMENT_ACTIONS);
            let element = if random.one_in(2) {
                Element::Node(shape(random, LABELS, 3))
            } else {
                let ends = random
                    .one_in(2)
                    .then(|| Box::new((shape(random, LABELS, 2), shape(random, LABELS, 2))));
                Element::Relationship(shape(random, TYPES, 1), ends)
            };
            let part = if random.one_in(8) { Part::Whole } else { property(random) };
            (action, Target::Graph { graph: asked(random), element: Some(element), part })
        }
        9 => {
            let action = *random.pick(&[Action::SetLabel, Action::RemoveLabel]);
            let part = Part::Label(one_or_all(random, LABELS));
            let node = Element::Node(shape(random, LABELS, 3));
            let element = random.one_in(2).then_some(node);
            (action, Target::Graph { graph: asked(random), element, part })
        }
        10 => {
            let action = *random.pick(&[Action::Write, Action::GraphActions, Action::Match]);
            let target = Target::Graph { graph: asked(random), element: None, part: Part::Whole };
            (action, target)
        }
        11 => {
            let action = *random.pick(&database_actions());
            if Action::TransactionManagement.satisfies(action) {
                (action, Target::Transactions(asked(random), one_or_all(random, USERS)))
            } else {
                (action, Target::Database(asked(random)))
            }
        }
        12 => (*random.pick(&dbms_actions()), Target::Dbms),
        13 => {
            let procedures = [Action::ExecuteProcedure, Action::ExecuteBoostedProcedure];
            let name = one_or_all(random, PROCEDURES);
            let is_admin = random.one_in(2);
            (*random.pick(&procedures), Target::Procedure { name, is_admin })
        }
        14 => {
            let functions = [Action::ExecuteFunction, Action::ExecuteBoostedFunction];
            (*random.pick(&functions), Target::Function(one_or_all(random, FUNCTIONS)))
        }
        15 => (Action::ShowSetting, Target::Setting(one_or_all(random, PROCEDURES))),
        16 => (Action::Impersonate, Target::User(one_or_all(random, USERS))),
        _ => {
            let source = match random.below(6) {
                0 => Source::AllData,
                1 => Source::Host("example.com".into()),
                _ => Source::Range(random.text(RANGES).parse().unwrap()),
            };
            (Action::Load, Target::Load(source))
        }
    };
    Request { action, target }
}

/// A random user's name.
pub fn user(random: &mut Random) -> Text {
    random.text(USERS)
}
