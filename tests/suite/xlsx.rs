//! Workbooks: their figures are those of the annex, at their places, alive where they follow from others.

use std::collections::BTreeMap;
use std::io::Cursor;

use allegato::annex::{Annex, Cell, Content, Quantity, Table};
use allegato::render::Format;
use calamine::{Data, Reader, Xlsx};

use crate::support::{check, no_sources, shared_renderer};

type Cells = BTreeMap<(u32, u32), Data>;

pub fn draw(annex: &Annex) -> Vec<u8> {
    shared_renderer().render(annex, Format::Xlsx, &no_sources()).unwrap_or_else(|error| panic!("{error}"))
}

fn open(bytes: &[u8]) -> Xlsx<Cursor<&[u8]>> {
    Xlsx::new(Cursor::new(bytes)).unwrap()
}

/// The cells of a sheet that hold something.
fn cells(workbook: &mut Xlsx<Cursor<&[u8]>>, sheet: &str) -> Cells {
    let range = workbook.worksheet_range(sheet).unwrap();
    let (top, left) = range.start().unwrap_or_default();
    let used = range.used_cells().map(|(row, column, value)| ((top + row as u32, left + column as u32), value.clone()));
    used.filter(|(_, value)| !matches!(value, Data::Empty) && *value != Data::String(String::new())).collect()
}

/// The formulas of a sheet by their addresses.
fn formulas(bytes: &[u8], sheet: &str) -> BTreeMap<String, String> {
    let range = open(bytes).worksheet_formula(sheet).unwrap();
    let (top, left) = range.start().unwrap_or_default();
    let address =
        |row: usize, column: usize| allegato::source::sheet::address(top as usize + row + 1, left as usize + column);
    range.used_cells().map(|(row, column, formula)| (address(row, column), formula.clone())).collect()
}

/// What a cell of the annex has to be in the workbook.
fn expected(table: &Table, cell: &Cell) -> Option<Data> {
    let style = table.columns[cell.columns.start].style();
    match &cell.content {
        Content::Absent(mark) => (!mark.is_empty()).then(|| Data::String(mark.clone())),
        Content::Text(_) => None,
        Content::Amount(figure) => {
            let plain = figure.amount.to_string();
            let percent = style.is_some_and(|style| style.quantity == Quantity::Percent && style.display.word() == "%");
            Some(Data::Float(format!("{plain}{}", if percent { "e-2" } else { "" }).parse().unwrap()))
        }
    }
}

/// That a workbook has the figures of an annex and what stands in their place at their cells, nothing else in columns of
/// figures; the words of the other cells; its merged cells.
pub fn has_the_cells_of(annex: &Annex, bytes: &[u8], name: &str) {
    let mut workbook = open(bytes);
    let names = workbook.sheet_names();
    assert_eq!(names.len(), annex.tables.len() + 1, "a sheet for each table, and one for the texts");
    for (table, sheet) in annex.tables.iter().zip(&names) {
        let merged = workbook.merge_cells_by_sheet_name(sheet).unwrap();
        compare(table, &cells(&mut workbook, sheet), &merged, &format!("{sheet} of {name}"));
    }
}

/// A workbook as a text: its sheets with their cells, of a formula its text and its result, and what is merged.
pub fn text(bytes: &[u8]) -> String {
    let mut workbook = open(bytes);
    let mut text = String::new();
    for sheet in workbook.sheet_names() {
        text += &format!("[{sheet}]\n");
        let formulas = formulas(bytes, &sheet);
        for ((row, column), value) in cells(&mut workbook, &sheet) {
            let address = allegato::source::sheet::address(row as usize + 1, column as usize);
            let value = value.to_string().replace('\n', "⏎");
            let formula = formulas.get(&address).map_or(String::new(), |formula| format!("={formula} → "));
            text += &format!("{address}\t{formula}{value}\n");
        }
        for range in workbook.merge_cells_by_sheet_name(&sheet).unwrap() {
            let address =
                |(row, column): (u32, u32)| allegato::source::sheet::address(row as usize + 1, column as usize);
            text += &format!("merged {}:{}\n", address(range.start), address(range.end));
        }
    }
    text
}

