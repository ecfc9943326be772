//! The program as its users run it: what it writes, what it leaves alone, how it ends.

use std::fs;
use std::path::Path;

use crate::support::{copy, copy_plan, files, good_plans, repository, run, stderr, stdout, write};

/// A project of one plan, that of the README.
fn project() -> tempfile::TempDir {
    let project = tempfile::Builder::new().prefix("progetto con spazi ").tempdir().unwrap();
    copy_plan(project.path());
    project
}

fn bytes(folder: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let own = |file: &std::path::PathBuf| file.starts_with(".allegato");
    files(folder).into_iter().filter(|f| !own(f)).map(|f| (f.clone(), fs::read(folder.join(f)).unwrap())).collect()
}

#[test]
fn same_bytes_in_any_folder_locale_and_number_of_threads() {
    let (first, second) = (project(), project());
    for project in [&first, &second] {
        copy(&repository().join("plans"), &project.path().join("plans"));
    }
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
    let packages = built.iter().filter(|(file, _)| file.ends_with("datapackage.json")).count();
    assert_eq!(packages, good_plans().len(), "a folder for each plan");
    assert_eq!(built, bytes(&second.path().join("output")));
}

#[test]
fn a_second_build_rewrites_nothing() {
    let project = project();
    assert!(run(project.path(), &["build"], &[]).status.success());
    let page = project.path().join("output/2009/migranti/allegato-a.html");
    let before = fs::metadata(&page).unwrap().modified().unwrap();
    let again = run(project.path(), &["build", "--lang", "en"], &[]);
    let said = "1 plan: 7 documents and 11 files of the site in output/, no file to be rewritten\n";
    assert_eq!(stdout(&again), said);
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
    write(&output.join(".allegato/.allegato-left-by-a-killed-run.part"), "half");
    write(&output.join(".allegato/something.part"), "whole");
    assert!(run(project.path(), &["build"], &[]).status.success());
    assert_eq!(fs::read_to_string(output.join("2009/migranti/nota.txt")).unwrap(), "mia");
    let own: Vec<String> = files(&output.join(".allegato")).iter().map(|file| file.display().to_string()).collect();
    assert_eq!(own, ["lock", "made.jsonl", "plans/2009/migranti.json", "site.sha256", "something.part"]);
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
    let files = files(project.path());
    assert!(files.iter().all(|file| file.starts_with("plans")), "{files:?}");
}

