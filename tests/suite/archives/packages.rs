//! Archives laid out as bags, and packed in one file.

use std::fs;
use std::io::{Cursor, Read};
use std::process::Command;
use std::time::Duration;

use allegato::archive::package::{Package, Packer};

use super::{archive, archived, correct, good, names, project, tree, verify};
use crate::support::{files, read, stderr, write};

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
