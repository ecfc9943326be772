//! A site to be searched, for the judge `search.cjs`: the pages of all plans of the repository and its cases, as many
//! generated annexes as are asked for, and the page of the search over them all.
//!
//! In: a folder, and a number. Out: files in that folder; on standard output, as JSON, texts with their stems as the index
//! has them, and what it took to make it.

#![expect(clippy::print_stdout, clippy::unwrap_used, clippy::disallowed_methods, reason = "a tool for judges")]

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use allegato::annex::{Annex, Content, Profile, Table};
use allegato::catalogue::{Catalogue, Language};
use allegato::check::Surroundings;
use allegato::error::Error;
use allegato::plan::FileProblem;
use allegato::render::{Format, Renderer, Settings, SourceBytes, Sources, Templates};
use allegato::site::search::{Document, Field, Index, Limits, Page, Row, SCRIPT, TEMPLATE, Weight, stems_of};
use allegato::source::{Policy, SourceFile};
use allegato::write::Output;
use serde_json::{Value, json};

fn main() {
    let args: Vec<String> = std::env::args().collect();
    let (root, generated) = (Path::new(&args[1]), args[2].parse().unwrap());
    let output = Output::open(root, || {}).unwrap();
    let write = |path: &str, bytes: Vec<u8>| output.write(&[(PathBuf::from(path), bytes)]).map(|_| ());
    let templates = Templates::default();
    let renderer = Renderer::new(&templates, Settings { formats: vec![Format::Html], ..Settings::default() }).unwrap();

    let mut documents = vec![];
    for plan in plans() {
        documents.extend(annexes(&plan, &renderer, &write));
    }
    let stems: Vec<Value> = documents.iter().flat_map(with_stems).collect();
    let words = vocabulary(&documents);

    let start = Instant::now();
    let mut scratch = || output.scratch();
    let (mut files, mut bytes) = (0, 0);
    let mut sink = |path: &str, content: Vec<u8>| {
        (files, bytes) = (files + 1, bytes + content.len());
        write(path, content)
    };
    let mut index = Index::new(&mut scratch, &mut sink, Limits::default());
    documents.iter().for_each(|document| index.add(document).unwrap());
    (0..generated).for_each(|number| index.add(&generate(number, &words)).unwrap());
    let summary = index.finish().unwrap();
    let seconds = start.elapsed().as_secs_f64();

    let page = Page::new(
        "cerca.html",
        "index.html",
        Some("Allegati agli atti"),
        &summary,
        &Catalogue::site(Language::Italian),
    );
    write("cerca.html", renderer.site(TEMPLATE, &page).unwrap()).unwrap();
    write(SCRIPT, templates.bytes("site/search.js").unwrap().to_vec()).unwrap();
    let made = json!({ "documents": summary.documents, "files": files, "bytes": bytes, "seconds": seconds });
    println!("{}", json!({ "made": made, "stems": stems }));
}

/// Plans of the repository and of its cases.
fn plans() -> Vec<PathBuf> {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
    let years = fs::read_dir(repository.join("plans")).unwrap().map(|entry| entry.unwrap().path());
    let written = years
        .filter(|path| path.is_dir())
        .flat_map(|year| fs::read_dir(year).unwrap())
        .map(|entry| entry.unwrap().path());
    let cases =
        fs::read_dir(repository.join("tests/annexes")).unwrap().map(|entry| entry.unwrap().path().join("plan.toml"));
    let mut plans: Vec<PathBuf> =
        written.chain(cases).filter(|path| path.extension().is_some_and(|e| e == "toml")).collect();
    plans.sort();
    plans
}

/// Draws the pages of a plan's annexes, and says by what they are found.
fn annexes(path: &Path, renderer: &Renderer, write: &impl Fn(&str, Vec<u8>) -> Result<(), Error>) -> Vec<Document> {
    let file = SourceFile::new(path.to_str().unwrap(), fs::read_to_string(path).unwrap());
    let folder = path.parent().unwrap();
    let (can_print, fits) = (|c| renderer.can_print(c), |table: &Table| renderer.fits(table));
    let surroundings = Surroundings {
        language: Language::Italian,
        authority: None,
        policy: &Policy::default(),
        can_print: &can_print,
        fits: &fits,
        profile: Profile::Act,
        equations: false,
        derivations: false,
    };
    let files = |name: &str| fs::read(folder.join(name)).map_err(|_| FileProblem::Missing);
    let Ok(checked) = allegato::check_plan(&file, &files, &surroundings) else { return vec![] };
    let name = if path.ends_with("plan.toml") { folder.file_name() } else { path.file_stem() };
    let name = name.unwrap().to_str().unwrap();
    let sources = Sources { plan: SourceBytes { name: "plan.toml", bytes: &[] }, rows: vec![] };
    let draw = |annex: &Annex| {
        let address = format!("{}/{name}/{}", annex.act.year, annex.file_name("html"));
        write(&address, renderer.render(annex, Format::Html, &sources).unwrap()).unwrap();
        document(annex, address)
    };
    checked.annexes.iter().map(draw).collect()
}

