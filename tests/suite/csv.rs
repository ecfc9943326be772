//! Text files: delimiters, encodings, quotes, places.

use allegato::source::sheet::{Delimiter, Encoding, Options, Sheet, SheetContent, SheetError, read};
use proptest::prelude::*;

fn sheet(bytes: &[u8]) -> Sheet {
    read(bytes, "x.csv", &Options::default(), &["comune", "importo"]).unwrap()
}

fn texts(sheet: &Sheet) -> Vec<Vec<&str>> {
    fn text(content: &SheetContent) -> &str {
        match content {
            SheetContent::Text(text) => text.as_str(),
            other => panic!("{other:?}"),
        }
    }
    sheet.rows.iter().map(|row| row.cells.iter().map(|cell| text(&cell.content)).collect()).collect()
}

fn raw(sheet: &Sheet) -> Vec<Vec<&str>> {
    sheet.rows.iter().map(|row| row.cells.iter().map(|cell| &sheet.file.text[cell.span.clone()]).collect()).collect()
}

#[test]
fn each_delimiter_is_found() {
    for delimiter in [";", ",", "\t", "|"] {
        let text = format!("Comune{delimiter} importo \nCagliari{delimiter}\"1{delimiter}5\"\n");
        let sheet = sheet(text.as_bytes());
        assert_eq!(texts(&sheet)[0], ["Comune", " importo "], "{delimiter}");
        assert_eq!(texts(&sheet)[1], ["Cagliari".to_owned(), format!("1{delimiter}5")]);
    }
}

#[test]
fn keys_weigh_more_than_fields() {
    let keys = read(b"comune|importo, in euro, e, altro\n", "x.CSV", &Options::default(), &["comune"]).unwrap();
    assert_eq!(keys.rows[0].cells.len(), 2);
    let none = read(b"a|b,c,d\n", "x.txt", &Options::default(), &["comune"]).unwrap();
    assert_eq!(none.rows[0].cells.len(), 3);
    let alone = read(b"comune\nA\n", "x.tsv", &Options::default(), &["comune"]).unwrap();
    assert_eq!(texts(&alone), [["comune"], ["A"]]);
}

#[test]
fn a_declared_delimiter_is_kept() {
    let with = |delimiter| {
        let options = Options { delimiter: Some(delimiter), ..Options::default() };
        read(b"a,b;c\n", "x.csv", &options, &["a", "b;c"]).unwrap()
    };
    assert_eq!(texts(&with(Delimiter::Semicolon)), [["a,b", "c"]]);
    assert_eq!(texts(&with(Delimiter::Comma)), [["a", "b;c"]]);
}

#[test]
fn encodings() {
    let text = "comune;importo\nForlì;à è €\n";
    let expected = [["comune", "importo"], ["Forlì", "à è €"]];
    let mark: Vec<u8> = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
    let utf16: Vec<u8> = "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let utf16be: Vec<u8> = "\u{FEFF}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_be_bytes).collect();
    let windows = b"comune;importo\nForl\xEC;\xE0 \xE8 \x80\n";
    for bytes in [text.as_bytes(), &mark, &utf16, &utf16be, windows] {
        assert_eq!(texts(&sheet(bytes)), expected);
        assert_eq!(sheet(bytes).file.text, text);
    }
    let declared = |bytes, encoding| {
        read(bytes, "x.csv", &Options { encoding: Some(encoding), ..Options::default() }, &["comune"])
    };
    assert_eq!(texts(&declared(windows, Encoding::Windows1252).unwrap()), expected);
    assert_eq!(texts(&declared(text.as_bytes(), Encoding::Windows1252).unwrap())[1][0], "ForlÃ¬");
    assert_eq!(texts(&declared(&mark, Encoding::Windows1252).unwrap()), expected);
    let Err(SheetError::NotText { file, span }) = declared(windows, Encoding::Utf8) else { panic!() };
    assert_eq!((&file.text[span.clone()], file.line_column(span.start)), ("\u{FFFD}", (2, 5)));
}

#[test]
fn what_is_no_text() {
    let no_mark: Vec<u8> = "comune;importo".encode_utf16().flat_map(u16::to_le_bytes).collect();
    for bytes in [&no_mark[..], b"PK\x03\x04\0\0\xFF", b"\xFF\xFEa\0\0\xD8b\0"] {
        assert!(matches!(read(bytes, "x.csv", &Options::default(), &[]), Err(SheetError::NotText { .. })));
    }
    assert_eq!(read(b"", "x.pdf", &Options::default(), &[]), Err(SheetError::UnknownKind));
    assert_eq!(read(b"", "x", &Options::default(), &[]), Err(SheetError::UnknownKind));
}

