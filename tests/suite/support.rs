//! What several tests need: folders, runs of the program, and readers of its documents.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use allegato::Checked;
use allegato::annex::{Annex, Block, Table, Text};
use allegato::check::Surroundings;
use allegato::plan::FileProblem;
use allegato::render::{Format, Renderer, Settings, SourceBytes, Sources, Templates};
use allegato::source::{Diagnostic, Policy, SourceFile};

/// The folder of the repository.
pub fn repository() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

pub fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// All files below a folder, relative to it, in order.
pub fn files(folder: &Path) -> Vec<PathBuf> {
    fn walk(folder: &Path, root: &Path, files: &mut Vec<PathBuf>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            match entry.path() {
                path if path.is_dir() => walk(&path, root, files),
                path => files.push(path.strip_prefix(root).unwrap().to_owned()),
            }
        }
    }
    let mut files = vec![];
    if folder.is_dir() {
        walk(folder, folder, &mut files);
    }
    files.sort();
    files
}

/// All files of an output but what runs keep of themselves; of what is kept of the site, what it says.
pub fn tree(output: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let name = |file: &Path| file.file_name().unwrap().to_string_lossy().into_owned();
    let is_own = |file: &Path| {
        file.starts_with(".allegato") && (name(file).starts_with("made") || name(file).starts_with("lock"))
    };
    let bytes = |file: &Path| match name(file).as_str() {
        "site.sha256" => {
            let text = read(&output.join(file));
            // Of two lines for a file the later one holds.
            let lines: BTreeMap<&str, &str> =
                text.lines().map(|line| line.split_once("  ").unwrap()).map(|(digest, path)| (path, digest)).collect();
            format!("{lines:?}").into_bytes()
        }
        _ => fs::read(output.join(file)).unwrap(),
    };
    let all = files(output).into_iter().filter(|file| !is_own(file));
    all.map(|file| (file.clone(), bytes(&file))).collect()
}

/// Copies a folder with all that is in it; links stay links.
pub fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(&file);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        if let Ok(leads_to) = fs::read_link(from.join(&file)) {
            std::os::unix::fs::symlink(leads_to, target).unwrap();
            continue;
        }
        fs::copy(from.join(&file), target).unwrap();
    }
}

/// Puts the project of a diagnostic's case into a folder, as far as the run in which the diagnostic is told. The arguments of
/// that run: those of `build`, unless the last line of the case's `args.txt` says others. The lines before it are runs that
/// come first, after each of which what is in `then/` has changed.
pub fn prepare_case(code: &str, project: &Path) -> Vec<String> {
    let case = repository().join("tests/diagnostics").join(code);
    copy(&case.join("project"), project);
    let args = fs::read_to_string(case.join("args.txt")).unwrap_or_else(|_| "build".to_owned());
    let mut runs: Vec<Vec<&str>> = args.lines().map(|line| line.split(' ').collect()).collect();
    let last = runs.pop().unwrap();
    for earlier in runs {
        assert!(run(project, &earlier, &[]).status.success(), "{code}: {earlier:?}");
        copy(&case.join("then"), project);
    }
    last.into_iter().map(str::to_owned).collect()
}

/// Puts the plan of the README, and no other of the repository, into a project.
pub fn copy_plan(project: &Path) {
    write(&project.join("plans/2009/migranti.toml"), &read(&repository().join("plans/2009/migranti.toml")));
}

/// Writes a file and the folders on the way to it.
pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Runs the program in a folder, with no settings from outside but those given.
pub fn run(folder: &Path, args: &[&str], environment: &[(&str, &str)]) -> Output {
    program(folder, args).envs(environment.iter().copied()).output().unwrap()
}

