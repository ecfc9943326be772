//! Regenerates the official annexes of a public administration: plans in TOML are checked to the cent and drawn as
//! accessible HTML, Markdown and PDF.
//!
//! The walk of a plan: [`read`] -> [`plan`] -> [`check`] -> [`annex`] -> [`render`] -> [`write`]. See
//! `docs/ARCHITECTURE.md`.

pub mod annex;
pub mod catalogue;
pub mod check;
pub mod cli;
pub mod error;
pub mod plan;
pub mod project;
pub mod read;
pub mod record;
pub mod render;
pub mod source;
pub mod write;

use std::sync::Arc;

use annex::Annex;
use check::{Equation, Surroundings};
use plan::Files;
use render::{Drawn, RenderError, Renderer};
use source::{Code, Diagnostic, Place, Severity, SourceFile};

/// A document of an annex: its file name and its bytes.
#[derive(Debug, Clone)]
pub struct Document {
    /// `allegato-a.pdf`
    pub name: String,
    pub bytes: Vec<u8>,
    /// What is odd in the template that it was drawn with.
    pub warnings: Vec<Diagnostic>,
}

/// Reads and checks a plan; `files` reads those that it takes rows from.
///
/// # Errors
/// All problems found, in order of place, if one of them is an error.
pub fn check_plan(
    file: &Arc<SourceFile>,
    files: &Files,
    surroundings: &Surroundings,
) -> Result<Checked, Vec<Diagnostic>> {
    let (plan, mut problems) = plan::load(file, files);
    let (mut annexes, mut equations) = (vec![], vec![]);
    if let Some(plan) = &plan {
        let checked = check::check(plan, files, surroundings);
        problems.extend(checked.problems);
        (annexes, equations) = (checked.annexes, checked.equations);
    }
    problems.sort_by(Diagnostic::order);
    let is_error = |problem: &Diagnostic| surroundings.policy.severity(problem.code) == Severity::Error;
    let mut failed = problems.iter().any(is_error);
    // A table is missing only where something was reported; if ever it was not, nobody shall get an annex without it.
    for (written, annex) in plan.iter().flat_map(|plan| &plan.annexes).zip(&annexes) {
        if !failed && written.table.len() != annex.tables.len() {
            let problem = Diagnostic::new(Code::RenderingFailed, Place::new(file, written.span.clone()));
            problems.push(problem.arg("label", annex.label.as_str()).arg("format", "*").arg("reason", "?"));
            failed = true;
        }
    }
    if failed { Err(problems) } else { Ok(Checked { annexes, equations, warnings: problems }) }
}

/// The annexes of a plan without an error.
#[derive(Debug)]
pub struct Checked {
    pub annexes: Vec<Annex>,
    /// All that was verified, if it was asked for.
    pub equations: Vec<Equation>,
    pub warnings: Vec<Diagnostic>,
}

/// Draws all documents of the annexes of one plan, in memory: either all succeed or none is there to be written.
///
/// # Errors
/// What the templates or the typesetter object to.
pub fn render_plan(
    file: &Arc<SourceFile>,
    annexes: &[Annex],
    renderer: &Renderer,
) -> Result<Vec<Document>, Vec<Diagnostic>> {
    let (mut documents, mut problems) = (vec![], vec![]);
    for annex in annexes {
        for format in renderer.formats() {
            let with_plan = |problem: Diagnostic| problem.arg("plan", file.name.as_str()).note("plan");
            match renderer.draw(annex, *format) {
                Ok(Drawn { bytes, warnings }) => {
                    let warnings = warnings.into_iter().map(with_plan).collect();
                    documents.push(Document { name: annex.file_name(format.extension()), bytes, warnings });
                }
                Err(RenderError::Template(found)) => problems.extend(found.into_iter().map(with_plan)),
                Err(RenderError::Refused(reason)) => problems.push(
                    Diagnostic::new(Code::RenderingFailed, Place::new(file, 0..0))
                        .arg("label", annex.label.as_str())
                        .arg("format", format.extension())
                        .arg("reason", reason),
                ),
            }
        }
    }
    if problems.is_empty() { Ok(documents) } else { Err(problems) }
}
