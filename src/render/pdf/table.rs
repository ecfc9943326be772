//! A table as the Typst template reads it: columns with what they need, cells with their places, spans and headers.

use serde::Serialize;
use serde_json::Value;

use super::extent::{Extent, most_lines};
use super::fit::{Letters, Measure, Pages, is_code};
use super::line::{Line, line};
use super::shapes::{FigureData, Shapes};
use super::text::Trees;
use crate::annex::{Align, Cell, ColumnKind, Content, Figure, Grid, NBSP, Role, Scope, Table, Text};
use crate::render::{Words, rows};

#[derive(Serialize)]
pub struct TableData {
    /// By which the template tells its own marks of this table from those of others.
    id: String,
    before: Option<Value>,
    caption: Option<Value>,
    caption_below: bool,
    unit: Option<String>,
    /// For those who hear the table: its size, and that amounts may cover several rows.
    summary: String,
    columns: Vec<ColumnData>,
    heading_rows: usize,
    rows: Vec<RowData>,
    /// Whether running totals stand where it breaks.
    carried: bool,
    /// Lines of a cell that fit a page in any case.
    few_lines: usize,
    legend: Vec<LegendEntry>,
    after: Option<Value>,
}

#[derive(Serialize)]
struct LegendEntry {
    code: String,
    blocks: Value,
}

#[derive(Serialize)]
struct ColumnData {
    /// Whether it is as wide as it needs to be, and no wider.
    fixed: bool,
    /// Width that its words need, in ems.
    least: f64,
    /// Share of the width that is left to text columns, by how much text there is.
    weight: f64,
    /// Width that it can do well with, in ems: a text in one line, but a long one in more; a heading over figures in a
    /// few lines.
    wish: f64,
    /// `left`, `center` or `right`.
    align: &'static str,
    #[serde(flatten)]
    shapes: Shapes,
}

#[derive(Serialize)]
struct RowData {
    role: &'static str,
    level: u8,
    /// How many rows from this one on are joined by cells over several of them; 0 if it is joined to one above.
    joined: usize,
    /// Whether it must not be parted from the row below by a page break.
    keep: bool,
    /// Whether it stands for itself and is surely lower than a page: the template sets it without measuring.
    low: bool,
    /// Whether it is as high as a line if each cell is as wide as its line.
    line: bool,
    cells: Vec<CellData>,
    carried: Option<CarriedData>,
}

/// The running totals down to a row that a page may end with.
#[derive(Serialize)]
struct CarriedData {
    /// How many such rows stand before it.
    number: usize,
    /// Column by column; nothing where a column has none.
    totals: Vec<Option<FigureData>>,
}

#[derive(Serialize)]
struct CellData {
    x: usize,
    y: usize,
    rowspan: usize,
    colspan: usize,
    /// `column`, `row`, `both` or nothing.
    heads: Option<&'static str>,
    /// Among headers of a column or row: a deeper one is headed by those before it, until one as deep or less follows.
    level: usize,
    /// Whether it stands over several columns and heads the first of them only.
    spread: bool,
    /// `left`, `center` or `right`.
    align: &'static str,
    /// Whether it stands at the top of its row rather than in the middle.
    top: bool,
    bold: bool,
    /// By how many levels it is indented.
    indent: u8,
    /// Whether its words stay in one line.
    code: bool,
    /// A text as a tree of blocks.
    blocks: Option<Value>,
    /// An amount as it is printed, or the mark that says there is none.
    figure: Option<FigureData>,
    /// Marks of footnotes after it.
    marks: Value,
    note: Option<Value>,
    /// Whether it has words that may have to be broken.
    hyphenate: bool,
    /// How wide it is where it surely stands in one line.
    line: Option<Line>,
    /// Lines that it can't need more of: the template measures only what may be too high.
    lines: usize,
    /// What its texts need where it may have many lines: by its width, the template tells how many at most.
    extent: Option<Extent>,
}

