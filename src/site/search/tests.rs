//! The index as a whole: what is read back from its files is what a naive search finds.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::io::Cursor;

use proptest::prelude::*;
use serde_json::Value;

use super::*;

type Built = (BTreeMap<String, Vec<u8>>, Summary);

fn index(documents: &[Document], limits: Limits) -> Built {
    let mut files = BTreeMap::new();
    let mut scratch = || Ok(Cursor::new(vec![]));
    let mut sink = |path: &str, bytes: Vec<u8>| {
        assert!(files.insert(path.to_owned(), bytes).is_none(), "{path} twice");
        Ok::<(), Infallible>(())
    };
    let mut index = Index::new(&mut scratch, &mut sink, limits);
    documents.iter().for_each(|document| index.take(Reading::of(document)).unwrap());
    let summary = index.finish().unwrap();
    (files, summary)
}

/// The same where some documents say something else than when it was made: `None` where it has to be made from nothing.
fn updated(built: &Built, before: &[Document], after: &[Document], limits: Limits) -> Option<Built> {
    updated_reading(built, before, after, limits, &|_| {})
}

/// `reads` is told of each file that is read.
fn updated_reading(
    built: &Built,
    before: &[Document],
    after: &[Document],
    limits: Limits,
    reads: &dyn Fn(&str),
) -> Option<Built> {
    let mut number = 0;
    let mut numbers = vec![];
    for document in before {
        numbers.push(number);
        number += 1 + u32::try_from(document.rows.len()).unwrap();
    }
    let all = numbers.iter().zip(before).zip(after);
    let changed: Vec<Changed> = all
        .filter(|((_, before), after)| format!("{before:?}") != format!("{after:?}"))
        .map(|((entry, before), after)| Changed { entry: *entry, before: before.clone(), after: after.clone() })
        .collect();
    let shown = |entry: u32, stem: &str| {
        let document = &after[numbers.binary_search(&entry).unwrap()];
        Ok(document.findings().get(stem).map(|finding| finding.shown.clone()))
    };
    let file = |path: &str| {
        reads(path);
        Ok::<_, Infallible>(built.0.get(path).cloned())
    };
    let mut files = built.0.clone();
    let mut sink = |path: &str, bytes: Vec<u8>| {
        files.insert(path.to_owned(), bytes);
        Ok(())
    };
    let summary = update(&changed, &Asked { file: &file, shown: &shown }, &mut sink, limits).unwrap()?;
    Some((files, summary))
}

/// The data of a piece, as the script is given it.
fn data(files: &BTreeMap<String, Vec<u8>>, name: &str) -> Value {
    let script = std::str::from_utf8(&files[&format!("search/{name}.js")]).unwrap();
    let data = script.strip_prefix(&format!("allegatoSearch(\"{name}\",")).unwrap().strip_suffix(");\n").unwrap();
    serde_json::from_str(data).unwrap()
}

fn entry(files: &BTreeMap<String, Vec<u8>>, number: u32) -> Vec<String> {
    let block = data(files, &format!("entries-{}", number / BLOCK));
    serde_json::from_value(block[number as usize % BLOCK as usize].clone()).unwrap()
}

/// Addresses of the documents that have a stem, with the anchor of the row that it leads to, by the shards in which the
/// directory lets it be.
fn find(files: &BTreeMap<String, Vec<u8>>, stem: &str) -> BTreeSet<(String, Option<String>)> {
    let firsts: Vec<String> = serde_json::from_value(data(files, "directory")["shards"].clone()).unwrap();
    let may_be = |number: &usize| {
        firsts[*number].as_str() <= stem && firsts.get(number + 1).is_none_or(|next| next.as_str() >= stem)
    };
    let mut found = BTreeSet::new();
    for number in (0..firsts.len()).filter(may_be) {
        let shard = data(files, &format!("words-{number}"));
        let lines = shards::tests::read(shard.as_str().unwrap());
        for posting in lines.into_iter().filter(|line| line.0 == stem).flat_map(|line| line.2) {
            let address = entry(files, posting.entry)[0].clone();
            let anchor = (posting.row > 0).then(|| entry(files, posting.entry + posting.row)[0].clone());
            found.insert((address, anchor));
        }
    }
    found
}

