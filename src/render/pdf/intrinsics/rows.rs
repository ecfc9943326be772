//! The rows below the headings: `set-body` of `parts/table.typ`, and what it asks for each of them. Rows joined by cells over
//! several of them are left to `set-joined`.

use std::iter::repeat_n;
use std::num::NonZeroU32;

use typst::foundations::{Array, Dict, IntoValue as _, NativeElement as _, Smart, Str, Value, dict, ops};
use typst::layout::{BlockBody, BlockElem, Length, Ratio};
use typst::model::{TableHeader, TableItem};

use super::cells::inner_width;
use super::{Drawing, dict_of, displayed, field};

/// Levels that titles may have; headers that are deeper are not repeated.
const TITLES: u32 = 20;

impl Drawing<'_, '_> {
    pub fn set_body(&mut self, rows: &Array, grid: &Dict) -> Option<Value> {
        let rows = rows.as_slice();
        let headings: usize = field(grid, "headings")?;
        let (mut set_rows, mut heights, mut depth, mut end) = (Array::new(), Array::new(), TITLES, Value::None);
        let (mut after_high, mut after_title) = (false, false);
        for (index, row) in rows.iter().enumerate() {
            let row = dict_of(row)?;
            let joined: usize = field(row, "joined")?;
            if joined == 0 {
                continue;
            }
            let (y, unit) = (headings + index, rows.get(index..index + joined)?);
            let next = rows.get(index + joined);
            let (keep, is_last) = (next.is_some() && field(dict_of(unit.last()?)?, "keep")?, next.is_none());
            let is_title = is_title(row)?;
            if depth == TITLES && !after_high && !after_title {
                end = y.into_value();
            }
            let mut marks = Value::None;
            if after_high {
                let (id, name) = (grid.get("id").ok()?.clone(), Str::from(y.to_string()));
                marks = self.call("mark-lower", [id, name.into_value()])?;
            }
            let height = self.known_height(row, grid)?;
            let is_low = height != Value::Auto || field(row, "low")? || self.is_low(row, grid)?;
            let (cells, kind) = if is_low {
                if is_last {
                    let mark = self.call("mark-end", [end.clone(), Value::Dict(grid.clone())])?;
                    marks = ops::add(marks, mark).ok()?;
                }
                (self.set_single(row, keep || is_title, marks, &height, grid)?, Str::from("low"))
            } else {
                let standing = dict! { "keep" => keep, "is-last" => is_last, "end" => end.clone() };
                self.set_joined(unit, keep || is_title, marks, standing, grid)?
            };
            heights.extend(repeat_n(height, joined));
            after_high = keep && kind.as_str() == "high";
            after_title = is_title;
            match kind.as_str() {
                "high" => end = (y + joined - 1).into_value(),
                "broken" => end = Value::None,
                _ => {}
            }
            let header = if is_title && kind.as_str() == "low" {
                title_over(row, next)?.map(|level| (level, true))
            } else if keep && kind.as_str() == "low" {
                depth += 1;
                Some((depth, false))
            } else {
                depth = TITLES;
                None
            };
            match header {
                Some((level, repeat)) => set_rows.push(self.header(cells, level, repeat)?),
                None => set_rows.extend(list_of(cells)?),
            }
        }
        Some(dict! { "rows" => set_rows, "heights" => heights, "end" => end }.into_value())
    }

    fn header(&self, cells: Value, level: u32, repeat: bool) -> Option<Value> {
        let cells: Option<Vec<TableItem>> = list_of(cells)?.into_iter().map(|cell| cell.cast().ok()).collect();
        Some(self.made(TableHeader::new(cells?).with_repeat(repeat).with_level(NonZeroU32::new(level)?)))
    }

    fn set_single(&mut self, row: &Dict, in_header: bool, marks: Value, height: &Value, grid: &Dict) -> Option<Value> {
        self.set_plain(row, in_header, &marks, height, grid).or_else(|| {
            let (row, grid) = (row.clone().into_value(), grid.clone().into_value());
            self.call("set-single", [row, in_header.into_value(), marks, height.clone(), grid])
        })
    }

