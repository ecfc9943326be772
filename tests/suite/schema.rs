//! The JSON Schema is the one of the types, each plan names it, and no key lacks a description.

use allegato::{plan, project, render};
use serde_json::Value;

use crate::support::{files, good_plans, read, repository, run, stdout};

#[test]
fn the_schema_beside_the_plans_is_that_of_the_types() {
    let path = repository().join("plans/plan.schema.json");
    let made = format!("{:#}\n", plan::schema());
    if std::env::var_os("ALLEGATO_RENEW").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    assert!(read(&path) == made, "renew it with ALLEGATO_RENEW=1, or: allegato schema > plans/plan.schema.json");
}

#[test]
fn the_program_prints_the_schema() {
    let output = run(&repository(), &["schema"], &[]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(stdout(&output), read(&repository().join("plans/plan.schema.json")));
}

#[test]
fn the_schema_of_settings_is_that_of_the_types() {
    let path = repository().join("plans/project.schema.json");
    let made = format!("{:#}\n", project::schema());
    if std::env::var_os("ALLEGATO_RENEW").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    assert!(
        read(&path) == made,
        "renew it with ALLEGATO_RENEW=1, or: allegato schema project > plans/project.schema.json"
    );
    let output = run(&repository(), &["schema", "project"], &[]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), made));
    assert_eq!(read(&repository().join("allegato.toml")).lines().next(), Some("#:schema plans/project.schema.json"));
    // A project may say nothing at all.
    assert_eq!(project::schema().get("required"), None);
    assert_eq!(project::schema()["definitions"]["Site"].get("required"), None);
}

#[test]
fn the_schema_of_archives_is_that_of_the_types() {
    let path = repository().join("docs/archive.schema.json");
    let made = stdout(&run(&repository(), &["schema", "archive"], &[]));
    if std::env::var_os("ALLEGATO_RENEW").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    assert!(
        read(&path) == made,
        "renew it with ALLEGATO_RENEW=1, or: allegato schema archive > docs/archive.schema.json"
    );
}

#[test]
fn the_schema_of_annexes_is_that_of_the_types() {
    let path = repository().join("docs/annex.schema.json");
    let made = format!("{:#}\n", render::annex_schema());
    if std::env::var_os("ALLEGATO_RENEW").is_some() {
        std::fs::write(&path, &made).unwrap();
    }
    assert!(read(&path) == made, "renew it with ALLEGATO_RENEW=1, or: allegato schema annex > docs/annex.schema.json");
    let output = run(&repository(), &["schema", "annex"], &[]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(0), made));
}

#[test]
fn every_plan_names_its_schema() {
    let schema = std::fs::canonicalize(repository().join("plans/plan.schema.json")).unwrap();
    let wrong = repository().join("tests/schema/wrong");
    let plans = good_plans().into_iter().chain(files(&wrong).into_iter().map(|file| wrong.join(file)));
    for plan in plans {
        let text = read(&plan);
        let named = text.lines().next().and_then(|line| line.strip_prefix("#:schema "));
        let named = named.unwrap_or_else(|| panic!("{} names its schema", plan.display()));
        assert_eq!(std::fs::canonicalize(plan.parent().unwrap().join(named)).unwrap(), schema, "{}", plan.display());
    }
}

/// The keys of a row are read by hand, since every other key is a cell.
#[test]
fn the_keys_of_rows_are_those_of_the_schema() {
    let schema = plan::schema();
    let described: Vec<&String> = schema["definitions"]["Row"]["properties"].as_object().unwrap().keys().collect();
    let mut read: Vec<&str> = plan::Row::KEYS.to_vec();
    read.sort_unstable();
    assert_eq!(described, read);
}

#[test]
fn every_key_is_described() {
    fn walk(path: &str, schema: &Value, lacking: &mut Vec<String>) {
        if let Some(properties) = schema.get("properties").and_then(Value::as_object) {
            for (key, value) in properties {
                if value.get("description").is_none() {
                    lacking.push(format!("{path}.{key}"));
                }
            }
        }
        if let Some(object) = schema.as_object() {
            object.iter().for_each(|(key, value)| walk(&format!("{path}.{key}"), value, lacking));
        }
    }
    let mut lacking = vec![];
    walk("plan", &plan::schema(), &mut lacking);
    walk("project", &project::schema(), &mut lacking);
    walk("annex", &render::annex_schema(), &mut lacking);
    walk("difference", &render::difference_schema(), &mut lacking);
    assert_eq!(lacking, Vec::<String>::new());
}
