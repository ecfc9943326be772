//! The examples of the guides are tests: each has to be accepted, or to show the very problem that it is said to show.

use std::path::Path;

use allegato::Around;
use allegato::project::Project;
use allegato::source::{Code, Diagnostic, SourceFile};

use crate::support::{check_beside, read, repository, shared_renderer, write};

/// What stands before an example that is not a whole plan, and after one without a table.
const HEAD: &str = "format = 1\n[plan]\ntitle = \"Esempio\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n";
const TABLE: &str = "\n[[annex.table]]\nid = \"prova\"\ncolumns = [{ key = \"voce\", heading = \"Voce\" }, \
    { key = \"importo\", heading = \"Importo\", kind = \"money\" }]\n\
    row = [{ voce = \"Prova\", importo = \"1,00\" }, { role = \"total\" }]\n";

#[test]
fn examples_are_as_they_are_said_to_be() {
    let mut tried = 0;
    let guides = [
        "docs/guida.md",
        "docs/plan-format.md",
        "docs/data.md",
        "docs/site.md",
        "docs/preservation.md",
        "README.md",
        "locales/it/explain.md",
        "locales/en/explain.md",
    ];
    for guide in guides {
        let folder = tempfile::tempdir().unwrap();
        for (line, info, block) in blocks(&read(&repository().join(guide))) {
            match info.split_once(' ').unwrap_or((&info, "")) {
                ("settings", code) => {
                    let (_, problems) = Project::load(&SourceFile::new("allegato.toml", block));
                    assert_eq!(codes(&problems), code, "{guide}:{line}");
                }
                ("csv" | "file", name) => write(&folder.path().join(name), &block),
                ("toml", code) => {
                    tried += 1;
                    assert_eq!(problems(&block, folder.path()), code, "{guide}:{line}");
                }
                _ => {}
            }
        }
    }
    assert!(tried > 300, "{tried} examples");
}

/// The codes of all problems, each once; nothing where the example is accepted and its documents can be drawn.
fn problems(example: &str, folder: &Path) -> String {
    let head = if example.contains("format = ") { "" } else { HEAD };
    let table = if example.contains("[[annex.table]]") { "" } else { TABLE };
    let file = SourceFile::new("plans/2024/esempio.toml", format!("{head}{example}{table}"));
    let found = match check_beside(shared_renderer(), &file, folder) {
        Ok(checked) => {
            allegato::render_plan(&file, &checked, shared_renderer(), &Around::default())
                .unwrap_or_else(|p| panic!("{p:?}"));
            checked.warnings
        }
        Err(problems) => problems,
    };
    codes(&found)
}

fn codes(problems: &[Diagnostic]) -> String {
    let mut codes: Vec<&str> = problems.iter().map(|problem| problem.code.name()).collect();
    codes.dedup();
    codes.join(" ")
}

/// Languages tell the same things by the same examples.
#[test]
fn explanations_differ_in_their_words_alone() {
    let of = |language: &str| {
        let text = read(&repository().join("locales").join(language).join("explain.md"));
        let sections: Vec<String> =
            text.lines().filter_map(|line| line.strip_prefix("## ")).map(str::to_owned).collect();
        let codes: Vec<String> = sections.into_iter().filter(|name| Code::from_name(name).is_some()).collect();
        let examples: Vec<_> = blocks(&text).into_iter().map(|(_, info, block)| (info, block)).skip(1).collect();
        (codes, examples)
    };
    let (codes, examples) = of("it");
    assert_eq!(codes, Code::ALL.iter().map(|code| code.name().to_owned()).collect::<Vec<_>>());
    assert_eq!((codes, examples), of("en"));
}

/// The fenced blocks of a Markdown text: first line, info string, content.
fn blocks(text: &str) -> Vec<(usize, String, String)> {
    let mut blocks: Vec<(usize, String, String)> = vec![];
    let mut inside = false;
    for (number, line) in text.lines().enumerate() {
        match line.strip_prefix("```") {
            Some(info) if !inside => blocks.push((number + 1, info.to_owned(), String::new())),
            None if inside => {
                let block = &mut blocks.last_mut().unwrap().2;
                block.push_str(line);
                block.push('\n');
                continue;
            }
            Some(_) => {}
            None => continue,
        }
        inside = !inside;
    }
    blocks
}
