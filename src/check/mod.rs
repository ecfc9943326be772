//! From the plan as written to annexes as checked.
//!
//! In: a [`Plan`] and what holds where it is silent. Out: annexes that need no further question, or the problems.
//! One file for each family of rules; each reports all that it finds.

mod act;
mod cells;
mod columns;
mod printable;
mod table;
mod totals;

use std::collections::HashMap;
use std::sync::Arc;

use crate::annex::{Act, Annex, Notation, Table, one_line, slug};
use crate::catalogue::Language;
use crate::plan::{self, Plan, Text};
use crate::source::{Code, Context, Diagnostic, Place};

/// What holds where a plan says nothing, and what its documents can show.
pub struct Surroundings<'a> {
    pub language: Language,
    /// With its place in the project's settings.
    pub authority: Option<&'a (String, Place)>,
    /// Whether the documents can show a character.
    pub can_print: &'a (dyn Fn(char) -> bool + Sync),
    /// Whether the documents can show a table: it may be wider than a page.
    pub fits: &'a (dyn Fn(&Table) -> bool + Sync),
}

/// Checks a plan. The annexes are complete only if no error is among the problems.
pub fn check(plan: &Plan, surroundings: &Surroundings) -> (Vec<Annex>, Vec<Diagnostic>) {
    let context = Context::new(&plan.file);
    printable::check(&context, plan, surroundings.authority, surroundings.can_print);
    let act = Arc::new(act::check(&context, plan, surroundings));
    if plan.annexes.is_empty() {
        context.report(Diagnostic::new(Code::NoAnnex, context.place(plan.span.clone())));
    }
    check_labels(&context, plan);
    check_ids(&context, plan.annexes.iter().flat_map(|annex| &annex.tables).filter_map(|table| table.id.as_ref()));
    let notation = act::notation(plan, &act);
    let annexes = plan.annexes.iter().map(|annex| check_annex(&context, &act, notation, annex, surroundings)).collect();
    (annexes, context.into_problems())
}

fn check_annex(
    context: &Context,
    act: &Arc<Act>,
    notation: Notation,
    annex: &plan::Annex,
    surroundings: &Surroundings,
) -> Annex {
    if annex.tables.is_empty() {
        context.report(Diagnostic::new(Code::NoTable, context.place(annex.span.clone())));
    }
    let check_table = |written: &plan::Table| {
        let table = table::check(context, written, notation)?;
        if !(surroundings.fits)(&table) {
            context.report(Diagnostic::new(Code::TableTooWide, context.place(written.span.clone())));
        }
        Some(table)
    };
    Annex {
        act: Arc::clone(act),
        label: one_line(&annex.label.value),
        slug: slug(&annex.label.value),
        title: annex.title.as_ref().map(|title| one_line(&title.value)),
        tables: annex.tables.iter().filter_map(check_table).collect(),
    }
}

/// Labels name files, so two of them may not differ by case or accents alone.
fn check_labels(context: &Context, plan: &Plan) {
    let mut seen: HashMap<String, Place> = HashMap::new();
    for label in plan.annexes.iter().map(|annex| &annex.label).filter(|label| !label.value.trim().is_empty()) {
        let place = context.place(label.span.clone());
        let name = slug(&label.value);
        if name.is_empty() || name.len() > 60 {
            context.report(Diagnostic::new(Code::UnusableLabel, place).arg("label", label.value.as_str()));
        } else if let Some(first) = seen.get(&name) {
            let problem = Diagnostic::new(Code::DuplicateLabel, place).arg("label", label.value.as_str());
            context.report(problem.related(first.clone(), "first"));
        } else {
            seen.insert(name, place);
        }
    }
}

/// Names by which text and checks refer to something: unique, and made of letters, digits and `_`.
fn check_ids<'a>(context: &Context, ids: impl Iterator<Item = &'a Text>) {
    let mut seen: HashMap<&str, Place> = HashMap::new();
    for id in ids {
        let place = context.place(id.span.clone());
        if !is_name(&id.value) {
            context.report(Diagnostic::new(Code::UnusableName, place).arg("name", id.value.as_str()));
        } else if let Some(first) = seen.get(id.value.as_str()) {
            let problem = Diagnostic::new(Code::DuplicateId, place).arg("id", id.value.as_str());
            context.report(problem.related(first.clone(), "first"));
        } else {
            seen.insert(&id.value, place);
        }
    }
}

/// Whether a text can be an id or a column's key: a letter, then letters, digits or `_`. A formula can then tell a
/// name from a number and from a minus sign.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}
