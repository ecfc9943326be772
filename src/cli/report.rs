//! What a run says: problems to standard error, results to standard output.

use std::io::{IsTerminal, Write};

use super::Outcome;
use crate::catalogue::{Arg, Catalogue};
use crate::error::Error;
use crate::source::{Code, Diagnostic, Place, Severity, draw};

/// Problems of one plan that are drawn. Whoever has so many has one cause to mend first.
const MOST_PROBLEMS: usize = 200;

/// Speaks to the terminal in one language, and keeps count.
pub struct Report {
    words: Catalogue,
    colour: bool,
    pub errors: usize,
    pub warnings: usize,
    /// Errors of templates that were reported, place and reason: every plan would stumble over them again.
    templates: Vec<(Place, Option<Arg>)>,
}

impl Report {
    /// Colours only where a person looks on and has not asked for none (no-color.org).
    #[expect(clippy::disallowed_methods, reason = "colours are the terminal's affair")]
    pub fn new(words: Catalogue) -> Self {
        let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let colour = std::io::stderr().is_terminal() && !plain && !dumb;
        Self { words, colour, errors: 0, warnings: 0, templates: vec![] }
    }

    pub fn words(&self) -> &Catalogue {
        &self.words
    }

    /// Draws the problems of a plan, with a blank line after each.
    pub fn problems(&mut self, problems: &[Diagnostic]) {
        for (index, problem) in problems.iter().enumerate() {
            if problem.code == Code::TemplateError {
                let reason = problem.args.iter().find(|(name, _)| *name == "reason").map(|(_, reason)| reason.clone());
                let error = (problem.place.clone(), reason);
                if self.templates.contains(&error) {
                    continue;
                }
                self.templates.push(error);
            }
            match problem.code.severity() {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
            }
            if index < MOST_PROBLEMS {
                to_stderr(&draw(problem, &self.words, self.colour));
            }
        }
        if let Some(more @ 1..) = problems.len().checked_sub(MOST_PROBLEMS) {
            self.say("more-problems", &[("more", more.into())]);
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
        self.print(&self.words.text(key, args));
    }

    /// Text that is itself the result.
    pub fn print(&self, text: &str) {
        // Whoever closed the pipe does not want to know.
        let _ = writeln!(std::io::stdout(), "{text}");
    }
}

fn to_stderr(text: &str) {
    // If even this can't be said there is nobody to say it to.
    let _ = writeln!(std::io::stderr(), "{text}");
}
