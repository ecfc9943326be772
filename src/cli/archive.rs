//! `allegato archive YEAR`: freezes the annexes of a year into `archive/<year>/`. What is archived there already stays as it
//! is; nothing is archived as long as anything is wrong.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use super::archived::Asks;
use super::folders::{Folders, folder};
use super::{Job, Outcome, Report, Work, archived, check, verify, workers};
use crate::annex::{Annex, Table, slug};
use crate::archive::metadata::{self, DocumentFile, Kind, Missing, Where};
use crate::archive::package::{Package, Packer};
use crate::archive::{
    Advice, Bag, Candidate, FileRecord, Finding, Frozen, Layout, MANIFEST, Manifest, PlanRecord, README, Refusal, SUMS,
    VersionFiles, VersionRecord, freeze,
};
use crate::catalogue::{Catalogue, Language};
use crate::check::Surroundings;
use crate::digest::from_hex;
use crate::error::{Doing, Error};
use crate::plan::{self, FileProblem};
use crate::project::PROJECT_FILE;
use crate::read::{PlanFile, Workspace, YearFolder, digest_of, read_source};
use crate::record::{Entry, Format as RecordFormat, Record};
use crate::render::location::series;
use crate::render::{Format, Renderer, Settings, Stationery, Templates};
use crate::source::{Code, Diagnostic, Place, Severity, SourceFile};
use crate::write::{Deposit, NewFile, Output};
use crate::{Checked, Document, render_plan};

/// What the verb is told beside what all are.
pub struct Order {
    pub year: u16,
    /// Whether to make a bag of it, whatever the project says.
    pub bag: bool,
    /// File that the whole archive is packed into.
    pub package: Option<PathBuf>,
}

pub fn run(job: &Job, order: &Order, report: &mut Report) -> Result<Outcome, Error> {
    let package = match order.package.as_deref().map(|path| (path, Package::of(path))) {
        Some((path, None)) => {
            return Ok(report.misuse("package-unknown-kind", &[("path", path.display().to_string().into())]));
        }
        Some((path, Some(package))) => Some((path, package)),
        None => None,
    };
    let work = match job.open_with(report, documents)? {
        Ok(work) => work,
        Err(outcome) => return Ok(outcome),
    };
    let project = &work.workspace.project;
    let archives = work.workspace.root.join(&project.archive.0);
    let output = Output::open(&archives, || report.say("waiting", &[]))?;
    let layout = if order.bag { Layout::Bag } else { project.archive.1 };
    let mut year = match Year::open(&output, &archives, order.year, layout, job.threads)? {
        Ok(year) => year,
        Err(damaged) => return Ok(damaged.tell(order.year, report)),
    };
    if order.bag && year.folder.layout != Layout::Bag {
        return Ok(report.misuse("archived-otherwise", &[("year", order.year.to_string().into())]));
    }
    let mut sum = Sum::default();
    let archivist = Archivist::new(&work, order.year)?;
    let policy = report.policy().clone();
    let (can_print, fits) = (|c| work.renderer.can_print(c), |table: &Table| work.renderer.fits(table));
    let surroundings =
        Surroundings { equations: true, ..check::surroundings(&work.workspace, &policy, &can_print, &fits) };
    let drawn = |plan: &PlanFile| archivist.draw(plan, &surroundings);
    workers::for_each(&work.plans, job.threads, drawn, |drawn| sum.add(drawn, &archivist, &mut year, report));
    let outcome = sum.conclude(year, &archivist, report)?;
    if let (Outcome::Good, Some((path, kind))) = (outcome, package) {
        pack(&archives.join(order.year.to_string()), path, kind, report)?;
    }
    Ok(outcome)
}

/// What is archived of an annex, whatever the project publishes.
pub fn documents(settings: &mut Settings) {
    settings.formats = vec![Format::Pdf, Format::Csv, Format::Json];
    settings.standards = settings.standards.archival();
}

/// The archive of a year while something is added to it.
struct Year<'a> {
    number: u16,
    folder: YearFolder,
    manifest: Manifest,
    deposit: Deposit<'a>,
    /// The files that make what was added a part of the archive, as they should be by its manifest; those that are not so are
    /// made again.
    is_complete: bool,
}

