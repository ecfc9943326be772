//! What a build costs where nothing has changed since the last one, and where one plan has, beside the build from nothing; and
//! what memory each takes with many plans, beside 500. `cargo bench --bench incremental -- 10000`
//!
//! In: how many plans, 1,000 unless said. The program itself builds projects of so many made-up plans, of 500 and of a single
//! one, each with its site, in folders that are removed at the end. The build from nothing is run once. The others are run in
//! turns, so that whatever else the machine does falls on all of them; of each the quickest run counts, and the most memory.
//!
//! What a changed plan costs itself is what its change costs in the project that has no other: the run after a change less
//! the run after none, so that the start of the program, which every run has, is not counted as the plan's.

#![expect(clippy::print_stdout, reason = "it prints what it measured")]

mod support;

use std::thread;
use std::time::Duration;

use self::support::program::{Project, Run};

/// Plans of the large project, if nothing is said, and of the one that its memory is compared with.
const PLANS: usize = 1_000;
const FEW: usize = 500;
/// Changes of one plan, and runs without a change for each of them.
const TURNS: usize = 5;
const RUNS: usize = 3;
/// The program does not trust the time of files that are younger than two seconds, and reads them again.
const SETTLING: Duration = Duration::from_secs(3);

fn main() {
    let plans = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(PLANS);
    // With 10,000 plans all else is minutes away.
    println!("projects of plans of {} rows, with their site", support::ROWS);
    let mut projects = [1, FEW, plans].map(Measured::new);
    for turn in 1..=TURNS {
        measure(&mut projects, turn);
    }
    show(&projects);
    let [alone, few, many] = &projects;
    compare(alone, few, many);
}

/// Runs without a change, and one after a change.
fn measure(projects: &mut [Measured], turn: usize) {
    thread::sleep(SETTLING);
    // Notes of what it reads again that it is as it was.
    for project in projects.iter() {
        project.build();
    }
    for _ in 0..RUNS {
        projects.iter_mut().for_each(|project| project.unchanged.take(project.build()));
    }
    for project in projects {
        project.change(turn);
        project.changed.take(project.build());
    }
}

/// Prints what each run took.
fn show(projects: &[Measured]) {
    print!("{:20}", "");
    projects.iter().for_each(|project| print!(" {:>12} {:>6}", plural(project.plans), "MB"));
    println!();
    for (name, kind) in KINDS {
        print!("{name:20}");
        projects.iter().map(kind).for_each(|run| print!(" {:>10.3} s {:6.1}", run.seconds(), run.megabytes()));
        println!();
    }
}

/// Prints what is demanded of the largest project, beside what it is.
fn compare(alone: &Measured, few: &Measured, many: &Measured) {
    println!("\n{:62} {:>9} {:>9}", format!("with {}", plural(many.plans)), "measured", "demanded");
    let line = |name: &str, measured: f64, demanded: &str| println!("{name:62} {measured:9.2} {demanded:>9}");
    let own = alone.changed.seconds() - alone.unchanged.seconds();
    let unchanged = many.unchanged.seconds();
    line("nothing changed: times as quick as from nothing", many.full.seconds() / unchanged, ">= 500");
    line("nothing changed: seconds, demanded with 10000 plans", unchanged, "< 2");
    let changed = (many.changed.seconds() - own) / unchanged;
    line("one plan changed: less its own cost, times nothing changed", changed, "<= 1.2");
    for (name, kind) in KINDS {
        let ratio = kind(many).megabytes() / kind(few).megabytes();
        line(&format!("{name}: memory, times that with {}", plural(FEW)), ratio, "");
    }
    let most = |project| KINDS.map(|(_, kind)| kind(project).megabytes()).into_iter().fold(0.0, f64::max);
    line(&format!("the most memory, times that with {}", plural(FEW)), most(many) / most(few), "<= 1.2");
    line("the most memory in MB", most(many), "< 400");
}

fn plural(plans: usize) -> String {
    if plans == 1 { "1 plan".to_owned() } else { format!("{plans} plans") }
}

type Kind = fn(&Measured) -> &Run;

/// The kinds of builds.
const KINDS: [(&str, Kind); 3] = [
    ("from nothing", |project| &project.full),
    ("nothing changed", |project| &project.unchanged),
    ("one plan changed", |project| &project.changed),
];

/// A project of so many plans, and what its builds took.
struct Measured {
    project: Project,
    plans: usize,
    full: Run,
    unchanged: Run,
    changed: Run,
}

impl Measured {
    /// Builds a project from nothing.
    fn new(plans: usize) -> Self {
        let project = Project::new(plans, "");
        let full = project.build(&[]);
        Self { project, plans, full, unchanged: Run::NONE, changed: Run::NONE }
    }

    fn build(&self) -> Run {
        self.project.build(&[])
    }

    /// Raises an amount of a plan and its total; another plan's in each turn, where there are several.
    fn change(&self, turn: usize) {
        self.project.write(turn * self.plans / (TURNS + 1), turn);
    }
}
