//! Rows from files beside the plan: tables of thousands of rows, marks, spreadsheets, problems at the file's own place.

use std::path::Path;

use allegato::annex::{Content, Role};
use allegato::render::Format;
use allegato::source::{Code, SourceFile};

use crate::support::{check_beside, pdf_text, run, shared_renderer, stderr, write};

const PLAN: &str = r#"
format = 1
[plan]
title = "Riparto tra i comuni"
year = 2024
[[annex]]
label = "A"
[[annex.table]]
id = "t"
rows_from = "comuni.csv"
columns = [
  { key = "comune", heading = "Comune" },
  { key = "abitanti", heading = "Abitanti", kind = "count" },
  { key = "importo", heading = "Importo", kind = "money" },
]
[[annex.table.row]]
role = "total"
comune = "Totale"
"#;

/// A CSV file as a spreadsheet set to Italian exports it, and its sum in cents.
fn comuni(rows: usize) -> (String, usize) {
    let mut csv = String::from("comune;abitanti;importo\r\n");
    let mut sum = 0;
    for row in 1..=rows {
        let cents = row * 1_237 % 9_999_999;
        sum += cents;
        csv += &format!("Comune di Prova {row};{};{},{:02}\r\n", row * 7 % 30_000, cents / 100, cents % 100);
    }
    (csv, sum)
}

#[test]
fn eight_thousand_rows_load_check_and_render() {
    let folder = tempfile::tempdir().unwrap();
    let (csv, sum) = comuni(8_000);
    write(&folder.path().join("comuni.csv"), &csv);
    let file = SourceFile::new("plans/plan.toml", PLAN);
    let checked = check_beside(shared_renderer(), &file, folder.path()).unwrap_or_else(|p| panic!("{p:?}"));
    let grid = &checked.annexes[0].tables[0].grid;
    assert_eq!(grid.rows().len(), 8_002);
    let total = grid.rows().iter().position(|row| row.role == Role::Total).unwrap();
    let Content::Amount(figure) = &grid.cell(total, 2).content else { panic!("a sum") };
    assert_eq!(figure.amount.units(), (sum as i128, 2));
    for format in Format::ALL {
        let bytes = shared_renderer().render(&checked.annexes[0], *format, &crate::support::no_sources()).unwrap();
        let text = match format {
            Format::Pdf => pdf_text(&bytes),
            Format::Xlsx => crate::xlsx::text(&bytes),
            _ => String::from_utf8(bytes).unwrap(),
        };
        for row in ["Comune di Prova 1", "Comune di Prova 7431", "Comune di Prova 8000"] {
            assert!(text.contains(row), "{row} in {format:?}");
        }
    }
}

#[test]
fn a_wrong_amount_in_row_7431_is_reported_there() {
    let project = tempfile::tempdir().unwrap();
    let (csv, _) = comuni(8_000);
    let lines: Vec<String> = csv
        .lines()
        .enumerate()
        .map(|(index, line)| if index == 7_431 { "Comune di Prova 7431;5;1.23,45".to_owned() } else { line.to_owned() })
        .collect();
    write(&project.path().join("plans/comuni.csv"), &lines.join("\r\n"));
    write(&project.path().join("plans/plan.toml"), PLAN);
    let output = run(project.path(), &["check", "--lang", "en"], &[]);
    assert_eq!(output.status.code(), Some(1));
    let said = stderr(&output);
    // The first line has the keys.
    assert!(said.contains("--> plans/comuni.csv:7432:24\n"), "{said}");
    assert!(said.contains("\"1.23,45\" is no amount"), "{said}");
}