#[test]
fn the_project_is_found_from_a_folder_below() {
    let project = project();
    write(&project.path().join("allegato.toml"), "output = \"sito/allegati\"\nformats = [\"md\"]\nlanguage = \"en\"\n");
    let below = project.path().join("plans/2009");
    let output = run(&below, &["build", "migranti.toml"], &[]);
    assert_eq!(stdout(&output), "1 plan: 1 document in sito/allegati/, 1 file written\n", "{}", stderr(&output));
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
    write(&project.path().join("allegato.toml"), "language = \"en\"");
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = project.path().to_str().unwrap();
    assert_eq!(stdout(&run(elsewhere.path(), &["check", "--project", folder], &[])), english, "of the project named");
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

/// A small plan of a year.
fn plan_of(year: u16) -> String {
    format!(
        "format = 1\n[plan]\ntitle = \"T\"\nyear = {year}\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
         columns = [{{ key = \"a\", heading = \"A\" }}]\n[[annex.table.row]]\na = \"x\"\n"
    )
}

#[test]
fn plans_that_would_share_documents_are_found_wherever_they_lie() {
    let project = tempfile::tempdir().unwrap();
    let at = |path: &str| project.path().join(path);
    write(&at("p/plans/2009/a.toml"), &plan_of(2010));
    write(&at("p/plans/2010/2009/a.toml"), &plan_of(2010));
    write(&at("p/plans/2011/b.toml"), &plan_of(2011));
    write(&at("p/plans/2012/b.toml"), &plan_of(2012));
    write(&at("x/b.toml"), &plan_of(2012));
    write(&at("y/c.toml"), &plan_of(2012));
    write(&at("z/c.toml"), &plan_of(2012));
    let collisions = |args: &[&str]| {
        let output = run(&at("p"), args, &[("LC_ALL", "en")]);
        (output.status.code(), stderr(&output).matches("[output-collision]").count())
    };
    assert_eq!(collisions(&["check"]), (Some(1), 1), "folders of years");
    assert_eq!(collisions(&["check", "plans/2011", "plans/2012"]), (Some(0), 0), "years apart");
    assert_eq!(collisions(&["build", "../x/b.toml"]), (Some(1), 1), "one from elsewhere and one of the project");
    assert_eq!(collisions(&["build", "../y/c.toml", "../z/c.toml"]), (Some(1), 1), "two from elsewhere");
    assert!(at("p/output/2012/c/allegato-a.pdf").is_file(), "the first of two is built");
    assert!(!at("p/output/2012/b").exists(), "the other's are not touched");
}

#[test]
fn files_of_a_plan_are_put_in_place_together_or_not_at_all() {
    let project = project();
    assert!(run(project.path(), &["build"], &[]).status.success());
    let folder = project.path().join("output/2009/migranti");
    let plan = project.path().join("plans/2009/migranti.toml");
    fs::write(&plan, fs::read_to_string(&plan).unwrap().replace("Sito internet", "Sito")).unwrap();
    fs::remove_file(folder.join("allegato-a.pdf")).unwrap();
    fs::create_dir(folder.join("allegato-a.pdf")).unwrap();
    let before = bytes(&project.path().join("output"));
    let output = run(project.path(), &["build", "--lang", "en"], &[]);
    assert_eq!((output.status.code(), stdout(&output).as_str()), (Some(2), ""), "{}", stderr(&output));
    assert_eq!(bytes(&project.path().join("output")), before);
    let own = files(&project.path().join("output/.allegato"));
    assert!(
        own.iter().all(|file| file.extension().is_none_or(|ending| ending != "part")),
        "nothing is left half: {own:?}"
    );
}

#[test]
fn check_finds_a_table_that_no_page_has_room_for() {
    let case = repository().join("tests/diagnostics/table-too-wide/project");
    let project = tempfile::tempdir().unwrap();
    copy(&case, project.path());
    let output = run(project.path(), &["check"], &[]);
    assert!(stderr(&output).contains("[table-too-wide]"), "{}", stderr(&output));
    // A page of the web scrolls.
    write(&project.path().join("allegato.toml"), "formats = [\"html\", \"md\"]");
    assert_eq!(run(project.path(), &["build"], &[]).status.code(), Some(0));
}

#[cfg(unix)]
#[test]
fn a_link_to_a_plan_is_that_plan() {
    let project = tempfile::tempdir().unwrap();
    write(&project.path().join("plans/2012/b.toml"), &plan_of(2012));
    std::os::unix::fs::symlink("b.toml", project.path().join("plans/2012/a.toml")).unwrap();
    let output = run(project.path(), &["check", "--lang", "en"], &[]);
    assert_eq!(stdout(&output), "1 plan checked: no errors\n", "{}", stderr(&output));
}

#[test]
fn settings_that_could_do_harm_are_refused() {
    let project = project();
    for (settings, code) in [
        ("formats = []", "empty-text"),
        ("formats = [\"doc\"]", "unknown-value"),
        ("output = \"plans\"", "unusable-folder"),
        ("output = \"/tmp\"", "unusable-folder"),
        ("output = \"a/../..\"", "unusable-folder"),
        ("output = \" \"", "empty-text"),
        ("authority = \"漢字\"", "unprintable-character"),
        ("colour = 1", "unknown-key"),
        ("languge = \"en\"", "unknown-key"),
    ] {
        write(&project.path().join("allegato.toml"), settings);
        // A plan without an authority of its own has the project's.
        write(&project.path().join("plans/b.toml"), &plan_of(2012));
        let output = run(project.path(), &["check"], &[]);
        assert_eq!(output.status.code(), Some(1), "{settings}: {}", stdout(&output));
        let said = stderr(&output);
        assert!(said.contains(&format!("[{code}]")) && said.contains("--> allegato.toml:1:"), "{settings}: {said}");
    }
}

#[test]
fn of_very_many_problems_the_first_are_told() {
    let project = tempfile::tempdir().unwrap();
    let rows = "[[annex.table.row]]\nb = \"x\"\n".repeat(3_000);
    write(&project.path().join("plans/b.toml"), &(plan_of(2012) + &rows));
    let output = run(project.path(), &["check", "--lang", "en"], &[]);
    assert_eq!(stdout(&output), "1 plan checked: 6000 errors in 1 plan\n");
    assert!(stderr(&output).contains("\n… and 5800 more problems in this plan\n"), "the end says how many more");
}

/// Where the time went is told to people and to programs, and changes nothing that is written.
#[test]
fn timings_name_all_stages_and_the_slowest_documents() {
    let project = tempfile::tempdir().unwrap();
    let root = project.path();
    copy_plan(root);
    let output = run(root, &["build", "--timings", "--lang", "en"], &[]);
    let said = stdout(&output);
    for stage in ["settings, templates, fonts", "reading and checking*", "pdf documents*", "html documents*", "site"] {
        assert!(said.contains(&format!("\n  {stage}")), "{stage}: {said}");
    }
    assert!(said.contains("The slowest documents:") && said.contains("s  2009/migranti/allegato-a.pdf"), "{said}");
    let output = run(root, &["build", "--timings", "--message-format", "json"], &[]);
    let last: serde_json::Value = serde_json::from_str(stdout(&output).lines().last().unwrap()).unwrap();
    let stages: Vec<&str> = last["stages"].as_array().unwrap().iter().map(|s| s["stage"].as_str().unwrap()).collect();
    assert_eq!(stages, ["open", "recall", "compare", "site", "record"], "nothing was left to be drawn");
    let sum: f64 = last["stages"].as_array().unwrap().iter().map(|stage| stage["ms"].as_f64().unwrap()).sum();
    assert!(last["ms"].as_f64().unwrap() > 0.0 && sum > 0.0);
    assert!(!stdout(&run(root, &["build"], &[])).contains('*'), "who does not ask is not told");
}
