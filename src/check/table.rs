//! A table while it is checked: its rows and columns resolved into cells, `^` and `<` into spans, and in the end the
//! grid.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use super::cells::{self, State};
use super::columns::{self, Rules};
use super::derivations::Derivations;
use super::formula::Expression;
use super::groups::{self, Groups};
use super::texts::Texts;
use super::{Document, carried, check_ids, headings};
use crate::annex::{self, Cell, ColumnKind, Content, Grid, NotRectangular, Quantity, Scope, Table, Text, Unit};
use crate::plan::{self, CaptionPosition, Role, TotalRule};
use crate::source::{Code, Diagnostic, Place, SourceFile};

/// A table of the plan while it is checked: which cell each slot belongs to, and what the cells hold.
pub struct Board<'p> {
    /// The plan that the table is written in; its rows may come from other files.
    pub plan: Arc<SourceFile>,
    pub table: &'p plan::Table,
    pub columns: Vec<Rules<'p>>,
    /// Columns in the order of their keys, as the cells of a row lie.
    by_key: Vec<usize>,
    /// The place of each column in that order.
    ranks: Vec<usize>,
    pub groups: Groups,
    /// Of the rows that have one.
    pub formulas: Vec<Option<Expression>>,
    /// Rows by their names, the only total as `total`.
    names: BTreeMap<&'p str, usize>,
    /// In the order of their first slot.
    pub cells: Vec<Draft<'p>>,
    /// Row by row; without the heading rows.
    slots: Vec<usize>,
}

/// A cell while it is checked. Rows count from 0, without the heading rows.
pub struct Draft<'p> {
    pub rows: Range<usize>,
    pub columns: Range<usize>,
    /// Of the value that was written, or of the row where none was.
    pub place: Place,
    pub written: Option<&'p plan::Cell>,
    pub state: State,
}

impl<'p> Draft<'p> {
    /// Why it stands as it was published, if it does.
    pub fn published(&self) -> Option<&'p plan::AsPublished> {
        self.written?.details.as_ref()?.as_published.as_ref()
    }
}

/// What is at one place of the table.
enum Slot {
    /// The cell of that index goes on.
    Continues(usize),
    /// A cell of its own.
    Begins,
    /// Something wrong, which was reported.
    Wrong,
}

impl<'p> Board<'p> {
    pub fn check(document: &Document, table: &'p plan::Table) -> Self {
        let context = document.context;
        let columns = columns::check(document, table);
        check_ids(context, table.row.iter().filter_map(|row| Some((row.id.as_ref()?, &row.file))));
        if table.row.is_empty() && table.rows_from.is_none() {
            context.report(Diagnostic::new(Code::NoRow, context.place(table.span.clone())));
        }
        let groups = groups::check(context, &table.row);
        let formulas = table.row.iter().map(|row| row_formula(document, row)).collect();
        let plan = Arc::clone(&context.file);
        let names = row_names(&table.row);
        let mut by_key: Vec<usize> = (0..columns.len()).collect();
        by_key.sort_by_key(|column| columns[*column].column.key.as_str());
        let mut ranks = vec![0; columns.len()];
        by_key.iter().enumerate().for_each(|(rank, column)| ranks[*column] = rank);
        let size = table.row.len() * columns.len();
        let (cells, slots) = (Vec::with_capacity(size), Vec::with_capacity(size));
        let mut board = Self { plan, table, columns, by_key, ranks, groups, formulas, names, cells, slots };
        board.check_keys(document);
        board.resolve(document);
        board.check_rows(document);
        board
    }

    pub fn width(&self) -> usize {
        self.columns.len()
    }

    /// Whether a text is one of the codes that the table has for what is not there.
    pub fn is_absence(&self, text: &str) -> bool {
        self.table.absences.0.iter().any(|(code, _)| code.value.trim() == text)
    }

    pub fn role(&self, row: usize) -> Role {
        self.table.row[row].role()
    }

    /// The index of the cell over a slot.
    pub fn at(&self, row: usize, column: usize) -> usize {
        self.slots[row * self.width() + column]
    }

    /// The cells of a column in some rows, each once, in order.
    pub fn in_column(&self, column: usize, rows: Range<usize>) -> impl Iterator<Item = usize> {
        once_each(rows.map(move |row| self.at(row, column)))
    }

    /// The row of that name: by its id, or `total` for the only total.
    pub fn row_named(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }

