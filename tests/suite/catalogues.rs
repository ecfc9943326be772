//! The catalogues of the languages say the same things: same messages, same attributes, same arguments.

use std::collections::{BTreeMap, BTreeSet};

use allegato::check::HINTS;
use allegato::render::TEMPLATE_HINT;
use allegato::source::Code;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};

use crate::support::{read, repository};

/// By message (or `message.attribute`), the arguments that it uses.
type Messages = BTreeMap<String, BTreeSet<String>>;

#[test]
fn interface_languages_agree() {
    for file in ["cli.ftl", "diagnostics.ftl"] {
        assert_eq!(messages("it", file), messages("en", file), "{file}");
    }
}

#[test]
fn document_languages_agree() {
    for language in ["en", "de", "fr", "es"] {
        assert_eq!(documents("it"), documents(language), "{language}");
        for file in ["site.ftl", "diff.ftl"] {
            assert_eq!(messages("it", file), messages(language, file), "{language}/{file}");
        }
    }
}

/// The messages of documents, without the arguments that only some languages have a form for.
fn documents(language: &str) -> Messages {
    let mut messages = messages(language, "document.ftl");
    messages.values_mut().for_each(|args| args.retain(|arg| !matches!(arg.as_str(), "round" | "denominator")));
    messages
}

#[test]
fn every_code_has_its_message_and_no_message_lacks_a_code() {
    let written: BTreeSet<String> =
        messages("it", "diagnostics.ftl").into_keys().filter(|key| !key.contains('.')).collect();
    let codes = Code::ALL.iter().map(|code| code.name());
    let hints = HINTS.iter().copied().chain([TEMPLATE_HINT]);
    let known: BTreeSet<String> = codes.chain(hints).map(str::to_owned).collect();
    assert_eq!(written, known);
}

fn messages(language: &str, file: &str) -> Messages {
    let text = read(&repository().join("locales").join(language).join(file));
    let resource = fluent_syntax::parser::parse(text).unwrap_or_else(|(_, errors)| panic!("{language}: {errors:?}"));
    let mut messages = Messages::new();
    for entry in resource.body {
        if let Entry::Message(message) = entry {
            if let Some(value) = &message.value {
                messages.insert(message.id.name.clone(), arguments(value));
            }
            for attribute in &message.attributes {
                let name = format!("{}.{}", message.id.name, attribute.id.name);
                messages.insert(name, arguments(&attribute.value));
            }
        }
    }
    messages
}

fn arguments(pattern: &Pattern<String>) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    collect(pattern, &mut found);
    found
}

fn collect(pattern: &Pattern<String>, found: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect_expression(expression, found);
        }
    }
}

fn collect_expression(expression: &Expression<String>, found: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => collect_inline(inline, found),
        Expression::Select { selector, variants } => {
            collect_inline(selector, found);
            variants.iter().for_each(|variant| collect(&variant.value, found));
        }
    }
}

fn collect_inline(inline: &InlineExpression<String>, found: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            found.insert(id.name.clone());
        }
        InlineExpression::Placeable { expression } => collect_expression(expression, found),
        InlineExpression::TermReference { arguments: Some(arguments), .. } => {
            arguments.named.iter().for_each(|argument| collect_inline(&argument.value, found));
        }
        _ => {}
    }
}
