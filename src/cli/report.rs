//! What a run says: problems, remarks and results, to people or to programs.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{ErrorKind, IsTerminal, Write};
use std::path::Path;

use serde_json::{Map, Value};

use super::Outcome;
use crate::archive::Finding;
use crate::catalogue::{Arg, Catalogue};
use crate::error::{Doing, Error};
use crate::source::{Code, Diagnostic, Message, Place, Policy, Sarif, Severity, draw, shown};

/// Problems of one plan that are drawn. Whoever has so many has one cause to mend first.
const MOST_PROBLEMS: usize = 200;

/// To whom problems are told.
enum Audience {
    /// People: drawn to standard error, with or without colours.
    People { colour: bool },
    /// Programs: to standard output, a JSON object on each line.
    JsonLines,
    /// Code hosts: to standard output, one SARIF log.
    Sarif(Sarif),
}

/// Speaks to the terminal in one language, and keeps count.
pub struct Report {
    words: Catalogue,
    audience: Audience,
    policy: Policy,
    pub errors: usize,
    pub warnings: usize,
    /// What was told of misuse and faults of the machine.
    failures: RefCell<Vec<String>>,
    /// Why something could not be written to standard output.
    unsaid: RefCell<Option<std::io::Error>>,
    /// The codes of the problems told so far.
    codes: BTreeSet<Code>,
    /// Errors and warnings of templates that were reported, place and reason: every plan would stumble over them again.
    templates: Vec<(Place, Option<Arg>)>,
}

impl Report {
    /// The names of message formats.
    pub const FORMATS: [&str; 3] = ["human", "json", "sarif"];

    /// Speaks in a message format; to people where there is none of that name.
    pub fn new(words: Catalogue, format: Option<&str>) -> Self {
        let audience = match format {
            Some("json") => Audience::JsonLines,
            Some("sarif") => Audience::Sarif(Sarif::default()),
            _ => Audience::People { colour: is_colourful() },
        };
        Self {
            words,
            audience,
            policy: Policy::default(),
            errors: 0,
            warnings: 0,
            failures: RefCell::default(),
            unsaid: RefCell::default(),
            codes: BTreeSet::new(),
            templates: vec![],
        }
    }

    pub fn words(&self) -> &Catalogue {
        &self.words
    }

    /// The same words for another voice.
    pub fn catalogue(&self) -> Catalogue {
        Catalogue::interface(self.words.language())
    }

    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Whether every warning is an error, whatever the project says.
    pub fn be_strict(&mut self, strict: bool) {
        self.policy.strict = strict;
    }

    /// Takes over what a project says of warnings.
    pub fn set_errors(&mut self, warnings_as_errors: &[Code]) {
        self.policy.errors = warnings_as_errors.to_vec();
    }

    /// Tells the problems of a plan; to people with a blank line after each.
    pub fn problems(&mut self, problems: &[Diagnostic]) {
        for (index, problem) in problems.iter().enumerate() {
            if matches!(problem.code, Code::TemplateError | Code::TemplateWarning) {
                let reason = problem.args.iter().find(|(name, _)| *name == "reason").map(|(_, reason)| reason.clone());
                let error = (problem.place.clone(), reason);
                if self.templates.contains(&error) {
                    continue;
                }
                self.templates.push(error);
            }
            match self.policy.severity(problem.code) {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
            }
            self.codes.insert(problem.code);
            self.problem(index, problem);
        }
        if let (Audience::People { .. }, Some(more @ 1..)) = (&self.audience, problems.len().checked_sub(MOST_PROBLEMS))
        {
            self.say("more-problems", &[("more", more.into())]);
        }
    }

    fn problem(&mut self, index: usize, problem: &Diagnostic) {
        let (policy, words) = (&self.policy, &self.words);
        match &mut self.audience {
            Audience::People { colour } if index < MOST_PROBLEMS => {
                to_stderr(&draw(problem, policy, words, *colour));
            }
            Audience::People { .. } => {}
            Audience::JsonLines => {
                self.print(&serde_json::to_string(&Message::new(problem, policy, words)).unwrap_or_default());
            }
            Audience::Sarif(log) => {
                let result = log.result(problem, policy, words);
                self.print(&result);
            }
        }
    }

    /// A fault of the machine.
    pub fn failure(&self, error: &Error) -> Outcome {
        self.error_line(&error.to_text(&self.words))
    }

