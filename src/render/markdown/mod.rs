//! GitHub-flavoured Markdown. A pipe table has no merged cells: each value stands once, on the first row that it
//! covers, with words that say so; the rows below say that it stands above. Headings of several levels stand joined in
//! one row. Where that would lose what a cell over several columns covers, or on request, the table stands in HTML.
//! Footnotes are paragraphs at the end: not every reader knows GitHub's own, and the marks are the plan's.

mod front_matter;
mod text;

use self::text::{Writer, at_line_start};
pub use self::text::{escape, line};
use super::{MarkdownSettings, MarkdownTables, Words, html, rows};
use crate::annex::{Align, Annex, Block, Cell, Content, Footnote, Grid, Inline, Role, Signing, Table, Text};

pub fn render(annex: &Annex, words: Words, settings: MarkdownSettings) -> String {
    let mut page = Page {
        out: String::new(),
        writer: Writer::new(&annex.footnotes),
        footnotes: &annex.footnotes,
        words,
        settings,
    };
    page.masthead(annex);
    page.text(annex.before.as_ref());
    annex.tables.iter().enumerate().for_each(|(index, table)| page.table(table, index));
    page.text(annex.after.as_ref());
    page.footnotes(annex);
    page.signing(annex);
    let registration = annex.act.registration.as_ref().map(|registration| words.registration(registration));
    let bulletin = words.bulletin(annex).map(|bulletin| format!("{} {bulletin}", words.get("published-in")));
    page.lines([registration, bulletin]);
    page.out
}

/// A text alone, with the marks of its footnotes.
pub fn of_text(text: &Text, footnotes: &[Footnote]) -> String {
    Writer::new(footnotes).blocks(text)
}

/// A document while it is written, and what it is written with.
struct Page<'a> {
    out: String,
    writer: Writer<'a>,
    footnotes: &'a [Footnote],
    words: Words<'a>,
    settings: MarkdownSettings,
}