/// The same, found by reading all documents.
fn naive(documents: &[Document], stem: &str) -> BTreeSet<(String, Option<String>)> {
    let count = |text: &str, language| stems_of(text, language).iter().filter(|other| *other == stem).count();
    let mut found = BTreeSet::new();
    for document in documents {
        let counts: Vec<usize> = document.rows.iter().map(|row| count(&row.text, document.language)).collect();
        let most = counts.iter().copied().max().unwrap_or_default();
        let anchor =
            counts.iter().position(|count| *count == most && most > 0).map(|row| document.rows[row].anchor.clone());
        let fields = document.fields.iter().map(|field| &field.text).chain([&document.title]);
        if anchor.is_some() || fields.map(|text| count(text, document.language)).sum::<usize>() > 0 {
            found.insert((document.address.clone(), anchor));
        }
    }
    found
}

const VOCABULARY: [&str; 14] = [
    "sportello",
    "sportelli",
    "Banche",
    "banca",
    "dell'integrazione",
    "integrazioni",
    "città",
    "€ 231.924,00",
    "231924",
    "Provincia",
    "province",
    "di",
    "1.035",
    "J41B21000450006",
];

fn text() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        proptest::sample::select(&VOCABULARY[..]).prop_map(str::to_owned),
        (0..300u32).prop_map(|number| format!("n{number}")),
    ];
    proptest::collection::vec(word, 0..6).prop_map(|words| words.join(" "))
}

fn documents() -> impl Strategy<Value = Vec<Document>> {
    let document = (0..5usize, text(), text(), proptest::collection::vec(text(), 0..5));
    proptest::collection::vec(document, 0..40).prop_map(|documents| {
        let numbered = documents.into_iter().enumerate();
        let document =
            |(number, (language, title, act, rows)): (usize, (usize, String, String, Vec<String>))| Document {
                address: format!("{number}.html"),
                language: Language::ALL[language],
                title,
                details: vec!["€ 1,00".into()],
                fields: vec![Field { text: act, weight: Weight::Act }],
                rows: rows.into_iter().zip(1..).map(|(text, row)| Row { anchor: format!("t1-r{row}"), text }).collect(),
            };
        numbered.map(document).collect()
    })
}

