//! What differs, as data for programs. The documentation of these types is what the JSON Schema says of it. What is not
//! there is left out; nothing is null.

use schemars::{JsonSchema, schema_for};
use serde::Serialize;
use serde_json::Value;

use super::super::Words;
use super::super::json::names::{PlainDecimal, RoleName, UnitName};
use super::telling;
use crate::annex::{Amount, NumberStyle, Quantity};
use crate::diff::{
    CellDifference, CellPart, ColumnDifference, ColumnFigures, ColumnName, Comparison, Difference, Edition,
    FigureDifference, Held, Measure, Reconciliation, RowChange, RowDifference, RowName, Sides, TableDifference,
    TableName, TextDifference,
};
use crate::source::without_null;

/// Edition of the form of these files.
const FORMAT: u32 = 1;

/// The file of a comparison; what a plan does not say in words of its own is in those of the documents' language.
pub fn render(comparison: &Comparison, words: Words) -> String {
    let file = DifferenceFile {
        format: FORMAT,
        same: comparison.is_empty(),
        annexes: comparison.annexes.iter().map(|annex| AnnexData::new(annex, words)).collect(),
        alone: comparison.alone.iter().map(|edition| SidesData::new(edition, EditionData::new)).collect(),
    };
    // Texts, numbers and lists of them, written to memory: nothing here can fail.
    serde_json::to_string_pretty(&file).unwrap_or_default() + "\n"
}

/// The JSON Schema of these files.
pub fn schema() -> Value {
    let mut schema = schema_for!(DifferenceFile);
    schema.insert("title".to_owned(), "allegato: differences between two editions".into());
    without_null(schema.to_value())
}

/// What differs between the annexes of two plans, as allegato writes it.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Differences")]
struct DifferenceFile<'a> {
    /// Edition of this form. It is raised when a reader of the former one would no longer understand.
    #[schemars(extend("const" = FORMAT))]
    format: u32,
    /// Whether nothing differs.
    same: bool,
    /// Annexes that both plans have, in the order of the new one.
    annexes: Vec<AnnexData<'a>>,
    /// Annexes that only one of them has.
    alone: Vec<SidesData<EditionData<'a>>>,
}

/// Something in the old edition and in the new one; a side where it is not there is left out.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
struct SidesData<T> {
    /// As it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<T>,
    /// As it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<T>,
}

impl<T> SidesData<T> {
    fn new<'a, U>(sides: &'a Sides<U>, f: impl FnMut(&'a U) -> T) -> Self {
        let Sides { old, new } = sides.as_ref().map(f);
        Self { old, new }
    }
}

/// What differs between two editions of an annex.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "AnnexDifference")]
struct AnnexData<'a> {
    /// The old edition.
    old: EditionData<'a>,
    /// The new edition.
    new: EditionData<'a>,
    /// Texts around the tables and what the act says of itself, where they are not the same.
    texts: Vec<TextData>,
    /// Tables in which anything differs.
    tables: Vec<TableData<'a>>,
}

/// An edition of an annex.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Edition")]
struct EditionData<'a> {
    /// `A`, `B2`
    label: &'a str,
    /// Title of the act.
    act: &'a str,
    /// The year that the plan is for.
    year: u16,
    /// Number of the version: 1 as it was first published, and one more for each correction.
    version: usize,
    /// Its language, of BCP 47.
    #[schemars(extend("pattern" = "^[a-z]{2}$"))]
    language: &'static str,
}

/// A text that differs.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "TextDifference")]
struct TextData {
    /// Where it stands: `title`, `before`, `footnote`, `citation` and others.
    place: &'static str,
    /// What it was; left out where there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<String>,
    /// What it is; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<String>,
}

/// What differs in a table.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "TableDifference")]
struct TableData<'a> {
    /// What the table is called; a side where there is no such table is left out.
    table: SidesData<TableNameData<'a>>,
    /// Texts around it that differ.
    texts: Vec<TextData>,
    /// Columns that were added, removed, renamed, or count something else.
    columns: Vec<SidesData<ColumnData<'a>>>,
    /// Rows that were added, removed, renamed, put into another group, or count otherwise.
    rows: Vec<RowChangeData<'a>>,
    /// How many rows one would have to move to make one order of the other.
    moved: usize,
    /// Texts in cells that differ.
    cells: Vec<CellData<'a>>,
    /// Columns in which figures differ.
    figures: Vec<ColumnFiguresData<'a>>,
}

/// What a table is called.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "TableName")]
struct TableNameData<'a> {
    /// From 1, among the tables of its annex.
    number: usize,
    /// The name by which the plan refers to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    /// Its caption.
    #[serde(skip_serializing_if = "Option::is_none")]
    caption: Option<&'a str>,
}

/// A column.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "ColumnName")]
struct ColumnData<'a> {
    /// The name by which the plan refers to it.
    key: &'a str,
    /// Its headings from the top, in one line.
    heading: &'a str,
    /// What its figures count, where it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    quantity: Option<QuantityData>,
}