/// Lines of the largest type that a page in any orientation has room for, below headings that stand on each page.
const FEW_LINES: usize = 15;

/// `trees` is how texts outside the table are drawn.
pub fn data(table: &Table, index: usize, trees: Trees, words: Words, pages: Pages, letters: Letters) -> TableData {
    let grid = &table.grid;
    let merged = grid.figures().any(|(cell, _)| cell.rows.len() > 1);
    let args = [("rows", (grid.rows().len() - grid.heading_rows()).into()), ("columns", grid.width().into())];
    let inside = Trees { longest_word: pages.longest_word, ends: Some(letters.advance), ..trees };
    let measure = Measure { table, footnotes: trees.footnotes, longest_word: pages.longest_word, letters };
    let entry = |(code, meaning): &(String, Text)| LegendEntry { code: code.clone(), blocks: trees.tree(meaning) };
    let tree = |text: &Option<Text>| text.as_ref().map(|text| trees.tree(text));
    let mut shapes: Vec<Shapes> = vec![Shapes::default(); grid.width()];
    let rows = row_data(&measure, inside, &mut shapes);
    let columns = measure.least_widths().into_iter().zip(shapes).enumerate();
    TableData {
        id: format!("table-{index}"),
        before: tree(&table.before),
        caption: tree(&table.caption),
        caption_below: table.caption_below,
        unit: words.unit(table),
        summary: words.with(if merged { "table-summary-merged" } else { "table-summary" }, &args),
        columns: columns.map(|(column, (least, shapes))| column_data(table, column, least, shapes)).collect(),
        heading_rows: grid.heading_rows(),
        rows,
        carried: table.carried.is_some(),
        few_lines: FEW_LINES,
        legend: table.legend.iter().map(entry).collect(),
        after: tree(&table.after),
    }
}

/// A column's weight is the root of the length of its longer cells: twice the text needs less than twice the width,
/// since its lines are fuller and its rows higher.
fn column_data(table: &Table, index: usize, least: f64, shapes: Shapes) -> ColumnData {
    let in_column = table.grid.cells().iter().filter(|cell| cell.columns == (index..index + 1));
    let mut lengths: Vec<usize> = in_column.map(length).collect();
    lengths.sort_unstable();
    let typical = lengths.get(lengths.len() * 3 / 4).copied().unwrap_or(0);
    ColumnData {
        fixed: table.columns[index].kind != ColumnKind::Text,
        least,
        weight: (typical.clamp(8, 1000) as f64).sqrt(),
        wish: wish(table, index).max(least),
        align: table.columns[index].align.name(),
        shapes,
    }
}

/// Ems of a letter of text, about; lines of a heading over figures; the widest that a column may wish to be, in ems.
const LETTER: f64 = 0.6;
const HEADING_LINES: f64 = 4.0;
const WIDEST_WISH: f64 = 30.0;

fn wish(table: &Table, index: usize) -> f64 {
    let grid = &table.grid;
    let in_column = grid.cells().iter().filter(|cell| cell.columns == (index..index + 1));
    let longest = |headings: bool| {
        let cells = in_column.clone().filter(|cell| (cell.rows.start < grid.heading_rows()) == headings);
        cells.map(length).max().unwrap_or(0) as f64 * LETTER
    };
    let heading = longest(true) / HEADING_LINES;
    let of_text = table.columns[index].kind == ColumnKind::Text;
    (if of_text { heading.max(longest(false)) } else { heading }).min(WIDEST_WISH)
}

/// Where a row stands among the groups of its table.
#[derive(Clone, Copy)]
struct Standing {
    /// How many groups with a title it belongs to.
    groups: usize,
    /// Whether it ends a group. The typesetter takes each row below a title for one of its group until another header
    /// of the column follows: the label of such a row is made one.
    closes: bool,
}

