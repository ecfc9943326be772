//! The program as its users run it: what it writes, what it leaves alone, how it ends.

use std::fs;
use std::path::Path;

use crate::support::{copy, files, repository, run, stderr, stdout, write};

fn project() -> tempfile::TempDir {
    let project = tempfile::Builder::new().prefix("progetto con spazi ").tempdir().unwrap();
    copy(&repository().join("plans"), &project.path().join("plans"));
    project
}

fn bytes(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let own = |file: &std::path::PathBuf| file.starts_with(".allegato");
    files(folder).into_iter().filter(|f| !own(f)).map(|f| (f.clone(), fs::read(folder.join(f)).unwrap())).collect()
}

#[test]
fn same_bytes_in_any_folder_locale_and_number_of_threads() {
    let (first, second) = (project(), project());
    for annex in files(&repository().join("tests/annexes")).iter().filter(|file| file.ends_with("plan.toml")) {
        let name = format!("plans/{}.toml", annex.parent().unwrap().display());
        for project in [&first, &second] {
            fs::copy(repository().join("tests/annexes").join(annex), project.path().join(&name)).unwrap();
        }
    }
    let one = run(first.path(), &["build", "--jobs", "1"], &[("LC_ALL", "C"), ("TZ", "Asia/Tokyo")]);
    let two = run(second.path(), &["build", "--jobs", "2"], &[("LC_ALL", "it_IT.UTF-8"), ("TZ", "UTC")]);
    assert_eq!((one.status.code(), two.status.code()), (Some(0), Some(0)), "{} {}", stderr(&one), stderr(&two));
    let built = bytes(&first.path().join("output"));
    assert!(built.len() > 9, "{built:?}");
    assert_eq!(built, bytes(&second.path().join("output")));
}

#[test]
fn a_second_build_rewrites_nothing() {
    let project = project();
    assert!(run(project.path(), &["build"], &[]).status.success());
    let page = project.path().join("output/2009/migranti/allegato-a.html");
    let before = fs::metadata(&page).unwrap().modified().unwrap();
    let again = run(project.path(), &["build", "--lang", "en"], &[]);
    assert_eq!(stdout(&again), "1 plan: 3 documents in output/, none to be rewritten\n");
    assert_eq!(fs::metadata(&page).unwrap().modified().unwrap(), before);
}

