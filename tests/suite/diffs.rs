//! Differences between two editions, told as expected: in all formats, by the verb, on the page of corrections.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use allegato::Around;
use allegato::catalogue::{Catalogue, Language};
use allegato::diff::{Comparison, compare, diff};
use allegato::render::{Words, difference_json, difference_markdown, difference_schema, difference_text};
use allegato::source::SourceFile;

use crate::golden::{difference, without_style};
use crate::support::{check, check_file, read, repository, run, shared_renderer, stderr, stdout, write};

// -- As expected --

#[test]
fn differences_are_told_as_expected() {
    let root = repository().join("tests/diffs");
    let renew = std::env::var_os("ALLEGATO_RENEW").is_some();
    let mut cases: Vec<_> = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    assert!(cases.len() >= 5, "the cases are there");
    let mut wrong = vec![];
    for folder in cases {
        let made = documents(&comparison(&folder));
        if renew {
            expected(&folder).iter().for_each(|name| fs::remove_file(folder.join(name)).unwrap());
            made.iter().for_each(|(name, text)| fs::write(folder.join(name), text).unwrap());
        }
        wrong.extend(unexpected(&folder, &made));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The names of files that say what is expected.
fn expected(folder: &Path) -> BTreeSet<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with("expected.")).collect()
}

/// What is not as expected of documents, be it that there is none.
fn unexpected(folder: &Path, made: &[(&str, String)]) -> Vec<String> {
    let mut names = expected(folder);
    names.extend(made.iter().map(|(name, _)| (*name).to_owned()));
    let wrong = |name: String| {
        let made = made.iter().find(|(made, _)| *made == name).map(|(_, text)| text.as_str());
        let wanted = fs::read_to_string(folder.join(&name)).ok();
        let differs = made != wanted.as_deref();
        differs.then(|| format!("{}: {}", folder.join(&name).display(), difference(wanted.as_deref(), made)))
    };
    names.into_iter().filter_map(wrong).collect()
}

#[test]
fn what_is_expected_and_not_made_is_told() {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("expected.md"), "a\n");
    write(&folder.path().join("expected.old.txt"), "a\n");
    write(&folder.path().join("new.toml"), "");
    let told = unexpected(folder.path(), &[("expected.md", "a\n".to_owned()), ("expected.json", String::new())]);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("expected.json: made but not expected"), "{told:?}");
    assert!(told[1].contains("expected.old.txt: expected but not made"), "{told:?}");
}

fn comparison(folder: &Path) -> Comparison {
    let annexes = |name: &str| {
        let file = SourceFile::new(name, read(&folder.join(name)));
        check_file(shared_renderer(), &file).unwrap_or_else(|problems| panic!("{}: {problems:?}", folder.display()))
    };
    let (old, new) = (annexes("old.toml"), annexes("new.toml"));
    compare(&old.iter().collect::<Vec<_>>(), &new.iter().collect::<Vec<_>>())
}

/// In all formats, the text in both languages of the interface.
fn documents(comparison: &Comparison) -> Vec<(&'static str, String)> {
    let language = comparison.annexes[0].new.language;
    let words = |language| Words::new(Catalogue::of_documents(language));
    let text = |language| difference_text(comparison, words(language), 80) + "\n";
    let page = shared_renderer().difference(comparison, language).unwrap();
    vec![
        ("expected.it.txt", text(Language::Italian)),
        ("expected.en.txt", text(Language::English)),
        ("expected.md", difference_markdown(comparison, words(language))),
        ("expected.html", without_style(&String::from_utf8(page).unwrap())),
        ("expected.json", difference_json(comparison, words(language))),
    ]
}

#[test]
fn lines_fit_the_terminal() {
    for folder in ["somma-unica", "unita-e-gruppi", "come-pubblicato"] {
        let comparison = comparison(&repository().join("tests/diffs").join(folder));
        for (language, width) in Language::ALL.into_iter().flat_map(|language| [(language, 80), (language, 60)]) {
            let text = difference_text(&comparison, Words::new(Catalogue::of_documents(language)), width);
            let long: Vec<&str> = text.lines().filter(|line| line.chars().count() > width).collect();
            assert!(long.is_empty(), "{folder}, {language:?}: {long:#?}");
            assert!(!text.contains("difference-"), "{folder}, {language:?}: a word is missing\n{text}");
        }
    }
}

