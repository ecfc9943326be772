//! Workbooks read back by the importer: they give the same annex.

use std::path::Path;

use allegato::annex::{Annex, Content, Role};
use allegato::source::SourceFile;

use crate::support::{check_beside, shared_renderer};
use crate::xlsx::{PLAN, draw, only, plain_plan};

/// A plan whose rows are those of a workbook, given the plan that the workbook was made from.
fn reading(plan: &str, range: &str) -> String {
    let start = plan.find("row = [").unwrap();
    let end = start + plan[start..].find("\n]\n").unwrap() + 3;
    let rows = format!("rows_from = {{ file = \"allegato-a.xlsx\", range = \"{range}\", percents = \"fractions\" }}\n");
    format!("{}{rows}{}", &plan[..start], &plan[end..]).replace("[annex.footnotes]\nstima = \"Stima del 2023.\"\n", "")
}

/// Roles, names, cells and figures; of texts their words.
fn told(annex: &Annex) -> Vec<String> {
    let grid = &annex.tables[0].grid;
    let rows = grid.rows().iter().map(|row| match row.role {
        // By what it was worked out the workbook does not tell.
        Role::Derived => format!("{:?} {:?} {}", Role::Memo, row.id, row.level),
        role => format!("{role:?} {:?} {}", row.id, row.level),
    });
    let cells = grid.cells().iter().map(|cell| match &cell.content {
        Content::Text(text) => format!("{:?} {:?} {:?}", cell.rows, cell.columns, text),
        content => format!("{:?} {:?} {:?} {:?}", cell.rows, cell.columns, content, cell.note),
    });
    rows.chain(cells).collect()
}

#[test]
fn the_importer_reads_the_same_annex_back() {
    let plain = "format = 1\n[plan]\ntitle = \"x\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
                 columns = [{ key = \"v\", heading = \"V\" }, { key = \"n\", heading = \"N\", kind = \"count\" }]\n\
                 row = [\n{ v = \"=1+1\", n = 5 },\n{ v = \"- a\\n- b\", n = \"-\" },\n{ v = \"z\", n = -7 },\n]\n";
    let merged = "format = 1\n[plan]\ntitle = \"x\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\nid = \"m\"\n\
                  columns = [{ key = \"v\", heading = [\"V\", \"v\"] }, { key = \"w\", heading = [\"V\", \"w\"] }, \
                  { key = \"a\", heading = \"A\", kind = \"money\" }]\n\
                  row = [\n{ v = \"x\", w = \"1\", a = \"0,10\" },\n{ v = \"^\", w = \"2\", a = \"^\" },\n\
                  { v = \"y\", w = \"<\", a = \"-5,20\" },\n{ role = \"total\", v = \"T\", w = \"<\", a = \"-5,10\" },\n]\n";
    let below = "format = 1\n[plan]\ntitle = \"x\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\nid = \"b\"\n\
                 columns = [{ key = \"v\", heading = \"V\" }, { key = \"a\", heading = \"A\", kind = \"money\" }]\n\
                 row = [\n{ v = \"vor\", a = \"1,00\" },\n{ role = \"total\", over = \"above\", v = \"O\" },\n\
                 { role = \"subtotal\", over = \"below\", v = \"S\" },\n{ v = \"x\", a = \"2,00\" },\n\
                 { role = \"of-which\", level = 2, v = \"davon\", a = \"1,00\" },\n\
                 { role = \"total\", id = \"alles\", v = \"T\" },\n]\n";
    for (plan, range) in [(PLAN.to_owned(), "rows_riparto"), (plain_plan(), "rows_riparto")].into_iter().chain([
        (plain.to_owned(), "rows_1"),
        (merged.to_owned(), "rows_m"),
        (below.to_owned(), "rows_b"),
    ]) {
        let plan = plan.replace("[^stima]", "");
        let plan = plan.replace("[annex.footnotes]\nstima = \"Stima del 2023.\"\n", "");
        let annex = only(&plan);
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("allegato-a.xlsx"), draw(&annex)).unwrap();
        let file = SourceFile::new("plan.toml", reading(&plan, range));
        let again =
            check_beside(shared_renderer(), &file, folder.path()).unwrap_or_else(|problems| panic!("{problems:?}"));
        assert_eq!(told(&again.annexes[0]), told(&annex), "{plan}");
    }
}

#[test]
fn a_range_that_is_none_is_told_with_those_there_are() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("allegato-a.xlsx"), draw(&only(&plain_plan()))).unwrap();
    let problems = |range: &str| {
        let file = SourceFile::new("plan.toml", reading(&plain_plan(), range));
        match check_beside(shared_renderer(), &file, Path::new(folder.path())) {
            Ok(_) => String::new(),
            Err(problems) => format!("{problems:?}"),
        }
    };
    assert_eq!(problems("A5:I14"), "", "the cells by their addresses");
    assert!(problems("rows_riparti").contains("rows_riparto"));
    assert!(problems("B9").contains("UnknownValue"));
}
