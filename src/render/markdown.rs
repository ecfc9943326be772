//! GitHub-flavoured Markdown. A pipe table has no merged cells: each value stands once, on the first row that it
//! covers, with words that say so; the rows below say that it stands above.

use super::{Words, full_title};
use crate::annex::{Annex, Block, Cell, Content, Grid, Inline, List, Table, Text};

pub fn render(annex: &Annex, words: Words) -> String {
    let mut out = format!("# {}\n", line(&full_title(annex, words)));
    let lines = [annex.act.authority.clone(), words.bulletin(annex)];
    for text in lines.into_iter().flatten() {
        out.push_str(&format!("\n{}\n", line(&text)));
    }
    for table in &annex.tables {
        if let Some(caption) = &table.caption {
            out.push_str(&format!("\n## {}\n", line(caption)));
        }
        out.push('\n');
        push_table(&mut out, table, words);
    }
    out
}

fn push_table(out: &mut String, table: &Table, words: Words) {
    let grid = &table.grid;
    let rule: Vec<&str> = table.columns.iter().map(|column| if column.is_amount() { "---:" } else { ":---" }).collect();
    for row in 0..grid.rows().len() {
        let cells: Vec<String> = (0..grid.width()).map(|column| slot(grid, row, column, words)).collect();
        push_row(out, cells.iter().map(String::as_str));
        if row == 0 {
            push_row(out, rule.iter().copied());
        }
    }
}

fn push_row<'a>(out: &mut String, cells: impl Iterator<Item = &'a str>) {
    for cell in cells {
        out.push_str("| ");
        out.push_str(cell);
        out.push_str(if cell.is_empty() { "" } else { " " });
    }
    out.push_str("|\n");
}

/// What stands at one place of the pipe table.
fn slot(grid: &Grid, row: usize, column: usize, words: Words) -> String {
    let cell = grid.cell(row, column);
    if cell.columns.start != column {
        return String::new();
    }
    if cell.rows.start != row {
        return match cell.content {
            Content::Text(_) => format!("*{}*", words.get("text-continues")),
            Content::Amount(_) => format!("*{}*", words.get("amount-continues")),
            Content::Absent(_) => String::new(),
        };
    }
    cell_text(cell, words)
}

fn cell_text(cell: &Cell, words: Words) -> String {
    let mut lines = match &cell.content {
        Content::Text(text) => text_lines(text),
        Content::Amount(figure) => vec![escape(&figure.printed)],
        Content::Absent(mark) => vec![escape(mark)],
    };
    if let Some(note) = &cell.note {
        lines.extend(text_lines(note));
    }
    if cell.rows.len() > 1 && matches!(cell.content, Content::Amount(_)) {
        lines.push(format!("*{}*", words.covers(cell.rows.len())));
    }
    lines.retain(|line| !line.is_empty());
    lines.join("<br>")
}

/// The lines of a text inside a cell, where blocks can't stand.
fn text_lines(text: &Text) -> Vec<String> {
    let mut lines = vec![];
    push_lines(&mut lines, &text.blocks, 0);
    lines
}

fn push_lines(lines: &mut Vec<String>, blocks: &[Block], depth: usize) {
    for block in blocks {
        match block {
            Block::Paragraph(inlines) => lines.push(inline_text(inlines)),
            Block::List(list) => push_items(lines, list, depth),
        }
    }
}

fn push_items(lines: &mut Vec<String>, list: &List, depth: usize) {
    // Blanks at the start of a line are dropped by Markdown; no-break ones stay.
    let indent = "\u{A0}".repeat(depth * 2);
    let bullet = if depth == 0 { "•" } else { "◦" };
    let mut push = |mark: String, item: &Text| {
        let first = lines.len();
        push_lines(lines, &item.blocks, depth + 1);
        match lines.get_mut(first) {
            Some(line) => *line = format!("{indent}{mark} {line}"),
            None => lines.push(format!("{indent}{mark}")),
        }
    };
    match list {
        List::Bullets(items) => items.iter().for_each(|item| push(bullet.to_owned(), item)),
        List::Numbered { mark, items } => items.iter().for_each(|(number, item)| push(format!("{number}{mark}"), item)),
    }
}

