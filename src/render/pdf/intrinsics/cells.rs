//! What stands in a cell, and how it is set: `parts/cells.typ`, and of `parts/text.typ` what its texts need.

use std::num::{NonZeroU32, NonZeroUsize};

use typst::foundations::{Array, Content, Dict, IntoValue as _, Smart, Str, Value, ops};
use typst::layout::{Abs, Alignment, BoxElem, Em, HAlignment, HElem, Length, PadElem, VAlignment};
use typst::model::TableCell;
use typst::pdf::{TableCellKind, TableHeaderScope};
use typst::text::{FontWeight, LinebreakElem, TextElem};

use super::{Drawing, dict_of, displayed, field, nth};

impl Drawing<'_, '_> {
    fn draw_inlines(&mut self, nodes: &Array, width: Option<Length>) -> Option<Value> {
        let mut drawn = Value::None;
        for node in nodes {
            let node = dict_of(node)?;
            let value = match field::<Str>(node, "kind")?.as_str() {
                "text" => Value::Str(field(node, "text")?),
                "end" => {
                    let text: Str = field(node, "text")?;
                    match width {
                        Some(width) if self.is_within(node, width * 0.85)? => self.boxed(TextElem::packed(text)),
                        _ => Value::Str(text),
                    }
                }
                "break" => self.made(LinebreakElem::new()),
                _ => return None,
            };
            drawn = ops::join(drawn, value).ok()?;
        }
        Some(drawn)
    }

    fn is_within(&mut self, node: &Dict, width: Length) -> Option<bool> {
        let width = self.absolute(width)?;
        if self.absolute(Em::new(field(node, "width")?).into())? <= width {
            return Some(true);
        }
        Some(self.width_of(TextElem::packed(field::<Str>(node, "text")?))? <= width)
    }

    fn draw_text(&mut self, blocks: &Array, width: Option<Length>) -> Option<Content> {
        let [Value::Dict(block)] = blocks.as_slice() else { return None };
        if field::<Str>(block, "kind")?.as_str() != "paragraph" {
            return None;
        }
        self.draw_inlines(&field(block, "content")?, width).map(displayed)
    }

    fn draw_figure(&mut self, figure: &Dict, marks: &Array, shape: &Dict, align: &str) -> Option<Value> {
        let blank = |index: &str, widths: &str, widest: &str, flush: &str| {
            let Some(index) = field::<Option<usize>>(figure, index)? else { return Some(Value::None) };
            let widths: Array = field(shape, widths)?;
            let width: Length = widths.as_slice().get(index)?.clone().cast().ok()?;
            let lacks = field::<Length>(shape, widest)? - width;
            Some(if align != flush && lacks.abs > Abs::zero() {
                self.made(HElem::new(lacks.into()))
            } else {
                Value::None
            })
        };
        let (before, after) = (blank("head", "heads", "head", "right")?, blank("tail", "tails", "tail", "left")?);
        let marks = if marks.is_empty() { Value::None } else { self.draw_inlines(marks, None)? };
        let parts = [before, Value::Str(field(figure, "text")?), marks, after];
        parts.into_iter().try_fold(Value::None, |drawn, part| ops::join(drawn, part).ok())
    }

    pub fn draw_cell(&mut self, cell: &Dict, grid: &Dict) -> Option<Value> {
        if !matches!(cell.get("note"), Ok(Value::None)) {
            return None;
        }
        let mut body = if let Some(figure) = field::<Option<Dict>>(cell, "figure")? {
            let shape = nth(grid, "shapes", field(cell, "x")?)?;
            self.draw_figure(&figure, &field(cell, "marks")?, &shape, &field::<Str>(cell, "align")?)?
        } else if field(cell, "code")? {
            let text = self.draw_text(&field(cell, "blocks")?, None)?;
            self.boxed(text)
        } else {
            let indent = field::<Length>(&field(grid, "style")?, "indent")? * field::<i64>(cell, "indent")? as f64;
            let text = self.draw_text(&field(cell, "blocks")?, Some(inner_width(cell, grid)? - indent))?;
            self.made(PadElem::new(text).with_left(indent.into()))
        };
        if field(cell, "hyphenate")? {
            body = displayed(body).set(TextElem::hyphenate, Smart::Custom(true)).into_value();
        }
        if field(cell, "bold")? {
            body = displayed(body).set(TextElem::weight, FontWeight::BOLD).into_value();
        }
        Some(body)
    }

    pub fn set_cell(&self, cell: &Dict, body: Content, breakable: bool, in_header: bool) -> Option<Value> {
        if field(cell, "spread")? {
            return None;
        }
        let kind = match field::<Option<TableHeaderScope>>(cell, "heads")? {
            Some(scope) => Smart::Custom(TableCellKind::Header(NonZeroU32::new(field(cell, "level")?)?, scope)),
            None if in_header => Smart::Custom(TableCellKind::Data),
            None => Smart::Auto,
        };
        let set = TableCell::new(body)
            .with_x(Smart::Custom(field(cell, "x")?))
            .with_y(Smart::Custom(field(cell, "y")?))
            .with_colspan(NonZeroUsize::new(field(cell, "colspan")?)?)
            .with_rowspan(NonZeroUsize::new(field(cell, "rowspan")?)?)
            .with_align(Smart::Custom(alignment(cell)?))
            .with_breakable(Smart::Custom(breakable))
            .with_kind(kind)
            .with_is_repeated(false);
        Some(Value::Array([self.made(set)].into_iter().collect()))
    }

    fn boxed(&self, content: Content) -> Value {
        self.made(BoxElem::new().with_body(Some(content)))
    }
}

pub fn inner_width(cell: &Dict, grid: &Dict) -> Option<Length> {
    let (x, colspan) = (field::<usize>(cell, "x")?, field::<usize>(cell, "colspan")?);
    let widths: Array = field(grid, "widths")?;
    let covered = widths.as_slice().get(x..x + colspan)?;
    let width =
        covered.iter().try_fold(Length::zero(), |sum, width| Some(sum + width.clone().cast::<Length>().ok()?))?;
    let inset: Length = field(&field(&field(grid, "style")?, "inset")?, "x")?;
    Some(width - inset * 2.0)
}

fn alignment(cell: &Dict) -> Option<Alignment> {
    let across = match field::<Str>(cell, "align")?.as_str() {
        "left" => HAlignment::Left,
        "center" => HAlignment::Center,
        "right" => HAlignment::Right,
        _ => return None,
    };
    let down = if field(cell, "top")? { VAlignment::Top } else { VAlignment::Horizon };
    Some(Alignment::Both(across, down))
}
