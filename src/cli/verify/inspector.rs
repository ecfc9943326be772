//! One source of an archive, checked and drawn again, and compared with what was archived of it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::super::archive::{equations, records};
use super::super::archived::{ArchivedProject, Asks};
use crate::Checked;
use crate::annex::Annex;
use crate::archive::pdf::figures::{Discrepancy, Kind, compare};
use crate::archive::{
    CorrectionRecord, Engine, EquationRecord, Finding, Flaw, MANIFEST, Manifest, PlanRecord, SourceRecord,
    VersionRecord, same_content, same_numbers,
};
use crate::catalogue::Catalogue;
use crate::digest::sha256;
use crate::error::Error;
use crate::read::YearFolder;
use crate::render::{Format, RenderError, SourceBytes, Sources, Words};
use crate::source::{Code, Diagnostic, SourceFile};

/// What is asked of sources.
pub struct Inspector<'a> {
    pub folder: &'a YearFolder,
    pub manifest: &'a Manifest,
    pub projects: &'a BTreeMap<usize, Result<ArchivedProject, Vec<Diagnostic>>>,
    pub present: &'a Engine,
    /// Files that are not as they were archived, which was told.
    pub damaged: &'a BTreeSet<String>,
}

/// What came of one source.
#[derive(Default)]
pub struct Inspected {
    pub problems: Vec<Diagnostic>,
    pub findings: Vec<Finding>,
    pub versions: usize,
    pub equations: usize,
    pub identical: usize,
    pub by_figures: usize,
    pub recoverable: Vec<String>,
}

impl Inspected {
    /// Adds what is wrong with an archived file, by its path in the archive.
    fn add(&mut self, path: &str, flaw: Flaw) {
        self.findings.push(Finding { path: path.to_owned(), flaw });
    }
}

/// A source that was read and checked again.
struct Reread<'a> {
    plan: &'a PlanRecord,
    source: &'a SourceRecord,
    project: &'a ArchivedProject,
    file: Arc<SourceFile>,
    checked: Checked,
    /// Whether it was made by the engine that is running.
    same_engine: bool,
    /// Whether all that it is made from is as it was archived.
    whole: bool,
}

