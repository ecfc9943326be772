//! Characters that no font of the documents has a shape for. PDF/A forbids to leave them out in silence.

use crate::plan::{Content, Plan, Text};
use crate::source::{Code, Context, Diagnostic, Place, is_forbidden, is_invisible};

/// Checks the texts of a plan, and the authority that stands in for one that it does not name.
pub fn check(context: &Context, plan: &Plan, authority: Option<&(String, Place)>, can_print: &dyn Fn(char) -> bool) {
    for text in texts(plan) {
        check_text(context, &text.value, context.place(text.span.clone()), can_print);
    }
    if let Some((text, place)) = authority.filter(|_| plan.authority.is_none()) {
        check_text(context, text, place.clone(), can_print);
    }
}

fn check_text(context: &Context, text: &str, place: Place, can_print: &dyn Fn(char) -> bool) {
    let shapeless = |c: &char| !is_forbidden(*c) && !is_invisible(*c) && !can_print(*c);
    let Some(found) = text.chars().find(shapeless) else { return };
    let problem = Diagnostic::new(Code::UnprintableCharacter, place.of_character(found))
        .arg("character", found.to_string())
        .arg("code", format!("U+{:04X}", found as u32));
    context.report(problem.help("help"));
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
