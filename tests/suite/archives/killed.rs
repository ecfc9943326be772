//! Runs that were killed, and what stands in the way of one.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use super::{archive, archived, correct, good, project, tree, verify};
use crate::support::{files, read, run, stderr, write};

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
        let is_whole = year.is_dir() && tree(&year) == whole && !root.join("archive/.allegato/pending/2009").exists();
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
