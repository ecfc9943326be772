//! The tables of a tagged PDF (ISO 32000-1, 14.7 and 14.8.4.3.4): the words of each cell, row by row.

use std::collections::BTreeSet;

use super::words::Words;
use crate::archive::pdf::syntax::{Dictionary, Object, Unreadable, View, Why};

/// How deep elements may nest.
const DEEPEST: usize = 100;
/// Bytes of the words of all cells.
const MOST_WORDS: usize = 32 << 20;
/// Kids of elements in all.
const MOST_KIDS: usize = 5_000_000;
/// How often one structure type may stand for another.
const LONGEST_CHAIN: usize = 8;

/// The words of cells by rows.
#[derive(Debug, Default)]
pub struct Tagged {
    pub rows: Vec<Vec<String>>,
}

/// All tables, in the order of the tags; none if there is no structure tree.
///
/// # Errors
/// If elements nest without end, or say more than any document.
pub fn tables(view: View, words: &Words) -> Result<Vec<Tagged>, Unreadable> {
    let root = view.catalog().and_then(|(_, catalog)| view.dictionary(catalog, "StructTreeRoot"));
    let Some(root) = root else { return Ok(vec![]) };
    let roles = view.dictionary(root, "RoleMap");
    let mut walk = Walk { view, words, roles, seen: BTreeSet::new(), tables: vec![], size: 0, kids: 0 };
    walk.kids(root, Context::default())?;
    Ok(walk.tables)
}

/// What stands around an element.
#[derive(Clone, Copy, Default)]
struct Context {
    depth: usize,
    page: Option<u32>,
    /// Whether it is in the last table, and there in its last row and cell.
    in_table: bool,
    in_cell: bool,
    /// Whether other words stand for it.
    replaced: bool,
}

struct Walk<'d> {
    view: View<'d>,
    words: &'d Words,
    roles: Option<&'d Dictionary>,
    /// Elements by their objects, each of which counts once.
    seen: BTreeSet<u32>,
    tables: Vec<Tagged>,
    /// Bytes of their words.
    size: usize,
    /// Kids that were looked at.
    kids: usize,
}

impl<'d> Walk<'d> {
    fn kids(&mut self, element: &'d Dictionary, context: Context) -> Result<(), Unreadable> {
        match element.get("K") {
            None => Ok(()),
            Some(kid) => match self.view.resolve(kid) {
                Object::Array(kids) => kids.iter().try_for_each(|kid| self.kid(kid, context)),
                _ => self.kid(kid, context),
            },
        }
    }

    fn kid(&mut self, kid: &'d Object, context: Context) -> Result<(), Unreadable> {
        self.kids += 1;
        if context.depth == DEEPEST || self.kids > MOST_KIDS {
            let why = if context.depth == DEEPEST { Why::TooDeep } else { Why::TooLarge };
            return Err(Unreadable { at: 0, why });
        }
        if let Object::Reference(number) = kid
            && !self.seen.insert(*number)
        {
            return Ok(());
        }
        let kid = self.view.resolve(kid);
        if let Some(id) = kid.as_index() {
            self.marked(context.page, id, context)?;
        }
        let Some(element) = kid.as_dictionary() else { return Ok(()) };
        let page = element.get("Pg").and_then(Object::as_reference).or(context.page);
        if element.is("Type", "MCR") {
            // Content of another stream has ids of its own.
            let id = element.get("MCID").and_then(Object::as_index).filter(|_| element.get("Stm").is_none());
            id.map_or(Ok(()), |id| self.marked(page, id, context))?;
        } else if !element.is("Type", "OBJR") {
            self.element(element, Context { page, depth: context.depth + 1, ..context })?;
        }
        Ok(())
    }

    fn element(&mut self, element: &'d Dictionary, context: Context) -> Result<(), Unreadable> {
        let mut inside = context;
        match self.role(element) {
            Some(b"Table") if !context.in_table => {
                self.tables.push(Tagged::default());
                inside.in_table = true;
            }
            Some(b"TR") if context.in_table && !context.in_cell => {
                self.tables.last_mut().into_iter().for_each(|table| table.rows.push(vec![]));
            }
            Some(b"TH" | b"TD") if context.in_table && !context.in_cell => {
                let row = self.tables.last_mut().and_then(|table| table.rows.last_mut());
                row.into_iter().for_each(|row| row.push(String::new()));
                inside.in_cell = true;
            }
            _ => {}
        }
        if let Some(actual) = self.view.get(element, "ActualText").and_then(Object::as_text) {
            self.say(&actual, inside)?;
            inside.replaced = true;
        }
        self.kids(element, inside)
    }

    /// The standard structure type of an element.
    fn role(&self, element: &'d Dictionary) -> Option<&'d [u8]> {
        let mut role = element.get("S")?.as_name()?;
        for _ in 0..LONGEST_CHAIN {
            let Some(Object::Name(other)) = self.roles.and_then(|roles| roles.0.get(role)) else { break };
            role = other;
        }
        Some(role)
    }

    fn marked(&mut self, page: Option<u32>, id: usize, context: Context) -> Result<(), Unreadable> {
        let words = self.words;
        page.map_or(Ok(()), |page| self.say(words.of(page, id), context))
    }

    fn say(&mut self, words: &str, context: Context) -> Result<(), Unreadable> {
        if context.in_cell && !context.replaced {
            self.size += words.len();
            if self.size > MOST_WORDS {
                return Err(Unreadable { at: 0, why: Why::TooLarge });
            }
            let cell = self.tables.last_mut().and_then(|table| table.rows.last_mut()).and_then(|row| row.last_mut());
            cell.into_iter().for_each(|cell| cell.push_str(words));
        }
        Ok(())
    }
}
