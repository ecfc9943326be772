//! Diagnostics for code hosts: SARIF 2.1.0 (OASIS, 27 March 2020), written as it comes, so that a run over any number of
//! files holds none of them.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::message::{Message, Region};
use super::{Code, Diagnostic, Policy, Severity};
use crate::catalogue::Catalogue;

/// Places beside the main one. Of a sum over thousands of rows no host shows more.
const MOST_RELATED: usize = 100;
/// What is encoded in a path (RFC 3986, 3.3): all but unreserved characters and the slashes between its segments.
const NOT_IN_PATHS: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');

/// One run as a SARIF log, piece by piece.
#[derive(Debug, Default)]
pub struct Sarif {
    begun: bool,
}

impl Sarif {
    /// What comes before a result; the first time, all that comes before the results.
    fn lead(&mut self, policy: &Policy, words: &Catalogue) -> String {
        if std::mem::replace(&mut self.begun, true) {
            return ",\n".to_owned();
        }
        let rules: Vec<Value> = Code::ALL.iter().map(|code| rule(*code, policy, words)).collect();
        let driver = json!({
            "name": "allegato",
            "semanticVersion": env!("CARGO_PKG_VERSION"),
            "language": words.language().tag(),
            "rules": rules,
        });
        format!(
            "{{\"version\": \"2.1.0\", \"$schema\": \"https://json.schemastore.org/sarif-2.1.0.json\", \"runs\": \
             [{{\"tool\": {}, \"columnKind\": \"unicodeCodePoints\", \"results\": [\n",
            json!({ "driver": driver })
        )
    }

    pub fn result(&mut self, diagnostic: &Diagnostic, policy: &Policy, words: &Catalogue) -> String {
        let message = Message::new(diagnostic, policy, words);
        let lines = std::iter::once(&message.message)
            .chain(&message.label)
            .chain(&message.notes)
            .chain(message.hints.iter().map(|hint| &hint.message))
            .chain(&message.helps);
        let text = lines.map(String::as_str).collect::<Vec<_>>().join("\n");
        let related = message.related.iter().take(MOST_RELATED).enumerate().map(|(index, related)| {
            let mut location = location(&related.place);
            location["id"] = index.into();
            location["message"] = json!({ "text": without_links(&related.label) });
            location
        });
        let result = json!({
            "ruleId": message.code,
            "ruleIndex": Code::ALL.iter().position(|code| *code == diagnostic.code),
            "level": level(message.severity),
            "message": { "text": without_links(&text) },
            "locations": [location(&message.place)],
            "relatedLocations": related.collect::<Vec<_>>(),
        });
        format!("{}{result}", self.lead(policy, words))
    }

    /// What ends the log: whether the run got as far as it should, and what kept it from that.
    pub fn end(mut self, complete: bool, failures: &[String], policy: &Policy, words: &Catalogue) -> String {
        let lead = if self.begun { String::new() } else { self.lead(policy, words) };
        let notification = |text: &String| json!({ "level": "error", "message": { "text": without_links(text) } });
        let notifications: Vec<Value> = failures.iter().map(notification).collect();
        let invocation = json!({ "executionSuccessful": complete, "toolExecutionNotifications": notifications });
        format!("{lead}\n], \"invocations\": [{invocation}]}}]}}")
    }
}

fn rule(code: Code, policy: &Policy, words: &Catalogue) -> Value {
    let explanation = words.explanation(code.name()).unwrap_or_default();
    let plain = explanation.split("\n\n").next().unwrap_or_default().replace('\n', " ").replace('`', "");
    json!({
        "id": code.name(),
        "name": format!("{code:?}"),
        "shortDescription": { "text": format!("{}.", plain.split(". ").next().unwrap_or_default().trim_end_matches('.')) },
        "defaultConfiguration": { "level": level(policy.severity(code)) },
        "fullDescription": { "text": plain },
        "help": { "text": explanation, "markdown": explanation },
    })
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

/// A place of a file; the cell of a spreadsheet has its name beside.
fn location(region: &Region) -> Value {
    let path = utf8_percent_encode(&region.file, NOT_IN_PATHS).to_string();
    // A plan outside the project.
    let uri = if path.starts_with('/') { format!("file://{path}") } else { path };
    let mut location = json!({
        "physicalLocation": {
            "artifactLocation": { "uri": uri },
            "region": {
                "startLine": region.start.line,
                "startColumn": region.start.column,
                "endLine": region.end.line,
                "endColumn": region.end.column,
            },
        },
    });
    if let (Some(sheet), Some(cell)) = (&region.sheet, &region.cell) {
        location["logicalLocations"] = json!([{ "fullyQualifiedName": format!("{sheet}!{cell}") }]);
    }
    location
}

/// Words of a plan in a message: what would read as a link (3.11.6) is parted.
fn without_links(text: &str) -> String {
    text.replace("](", "] (")
}
