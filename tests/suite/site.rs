//! The site as builds leave it: nothing stale, nothing lost, no link that is dead.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use crate::support::{files, read, run, stderr, stdout, write};

/// A project without plans, whose documents take no time.
fn project() -> tempfile::TempDir {
    let project = tempfile::tempdir().unwrap();
    write(&project.path().join("allegato.toml"), "formats = [\"html\", \"csv\", \"json\"]\n");
    project
}

/// Writes a plan with an annex for each label.
fn plan(project: &tempfile::TempDir, name: &str, year: u16, labels: &[&str]) {
    let annex = |label: &&str| {
        format!(
            "[[annex]]\nlabel = \"{label}\"\n[[annex.table]]\n\
             columns = [{{ key = \"action\", heading = \"Azione\", header = true }}, \
             {{ key = \"amount\", heading = \"Importo\", kind = \"money\" }}]\n\
             row = [{{ action = \"Sportelli\", amount = \"€ 1,00\" }}, \
             {{ role = \"total\", action = \"Totale\", amount = \"€ 1,00\" }}]\n"
        )
    };
    let annexes: String = labels.iter().map(annex).collect();
    let head = format!("format = 1\n[plan]\ntitle = \"Piano {name}\"\nyear = {year}\n");
    write(&project.path().join("plans").join(name), &(head + &annexes));
}

/// Makes the total of a plan wrong.
fn spoil(project: &tempfile::TempDir, name: &str) {
    let path = project.path().join("plans").join(name);
    write(&path, &read(&path).replacen("\"Totale\", amount = \"€ 1,00\"", "\"Totale\", amount = \"€ 2,00\"", 1));
}

fn remove(project: &tempfile::TempDir, name: &str) {
    fs::remove_file(project.path().join("plans").join(name)).unwrap();
}

/// Builds, which has to end with that code; what was said on both streams.
fn build(project: &tempfile::TempDir, args: &[&str], code: i32) -> String {
    let args = [&["build", "--lang", "en"], args].concat();
    let output = run(project.path(), &args, &[]);
    let said = stdout(&output) + &stderr(&output);
    assert_eq!(output.status.code(), Some(code), "{said}");
    said
}

/// What is published, by path.
fn published(project: &tempfile::TempDir) -> BTreeSet<String> {
    let names = files(&project.path().join("output")).into_iter().map(|file| file.to_str().unwrap().to_owned());
    names.filter(|name| !name.starts_with('.')).collect()
}

/// What a page of the site says.
fn page(project: &tempfile::TempDir, path: &str) -> String {
    read(&project.path().join("output").join(path))
}

/// Links from any page to what is not there. That of the search is not of this test.
fn dead_links(project: &tempfile::TempDir) -> Vec<String> {
    let output = project.path().join("output");
    let mut dead = vec![];
    for name in published(project).into_iter().filter(|name| name.ends_with(".html")) {
        let text = read(&output.join(&name));
        for link in text.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next()) {
            let outside = link.is_empty() || link.contains(':') || link.ends_with("cerca.html");
            if !outside && !output.join(&name).parent().unwrap().join(link).is_file() {
                dead.push(format!("{name} -> {link}"));
            }
        }
    }
    dead
}

/// Changes the entry that is kept of a plan.
fn tamper(project: &tempfile::TempDir, kept: &str, change: impl Fn(&mut serde_json::Value)) {
    let folder = project.path().join("output/.allegato/plans");
    let mut entry = serde_json::from_str(&read(&folder.join("2009/a.json"))).unwrap();
    change(&mut entry);
    write(&folder.join(kept), &entry.to_string());
}

#[test]
fn what_a_plan_left_goes_with_it_and_nothing_else() {
    let project = project();
    for name in ["a", "b", "c"] {
        plan(&project, &format!("2009/{name}.toml"), 2009, &["A"]);
    }
    build(&project, &[], 0);
    write(&project.path().join("output/2009/b/appunti.txt"), "of somebody else");
    let before = published(&project);
    remove(&project, "2009/b.toml");
    remove(&project, "2009/c.toml");
    let said = build(&project, &[], 0);
    let kept =
        |name: &&String| !name.starts_with("2009/c/") && (!name.starts_with("2009/b/") || name.ends_with(".txt"));
    assert_eq!(published(&project), before.iter().filter(kept).cloned().collect());
    assert!(said.contains("removed 10 files"), "{said}");
    assert!(!project.path().join("output/2009/c").exists(), "an empty folder goes too");
    assert!(!page(&project, "2009/index.html").contains("Piano 2009/b"));
    assert_eq!(dead_links(&project), [""; 0]);
}

