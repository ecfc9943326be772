//! Text with delimiters, as databases and spreadsheets export it. The room of csv-core and encoding_rs.

use std::str;
use std::sync::Arc;

use csv_core::{ReadFieldResult, Reader, ReaderBuilder};
use encoding_rs::{UTF_8, WINDOWS_1252};

use super::{Delimiter, Encoding, MOST_CELLS, Options, Sheet, SheetCell, SheetContent, SheetError, SheetRow};
use crate::source::SourceFile;

pub fn read(bytes: &[u8], name: &str, options: &Options, keys: &[&str]) -> Result<Sheet, SheetError> {
    let file = decode(bytes, name, options.encoding)?;
    let delimiter = options.delimiter.unwrap_or_else(|| likeliest_delimiter(&file, keys));
    let mut cells = 0;
    let rows = Records::new(&file, delimiter).map(|row| {
        let row = row?;
        cells += row.cells.len();
        if cells > MOST_CELLS { Err(SheetError::TooLarge) } else { Ok(row) }
    });
    let rows = rows.collect::<Result<_, _>>()?;
    Ok(Sheet { file, rows })
}

fn decode(bytes: &[u8], name: &str, declared: Option<Encoding>) -> Result<Arc<SourceFile>, SheetError> {
    // A byte order mark is a surer sign than what a plan says, which may have been written for last year's file.
    let (encoding, bytes) = match encoding_rs::Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (encoding, bytes.get(mark..).unwrap_or_default()),
        None => match declared {
            Some(Encoding::Windows1252) => (WINDOWS_1252, bytes),
            None if str::from_utf8(bytes).is_err() => (WINDOWS_1252, bytes),
            _ => (UTF_8, bytes),
        },
    };
    let (text, broken) = encoding.decode_without_bom_handling(bytes);
    // Every byte is something in Windows-1252, but text of any kind has no nulls: they tell of UTF-16 or of no text.
    let sign = if broken { char::REPLACEMENT_CHARACTER } else { '\0' };
    if let Some(start) = text.find(sign) {
        let file = SourceFile::new(name, text);
        return Err(SheetError::NotText { file, span: start..start + sign.len_utf8() });
    }
    // Lines are counted by their line feeds; where none has one, the carriage returns are the ends of lines.
    Ok(if text.contains('\n') { SourceFile::new(name, text) } else { SourceFile::new(name, text.replace('\r', "\n")) })
}

/// The one with which the first line has most of the columns that are looked for, then most fields.
fn likeliest_delimiter(file: &Arc<SourceFile>, keys: &[&str]) -> Delimiter {
    let score = |&delimiter: &Delimiter| {
        let first = match Records::new(file, delimiter).next() {
            Some(Ok(first)) => first,
            // A quote opens only where a field begins, so this delimiter does part fields, if the quote is not the first.
            Some(Err(_)) => return (0, 2),
            // All is blank, if this delimiter is taken.
            None => return (0, usize::MAX),
        };
        let has = |key: &&&str| {
            let wanted = key.trim().to_lowercase();
            let is_wanted = |text: &str| text.trim().to_lowercase() == wanted;
            first.cells.iter().any(|cell| matches!(&cell.content, SheetContent::Text(text) if is_wanted(text)))
        };
        (keys.iter().filter(has).count(), first.cells.len())
    };
    // Of equals `max_by_key` takes the last.
    Delimiter::ALL.into_iter().rev().max_by_key(score).unwrap_or(Delimiter::Semicolon)
}

/// The records of a file that are not blank.
struct Records<'a> {
    file: &'a Arc<SourceFile>,
    reader: Reader,
    /// How much of the text has been read.
    at: usize,
    /// The field that is being read, without its quotes.
    field: Vec<u8>,
}

impl<'a> Records<'a> {
    fn new(file: &'a Arc<SourceFile>, delimiter: Delimiter) -> Self {
        Self { file, reader: ReaderBuilder::new().delimiter(delimiter.byte()).build(), at: 0, field: vec![0; 64] }
    }

    /// The next record, blank or not.
    fn record(&mut self) -> Result<Option<SheetRow>, SheetError> {
        // csv-core takes blank lines, and the second half of a line end, for the beginning of the record after them.
        let rest = self.file.text.as_bytes().get(self.at..).unwrap_or_default();
        self.at += rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).count();
        let start = self.at;
        let mut cells = vec![];
        while let Some((cell, is_last)) = self.cell()? {
            cells.push(cell);
            if is_last {
                break;
            }
        }
        Ok(cells.last().map(|last| last.span.end).map(|end| SheetRow { span: start..end, cells }))
    }

    /// The next cell, and whether it is the last of its record.
    fn cell(&mut self) -> Result<Option<(SheetCell, bool)>, SheetError> {
        let text = &self.file.text;
        let start = self.at;
        let mut written = 0;
        let (is_last, end) = loop {
            let rest = text.as_bytes().get(self.at..).unwrap_or_default();
            let (result, read, wrote) = self.reader.read_field(rest, &mut self.field[written..]);
            self.at += read;
            written += wrote;
            match result {
                // The next call, which has nothing more to offer, ends the field.
                ReadFieldResult::InputEmpty => {}
                ReadFieldResult::OutputFull => self.field.resize(2 * self.field.len(), 0),
                // What ended it has been read with it, unless that was the end of the file.
                ReadFieldResult::Field { record_end } => break (record_end, self.at - usize::from(read > 0)),
                ReadFieldResult::End => return Ok(None),
            }
        };
        // csv-core ends an open quote where the file ends.
        let raw = text.get(start..end).unwrap_or_default();
        if end == text.len() && raw.strip_prefix('"').is_some_and(|rest| !rest.replace("\"\"", "").contains('"')) {
            return Err(SheetError::UnclosedQuote { file: Arc::clone(self.file), span: start..start + 1 });
        }
        // What stands behind a closing quote would be taken into the field, and the quotes left out.
        if let Some(inside) = raw.strip_prefix('"').map(|rest| rest.replace("\"\"", ""))
            && inside.find('"').is_some_and(|at| !inside[at + 1..].trim().is_empty())
        {
            return Err(SheetError::StrayQuote { file: Arc::clone(self.file), span: start..end });
        }
        let content = String::from_utf8_lossy(&self.field[..written]).into_owned();
        Ok(Some((SheetCell { span: start..end, content: SheetContent::Text(content) }, is_last)))
    }
}

impl Iterator for Records<'_> {
    type Item = Result<SheetRow, SheetError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.record().transpose()? {
                Ok(row) if row.cells.iter().all(SheetCell::is_blank) => {}
                row => return Some(row),
            }
        }
    }
}
