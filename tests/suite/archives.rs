//! The archive of a year: what is in it, that it is written once, and that nothing in it can be changed unseen.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use tempfile::TempDir;

use allegato::archive::package::{Package, Packer};

use crate::support::{copy, copy_plan, files, read, run, stderr, stdout, write};

const PLAN: &str = "plans/2009/comuni.toml";
const ROWS: &str = "plans/2009/comuni.csv";

/// A project of two plans of 2009: that of the README, and one that takes its rows from a file and compares with a plan of
/// the year before.
fn project() -> TempDir {
    let project = tempfile::tempdir().unwrap();
    let root = project.path();
    copy_plan(root);
    write(&root.join("allegato.toml"), "authority = \"Regione Basilicata\"\n");
    write(&root.join(ROWS), "comune,importo\nRotonda,\"14.520,00\"\nViggianello,\"20.000,00\"\n");
    write(&root.join(PLAN), &plan("", ""));
    let before = "format = 1\n[plan]\ntitle = \"Riparto 2008\"\nyear = 2008\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
        id = \"fondo\"\ncolumns = [{ key = \"a\", heading = \"Voce\" }, { key = \"b\", heading = \"Importo\", kind = \"money\" }]\n\
        row = [{ a = \"Tutto\", b = \"30.000,00\" }, { role = \"total\", a = \"TOTALE\", b = \"30.000,00\" }]\n";
    write(&root.join("plans/2008/comuni.toml"), before);
    project
}

/// The plan of 2009, with more in its head and more rows.
fn plan(head: &str, rows: &str) -> String {
    format!(
        "format = 1\nother_plans = {{ prima = \"../2008/comuni.toml\" }}\n\n[plan]\ntitle = \"Riparto ai comuni\"\nyear = 2009\n\
         act = {{ kind = \"Deliberazione\", number = 1035, date = 2009-06-03 }}\n{head}\n\
         [[check]]\nthat = \"comuni.total.importo >= prima.fondo.total.b\"\n\n\
         [[annex]]\nlabel = \"A\"\ntitle = \"Contributi\"\n[[annex.table]]\nid = \"comuni\"\nrows_from = \"comuni.csv\"\n\
         columns = [{{ key = \"comune\", heading = \"Comune\" }}, {{ key = \"importo\", heading = \"Importo\", kind = \"money\" }}]\n\
         row = [{rows}{{ role = \"total\", comune = \"TOTALE\" }}]\n\n\
         [[annex]]\nlabel = \"B\"\n[[annex.table]]\ncolumns = [{{ key = \"voce\", heading = \"Voce\" }}]\nrow = [{{ voce = \"Nota\" }}]\n"
    )
}

const CORRECTION: &str = "[[plan.correction]]\nkind = \"supplement\"\ndate = 2009-10-15\nreason = \"Mancava Terranova.\"\n\
    act = { kind = \"Determinazione\", number = 77, date = 2009-10-12 }\nannexes = [\"A\"]\n";

/// Corrects annex A of the plan.
fn correct(root: &Path) {
    write(&root.join(PLAN), &plan(CORRECTION, "{ comune = \"Terranova di Pollino\", importo = \"9.480,00\" }, "));
}

fn archive(root: &Path, more: &[&str]) -> Output {
    run(root, &[&["archive", "2009", "--lang", "en"], more].concat(), &[])
}

fn good(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(0), "{}{}", stdout(output), stderr(output));
    stdout(output)
}

fn archived() -> TempDir {
    let project = project();
    good(&archive(project.path(), &[]));
    project
}

/// All files below a folder and their bytes.
fn tree(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    files(folder).into_iter().map(|file| (file.clone(), fs::read(folder.join(file)).unwrap())).collect()
}

/// Exit code and the findings, part, flaw and path, of a verification.
fn verify(folder: &Path, more: &[&str]) -> (i32, Vec<(String, String, String)>) {
    let args = [&["verify", "--lang", "en", "--message-format", "json"], more, &[folder.to_str().unwrap()]].concat();
    let output = run(folder.parent().unwrap(), &args, &[]);
    let lines = stdout(&output);
    let lines = lines.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let text = |line: &Value, key: &str| line[key].as_str().unwrap_or_default().to_owned();
    let findings = lines.filter(|line| line["reason"] == "finding");
    let findings = findings.map(|line| (text(&line, "part"), text(&line, "flaw"), text(&line, "path")));
    (output.status.code().unwrap(), findings.collect())
}

/// Whether a verification names a flaw of a file.
fn names(findings: &[(String, String, String)], flaw: &str, path: &str) -> bool {
    findings.iter().any(|(_, found, at)| found == flaw && at == path)
}

