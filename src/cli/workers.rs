//! Work on many plans at once.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};

use indicatif::{ProgressBar, ProgressStyle};

/// From so many plans on there is something to wait for.
const WORTH_A_BAR: usize = 8;
/// Typesetting recurses deeply; the default of 2 MiB for threads is little for it.
const STACK: usize = 16 << 20;

/// Applies `work` to each item on `threads` threads; results in the order of the items, whoever was first.
///
/// Each thread has a rayon pool of its own with one thread: in a shared one, a document waiting for a part of itself
/// would begin another document on top of its own stack, and so on until there is no stack left.
pub fn for_each<T: Sync, R: Send>(items: &[T], threads: usize, work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let bar = progress(items.len());
    let next = AtomicUsize::new(0);
    let take_items = || {
        let mut results = vec![];
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return results };
            results.push((index, work(item)));
            bar.inc(1);
        }
    };
    let in_own_pool = || match rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build() {
        Ok(pool) => pool.install(take_items),
        // No more threads to be had: this one will do.
        Err(_) => take_items(),
    };
    let mut results: Vec<(usize, R)> = std::thread::scope(|scope| {
        let workers: Vec<_> = (0..threads.min(items.len())).map(|_| scope.spawn(in_own_pool)).collect();
        let join =
            |worker: std::thread::ScopedJoinHandle<_>| worker.join().unwrap_or_else(|panic| resume_unwind(panic));
        workers.into_iter().flat_map(join).collect()
    });
    bar.finish_and_clear();
    results.sort_by_key(|(index, _)| *index);
    results.into_iter().map(|(_, result)| result).collect()
}

/// A bar on standard error; none where it is no terminal.
fn progress(length: usize) -> ProgressBar {
    if length < WORTH_A_BAR {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(length as u64);
    match ProgressStyle::with_template("{bar:40} {pos}/{len} {eta}") {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}
