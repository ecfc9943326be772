//! The archive of a year: what is in it, that it is written once, and that nothing in it can be changed unseen.

mod killed;
mod packages;
mod verifying;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::Value;
use tempfile::TempDir;

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