#[test]
fn an_archive_has_all_that_proves_it() {
    let project = archived();
    let year = project.path().join("archive/2009");
    let there: Vec<String> = files(&year).iter().map(|file| file.display().to_string()).collect();
    for expected in [
        "LEGGIMI.txt",
        "SHA256SUMS",
        "annexes/comuni/allegato-a/v1/allegato-a.csv",
        "annexes/comuni/allegato-a/v1/allegato-a.json",
        "annexes/comuni/allegato-a/v1/allegato-a.pdf",
        "annexes/comuni/allegato-b/v1/allegato-b.pdf",
        "annexes/migranti/allegato-a/v1/allegato-a.pdf",
        "manifest.json",
        "project/1/allegato.toml",
        "project/1/templates/annex.typ",
        "records/comuni/1.json",
        "records/comuni/1.md",
        "sources/comuni/1/plans/2008/comuni.toml",
        "sources/comuni/1/plans/2009/comuni.csv",
        "sources/comuni/1/plans/2009/comuni.toml",
    ] {
        assert!(there.iter().any(|file| file == expected), "{expected}: {there:#?}");
    }
    assert_eq!(
        fs::read(year.join(format!("sources/comuni/1/{ROWS}"))).unwrap(),
        fs::read(project.path().join(ROWS)).unwrap()
    );
    let manifest: Value = serde_json::from_str(&read(&year.join("manifest.json"))).unwrap();
    let comuni = &manifest["plans"][0];
    assert_eq!(comuni["plan"], PLAN);
    let equations: Vec<&str> = comuni["sources"][0]["equations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|equation| equation["equation"].as_str().unwrap())
        .collect();
    assert!(equations.iter().any(|equation| equation.contains("14.520,00 + 20.000,00 = 34.520,00")), "{equations:?}");
    assert!(
        equations.iter().any(|equation| equation.contains("30.000,00")),
        "the check with the year before: {equations:?}"
    );
    assert_eq!(manifest["engines"][0]["version"], env!("CARGO_PKG_VERSION"));
    // Whoever has nothing but coreutils can check all of it.
    let sums = Command::new("sha256sum")
        .args(["--strict", "--quiet", "-c", "SHA256SUMS"])
        .current_dir(&year)
        .output()
        .unwrap();
    assert!(sums.status.success(), "{}", stderr(&sums));
    assert_eq!(read(&year.join("SHA256SUMS")).lines().count(), there.len() - 1, "each file but itself");
    let (code, findings) = verify(&year, &[]);
    assert_eq!((code, findings.len()), (0, 0), "{findings:?}");
}

#[test]
fn the_same_input_is_the_same_archive_wherever_it_is_made() {
    let (one, other) = (project(), project());
    good(&archive(one.path(), &["--jobs", "1", "--pack", "one.zip"]));
    let elsewhere = other.path().join("a folder with spaces à");
    copy(one.path(), &elsewhere);
    fs::remove_dir_all(elsewhere.join("archive")).unwrap();
    fs::remove_file(elsewhere.join("one.zip")).unwrap();
    let output = run(
        &elsewhere,
        &["archive", "2009", "--jobs", "2", "--pack", "one.zip"],
        &[("LANG", "en_US.UTF-8"), ("TZ", "Asia/Tokyo")],
    );
    good(&output);
    assert!(tree(&one.path().join("archive/2009")) == tree(&elsewhere.join("archive/2009")));
    assert!(fs::read(one.path().join("one.zip")).unwrap() == fs::read(elsewhere.join("one.zip")).unwrap());
    // Alone, without the project that it came from, and however many are at it.
    let away = tempfile::tempdir().unwrap();
    copy(&elsewhere.join("archive/2009"), &away.path().join("dal deposito"));
    for threads in ["1", "2"] {
        let (code, findings) = verify(&away.path().join("dal deposito"), &["--jobs", threads]);
        assert_eq!((code, findings.len()), (0, 0), "{findings:?}");
    }
}

#[test]
fn what_is_archived_is_never_written_again() {
    let project = archived();
    let (root, year) = (project.path(), project.path().join("archive/2009"));
    let first = tree(&year);
    assert!(good(&archive(root, &[])).contains("nothing has changed"));
    assert!(tree(&year) == first);

    // Other looks, or words that are nobody's: what was published stays.
    write(&root.join(PLAN), &format!("# a remark\n{}", plan("", "")));
    assert!(good(&archive(root, &[])).contains("nothing has changed"));
    write(
        &root.join("templates/annex.typ"),
        &format!("#set page(fill: luma(99%))\n{}", read(&crate::support::repository().join("templates/annex.typ"))),
    );
    let output = archive(root, &[]);
    assert!(
        good(&output).contains("nothing has changed")
            && stderr(&output).contains("3 archived annexes were set with other settings"),
        "{output:?}"
    );
    assert!(tree(&year) == first);

    // A figure that is another one, and no word of a correction.
    write(&root.join(ROWS), "comune,importo\nRotonda,\"14.520,00\"\nViggianello,\"20.000,01\"\n");
    let output = archive(root, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("[archived-annex-changed]"), "{}", stderr(&output));
    assert!(tree(&year) == first);
}

#[test]
fn a_correction_makes_another_version_and_the_first_stays() {
    let project = archived();
    let (root, year) = (project.path(), project.path().join("archive/2009"));
    let first = tree(&year);
    correct(root);
    assert!(good(&archive(root, &[])).contains("1 new version, 2 archived before"));
    let second = tree(&year);
    let is_list = |file: &PathBuf| file == Path::new("manifest.json") || file == Path::new("SHA256SUMS");
    for (file, bytes) in first.iter().filter(|(file, _)| !is_list(file)) {
        assert!(second.get(file) == Some(bytes), "{}", file.display());
    }
    assert!(second.contains_key(Path::new("annexes/comuni/allegato-a/v2/allegato-a.pdf")));
    assert!(!second.contains_key(Path::new("annexes/comuni/allegato-b/v2/allegato-b.pdf")), "B was not corrected");
    let manifest: Value = serde_json::from_slice(&second[Path::new("manifest.json")]).unwrap();
    let versions = &manifest["plans"][0]["annexes"][0]["versions"];
    assert_eq!(versions[0]["version"], 1);
    assert_eq!((&versions[1]["version"], &versions[1]["replaces"]), (&2.into(), &1.into()));
    let correction = &versions[1]["corrections"][0];
    assert_eq!((&correction["kind"], &correction["date"]), (&"supplement".into(), &"2009-10-15".into()));
    assert_eq!(
        (&correction["reason"], &correction["act"]),
        (&"Mancava Terranova.".into(), &"Determinazione n.\u{a0}77 del 12 ottobre 2009".into())
    );
    let (code, findings) = verify(&year, &[]);
    assert_eq!((code, findings.len()), (0, 0), "{findings:?}");

    // The first version is still a document of the archive, and no longer the one that holds.
    let copy = root.join("in mano.pdf");
    fs::copy(year.join("annexes/comuni/allegato-a/v1/allegato-a.pdf"), &copy).unwrap();
    let output = run(root, &["verify", "in mano.pdf", "--lang", "en"], &[]);
    assert!(good(&output).contains("version 1: the latest version is 2"), "{}", stdout(&output));

    // Without its correction the plan is one of the past.
    write(&root.join(PLAN), &plan("", ""));
    let output = archive(root, &[]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("names fewer corrections"), "{}", stderr(&output));
}

#[test]
fn an_error_in_one_plan_archives_none() {
    let project = project();
    write(
        &project.path().join("plans/2009/terzo.toml"),
        &plan("", "").replace("total\", comune = \"TOTALE\"", "total\", importo = \"1,00\""),
    );
    fs::copy(project.path().join(ROWS), project.path().join("plans/2009/terzo.csv")).unwrap();
    let output = archive(project.path(), &[]);
    assert_eq!(output.status.code(), Some(1), "{}", stderr(&output));
    assert!(stderr(&output).contains("nothing was archived"), "{}", stderr(&output));
    assert!(!project.path().join("archive/2009").exists());
    // That of another year is its own affair.
    fs::rename(project.path().join("plans/2009/terzo.toml"), project.path().join("plans/2008/terzo.toml")).unwrap();
    let other = read(&project.path().join("plans/2008/terzo.toml")).replace("year = 2009", "year = 2010");
    write(&project.path().join("plans/2008/terzo.toml"), &other);
    good(&archive(project.path(), &[]));
}

#[test]
fn nothing_in_an_archive_can_be_changed_unseen() {
    let project = archived();
    correct(project.path());
    good(&archive(project.path(), &[]));
    let year = project.path().join("archive/2009");
    let all = tree(&year);
    let restore = || {
        fs::remove_dir_all(&year).unwrap();
        all.iter().for_each(|(file, bytes)| {
            fs::create_dir_all(year.join(file).parent().unwrap()).unwrap();
            fs::write(year.join(file), bytes).unwrap();
        });
    };
    for (file, bytes) in &all {
        let name = file.to_str().unwrap();
        // One bit, in the middle.
        let mut flipped = bytes.clone();
        flipped[bytes.len() / 2] ^= 1;
        fs::write(year.join(file), &flipped).unwrap();
        let (code, findings) = verify(&year, &[]);
        assert!(code == 1 || code == 3, "{name}: {code} {findings:?}");
        let flaws = ["altered", "unreadable", "inconsistent", "later"];
        assert!(flaws.iter().any(|flaw| names(&findings, flaw, name)), "a bit of {name}: {findings:?}");
        // Documents come out of their sources again; the rest is not made from anything.
        if name.starts_with("annexes/") {
            assert_eq!(code, 3, "only the file {name}: {findings:?}");
        }
        // Away altogether.
        fs::remove_file(year.join(file)).unwrap();
        if name == "manifest.json" {
            let output = run(project.path(), &["verify", "2009", "--lang", "en"], &[]);
            assert_eq!(output.status.code(), Some(2));
            assert!(stderr(&output).contains("no manifest.json"), "{}", stderr(&output));
        } else {
            let (code, findings) = verify(&year, &[]);
            assert!(code == 1 || code == 3, "{name}: {code}");
            assert!(names(&findings, "missing", name), "without {name}: {findings:?}");
        }
        fs::write(year.join(file), bytes).unwrap();
    }
    let (code, findings) = verify(&year, &[]);
    assert_eq!((code, findings.len()), (0, 0), "all is back: {findings:?}");

    // One more, be it hidden, empty or a link.
    for added in ["annexes/comuni/allegato-a/v3/allegato-a.pdf", ".nascosto", "sources/nota.txt"] {
        write(&year.join(added), "");
        let (code, findings) = verify(&year, &[]);
        assert!(code == 3 && names(&findings, "added", added), "{findings:?}");
        restore();
    }
    use std::os::unix::ffi::OsStrExt;
    fs::write(year.join(std::ffi::OsStr::from_bytes(b"nome\xFF")), "").unwrap();
    let (code, findings) = verify(&year, &[]);
    assert!(code == 3 && names(&findings, "added", "nome\u{FFFD}"), "{findings:?}");
    restore();
    std::os::unix::fs::symlink("/etc/hostname", year.join("annexes/nome")).unwrap();
    let (code, findings) = verify(&year, &[]);
    assert!(code == 3 && names(&findings, "added", "annexes/nome"), "{findings:?}");
    restore();

    // Two that changed places: of one annex, and of two versions.
    for (one, other) in [
        ("annexes/comuni/allegato-a/v1/allegato-a.pdf", "annexes/comuni/allegato-b/v1/allegato-b.pdf"),
        ("annexes/comuni/allegato-a/v1/allegato-a.pdf", "annexes/comuni/allegato-a/v2/allegato-a.pdf"),
        ("sources/comuni/1/plans/2009/comuni.toml", "sources/comuni/2/plans/2009/comuni.toml"),
    ] {
        fs::write(year.join(one), &all[Path::new(other)]).unwrap();
        fs::write(year.join(other), &all[Path::new(one)]).unwrap();
        let (code, findings) = verify(&year, &[]);
        assert!(code == 3 || code == 1, "{code} {findings:?}");
        assert!(names(&findings, "swapped", one) && names(&findings, "swapped", other), "{findings:?}");
        restore();
    }
    // One that was moved is found where it is.
    fs::rename(year.join("records/comuni/1.md"), year.join("records/1.md")).unwrap();
    assert!(names(&verify(&year, &[]).1, "missing-here", "records/comuni/1.md"));
}

/// Writes manifest and sums anew, as somebody would who knows how they are made.
fn reseal(year: &Path, change: impl FnOnce(&mut allegato::archive::Manifest)) {
    let text = read(&year.join("manifest.json"));
    let mut manifest: allegato::archive::Manifest = serde_json::from_str(&text).unwrap();
    let paths: Vec<String> = manifest.files.iter().map(|file| file.path.clone()).collect();
    for path in paths {
        manifest.files.add(allegato::archive::FileRecord::new(&path, &fs::read(year.join(&path)).unwrap()));
    }
    change(&mut manifest);
    let bytes = manifest.to_bytes();
    fs::write(year.join("SHA256SUMS"), manifest.sums(&bytes)).unwrap();
    fs::write(year.join("manifest.json"), bytes).unwrap();
}

#[test]
fn figures_are_proved_and_not_only_digests() {
    let project = archived();
    let year = project.path().join("archive/2009");
    let noted = {
        let manifest: Value = serde_json::from_str(&read(&year.join("manifest.json"))).unwrap();
        manifest["digest"].as_str().unwrap().to_owned()
    };
    let rows = year.join(format!("sources/comuni/1/{ROWS}"));
    let original = read(&rows);

    // An amount in an archived plan: both are told, the file and the figures.
    write(&rows, &original.replace("14.520,00", "14.530,00"));
    let (code, findings) = verify(&year, &[]);
    assert_eq!(code, 1, "{findings:?}");
    assert!(names(&findings, "altered", &format!("sources/comuni/1/{ROWS}")), "{findings:?}");
    assert!(findings.iter().any(|(part, ..)| part == "figures"), "{findings:?}");

    // The same by somebody who makes all digests anew: the figures tell.
    reseal(&year, |_| {});
    let (code, findings) = verify(&year, &[]);
    assert_eq!(code, 1, "{findings:?}");
    assert!(findings.iter().all(|(part, ..)| part == "figures") && !findings.is_empty(), "{findings:?}");
    assert!(names(&findings, "other-equations", &format!("sources/comuni/1/{PLAN}")), "{findings:?}");
    assert!(names(&findings, "other-data", &format!("sources/comuni/1/{PLAN}")), "{findings:?}");
    // And so does who has noted the digest.
    let (_, findings) = verify(&year, &["--digest", &noted]);
    assert!(names(&findings, "other-digest", "manifest.json"), "{findings:?}");
    write(&rows, &original);
    reseal(&year, |_| {});
    assert_eq!(verify(&year, &["--digest", &noted]), (0, vec![]));

    // What the manifest says of an annex is what its source says.
    reseal(&year, |manifest| manifest.plans[0].annexes[0].versions[0].title = Some("Altro".to_owned()));
    let (code, findings) = verify(&year, &[]);
    assert!(code == 1 && names(&findings, "other-facts", "manifest.json"), "{code} {findings:?}");
    reseal(&year, |manifest| manifest.plans[0].annexes[0].versions[0].title = Some("Contributi".to_owned()));

    // A document that some other plan makes, in the place of this one's.
    let pdf = "annexes/comuni/allegato-a/v1/allegato-a.pdf";
    let genuine = fs::read(year.join(pdf)).unwrap();
    fs::copy(year.join("annexes/migranti/allegato-a/v1/allegato-a.pdf"), year.join(pdf)).unwrap();
    reseal(&year, |_| {});
    let (code, findings) = verify(&year, &[]);
    assert!(code == 1 && names(&findings, "other-figure", pdf), "{code} {findings:?}");
    fs::write(year.join(pdf), genuine).unwrap();
    reseal(&year, |_| {});
    assert_eq!(verify(&year, &[]), (0, vec![]));
}

/// A later program draws other bytes: then the figures decide, and nobody is alarmed.
#[test]
fn another_engine_is_told_from_other_figures() {
    let project = archived();
    let year = project.path().join("archive/2009");
    let template = year.join("project/1/templates/annex.typ");
    write(&template, &read(&template).replacen("#set page(", "#set page(fill: luma(99%), ", 1));
    // Of the same engine it is not to be expected.
    reseal(&year, |_| {});
    let (code, findings) = verify(&year, &[]);
    assert_eq!(code, 4, "{findings:?}");
    assert!(findings.iter().all(|(part, flaw, _)| part == "engine" && flaw == "drawn-otherwise"), "{findings:?}");
    reseal(&year, |manifest| manifest.engines[0].typst = "0.99.0".to_owned());
    let output = run(project.path(), &["verify", "--lang", "en"], &[]);
    assert!(good(&output).contains("with other bytes and the same figures: 3"), "{}", stdout(&output));
    // And one more figure that is wrong is still found.
    let rows = year.join(format!("sources/comuni/1/{ROWS}"));
    write(&rows, &read(&rows).replace("14.520,00", "14.530,00"));
    reseal(&year, |_| {});
    let (code, findings) = verify(&year, &[]);
    assert_eq!(code, 1, "{findings:?}");
    assert!(names(&findings, "other-figure", "annexes/comuni/allegato-a/v1/allegato-a.pdf"), "{findings:?}");
}

#[test]
fn a_bag_is_one_and_stays_one() {
    let project = project();
    good(&archive(project.path(), &["--bagit"]));
    let year = project.path().join("archive/2009");
    let there: Vec<String> = files(&year).iter().map(|file| file.display().to_string()).collect();
    assert!(there.iter().filter(|file| !file.starts_with("data/")).eq([
        "bag-info.txt",
        "bagit.txt",
        "manifest-sha256.txt",
        "tagmanifest-sha256.txt"
    ]));
    for sums in ["manifest-sha256.txt", "tagmanifest-sha256.txt"] {
        let sums =
            Command::new("sha256sum").args(["--strict", "--quiet", "-c", sums]).current_dir(&year).output().unwrap();
        assert!(sums.status.success(), "{}", stderr(&sums));
    }
    let payload = there.iter().filter(|file| file.starts_with("data/"));
    let size: u64 = payload.clone().map(|file| fs::metadata(year.join(file)).unwrap().len()).sum();
    assert!(read(&year.join("bag-info.txt")).contains(&format!("Payload-Oxum: {size}.{}\n", payload.count())));
    // Without the option it goes on as it began.
    correct(project.path());
    assert!(good(&archive(project.path(), &[])).contains("1 new version"));
    assert!(year.join("data/annexes/comuni/allegato-a/v2/allegato-a.pdf").is_file());
    assert_eq!(verify(&year, &[]), (0, vec![]));
    let tag = read(&year.join("bag-info.txt"));
    write(&year.join("bag-info.txt"), &tag.replace("2009", "2010"));
    assert!(names(&verify(&year, &[]).1, "altered", "bag-info.txt"));
    // And what is no bag does not become one.
    let plain = archived();
    assert_eq!(archive(plain.path(), &["--bagit"]).status.code(), Some(2));
    assert_eq!(verify(&plain.path().join("archive/2009"), &[]), (0, vec![]));
}

#[test]
fn packages_have_all_files_and_nothing_of_the_moment() {
    let project = project();
    let root = project.path();
    good(&archive(root, &["--pack", "2009.zip"]));
    good(&archive(root, &["--pack", "2009.tar.zst"]));
    let first = (fs::read(root.join("2009.zip")).unwrap(), fs::read(root.join("2009.tar.zst")).unwrap());
    std::thread::sleep(Duration::from_millis(1100));
    good(&archive(root, &["--pack", "2009.zip"]));
    good(&archive(root, &["--pack", "2009.tar.zst"]));
    assert!(first == (fs::read(root.join("2009.zip")).unwrap(), fs::read(root.join("2009.tar.zst")).unwrap()));
    let mut zip = zip::ZipArchive::new(fs::File::open(root.join("2009.zip")).unwrap()).unwrap();
    zip.extract(root.join("unzipped")).unwrap();
    let tar = zstd::Decoder::new(fs::File::open(root.join("2009.tar.zst")).unwrap()).unwrap();
    tar::Archive::new(tar).unpack(root.join("untarred")).unwrap();
    for unpacked in ["unzipped/2009", "untarred/2009"] {
        assert!(tree(&root.join(unpacked)) == tree(&root.join("archive/2009")), "{unpacked}");
        assert_eq!(verify(&root.join(unpacked), &[]), (0, vec![]));
    }
    for wrong in ["2009.rar", "archive/2009/2009.zip", "archive/../archive/2009/tutto.zip"] {
        assert_eq!(archive(root, &["--pack", wrong]).status.code(), Some(2), "{wrong}");
    }
    assert_eq!(verify(&root.join("archive/2009"), &[]), (0, vec![]));
}

/// Paths that are too long for a header of tar go into records of pax, which all readers know.
#[test]
fn long_paths_are_packed_whole() {
    let folder = |length: usize| "d".repeat(length);
    let long = [
        format!("2009/{}/{}/{}/a.pdf", folder(90), folder(90), folder(90)),
        // One that would fit, but for where its folders end.
        format!("2009/{}", folder(120)),
        format!("2009/{}/{}.pdf", folder(200), "è".repeat(100)),
        format!("2009/{}/{}", folder(60), folder(60)),
        "2009/breve.pdf".to_owned(),
    ];
    for package in [Package::Zip, Package::TarZst] {
        let mut file = Cursor::new(vec![]);
        let mut packer = Packer::new(package, &mut file).unwrap();
        long.iter().for_each(|path| packer.add(path, path.as_bytes()).unwrap());
        packer.finish().unwrap();
        file.set_position(0);
        let read = match package {
            Package::Zip => zipped(file),
            Package::TarZst => tarred(&zstd::decode_all(file).unwrap()),
        };
        let there: Vec<(String, Vec<u8>)> = long.iter().map(|path| (path.clone(), path.clone().into_bytes())).collect();
        assert!(read == there, "{package:?}: {:?}", read.iter().map(|(path, _)| path).collect::<Vec<_>>());
    }
}

fn zipped(file: Cursor<Vec<u8>>) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(file).unwrap();
    let files = zip.len();
    let read = |index: usize| {
        let mut entry = zip.by_index(index).unwrap();
        let mut bytes = vec![];
        entry.read_to_end(&mut bytes).unwrap();
        (entry.name().unwrap().into_owned(), bytes)
    };
    (0..files).map(read).collect()
}

