//! The workbooks of Excel and LibreOffice. The room of calamine.
//!
//! A workbook has no text to point at, so one is made: row by row, as the sheet would be pasted into an editor.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read as _};
use std::panic::catch_unwind;

use calamine::{CellErrorType, Data, Dimensions, ExcelDateTime, Ods, Reader, SheetType, SheetVisible, Sheets};
use calamine::{Range, Xls, Xlsb, Xlsx};
use zip::ZipArchive;

use super::range::{self, Area};
use super::{MOST_CELLS, Options, OtherKind, Sheet, SheetCell, SheetContent, SheetError, SheetRow};
use crate::source::SourceFile;

/// Spreadsheets keep no more significant digits than these.
const DIGITS: usize = 15;

type Workbook<'a> = Sheets<Cursor<&'a [u8]>>;

/// The cells of a sheet that are not blank, by row and column from 0.
#[derive(Default)]
struct Grid {
    cells: BTreeMap<(u32, u32), Data>,
    rows: u32,
    columns: u32,
}

pub fn read(bytes: &[u8], name: &str, ending: &str, options: &Options) -> Result<Sheet, SheetError> {
    if ending == "ods" && has_merged_cells(bytes) {
        return Err(SheetError::Merged);
    }
    // calamine trusts the figures that a file gives of itself, and panics over some of those that are wrong.
    let loaded = catch_unwind(|| {
        let mut workbook = open(bytes, ending)?;
        let range = options.range.as_deref().map(|wanted| range::find(wanted, workbook.defined_names())).transpose()?;
        let (of_range, area) = range.unwrap_or_default();
        let sheet = choose(&workbook, options.sheet.as_deref().or(of_range.as_deref()))?;
        load(&mut workbook, &sheet).map(|(grid, merged)| (sheet, grid, merged, area))
    });
    let damaged = |_| Err(SheetError::Unreadable("damaged file".into()));
    let (sheet, grid, merged, area) = loaded.unwrap_or_else(damaged)?;
    lay_out(name, &sheet, grid, &merged, area)
}

fn open<'a>(bytes: &'a [u8], ending: &str) -> Result<Workbook<'a>, SheetError> {
    let bytes = Cursor::new(bytes);
    match ending {
        "xlsx" | "xlsm" if claims_too_much(bytes.get_ref()) => Err(SheetError::Unreadable("damaged file".into())),
        "xlsx" | "xlsm" => Xlsx::new(bytes).map(Sheets::Xlsx).map_err(unreadable),
        "ods" => Ods::new(bytes).map(Sheets::Ods).map_err(unreadable),
        "xls" => Xls::new(bytes).map(Sheets::Xls).map_err(unreadable),
        "xlsb" => Xlsb::new(bytes).map(Sheets::Xlsb).map_err(unreadable),
        _ => Err(SheetError::UnknownKind),
    }
}

/// Whether an XLSX file says that it has more texts than would fit into it. calamine makes room for so many as it is
/// told of, and where there is none the program ends.
fn claims_too_much(bytes: &[u8]) -> bool {
    let mut head = vec![];
    let size = ZipArchive::new(Cursor::new(bytes)).ok().and_then(|mut archive| {
        let part = archive.by_name("xl/sharedStrings.xml").ok()?;
        let size = part.size();
        part.take(2_000).read_to_end(&mut head).ok().map(|_| size)
    });
    let head = String::from_utf8_lossy(&head);
    let claimed = head.split_once("uniqueCount=\"").and_then(|(_, rest)| rest.split('"').next());
    // What is no number calamine has to judge.
    claimed.and_then(|count| count.parse::<u64>().ok()).zip(size).is_some_and(|(count, size)| count > size)
}

/// Whether an ODS file has merged cells, of which calamine does not tell: what they cover would read as blank.
fn has_merged_cells(bytes: &[u8]) -> bool {
    // Of the content so much as any table may have; a file with more is refused for its size.
    const MOST: u64 = 200_000_000;
    let mut content = String::new();
    let archive = ZipArchive::new(Cursor::new(bytes)).ok();
    let read = archive.and_then(|mut archive| {
        archive.by_name("content.xml").ok().and_then(|file| file.take(MOST).read_to_string(&mut content).ok())
    });
    read.is_some() && content.contains("<table:covered-table-cell")
}

fn unreadable(cause: impl Into<calamine::Error>) -> SheetError {
    SheetError::Unreadable(cause.into().to_string())
}

/// The sheet of that name, else the first that is seen when the workbook is opened.
fn choose(workbook: &Workbook, wanted: Option<&str>) -> Result<String, SheetError> {
    let sheets = || workbook.sheets_metadata().iter().filter(|sheet| sheet.typ == SheetType::WorkSheet);
    let found = match wanted {
        Some(name) => sheets().find(|sheet| sheet.name == name),
        None => sheets().find(|sheet| sheet.visible == SheetVisible::Visible).or_else(|| sheets().next()),
    };
    match found {
        Some(sheet) => Ok(sheet.name.clone()),
        None if sheets().next().is_none() => Err(SheetError::NoSheet),
        None => Err(SheetError::UnknownSheet { possible: sheets().map(|sheet| sheet.name.clone()).collect() }),
    }
}

