//! A build passes over what is unchanged, and over nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{copy_plan, files, read, run, stdout, write};

/// A project of three plans: that of the README, one that takes rows from a file, and one with a warning; each two days old.
fn project() -> TempDir {
    let project = tempfile::tempdir().unwrap();
    let root = project.path();
    copy_plan(root);
    write(&root.join("allegato.toml"), "formats = [\"html\", \"pdf\", \"csv\", \"json\"]\n");
    write(
        &root.join("plans/2010/righe.toml"),
        &table("rows_from = \"righe.csv\"\n", "{ role = \"total\", a = \"TOTALE\" }"),
    );
    write(&root.join("plans/2010/righe.csv"), "a,b\nRotonda,\"1,00\"\nLauria,\"2,00\"\n");
    let wrong =
        "{ a = \"Rotonda\", b = \"1,00\" }, { role = \"total\", b = { amount = \"2,00\", as_published = \"così\" } }";
    write(&root.join("plans/2011/errato.toml"), &table("", wrong).replace("2010", "2011"));
    age(root);
    project
}

fn table(more: &str, rows: &str) -> String {
    format!(
        "format = 1\n[plan]\ntitle = \"T\"\nyear = 2010\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n{more}\
         columns = [{{ key = \"a\", heading = \"Voce\" }}, {{ key = \"b\", heading = \"Importo\", kind = \"money\" }}]\nrow = [{rows}]\n"
    )
}

/// Makes all files of a folder two days older than now: as old as they are where nobody has just written them.
fn age(folder: &Path) {
    let then = SystemTime::now() - Duration::from_secs(2 * 86_400);
    for file in files(folder) {
        fs::File::options().write(true).open(folder.join(file)).unwrap().set_modified(then).unwrap();
    }
}

