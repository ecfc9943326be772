//! What a row costs in a long PDF, beside a row in a shorter one: it should be no more. `cargo bench --bench pdf`
//!
//! Lists of a label, a number and an amount are set in turns, one after the other, so that whatever else the machine does
//! falls on all of them, and of each the quickest turn counts. What a document costs without rows is taken off.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "it prints what it measured with a clock")]

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use allegato::annex::{Annex, Table};
use allegato::check::Surroundings;
use allegato::plan::FileProblem;
use allegato::render::{Format, Renderer, Settings, SourceBytes, Sources, Templates};
use allegato::source::{Policy, SourceFile};

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const ROWS: [usize; 4] = [1_000, 2_000, 4_000, 8_000];
const TURNS: usize = 3;

fn main() {
    let renderer = Renderer::new(&Templates::default(), Settings::default()).expect("our own templates");
    // As the program's threads do.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread");
    for carried in [false, true] {
        let annexes = [&[1], &ROWS[..]].concat().into_iter().map(|rows| annex(&renderer, rows, carried));
        let annexes: Vec<Annex> = annexes.collect();
        let mut quickest = vec![Duration::MAX; annexes.len()];
        for _ in 0..TURNS {
            for (annex, quickest) in annexes.iter().zip(&mut quickest) {
                *quickest = (*quickest).min(pool.install(|| time(&renderer, annex)));
            }
        }
        println!("{}", if carried { "with running totals" } else { "without" });
        println!("{:>8} {:>10} {:>12} {:>7}", "rows", "seconds", "us per row", "ratio");
        let per_row = |index: usize| (quickest[index + 1] - quickest[0]).as_secs_f64() / ROWS[index] as f64;
        for (index, rows) in ROWS.iter().enumerate() {
            let (seconds, ratio) = (quickest[index + 1].as_secs_f64(), per_row(index) / per_row(0));
            println!("{rows:8} {seconds:10.2} {:12.1} {ratio:7.2}", per_row(index) * 1e6);
        }
    }
    // Where the system tells it.
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    if let Some(peak) = status.lines().find(|line| line.starts_with("VmHWM")) {
        println!("peak memory of all this: {}", peak.trim_start_matches("VmHWM:").trim());
    }
}

fn time(renderer: &Renderer, annex: &Annex) -> Duration {
    let sources = Sources { plan: SourceBytes { name: "plan.toml", bytes: b"" }, rows: vec![] };
    let begin = Instant::now();
    black_box(renderer.render(annex, Format::Pdf, &sources)).expect("a plan without errors");
    begin.elapsed()
}

/// A list of so many rows and their total.
fn annex(renderer: &Renderer, rows: usize, carried: bool) -> Annex {
    let mut plan = format!(
        "format = 1\n[plan]\ntitle = \"Contributi\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
         carry_forward = {carried}\ncolumns = [\n{{ key = \"comune\", heading = \"Comune\" }},\n\
         {{ key = \"domande\", heading = \"Domande\", kind = \"count\" }},\n\
         {{ key = \"importo\", heading = \"Importo\", kind = \"money\" }},\n]\nrow = [\n"
    );
    for row in 1..=rows {
        let (count, whole, cents) = (row * 31 % 900, 100 + row * 7 % 900, row % 100);
        plan += &format!(
            "{{ comune = \"Comune numero {row}\", domande = {count}, importo = \"{whole}.{:03},{cents:02}\" }},\n",
            row % 1_000
        );
    }
    plan += "{ role = \"total\", comune = \"TOTALE\" },\n]\n";
    let (can_print, fits) = (|c| renderer.can_print(c), |table: &Table| renderer.fits(table));
    let policy = Policy::default();
    let surroundings = Surroundings::new(&policy, &can_print, &fits);
    let file = SourceFile::new("plan.toml", plan);
    let checked = allegato::check_plan(&file, &|_| Err(FileProblem::Missing), &surroundings);
    checked.expect("a plan without errors").annexes.remove(0)
}