    /// Cells, and of what kind the rows are.
    fn set_joined(
        &mut self,
        unit: &[Value],
        in_header: bool,
        marks: Value,
        standing: Dict,
        grid: &Dict,
    ) -> Option<(Value, Str)> {
        let (unit, grid): (Array, Value) = (unit.iter().cloned().collect(), grid.clone().into_value());
        let given = [unit.into_value(), in_header.into_value(), marks, standing.into_value(), grid];
        let set = self.call("set-joined", given)?;
        let set = dict_of(&set)?;
        Some((set.get("cells").ok()?.clone(), field(set, "kind")?))
    }

    /// A row of the usual cells, from which nothing is carried.
    fn set_plain(&mut self, row: &Dict, in_header: bool, marks: &Value, height: &Value, grid: &Dict) -> Option<Value> {
        if !matches!(row.get("carried"), Ok(Value::None)) {
            return None;
        }
        let mut set = Value::None;
        for (position, cell) in field::<Array>(row, "cells")?.iter().enumerate() {
            let cell = dict_of(cell)?;
            let mut content = self.draw_cell(cell, grid)?;
            if position == 0 {
                content = ops::join(marks.clone(), content).ok()?;
            }
            let mut content = displayed(content);
            if *height == Value::Auto {
                let block = BlockElem::new()
                    .with_width(Smart::Custom(Ratio::one().into()))
                    .with_breakable(false)
                    .with_body(Some(BlockBody::Content(content)));
                content = block.pack().spanned(self.span);
            }
            set = ops::join(set, self.set_cell(cell, content, true, in_header)?).ok()?;
        }
        Some(set)
    }

    fn known_height(&self, row: &Dict, grid: &Dict) -> Option<Value> {
        if !field::<bool>(row, "line")? {
            return Some(Value::Auto);
        }
        let style: Dict = field(grid, "style")?;
        let (size, indent) = (field::<Length>(&style, "size")?, field::<Length>(&style, "indent")?);
        let mut is_bold = false;
        for cell in &field::<Array>(row, "cells")? {
            let cell = dict_of(cell)?;
            let width = inner_width(cell, grid)? - indent * field::<f64>(cell, "indent")?;
            if self.absolute(size * field::<f64>(cell, "line")?)? > self.absolute(width)? {
                return Some(Value::Auto);
            }
            is_bold |= field::<bool>(cell, "bold")?;
        }
        grid.get(if is_bold { "bold-line" } else { "line" }).ok().cloned()
    }

    fn is_low(&self, row: &Dict, grid: &Dict) -> Option<bool> {
        if field::<usize>(row, "joined")? > 1 {
            return Some(false);
        }
        let half = self.absolute(field::<Length>(grid, "room")? / 2.0)?;
        for cell in &field::<Array>(row, "cells")? {
            if self.absolute(highest(dict_of(cell)?, grid)?)? > half {
                return Some(false);
            }
        }
        Some(true)
    }
}

/// How high a cell is at most: `highest-of` of `parts/cells.typ`.
fn highest(cell: &Dict, grid: &Dict) -> Option<Length> {
    let style: Dict = field(grid, "style")?;
    let size: Length = field(&style, "size")?;
    let mut most_lines: f64 = field(cell, "lines")?;
    if let Some(extent) = field::<Option<Dict>>(cell, "extent")? {
        let indent = field::<Length>(&style, "indent")? * field::<f64>(cell, "indent")?;
        let width = (inner_width(cell, grid)? - indent).try_div(size)? - field::<f64>(&extent, "lost")?;
        if width <= 0.0 {
            return field(grid, "room");
        }
        most_lines = field::<f64>(&extent, "lines")? + 2.0 * field::<f64>(&extent, "words")? / width;
    }
    Some(size * (most_lines * 1.5) + field::<Length>(&field(&style, "inset")?, "y")? * 2.0)
}

fn is_title(row: &Dict) -> Option<bool> {
    Some(field::<Str>(row, "role")?.as_str() == "group")
}

/// The level of a title as a header; none if nothing is below it: it would hold on to another title.
fn title_over(title: &Dict, next: Option<&Value>) -> Option<Option<u32>> {
    let level = level(title)?;
    let Some(next) = next.map(dict_of) else { return Some(None) };
    let is_empty = is_title(next?)? && self::level(next?)? <= level;
    Some((!is_empty).then_some(level))
}

fn level(row: &Dict) -> Option<u32> {
    field(dict_of(field::<Array>(row, "cells")?.as_slice().first()?)?, "level")
}

/// What a function has joined together.
fn list_of(value: Value) -> Option<Array> {
    if value == Value::None { Some(Array::new()) } else { value.cast().ok() }
}