    pub fn column_named(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.column.key == name)
    }

    /// Reports the keys of rows that are no columns, and details that have no place in their column.
    fn check_keys(&self, document: &Document) {
        for row in &self.table.row {
            for (index, (key, cell)) in row.cells.iter().enumerate() {
                // Where it is if the row has a cell for each column, as nearly all have.
                let expected = self.by_key.get(index).copied();
                let column = expected.filter(|column| self.columns[*column].column.key == key);
                let Some(column) = column.or_else(|| self.column_named(key)) else {
                    let problem = Diagnostic::new(Code::UnknownKey, Place::new(&row.file, cell.key_span.clone()));
                    let known = self.columns.iter().map(|column| column.column.key.as_str());
                    let known = known.chain(plan::Row::KEYS.iter().copied()).filter(|key| row.cells.get(key).is_none());
                    document.context.report(crate::source::with_nearest(problem.arg("key", key), key, known));
                    continue;
                };
                let column = &self.columns[column];
                if let Some((key, span)) = cell.misplaced(column.is_number(), column.written.scheme.is_some()) {
                    let kind = column.written.kind_word();
                    let problem = Diagnostic::new(Code::KeyNotForKind, Place::new(&row.file, span));
                    document.context.report(problem.arg("key", key).arg("kind", kind));
                }
            }
        }
    }

    fn resolve(&mut self, document: &Document) {
        for (row, written) in self.table.row.iter().enumerate() {
            for column in 0..self.width() {
                let cell = written.cells.get_near(self.ranks[column], &self.columns[column].column.key);
                let state = match self.slot(document, row, column, cell) {
                    Slot::Continues(index) => {
                        self.slots.push(index);
                        continue;
                    }
                    Slot::Wrong => State::Wrong,
                    Slot::Begins => cells::check(document, self, row, column, cell),
                };
                let is_number = self.columns[column].is_number();
                let span = cell.map_or(written.span.clone(), |cell| cell.content_span(is_number));
                let place = Place::new(&written.file, span);
                self.slots.push(self.cells.len());
                let (rows, columns) = (row..row + 1, column..column + 1);
                self.cells.push(Draft { rows, columns, place, written: cell, state });
            }
        }
        let width = self.width();
        for (index, &cell) in self.slots.iter().enumerate() {
            let draft = &mut self.cells[cell];
            draft.rows.end = draft.rows.end.max(index / width + 1);
            draft.columns.end = draft.columns.end.max(index % width + 1);
        }
    }

    /// A row in which no cell begins is none: no format could show where it is.
    fn check_rows(&self, document: &Document) {
        let mut begun = vec![self.width() == 0; self.table.row.len()];
        self.cells.iter().for_each(|cell| begun[cell.rows.start] = true);
        for (row, _) in self.table.row.iter().zip(begun).filter(|(_, begun)| !begun) {
            document.context.report(Diagnostic::new(Code::RowWithoutCells, Place::new(&row.file, row.span.clone())));
        }
    }

    fn slot(&self, document: &Document, row: usize, column: usize, cell: Option<&plan::Cell>) -> Slot {
        let written = &self.table.row[row];
        let key = self.columns[column].column.key.as_str();
        let Some(cell) = cell else {
            if written.role() == Role::Heading && column > 0 {
                return Slot::Continues(self.at(row, column - 1));
            }
            if self.may_be_left_out(row, column) {
                return Slot::Begins;
            }
            if !key.is_empty() && !plan::Row::KEYS.contains(&key) {
                let place = Place::new(&written.file, written.span.clone());
                document.context.report(Diagnostic::new(Code::MissingCell, place).arg("key", key));
            }
            return Slot::Wrong;
        };
        let refuse = |code| {
            let place = Place::new(&written.file, cell.span.clone());
            document.context.report(Diagnostic::new(code, place).arg("key", key));
            Slot::Wrong
        };
        let is_number = |column: usize| self.columns[column].is_number();
        match cell.plain {
            Some(plan::Content::Above) if row == 0 => refuse(Code::SpanAboveFirstRow),
            Some(plan::Content::Above) if !self.may_join(row, column) => refuse(Code::SpanCrossesTotal),
            Some(plan::Content::Above) => Slot::Continues(self.at(row - 1, column)),
            Some(plan::Content::Left) if column == 0 => refuse(Code::SpanLeftOfFirstColumn),
            // An amount belongs to one column: over two, nobody could say where it counts.
            Some(plan::Content::Left)
                if written.role() != Role::Heading && (is_number(column) || is_number(column - 1)) =>
            {
                refuse(Code::SpanCrossesAmountColumn)
            }
            Some(plan::Content::Left) => Slot::Continues(self.at(row, column - 1)),
            _ => Slot::Begins,
        }
    }

    /// Whether a cell of the row above may go on in a row: not into or out of what is summed, and figures only among
    /// rows that count alike.
    fn may_join(&self, row: usize, column: usize) -> bool {
        let (above, role) = (self.role(row - 1), self.role(row));
        let counted = |role| matches!(role, Role::Item | Role::OfWhich | Role::Memo | Role::Derived);
        match self.columns[column].is_number() {
            true => above == role && counted(role),
            false => above == role && role != Role::Subtotal || counted(above) && counted(role),
        }
    }

    /// Whether a cell that is not written is worked out.
    pub fn may_be_left_out(&self, row: usize, column: usize) -> bool {
        let (role, rules) = (self.role(row), &self.columns[column]);
        // Also by a formula that is wrong, which was reported.
        let by_column = rules.written.formula.is_some() || rules.written.share_of.is_some();
        let summed = matches!(role, Role::Subtotal | Role::Total);
        match rules.is_number() {
            true => summed || role != Role::Heading && (by_column || self.table.row[row].formula.is_some()),
            false => summed && plan::label_column(&self.table.columns) == Some(column),
        }
    }

    /// What a subtotal or total of a column is worked out by.
    pub fn total_rule(&self, row: usize, column: usize) -> Option<TotalRule> {
        matches!(self.role(row), Role::Subtotal | Role::Total).then(|| self.columns[column].total)
    }

    /// The table as checked, or `None` where something was reported that leaves none to speak of.
    pub fn table(
        &self,
        document: &Document,
        annex: &plan::Annex,
        texts: &mut Texts,
        derivations: Option<&Derivations>,
    ) -> Option<Table> {
        let table = self.table;
        let line = |texts: &mut Texts, text: &Option<plan::Text>| text.as_ref().map(|text| texts.line(text));
        let before = texts.optional(&table.before);
        let below = table.caption_position.as_ref().map(|position| position.value) == Some(CaptionPosition::Below);
        let above = if below { None } else { line(texts, &table.caption) };
        let unit = self.common_unit();
        let columns = self.columns.iter().map(|rules| rules.column.clone()).collect();
        let grid = self.grid(document, texts, derivations, unit.is_none());
        let legend = table.absences.0.iter().map(|(code, meaning)| (code.value.clone(), texts.markdown(meaning)));
        let legend = legend.collect();
        let caption = if below { line(texts, &table.caption) } else { above };
        let after = texts.optional(&table.after);
        let id = table.id.as_ref().map(|id| id.value.clone());
        let orientation = table.orientation.as_ref().or(annex.orientation.as_ref()).map(|turned| turned.value);
        let carried = carried::check(document, self);
        let grid = grid?;
        let carried = carried.then(|| carried::running(self, &grid));
        Some(Table {
            id,
            caption,
            caption_below: below,
            unit,
            before,
            orientation,
            columns,
            grid,
            carried,
            legend,
            after,
        })
    }

    /// The unit of all amounts, if they have one and it is not the currency itself.
    fn common_unit(&self) -> Option<(Unit, &'static annex::Currency)> {
        let mut units = self.columns.iter().filter_map(|rules| match rules.style()?.quantity {
            Quantity::Money { currency, unit } => Some((unit, currency)),
            _ => None,
        });
        let first = units.next().filter(|(unit, _)| *unit != Unit::One)?;
        units.all(|other| other == first).then_some(first)
    }

    fn grid(
        &self,
        document: &Document,
        texts: &mut Texts,
        derivations: Option<&Derivations>,
        units_in_headings: bool,
    ) -> Option<Grid> {
        let (headings, depth) = headings::cells(document, texts, &self.columns, units_in_headings);
        let mut rows = vec![annex::Row { role: annex::Role::Heading, id: None, level: 1 }; depth];
        rows.extend(self.table.row.iter().zip(&self.groups.levels).map(|(row, level)| annex::Row {
            role: role(row.role()),
            id: row.id.as_ref().map(|id| id.value.clone()),
            level: *level,
        }));
        let complete = self.cells.iter().all(|cell| !matches!(cell.state, State::Wrong | State::LeftOut));
        let body = self.cells.iter().enumerate().map(|(cell, draft)| Cell {
            derivation: derivations.and_then(|derivations| derivations.of(cell)),
            ..self.cell(document, texts, draft, depth)
        });
        let body: Vec<Cell> = body.collect();
        let offset = headings.cells.len();
        let cells: Vec<Cell> = headings.cells.into_iter().chain(body).collect();
        let slots = headings.slots.into_iter().chain(self.slots.iter().map(|slot| slot + offset)).collect();
        match Grid::new(self.width(), rows, cells, slots) {
            Ok(grid) => complete.then_some(grid),
            Err(wrong) => {
                for NotRectangular { cell, slot: (row, column) } in wrong {
                    let row = &self.table.row[row - depth];
                    let offending = row.cells.get(&self.columns[column].column.key);
                    let place = Place::new(&row.file, offending.map_or(row.span.clone(), |cell| cell.span.clone()));
                    let problem = Diagnostic::new(Code::SpanNotRectangular, place);
                    document.context.report(problem.related(self.cells[cell - offset].place.clone(), "begins"));
                }
                None
            }
        }
    }

    fn cell(&self, document: &Document, texts: &mut Texts, draft: &Draft, depth: usize) -> Cell {
        let rules = &self.columns[draft.columns.start];
        let role = self.role(draft.rows.start);
        let of_numbers = rules.is_number();
        let (content, footnotes) = match &draft.state {
            State::Number(figure) => (Content::Amount(figure.figure.clone()), texts.marks(&figure.marks)),
            State::Absent(absence) => (Content::Absent(absence.mark.clone()), texts.marks(&absence.marks)),
            State::Words => (Content::Text(self.words(texts, draft)), vec![]),
            State::Label => (Content::Text(Text::plain(&document.total_label(role))), vec![]),
            // Never drawn: what is wrong was reported.
            State::LeftOut | State::Wrong => (Content::Absent(String::new()), vec![]),
        };
        let heads = match (role, of_numbers) {
            (Role::Heading, false) if draft.columns.start == 0 => Some(Scope::Column),
            (Role::Heading, _) => None,
            _ => rules.heads.then_some(Scope::Row),
        };
        let details = draft.written.and_then(|written| written.details.as_ref());
        let note = details.and_then(|details| {
            let published = details.as_published.as_ref().filter(|published| published.shown);
            let note = details.note.iter().chain(published.map(|published| &published.reason));
            let blocks: Vec<_> = note.flat_map(|note| texts.markdown_at(note, &draft.place.file).blocks).collect();
            (!blocks.is_empty()).then_some(Text { blocks })
        });
        Cell {
            rows: draft.rows.start + depth..draft.rows.end + depth,
            columns: draft.columns.clone(),
            heads,
            content,
            note,
            footnotes,
            align: details.and_then(|details| details.align.as_ref()).map(|align| align.value),
            derivation: None,
        }
    }

    fn words(&self, texts: &mut Texts, draft: &Draft) -> Text {
        let rules = &self.columns[draft.columns.start];
        match draft.written.and_then(|written| written.content(false)) {
            Some(plan::Content::Text(text)) if rules.column.kind == ColumnKind::Code => {
                texts.line_at(text, &draft.place.file)
            }
            Some(plan::Content::Text(text)) => texts.markdown_at(text, &draft.place.file),
            Some(plan::Content::Integer(number)) => Text::plain(&number.value),
            Some(plan::Content::Stored(number)) => Text::plain(&number.value.to_string()),
            // A title row has no figures.
            _ => Text::default(),
        }
    }
}

