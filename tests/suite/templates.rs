//! Templates of a project: their slips are told at their own place, and they can see nothing but themselves.

use std::fs;

use crate::support::{copy, copy_plan, read, repository, run, stderr, write};

const SECRET: &str = "segreto-da-non-leggere";

/// The plan of the README in a project with these templates; beside the project lies a secret.
fn project(templates: &[(&str, &str)]) -> (tempfile::TempDir, std::path::PathBuf) {
    let outside = tempfile::tempdir().unwrap();
    write(&outside.path().join("secret.txt"), SECRET);
    let project = outside.path().join("progetto");
    copy_plan(&project);
    write(&project.join("allegato.toml"), "title = \"T\"\n");
    for (name, text) in templates {
        write(&project.join("templates").join(name), text);
    }
    (outside, project)
}

/// What is said of these templates, with which nothing can be written.
fn refused(templates: &[(&str, &str)]) -> String {
    let (_outside, project) = project(templates);
    let output = run(&project, &["build", "--lang", "en"], &[]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{templates:?}: {said}");
    assert!(!project.join("output/2009").exists(), "{said}");
    assert!(!said.contains(SECRET), "{said}");
    said
}

#[test]
fn a_template_can_read_no_file_but_templates() {
    for call in
        ["read(\"/etc/passwd\")", "read(\"../secret.txt\")", "read(\"../allegato.toml\")", "csv(\"../../x.csv\")"]
    {
        let said = refused(&[("annex.typ", &format!("\n#{call}"))]);
        assert!(said.contains("[template-error]") && said.contains("templates/annex.typ:2:"), "{call}: {said}");
        assert!(!said.contains("root:"), "{call}: {said}");
    }
    let said = refused(&[("annex.typ", "#read(\"/etc/passwd\")")]);
    assert!(said.contains("= help: a template sees only the files in templates"), "{said}");
    for call in ["image(\"https://example.org/a.png\")", "include \"http://example.org/a.typ\""] {
        let said = refused(&[("annex.typ", &format!("#{call}"))]);
        assert!(said.contains("templates/annex.typ:1:"), "{call}: {said}");
    }
}

#[test]
fn a_link_out_of_the_project_is_refused() {
    let (outside, project) = project(&[("annex.typ", "#read(\"dati.txt\")")]);
    for target in [outside.path().join("secret.txt"), "/etc/passwd".into()] {
        let link = project.join("templates/dati.txt");
        let _ = fs::remove_file(&link);
        std::os::unix::fs::symlink(target, &link).unwrap();
        for verb in ["build", "check"] {
            let output = run(&project, &[verb, "--lang", "en"], &[]);
            let said = stderr(&output);
            assert_eq!(output.status.code(), Some(1), "{said}");
            assert!(said.contains("[link-outside]") && said.contains("templates/dati.txt"), "{said}");
            assert!(!said.contains(SECRET), "{said}");
        }
    }
    // One that stays inside is a file like any other.
    fs::remove_file(project.join("templates/dati.txt")).unwrap();
    std::os::unix::fs::symlink("../allegato.toml", project.join("templates/dati.txt")).unwrap();
    let said = stderr(&run(&project, &["build", "--lang", "en"], &[]));
    assert!(!said.contains("link-outside"), "{said}");
}

#[test]
fn packages_and_plugins_are_not_to_be_had() {
    let said = refused(&[("annex.typ", "\n#import \"@preview/cetz:0.4.2\": canvas")]);
    assert!(said.contains("templates/annex.typ:2:"), "{said}");
    assert!(said.contains("package not found") && said.contains("@preview/cetz:0.4.2"), "{said}");
    let said = refused(&[("annex.typ", "#let p = plugin(\"conti.wasm\")")]);
    assert!(said.contains("templates/annex.typ:1:") && said.contains("file not found"), "{said}");
    let said = refused(&[("annex.typ", "#let p = plugin(\"conti.wasm\")"), ("conti.wasm", "no module")]);
    assert!(said.contains("templates/annex.typ:1:") && said.contains("WebAssembly"), "{said}");
}

#[test]
fn a_slip_is_told_in_the_file_where_it_is() {
    let said = refused(&[
        ("annex.typ", "#import \"parti/testa.typ\": testa\n#testa"),
        ("parti/testa.typ", "// la testata\n\n#let testa = [Regione\n"),
    ]);
    assert!(said.contains("--> templates/parti/testa.typ:3:"), "{said}");
    assert!(said.contains("unclosed delimiter") && !said.contains("annex.typ:"), "{said}");
    let said = refused(&[
        ("annex.typ", "#import \"parti/testa.typ\": testa\n#testa()"),
        ("parti/testa.typ", "#let testa() = {\n  cotenuto\n}"),
    ]);
    assert!(said.contains("--> templates/parti/testa.typ:2:3"), "{said}");
}

/// What typst advises stands on a line of its own, and in its own field for programs.
#[test]
fn hints_of_the_typesetter_are_helps() {
    let templates = [("annex.typ", "#let a = 2\n#let b = 1\n#(a-b)")];
    let said = refused(&templates);
    assert!(said.contains("the template fails: unknown variable: a-b\n"), "no parentheses: {said}");
    assert!(said.contains("= help: if you meant to use subtraction"), "{said}");
    let (_outside, project) = project(&templates);
    let told = crate::support::stdout(&run(&project, &["build", "--message-format", "json"], &[]));
    let told: serde_json::Value = serde_json::from_str(told.lines().next().unwrap()).unwrap();
    assert_eq!(told["hints"][0]["kind"], "hint-template");
    assert!(told["hints"][0]["message"].as_str().unwrap().starts_with("if you meant"), "{told}");
}

#[test]
fn an_image_of_a_template_can_read_nothing_outside_either() {
    for address in ["/etc/passwd", "../secret.png", "https://example.org/a.png", "file:///etc/passwd"] {
        let image = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><image href=\"{address}\" width=\"9\" \
             height=\"9\"/></svg>"
        );
        let said = refused(&[("annex.typ", "\n\n#image(\"logo.svg\", alt: \"Logo\")"), ("logo.svg", &image)]);
        assert!(said.contains("templates/logo.svg:1:") && said.contains("linked image"), "{address}: {said}");
    }
}

