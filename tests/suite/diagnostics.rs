//! Every code has a folder `tests/diagnostics/<code>/`: a project with that problem, and what the program says of it
//! in each language, whole.

use std::fs;

use allegato::source::{Code, Severity};

use crate::support::{copy, repository, run, stderr, stdout};

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
        copy(&case.join("project"), project.path());
        for language in ["it", "en"] {
            let output = run(project.path(), &["build", "--lang", language], &[]);
            let said = format!("{}{}", stderr(&output), stdout(&output));
            let failed = code.severity() == Severity::Error;
            assert_eq!(output.status.code(), Some(i32::from(failed)), "{code}: {said}");
            assert!(said.contains(&format!("[{code}]")), "{code} is reported: {said}");
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
