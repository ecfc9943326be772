//! What builds on several machines cost for each annex, and what that comes to for 2.2 million. `cargo bench --bench scale`
//!
//! In: how many plans the larger site of two is joined of, 8,000 unless said. Three things are measured, on as many threads as
//! the machine has cores: shares with all documents, one after the other; the joining of a site of so many plans and of one of a
//! quarter, and a share without any plan in either, of which the difference is what each plan adds; and projects of an
//! administration each, built whole on one thread.
//! Sites are joined without PDFs and workbooks: nothing of them is made from these.

#![expect(clippy::print_stdout, reason = "it prints what it measured")]

mod support;

use std::fs;
use std::path::Path;

use self::support::program::{Project, Run};

/// Plans whose documents are made in shares, and how many of these.
const PLANS: usize = 400;
const SHARES: usize = 4;
/// A share of so many that hardly a plan is in it: it looks at all plans, and makes nothing.
const NONE: &str = "1/100000";
/// Plans of the larger site, if nothing is said.
const JOINED: usize = 8_000;
/// As many times what the smaller one has.
const PART: usize = 4;
/// Annexes of an administration: five in each of twenty years; and how many such projects are built.
const ONE: usize = 100;
const PROJECTS: usize = 4;
/// All there are: 22,000 administrations.
const ALL: f64 = 2_200_000.0;
const HOUR: f64 = 3_600.0;
const GB: f64 = 1e9;
/// Cores of all machines together.
const CORES: [f64; 4] = [2.0, 16.0, 64.0, 256.0];

fn main() {
    let joined = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(JOINED);
    let cores = std::thread::available_parallelism().map_or(1, usize::from) as f64;
    println!("annexes of {} rows, {cores} cores", support::ROWS);
    let document = documents();
    let index = index(joined);
    administrations();
    println!("\nfor {ALL} annexes in one project:");
    let line = |what: &str, value: f64| println!("  {what:44} {value:10.1}");
    line("processor hours for the documents", document.processor * ALL / HOUR);
    for all in CORES {
        // Each machine looks at all plans, and makes its share of the documents.
        let hours = (index.looking.time + document.time * cores / all) * ALL / HOUR;
        line(&format!("hours on {all} cores, {cores} to a machine"), hours);
    }
    line(&format!("hours of joining on {cores} cores"), index.joining.time * ALL / HOUR);
    line("GB of memory for a share", index.looking.memory * ALL / GB);
    line("GB of memory for the joining", index.joining.memory * ALL / GB);
    line("million files of documents", document.files * ALL / 1e6);
    line("GB of documents", document.published * ALL / GB);
    line("GB of the site around them", index.published * ALL / GB);
    line("GB that joining reads", document.kept * ALL / GB);
}

/// What one plan takes: seconds, and bytes in files.
struct Each {
    time: f64,
    processor: f64,
    published: f64,
    files: f64,
    kept: f64,
}

/// Shares of documents of all kinds.
fn documents() -> Each {
    let project = Project::new(PLANS, "");
    let share = |number: usize| project.build(&["--shard", &format!("{number}/{SHARES}")]);
    let runs: Vec<Run> = (1..=SHARES).map(share).collect();
    let each = |what: fn(&Run) -> f64| runs.iter().map(what).sum::<f64>() / PLANS as f64;
    let (time, processor) = (each(Run::seconds), each(Run::processor_seconds));
    let (all, kept) = (Size::of(&project.output()), Size::of(&project.output().join(".allegato")));
    let published = all.less(kept).each(PLANS);
    println!("\n{PLANS} plans in {SHARES} shares, all documents; for each plan:");
    println!("  {:.1} ms, {:.1} ms of processors", time * 1e3, processor * 1e3);
    println!(
        "  {:.1} kB in {:.0} files, {:.1} kB for the joining",
        published.0 / 1e3,
        published.1,
        kept.each(PLANS).0 / 1e3
    );
    println!("  {:.0} MB of memory at most", runs.iter().map(Run::megabytes).fold(0.0, f64::max));
    Each { time, processor, published: published.0, files: published.1, kept: kept.each(PLANS).0 }
}

/// What each plan adds: seconds, and bytes of memory.
struct Added {
    time: f64,
    memory: f64,
}

/// What each plan adds to the joining, to the site, and to a share that it is not in.
struct Index {
    joining: Added,
    published: f64,
    looking: Added,
}

fn index(plans: usize) -> Index {
    let [few, many] = [plans / PART, plans].map(|plans| {
        let project = Project::new(plans, "formats = [\"html\", \"csv\", \"json\"]\n");
        project.build(&["--shard", "1/1"]);
        let documents = Size::of(&project.output());
        let joining = project.build(&["--index"]);
        let site = Size::of(&project.output()).less(documents);
        let looking = project.build(&["--shard", NONE]);
        println!("\n{plans} plans, and a site of {:.1} MB in {} files:", site.bytes as f64 / 1e6, site.files);
        for (what, run) in [("joined", &joining), ("looked at for a share", &looking)] {
            let (seconds, processor, memory) = (run.seconds(), run.processor_seconds(), run.megabytes());
            println!("  {what}: {seconds:.2} s, {processor:.2} s of processors, {memory:.1} MB of memory");
        }
        (joining, looking, site)
    });
    let slope = |few: f64, many: f64| (many - few).max(0.0) / (plans - plans / PART) as f64;
    let added = |what: &str, few: &Run, many: &Run| {
        let time = slope(few.seconds(), many.seconds());
        let memory = slope(few.megabytes(), many.megabytes()) * 1e6;
        println!("  each plan adds to the {what} {:.2} ms and {:.2} kB of memory", time * 1e3, memory / 1e3);
        Added { time, memory }
    };
    Index {
        joining: added("joining", &few.0, &many.0),
        published: slope(few.2.bytes as f64, many.2.bytes as f64),
        looking: added("looking", &few.1, &many.1),
    }
}

/// Projects of an administration each.
fn administrations() {
    let projects: Vec<Project> = (0..PROJECTS).map(|_| Project::new(ONE, "")).collect();
    let runs: Vec<Run> = projects.iter().map(|project| project.build(&["--jobs", "1"])).collect();
    let processor = runs.iter().map(Run::processor_seconds).sum::<f64>() / PROJECTS as f64;
    let memory = runs.iter().map(Run::megabytes).fold(0.0, f64::max);
    println!(
        "\na project of {ONE} plans with its site, on one thread: {processor:.2} s of a processor, {memory:.0} MB of memory"
    );
    println!("  for {} of them: {:.1} processor hours", ALL / ONE as f64, processor * ALL / ONE as f64 / HOUR);
}

/// Files, and the bytes in them.
#[derive(Clone, Copy, Default)]
struct Size {
    bytes: u64,
    files: u64,
}

impl Size {
    fn of(folder: &Path) -> Self {
        let mut size = Self::default();
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let found = match entry.metadata() {
                Ok(metadata) if metadata.is_dir() => Self::of(&entry.path()),
                Ok(metadata) => Self { bytes: metadata.len(), files: 1 },
                Err(_) => continue,
            };
            size = Self { bytes: size.bytes + found.bytes, files: size.files + found.files };
        }
        size
    }

    fn less(self, other: Self) -> Self {
        Self { bytes: self.bytes - other.bytes, files: self.files - other.files }
    }

    /// For each of so many plans.
    fn each(self, plans: usize) -> (f64, f64) {
        (self.bytes as f64 / plans as f64, self.files as f64 / plans as f64)
    }
}
