//! decide: may a user see a node, or read a property of it?

use super::{Failed, Suite};
use crate::measure::{Way, race};
use crate::peers::linear::Linear;
use crate::plot::Plot;
use crate::report::{Line, Target, Unit};
use crate::state::{Named, State};
use crate::world::{LARGE, MEDIUM, Question, SMALL, Size, World};
use cypher_admin::access::{Bound, Outcome, Prepared};
use std::cell::RefCell;

pub fn run(suite: &mut Suite) -> Result<(), Failed> {
    let large = if suite.is_short {
        Size { roles: 1_000, privileges: 100_000, users: 10_000, ..LARGE }
    } else {
        LARGE
    };
    let mut figures = Vec::new();
    for size in [SMALL, MEDIUM, large] {
        figures.push((size, one_size(suite, size)?));
    }
    let bound = |at: usize| figures[at].1.first().map_or(f64::NAN, |(_, time)| *time);
    suite.add(Line {
        row: "decide",
        work: "bound session, large against small".into(),
        unit: Unit::Factor,
        ours: bound(2) / bound(0),
        peer: None,
        target: Target::AtMost(2.0),
    });
    let mut series: Vec<(String, Vec<(f64, f64)>)> = Vec::new();
    for (size, times) in figures {
        for (name, time) in times {
            let point = (size.privileges as f64, time);
            match series.iter_mut().find(|(known, _)| *known == name) {
                Some((_, points)) => points.push(point),
                None => series.push((name, vec![point])),
            }
        }
    }
    let (title, x) = ("One decision", "privileges");
    suite.plots.push(Plot { name: "decide", title, x, y: "ns", series });
    Ok(())
}

/// The times of all who answer, by name.
fn one_size(suite: &mut Suite, size: Size) -> Result<Vec<(String, f64)>, Failed> {
    let world = World::new(size, 13);
    let state = State::of(&world)?;
    let (graph, access) = (state.dbms.graph(), state.dbms.access());
    let (users, each) = (50.min(size.users), 40);
    let by_user = world.questions(users, each, 17);
    let questions: Vec<&Question> = by_user.iter().flatten().collect();
    let named: Vec<Named> = questions.iter().map(|question| Named::of(question)).collect();

    let linear = Linear::new(&world);
    let expected: Vec<bool> = questions.iter().map(|it| linear.is_allowed(it)).collect();
    let by_names = |asked: &Named| {
        graph.user_named(&asked.user).is_some_and(|(user, _)| {
            access.outcome_for_user(graph, user, &asked.request()) == Outcome::Allowed
        })
    };
    let mut sessions = Vec::new();
    let mut prepared = Vec::new();
    for questions in &by_user {
        let name = questions.first().map(Named::of).map(|named| named.user).unwrap_or_default();
        let user = graph.user_named(&name).ok_or("a user is missing")?.0;
        sessions.push(RefCell::new(Bound::user(access, graph, user).ok_or("no such user")?));
        let requests = questions.iter().map(|it| Prepared::new(graph, &Named::of(it).request()));
        prepared.push(requests.collect::<Vec<_>>());
    }
    let ask_bound = |bound: &mut Bound, asked: &Prepared| {
        access.outcome_bound(graph, bound, asked) == Outcome::Allowed
    };
    let mut at = 0;
    for (session, prepared) in sessions.iter().zip(&prepared) {
        for prepared in prepared {
            let ours = ask_bound(&mut session.borrow_mut(), prepared);
            if ours != expected[at] || by_names(&named[at]) != ours {
                return Err(format!("answers differ: {:?}", questions[at]).into());
            }
            at += 1;
        }
    }
    let yes = expected.iter().filter(|is_allowed| **is_allowed).count();
    if yes * 10 < expected.len() || yes * 10 > expected.len() * 9 {
        return Err(format!("{yes} of {} answers are yes: too one-sided", expected.len()).into());
    }

    let count = questions.len() as u64;
    let ways = vec![
        Way::new(|| {
            for (session, prepared) in sessions.iter().zip(&prepared) {
                let bound = &mut *session.borrow_mut();
                for prepared in prepared {
                    std::hint::black_box(ask_bound(bound, prepared));
                }
            }
            count
        }),
        Way::new(|| {
            named.iter().filter(|asked| std::hint::black_box(by_names(asked))).count();
            count
        }),
        Way::new(|| {
            questions.iter().filter(|it| std::hint::black_box(linear.is_allowed(it))).count();
            count
        }),
    ];
    let times = race(suite.effort, ways);
    let (bound, by_name, scan) = (times[0], times[1], times[2]);
    let mut result = vec![
        ("bound session".to_owned(), bound),
        ("any user, from names".to_owned(), by_name),
        ("linear scan".to_owned(), scan),
    ];
    let mut line = |kind: &str, ours, peer, target| {
        let work = format!("{kind}, {} ({} privileges)", size.name, size.privileges);
        suite.add(Line { row: "decide", work, unit: Unit::Time, ours, peer: Some(peer), target });
    };
    let target = match size.name {
        "medium" => Target::Both(50.0, 1.0 / 3.0),
        "large" => Target::Both(50.0, 1.0 / 8.0),
        _ => Target::AtMost(50.0),
    };
    line("bound session", bound, ("linear scan".into(), scan), target);
    line("from names", by_name, ("linear scan".into(), scan), Target::AtMost(450.0));
    let heavy = Heavy { world: &world, by_user: &by_user, expected: &expected, each };
    if let Some(time) = heavy.cedar(suite)? {
        let work = format!("bound session, {} ({} privileges)", size.name, size.privileges);
        suite.add(Line {
            row: "decide",
            work,
            unit: Unit::Time,
            ours: bound,
            peer: Some(("Cedar, sliced".into(), time)),
            target: Target::RatioAtMost(1.0 / 500.0),
        });
        result.push(("Cedar, sliced".to_owned(), time));
    }
    if let Some(time) = heavy.casbin(suite)? {
        let work = format!("bound session, {} ({} privileges)", size.name, size.privileges);
        suite.add(Line {
            row: "decide",
            work,
            unit: Unit::Time,
            ours: bound,
            peer: Some(("Casbin".into(), time)),
            target: Target::None,
        });
        result.push(("Casbin".to_owned(), time));
    }
    Ok(result)
}

