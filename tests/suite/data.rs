//! The annex as data: CSV read back by another parser, and the Data Package that describes it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use allegato::annex::{Amount, Annex, Content, Table};
use allegato::render::{Format, Imprint, PACKAGE, Renderer, Settings, Templates};
use allegato::source::SourceFile;
use allegato::source::sheet::{self, SheetContent};
use allegato::{Around, Document, render_plan};
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::support::{cases, check, check_beside, good_plans, no_sources, read, shared_renderer};

fn renderer(formats: &[Format], licence: Option<&str>) -> Renderer {
    let imprint = Imprint { licence: licence.map(str::to_owned), ..Imprint::default() };
    let settings = Settings { formats: formats.to_vec(), imprint, ..Settings::default() };
    Renderer::new(&Templates::default(), settings).unwrap_or_else(|_| panic!())
}

const DATA: &[Format] = &[Format::Csv, Format::Json];

/// The documents of a plan given as text.
fn documents(renderer: &Renderer, plan: &str) -> Vec<Document> {
    let file = SourceFile::new("somewhere/Il piano.toml", plan);
    let checked = check_beside(renderer, &file, std::path::Path::new("nowhere")).unwrap();
    render_plan(&file, &checked, renderer, &Around::default()).unwrap()
}

fn package(documents: &[Document]) -> Option<Value> {
    let document = documents.iter().find(|document| document.name == PACKAGE)?;
    Some(serde_json::from_slice(&document.bytes).unwrap())
}

/// Header and rows, all of one length.
fn parse(bytes: &[u8]) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes);
    reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
}

// -- Packages --

#[test]
fn every_package_says_what_its_files_are() {
    let renderer = renderer(DATA, Some("CC-BY-4.0"));
    for plan in good_plans() {
        let file = SourceFile::new("plan.toml", read(&plan));
        let checked = check_beside(&renderer, &file, plan.parent().unwrap()).unwrap();
        let documents = render_plan(&file, &checked, &renderer, &Around::default()).unwrap();
        let package = package(&documents).unwrap();
        let resources = package["resources"].as_array().unwrap();
        assert_eq!(resources.len() + 1, documents.len(), "{}", plan.display());
        for (resource, document) in resources.iter().zip(&documents) {
            assert_eq!(resource["path"], document.name.as_str());
            assert_eq!(resource["bytes"], document.bytes.len());
            assert_eq!(resource["hash"], format!("sha256:{:x}", Sha256::digest(&document.bytes)));
            match document.name.ends_with(".csv") {
                true => rows_are_as_described(resource, &document.bytes),
                false => assert!(resource.get("schema").is_none() && resource["mediatype"] == "application/json"),
            }
        }
    }
}

fn rows_are_as_described(resource: &Value, bytes: &[u8]) {
    let fields = resource["schema"]["fields"].as_array().unwrap();
    let rows = parse(bytes);
    let names: Vec<&str> = fields.iter().map(|field| field["name"].as_str().unwrap()).collect();
    assert_eq!(rows[0], names);
    assert_eq!(names.iter().map(|name| name.to_lowercase()).collect::<BTreeSet<_>>().len(), names.len());
    assert!(fields.iter().all(|field| !field["title"].as_str().unwrap().is_empty()));
    assert_eq!(resource["schema"]["primaryKey"], json!(["table", "row"]));
    assert_eq!(rows[1..].iter().map(|row| (&row[0], &row[1])).collect::<BTreeSet<_>>().len(), rows.len() - 1);
    for (field, value) in rows[1..].iter().flat_map(|row| fields.iter().zip(row)) {
        let digits = |text: &str| !text.is_empty() && text.chars().all(|c| c.is_ascii_digit());
        let positive = value.strip_prefix('-').unwrap_or(value);
        let constraints = field.get("constraints").cloned().unwrap_or_default();
        if value.is_empty() {
            assert_ne!(constraints["required"], true, "{field}");
            continue;
        }
        assert!(match field["type"].as_str().unwrap() {
            "integer" => digits(positive),
            "number" => positive.split_once('.').map_or(digits(positive), |(one, two)| digits(one) && digits(two)),
            "string" => true,
            other => panic!("{other}"),
        });
        if let Some(words) = constraints["enum"].as_array() {
            assert!(words.iter().any(|word| word == value.as_str()), "{value}");
        }
        if constraints.get("pattern").is_some() {
            let (first, last) = value.split_once("..").unwrap();
            assert!(first.parse::<usize>().unwrap() < last.parse::<usize>().unwrap());
        }
    }
}

