//! Workbooks: cells, merged regions, sheets, the text that is made for them; numbers as they are shown.

use std::io::{Cursor, Read, Write};

use allegato::source::sheet::{Options, OtherKind, Sheet, SheetContent, SheetError, address, read, shown};
use proptest::prelude::*;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn named(sheet: &str) -> Options {
    Options { sheet: Some(sheet.to_owned()), ..Options::default() }
}

fn raw(sheet: &Sheet) -> Vec<Vec<&str>> {
    sheet.rows.iter().map(|row| row.cells.iter().map(|cell| &sheet.file.text[cell.span.clone()]).collect()).collect()
}

fn text(text: &str) -> SheetContent {
    SheetContent::Text(text.into())
}

fn xlsx() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let date = Format::new().set_num_format("dd/mm/yyyy");
    let long = Format::new().set_num_format("[h]:mm:ss");
    let plain = Format::new();
    let sheet = workbook.add_worksheet().set_name("Foglio1").unwrap();
    sheet.write(2, 0, "comune").unwrap();
    sheet.merge_range(2, 1, 2, 2, "importi", &plain).unwrap();
    sheet.merge_range(3, 0, 4, 0, "Forlì", &plain).unwrap();
    sheet.write(3, 1, 231_924.1).unwrap();
    sheet.write(3, 2, -5).unwrap();
    sheet.write(4, 1, "due\nrighe\tqui").unwrap();
    sheet.write(4, 2, true).unwrap();
    sheet.write(6, 0, Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
    sheet.write_with_format(6, 1, ExcelDateTime::from_ymd(2024, 2, 29).unwrap(), &date).unwrap();
    sheet.write_with_format(6, 2, 1.5, &long).unwrap();
    sheet.merge_range(7, 0, 8, 1, "blocco", &plain).unwrap();
    sheet.write(8, 2, 0.1 + 0.2).unwrap();
    sheet.write(9, 0, "  ").unwrap();
    let second = workbook.add_worksheet().set_name("Dati 2024").unwrap();
    second.write(0, 0, "altro").unwrap();
    workbook.add_worksheet().set_name("Vuoto").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_range_is_all_that_is_read() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet().set_name("L'anno 2024").unwrap();
    sheet.write(0, 0, "Titolo").unwrap();
    sheet.merge_range(1, 0, 1, 3, "sopra", &Format::new()).unwrap();
    for (row, cells) in [["comune", "importo"], ["Forlì", "5"], ["Lugo", "6"]].iter().enumerate() {
        sheet.write(row as u32 + 2, 1, cells[0]).unwrap();
        sheet.write(row as u32 + 2, 2, cells[1]).unwrap();
        sheet.write(row as u32 + 2, 3, "accanto").unwrap();
    }
    sheet.write(6, 1, "nota").unwrap();
    workbook.add_worksheet();
    workbook.define_name("dati", "='L''anno 2024'!$B$3:$C$5").unwrap();
    workbook.define_name("tasso", "=0.22").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let read = |range: &str, sheet: Option<&str>| {
        let options = Options { range: Some(range.into()), sheet: sheet.map(str::to_owned), ..Options::default() };
        read(&bytes, "x.xlsx", &options, &[])
    };
    let expected = [["comune", "importo"], ["Forlì", "5"], ["Lugo", "6"]];
    for range in ["B3:C5", "$b$3:$C$5", "dati", "DATI"] {
        let sheet = read(range, None).unwrap();
        assert_eq!(raw(&sheet), expected, "{range}");
        // Places are those of the sheet.
        let span = &sheet.rows[1].cells[1].span;
        let (line, _) = sheet.file.line_column(span.start);
        let before = sheet.file.text[..span.start].rsplit('\n').next().unwrap();
        assert_eq!(address(line, before.matches('\t').count()), "C4");
    }
    assert!(read("dati", Some("Sheet2")).unwrap().rows.is_empty());
    for range in ["tasso", "B3", "C5:B3", "B3:C", "B0:C5", "x"] {
        assert_eq!(read(range, None), Err(SheetError::UnknownRange { possible: vec!["dati".into()] }), "{range}");
    }
}