/// The cells of a sheet and its merged regions.
fn load(workbook: &mut Workbook, sheet: &str) -> Result<(Grid, Vec<Dimensions>), SheetError> {
    let mut grid = Grid::default();
    let mut merged = vec![];
    match workbook {
        // One cell after the other: as a range, the first cell of a sheet and its last would take all memory.
        Sheets::Xlsx(workbook) => {
            merged = workbook.merge_cells_by_sheet_name(sheet).map_err(unreadable)?;
            let mut cells = workbook.worksheet_cells_reader(sheet).map_err(unreadable)?;
            while let Some(cell) = cells.next_cell().map_err(unreadable)? {
                grid.put(cell.get_position(), cell.get_value().clone().into())?;
            }
            drop(cells);
            let mut formulas = workbook.worksheet_cells_reader(sheet).map_err(unreadable)?;
            while let Some(formula) = formulas.next_formula().map_err(unreadable)? {
                grid.put_formula(formula.get_position(), formula.get_value())?;
            }
        }
        Sheets::Xlsb(workbook) => {
            let mut cells = workbook.worksheet_cells_reader(sheet).map_err(unreadable)?;
            while let Some(cell) = cells.next_cell().map_err(unreadable)? {
                grid.put(cell.get_position(), cell.get_value().clone().into())?;
            }
        }
        Sheets::Xls(workbook) => {
            grid.put_all(&workbook.worksheet_range(sheet).map_err(unreadable)?)?;
            merged = workbook.merge_cells_by_sheet_name(sheet).map_err(unreadable)?;
        }
        Sheets::Ods(workbook) => {
            grid.put_all(&workbook.worksheet_range(sheet).map_err(unreadable)?)?;
            let formulas = workbook.worksheet_formula(sheet).map_err(unreadable)?;
            let (top, left) = formulas.start().unwrap_or_default();
            for (row, column, formula) in formulas.used_cells() {
                grid.put_formula((absolute(top, row), absolute(left, column)), formula)?;
            }
        }
    }
    Ok((grid, merged))
}

impl Grid {
    fn put(&mut self, (row, column): (u32, u32), value: Data) -> Result<(), SheetError> {
        if matches!(&value, Data::Empty) || matches!(&value, Data::String(text) if text.trim().is_empty()) {
            return Ok(());
        }
        self.rows = self.rows.max(row.saturating_add(1));
        self.columns = self.columns.max(column.saturating_add(1));
        if u64::from(self.rows) * u64::from(self.columns) > MOST_CELLS as u64 {
            return Err(SheetError::TooLarge);
        }
        self.cells.insert((row, column), value);
        Ok(())
    }

    /// A formula without a result is no blank cell.
    fn put_formula(&mut self, at: (u32, u32), formula: &str) -> Result<(), SheetError> {
        match formula.is_empty() || self.cells.contains_key(&at) {
            true => Ok(()),
            false => self.put(at, Data::Error(CellErrorType::GettingData)),
        }
    }

    fn put_all(&mut self, range: &Range<Data>) -> Result<(), SheetError> {
        let (top, left) = range.start().unwrap_or_default();
        range
            .used_cells()
            .try_for_each(|(row, column, value)| self.put((absolute(top, row), absolute(left, column)), value.clone()))
    }

    /// Marks where a merged cell goes on; nothing may be hidden there.
    fn mark(&mut self, merged: &[Dimensions]) -> Result<(), SheetError> {
        let mut marks = 0;
        for region in merged {
            let ((top, left), (bottom, right)) = (region.start, region.end);
            for row in top..bottom.saturating_add(1).min(self.rows) {
                for column in left..right.saturating_add(1).min(self.columns) {
                    // Regions do not overlap, but in a file that means harm.
                    marks += 1;
                    if marks > MOST_CELLS {
                        return Err(SheetError::TooLarge);
                    }
                    if (row, column) != (top, left) {
                        let mark = if row == top { "<" } else { "^" };
                        // What nobody sees some programs still add up.
                        if self.cells.insert((row, column), Data::String(mark.into())).is_some() {
                            let line = usize::try_from(row).map_or(usize::MAX, |row| row + 1);
                            let before = usize::try_from(column).unwrap_or_default();
                            return Err(SheetError::Hidden(address(line, before)));
                        }
                    }
                }
            }
        }
        Ok(())
    }
}

/// The row or column of a sheet, from its index in a range that begins at the first.
fn absolute(first: u32, index: usize) -> u32 {
    u32::try_from(index).map_or(u32::MAX, |index| first.saturating_add(index))
}