/// Cells without those that come again right after themselves, as a merged one does.
pub fn once_each(cells: impl Iterator<Item = usize>) -> impl Iterator<Item = usize> {
    let mut last = None;
    cells.filter(move |cell| last.replace(*cell) != Some(*cell))
}

/// Rows by their ids; and the only total by that word, unless another row has it.
fn row_names(rows: &[plan::Row]) -> BTreeMap<&str, usize> {
    let mut totals = (0..rows.len()).filter(|row| rows[*row].role() == Role::Total);
    let only = totals.next().filter(|_| totals.next().is_none());
    let ids = rows.iter().enumerate().filter_map(|(row, written)| Some((written.id.as_ref()?.value.as_str(), row)));
    // Of two rows of one name, which was reported, the first; what comes later replaces what came before.
    only.map(|row| ("total", row)).into_iter().chain(ids.rev()).collect()
}

/// The formula of a row, where it may have one.
fn row_formula(document: &Document, row: &plan::Row) -> Option<Expression> {
    let place = |span: &crate::source::Span| Place::new(&row.file, span.clone());
    let Some(formula) = &row.formula else {
        if row.role() == Role::Derived {
            document.context.report(Diagnostic::new(Code::MissingKey, place(&row.span)).arg("key", "formula"));
        }
        return None;
    };
    if matches!(row.role(), Role::Heading | Role::Subtotal | Role::Total) {
        document.context.report(groups::not_for_role(row, "formula", place(&formula.span)));
        return None;
    }
    columns::parse(document, formula, place(&formula.span))
}

fn role(role: Role) -> annex::Role {
    match role {
        Role::Item => annex::Role::Item,
        Role::Heading => annex::Role::Group,
        Role::Subtotal => annex::Role::Subtotal,
        Role::Total => annex::Role::Total,
        Role::OfWhich => annex::Role::OfWhich,
        Role::Memo => annex::Role::Memo,
        Role::Derived => annex::Role::Derived,
    }
}
