//! The JSON Schema of plans, for editors.

use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use super::Root;

/// The schema, made of the types by which plans are read. Draft 7 is what editors of TOML understand.
pub fn schema() -> Value {
    let mut schema = SchemaSettings::draft07().into_generator().into_root_schema_for::<Root>();
    schema.insert("title".to_owned(), "allegato: a plan".into());
    let mut schema = schema.to_value();
    without_null(&mut schema);
    schema
}

/// TOML has no null: what may be left out is left out.
fn without_null(schema: &mut Value) {
    match schema {
        Value::Object(object) => {
            for key in ["type", "anyOf"] {
                if let Some(Value::Array(choices)) = object.get_mut(key) {
                    choices.retain(|choice| !matches!(choice.as_str(), Some("null")) && !is_null(choice));
                    if let [only] = choices.as_mut_slice() {
                        let only = only.take();
                        replace(object, key, only);
                    }
                }
            }
            // Nor is a default of nothing one, and the size of a number in memory is nobody's affair.
            object
                .retain(|key, value| !(key == "default" && !value.is_object() || key == "format" && value == "int64"));
            object.values_mut().for_each(without_null);
        }
        Value::Array(items) => items.iter_mut().for_each(without_null),
        _ => {}
    }
}

fn is_null(choice: &Value) -> bool {
    choice.get("type").is_some_and(|kind| kind == "null")
}

/// Puts the only choice that is left in the place of the choices.
fn replace(object: &mut Map<String, Value>, key: &str, only: Value) {
    match only {
        Value::Object(inner) if key == "anyOf" => {
            object.remove(key);
            // In draft 7 nothing counts beside a reference, so that the description would be lost.
            if inner.contains_key("$ref") {
                object.insert("allOf".to_owned(), Value::Array(vec![Value::Object(inner)]));
            } else {
                for (key, value) in inner {
                    object.entry(key).or_insert(value);
                }
            }
        }
        only => drop(object.insert(key.to_owned(), only)),
    }
}
