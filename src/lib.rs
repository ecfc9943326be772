//! Regenerates the official annexes of a public administration: plans in TOML are checked to the cent and drawn as
//! accessible HTML, Markdown and PDF, and as CSV and JSON for programs.
//!
//! The walk of a plan: [`read`] -> [`plan`] -> [`check`] -> [`annex`] -> [`render`] -> [`write`]. See
//! `docs/ARCHITECTURE.md`.

pub mod annex;
pub mod archive;
pub mod catalogue;
pub mod check;
pub mod cli;
pub mod diff;
pub mod digest;
pub mod error;
pub mod plan;
pub mod project;
pub mod read;
pub mod record;
pub mod render;
pub mod site;
pub mod source;
pub mod workers;
pub mod write;

use std::collections::BTreeMap;
use std::panic::resume_unwind;
use std::sync::{Arc, Mutex};
use std::thread;

use annex::Annex;
use archive::metadata;
use check::{Equation, Surroundings};
use diff::Difference;
use digest::sha256;
use plan::{FileProblem, Files, Plan};
use render::{
    AnnexDigest, CORRECTIONS, Drawn, Format, Location, PACKAGE, Refusal, RenderError, Renderer, SourceBytes, Sources,
};
use source::{Code, Diagnostic, Place, SourceFile};

/// A document of an annex, or what describes those of a plan: its file name and its bytes.
#[derive(Debug, Clone)]
pub struct Document {
    /// `allegato-a.pdf`
    pub name: String,
    pub bytes: Vec<u8>,
    /// Their SHA-256, in hexadecimal digits: who writes of a document needs it as often as who writes it.
    pub sha256: String,
    /// What is odd in the template that it was drawn with.
    pub warnings: Vec<Diagnostic>,
    /// Digest of all that it was made from, where that is known without drawing it.
    pub made_from: Option<String>,
}

impl Document {
    fn new(name: String, bytes: Vec<u8>, warnings: Vec<Diagnostic>, made_from: Option<String>) -> Self {
        Self { name, sha256: sha256(&bytes), bytes, warnings, made_from }
    }
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
    let rows = Mutex::default();
    let (plan, mut problems) = plan::load(file, &|path| kept(files(path), path, &rows));
    let (mut annexes, mut equations) = (vec![], vec![]);
    if let Some(plan) = &plan {
        let checked = check::check(plan, files, surroundings);
        problems.extend(checked.problems);
        (annexes, equations) = (checked.annexes, checked.equations);
    }
    if let (Some(plan), Some(settings)) = (&plan, surroundings.preservation) {
        problems.extend(incomplete(plan, &annexes, settings));
    }
    problems.sort_by(Diagnostic::order);
    let mut failed = surroundings.policy.refuses(&problems);
    // A table is missing only where something was reported; if ever it was not, nobody shall get an annex without it.
    for (written, annex) in plan.iter().flat_map(|plan| &plan.annexes).zip(&annexes) {
        if !failed && written.table.len() != annex.tables.len() {
            let problem = Diagnostic::new(Code::RenderingFailed, Place::new(file, written.span.clone()));
            let problem = problem.arg("label", annex.label.as_str()).arg("format", "*");
            problems.push(problem.arg("cause", Refusal::OTHER).arg("standards", "").arg("reason", "?"));
            failed = true;
        }
    }
    if failed {
        Err(problems)
    } else {
        Ok(Checked { annexes, equations, warnings: problems, rows: rows.into_inner().unwrap_or_default() })
    }
}

/// What the records for preservation will lack; told at what the plan says of it, or else at the plan's head.
fn incomplete(plan: &Plan, annexes: &[Annex], settings: &metadata::Settings) -> Vec<Diagnostic> {
    let said = plan.head.preservation.as_ref().map(|said| said.span.clone());
    metadata::incomplete(annexes, settings, &Place::new(&plan.file, said.unwrap_or(plan.head.span.clone())))
}