/// What a tar archive has; its entries are files and records for them, as POSIX knows them.
fn tarred(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut raw = tar::Archive::new(bytes);
    let kinds: Vec<tar::EntryType> =
        raw.entries().unwrap().raw(true).map(|entry| entry.unwrap().header().entry_type()).collect();
    assert!(kinds.iter().all(|kind| matches!(kind, tar::EntryType::Regular | tar::EntryType::XHeader)), "{kinds:?}");
    let mut archive = tar::Archive::new(bytes);
    let read = |entry: std::io::Result<tar::Entry<&[u8]>>| {
        let mut entry = entry.unwrap();
        let mut bytes = vec![];
        entry.read_to_end(&mut bytes).unwrap();
        (entry.path().unwrap().to_str().unwrap().to_owned(), bytes)
    };
    archive.entries().unwrap().map(read).collect()
}

/// However far a run came, what is there is no archive or the one before, and the next run completes it.
#[test]
fn an_archiving_that_was_killed_is_completed_by_the_next() {
    let clean = archived();
    let before = tree(&clean.path().join("archive/2009"));
    correct(clean.path());
    good(&archive(clean.path(), &[]));
    let after = tree(&clean.path().join("archive/2009"));
    let lists = ["SHA256SUMS", "manifest.json"].map(PathBuf::from);
    for (earlier, last) in [(BTreeMap::new(), &before), (before.clone(), &after)] {
        let new: Vec<&PathBuf> =
            last.keys().filter(|file| !earlier.contains_key(*file) && !lists.contains(file)).collect();
        let place = |root: &Path, file: &PathBuf, from: &BTreeMap<PathBuf, Vec<u8>>| {
            let target = root.join("archive/2009").join(file);
            fs::create_dir_all(target.parent().unwrap()).unwrap();
            fs::write(target, &from[file]).unwrap();
        };
        let pending: String = new
            .iter()
            .map(|file| format!("{}  2009/{}\n", allegato::digest::sha256(&last[*file]), file.display()))
            .collect();
        // After each of the files, in the order in which they are put in place.
        let order: Vec<&PathBuf> = new.iter().copied().chain(&lists).collect();
        for reached in 0..=order.len() {
            let project = project();
            let root = project.path();
            if !earlier.is_empty() {
                correct(root);
            }
            earlier.keys().for_each(|file| place(root, file, &earlier));
            order[..reached].iter().for_each(|file| place(root, file, last));
            write(&root.join("archive/.allegato/pending/2009"), &pending);
            write(&root.join("archive/.allegato/.allegato-rest.part"), "half");
            let output = run(root, &["verify", "2009", "--lang", "en"], &[]);
            assert_ne!(output.status.code(), Some(0), "after {reached} of {}", order.len());
            let told = stderr(&output);
            assert!(
                told.contains("An archiving was interrupted") || told.contains("an archiving was interrupted"),
                "{told}"
            );
            good(&archive(root, &[]));
            assert!(tree(&root.join("archive/2009")) == *last, "after {reached} of {}", order.len());
            let own: Vec<PathBuf> = files(&root.join("archive/.allegato"));
            assert_eq!(own, [PathBuf::from("lock")], "nothing is left over");
        }
    }
}