#[test]
fn places_are_exact() {
    let sheet = sheet(b"comune;importo\r\n\r\n \r\n\"a \"\"b\"\"\r\nc\";\r\n;;\r\n;\"\";x\r\nlast;\"e;f\"");
    assert_eq!(
        texts(&sheet),
        [vec!["comune", "importo"], vec!["a \"b\"\r\nc", ""], vec!["", "", "x"], vec!["last", "e;f"]]
    );
    assert_eq!(
        raw(&sheet),
        [vec!["comune", "importo"], vec!["\"a \"\"b\"\"\r\nc\"", ""], vec!["", "\"\"", "x"], vec!["last", "\"e;f\""]]
    );
    let lines: Vec<_> = sheet.rows.iter().map(|row| sheet.file.line_column(row.span.start).0).collect();
    assert_eq!(lines, [1, 4, 7, 8]);
    assert_eq!(&sheet.file.text[sheet.rows[1].span.clone()], "\"a \"\"b\"\"\r\nc\";");
}

#[test]
fn ends_of_lines() {
    for end in ["\n", "\r\n", "\r"] {
        for last in ["", end] {
            let sheet = sheet(format!("comune;importo{end}a;1{end}{end}b;{last}").as_bytes());
            assert_eq!(texts(&sheet), [["comune", "importo"], ["a", "1"], ["b", ""]], "{end:?} {last:?}");
            assert_eq!(raw(&sheet), texts(&sheet));
            assert_eq!(sheet.file.line_column(sheet.rows[2].span.start), (4, 1));
        }
    }
    assert!(sheet(b"").rows.is_empty());
    assert!(sheet(b"\n\r\n;;\n").rows.is_empty());
}

#[test]
fn a_quote_never_closed() {
    for (text, at) in [("a;\"b\nc;d\n", 2), ("\"", 0), ("a\n\"\"\"", 2), ("a;\"b\"\"", 2)] {
        let Err(SheetError::UnclosedQuote { span, .. }) = read(text.as_bytes(), "x.csv", &Options::default(), &[])
        else {
            panic!("{text}")
        };
        assert_eq!(span, at..at + 1, "{text}");
    }
    // Inches are taken as they are; quotes inside quotes would be lost.
    assert_eq!(texts(&sheet(b"comune;importo\n17\";a \"b\"\n"))[1], ["17\"", "a \"b\""]);
    let stray = read(b"comune;importo\n1;\"a \"b\" c\"\n", "x.csv", &Options::default(), &["comune"]);
    let Err(SheetError::StrayQuote { span, .. }) = stray else { panic!("{stray:?}") };
    assert_eq!(span, 17..26);
}

#[test]
fn too_large() {
    assert_eq!(read(&[b';'; 6_000_000], "x.csv", &Options::default(), &[]).map(|s| s.rows.len()), Ok(0));
    let mut long = vec![b';'; 6_000_000];
    long.push(b'a');
    assert_eq!(read(&long, "x.csv", &Options::default(), &[]), Err(SheetError::TooLarge));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read(
        table in prop::collection::vec(prop::collection::vec("[a-zàè€ ;,|\t\"\r\n]{0,8}", 1..5), 1..6),
        (delimiter, declared) in prop::sample::select(vec![
            (';', Delimiter::Semicolon), (',', Delimiter::Comma), ('\t', Delimiter::Tab), ('|', Delimiter::Bar),
        ]),
        end in prop::sample::select(vec!["\n", "\r\n"]),
    ) {
        let quoted = |field: &String| match field.contains([delimiter, '"', '\r', '\n']) {
            true => format!("\"{}\"", field.replace('"', "\"\"")),
            false => field.clone(),
        };
        let lines: Vec<Vec<String>> = table.iter().map(|row| row.iter().map(quoted).collect()).collect();
        // With a line feed somewhere, carriage returns in a field stay what they are.
        let text = format!("x{end}") + &lines.iter().map(|row| row.join(&delimiter.to_string()) + end).collect::<String>();
        let sheet = read(text.as_bytes(), "x.csv", &Options { delimiter: Some(declared), ..Options::default() }, &[]).unwrap();
        let full = |row: &&Vec<String>| row.iter().any(|field| !field.trim().is_empty());
        let expected: Vec<_> = table.iter().filter(full).cloned().collect();
        prop_assert_eq!(&texts(&sheet)[1..], expected);
        let written: Vec<_> = table.iter().enumerate().filter(|(_, row)| full(row)).map(|(i, _)| lines[i].clone()).collect();
        prop_assert_eq!(&raw(&sheet)[1..], written);
    }

    #[test]
    fn nothing_panics(bytes in prop::collection::vec(prop::sample::select(b"a;,\"\r\n\t\xE0\xEF\xBB\xBF\xFF\xFE\0".to_vec()), 0..40)) {
        if let Ok(sheet) = read(&bytes, "x.csv", &Options::default(), &["a"]) {
            for cell in sheet.rows.iter().flat_map(|row| &row.cells) {
                prop_assert!(sheet.file.text.get(cell.span.clone()).is_some());
            }
        }
    }
}
