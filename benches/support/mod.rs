//! What the benches share: the program's allocator, plans that are made up, and checking them as in a project that says
//! nothing. The same numbers make the same plans on every machine.

#![allow(dead_code, reason = "no bench needs all of it")]

pub mod program;

use std::sync::Arc;

use allegato::Checked;
use allegato::annex::{Annex, Table};
use allegato::check::Surroundings;
use allegato::plan::FileProblem;
use allegato::render::{Renderer, Settings, SourceBytes, Sources, Templates};
use allegato::source::{Diagnostic, Policy, SourceFile};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// The program's own.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Rows of a plan of the usual size.
pub const ROWS: usize = 20;

pub fn renderer() -> Renderer {
    Renderer::new(&Templates::default(), Settings::default()).expect("our own templates")
}

/// To set documents in, as each thread of the program does.
pub fn pool() -> ThreadPool {
    ThreadPoolBuilder::new().num_threads(1).build().expect("a pool of one thread")
}

pub fn file(plan: impl Into<String>) -> Arc<SourceFile> {
    SourceFile::new("plan.toml", plan)
}

/// Reads nothing beside a plan.
pub fn no_files(_: &str) -> Result<Vec<u8>, FileProblem> {
    Err(FileProblem::Missing)
}

/// Hands on what a check is told where there is no project. Workbooks need derivations, a check alone does not.
pub fn with_surroundings<T>(renderer: &Renderer, derivations: bool, work: impl FnOnce(&Surroundings) -> T) -> T {
    let (can_print, fits) = (|c| renderer.can_print(c), |table: &Table| renderer.fits(table));
    let policy = Policy::default();
    work(&Surroundings { derivations, ..Surroundings::new(&policy, &can_print, &fits) })
}

pub fn check(renderer: &Renderer, file: &Arc<SourceFile>, derivations: bool) -> Result<Checked, Vec<Diagnostic>> {
    with_surroundings(renderer, derivations, |surroundings| allegato::check_plan(file, &no_files, surroundings))
}

/// The one annex of a plan, for all kinds of documents.
pub fn checked(renderer: &Renderer, plan: String) -> Annex {
    check(renderer, &file(plan), true).expect("a plan without errors").annexes.remove(0)
}

/// For documents that carry nothing with them.
pub fn no_sources() -> Sources<'static> {
    Sources { plan: SourceBytes { name: "plan.toml", bytes: b"" }, rows: vec![] }
}

/// A plan of one annex of the usual size with lists in its cells, unlike those of all other numbers. Its first amount, and so
/// its total, is raised by so many euros.
pub fn annex(number: usize, year: usize, raised: usize) -> String {
    let mut plan = format!(
        "format = 1\n[plan]\ntitle = \"Piano {number} di interventi\"\nyear = {year}\nauthority = \"Regione Basilicata\"\n\
         [[annex]]\nlabel = \"A\"\ntitle = \"Riparto delle risorse\"\n[[annex.table]]\ncolumns = [\n\
         {{ key = \"macro\", heading = \"MACRO OBIETTIVI\", header = true }},\n\
         {{ key = \"azioni\", heading = \"AZIONI\" }},\n\
         {{ key = \"risorse\", heading = \"RISORSE\", kind = \"money\" }},\n]\nrow = [\n"
    );
    let mut total = 0;
    for row in 0..ROWS {
        let words = |first: usize, count: usize| {
            let word =
                |index: usize| WORDS[(number * 31 + row * 7 + (first + index) * (number % 13 + 1)) % WORDS.len()];
            (0..count).map(word).collect::<Vec<_>>().join(" ")
        };
        let (thousands, units) = (100 + (number * 37 + row * 101) % 900, (number * 53 + row * 7) % 1_000);
        let amount = thousands * 1_000 + units + if row == 0 { raised } else { 0 };
        total += amount;
        plan += &format!(
            "{{ macro = \"{}\", azioni = \"- {}\\n- {}\", risorse = \"{}\" }},\n",
            words(0, 4),
            words(4, 8),
            words(12, 7),
            euros(amount),
        );
    }
    plan + &format!("{{ role = \"total\", macro = \"TOTALE\", azioni = \"<\", risorse = \"{}\" }},\n]\n", euros(total))
}

/// A plan of one list of so many rows of a label, a number and an amount, with their total. Rows are numbered from `first` on:
/// lists that have no number in common have no row in common.
pub fn list(first: usize, rows: usize, carry_forward: bool) -> String {
    let mut plan = format!(
        "format = 1\n[plan]\ntitle = \"Contributi\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
         carry_forward = {carry_forward}\ncolumns = [\n{{ key = \"comune\", heading = \"Comune\" }},\n\
         {{ key = \"domande\", heading = \"Domande\", kind = \"count\" }},\n\
         {{ key = \"importo\", heading = \"Importo\", kind = \"money\" }},\n]\nrow = [\n"
    );
    for row in first..first + rows {
        let (count, whole, cents) = (row * 31 % 900, 100 + row * 7 % 900, row % 100);
        plan += &format!(
            "{{ comune = \"Comune numero {row}\", domande = {count}, importo = \"{whole}.{:03},{cents:02}\" }},\n",
            row % 1_000
        );
    }
    plan + "{ role = \"total\", comune = \"TOTALE\" },\n]\n"
}

/// `€ 1.234.567,00`
fn euros(amount: usize) -> String {
    let digits = amount.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().filter_map(|group| str::from_utf8(group).ok()).collect();
    format!("€ {},00", groups.join("."))
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