/// What figures count.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Quantity")]
struct QuantityData {
    /// Amounts of a currency, percentages, or numbers of anything else.
    kind: QuantityName,
    /// Code of the currency, of ISO 4217.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("pattern" = "^[A-Z]{3}$"))]
    currency: Option<&'static str>,
    /// How much of the currency one figure is worth.
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<UnitName>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum QuantityName {
    Money,
    Percent,
    Count,
}

/// What became of a row.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "RowDifference")]
struct RowChangeData<'a> {
    /// What became of its name.
    change: RowChangeName,
    /// Whether it stands in another group.
    regrouped: bool,
    /// What it is called; a side where there is no such row is left out.
    row: SidesData<RowData<'a>>,
}

/// What became of a row's name.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum RowChangeName {
    /// It is the same.
    Same,
    /// The same words with other capitals, accents or signs.
    Respelled,
    Renamed,
    Added,
    Removed,
}

/// A row.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "RowName")]
struct RowData<'a> {
    /// The words of its headers, in one line.
    label: &'a str,
    /// What tells it from others under the same header.
    #[serde(skip_serializing_if = "Option::is_none")]
    detail: Option<&'a str>,
    /// The titles of its groups, outermost first.
    groups: &'a [String],
    /// What it counts for.
    role: RoleName,
}

/// A text in a cell that differs.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "CellDifference")]
struct CellData<'a> {
    /// The row, as it is now called.
    row: RowData<'a>,
    /// The heading of the column.
    column: String,
    /// Whether it is the text of the cell, a note beside its value, or how an amount is printed that is the same.
    part: CellPartName,
    /// What it says.
    text: SidesData<&'a str>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
enum CellPartName {
    Text,
    Note,
    Print,
}

/// The figures of a column that differ.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "ColumnFigures")]
struct ColumnFiguresData<'a> {
    /// The column.
    column: SidesData<ColumnData<'a>>,
    /// Whether figures of both editions can be compared: they are of one currency, or of one quantity.
    comparable: bool,
    /// What all figures below count: those of both editions, where they can be compared, else those of the new one.
    quantity: QuantityData,
    /// From top to bottom, each once however many rows it covers.
    figures: Vec<FigureData<'a>>,
    /// Whether the differences of what totals count come to theirs.
    totals: Vec<ReconciliationData<'a>>,
}

/// A figure that differs.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "FigureDifference")]
struct FigureData<'a> {
    /// The rows that it covers, from top to bottom.
    rows: SidesData<Vec<RowData<'a>>>,
    /// What stood there.
    #[serde(skip_serializing_if = "Option::is_none")]
    old: Option<HeldData<'a>>,
    /// What stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    new: Option<HeldData<'a>>,
    /// What is there less what was there; what is not there counts nothing. Left out where the two can't be compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<PlainDecimal>,
    /// Of the size of what was there, rounded half away from zero. Left out where that was nothing or zero, and for
    /// percentages, whose differences are points.
    #[serde(skip_serializing_if = "Option::is_none")]
    percent: Option<PlainDecimal>,
}

/// What stands in a cell of figures: one of both.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Held")]
struct HeldData<'a> {
    /// An amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<PlainDecimal>,
    /// What stands in place of one; it may be nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    mark: Option<&'a str>,
}

/// Whether the differences of what a total counts come to the difference of the total.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Reconciliation")]
struct ReconciliationData<'a> {
    /// The row of the total.
    row: RowData<'a>,
    /// Whether they do.
    agrees: bool,
    /// How many of what it counts differ.
    items: usize,
    /// The sum of their differences.
    of_items: PlainDecimal,
    /// The difference of the total.
    of_total: PlainDecimal,
    /// By how much the total of each edition is above the sum of what it counts there.
    gaps: SidesData<PlainDecimal>,
}

impl<'a> AnnexData<'a> {
    fn new(annex: &'a Difference, words: Words) -> Self {
        Self {
            old: EditionData::new(&annex.old),
            new: EditionData::new(&annex.new),
            texts: texts(&annex.texts, words),
            tables: annex.tables.iter().map(|table| TableData::new(table, words)).collect(),
        }
    }
}

impl<'a> EditionData<'a> {
    fn new(edition: &'a Edition) -> Self {
        let Edition { label, heading: _, act, year, version, language } = edition;
        Self { label, act, year: *year, version: *version, language: language.tag() }
    }
}

fn texts(texts: &[TextDifference], words: Words) -> Vec<TextData> {
    let text = |text: &TextDifference| {
        let Sides { old, new } = text.said.as_ref().map(|said| telling::said(said, words));
        TextData { place: text.place.name(), old, new }
    };
    texts.iter().map(text).collect()
}