#[test]
fn what_somebody_changed_stays_and_is_named() {
    let project = project();
    plan(&project, "2009/a.toml", 2009, &["A", "B"]);
    plan(&project, "2009/b.toml", 2009, &["A"]);
    build(&project, &[], 0);
    for file in ["2009/a/allegato-b.csv", "2009/b/allegato-a.csv"] {
        write(&project.path().join("output").join(file), "changed by hand");
    }
    // One whose annex went away, one whose plan did.
    plan(&project, "2009/a.toml", 2009, &["A"]);
    remove(&project, "2009/b.toml");
    let said = build(&project, &[], 0);
    for file in ["2009/a/allegato-b.csv", "2009/b/allegato-a.csv"] {
        assert_eq!(page(&project, file), "changed by hand");
        assert!(said.contains(file), "{said}");
    }
    assert!(!published(&project).contains("2009/a/allegato-b.html"));
    assert!(!build(&project, &[], 0).contains("allegato-"), "told once");
}

#[test]
fn a_build_of_some_plans_removes_nothing() {
    let project = project();
    plan(&project, "2009/a.toml", 2009, &["A"]);
    plan(&project, "2010/b.toml", 2010, &["A"]);
    build(&project, &[], 0);
    let before = published(&project);
    remove(&project, "2010/b.toml");
    build(&project, &["plans/2009/a.toml"], 0);
    assert_eq!(published(&project), before);
    assert_eq!(dead_links(&project), [""; 0]);
    build(&project, &[], 0);
    assert!(!published(&project).iter().any(|name| name.starts_with("2010")), "{:?}", published(&project));
}

#[test]
fn a_plan_with_an_error_keeps_its_pages_and_nothing_is_removed() {
    let project = project();
    plan(&project, "2009/a.toml", 2009, &["A"]);
    plan(&project, "2009/b.toml", 2009, &["A"]);
    build(&project, &[], 0);
    let before = published(&project);
    spoil(&project, "2009/a.toml");
    remove(&project, "2009/b.toml");
    build(&project, &[], 1);
    assert_eq!(published(&project), before);
    assert!(page(&project, "2009/index.html").contains("Piano 2009/a.toml"));
    assert_eq!(dead_links(&project), [""; 0]);
}

#[test]
fn links_follow_other_years_as_they_come_and_go() {
    let project = project();
    let next = "../../2010/a/allegato-a.html";
    plan(&project, "2009/a.toml", 2009, &["A"]);
    build(&project, &[], 0);
    assert!(!page(&project, "2009/a/allegato-a.html").contains("2010"));
    plan(&project, "2010/a.toml", 2010, &["A"]);
    build(&project, &[], 0);
    assert!(page(&project, "2009/a/allegato-a.html").contains(next));
    assert!(page(&project, "2010/a/allegato-a.html").contains("../../2009/a/allegato-a.html"));
    remove(&project, "2010/a.toml");
    build(&project, &[], 0);
    assert!(!page(&project, "2009/a/allegato-a.html").contains("2010"));
    // One that never came out right is not there either.
    plan(&project, "2010/a.toml", 2010, &["A"]);
    spoil(&project, "2010/a.toml");
    build(&project, &[], 1);
    assert!(!page(&project, "2009/a/allegato-a.html").contains("2010"));
    assert_eq!(dead_links(&project), [""; 0]);
}

#[test]
fn links_lead_to_other_years_as_they_were_written() {
    let project = project();
    plan(&project, "2009/a.toml", 2009, &["A", "B"]);
    plan(&project, "2010/a.toml", 2010, &["A"]);
    build(&project, &[], 0);
    // An annex more, but the plan has an error, and then is not built.
    plan(&project, "2010/a.toml", 2010, &["A", "B"]);
    spoil(&project, "2010/a.toml");
    build(&project, &[], 1);
    assert_eq!(dead_links(&project), [""; 0]);
    plan(&project, "2010/a.toml", 2010, &["A", "B"]);
    build(&project, &["plans/2009/a.toml"], 0);
    assert_eq!(dead_links(&project), [""; 0]);
    build(&project, &[], 0);
    assert!(page(&project, "2009/a/allegato-b.html").contains("../../2010/a/allegato-b.html"));
}

#[test]
fn a_plan_moves_with_its_year_its_name_and_its_labels() {
    let project = project();
    plan(&project, "2009/a.toml", 2009, &["A"]);
    plan(&project, "2009/b.toml", 2009, &["A"]);
    build(&project, &[], 0);
    plan(&project, "2009/a.toml", 2009, &["C"]);
    build(&project, &[], 0);
    remove(&project, "2009/a.toml");
    plan(&project, "2010/altro.toml", 2010, &["C"]);
    build(&project, &[], 0);
    let moved = published(&project);
    fs::remove_dir_all(project.path().join("output")).unwrap();
    build(&project, &[], 0);
    assert_eq!(moved, published(&project), "as if made anew");
}

