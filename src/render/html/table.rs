//! A table as its template is given it: sections of rows, cells with their spans, headers and classes.

use serde::Serialize;

use super::super::{Words, rows};
use super::text::{Writer, escape};
use crate::annex::{Align, Annex, Cell, ColumnKind, Content, Footnote, Grid, Role, Row, Scope, Table};

#[derive(Serialize)]
pub struct TableView {
    id: String,
    before_html: Option<String>,
    /// Of the region that scrolls; unique on the page.
    pub name: String,
    /// Nothing where it would only repeat what stands above the table.
    caption_html: Option<String>,
    caption_below: bool,
    /// `wide` or `widest`, where it needs a page on its side to be printed, and small type.
    width: Option<&'static str>,
    unit: Option<String>,
    sections: Vec<Section>,
    legend: Vec<LegendEntry>,
    after_html: Option<String>,
}

#[derive(Serialize)]
struct LegendEntry {
    code: String,
    html: String,
}

/// A group of rows.
#[derive(Serialize)]
struct Section {
    /// `thead`, `tbody` or `tfoot`.
    tag: &'static str,
    rows: Vec<RowView>,
}

#[derive(Serialize)]
struct RowView {
    id: String,
    role: &'static str,
    level: u8,
    cells: Vec<CellView>,
}

/// What it has not is left out: of the many cells of a table few have much.
#[derive(Serialize)]
struct CellView {
    /// `th` or `td`.
    tag: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    headers: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rowspan: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    colspan: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<String>,
    /// Whether it holds a figure, or a mark that there is none: no line may break in it.
    figure: bool,
    html: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    note_html: Option<String>,
}

impl TableView {
    /// `id` is the table's name on the page.
    pub fn new(annex: &Annex, table: &Table, id: String, words: Words, writer: &mut Writer) -> Self {
        let name = table.caption.as_ref().or(annex.title.as_ref()).map(|line| line.to_plain());
        let before_html = table.before.as_ref().map(|text| writer.blocks(text));
        // A caption stands first in its table, wherever it is shown.
        let caption_html = table.caption.as_ref().map(|caption| writer.cell(caption));
        let drawing = Drawing::new(table, id);
        let sections = drawing.sections(writer);
        let entry = |(code, meaning): &(String, _)| LegendEntry { code: code.clone(), html: writer.cell(meaning) };
        Self {
            before_html,
            name: name.unwrap_or_else(|| words.annex_name(annex)),
            caption_below: table.caption_below && caption_html.is_some(),
            caption_html,
            width: match table.grid.width() {
                ..8 => None,
                8..13 => Some("wide"),
                _ => Some("widest"),
            },
            unit: words.unit(table),
            sections,
            legend: table.legend.iter().map(entry).collect(),
            after_html: table.after.as_ref().map(|text| writer.blocks(text)),
            id: drawing.id,
        }
    }
}

/// The rows of a table as HTML that stands in Markdown: a row to a line, no line blank (CommonMark 4.6, 7), without names of
/// styles, which hosts of Markdown do not let through.
pub fn in_markdown(table: &Table, index: usize, footnotes: &[Footnote]) -> String {
    let drawing = Drawing::new(table, format!("t{}", index + 1));
    let mut html = String::from("<table>\n");
    for section in drawing.sections(&mut Writer::unlinked(footnotes)) {
        html.push_str(&format!("<{}>\n", section.tag));
        for row in &section.rows {
            let cells: String = row.cells.iter().map(CellView::in_markdown).collect();
            html.push_str(&format!("<tr>{cells}</tr>\n"));
        }
        html.push_str(&format!("</{}>\n", section.tag));
    }
    html.push_str("</table>");
    html
}

impl CellView {
    fn in_markdown(&self) -> String {
        let number = |span: Option<usize>| span.map(|span| span.to_string());
        let (rowspan, colspan) = (number(self.rowspan), number(self.colspan));
        let attributes = [
            ("id", self.id.as_deref()),
            ("scope", self.scope),
            ("headers", self.headers.as_deref()),
            ("rowspan", rowspan.as_deref()),
            ("colspan", colspan.as_deref()),
        ];
        let there = attributes.iter().filter_map(|(name, value)| Some(format!(" {name}=\"{}\"", (*value)?)));
        let note = self.note_html.as_ref().map_or(String::new(), |note| format!("<br>{note}"));
        format!("<{0}{1}>{2}{note}</{0}>", self.tag, there.collect::<String>(), self.html)
    }
}

/// A table while it is drawn.
struct Drawing<'a> {
    table: &'a Table,
    grid: &'a Grid,
    id: String,
    /// Whether headers are named. Where cells are merged, headings have levels or rows have groups, position no longer
    /// says which header belongs to which cell.
    named: bool,
}

impl<'a> Drawing<'a> {
    fn new(table: &'a Table, id: String) -> Self {
        let grid = &table.grid;
        let merged = |cell: &Cell| cell.rows.start >= grid.heading_rows() && cell.is_merged();
        let named = grid.heading_rows() > 1
            || grid.cells().iter().any(merged)
            || grid.rows().iter().any(|row| row.role == Role::Group);
        Self { table, grid, id, named }
    }

