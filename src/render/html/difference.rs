//! The page of what differs between two plans.

use serde::Serialize;

use super::super::difference::telling::{AnnexTelling, DifferenceWords, Telling};
use super::frame::Frame;

/// What the template of the page is given.
#[derive(Serialize)]
pub struct DifferencePage<'a> {
    #[serde(flatten)]
    frame: Frame<'a>,
    heading: String,
    annexes: Vec<AnnexTelling>,
    /// Annexes that only one of the plans has, and that nothing differs, where nothing does and there is no annex to say it.
    remarks: Vec<String>,
    labels: DifferenceWords,
}

impl<'a> DifferencePage<'a> {
    pub fn new(telling: Telling, frame: Frame<'a>) -> Self {
        let Telling { title, annexes, mut alone, none, words } = telling;
        alone.extend(none.filter(|_| annexes.is_empty()));
        Self { frame, heading: title, annexes, remarks: alone, labels: words }
    }
}