/// A document of nothing but a title, by its number.
fn titled((number, title): (usize, &String)) -> Document {
    Document {
        address: format!("{number}.html"),
        language: Language::Italian,
        title: title.clone(),
        details: vec![],
        fields: vec![],
        rows: vec![],
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_index_finds_what_reading_everything_finds(documents in documents(), memory in 1usize..5000, shard in 1usize..300) {
        let (files, summary) = index(&documents, Limits { memory, runs: 3, shard });
        prop_assert_eq!(summary.documents as usize, documents.len());
        for (word, language) in VOCABULARY.iter().flat_map(|word| Language::ALL.map(|language| (word, language))) {
            for stem in stems_of(word, language) {
                prop_assert_eq!(find(&files, &stem), naive(&documents, &stem), "{}", stem);
            }
        }
    }

    /// Title, text and rows of some documents become others, whichever stems come and go with them.
    #[test]
    fn an_index_brought_up_to_date_is_one_made_from_nothing(
        documents in documents(),
        others in documents(),
        which in proptest::collection::vec(0usize..40, 1..4),
        shard in 1usize..300,
    ) {
        let limits = Limits { memory: 1 << 20, runs: 3, shard };
        let mut after = documents.clone();
        for (number, other) in which.iter().zip(&others) {
            let Some(document) = after.get_mut(*number) else { continue };
            document.title = other.title.clone();
            document.fields = other.fields.clone();
            for (row, other) in document.rows.iter_mut().zip(&other.rows) {
                row.text = other.text.clone();
            }
        }
        let (before, expected) = (index(&documents, limits), index(&after, limits));
        match updated(&before, &documents, &after, limits) {
            Some(updated) => prop_assert_eq!(updated, expected),
            None => prop_assert!(expected.0.len() < before.0.len(), "a file less"),
        }
    }

    /// However many stems there are, and wherever cuts move to.
    #[test]
    fn a_long_index_is_brought_up_to_date(
        texts in proptest::collection::vec(text(), 150),
        others in proptest::collection::vec((0..150usize, text()), 1..4),
        shard in 20usize..120,
    ) {
        let limits = Limits { memory: 1 << 20, runs: 3, shard };
        let all = |texts: &[String]| texts.iter().enumerate().map(titled).collect::<Vec<_>>();
        let mut now = texts.clone();
        for (number, other) in others {
            now[number] = other;
        }
        let (before, after) = (all(&texts), all(&now));
        let expected = index(&after, limits);
        match updated(&index(&before, limits), &before, &after, limits) {
            Some(updated) => prop_assert_eq!(updated, expected),
            None => prop_assert!(expected.0.len() < index(&before, limits).0.len(), "a file less"),
        }
    }

    #[test]
    fn the_bytes_do_not_depend_on_memory(documents in documents(), memory in 1usize..5000) {
        let limits = |memory| Limits { memory, runs: 2, shard: 200 };
        prop_assert_eq!(index(&documents, limits(memory)), index(&documents, limits(1 << 20)));
    }
}

#[test]
fn a_site_without_annexes_can_be_searched() {
    let (files, summary) = index(&[], Limits::default());
    assert_eq!(files.keys().collect::<Vec<_>>(), ["search/directory.js"]);
    assert_eq!((summary.documents, find(&files, "banc").len()), (0, 0));
}

/// Pieces in which nothing changes are not read: a large site costs hardly more than a small one.
#[test]
fn few_pieces_are_read_for_one_change() {
    let limits = Limits { shard: 100, ..Limits::default() };
    let mut texts: Vec<String> = (0..2000_u64).map(|number| format!("n{}", 7919 * number * number % 100_003)).collect();
    let before: Vec<Document> = texts.iter().enumerate().map(titled).collect();
    texts[700] = "n35 n81".into();
    let after: Vec<Document> = texts.iter().enumerate().map(titled).collect();
    let whole = index(&before, limits);
    let read = RefCell::new(BTreeSet::new());
    let reads = |path: &str| {
        read.borrow_mut().insert(path.to_owned());
    };
    let updated = updated_reading(&whole, &before, &after, limits, &reads);
    assert_eq!(updated, Some(index(&after, limits)));
    let (all, read) = (whole.0.len(), read.borrow().len());
    assert!(all > 200 && read < all / 4, "{read} of {all}");
}

/// What is not there, or not as it was written, is not brought up to date.
#[test]
fn a_damaged_index_is_made_from_nothing() {
    let document = |title: &str| titled((0, &title.to_owned()));
    let (before, after) = ([document("Piano")], [document("Strade")]);
    let whole = index(&before, Limits::default());
    assert!(updated(&whole, &before, &after, Limits::default()).is_some());
    for path in whole.0.keys() {
        for bytes in [None, Some(vec![]), Some(b"allegatoSearch(1);".to_vec())] {
            let mut damaged = whole.clone();
            damaged.0.remove(path);
            damaged.0.extend(bytes.map(|bytes| (path.clone(), bytes)));
            assert!(updated(&damaged, &before, &after, Limits::default()).is_none(), "{path}");
        }
    }
}

#[test]
fn another_index_has_another_version() {
    let document = |title: &str| titled((0, &title.to_owned()));
    let version = |title: &str| index(&[document(title)], Limits::default()).1.version;
    assert_eq!(version("Piano"), version("Piano"));
    assert_ne!(version("Piano"), version("Piani"));
}

#[test]
fn the_page_has_all_its_words_in_each_language() {
    let summary = Summary { documents: 1, version: "0".into() };
    for language in Language::ALL {
        let words = crate::catalogue::Catalogue::of_documents(language);
        let page = serde_json::to_value(PageView::new(&summary, words)).unwrap();
        let script = page["script_words"].as_str().unwrap();
        let said: Vec<String> = KEYS.iter().map(|key| words.text(key, &[])).collect();
        assert!(!format!("{said:?} {script}").contains("search-"), "{page}");
        assert!(script.contains("{count}") && script.contains("{query}") && script.contains("{found}"));
    }
}