    /// Headings; bodies, one for each outermost group and for the rows between; the totals that stand at the end.
    fn sections(&self, writer: &mut Writer) -> Vec<Section> {
        let (heading_rows, last) = (self.grid.heading_rows(), self.grid.rows().len());
        let foot = last - self.grid.rows().iter().rev().take_while(|row| row.role == Role::Total).count();
        let mut sections: Vec<Section> = vec![];
        let mut was_grouped = false;
        for row in 0..last {
            let is_title = self.grid.rows()[row].role == Role::Group;
            let groups = self.grid.groups(row).len();
            let opens = groups == 0 && (is_title || was_grouped);
            was_grouped = is_title || groups > 0;
            let tag = match row {
                row if row < heading_rows => "thead",
                row if row >= foot => "tfoot",
                _ => "tbody",
            };
            let view = self.row(row, writer);
            match sections.last_mut().filter(|section| section.tag == tag && !(opens && tag == "tbody")) {
                Some(section) => section.rows.push(view),
                None => sections.push(Section { tag, rows: vec![view] }),
            }
        }
        sections
    }

    fn row(&self, row: usize, writer: &mut Writer) -> RowView {
        let cells = self.grid.starting_in(row).map(|cell| self.cell(cell, writer)).collect();
        let id = self.row_id(row);
        let row = &self.grid.rows()[row];
        RowView { id, role: row.role.name(), level: row.level, cells }
    }

    fn cell(&self, cell: &Cell, writer: &mut Writer) -> CellView {
        let mut html = match &cell.content {
            Content::Text(text) => writer.cell(text),
            Content::Amount(figure) => escape(&figure.printed),
            Content::Absent(mark) => escape(mark),
        };
        html.push_str(&writer.marks(&cell.footnotes));
        let span = |span: usize| (span > 1).then_some(span);
        CellView {
            tag: if cell.heads.is_some() { "th" } else { "td" },
            id: (self.named && cell.heads.is_some()).then(|| self.cell_id(cell)),
            scope: self.scope(cell),
            headers: self.named.then(|| self.headers(cell)).filter(|headers| !headers.is_empty()),
            rowspan: span(cell.rows.len()),
            colspan: span(cell.columns.len()),
            class: self.class(cell),
            figure: !matches!(cell.content, Content::Text(_)),
            html,
            note_html: cell.note.as_ref().map(|note| writer.cell(note)),
        }
    }

    fn row_id(&self, row: usize) -> String {
        row_address(&self.id, row, &self.grid.rows()[row])
    }

    fn cell_id(&self, cell: &Cell) -> String {
        format!("{}-r{}c{}", self.id, cell.rows.start, cell.columns.start + 1)
    }

    fn role(&self, cell: &Cell) -> Role {
        self.grid.rows()[cell.rows.start].role
    }

    /// What a header heads. Scopes "rowgroup" and "colgroup" reach to the end of a group of rows or columns; where
    /// headers are named, they say it all.
    fn scope(&self, cell: &Cell) -> Option<&'static str> {
        match cell.heads? {
            Scope::Column if self.role(cell) == Role::Group => {
                (self.grid.groups(cell.rows.start).is_empty()).then_some("rowgroup")
            }
            Scope::Column if cell.columns.len() > 1 => (!self.named).then_some("colgroup"),
            Scope::Column => Some("col"),
            Scope::Row if cell.rows.len() > 1 => (!self.named).then_some("rowgroup"),
            Scope::Row => Some("row"),
        }
    }

    fn headers(&self, cell: &Cell) -> String {
        let headers = self.grid.headers(cell).into_iter();
        // The title of a group stands over all columns and is headed by none of them.
        let heads = |header: &&Cell| self.role(cell) != Role::Group || self.role(header) == Role::Group;
        headers.filter(heads).map(|header| self.cell_id(header)).collect::<Vec<_>>().join(" ")
    }

    fn class(&self, cell: &Cell) -> Option<String> {
        let role = self.role(cell);
        let column = &self.table.columns[cell.columns.start];
        let mut classes: Vec<String> = vec![];
        let is_amount = column.is_number() && !matches!(cell.content, Content::Text(_));
        if is_amount {
            classes.push("amount".to_owned());
        }
        if column.kind == ColumnKind::Code && role != Role::Heading && cell.columns.len() == 1 {
            classes.push("code".to_owned());
        }
        let align = match role {
            Role::Heading => cell.align,
            Role::Group => cell.align.or(is_amount.then_some(Align::Right)).filter(|align| *align != Align::Left),
            _ => Some(cell.align.unwrap_or(column.align)).filter(|align| *align != Align::Left || is_amount),
        };
        // The names of Bootstrap Italia, whose styles put figures to the left like words.
        classes.extend(align.map(|align| match align {
            Align::Left => "text-start".to_owned(),
            Align::Center => "text-center".to_owned(),
            Align::Right => "text-end".to_owned(),
        }));
        let indent = rows::indent(self.grid, cell);
        if indent > 0 {
            classes.push(format!("indent-{}", indent.min(DEEPEST)));
        }
        (!classes.is_empty()).then(|| classes.join(" "))
    }
}

/// What a link to a table ends with: the plan's own name of it where there is one, so that the link lasts; else its number.
/// `index` is its place in the annex, from 0.
pub fn table_address(table: &Table, index: usize) -> String {
    table.id.as_ref().map_or_else(|| format!("t{}", index + 1), |id| format!("t-{id}"))
}

/// The same for a row of the table with that address: the link outlives rows put before. `index` is its place in the grid.
pub fn row_address(table: &str, index: usize, row: &Row) -> String {
    row.id.as_ref().map_or_else(|| format!("{table}-r{index}"), |id| format!("{table}-{id}"))
}

/// The deepest indentation that the stylesheet knows.
const DEEPEST: u8 = 4;