/// The annexes of a plan without an error.
#[derive(Debug)]
pub struct Checked {
    pub annexes: Vec<Annex>,
    /// All that was verified, if it was asked for.
    pub equations: Vec<Equation>,
    pub warnings: Vec<Diagnostic>,
    /// The files that rows were taken from, each once.
    pub rows: Vec<RowsFile>,
}

/// A file of rows as it was read: a PDF may have to carry it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowsFile {
    /// As the plan names it.
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Keeps what was read for a plan.
fn kept(read: Result<Vec<u8>, FileProblem>, path: &str, files: &Mutex<Vec<RowsFile>>) -> Result<Vec<u8>, FileProblem> {
    let bytes = read?;
    // Poisoned it can't be: nobody panics while he holds it.
    if let Ok(mut files) = files.lock()
        && !files.iter().any(|file| file.path == path)
    {
        files.push(RowsFile { path: path.to_owned(), bytes: bytes.clone() });
    }
    Ok(bytes)
}

/// Draws all documents of the annexes of one plan, in memory: either all succeed or none is there to be written.
///
/// # Errors
/// What the templates or the typesetter object to.
pub fn render_plan(
    file: &Arc<SourceFile>,
    checked: &Checked,
    renderer: &Renderer,
    around: &Around,
) -> Result<Vec<Document>, Vec<Diagnostic>> {
    let Around { location, earlier, kept, drawn, in_turn } = *around;
    let (mut documents, mut problems): (Vec<Document>, _) = (vec![], vec![]);
    let plan = file.bytes();
    let rows = checked.rows.iter().map(|file| SourceBytes { name: &file.path, bytes: &file.bytes }).collect();
    let sources = Sources { plan: SourceBytes { name: file.path(), bytes: &plan }, rows };
    let mut add = |annex: &Annex,
                   format: Format,
                   name: String,
                   made_from: Option<String>,
                   result,
                   documents: &mut Vec<Document>| {
        drawn(format, &name);
        let with_plan = |problem: Diagnostic| problem.arg("plan", file.name.as_str()).note("plan");
        match result {
            Ok(Drawn { bytes, warnings }) => {
                // What is odd in a template has to be told again the next time.
                let made_from = made_from.filter(|_| warnings.is_empty());
                let warnings = warnings.into_iter().map(with_plan).collect();
                documents.push(Document::new(name, bytes, warnings, made_from));
            }
            Err(RenderError::Template(found)) => problems.extend(found.into_iter().map(with_plan)),
            Err(RenderError::Refused(refusals)) => {
                problems.extend(refusals.into_iter().map(|refusal| refused(file, annex, format, refusal)));
            }
        }
    };
    // Pages say how large the files beside them are: they come last. The library of workbooks hands each sheet to a thread of
    // its own and waits for it, during which something else can be drawn.
    let is_page = |format: &&Format| **format == Format::Html;
    for annex in &checked.annexes {
        let digest = AnnexDigest::of(annex);
        let made_from = |format| digest.as_ref().and_then(|digest| renderer.made_from(digest, format, &sources));
        let wanted = renderer.formats().iter().filter(|format| !is_page(format)).map(|format| {
            let (name, made_from) = (annex.file_name(format.extension()), made_from(*format));
            let kept = made_from.as_deref().and_then(|made_from| kept(&name, made_from));
            (*format, name, made_from, kept)
        });
        let wanted: Vec<_> = wanted.collect();
        let has_workbook = wanted.iter().any(|(format, .., kept)| *format == Format::Xlsx && kept.is_none());
        let draw = |format| renderer.draw(annex, format, &sources);
        thread::scope(|scope| {
            let beside = || thread::Builder::new().spawn_scoped(scope, || draw(Format::Xlsx)).ok();
            let mut workbook = (has_workbook && !in_turn).then(beside).flatten();
            for (format, name, made_from, kept) in wanted {
                if let Some(bytes) = kept {
                    documents.push(Document::new(name, bytes, vec![], made_from));
                    continue;
                }
                let result = match workbook.take_if(|_| format == Format::Xlsx) {
                    Some(workbook) => workbook.join().unwrap_or_else(|panic| resume_unwind(panic)),
                    None => draw(format),
                };
                add(annex, format, name, made_from, result, &mut documents);
            }
        });
    }
    let file = |name: &str| {
        let found = documents.iter().find(|document| document.name == name)?;
        Some((found.bytes.len(), found.sha256.as_str()))
    };
    let package = renderer.package(&checked.annexes, &sources, &file);
    documents.extend(package.map(|bytes| Document::new(PACKAGE.to_owned(), bytes, vec![], None)));
    for annex in checked.annexes.iter().filter(|_| renderer.formats().iter().any(|format| is_page(&format))) {
        let size = |name: &str| documents.iter().find(|document| document.name == name).map(|found| found.bytes.len());
        let (page, name) = (renderer.page(annex, location, &size), annex.file_name(Format::Html.extension()));
        add(annex, Format::Html, name, None, page.map(Drawn::from), &mut documents);
        if !annex.corrections.is_empty() {
            let page = renderer.corrections(annex, location, &changes(annex, earlier)).map(Drawn::from);
            add(annex, Format::Html, annex.file_name(CORRECTIONS), None, page, &mut documents);
        }
    }
    if problems.is_empty() { Ok(documents) } else { Err(problems) }
}

