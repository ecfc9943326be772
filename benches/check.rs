//! What checking a plan costs, beside parsing its TOML alone: it should be no more than three times as much. `cargo bench --bench check`
//!
//! Both are measured in turns, so that whatever else the machine does falls on both, and of each the quickest turn
//! counts. A turn is a few runs, so that neither lives on what the other left in the caches. Whatever is given after `--` is a part of the names of the plans to measure.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "it prints what it measured with a clock")]

mod support;

use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use allegato::render::Renderer;

/// How long one plan is measured, and at least how many turns.
const TIME: Duration = Duration::from_millis(500);
const LEAST_TURNS: usize = 20;
/// Runs in one turn.
const RUNS: u32 = 10;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|arg| !arg.starts_with("--")).collect();
    let is_wanted = |name: &str| wanted.is_empty() || wanted.iter().any(|part| name.contains(part.as_str()));
    let renderer = support::renderer();
    println!("{:45} {:>10} {:>10} {:>7}", "plan", "parse, us", "check, us", "ratio");
    let list = |rows: usize| (format!("{rows} rows"), support::list(1, rows, false));
    let plans = written().into_iter().chain([20, 1_000].map(list));
    let mut ratios = vec![];
    for (name, text) in plans.filter(|(name, _)| is_wanted(name)) {
        let (parse, check) = measure(&text, &renderer);
        let ratio = check.as_secs_f64() / parse.as_secs_f64();
        println!("{name:45} {:10.1} {:10.1} {ratio:7.2}", microseconds(parse), microseconds(check));
        ratios.push(ratio);
    }
    let mean = (ratios.iter().map(|ratio| ratio.ln()).sum::<f64>() / ratios.len() as f64).exp();
    println!("{:45} {:>10} {:>10} {mean:7.2}", "geometric mean", "", "");
}

/// The quickest parse of a plan's TOML, and its quickest check.
fn measure(text: &str, renderer: &Renderer) -> (Duration, Duration) {
    let file = support::file(text);
    let (mut parse, mut check) = (Duration::MAX, Duration::MAX);
    let begin = Instant::now();
    for turn in 0.. {
        if turn >= LEAST_TURNS && begin.elapsed() > TIME {
            break;
        }
        parse = parse.min(time(&|| drop(black_box(toml::de::DeTable::parse(text)))));
        check = check.min(time(&|| drop(black_box(support::check(renderer, &file, false)))));
    }
    (parse, check)
}

/// How long one run takes, of a turn.
fn time(work: &dyn Fn()) -> Duration {
    let begin = Instant::now();
    (0..RUNS).for_each(|_| work());
    begin.elapsed() / RUNS
}

fn microseconds(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e6
}

/// The plans of this repository, and those of its tests.
fn written() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let entries = |folder: &Path| fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let years = entries(&root.join("plans")).filter(|path| path.is_dir());
    let plans = years.flat_map(|year| entries(&year).collect::<Vec<_>>());
    let cases = entries(&root.join("tests/annexes")).map(|case| case.join("plan.toml"));
    let mut paths: Vec<PathBuf> = plans.chain(cases).filter(|path| path.extension() == Some("toml".as_ref())).collect();
    paths.sort();
    let read = |path: PathBuf| {
        let name = path.strip_prefix(root).unwrap_or(&path).display().to_string();
        (name, fs::read_to_string(&path).expect("a plan that can be read"))
    };
    paths.into_iter().map(read).collect()
}
