//! What can be typed, and what is said when it can't.

use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, value_parser};

use super::build::Share;
use super::diff::FORMATS;
use super::schema::SUBJECTS;
use super::{Outcome, Report};
use crate::catalogue::Catalogue;

/// How fragments of HTML can be asked for: without styles, or with their own.
pub const PLAIN: &str = "plain";
pub const STYLED: &str = "styled";

/// The command line in the words of a language.
pub fn command(words: &Catalogue) -> Command {
    // The catalogue's line ends are its own; clap breaks lines to fit the terminal.
    let text = |key: &str| words.text(key, &[]).replace('\n', " ");
    let template = |arguments: bool| {
        let usage = format!("{{about-with-newline}}\n{}: {{usage}}\n", text("help-usage"));
        if arguments { format!("{usage}\n{{all-args}}{{after-help}}") } else { format!("{usage}\n{{all-args}}") }
    };
    let verb = |name: &'static str| {
        Command::new(name)
            .about(text(&format!("help-{name}")))
            .help_template(template(true))
            .arg(
                Arg::new("project")
                    .long("project")
                    .value_name(text("help-folder"))
                    .help(text("help-project"))
                    .help_heading(text("help-options"))
                    .value_parser(value_parser!(PathBuf)),
            )
            .arg(
                Arg::new("jobs")
                    .long("jobs")
                    .short('j')
                    .value_name("N")
                    .help(text("help-jobs"))
                    .help_heading(text("help-options"))
                    .value_parser(clap::builder::RangedU64ValueParser::<usize>::new().range(1..=256)),
            )
    };
    let strict = Arg::new("strict").long("strict").action(ArgAction::SetTrue).help(text("help-strict"));
    let format = Arg::new("message-format")
        .long("message-format")
        .value_name(Report::FORMATS.join("|"))
        .value_parser(Report::FORMATS)
        .hide_possible_values(true)
        .help(text("help-message-format"));
    let standards =
        Arg::new("standards").long("standards").value_name(text("help-standards-value")).help(text("help-standards"));
    let options = |args: &[&Arg]| -> Vec<Arg> {
        args.iter().map(|arg| (*arg).clone().help_heading(text("help-options"))).collect()
    };
    let usage =
        |name: &str, argument: String| format!("allegato {name} [{}] {argument}", text("help-options").to_uppercase());
    let argument = |name: &'static str, value: &str, help: &str| {
        Arg::new(name).value_name(text(value)).help(text(help)).help_heading(text("help-arguments"))
    };
    let plan = argument("plan", "help-plan-name", "help-plan").num_args(0..).value_parser(value_parser!(PathBuf));
    let of_plans = |name: &'static str| {
        let options = options(&[&strict, &standards, &format]);
        let usage = usage(name, format!("[{}]...", text("help-plan-name")));
        verb(name).override_usage(usage).arg(plan.clone()).args(options)
    };
    let path = |name: &'static str, value: &str, help: &str| {
        Arg::new(name).long(name).value_name(text(value)).help(text(help)).value_parser(value_parser!(PathBuf))
    };
    let year = argument("year", "help-year-name", "help-year")
        .required(true)
        .value_parser(value_parser!(u16).range(1000..=9999));
    let bagit = Arg::new("bagit").long("bagit").action(ArgAction::SetTrue).help(text("help-bagit"));
    let pack = path("pack", "help-file", "help-pack");
    let archive = verb("archive")
        .override_usage(usage("archive", text("help-year-name")))
        .arg(year)
        .args(options(&[&bagit, &pack, &strict, &format]))
        .after_help(text("help-archive-more"));
    let what = argument("what", "help-what-name", "help-what").value_parser(value_parser!(PathBuf));
    let archives = path("archive", "help-folder", "help-archives");
    let digest = Arg::new("digest").long("digest").value_name("SHA-256").help(text("help-digest"));
    let verify = verb("verify")
        .override_usage(usage("verify", format!("[{}]", text("help-what-name"))))
        .arg(what)
        .args(options(&[&archives, &digest, &format]))
        .after_help(text("help-verify-more"));
    let schema = Command::new("schema")
        .about(text("help-schema"))
        .help_template(template(true))
        .override_usage("allegato schema > plans/plan.schema.json")
        .arg(
            Arg::new("subject")
                .value_name(SUBJECTS.join("|"))
                .help(text("help-subject"))
                .help_heading(text("help-arguments"))
                .value_parser(SUBJECTS)
                .hide_possible_values(true),
        )
        .after_help(text("help-schema-more"));
    let fragment = Arg::new("fragment")
        .long("fragment")
        .value_name(format!("{PLAIN}|{STYLED}"))
        .value_parser([PLAIN, STYLED])
        .hide_possible_values(true)
        .num_args(0..=1)
        .require_equals(true)
        .default_missing_value(PLAIN)
        .help(text("help-fragment"))
        .help_heading(text("help-options"));
    let record = Arg::new("report")
        .long("report")
        .value_name(text("help-file"))
        .help(text("help-report"))
        .help_heading(text("help-options"))
        .value_parser(value_parser!(PathBuf));
    let explain = Command::new("explain")
        .about(text("help-explain"))
        .help_template(template(true))
        .override_usage(format!("allegato explain [{}]", text("help-code")))
        .arg(
            Arg::new("code")
                .value_name(text("help-code"))
                .help(text("help-code-more"))
                .help_heading(text("help-arguments")),
        );
    let shard = Arg::new("shard")
        .long("shard")
        .value_name("K/N")
        .help(text("help-shard"))
        .help_heading(text("help-options"))
        .value_parser(value_parser!(Share))
        .conflicts_with_all(["index", "plan"]);
    let index = Arg::new("index")
        .long("index")
        .action(ArgAction::SetTrue)
        .help(text("help-index"))
        .help_heading(text("help-options"))
        .conflicts_with("plan");
    let timings = Arg::new("timings")
        .long("timings")
        .action(ArgAction::SetTrue)
        .help(text("help-timings"))
        .help_heading(text("help-options"));
    let build = of_plans("build").args([fragment, shard, index, timings]).after_help(text("help-build-more"));
    let diff = diff(&text, template(true));
    let subcommands = [build, of_plans("check").arg(record), archive, verify, diff, explain, schema];
    let command = Command::new("allegato")
        .about(text("help-about"))
        .version(env!("CARGO_PKG_VERSION"))
        .help_template(format!("{}{{after-help}}", template(false)))
        .after_help(text("help-more"))
        .override_usage(format!("allegato <{}>", text("help-commands").to_uppercase()))
        .subcommand_help_heading(text("help-commands"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .subcommands(subcommands.map(|verb| verb.disable_help_flag(true)));
    let option = |name: &'static str| Arg::new(name).long(name).help_heading(text("help-options")).global(true);
    command
        .arg(
            option("lang")
                .value_name("it|en")
                .help(text("help-lang"))
                .value_parser(["it", "en"])
                .hide_possible_values(true),
        )
        .arg(option("help").short('h').action(ArgAction::Help).help(text("help-help")))
        .arg(option("version").short('V').action(ArgAction::Version).help(text("help-version")).global(false))
}

/// The verb that compares two plans.
fn diff(text: &dyn Fn(&str) -> String, template: String) -> Command {
    let operand = |name: &'static str, help: &str| {
        Arg::new(name)
            .value_name(if name == "old" { "A" } else { "B" })
            .help(text(help))
            .help_heading(text("help-arguments"))
            .required(true)
            .display_order(usize::from(name != "old"))
            .value_parser(value_parser!(PathBuf))
    };
    let option = |name: &'static str, value: String, help: &str| {
        Arg::new(name).long(name).value_name(value).help(text(help)).help_heading(text("help-options"))
    };
    Command::new("diff")
        .about(text("help-diff"))
        .help_template(template)
        .override_usage(format!("allegato diff [{}] A B", text("help-options").to_uppercase()))
        .arg(operand("old", "help-diff-old"))
        .arg(operand("new", "help-diff-new"))
        .arg(option("output", text("help-file"), "help-diff-output").short('o').value_parser(value_parser!(PathBuf)))
        .arg(option("format", FORMATS.join("|"), "help-diff-format").value_parser(FORMATS).hide_possible_values(true))
        .arg(option("annex", text("help-label"), "help-diff-annex"))
        .arg(
            Arg::new("exit-code")
                .long("exit-code")
                .action(ArgAction::SetTrue)
                .help(text("help-diff-exit-code"))
                .help_heading(text("help-options")),
        )
        .arg(option("project", text("help-folder"), "help-diff-project").value_parser(value_parser!(PathBuf)))
        .after_help(text("help-diff-more"))
}

