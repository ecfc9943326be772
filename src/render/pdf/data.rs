//! The annex as the Typst template reads it: names, texts as trees, cells with their places and spans.

use serde::Serialize;
use serde_json::{Value, json};

use super::fit::{self, Pages};
use crate::annex::{Annex, Block, Cell, Content, Date, Grid, Inline, List, Scope, Table, Text};
use crate::render::{Words, document_title, shorten};

/// Characters between the places where overlong words may be broken: few enough for any column, many enough to be set
/// in good time.
const BREAK_EVERY: usize = 4;
/// Letters of a word of a title past which it may be broken anywhere.
const TITLE_WORD: usize = 30;
/// Letters that a line of the narrowest column holds at least: with a word too long for the rest of it, half of what fits.
const FEWEST_LETTERS: usize = 4;

#[derive(Serialize)]
pub struct Document {
    landscape: bool,
    /// Of the type in tables, in points.
    size: f64,
    language: &'static str,
    /// Title of the file.
    title: String,
    act_title: String,
    /// As the file's properties name it; `authority` is how it is printed.
    author: Option<String>,
    authority: Option<String>,
    heading: String,
    subtitle: Option<String>,
    date: DateParts,
    tables: Vec<TableData>,
    words: PageWords,
}

/// The program's own words; `{page}` and `{pages}` stand for numbers that only the layout knows.
#[derive(Serialize)]
struct PageWords {
    page: String,
}

#[derive(Serialize)]
struct DateParts {
    year: u16,
    month: u8,
    day: u8,
}

#[derive(Serialize)]
struct TableData {
    caption: Option<String>,
    /// For those who hear the table: its size, and that amounts may cover several rows.
    summary: String,
    columns: Vec<ColumnData>,
    heading_rows: usize,
    rows: Vec<RowData>,
}

#[derive(Serialize)]
struct ColumnData {
    amount: bool,
    /// Width that its words need, in ems.
    least: f64,
    /// Share of the width that is left to text columns, by how much text there is.
    weight: f64,
}

#[derive(Serialize)]
struct RowData {
    role: &'static str,
    cells: Vec<CellData>,
}

#[derive(Serialize)]
struct CellData {
    x: usize,
    y: usize,
    rowspan: usize,
    colspan: usize,
    /// `column`, `row` or nothing.
    heads: Option<&'static str>,
    /// A text as a tree of blocks.
    blocks: Option<Value>,
    /// An amount as it is printed, or the mark that says there is none.
    amount: Option<String>,
    note: Option<Value>,
    /// Lines that it can't need more of: the template measures only what may be too high.
    lines: usize,
}

pub fn document(annex: &Annex, words: Words, pages: Pages) -> Document {
    Document {
        landscape: pages.landscape,
        size: pages.size,
        language: annex.act.language.tag(),
        title: document_title(annex, words),
        act_title: breakable(&annex.act.title, TITLE_WORD),
        author: annex.act.authority.as_deref().map(shorten),
        authority: annex.act.authority.as_deref().map(|text| breakable(text, TITLE_WORD)),
        heading: words.annex_heading(annex),
        subtitle: words.annex_title(annex).map(|title| breakable(&title, TITLE_WORD)),
        date: date(annex.act.date),
        tables: annex.tables.iter().map(|table| table_data(table, words, pages)).collect(),
        words: PageWords { page: words.with("page", &[("page", "{page}".into()), ("pages", "{pages}".into())]) },
    }
}

fn date(date: Date) -> DateParts {
    DateParts { year: date.year, month: date.month, day: date.day }
}

fn table_data(table: &Table, words: Words, pages: Pages) -> TableData {
    let grid = &table.grid;
    let merged = grid.figures().any(|(cell, _)| cell.rows.len() > 1);
    let args = [("rows", (grid.rows().len() - grid.heading_rows()).into()), ("columns", grid.width().into())];
    TableData {
        caption: table.caption.as_deref().map(|text| breakable(text, TITLE_WORD)),
        summary: words.with(if merged { "table-summary-merged" } else { "table-summary" }, &args),
        columns: (0..grid.width()).map(|column| column_data(table, column, pages)).collect(),
        heading_rows: grid.heading_rows(),
        rows: (0..grid.rows().len()).map(|row| row_data(grid, row, pages.longest_word)).collect(),
    }
}

/// A column's weight is the root of the length of its longer cells: twice the text needs less than twice the width,
/// since its lines are fuller and its rows higher.
fn column_data(table: &Table, index: usize, pages: Pages) -> ColumnData {
    let in_column = table.grid.cells().iter().filter(|cell| cell.columns == (index..index + 1));
    let mut lengths: Vec<usize> = in_column.map(length).collect();
    lengths.sort_unstable();
    let typical = lengths.get(lengths.len() * 3 / 4).copied().unwrap_or(0);
    ColumnData {
        amount: table.columns[index].is_amount(),
        least: fit::words_width(table, index, pages.longest_word),
        weight: (typical.clamp(8, 1000) as f64).sqrt(),
    }
}

