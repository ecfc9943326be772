//! Tera's complaints as diagnostics, each at its own line of its own template.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use tera::ErrorKind;

use super::PAGE;
use crate::source::{Code, Diagnostic, Place, SourceFile};

/// Templates by name.
pub type Sources = BTreeMap<String, Arc<SourceFile>>;

pub fn problems(sources: &Sources, error: &tera::Error) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![problem(sources, report.filename(), report.span().range.clone(), report.message())]
        }
        ErrorKind::MissingParent { current: name, .. }
        | ErrorKind::CircularExtend { tpl: name, .. }
        | ErrorKind::CircularInclude { tpl: name, .. } => vec![problem(sources, name, 0..0, &error.to_string())],
        _ => told(sources, &error.to_string()),
    }
}

fn problem(sources: &Sources, name: &str, range: Range<usize>, reason: &str) -> Diagnostic {
    let unknown = || SourceFile::new(name, "");
    let source = sources.get(name).or_else(|| sources.get(PAGE)).cloned().unwrap_or_else(unknown);
    let end = source.text.len();
    let place = Place::new(&source, range.start.min(end)..range.end.min(end));
    Diagnostic::new(Code::TemplateError, place).arg("reason", reason)
}

/// What is found when all templates are there (names that none of them has) comes as text alone, for each fault
/// `error: Unknown filter`, and below it ` --> site/year.html:3:20`.
fn told(sources: &Sources, text: &str) -> Vec<Diagnostic> {
    let (mut found, mut reason) = (vec![], None);
    for line in text.lines() {
        if let Some(words) = line.strip_prefix("error: ") {
            reason = Some(words);
        } else if let Some(place) = line.trim_start().strip_prefix("--> ")
            && let Some(words) = reason.take()
            && let Some((name, at)) = place_of(sources, place)
        {
            found.push(problem(sources, name, at..at, words));
        }
    }
    if found.is_empty() { vec![problem(sources, PAGE, 0..0, text)] } else { found }
}

/// Of `site/year.html:3:20` the template, and how many bytes come before the place.
fn place_of<'a>(sources: &Sources, text: &'a str) -> Option<(&'a str, usize)> {
    let mut parts = text.rsplitn(3, ':');
    let (column, line) = (parts.next()?.parse::<usize>().ok()?, parts.next()?.parse::<usize>().ok()?);
    let name = parts.next()?;
    let mut lines = sources.get(name)?.text.split_inclusive('\n');
    let before: usize = lines.by_ref().take(line.checked_sub(1)?).map(str::len).sum();
    let within = lines.next().unwrap_or_default().chars().take(column.saturating_sub(1)).map(char::len_utf8);
    Some((name, before + within.sum::<usize>()))
}