/// Builds, and says how many files were new and whether a warning was told.
fn build(root: &Path) -> (u64, u64) {
    let output = run(root, &["build", "--message-format", "json"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let last: Value = serde_json::from_str(stdout(&output).lines().last().unwrap()).unwrap();
    (last["new"].as_u64().unwrap(), last["warnings"].as_u64().unwrap())
}

/// All documents and pages, and what the program keeps of them but for the record itself.
fn tree(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let output = root.join("output");
    let made = files(&output).into_iter().filter(|file| !file.ends_with("made.jsonl"));
    made.map(|file| (file.clone(), fs::read(output.join(file)).unwrap())).collect()
}

/// What a build from nothing makes of the project as it is now.
fn afresh(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let other = tempfile::tempdir().unwrap();
    crate::support::copy(root, other.path());
    let _ = fs::remove_dir_all(other.path().join("output"));
    build(other.path());
    tree(other.path())
}

/// When the documents of a folder were last written.
fn times(root: &Path, folder: &str) -> BTreeMap<PathBuf, SystemTime> {
    let folder = root.join("output").join(folder);
    files(&folder)
        .into_iter()
        .map(|file| (file.clone(), fs::metadata(folder.join(file)).unwrap().modified().unwrap()))
        .collect()
}

#[test]
fn what_is_unchanged_is_passed_over_and_warned_of_again() {
    let project = project();
    let root = project.path();
    let (new, warnings) = build(root);
    assert!(new > 20 && warnings == 1, "{new} {warnings}");
    let first = tree(root);
    // Were the PDF drawn again, this would find out.
    for again in 0..3 {
        assert_eq!(build(root), (0, 1), "run {again}");
        assert!(tree(root) == first);
        age(root);
    }
}

#[test]
fn whatever_changes_is_made_again_as_from_nothing() {
    let project = project();
    let root = project.path();
    build(root);
    let change = |path: &str, from: &str, to: &str| {
        let text = read(&root.join(path));
        assert!(text.contains(from), "{path}: {from}");
        write(&root.join(path), &text.replace(from, to));
    };
    let changes: [(&str, &str, &str); 8] = [
        ("plans/2010/righe.csv", "\"2,00\"", "\"3,00\""),
        ("plans/2010/righe.toml", "title = \"T\"", "title = \"U\""),
        ("plans/2009/migranti.toml", "label = \"A\"", "label = \"B\""),
        ("plans/2009/migranti.toml", "year = 2009", "year = 2012"),
        ("allegato.toml", "formats = [", "title = \"Atti\"\nformats = ["),
        ("allegato.toml", "\"csv\", ", ""),
        ("allegato.toml", "\"json\"", "\"json\", \"md\""),
        ("plans/2010/righe.csv", "\"3,00\"", "\"4,00\""),
    ];
    for (path, from, to) in changes {
        age(root);
        change(path, from, to);
        build(root);
        assert!(tree(root) == afresh(root), "{path}: {from} became {to}");
        assert_eq!(build(root).0, 0, "{path}: {to}");
    }
    // A file of the project that was not there; a plan more, the same in another year, which others lead to; and one less.
    write(&root.join("templates/site/site.css"), "main { color: #111 }\n");
    build(root);
    assert!(tree(root) == afresh(root), "a template");
    write(&root.join("plans/2013/righe.toml"), &table("", "{ a = \"Rotonda\", b = \"1,00\" }").replace("2010", "2013"));
    build(root);
    assert!(tree(root) == afresh(root), "a plan more");
    assert!(read(&root.join("output/2010/righe/allegato-a.html")).contains("2013"), "the page leads there");
    fs::remove_file(root.join("plans/2013/righe.toml")).unwrap();
    build(root);
    assert!(tree(root) == afresh(root), "a plan less");
}

/// Two changes within one step of the file system's clock, of the same size, and a time that was set back.
#[test]
fn times_alone_prove_nothing() {
    let project = project();
    let root = project.path();
    let rows = root.join("plans/2010/righe.csv");
    for amount in ["5,00", "6,00", "7,00", "8,00"] {
        let time = SystemTime::now();
        write(&rows, &format!("a,b\nRotonda,\"1,00\"\nLauria,\"{amount}\"\n"));
        fs::File::options().write(true).open(&rows).unwrap().set_modified(time).unwrap();
        build(root);
        assert!(read(&root.join("output/2010/righe/allegato-a.csv")).contains(amount.trim_end_matches(",00")));
        // At once, and with the time that it had.
        write(&rows, &read(&rows).replace("1,00", "9,00"));
        fs::File::options().write(true).open(&rows).unwrap().set_modified(time).unwrap();
        build(root);
        assert!(tree(root) == afresh(root), "{amount}");
    }
}

#[test]
fn a_touched_file_is_none_that_changed() {
    let project = project();
    let root = project.path();
    build(root);
    let before = times(root, "2010");
    let now = SystemTime::now();
    for file in files(&root.join("plans")) {
        fs::File::options().write(true).open(root.join("plans").join(file)).unwrap().set_modified(now).unwrap();
    }
    assert_eq!(build(root).0, 0);
    assert_eq!(times(root, "2010"), before);
}

#[test]
fn what_somebody_changed_or_removed_is_made_again() {
    let project = project();
    let root = project.path();
    build(root);
    let whole = tree(root);
    for file in whole.keys().filter(|file| !file.ends_with("lock")) {
        age(root);
        let path = root.join("output").join(file);
        let bytes = &whole[file];
        let mut other = bytes.clone();
        if let Some(byte) = other.last_mut() {
            *byte ^= 1;
        }
        fs::write(&path, &other).unwrap();
        build(root);
        assert!(tree(root) == whole, "changed: {}", file.display());
        fs::remove_file(&path).unwrap();
        build(root);
        assert!(tree(root) == whole, "removed: {}", file.display());
    }
}

#[test]
fn a_record_that_is_lost_or_damaged_means_a_full_build() {
    let project = project();
    let root = project.path();
    build(root);
    let whole = tree(root);
    let record = root.join("output/.allegato/made.jsonl");
    let good = fs::read(&record).unwrap();
    let line = good.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for bad in [&b""[..], b"{}\n", b"[1]", &good[..good.len() / 2], &good[..line], &good[line..], b"\xFF\xFF\n"] {
        fs::write(&record, bad).unwrap();
        write(&root.join("output/2009/migranti/allegato-a.html"), "other");
        build(root);
        assert!(tree(root) == whole);
    }
    fs::remove_file(&record).unwrap();
    build(root);
    assert!(tree(root) == whole && record.is_file());
}

/// Where the site could not be made, it is made once it can, though no plan has changed since.
#[test]
fn a_site_that_failed_is_made_the_next_time() {
    let project = project();
    let root = project.path();
    build(root);
    let rows = root.join("plans/2010/righe.csv");
    write(&rows, &read(&rows).replace("2,00", "3,00"));
    let home = root.join("output/index.html");
    fs::remove_file(&home).unwrap();
    fs::create_dir_all(&home).unwrap();
    assert_eq!(run(root, &["build"], &[]).status.code(), Some(2));
    fs::remove_dir(&home).unwrap();
    build(root);
    assert!(tree(root) == afresh(root));
}

/// A build of one plan knows what it built, and leaves alone what is known of the others.
#[test]
fn a_build_of_one_plan_remembers_the_others() {
    let project = project();
    let root = project.path();
    build(root);
    age(root);
    let rows = root.join("plans/2010/righe.csv");
    write(&rows, &read(&rows).replace("2,00", "3,00"));
    assert_eq!(run(root, &["build", "plans/2010/righe.toml"], &[]).status.code(), Some(0));
    assert!(tree(root) == afresh(root));
    assert_eq!(build(root), (0, 1));
    write(&rows, &read(&rows).replace("3,00", "no"));
    assert_eq!(run(root, &["build"], &[]).status.code(), Some(1));
    write(&rows, &read(&rows).replace("no", "4,00"));
    build(root);
    assert!(tree(root) == afresh(root));
}

/// What a document is made from is told by its digest, and nothing else makes it another.
#[test]
fn documents_are_made_again_each_for_itself() {
    use allegato::render::{AnnexDigest, Format, Renderer, Settings, Stationery, Templates};

    use crate::support::{check, no_sources};

    let renderer = |settings: Settings, templates: &[(&str, &str)]| {
        let files =
            templates.iter().map(|(name, text)| ((*name).to_owned(), (*name).to_owned(), text.as_bytes().to_vec()));
        Renderer::new(&Templates::with(files), settings).unwrap_or_else(|_| panic!("templates"))
    };
    let usual = renderer(Settings::default(), &[]);
    let plan = read(&crate::support::repository().join("plans/2009/migranti.toml"));
    let annexes = check(&usual, &plan).unwrap();
    let digest = |renderer: &Renderer, format| renderer.made_from(&AnnexDigest::of(&annexes[0]), format, &no_sources());
    let all = |renderer: &Renderer| {
        [Format::Pdf, Format::Xlsx, Format::Csv, Format::Json, Format::Markdown].map(|f| digest(renderer, f))
    };
    let before = all(&usual);
    assert_eq!(before, all(&usual));
    assert!(digest(&usual, Format::Html).is_none(), "a page is made of what stands beside it");
    let changed = |renderer: &Renderer| -> Vec<usize> {
        let now = all(renderer);
        (0..5).filter(|index| now[*index] != before[*index]).collect()
    };
    let mut settings = Settings::default();
    settings.site.description = Some("Altro".to_owned());
    settings.imprint.title = Some("Altro".to_owned());
    assert!(changed(&renderer(settings, &[])).is_empty());
    assert_eq!(changed(&renderer(Settings::default(), &[("parts/text.typ", "// other")])), [0]);
    let standards = allegato::render::Standards::new(&[allegato::render::Standard::A4]).unwrap();
    assert_eq!(changed(&renderer(Settings { standards, ..Settings::default() }, &[])), [0]);
    let mut settings = Settings::default();
    settings.markdown.front_matter = true;
    assert_eq!(changed(&renderer(settings, &[])), [4]);
    let mut with_font = renderer(Settings::default(), &[]);
    let font = allegato::render::FontFile { shown: "fonts/a.ttf".to_owned(), bytes: vec![1] };
    with_font.furnish(Stationery { fonts: vec![font], ..Stationery::default() });
    assert_eq!(changed(&with_font), [0]);
    // The annex itself is in all of them, to the last word.
    let other =
        check(&usual, &plan.replace("\"€ 75.000,00\"", "{ amount = \"€ 75.000,00\", note = \"nuova\" }")).unwrap();
    for format in [Format::Pdf, Format::Xlsx, Format::Csv, Format::Json, Format::Markdown] {
        assert_ne!(
            usual.made_from(&AnnexDigest::of(&other[0]), format, &no_sources()),
            digest(&usual, format),
            "{format:?}"
        );
    }
}

/// A document that is kept is taken as it is, and only as long as it is as it was written.
#[test]
fn what_was_drawn_of_the_same_is_kept() {
    let project = project();
    let root = project.path();
    build(root);
    let pdf = root.join("output/2009/migranti/allegato-a.pdf");
    let (bytes, record) = (fs::read(&pdf).unwrap(), root.join("output/.allegato/made.jsonl"));
    // As if this were what had been drawn: only who does not draw it again leaves it.
    let drawn = b"%PDF drawn";
    let text = read(&record);
    assert!(text.contains(&allegato::digest::sha256(&bytes)));
    write(&record, &text.replace(&allegato::digest::sha256(&bytes), &allegato::digest::sha256(drawn)));
    fs::write(&pdf, drawn).unwrap();
    write(&root.join("allegato.toml"), "title = \"Altro\"\nformats = [\"html\", \"pdf\", \"csv\", \"json\"]\n");
    build(root);
    assert_eq!(fs::read(&pdf).unwrap(), drawn, "the title of the site is in no PDF");
    write(&root.join("allegato.toml"), "title = \"Ancora\"\nformats = [\"html\", \"pdf\", \"csv\", \"json\"]\n");
    fs::write(&pdf, "edited").unwrap();
    build(root);
    assert!(fs::read(&pdf).unwrap() == bytes, "what somebody edited is drawn again");
}

/// Sites of many plans: what a change of one changes there is made anew, to the byte as if all had been, and the rest is not.
mod sites {
    use super::*;

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
            assert!(tree(root) == afresh(root), "{plans:?} {words}");
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
            assert!(tree(root) == afresh(root), "{what}");
        }
    }

    /// A run that was killed once the documents were there and before the site was: the entry is new, the site is not.
    #[test]
    fn a_site_that_is_not_of_what_was_recorded_is_made_from_nothing() {
        let project = project();
        let root = project.path();
        let record = root.join("output/.allegato/made.jsonl");
        let (before, site) = (fs::read(&record).unwrap(), tree(root));
        write(&root.join(path(2020, 5)), &plan(2020, 5, "5,00", "ponti"));
        build(root);
        for (file, bytes) in site {
            if !file.starts_with("2020/piano-5") && !file.ends_with("2020/piano-5.json") {
                fs::write(root.join("output").join(file), bytes).unwrap();
            }
        }
        fs::write(&record, before).unwrap();
        build(root);
        assert!(tree(root) == afresh(root));
    }
}