/// Writes the text, and with it the rows whose cells point into it.
fn lay_out(path: &str, sheet: &str, mut grid: Grid, merged: &[Dimensions], area: Area) -> Result<Sheet, SheetError> {
    // What lies beside is no part of the table; the text has its rows and columns all the same, so that places are right.
    grid.cells.retain(|&(row, column), _| area.rows.contains(&row) && area.columns.contains(&column));
    // A row with nothing but the continuation of those above is as blank as without.
    let filled: BTreeSet<u32> = grid.cells.keys().map(|&(row, _)| row).collect();
    grid.mark(merged)?;
    let mut text = String::new();
    let mut rows = Vec::with_capacity(filled.len());
    for row in 0..grid.rows {
        if filled.contains(&row) {
            let start = text.len();
            let cells = (0..grid.columns).map(|column| {
                if column > 0 {
                    text.push('\t');
                }
                let start = text.len();
                let content = content(grid.cells.remove(&(row, column)).unwrap_or_default(), &mut text);
                (column, SheetCell { span: start..text.len(), content })
            });
            let cells: Vec<(u32, SheetCell)> = cells.collect();
            let inside = cells.into_iter().filter(|(column, _)| area.columns.contains(column));
            let cells = inside.map(|(_, cell)| cell).collect();
            rows.push(SheetRow { span: start..text.len(), cells });
        }
        text.push('\n');
    }
    Ok(Sheet { file: SourceFile::of_sheet(path, sheet, text), rows })
}

/// What a cell holds; how people read it is added to the text.
fn content(value: Data, text: &mut String) -> SheetContent {
    let (shown, content) = match value {
        Data::Empty => (String::new(), SheetContent::Text(String::new())),
        Data::Int(value) => number(value as f64),
        Data::Float(value) => number(value),
        Data::Bool(value) => (value.to_string().to_uppercase(), SheetContent::Other(OtherKind::Boolean)),
        Data::DateTime(value) => (moment(value), SheetContent::Other(OtherKind::Date)),
        Data::DateTimeIso(value) | Data::DurationIso(value) => (value, SheetContent::Other(OtherKind::Date)),
        Data::Error(CellErrorType::GettingData) => ("=".to_owned(), SheetContent::Other(OtherKind::Uncalculated)),
        Data::Error(error) => (error.to_string(), SheetContent::Other(OtherKind::Error(error.to_string()))),
        // All that calamine says of an error in an ODS file.
        Data::String(value) if value.parse::<CellErrorType>().is_ok() => {
            (value.clone(), SheetContent::Other(OtherKind::Error(value)))
        }
        Data::String(value) => (value.clone(), SheetContent::Text(value)),
    };
    text.extend(shown.chars().map(|c| if c.is_control() { ' ' } else { c }));
    content
}

fn number(value: f64) -> (String, SheetContent) {
    let plain = value.to_string();
    // 1e300 is no more readable for its noughts.
    let shown = if plain.len() > 25 { format!("{value:e}") } else { plain };
    (shown, SheetContent::Number(value))
}

/// A date, a time of day, both, or hours, minutes and seconds.
fn moment(value: ExcelDateTime) -> String {
    if value.is_duration() {
        let seconds = (value.as_f64() * 86_400.0).round().abs() as u64;
        let sign = if value.as_f64() < 0.0 { "-" } else { "" };
        return format!("{sign}{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }
    let (year, month, day, hour, minute, second, _) = value.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    match value.as_f64() {
        value if value < 1.0 => time,
        value if value.fract() == 0.0 => date,
        _ => format!("{date} {time}"),
    }
}

/// What a spreadsheet calls a cell, by its line in the text of a [`Sheet`] and the tabs before it there: `C812`.
pub fn address(line: usize, tabs_before: usize) -> String {
    let mut letters = String::new();
    let mut rest = Some(tabs_before);
    // Not quite base 26: after Z comes AA.
    while let Some(column) = rest {
        letters.insert(0, char::from(b'A' + (column % 26) as u8));
        rest = (column / 26).checked_sub(1);
    }
    format!("{letters}{line}")
}

/// The number that a spreadsheet shows for a stored binary value, with exactly so many decimals: `231924.10`. `None`
/// where the value is not a decimal of so many places, but for the noise of binary sums (0.1 + 0.2 is stored as
/// 0.30000000000000004), or has more significant digits than spreadsheets keep.
pub fn shown(value: f64, decimals: u32) -> Option<String> {
    let size = value.abs();
    let text = format!("{:.*}", usize::from(u16::try_from(decimals).ok()?), size);
    let unit = 10_f64.powi(-i32::try_from(decimals).ok()?);
    // A thousand additions lose less than the last nine of the 53 bits; what is too small to see is noise as well. Past
    // a thousandth of the last decimal it is a digit that someone meant.
    let noise = (size * 2_f64.powi(-44)).min(unit * 1e-3).max(unit * 1e-6);
    let near = (size - text.parse::<f64>().ok()?).abs() <= noise;
    let digits = text.replace('.', "").trim_matches('0').len();
    let sign = if value < 0.0 && digits > 0 { "-" } else { "" };
    (near && digits <= DIGITS).then(|| format!("{sign}{text}"))
}
