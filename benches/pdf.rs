//! What a row costs in a long PDF, beside a row in a shorter one: it should be no more. `cargo bench --bench pdf`
//!
//! Lists of a label, a number and an amount are set in turns, one after the other, so that whatever else the machine does
//! falls on all of them, and of each the quickest turn counts. What a document costs without rows is taken off.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "it prints what it measured with a clock")]

mod support;

use std::fs;
use std::hint::black_box;
use std::time::{Duration, Instant};

use allegato::annex::Annex;
use allegato::render::{Format, Renderer};

const ROWS: [usize; 4] = [1_000, 2_000, 4_000, 8_000];
const TURNS: usize = 3;

fn main() {
    let (renderer, pool) = (support::renderer(), support::pool());
    for carried in [false, true] {
        // No two have a row in common: typst may know it from the one before.
        let annex = |rows| support::checked(&renderer, support::list(rows, rows, carried));
        let annexes: Vec<Annex> = [&[1], &ROWS[..]].concat().into_iter().map(annex).collect();
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
    let begin = Instant::now();
    black_box(renderer.render(annex, Format::Pdf, &support::no_sources())).expect("a plan without errors");
    begin.elapsed()
}
