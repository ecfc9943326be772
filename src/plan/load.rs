//! From the text of a plan file to the [`Plan`] as written.

use std::sync::Arc;

use super::{Files, Plan, Root, rows};
use crate::source::{Context, Diagnostic, SourceFile};

/// Reads a plan, and the rows that it takes from files. Where its syntax is broken there is none; otherwise there is
/// one, with what was wrong in its shape beside it, and stand-ins in the places of what was reported.
pub fn load(file: &Arc<SourceFile>, files: &Files) -> (Option<Plan>, Vec<Diagnostic>) {
    let context = Context::new(file);
    let mut root = None;
    context.parse(|reader| root = Some(Root::read(reader)));
    let plan = root.and_then(|root| {
        let Root { format, plan, annex: annexes, other_plans, check: checks, .. } = root;
        Some(Plan { file: Arc::clone(file), format, head: plan.0?, annexes, other_plans, checks })
    });
    let plan = plan.map(|mut plan| {
        for table in plan.annexes.iter_mut().flat_map(|annex| &mut annex.table) {
            if let Some(from) = &table.rows_from {
                let from_file = rows::read(&context, from, &table.columns, files);
                if from_file.is_empty() {
                    // Reported; sums over what is left of the table would be wrong for no fault of theirs.
                    table.row.clear();
                }
                table.row.splice(0..0, from_file);
            }
        }
        plan
    });
    (plan, context.into_problems())
}
