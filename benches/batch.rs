//! How many annexes a second are checked and drawn in all their documents, on one thread and on two: two should make 1.8
//! times as many. `cargo bench --bench batch`
//!
//! Distinct annexes of 20 rows with lists in their cells, handed out to threads as the program does it. Both are measured in
//! turns, so that whatever else the machine does falls on both, and of each the quickest turn counts.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "it prints what it measured with a clock")]

mod support;

use std::time::{Duration, Instant};

use allegato::Around;
use allegato::render::Renderer;
use allegato::workers;

use self::support::ROWS;

const PLANS: usize = 100;
const THREADS: [usize; 2] = [1, 2];
const TURNS: usize = 5;

fn main() {
    let renderer = support::renderer();
    let plans: Vec<String> = (0..PLANS).map(|number| support::annex(number, 2024, 0)).collect();
    let mut quickest = THREADS.map(|_| Duration::MAX);
    let mut documents = 0;
    for _ in 0..TURNS {
        for (threads, quickest) in THREADS.iter().zip(&mut quickest) {
            let begin = Instant::now();
            documents = 0;
            workers::for_each(&plans, *threads, |plan| draw(plan, &renderer), |drawn| documents += drawn);
            *quickest = (*quickest).min(begin.elapsed());
        }
    }
    println!("{PLANS} annexes of {ROWS} rows, {documents} documents");
    println!("{:>7} {:>8} {:>10} {:>12} {:>6}", "threads", "seconds", "annexes/s", "documents/s", "ratio");
    for (threads, time) in THREADS.iter().zip(&quickest) {
        let (seconds, ratio) = (time.as_secs_f64(), quickest[0].as_secs_f64() / time.as_secs_f64());
        let (annexes, documents) = (PLANS as f64 / seconds, documents as f64 / seconds);
        println!("{threads:7} {seconds:8.2} {annexes:10.1} {documents:12.1} {ratio:6.2}");
    }
}

/// Checks a plan and draws its documents: how many there are.
fn draw(plan: &str, renderer: &Renderer) -> usize {
    let file = support::file(plan);
    let checked = support::check(renderer, &file, true).expect("a plan without errors");
    let documents = allegato::render_plan(&file, &checked, renderer, &Around::default());
    documents.expect("documents without errors").len()
}
