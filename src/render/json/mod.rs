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

use serde::Serialize;
use serde_json::ser::Serializer;

use self::lines::Lines;
use super::{Words, markdown_text};
use crate::annex::{
    Accounting, Act, Annex, Bulletin, Cell, Citation, Column, ColumnKind, Content, Date, Footnote, Quantity,
    Registration, Row, Scope, Signature, Signing, Table, Text,
};
use crate::catalogue::Catalogue;

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

#[derive(Serialize)]
struct AnnexData<'a> {
    format: u32,
    act: ActData<'a>,
    label: &'a str,
    /// As it is called in running text: `Allegato "A"`.
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    title: Option<TextData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<TextData>,
    tables: Vec<TableData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<TextData>,
    footnotes: Vec<FootnoteData<'a>>,
    accounting: Vec<AccountingData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signing: Option<SigningData<'a>>,
}

#[derive(Serialize)]
struct TextData {
    markdown: String,
    plain: String,
}

#[derive(Serialize)]
struct ActData<'a> {
    title: &'a str,
    year: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    authority: Option<&'a str>,
    /// BCP 47.
    language: &'static str,
    /// The date that the documents bear.
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    citation: Option<CitationData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    registration: Option<RegistrationData<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bulletin: Option<BulletinData<'a>>,
}

#[derive(Serialize)]
struct CitationData<'a> {
    kind: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    body: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    subject: Option<&'a str>,
}

#[derive(Serialize)]
struct RegistrationData<'a> {
    office: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
}

#[derive(Serialize)]
struct BulletinData<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    number: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<&'a str>,
    date: String,
}

#[derive(Serialize)]
struct TableData<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<TextData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    before: Option<TextData>,
    columns: Vec<ColumnData<'a>>,
    heading_rows: usize,
    rows: Vec<RowData<'a>>,
    /// What the marks mean that stand in place of figures.
    legend: Vec<LegendEntry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    after: Option<TextData>,
}

#[derive(Serialize)]
struct LegendEntry<'a> {
    mark: &'a str,
    meaning: TextData,
}

#[derive(Serialize)]
struct ColumnData<'a> {
    key: &'a str,
    /// `text`, `code`, `money`, `percent` or `count`.
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    decimals: Option<u32>,
    /// ISO 4217.
    #[serde(skip_serializing_if = "Option::is_none")]
    currency: Option<&'static str>,
    /// What one of its figures counts: `one`, `thousand` or `million` of the currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'static str>,
}

#[derive(Serialize)]
struct RowData<'a> {
    role: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    /// How deep a group, subtotal or part nests, from 1.
    level: u8,
    /// The rows that are titles of its groups, outermost first.
    groups: Vec<usize>,
    cells: Vec<CellData<'a>>,
}

#[derive(Serialize)]
struct CellData<'a> {
    row: usize,
    column: usize,
    /// How many rows and columns it covers.
    rows: usize,
    columns: usize,
    /// `column` or `row`, where it heads one.
    #[serde(skip_serializing_if = "Option::is_none")]
    heads: Option<&'static str>,
    /// The cells that head it, each by row and column.
    headers: Vec<[usize; 2]>,
    /// One of the three stands in a cell.
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<TextData>,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<String>,
    /// What stands in place of a figure; it may be nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    absent: Option<&'a str>,
    /// The amount as it is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    printed: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<TextData>,
    /// Those that the figure refers to; a text has their marks inside.
    footnotes: Vec<usize>,
}

#[derive(Serialize)]
struct FootnoteData<'a> {
    mark: &'a str,
    text: TextData,
}

#[derive(Serialize)]
struct AccountingData<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    chapter: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    year: Option<u16>,
    #[serde(skip_serializing_if = "Option::is_none")]
    commitment: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cup: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cig: Option<&'a str>,
}

#[derive(Serialize)]
struct SigningData<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<String>,
    signatures: Vec<SignatureData<'a>>,
}

#[derive(Serialize)]
struct SignatureData<'a> {
    office: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<&'a str>,
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
            before: texts.maybe(&annex.before),
            tables: annex.tables.iter().map(|table| texts.table(table)).collect(),
            after: texts.maybe(&annex.after),
            footnotes: annex.footnotes.iter().map(|note| texts.footnote(note)).collect(),
            accounting: annex.accounting.iter().map(accounting).collect(),
            signing: annex.signing.as_ref().map(signing),
        }
    }
}

fn act(act: &Act) -> ActData<'_> {
    ActData {
        title: &act.title,
        year: act.year,
        authority: act.authority.as_deref(),
        language: act.language.tag(),
        date: act.date.to_string(),
        citation: act.citation.as_ref().map(citation),
        registration: act.registration.as_ref().map(registration),
        bulletin: act.bulletin.as_ref().map(bulletin),
    }
}

fn day(date: Option<Date>) -> Option<String> {
    date.map(|date| date.to_string())
}

fn citation(citation: &Citation) -> CitationData<'_> {
    CitationData {
        kind: &citation.kind,
        body: citation.body.as_deref(),
        number: citation.number.as_deref(),
        date: day(citation.date),
        subject: citation.subject.as_deref(),
    }
}

fn registration(registration: &Registration) -> RegistrationData<'_> {
    let number = registration.number.as_deref();
    RegistrationData { office: &registration.office, number, date: day(registration.date) }
}

fn bulletin(bulletin: &Bulletin) -> BulletinData<'_> {
    BulletinData {
        name: bulletin.name.as_deref(),
        number: bulletin.number.as_deref(),
        part: bulletin.part.as_deref(),
        date: bulletin.date.to_string(),
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
        date: day(signing.date),
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
            role: row.role.name(),
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
                amount = Some(figure.amount.plain(style.map_or(0, |style| style.decimals)));
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
            heads: cell.heads.map(|scope| match scope {
                Scope::Column => "column",
                Scope::Row => "row",
            }),
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
        Some(Quantity::Money { currency, unit }) => (Some(currency.code), Some(unit.name())),
        _ => (None, None),
    };
    let kind = match &column.kind {
        ColumnKind::Text => "text",
        ColumnKind::Code => "code",
        ColumnKind::Number(style) => match style.quantity {
            Quantity::Money { .. } => "money",
            Quantity::Percent => "percent",
            Quantity::Count => "count",
        },
    };
    ColumnData { key: &column.key, kind, decimals: style.map(|style| style.decimals), currency, unit }
}