#[test]
fn where_figures_leave_no_room_labels_have_lines_of_their_own() {
    let comparison = comparison(&repository().join("tests/diffs/come-pubblicato"));
    let text = difference_text(&comparison, Words::new(Catalogue::of_documents(Language::Italian)), 60);
    let lines: Vec<&str> = text.lines().collect();
    let label = lines.iter().position(|line| *line == "Rotonda").unwrap_or_else(|| panic!("{text}"));
    let figures: Vec<&str> = lines[label + 1].split_whitespace().collect();
    assert_eq!(figures, ["14.520,00", "15.420,00", "+900,00", "+6,20%"]);
}

/// The texts that differ in the second column of two rows.
fn texts(old: [&str; 2], new: [&str; 2]) -> Vec<(usize, Option<String>, Option<String>)> {
    let annex = |[one, two]: [&str; 2]| {
        let text = format!(
            "format = 1\n[plan]\ntitle = \"T\"\nyear = 2009\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\ncolumns = [\n\
             {{ key = \"v\", heading = \"Voce\", header = true }},\n{{ key = \"t\", heading = \"Azioni\" }},\n]\n\
             row = [{{ v = \"Uno\", t = \"{one}\" }}, {{ v = \"Due\", t = \"{two}\" }}]\n"
        );
        check(shared_renderer(), &text).unwrap().remove(0)
    };
    let found = diff(&annex(old), &annex(new));
    let cells = found.tables.into_iter().flat_map(|table| table.cells);
    cells.map(|cell| (cell.row, cell.texts.old, cell.texts.new)).collect()
}

#[test]
fn a_text_over_several_rows_is_told_once() {
    let told = |row: usize, old: &str, new: &str| (row, Some(old.to_owned()), Some(new.to_owned()));
    assert_eq!(texts(["Corsi", "^"], ["Scuole", "^"]), [told(0, "Corsi", "Scuole")]);
    assert_eq!(texts(["Corsi", "^"], ["Corsi", "Corsi"]), [], "each row says the same as before");
    assert_eq!(texts(["Corsi", "^"], ["Corsi", "Scuole"]), [told(1, "Corsi", "Scuole")]);
    assert_eq!(texts(["Corsi", "Scuole"], ["Corsi", "^"]), [told(1, "Scuole", "Corsi")]);
    assert_eq!(texts(["Corsi", ""], ["Corsi", "Scuole"]), [(1, None, Some("Scuole".to_owned()))]);
}

#[test]
fn the_schema_of_differences_is_that_of_the_types() {
    let path = repository().join("docs/difference.schema.json");
    let made = format!("{:#}\n", difference_schema());
    if std::env::var_os("ALLEGATO_RENEW").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let renew = "renew it with ALLEGATO_RENEW=1, or: allegato schema difference > docs/difference.schema.json";
    assert!(read(&path) == made, "{renew}");
    let output = run(&repository(), &["schema", "difference"], &[]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), made));
}

/// An amount that is no more than before has not grown, though it now covers other rows.
#[test]
fn from_zero_to_zero_nothing_grows() {
    let annex = |[one, two, three]: [&str; 3]| {
        let text = format!(
            "format = 1\n[plan]\ntitle = \"T\"\nyear = 2009\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\ncolumns = [\n\
             {{ key = \"v\", heading = \"Voce\", header = true }},\n{{ key = \"a\", heading = \"Importo\", kind = \"money\" }},\n\
             ]\nrow = [{{ v = \"Uno\", a = \"{one}\" }}, {{ v = \"Due\", a = \"{two}\" }}, {{ v = \"Tre\", a = \"{three}\" }}]\n"
        );
        check(shared_renderer(), &text).unwrap().remove(0)
    };
    let told = |old, new| {
        let comparison = compare(&[&annex(old)], &[&annex(new)]);
        difference_text(&comparison, Words::new(Catalogue::of_documents(Language::Italian)), 80)
    };
    let others = told(["0,00", "^", "5,00"], ["0,00", "0,00", "5,00"]);
    assert!(others.contains("0,00") && !others.contains("da zero"), "{others}");
    let grown = told(["0,00", "1,00", "5,00"], ["2,00", "1,00", "5,00"]);
    assert_eq!(grown.matches("da zero").count(), 1, "{grown}");
}

// -- The verb --

