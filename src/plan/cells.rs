//! Cells as they are written: a text, a number, or a table with what belongs to them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::Text;
use crate::annex::Align;
use crate::source::{Context, DeValue, FromValue, Kind, Span, Spanned, Value, inline_schema, shape};

#[derive(Debug)]
pub struct Cell {
    pub key_span: Span,
    /// Of the value.
    pub span: Span,
    /// What was written, where that is no table.
    pub plain: Option<Content>,
    /// What was written, where the cell is a table.
    pub details: Option<Box<Details>>,
}

#[derive(Debug)]
pub enum Content {
    /// `"^"`: the cell above goes on.
    Above,
    /// `"<"`: the cell to the left goes on.
    Left,
    Text(Text),
    Integer(Spanned<String>),
    /// Refused wherever it stands, with the string to write.
    Float(Spanned<String>),
    /// A number as a spreadsheet stores it.
    Stored(Spanned<f64>),
    /// Reported while loading: nothing more is to be said of it.
    Unreadable,
}

shape! {
    /// A cell with more to it than its content.
    pub struct Details {
        /// The words of a cell of text or code.
        pub text: Option<Written>,
        /// The figure of a cell of numbers.
        pub amount: Option<Written>,
        /// What stands in the document, where only its form differs from the figure: "317.158,.06".
        pub printed: Option<Text>,
        /// Words that belong to the cell without being its value (Markdown).
        pub note: Option<Text>,
        /// How this cell is aligned.
        pub align: Option<Spanned<Align>>,
        /// Why the figure or the checked code stands as it was published though it is wrong.
        pub as_published: Option<AsPublished>,
    }

    /// A wrong figure that stands as it was published.
    pub struct PublishedFigure {
        /// Why it is wrong, as far as that is known.
        pub reason: Text,
        /// Whether the documents show the reason as a note.
        pub shown: Option<Spanned<bool>>,
    }
}

/// Content inside a table of details, and where.
#[derive(Debug)]
pub struct Written {
    pub span: Span,
    pub content: Content,
}

#[derive(Debug)]
pub struct AsPublished {
    pub span: Span,
    pub reason: Text,
    pub shown: bool,
}

impl Cell {
    /// Reads a cell from its key and its value.
    pub fn read<'a>(context: &'a Context, key: Text, value: &Value<'a>) -> (String, Self) {
        let Spanned { value: key, span: key_span } = key;
        let span = value.span();
        let (plain, details) = if value.get_ref().is_table() {
            // Here "^" is a circumflex: what has a text or note of its own goes on from nowhere.
            (None, Details::from_value(context, &key, value).map(Box::new))
        } else {
            let content = value.get_ref().as_str().and_then(mark);
            (Some(content.unwrap_or_else(|| read_content(context, &key, value))), None)
        };
        (key, Self { key_span, span, plain, details })
    }

    /// What the cell holds in a column of numbers, or of something else; `None` where it leaves that to be worked out.
    pub fn content(&self, of_numbers: bool) -> Option<&Content> {
        let detailed = || {
            let details = self.details.as_ref()?;
            let written = if of_numbers { &details.amount } else { &details.text };
            written.as_ref().map(|written| &written.content)
        };
        self.plain.as_ref().or_else(detailed)
    }

    /// Where that is; where it is left out, the whole cell.
    pub fn content_span(&self, of_numbers: bool) -> Span {
        let written = self.details.as_ref().and_then(|details| {
            let written = if of_numbers { &details.amount } else { &details.text };
            written.as_ref().map(|written| written.span.clone())
        });
        written.unwrap_or_else(|| self.span.clone())
    }

    /// The key among the details that has no place in such a column.
    pub fn misplaced(&self, of_numbers: bool, of_codes: bool) -> Option<(&'static str, Span)> {
        let details = self.details.as_ref()?;
        let written = |key, written: &Option<Written>| written.as_ref().map(|written| (key, written.span.clone()));
        let text = |key, text: &Option<Text>| text.as_ref().map(|text| (key, text.span.clone()));
        match of_numbers {
            true => written("text", &details.text),
            false => written("amount", &details.amount).or_else(|| text("printed", &details.printed)).or_else(|| {
                let published = details.as_published.as_ref().filter(|_| !of_codes);
                published.map(|published| ("as_published", published.span.clone()))
            }),
        }
    }
}

/// The marks by which a cell goes on from another.
pub fn mark(text: &str) -> Option<Content> {
    match text.trim() {
        "^" => Some(Content::Above),
        "<" => Some(Content::Left),
        _ => None,
    }
}

fn read_content(context: &Context, key: &str, value: &Value) -> Content {
    let span = value.span();
    match value.get_ref() {
        DeValue::String(text) => Content::Text(context.text(text, span)),
        DeValue::Integer(integer) => {
            // Underscores are for the eye only; 0x1F would be no way to write an amount, and fails as one.
            Content::Integer(Spanned::new(integer.to_string().replace('_', ""), span))
        }
        DeValue::Float(float) => Content::Float(Spanned::new(float.as_str().to_owned(), span)),
        _ => {
            context.wrong_type(key, Kind::Cell, value);
            Content::Unreadable
        }
    }
}

impl FromValue for Written {
    fn from_value<'a>(context: &'a Context, key: &str, value: &Value<'a>) -> Option<Self> {
        Some(Self { span: value.span(), content: read_content(context, key, value) })
    }
}

impl FromValue for AsPublished {
    fn from_value<'a>(context: &'a Context, key: &str, value: &Value<'a>) -> Option<Self> {
        let span = value.span();
        if value.get_ref().is_table() {
            let figure = PublishedFigure::from_value(context, key, value)?;
            return Some(Self { span, reason: figure.reason, shown: figure.shown.is_some_and(|shown| shown.value) });
        }
        Some(Self { span, reason: Text::from_value(context, key, value)?, shown: false })
    }
}

impl JsonSchema for Cell {
    fn schema_name() -> Cow<'static, str> {
        "Cell".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "description": "A cell: its text or figure in quotes, a whole number, \"^\" where the cell above goes on, \
                \"<\" where the cell to the left goes on, or a table with more to it.",
            "anyOf": [{ "type": "string" }, { "type": "integer" }, generator.subschema_for::<Details>()]
        })
    }
}

inline_schema!(Written, _ => json_schema!({ "type": ["string", "integer"] }));

inline_schema!(AsPublished, generator => json_schema!({ "anyOf": [{ "type": "string" }, generator.subschema_for::<PublishedFigure>()] }));
