//! Diagnostics for people: title, the line of the source with the place underlined, notes. The room of
//! annotate-snippets.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Place, Policy, Severity, Span};
use crate::catalogue::Catalogue;

/// Draws a diagnostic as rustc and cargo draw theirs, with ANSI colours if asked; ends with a line feed.
pub fn draw(diagnostic: &Diagnostic, policy: &Policy, words: &Catalogue, colour: bool) -> String {
    let renderer = if colour { Renderer::styled() } else { Renderer::plain() };
    format!("{}\n", renderer.render(&[group(diagnostic, policy, words)]))
}

fn group<'a>(diagnostic: &'a Diagnostic, policy: &Policy, words: &Catalogue) -> Group<'a> {
    let key = diagnostic.code.name();
    let attribute = |name: &str| words.attribute(key, name, &diagnostic.args);
    let (level, name) = match policy.severity(diagnostic.code) {
        Severity::Error => (Level::ERROR, "severity-error"),
        Severity::Warning => (Level::WARNING, "severity-warning"),
    };
    let title = level.with_name(words.text(name, &[])).primary_title(words.text(key, &diagnostic.args)).id(key);

    let main = AnnotationKind::Primary.span(clamp(&diagnostic.place)).label(attribute("label"));
    let mut snippet = source(&diagnostic.place).annotation(main);
    let drawn = || diagnostic.related.iter().filter(|related| related.drawn).map(|r| (&r.place, r.label));
    let here = |place: &Place| place.file == diagnostic.place.file;
    for (place, label) in drawn().filter(|(place, _)| here(place)) {
        snippet = snippet.annotation(AnnotationKind::Context.span(clamp(place)).label(attribute(label)));
    }
    let mut group = title.element(snippet);
    for (place, label) in drawn().filter(|(place, _)| !here(place)) {
        let annotation = AnnotationKind::Context.span(clamp(place)).label(attribute(label));
        group = group.element(source(place).annotation(annotation));
    }
    if let Some(address) = diagnostic.place.address() {
        group = group.element(Level::NOTE.no_name().message(words.text("sheet-cell", &[("address", address.into())])));
    }
    for text in diagnostic.notes.iter().filter_map(|name| attribute(name)) {
        group = group.element(Level::NOTE.no_name().message(text));
    }
    let help = words.text("severity-help", &[]);
    let hints = diagnostic.hints.iter().map(|hint| words.text(hint.key, &hint.args));
    for text in hints.chain(diagnostic.helps.iter().filter_map(|name| attribute(name))) {
        group = group.element(Level::HELP.with_name(help.clone()).message(text));
    }
    group
}

fn source<'a, T: Clone>(place: &'a Place) -> Snippet<'a, T> {
    Snippet::source(place.file.text.as_str()).path(place.file.name.as_str())
}

/// The span inside its text, and of its first line only: a cell of many lines is known by where it starts.
fn clamp(place: &Place) -> Span {
    let text = &place.file.text;
    let start = text.floor_char_boundary(place.span.start);
    let end = text.ceil_char_boundary(place.span.end.max(start));
    let line = text[start..end].find(['\n', '\r']).map_or(end, |newline| start + newline);
    start..line
}
