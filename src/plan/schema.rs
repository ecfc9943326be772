//! The JSON Schema of plans, for editors.

use schemars::generate::SchemaSettings;
use serde_json::Value;

use super::Root;
use crate::source::without_null;

/// The schema, made of the types by which plans are read. Draft 7 is what editors of TOML understand.
pub fn schema() -> Value {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<Root>();
    schema.insert("title".to_owned(), "allegato: a plan".into());
    without_null(schema.to_value())
}
