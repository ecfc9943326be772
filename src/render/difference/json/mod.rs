//! What differs, as data for programs: JSON in UTF-8, its keys always in the same order. What is not there is left out;
//! nothing is null.

mod model;

use schemars::schema_for;
use serde_json::Value;

use self::model::{
    AnnexData, CellData, CellPartName, ColumnData, ColumnFiguresData, DifferenceFile, EditionData, FigureData,
    HeldData, QuantityData, QuantityName, ReconciliationData, RowChangeData, RowChangeName, RowData, SidesData,
    TableData, TableNameData, TextData,
};
use super::super::Words;
use super::super::json::names::PlainDecimal;
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

impl<T> SidesData<T> {
    fn new<'a, U>(sides: &'a Sides<U>, f: impl FnMut(&'a U) -> T) -> Self {
        let Sides { old, new } = sides.as_ref().map(f);
        Self { old, new }
    }
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
        Self { change, regrouped: row.regrouped, row: SidesData::new(&row.rows, RowData::new) }
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
