//! What the typesetter remembers, and when it forgets.

use std::sync::{Mutex, MutexGuard, PoisonError};

/// How many evictions a memoised result outlives without being used. What all documents share (fonts, template) is used by
/// each; everything else is of one only.
const AGE: usize = 1;

/// comemo's memory is one for the whole process, whatever engines there are.
static DOCUMENTS: Mutex<Documents> = Mutex::new(Documents { begun: 0, done: 0 });

struct Documents {
    /// Those that are being set now.
    begun: usize,
    /// Those done since the last eviction.
    done: usize,
}

/// One document while it is set. When as many are done as are set at one time, what none of them used goes: were it after each
/// document, what one thread has just worked out would go when another is done, and be worked out again.
pub struct Setting(());

impl Setting {
    pub fn begin() -> Self {
        documents().begun += 1;
        Self(())
    }
}

impl Drop for Setting {
    fn drop(&mut self) {
        let mut documents = documents();
        documents.done += 1;
        let is_time = documents.done >= documents.begun;
        documents.begun -= 1;
        if is_time {
            documents.done = 0;
        }
        drop(documents);
        if is_time {
            comemo::evict(AGE);
        }
    }
}

/// Nobody panics while holding it.
fn documents() -> MutexGuard<'static, Documents> {
    DOCUMENTS.lock().unwrap_or_else(PoisonError::into_inner)
}
