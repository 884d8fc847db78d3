//! Laws of the graph: undoing is exact, indexes follow, dropping leaves nothing behind.

use super::*;
use crate::ast::{Expr, ExprKind, Literal};
use crate::privilege::{Access, Action, AllOr, Reach, Resource, Scope, Segment};
use crate::text::{Span, Text};
use jiff::Timestamp;
use proptest::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

fn fresh() -> SystemGraph {
    SystemGraph::fresh(Fresh {
        credential: Credential::hash("neo4j", &[1; SALT_LENGTH]),
        change_required: true,
        default_database: "neo4j".into(),
        default_id: "A".into(),
        system_id: "B".into(),
        created: Timestamp::UNIX_EPOCH,
    })
}

/// The indexes as they would be if they were built anew from the nodes.
fn rebuilt(graph: &SystemGraph) -> system_graph::Index {
    let mut index = system_graph::Index::default();
    for (id, user) in graph.users() {
        index.users.insert(user.name, id);
        for (provider, external) in &user.external {
            index.external_ids.insert((provider.clone(), external.clone()), id);
        }
    }
    index.roles.extend(graph.roles().map(|(id, role)| (role.name, id)));
    index.auth_rules.extend(graph.auth_rules().map(|(id, rule)| (rule.name, id)));
    for (name, alias) in graph.aliases() {
        if let AliasTarget::Local(target) = alias.target {
            index.aliases_of.entry(target).or_default().insert(name);
        }
    }
    index
}

fn assert_consistent(graph: &SystemGraph) {
    assert_eq!(graph.index, rebuilt(graph));
    for (id, user) in graph.users() {
        for role in &user.roles {
            assert!(graph.role(*role).is_some_and(|role| role.members.contains(&id)));
        }
    }
    for (id, rule) in graph.auth_rules() {
        for role in &rule.roles {
            assert!(graph.role(*role).is_some_and(|role| role.auth_rules.contains(&id)));
        }
    }
    for (id, role) in graph.roles() {
        assert!(role.members.iter().all(|u| graph.user(*u).is_some_and(|u| u.roles.contains(&id))));
        assert!(
            role.auth_rules
                .iter()
                .all(|rule| graph.auth_rule(*rule).is_some_and(|rule| rule.roles.contains(&id)))
        );
        for key in role.privileges.iter() {
            if let Reach::Named(name) = StoredRow::from(key).scope.reach() {
                assert!(graph.database(name).is_some() || graph.alias(name).is_some());
            }
        }
    }
}

/// A change made of small numbers: names, ids and databases collide often.
fn change(kind: u8, a: u32, b: u32, flag: bool) -> Change {
    let name = |n: u32| Symbol(n % 12);
    let (user, role) = (UserId::from_number(a % 5), RoleId::from_number(b % 10));
    let rule = AuthRuleId::from_number(a % 4);
    let privilege = PrivilegeKey::from(StoredRow {
        access: if flag { Access::Granted } else { Access::Denied },
        action: Action::Traverse,
        resource: Resource::Graph,
        scope: match a % 4 {
            0 => Scope::Dbms,
            1 => Scope::Graph(Reach::All),
            n => Scope::Graph(Reach::Named(Symbol(n))),
        },
        segment: Segment::Node(AllOr::One(name(a))),
        is_immutable: a.is_multiple_of(7),
    });
    let database =
        || Box::new(Database::new(DatabaseType::Standard, "X".into(), Timestamp::UNIX_EPOCH));
    let alias = || {
        Box::new(Alias {
            composite: None,
            target: AliasTarget::Local(name(b)),
            properties: BTreeMap::new(),
        })
    };
    let condition = || {
        let literal = ExprKind::Literal(Literal::Integer(b.into()));
        Arc::new(Expr::new(literal, Span::default()))
    };
    match kind {
        0 => Change::UserCreated { name: name(a) },
        1 => Change::UserDropped { user },
        2 => Change::UserRenamed { user, name: name(b) },
        3 => Change::PasswordSet {
            user,
            native: flag.then(|| {
                Box::new(NativeAuth {
                    credential: Credential::parse("1,ab,cd").unwrap(),
                    change_required: b.is_multiple_of(2),
                })
            }),
        },
        4 => Change::AuthSet {
            user,
            provider: Text::from(if flag { "ldap" } else { "oidc" }),
            id: b.is_multiple_of(3).then(|| Text::from(format!("u{a}"))),
        },
        5 => Change::StatusSet { user, is_suspended: flag },
        6 => Change::HomeDatabaseSet { user, home: flag.then(|| name(b)) },
        7 => Change::TagsSet { user, tags: (0..b % 3).map(name).collect() },
        8 => Change::RoleCreated { name: name(a), is_immutable: flag },
        9 => Change::RoleDropped { role },
        10 => Change::RoleRenamed { role, name: name(a) },
        11 => Change::RoleGranted { role, user },
        12 => Change::RoleRevoked { role, user },
        13 => Change::RoleGrantedToRule { role, rule },
        14 => Change::RoleRevokedFromRule { role, rule },
        15 | 16 => Change::PrivilegeAssigned { role, privilege },
        17 => Change::PrivilegeRemoved { role, privilege },
        18 => Change::AuthRuleCreated { name: name(a), condition: condition(), is_enabled: flag },
        19 => Change::AuthRuleDropped { rule },
        20 => Change::AuthRuleRenamed { rule, name: name(b) },
        21 => Change::AuthRuleAltered { rule, condition: condition(), is_enabled: flag },
        22 => Change::DatabaseCreated { name: name(a), database: database() },
        23 => Change::DatabaseDropped { name: name(a) },
        24 => {
            let mut database = database();
            database.is_online = flag;
            Change::DatabaseAltered { name: name(a), database }
        }
        25 => Change::AliasCreated { name: name(a), alias: alias() },
        26 => Change::AliasDropped { name: name(a) },
        _ => Change::AliasAltered { name: name(a), alias: alias() },
    }
}

