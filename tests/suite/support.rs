//! What several tests need: folders, runs of the program, and readers of its documents.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::Arc;

use allegato::annex::{Annex, Block, Table, Text};
use allegato::catalogue::Language;
use allegato::check::Surroundings;
use allegato::render::{Format, Imprint, Renderer, Templates};
use allegato::source::{Diagnostic, SourceFile};

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

/// Copies a folder with all that is in it.
pub fn copy(from: &Path, to: &Path) {
    for file in files(from) {
        let target = to.join(&file);
        fs::create_dir_all(target.parent().unwrap()).unwrap();
        fs::copy(from.join(&file), target).unwrap();
    }
}

/// Writes a file and the folders on the way to it.
pub fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Runs the program in a folder, with no settings from outside but those given.
pub fn run(folder: &Path, args: &[&str], environment: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_allegato"));
    for name in ["LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    command.args(args).envs(environment.iter().copied()).current_dir(folder).output().unwrap()
}

pub fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

pub fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// A renderer with the built-in templates and all formats.
pub fn renderer() -> Renderer {
    Renderer::new(&Templates::default(), Format::ALL, &Imprint::default()).unwrap_or_else(|_| panic!("templates"))
}

/// Checks a plan given as text.
pub fn check(renderer: &Renderer, text: &str) -> Result<Vec<Annex>, Vec<Diagnostic>> {
    let file = SourceFile::new("plans/plan.toml", text);
    check_file(renderer, &file)
}

pub fn check_file(renderer: &Renderer, file: &Arc<SourceFile>) -> Result<Vec<Annex>, Vec<Diagnostic>> {
    let (can_print, fits) = (|c| renderer.can_print(c), |table: &Table| renderer.fits(table));
    let surroundings =
        Surroundings { language: Language::Italian, authority: None, can_print: &can_print, fits: &fits };
    allegato::check_plan(file, &surroundings).map(|checked| checked.annexes)
}

/// Every plan that has to come out right: those of the repository, and the cases of `tests/annexes`.
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
