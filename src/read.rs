//! The only reader: finds the project, its plans, templates and fonts, and reads files as text.

mod archive;
mod lines;
mod stamp;

pub use self::archive::{YearFolder, digest_of};
pub use self::lines::LineFile;
pub use self::stamp::{Root, Stamp, stamp};

use std::ffi::OsStr;
use std::fs;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::error::{Doing, Error};
use crate::plan::FileProblem;
use crate::project::{PROJECT_FILE, Picture, Project};
use crate::render::{CoatOfArms, FontFile, NamedFile, Stationery, Templates};
use crate::source::{self, Code, Diagnostic, Place, SourceFile};

/// Bytes of an image at most: far more than a coat of arms needs.
const LARGEST_IMAGE: u64 = 4 << 20;

/// A project where it lies.
#[derive(Debug)]
pub struct Workspace {
    pub root: PathBuf,
    pub project: Project,
}

/// A plan file and what it is called. As there may be thousands, each is small.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanFile {
    /// Absolute, without symbolic links; shared with whoever keeps plans by it.
    pub path: Arc<Path>,
    /// By what it is known in the output's record: its path in the project with `/`, or an absolute one where it lies outside.
    pub key: Box<str>,
    /// The folder that the files which it takes rows from can't lie outside of: the project, or its own folder where it
    /// lies outside of that.
    within: Arc<Path>,
}

impl Workspace {
    /// The nearest folder upwards from `start` that has an `allegato.toml`; else `start` itself if it has `plans/`.
    pub fn find(start: &Path) -> Option<PathBuf> {
        let marked = start.ancestors().find(|folder| folder.join(PROJECT_FILE).is_file());
        marked.or_else(|| Some(start).filter(|folder| folder.join("plans").is_dir())).map(Path::to_path_buf)
    }

    /// Opens the project in a folder, with the problems of its settings.
    ///
    /// # Errors
    /// If the folder is not there, or `allegato.toml` is there but can't be read.
    pub fn open(root: &Path) -> Result<(Self, Vec<Diagnostic>), Error> {
        // One path for each file, so that two names for it are known to be one.
        let root = canonical(root)?;
        let path = root.join(PROJECT_FILE);
        if !path.is_file() {
            return Ok((Self { root, project: Project::default() }, vec![]));
        }
        let (project, problems) = match read_source(&path, PROJECT_FILE)? {
            Ok(file) => Project::load(&file),
            Err(problems) => (Project::default(), problems),
        };
        Ok((Self { root, project }, problems))
    }

    pub fn output(&self) -> PathBuf {
        self.root.join(&self.project.output)
    }

    /// All plans of the project, in order of path.
    ///
    /// # Errors
    /// If a folder can't be read.
    pub fn plans(&self) -> Result<Vec<PlanFile>, Error> {
        let folder = self.root.join("plans");
        if !folder.is_dir() {
            return Ok(vec![]);
        }
        self.named_plans(&[folder])
    }

    /// The plans that someone names: files, or folders with all plans inside, in order of path and each once.
    ///
    /// # Errors
    /// If one is not there or can't be read.
    pub fn named_plans(&self, named: &[PathBuf]) -> Result<Vec<PlanFile>, Error> {
        let mut paths = vec![];
        for path in named {
            // A link to another plan is that plan.
            let path = canonical(path)?;
            if !path.is_dir() {
                paths.push(path);
                continue;
            }
            for Found { path, is_link } in files_in(&path)?.into_iter().filter(|found| is_plan(&found.path)) {
                paths.push(if is_link { canonical(&path)? } else { path });
            }
        }
        paths.sort();
        paths.dedup();
        let root = Arc::from(self.root.as_path());
        Ok(paths.into_iter().map(|path| self.plan(path, &root)).collect())
    }

