//! `allegato explain CODE`: says at length what a diagnostic means, with an example and the cure.

use super::{Outcome, Report};
use crate::source::{Code, nearest};

pub fn run(code: Option<&str>, report: &Report) -> Outcome {
    let words = report.words();
    let Some(name) = code else {
        let first = |text: &str| plain(text.split("\n\n").next().unwrap_or_default()).replace('\n', "\n    ");
        let line = |code: &Code| format!("{code}\n    {}", first(words.explanation(code.name()).unwrap_or_default()));
        report.print(&Code::ALL.iter().map(line).collect::<Vec<_>>().join("\n"));
        return Outcome::Good;
    };
    // As it stands in a message: errore[total-mismatch].
    let bare = name.rsplit('[').next().unwrap_or(name).trim_end_matches(']');
    let explanation = Code::from_name(bare).and_then(|code| Some((code, words.explanation(code.name())?)));
    let Some((code, explanation)) = explanation else {
        let outcome = report.misuse("explain-unknown", &[("code", name.into())]);
        if let Some(nearest) = nearest(bare, Code::ALL.iter().map(|code| code.name())) {
            report.say("misuse-nearest", &[("nearest", nearest.into())]);
        }
        report.say("explain-list", &[]);
        return outcome;
    };
    report.print(&format!("{code}\n\n{}", plain(explanation)));
    Outcome::Good
}

/// Markdown for a terminal: examples indented instead of fenced.
pub fn plain(markdown: &str) -> String {
    let mut inside = false;
    let mut lines: Vec<String> = vec![];
    for line in markdown.lines() {
        if line.starts_with("```") {
            inside = !inside;
        } else if inside && !line.is_empty() {
            lines.push(format!("    {line}"));
        } else {
            lines.push(line.replace('`', ""));
        }
    }
    lines.join("\n")
}