fn row_data(measure: &Measure, trees: Trees, shapes: &mut [Shapes]) -> Vec<RowData> {
    let table = measure.table;
    let grid = &table.grid;
    let joined = joined(grid);
    let (mut open, mut carrying) = (0, 0);
    let mut rows = vec![];
    for (index, row) in grid.rows().iter().enumerate() {
        let groups = grid.groups(index).len();
        let closes = row.role != Role::Group && groups < open;
        if closes || row.role == Role::Group {
            open = groups + 1;
        }
        // What stands again on each page has no links: headings, titles of groups, the total that becomes a sum carried.
        let is_carried = table.carried.is_some() && index == grid.rows().len() - 1;
        let trees = Trees { linked: !(matches!(row.role, Role::Heading | Role::Group) || is_carried), ..trees };
        let standing = Standing { groups, closes };
        let cells = grid.starting_in(index).map(|cell| cell_data(measure, cell, standing, trees, shapes));
        let cells: Vec<CellData> = cells.collect();
        let totals = carried(table, index, shapes);
        // A title may stand again on a later page, where other rows have come before it.
        let carried = totals.filter(|_| row.role != Role::Group).map(|totals| CarriedData { number: carrying, totals });
        carrying += usize::from(carried.is_some());
        rows.push(RowData {
            role: row.role.name(),
            level: row.level,
            joined: joined[index],
            keep: grid.rows().get(index + 1).is_some_and(|next| is_kept(row.role, next.role)),
            low: joined[index] == 1 && cells.iter().all(|cell| cell.lines <= FEW_LINES),
            line: joined[index] == 1
                && cells.iter().all(|cell| cell.line.is_some())
                && cells.iter().flat_map(|cell| &cell.line).any(|line| !line.is_blank),
            cells,
            carried,
        });
    }
    rows
}

/// Whether a row stays on the page of the one above it: what says something of it would say nothing alone.
fn is_kept(above: Role, role: Role) -> bool {
    match role {
        Role::Subtotal | Role::Total | Role::Derived => !matches!(above, Role::Heading | Role::Group),
        // A list of parts may be long; the first is kept, so that its whole is there to be read.
        Role::OfWhich => !matches!(above, Role::Heading | Role::Group | Role::OfWhich),
        Role::Heading | Role::Group | Role::Item | Role::Memo => false,
    }
}

/// For each row, how many rows from it on cells over several rows join; 0 for a row that is joined to the one above.
fn joined(grid: &Grid) -> Vec<usize> {
    let mut joined = vec![1; grid.rows().len()];
    let mut first = 0;
    let mut end = 0;
    for row in 0..grid.rows().len() {
        if row >= end {
            (first, end) = (row, row + 1);
        }
        end = grid.starting_in(row).map(|cell| cell.rows.end).max().unwrap_or(end).max(end);
        joined[row] = 0;
        joined[first] = end - first;
    }
    joined
}

/// The running totals down to a row, in their columns.
fn carried(table: &Table, row: usize, shapes: &mut [Shapes]) -> Option<Vec<Option<FigureData>>> {
    let carried = table.carried.as_ref()?;
    let totals = carried.rows.get(row.checked_sub(table.grid.heading_rows())?)?;
    let mut figures: Vec<Option<FigureData>> = table.columns.iter().map(|_| None).collect();
    for (&column, total) in carried.columns.iter().zip(totals) {
        let style = table.columns[column].style();
        figures[column] = style.map(|style| shapes[column].figure(total, style.notation, "", false));
    }
    Some(figures)
}