    /// A plan by its path; `root` is the project's, for all of them to share.
    fn plan(&self, path: PathBuf, root: &Arc<Path>) -> PlanFile {
        let key = path.strip_prefix(&self.root).map_or_else(|_| path.to_string_lossy().into_owned(), slashed);
        let own = || Arc::from(path.parent().unwrap_or(Path::new("")));
        let within = if path.starts_with(root) { Arc::clone(root) } else { own() };
        PlanFile { path: path.into(), key: key.into(), within }
    }

    /// The project's templates over the built-in ones, and what is wrong with their files.
    ///
    /// # Errors
    /// If one can't be read.
    pub fn templates(&self) -> Result<(Templates, Vec<Diagnostic>), Error> {
        let mut problems = vec![];
        let files = self.files_of("templates", |_| true, &mut problems)?;
        let files = files.into_iter().map(|(name, bytes)| (name.clone(), format!("templates/{name}"), bytes));
        Ok((Templates::with(files), problems))
    }

    /// What the project brings into its documents beside templates, and what is wrong with its files.
    ///
    /// # Errors
    /// If one can't be read.
    pub fn stationery(&self) -> Result<(Stationery, Vec<Diagnostic>), Error> {
        let mut problems = vec![];
        let files = self.files_of("fonts", is_font, &mut problems)?;
        let font = |(name, bytes)| FontFile { shown: format!("fonts/{name}"), bytes };
        let fonts = files.into_iter().map(font).collect();
        let coat_of_arms = self.coat_of_arms(&mut problems);
        let bootstrap_italia = self.bootstrap_italia(&mut problems)?;
        let family = self.project.font.clone();
        Ok((Stationery { fonts, family, coat_of_arms, bootstrap_italia }, problems))
    }

    /// The file of the project's settings, where it has one.
    ///
    /// # Errors
    /// If it can't be read.
    pub fn settings_file(&self) -> Result<Option<NamedFile>, Error> {
        let path = self.root.join(PROJECT_FILE);
        let bytes = path.is_file().then(|| read_file(&path)).transpose()?;
        Ok(bytes.map(|bytes| (PROJECT_FILE.to_owned(), bytes)))
    }

    /// All files that documents and pages are made with, by their paths in the project: settings, templates, fonts, images.
    ///
    /// # Errors
    /// If one can't be read.
    pub fn files(&self) -> Result<Vec<NamedFile>, Error> {
        let mut problems = vec![];
        let mut files: Vec<NamedFile> = self.settings_file()?.into_iter().collect();
        for folder in ["templates", "fonts"] {
            let inside = self.files_of(folder, |_| true, &mut problems)?;
            files.extend(inside.into_iter().map(|(name, bytes)| (format!("{folder}/{name}"), bytes)));
        }
        files.extend(self.coat_of_arms(&mut problems).map(|image| (image.file, image.bytes)));
        files.extend(self.bootstrap_italia(&mut problems)?.unwrap_or_default());
        Ok(files)
    }

    /// What pages need of the project's copy of Bootstrap Italia, by the paths within its folder.
    fn bootstrap_italia(&self, problems: &mut Vec<Diagnostic>) -> Result<Option<Vec<NamedFile>>, Error> {
        let Some((folder, place)) = &self.project.bootstrap_italia else { return Ok(None) };
        let stylesheet = Stationery::STYLESHEET;
        let found = find_within(&self.root, &format!("{folder}/{stylesheet}"), &self.root);
        let read = found.and_then(|path| fs::read(path).map_err(|_| FileProblem::Missing));
        let css = match read {
            Ok(css) => css,
            Err(problem) => {
                let reason = if problem == FileProblem::Outside { "outside" } else { "missing" };
                let problem = Diagnostic::new(Code::NoStylesheet, place.clone()).arg("folder", folder.as_str());
                problems.push(problem.arg("file", stylesheet).arg("reason", reason));
                return Ok(None);
            }
        };
        let fonts = without_dots(&self.root.join(folder).join("fonts"));
        let fonts = fonts.strip_prefix(&self.root).map(slashed).unwrap_or_default();
        let fonts = self.files_of(&fonts, is_web_font, problems)?;
        let fonts = fonts.into_iter().map(|(name, bytes)| (format!("fonts/{name}"), bytes));
        Ok(Some(std::iter::once((stylesheet.to_owned(), css)).chain(fonts).collect()))
    }

