//! Laws of decisions, on random systems and requests.

use super::random::{Random, World, request, user};
use cypher_admin::access::{Access, Meaning, Outcome, Prepared, Request};
use cypher_admin::graph::{Change, StoredRow, SystemGraph};
use cypher_admin::privilege::Access as Given;
use proptest::prelude::*;

/// A world with some history, a request, and who makes it.
fn world(seed: u64) -> (World, Random, Request, String) {
    let mut random = Random::new(seed);
    let mut world = World::new();
    for _ in 0..40 {
        world.step(&mut random);
    }
    let (request, user) = (request(&mut random), user(&mut random));
    (world, random, request, user.to_string())
}

fn decide(graph: &SystemGraph, user: &str, request: &Request) -> Outcome {
    let access = Access::new(graph, graph.symbols().get("neo4j"));
    let holder = access.holder(graph, graph.user_named(user).unwrap().0).unwrap();
    access.outcome(graph, &holder, &Prepared::new(graph, request))
}

/// A world before and after one more row of this kind, for a role of the user's or anybody's.
fn with_one_more(seed: u64, access: Given) -> (Outcome, Outcome) {
    let (world, mut random, request, user) = world(seed);
    let before = decide(&world.graph, &user, &request);
    let mut graph = world.graph.clone();
    // A row of another random world, so that it is as likely as any to matter. Some worlds have none.
    let mut worlds = (1..).map(|next| {
        let (other, ..) = self::world(seed.wrapping_add(next));
        other.state.roles.iter().flat_map(|role| role.rows.iter().cloned()).collect::<Vec<_>>()
    });
    let rows = worlds.find(|rows| !rows.is_empty()).unwrap();
    let mut row = random.pick(&rows).clone();
    row.access = access;
    let mut world = World { graph, ..world };
    let privilege = world.key(&row);
    graph = world.graph;
    let roles: Vec<_> = graph.roles().map(|(id, _)| id).collect();
    let role = *random.pick(&roles);
    let _ = graph.apply(Change::PrivilegeAssigned { role, privilege });
    (before, decide(&graph, &user, &request))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn a_deny_never_turns_no_into_yes(seed in any::<u64>()) {
        let (before, after) = with_one_more(seed, Given::Denied);
        prop_assert!(before == Outcome::Allowed || after != Outcome::Allowed);
    }

    #[test]
    fn a_grant_never_turns_yes_into_no(seed in any::<u64>()) {
        let (before, after) = with_one_more(seed, Given::Granted);
        prop_assert!(before != Outcome::Allowed || after == Outcome::Allowed);
    }

    #[test]
    fn a_role_split_in_two_decides_the_same(seed in any::<u64>()) {
        let (world, mut random, request, user) = world(seed);
        let mut graph = world.graph;
        let before = decide(&graph, &user, &request);
        let (id, _) = graph.user_named(&user).unwrap();
        let Some(role) = graph.user(id).unwrap().roles.first().copied() else { return Ok(()) };
        let name = graph.symbols_mut().intern("the other half");
        let _ = graph.apply(Change::RoleCreated { name, is_immutable: false });
        let half = graph.role_id(name).unwrap();
        let moved: Vec<_> =
            graph.role(role).unwrap().privileges.iter().filter(|_| random.one_in(2)).collect();
        for privilege in moved {
            let _ = graph.apply(Change::PrivilegeRemoved { role, privilege });
            let _ = graph.apply(Change::PrivilegeAssigned { role: half, privilege });
        }
        let _ = graph.apply(Change::RoleGranted { role: half, user: id });
        prop_assert_eq!(decide(&graph, &user, &request), before);
    }

    #[test]
    fn the_order_of_grants_and_denies_does_not_matter(seed in any::<u64>()) {
        let (world, mut random, request, user) = world(seed);
        let mut graph = world.graph;
        let before = decide(&graph, &user, &request);
        // One engine follows while every privilege is taken away and given again in another order.
        let mut access = Access::new(&graph, graph.symbols().get("neo4j"));
        let holder = access.holder(&graph, graph.user_named(&user).unwrap().0).unwrap();
        let prepared = Prepared::new(&graph, &request);
        let _ = access.outcome(&graph, &holder, &prepared);
        let mut all: Vec<_> = graph
            .roles()
            .flat_map(|(id, role)| role.privileges.iter().map(move |key| (id, key)))
            .collect();
        for (role, privilege) in all.clone() {
            let undo = graph.apply(Change::PrivilegeRemoved { role, privilege });
            access.follow(&graph, &undo);
        }
        for at in (1..all.len()).rev() {
            all.swap(at, random.below(at + 1));
        }
        for (role, privilege) in all {
            let undo = graph.apply(Change::PrivilegeAssigned { role, privilege });
            access.follow(&graph, &undo);
        }
        prop_assert_eq!(access.outcome(&graph, &holder, &prepared), before);
    }

    #[test]
    fn a_no_names_what_would_make_it_a_yes(seed in any::<u64>()) {
        let (mut world, _, request, user) = world(seed);
        let id = world.user_id(&user);
        let holder = world.access.holder(&world.graph, id).unwrap();
        let prepared = Prepared::new(&world.graph, &request);
        let decision = world.access.decide(&world.graph, &holder, &prepared);
        match decision.failed() {
            None => prop_assert_eq!(decision.outcome, Outcome::Allowed),
            Some(step) => {
                // Nothing opens the system database.
                let is_never = step.free.is_some();
                prop_assert_ne!(is_never || decision.remark.is_some(), !step.missing.is_empty());
                prop_assert_eq!(
                    step.missing.iter().filter(|text| text.starts_with("REVOKE")).count(),
                    step.denied_by.len()
                );
            }
        }
        // Without any grant a yes is no yes any more, unless it was free.
        let needs_privileges = decision.steps.iter().any(|step| step.free.is_none());
        if decision.outcome == Outcome::Allowed && needs_privileges {
            let keys: Vec<_> = holder.roles.iter().flat_map(|held| {
                let role = world.graph.role(held.role).unwrap();
                role.privileges.iter().map(|key| (held.role, key)).collect::<Vec<_>>()
            }).collect();
            for (role, privilege) in keys {
                if StoredRow::from(privilege).access == Given::Granted {
                    let undo = world.graph.apply(Change::PrivilegeRemoved { role, privilege });
                    world.access.follow(&world.graph, &undo);
                }
            }
            let after = world.access.outcome(&world.graph, &holder, &prepared);
            prop_assert!(after != Outcome::Allowed);
        }
    }

    #[test]
    fn a_privilege_that_the_others_imply_decides_nothing(seed in any::<u64>()) {
        let (world, mut random, ..) = world(seed);
        let mut graph = world.graph.clone();
        // Without each role's privileges that the rest of them implies, one after the other.
        let roles: Vec<_> = graph.roles().map(|(id, _)| id).collect();
        let mut removed = 0;
        for role in roles {
            let keys: Vec<_> = graph.role(role).unwrap().privileges.iter().collect();
            for key in keys {
                let mut rest = Meaning::default();
                for other in graph.role(role).unwrap().privileges.iter().filter(|it| *it != key) {
                    rest.add(other, graph.symbols());
                }
                if rest.implies(key, graph.symbols()) {
                    let _ = graph.apply(Change::PrivilegeRemoved { role, privilege: key });
                    removed += 1;
                }
            }
        }
        for _ in 0..if removed > 0 { 40 } else { 0 } {
            let (request, user) = (request(&mut random), user(&mut random));
            let before = decide(&world.graph, &user, &request);
            prop_assert_eq!(before, decide(&graph, &user, &request), "{:?}", request);
        }
    }
}
