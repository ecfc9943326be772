//! Work on many plans at once.

use std::sync::Mutex;
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
    let results: Mutex<Vec<Option<R>>> = Mutex::new(items.iter().map(|_| None).collect());
    let take_items = || {
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { break };
            let result = work(item);
            if let Ok(mut results) = results.lock() {
                results[index] = Some(result);
            }
            bar.inc(1);
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads.min(items.len()) {
            scope.spawn(|| match rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build() {
                Ok(pool) => pool.install(take_items),
                // No more threads to be had: this one will do.
                Err(_) => take_items(),
            });
        }
    });
    bar.finish_and_clear();
    results.into_inner().unwrap_or_default().into_iter().flatten().collect()
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
