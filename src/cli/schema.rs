//! `allegato schema`: prints the JSON Schema of plans, which editors complete and check with while one types.

use super::{Outcome, Report};
use crate::plan;

pub fn run(report: &Report) -> Outcome {
    report.print(&format!("{:#}", plan::schema()));
    Outcome::Good
}
