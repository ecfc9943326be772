//! Functions of `templates/parts/` that are asked for each cell, row or column of a table, done by the program: to evaluate them
//! takes the template more than to set what they make.
//!
//! Each is to make what the function of its name makes, to the last sum of lengths; nothing where it meets with what it does
//! not know, and then that function is evaluated. So the templates alone say what a document is: `tests/suite/intrinsics.rs`
//! compares.

mod cells;
mod rows;
mod widths;

use comemo::Tracked;
use typst::engine::Engine;
use typst::foundations::{
    Args, Array, Content, Context, Dict, FromValue, Func, IntoArgs, NativeElement, NativeFunc as _, Scope, Value,
};
use typst::layout::{Abs, Length, measure};
use typst::syntax::Span;
use typst::text::TextElem;

/// What is done here, by name.
const KNOWN: [&str; 6] = ["column-widths", "common-width", "draw-cell", "measure-shapes", "set-body", "set-cell"];

/// Calls what is known under a name; nothing if it is not, or not with these arguments. `scope` is what the function of that
/// name has captured, by whose names it calls others.
pub fn call(
    name: &str,
    args: &Args,
    scope: &Scope,
    engine: &mut Engine,
    context: Tracked<Context>,
    span: Span,
) -> Option<Value> {
    if !KNOWN.contains(&name) {
        return None;
    }
    let given: Vec<&Value> = args.items.iter().filter(|arg| arg.name.is_none()).map(|arg| &arg.value.v).collect();
    let mut drawing = Drawing { scope, engine, context, span };
    match (name, given.as_slice()) {
        ("draw-cell", [Value::Dict(cell), Value::Dict(grid)]) => drawing.draw_cell(cell, grid),
        ("set-cell", [Value::Dict(cell), content, Value::Dict(_), Value::Bool(breakable)]) => {
            let in_header = args.items.iter().find(|arg| arg.name.as_deref() == Some("in-header"));
            let in_header = in_header.map_or(Some(false), |arg| arg.value.v.clone().cast().ok())?;
            drawing.set_cell(cell, displayed((*content).clone()), *breakable, in_header)
        }
        ("set-body", [Value::Array(rows), Value::Dict(grid)]) => drawing.set_body(rows, grid),
        ("measure-shapes", [Value::Dict(column)]) => drawing.measure_shapes(column),
        ("column-widths", [Value::Array(columns), Value::Dict(style), Value::Length(width)]) => {
            drawing.column_widths(columns, style, *width)
        }
        ("common-width", [Value::Array(tables), Value::Dict(style), Value::Length(available)]) => {
            drawing.common_width(tables, style, *available)
        }
        _ => None,
    }
}

/// Where a function is called.
struct Drawing<'a, 'b> {
    scope: &'a Scope,
    engine: &'a mut Engine<'b>,
    context: Tracked<'a, Context<'a>>,
    span: Span,
}

impl Drawing<'_, '_> {
    /// Calls another function of the templates.
    fn call(&mut self, name: &str, args: impl IntoArgs) -> Option<Value> {
        let function: Func = self.scope.get(name)?.read().clone().cast().ok()?;
        function.call(self.engine, self.context, args).ok()
    }

    fn made(&self, element: impl NativeElement) -> Value {
        Value::Content(element.pack().spanned(self.span))
    }

    /// How wide a content would be by itself.
    fn width_of(&mut self, content: Content) -> Option<Abs> {
        let measured = measure::func().call(self.engine, self.context, [content]).ok()?;
        self.absolute(field(dict_of(&measured)?, "width")?)
    }

    /// A length in points, by the size of the text around.
    fn absolute(&self, length: Length) -> Option<Abs> {
        length.to_absolute(self.context).ok().map(|length| length.abs)
    }
}

fn dict_of(value: &Value) -> Option<&Dict> {
    if let Value::Dict(dict) = value { Some(dict) } else { None }
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