impl<'a> TableData<'a> {
    fn new(table: &'a TableDifference, words: Words) -> Self {
        let name = |name: &'a TableName| TableNameData {
            number: name.number,
            id: name.id.as_deref(),
            caption: name.caption.as_deref(),
        };
        let rows = table.rows.iter().filter(|row| row.differs());
        Self {
            table: SidesData::new(&table.names, name),
            texts: texts(&table.texts, words),
            columns: table.columns.iter().filter(|column| column.differs()).map(column_sides).collect(),
            rows: rows.map(RowChangeData::new).collect(),
            moved: table.moved,
            cells: table.cells.iter().filter_map(|cell| CellData::new(table, cell)).collect(),
            figures: table.figures.iter().map(|figures| ColumnFiguresData::new(table, figures)).collect(),
        }
    }
}

fn column_sides(column: &ColumnDifference) -> SidesData<ColumnData<'_>> {
    SidesData::new(&column.columns, |column: &ColumnName| ColumnData {
        key: &column.key,
        heading: &column.heading,
        quantity: column.style.as_ref().map(QuantityData::new),
    })
}

impl QuantityData {
    fn new(style: &NumberStyle) -> Self {
        let (kind, unit) = match style.quantity {
            Quantity::Money { unit, .. } => (QuantityName::Money, Some(unit.into())),
            Quantity::Percent => (QuantityName::Percent, None),
            Quantity::Count => (QuantityName::Count, None),
        };
        Self { kind, currency: style.quantity.currency().map(|currency| currency.code), unit }
    }
}

impl<'a> RowChangeData<'a> {
    fn new(row: &'a RowDifference) -> Self {
        let change = match row.change {
            RowChange::Same => RowChangeName::Same,
            RowChange::Respelled => RowChangeName::Respelled,
            RowChange::Renamed => RowChangeName::Renamed,
            RowChange::Added => RowChangeName::Added,
            RowChange::Removed => RowChangeName::Removed,
        };
        Self { change, regrouped: row.is_regrouped(), row: SidesData::new(&row.rows, RowData::new) }
    }
}

impl<'a> RowData<'a> {
    fn new(row: &'a RowName) -> Self {
        Self { label: &row.label, detail: row.detail.as_deref(), groups: &row.groups, role: row.role.into() }
    }

    /// A row by its place among all, as it is now called or was.
    fn latest(table: &'a TableDifference, row: usize) -> Option<Self> {
        table.rows.get(row)?.rows.latest().map(Self::new)
    }
}

impl<'a> CellData<'a> {
    fn new(table: &'a TableDifference, cell: &'a CellDifference) -> Option<Self> {
        let part = match cell.part {
            CellPart::Text => CellPartName::Text,
            CellPart::Note => CellPartName::Note,
            CellPart::Print => CellPartName::Print,
        };
        Some(Self {
            row: RowData::latest(table, cell.row)?,
            column: super::table::column_name(&table.columns[cell.column]),
            part,
            text: SidesData::new(&cell.texts, String::as_str),
        })
    }
}

impl<'a> ColumnFiguresData<'a> {
    fn new(table: &'a TableDifference, figures: &'a ColumnFigures) -> Self {
        let decimals = figures.measure.style.decimals;
        Self {
            column: column_sides(&table.columns[figures.column]),
            comparable: figures.measure.is_comparable(),
            quantity: QuantityData::new(&figures.measure.style),
            figures: figures.figures.iter().map(|figure| FigureData::new(table, figure, decimals)).collect(),
            totals: figures.totals.iter().filter_map(|total| ReconciliationData::new(table, total, decimals)).collect(),
        }
    }
}

impl<'a> FigureData<'a> {
    fn new(table: &'a TableDifference, figure: &'a FigureDifference, decimals: u32) -> Self {
        let held = |held: &'a Held| match held {
            Held::Amount(amount) => HeldData { amount: Some(PlainDecimal::new(*amount, decimals)), mark: None },
            Held::Mark(mark) => HeldData { amount: None, mark: Some(mark) },
        };
        let Sides { old, new } = figure.held.as_ref().map(held);
        // Each side is called by what it was called there.
        let rows = |rows: &'a Option<Vec<usize>>, name: fn(&'a Sides<RowName>) -> Option<&'a RowName>| {
            let named = |row: &usize| name(&table.rows[*row].rows).map(RowData::new);
            rows.as_ref().map(|rows| rows.iter().filter_map(named).collect())
        };
        Self {
            rows: SidesData {
                old: rows(&figure.covered.old, |row| row.old.as_ref()),
                new: rows(&figure.covered.new, |row| row.new.as_ref()),
            },
            old,
            new,
            difference: figure.difference.map(|difference| PlainDecimal::new(difference, decimals)),
            percent: figure.percent.map(|percent| PlainDecimal::new(percent, Measure::PERCENT_DECIMALS)),
        }
    }
}

impl<'a> ReconciliationData<'a> {
    fn new(table: &'a TableDifference, total: &Reconciliation, decimals: u32) -> Option<Self> {
        let plain = |amount: Amount| PlainDecimal::new(amount, decimals);
        Some(Self {
            row: RowData::latest(table, total.row)?,
            agrees: total.agrees(),
            items: total.items,
            of_items: plain(total.of_items),
            of_total: plain(total.of_total),
            gaps: SidesData::new(&total.gaps, |gap: &Amount| plain(*gap)),
        })
    }
}
