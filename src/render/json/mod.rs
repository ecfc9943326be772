//! An annex whole, as data: for programs that read it instead of its pages.
//!
//! In: an annex. Out: JSON in UTF-8, its keys always in the same order, what is not there left out. `format` is raised
//! when a reader of the former one would no longer understand.
//!
//! - Amounts are strings of plain decimals, `"-231924.00"`, since numbers of JSON are often read as binary fractions; beside
//!   each stands how it is printed. Percentages are in hundredths, amounts in the unit of their column.
//! - Texts are Markdown, and beside it their words in one line.
//! - Rows count from 0, the headings being the first; so do columns and footnotes. A cell stands in its first row, and
//!   names by row and column the cells that head it.
//! - Dates are those of ISO 8601.

mod lines;
mod model;
pub mod names;

use schemars::schema_for;
use serde::Serialize;
use serde_json::Value;
use serde_json::ser::Serializer;

use self::lines::Lines;
use self::model::{
    AccountingData, ActData, AnnexAmountData, AnnexData, BulletinData, CellData, CitationData, ColumnData,
    CorrectionData, FootnoteData, LegendEntry, PartData, RegistrationData, RowData, SignatureData, SigningData,
    TableData, TextData,
};
use self::names::{KindName, PlainDecimal};
use super::{Words, markdown_text};
use crate::annex::{
    Accounting, Act, Annex, AnnexAmount, Bulletin, Cell, Citation, Column, Content, Correction, Figure, Footnote, Part,
    Quantity, Registration, Row, Signature, Signing, Table, Text, Unit,
};
use crate::catalogue::Catalogue;
use crate::source::without_null;

/// Version of the form of these files.
const FORMAT: u32 = 1;

/// The file of an annex.
pub fn render(annex: &Annex) -> Vec<u8> {
    let words = Words::new(Catalogue::of_documents(annex.act.language));
    let mut bytes = vec![];
    let mut serializer = Serializer::with_formatter(&mut bytes, Lines::default());
    // Texts, numbers and lists of them, written to memory: nothing here can fail.
    let _ = AnnexData::new(annex, words).serialize(&mut serializer);
    bytes.push(b'\n');
    bytes
}

/// The JSON Schema of these files.
pub fn schema() -> Value {
    let mut schema = schema_for!(AnnexData);
    schema.insert("title".to_owned(), "allegato: an annex".into());
    without_null(schema.to_value())
}

impl<'a> AnnexData<'a> {
    fn new(annex: &'a Annex, words: Words) -> Self {
        let texts = Texts { footnotes: &annex.footnotes };
        Self {
            format: FORMAT,
            act: act(&annex.act),
            label: &annex.label,
            name: words.annex_name(annex),
            title: texts.maybe(&annex.title),
            amount: annex.amount.as_ref().map(annex_amount),
            before: texts.maybe(&annex.before),
            tables: annex.tables.iter().map(|table| texts.table(table)).collect(),
            after: texts.maybe(&annex.after),
            footnotes: annex.footnotes.iter().map(|note| texts.footnote(note)).collect(),
            accounting: annex.accounting.iter().map(accounting).collect(),
            signing: annex.signing.as_ref().map(signing),
            version: annex.version(),
            corrections: annex.corrections.iter().map(correction).collect(),
        }
    }
}

fn annex_amount<'a>(amount: &'a AnnexAmount) -> AnnexAmountData<'a> {
    let plain = |figure: &Figure| PlainDecimal::new(figure.amount, amount.style.decimals);
    let unit = match amount.style.quantity {
        Quantity::Money { unit, .. } => unit,
        Quantity::Percent | Quantity::Count => Unit::One,
    };
    let part =
        |part: &'a Part| PartData { label: &part.label, amount: plain(&part.figure), printed: &part.figure.printed };
    let allocation = amount.allocation.as_ref();
    AnnexAmountData {
        amount: plain(&amount.figure),
        currency: amount.currency.code,
        unit: unit.into(),
        printed: &amount.printed,
        counts: amount.counts,
        parts: allocation.map(|allocation| allocation.parts.iter().map(part).collect()).unwrap_or_default(),
        sum_of_parts: allocation
            .map(|allocation| &allocation.sum)
            .filter(|sum| sum.amount != amount.figure.amount)
            .map(plain),
    }
}

fn act(act: &Act) -> ActData<'_> {
    ActData {
        title: &act.title,
        year: act.year,
        authority: act.authority.as_deref(),
        language: act.language.tag(),
        date: act.date.into(),
        citation: act.citation.as_ref().map(citation),
        registration: act.registration.as_ref().map(registration),
        bulletin: act.bulletin.as_ref().map(bulletin),
    }
}

fn citation(citation: &Citation) -> CitationData<'_> {
    CitationData {
        kind: &citation.kind,
        body: citation.body.as_deref(),
        number: citation.number.as_deref(),
        date: citation.date.map(Into::into),
        subject: citation.subject.as_deref(),
    }
}

