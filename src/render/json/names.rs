//! The words and notations of an annex's JSON.

use schemars::JsonSchema;
use serde::Serialize;

use crate::annex::{Amount, ColumnKind, CorrectionKind, Date, Quantity, Role, Scope, Unit};

/// An amount with a decimal point and nothing to part thousands: `-231924.00`. A string, since numbers of JSON are often
/// read as binary fractions.
#[derive(Serialize, JsonSchema)]
#[schemars(extend("pattern" = r"^-?(0|[1-9][0-9]*)(\.[0-9]+)?$"))]
pub struct PlainDecimal(String);

impl PlainDecimal {
    pub fn new(amount: Amount, decimals: u32) -> Self {
        Self(amount.plain(decimals))
    }
}

/// A day by ISO 8601: `2009-06-16`.
#[derive(Serialize, JsonSchema)]
#[schemars(extend("format" = "date", "pattern" = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"))]
pub struct Day(String);

impl From<Date> for Day {
    fn from(date: Date) -> Self {
        Self(date.to_string())
    }
}

/// What a correction did to an annex.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "CorrectionKind")]
pub enum CorrectionName {
    /// What was wrong was put right.
    Rectification,
    /// What was missing was added.
    Supplement,
    /// It holds no more.
    Annulment,
}

impl From<CorrectionKind> for CorrectionName {
    fn from(kind: CorrectionKind) -> Self {
        match kind {
            CorrectionKind::Rectification => CorrectionName::Rectification,
            CorrectionKind::Supplement => CorrectionName::Supplement,
            CorrectionKind::Annulment => CorrectionName::Annulment,
        }
    }
}

/// What a row counts for.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[schemars(rename = "Role")]
pub enum RoleName {
    /// A row of column headings.
    Heading,
    /// The title of the rows that follow it.
    Group,
    /// A row of its own, counted in sums.
    Item,
    /// The sum of a group.
    Subtotal,
    /// The sum of the table.
    Total,
    /// A part of the row above it, counted there.
    OfWhich,
    /// Printed, not counted: a ceiling.
    Memo,
    /// Worked out from other rows: what a ceiling leaves.
    Derived,
}

impl From<Role> for RoleName {
    fn from(role: Role) -> Self {
        match role {
            Role::Heading => RoleName::Heading,
            Role::Group => RoleName::Group,
            Role::Item => RoleName::Item,
            Role::Subtotal => RoleName::Subtotal,
            Role::Total => RoleName::Total,
            Role::OfWhich => RoleName::OfWhich,
            Role::Memo => RoleName::Memo,
            Role::Derived => RoleName::Derived,
        }
    }
}

/// What stands in a column.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Kind")]
pub enum KindName {
    /// Words.
    Text,
    /// Words that stay as they are: "CUP", "codice fiscale".
    Code,
    /// Amounts of a currency.
    Money,
    /// Percentages.
    Percent,
    /// Numbers of anything else.
    Count,
}

impl From<&ColumnKind> for KindName {
    fn from(kind: &ColumnKind) -> Self {
        match kind {
            ColumnKind::Text => KindName::Text,
            ColumnKind::Code => KindName::Code,
            ColumnKind::Number(style) => match style.quantity {
                Quantity::Money { .. } => KindName::Money,
                Quantity::Percent => KindName::Percent,
                Quantity::Count => KindName::Count,
            },
        }
    }
}

/// What a header cell applies to.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Scope")]
pub enum ScopeName {
    /// The columns below it.
    Column,
    /// The rows beside it.
    Row,
}

impl From<Scope> for ScopeName {
    fn from(scope: Scope) -> Self {
        match scope {
            Scope::Column => ScopeName::Column,
            Scope::Row => ScopeName::Row,
        }
    }
}

/// How much of its currency one of a column's figures is worth.
#[derive(Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[schemars(rename = "Unit")]
pub enum UnitName {
    One,
    Thousand,
    Million,
}

impl From<Unit> for UnitName {
    fn from(unit: Unit) -> Self {
        match unit {
            Unit::One => UnitName::One,
            Unit::Thousand => UnitName::Thousand,
            Unit::Million => UnitName::Million,
        }
    }
}
