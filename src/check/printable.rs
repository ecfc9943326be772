//! Characters that no font of the documents has a shape for. PDF/A forbids to leave them out in silence.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::plan::{Cell, Content, Plan, Text};
use crate::source::{Code, Context, Diagnostic, Place, SourceFile, is_forbidden, is_invisible, is_plain};

/// Checks the texts of a plan, and the authority that stands in for one that it does not name.
pub fn check(context: &Context, plan: &Plan, authority: Option<&(String, Place)>, can_print: &dyn Fn(char) -> bool) {
    let mut checker = Checker { context, can_print, known: BTreeSet::new() };
    for text in texts(plan) {
        checker.check(&plan.file, text);
    }
    for row in plan.annexes.iter().flat_map(|annex| &annex.table).flat_map(|table| &table.row) {
        for text in row.cells.iter().flat_map(|(_, cell)| cell_texts(cell)) {
            checker.check(&row.file, text);
        }
    }
    if let Some((text, place)) = authority.filter(|_| plan.head.authority.is_none()) {
        checker.check_at(text, || place.clone());
    }
}

struct Checker<'a> {
    context: &'a Context,
    can_print: &'a dyn Fn(char) -> bool,
    /// The letters beyond ASCII that were found to be in the fonts: a plan has few, and each of them often.
    known: BTreeSet<char>,
}

impl Checker<'_> {
    fn check(&mut self, file: &Arc<SourceFile>, text: &Text) {
        self.check_at(&text.value, || Place::new(file, text.span.clone()));
    }

    fn check_at(&mut self, text: &str, place: impl FnOnce() -> Place) {
        if is_plain(text) {
            return;
        }
        let Some(found) = text.chars().filter(|c| !c.is_ascii()).find(|c| self.is_shapeless(*c)) else { return };
        let problem = Diagnostic::new(Code::UnprintableCharacter, place().of_character(found))
            .arg("character", found.to_string())
            .arg("code", format!("U+{:04X}", found as u32));
        self.context.report(problem.help("help"));
    }

    fn is_shapeless(&mut self, c: char) -> bool {
        if self.known.contains(&c) {
            return false;
        }
        let shapeless = !is_forbidden(c) && !is_invisible(c) && !(self.can_print)(c);
        if !shapeless {
            self.known.insert(c);
        }
        shapeless
    }
}

/// Every text of a plan that its documents print, but those in rows.
fn texts(plan: &Plan) -> Vec<&Text> {
    let head = &plan.head;
    let mut texts = vec![&head.title];
    texts.extend(&head.authority);
    for act in head.act.iter().chain(head.correction.iter().filter_map(|correction| correction.act.as_ref())) {
        texts.push(&act.kind);
        texts.extend(act.number.iter().map(|number| &number.0).chain(&act.body).chain(&act.subject));
    }
    for correction in &head.correction {
        texts.push(&correction.reason);
        let issue = correction.bulletin.iter();
        texts.extend(
            issue.flat_map(|issue| issue.number.iter().map(|number| &number.0).chain(&issue.name).chain(&issue.part)),
        );
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

fn cell_texts(cell: &Cell) -> impl Iterator<Item = &Text> {
    let details = || cell.details.iter();
    let detailed = details().flat_map(|details| details.amount.iter().chain(&details.text));
    let contents = cell.plain.iter().chain(detailed.map(|written| &written.content));
    let words = contents.filter_map(|content| match content {
        Content::Text(text) => Some(text),
        _ => None,
    });
    words.chain(details().flat_map(|details| {
        let published = details.as_published.as_ref().map(|published| &published.reason);
        details.note.iter().chain(&details.printed).chain(published)
    }))
}
