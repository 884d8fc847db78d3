//! The engine agrees with the model: by index, bound to a session, and in what it explains.

use super::model::Answer;
use super::random::{Random, World, request, user};
use cypher_admin::access::{Bound, Outcome, Prepared};

fn expected(answer: Answer) -> Outcome {
    match answer {
        Answer::Yes => Outcome::Allowed,
        Answer::Elsewhere => Outcome::Elsewhere,
        Answer::Invisible => Outcome::Invisible,
        Answer::Denied => Outcome::Denied,
    }
}

/// Compares `pairs` random decisions; worlds change as they go. Gives back how many were yes, and how
/// many another DBMS decides.
fn compare(seed: u64, pairs: usize) -> [usize; 2] {
    let mut random = Random::new(seed);
    let (mut done, mut allowed, mut elsewhere) = (0, 0, 0);
    while done < pairs {
        let mut world = World::new();
        let mut bound: Option<(String, Bound)> = None;
        for _ in 0..60 {
            for _ in 0..random.below(4) {
                world.step(&mut random);
            }
            for _ in 0..40 {
                let user = user(&mut random);
                let request = request(&mut random);
                let wanted = expected(world.state.user_may(&user, &request));
                let id = world.user_id(&user);
                let holder = world.access.holder(&world.graph, id).unwrap();
                let prepared = Prepared::new(&world.graph, &request);
                let told = || format!("{user}: {request:?}\n{:#?}", world.state);
                let outcome = world.access.outcome(&world.graph, &holder, &prepared);
                assert_eq!(outcome, wanted, "index, {}", told());
                let outcome = world.access.outcome_for_user(&world.graph, id, &request);
                assert_eq!(outcome, wanted, "for the user, {}", told());
                let decision = world.access.decide(&world.graph, &holder, &prepared);
                assert_eq!(decision.outcome, wanted, "explained, {}", told());
                let is_other = bound.as_ref().is_none_or(|(name, _)| *name != user);
                if is_other && random.one_in(3) {
                    bound = Bound::user(&world.access, &world.graph, id)
                        .map(|bound| (user.to_string(), bound));
                }
                if let Some((name, bound)) = &mut bound
                    && *name == user
                {
                    let outcome = world.access.outcome_bound(&world.graph, bound, &prepared);
                    assert_eq!(outcome, wanted, "bound, {}", told());
                }
                allowed += usize::from(wanted == Outcome::Allowed);
                elsewhere += usize::from(wanted == Outcome::Elsewhere);
                done += 1;
            }
        }
    }
    [allowed, elsewhere]
}

#[test]
fn random_decisions_agree_with_the_model() {
    let pairs = 40_000;
    let [allowed, elsewhere] = compare(1, pairs);
    // A run in which nearly everything is allowed, or nothing, would prove little.
    assert!((pairs / 20..pairs * 19 / 20).contains(&allowed), "{allowed} of {pairs} allowed");
    assert!(elsewhere > pairs / 200, "{elsewhere} of {pairs} decided elsewhere");
}

/// `cargo test --release --test integration -- --ignored --nocapture ten_million`
#[test]
#[ignore = "takes minutes"]
fn ten_million_random_decisions_agree_with_the_model() {
    let pairs: usize = 10_000_000;
    let threads = 2;
    let [allowed, elsewhere] = std::thread::scope(|scope| {
        let runs: Vec<_> = (0..threads)
            .map(|seed| scope.spawn(move || compare(seed + 1_000, pairs / 2)))
            .collect();
        let counts = runs.into_iter().map(|run| run.join().unwrap());
        counts.fold([0, 0], |[a, b], [c, d]| [a + c, b + d])
    });
    println!(
        "{pairs} random decisions agree with the model; {allowed} were yes, {elsewhere} are another DBMS's"
    );
}