#[test]
fn cells_of_a_workbook() {
    let sheet = read(&xlsx(), "dati/comuni.xlsx", &Options::default(), &[]).unwrap();
    assert_eq!(sheet.file.name, "dati/comuni.xlsx [Foglio1]");
    let lines = "\n\ncomune\timporti\t<\nForlì\t231924.1\t-5\n^\tdue righe qui\tTRUE\n\n#DIV/0!\t2024-02-29\t36:00:00\n\
                 blocco\t<\t\n^\t^\t0.30000000000000004\n";
    assert_eq!(sheet.file.text, lines);
    let contents: Vec<Vec<SheetContent>> =
        sheet.rows.iter().map(|row| row.cells.iter().map(|cell| cell.content.clone()).collect()).collect();
    let other = SheetContent::Other;
    assert_eq!(
        contents,
        [
            [text("comune"), text("importi"), text("<")],
            [text("Forlì"), SheetContent::Number(231_924.1), SheetContent::Number(-5.0)],
            [text("^"), text("due\nrighe\tqui"), other(OtherKind::Boolean)],
            [other(OtherKind::Error("#DIV/0!".into())), other(OtherKind::Date), other(OtherKind::Date)],
            [text("blocco"), text("<"), text("")],
            [text("^"), text("^"), SheetContent::Number(0.1 + 0.2)],
        ]
    );
    let line = |at: usize| sheet.file.line_column(sheet.rows[at].span.start).0;
    assert_eq!((line(0), line(3), line(5)), (3, 7, 9));
}

#[test]
fn values_under_merged_cells_are_refused() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "importo").unwrap();
    sheet.merge_range(1, 0, 3, 0, "5", &Format::new()).unwrap();
    sheet.write(2, 0, 7).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    let hidden = read(&bytes, "x.xlsx", &Options::default(), &[]);
    assert_eq!(hidden, Err(SheetError::Hidden("A3".to_owned())));
}

#[test]
fn a_file_that_claims_endless_texts_does_no_harm() {
    let mut archive = ZipArchive::new(Cursor::new(xlsx())).unwrap();
    let mut files: Vec<(String, Vec<u8>)> = vec![];
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut content = vec![];
        file.read_to_end(&mut content).unwrap();
        files.push((file.name().unwrap().to_string(), content));
    }
    for (name, content) in &mut files {
        if name == "xl/sharedStrings.xml" {
            let text = String::from_utf8(content.clone()).unwrap();
            let (before, rest) = text.split_once("uniqueCount=\"").unwrap();
            let (_, after) = rest.split_once('"').unwrap();
            *content = format!("{before}uniqueCount=\"1000000000000\"{after}").into_bytes();
        }
    }
    let files: Vec<_> = files.iter().map(|(name, content)| (name.as_str(), &content[..])).collect();
    let read = read(&zipped(&files), "x.xlsx", &Options::default(), &[]);
    assert!(matches!(read, Err(SheetError::Unreadable(_))), "{read:?}");
}

#[test]
fn sheets_by_name() {
    let bytes = xlsx();
    let second = read(&bytes, "x.xlsx", &named("Dati 2024"), &[]).unwrap();
    assert_eq!((raw(&second), second.file.name.as_str()), (vec![vec!["altro"]], "x.xlsx [Dati 2024]"));
    let empty = read(&bytes, "x.xlsx", &named("Vuoto"), &[]).unwrap();
    assert!(empty.rows.is_empty() && empty.file.text.is_empty());
    let possible = ["Foglio1", "Dati 2024", "Vuoto"].map(String::from).to_vec();
    assert_eq!(read(&bytes, "x.xlsx", &named("dati"), &[]), Err(SheetError::UnknownSheet { possible }));
}

#[test]
fn a_hidden_sheet_is_not_the_first() {
    let mut workbook = Workbook::new();
    workbook.add_worksheet().set_hidden(true).write(0, 0, "nascosto").unwrap();
    workbook.add_worksheet().set_active(true).write(0, 0, "visto").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    assert_eq!(raw(&read(&bytes, "x.xlsx", &Options::default(), &[]).unwrap()), [["visto"]]);
}

