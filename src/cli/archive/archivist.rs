//! What of a plan goes into the archive of its year: its documents, and all that they were made from.

use std::cell::RefCell;
use std::fmt::Write as _;
use std::sync::Arc;

use super::super::archived::Asks;
use super::super::folders::{Folders, folder};
use super::super::reading::Reading;
use super::super::{Work, archived, check};
use super::year::Year;
use crate::annex::{Annex, slug};
use crate::archive::metadata::{self, DocumentFile, Kind, Missing, Where};
use crate::archive::{
    Candidate, Engine, EquationRecord, FileRecord, Frozen, Manifest, PlanRecord, Standing, VersionFiles, VersionRecord,
    freeze, latest,
};
use crate::catalogue::{Catalogue, Language};
use crate::check::{Equation, Surroundings};
use crate::digest::from_hex;
use crate::error::Error;
use crate::plan;
use crate::read::{PlanFile, Workspace, YearFolder, read_source};
use crate::record::{Entry, Format as RecordFormat, Record};
use crate::render::location::series;
use crate::render::{Format, Renderer, SourceBytes, Sources, Stationery, Templates};
use crate::source::{Code, Diagnostic, Place, SourceFile};
use crate::{Around, Checked, Document, render_plan};

/// What plans are drawn and archived with.
pub struct Archivist<'a> {
    pub workspace: &'a Workspace,
    folders: &'a Folders,
    renderer: &'a Renderer,
    pub year: u16,
    /// What is archived of the year before this run, and where.
    archived: Manifest,
    folder: YearFolder,
    /// Settings, templates and fonts, by their paths in the project.
    project: Vec<(String, Vec<u8>)>,
    /// The number of that project, and of the engine that is running, where something was archived with them.
    present: (Option<usize>, Option<usize>),
    /// For the record of a check, which is in the project's language whoever archives.
    words: Catalogue,
}

/// A plan of the year as it was drawn.
pub struct Drawn {
    file: Arc<SourceFile>,
    key: String,
    pub folder: String,
    pub checked: Checked,
    /// The annexes that are not archived as they are, by their indices. Without any there are no documents.
    new: Vec<usize>,
    pub documents: Vec<Document>,
    sources: Vec<(String, Vec<u8>)>,
}

/// A plan of the year as it was drawn, or what is wrong with it.
pub type Attempt = Result<Drawn, Vec<Diagnostic>>;

impl<'a> Archivist<'a> {
    pub fn new(work: &'a Work, folders: &'a Folders, year: &Year) -> Result<Self, Error> {
        let Work { workspace, renderer, .. } = work;
        let words = Catalogue::interface(workspace.project.language);
        let project = project_files(workspace)?;
        let (archived, folder) = (year.manifest.clone(), year.folder.clone());
        let present = (archived.project_of(&project), archived.engine_of(&Engine::present(0)));
        Ok(Self { workspace, folders, renderer, year: year.number, archived, folder, project, present, words })
    }

    /// Checks and draws a plan; nothing where it is of another year.
    pub fn draw(&self, plan: &PlanFile, surroundings: &Surroundings) -> Result<Option<Attempt>, Error> {
        let file = match read_source(&plan.path, &plan.shown())? {
            Ok(file) => file,
            Err(problems) => return Ok(self.is_of_year(plan, None).then_some(Err(problems))),
        };
        if !self.is_of_year(plan, plan::outline(&file).map(|outline| outline.year)) {
            return Ok(None);
        }
        Ok(Some(self.draw_file(plan, &file, surroundings)))
    }

    /// One that can't be read is of the year that its folder is called by, or of any.
    fn is_of_year(&self, plan: &PlanFile, year: Option<i64>) -> bool {
        let called = || plan.parts().first().and_then(|part| part.parse().ok());
        year.or_else(called).is_none_or(|year| year == i64::from(self.year))
    }

