//! What builds on several machines cost for each annex, and what that comes to for 2.2 million. `cargo bench --bench scale`
//!
//! In: how many plans the larger site of two is joined of, 8,000 unless said. Three things are measured, on as many threads as
//! the machine has cores: shares with all documents, one after the other; the joining of a site of so many plans and of one of a
//! quarter, of which the difference is what each plan adds; and projects of an administration each, built whole on one thread.
//! Sites are joined without PDFs and workbooks: nothing of them is made from these.

#![expect(clippy::print_stdout, reason = "it prints what it measured")]

mod support;

use std::fs;
use std::path::Path;

use self::support::program::{Project, Run};

/// Plans whose documents are made in shares, and how many of these.
const PLANS: usize = 400;
const SHARES: usize = 4;
/// Plans of the larger site, if nothing is said.
const JOINED: usize = 8_000;
/// What the smaller site has of that.
const PART: usize = 4;
/// Annexes of an administration: five in each of twenty years; and how many such projects are built.
const ONE: usize = 100;
const PROJECTS: usize = 4;
/// All there are: 22,000 administrations.
const ALL: f64 = 2_200_000.0;
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
    let hours = |seconds: f64| seconds / 3_600.0;
    println!("  processor hours for the documents {:9.1}", hours(document.processor * ALL));
    for all in CORES {
        println!("  hours on {all:4} cores {:25.2}", hours(document.time * cores / all * ALL));
    }
    println!("  hours of joining on {cores} cores {:15.2}", hours(index.time * ALL));
    println!("  GB of memory for it {:23.1}", (index.fixed_memory + index.memory * ALL) / 1e9);
    println!("  GB in {} files: documents {:10.0}", (document.files * ALL) as u64, document.published * ALL / 1e9);
    println!("  GB of the site {:28.0}", index.published * ALL / 1e9);
    println!("  GB that joining reads {:21.0}", document.kept * ALL / 1e9);
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

/// What each plan adds to the joining.
struct Index {
    time: f64,
    memory: f64,
    /// Memory that none adds.
    fixed_memory: f64,
    published: f64,
}

fn index(plans: usize) -> Index {
    let [few, many] = [plans / PART, plans].map(|plans| {
        let project = Project::new(plans, "formats = [\"html\", \"csv\", \"json\"]\n");
        project.build(&["--shard", "1/1"]);
        let documents = Size::of(&project.output());
        let run = project.build(&["--index"]);
        let site = Size::of(&project.output()).less(documents);
        println!("\n{plans} plans joined: {:.2} s, {:.2} s of processors", run.seconds(), run.processor_seconds());
        println!("  {:.1} MB of memory, {:.1} MB in {} files", run.megabytes(), site.bytes as f64 / 1e6, site.files);
        (plans as f64, run, site)
    });
    let slope = |what: fn(&Run) -> f64| (what(&many.1) - what(&few.1)) / (many.0 - few.0);
    let memory = slope(Run::megabytes).max(0.0) * 1e6;
    let index = Index {
        time: slope(Run::seconds),
        memory,
        fixed_memory: many.1.megabytes() * 1e6 - memory * many.0,
        published: (many.2.bytes - few.2.bytes) as f64 / (many.0 - few.0),
    };
    println!(
        "  each plan adds {:.2} ms, {:.2} kB of memory, {:.1} kB in files",
        index.time * 1e3,
        memory / 1e3,
        index.published / 1e3
    );
    index
}

/// Projects of an administration each.
fn administrations() {
    let projects: Vec<Project> = (0..PROJECTS).map(|_| Project::new(ONE, "")).collect();
    let runs: Vec<Run> = projects.iter().map(|project| project.build(&["--jobs", "1"])).collect();
    let processor = runs.iter().map(Run::processor_seconds).sum::<f64>() / PROJECTS as f64;
    println!("\na project of {ONE} plans with its site, on one thread: {processor:.2} s of a processor");
    println!("  for {} of them: {:.1} processor hours", ALL / ONE as f64, processor * ALL / ONE as f64 / 3_600.0);
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