    /// What is not as it was archived.
    pub fn finding(&self, finding: &Finding) {
        let Finding { path, flaw } = finding;
        let mut args = flaw.args();
        args.push(("path", path.as_str().into()));
        let part = flaw.part().name();
        let sentence = shown(&self.words.text(&format!("flaw-{}", flaw.name()), &args));
        let part_words = self.words.text("verified-part", &[("part", part.into())]);
        to_stderr(&format!("{} [{part_words}]: {sentence}", self.words.text("severity-error", &[])));
        if let Audience::JsonLines = self.audience {
            let mut line = object("finding", &args);
            line.insert("part".to_owned(), part.into());
            line.insert("flaw".to_owned(), flaw.name().into());
            line.insert("message".to_owned(), sentence.into());
            self.print(&Value::Object(line).to_string());
        }
    }

    /// A use of the program that it can't follow.
    pub fn misuse(&self, key: &str, args: &[(&'static str, Arg)]) -> Outcome {
        self.error_line(&self.words.text(key, args))
    }

    fn error_line(&self, sentence: &str) -> Outcome {
        // Paths and arguments are anybody's.
        let sentence = shown(sentence);
        to_stderr(&format!("{}: {sentence}", self.words.text("severity-error", &[])));
        if let Audience::JsonLines = self.audience {
            self.print(&serde_json::json!({ "reason": "failure", "message": sentence }).to_string());
        }
        self.failures.borrow_mut().push(sentence);
        Outcome::Failed
    }

    /// A remark beside the result: to standard error.
    pub fn say(&self, key: &str, args: &[(&'static str, Arg)]) {
        to_stderr(&self.words.text(key, args));
    }

    /// The result of the run: to standard output.
    pub fn result(&self, key: &'static str, args: &[(&'static str, Arg)]) {
        self.result_with(key, args, vec![]);
    }

    /// The same with more for programs than people are told.
    pub fn result_with(&self, key: &'static str, args: &[(&'static str, Arg)], more: Vec<(&'static str, Value)>) {
        match self.audience {
            Audience::People { .. } => self.print(&self.words.text(key, args)),
            Audience::JsonLines => {
                let mut result = object(key, args);
                result.extend(more.into_iter().map(|(name, value)| (name.to_owned(), value)));
                self.print(&Value::Object(result).to_string());
            }
            Audience::Sarif(_) => {}
        }
    }

    /// What people read in lines, and programs as one object.
    pub fn table(&self, reason: &'static str, lines: &[String], object: Vec<(&'static str, Value)>) {
        match self.audience {
            Audience::People { .. } => lines.iter().for_each(|line| self.print(line)),
            Audience::JsonLines => {
                let mut line = self::object(reason, &[]);
                line.extend(object.into_iter().map(|(name, value)| (name.to_owned(), value)));
                self.print(&Value::Object(line).to_string());
            }
            Audience::Sarif(_) => {}
        }
    }

    /// Text that is itself the result.
    pub fn print(&self, text: &str) {
        let mut out = std::io::stdout();
        if let Err(cause) = writeln!(out, "{text}").and_then(|()| out.flush()) {
            // Whoever closed the pipe does not want to know.
            if cause.kind() != ErrorKind::BrokenPipe {
                self.unsaid.replace(Some(cause));
            }
        }
    }

    /// Ends what has to be ended; people are told where to read more.
    pub fn finish(mut self, outcome: Outcome) -> Outcome {
        let audience = std::mem::replace(&mut self.audience, Audience::People { colour: false });
        match (self.codes.first(), audience) {
            (_, Audience::Sarif(log)) => {
                self.print(&log.end(outcome != Outcome::Failed, &self.failures.take(), &self.policy, &self.words));
            }
            (Some(code), Audience::People { .. }) if outcome == Outcome::Errors => {
                let args = [("code", code.name().into()), ("codes", self.codes.len().into())];
                to_stderr(&self.words.text("explain-hint", &args));
            }
            _ => {}
        }
        match self.unsaid.take() {
            Some(cause) => self.failure(&Error::new(Doing::Say, Path::new("-"), cause)),
            None => outcome,
        }
    }
}

/// What programs are told, with its reason.
fn object(reason: &str, args: &[(&'static str, Arg)]) -> Map<String, Value> {
    let value = |arg: &Arg| match arg {
        Arg::Text(text) => Value::from(text.as_str()),
        Arg::Number(number) => Value::from(*number),
    };
    let args = args.iter().map(|(name, arg)| ((*name).to_owned(), value(arg)));
    std::iter::once(("reason".to_owned(), Value::from(reason))).chain(args).collect()
}

/// Colours only where a person looks on and has not asked for none (no-color.org).
#[expect(clippy::disallowed_methods, reason = "colours are the terminal's affair")]
fn is_colourful() -> bool {
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    std::io::stderr().is_terminal() && !plain && !dumb
}

fn to_stderr(text: &str) {
    // If even this can't be said there is nobody to say it to.
    let _ = writeln!(std::io::stderr(), "{text}");
}
