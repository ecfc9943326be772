//! Other plans whose figures a plan's checks use: each is read, not checked; that is its own affair.

use super::table::Board;
use super::{Document, act};
use crate::catalogue::{Catalogue, Language};
use crate::plan::{self, FileProblem, Files, Plan, Text};
use crate::source::{Code, Context, Diagnostic, SourceFile};

/// Another plan under the name that checks give it; `None` where it can't be used, which was reported.
pub type Other<'p> = (&'p str, Option<Plan>);

/// Reads the other plans that a plan names.
pub fn load<'p>(context: &Context, plan: &'p Plan, files: &Files) -> Vec<Other<'p>> {
    super::check_ids(context, plan.other_plans.0.iter().map(|(name, _)| (name, &plan.file)));
    plan.other_plans.0.iter().map(|(name, path)| (name.value.as_str(), read(context, plan, path, files))).collect()
}

fn read(context: &Context, plan: &Plan, path: &Text, files: &Files) -> Option<Plan> {
    let unusable = |reason| {
        unusable(context, path, reason);
        None
    };
    let bytes = match files(&path.value) {
        Ok(bytes) => bytes,
        Err(FileProblem::Outside) => return unusable("outside"),
        Err(FileProblem::Missing) => return unusable("missing"),
    };
    let Ok(text) = String::from_utf8(bytes) else { return unusable("wrong") };
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
    let file = SourceFile::new(plan.file.beside(&path.value), text);
    // What it takes rows from lies beside it.
    let folder = path.value.rsplit_once('/').map_or("", |(folder, _)| folder);
    let beside = |inner: &str| match folder {
        "" => files(inner),
        folder => files(&format!("{folder}/{inner}")),
    };
    match plan::load(&file, &beside) {
        (Some(other), problems) if problems.is_empty() => Some(other),
        _ => unusable("wrong"),
    }
}

/// The tables of other plans; `None` for one that can't be used.
pub fn boards_of<'q>(
    context: &Context,
    plan: &Plan,
    usual: Language,
    others: &'q [Other<'q>],
) -> Vec<(&'q str, Option<Vec<Board<'q>>>)> {
    let tables = |(name, other): &'q Other<'q>| {
        let boards = other.as_ref().and_then(|other| boards(usual, other));
        if other.is_some() && boards.is_none() {
            report_wrong(context, plan, name);
        }
        (*name, boards)
    };
    others.iter().map(tables).collect()
}

/// Reports another plan, by the name that this plan gives it, for figures of its own that are wrong.
pub fn report_wrong(context: &Context, plan: &Plan, name: &str) {
    let path = plan.other_plans.0.iter().find(|(other, _)| other.value == name).map(|(_, path)| path);
    path.into_iter().for_each(|path| unusable(context, path, "wrong"));
}

/// The tables of another plan; `None` where something is wrong in them.
fn boards<'q>(usual: Language, other: &'q Plan) -> Option<Vec<Board<'q>>> {
    let context = Context::new(&other.file);
    let language = other.head.language.as_ref().map_or(usual, |language| language.value);
    let document = Document {
        context: &context,
        notation: act::notation(other, language),
        language,
        words: Catalogue::of_documents(language),
        date: act::date(other),
    };
    let tables = other.annexes.iter().flat_map(|annex| &annex.table);
    let boards = tables.map(|table| Board::check(&document, table)).collect();
    context.is_good().then_some(boards)
}

fn unusable(context: &Context, path: &Text, reason: &'static str) {
    let problem = Diagnostic::new(Code::OtherPlan, context.place(path.span.clone()));
    context.report(problem.arg("file", path.value.as_str()).arg("reason", reason));
}