/// The same with a real signal, at moments all over a run.
#[test]
fn a_run_may_be_killed_at_any_moment() {
    let clean = archived();
    let whole = tree(&clean.path().join("archive/2009"));
    let project = project();
    let root = project.path();
    let year = root.join("archive/2009");
    for moment in 0..40 {
        let mut child = Command::new(env!("CARGO_BIN_EXE_allegato"))
            .args(["archive", "2009"])
            .current_dir(root)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(moment * 4));
        child.kill().unwrap();
        child.wait().unwrap();
        let output = run(root, &["verify", "2009"], &[]);
        let is_whole = year.is_dir() && tree(&year) == whole && !root.join("archive/.allegato/pending").exists();
        assert_eq!(output.status.code() == Some(0), is_whole, "{}", stderr(&output));
        if moment % 4 == 3 {
            good(&archive(root, &[]));
            assert!(tree(&year) == whole);
            fs::remove_dir_all(root.join("archive")).unwrap();
        }
    }
}

#[test]
fn what_stands_in_the_way_stays() {
    let project = project();
    let root = project.path();
    let own = "annexes/comuni/allegato-a/v1/allegato-a.pdf";
    write(&root.join("archive/2009").join(own), "mine");
    let output = archive(root, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("allegato-a.pdf"), "{}", stderr(&output));
    assert_eq!(read(&root.join("archive/2009").join(own)), "mine");
    assert_eq!(files(&root.join("archive/2009")), [PathBuf::from(own)], "and nothing beside it");
    // Nothing is added to an archive that is not whole.
    fs::remove_dir_all(root.join("archive")).unwrap();
    good(&archive(root, &[]));
    write(&root.join("archive/2009/LEGGIMI.txt"), "altro");
    correct(root);
    let output = archive(root, &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("is not whole"), "{}", stderr(&output));
    assert!(!root.join("archive/2009/annexes/comuni/allegato-a/v2").exists());
}