const PLAN: &str = r#"
format = 1
[plan]
title = "Prova"
year = 2024
[[annex]]
label = "A"
title = "Quote[^nota]"
[annex.footnotes]
nota = "Una nota."
[[annex.table]]
columns = [
  { key = "Row", heading = "Riga", header = true },
  { key = "n", heading = "Numero", kind = "count" },
  { key = "x", heading = ["Anno", "2024"], kind = "money" },
  { key = "p", heading = ["Anno", "Quota"], kind = "percent" },
]
row = [ { Row = "a", n = "-3", x = "-1,50", p = "12,5%" }, { Row = "b", n = "4", x = "^", p = "n.d." } ]
absences = { "n.d." = "non disponibile" }
[[annex.table]]
columns = [
  { key = "n", heading = "Nome" },
  { key = "x", heading = "Migliaia", kind = "money", unit = "thousand", decimals = 0 },
]
row = [ { n = "tre", x = "5" } ]
"#;

#[test]
fn a_field_is_what_the_columns_of_all_tables_can_be() {
    let documents = documents(&renderer(DATA, None), PLAN);
    let package = package(&documents).unwrap();
    let rows = parse(&documents[0].bytes);
    let names = ["table", "row", "role", "group", "Row_", "n", "x", "x_rows", "x_unit", "p", "p_mark", "note"];
    assert_eq!(rows[0], names);
    assert_eq!(rows[1], ["1", "1", "item", "", "a", "-3", "-1.50", "1..2", "EUR", "12.50", "", ""]);
    assert_eq!(rows[2], ["1", "2", "item", "", "b", "4", "", "1..2", "EUR", "", "n.d.", ""]);
    assert_eq!(rows[3], ["2", "1", "item", "", "", "tre", "5", "", "thousand EUR", "", "", ""]);
    let field = |name: &str| {
        let mut fields = package["resources"][0]["schema"]["fields"].as_array().unwrap().iter();
        fields.find(|field| field["name"] == name).unwrap()
    };
    assert_eq!((&field("n")["type"], &field("n")["title"]), (&json!("string"), &json!("Numero / Nome")));
    assert_eq!((&field("x")["type"], &field("x")["title"]), (&json!("number"), &json!("Anno: 2024 / Migliaia")));
    assert_eq!(field("x")["description"], "Importi in euro; Importi in migliaia di euro");
    assert_eq!(field("p")["description"], "Percentuali come sono stampate: 12.5 vale 12,5%");
    assert_eq!(field("x_rows")["title"], "Anno: 2024 / Migliaia: righe");
}

#[test]
fn a_package_says_what_is_known_and_nothing_else() {
    let of = |licence, plan: &str| package(&documents(&renderer(DATA, licence), plan)).unwrap();
    let bare = of(None, PLAN);
    let keys: Vec<&str> = bare.as_object().unwrap().keys().map(String::as_str).collect();
    assert_eq!(keys, ["$schema", "description", "name", "resources", "sources", "title"]);
    assert_eq!((&bare["name"], &bare["sources"]), (&json!("2024-il-piano"), &json!([{ "title": "Il piano.toml" }])));
    assert_eq!(bare["resources"][0]["title"], "Allegato \"A\": Quote");
    let known = "year = 2024\nauthority = \"Regione\"\nact = { kind = \"Decreto\", number = \"7\", date = 2024-03-09 }\n\
                 bulletin = { number = \"3\", date = 2024-04-01 }\n";
    let full = of(Some("CC0-1.0"), &PLAN.replace("year = 2024\n", known));
    assert_eq!(full["created"], "2024-03-09T00:00:00Z");
    assert_eq!(full["contributors"], json!([{ "title": "Regione", "roles": ["publisher"] }]));
    assert_eq!(full["sources"][0]["title"], "Decreto n.\u{a0}7 del 9 marzo 2024");
    assert_eq!(full["sources"][1]["title"], "Bollettino Ufficiale n.\u{a0}3 del 1º aprile 2024");
    assert_eq!(full["licenses"][0]["title"], "Creative Commons Zero v1.0 Universal");
    assert_eq!(of(Some("LicenseRef-1"), PLAN)["licenses"], json!([{ "name": "LicenseRef-1" }]));
    let words = of(Some("Riuso libero, con la fonte"), PLAN);
    assert!(words.get("licenses").is_none());
    assert!(words["description"].as_str().unwrap().ends_with(" Licenza: Riuso libero, con la fonte"), "{words}");
}