/// Two plans, five documents, one warning: told once in a run, and an error where the project wants it so.
#[test]
fn a_warning_is_told_once_and_keeps_nothing_back() {
    let built_in = read(&repository().join("templates/annex.typ"));
    let own = format!("{built_in}\n#text(font: \"Titilium Web\")[BOZZA]\n");
    let (_outside, project) = project(&[("annex.typ", &own)]);
    fs::copy(repository().join("tests/annexes/multi/plan.toml"), project.join("plans/multi.toml")).unwrap();
    let line = own.lines().count();
    let output = run(&project, &["build", "--lang", "en"], &[]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert_eq!(said.matches("warning[template-warning]").count(), 1, "{said}");
    assert!(said.contains(&format!("templates/annex.typ:{line}:")) && said.contains("titilium web"), "{said}");
    fs::remove_dir_all(project.join("output")).unwrap();
    write(&project.join("allegato.toml"), "warnings_as_errors = [\"template-warning\"]\n");
    let output = run(&project, &["build", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert_eq!(stderr(&output).matches("error[template-warning]").count(), 1, "{}", stderr(&output));
    assert!(!project.join("output/2009").exists());
}

/// Running totals are those of the layout before the last: if it is another one, they are wrong.
#[test]
fn a_layout_that_does_not_come_to_rest_is_a_warning_or_refused_with_running_totals() {
    let built_in = read(&repository().join("templates/annex.typ"));
    let restless = "#let s = state(\"s\", 1)\n#context s.update(s.final() + 1)\n#context s.final()\n";
    let restless = format!("{built_in}\n{restless}");
    let (outside, carrying) = project(&[("annex.typ", &restless)]);
    copy(&repository().join("tests/annexes/elenco"), &carrying.join("plans"));
    let output = run(&carrying, &["build", "--lang", "en", "plans/plan.toml"], &[]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(said.contains("error[rendering-failed]") && said.contains("carried forward could be wrong"), "{said}");
    drop(outside);
    let (_outside, project) = project(&[("annex.typ", &restless)]);
    let output = run(&project, &["build", "--lang", "en"], &[]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(0), "{said}");
    assert!(said.contains("warning[template-warning]") && said.contains("converge"), "{said}");
}