impl Inspector<'_> {
    pub fn inspect(&self, plan: &PlanRecord, source: &SourceRecord) -> Result<Inspected, Error> {
        let mut inspected = self.inspect_source(plan, source)?;
        // As the files of the folder are called.
        for finding in &mut inspected.findings {
            finding.path.insert_str(0, self.folder.layout.prefix());
        }
        Ok(inspected)
    }

    fn inspect_source(&self, plan: &PlanRecord, source: &SourceRecord) -> Result<Inspected, Error> {
        let mut inspected = Inspected::default();
        let project = match self.projects.get(&source.project) {
            Some(Ok(project)) => project,
            found => {
                inspected.problems = found.and_then(|found| found.as_ref().err()).cloned().unwrap_or_default();
                let whole = self.is_source_whole(source);
                inspected.add(&source.plan, if whole { Flaw::NoSource } else { Flaw::NotProved });
                return Ok(inspected);
            }
        };
        let same_engine = self.manifest.engine(source.engine).is_some_and(|engine| engine.is(self.present));
        let whole = self.is_source_whole(source);
        let asks = Asks { equations: true, ..Asks::default() };
        let is_there = self.folder.path(&source.plan).is_file();
        let (file, checked) = match is_there.then(|| project.check(self.folder, source, asks)) {
            Some(Ok(Ok(checked))) => checked,
            Some(Ok(Err(problems))) => {
                let errors = problems.len();
                inspected.add(
                    &source.plan,
                    match (whole, same_engine) {
                        _ if problems.iter().any(|problem| is_arithmetic(problem.code)) => Flaw::WrongPlan { errors },
                        (true, true) => Flaw::WrongPlan { errors },
                        (true, false) => Flaw::CheckedOtherwise { errors },
                        (false, _) => Flaw::NotProved,
                    },
                );
                inspected.problems = problems;
                return Ok(inspected);
            }
            // That it can't be read is told among the files.
            Some(Err(_)) | None => {
                inspected.add(&source.plan, Flaw::NotProved);
                return Ok(inspected);
            }
        };
        let reread = Reread { plan, source, project, file, checked, same_engine, whole };
        self.equations(&reread, &mut inspected);
        self.records(&reread, &mut inspected)?;
        for annex in &plan.annexes {
            for version in annex.versions.iter().filter(|version| version.source == source.number) {
                inspected.versions += 1;
                match reread.checked.annexes.iter().find(|found| found.slug == annex.slug) {
                    Some(found) => self.version(&reread, found, version, &mut inspected)?,
                    None => inspected.add(&source.plan, Flaw::NoSource),
                }
            }
        }
        Ok(inspected)
    }

    /// Whether what was verified is what is verified now. Another program may verify more, and put it in other words.
    fn equations(&self, reread: &Reread, inspected: &mut Inspected) {
        let found = equations(&reread.checked);
        let recorded = &reread.source.equations;
        inspected.equations += found.len();
        let figures = |equation: &EquationRecord| -> String {
            equation.equation.chars().filter(|c| c.is_ascii_digit() || ",.=+−-".contains(*c)).collect()
        };
        let all: BTreeSet<String> = found.iter().map(figures).collect();
        let differs = match reread.same_engine {
            true => (0..found.len().max(recorded.len())).find(|index| found.get(*index) != recorded.get(*index)),
            false => recorded.iter().position(|equation| !all.contains(&figures(equation))),
        };
        if let Some(index) = differs {
            let text =
                |list: &[EquationRecord]| list.get(index).map_or("-".to_owned(), |equation| equation.equation.clone());
            let flaw = Flaw::OtherEquations { recorded: text(recorded), found: text(&found) };
            inspected.add(&reread.source.plan, flaw);
        }
    }

    /// Whether the record of the check is the one that this check makes.
    fn records(&self, reread: &Reread, inspected: &mut Inspected) -> Result<(), Error> {
        if !reread.same_engine || !reread.whole {
            return Ok(());
        }
        let checked = &reread.checked;
        let made = records(&reread.plan.plan, checked, &reread.project.words());
        for path in &reread.source.records {
            let ending = path.rsplit('.').next().unwrap_or_default();
            let made = made.iter().find(|(found, _)| found == ending).map(|(_, bytes)| bytes.as_slice());
            if !self.is_damaged(path) && made != Some(&self.folder.read(path)?) {
                inspected.add(&reread.source.plan, Flaw::OtherData { document: path.clone() });
            }
        }
        Ok(())
    }

    fn version(
        &self,
        reread: &Reread,
        annex: &Annex,
        version: &VersionRecord,
        inspected: &mut Inspected,
    ) -> Result<(), Error> {
        if reread.whole && !says_the_same(annex, reread, version, self.manifest.year) {
            inspected.add(MANIFEST, Flaw::OtherFacts { annex: version.folder.clone() });
        }
        let data = self.data(reread, annex, version, inspected)?;
        let pdf = self.pdf(reread, annex, version, inspected)?;
        match (data, pdf) {
            (Drawn::Same, Drawn::Same) => inspected.identical += 1,
            (Drawn::Same | Drawn::Alike, Drawn::Same | Drawn::Alike) => inspected.by_figures += 1,
            _ => {}
        }
        Ok(())
    }

    /// The data of an annex: what programs read has to be what its source says.
    fn data(
        &self,
        reread: &Reread,
        annex: &Annex,
        version: &VersionRecord,
        inspected: &mut Inspected,
    ) -> Result<Drawn, Error> {
        let mut worst = Drawn::Same;
        for format in [Format::Json, Format::Csv] {
            let Some(path) = version.document(format.extension()) else { continue };
            let drawn = self.draw(reread, annex, format, path, inspected);
            let Some(bytes) = drawn else { return Ok(Drawn::Wrong) };
            if self.is_archived(path, &bytes) {
                self.recover(path, inspected);
                continue;
            }
            worst = Drawn::Alike;
            // It was told already.
            if self.is_damaged(path) {
                continue;
            }
            let archived = self.folder.read(path)?;
            let says_the_same = match format {
                Format::Csv => same_numbers(&bytes, &archived),
                _ => same_content(&bytes, &archived),
            };
            match (says_the_same, reread.same_engine, reread.whole) {
                // The form of another engine may be another.
                (true, false, _) => {}
                // What stands beside figures, in settings say, is damaged.
                (true, true, false) => {
                    inspected.add(&reread.source.plan, Flaw::NotProved);
                    return Ok(Drawn::Wrong);
                }
                // The same engine makes the same of the same source.
                (false, ..) | (true, true, true) => {
                    inspected.add(&reread.source.plan, Flaw::OtherData { document: path.to_owned() });
                    return Ok(Drawn::Wrong);
                }
            }
        }
        Ok(worst)
    }

    /// The PDF of an annex, byte for byte; where that is not to be had, by its figures.
    fn pdf(
        &self,
        reread: &Reread,
        annex: &Annex,
        version: &VersionRecord,
        inspected: &mut Inspected,
    ) -> Result<Drawn, Error> {
        let Some(path) = version.document(Format::Pdf.extension()) else { return Ok(Drawn::Wrong) };
        let drawn = self.draw(reread, annex, Format::Pdf, path, inspected);
        if drawn.as_ref().is_some_and(|bytes| self.is_archived(path, bytes)) {
            self.recover(path, inspected);
            return Ok(Drawn::Same);
        }
        if self.is_damaged(path) {
            return Ok(Drawn::Wrong);
        }
        let archived = self.folder.read(path)?;
        match compare(annex, &archived) {
            Err(unreadable) => {
                inspected.add(path, Flaw::UnreadablePdf { at: unreadable.at });
                return Ok(Drawn::Wrong);
            }
            Ok(discrepancies) => {
                // Words that another program sets beside figures are its own affair.
                let counts = |found: &Discrepancy| reread.same_engine || found.kind == Kind::Figure;
                let wrong: Vec<Flaw> = discrepancies.into_iter().filter(counts).map(Flaw::from).collect();
                if !wrong.is_empty() {
                    wrong.into_iter().for_each(|flaw| inspected.add(path, flaw));
                    return Ok(Drawn::Wrong);
                }
            }
        }
        // The figures are those of the source: what differs is how they are drawn.
        if reread.same_engine && drawn.is_some() && reread.whole {
            inspected.add(path, Flaw::DrawnOtherwise);
            return Ok(Drawn::Wrong);
        }
        Ok(Drawn::Alike)
    }

    /// Draws a document again. Another engine need not be able to.
    fn draw(
        &self,
        reread: &Reread,
        annex: &Annex,
        format: Format,
        path: &str,
        inspected: &mut Inspected,
    ) -> Option<Vec<u8>> {
        let bytes = reread.file.bytes();
        let rows = &reread.checked.rows;
        let rows = rows.iter().map(|file| SourceBytes { name: &file.path, bytes: &file.bytes }).collect();
        let sources = Sources { plan: SourceBytes { name: reread.file.path(), bytes: &bytes }, rows };
        match reread.project.renderer.render(annex, format, &sources) {
            Ok(bytes) => Some(bytes),
            Err(error) => {
                if reread.same_engine {
                    inspected.add(path, Flaw::NotDrawn { reason: error.to_string() });
                }
                if let RenderError::Template(problems) = error {
                    inspected.problems.extend(problems);
                }
                None
            }
        }
    }

    /// Whether these are the bytes that a file was archived with.
    fn is_archived(&self, path: &str, bytes: &[u8]) -> bool {
        self.manifest.files.get(path).is_some_and(|file| file.sha256 == sha256(bytes))
    }

    fn is_damaged(&self, path: &str) -> bool {
        self.damaged.contains(&format!("{}{path}", self.folder.layout.prefix()))
    }

    /// Whether all that annexes are made from is as it was archived, and nothing was put beside it.
    fn is_source_whole(&self, source: &SourceRecord) -> bool {
        let project = self.manifest.project(source.project).map_or("", |project| project.folder.as_str());
        let prefix = self.folder.layout.prefix();
        let is_below = |path: &str, folder: &str| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        let is_its = |path: &String| {
            let path = path.strip_prefix(prefix).unwrap_or(path);
            is_below(path, project) || is_below(path, &source.folder)
        };
        !self.damaged.iter().any(is_its)
    }

    /// Notes a document that is damaged but came out of its source as it had been.
    fn recover(&self, path: &str, inspected: &mut Inspected) {
        if self.is_damaged(path) {
            inspected.recoverable.push(path.to_owned());
        }
    }
}

