//! Tells the judge of the search, `search.cjs`, which stems the program finds in the texts of a site. Usage:
//!
//!     search FOLDER
//!
//! In: the output of a build. Out: texts with their stems, as JSON.

#![expect(clippy::print_stdout, clippy::unwrap_used, reason = "a tool for judges")]

use std::fs;
use std::path::{Path, PathBuf};

use allegato::site::Entry;
use allegato::site::search::stems_of;
use serde_json::{Value, json};

/// Words that are parted and folded in every way there is.
const ODD: [&str; 3] =
    ["l'1.1.2009 n° 12/bis, m² ½", "1.234,50 0,125 12.5a 1'000'000 231\u{202f}924,00", "ÀÉÎÕÜ ß Œuvre ﬁn Łódź İ ΣΑΣ"];

fn main() {
    let folder = std::env::args().nth(1).unwrap();
    let mut stems: Vec<Value> = vec![];
    for path in entries(&Path::new(&folder).join(".allegato/plans")) {
        let entry = Entry::from_bytes(&fs::read(path).unwrap()).unwrap();
        let language = entry.language();
        let texts = entry.annexes.iter().flat_map(|annex| &annex.texts).map(|(_, text)| text.as_str());
        let all = texts.chain([entry.title.as_str()]).chain(ODD);
        stems.extend(
            all.map(|text| json!({ "language": language.tag(), "text": text, "stems": stems_of(text, language) })),
        );
    }
    println!("{}", json!({ "stems": stems }));
}

/// The files below a folder, in order.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths.into_iter().flat_map(|path| if path.is_dir() { entries(&path) } else { vec![path] }).collect()
}
