//! change: one GRANT and the decision that depends on it, then the REVOKE that takes it back.

use super::{Failed, Suite};
use crate::measure::{Effort, Way, race};
use crate::peers::linear::Rebuilt;
use crate::report::{Line, Target, Unit};
use crate::state::{Named, State, one_more};
use crate::world::{LARGE, Question, Row, Size, World};
use cypher_admin::access::{Bound, Outcome, Prepared};
use std::cell::RefCell;

/// Numbers that no row of a world has: what is granted is new.
const EXTRA: u32 = 1_000_000;

pub fn run(suite: &mut Suite) -> Result<(), Failed> {
    let size = if suite.is_short {
        Size { roles: 1_000, privileges: 100_000, users: 10_000, ..LARGE }
    } else {
        LARGE
    };
    let world = World::new(size, 19);
    let mut state = State::of(&world)?;
    let user = 42;
    let roles = world.users[user];
    let grant = one_more(roles[0]);
    let revoke = grant.replacen("GRANT", "REVOKE GRANT", 1).replacen(" TO ", " FROM ", 1);
    state.run(&format!("GRANT TRAVERSE ON GRAPH db0 NODES Extra TO {}", role(&roles)))?;
    // The names are known before, as they are wherever somebody asks about them.
    state.run(&grant)?;
    let asked = Named {
        user: crate::world::user_name(user as u32),
        database: crate::world::database_name(0),
        labels: vec!["Extra".into()],
        property: Some("extra".into()),
    };
    let prepared = Prepared::new(state.dbms.graph(), &asked.request());
    state.run(&revoke)?;
    let id = state.dbms.graph().user_named(&asked.user).ok_or("a user is missing")?.0;
    let (graph, access) = (state.dbms.graph(), state.dbms.access());
    let bound = RefCell::new(Bound::user(access, graph, id).ok_or("no such user")?);
    let ask = |state: &State| {
        let (graph, access) = (state.dbms.graph(), state.dbms.access());
        access.outcome_bound(graph, &mut bound.borrow_mut(), &prepared) == Outcome::Allowed
    };
    let state = RefCell::new(state);
    let step = |text: &str, expected: bool| -> Result<(), Failed> {
        let state = &mut *state.borrow_mut();
        state.run(text)?;
        if ask(state) == expected { Ok(()) } else { Err("the change was not seen".into()) }
    };
    step(&grant, true)?;
    step(&revoke, false)?;

    let row =
        |property| Row { role: roles[0], is_denied: false, property, database: 0, label: EXTRA };
    let question =
        Question { user: user as u32, database: 0, labels: vec![EXTRA], property: Some(EXTRA) };
    let mut rows = world.rows.clone();
    rows.push(row(None));
    let rebuild = |rows: &mut Vec<Row>, is_granted: bool| -> bool {
        match is_granted {
            true => rows.push(row(Some(EXTRA))),
            false => {
                rows.pop();
            }
        }
        Rebuilt::new(rows).is_allowed(&roles, &question)
    };
    if !rebuild(&mut rows, true) || rebuild(&mut rows, false) {
        return Err("the naive index answers differently".into());
    }
    let mut failure = None;
    let ours = race(
        suite.effort,
        vec![Way::new(|| {
            for (text, expected) in [(&grant, true), (&revoke, false)] {
                if let Err(error) = step(text, expected) {
                    failure = Some(error);
                }
            }
            2
        })],
    );
    if let Some(error) = failure {
        return Err(error);
    }
    let naive = Way::new(|| {
        std::hint::black_box((rebuild(&mut rows, true), rebuild(&mut rows, false)));
        2
    });
    let naive = race(Effort { rounds: 3, ..suite.effort }, vec![naive]);
    suite.add(Line {
        row: "change",
        work: format!("a GRANT and a decision, {} privileges", size.privileges),
        unit: Unit::Time,
        ours: ours[0],
        peer: Some(("naive rebuild".into(), naive[0])),
        target: Target::AtMost(20_000.0),
    });
    Ok(())
}

fn role(roles: &[u32]) -> String {
    crate::world::role_name(roles[0])
}