fn compare(table: &Table, cells: &Cells, merged: &[calamine::Dimensions], name: &str) {
    let grid = &table.grid;
    let headings = grid.heading_rows();
    // The row of keys tells where the table is.
    let keys: Vec<&str> = table.columns.iter().map(|column| column.key.as_str()).collect();
    let is_key_row = |row: &u32| {
        (0..).zip(&keys).all(|(column, key)| cells.get(&(*row, column)) == Some(&Data::String((*key).to_owned())))
    };
    let key_row = (headings as u32..20).find(is_key_row).unwrap_or_else(|| panic!("keys in {name}: {cells:?}"));
    let at = |row: usize| {
        if row < headings { key_row - (headings - row) as u32 } else { key_row + 1 + (row - headings) as u32 }
    };
    let mut figures = BTreeMap::new();
    for cell in grid.cells() {
        let place = (at(cell.rows.start), cell.columns.start as u32);
        match (&cell.content, cells.get(&place)) {
            (Content::Text(text), found) => {
                let first = text.to_plain().split(' ').next().unwrap_or_default().to_owned();
                let found = found.map(ToString::to_string).unwrap_or_default();
                assert!(found.contains(&first), "{first} in {found} at {place:?} of {name}");
            }
            (_, found) => {
                assert_eq!(found, expected(table, cell).as_ref(), "{place:?} of {name}");
                figures.extend(found.map(|found| (place, found.clone())));
            }
        }
    }
    let last = at(grid.rows().len() - 1);
    let numbers = |column: u32| table.columns.get(column as usize).is_some_and(|column| column.is_number());
    let there: BTreeMap<_, _> = cells
        .iter()
        .filter(|((row, column), _)| (key_row + 1..=last).contains(row) && numbers(*column))
        .map(|(place, value)| (*place, value.clone()))
        .collect();
    assert_eq!(there, figures, "no figure but these in {name}");
    let mut wanted: Vec<_> = grid
        .cells()
        .iter()
        .filter(|cell| cell.is_merged())
        .map(|cell| {
            let end = (at(cell.rows.end - 1), cell.columns.end as u32 - 1);
            ((at(cell.rows.start), cell.columns.start as u32), end)
        })
        .collect();
    // Lines above and below the table go over all its columns.
    let mut found: Vec<_> = merged.iter().map(|range| (range.start, range.end)).collect();
    found.retain(|(start, _)| (at(0)..=last).contains(&start.0));
    wanted.sort_unstable();
    found.sort_unstable();
    assert_eq!(found, wanted, "merged cells of {name}");
}

pub const PLAN: &str = r#"
format = 1
[plan]
title = "Riparto"
year = 2024
authority = "Regione Basilicata"
[[annex]]
label = "A"
title = "Somme"
[annex.footnotes]
stima = "Stima del 2023."
[[annex.table]]
id = "riparto"
caption = "Riparto: anno 2024/25 [bozza]"
columns = [
  { key = "voce", heading = "Voce", header = true },
  { key = "codice", heading = "Codice", kind = "code" },
  { key = "opere", heading = ["Importi", "Opere"], kind = "money" },
  { key = "servizi", heading = ["Importi", "Servizi"], kind = "money" },
  { key = "insieme", heading = "Insieme", kind = "money", formula = "opere + servizi" },
  { key = "quota", heading = "Quota", kind = "percent", share_of = "insieme" },
  { key = "iva", heading = "IVA", kind = "money", formula = "(opere - servizi) * 22%", rounding = "half-up", total = "sum" },
]
row = [
  { role = "heading", voce = "Montagna" },
  { voce = "Sentieri", codice = "007", opere = "100,10[^stima]", servizi = "50,20" },
  { voce = "Rifugi", codice = "008", opere = "^", servizi = "-", insieme = "^", quota = "^", iva = "^" },
  { role = "subtotal", voce = "Totale montagna", codice = "" },
  { role = "heading", voce = "Costa" },
  { voce = "- Spiagge\n- Scogliere", codice = "", opere = { amount = "200,20", note = "Di cui *metà* nel 2025." }, servizi = "0,30" },
  { role = "total", voce = "Totale", codice = "" },
  { role = "memo", id = "tetto", voce = "Tetto", codice = "", opere = "500,00", servizi = "100,00" },
  { role = "derived", voce = "Margine", codice = "", formula = "tetto - total" },
]
"#;

pub fn only(plan: &str) -> Annex {
    check(shared_renderer(), plan).unwrap_or_else(|problems| panic!("{problems:?}")).remove(0)
}