    fn draw_file(
        &self,
        plan: &PlanFile,
        file: &Arc<SourceFile>,
        surroundings: &Surroundings,
    ) -> Result<Drawn, Vec<Diagnostic>> {
        let reading = Reading::new(plan);
        let checked = check::check_reading(plan, file, &|path| reading.read(path), self.folders, surroundings)?;
        let folder = folder(plan, i64::from(self.year));
        let folder = series(&folder).to_owned();
        let new = self.what_is_new(file, &folder, &checked)?;
        // What is archived as it is need not be drawn.
        let documents = match new.is_empty() {
            true => vec![],
            false => render_plan(file, &checked, self.renderer, &Around::default())?,
        };
        Ok(Drawn {
            file: Arc::clone(file),
            key: plan.key.to_string(),
            folder,
            checked,
            new,
            documents,
            sources: reading.all(file.bytes()),
        })
    }

    /// The annexes that are not archived as they are, by their indices.
    fn what_is_new(
        &self,
        file: &Arc<SourceFile>,
        folder: &str,
        checked: &Checked,
    ) -> Result<Vec<usize>, Vec<Diagnostic>> {
        let (mut new, mut problems) = (vec![], vec![]);
        let bytes = file.bytes();
        let sources = Sources { plan: SourceBytes { name: file.path(), bytes: &bytes }, rows: vec![] };
        for (index, annex) in checked.annexes.iter().enumerate() {
            // Nothing that is checked fails to be data.
            let data = self.renderer.render(annex, Format::Json, &sources).unwrap_or_default();
            let is_same = |plan: &PlanRecord, version: &VersionRecord| {
                let reopened = archived::reopen(&self.folder, &self.archived, plan, version, Asks::default());
                let archived = reopened.ok().and_then(Result::ok).and_then(|archived| archived.data(&annex.slug));
                archived.is_some_and(|archived| archived == data)
            };
            match Standing::of(&self.archived, folder, annex, &data, &is_same) {
                Standing::New => new.push(index),
                Standing::Archived => {}
                Standing::Refused(refusal) => {
                    let problem = Diagnostic::new(Code::ArchivedAnnexChanged, place(file, annex))
                        .arg("label", annex.label.as_str())
                        .arg("version", refusal.archived.to_string())
                        .arg("reason", refusal.reason)
                        .arg("year", self.year.to_string());
                    problems.push(problem.help("help"));
                }
            }
        }
        if problems.is_empty() { Ok(new) } else { Err(problems) }
    }

    /// The folders of annexes of a plan that are archived as they are, but were set with other settings, templates or fonts, or by
    /// another engine.
    pub fn set_otherwise(&self, drawn: &Drawn) -> Vec<String> {
        let is_archived = |(index, _): &(usize, &Annex)| !drawn.new.contains(index);
        let annexes = drawn.checked.annexes.iter().enumerate().filter(is_archived).map(|(_, annex)| annex);
        let latest = annexes.filter_map(|annex| latest(&self.archived, &drawn.folder, annex));
        let otherwise = latest.filter(|(plan, version)| {
            let source = plan.source(version.source);
            source.is_none_or(|source| Some(source.project) != self.present.0 || Some(source.engine) != self.present.1)
        });
        otherwise.map(|(_, version)| version.folder.clone()).collect()
    }

    /// Takes a plan into the archive of the year, as far as it is new there. What became of it, and what its metadata lack.
    pub fn freeze(&self, drawn: Drawn, year: &mut Year) -> Result<(Frozen, Vec<Diagnostic>), Error> {
        let records = records(&drawn.key, &drawn.checked, &self.words);
        let Drawn { file, key, folder, checked, new, documents, sources } = drawn;
        let candidate = Candidate {
            plan: key,
            folder: &folder,
            annexes: &checked.annexes,
            new,
            equations: equations(&checked),
            documents: &documents,
            sources,
            records,
            project: &self.project,
        };
        let lacking = RefCell::new(vec![]);
        let metadata = |annex: &Annex, files: &VersionFiles| {
            self.metadata(annex, files).unwrap_or_else(|missing| {
                // What the plan or the project lacks the check has told.
                let missing = missing.iter().filter(|missing| missing.place() == Where::Archive);
                lacking.borrow_mut().extend(missing.map(|missing| missing.diagnostic(place(&file, annex))));
                None
            })
        };
        let frozen = freeze(&mut year.manifest, &candidate, &metadata);
        year.add(&frozen.files)?;
        // They are on the disk, and much where plans are many.
        Ok((Frozen { files: vec![], ..frozen }, lacking.take()))
    }

