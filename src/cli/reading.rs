//! What a plan reads while it is checked.

use std::collections::BTreeMap;
use std::sync::Mutex;

use crate::plan::FileProblem;
use crate::read::PlanFile;

/// A plan, and the files that were read for it so far.
pub struct Reading<'a> {
    plan: &'a PlanFile,
    read: Mutex<BTreeMap<String, Vec<u8>>>,
}

impl<'a> Reading<'a> {
    pub fn new(plan: &'a PlanFile) -> Self {
        Self { plan, read: Mutex::default() }
    }

    /// Reads a file by its path relative to the plan.
    ///
    /// # Errors
    /// As for [`PlanFile::beside`].
    pub fn read(&self, path: &str) -> Result<Vec<u8>, FileProblem> {
        let bytes = self.plan.beside(path)?;
        // Poisoned it can't be: nobody panics while he holds it.
        if let Ok(mut read) = self.read.lock() {
            read.insert(self.plan.inside(path), bytes.clone());
        }
        Ok(bytes)
    }

    /// All files that were read, by their paths in the folder that a plan's files lie in: that of the plan, whose bytes are
    /// given, first.
    pub fn all(self, own: Vec<u8>) -> Vec<(String, Vec<u8>)> {
        let path = self.plan.own_path();
        let mut read = self.read.into_inner().unwrap_or_default();
        // A check may name its own plan as another one.
        read.remove(&path);
        std::iter::once((path, own)).chain(read).collect()
    }
}