#[test]
fn a_document_is_known_by_its_bytes() {
    let project = archived();
    let root = project.path();
    let pdf = fs::read(root.join("archive/2009/annexes/comuni/allegato-a/v1/allegato-a.pdf")).unwrap();
    fs::write(root.join("copia.pdf"), &pdf).unwrap();
    let output = run(root, &["verify", "copia.pdf", "--message-format", "json"], &[]);
    let last: Value = serde_json::from_str(good(&output).lines().last().unwrap()).unwrap();
    assert_eq!((&last["outcome"], &last["annex"], &last["proof"]), (&"archived".into(), &"A".into(), &"whole".into()));
    let mut other = pdf.clone();
    other[pdf.len() / 2] ^= 1;
    fs::write(root.join("altra.pdf"), &other).unwrap();
    let output = run(root, &["verify", "altra.pdf", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stdout(&output).contains("is no archived document"), "{}", stdout(&output));
    fs::write(root.join("aggiunta.pdf"), [&pdf[..], b"\n<</A 1 /A 2>>\n"].concat()).unwrap();
    let output = run(root, &["verify", "aggiunta.pdf", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(3));
    let told = format!(
        "update 1: it is not written as it should be: something is not written as in a PDF (byte {})",
        pdf.len() + 1
    );
    assert!(stderr(&output).contains(&told), "{}", stderr(&output));
    // From elsewhere, with the archive named.
    let away = tempfile::tempdir().unwrap();
    fs::write(away.path().join("copia.pdf"), &pdf).unwrap();
    let archives = root.join("archive");
    good(&run(away.path(), &["verify", "copia.pdf", "--archive", archives.to_str().unwrap()], &[]));
    assert_eq!(run(away.path(), &["verify", "nessuno.pdf"], &[]).status.code(), Some(2));
}

/// All that a record for the preservation system needs of a project.
const PRESERVATION: &str = "authority = \"Regione Basilicata\"\n[preservation]\nregister = \"DGR\"\nretention_years = 9999\n\
    document_type = \"Allegato a deliberazione\"\nclassification = { index = \"4.2\", description = \"Bilancio\", scheme = \"Titolario\" }\n\
    aggregation = { kind = \"dossier\", id = \"2009-12\" }\n\
    operator = { surname = \"Bianchi\", name = \"Anna\" }\n\
    administration = { name = \"Regione Basilicata\", ipa = \"r_basili\", aoo = \"AOO1\", aoo_name = \"Giunta\", \
    addresses = [\"protocollo@pec.example\"] }\n";

#[test]
fn metadata_go_with_documents_and_may_come_later() {
    let project = archived();
    let (root, year) = (project.path(), project.path().join("archive/2009"));
    let record = |version: &str| year.join(format!("annexes/comuni/allegato-a/{version}/allegato-a.metadati.xml"));
    assert!(!record("v1").exists(), "nobody asked for them");
    let first = fs::read(year.join("annexes/comuni/allegato-a/v1/allegato-a.pdf")).unwrap();
    write(&root.join("allegato.toml"), PRESERVATION);
    let output = archive(root, &[]);
    let told = format!("{}{}", stdout(&output), stderr(&output));
    assert!(record("v1").is_file(), "{told}");
    let text = read(&record("v1"));
    let digest = BASE64_STANDARD.encode(allegato::digest::from_hex(&allegato::digest::sha256(&first)).unwrap());
    assert!(text.contains("annexes/comuni/allegato-a/v1/allegato-a.pdf"), "{text}");
    assert!(text.contains(&format!(">{digest}<")), "{text}");
    correct(root);
    good(&archive(root, &[]));
    let text = read(&record("v2"));
    assert!(text.contains("<VersioneDelDocumento>2</VersioneDelDocumento>"), "{text}");
    assert!(text.contains("allegato-a/v1/allegato-a.pdf"), "the version before is named: {text}");
    assert_eq!(verify(&year, &[]), (0, vec![]));
}

/// What a correction changed is known from the archive, for the page of corrections and for whoever asks.
#[test]
fn what_a_correction_changed_is_told_from_the_archive() {
    let project = archived();
    let root = project.path();
    let page = "output/2009/comuni/allegato-a.correzioni.html";
    correct(root);
    good(&run(root, &["build"], &[]));
    let text = read(&root.join(page));
    assert!(text.contains("Differenze dalla versione 1"), "{text}");
    assert!(text.contains("Terranova di Pollino") && text.contains("+9.480,00"), "{text}");
    // A later one, of which the archive has not the one before.
    let twice = format!("{CORRECTION}{}", CORRECTION.replace("10-15", "11-15").replace("supplement", "rectification"));
    write(&root.join(PLAN), &plan(&twice, "{ comune = \"Teana\", importo = \"1,00\" }, "));
    good(&run(root, &["build"], &[]));
    let text = read(&root.join(page));
    assert!(text.contains("Differenze dalla versione 1") && text.contains("Teana"), "{text}");
    assert!(!text.contains("Differenze dalla versione 2"), "{text}");

    let said = |args: &[&str]| good(&run(root, &[&["diff", "--lang", "en"], args].concat(), &[]));
    let version = "archive/2009/annexes/comuni/allegato-a/v1";
    let told = said(&[version, PLAN]);
    assert!(told.contains("Teana (added)") && told.contains("+1,00"), "{told}");
    assert_eq!(told, said(&[&format!("{version}/allegato-a.pdf"), PLAN]));
    fs::copy(root.join(version).join("allegato-a.pdf"), root.join("in mano.pdf")).unwrap();
    assert_eq!(told, said(&["in mano.pdf", PLAN]));
    let other = run(root, &["diff", "archive/2009/LEGGIMI.txt", PLAN, "--lang", "en"], &[]);
    assert_eq!(other.status.code(), Some(2), "{}", stdout(&other));
}

/// All strings and numbers in a JSON, by their places.
fn leaves(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(object) => object.iter().for_each(|(key, inside)| leaves(inside, &format!("{at}/{key}"), found)),
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(index, inside)| leaves(inside, &format!("{at}/{index}"), found));
        }
        Value::String(_) | Value::Number(_) => found.push(at.to_owned()),
        _ => {}
    }
}

