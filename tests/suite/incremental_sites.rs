//! Sites of many plans: what a change of one changes there is made anew, to the byte as if all had been, and the rest is not.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::incremental::{afresh, age, build};
use crate::support::{copy, files, read, tree, write};

const SETTINGS: &str = r#"
title = "Atti"
formats = ["html", "csv"]
authority = "Regione Basilicata"
[site]
base_url = "https://atti.example/"
[catalogue]
description = "Tutti gli allegati."
publisher = { name = "Regione Basilicata", ipa = "r_basili" }
rights_holders = { "Comune di Matera" = "c_f052" }
themes = ["GOVE"]
"#;

/// 250 plans, of which 230 are of one year, whose list has five pages; some are of several years.
fn project() -> TempDir {
    let project = tempfile::tempdir().unwrap();
    let root = project.path();
    write(&root.join("allegato.toml"), SETTINGS);
    for number in 0..230 {
        write(&root.join(path(2020, number)), &plan(2020, number, "1,00", "strade"));
    }
    for year in [2018, 2019] {
        (0..10).for_each(|number| write(&root.join(path(year, number)), &plan(year, number, "2,00", "scuole")));
    }
    build(root);
    age(root);
    build(root);
    project
}

/// A plan by its year and number.
type Place = (u16, usize);

fn path(year: u16, number: usize) -> String {
    format!("plans/{year}/piano-{number}.toml")
}

fn plan(year: u16, number: usize, amount: &str, words: &str) -> String {
    format!(
        "format = 1\n[plan]\ntitle = \"Piano {number}\"\nyear = {year}\n[[annex]]\nlabel = \"A\"\n\
             title = \"Riparto per {words}\"\n[[annex.table]]\n\
             columns = [{{ key = \"a\", heading = \"Voce\" }}, {{ key = \"b\", heading = \"Importo\", kind = \"money\" }}]\n\
             row = [{{ a = \"Intervento {number} di {words}\", b = \"{amount}\" }}, {{ a = \"Altro\", b = \"{number},00\" }}]\n"
    )
}

/// Lists of files of the site that the record has been given since it was so long; one, if it was written anew meanwhile.
fn lists_since(root: &Path, length: usize) -> usize {
    let record = read(&root.join("output/.allegato/made.jsonl"));
    let Some(new) = record.get(length..) else { return 1 };
    new.lines().filter(|line| line.starts_with("{\"pages\"")).count()
}

fn length(root: &Path) -> usize {
    fs::metadata(root.join("output/.allegato/made.jsonl")).unwrap().len() as usize
}

#[test]
fn what_moves_nothing_is_brought_up_to_date() {
    let project = project();
    let root = project.path();
    let all = lists_since(root, 0) / 2;
    let changes: [(&[Place], &str, &str); 7] = [
        (&[(2020, 0)], "9,00", "strade"),
        (&[(2020, 77)], "123,45", "strade"),
        (&[(2019, 3)], "9,00", "acquedotti nuovissimi"),
        (&[(2020, 222), (2018, 9), (2020, 44)], "7,77", "zone interne"),
        (&[(2019, 3)], "2,00", "scuole"),
        // One that others lead to by its words as it stood first with them.
        (&[(2020, 99)], "1,00", "scuola strada abaco"),
        (&[(2020, 99)], "1,00", "strade"),
    ];
    for (plans, amount, words) in changes {
        let before = length(root);
        for (year, number) in plans {
            write(&root.join(path(*year, *number)), &plan(*year, *number, amount, words));
        }
        build(root);
        let lists = lists_since(root, before);
        assert!((1..all).contains(&lists), "{plans:?}: {lists} lists of {all} were written");
        assert!(tree(&root.join("output")) == afresh(root), "{plans:?} {words}");
        assert_eq!(build(root).0, 0);
    }
}

/// What would move others has the site made from nothing.
#[test]
fn what_moves_others_moves_them() {
    let project = project();
    let root = project.path();
    let text = plan(2020, 50, "1,00", "strade");
    let moved = [
        ("another place in lists", text.replace("Piano 50", "Avviso 50")),
        ("a row more", text.replace("row = [", "row = [{ a = \"Uno\", b = \"1,00\" }, ")),
        ("another annex", text.replace("label = \"A\"", "label = \"B\"")),
        ("another year", text.replace("year = 2020", "year = 2021")),
        ("another authority", text.replace("[[annex]]", "authority = \"Comune di Matera\"\n[[annex]]")),
        ("another language", text.replace("[[annex]]", "language = \"en\"\n[[annex]]").replace(",00", ".00")),
    ];
    for (what, text) in moved {
        write(&root.join(path(2020, 50)), &text);
        build(root);
        assert!(tree(&root.join("output")) == afresh(root), "{what}");
    }
}

/// A run that was killed once the documents were there and before the site was: the entry is new, the site is not.
#[test]
fn a_site_that_is_not_of_what_was_recorded_is_made_from_nothing() {
    let project = project();
    let root = project.path();
    let record = root.join("output/.allegato/made.jsonl");
    let (before, site) = (fs::read(&record).unwrap(), tempfile::tempdir().unwrap());
    copy(&root.join("output"), site.path());
    write(&root.join(path(2020, 5)), &plan(2020, 5, "5,00", "ponti"));
    build(root);
    for file in files(site.path()) {
        if !file.starts_with("2020/piano-5") && !file.ends_with("2020/piano-5.json") {
            fs::copy(site.path().join(&file), root.join("output").join(file)).unwrap();
        }
    }
    fs::write(&record, before).unwrap();
    build(root);
    assert!(tree(&root.join("output")) == afresh(root));
}

/// What is kept of the files of a site gets lines for those that change, and is written anew before it is much longer than that.
#[test]
fn what_is_kept_of_a_site_does_not_grow_for_ever() {
    let project = tempfile::tempdir().unwrap();
    let root = project.path();
    write(&root.join("allegato.toml"), SETTINGS);
    write(&root.join(path(2020, 1)), &plan(2020, 1, "1,00", "strade"));
    build(root);
    let kept = root.join("output/.allegato/site.sha256");
    let lines = || read(&kept).lines().count();
    let (whole, mut most, mut times) = (lines(), 0, 0);
    while lines() >= most {
        most = lines();
        times += 1;
        assert!(most < 600, "{most} lines of {whole} files");
        write(&root.join(path(2020, 1)), &plan(2020, 1, &format!("{},00", times + 1), "strade"));
        build(root);
    }
    assert!(times > 10, "written anew each time");
    assert_eq!(lines(), whole);
    assert!(tree(&root.join("output")) == afresh(root));
}
