//! Where the time of a plan goes: `parse` (its TOML alone), `load` (that, and the plan as written), `check`, and `render` of
//! each format. `cargo bench --bench stages`
//!
//! Of an annex of the usual size, and of lists so long that whatever grows faster than they do is seen by their rows a second
//! (`Kitem/s` are thousands). One is measured after the other: for what one should cost beside another there are the other
//! benches, which take turns. Whatever is given after `--` is a part of the names of what to measure:
//! `cargo bench --bench stages -- render`

mod support;

use std::fmt;
use std::sync::LazyLock;

use allegato::plan;
use allegato::render::{Format, Renderer};
use divan::Bencher;
use divan::counter::ItemsCount;

static RENDERER: LazyLock<Renderer> = LazyLock::new(support::renderer);

const SIZES: [Size; 3] = [Size::Usual, Size::List(1_000), Size::List(8_000)];
/// Seconds that are enough for one stage: quick ones need less for their 100 samples, and of slow ones a few samples will do.
const ENOUGH: f64 = 7.0;

fn main() {
    support::pool().install(divan::main);
}

#[divan::bench(args = SIZES, max_time = ENOUGH)]
fn parse(bencher: Bencher, size: Size) {
    let plan = size.plan(0);
    bencher.counter(size.rows()).bench_local(|| toml::de::DeTable::parse(&plan).expect("TOML"));
}

#[divan::bench(args = SIZES, max_time = ENOUGH)]
fn load(bencher: Bencher, size: Size) {
    let file = support::file(size.plan(0));
    bencher.counter(size.rows()).bench_local(|| plan::load(&file, &support::no_files));
}

/// As for a build: with what figures follow from.
#[divan::bench(args = SIZES, max_time = ENOUGH)]
fn check(bencher: Bencher, size: Size) {
    let (plan, _) = plan::load(&support::file(size.plan(0)), &support::no_files);
    let plan = plan.expect("a plan without errors");
    support::with_surroundings(&RENDERER, true, |surroundings| {
        bencher.counter(size.rows()).bench_local(|| allegato::check::check(&plan, &support::no_files, surroundings));
    });
}

#[divan::bench(args = drawings(), max_time = ENOUGH)]
fn render(bencher: Bencher, Drawing { format, size }: &Drawing) {
    // In turns: typst knows a document from the one before.
    let annexes = [0, 1].map(|number| support::checked(&RENDERER, size.plan(number)));
    let mut turns = annexes.iter().cycle();
    bencher
        .counter(size.rows())
        .with_inputs(|| turns.next().expect("a circle has no end"))
        .bench_local_values(|annex| RENDERER.render(annex, *format, &support::no_sources()).expect("a document"));
}

/// What is measured.
#[derive(Debug, Clone, Copy)]
enum Size {
    Usual,
    List(usize),
}

impl Size {
    /// A plan of that size; no two have a row in common.
    fn plan(self, number: usize) -> String {
        match self {
            Self::Usual => support::annex(number, 2024, 0),
            Self::List(rows) => support::list((number + 1) * rows, rows, false),
        }
    }

    fn rows(self) -> ItemsCount {
        ItemsCount::new(match self {
            Self::Usual => support::ROWS,
            Self::List(rows) => rows,
        })
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Usual => write!(f, "annex of {} rows", support::ROWS),
            Self::List(rows) => write!(f, "list of {rows} rows"),
        }
    }
}

/// A rendering of what is measured.
#[derive(Debug)]
struct Drawing {
    format: Format,
    size: Size,
}

impl fmt::Display for Drawing {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}, {}", self.format.extension(), self.size)
    }
}

/// All renderings of all sizes, those of a format beside each other.
fn drawings() -> impl Iterator<Item = Drawing> {
    Format::USUAL.iter().flat_map(|format| SIZES.map(|size| Drawing { format: *format, size }))
}