#[test]
fn marks_roles_and_blank_fields_mean_what_they_mean_in_a_plan() {
    let csv = "role,id,comune,importo,abitanti\n\
               heading,,Provincia di Potenza,,\n\
               ,,\"Lauria, \"\"capoluogo\"\"\",\"1.000,00\",10\n\
               ,,Maratea,^,20\n\
               of-which,,di cui frazioni,\"200,00\",\n\
               subtotal,pz,Totale provincia,,\n\
               \n\
               ,,Matera,-,\"0\"\n";
    let annexes = checked(csv, "rows_from = \"comuni.csv\"").unwrap();
    let grid = &annexes[0].tables[0].grid;
    let roles: Vec<&str> = grid.rows().iter().map(|row| row.role.name()).collect();
    assert_eq!(roles, ["heading", "group", "item", "item", "of-which", "subtotal", "item", "total"]);
    let printed: Vec<String> = grid.figures().map(|(_, figure)| figure.printed.replace('\u{A0}', " ")).collect();
    assert_eq!(printed, ["10", "€ 1.000,00", "20", "€ 200,00", "30", "€ 1.000,00", "0", "30", "€ 1.000,00"]);
    assert_eq!(grid.cell(2, 2).rows, 2..4, "the amount of two rows");
    let Content::Text(label) = &grid.cell(2, 0).content else { panic!("words") };
    assert_eq!(label.to_plain(), "Lauria, \"capoluogo\"");
}

/// The label of a total is worked out in the table's column of labels, wherever the file has that.
#[test]
fn columns_of_a_file_stand_in_any_order() {
    let csv = "importo;abitanti;role;comune\n1,00;5;;Lauria\n;;subtotal;\n";
    let annexes = checked(csv, "rows_from = \"comuni.csv\"").unwrap();
    let Content::Text(label) = &annexes[0].tables[0].grid.cell(2, 0).content else { panic!("words") };
    assert_eq!(label.to_plain(), "Totale parziale");
}

#[test]
fn files_of_other_programs_are_understood_or_explained() {
    // Windows-1252, with a heading where the key should be.
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("comuni.csv"), b"Comune;abitanti;importo\nForl\xEC;5;1,00\n").unwrap();
    let file = SourceFile::new("plan.toml", PLAN);
    let problems = check_beside(shared_renderer(), &file, folder.path()).unwrap_err();
    assert_eq!(problems[0].code, Code::UnknownKey);
    assert_eq!(problems[0].helps, ["nearest"], "the column of that heading");

    std::fs::write(folder.path().join("comuni.csv"), b"comune;abitanti;importo\nForl\xEC;5;1,00\n").unwrap();
    let annexes = check_beside(shared_renderer(), &file, folder.path()).unwrap().annexes;
    let Content::Text(label) = &annexes[0].tables[0].grid.cell(1, 0).content else { panic!("words") };
    assert_eq!(label.to_plain(), "Forlì");
}

#[test]
fn a_path_that_leads_out_of_the_project_is_refused() {
    let outside = tempfile::tempdir().unwrap();
    let project = outside.path().join("progetto");
    write(&outside.path().join("comuni.csv"), "comune;abitanti;importo\nX;1;1,00\n");
    for path in ["../../comuni.csv", outside.path().join("comuni.csv").to_str().unwrap()] {
        write(&project.join("plans/plan.toml"), &PLAN.replace("comuni.csv", path));
        write(&project.join("allegato.toml"), "");
        let said = stderr(&run(&project, &["check", "--lang", "en"], &[]));
        assert!(said.contains("is outside the project"), "{said}");
    }
    // Inside the project it may lie anywhere.
    write(&project.join("dati/comuni.csv"), "comune;abitanti;importo\nX;1;1,00\n");
    write(&project.join("plans/plan.toml"), &PLAN.replace("comuni.csv", "../dati/comuni.csv"));
    assert_eq!(stderr(&run(&project, &["check", "--lang", "en"], &[])), "");
}

