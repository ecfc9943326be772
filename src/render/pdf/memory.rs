//! What the typesetter remembers, and when it forgets.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many evictions a memoised result outlives without being used. What all documents share (fonts, template) is used by
/// each; everything else is of one only.
const AGE: usize = 1;

/// Documents that are being set now, and those done since the last eviction. comemo's memory is one for the whole process,
/// whatever engines there are.
static DOCUMENTS: Mutex<(usize, usize)> = Mutex::new((0, 0));

/// One document while it is set. When as many are done as are set at one time, what none of them used goes: were it after each
/// document, what one thread has just worked out would go when another is done, and be worked out again.
pub struct Setting(());

impl Setting {
    pub fn begin() -> Self {
        documents().0 += 1;
        Self(())
    }
}

impl Drop for Setting {
    fn drop(&mut self) {
        let mut documents = documents();
        documents.1 += 1;
        let is_time = documents.1 >= documents.0;
        documents.0 -= 1;
        if is_time {
            documents.1 = 0;
        }
        drop(documents);
        if is_time {
            comemo::evict(AGE);
        }
    }
}

/// Nobody panics while holding it.
fn documents() -> MutexGuard<'static, (usize, usize)> {
    DOCUMENTS.lock().unwrap_or_else(PoisonError::into_inner)
}