fn registration(registration: &Registration) -> RegistrationData<'_> {
    let number = registration.number.as_deref();
    RegistrationData { office: &registration.office, number, date: registration.date.map(Into::into) }
}

fn bulletin(bulletin: &Bulletin) -> BulletinData<'_> {
    BulletinData {
        name: bulletin.name.as_deref(),
        number: bulletin.number.as_deref(),
        part: bulletin.part.as_deref(),
        date: bulletin.date.into(),
    }
}

fn correction(correction: &Correction) -> CorrectionData<'_> {
    CorrectionData {
        kind: correction.kind.into(),
        date: correction.date.into(),
        act: correction.act.as_ref().map(citation),
        bulletin: correction.bulletin.as_ref().map(bulletin),
        reason: &correction.reason,
    }
}

fn accounting(accounting: &Accounting) -> AccountingData<'_> {
    AccountingData {
        chapter: accounting.chapter.as_deref(),
        year: accounting.year,
        commitment: accounting.commitment.as_deref(),
        cup: accounting.cup.as_deref(),
        cig: accounting.cig.as_deref(),
    }
}

fn signing(signing: &Signing) -> SigningData<'_> {
    SigningData {
        place: signing.place.as_deref(),
        date: signing.date.map(Into::into),
        signatures: signing.signatures.iter().map(signature).collect(),
    }
}

fn signature(signature: &Signature) -> SignatureData<'_> {
    SignatureData { office: &signature.office, name: signature.name.as_deref() }
}

/// What texts need to be told: the footnotes that their marks are of.
#[derive(Clone, Copy)]
struct Texts<'a> {
    footnotes: &'a [Footnote],
}

impl<'a> Texts<'a> {
    fn text(self, text: &Text) -> TextData {
        TextData {
            markdown: markdown_text(text, self.footnotes),
            plain: text.to_line(&|footnote| self.footnotes[footnote].mark.clone()),
        }
    }

    fn maybe(self, text: &Option<Text>) -> Option<TextData> {
        text.as_ref().map(|text| self.text(text))
    }

    fn footnote(self, footnote: &'a Footnote) -> FootnoteData<'a> {
        FootnoteData { mark: &footnote.mark, text: self.text(&footnote.text) }
    }

    fn table(self, table: &'a Table) -> TableData<'a> {
        let rows = table.grid.rows().iter().enumerate();
        let entry = |(mark, meaning): &'a (String, Text)| LegendEntry { mark, meaning: self.text(meaning) };
        TableData {
            id: table.id.as_deref(),
            caption: self.maybe(&table.caption),
            before: self.maybe(&table.before),
            columns: table.columns.iter().map(column).collect(),
            heading_rows: table.grid.heading_rows(),
            rows: rows.map(|(index, row)| self.row(table, index, row)).collect(),
            legend: table.legend.iter().map(entry).collect(),
            after: self.maybe(&table.after),
        }
    }

    fn row(self, table: &'a Table, index: usize, row: &'a Row) -> RowData<'a> {
        RowData {
            role: row.role.into(),
            id: row.id.as_deref(),
            level: row.level,
            groups: table.grid.groups(index),
            cells: table.grid.starting_in(index).map(|cell| self.cell(table, cell)).collect(),
        }
    }

    fn cell(self, table: &'a Table, cell: &'a Cell) -> CellData<'a> {
        let style = table.columns[cell.columns.start].style();
        let (mut text, mut amount, mut absent, mut printed) = (None, None, None, None);
        match &cell.content {
            Content::Text(words) => text = Some(self.text(words)),
            Content::Amount(figure) => {
                amount = Some(PlainDecimal::new(figure.amount, style.map_or(0, |style| style.decimals)));
                printed = Some(figure.printed.as_str());
            }
            Content::Absent(mark) => absent = Some(mark.as_str()),
        }
        let headers = table.grid.headers(cell).into_iter();
        CellData {
            row: cell.rows.start,
            column: cell.columns.start,
            rows: cell.rows.len(),
            columns: cell.columns.len(),
            heads: cell.heads.map(Into::into),
            headers: headers.map(|header| [header.rows.start, header.columns.start]).collect(),
            text,
            amount,
            absent,
            printed,
            note: self.maybe(&cell.note),
            footnotes: cell.footnotes.clone(),
        }
    }
}

fn column(column: &Column) -> ColumnData<'_> {
    let style = column.style();
    let (currency, unit) = match style.map(|style| style.quantity) {
        Some(Quantity::Money { currency, unit }) => (Some(currency.code), Some(unit.into())),
        _ => (None, None),
    };
    ColumnData {
        key: &column.key,
        kind: KindName::from(&column.kind),
        decimals: style.map(|style| style.decimals),
        currency,
        unit,
    }
}
