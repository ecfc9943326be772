//! The examples of the guides are tests: each has to be accepted, or to show the very problem that it is said to show.

use std::path::Path;

use allegato::source::SourceFile;

use crate::support::{check_beside, read, repository, shared_renderer, write};

/// What stands before an example that is not a whole plan, and after one without a table.
const HEAD: &str = "format = 1\n[plan]\ntitle = \"Esempio\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n";
const TABLE: &str = "\n[[annex.table]]\nid = \"prova\"\ncolumns = [{ key = \"voce\", heading = \"Voce\" }, \
    { key = \"importo\", heading = \"Importo\", kind = \"money\" }]\n\
    row = [{ voce = \"Prova\", importo = \"1,00\" }, { role = \"total\" }]\n";

#[test]
fn examples_are_as_they_are_said_to_be() {
    let mut tried = 0;
    for guide in ["docs/guida.md", "docs/plan-format.md", "README.md"] {
        let folder = tempfile::tempdir().unwrap();
        for (line, info, block) in blocks(&read(&repository().join(guide))) {
            match info.split_once(' ').unwrap_or((&info, "")) {
                ("csv", name) => write(&folder.path().join(name), &block),
                ("toml", code) => {
                    tried += 1;
                    assert_eq!(problems(&block, folder.path()), code, "{guide}:{line}");
                }
                _ => {}
            }
        }
    }
    assert!(tried > 25, "{tried} examples");
}

/// The codes of all problems, each once; nothing where the example is accepted and its documents can be drawn.
fn problems(example: &str, folder: &Path) -> String {
    let head = if example.contains("format = ") { "" } else { HEAD };
    let table = if example.contains("[[annex.table]]") { "" } else { TABLE };
    let file = SourceFile::new("plans/2024/esempio.toml", format!("{head}{example}{table}"));
    let found = match check_beside(shared_renderer(), &file, folder) {
        Ok(checked) => {
            allegato::render_plan(&file, &checked.annexes, shared_renderer()).unwrap_or_else(|p| panic!("{p:?}"));
            checked.warnings
        }
        Err(problems) => problems,
    };
    let mut codes: Vec<&str> = found.iter().map(|problem| problem.code.name()).collect();
    codes.dedup();
    codes.join(" ")
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