/// Whatever is changed in a manifest by somebody who makes its digests anew is found, and nothing is done outside of it.
#[test]
fn a_manifest_of_anybody_is_not_obeyed() {
    let project = archived();
    let (root, archive_folder) = (project.path(), project.path().join("archive"));
    write(&root.join("allegato.toml"), PRESERVATION);
    correct(root);
    let year = archive_folder.join("2009");
    let genuine = tree(&year);
    let manifest: Value = serde_json::from_slice(&genuine[Path::new("manifest.json")]).unwrap();
    let mut places = vec![];
    leaves(&manifest, "", &mut places);
    // Which fonts another engine had is its own affair.
    places.retain(|place| !place.contains("/fonts/") && !place.starts_with("/files/") && place != "/digest");
    assert!(places.len() > 40, "{}", places.len());
    for place in &places {
        let mut other = manifest.clone();
        let leaf = other.pointer_mut(place).unwrap();
        *leaf = match &*leaf {
            Value::String(text) if text.contains('/') => format!("../../../{text}").into(),
            Value::String(text) => format!("{text}x").into(),
            number => (number.as_u64().unwrap() + 7).into(),
        };
        let Ok(mut other) = serde_json::from_value::<allegato::archive::Manifest>(other) else { continue };
        let bytes = other.to_bytes();
        fs::write(year.join("SHA256SUMS"), other.sums(&bytes)).unwrap();
        fs::write(year.join("manifest.json"), bytes).unwrap();
        let (code, findings) = verify(&year, &[]);
        // Another engine is none that is wrong: then the figures decide.
        let is_engine = place.starts_with("/engines/0/") && !place.ends_with("number");
        let is_year = place == "/year";
        assert!([0, 1, 3].contains(&code) && (code != 0) != (is_engine && !is_year), "{place}: {code} {findings:?}");
        let before = files(root);
        // What may lead elsewhere.
        if code != 0
            && manifest.pointer(place).is_some_and(|leaf| leaf.is_number() || leaf.as_str().unwrap().contains('/'))
        {
            let _ = archive(root, &[]);
            let new: Vec<_> = files(root).into_iter().filter(|file| !before.contains(file)).collect();
            let outside =
                new.iter().filter(|file| !file.starts_with("archive/2009") && !file.starts_with("archive/.allegato"));
            assert_eq!(outside.count(), 0, "{place}: {new:?}");
        }
        fs::remove_dir_all(&archive_folder).unwrap();
        genuine.iter().for_each(|(file, bytes)| {
            fs::create_dir_all(year.join(file).parent().unwrap()).unwrap();
            fs::write(year.join(file), bytes).unwrap();
        });
    }
}