fn document(annex: &Annex, address: String) -> Document {
    let act = &annex.act;
    let label = annex.heading.clone().unwrap_or_else(|| format!("Allegato \"{}\"", annex.label));
    let title = annex.title.as_ref().map(|title| format!(": {}", title.to_plain())).unwrap_or_default();
    let citation = act.citation.as_ref().map(|act| [Some(&act.kind), act.body.as_ref(), act.number.as_ref()]);
    let citation = citation.map(|parts| parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" "));
    let known = [Some(act.title.clone()), act.authority.clone(), citation, Some(act.year.to_string())];
    let details: Vec<String> = known.into_iter().flatten().collect();
    let texts = [&annex.before, &annex.after].into_iter().flatten().map(|text| (text.to_plain(), Weight::Text));
    let acts = details.iter().map(|line| (line.clone(), Weight::Act));
    Document {
        address,
        language: act.language,
        title: format!("{label}{title}"),
        fields: acts.chain(texts).map(|(text, weight)| Field { text, weight }).collect(),
        details,
        rows: annex.tables.iter().enumerate().flat_map(|(index, table)| rows(table, index)).collect(),
    }
}

fn rows(table: &Table, index: usize) -> Vec<Row> {
    let id = table.id.as_ref().map_or_else(|| format!("t{}", index + 1), |id| format!("t-{id}"));
    let grid = &table.grid;
    let row = |(number, row): (usize, &allegato::annex::Row)| {
        let cells = grid.starting_in(number).map(|cell| match &cell.content {
            Content::Text(text) => text.to_plain(),
            Content::Amount(figure) => figure.printed.clone(),
            Content::Absent(mark) => mark.clone(),
        });
        let anchor = row.id.as_ref().map_or_else(|| format!("{id}-r{number}"), |name| format!("{id}-{name}"));
        Row { anchor, text: cells.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ") }
    };
    grid.rows().iter().enumerate().skip(grid.heading_rows()).map(row).collect()
}

fn with_stems(document: &Document) -> Vec<Value> {
    let rows = document.rows.iter().map(|row| &row.text);
    let texts = document.fields.iter().map(|field| &field.text).chain([&document.title]).chain(rows);
    let odd = [
        "l'1.1.2009 n° 12/bis, m² ½",
        "1.234,50 0,125 12.5a 1'000'000 231\u{202f}924,00",
        "ÀÉÎÕÜ ß Œuvre ﬁn Łódź İ ΣΑΣ",
    ];
    let texts = texts.map(String::as_str).chain(odd);
    let language = document.language;
    texts.map(|text| json!({ "language": language.tag(), "text": text, "stems": stems_of(text, language) })).collect()
}

/// The words of documents in Italian, the most frequent first.
fn vocabulary(documents: &[Document]) -> Vec<String> {
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    for row in
        documents.iter().filter(|document| document.language == Language::Italian).flat_map(|document| &document.rows)
    {
        let words = row.text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2);
        words.for_each(|word| *counts.entry(word.to_lowercase()).or_default() += 1);
    }
    let mut words: Vec<(String, usize)> = counts.into_iter().collect();
    words.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    words.into_iter().map(|(word, _)| word).collect()
}

/// An annex of twenty rows: frequent words often, rare ones seldom, names and amounts of its own.
fn generate(number: u64, words: &[String]) -> Document {
    let mut state = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let mut text = |count: u64| {
        let word = |random: &mut dyn FnMut(u64) -> u64| {
            let skewed = random(1000) * random(1000) * random(1000) / 1_000_000;
            words[usize::try_from(skewed).unwrap() * words.len() / 1000].clone()
        };
        let phrase: Vec<String> = (0..count).map(|_| word(&mut random)).collect();
        let syllables = ["ba", "cor", "di", "fe", "gra", "lu", "mon", "na", "po", "ri", "sal", "ter", "va", "zo"];
        let name: String = (0..4).map(|_| syllables[usize::try_from(random(14)).unwrap()]).collect();
        let (thousands, hundreds, cents) = (random(900) + 1, random(1000), random(4) * 25);
        format!("{} Comune di {name} € {thousands}.{hundreds:03},{cents:02}", phrase.join(" "))
    };
    let year = 1990 + number % 36;
    let act = format!("Deliberazione della Giunta regionale n. {} del {year}", number % 2000);
    Document {
        address: format!("{year}/generato-{number}/allegato-a.html"),
        language: Language::Italian,
        title: format!("Allegato \"A\": {}", text(5)),
        details: vec![act.clone(), "Regione Basilicata".to_owned(), year.to_string()],
        fields: vec![Field { text: format!("{act} Regione Basilicata"), weight: Weight::Act }],
        rows: (1..=20).map(|row| Row { anchor: format!("t1-r{row}"), text: text(9) }).collect(),
    }
}
