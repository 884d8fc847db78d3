//! Times several ways of doing the same work against each other.
//!
//! The ways take turns: a machine that becomes slower for a while becomes slower for all of them. Each
//! way's figure is the median of its rounds, so that ratios hold even where absolute figures wander.

use std::hint::black_box;
use std::time::{Duration, Instant};

/// How much patience there is.
#[derive(Debug, Clone, Copy)]
pub struct Effort {
    /// Rounds per way.
    pub rounds: usize,
    /// How long a round should take at least; quick work is repeated.
    pub round: Duration,
}

/// One way of doing the work: called with how often, it says how many units it has done.
pub struct Way<'a> {
    work: Box<dyn FnMut() -> u64 + 'a>,
}

impl<'a> Way<'a> {
    /// `work` does the work once and says how many units (statements, decisions …) that was.
    pub fn new(work: impl FnMut() -> u64 + 'a) -> Self {
        Self { work: Box::new(work) }
    }

    /// Time for one unit, in nanoseconds.
    fn round(&mut self, at_least: Duration) -> f64 {
        let start = Instant::now();
        let mut units = 0;
        loop {
            units += black_box((self.work)());
            let elapsed = start.elapsed();
            if elapsed >= at_least {
                return elapsed.as_nanos() as f64 / units.max(1) as f64;
            }
        }
    }
}

/// The median time of one unit for each way, in nanoseconds, in the order of `ways`.
pub fn race(effort: Effort, mut ways: Vec<Way<'_>>) -> Vec<f64> {
    let mut times = vec![Vec::with_capacity(effort.rounds); ways.len()];
    for round in 0..=effort.rounds {
        for (way, times) in ways.iter_mut().zip(&mut times) {
            let time = way.round(effort.round);
            // The first round warms caches up.
            if round > 0 {
                times.push(time);
            }
        }
    }
    times.into_iter().map(median).collect()
}

pub fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
}
