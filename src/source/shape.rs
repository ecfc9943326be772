//! Types that say how they are read: each field of a shape is a key of a TOML table, its documentation the key's
//! description in the JSON Schema. So what is read, what is described and what the types hold can't drift apart.

use std::borrow::Cow;
use std::ops::Deref;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};

use super::Spanned;
use super::toml::{Context, DeValue, Kind, Reader, Value};

/// What can be read from one TOML value.
pub trait FromValue: Sized {
    /// `None` where something was reported instead.
    fn from_value<'a>(context: &'a Context, key: &str, value: &Value<'a>) -> Option<Self>;
}

/// What can be read from the keys of a TOML table.
pub trait Field: Sized {
    /// Reads it from the key of that name, or says what is wrong with it.
    fn read(reader: &Reader, key: &'static str) -> Self;
}

/// A few words of which one has to be chosen.
pub trait Choice: Copy + 'static {
    const CHOICES: &'static [(&'static str, Self)];
}

/// What has to be there; `None` where it is not, or is wrong, which was reported.
#[derive(Debug, Clone, Default)]
pub struct Required<T>(pub Option<T>);

impl<T> Deref for Required<T> {
    type Target = Option<T>;

    fn deref(&self) -> &Option<T> {
        &self.0
    }
}

/// Values under names that the plan itself chooses, in the order of the file.
#[derive(Debug, Clone)]
pub struct Named<T>(pub Vec<(Spanned<String>, T)>);

impl<T> Default for Named<T> {
    fn default() -> Self {
        Self(vec![])
    }
}

/// A day of the calendar, written without quotes: `2009-06-16`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct CalendarDate {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

impl FromValue for Spanned<String> {
    /// A text that holds more than blanks.
    fn from_value<'a>(context: &'a Context, key: &str, value: &Value<'a>) -> Option<Self> {
        let DeValue::String(text) = value.get_ref() else {
            context.wrong_type(key, Kind::Text, value);
            return None;
        };
        let text = context.text(text, value.span());
        if text.value.trim().is_empty() {
            context.empty_text(key, text.span);
            return None;
        }
        Some(text)
    }
}

impl FromValue for Spanned<bool> {
    fn from_value<'a>(context: &'a Context, key: &str, value: &Value<'a>) -> Option<Self> {
        let flag = value.get_ref().as_bool();
        if flag.is_none() {
            context.wrong_type(key, Kind::Boolean, value);
        }
        Some(Spanned::new(flag?, value.span()))
    }
}

impl FromValue for Spanned<i64> {
    fn from_value<'a>(context: &'a Context, key: &str, value: &Value<'a>) -> Option<Self> {
        let integer = value.get_ref().as_integer().and_then(|i| i64::from_str_radix(i.as_str(), i.radix()).ok());
        if integer.is_none() {
            context.wrong_type(key, Kind::Integer, value);
        }
        Some(Spanned::new(integer?, value.span()))
    }
}

impl FromValue for Spanned<CalendarDate> {
    fn from_value<'a>(context: &'a Context, key: &str, value: &Value<'a>) -> Option<Self> {
        let date = value.get_ref().as_datetime().filter(|moment| moment.time.is_none()).and_then(|moment| moment.date);
        if date.is_none() {
            context.wrong_type(key, Kind::Date, value);
        }
        date.map(|d| Spanned::new(CalendarDate { year: d.year, month: d.month, day: d.day }, value.span()))
    }
}

impl<T: Choice> FromValue for Spanned<T> {
    fn from_value<'a>(context: &'a Context, key: &str, value: &Value<'a>) -> Option<Self> {
        let DeValue::String(word) = value.get_ref() else {
            context.wrong_type(key, Kind::Text, value);
            return None;
        };
        context.choose(key, &Spanned::new(word.to_string(), value.span()))
    }
}

/// A text that has to be there; where it isn't, an empty one stands in for it.
impl Field for Spanned<String> {
    fn read(reader: &Reader, key: &'static str) -> Self {
        Required::read(reader, key).0.unwrap_or_else(|| Spanned::new(String::new(), reader.span()))
    }
}

impl<T: FromValue> Field for Option<T> {
    fn read(reader: &Reader, key: &'static str) -> Self {
        T::from_value(reader.context, key, reader.value(key)?)
    }
}

impl<T: FromValue> Field for Required<T> {
    fn read(reader: &Reader, key: &'static str) -> Self {
        let value = reader.value(key);
        if value.is_none() {
            reader.missing(key);
        }
        Required(value.and_then(|value| T::from_value(reader.context, key, value)))
    }
}

