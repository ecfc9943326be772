//! Where the time of a build goes: what each stage took, and the documents that took longest. The clock is read only where that
//! was asked for, and decides nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::super::Report;
use crate::catalogue::{Arg, Catalogue, Language};
use crate::render::Format;

/// Documents that are named.
const SLOWEST: usize = 10;

/// What takes time, in the order in which it does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Settings, templates, fonts; which plans there are.
    Open,
    /// What earlier runs made of what, and how plans stand to each other.
    Recall,
    /// Which plans have changed.
    Compare,
    /// Reading and checking plans.
    Check,
    /// The documents of one kind; the pages of annexes and of their corrections are one.
    Draw(Format),
    /// Documents put in their places.
    Write,
    /// All pages around documents.
    Site,
    /// What this run made of what.
    Record,
}

impl Stage {
    fn name(self) -> &'static str {
        match self {
            Stage::Open => "open",
            Stage::Recall => "recall",
            Stage::Compare => "compare",
            Stage::Check => "check",
            Stage::Draw(_) => "draw",
            Stage::Write => "write",
            Stage::Site => "site",
            Stage::Record => "record",
        }
    }

    fn format(self) -> &'static str {
        if let Stage::Draw(format) = self { format.extension() } else { "" }
    }

    /// Whether all threads are at it, each for itself.
    fn is_shared(self) -> bool {
        matches!(self, Stage::Compare | Stage::Check | Stage::Draw(_) | Stage::Write)
    }
}

/// What was measured so far, by all threads; nothing where nobody asked for it.
#[derive(Debug)]
pub struct Timings(Option<(Instant, Mutex<Times>)>);

#[derive(Debug, Default)]
struct Times {
    /// How long, and how often.
    stages: BTreeMap<Stage, (Duration, usize)>,
    /// The slowest last.
    documents: BTreeSet<(Duration, String)>,
}

/// One thread's way through the stages, measured from one to the next.
#[derive(Debug, Clone, Copy)]
pub struct Lap<'a> {
    timings: &'a Timings,
    last: Option<Instant>,
}

impl Timings {
    pub fn new(are_wanted: bool) -> Self {
        Self(are_wanted.then(|| (now(), Mutex::default())))
    }

    pub fn lap(&self) -> Lap<'_> {
        Lap { timings: self, last: self.0.as_ref().map(|_| now()) }
    }

    /// Tells them all, and the whole time, given on how many threads that was.
    pub fn tell(&self, threads: usize, report: &Report) {
        let Some((begin, times)) = &self.0 else { return };
        let whole = begin.elapsed();
        // Nobody panics while he holds it.
        let times = times.lock().unwrap_or_else(PoisonError::into_inner);
        let seconds = |time: Duration| Arg::Text(seconds(time, report.words()));
        let sum: Duration = times.stages.values().map(|(time, _)| *time).sum();
        let share = |time: Duration| (100.0 * time.as_secs_f64() / sum.as_secs_f64().max(f64::MIN_POSITIVE)).round();
        let text = |key: &str, args: &[(&'static str, Arg)]| report.words().text(key, args);
        let mut lines = vec![text("timings", &[("seconds", seconds(whole)), ("threads", threads.into())])];
        for (stage, (time, _)) in &times.stages {
            let name = text("timing", &[("stage", stage.name().into()), ("format", stage.format().into())]);
            let mark = if stage.is_shared() { "*" } else { "" };
            let name = format!("{name}{mark}");
            lines.push(format!("  {name:40} {:>9} s {:>4} %", self::seconds(*time, report.words()), share(*time)));
        }
        lines.push(text("timings-shared", &[("threads", threads.into())]));
        if !times.documents.is_empty() {
            lines.push(text("timings-documents", &[]));
        }
        for (time, path) in times.documents.iter().rev() {
            lines.push(format!("  {:>9} s  {path}", self::seconds(*time, report.words())));
        }
        let stage = |(stage, (time, times)): (&Stage, &(Duration, usize))| json!({ "stage": stage.name(), "format": stage.format(), "ms": milliseconds(*time), "times": times });
        let document = |(time, path): &(Duration, String)| json!({ "document": path, "ms": milliseconds(*time) });
        let stages: Vec<Value> = times.stages.iter().map(stage).collect();
        let documents: Vec<Value> = times.documents.iter().rev().map(document).collect();
        report.table(
            "timings",
            &lines,
            vec![
                ("ms", milliseconds(whole).into()),
                ("threads", threads.into()),
                ("stages", stages.into()),
                ("slowest", documents.into()),
            ],
        );
    }
}

impl Lap<'_> {
    /// Whether anybody wants to know.
    pub fn is_measured(&self) -> bool {
        self.last.is_some()
    }

    /// All since the lap began, or since the last stage of it, was this stage.
    pub fn done(&mut self, stage: Stage) {
        self.add(stage, None::<fn() -> String>);
    }

    /// The same of a document that was drawn, by its path in the output.
    pub fn drawn(&mut self, format: Format, path: impl FnOnce() -> String) {
        self.add(Stage::Draw(format), Some(path));
    }

    fn add(&mut self, stage: Stage, path: Option<impl FnOnce() -> String>) {
        let (Some(last), Some((_, times))) = (self.last, &self.timings.0) else { return };
        let now = now();
        self.last = Some(now);
        let time = now - last;
        let mut times = times.lock().unwrap_or_else(PoisonError::into_inner);
        let (sum, count) = times.stages.entry(stage).or_default();
        *sum += time;
        *count += 1;
        let Some(path) = path else { return };
        let is_slow =
            |documents: &BTreeSet<(Duration, String)>| documents.first().is_none_or(|(least, _)| time > *least);
        if times.documents.len() < SLOWEST || is_slow(&times.documents) {
            times.documents.insert((time, path()));
        }
        if times.documents.len() > SLOWEST {
            times.documents.pop_first();
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "what is measured is told, and in nothing that is made")]
fn now() -> Instant {
    Instant::now()
}

fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 1e6).round() / 1e3
}

/// With as many decimals as tell one short stage from another.
fn seconds(time: Duration, words: &Catalogue) -> String {
    let plain = format!("{:.3}", time.as_secs_f64());
    if words.language() == Language::Italian { plain.replace('.', ",") } else { plain }
}
