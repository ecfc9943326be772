//! Things and what is said of them, as Turtle (RDF 1.1) and as JSON-LD 1.1. Both are written from the same [`Node`], so that
//! they say the same.

use serde::ser::{Serialize, SerializeMap, Serializer};

use crate::annex::Date;

/// The vocabularies that names are taken from.
pub const PREFIXES: [(&str, &str); 8] = [
    ("dcat", "http://www.w3.org/ns/dcat#"),
    ("dcatapit", "http://dati.gov.it/onto/dcatapit#"),
    ("dct", "http://purl.org/dc/terms/"),
    ("foaf", "http://xmlns.com/foaf/0.1/"),
    ("owl", "http://www.w3.org/2002/07/owl#"),
    ("schema", "http://schema.org/"),
    ("vcard", "http://www.w3.org/2006/vcard/ns#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
];

/// A thing, known by its address. A file may have several nodes of one thing.
pub struct Node {
    iri: String,
    /// `dcat:Dataset`
    classes: &'static [&'static str],
    /// Under names such as `dct:title`; what has the same name stands together.
    said: Vec<(&'static str, Value)>,
}

/// What is said of a thing.
pub enum Value {
    /// Another thing, by its address.
    Thing(String),
    /// Words, with the tag of their language where they are of one.
    Text(String, Option<&'static str>),
    Date(Date),
    Number(u64),
}

impl Node {
    pub fn new(iri: impl Into<String>, classes: &'static [&'static str]) -> Self {
        Self { iri: iri.into(), classes, said: vec![] }
    }

    pub fn say(mut self, name: &'static str, value: Value) -> Self {
        self.said.push((name, value));
        self
    }

    pub fn thing(self, name: &'static str, iri: impl Into<String>) -> Self {
        self.say(name, Value::Thing(iri.into()))
    }

    /// Words of no language: codes and names.
    pub fn plain(self, name: &'static str, text: impl Into<String>) -> Self {
        self.say(name, Value::Text(text.into(), None))
    }

    pub fn text(self, name: &'static str, text: impl Into<String>, tag: &'static str) -> Self {
        self.say(name, Value::Text(text.into(), Some(tag)))
    }

    /// Its sentence, with a line end after it.
    pub fn turtle(&self) -> String {
        let classes = self.classes.join(", ");
        let class = (!classes.is_empty()).then(|| format!("a {classes}"));
        let said = self.said.iter().map(|(name, value)| format!("{name} {}", value.turtle()));
        let parts: Vec<String> = class.into_iter().chain(said).collect();
        format!("<{}> {} .\n", self.iri, parts.join(" ;\n    "))
    }

    /// Its object, on one line without an end.
    pub fn json_ld(&self) -> String {
        // Texts under names that are texts: nothing here can fail.
        serde_json::to_string(self).unwrap_or_default()
    }
}

impl Value {
    fn turtle(&self) -> String {
        match self {
            Value::Thing(iri) => format!("<{iri}>"),
            Value::Text(text, None) => quoted(text),
            Value::Text(text, Some(tag)) => format!("{}@{tag}", quoted(text)),
            Value::Date(date) => format!("\"{date}\"^^xsd:date"),
            Value::Number(number) => format!("\"{number}\"^^xsd:decimal"),
        }
    }
}

/// A text as Turtle quotes it (RDF 1.1 Turtle, 6.4).
fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\r' => quoted.push_str("\\r"),
            '\t' => quoted.push_str("\\t"),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(None)?;
        object.serialize_entry("@id", &self.iri)?;
        if !self.classes.is_empty() {
            object.serialize_entry("@type", self.classes)?;
        }
        for alike in self.said.chunk_by(|(one, _), (other, _)| one == other) {
            match alike {
                [(name, value)] => object.serialize_entry(name, value)?,
                several => {
                    let values: Vec<&Value> = several.iter().map(|(_, value)| value).collect();
                    object.serialize_entry(several[0].0, &values)?;
                }
            }
        }
        object.end()
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (key, kind, value) = match self {
            Value::Text(text, None) => return serializer.serialize_str(text),
            Value::Thing(iri) => {
                let mut object = serializer.serialize_map(Some(1))?;
                object.serialize_entry("@id", iri)?;
                return object.end();
            }
            Value::Text(text, Some(tag)) => ("@language", *tag, text.clone()),
            Value::Date(date) => ("@type", "xsd:date", date.to_string()),
            Value::Number(number) => ("@type", "xsd:decimal", number.to_string()),
        };
        let mut object = serializer.serialize_map(Some(2))?;
        object.serialize_entry(key, kind)?;
        object.serialize_entry("@value", &value)?;
        object.end()
    }
}
