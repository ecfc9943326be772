//! A table as it was settled, in the annex's own terms: its grid with all that stands in it.

use super::{Board, Draft};
use crate::annex::{self, Cell, ColumnKind, Content, Grid, NotRectangular, Quantity, Scope, Table, Text, Unit};
use crate::check::cells::State;
use crate::check::derivations::Derivations;
use crate::check::texts::Texts;
use crate::check::{Document, carried, headings};
use crate::plan::{self, CaptionPosition, Role};
use crate::source::{Code, Diagnostic, Place};

impl Board<'_> {
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
