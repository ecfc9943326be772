//! What of a plan decides where its documents go, read without anything else.

use std::sync::Arc;

use crate::source::{Context, SourceFile, Spanned, Value};

/// The year of a plan and the labels of its annexes, as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outline {
    pub year: i64,
    pub labels: Vec<Spanned<String>>,
}

/// Nothing where it can't be read, which is told of where the plan is checked.
pub fn outline(file: &Arc<SourceFile>) -> Option<Outline> {
    let context = Context::new(file);
    let mut outline = None;
    context.parse(|root| {
        let year = || root.value("plan")?.get_ref().as_table()?.get("year").and_then(integer);
        let annexes = root.value("annex").and_then(|annexes| annexes.get_ref().as_array());
        let label = |annex: &Value| {
            let label = annex.get_ref().as_table()?.get("label")?;
            Some(Spanned::new(label.get_ref().as_str()?.to_owned(), label.span()))
        };
        let labels = annexes.into_iter().flatten().filter_map(label).collect();
        outline = year().map(|year| Outline { year, labels });
    });
    outline
}

fn integer(value: &Value) -> Option<i64> {
    value.get_ref().as_integer().and_then(|integer| i64::from_str_radix(integer.as_str(), integer.radix()).ok())
}
