//! Shares that runs of their own build make, joined, what one build makes.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::support::{copy, copy_plan, program, read, run, stderr, stdout, tree, write};

const SETTINGS: &str = "formats = [\"html\", \"md\", \"csv\"]\n[site]\nbase_url = \"https://atti.example/\"\n";

/// A project of some plans in several years, which lead to each other.
fn project() -> TempDir {
    let project = tempfile::tempdir().unwrap();
    let root = project.path();
    copy_plan(root);
    write(&root.join("allegato.toml"), SETTINGS);
    for year in 2010..2014 {
        for name in ["strade", "scuole", "musei", "borghi"] {
            write(&root.join(format!("plans/{year}/{name}.toml")), &plan(year, name, "1,00"));
        }
    }
    project
}

fn plan(year: i32, name: &str, amount: &str) -> String {
    format!(
        "format = 1\n[plan]\ntitle = \"Piano {name}\"\nyear = {year}\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
         columns = [{{ key = \"a\", heading = \"Voce\" }}, {{ key = \"b\", heading = \"Importo\", kind = \"money\" }}]\n\
         row = [{{ a = \"Comune di {name}\", b = \"{amount}\" }}]\n"
    )
}

/// What one build makes of a project.
fn whole(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let other = tempfile::tempdir().unwrap();
    copy(root, other.path());
    let _ = fs::remove_dir_all(other.path().join("output"));
    run(other.path(), &["build"], &[]);
    tree(&other.path().join("output"))
}

/// Builds a share; its exit code.
fn share(root: &Path, share: &str) -> Option<i32> {
    run(root, &["build", "--shard", share], &[]).status.code()
}

/// Joins the shares; exit code and what was said.
fn index(root: &Path) -> (Option<i32>, String) {
    let output = run(root, &["build", "--index", "--lang", "en"], &[]);
    (output.status.code(), stdout(&output) + &stderr(&output))
}

#[test]
fn shares_at_once_in_one_folder_are_one_build() {
    let project = project();
    let root = project.path();
    let start = |number: usize| {
        program(root, &["build", "--shard", &format!("{number}/5")]).stdout(Stdio::null()).spawn().unwrap()
    };
    let shares: Vec<Child> = (1..=5).map(start).collect();
    for share in shares {
        assert!(share.wait_with_output().unwrap().status.success());
    }
    assert!(!root.join("output/index.html").exists(), "a share makes no site");
    let (code, said) = index(root);
    assert_eq!(code, Some(0), "{said}");
    assert!(tree(&root.join("output")) == whole(root));
    // Neither a share nor a whole build has anything left to do.
    for args in [&["build", "--shard", "2/5"][..], &["build"], &["build", "--index"]] {
        let output = run(root, &[args, &["--lang", "en"]].concat(), &[]);
        assert!(stdout(&output).contains("no file to be rewritten"), "{args:?}: {}", stdout(&output));
    }
}

/// As machines do that share no disk: each has its own copy of the project, and what they made is put together.
#[test]
fn shares_from_several_machines_are_one_build() {
    let project = project();
    let root = project.path();
    for number in 1..=3 {
        let machine = tempfile::tempdir().unwrap();
        copy(root, machine.path());
        let _ = fs::remove_dir_all(machine.path().join("output"));
        assert_eq!(share(machine.path(), &format!("{number}/3")), Some(0));
        copy(&machine.path().join("output"), &root.join(format!("output-{number}")));
    }
    for number in 1..=3 {
        copy(&root.join(format!("output-{number}")), &root.join("output"));
        fs::remove_dir_all(root.join(format!("output-{number}"))).unwrap();
    }
    assert_eq!(index(root).0, Some(0));
    assert!(tree(&root.join("output")) == whole(root));
}

/// What changes, goes and comes is in the shares and in the site, and what no plan makes any more is gone.
#[test]
fn shares_are_renewed() {
    let project = project();
    let root = project.path();
    let renew = |what: &str| {
        (1..=2).for_each(|number| assert_eq!(share(root, &format!("{number}/2")), Some(0), "{what}"));
        let (code, said) = index(root);
        assert_eq!(code, Some(0), "{what}: {said}");
        assert!(tree(&root.join("output")) == whole(root), "{what}");
    };
    renew("the first time");
    write(&root.join("plans/2011/scuole.toml"), &plan(2011, "scuole", "2,00"));
    renew("an amount");
    fs::remove_file(root.join("plans/2012/musei.toml")).unwrap();
    renew("a plan less, to which others led");
    write(&root.join("plans/2015/musei.toml"), &plan(2015, "musei", "3,00"));
    renew("a plan more");
    write(&root.join("allegato.toml"), &format!("title = \"Atti\"\n{SETTINGS}"));
    renew("another title");
}

/// What one build does with a plan that has an error: all others are there, and none leads to it.
#[test]
fn a_plan_with_an_error_is_missed_and_not_led_to() {
    let project = project();
    let root = project.path();
    write(&root.join("plans/2011/scuole.toml"), &plan(2011, "scuole", "no"));
    let codes: Vec<Option<i32>> = (1..=3).map(|number| share(root, &format!("{number}/3"))).collect();
    assert_eq!(codes.iter().filter(|code| **code == Some(1)).count(), 1, "{codes:?}");
    let (code, said) = index(root);
    assert!(code == Some(1) && said.contains("1 plan has no up-to-date documents"), "{said}");
    assert!(said.contains("plans/2011/scuole.toml"), "{said}");
    let joined = tree(&root.join("output"));
    assert!(joined == whole(root));
    assert!(!read(&root.join("output/2010/scuole/allegato-a.html")).contains("2011/scuole"));
    // Mended, all lead to it again.
    write(&root.join("plans/2011/scuole.toml"), &plan(2011, "scuole", "1,00"));
    (1..=3).for_each(|number| assert_eq!(share(root, &format!("{number}/3")), Some(0)));
    assert_eq!(index(root).0, Some(0));
    assert!(tree(&root.join("output")) == whole(root));
}

#[test]
fn what_is_not_whole_is_not_joined() {
    let project = project();
    let root = project.path();
    let (code, said) = index(root);
    assert!(code == Some(2) && said.contains("no share in the folder"), "{said}");
    share(root, "1/3");
    let (code, said) = index(root);
    assert!(code == Some(2) && said.contains("2 shares are missing, \"--shard\" 2/3, 3/3"), "{said}");
    share(root, "2/3");
    write(&root.join("allegato.toml"), &format!("title = \"Atti\"\n{SETTINGS}"));
    share(root, "3/3");
    let (code, said) = index(root);
    assert!(
        code == Some(2) && said.contains("2 shares were made with other settings") && said.contains("1/3, 2/3"),
        "{said}"
    );
    assert!(!root.join("output/index.html").exists());
    share(root, "1/3");
    share(root, "2/3");
    // One that changed after its share was made.
    write(&root.join("plans/2013/borghi.toml"), &plan(2013, "borghi", "9,00"));
    let (code, said) = index(root);
    assert!(code == Some(1) && said.contains("plans/2013/borghi.toml"), "{said}");
    share(root, "1/4");
    let (code, said) = index(root);
    assert!(code == Some(2) && said.contains("several divisions in the folder (in 3, 4)"), "{said}");
    // Nor can what is none be asked for.
    for (args, told) in [
        (&["--shard", "4/3"][..], "\"4/3\" is not a valid value for --shard"),
        (&["--shard", "1/2", "--index"], "does not go with"),
        (&["--index", "plans/2009/migranti.toml"], "does not go with"),
        (&["--index", "--index"], "only once"),
    ] {
        let output = run(root, &[&["build", "--lang", "en"], args].concat(), &[]);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert!(stderr(&output).contains(told), "{args:?}: {}", stderr(&output));
    }
}

/// More shares than plans: some have nothing to do, and that is well.
#[test]
fn a_share_may_be_empty() {
    let project = tempfile::tempdir().unwrap();
    let root = project.path();
    copy_plan(root);
    write(&root.join("allegato.toml"), SETTINGS);
    (1..=4).for_each(|number| assert_eq!(share(root, &format!("{number}/4")), Some(0), "{number}"));
    assert_eq!(index(root).0, Some(0));
    assert!(tree(&root.join("output")) == whole(root));
}

/// Of each share a record is kept open, and nothing else: a machine with many shares lets a program have few files.
#[cfg(unix)]
#[test]
fn many_shares_are_joined_with_few_open_files() {
    let project = project();
    let root = project.path();
    for number in 1..=40 {
        assert_eq!(share(root, &format!("{number}/40")), Some(0));
    }
    let limited = r#"ulimit -n 80 && exec "$0" build --index"#;
    let joined = Command::new("sh").current_dir(root).args(["-c", limited, env!("CARGO_BIN_EXE_allegato")]).output();
    let joined = joined.unwrap();
    assert_eq!(joined.status.code(), Some(0), "{}", stderr(&joined));
    assert!(root.join("output/index.html").is_file());
}
