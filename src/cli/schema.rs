//! `allegato schema`: prints the JSON Schema of plans or of a project's settings, which editors complete and check with while
//! one types; or that of what the program writes for other programs.

use schemars::{JsonSchema, schema_for};

use super::{Outcome, Report};
use crate::archive::Manifest;
use crate::record::RecordFile;
use crate::render;
use crate::source::Message;
use crate::{plan, project};

/// What there is a schema of.
pub const SUBJECTS: [&str; 7] = ["plan", "project", "annex", "difference", "diagnostic", "record", "archive"];

pub fn run(subject: &str, report: &Report) -> Outcome {
    let schema = match subject {
        "project" => format!("{:#}", project::schema()),
        "annex" => format!("{:#}", render::annex_schema()),
        "difference" => format!("{:#}", render::difference_schema()),
        "diagnostic" => of::<Message>(),
        "record" => of::<RecordFile>(),
        "archive" => of::<Manifest>(),
        _ => format!("{:#}", plan::schema()),
    };
    report.print(&schema);
    Outcome::Good
}

fn of<T: JsonSchema>() -> String {
    format!("{:#}", schema_for!(T).to_value())
}