/// Whether the change keeps to what its documentation asks of the caller.
fn is_sensible(graph: &SystemGraph, change: &Change) -> bool {
    match change {
        Change::PrivilegeAssigned { privilege, .. } => {
            match StoredRow::from(*privilege).scope.reach() {
                Reach::Named(name) => graph.resolve_database(name) == Some(name),
                _ => true,
            }
        }
        Change::AuthSet { provider, id: Some(id), .. } => {
            graph.user_with_external_id(provider, id).is_none()
        }
        _ => true,
    }
}

proptest! {
    #[test]
    fn undoing_is_exact_and_indexes_follow(
        steps in proptest::collection::vec((0u8..28, 0u32..60, 0u32..60, any::<bool>()), 1..80)
    ) {
        let mut graph = fresh();
        for n in 0..12 {
            graph.symbols_mut().intern(&format!("name{n}"));
        }
        let mut history = vec![];
        for (kind, a, b, flag) in steps {
            let change = change(kind, a, b, flag);
            if !is_sensible(&graph, &change) {
                continue;
            }
            let before = graph.clone();
            let undo = graph.apply(change.clone());
            assert_consistent(&graph);
            prop_assert_eq!(undo.is_nothing(), before == graph, "{:?}", change);
            let mut back = graph.clone();
            back.undo([undo.clone()].into_iter());
            prop_assert_eq!(&back, &before, "{:?}", change);
            history.push((before, undo));
        }
        let (states, undos): (Vec<_>, Vec<_>) = history.into_iter().unzip();
        if let Some(first) = states.into_iter().next() {
            graph.undo(undos.into_iter());
            prop_assert_eq!(graph, first);
        }
    }
}

#[test]
fn a_fresh_graph_is_that_of_the_manual() {
    let graph = fresh();
    assert_consistent(&graph);
    let rows: usize = graph.roles().map(|(_, role)| role.privileges.len()).sum();
    assert_eq!(rows, 49);
    let (_, user) = graph.user_named("neo4j").unwrap();
    let roles: Vec<_> =
        user.roles.iter().map(|id| graph.text(graph.role(*id).unwrap().name)).collect();
    assert_eq!(roles, ["admin"]);
    assert!(user.native.as_ref().unwrap().change_required);
    let mut databases: Vec<_> = graph.databases().map(|(name, _)| graph.text(name)).collect();
    databases.sort_unstable();
    assert_eq!(databases, ["neo4j", "system"]);
}

#[test]
fn aliases_resolve_to_their_target_and_remote_ones_to_themselves() {
    let mut graph = fresh();
    let neo4j = graph.symbols().get("neo4j").unwrap();
    let local = graph.symbols_mut().intern("local");
    let remote = graph.symbols_mut().intern("remote");
    let alias = |target| Box::new(Alias { composite: None, target, properties: BTreeMap::new() });
    let _ =
        graph.apply(Change::AliasCreated { name: local, alias: alias(AliasTarget::Local(neo4j)) });
    let target = AliasTarget::Remote(Box::new(RemoteDatabase {
        database: "far".into(),
        url: "neo4j://far".into(),
        login: None,
        driver: BTreeMap::new(),
        language: Default::default(),
    }));
    let _ = graph.apply(Change::AliasCreated { name: remote, alias: alias(target) });
    assert_eq!(graph.resolve_database(local), Some(neo4j));
    assert_eq!(graph.resolve_database(remote), Some(remote));
    assert_eq!(graph.aliases_of(neo4j).collect::<Vec<_>>(), [local]);
}