    fn coat_of_arms(&self, problems: &mut Vec<Diagnostic>) -> Option<CoatOfArms> {
        let Picture { file, place, alternative } = self.project.coat_of_arms.clone()?;
        let found = find_within(&self.root, &file, &self.root).map_err(|problem| match problem {
            FileProblem::Outside => "outside",
            FileProblem::Missing => "missing",
        });
        let bytes = found.and_then(|path| match fs::metadata(&path) {
            Ok(metadata) if metadata.len() > LARGEST_IMAGE => Err("too-large"),
            _ => fs::read(path).map_err(|_| "missing"),
        });
        match bytes {
            Ok(bytes) => Some(CoatOfArms { bytes, file, place, alternative }),
            Err(reason) => {
                let problem = Diagnostic::new(Code::UnusableImage, place).arg("file", file);
                problems.push(problem.arg("reason", reason).arg("detail", ""));
                None
            }
        }
    }

    /// The wanted files below a folder of the project, in order of path: name within the folder, bytes. A link that leads
    /// out of the project is reported: who has the project has all that its documents are made of.
    fn files_of(
        &self,
        folder: &str,
        wanted: fn(&Path) -> bool,
        problems: &mut Vec<Diagnostic>,
    ) -> Result<Vec<(String, Vec<u8>)>, Error> {
        let path = self.root.join(folder);
        if !path.is_dir() {
            return Ok(vec![]);
        }
        let mut files = vec![];
        for Found { path, .. } in files_in(&path)?.into_iter().filter(|found| wanted(&found.path)) {
            let shown = path.strip_prefix(&self.root).map(slashed).unwrap_or_default();
            if !canonical(&path)?.starts_with(&self.root) {
                let place = Place::new(&SourceFile::new(source::shown(&shown), ""), 0..0);
                problems.push(Diagnostic::new(Code::LinkOutside, place).arg("file", shown));
                continue;
            }
            let bytes = read_file(&path)?;
            files.push((shown[folder.len() + 1..].to_owned(), bytes));
        }
        Ok(files)
    }
}

impl PlanFile {
    /// What it is called in messages.
    pub fn shown(&self) -> String {
        source::shown(&self.key)
    }

    /// Its folders and its name under `plans/`, without the ending: `2009`, `migranti`.
    pub fn parts(&self) -> Vec<&str> {
        let outside = || Path::new(&*self.key).file_name().and_then(OsStr::to_str).unwrap_or_default();
        let mut parts: Vec<&str> = self.key.strip_prefix("plans/").unwrap_or_else(outside).split('/').collect();
        if let Some(file) = parts.last_mut() {
            *file = Path::new(*file).file_stem().and_then(OsStr::to_str).unwrap_or(file);
        }
        parts
    }

    /// Reads a file by its path relative to the plan.
    ///
    /// # Errors
    /// If it is not there, or not where a plan's files may lie.
    pub fn beside(&self, path: &str) -> Result<Vec<u8>, FileProblem> {
        let folder = self.path.parent().unwrap_or(&self.path);
        fs::read(find_within(folder, path, &self.within)?).map_err(|_| FileProblem::Missing)
    }

    /// Where such a file lies in the folder that they all lie in, as it is named: with `/`.
    pub fn inside(&self, path: &str) -> String {
        let folder = self.path.parent().unwrap_or(&self.path);
        let whole = without_dots(&folder.join(path));
        whole.strip_prefix(&self.within).map_or_else(|_| path.to_owned(), slashed)
    }

    /// The folder that its files lie in.
    pub fn within(&self) -> &Path {
        &self.within
    }