/// The peers that need so long that they are asked less.
#[cfg_attr(not(all(feature = "cedar", feature = "casbin")), allow(dead_code))]
struct Heavy<'a> {
    world: &'a World,
    by_user: &'a [Vec<Question>],
    expected: &'a [bool],
    each: usize,
}

impl Heavy<'_> {
    #[cfg(feature = "cedar")]
    fn cedar(&self, suite: &Suite) -> Result<Option<f64>, Failed> {
        use crate::peers::cedar::Sliced;
        let by_role = self.world.by_role();
        let mut asked = Vec::new();
        for (at, questions) in self.by_user.iter().take(5).enumerate() {
            let user = questions.first().map_or(0, |question| question.user);
            let sliced = Sliced::new(self.world, &by_role, user);
            let prepared: Vec<_> = questions.iter().map(|it| sliced.prepare(it)).collect();
            for (question, prepared) in prepared.iter().enumerate() {
                if sliced.is_allowed(prepared) != self.expected[at * self.each + question] {
                    return Err(format!("Cedar differs: {:?}", questions[question]).into());
                }
            }
            asked.push((sliced, prepared));
        }
        let way = Way::new(|| {
            let mut count = 0;
            for (sliced, prepared) in &asked {
                count += prepared.len() as u64;
                prepared.iter().filter(|it| std::hint::black_box(sliced.is_allowed(it))).count();
            }
            count
        });
        Ok(race(suite.effort, vec![way]).first().copied())
    }

    #[cfg(feature = "casbin")]
    fn casbin(&self, suite: &Suite) -> Result<Option<f64>, Failed> {
        use crate::peers::casbin::Casbin;
        // It looks at every policy for every question: beyond this it is a matter of seconds each.
        if self.world.size.privileges > 10_000 {
            return Ok(None);
        }
        let casbin = Casbin::new(self.world);
        let questions = self.by_user.iter().flatten().zip(self.expected);
        let questions: Vec<_> = questions.step_by(67).collect();
        for (question, expected) in &questions {
            if casbin.is_allowed(question) != **expected {
                return Err(format!("Casbin differs: {question:?}").into());
            }
        }
        let way = Way::new(|| {
            questions.iter().filter(|(it, _)| std::hint::black_box(casbin.is_allowed(it))).count();
            questions.len() as u64
        });
        let effort = crate::measure::Effort { rounds: 3, ..suite.effort };
        Ok(race(effort, vec![way]).first().copied())
    }

    #[cfg(not(feature = "cedar"))]
    fn cedar(&self, _: &Suite) -> Result<Option<f64>, Failed> {
        Ok(None)
    }

    #[cfg(not(feature = "casbin"))]
    fn casbin(&self, _: &Suite) -> Result<Option<f64>, Failed> {
        Ok(None)
    }
}