fn inline_text(inlines: &[Inline]) -> String {
    let mut text = String::new();
    for (index, inline) in inlines.iter().enumerate() {
        let next = inlines.get(index + 1).and_then(first_character);
        match inline {
            Inline::Text(words) => text.push_str(&escape(words)),
            // A code span can hold no pipe inside a table, and two of them side by side would be one; escaped words
            // say the same.
            Inline::Code(code) if code.contains(['|', '`', '\\']) || text.ends_with('`') => {
                text.push_str(&escape(code))
            }
            Inline::Code(code) => text.push_str(&format!("`{code}`")),
            Inline::Emphasis(content) => push_marked(&mut text, "*", content, next),
            Inline::Strong(content) => push_marked(&mut text, "**", content, next),
            Inline::Link { url, content } => {
                text.push_str(&format!("[{}]({})", inline_text(content), destination(url)))
            }
            Inline::Break => text.push_str("<br>"),
        }
    }
    text
}

/// Emphasis, unless its marks would not be read as such there (CommonMark 6.2): they have to stand against a word, and
/// where they stand against punctuation, that has to be at the edge of a word too.
fn push_marked(text: &mut String, mark: &str, content: &[Inline], next: Option<char>) {
    let inner = inline_text(content);
    let flanks = |inside: Option<char>, outside: Option<char>| match inside {
        Some(inside) if inside.is_alphanumeric() => true,
        Some(inside) if inside.is_whitespace() => false,
        Some(_) => outside.is_none_or(|outside| !outside.is_alphanumeric()),
        None => false,
    };
    let nested = matches!(content, [Inline::Emphasis(_) | Inline::Strong(_)]);
    let opens = flanks(inner.chars().next(), text.chars().next_back()) && !text.ends_with(['*', '_']);
    let closes = flanks(inner.chars().next_back(), next) && !inner.ends_with('\\');
    if opens && closes && !nested && !matches!(next, Some('*' | '_')) {
        text.push_str(&format!("{mark}{inner}{mark}"));
    } else {
        text.push_str(&inner);
    }
}

/// The first character that an inline is drawn with.
fn first_character(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text) => text.chars().next(),
        Inline::Code(_) => Some('`'),
        Inline::Emphasis(_) | Inline::Strong(_) => Some('*'),
        Inline::Link { .. } => Some('['),
        Inline::Break => Some('<'),
    }
}

/// An address as the destination of a link: what would end it percent-encoded (RFC 3986, 2.1), what could be an entity
/// escaped.
fn destination(url: &str) -> String {
    url.replace('(', "%28").replace(')', "%29").replace('&', "\\&")
}

/// A line outside tables.
fn line(text: &str) -> String {
    let text = escape(text.trim());
    // What would open a list, a quote, a heading or a rule there.
    let digits = text.len() - text.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    match text.chars().nth(digits) {
        Some('.' | ')') if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        Some('-' | '+' | '=' | ':') if digits == 0 => format!("\\{text}"),
        _ => text,
    }
}

/// Text in which no character is markup: for CommonMark (2.4), GitHub's tables, strikethrough, formulas and web
/// addresses. Mail addresses GitHub makes links of however they are written; their words stay the same.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '|' | '~' | '$' | '#' | '!' => {
                escaped.push('\\');
                escaped.push(c);
            }
            ':' if rest.starts_with("//") => escaped.push_str("\\:"),
            '.' if ends_with_www(&escaped) => escaped.push_str("\\."),
            '\n' => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}

/// Whether GitHub would take what follows for an address.
fn ends_with_www(text: &str) -> bool {
    text.len().checked_sub(3).and_then(|start| text.get(start..)).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}