fn row_data(grid: &Grid, row: usize, longest: usize) -> RowData {
    let role = grid.rows()[row].role.name();
    RowData { role, cells: grid.starting_in(row).map(|cell| cell_data(cell, longest)).collect() }
}

fn cell_data(cell: &Cell, longest: usize) -> CellData {
    let (blocks, amount) = match &cell.content {
        Content::Text(text) => (Some(text_tree(text, longest)), None),
        Content::Amount(figure) => (None, Some(figure.printed.clone())),
        Content::Absent(mark) => (None, Some(mark.clone())),
    };
    CellData {
        x: cell.columns.start,
        y: cell.rows.start,
        rowspan: cell.rows.len(),
        colspan: cell.columns.len(),
        heads: cell.heads.map(|scope| match scope {
            Scope::Column => "column",
            Scope::Row => "row",
        }),
        blocks,
        amount,
        note: cell.note.as_ref().map(|note| text_tree(note, longest)),
        lines: most_lines(cell),
    }
}

fn length(cell: &Cell) -> usize {
    let content = match &cell.content {
        Content::Text(text) => text.to_plain().chars().count(),
        Content::Amount(figure) => figure.printed.chars().count(),
        Content::Absent(_) => 0,
    };
    content + cell.note.as_ref().map_or(0, |note| note.to_plain().chars().count())
}

/// An upper bound of a cell's lines, for a column of few letters.
fn most_lines(cell: &Cell) -> usize {
    let content = match &cell.content {
        Content::Text(text) => text_lines(text),
        Content::Amount(_) | Content::Absent(_) => 1,
    };
    content + cell.note.as_ref().map_or(0, text_lines)
}

fn text_lines(text: &Text) -> usize {
    let lines = |block: &Block| match block {
        Block::Paragraph(inlines) => 1 + inline_length(inlines).div_ceil(FEWEST_LETTERS),
        Block::List(list) => list.items().map(|item| text_lines(item).max(1)).sum(),
    };
    text.blocks.iter().map(lines).sum()
}

/// Characters of a line, with a whole line for each break.
fn inline_length(inlines: &[Inline]) -> usize {
    let length = |inline: &Inline| match inline {
        Inline::Text(text) | Inline::Code(text) => text.chars().count(),
        Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link { content, .. } => inline_length(content),
        Inline::Break => FEWEST_LETTERS,
    };
    inlines.iter().map(length).sum()
}

fn text_tree(text: &Text, longest: usize) -> Value {
    let block = |block: &Block| match block {
        Block::Paragraph(inlines) => json!({ "kind": "paragraph", "content": inline_tree(inlines, longest) }),
        Block::List(List::Bullets(items)) => {
            json!({ "kind": "bullets", "items": items.iter().map(|item| text_tree(item, longest)).collect::<Value>() })
        }
        Block::List(List::Numbered { mark, items }) => {
            let item = |(number, item): &(u64, Text)| json!([number, text_tree(item, longest)]);
            json!({ "kind": "numbered", "mark": mark, "items": items.iter().map(item).collect::<Value>() })
        }
    };
    text.blocks.iter().map(block).collect()
}

fn inline_tree(inlines: &[Inline], longest: usize) -> Value {
    let inline = |inline: &Inline| match inline {
        Inline::Text(text) => json!({ "kind": "text", "text": breakable(text, longest) }),
        Inline::Code(code) => json!({ "kind": "code", "text": breakable(code, longest) }),
        Inline::Emphasis(content) => json!({ "kind": "emphasis", "content": inline_tree(content, longest) }),
        Inline::Strong(content) => json!({ "kind": "strong", "content": inline_tree(content, longest) }),
        Inline::Link { url, content } => {
            json!({ "kind": "link", "url": url, "content": inline_tree(content, longest) })
        }
        Inline::Break => json!({ "kind": "break" }),
    };
    inlines.iter().map(inline).collect()
}

/// Text whose words of more than `longest` letters may be broken anywhere, by zero-width spaces: better than words beyond
/// the margin. A line may end after a slash or hyphen anyhow, so that addresses stay as they are.
fn breakable(text: &str, longest: usize) -> String {
    let mut broken = String::with_capacity(text.len());
    for word in text.split_inclusive(|c: char| c.is_whitespace() || matches!(c, '/' | '-')) {
        if word.chars().count() <= longest {
            broken.push_str(word);
            continue;
        }
        for (index, c) in word.chars().enumerate() {
            broken.push(c);
            if index % BREAK_EVERY == BREAK_EVERY - 1 {
                broken.push('\u{200B}');
            }
        }
    }
    broken
}
