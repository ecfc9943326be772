//! What JSON Schemas say too much: a file in which what is not there is left out has no null.

use serde_json::{Map, Value};

/// The schema where nothing may be null: what may be left out is left out.
pub fn without_null(mut schema: Value) -> Value {
    take_null(&mut schema);
    schema
}

fn take_null(schema: &mut Value) {
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
            object.retain(|key, value| match key.as_str() {
                "default" => value.is_object(),
                "format" => {
                    !value.as_str().is_some_and(|format| format.starts_with("int") || format.starts_with("uint"))
                }
                _ => true,
            });
            object.values_mut().for_each(take_null);
        }
        Value::Array(items) => items.iter_mut().for_each(take_null),
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