/// Prints what was asked for (help, version), or what is wrong with the arguments.
pub fn explain(error: &clap::Error, report: &Report) -> Outcome {
    let context = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::String(value)) => value.clone(),
        Some(ContextValue::Strings(values)) => values.join(", "),
        _ => String::new(),
    };
    let key = match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            // A closed pipe (`allegato --help | head -1`) is no fault of anybody's.
            let _ = error.print();
            return Outcome::Good;
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            let _ = error.print();
            return Outcome::Failed;
        }
        ErrorKind::InvalidSubcommand => "misuse-command",
        ErrorKind::UnknownArgument => "misuse-argument",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation if context(ContextKind::InvalidValue).is_empty() => {
            "misuse-no-value"
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "misuse-value",
        ErrorKind::ArgumentConflict if context(ContextKind::PriorArg) != context(ContextKind::InvalidArg) => {
            "misuse-conflict"
        }
        ErrorKind::ArgumentConflict => "misuse-twice",
        ErrorKind::MissingSubcommand => "misuse-no-command",
        ErrorKind::MissingRequiredArgument => "misuse-missing",
        _ => "misuse-other",
    };
    let near = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue];
    let nearest = near.into_iter().map(context).find(|value| !value.is_empty());
    let subject = match error.kind() {
        ErrorKind::InvalidSubcommand => context(ContextKind::InvalidSubcommand),
        _ => context(ContextKind::InvalidArg),
    };
    let value = context(ContextKind::InvalidValue);
    let other = context(ContextKind::PriorArg);
    let outcome = report.misuse(key, &[("subject", subject.into()), ("value", value.into()), ("other", other.into())]);
    if let Some(nearest) = nearest {
        report.say("misuse-nearest", &[("nearest", nearest.into())]);
    }
    report.say("misuse-help", &[]);
    outcome
}