#[test]
fn a_package_has_what_is_there() {
    let names = |formats: &[Format]| {
        let documents = documents(&renderer(formats, None), PLAN);
        let resources = package(&documents).map(|package| package["resources"].as_array().unwrap().clone());
        resources.map(|all| all.iter().map(|one| one["path"].as_str().unwrap().to_owned()).collect::<Vec<_>>())
    };
    assert_eq!(names(&[Format::Markdown]), None);
    assert_eq!(names(&[Format::Markdown, Format::Csv]).unwrap(), ["allegato-a.csv"]);
    assert_eq!(names(&[Format::Json]).unwrap(), ["allegato-a.json"]);
}

// -- CSV --

/// What a spreadsheet takes for the beginning of a formula.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Whether a text has a formula where a spreadsheet could begin a cell.
fn is_dangerous(text: &str) -> bool {
    text.split([';', '\t']).any(|part| part.starts_with(SIGNS))
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A plan of one table, and a row for each of these: a text, a code, cents (none goes on with the amount above).
fn plan(rows: &[(String, String, Option<i32>)]) -> String {
    let mut plan = String::from(
        "format = 1\n[plan]\ntitle = \"Prova\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
         columns = [{ key = \"t\", heading = \"T\", header = true }, { key = \"c\", heading = \"C\", kind = \"code\" },\n\
         { key = \"m\", heading = \"M\", kind = \"money\" }]\n",
    );
    for (index, (text, code, cents)) in rows.iter().enumerate() {
        let sign = if cents.is_some_and(|cents| cents < 0) { "-" } else { "" };
        let cents = cents.or((index == 0).then_some(0)).map(i32::unsigned_abs);
        let amount = cents.map_or("^".to_owned(), |cents| format!("{sign}{},{:02}", cents / 100, cents % 100));
        let (text, code) = (quoted(text), quoted(code));
        plan.push_str(&format!("[[annex.table.row]]\nt = {text}\nc = {code}\nm = \"{amount}\"\n"));
    }
    plan
}

/// The words of a cell of texts as it was checked.
fn words(table: &Table, row: usize, column: usize) -> String {
    match &table.grid.cell(row, column).content {
        Content::Text(text) => text.to_line(&|_| String::new()),
        Content::Absent(mark) => mark.clone(),
        Content::Amount(figure) => panic!("{figure:?}"),
    }
}

fn csv_of(renderer: &Renderer, annex: &Annex) -> Vec<Vec<String>> {
    parse(&renderer.render(annex, Format::Csv, &no_sources()).unwrap())
}

proptest! {
    #![proptest_config(cases(500))]

    #[test]
    fn another_parser_reads_what_was_written(
        rows in prop::collection::vec((
            "[=+@;,\"'a-z＝＋－＠-][a-zàé =+@;,\"'＝＠-]{0,10}",
            "[=+@;,\"'a-z＝＋－＠-][a-zàé =+@;,\"'＝＠-]{0,10}",
            prop::option::of(-100_000..100_000_i32),
        ), 1..8),
    ) {
        static RENDERER: LazyLock<Renderer> = LazyLock::new(|| renderer(&[Format::Csv], None));
        let annexes = check(&RENDERER, &plan(&rows)).unwrap();
        let table = &annexes[0].tables[0];
        let read = csv_of(&RENDERER, &annexes[0]);
        prop_assert_eq!(read.len(), rows.len() + 1);
        let place = |name: &str| read[0].iter().position(|field| field == name).unwrap();
        for (index, fields) in read[1..].iter().enumerate() {
            let row = index + table.grid.heading_rows();
            for (column, name) in ["t", "c"].into_iter().enumerate() {
                let (field, words) = (&fields[place(name)], words(table, row, column));
                prop_assert!(!is_dangerous(field), "{}", field);
                let bare = |text: &str| text.replace('\'', "");
                prop_assert_eq!(bare(field), bare(&words));
                prop_assert!(is_dangerous(&words) || *field == words, "{} for {}", field, words);
            }
            let cell = table.grid.cell(row, 2);
            let Content::Amount(figure) = &cell.content else { panic!("{cell:?}") };
            let amount = &fields[place("m")];
            // Once, so that a sum counts it once.
            let expected = (cell.rows.start == row).then_some(figure.amount);
            prop_assert_eq!(Amount::from_plain(amount), expected, "{}", amount);
            if cell.rows.len() > 1 {
                let first = cell.rows.start - table.grid.heading_rows() + 1;
                let covered = format!("{first}..{}", first + cell.rows.len() - 1);
                prop_assert_eq!(&fields[place("m_rows")], &covered);
            }
        }
    }
}

/// Every figure of the rows that count stands in CSV and JSON once, to the last decimal, and adds up to the totals.
#[test]
fn csv_and_json_hold_each_figure_once() {
    for path in good_plans() {
        let file = SourceFile::new("plans/plan.toml", read(&path));
        let checked = check_beside(shared_renderer(), &file, path.parent().unwrap()).unwrap();
        for annex in &checked.annexes {
            let name = format!("{}, {}", path.display(), annex.label);
            let figures = annex
                .tables
                .iter()
                .flat_map(|table| table.grid.figures().map(move |(cell, figure)| (table, cell, figure)));
            let all: Vec<_> = figures.collect();
            let draw = |format| shared_renderer().render(annex, format, &no_sources()).unwrap();
            let (csv, json) = (draw(Format::Csv), draw(Format::Json));
            let json: Value = serde_json::from_slice(&json).unwrap();
            let mut in_json = vec![];
            for cell in json["tables"].as_array().unwrap().iter().flat_map(|table| table["rows"].as_array().unwrap()) {
                in_json.extend(cell["cells"].as_array().unwrap().iter().filter_map(|cell| cell["amount"].as_str()));
            }
            let plain = |(table, cell, figure): &(&allegato::annex::Table, &allegato::annex::Cell, _)| {
                let figure: &&allegato::annex::Figure = figure;
                figure.amount.plain(table.columns[cell.columns.start].style().unwrap().decimals)
            };
            let mut expected: Vec<String> = all.iter().map(plain).collect();
            expected.sort_unstable();
            in_json.sort_unstable();
            assert_eq!(in_json, expected, "{name}");
            let keys: Vec<&str> = vec!["table"];
            let sheet = sheet::read(&csv, "x.csv", &sheet::Options::default(), &keys).unwrap();
            let text = |cell: &sheet::SheetCell| match &cell.content {
                SheetContent::Text(text) => text.clone(),
                other => panic!("{other:?}"),
            };
            let rows: Vec<Vec<String>> = sheet.rows.iter().map(|row| row.cells.iter().map(text).collect()).collect();
            assert!(rows.iter().all(|row| row.len() == rows[0].len()), "{name}: the same columns in each row");
            let numbers: Vec<usize> = (0..rows[0].len())
                .filter(|index| {
                    annex.tables.iter().flat_map(|t| &t.columns).any(|c| c.is_number() && c.key == rows[0][*index])
                })
                .collect();
            let mut in_csv: Vec<&str> =
                rows[1..].iter().flat_map(|row| numbers.iter().map(|at| row[*at].as_str())).collect();
            in_csv.retain(|figure| !figure.is_empty());
            in_csv.sort_unstable();
            use allegato::annex::Role::{Subtotal, Total};
            let counts = |found: &&(&allegato::annex::Table, &allegato::annex::Cell, &allegato::annex::Figure)| {
                !matches!(found.0.grid.rows()[found.1.rows.start].role, Subtotal | Total)
            };
            let mut expected: Vec<String> = all.iter().filter(counts).map(plain).collect();
            expected.sort_unstable();
            assert_eq!(in_csv, expected, "{name}");
        }
    }
}

#[test]
fn no_text_of_a_csv_is_a_formula_and_negative_numbers_stay_numbers() {
    let rows: String = ["=1+1", "+39 06", "-5 %", "@me", "'quoted'", "plain"]
        .iter()
        .map(|text| format!("[[annex.table.row]]\ntable = \"{text}\"\nnote_ = \"x\"\namount = \"-1,50\"\n"))
        .collect();
    let plan = format!(
        "format = 1\n[plan]\ntitle = \"T\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
         columns = [{{ key = \"table\", heading = \"Testo\" }}, {{ key = \"note_\", heading = \"N\" }}, \
         {{ key = \"amount\", heading = \"Importo\", kind = \"money\" }}]\n{rows}"
    );
    let annexes = check(shared_renderer(), &plan).unwrap_or_else(|problems| panic!("{problems:?}"));
    let csv = String::from_utf8(shared_renderer().render(&annexes[0], Format::Csv, &no_sources()).unwrap()).unwrap();
    let lines: Vec<&str> = csv.split("\r\n").collect();
    assert_eq!(lines[0], "table,row,role,group,table_,note_,amount,note", "a key like a column of ours gives way");
    let texts: Vec<&str> = lines[1..7].iter().map(|line| line.split(',').nth(4).unwrap()).collect();
    assert_eq!(texts, ["'=1+1", "'+39 06", "'-5 %", "'@me", "'quoted'", "plain"]);
    assert!(lines[1..7].iter().all(|line| line.ends_with(",x,-1.50,")), "{csv}");
}