/// How a document that was drawn again compares to the archived one.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Drawn {
    Same,
    /// Other bytes of the same figures.
    Alike,
    /// Otherwise, which was told.
    Wrong,
}

/// Whether the manifest says of a version what its source says.
fn says_the_same(annex: &Annex, reread: &Reread, version: &VersionRecord, year: u16) -> bool {
    let words = Words::new(Catalogue::of_documents(annex.act.language));
    let since = version.replaces.map_or(0, |replaced| replaced.saturating_sub(1));
    let corrections: Vec<CorrectionRecord> =
        annex.corrections.iter().skip(since).map(|found| CorrectionRecord::new(found, words)).collect();
    let plan = reread.plan;
    // Another program may cite acts in other words; what the plan says may not differ.
    let facts = |found: &CorrectionRecord| (found.kind.clone(), found.date, found.reason.clone());
    let same_corrections = match reread.same_engine {
        true => corrections == version.corrections,
        false => corrections.iter().map(facts).eq(version.corrections.iter().map(facts)),
    };
    let label = plan.annex(&annex.slug).map(|record| &record.label);
    let act = annex.act.citation.as_ref().map(|citation| words.citation(citation));
    let is_latest = plan.sources.last().is_none_or(|source| source.number == version.source);
    let same_plan = annex.act.title == plan.title && annex.act.authority == plan.authority;
    annex.act.year == year
        && annex.version() == version.version
        && annex.title.as_ref().map(|title| title.to_plain()) == version.title
        && same_corrections
        && (!is_latest || (same_plan && label == Some(&annex.label) && (!reread.same_engine || act == plan.act)))
}

/// Whether an error is one of sums, and not of form.
fn is_arithmetic(code: Code) -> bool {
    use Code::{
        AverageMismatch, CheckMismatch, FormulaMismatch, OfWhichExceeds, ShareMismatch, SubtotalMismatch, TotalMismatch,
    };
    let sums = [
        TotalMismatch,
        SubtotalMismatch,
        AverageMismatch,
        FormulaMismatch,
        ShareMismatch,
        OfWhichExceeds,
        CheckMismatch,
    ];
    sums.contains(&code)
}