/// The program with its arguments in a folder, with no settings from outside.
pub fn program(folder: &Path, args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_allegato"));
    for name in ["LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.args(args).current_dir(folder);
    command
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A renderer with the built-in templates and all formats.
pub fn renderer() -> Renderer {
    renderer_of(Settings { formats: Format::ALL.to_vec(), ..Settings::default() })
}

/// One with the built-in templates.
pub fn renderer_of(settings: Settings) -> Renderer {
    let renderer = Renderer::new(&Templates::default(), settings);
    renderer.unwrap_or_else(|_| panic!("templates"))
}

/// For documents that carry nothing with them.
pub fn no_sources() -> Sources<'static> {
    Sources { plan: SourceBytes { name: "plan.toml", bytes: b"" }, rows: vec![] }
}

/// Checks a plan given as text.
pub fn check(renderer: &Renderer, text: &str) -> Result<Vec<Annex>, Vec<Diagnostic>> {
    let file = SourceFile::new("plans/plan.toml", text);
    check_file(renderer, &file)
}

pub fn check_file(renderer: &Renderer, file: &Arc<SourceFile>) -> Result<Vec<Annex>, Vec<Diagnostic>> {
    check_beside(renderer, file, Path::new("nowhere")).map(|checked| checked.annexes)
}

/// Checks a plan that may take rows from files in a folder.
pub fn check_beside(renderer: &Renderer, file: &Arc<SourceFile>, folder: &Path) -> Result<Checked, Vec<Diagnostic>> {
    let (can_print, fits) = (|c| renderer.can_print(c), |table: &Table| renderer.fits(table));
    let policy = Policy::default();
    let surroundings = Surroundings { derivations: true, ..Surroundings::new(&policy, &can_print, &fits) };
    let files = |path: &str| fs::read(folder.join(path)).map_err(|_| FileProblem::Missing);
    allegato::check_plan(file, &files, &surroundings)
}

/// Every plan that has to come out right: the published ones of the repository, and the invented cases of
/// `tests/annexes`.
pub fn good_plans() -> Vec<PathBuf> {
    let mut plans: Vec<PathBuf> = vec![];
    for folder in [repository().join("plans"), repository().join("tests/annexes")] {
        plans.extend(files(&folder).iter().map(|file| folder.join(file)).filter(|p| p.extension().unwrap() == "toml"));
    }
    assert!(plans.len() > 3, "the plans are there: {plans:?}");
    plans
}

/// The words of a PDF, in the order in which they are drawn, blanks made one.
pub fn pdf_text(pdf: &[u8]) -> String {
    let text = pdf_extract::extract_text_from_mem(pdf).unwrap();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of Markdown as pulldown-cmark reads them, blanks at line ends made one.
pub fn markdown_text(markdown: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser};
    let mut text = String::new();
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Text(words) | Event::Code(words) => text.push_str(&words),
            Event::Start(_) | Event::SoftBreak | Event::HardBreak | Event::InlineHtml(_) => text.push(' '),
            _ => {}
        }
    }
    text
}

/// The paragraphs of a formatted text, those in lists too, each as its words.
pub fn runs(text: &Text) -> Vec<String> {
    let one = |block: &Block| match block {
        Block::Paragraph(_) => vec![Text { blocks: vec![block.clone()] }.to_plain()],
        Block::List(list) => list.items().flat_map(runs).collect(),
    };
    text.blocks.iter().flat_map(one).collect()
}

/// The words of a page's body: text between tags, entities resolved, blanks (but not no-break ones) made one.
pub fn html_text(html: &str) -> String {
    use html5gum::{Token, Tokenizer};
    let mut text = String::new();
    let mut inside = false;
    for token in Tokenizer::new(html) {
        match token.unwrap() {
            Token::StartTag(tag) if tag.name.as_slice() == b"body" => inside = true,
            Token::String(string) if inside => text.push_str(std::str::from_utf8(&string).unwrap()),
            Token::StartTag(_) | Token::EndTag(_) => text.push(' '),
            _ => {}
        }
    }
    text.split([' ', '\n']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

/// One renderer for all cases: its fonts take a moment to load.
pub fn shared_renderer() -> &'static Renderer {
    static RENDERER: std::sync::LazyLock<Renderer> = std::sync::LazyLock::new(renderer);
    &RENDERER
}

/// Settings of property tests.
pub fn cases(cases: u32) -> proptest::prelude::ProptestConfig {
    // Failures are told with their input; files of seeds would lie about in the repository.
    proptest::prelude::ProptestConfig {
        cases,
        failure_persistence: None,
        ..proptest::prelude::ProptestConfig::default()
    }
}

/// What a page has in its cells of figures, in order.
pub fn html_figures(html: &str) -> Vec<String> {
    use html5gum::{Token, Tokenizer};
    let mut figures: Vec<String> = vec![];
    let mut inside = false;
    for token in Tokenizer::new(html) {
        match token.unwrap() {
            Token::StartTag(tag) if tag.attributes.get(&b"class"[..]).is_some_and(|class| ***class == *b"figure") => {
                inside = true;
                figures.push(String::new());
            }
            // The marks of footnotes are links inside.
            Token::StartTag(_) | Token::EndTag(_) => inside = false,
            Token::String(text) if inside => {
                figures.last_mut().unwrap().push_str(std::str::from_utf8(&text).unwrap());
            }
            _ => {}
        }
    }
    figures.iter().map(|figure| figure.replace(['\u{A0}', '\u{202F}'], " ").trim().to_owned()).collect()
}

/// The pipe tables of a Markdown text, row by row and cell by cell, as words.
pub fn markdown_tables(markdown: &str) -> Vec<Vec<Vec<String>>> {
    use pulldown_cmark::{Event, Options, Parser, Tag};
    let mut tables: Vec<Vec<Vec<String>>> = vec![];
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH) {
        match event {
            Event::Start(Tag::Table(_)) => tables.push(vec![]),
            Event::Start(Tag::TableHead | Tag::TableRow) => tables.last_mut().unwrap().push(vec![]),
            Event::Start(Tag::TableCell) => tables.last_mut().unwrap().last_mut().unwrap().push(String::new()),
            Event::Text(words) | Event::Code(words) => {
                let row = tables.last_mut().and_then(|table| table.last_mut());
                if let Some(cell) = row.and_then(|row| row.last_mut()) {
                    cell.push_str(&words);
                }
            }
            Event::InlineHtml(_) => {
                if let Some(cell) = tables.last_mut().and_then(|t| t.last_mut()).and_then(|row| row.last_mut()) {
                    cell.push(' ');
                }
            }
            _ => {}
        }
    }
    tables
}
