//! A workbook for the office that works with the figures: a sheet for each table, sums alive as formulas.
//!
//! In: an annex. Out: XLSX (ECMA-376). The tables come first, since they are what a workbook is opened for; the words of the
//! annex (masthead, texts, footnotes, signatures) have the last sheet for themselves, so that little stands above the
//! frozen headings of a table. On its sheet, from the top: title, caption and unit; headings; a hidden row with the keys
//! of the columns; the rows; what they have in notes. Hidden columns to the right have what the plan calls its rows and
//! their roles. A defined name, `rows_` and the table's id or number, is the range from the row of keys to the last row:
//! what `rows_from` reads back.

mod cells;
mod formulas;
mod looks;
mod names;
mod numbers;
mod sheet;
mod text;

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use self::cells::Pen;
use self::formulas::{Formulas, Spot};
use self::looks::Looks;
use self::names::Names;
use self::text::Runs;
use super::{RenderError, Words, document_title};
use crate::annex::{Annex, Table, Text};

/// Characters of a property of the document at most.
const LONGEST_PROPERTY: usize = 250;
/// How wide the sheet of texts is, in letters.
const TEXT_WIDTH: f64 = 100.0;

/// The file of an annex.
///
/// # Errors
/// Where a table is larger than a sheet.
pub fn render(annex: &Annex, words: Words) -> Result<Vec<u8>, RenderError> {
    draw(annex, words).map_err(|error| RenderError::refused(error.to_string()))
}

fn draw(annex: &Annex, words: Words) -> Result<Vec<u8>, XlsxError> {
    let mut names = Names::default();
    let sheets: Vec<String> =
        annex.tables.iter().enumerate().map(|(index, table)| names.take(&wish(index, table))).collect();
    let texts = names.take(&words.annex_name(annex));
    let spots: Vec<Spot> =
        annex.tables.iter().zip(&sheets).map(|(table, name)| sheet::spot(annex, table, name, words)).collect();
    let written = Formulas::new(annex, &spots).all();

    let mut workbook = Workbook::new();
    workbook.set_properties(&properties(annex, words)?);
    let mut pen = Pen { words, texts: &texts, rests: vec![] };
    let mut looks = Looks::default();
    for (index, (table, name)) in annex.tables.iter().zip(&sheets).enumerate() {
        let worksheet = workbook.add_worksheet();
        worksheet.set_name(name)?;
        let sheet = sheet::Sheet { annex, table, index, spot: &spots[index], written: &written };
        let range = sheet.write(worksheet, &mut pen, &mut looks)?;
        let id = table.id.clone().unwrap_or_else(|| (index + 1).to_string());
        workbook.define_name(format!("rows_{id}"), &range)?;
    }
    write_texts(&mut workbook, annex, &mut pen)?;
    workbook.save_to_buffer()
}

/// What the sheet of a table would be called if everything could.
fn wish(index: usize, table: &Table) -> String {
    let caption = table.caption.as_ref().map(Text::to_plain).filter(|caption| !names::legal(caption).is_empty());
    caption.or_else(|| table.id.clone()).unwrap_or_else(|| (index + 1).to_string())
}

/// Without a clock: it was made on the day of its act.
fn properties(annex: &Annex, words: Words) -> Result<DocProperties, XlsxError> {
    let shortened = |text: &str| text.chars().take(LONGEST_PROPERTY).collect::<String>();
    let date = annex.act.date;
    let created = ExcelDateTime::from_ymd(date.year, date.month, date.day);
    // Before 1900 there are no days in spreadsheets.
    let created = created.or_else(|_| ExcelDateTime::from_ymd(1900, 1, 1))?;
    let properties =
        DocProperties::new().set_title(shortened(&document_title(annex, words))).set_creation_datetime(&created);
    Ok(match &annex.act.authority {
        Some(authority) => properties.set_author(shortened(authority)),
        None => properties,
    })
}

/// The annex without its tables, in the order of the document.
fn write_texts(workbook: &mut Workbook, annex: &Annex, pen: &mut Pen) -> Result<(), XlsxError> {
    let worksheet = workbook.add_worksheet();
    worksheet.set_name(pen.texts)?;
    worksheet.set_column_width(0, TEXT_WIDTH)?;
    worksheet.set_print_fit_to_pages(1, 0);
    worksheet.set_paper_size(sheet::A4);
    let mut row = 0;
    for (runs, is_title) in texts(annex, pen.words) {
        let format = if is_title { looks::title() } else { looks::line() };
        worksheet.set_row_height(row, sheet::height(cells::lines(&runs.text(), TEXT_WIDTH)))?;
        pen.write(worksheet, (row, 0), &runs, &format, is_title)?;
        row += 1;
    }
    // What was too long for its cell, in as many as it needs.
    for rest in std::mem::take(&mut pen.rests) {
        let parts = rest.parts.iter().map(String::as_str);
        for (text, format) in
            [(rest.from.as_str(), looks::title())].into_iter().chain(parts.map(|part| (part, looks::line())))
        {
            worksheet.write_string_with_format(row, 0, text, &format)?;
            row += 1;
        }
    }
    Ok(())
}

/// Lines of the sheet of texts, and whether they are titles.
fn texts(annex: &Annex, words: Words) -> Vec<(Runs, bool)> {
    let of = |text: &Text| Runs::of(text, &annex.footnotes);
    let plain = |text: String| (Runs::plain(&text), false);
    let act = &annex.act;
    let mut lines = vec![];
    lines.extend(act.authority.clone().map(plain));
    lines.extend(act.citation.as_ref().map(|citation| plain(words.citation(citation))));
    lines.extend(words.subject(annex).map(plain));
    lines.push((Runs::plain(&act.title), true));
    lines.push((Runs::plain(&words.annex_heading(annex)), true));
    lines.extend(words.annex_title(annex).map(|title| (of(&title), true)));
    lines.extend(sheet::corrections(annex, words));
    lines.extend(annex.before.as_ref().map(|text| (of(text), false)));
    for table in &annex.tables {
        lines.extend(table.caption.as_ref().map(|caption| (of(caption), true)));
        lines.extend(table.before.iter().chain(&table.after).map(|text| (of(text), false)));
    }
    lines.extend(annex.after.as_ref().map(|text| (of(text), false)));
    lines.extend(annex.footnotes.iter().map(|note| (sheet::footnote(annex, note), false)));
    lines.extend(annex.accounting.iter().filter_map(|accounting| words.accounting(accounting)).map(plain));
    if let Some(signing) = &annex.signing {
        lines.extend(words.place_and_date(signing).map(plain));
        let signature = |signature: &crate::annex::Signature| {
            let name = signature.name.iter().map(|name| format!("\n{name}"));
            plain(std::iter::once(signature.office.clone()).chain(name).collect())
        };
        lines.extend(signing.signatures.iter().map(signature));
    }
    lines.extend(act.registration.as_ref().map(|registration| plain(words.registration(registration))));
    lines.extend(words.bulletin(annex).map(|bulletin| plain(format!("{} {bulletin}", words.get("published-in")))));
    lines
}
