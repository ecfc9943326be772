//! The form of an annex's JSON. The documentation of these types is what the JSON Schema says of it.

use schemars::JsonSchema;
use serde::Serialize;
use serde_json::{Value, json};

use super::FORMAT;
use super::names::{CorrectionName, Day, KindName, PlainDecimal, RoleName, ScopeName, UnitName};

/// An annex whole, as allegato writes it beside its pages. What is not there is left out; nothing is null.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Annex")]
pub struct AnnexData<'a> {
    /// Edition of this form. It is raised when a reader of the former one would no longer understand.
    #[schemars(extend("const" = FORMAT))]
    pub format: u32,
    /// The act that the annex belongs to.
    pub act: ActData<'a>,
    /// `A`, `B2`
    pub label: &'a str,
    /// As it is called in running text: `Allegato "A"`.
    pub name: String,
    /// Its title, in one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub title: Option<TextData>,
    /// What it distributes, where that can be said in one figure.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<AnnexAmountData<'a>>,
    /// What stands before the tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<TextData>,
    /// Its tables, from top to bottom.
    pub tables: Vec<TableData<'a>>,
    /// What stands after the tables.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<TextData>,
    /// All footnotes, in the order in which they are first referred to.
    pub footnotes: Vec<FootnoteData<'a>>,
    /// Where the money is booked.
    pub accounting: Vec<AccountingData<'a>>,
    /// Who signs, where and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub signing: Option<SigningData<'a>>,
    /// Number of the version that this one is: 1 as it was first published, and one more for each correction.
    pub version: usize,
    /// What happened to it after it was published, oldest first. All else is as it now stands.
    pub corrections: Vec<CorrectionData<'a>>,
}

/// A correction of a published annex.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Correction")]
pub struct CorrectionData<'a> {
    /// What it did.
    pub kind: CorrectionName,
    /// When it was made public.
    pub date: Day,
    /// The act that corrects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub act: Option<CitationData<'a>>,
    /// Where it was published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bulletin: Option<BulletinData<'a>>,
    /// Why the annex had to be corrected.
    pub reason: &'a str,
}

/// What an annex distributes, and how that is divided.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "AnnexAmount")]
pub struct AnnexAmountData<'a> {
    /// In the unit that is said below.
    pub amount: PlainDecimal,
    /// Code of its currency, of ISO 4217.
    #[schemars(extend("pattern" = "^[A-Z]{3}$"))]
    pub currency: &'static str,
    /// What the amount, its parts and their sum count.
    pub unit: UnitName,
    /// As it is printed in a sentence, with its currency and unit.
    pub printed: &'a str,
    /// Whether it counts where the amounts of annexes are added up: not where it is part of the amount of another one.
    pub counts: bool,
    /// Its parts as the annex divides it, in order: groups, or single items. Empty where it is not divided.
    pub parts: Vec<PartData<'a>>,
    /// What the parts add up to, where that is not the amount: as it was published, or rounded.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sum_of_parts: Option<PlainDecimal>,
}

/// A part of an amount.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Part")]
pub struct PartData<'a> {
    /// What it is for, in one line.
    pub label: &'a str,
    /// In the unit of the amount.
    pub amount: PlainDecimal,
    /// As the table prints it.
    pub printed: &'a str,
}

/// A text.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Text")]
pub struct TextData {
    /// With its emphasis, lists and links, and the marks of footnotes: CommonMark.
    pub markdown: String,
    /// Its words in one line.
    pub plain: String,
}

/// What the annexes of an act share.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Act")]
pub struct ActData<'a> {
    /// Title of the plan.
    pub title: &'a str,
    /// The year that the plan is for.
    pub year: u16,
    /// Who issued it: "Regione Basilicata"
    #[serde(skip_serializing_if = "Option::is_none")]
    pub authority: Option<&'a str>,
    /// Its language, of BCP 47.
    #[schemars(extend("pattern" = "^[a-z]{2}$"))]
    pub language: &'static str,
    /// The date that the documents bear: of the act, else of the bulletin, else the first day of the year.
    pub date: Day,
    /// The act, as others cite it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub citation: Option<CitationData<'a>>,
    /// Where it was registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub registration: Option<RegistrationData<'a>>,
    /// The bulletin in which it appeared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bulletin: Option<BulletinData<'a>>,
}

/// An act as others cite it.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Citation")]
pub struct CitationData<'a> {
    /// "Deliberazione"
    pub kind: &'a str,
    /// "della Giunta regionale"
    #[serde(skip_serializing_if = "Option::is_none")]
    pub body: Option<&'a str>,
    /// "1035"
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<&'a str>,
    /// When it was passed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// What it is about, in its own words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub subject: Option<&'a str>,
}

/// Where an act was registered.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Registration")]
pub struct RegistrationData<'a> {
    /// "Corte dei conti"
    pub office: &'a str,
    /// "3331"
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<&'a str>,
    /// When it was registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
}

