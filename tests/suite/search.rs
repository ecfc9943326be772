//! The index of the search on a disk: what does not fit into memory goes through files of the output's own folder.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;

use allegato::catalogue::Language;
use allegato::error::Error;
use allegato::site::search::{Document, Failure, Field, Index, Limits, Reading, Row, Summary, Weight};
use allegato::write::Output;

fn document(number: usize) -> Document {
    Document {
        address: format!("{number}.html"),
        language: Language::Italian,
        title: format!("Piano numero {number}"),
        details: vec![],
        fields: vec![Field { text: format!("Delibera {}", number % 17), weight: Weight::Act }],
        rows: vec![Row { anchor: "t1-r1".into(), text: format!("Sportelli € {},00", number * 7) }],
    }
}

type Built = (BTreeMap<String, Vec<u8>>, Summary);

/// Builds the index of some documents; how many scratch files that took.
fn build(documents: usize, memory: usize) -> (Built, usize) {
    let folder = tempfile::tempdir().unwrap();
    let output = Output::open(folder.path(), || {}).unwrap();
    let scratches = RefCell::new(0);
    let mut scratch = || {
        *scratches.borrow_mut() += 1;
        // None of them can be seen: a killed run would leave nothing.
        assert_eq!(fs::read_dir(folder.path().join(".allegato")).unwrap().count(), 1, "only the lock");
        output.scratch()
    };
    let mut files = BTreeMap::new();
    let mut sink = |path: &str, bytes: Vec<u8>| {
        files.insert(path.to_owned(), bytes);
        Ok::<(), Error>(())
    };
    let limits = Limits { memory, runs: 8, ..Limits::default() };
    let mut index = Index::new(&mut scratch, &mut sink, limits);
    (0..documents).for_each(|number| index.take(Reading::of(&document(number))).unwrap());
    let summary = index.finish().unwrap();
    let scratches = *scratches.borrow();
    ((files, summary), scratches)
}

#[test]
fn an_index_through_hundreds_of_scratch_files_is_the_same() {
    let (in_memory, one) = build(400, 64 << 20);
    let (on_disk, many) = build(400, 1);
    assert_eq!(one, 1);
    assert!(many > 400, "{many}");
    assert_eq!(in_memory, on_disk);
}

#[test]
fn a_sink_that_fails_stops_it() {
    let mut scratch = || Ok(std::io::Cursor::new(vec![]));
    let mut sink = |_: &str, _: Vec<u8>| Err("full");
    let mut index = Index::new(&mut scratch, &mut sink, Limits::default());
    index.take(Reading::of(&document(1))).unwrap();
    assert!(matches!(index.finish(), Err(Failure::Sink("full"))));
}