#[test]
fn a_sheet_too_large() {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "primo").unwrap();
    sheet.write(1_048_575, 16_383, "ultimo").unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    assert_eq!(read(&bytes, "x.xlsx", &Options::default(), &[]), Err(SheetError::TooLarge));
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.merge_range(0, 0, 2, 16_383, "tutto", &Format::new()).unwrap();
    let bytes = workbook.save_to_buffer().unwrap();
    assert_eq!(raw(&read(&bytes, "x.xlsx", &Options::default(), &[]).unwrap()), [["tutto"]]);
}

#[test]
fn what_is_no_workbook() {
    for name in ["x.xlsx", "x.xlsm", "x.xls", "x.xlsb", "x.ods"] {
        for bytes in [&b""[..], b"PK\x03\x04", b"comune;importo\n", &xlsx()[..3000]] {
            let read = read(bytes, name, &Options::default(), &[]);
            assert!(matches!(read, Err(SheetError::Unreadable(_))), "{name}: {read:?}");
        }
    }
}

fn zipped(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(vec![]));
    for (name, content) in files {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn ods(rows: &str) -> Vec<u8> {
    let content = format!(
        "<?xml version='1.0'?><office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x' xmlns:calcext='c'>\
         <office:body><office:spreadsheet><table:table table:name='Foglio1'>{rows}</table:table>\
         </office:spreadsheet></office:body></office:document-content>"
    );
    let kind: &[u8] = b"application/vnd.oasis.opendocument.spreadsheet";
    zipped(&[("mimetype", kind), ("META-INF/manifest.xml", b"<m/>"), ("content.xml", content.as_bytes())])
}

#[test]
fn an_ods_file() {
    let empty_row = "<table:table-row table:number-rows-repeated='2'><table:table-cell \
                     table:number-columns-repeated='16384'/></table:table-row>";
    let row = "<table:table-row><table:table-cell/>\
               <table:table-cell office:value-type='string'><text:p>Forlì</text:p><text:p>due</text:p></table:table-cell>\
               <table:table-cell office:value-type='float' office:value='231924.1'><text:p>231.924,10</text:p></table:table-cell>\
               <table:table-cell office:value-type='date' office:date-value='2024-02-29'><text:p>29/02/24</text:p></table:table-cell>\
               <table:table-cell table:formula='of:=1/0' office:value-type='string' office:string-value='' \
               calcext:value-type='error'><text:p>#DIV/0!</text:p></table:table-cell></table:table-row>";
    let end = "<table:table-row table:number-rows-repeated='1048500'><table:table-cell \
               table:number-columns-repeated='16384'/></table:table-row>";
    let sheet =
        read(&ods(&format!("{empty_row}{row}{empty_row}{row}{end}")), "x.ods", &Options::default(), &[]).unwrap();
    let line = "\tForlì due\t231924.1\t2024-02-29\t#DIV/0!\n";
    assert_eq!(sheet.file.text, format!("\n\n{line}\n\n{line}"));
    let contents: Vec<_> = sheet.rows[1].cells.iter().map(|cell| cell.content.clone()).collect();
    let error = SheetContent::Other(OtherKind::Error("#DIV/0!".into()));
    let date = SheetContent::Other(OtherKind::Date);
    assert_eq!(contents, [text(""), text("Forlì\ndue"), SheetContent::Number(231_924.1), date, error]);
}

#[test]
fn an_ods_file_too_large() {
    let rows = "<table:table-row table:number-rows-repeated='100000'><table:table-cell office:value-type='float' \
                office:value='1' table:number-columns-repeated='60'/></table:table-row>";
    assert_eq!(read(&ods(rows), "x.ods", &Options::default(), &[]), Err(SheetError::TooLarge));
}

#[test]
fn addresses() {
    let known = [(812, 2, "C812"), (1, 0, "A1"), (1, 25, "Z1"), (2, 26, "AA2"), (3, 701, "ZZ3"), (1, 702, "AAA1")];
    for (line, tabs, expected) in known {
        assert_eq!(address(line, tabs), expected);
    }
    assert_eq!(address(1_048_576, 16_383), "XFD1048576");
}

#[test]
fn numbers_as_shown() {
    let known: [(f64, u32, Option<&str>); 29] = [
        (0.1 + 0.2, 2, Some("0.30")),
        (0.1 + 0.2, 15, None),
        (231_924.1, 2, Some("231924.10")),
        (231_924.1, 1, Some("231924.1")),
        (231_924.1, 0, None),
        (1_234_567_890_123.45, 2, Some("1234567890123.45")),
        (12_345_678_901_234.56, 2, None),
        (12_345_678_901_234.5, 2, Some("12345678901234.50")),
        (40_000_000_000_000.0, 2, Some("40000000000000.00")),
        (-5.0, 0, Some("-5")),
        (-0.05, 2, Some("-0.05")),
        (-0.0, 0, Some("0")),
        (0.0, 2, Some("0.00")),
        (-0.0, 2, Some("0.00")),
        (0.05, 1, None),
        (0.005, 2, None),
        (1.005, 3, Some("1.005")),
        (1.005, 2, None),
        (100.0, 0, Some("100")),
        (1.0 / 3.0, 2, None),
        (0.999_999_999_999_999_9, 2, Some("1.00")),
        (9_007_199_254_740_993.0, 0, None),
        (5e-324, 2, Some("0.00")),
        (f64::EPSILON, 2, Some("0.00")),
        (0.1 + 0.2 - 0.3, 2, Some("0.00")),
        (f64::NAN, 2, None),
        (f64::INFINITY, 2, None),
        (f64::NEG_INFINITY, 2, None),
        (f64::MAX, 2, None),
    ];
    for (value, decimals, expected) in known {
        assert_eq!(shown(value, decimals).as_deref(), expected, "{value} {decimals}");
    }
    assert_eq!(shown(1e300, 2), None);
    assert_eq!(shown(1.5, 70_000), None);
}

/// As the cents that they are.
fn cents(shown: &str) -> i64 {
    shown.replace('.', "").parse().unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn an_amount_is_shown_as_it_was_typed(amount in -99_999_999_999_999_i64..=99_999_999_999_999) {
        let typed: f64 = format!("{}e-2", amount).parse().unwrap();
        prop_assert_eq!(shown(typed, 2).map(|text| cents(&text)), Some(amount));
        prop_assert_eq!(shown(amount as f64 / 100.0, 2).map(|text| cents(&text)), Some(amount));
    }

    #[test]
    fn sums_of_cents(amounts in prop::collection::vec(-10_000_000_i64..=10_000_000, 1000)) {
        // Their noise is far below a cent, even where they cancel out.
        let sum = amounts.iter().map(|&amount| amount as f64 / 100.0).sum();
        prop_assert_eq!(shown(sum, 2).map(|text| cents(&text)), Some(amounts.iter().sum::<i64>()));
    }

    #[test]
    fn any_value_is_shown_or_not(bits: u64, decimals in 0_u32..20) {
        let value = f64::from_bits(bits);
        if let Some(text) = shown(value, decimals) {
            let back: f64 = text.parse().unwrap();
            let unit = 10_f64.powi(-i32::try_from(decimals).unwrap());
            prop_assert!((back - value).abs() <= (value.abs() * 1e-13).max(unit * 1e-6));
        }
    }

    #[test]
    fn damaged_workbooks_do_no_harm(at: prop::sample::Index, byte: u8, part: prop::sample::Index) {
        // Damage inside a part, where the checksum of the archive does not show it.
        let mut archive = ZipArchive::new(Cursor::new(xlsx())).unwrap();
        let mut files: Vec<(String, Vec<u8>)> = vec![];
        for index in 0..archive.len() {
            let mut file = archive.by_index(index).unwrap();
            let mut content = vec![];
            file.read_to_end(&mut content).unwrap();
            files.push((file.name().unwrap().to_string(), content));
        }
        let content = &mut part.get_mut(&mut files).1;
        let at = at.index(content.len());
        content[at] = byte;
        let files: Vec<_> = files.iter().map(|(name, content)| (name.as_str(), &content[..])).collect();
        let _ = read(&zipped(&files), "x.xlsx", &Options::default(), &[]);
    }
}