impl Page<'_> {
    fn masthead(&mut self, annex: &Annex) {
        // Who reads the front matter makes a heading of its title.
        self.out.push_str(&if self.settings.front_matter {
            front_matter::block(annex, self.words)
        } else {
            format!("# {}\n", self.writer.line(&self.words.full_title(annex)))
        });
        let citation = annex.act.citation.as_ref().map(|citation| self.words.citation(citation));
        self.lines([annex.act.authority.clone(), citation, self.words.subject(annex)]);
        for correction in annex.corrections.iter().rev() {
            let notice = line(&self.words.corrected(correction));
            self.block(&if correction.annuls() { format!("> **{notice}**") } else { notice });
        }
    }

    /// Lines of the program's words and plain ones of the plan, each a paragraph.
    fn lines(&mut self, lines: impl IntoIterator<Item = Option<String>>) {
        for text in lines.into_iter().flatten() {
            self.block(&line(&text));
        }
    }

    /// Finished Markdown with the blank line that parts it from what stands above.
    fn block(&mut self, markdown: &str) {
        self.out.push_str(&format!("\n{markdown}\n"));
    }

    fn text(&mut self, text: Option<&Text>) {
        if let Some(text) = text {
            self.block(&self.writer.blocks(text));
        }
    }

    fn table(&mut self, table: &Table, index: usize) {
        self.text(table.before.as_ref());
        let caption = table.caption.as_ref().map(|caption| self.writer.line(caption));
        if let Some(caption) = caption.as_ref().filter(|_| !table.caption_below) {
            self.block(&format!("## {caption}"));
        }
        self.lines([self.words.unit(table)]);
        let in_html = match self.settings.tables {
            MarkdownTables::Auto => covers_columns(&table.grid),
            MarkdownTables::Pipe => false,
            MarkdownTables::Html => true,
        };
        if in_html {
            self.block(&html::in_markdown(table, index, self.footnotes));
        } else {
            self.out.push('\n');
            self.rows(table);
        }
        if let Some(caption) = caption.filter(|_| table.caption_below) {
            self.block(&at_line_start(&caption));
        }
        if !table.legend.is_empty() {
            let entry = |(code, meaning): &(String, _)| {
                at_line_start(&format!("{} = {}", escape(code), self.writer.lines(meaning).join("<br>")))
            };
            let legend: Vec<String> = table.legend.iter().map(entry).collect();
            legend.iter().for_each(|entry| self.block(entry));
        }
        self.text(table.after.as_ref());
    }

    fn rows(&mut self, table: &Table) {
        let grid = &table.grid;
        let rule = table.columns.iter().map(|column| match column.align {
            Align::Left => ":---",
            Align::Center => ":---:",
            Align::Right => "---:",
        });
        let headings: Vec<String> = (0..grid.width()).map(|column| self.heading(grid, column)).collect();
        push_row(&mut self.out, headings.iter().map(String::as_str));
        push_row(&mut self.out, rule);
        for row in grid.heading_rows()..grid.rows().len() {
            let cells: Vec<String> = (0..grid.width()).map(|column| self.slot(grid, row, column)).collect();
            push_row(&mut self.out, cells.iter().map(String::as_str));
        }
    }

    /// The headings over a column from top to bottom, each once.
    fn heading(&self, grid: &Grid, column: usize) -> String {
        let cells = (0..grid.heading_rows()).map(|row| (row, grid.cell(row, column)));
        let cells = cells.filter(|(row, cell)| cell.rows.start == *row).map(|(_, cell)| self.cell(grid, cell));
        cells.filter(|heading| !heading.is_empty()).collect::<Vec<_>>().join(" – ")
    }

    /// What stands at one place of the pipe table.
    fn slot(&self, grid: &Grid, row: usize, column: usize) -> String {
        let cell = grid.cell(row, column);
        if cell.columns.start != column {
            return String::new();
        }
        if cell.rows.start != row {
            return match &cell.content {
                Content::Text(_) => format!("*{}*", self.words.get("text-continues")),
                Content::Amount(_) => format!("*{}*", self.words.get("amount-continues")),
                Content::Absent(mark) if mark.is_empty() => String::new(),
                Content::Absent(_) => format!("*{}*", self.words.get("text-continues")),
            };
        }
        self.cell(grid, cell)
    }

    fn cell(&self, grid: &Grid, cell: &Cell) -> String {
        let role = grid.rows()[cell.rows.start].role;
        let mut lines = match &cell.content {
            Content::Text(text) if role == Role::Group => self.writer.lines(&strong(text)),
            Content::Text(text) => self.writer.lines(text),
            Content::Amount(figure) => vec![escape(&figure.printed)],
            Content::Absent(mark) => vec![escape(mark)],
        };
        if let Some(last) = lines.last_mut() {
            last.push_str(&self.writer.marks(&cell.footnotes));
        }
        if let Some(first) = lines.first_mut() {
            // Blanks at the start of a cell are dropped by Markdown; no-break ones stay.
            first.insert_str(0, &"\u{A0}".repeat(usize::from(rows::indent(grid, cell)) * 2));
        }
        if let Some(note) = &cell.note {
            lines.extend(self.writer.lines(note));
        }
        if cell.rows.len() > 1 && matches!(cell.content, Content::Amount(_)) {
            lines.push(format!("*{}*", self.words.covers(cell.rows.len())));
        }
        lines.retain(|line| !line.is_empty());
        lines.join("<br>")
    }

    fn footnotes(&mut self, annex: &Annex) {
        if annex.footnotes.is_empty() {
            return;
        }
        self.block(&format!("## {}", escape(&self.words.get("footnotes"))));
        for footnote in &annex.footnotes {
            self.text(Some(&footnote.marked()));
        }
    }

    /// Where the money is booked, and who signs where and when.
    fn signing(&mut self, annex: &Annex) {
        self.lines(annex.accounting.iter().map(|accounting| self.words.accounting(accounting)).collect::<Vec<_>>());
        let Some(Signing { signatures, .. }) = &annex.signing else { return };
        self.lines(annex.signing.iter().map(|signing| self.words.place_and_date(signing)).collect::<Vec<_>>());
        for signature in signatures {
            let lines = [Some(signature.office.as_str()), signature.name.as_deref()];
            let lines: Vec<String> = lines.into_iter().flatten().map(line).collect();
            self.block(&lines.join("<br>"));
        }
    }
}

/// Whether a cell stands over several columns and is no header, whose words say what it heads.
fn covers_columns(grid: &Grid) -> bool {
    grid.cells().iter().any(|cell| cell.columns.len() > 1 && cell.heads.is_none())
}

/// The paragraphs of a title in bold.
fn strong(text: &Text) -> Text {
    let strong = |block: &Block| match block {
        Block::Paragraph(inlines) => Block::Paragraph(vec![Inline::Strong(inlines.clone())]),
        list @ Block::List(_) => list.clone(),
    };
    Text { blocks: text.blocks.iter().map(strong).collect() }
}

fn push_row<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for cell in cells {
        out.push_str("| ");
        out.push_str(cell);
        out.push_str(if cell.is_empty() { "" } else { " " });
    }
    out.push_str("|\n");
}