#[test]
fn a_wrong_total_is_one_diagnostic_and_the_earlier_output_stays() {
    let project = project();
    assert!(run(project.path(), &["build"], &[]).status.success());
    let before = bytes(&project.path().join("output"));
    let plan = project.path().join("plans/2009/migranti.toml");
    let text = fs::read_to_string(&plan).unwrap().replace("€ 906.924,00", "€ 906.942,00");
    let line = text.lines().position(|line| line.contains("906.942")).unwrap() + 1;
    fs::write(&plan, text).unwrap();
    let output = run(project.path(), &["build"], &[]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert_eq!(said.matches("errore[").count(), 1, "{said}");
    for part in [&format!("plans/2009/migranti.toml:{line}:13"), "906.942,00", "906.924,00", "18,00"] {
        assert!(said.contains(part), "{part} in {said}");
    }
    assert_eq!(bytes(&project.path().join("output")), before);
}

#[test]
fn one_bad_plan_does_not_keep_a_good_one_back() {
    let project = project();
    write(&project.path().join("plans/bad.toml"), "format = 1\n");
    let output = run(project.path(), &["build"], &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(project.path().join("output/2009/migranti/allegato-a.pdf").is_file());
}

#[test]
fn build_touches_nothing_that_is_not_its_own() {
    let project = project();
    let output = project.path().join("output");
    write(&output.join("2009/migranti/nota.txt"), "mia");
    write(&output.join(".allegato/left-by-a-killed-run.part"), "half");
    write(&output.join(".allegato/something-else"), "whole");
    assert!(run(project.path(), &["build"], &[]).status.success());
    assert_eq!(fs::read_to_string(output.join("2009/migranti/nota.txt")).unwrap(), "mia");
    let own: Vec<String> = files(&output.join(".allegato")).iter().map(|file| file.display().to_string()).collect();
    assert_eq!(own, ["lock", "something-else"]);
}

#[test]
fn an_output_that_cannot_be_written_is_a_fault_of_the_machine() {
    let project = project();
    write(&project.path().join("output"), "a file where the folder should be");
    let output = run(project.path(), &["build", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).starts_with("error: can't write "), "{}", stderr(&output));
    assert_eq!(fs::read_to_string(project.path().join("output")).unwrap(), "a file where the folder should be");
}

#[test]
fn check_writes_nothing() {
    let project = project();
    let output = run(project.path(), &["check", "--lang", "en"], &[]);
    assert_eq!(stdout(&output), "1 plan checked: no errors\n");
    assert_eq!(files(project.path()).len(), 1, "only the plan");
}

#[test]
fn the_project_is_found_from_a_folder_below() {
    let project = project();
    write(&project.path().join("allegato.toml"), "output = \"sito/allegati\"\nformats = [\"md\"]\nlanguage = \"en\"\n");
    let below = project.path().join("plans/2009");
    let output = run(&below, &["build", "migranti.toml"], &[]);
    assert_eq!(stdout(&output), "1 plan: 1 document in sito/allegati/, 1 written\n", "{}", stderr(&output));
    assert!(project.path().join("sito/allegati/2009/migranti/allegato-a.md").is_file());
}

#[test]
fn messages_speak_the_language_that_was_asked_for() {
    let project = project();
    let said = |args: &[&str], environment: &[(&str, &str)]| stdout(&run(project.path(), args, environment));
    let (italian, english) = ("1 piano verificato: nessun errore\n", "1 plan checked: no errors\n");
    assert_eq!(said(&["check"], &[]), italian, "the project's language");
    assert_eq!(said(&["check"], &[("LC_ALL", "C")]), italian, "C is no language");
    assert_eq!(said(&["check"], &[("LANG", "en_GB.UTF-8")]), english);
    assert_eq!(said(&["check"], &[("LANG", "en_GB.UTF-8"), ("LC_ALL", "it_IT")]), italian, "LC_ALL before LANG");
    assert_eq!(said(&["check", "--lang=en"], &[("LC_ALL", "it_IT")]), english, "--lang before all");
}

#[test]
fn misuse_is_explained_and_exits_with_2() {
    let project = project();
    for (args, expected) in [
        (&["bild"][..], "il comando \"bild\" non esiste"),
        (&["build", "--job", "2"], "l'argomento \"--job\" non esiste"),
        (&["build", "--jobs", "0"], "\"0\" non è un valore ammesso per --jobs <N>"),
        (&["build", "--jobs"], "a --jobs <N> manca il valore"),
        (&["build", "--lang", "xx"], "\"xx\" non è un valore ammesso per --lang <it|en>"),
        (&["check", "manca.toml"], "non posso leggere"),
        (&["check", "--project", "manca"], "non posso leggere"),
    ] {
        let output = run(project.path(), args, &[]);
        assert_eq!(output.status.code(), Some(2), "{args:?}: {}", stderr(&output));
        assert!(stderr(&output).starts_with(&format!("errore: {expected}")), "{args:?}: {}", stderr(&output));
    }
    let empty = tempfile::tempdir().unwrap();
    let output = run(empty.path(), &["build", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("is not in a project"), "{}", stderr(&output));
}

#[test]
fn help_is_whole_in_both_languages() {
    let project = project();
    for (language, words) in [("it", ["Uso:", "Comandi:", "Opzioni:"]), ("en", ["Usage:", "Commands:", "Options:"])] {
        let output = run(project.path(), &["--lang", language, "--help"], &[]);
        assert_eq!(output.status.code(), Some(0));
        let help = stdout(&output);
        assert!(words.iter().all(|word| help.contains(word)), "{help}");
        let foreign = if language == "it" { ["Usage", "Options", "Print"] } else { ["Uso", "Opzioni", "Mostra"] };
        assert!(!foreign.iter().any(|word| help.contains(word)), "{help}");
    }
}

#[test]
fn a_template_of_the_project_replaces_the_built_in_one() {
    let project = project();
    write(&project.path().join("templates/annex.html"), "<p>{{ heading }}</p>");
    write(&project.path().join("templates/parts/mark.typ"), "#let mark = \"BOZZA\"");
    let built_in = fs::read_to_string(repository().join("templates/annex.typ")).unwrap();
    let own = format!("#import \"parts/mark.typ\": mark\n{built_in}\n#mark\n");
    write(&project.path().join("templates/annex.typ"), &own);
    let output = run(project.path(), &["build"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let folder = project.path().join("output/2009/migranti");
    assert_eq!(fs::read_to_string(folder.join("allegato-a.html")).unwrap(), "<p>ALLEGATO &quot;A&quot;</p>");
    assert!(crate::support::pdf_text(&fs::read(folder.join("allegato-a.pdf")).unwrap()).contains("BOZZA"));
}

#[test]
fn a_template_can_read_nothing_outside_the_project() {
    let project = project();
    write(&project.path().join("templates/annex.typ"), "#read(\"../allegato.toml\")");
    let output = run(project.path(), &["build", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("templates/annex.typ:1:"), "{}", stderr(&output));
}
