//! Every code has a folder `tests/diagnostics/<code>/`: a project with that problem, and what the program says of it
//! in each language, whole.

use std::fs;

use allegato::catalogue::{Catalogue, Language};
use allegato::source::{Code, Severity, SourceFile};

use crate::support::{check_beside, copy, files, prepare_case, repository, run, shared_renderer, stderr, stdout};

#[test]
fn every_code_has_a_case_that_shows_it() {
    let cases = repository().join("tests/diagnostics");
    let mut folders: Vec<String> =
        fs::read_dir(&cases).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    folders.sort();
    let mut codes: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    codes.sort_unstable();
    assert_eq!(folders, codes, "one folder for each code, and none besides");
}

#[test]
fn diagnostics_are_as_expected() {
    let mut wrong = vec![];
    for code in Code::ALL {
        let case = repository().join("tests/diagnostics").join(code.name());
        let project = tempfile::tempdir().unwrap();
        let args = prepare_case(code.name(), project.path());
        let args: Vec<&str> = args.iter().map(String::as_str).collect();
        for language in ["it", "en"] {
            let output = run(project.path(), &[&args[..], &["--lang", language]].concat(), &[]);
            let said = format!("{}{}", stderr(&output), stdout(&output));
            let failed = code.severity() == Severity::Error;
            assert_eq!(output.status.code(), Some(i32::from(failed)), "{code}: {said}");
            assert!(said.contains(&format!("[{code}]")), "{code} is reported: {said}");
            assert!(!said.contains("{$"), "{code}: every argument is there: {said}");
            let file = case.join(format!("{language}.txt"));
            if std::env::var_os("ALLEGATO_RENEW").is_some() {
                fs::write(&file, &said).unwrap();
            }
            let expected = fs::read_to_string(&file).unwrap_or_default();
            if said != expected {
                wrong.push(format!("{}:\n{said}", file.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What the code calls an attribute is one: a note or label that no catalogue has would be passed over in silence.
#[test]
fn every_note_help_and_label_is_in_the_catalogues() {
    let words = [Catalogue::interface(Language::Italian), Catalogue::interface(Language::English)];
    let mut seen = 0;
    for code in Code::ALL {
        let folder = repository().join("tests/diagnostics").join(code.name()).join("project/plans");
        for plan in files(&folder).iter().filter(|file| file.extension().is_some_and(|ending| ending == "toml")) {
            let Ok(text) = fs::read_to_string(folder.join(plan)) else { continue };
            let file = SourceFile::new("plans/plan.toml", text);
            let beside = folder.join(plan).parent().unwrap().to_owned();
            let checked = check_beside(shared_renderer(), &file, &beside);
            for problem in checked.map_or_else(|problems| problems, |checked| checked.warnings) {
                let labels = problem.related.iter().map(|related| related.label);
                for name in problem.notes.iter().chain(&problem.helps).copied().chain(labels) {
                    seen += 1;
                    for words in &words {
                        let text = words.attribute(problem.code.name(), name, &problem.args);
                        let text = text.unwrap_or_else(|| panic!("{}.{name}", problem.code));
                        assert!(!text.contains("{$"), "{}.{name}: {text}", problem.code);
                    }
                }
            }
        }
    }
    assert!(seen > 80, "{seen} notes, helps and labels");
}

#[test]
fn all_problems_are_reported_in_order_of_place() {
    let project = tempfile::tempdir().unwrap();
    copy(&repository().join("tests/diagnostics/total-mismatch/project"), project.path());
    let plan = project.path().join("plans/plan.toml");
    let text = fs::read_to_string(&plan).unwrap();
    let text = text.replace("year = 2024", "year = 2024\ncolour = 1").replace("heading =", "heding =");
    fs::write(&plan, text).unwrap();
    let said = stderr(&run(project.path(), &["check", "--lang", "en"], &[]));
    let lines: Vec<usize> = said
        .lines()
        .filter_map(|line| line.trim_start().strip_prefix("--> plans/plan.toml:")?.split(':').next()?.parse().ok())
        .collect();
    assert!(lines.len() >= 6, "{said}");
    assert!(lines.is_sorted(), "{said}");
}