fn cell_data(measure: &Measure, cell: &Cell, standing: Standing, trees: Trees, shapes: &mut [Shapes]) -> CellData {
    let table = measure.table;
    let grid = &table.grid;
    let lines = most_lines(cell);
    let role = grid.rows()[cell.rows.start].role;
    let code = is_code(table, cell);
    let trees = if code { Trees { longest_word: usize::MAX, ..trees } } else { trees };
    let blocks = match &cell.content {
        Content::Text(text) => Some(trees.tree(text)),
        Content::Amount(_) | Content::Absent(_) => None,
    };
    let closes = standing.closes && cell.columns.start == 0 && cell.heads == Some(Scope::Row);
    let spread = cell.columns.len() > 1 && cell.heads.is_some() && (role == Role::Group || closes);
    let hyphenate = !code && texts(cell).any(|text| trees.has_long_words(text));
    let figure = figure(table, cell, trees, shapes);
    let line = if spread || hyphenate { None } else { line(cell, code || figure.is_some(), measure) };
    let heads = cell.heads.map(|scope| match scope {
        _ if closes => "both",
        Scope::Column => "column",
        Scope::Row => "row",
    });
    CellData {
        x: cell.columns.start,
        y: cell.rows.start,
        rowspan: cell.rows.len(),
        colspan: cell.columns.len(),
        heads,
        level: match (role, cell.heads) {
            (Role::Heading, _) => 1,
            (_, Some(Scope::Row)) => grid.heading_rows() + 1 + standing.groups + cell.columns.start,
            _ => grid.heading_rows() + 1 + standing.groups,
        },
        spread,
        align: align(table, cell, role).name(),
        top: blocks.is_some()
            && !code
            && cell.heads.is_none()
            && cell.rows.len() == 1
            && matches!(role, Role::Item | Role::OfWhich),
        bold: is_bold(role),
        indent: rows::indent(grid, cell),
        code,
        blocks,
        figure,
        marks: trees.marks(&cell.footnotes),
        note: cell.note.as_ref().map(|note| trees.tree(note)),
        hyphenate,
        line,
        lines,
        extent: (lines > FEW_LINES).then(|| Extent::of(cell, measure)),
    }
}

/// The figure of a cell; what is to be measured of it, and of a code, is added to the shapes of its column.
fn figure(table: &Table, cell: &Cell, trees: Trees, shapes: &mut [Shapes]) -> Option<FigureData> {
    let role = table.grid.rows()[cell.rows.start].role;
    let bold = is_bold(role);
    let single = cell.columns.len() == 1;
    let shapes = &mut shapes[cell.columns.start];
    let style = table.columns[cell.columns.start].style();
    let marks: String = cell.footnotes.iter().map(|mark| format!("{NBSP}{}", trees.footnotes[*mark].mark)).collect();
    match &cell.content {
        Content::Amount(figure) if single => {
            style.map(|style| shapes.figure(&figure.printed, style.notation, &marks, bold))
        }
        Content::Amount(Figure { printed, .. }) => Some(FigureData::unaligned(printed)),
        Content::Absent(mark) => {
            if single {
                shapes.whole(&format!("{mark}{marks}"), bold);
            }
            Some(FigureData::unaligned(mark))
        }
        Content::Text(text) if single && is_code(table, cell) => {
            shapes.code(&text.to_plain(), bold);
            None
        }
        Content::Text(_) => None,
    }
}

fn is_bold(role: Role) -> bool {
    matches!(role, Role::Heading | Role::Group | Role::Subtotal | Role::Total)
}

fn align(table: &Table, cell: &Cell, role: Role) -> Align {
    cell.align.unwrap_or(match role {
        Role::Heading => Align::Center,
        Role::Group => Align::Left,
        _ => table.columns[cell.columns.start].align,
    })
}

/// The texts of a cell.
fn texts(cell: &Cell) -> impl Iterator<Item = &Text> {
    let content = match &cell.content {
        Content::Text(text) => Some(text),
        Content::Amount(_) | Content::Absent(_) => None,
    };
    content.into_iter().chain(&cell.note)
}

fn length(cell: &Cell) -> usize {
    let content = match &cell.content {
        Content::Text(text) => text.to_plain().chars().count(),
        Content::Amount(figure) => figure.printed.chars().count(),
        Content::Absent(_) => 0,
    };
    content + cell.note.as_ref().map_or(0, |note| note.to_plain().chars().count())
}
