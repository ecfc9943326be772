//! How many annexes a second are checked and drawn in all their documents, on one thread and on two: two should make 1.8
//! times as many. `cargo bench --bench batch`
//!
//! Distinct annexes of 20 rows with lists in their cells, handed out to threads as the program does it. Both are measured in
//! turns, so that whatever else the machine does falls on both, and of each the quickest turn counts.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "it prints what it measured with a clock")]

use std::time::{Duration, Instant};

use allegato::annex::Table;
use allegato::check::Surroundings;
use allegato::cli::workers;
use allegato::plan::FileProblem;
use allegato::render::{Renderer, Settings, Templates};
use allegato::source::{Policy, SourceFile};

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

const PLANS: usize = 100;
const ROWS: usize = 20;
const THREADS: [usize; 2] = [1, 2];
const TURNS: usize = 5;

fn main() {
    let renderer = Renderer::new(&Templates::default(), Settings::default()).expect("our own templates");
    let plans: Vec<String> = (0..PLANS).map(plan).collect();
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
    let (can_print, fits) = (|c| renderer.can_print(c), |table: &Table| renderer.fits(table));
    let policy = Policy::default();
    // Workbooks reckon with them.
    let surroundings = Surroundings { derivations: true, ..Surroundings::new(&policy, &can_print, &fits) };
    let file = SourceFile::new("plan.toml", plan);
    let checked = allegato::check_plan(&file, &|_| Err(FileProblem::Missing), &surroundings);
    let checked = checked.expect("a plan without errors");
    let documents = allegato::render_plan(&file, &checked, renderer, None, &|_, _| None, &|_, _| None);
    documents.expect("documents without errors").len()
}

/// A plan unlike all others.
fn plan(number: usize) -> String {
    let mut plan = format!(
        "format = 1\n[plan]\ntitle = \"Piano {number} di interventi\"\nyear = 2024\nauthority = \"Regione Basilicata\"\n\
         [[annex]]\nlabel = \"A\"\ntitle = \"Riparto delle risorse\"\n[[annex.table]]\ncolumns = [\n\
         {{ key = \"macro\", heading = \"MACRO OBIETTIVI\", header = true }},\n\
         {{ key = \"azioni\", heading = \"AZIONI\" }},\n\
         {{ key = \"risorse\", heading = \"RISORSE\", kind = \"money\" }},\n]\nrow = [\n"
    );
    for row in 0..ROWS {
        let words = |first: usize, count: usize| {
            let word =
                |index: usize| WORDS[(number * 31 + row * 7 + (first + index) * (number % 13 + 1)) % WORDS.len()];
            (0..count).map(word).collect::<Vec<_>>().join(" ")
        };
        let (thousands, units) = (100 + (number * 37 + row * 101) % 900, (number * 53 + row * 7) % 1_000);
        plan += &format!(
            "{{ macro = \"{}\", azioni = \"- {}\\n- {}\", risorse = \"€ {thousands}.{units:03},00\" }},\n",
            words(0, 4),
            words(4, 8),
            words(12, 7),
        );
    }
    plan + "{ role = \"total\", macro = \"TOTALE\", azioni = \"<\" },\n]\n"
}

/// As many as a prime, so that steps through them repeat late.
const WORDS: [&str; 29] = [
    "governance",
    "sportelli",
    "formazione",
    "servizi",
    "accoglienza",
    "progetto",
    "territoriale",
    "ambito",
    "sociale",
    "contributi",
    "comuni",
    "montagna",
    "scuola",
    "biblioteca",
    "strada",
    "trasporto",
    "salute",
    "lavoro",
    "giovani",
    "anziani",
    "famiglia",
    "cultura",
    "sport",
    "ambiente",
    "energia",
    "acqua",
    "agricoltura",
    "turismo",
    "digitale",
];
