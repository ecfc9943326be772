//! Characters that no font of the documents has a shape for. PDF/A forbids to leave them out in silence.

use crate::plan::{Content, Plan, Text};
use crate::source::{Code, Context, Diagnostic, is_forbidden, is_invisible};

pub fn check(context: &Context, plan: &Plan, can_print: &dyn Fn(char) -> bool) {
    for text in texts(plan) {
        let shapeless = |c: &char| !is_forbidden(*c) && !is_invisible(*c) && !can_print(*c);
        if let Some(found) = text.value.chars().find(shapeless) {
            // The place of the character itself, unless it was written as an escape.
            let written = context.file.text.get(text.span.clone()).and_then(|raw| raw.find(found));
            let span =
                written.map_or(text.span.clone(), |at| text.span.start + at..text.span.start + at + found.len_utf8());
            let problem = Diagnostic::new(Code::UnprintableCharacter, context.place(span))
                .arg("character", found.to_string())
                .arg("code", format!("U+{:04X}", found as u32));
            context.report(problem.help("help"));
        }
    }
}

/// Every text of a plan that its documents print.
fn texts(plan: &Plan) -> Vec<&Text> {
    let mut texts = vec![&plan.title];
    texts.extend(&plan.authority);
    if let Some(bulletin) = &plan.bulletin {
        texts.push(&bulletin.number);
        texts.extend(bulletin.name.iter().chain(&bulletin.part));
    }
    for annex in &plan.annexes {
        texts.push(&annex.label);
        texts.extend(&annex.title);
        for table in &annex.tables {
            texts.extend(&table.caption);
            texts.extend(table.columns.iter().map(|column| &column.heading));
            for cell in table.rows.iter().flat_map(|row| row.cells.values()) {
                texts.extend(&cell.note);
                texts.extend(if let Content::Text(text) = &cell.content { Some(text) } else { None });
            }
        }
    }
    texts
}