/// None where the key is absent.
impl<T: FromValue> Field for Vec<T> {
    fn read(reader: &Reader, key: &'static str) -> Self {
        reader.value(key).and_then(|value| Self::from_value(reader.context, key, value)).unwrap_or_default()
    }
}

impl<T: FromValue> FromValue for Vec<T> {
    fn from_value<'a>(context: &'a Context, key: &str, value: &Value<'a>) -> Option<Self> {
        let array = value.get_ref().as_array();
        if array.is_none() {
            context.wrong_type(key, Kind::Tables, value);
        }
        Some(array?.iter().filter_map(|item| T::from_value(context, key, item)).collect())
    }
}

impl<T: FromValue> Field for Named<T> {
    fn read(reader: &Reader, key: &'static str) -> Self {
        let Some(value) = reader.value(key) else { return Self::default() };
        let Some(table) = value.get_ref().as_table() else {
            reader.context.wrong_type(key, Kind::Table, value);
            return Self::default();
        };
        let mut named: Vec<(Spanned<String>, T)> = table
            .iter()
            .filter_map(|(name, value)| {
                let item = T::from_value(reader.context, name.get_ref(), value)?;
                Some((reader.context.text(name.get_ref(), name.span()), item))
            })
            .collect();
        named.sort_by_key(|(name, _)| name.span.start);
        Self(named)
    }
}

/// Declares a struct that is read from a TOML table: its keys are the names of its fields, each read by its type. The
/// struct also gets the `span` of its table.
macro_rules! shape {
    ($($(#[$meta:meta])* pub struct $name:ident { $($(#[$field_meta:meta])* pub $field:ident: $type:ty,)* })+) => {
        $(
            $(#[$meta])*
            #[derive(Debug, schemars::JsonSchema)]
            #[schemars(deny_unknown_fields)]
            pub struct $name {
                #[schemars(skip)]
                #[allow(dead_code, reason = "not every shape is reported as a whole")]
                pub span: $crate::source::Span,
                $($(#[$field_meta])* pub $field: $type,)*
            }

            impl $name {
                pub fn read(reader: $crate::source::Reader) -> Self {
                    let shape = Self {
                        span: reader.span(),
                        $($field: $crate::source::Field::read(&reader, stringify!($field)),)*
                    };
                    reader.finish();
                    shape
                }
            }

            impl $crate::source::FromValue for $name {
                fn from_value<'a>(
                    context: &'a $crate::source::Context,
                    key: &str,
                    value: &$crate::source::Value<'a>,
                ) -> Option<Self> {
                    context.reader(key, value).map(Self::read)
                }
            }
        )+
    };
}

/// Says what a type that is read by hand looks like in a schema, in the place where it is used.
macro_rules! inline_schema {
    ($type:ty, $generator:pat_param => $schema:expr) => {
        impl schemars::JsonSchema for $type {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($type).into()
            }

            fn inline_schema() -> bool {
                true
            }

            fn json_schema($generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                $schema
            }
        }
    };
}

/// Says which words stand for the variants of an enum. Each has its description in the JSON Schema.
macro_rules! choices {
    ($($type:ty { $($word:literal => $variant:expr, $description:literal;)+ })+) => {
        $(
            impl $crate::source::Choice for $type {
                const CHOICES: &'static [(&'static str, Self)] = &[$(($word, $variant),)+];
            }

            $crate::source::inline_schema!($type, _ => schemars::json_schema!({
                "oneOf": [$({ "const": $word, "description": $description }),+]
            }));
        )+
    };
}

pub(crate) use {choices, inline_schema, shape};

/// Types that stand for others in a schema.
macro_rules! transparent {
    ($($wrapper:ident)+) => {
        $(
            impl<T: JsonSchema> JsonSchema for $wrapper<T> {
                fn schema_name() -> Cow<'static, str> {
                    T::schema_name()
                }

                fn inline_schema() -> bool {
                    T::inline_schema()
                }

                fn json_schema(generator: &mut SchemaGenerator) -> Schema {
                    T::json_schema(generator)
                }
            }
        )+
    };
}

transparent!(Spanned Required);

impl<T: JsonSchema> JsonSchema for Named<T> {
    fn schema_name() -> Cow<'static, str> {
        format!("Named{}", T::schema_name()).into()
    }

    fn inline_schema() -> bool {
        true
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "object", "additionalProperties": generator.subschema_for::<T>() })
    }
}

inline_schema!(CalendarDate, _ => json_schema!({ "type": "string", "format": "date" }));
