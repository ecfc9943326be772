//! Functions of `templates/parts/` that are asked for each cell or row of a table, done by the program: to evaluate them takes
//! the template more than to set what they make.
//!
//! Each is to make what the function of its name makes, to the last sum of lengths; nothing where it meets with what it does
//! not know, and then that function is evaluated. So the templates alone say what a document is: `tests/suite/intrinsics.rs`
//! compares.

use std::num::{NonZeroU32, NonZeroUsize};

use comemo::Tracked;
use typst::engine::Engine;
use typst::foundations::{
    Args, Array, Content, Context, Dict, FromValue, IntoValue as _, NativeElement, NativeFunc as _, Smart, Str, Value,
    ops,
};
use typst::layout::{
    Abs, Alignment, BlockBody, BlockElem, BoxElem, Em, HAlignment, HElem, Length, PadElem, Ratio, VAlignment, measure,
};
use typst::model::TableCell;
use typst::pdf::{TableCellKind, TableHeaderScope};
use typst::syntax::Span;
use typst::text::{FontWeight, LinebreakElem, TextElem};

/// Calls what is known under a name; nothing if it is not, or not with these arguments.
pub fn call(name: &str, args: &Args, engine: &mut Engine, context: Tracked<Context>, span: Span) -> Option<Value> {
    if !matches!(name, "draw-cell" | "known-height" | "set-cell" | "set-single") {
        return None;
    }
    let mut drawing = Drawing { engine, context, span };
    let given: Vec<&Value> = args.items.iter().filter(|arg| arg.name.is_none()).map(|arg| &arg.value.v).collect();
    match (name, given.as_slice()) {
        ("draw-cell", [Value::Dict(cell), Value::Dict(grid)]) => drawing.draw_cell(cell, grid),
        ("known-height", [Value::Dict(row), Value::Dict(grid)]) => drawing.known_height(row, grid),
        ("set-cell", [Value::Dict(cell), content, Value::Dict(_), Value::Bool(breakable)]) => {
            let in_header = args.items.iter().find(|arg| arg.name.as_deref() == Some("in-header"));
            let in_header = in_header.map_or(Some(false), |arg| arg.value.v.clone().cast().ok())?;
            drawing.set_cell(cell, displayed((*content).clone()), *breakable, in_header)
        }
        ("set-single", [Value::Dict(row), Value::Bool(in_header), marks, height, Value::Dict(grid)]) => {
            drawing.set_single(row, *in_header, marks, matches!(height, Value::Auto), grid)
        }
        _ => None,
    }
}

/// Where a function is called.
struct Drawing<'a, 'b> {
    engine: &'a mut Engine<'b>,
    context: Tracked<'a, Context<'a>>,
    span: Span,
}

impl Drawing<'_, '_> {
    fn draw_inlines(&mut self, nodes: &Array, width: Option<Length>) -> Option<Value> {
        let mut drawn = Value::None;
        for node in nodes {
            let Value::Dict(node) = node else { return None };
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
        let args = Args::new(self.span, [field::<Str>(node, "text")?]);
        let size: Dict = measure::func().call(self.engine, self.context, args).ok()?.cast().ok()?;
        Some(self.absolute(field(&size, "width")?)? <= width)
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

    fn draw_cell(&mut self, cell: &Dict, grid: &Dict) -> Option<Value> {
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

    fn known_height(&self, row: &Dict, grid: &Dict) -> Option<Value> {
        if !field::<bool>(row, "line")? {
            return Some(Value::Auto);
        }
        let style: Dict = field(grid, "style")?;
        let (size, indent) = (field::<Length>(&style, "size")?, field::<Length>(&style, "indent")?);
        let mut is_bold = false;
        for cell in &field::<Array>(row, "cells")? {
            let Value::Dict(cell) = cell else { return None };
            let width = inner_width(cell, grid)? - indent * field::<i64>(cell, "indent")? as f64;
            if self.absolute(size * field::<f64>(cell, "line")?)? > self.absolute(width)? {
                return Some(Value::Auto);
            }
            is_bold |= field::<bool>(cell, "bold")?;
        }
        grid.get(if is_bold { "bold-line" } else { "line" }).ok().cloned()
    }

    fn set_cell(&self, cell: &Dict, body: Content, breakable: bool, in_header: bool) -> Option<Value> {
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

    fn set_single(
        &mut self,
        row: &Dict,
        in_header: bool,
        marks: &Value,
        may_break: bool,
        grid: &Dict,
    ) -> Option<Value> {
        if !matches!(row.get("carried"), Ok(Value::None)) {
            return None;
        }
        let mut set = Value::None;
        for (position, cell) in field::<Array>(row, "cells")?.iter().enumerate() {
            let Value::Dict(cell) = cell else { return None };
            let mut content = self.draw_cell(cell, grid)?;
            if position == 0 {
                content = ops::join(marks.clone(), content).ok()?;
            }
            let mut content = displayed(content);
            if may_break {
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

    fn made(&self, element: impl NativeElement) -> Value {
        Value::Content(element.pack().spanned(self.span))
    }

    fn boxed(&self, content: Content) -> Value {
        self.made(BoxElem::new().with_body(Some(content)))
    }

    /// A length in points, by the size of the text around.
    fn absolute(&self, length: Length) -> Option<Abs> {
        length.to_absolute(self.context).ok().map(|length| length.abs)
    }
}

fn inner_width(cell: &Dict, grid: &Dict) -> Option<Length> {
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

/// What a dictionary has under a name, if it is of the type that is asked for.
fn field<T: FromValue>(dict: &Dict, name: &str) -> Option<T> {
    dict.get(name).ok()?.clone().cast().ok()
}

/// A dictionary in a list that a dictionary has under a name.
fn nth(dict: &Dict, name: &str, index: usize) -> Option<Dict> {
    field::<Array>(dict, name)?.as_slice().get(index)?.clone().cast().ok()
}

/// A value as it is shown.
fn displayed(value: Value) -> Content {
    match value {
        Value::None => Content::empty(),
        Value::Str(text) => TextElem::packed(text),
        value => value.display(),
    }
}
