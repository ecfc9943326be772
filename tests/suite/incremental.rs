//! A build passes over what is unchanged, and over nothing else.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use tempfile::TempDir;

use crate::support::{copy_plan, files, read, run, stdout, tree, write};

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
pub fn age(folder: &Path) {
    let then = SystemTime::now() - Duration::from_secs(2 * 86_400);
    for file in files(folder) {
        fs::File::options().write(true).open(folder.join(file)).unwrap().set_modified(then).unwrap();
    }
}

/// Builds, and says how many files were new and whether a warning was told.
pub fn build(root: &Path) -> (u64, u64) {
    let output = run(root, &["build", "--message-format", "json"], &[]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    let last: Value = serde_json::from_str(stdout(&output).lines().last().unwrap()).unwrap();
    (last["new"].as_u64().unwrap(), last["warnings"].as_u64().unwrap())
}

/// What a build from nothing makes of the project as it is now.
pub fn afresh(root: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let other = tempfile::tempdir().unwrap();
    crate::support::copy(root, other.path());
    let _ = fs::remove_dir_all(other.path().join("output"));
    build(other.path());
    tree(&other.path().join("output"))
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
    let first = tree(&root.join("output"));
    // Were the PDF drawn again, this would find out.
    for again in 0..3 {
        assert_eq!(build(root), (0, 1), "run {again}");
        assert!(tree(&root.join("output")) == first);
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
        assert!(tree(&root.join("output")) == afresh(root), "{path}: {from} became {to}");
        assert_eq!(build(root).0, 0, "{path}: {to}");
    }
    // A file of the project that was not there; a plan more, the same in another year, which others lead to; and one less.
    write(&root.join("templates/site/site.css"), "main { color: #111 }\n");
    build(root);
    assert!(tree(&root.join("output")) == afresh(root), "a template");
    write(&root.join("plans/2013/righe.toml"), &table("", "{ a = \"Rotonda\", b = \"1,00\" }").replace("2010", "2013"));
    build(root);
    assert!(tree(&root.join("output")) == afresh(root), "a plan more");
    assert!(read(&root.join("output/2010/righe/allegato-a.html")).contains("2013"), "the page leads there");
    fs::remove_file(root.join("plans/2013/righe.toml")).unwrap();
    build(root);
    assert!(tree(&root.join("output")) == afresh(root), "a plan less");
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
        assert!(tree(&root.join("output")) == afresh(root), "{amount}");
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
    let whole = tree(&root.join("output"));
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
        assert!(tree(&root.join("output")) == whole, "changed: {}", file.display());
        fs::remove_file(&path).unwrap();
        build(root);
        assert!(tree(&root.join("output")) == whole, "removed: {}", file.display());
    }
}

#[test]
fn a_record_that_is_lost_or_damaged_means_a_full_build() {
    let project = project();
    let root = project.path();
    build(root);
    let whole = tree(&root.join("output"));
    let record = root.join("output/.allegato/made.jsonl");
    let good = fs::read(&record).unwrap();
    let line = good.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for bad in [&b""[..], b"{}\n", b"[1]", &good[..good.len() / 2], &good[..line], &good[line..], b"\xFF\xFF\n"] {
        fs::write(&record, bad).unwrap();
        write(&root.join("output/2009/migranti/allegato-a.html"), "other");
        build(root);
        assert!(tree(&root.join("output")) == whole);
    }
    fs::remove_file(&record).unwrap();
    build(root);
    assert!(tree(&root.join("output")) == whole && record.is_file());
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
    assert!(tree(&root.join("output")) == afresh(root));
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
    assert!(tree(&root.join("output")) == afresh(root));
    assert_eq!(build(root), (0, 1));
    write(&rows, &read(&rows).replace("3,00", "no"));
    assert_eq!(run(root, &["build"], &[]).status.code(), Some(1));
    write(&rows, &read(&rows).replace("no", "4,00"));
    build(root);
    assert!(tree(&root.join("output")) == afresh(root));
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
    let digest =
        |renderer: &Renderer, format| renderer.made_from(&AnnexDigest::of(&annexes[0]).unwrap(), format, &no_sources());
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
            usual.made_from(&AnnexDigest::of(&other[0]).unwrap(), format, &no_sources()),
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
