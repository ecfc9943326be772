//! What is found to differ in texts, tables, rows and figures.

use super::Sides;
use super::measure::Measure;
use crate::annex::{Accounting, Amount, Bulletin, Citation, Date, NumberStyle, Registration, Role};

/// A text, or what an act says of itself, that is not the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextDifference {
    pub place: Place,
    pub said: Sides<Said>,
}

/// Where a text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    ActTitle,
    Year,
    Authority,
    Citation,
    Registration,
    Bulletin,
    Name,
    Title,
    Before,
    After,
    Footnote,
    Accounting,
    SigningPlace,
    SigningDate,
    Signature,
    Caption,
    /// What codes mean that stand in place of figures.
    Legend,
}

impl Place {
    /// The name by which catalogues and programs know it.
    pub fn name(self) -> &'static str {
        match self {
            Place::ActTitle => "act-title",
            Place::Year => "year",
            Place::Authority => "authority",
            Place::Citation => "citation",
            Place::Registration => "registration",
            Place::Bulletin => "bulletin",
            Place::Name => "name",
            Place::Title => "title",
            Place::Before => "before",
            Place::After => "after",
            Place::Footnote => "footnote",
            Place::Accounting => "accounting",
            Place::SigningPlace => "signing-place",
            Place::SigningDate => "signing-date",
            Place::Signature => "signature",
            Place::Caption => "caption",
            Place::Legend => "legend",
        }
    }
}

/// What is said in some place. What is no text of a plan becomes one in the words of a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Said {
    Text(String),
    Citation(Citation),
    Registration(Registration),
    Bulletin(Bulletin),
    Accounting(Accounting),
    Date(Date),
}

/// What differs in a table. Rows and columns are those of both editions, paired or alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableDifference {
    pub names: Sides<TableName>,
    pub texts: Vec<TextDifference>,
    /// In the order of the new edition, with those that it no longer has where they were.
    pub columns: Vec<ColumnDifference>,
    /// All rows below the headings, in the same order.
    pub rows: Vec<RowDifference>,
    /// How many rows one would have to move to make one order of the other.
    pub moved: usize,
    /// Columns in which a figure changed.
    pub figures: Vec<ColumnFigures>,
    /// Texts of cells that changed.
    pub cells: Vec<CellDifference>,
}

impl TableDifference {
    pub fn is_empty(&self) -> bool {
        self.names.pair().is_some()
            && self.texts.is_empty()
            && self.moved == 0
            && self.figures.is_empty()
            && self.cells.is_empty()
            && self.columns.iter().all(|column| !column.differs())
            && self.rows.iter().all(|row| !row.differs())
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableName {
    /// From 1, among the tables of its annex.
    pub number: usize,
    pub id: Option<String>,
    pub caption: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnDifference {
    pub columns: Sides<ColumnName>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnName {
    pub key: String,
    /// Its headings from the top, in one line.
    pub heading: String,
    /// How it writes figures, where it has any.
    pub style: Option<NumberStyle>,
}

impl ColumnDifference {
    /// Whether it is in one edition only, is headed in other words, or counts something else.
    pub fn differs(&self) -> bool {
        self.columns.pair().is_none() || self.is_renamed() || self.counts_otherwise()
    }

    pub fn is_renamed(&self) -> bool {
        self.columns.pair().is_some_and(|(old, new)| old.heading != new.heading)
    }

    /// Whether its figures are of another quantity or unit.
    pub fn counts_otherwise(&self) -> bool {
        let quantity = |column: &ColumnName| column.style.as_ref().map(|style| style.quantity);
        self.columns.pair().is_some_and(|(old, new)| quantity(old) != quantity(new))
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowDifference {
    pub rows: Sides<RowName>,
    pub change: RowChange,
    /// Whether the groups that it stands in are not the same ones, other names of them aside.
    pub regrouped: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowChange {
    Same,
    /// The same words, written with other capitals, accents or signs.
    Respelled,
    Renamed,
    Added,
    Removed,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowName {
    /// The words of its headers, in one line.
    pub label: String,
    /// What tells it from others under the same header.
    pub detail: Option<String>,
    /// The titles of its groups, outermost first.
    pub groups: Vec<String>,
    pub role: Role,
}

impl RowDifference {
    /// Whether anything is not the same of it but what its other cells hold.
    pub fn differs(&self) -> bool {
        self.change != RowChange::Same || self.regrouped || self.changes_role()
    }

    pub fn changes_role(&self) -> bool {
        self.rows.pair().is_some_and(|(old, new)| old.role != new.role)
    }

    /// What it counts for, now or else before.
    pub fn role(&self) -> Role {
        self.rows.latest().map_or(Role::Item, |row| row.role)
    }
}

/// The figures of a column that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnFigures {
    /// Among the columns of the table's difference.
    pub column: usize,
    /// In what they are told.
    pub measure: Measure,
    /// From top to bottom, each amount once however many rows it covers.
    pub figures: Vec<FigureDifference>,
    pub totals: Vec<Reconciliation>,
}

/// A figure that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureDifference {
    /// Rows that it covers, among those of the table's difference, from top to bottom: never empty where there is one.
    pub covered: Sides<Vec<usize>>,
    pub held: Sides<Held>,
    /// What is now there less what was there; what is not there counts nothing. `None` where the two can't be compared.
    pub difference: Option<Amount>,
    /// Of the size of what was there, with [`Measure::PERCENT_DECIMALS`] decimals; `None` where that is nothing or zero.
    pub percent: Option<Amount>,
}

impl FigureDifference {
    /// The row that it begins in.
    pub fn row(&self) -> usize {
        self.covered.latest().and_then(|rows| rows.first()).copied().unwrap_or_default()
    }

    /// Whether it covers other rows than before.
    pub fn covers_others(&self) -> bool {
        self.covered.pair().is_some_and(|(old, new)| old != new)
    }
}

/// What stands in a cell of figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Held {
    /// In the unit that the column's figures are told in.
    Amount(Amount),
    /// What stands in place of a figure.
    Mark(String),
}

impl Held {
    pub fn amount(&self) -> Option<Amount> {
        match self {
            Held::Amount(amount) => Some(*amount),
            Held::Mark(_) => None,
        }
    }
}

/// Whether the differences of what a total counts come to the difference of the total.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reconciliation {
    /// The row of the total, among those of the table's difference.
    pub row: usize,
    /// How many of what it counts differ.
    pub items: usize,
    /// The sum of their differences.
    pub of_items: Amount,
    /// The difference of the total itself.
    pub of_total: Amount,
    /// By how much the total of each edition is above the sum of what it counts.
    pub gaps: Sides<Amount>,
}

impl Reconciliation {
    pub fn agrees(&self) -> bool {
        self.of_items == self.of_total
    }
}

/// A text in a cell that changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CellDifference {
    /// Among those of the table's difference.
    pub row: usize,
    pub column: usize,
    pub part: CellPart,
    pub texts: Sides<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellPart {
    Text,
    /// Words beside the value.
    Note,
    /// How a figure that is the same is printed.
    Print,
}
