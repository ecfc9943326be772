//! Work on many plans at once.

use std::collections::BTreeMap;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError, mpsc};

use indicatif::{ProgressBar, ProgressStyle};

/// From so many plans on there is something to wait for.
const WORTH_A_BAR: usize = 8;
/// Typesetting recurses deeply; the default of 2 MiB for threads is little for it.
const STACK: usize = 16 << 20;
/// Results of one thread that may wait for an earlier one.
const WAITING_PER_THREAD: usize = 16;

/// Items that a thread takes in one go where each is little work.
const TOGETHER: usize = 32;

/// Applies `work` to each item on `threads` threads, and hands each result to `take` in the order of the items, as soon
/// as it and all before it are there. No more than a few results wait for their turn, however many items there are.
///
/// Each thread has a rayon pool of its own with one thread: in a shared one, a document waiting for a part of itself
/// would begin another document on top of its own stack, and so on until there is no stack left.
pub fn for_each<T: Sync, R: Send>(items: &[T], threads: usize, work: impl Fn(&T) -> R + Sync, take: impl FnMut(R)) {
    shown(items, threads, &progress(items.len()), work, take);
}

/// The same for what is done before anybody would look.
pub fn quietly<T: Sync, R: Send>(items: &[T], threads: usize, work: impl Fn(&T) -> R + Sync, take: impl FnMut(R)) {
    shown(items, threads, &ProgressBar::hidden(), work, take);
}

/// The same for work that takes less time than to hand it to a thread: several items in one go.
pub fn briefly<T: Sync, R: Send>(items: &[T], threads: usize, work: impl Fn(&T) -> R + Sync, mut take: impl FnMut(R)) {
    let some: Vec<&[T]> = items.chunks(TOGETHER).collect();
    let work = |items: &&[T]| items.iter().map(&work).collect::<Vec<R>>();
    quietly(&some, threads, work, |results| results.into_iter().for_each(&mut take));
}

fn shown<T: Sync, R: Send>(
    items: &[T],
    threads: usize,
    bar: &ProgressBar,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(R),
) {
    let threads = threads.min(items.len());
    let queue = Queue::new(items.len(), threads * WAITING_PER_THREAD);
    let (sender, results) = mpsc::channel();
    let take_items = |sender: &mpsc::Sender<(usize, std::thread::Result<R>)>| {
        while let Some(index) = queue.next() {
            // A panic is told to whoever takes the results: were it kept here, they would wait for this one forever.
            let result = catch_unwind(AssertUnwindSafe(|| work(&items[index])));
            if sender.send((index, result)).is_err() {
                return;
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let (sender, take_items) = (sender.clone(), &take_items);
            scope.spawn(move || match rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build() {
                Ok(pool) => pool.install(|| take_items(&sender)),
                // No more threads to be had: this one will do.
                Err(_) => take_items(&sender),
            });
        }
        drop(sender);
        let mut early = BTreeMap::new();
        for (index, result) in results {
            early.insert(index, result);
            while let Some(result) = early.remove(&queue.taken()) {
                let result = result.unwrap_or_else(|panic| {
                    queue.close();
                    resume_unwind(panic)
                });
                bar.suspend(|| take(result));
                queue.take();
                bar.inc(1);
            }
        }
    });
    bar.finish_and_clear();
}

/// Which item comes next. Nobody gets far ahead of the results that were taken.
struct Queue {
    length: usize,
    window: usize,
    /// Items given out, and results taken.
    state: Mutex<(usize, usize)>,
    moved: Condvar,
}

impl Queue {
    fn new(length: usize, window: usize) -> Self {
        Self { length, window, state: Mutex::new((0, 0)), moved: Condvar::new() }
    }

    /// Nobody panics while holding it.
    fn state(&self) -> MutexGuard<'_, (usize, usize)> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn next(&self) -> Option<usize> {
        let waits = |state: &mut (usize, usize)| state.0 < self.length && state.0 - state.1 >= self.window;
        let mut state = self.moved.wait_while(self.state(), waits).unwrap_or_else(PoisonError::into_inner);
        let index = state.0;
        state.0 += 1;
        (index < self.length).then_some(index)
    }

    /// How many results were taken: the index of the one that is waited for.
    fn taken(&self) -> usize {
        self.state().1
    }

    fn take(&self) {
        self.state().1 += 1;
        self.moved.notify_all();
    }

    /// No more items.
    fn close(&self) {
        let mut state = self.state();
        *state = (self.length, self.length);
        self.moved.notify_all();
    }
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