fn plan(label: &str, town: &str, amount: &str) -> String {
    format!(
        "format = 1\n[plan]\ntitle = \"T\"\nyear = 2009\n[[annex]]\nlabel = \"{label}\"\n[[annex.table]]\ncolumns = [\n\
         {{ key = \"v\", heading = \"Voce\", header = true }},\n{{ key = \"a\", heading = \"Importo\", kind = \"money\" }},\n\
         ]\nrow = [{{ v = \"{town}\", a = \"{amount}\" }}]\n"
    )
}

#[test]
fn the_verb_tells_files_and_exit_codes() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    write(&folder.join("allegato.toml"), "");
    write(&folder.join("plans/a.toml"), &plan("A", "Rotonda", "1,00"));
    write(&folder.join("plans/b.toml"), &plan("B", "Rotonda", "2,00"));
    // A project of its own, in English.
    write(&folder.join("other/allegato.toml"), "language = \"en\"\n");
    write(&folder.join("other/plans/c.toml"), &plan("C", "Rotonda", "2.00"));
    write(&folder.join("plans/wrong.toml"), &plan("A", "Rotonda", "2.00"));
    let diff = |args: &[&str]| run(folder, &[&["diff"], args].concat(), &[]);

    let told = diff(&["plans/a.toml", "plans/b.toml"]);
    assert_eq!(told.status.code(), Some(0));
    assert!(stdout(&told).contains("+100,00%") && stdout(&told).contains("1 cifra diversa"), "{}", stdout(&told));
    assert_eq!(diff(&["plans/a.toml", "plans/b.toml", "--exit-code"]).status.code(), Some(1));
    let same = diff(&["plans/a.toml", "plans/a.toml#a", "--exit-code", "--lang", "en"]);
    assert_eq!(same.status.code(), Some(0));
    assert!(stdout(&same).contains("No difference."), "{}", stdout(&same));
    let across = diff(&["plans/b.toml", "other/plans/c.toml", "--format", "json"]);
    assert!(stdout(&across).contains("\"language\": \"en\""), "{} {}", stdout(&across), stderr(&across));

    for (file, begins) in
        [("d.txt", "Allegato \"B\""), ("d.md", "# Differenze"), ("d.html", "<!DOCTYPE html>"), ("d.json", "{")]
    {
        let written = diff(&["plans/a.toml", "plans/b.toml", "-o", file]);
        assert_eq!((written.status.code(), stdout(&written)), (Some(0), String::new()));
        let text = read(&folder.join(file));
        assert!(text.starts_with(begins) && text.ends_with('\n'), "{file}: {text}");
    }

    for (args, says) in [
        (&["plans/a.toml", "plans/b.toml", "-o", "d.doc"][..], "d.doc"),
        (&["plans/a.toml", "plans/b.toml", "--annex", "Z"], "\"Z\""),
        (&["plans/a.toml", "plans"], "plans non è un piano"),
        (&["plans/a.toml", "plans/none.toml"], "none.toml"),
    ] {
        let failed = diff(args);
        assert_eq!(failed.status.code(), Some(2), "{args:?}");
        assert!(stderr(&failed).contains(says), "{args:?}: {}", stderr(&failed));
        assert_eq!(stdout(&failed), "");
    }
    let wrong = diff(&["plans/a.toml", "plans/wrong.toml"]);
    assert_eq!(wrong.status.code(), Some(1));
    assert!(stderr(&wrong).contains("errore["), "{}", stderr(&wrong));
}

// -- The page of corrections --

#[test]
fn the_page_of_corrections_tells_what_each_version_changed() {
    let folder = repository().join("tests/diffs/come-pubblicato");
    let file = SourceFile::new("new.toml", read(&folder.join("new.toml")));
    let checked = crate::support::check_beside(shared_renderer(), &file, &folder).unwrap();
    let first = check(shared_renderer(), &read(&folder.join("old.toml"))).unwrap().remove(0);
    let page = |earlier: allegato::Earlier| {
        let documents =
            allegato::render_plan(&file, &checked, shared_renderer(), &Around { earlier, ..Around::default() })
                .unwrap();
        let page = documents.into_iter().find(|document| document.name.ends_with("correzioni.html")).unwrap();
        crate::support::html_text(&String::from_utf8(page.bytes).unwrap())
    };
    let told = page(&|_, number| (number == 1).then(|| first.clone()));
    for words in ["Differenze dalla versione 1", "+900,00", "Terranova | di Pollino <b>", "(aggiunta)"] {
        assert!(told.contains(words), "{words}: {told}");
    }
    assert!(!page(&|_, _| None).contains("Differenze"), "nothing is known of the version before");
}