/// Why nothing can be added to an archive.
enum Damaged {
    Findings(Vec<Finding>),
}

impl Damaged {
    fn tell(self, year: u16, report: &mut Report) -> Outcome {
        let Damaged::Findings(findings) = self;
        verify::tell(&findings, report);
        report.misuse("archive-damaged", &[("year", year.to_string().into())])
    }
}

impl<'a> Year<'a> {
    /// Takes up what is archived of the year, and takes back what a killed run had begun to add.
    fn open(
        output: &'a Output,
        archives: &Path,
        number: u16,
        layout: Layout,
        threads: usize,
    ) -> Result<Result<Self, Damaged>, Error> {
        let root = archives.join(number.to_string());
        let folder = YearFolder::find(&root).unwrap_or(YearFolder { root, layout });
        let present = if folder.path(MANIFEST).is_file() { Some(folder.read(MANIFEST)?) } else { None };
        let manifest = match present.as_deref().map(Manifest::from_bytes) {
            None => Manifest::new(number),
            Some(Ok(manifest)) => manifest,
            Some(Err(unsound)) => {
                let flaw = Finding { path: MANIFEST.to_owned(), flaw: unsound.into() };
                return Ok(Err(Damaged::Findings(vec![flaw])));
            }
        };
        let prefix = format!("{number}/{}", folder.layout.prefix());
        let is_known = |path: &str| path.strip_prefix(&prefix).is_some_and(|path| manifest.files.get(path).is_some());
        let was_pending = Deposit::is_pending(archives, &number.to_string());
        let deposit = Deposit::begin(output, &number.to_string(), &is_known)?;
        // Nothing is added to what is not whole: nobody could tell later what was there at which time.
        if let Some(present) = present.filter(|_| !was_pending) {
            let findings = verify::integrity(&folder, &manifest, &present, threads)?;
            if !findings.is_empty() {
                return Ok(Err(Damaged::Findings(findings)));
            }
        }
        Ok(Ok(Self { number, folder, manifest, deposit, is_complete: !was_pending }))
    }

    fn add(&mut self, files: &[(String, Vec<u8>)]) -> Result<(), Error> {
        for (path, bytes) in files {
            self.deposit.add(&format!("{}/{}{path}", self.number, self.folder.layout.prefix()), bytes)?;
        }
        Ok(())
    }

    /// Puts all in place. The digest of the whole.
    fn commit(mut self) -> Result<String, Error> {
        let bytes = self.manifest.to_bytes();
        let sums = self.manifest.sums(&bytes).into_bytes();
        let own = vec![FileRecord::new(MANIFEST, &bytes), FileRecord::new(SUMS, &sums)];
        let (number, prefix) = (self.number, self.folder.layout.prefix());
        let mut last = vec![];
        if self.folder.layout == Layout::Bag {
            let bag = Bag { manifest: &self.manifest, own };
            last.extend(bag.files().into_iter().map(|(path, bytes)| (format!("{number}/{path}"), bytes)));
        }
        last.push((format!("{number}/{prefix}{SUMS}"), sums));
        // Without it all else is no archive.
        last.push((format!("{number}/{prefix}{MANIFEST}"), bytes));
        self.deposit.commit(&last)?;
        Ok(self.manifest.digest)
    }
}

/// What plans are drawn and archived with.
struct Archivist<'a> {
    workspace: &'a Workspace,
    folders: &'a Folders,
    renderer: &'a Renderer,
    year: u16,
    /// Settings, templates and fonts, by their paths in the project.
    project: Vec<(String, Vec<u8>)>,
    /// For the record of a check, which is in the project's language whoever archives.
    words: Catalogue,
}

/// A plan of the year as it was drawn.
struct Drawn {
    file: Arc<SourceFile>,
    key: String,
    folder: String,
    checked: Checked,
    documents: Vec<Document>,
    sources: Vec<(String, Vec<u8>)>,
}

/// A plan of the year as it was drawn, or what is wrong with it.
type Attempt = Result<Drawn, Vec<Diagnostic>>;