/// `PLAN` without the row whose figures would be those of two.
pub fn plain_plan() -> String {
    PLAN.replace("opere = \"^\"", "opere = \"20,00\"").replace(", insieme = \"^\", quota = \"^\", iva = \"^\"", "")
}

#[test]
fn figures_that_follow_are_formulas_with_their_results() {
    let annex = only(&plain_plan());
    let bytes = draw(&annex);
    let name = "Riparto anno 2024 25 bozza";
    let found = formulas(&bytes, name);
    let values = cells(&mut open(&bytes), name);
    // Two lines above, two rows of headings, the row of keys: the first row of the table is the sixth.
    for (address, formula, place, result) in [
        ("E7", "ROUND(C7+D7,2)", (6, 4), 150.3),
        ("E8", "ROUND(SUM(C8,D8),2)", (7, 4), 20.0),
        ("F7", "ROUND(E7/E$12,4)", (6, 5), 0.4053),
        ("C9", "ROUND(SUM(C7:C8),2)", (8, 2), 120.1),
        ("C12", "ROUND(SUM(C7:C8,C11),2)", (11, 2), 320.3),
        ("G7", "ROUND((C7-D7)*0.22,2)", (6, 6), 10.98),
        ("G12", "ROUND(SUM(G7:G8,G11),2)", (11, 6), 59.36),
        ("C14", "ROUND(C$13-C$12,2)", (13, 2), 179.7),
    ] {
        assert_eq!(found.get(address).map(String::as_str), Some(formula), "{address} of {found:?}");
        assert_eq!(values[&place], Data::Float(result), "{address}");
    }
    assert!(
        found.keys().all(|address| !["C7", "D7", "C8", "C13"].contains(&address.as_str())),
        "what was written stays"
    );
    assert_eq!(values[&(6, 1)], Data::String("007".into()), "codes keep their noughts");
}

#[test]
fn an_average_and_figures_in_thousands() {
    let plan = r##"
format = 1
[plan]
title = "Migliaia"
year = 2024
[[annex]]
label = "A"
[[annex.table]]
id = "a"
columns = [
  { key = "voce", heading = "Voce" },
  { key = "fondi", heading = "Fondi", kind = "money", unit = "thousand", decimals = 1 },
  { key = "altri", heading = "Altri", kind = "money", unit = "thousand", decimals = 1 },
  { key = "somma", heading = "Somma", kind = "money", unit = "thousand", decimals = 1, formula = "fondi + altri" },
  { key = "tasso", heading = "Tasso", kind = "percent", display = "#", total = "average" },
  { key = "euro", heading = "Euro", kind = "money", formula = "fondi * tasso", total = "none" },
]
row = [
  { voce = "x", fondi = "10,5", altri = "1,0", tasso = "5,00" },
  { voce = "y", fondi = "20,0", altri = "2,0", tasso = "7,00" },
  { role = "total" },
]
[[annex.table]]
columns = [
  { key = "voce", heading = "Voce" },
  { key = "euro", heading = "Euro", kind = "money", formula = "a.total.fondi / 2" },
]
row = [{ voce = "metà" }]
"##;
    let bytes = draw(&only(plan));
    let found = formulas(&bytes, "a");
    // Percentages that are printed without their sign stay hundredths, since only the sign would multiply them.
    assert_eq!(found["D4"], "ROUND(B4+C4,1)");
    assert_eq!(found["E6"], "ROUND(AVERAGE(E4:E5),2)");
    assert_eq!(found["F4"], "ROUND(B4*1000*E4/100,2)");
    assert_eq!(formulas(&bytes, "2")["B4"], "ROUND('a'!B$6/2*1000,2)");
}

