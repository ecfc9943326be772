//! Characters that no font of the documents has a shape for. PDF/A forbids to leave them out in silence.

use std::sync::Arc;

use crate::plan::{Content, Plan, Row, Text};
use crate::source::{Code, Context, Diagnostic, Place, SourceFile, is_forbidden, is_invisible};

/// Checks the texts of a plan, and the authority that stands in for one that it does not name.
pub fn check(context: &Context, plan: &Plan, authority: Option<&(String, Place)>, can_print: &dyn Fn(char) -> bool) {
    for text in texts(plan) {
        check_text(context, &text.value, context.place(text.span.clone()), can_print);
    }
    for row in plan.annexes.iter().flat_map(|annex| &annex.table).flat_map(|table| &table.row) {
        for (file, text) in row_texts(row) {
            check_text(context, &text.value, Place::new(file, text.span.clone()), can_print);
        }
    }
    if let Some((text, place)) = authority.filter(|_| plan.head.authority.is_none()) {
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

/// Every text of a plan that its documents print, but those in rows.
fn texts(plan: &Plan) -> Vec<&Text> {
    let head = &plan.head;
    let mut texts = vec![&head.title];
    texts.extend(&head.authority);
    if let Some(act) = &head.act {
        texts.push(&act.kind);
        texts.extend(act.number.iter().map(|number| &number.0).chain(&act.body).chain(&act.subject));
    }
    if let Some(registration) = &head.registration {
        texts.push(&registration.office);
        texts.extend(registration.number.iter().map(|number| &number.0));
    }
    if let Some(bulletin) = &head.bulletin {
        texts.extend(bulletin.number.iter().map(|number| &number.0).chain(&bulletin.name).chain(&bulletin.part));
    }
    let signings = head.signing.iter().chain(plan.annexes.iter().filter_map(|annex| annex.signing.as_ref()));
    for signing in signings {
        texts.extend(&signing.place);
        texts.extend(
            signing.signatures.iter().flat_map(|signature| std::iter::once(&signature.office).chain(&signature.name)),
        );
    }
    let accounting = plan.annexes.iter().filter_map(|annex| annex.accounting.as_ref()).flatten();
    for accounting in head.accounting.iter().chain(accounting) {
        let designations = accounting.chapter.iter().chain(&accounting.commitment).map(|number| &number.0);
        texts.extend(designations.chain(&accounting.cup).chain(&accounting.cig));
    }
    for annex in &plan.annexes {
        texts.push(&annex.label);
        texts.extend(annex.heading.iter().chain(&annex.title).chain(&annex.before).chain(&annex.after));
        for (_, footnote) in &annex.footnotes.0 {
            texts.push(&footnote.text);
            texts.extend(&footnote.mark);
        }
        for table in &annex.table {
            texts.extend(table.caption.iter().chain(&table.before).chain(&table.after).chain(&table.display));
            texts.extend(table.absences.0.iter().flat_map(|(code, meaning)| [code, meaning]));
            for column in &table.columns {
                texts.extend(column.heading.iter().flat_map(|heading| &heading.0).chain(&column.display));
            }
        }
    }
    texts
}

fn row_texts(row: &Row) -> Vec<(&Arc<SourceFile>, &Text)> {
    let mut texts = vec![];
    for cell in row.cells.values() {
        let detailed = cell.details.iter().flat_map(|details| details.amount.iter().chain(&details.text));
        let contents = cell.plain.iter().chain(detailed.map(|written| &written.content));
        texts.extend(contents.filter_map(|content| match content {
            Content::Text(text) => Some((&row.file, text)),
            _ => None,
        }));
        if let Some(details) = &cell.details {
            let published = details.as_published.as_ref().map(|published| &published.reason);
            texts.extend(details.note.iter().chain(&details.printed).chain(published).map(|text| (&row.file, text)));
        }
    }
    texts
}