/// What says what a killed run left is a file like others, and leads nowhere else.
#[test]
fn a_pending_record_of_anybody_is_not_obeyed() {
    let project = archived();
    let root = project.path();
    let mine = root.join("mine/file.txt");
    write(&mine, "mine");
    let digest = allegato::digest::sha256(b"mine");
    let pending = root.join("archive/.allegato/pending/2009");
    let absolute = mine.display();
    write(
        &pending,
        &format!(
            "{digest}  ../mine/file.txt\n{digest}  2009/../../mine/file.txt\n{digest}  {absolute}\n00  ../mine/no\n"
        ),
    );
    good(&archive(root, &[]));
    assert_eq!(read(&mine), "mine");
    // And it excuses nothing but the lists.
    write(&root.join("archive/2009/LEGGIMI.txt"), "altro");
    write(&pending, "");
    assert_eq!(archive(root, &[]).status.code(), Some(2));
}

/// A killed first run leaves nothing behind that the next one would stumble over, however that is told to lay out files.
#[test]
fn a_killed_bag_is_no_bag() {
    let bag = project();
    good(&archive(bag.path(), &["--bagit"]));
    let whole = tree(&bag.path().join("archive/2009"));
    let project = project();
    let root = project.path();
    let mut pending = String::new();
    for (file, bytes) in whole.iter().filter(|(file, _)| *file != Path::new("data/manifest.json")) {
        let path = root.join("archive/2009").join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
        pending.push_str(&format!("{}  2009/{}\n", allegato::digest::sha256(bytes), file.display()));
    }
    write(&root.join("archive/.allegato/pending/2009"), &pending);
    good(&archive(root, &[]));
    assert_eq!(verify(&root.join("archive/2009"), &[]), (0, vec![]));
    assert!(!root.join("archive/2009/bagit.txt").exists() && root.join("archive/2009/manifest.json").is_file());
}

