//! Whatever is changed in an archive is found, and whoever changed it.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::{PLAN, PRESERVATION, ROWS, archive, archived, correct, good, names, tree, verify};
use crate::support::{files, read, run, stderr, stdout, write};

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
