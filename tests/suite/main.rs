//! All tests that run the whole program or a whole room of it. One binary, so that typst is linked once.
//!
//! `ALLEGATO_RENEW=1 cargo test --release` writes what is expected anew; look at the difference before you commit it.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]
#![allow(clippy::disallowed_methods, reason = "ALLEGATO_RENEW")]

mod allocations;
mod archived_figures;
mod archives;
mod catalogues;
mod charts;
mod command_line;
mod corrections;
mod csv;
mod data;
mod dcat;
mod diagnostics;
mod diffs;
mod diffs_reconcile;
mod figures;
mod fonts;
mod fragments;
mod golden;
mod guides;
mod hints;
mod hints_measured;
mod hostile;
mod images;
mod incremental;
mod incremental_sites;
mod intrinsics;
mod markdown_tables;
mod messages;
mod pages;
mod pdf;
mod preservation;
mod profiles;
mod properties;
mod revisions;
mod rows;
mod schema;
mod schemes;
mod search;
mod shares;
mod site;
mod standards;
mod support;
mod tables;
mod tags;
mod templates;
mod texts;
mod themes;
mod typefaces;
mod updates;
mod web_pages;
mod words;
mod workbook;
mod xlsx;
mod xlsx_rows;