/// What is around a plan while its documents are drawn; by default nothing is.
#[derive(Clone, Copy)]
pub struct Around<'a> {
    /// Where they stand in a site, if they do: their pages are of it then.
    pub location: Option<&'a Location>,
    pub earlier: Earlier<'a>,
    pub kept: Kept<'a>,
    /// Is told of each document as soon as it is drawn, by its name.
    pub drawn: &'a dyn Fn(Format, &str),
    /// Whether none is begun before the one before it is done: for who wants to know what each takes, or has one thread.
    pub in_turn: bool,
}

/// Finds an annex as it was in the version of that number, from 1, where that is known: pages of corrections tell what each
/// version changed.
pub type Earlier<'a> = &'a dyn Fn(&Annex, usize) -> Option<Annex>;

/// Finds the bytes of a document that an earlier run has made from the same, by its name and the digest of that.
pub type Kept<'a> = &'a dyn Fn(&str, &str) -> Option<Vec<u8>>;

impl Default for Around<'_> {
    fn default() -> Self {
        Self { location: None, earlier: &|_, _| None, kept: &|_, _| None, drawn: &|_, _| (), in_turn: false }
    }
}

/// What each version of an annex that is known, by its number, changed in the nearest one before that is. The latest is the
/// annex itself.
fn changes(annex: &Annex, earlier: Earlier) -> BTreeMap<usize, Difference> {
    let versions: Vec<Option<Annex>> = (1..annex.version()).map(|number| earlier(annex, number)).collect();
    let known = (1..).zip(&versions).filter_map(|(number, version)| Some((number, version.as_ref()?)));
    let known: Vec<(usize, &Annex)> = known.chain([(annex.version(), annex)]).collect();
    known.windows(2).map(|pair| (pair[1].0, diff::diff(pair[0].1, pair[1].1))).collect()
}

/// What there is to say of an annex that can't be set; where it is the template's doing, with the place there.
fn refused(file: &Arc<SourceFile>, annex: &Annex, format: Format, refusal: Refusal) -> Diagnostic {
    let problem = Diagnostic::new(Code::RenderingFailed, Place::new(file, 0..0))
        .arg("label", annex.label.as_str())
        .arg("format", format.extension())
        .arg("cause", refusal.cause)
        .arg("standards", refusal.standards)
        .arg("reason", refusal.reason);
    let problem = if refusal.cause == Refusal::OTHER { problem } else { problem.note("typesetter") };
    match refusal.place {
        Some(place) => problem.related(place, "template"),
        None => problem,
    }
}