    /// The same for the plan itself.
    pub fn own_path(&self) -> String {
        self.path.strip_prefix(&self.within).map(slashed).unwrap_or_default()
    }
}

/// The file of a path relative to a folder, which has to lie within another one.
fn find_within(folder: &Path, path: &str, within: &Path) -> Result<PathBuf, FileProblem> {
    // Said of the path as it is written, it tells nobody what lies outside.
    if !without_dots(&folder.join(path)).starts_with(within) {
        return Err(FileProblem::Outside);
    }
    let found = fs::canonicalize(folder.join(path)).map_err(|_| FileProblem::Missing)?;
    if !found.starts_with(within) {
        return Err(FileProblem::Outside);
    }
    // A pipe would keep us waiting.
    if found.is_file() { Ok(found) } else { Err(FileProblem::Missing) }
}

fn canonical(path: &Path) -> Result<PathBuf, Error> {
    fs::canonicalize(path).map_err(|cause| Error::new(Doing::Read, path, cause))
}

/// Reads a file.
///
/// # Errors
/// If it can't be read.
pub fn read_file(path: &Path) -> Result<Vec<u8>, Error> {
    fs::read(path).map_err(|cause| Error::new(Doing::Read, path, cause))
}

/// Reads a text file; the inner error says that it is no text.
///
/// # Errors
/// If it can't be read at all.
pub fn read_source(path: &Path, shown: &str) -> Result<Result<Arc<SourceFile>, Vec<Diagnostic>>, Error> {
    Ok(decode(read_file(path)?, shown))
}

fn decode(bytes: Vec<u8>, shown: &str) -> Result<Arc<SourceFile>, Vec<Diagnostic>> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(SourceFile::as_read(shown, &text)),
        Err(error) => {
            let start = error.utf8_error().valid_up_to();
            let file = SourceFile::new(shown, String::from_utf8_lossy(error.as_bytes()));
            Err(vec![Diagnostic::new(Code::NotUtf8, Place::new(&file, start..start + '\u{FFFD}'.len_utf8()))])
        }
    }
}

/// A file below a folder.
struct Found {
    path: PathBuf,
    /// Whether it lies elsewhere and is linked here.
    is_link: bool,
}

/// All files below a folder in order of path. Hidden ones are passed over, linked folders not entered: they could
/// lead round in a circle.
fn files_in(folder: &Path) -> Result<Vec<Found>, Error> {
    let failed = |cause| Error::new(Doing::Read, folder, cause);
    let mut entries = fs::read_dir(folder).map_err(failed)?.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    entries.sort_by_cached_key(fs::DirEntry::file_name);
    let mut files = vec![];
    for entry in entries.iter().filter(|entry| !entry.file_name().to_string_lossy().starts_with('.')) {
        let (path, kind) = (entry.path(), entry.file_type().map_err(failed)?);
        if kind.is_dir() {
            files.extend(files_in(&path)?);
        } else if kind.is_file() || path.is_file() {
            files.push(Found { path, is_link: kind.is_symlink() });
        }
    }
    Ok(files)
}

/// Whether a file holds a font; those for the web are told of when they are looked at.
fn is_font(path: &Path) -> bool {
    let endings = ["ttf", "otf", "ttc", "otc", "woff", "woff2"];
    path.extension().is_some_and(|extension| endings.iter().any(|ending| extension.eq_ignore_ascii_case(ending)))
}

/// Whether a file holds a font as browsers take it, or the licence of one, which has to go with it.
fn is_web_font(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "woff2" || extension == "txt")
}

fn is_plan(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"))
}

/// A path with its `.` and `..` worked out by its words alone.
pub fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(plain.pop()),
            component => plain.push(component),
        }
    }
    plain
}

/// A relative path as messages and records have it, on any system.
pub fn slashed(path: &Path) -> String {
    path.components().filter_map(normal).collect::<Vec<_>>().join("/")
}

fn normal(component: Component) -> Option<String> {
    match component {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    }
}