/// What a spreadsheet would not work out to the printed figure stays a number.
#[test]
fn what_would_come_out_otherwise_stays_a_number() {
    let plan = |columns: &str, rows: &str| {
        format!(
            "format = 1\n[plan]\ntitle = \"x\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\nid = \"t\"\n\
             columns = [{{ key = \"v\", heading = \"V\" }}, {columns}]\nrow = [{rows}]\n"
        )
    };
    let money = "{ key = \"a\", heading = \"A\", kind = \"money\" }";
    let half = |rounding: &str| {
        format!(
            "{money}, {{ key = \"b\", heading = \"B\", kind = \"money\", formula = \"a / 2\", rounding = \"{rounding}\" }}"
        )
    };
    let cases = [
        // In the middle between two figures; nor do spreadsheets round to even digits.
        (half("half-up"), "{ v = \"x\", a = \"0,05\" }", vec![]),
        (half("half-even"), "{ v = \"x\", a = \"0,04\" }", vec![]),
        (half("half-up"), "{ v = \"x\", a = \"0,04\" }", vec![("C4", "ROUND(B4/2,2)")]),
        // As published, and within tolerance.
        (
            money.to_owned(),
            "{ v = \"x\", a = \"1,00\" }, { v = \"y\", a = \"2,00\" }, \
             { role = \"total\", a = { amount = \"4,00\", as_published = \"così\" } }",
            vec![],
        ),
        (
            money.replace(" }", ", tolerance = \"1,00\" }"),
            "{ v = \"x\", a = \"1,00\" }, { v = \"y\", a = \"2,00\" }, { role = \"total\", a = \"4,00\" }",
            vec![],
        ),
        // In a circle, all of it written: the one that closes it.
        (
            format!(
                "{money}, {{ key = \"b\", heading = \"B\", kind = \"money\", formula = \"c - a\" }}, \
                 {{ key = \"c\", heading = \"C\", kind = \"money\", formula = \"a + b\" }}"
            ),
            "{ v = \"x\", a = \"1,00\", b = \"2,00\", c = \"3,00\" }",
            vec![("C4", "ROUND(D4-B4,2)")],
        ),
        // More digits than a number of a spreadsheet has: a text, which no sum counts.
        (
            money.to_owned(),
            "{ v = \"x\", a = \"12.345.678.901.234.567,00\" }, { v = \"y\", a = \"1,00\" }, { role = \"total\" }",
            vec![],
        ),
    ];
    for (columns, rows, wanted) in cases {
        let annex = only(&plan(&columns, rows));
        let found = formulas(&draw(&annex), "t");
        let wanted: BTreeMap<String, String> =
            wanted.into_iter().map(|(address, formula)| (address.to_owned(), formula.to_owned())).collect();
        assert_eq!(found, wanted, "{rows}");
    }
}

#[test]
fn what_should_be_stands_in_a_note_and_long_numbers_are_texts() {
    let plan = PLAN.replace(
        "{ role = \"total\", voce = \"Totale\", codice = \"\" }",
        "{ role = \"total\", voce = \"Totale\", codice = \"\", opere = { amount = \"301,00\", as_published = \"così\" } }",
    );
    let notes = part(&draw(&only(&plan)), "xl/comments1.xml");
    assert!(notes.contains("Dalle altre cifre risulta €\u{A0}300,30"), "{notes}");
    assert!(notes.contains("Di cui metà nel 2025."), "{notes}");
    assert!(notes.contains("(1) Stima del 2023."), "{notes}");
    let long = PLAN.replace("opere = \"500,00\"", "opere = \"12.345.678.901.234.567,89\"");
    let bytes = draw(&only(&long));
    let values = cells(&mut open(&bytes), "Riparto anno 2024 25 bozza");
    assert_eq!(values[&(12, 2)], Data::String("€\u{A0}12.345.678.901.234.567,89".into()));
}

/// A part of the file.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    std::io::read_to_string(archive.by_name(name).unwrap()).unwrap()
}

#[test]
fn the_same_annex_gives_the_same_bytes() {
    let annex = only(PLAN);
    let once = draw(&annex);
    assert_eq!(once, draw(&annex));
    let elsewhere = std::thread::scope(|scope| scope.spawn(|| draw(&annex)).join().unwrap());
    assert_eq!(once, elsewhere);
    let core = part(&once, "docProps/core.xml");
    assert!(core.contains(">2024-01-01T00:00:00Z<") && core.contains("<dc:creator>Regione Basilicata<"), "{core}");
}