#[test]
fn rows_of_a_workbook_have_its_figures_and_merged_cells() {
    let folder = tempfile::tempdir().unwrap();
    let mut workbook = rust_xlsxwriter::Workbook::new();
    let sheet = workbook.add_worksheet().set_name("Comuni 2024").unwrap();
    for (column, key) in (0..).zip(["comune", "abitanti", "importo"]) {
        sheet.write(0, column, key).unwrap();
    }
    sheet.write(1, 0, "Potenza").unwrap();
    sheet.write(1, 1, 64_000).unwrap();
    sheet.write(2, 0, "Matera").unwrap();
    sheet.write(2, 1, 59_000).unwrap();
    sheet.merge_range(1, 2, 2, 2, "", &rust_xlsxwriter::Format::new()).unwrap();
    sheet.write(1, 2, 231_924.1).unwrap();
    sheet.write(3, 0, "Melfi").unwrap();
    sheet.write(3, 1, 17_000).unwrap();
    sheet.write(3, 2, 0.1 + 0.2).unwrap();
    workbook.save(folder.path().join("comuni.xlsx")).unwrap();

    let annexes = checked_in(folder.path(), "rows_from = { file = \"comuni.xlsx\", sheet = \"Comuni 2024\" }").unwrap();
    let grid = &annexes[0].tables[0].grid;
    let printed: Vec<String> = grid.figures().map(|(_, figure)| figure.printed.replace('\u{A0}', " ")).collect();
    assert_eq!(printed, ["64.000", "€ 231.924,10", "59.000", "17.000", "€ 0,30", "140.000", "€ 231.924,40"]);
    assert_eq!(grid.cell(1, 2).rows, 1..3);

    let problems = checked_in(folder.path(), "rows_from = { file = \"comuni.xlsx\", sheet = \"Comuni\" }").unwrap_err();
    assert_eq!(problems, [Code::UnknownValue]);
}

fn checked(csv: &str, rows_from: &str) -> Result<Vec<allegato::annex::Annex>, Vec<Code>> {
    let folder = tempfile::tempdir().unwrap();
    write(&folder.path().join("comuni.csv"), csv);
    checked_in(folder.path(), rows_from)
}

fn checked_in(folder: &Path, rows_from: &str) -> Result<Vec<allegato::annex::Annex>, Vec<Code>> {
    let file = SourceFile::new("plans/plan.toml", PLAN.replace("rows_from = \"comuni.csv\"", rows_from));
    let checked = check_beside(shared_renderer(), &file, folder);
    checked.map(|checked| checked.annexes).map_err(|problems| problems.iter().map(|problem| problem.code).collect())
}

/// Notes, prints and reasons have columns of their own beside those of the cells that they belong to.
#[test]
fn details_of_cells_have_columns_of_their_own() {
    let plan = "format = 1\n[plan]\ntitle = \"T\"\nyear = 2024\n[[annex]]\nlabel = \"A\"\n[[annex.table]]\n\
                columns = [{ key = \"voce\", heading = \"Voce\" }, \
                { key = \"importo\", heading = \"Importo\", kind = \"money\" }]\nrows_from = \"voci.csv\"\n";
    let checked = |csv: &str| {
        let folder = tempfile::tempdir().unwrap();
        write(&folder.path().join("voci.csv"), csv);
        check_beside(shared_renderer(), &SourceFile::new("plans/plan.toml", plan), folder.path())
    };
    let good = "voce;importo;importo.note;importo.printed;importo.as_published;voce.note;role\n\
                Scuole;10,00;di cui *due* al nord;10,,00;;vecchie;\nStrade;5,00;;;;;\n\
                TOTALE;16,00;;;così pubblicato;;total\n";
    let good = checked(good).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!(good.warnings.iter().map(|warning| warning.code.name()).collect::<Vec<_>>(), ["as-published"]);
    let grid = &good.annexes[0].tables[0].grid;
    let note = |row, column| grid.cell(row, column).note.as_ref().map(|note| note.to_plain());
    assert_eq!(note(1, 1).as_deref(), Some("di cui due al nord"));
    assert_eq!(note(1, 0).as_deref(), Some("vecchie"));
    assert_eq!((note(2, 0), note(2, 1)), (None, None));
    let Content::Amount(figure) = &grid.cell(1, 1).content else { panic!("a figure") };
    assert_eq!(figure.printed, "10,,00");

    let problem = |csv: &str| {
        let problems = checked(csv).expect_err("a problem");
        problems
            .iter()
            .map(|problem| format!("{} {:?}", problem.code.name(), problem.args))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let continued = problem("voce;importo;importo.note\nScuole;10,00;\nStrade;^;no\n");
    assert!(continued.contains("rows-file-cell") && continued.contains("continued"), "{continued}");
    let unknown = problem("voce;importo;importo.nota\nScuole;10,00;x\n");
    assert!(unknown.contains("unknown-key") && unknown.contains("importo.nota"), "{unknown}");
    let misplaced = problem("voce;importo;voce.printed\nScuole;10,00;x\n");
    assert!(misplaced.contains("key-not-for-kind"), "{misplaced}");
}
