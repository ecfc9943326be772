//! What a build costs where nothing has changed since the last one, and where one plan has, beside the build from nothing; and
//! what memory each takes with many plans, beside 500. `cargo bench --bench incremental -- 10000`
//!
//! In: how many plans, 1,000 unless said. The program itself builds projects of so many made-up plans, of 500 and of a single
//! one, each with its site, in folders that are removed at the end. The build from nothing is run once. The others are run in
//! turns, so that whatever else the machine does falls on all of them; of each the quickest run counts, and the most memory.
//!
//! What a changed plan costs itself is what its change costs in the project that has no other: the run after a change less
//! the run after none, so that the start of the program, which every run has, is not counted as the plan's.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "it prints what it measured with a clock")]

mod support;

use std::fs;
use std::process::{Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

use tempfile::TempDir;
use wait4::Wait4;

/// Plans of the large project, if nothing is said, and of the one that its memory is compared with.
const PLANS: usize = 1_000;
const FEW: usize = 500;
/// Over which plans are spread: each has an edition in each of them.
const YEARS: usize = 10;
/// Changes of one plan, and runs without a change for each of them.
const TURNS: usize = 5;
const RUNS: usize = 3;
/// The program does not trust the time of files that are younger than two seconds, and reads them again.
const SETTLING: Duration = Duration::from_secs(3);
const SETTINGS: &str = "title = \"Allegati\"\nauthority = \"Regione Basilicata\"\n\
                        [site]\nbase_url = \"https://www.regione.example/atti/\"\n";

fn main() {
    let plans = std::env::args().skip(1).find_map(|arg| arg.parse().ok()).unwrap_or(PLANS);
    // With 10,000 plans all else is minutes away.
    println!("projects of plans of {} rows, with their site", support::ROWS);
    let mut projects = [1, FEW, plans].map(Project::new);
    for turn in 1..=TURNS {
        measure(&mut projects, turn);
    }
    show(&projects);
    let [alone, few, many] = &projects;
    compare(alone, few, many);
}

/// Runs without a change, and one after a change.
fn measure(projects: &mut [Project], turn: usize) {
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
fn show(projects: &[Project]) {
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
fn compare(alone: &Project, few: &Project, many: &Project) {
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
        line(&format!("{name}: memory, times that with {}", plural(FEW)), ratio, "<= 1.2");
    }
    let most = KINDS.map(|(_, kind)| kind(many).megabytes()).into_iter().fold(0.0, f64::max);
    line("memory in MB, the most of the three", most, "< 400");
}

fn plural(plans: usize) -> String {
    if plans == 1 { "1 plan".to_owned() } else { format!("{plans} plans") }
}

type Kind = fn(&Project) -> &Run;

/// The kinds of builds.
const KINDS: [(&str, Kind); 3] = [
    ("from nothing", |project| &project.full),
    ("nothing changed", |project| &project.unchanged),
    ("one plan changed", |project| &project.changed),
];

/// A project of made-up plans, and what its builds took.
struct Project {
    folder: TempDir,
    plans: usize,
    full: Run,
    unchanged: Run,
    changed: Run,
}

impl Project {
    /// Writes a project into a folder of its own, and builds it.
    fn new(plans: usize) -> Self {
        let folder = tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).expect("a folder");
        let mut project = Self { folder, plans, full: Run::NONE, unchanged: Run::NONE, changed: Run::NONE };
        for number in 0..plans {
            project.write(number, 0);
        }
        fs::write(project.folder.path().join("allegato.toml"), SETTINGS).expect("written settings");
        project.full = project.build();
        project
    }

    /// Raises an amount of a plan and its total; another plan's in each turn, where there are several.
    fn change(&self, turn: usize) {
        self.write(turn * self.plans / (TURNS + 1), turn);
    }

    fn write(&self, number: usize, raised: usize) {
        let year = 2015 + number % YEARS;
        let folder = self.folder.path().join(format!("plans/{year}"));
        fs::create_dir_all(&folder).expect("a folder");
        let plan = support::annex(number, year, raised);
        fs::write(folder.join(format!("piano-{}.toml", number / YEARS)), plan).expect("a written plan");
    }

    /// Runs the program.
    fn build(&self) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_allegato"));
        command.arg("build").arg("--project").arg(self.folder.path()).stdin(Stdio::null()).stdout(Stdio::null());
        let begin = Instant::now();
        let used = command.spawn().and_then(|mut program| program.wait4()).expect("the program runs");
        let time = begin.elapsed();
        assert!(used.status.success(), "the program ends with {}", used.status);
        Run { time, memory: used.rusage.maxrss }
    }
}

/// What a run of the program took: time from its start to its end, and bytes in memory at most, as the system has counted
/// them. Where that takes what this bench has in memory for the program's, until the program is loaded, it changes nothing:
/// the program has more.
#[derive(Clone, Copy)]
struct Run {
    time: Duration,
    memory: u64,
}

impl Run {
    /// Before the first.
    const NONE: Self = Self { time: Duration::MAX, memory: 0 };

    /// Takes another run of the same in.
    fn take(&mut self, other: Self) {
        *self = Self { time: self.time.min(other.time), memory: self.memory.max(other.memory) };
    }

    fn seconds(&self) -> f64 {
        self.time.as_secs_f64()
    }

    fn megabytes(&self) -> f64 {
        self.memory as f64 / 1e6
    }
}
