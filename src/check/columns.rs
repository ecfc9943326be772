//! Columns: unique usable keys, a currency that exists, decimals that it can have.

use super::check_ids;
use crate::annex::{Amount, Column, ColumnKind, Currency, EURO};
use crate::plan::{self, ROW_KEYS, Table};
use crate::source::{Code, Context, Diagnostic};

/// The columns of a table, each beside whether its cells head their rows.
pub fn check(context: &Context, table: &Table) -> Vec<(Column, bool)> {
    if table.columns.is_empty() {
        context.report(Diagnostic::new(Code::NoColumn, context.place(table.span.clone())));
    }
    check_ids(context, table.columns.iter().map(|column| &column.key).filter(|key| !key.value.is_empty()));
    for key in table.columns.iter().map(|column| &column.key).filter(|key| ROW_KEYS.contains(&key.value.as_str())) {
        let problem =
            Diagnostic::new(Code::ReservedKey, context.place(key.span.clone())).arg("key", key.value.as_str());
        context.report(problem.arg("reserved", ROW_KEYS.join(", ")));
    }
    let currency = check_currency(context, table);
    // Every row has to have a header for those who hear the table; unless the plan says otherwise it comes first.
    let declared = table.columns.iter().any(|column| column.header.is_some());
    let heads = |index: usize, column: &plan::Column| match &column.header {
        Some(header) => header.value,
        None => !declared && index == 0 && column.kind == plan::ColumnKind::Text,
    };
    let checked = table.columns.iter().enumerate().map(|(index, column)| {
        let kind = check_kind(context, column, currency);
        (Column { key: column.key.value.clone(), kind }, heads(index, column))
    });
    checked.collect()
}

fn check_currency(context: &Context, table: &Table) -> &'static Currency {
    let Some(code) = &table.currency else { return EURO };
    Currency::from_code(&code.value).unwrap_or_else(|| {
        let problem = Diagnostic::new(Code::UnknownCurrency, context.place(code.span.clone()))
            .arg("code", code.value.as_str())
            .arg("known", Currency::codes().collect::<Vec<_>>().join(", "));
        context.report(problem.note("known"));
        EURO
    })
}

fn check_kind(context: &Context, column: &plan::Column, currency: &'static Currency) -> ColumnKind {
    match (column.kind, &column.decimals) {
        (plan::ColumnKind::Text, None) => ColumnKind::Text,
        (plan::ColumnKind::Text, Some(decimals)) => {
            let place = context.place(decimals.span.clone());
            context.report(Diagnostic::new(Code::KeyNotForKind, place).arg("key", "decimals").arg("kind", "text"));
            ColumnKind::Text
        }
        (plan::ColumnKind::Money, decimals) => {
            let wanted = decimals.as_ref().map_or(Some(currency.decimals), |d| u32::try_from(d.value).ok());
            let decimals = wanted.filter(|wanted| *wanted <= Amount::MAX_DECIMALS).unwrap_or_else(|| {
                let place = context.place(decimals.as_ref().map_or(column.span.clone(), |d| d.span.clone()));
                let problem = Diagnostic::new(Code::TooManyDecimals, place);
                context.report(problem.arg("most", Amount::MAX_DECIMALS as usize));
                Amount::MAX_DECIMALS
            });
            ColumnKind::Money { currency, decimals }
        }
    }
}
