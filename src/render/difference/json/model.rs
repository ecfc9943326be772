//! The form of the JSON of differences. The documentation of these types is what the JSON Schema says of it.

use schemars::JsonSchema;
use serde::Serialize;

use super::super::super::json::names::{PlainDecimal, RoleName, UnitName};
use super::FORMAT;

/// What differs between the annexes of two plans, as allegato writes it.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Differences")]
pub struct DifferenceFile<'a> {
    /// Edition of this form. It is raised when a reader of the former one would no longer understand.
    #[schemars(extend("const" = FORMAT))]
    pub format: u32,
    /// Whether nothing differs.
    pub same: bool,
    /// Annexes that both plans have, in the order of the new one.
    pub annexes: Vec<AnnexData<'a>>,
    /// Annexes that only one of them has.
    pub alone: Vec<SidesData<EditionData<'a>>>,
}

/// Something in the old edition and in the new one; a side where it is not there is left out.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields)]
pub struct SidesData<T> {
    /// As it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<T>,
    /// As it is now.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<T>,
}

/// What differs between two editions of an annex.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "AnnexDifference")]
pub struct AnnexData<'a> {
    /// The old edition.
    pub old: EditionData<'a>,
    /// The new edition.
    pub new: EditionData<'a>,
    /// Texts around the tables and what the act says of itself, where they are not the same.
    pub texts: Vec<TextData>,
    /// Tables in which anything differs.
    pub tables: Vec<TableData<'a>>,
}

/// An edition of an annex.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Edition")]
pub struct EditionData<'a> {
    /// `A`, `B2`
    pub label: &'a str,
    /// Title of the act.
    pub act: &'a str,
    /// The year that the plan is for.
    pub year: u16,
    /// Number of the version: 1 as it was first published, and one more for each correction.
    pub version: usize,
    /// Its language, of BCP 47.
    #[schemars(extend("pattern" = "^[a-z]{2}$"))]
    pub language: &'static str,
}

/// A text that differs.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "TextDifference")]
pub struct TextData {
    /// Where it stands: `title`, `before`, `footnote`, `citation` and others.
    pub place: &'static str,
    /// What it was; left out where there was none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<String>,
    /// What it is; left out where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<String>,
}

/// What differs in a table.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "TableDifference")]
pub struct TableData<'a> {
    /// What the table is called; a side where there is no such table is left out.
    pub table: SidesData<TableNameData<'a>>,
    /// Texts around it that differ.
    pub texts: Vec<TextData>,
    /// Columns that were added, removed, renamed, or count something else.
    pub columns: Vec<SidesData<ColumnData<'a>>>,
    /// Rows that were added, removed, renamed, put into another group, or count otherwise.
    pub rows: Vec<RowChangeData<'a>>,
    /// How many rows one would have to move to make one order of the other.
    pub moved: usize,
    /// Texts in cells that differ.
    pub cells: Vec<CellData<'a>>,
    /// Columns in which figures differ.
    pub figures: Vec<ColumnFiguresData<'a>>,
}

/// What a table is called.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "TableName")]
pub struct TableNameData<'a> {
    /// From 1, among the tables of its annex.
    pub number: usize,
    /// The name by which the plan refers to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a str>,
    /// Its caption.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<&'a str>,
}

/// A column.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "ColumnName")]
pub struct ColumnData<'a> {
    /// The name by which the plan refers to it.
    pub key: &'a str,
    /// Its headings from the top, in one line.
    pub heading: &'a str,
    /// What its figures count, where it has any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<QuantityData>,
}

/// What figures count.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Quantity")]
pub struct QuantityData {
    /// Amounts of a currency, percentages, or numbers of anything else.
    pub kind: QuantityName,
    /// Code of the currency, of ISO 4217.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("pattern" = "^[A-Z]{3}$"))]
    pub currency: Option<&'static str>,
    /// How much of the currency one figure is worth.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitName>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum QuantityName {
    Money,
    Percent,
    Count,
}

/// What became of a row.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "RowDifference")]
pub struct RowChangeData<'a> {
    /// What became of its name.
    pub change: RowChangeName,
    /// Whether it stands in another group.
    pub regrouped: bool,
    /// What it is called; a side where there is no such row is left out.
    pub row: SidesData<RowData<'a>>,
}

/// What became of a row's name.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum RowChangeName {
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
pub struct RowData<'a> {
    /// The words of its headers, in one line.
    pub label: &'a str,
    /// What tells it from others under the same header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<&'a str>,
    /// The titles of its groups, outermost first.
    pub groups: &'a [String],
    /// What it counts for.
    pub role: RoleName,
}

/// A text in a cell that differs.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "CellDifference")]
pub struct CellData<'a> {
    /// The row, as it is now called.
    pub row: RowData<'a>,
    /// The heading of the column.
    pub column: String,
    /// Whether it is the text of the cell, a note beside its value, or how an amount is printed that is the same.
    pub part: CellPartName,
    /// What it says.
    pub text: SidesData<&'a str>,
}

#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum CellPartName {
    Text,
    Note,
    Print,
}

/// The figures of a column that differ.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "ColumnFigures")]
pub struct ColumnFiguresData<'a> {
    /// The column.
    pub column: SidesData<ColumnData<'a>>,
    /// Whether figures of both editions can be compared: they are of one currency, or of one quantity.
    pub comparable: bool,
    /// What all figures below count: those of both editions, where they can be compared, else those of the new one.
    pub quantity: QuantityData,
    /// From top to bottom, each once however many rows it covers.
    pub figures: Vec<FigureData<'a>>,
    /// Whether the differences of what totals count come to theirs.
    pub totals: Vec<ReconciliationData<'a>>,
}

/// A figure that differs.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "FigureDifference")]
pub struct FigureData<'a> {
    /// The rows that it covers, from top to bottom.
    pub rows: SidesData<Vec<RowData<'a>>>,
    /// What stood there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub old: Option<HeldData<'a>>,
    /// What stands there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub new: Option<HeldData<'a>>,
    /// What is there less what was there; what is not there counts nothing. Left out where the two can't be compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<PlainDecimal>,
    /// Of the size of what was there, rounded half away from zero. Left out where that was nothing or zero, and for
    /// percentages, whose differences are points.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub percent: Option<PlainDecimal>,
}

/// What stands in a cell of figures: one of both.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Held")]
pub struct HeldData<'a> {
    /// An amount.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<PlainDecimal>,
    /// What stands in place of one; it may be nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark: Option<&'a str>,
}

/// Whether the differences of what a total counts come to the difference of the total.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Reconciliation")]
pub struct ReconciliationData<'a> {
    /// The row of the total.
    pub row: RowData<'a>,
    /// Whether they do.
    pub agrees: bool,
    /// How many of what it counts differ.
    pub items: usize,
    /// The sum of their differences.
    pub of_items: PlainDecimal,
    /// The difference of the total.
    pub of_total: PlainDecimal,
    /// By how much the total of each edition is above the sum of what it counts there.
    pub gaps: SidesData<PlainDecimal>,
}
