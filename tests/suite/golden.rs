//! Renderings as folders: a plan and what is expected of it. The PDF is compared by its words, the workbook by
//! its cells; their bytes are the affair of `command_line::same_bytes`, its looks of whoever renews the words.

use std::fs;
use std::path::{Path, PathBuf};

use crate::support::{check_beside, files, pdf_text, read, renderer_of, repository};
use allegato::Around;
use allegato::annex::{Annex, Content};
use allegato::catalogue::{Catalogue, Language};
use allegato::render::Settings;
use allegato::source::{Policy, SourceFile, draw};

#[test]
fn renderings_are_as_expected() {
    let root = repository();
    let mut cases: Vec<(PathBuf, PathBuf)> = vec![];
    for plan in files(&root.join("tests/annexes")) {
        if plan.file_name().is_some_and(|name| name == "plan.toml") {
            let folder = root.join("tests/annexes").join(plan.parent().unwrap());
            cases.push((folder.join("plan.toml"), folder.join("expected")));
        }
    }
    for plan in files(&root.join("plans")).into_iter().filter(|path| path.extension().is_some_and(|e| e == "toml")) {
        cases.push((root.join("plans").join(&plan), root.join("tests/plans").join(plan.with_extension(""))));
    }
    // Fragments are the affair of `fragments`.
    let renderer = renderer_of(Settings::default());
    let renew = std::env::var_os("ALLEGATO_RENEW").is_some();
    let mut wrong = vec![];
    for (plan, expected) in &cases {
        let made = documents(plan, &renderer);
        if renew {
            renew_folder(expected, &made);
            continue;
        }
        let names: Vec<PathBuf> = made.iter().map(|(name, _)| PathBuf::from(name)).collect();
        let mut all = files(expected);
        all.extend(names.iter().filter(|name| !all.contains(name)).cloned().collect::<Vec<_>>());
        for name in all {
            let made = made.iter().find(|(made, _)| Path::new(made) == name).map(|(_, text)| text.as_str());
            let wanted = fs::read_to_string(expected.join(&name)).ok();
            if made != wanted.as_deref() {
                wrong.push(format!("{}: {}", expected.join(name).display(), difference(wanted.as_deref(), made)));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// Names and texts of all that a plan makes: its documents, its grids, and the warnings that it is checked with.
fn documents(plan: &Path, renderer: &allegato::render::Renderer) -> Vec<(String, String)> {
    let file = SourceFile::new("plan.toml", read(plan));
    let checked = check_beside(renderer, &file, plan.parent().unwrap());
    let checked = checked.unwrap_or_else(|problems| panic!("{}: {problems:?}", plan.display()));
    let documents =
        allegato::render_plan(&file, &checked, renderer, &Around::default()).unwrap_or_else(|p| panic!("{p:?}"));
    let words = Catalogue::interface(Language::Italian);
    let warnings: Vec<String> =
        checked.warnings.iter().map(|warning| draw(warning, &Policy::default(), &words, false)).collect();
    let warnings = (!warnings.is_empty()).then(|| ("warnings.txt".to_owned(), warnings.join("\n")));
    let grids = checked.annexes.iter().map(|annex| (annex.file_name("grid.csv"), grid(annex)));
    let text = |document: allegato::Document| match document.name.rsplit_once('.') {
        Some((stem, "pdf")) => (format!("{stem}.pdf.txt"), format!("{}\n", pdf_text(&document.bytes))),
        Some((stem, "xlsx")) => (format!("{stem}.xlsx.txt"), crate::xlsx::text(&document.bytes)),
        _ => (document.name, without_style(&String::from_utf8(document.bytes).unwrap())),
    };
    documents.into_iter().map(text).chain(grids).chain(warnings).collect()
}

/// The grids of an annex as they were checked, a line for each cell.
fn grid(annex: &Annex) -> String {
    let mut lines = String::from("table,row,column,rows,columns,role,heads,value,printed,note,footnotes\n");
    for (number, table) in annex.tables.iter().enumerate() {
        for cell in table.grid.cells() {
            let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
            let (value, printed) = match &cell.content {
                Content::Text(text) => (String::new(), text.to_plain()),
                Content::Amount(figure) => (figure.amount.to_string(), figure.printed.clone()),
                Content::Absent(mark) => (String::new(), mark.clone()),
            };
            let heads = cell.heads.map_or(String::new(), |scope| format!("{scope:?}").to_lowercase());
            let note = cell.note.as_ref().map_or(String::new(), |note| quoted(&note.to_plain()));
            let marks = match &cell.content {
                Content::Text(text) => text.footnotes(),
                _ => cell.footnotes.clone(),
            };
            let marks: String = marks.iter().map(|index| annex.footnotes[*index].mark.as_str()).collect();
            let role = table.grid.rows()[cell.rows.start].role.name();
            lines += &format!(
                "{},{},{},{},{},{role},{heads},{value},{},{note},{marks}\n",
                number + 1,
                cell.rows.start + 1,
                table.columns[cell.columns.start].key,
                cell.rows.len(),
                cell.columns.len(),
                quoted(&printed),
            );
        }
    }
    lines
}

/// A page without its stylesheet and the hash of it, which are the same on all of them and no affair of any plan.
pub fn without_style(page: &str) -> String {
    without(&without(page, "<style>", "</style>"), "'sha256-", "'")
}

fn without(page: &str, begin: &str, end: &str) -> String {
    let inside = page.split_once(begin).and_then(|(before, rest)| Some((before, rest.split_once(end)?.1)));
    inside.map_or_else(|| page.to_owned(), |(before, after)| format!("{before}{begin}{end}{after}"))
}

fn renew_folder(folder: &Path, documents: &[(String, String)]) {
    // A folder of expected files holds nothing else.
    let _ = fs::remove_dir_all(folder);
    fs::create_dir_all(folder).unwrap();
    for (name, text) in documents {
        fs::write(folder.join(name), text).unwrap();
    }
}

/// The first line that differs.
pub fn difference(wanted: Option<&str>, made: Option<&str>) -> String {
    let (Some(wanted), Some(made)) = (wanted, made) else {
        return if made.is_some() { "made but not expected".into() } else { "expected but not made".into() };
    };
    let lines = wanted.lines().zip(made.lines()).enumerate().find(|(_, (wanted, made))| wanted != made);
    match lines {
        Some((index, (wanted, made))) => format!("line {}:\n  expected {wanted}\n  made     {made}", index + 1),
        None => "one has more lines than the other".into(),
    }
}