    /// The record of a document for a preservation system; none where the project asks for none.
    fn metadata(&self, annex: &Annex, files: &VersionFiles) -> Result<Option<Vec<u8>>, Vec<Missing>> {
        let Some(settings) = &self.workspace.project.preservation else { return Ok(None) };
        // The digest was worked out by us.
        fn file(file: &FileRecord) -> DocumentFile<'_> {
            DocumentFile { path: &file.path, sha256: from_hex(&file.sha256).unwrap_or_default() }
        }
        let kind = |path: &str| match path.rsplit('.').next() {
            Some("toml") => Kind::Plan,
            Some("csv") if !path.starts_with("sources/") => Kind::Csv,
            Some("json") => Kind::Json,
            _ => Kind::Rows,
        };
        let edition = metadata::Edition {
            document: file(files.pdf),
            format: metadata::format(&self.renderer.settings().standards),
            attached: files.others.iter().map(|other| (kind(&other.path), file(other))).collect(),
            program: (&files.engine.program, &files.engine.version),
            previous: files.replaces.map(file),
        };
        metadata::sidecar(annex, &edition, settings).map(Some)
    }

    /// What the archive is, in the languages of the program.
    pub fn readme(&self) -> String {
        let mut text = String::new();
        for language in [Language::Italian, Language::English] {
            let words = Catalogue::interface(language);
            // A string takes whatever is written to it.
            let _ = writeln!(text, "{}\n", words.text("archive-readme", &[("year", self.year.to_string().into())]));
        }
        text.trim_end().to_owned() + "\n"
    }
}

/// Where an annex is labelled in its plan.
fn place(file: &Arc<SourceFile>, annex: &Annex) -> Place {
    let labels = plan::outline(file).map_or(vec![], |outline| outline.labels);
    let label = labels.iter().find(|label| slug(&label.value) == annex.slug);
    Place::new(file, label.map_or(0..0, |label| label.span.clone()))
}

/// The settings, templates and fonts of a project as far as archived documents are made with them, by their paths there.
fn project_files(workspace: &Workspace) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut files: Vec<(String, Vec<u8>)> = workspace.settings_file()?.into_iter().collect();
    let (templates, _): (Templates, _) = workspace.templates()?;
    files.extend(templates.of_typesetter().map(|(name, bytes)| (format!("templates/{name}"), bytes.to_vec())));
    let (Stationery { fonts, coat_of_arms, .. }, _) = workspace.stationery()?;
    files.extend(fonts.into_iter().map(|font| (font.shown, font.bytes)));
    files.extend(coat_of_arms.map(|image| (image.file, image.bytes)));
    files.sort();
    files.dedup_by(|one, other| one.0 == other.0);
    Ok(files)
}

/// The record of a plan's check, for programs and for people: endings and bytes.
pub fn records(plan: &str, checked: &Checked, words: &Catalogue) -> Vec<(String, Vec<u8>)> {
    let title = checked.annexes.first().map(|annex| annex.act.title.as_str());
    let (warnings, equations) = (checked.warnings.len(), checked.equations.as_slice());
    let entry = Entry { plan, title, errors: 0, warnings, equations };
    let record = |(format, ending): (RecordFormat, &str)| {
        let mut record = Record::new(format, words);
        let text = [record.begin(), record.entry(&entry), record.end().to_owned()].concat();
        (ending.to_owned(), text.into_bytes())
    };
    [(RecordFormat::Json, "json"), (RecordFormat::Markdown, "md")].map(record).into()
}

/// What was verified of a plan, as archives have it.
pub fn equations(checked: &Checked) -> Vec<EquationRecord> {
    let record = |equation: &Equation| EquationRecord {
        equation: equation.text.clone(),
        outcome: equation.outcome.name().to_owned(),
    };
    checked.equations.iter().map(record).collect()
}
