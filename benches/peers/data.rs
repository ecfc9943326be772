//! Hands out what the template of PDFs is given, so that another Typst can set the same documents. Usage:
//!
//!     peers-data PLANS FOLDER
//!
//! In: a folder of plans, checked as in a project that says nothing. Out: of each a folder of its name, with the files that
//! the template reads.

#![expect(clippy::unwrap_used, reason = "a tool for benchmarks")]

use std::fs;
use std::path::{Path, PathBuf};

use allegato::annex::Table;
use allegato::check::Surroundings;
use allegato::plan::FileProblem;
use allegato::render::{Renderer, Settings, Templates};
use allegato::source::{Policy, SourceFile};

fn main() {
    let mut paths = std::env::args_os().skip(1).map(PathBuf::from);
    let (plans, folder) = (paths.next().unwrap(), paths.next().unwrap());
    let renderer = Renderer::new(&Templates::default(), Settings::default()).expect("our own templates");
    for entry in fs::read_dir(plans).unwrap() {
        let plan = entry.unwrap().path();
        hand_out(&renderer, &plan, &folder.join(plan.file_stem().unwrap()));
    }
}

/// Writes the files of the plan's first annex.
fn hand_out(renderer: &Renderer, plan: &Path, folder: &Path) {
    let (can_print, fits) = (|c| renderer.can_print(c), |table: &Table| renderer.fits(table));
    let policy = Policy::default();
    let surroundings = Surroundings::new(&policy, &can_print, &fits);
    let file = SourceFile::new("plan.toml", fs::read_to_string(plan).unwrap());
    let checked = allegato::check_plan(&file, &|_| Err(FileProblem::Missing), &surroundings);
    let annexes = checked.expect("a plan without errors").annexes;
    fs::create_dir_all(folder).unwrap();
    for (name, bytes) in renderer.typesetter_files(&annexes[0]).expect("a document that can be set") {
        fs::write(folder.join(name), bytes).unwrap();
    }
}