/// What became of it, and what its metadata lack; or why nothing can.
type Taken = Result<(Frozen, Vec<Diagnostic>), Vec<Diagnostic>>;

impl<'a> Archivist<'a> {
    fn new(work: &'a Work, year: u16) -> Result<Self, Error> {
        let Work { workspace, folders, renderer, .. } = work;
        let words = Catalogue::interface(workspace.project.language);
        Ok(Self { workspace, folders, renderer, year, project: project_files(workspace)?, words })
    }

    /// Checks and draws a plan; nothing where it is of another year.
    fn draw(&self, plan: &PlanFile, surroundings: &Surroundings) -> Result<Option<Attempt>, Error> {
        let file = match read_source(&plan.path, &plan.shown)? {
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
        let called = || plan.parts.first().and_then(|part| part.parse().ok());
        year.or_else(called).is_none_or(|year| year == i64::from(self.year))
    }

    fn draw_file(
        &self,
        plan: &PlanFile,
        file: &Arc<SourceFile>,
        surroundings: &Surroundings,
    ) -> Result<Drawn, Vec<Diagnostic>> {
        let read = Mutex::new(BTreeMap::new());
        let files = |path: &str| -> Result<Vec<u8>, FileProblem> {
            let bytes = plan.beside(path)?;
            // Poisoned it can't be: nobody panics while he holds it.
            if let Ok(mut read) = read.lock() {
                read.insert(plan.inside(path), bytes.clone());
            }
            Ok(bytes)
        };
        let checked = check::check_reading(plan, file, &files, self.folders, surroundings)?;
        let documents = render_plan(file, &checked, self.renderer, None)?;
        let own = plan.own_path();
        let mut read = read.into_inner().unwrap_or_default();
        // A check may name its own plan as another one.
        read.remove(&own);
        let folder = folder(plan, i64::from(self.year));
        Ok(Drawn {
            file: Arc::clone(file),
            key: self.workspace.key(plan),
            folder: series(&folder).to_owned(),
            checked,
            documents,
            sources: std::iter::once((own, file.bytes())).chain(read).collect(),
        })
    }

    /// Takes a plan into the archive of the year, as far as it is new there.
    fn freeze(&self, drawn: Drawn, year: &mut Year) -> Result<Taken, Error> {
        let records = self.records(&drawn);
        let Drawn { file, key, folder, checked, documents, sources } = drawn;
        let candidate = Candidate {
            plan: key,
            folder: &folder,
            annexes: &checked.annexes,
            equations: &checked.equations,
            documents: &documents,
            sources,
            records,
            project: &self.project,
        };
        let Year { manifest, folder: archive, .. } = year;
        let is_same = |annex: &Annex, manifest: &Manifest, plan: &PlanRecord, version: &VersionRecord| {
            let data = documents.iter().find(|document| document.name == annex.file_name(Format::Json.extension()));
            let reopened = archived::reopen(archive, manifest, plan, version, Asks::default());
            let archived = reopened.ok().and_then(Result::ok).and_then(|archived| archived.data(&annex.slug));
            archived.zip(data).is_some_and(|(archived, data)| archived == data.bytes)
        };
        let labels = plan::outline(&file).map_or(vec![], |outline| outline.labels);
        let place = |annex: &Annex| {
            let label = labels.iter().find(|label| slug(&label.value) == annex.slug);
            Place::new(&file, label.map_or(0..0, |label| label.span.clone()))
        };
        let lacking = RefCell::new(vec![]);
        let metadata = |annex: &Annex, files: &VersionFiles| {
            self.metadata(annex, files).unwrap_or_else(|missing| {
                // What the plan or the project lacks the check has told.
                let missing = missing.iter().filter(|missing| missing.place() == Where::Archive);
                lacking.borrow_mut().extend(missing.map(|missing| missing.diagnostic(place(annex))));
                None
            })
        };
        match freeze(manifest, &candidate, &Advice { is_same: &is_same, metadata: &metadata }) {
            Ok(frozen) => {
                year.add(&frozen.files)?;
                // They are on the disk, and much where plans are many.
                Ok(Ok((Frozen { files: vec![], ..frozen }, lacking.take())))
            }
            Err(refusals) => {
                let problem = |refusal: Refusal| {
                    let annex = &checked.annexes[refusal.annex];
                    Diagnostic::new(Code::ArchivedAnnexChanged, place(annex))
                        .arg("label", annex.label.as_str())
                        .arg("version", refusal.archived.to_string())
                        .arg("reason", refusal.reason)
                        .arg("year", self.year.to_string())
                        .help("help")
                };
                Ok(Err(refusals.into_iter().map(problem).collect()))
            }
        }
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
            previous: files.replaces.map(file),
        };
        metadata::sidecar(annex, &edition, settings).map(Some)
    }

