//! Which cells of a sheet a table has, where not all of them are its.

use std::ops::Range;

use super::SheetError;

/// Rows and columns of a sheet, from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    pub rows: Range<u32>,
    pub columns: Range<u32>,
}

/// The whole sheet.
impl Default for Area {
    fn default() -> Self {
        Self { rows: 0..u32::MAX, columns: 0..u32::MAX }
    }
}

/// The cells that a text means: as they are written, or by one of the names that a workbook has for its cells; with the
/// sheet that they are on, where the name says it.
///
/// # Errors
/// Where it means none, with the names that would.
pub fn find(wanted: &str, names: &[(String, String)]) -> Result<(Option<String>, Area), SheetError> {
    if let Some(area) = area(wanted) {
        return Ok((None, area));
    }
    let named = names.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
    let found = named.and_then(|(_, cells)| on_sheet(cells));
    found.map(|(sheet, area)| (Some(sheet), area)).ok_or_else(|| SheetError::UnknownRange {
        possible: names.iter().filter(|(_, cells)| on_sheet(cells).is_some()).map(|(name, _)| name.clone()).collect(),
    })
}

/// `'Tavola 2'!$A$4:$F$20`, or as LibreOffice keeps it, `$'Tavola 2'.$A$4:$F$20`.
fn on_sheet(cells: &str) -> Option<(String, Area)> {
    let cells = cells.trim_start_matches(['=', '$']);
    let (sheet, rest) = match cells.strip_prefix('\'') {
        Some(quoted) => {
            let end = quoted.replace("''", "  ").find('\'')?;
            (quoted[..end].replace("''", "'"), &quoted[end + 1..])
        }
        None => {
            let end = cells.find(['!', '.'])?;
            (cells[..end].to_owned(), &cells[end..])
        }
    };
    Some((sheet, area(rest.strip_prefix(['!', '.'])?)?))
}

/// `B4:F20`, with or without dollar signs.
fn area(cells: &str) -> Option<Area> {
    let (first, last) = cells.split_once(':')?;
    let (top, left) = cell(first)?;
    // LibreOffice may name the sheet again.
    let (bottom, right) = cell(last.rsplit(['.', '!']).next()?)?;
    (top <= bottom && left <= right).then_some(Area { rows: top..bottom + 1, columns: left..right + 1 })
}

/// Row and column of a cell by its address: `F20`.
fn cell(address: &str) -> Option<(u32, u32)> {
    let address = address.strip_prefix('$').unwrap_or(address);
    let end = address.find(|c: char| !c.is_ascii_alphabetic())?;
    let (letters, number) = address.split_at(end);
    let number = number.strip_prefix('$').unwrap_or(number);
    if letters.is_empty() || letters.len() > 3 || number.len() > 7 || !number.bytes().all(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    let letter = |letter: u8| u32::from(letter.to_ascii_uppercase() - b'A') + 1;
    let column = letters.bytes().fold(0, |column, next| column * 26 + letter(next));
    Some((number.parse::<u32>().ok()?.checked_sub(1)?, column - 1))
}
