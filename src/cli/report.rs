//! What a run says: problems to standard error, results to standard output.

use std::io::{IsTerminal, Write};

use super::Outcome;
use crate::catalogue::{Arg, Catalogue};
use crate::error::Error;
use crate::source::{Code, Diagnostic, Place, Severity, draw};

/// Speaks to the terminal in one language, and keeps count.
pub struct Report {
    words: Catalogue,
    colour: bool,
    pub errors: usize,
    /// Places in templates that were reported: every plan would stumble over them again.
    templates: Vec<Place>,
}

impl Report {
    /// Colours only where a person looks on and has not asked for none (no-color.org).
    pub fn new(words: Catalogue) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colour = std::io::stderr().is_terminal() && !plain && !dumb;
        Self { words, colour, errors: 0, templates: vec![] }
    }

    pub fn words(&self) -> &Catalogue {
        &self.words
    }

    /// Draws problems, with a blank line after each.
    pub fn problems(&mut self, problems: &[Diagnostic]) {
        for problem in problems {
            if problem.code == Code::TemplateError {
                if self.templates.contains(&problem.place) {
                    continue;
                }
                self.templates.push(problem.place.clone());
            }
            self.errors += usize::from(problem.code.severity() == Severity::Error);
            to_stderr(&draw(problem, &self.words, self.colour));
        }
    }

    /// A fault of the machine.
    pub fn failure(&self, error: &Error) -> Outcome {
        self.error_line(&error.to_text(&self.words));
        Outcome::Failed
    }

    /// A use of the program that it can't follow.
    pub fn misuse(&self, key: &str, args: &[(&'static str, Arg)]) -> Outcome {
        self.error_line(&self.words.text(key, args));
        Outcome::Failed
    }

    fn error_line(&self, sentence: &str) {
        to_stderr(&format!("{}: {sentence}", self.words.text("severity-error", &[])));
    }

    /// A remark beside the result: to standard error.
    pub fn say(&self, key: &str, args: &[(&'static str, Arg)]) {
        to_stderr(&self.words.text(key, args));
    }

    /// The result of the run: to standard output.
    pub fn result(&self, key: &str, args: &[(&'static str, Arg)]) {
        // Whoever closed the pipe does not want to know.
        let _ = writeln!(std::io::stdout(), "{}", self.words.text(key, args));
    }
}

fn to_stderr(text: &str) {
    // If even this can't be said there is nobody to say it to.
    let _ = writeln!(std::io::stderr(), "{text}");
}