    /// The record of a plan's check, for programs and for people.
    fn records(&self, drawn: &Drawn) -> Vec<(String, Vec<u8>)> {
        let title = drawn.checked.annexes.first().map(|annex| annex.act.title.as_str());
        let entry = Entry {
            plan: &drawn.key,
            title,
            errors: 0,
            warnings: drawn.checked.warnings.len(),
            equations: &drawn.checked.equations,
        };
        let record = |(format, ending): (RecordFormat, &str)| {
            let mut record = Record::new(format, &self.words);
            let text = [record.begin(), record.entry(&entry), record.end().to_owned()].concat();
            (ending.to_owned(), text.into_bytes())
        };
        [(RecordFormat::Json, "json"), (RecordFormat::Markdown, "md")].map(record).into()
    }

    /// What the archive is, in the languages of the program.
    fn readme(&self) -> String {
        let mut text = String::new();
        for language in [Language::Italian, Language::English] {
            let words = Catalogue::interface(language);
            // A string takes whatever is written to it.
            let _ = writeln!(text, "{}\n", words.text("archive-readme", &[("year", self.year.to_string().into())]));
        }
        text.trim_end().to_owned() + "\n"
    }
}

/// The settings, templates and fonts of a project as far as archived documents are made with them, by their paths there.
fn project_files(workspace: &Workspace) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut files = vec![];
    let settings = workspace.root.join(PROJECT_FILE);
    if settings.is_file() {
        let bytes = std::fs::read(&settings).map_err(|cause| Error::new(Doing::Read, &settings, cause))?;
        files.push((PROJECT_FILE.to_owned(), bytes));
    }
    let (templates, _): (Templates, _) = workspace.templates()?;
    files.extend(templates.of_typesetter().map(|(name, bytes)| (format!("templates/{name}"), bytes.to_vec())));
    let (Stationery { fonts, coat_of_arms, .. }, _) = workspace.stationery()?;
    files.extend(fonts.into_iter().map(|font| (font.shown, font.bytes)));
    files.extend(coat_of_arms.map(|image| (image.file, image.bytes)));
    files.sort();
    files.dedup_by(|one, other| one.0 == other.0);
    Ok(files)
}

/// What came of all plans of the year.
#[derive(Default)]
struct Sum {
    plans: usize,
    failed: usize,
    broken: usize,
    annexes: usize,
    versions: usize,
    metadata: usize,
    unchanged: usize,
    redrawn: Vec<String>,
    /// The folders of the plans that there are.
    folders: BTreeMap<String, Vec<String>>,
}

impl Sum {
    fn add(
        &mut self,
        drawn: Result<Option<Attempt>, Error>,
        archivist: &Archivist,
        year: &mut Year,
        report: &mut Report,
    ) {
        let drawn = match drawn {
            Ok(Some(drawn)) => drawn,
            Ok(None) => return,
            Err(error) => {
                report.failure(&error);
                self.broken += 1;
                return;
            }
        };
        self.plans += 1;
        let frozen = drawn.map(|drawn| {
            let mut problems = drawn.checked.warnings.clone();
            problems.extend(drawn.documents.iter().flat_map(|document| document.warnings.iter().cloned()));
            report.problems(&problems);
            let is_error = |problem: &Diagnostic| report.policy().severity(problem.code) == Severity::Error;
            self.failed += usize::from(problems.iter().any(is_error));
            let slugs = drawn.checked.annexes.iter().map(|annex| annex.slug.clone()).collect();
            self.folders.insert(drawn.folder.clone(), slugs);
            // Where one could not be written, the others could not either.
            if self.broken > 0 { Ok(Ok(Default::default())) } else { archivist.freeze(drawn, year) }
        });
        match frozen {
            Ok(Ok(Ok((frozen, lacking)))) => {
                report.problems(&lacking);
                self.annexes += frozen.annexes;
                self.versions += frozen.versions;
                self.metadata += frozen.metadata;
                self.unchanged += frozen.unchanged;
                self.redrawn.extend(frozen.redrawn);
            }
            Ok(Ok(Err(problems))) | Err(problems) => {
                report.problems(&problems);
                self.failed += 1;
            }
            Ok(Err(error)) => {
                report.failure(&error);
                self.broken += 1;
            }
        }
    }

