//! `allegato explain CODE`: says at length what a diagnostic means, with an example and the cure.

use super::{Outcome, Report};
use crate::source::{Code, nearest};

/// Columns of a paragraph: nobody reads longer lines easily, and shorter ones fall apart.
const WIDEST: usize = 96;
const NARROWEST: usize = 24;

pub fn run(code: Option<&str>, report: &Report) -> Outcome {
    let words = report.words();
    let Some(name) = code else {
        let first = |text: &str| plain(text.split("\n\n").next().unwrap_or_default()).replace('\n', "\n    ");
        let line = |code: &Code| format!("{code}\n    {}", first(words.explanation(code.name()).unwrap_or_default()));
        report.print(&Code::ALL.iter().map(line).collect::<Vec<_>>().join("\n"));
        return Outcome::Good;
    };
    // As it stands in a message: errore[total-mismatch].
    let bare = name.rsplit('[').next().unwrap_or(name).trim_end_matches([']', ':', ' ']).to_lowercase();
    let bare = bare.as_str();
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

/// Markdown for a terminal: paragraphs broken to fit it, examples indented instead of fenced.
fn plain(markdown: &str) -> String {
    let width = textwrap::termwidth().clamp(NARROWEST, WIDEST);
    let (mut inside, mut paragraph, mut lines) = (false, String::new(), vec![]);
    for line in markdown.lines().chain([""]) {
        let fence = line.starts_with("```");
        if fence || inside || line.is_empty() {
            if !paragraph.is_empty() {
                lines.push(textwrap::fill(&std::mem::take(&mut paragraph).replace('`', ""), width));
            }
            match (fence, line.is_empty()) {
                (true, _) => inside = !inside,
                (false, true) => lines.push(String::new()),
                (false, false) => lines.push(format!("    {line}")),
            }
        } else {
            paragraph.push_str(if paragraph.is_empty() { "" } else { " " });
            paragraph.push_str(line);
        }
    }
    lines.join("\n").trim_end().to_owned()
}