/// The bulletin in which an act appeared.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Bulletin")]
pub struct BulletinData<'a> {
    /// Its name, where it is not just the official bulletin.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'a str>,
    /// Its issue.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub number: Option<&'a str>,
    /// Its part: "I"
    #[serde(skip_serializing_if = "Option::is_none")]
    pub part: Option<&'a str>,
    /// When it came out.
    pub date: Day,
}

/// A table: its columns, and its rows from the first row of headings to the last.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Table")]
pub struct TableData<'a> {
    /// The name by which the plan refers to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a str>,
    /// Its caption, in one line.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub caption: Option<TextData>,
    /// What stands above it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub before: Option<TextData>,
    /// From left to right.
    pub columns: Vec<ColumnData<'a>>,
    /// How many of its rows are headings, all at the top.
    pub heading_rows: usize,
    /// From top to bottom.
    pub rows: Vec<RowData<'a>>,
    /// What the marks mean that stand in place of figures.
    pub legend: Vec<LegendEntry<'a>>,
    /// What stands below it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub after: Option<TextData>,
}

/// What a mark means.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "LegendEntry")]
pub struct LegendEntry<'a> {
    /// "n.d."
    pub mark: &'a str,
    /// "dato non disponibile"
    pub meaning: TextData,
}

/// A column.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Column")]
pub struct ColumnData<'a> {
    /// The name by which the plan refers to it, and the CSV has it.
    pub key: &'a str,
    /// What stands in it.
    pub kind: KindName,
    /// Decimals of its figures, where it has figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub decimals: Option<u32>,
    /// Code of its currency, of ISO 4217.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(extend("pattern" = "^[A-Z]{3}$"))]
    pub currency: Option<&'static str>,
    /// What one of its figures counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitName>,
}

/// A row, with the cells that begin in it.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Row")]
pub struct RowData<'a> {
    /// What it counts for.
    pub role: RoleName,
    /// The name by which the plan refers to it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<&'a str>,
    /// How deep a group, subtotal or part nests, from 1.
    pub level: u8,
    /// The rows that are titles of its groups, outermost first.
    pub groups: Vec<usize>,
    /// From left to right.
    pub cells: Vec<CellData<'a>>,
}

/// A cell, at its upper left corner. One of `text`, `amount` and `absent` stands in it.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Cell", extend("oneOf" = one_content()))]
pub struct CellData<'a> {
    /// Its first row, from 0; headings count.
    pub row: usize,
    /// Its first column, from 0.
    pub column: usize,
    /// How many rows it covers.
    pub rows: usize,
    /// How many columns it covers.
    pub columns: usize,
    /// What it heads, where it is a header.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub heads: Option<ScopeName>,
    /// The cells that head it, each by row and column.
    pub headers: Vec<[usize; 2]>,
    /// Words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<TextData>,
    /// In the unit of its column; percentages as they are printed, 12.5 for 12,5%.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount: Option<PlainDecimal>,
    /// What stands in place of a figure; it may be nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub absent: Option<&'a str>,
    /// The amount as it is printed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub printed: Option<&'a str>,
    /// Words that belong to the cell without being its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<TextData>,
    /// The footnotes that a figure refers to, as places in `footnotes`, from 0. A text has their marks inside.
    pub footnotes: Vec<usize>,
}

/// A footnote.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Footnote")]
pub struct FootnoteData<'a> {
    /// `(1)`, or the plan's own: `(*)`.
    pub mark: &'a str,
    /// What it says.
    pub text: TextData,
}

/// Where money is booked.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Accounting")]
pub struct AccountingData<'a> {
    /// Chapter of the budget.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub chapter: Option<&'a str>,
    /// Financial year.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub year: Option<u16>,
    /// Number of the commitment.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub commitment: Option<&'a str>,
    /// "Codice unico di progetto"
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cup: Option<&'a str>,
    /// "Codice identificativo di gara"
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cig: Option<&'a str>,
}

/// Who signs, where and when.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Signing")]
pub struct SigningData<'a> {
    /// Where it was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<&'a str>,
    /// When it was signed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub date: Option<Day>,
    /// In order.
    pub signatures: Vec<SignatureData<'a>>,
}

/// A signature.
#[derive(Serialize, JsonSchema)]
#[schemars(deny_unknown_fields, rename = "Signature")]
pub struct SignatureData<'a> {
    /// "Il Presidente"
    pub office: &'a str,
    /// Who holds the office.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<&'a str>,
}

/// What stands in a cell: words, or an amount and how it is printed, or a mark in its place.
fn one_content() -> Value {
    let only = |there: &[&str]| {
        let others = ["text", "amount", "printed", "absent"].into_iter().filter(|key| !there.contains(key));
        let others: serde_json::Map<String, Value> = others.map(|key| (key.to_owned(), Value::Bool(false))).collect();
        json!({ "required": there, "properties": others })
    };
    json!([only(&["text"]), only(&["amount", "printed"]), only(&["absent"])])
}