    /// Puts what is new in place, if nothing is wrong.
    fn conclude(self, mut year: Year, archivist: &Archivist, report: &Report) -> Result<Outcome, Error> {
        let number = || ("year", year.number.to_string().into());
        match (self.broken, self.failed) {
            (0, 0) => {}
            (0, _) => {
                report.say("not-archived", &[("plans", self.failed.into())]);
                return Ok(Outcome::Errors);
            }
            _ => return Ok(Outcome::Failed),
        }
        if self.plans == 0 && year.manifest.plans.is_empty() {
            return Ok(report.misuse("no-plans-of-year", &[number()]));
        }
        for gone in self.gone(&year.manifest) {
            report.say("archived-gone", &[("folder", gone.into())]);
        }
        if !self.redrawn.is_empty() {
            let names = self.redrawn.join(", ");
            report.say("archived-redrawn", &[("annexes", self.redrawn.len().into()), ("names", names.into())]);
        }
        let folder = year.folder.root.clone();
        let is_new = self.annexes + self.versions + self.metadata > 0;
        if year.manifest.files.get(README).is_none() {
            let readme = archivist.readme().into_bytes();
            year.manifest.files.add(FileRecord::new(README, &readme));
            year.add(&[(README.to_owned(), readme)])?;
        }
        let digest = match is_new || !year.is_complete {
            true => year.commit()?,
            false => year.manifest.digest,
        };
        let shown = folder.strip_prefix(&archivist.workspace.root).unwrap_or(&folder).display().to_string();
        report.result(
            "archived",
            &[
                ("year", archivist.year.to_string().into()),
                ("annexes", self.annexes.into()),
                ("versions", self.versions.into()),
                ("metadata", self.metadata.into()),
                ("unchanged", self.unchanged.into()),
                ("new", if is_new { "yes" } else { "no" }.into()),
                ("folder", shown.into()),
                ("digest", digest.into()),
            ],
        );
        Ok(Outcome::Good)
    }

    /// The folders of archived annexes that no plan has any more.
    fn gone(&self, manifest: &Manifest) -> Vec<String> {
        let is_there = |plan: &str, slug: &str| {
            self.folders.get(plan).is_some_and(|annexes| annexes.iter().any(|annex| annex == slug))
        };
        let annexes = manifest.plans.iter().flat_map(|plan| plan.annexes.iter().map(move |annex| (plan, annex)));
        let gone = annexes.filter(|(plan, annex)| !is_there(&plan.folder, &annex.slug));
        gone.filter_map(|(_, annex)| annex.versions.last().map(|version| version.folder.clone())).collect()
    }
}

/// Packs the folder of a year into one file.
fn pack(year: &Path, path: &Path, kind: Package, report: &Report) -> Result<(), Error> {
    let folder = YearFolder { root: year.to_owned(), layout: Layout::Plain };
    let mut file = NewFile::begin(path)?;
    let failed = |cause| Error::new(Doing::Write, path, cause);
    let mut packer = Packer::new(kind, file.writer()).map_err(failed)?;
    let name = year.file_name().unwrap_or_default().to_string_lossy().into_owned();
    for inside in folder.paths()? {
        packer.add(&format!("{name}/{inside}"), &folder.read(&inside)?).map_err(failed)?;
    }
    packer.finish().map_err(failed)?;
    file.finish()?;
    let (_, digest) = digest_of(path)?;
    report.say("packed", &[("path", path.display().to_string().into()), ("digest", digest.into())]);
    Ok(())
}