#[test]
fn a_damaged_entry_is_made_again() {
    let project = project();
    plan(&project, "2009/a.toml", 2009, &["A"]);
    build(&project, &[], 0);
    let before = published(&project);
    let kept = project.path().join("output/.allegato/plans/2009/a.json");
    let sound = read(&kept);
    for damaged in ["", "{", "[]", &sound.replace("\"form\":1", "\"form\":0")] {
        write(&kept, damaged);
        build(&project, &[], 0);
        assert_eq!((read(&kept), published(&project)), (sound.clone(), before.clone()));
    }
}

#[test]
fn a_record_that_leads_elsewhere_is_not_obeyed() {
    let project = project();
    plan(&project, "2009/a.toml", 2009, &["A"]);
    build(&project, &[], 0);
    let victim = project.path().join("victim");
    let bytes = read(&project.path().join("output/2009/a/allegato-a.csv"));
    write(&victim, &bytes);
    let absolute = victim.to_str().unwrap().trim_start_matches('/').to_owned();
    let csv = |entry: &serde_json::Value| {
        let files = entry["files"].as_array().unwrap();
        files.iter().find(|file| file["name"] == "allegato-a.csv").unwrap().clone()
    };
    let forms: [(&str, &str, &str); 6] = [
        ("2009/evil.json", "2009/evil", "../../../victim"),
        ("2009/evil.json", "../..", "victim"),
        ("2009/evil.json", "..", "victim"),
        ("2009/evil.json", "2009/evil", ""),
        // In a folder without a name, what follows would begin at the root of the disk.
        (".json", "", "victim"),
        ("2009/evil.json", "2009/a", "allegato-a.csv"),
    ];
    let before = published(&project);
    for (kept, folder, name) in forms {
        tamper(&project, kept, |entry| {
            let mut file = csv(entry);
            file["name"] = name.into();
            entry["plan"] = "plans/gone.toml".into();
            entry["folder"] = folder.into();
            entry["files"] = vec![file].into();
        });
        let said = build(&project, &[], 0);
        assert!(!said.contains("removed"), "{folder} {name}: {said}");
        assert_eq!(read(&victim), bytes, "{folder} {name}");
        assert_eq!(published(&project), before, "{folder} {name}");
        fs::remove_file(project.path().join("output/.allegato/plans").join(kept)).unwrap();
    }
    let record = project.path().join("output/.allegato/site.sha256");
    let digest = csv(&serde_json::from_str(&read(&project.path().join("output/.allegato/plans/2009/a.json"))).unwrap());
    let digest = digest["sha256"].as_str().unwrap().to_owned();
    for path in ["../victim", "2009/../../victim", &format!("/{absolute}")] {
        write(&record, &(read(&record) + &format!("{digest}  {path}\n")));
        build(&project, &[], 0);
        assert_eq!(read(&victim), bytes, "{path}");
    }
}

#[test]
fn what_a_killed_build_left_is_known_to_the_next() {
    let project = project();
    for number in 0..20 {
        plan(&project, &format!("2009/p{number}.toml"), 2009, &["A", "B"]);
    }
    build(&project, &[], 0);
    let whole = published(&project);
    for pause in [5, 20, 40, 80, 160] {
        fs::remove_dir_all(project.path().join("output")).unwrap();
        let mut running = std::process::Command::new(env!("CARGO_BIN_EXE_allegato"));
        let mut running =
            running.arg("build").current_dir(project.path()).stdout(std::process::Stdio::null()).spawn().unwrap();
        std::thread::sleep(std::time::Duration::from_millis(pause));
        running.kill().unwrap();
        running.wait().unwrap();
        // Half of the plans go away after that; what was written of them has to go too.
        for number in 0..10 {
            remove(&project, &format!("2009/p{number}.toml"));
        }
        build(&project, &[], 0);
        let stale = |name: &String| (0..10).any(|number| name.starts_with(&format!("2009/p{number}/")));
        let left: Vec<String> = published(&project).into_iter().filter(stale).collect();
        assert_eq!(left, [""; 0], "after {pause} ms");
        for number in 0..10 {
            plan(&project, &format!("2009/p{number}.toml"), 2009, &["A", "B"]);
        }
        build(&project, &[], 0);
        assert_eq!(published(&project), whole, "after {pause} ms");
    }
    assert!(!parts(&project.path().join("output")), "nothing half written");
}

/// Whether a file that is not whole is left anywhere.
fn parts(folder: &Path) -> bool {
    files(folder).iter().any(|file| file.extension().is_some_and(|ending| ending == "part"))
}