/// An edited engine opens no back door: another engine's data are compared by what they say.
#[test]
fn data_of_another_engine_are_compared_too() {
    let project = archived();
    let year = project.path().join("archive/2009");
    let original = tree(&year);
    let other_engine = |year: &Path| reseal(year, |manifest| manifest.engines[0].version = "0.0.9".to_owned());
    other_engine(&year);
    assert_eq!(verify(&year, &[]), (0, vec![]));
    for (file, from, to) in [
        ("allegato-a.csv", "14520", "14521"),
        ("allegato-a.json", "14520.00", "14521.00"),
        ("allegato-a.json", "\"plain\": \"Rotonda\"", "\"plain\": \"Potenza\""),
    ] {
        let path = Path::new("annexes/comuni/allegato-a/v1").join(file);
        let text = String::from_utf8(original[&path].clone()).unwrap();
        assert!(text.contains(from), "{file}: {from}: {text}");
        write(&year.join(&path), &text.replace(from, to));
        other_engine(&year);
        let (code, findings) = verify(&year, &[]);
        assert!(
            code == 1 && names(&findings, "other-data", &format!("sources/comuni/1/{PLAN}")),
            "{file}: {findings:?}"
        );
        fs::write(year.join(&path), &original[&path]).unwrap();
    }
    reseal(&year, |manifest| {
        manifest.engines[0].version = "0.0.9".to_owned();
        manifest.plans[0].sources[0].equations[0].equation.push('1');
    });
    assert_eq!(verify(&year, &[]).0, 1);
}

/// A damaged file is the file's fault, whatever can't be made from it any more.
#[test]
fn damage_is_not_blamed_on_figures() {
    let project = archived();
    let year = project.path().join("archive/2009");
    for (file, bytes) in
        [("project/1/allegato.toml", &b"= broken"[..]), (&format!("sources/comuni/1/{PLAN}"), b"\xFF\xFF")]
    {
        let path = year.join(file);
        let original = fs::read(&path).unwrap();
        fs::write(&path, bytes).unwrap();
        let (code, findings) = verify(&year, &[]);
        assert!(code == 3 && names(&findings, "altered", file), "{file}: {code} {findings:?}");
        fs::remove_file(&path).unwrap();
        assert_eq!(verify(&year, &[]).0, 3, "{file}");
        fs::write(&path, original).unwrap();
    }
    // A sum that does not come out any more is a matter of figures.
    let plan = year.join(format!("sources/comuni/1/{PLAN}"));
    write(&plan, &read(&plan).replace("comune = \"TOTALE\" }", "comune = \"TOTALE\", importo = \"1,00\" }"));
    assert_eq!(verify(&year, &[]).0, 1);
}

#[test]
fn several_years_are_verified_one_after_the_other() {
    let project = archived();
    let root = project.path();
    let said = |args: &[&str]| run(root, &[&["verify", "--lang", "en"], args].concat(), &[]);
    good(&run(root, &["archive", "2008"], &[]));
    good(&said(&[]));
    // One that is none keeps nobody from hearing of the others, and what is wrong comes first.
    fs::create_dir_all(root.join("archive/2007")).unwrap();
    assert_eq!(said(&[]).status.code(), Some(2));
    write(&root.join("archive/2009/LEGGIMI.txt"), "altro");
    let output = said(&[]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stdout(&output).contains("archive/2008: the archive of 2008 is as it was made"), "{}", stdout(&output));
    assert!(stdout(&output).contains("archive/2009: THE FILES"), "{}", stdout(&output));
    assert_eq!(said(&["--digest", "00"]).status.code(), Some(2), "a digest is of one year");
    // An archive that goes by another year's name.
    fs::rename(root.join("archive/2008"), root.join("archive/2010")).unwrap();
    let output = said(&["2010"]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("is the archive of 2008"), "{}", stderr(&output));
    assert_eq!(said(&["archive/2010"]).status.code(), Some(0), "a folder may be called anything");
    let output = run(root, &["archive", "2010", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("is the archive of 2008"), "{}", stderr(&output));
    // A document, with a digest that was noted; a package where another archive is; nothing archived at all.
    let pdf = "archive/2010/annexes/comuni/allegato-a/v1/allegato-a.pdf";
    good(&said(&[pdf]));
    assert_eq!(said(&[pdf, "--digest", "00"]).status.code(), Some(3));
    assert_eq!(archive(root, &["--pack", "archive/2010/tutto.zip"]).status.code(), Some(2));
    fs::remove_dir_all(root.join("archive")).unwrap();
    let output = said(&[]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("no year is archived"), "{}", stderr(&output));
}