/// Texts are texts whatever they begin with, and no part of a long one is lost.
#[test]
fn hostile_texts_stay_texts() {
    let long = "parola ".repeat(6_000);
    let escape = "_x0041_ e _x000D_";
    let plan = plain_plan()
        .replace("voce = \"Sentieri\"", &format!("voce = \"{long}fine\""))
        .replace("voce = \"Rifugi\"", "voce = \"=HYPERLINK(\\\"x\\\")\"")
        .replace("codice = \"007\"", &format!("codice = \"{escape}\""))
        .replace("codice = \"008\"", "codice = \"+1\"")
        .replace("\"Riparto: anno 2024/25 [bozza]\"", "\"'History'\"");
    let bytes = draw(&only(&plan));
    let mut workbook = open(&bytes);
    let names = workbook.sheet_names();
    assert_eq!(names, ["History (2)", "Allegato \"A\""]);
    let values = cells(&mut workbook, &names[0]);
    assert_eq!(values[&(7, 0)], Data::String("=HYPERLINK(\"x\")".into()));
    assert_eq!(values[&(6, 1)], Data::String(escape.into()));
    assert_eq!(values[&(7, 1)], Data::String("+1".into()));
    assert!(formulas(&bytes, &names[0]).values().all(|formula| !formula.contains("HYPERLINK")));
    let Data::String(first) = &values[&(6, 0)] else { panic!("a text") };
    let (first, more) = first.split_once(" […] ").unwrap();
    assert_eq!(more, "Continua nel foglio Allegato \"A\"");
    let texts = cells(&mut workbook, &names[1]);
    let from = texts.iter().find(|(_, value)| **value == Data::String("History (2)!A7".into())).unwrap().0;
    let rest = texts[&(from.0 + 1, 0)].to_string();
    assert_eq!(format!("{first}{rest}"), format!("{long}fine"));
}

/// Formats print figures as the annex does, in the digits and marks of whoever opens the file; what stands beside them is
/// words, whatever letters it has.
#[test]
fn formats_print_what_stands_beside_figures() {
    let plan = r##"
format = 1
[plan]
title = "Formati"
year = 2024
[[annex]]
label = "A"
[annex.footnotes]
a = { mark = "*", text = "Stima." }
b = { mark = "% \"dym\" _", text = "Altra stima." }
[[annex.table]]
id = "t"
columns = [
  { key = "v", heading = "V" },
  { key = "a", heading = "A", kind = "money", display = "# €" },
  { key = "b", heading = "B", kind = "percent", display = "# %", decimals = 1 },
  { key = "c", heading = "C", kind = "count", plus = true },
  { key = "d", heading = "D", kind = "money", unit = "thousand", display = "mio. \"y\" #" },
]
row = [
  { v = "x", a = "1,50[^a]", b = "12,5[^b]", c = 5, d = 7 },
  { v = "y", a = "-[^a]", b = "0,5", c = -5, d = 0 },
]
"##;
    let annex = only(plan);
    let bytes = draw(&annex);
    has_the_cells_of(&annex, &bytes, "formats");
    let styles = part(&bytes, "xl/styles.xml").replace("&quot;", "\"");
    for code in [
        "#,##0.00\"\u{A0}€\u{A0}\"\\*;\"−\"#,##0.00\"\u{A0}€\u{A0}\"\\*",
        "#,##0.0\"\u{A0}\"%\"\u{A0}% \"\\\"\"dym\"\\\"\" \"\\_;\"−\"#,##0.0\"\u{A0}\"%\"\u{A0}% \"\\\"\"dym\"\\\"\" \"\\_",
        "\"+\"#,##0;\"−\"#,##0;#,##0",
        "General;General;General;@\"\u{A0}\"\\*",
    ] {
        assert!(styles.contains(&format!("formatCode=\"{code}\"")), "{code} in {styles}");
    }
}

/// Names of sheets: short enough, each its own in any case, and none that Excel refuses.
#[test]
fn sheets_have_names_of_their_own() {
    let table = |caption: &str| {
        format!(
            "[[annex.table]]\ncaption = \"{caption}\"\ncolumns = [{{ key = \"v\", heading = \"V\" }}]\nrow = [{{ v = \"x\" }}]\n"
        )
    };
    let long = "Tavola del riparto tra le amministrazioni";
    let tables: String = [long, &long.to_uppercase(), long, "a/b", "A:B", "??"].map(table).concat();
    let plan = format!("format = 1\n[plan]\ntitle = \"x\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n{tables}");
    let names = open(&draw(&only(&plan))).sheet_names();
    assert_eq!(
        names,
        [
            "Tavola del riparto tra le ammi…",
            "TAVOLA DEL RIPARTO TRA LE… (2)",
            "Tavola del riparto tra le… (3)",
            "a b",
            "A B (2)",
            "6",
            "Allegato \"A\"",
        ]
    );
}
