//! What runs for shares have made, before the site around it is.

use std::sync::Arc;

use super::super::made::{By, Made, Roots};
use super::super::{Outcome, Report};
use super::Share;
use crate::error::Error;
use crate::write::Output;

/// The records of all shares.
#[derive(Debug)]
pub struct Shares(Vec<Made>);

/// Why shares can't be joined.
#[derive(Debug)]
pub enum Trouble {
    /// There is none.
    None,
    /// The whole was parted in several ways: in so many.
    Divided(Vec<usize>),
    /// These are not there, or can't be read.
    Missing(Vec<Share>),
    /// These were made by another version, or with other settings, templates or options than this run has.
    Other(Vec<Share>),
}

impl Shares {
    /// # Errors
    /// If a record can't be read.
    pub fn open(roots: &Arc<Roots>, output: &Output, by: &By) -> Result<Result<Self, Trouble>, Error> {
        let share = |name: &String| Share::from_name(name.strip_prefix("made-")?.strip_suffix(".jsonl")?);
        let there: Vec<Share> = output.names_kept()?.iter().filter_map(share).collect();
        let mut ways: Vec<usize> = there.iter().map(|share| share.of).collect();
        ways.sort_unstable();
        ways.dedup();
        let of = match ways[..] {
            [] => return Ok(Err(Trouble::None)),
            [of] => of,
            _ => return Ok(Err(Trouble::Divided(ways))),
        };
        let (mut records, mut missing, mut other) = (vec![], vec![], vec![]);
        for share in (1..=of).map(|number| Share { number, of }) {
            let record = super::Part::Share(share).record();
            let made_by = if there.contains(&share) { Made::by(output, &record)? } else { None };
            match made_by {
                None => missing.push(share),
                Some(made_by) if !made_by.goes_with(by) => other.push(share),
                Some(made_by) => records.push(Made::load(roots, output, &record, made_by)?),
            }
        }
        Ok(match (missing.is_empty(), other.is_empty()) {
            (true, true) => Ok(Self(records)),
            (false, _) => Err(Trouble::Missing(missing)),
            (true, false) => Err(Trouble::Other(other)),
        })
    }

    /// What the run for its share noted of a plan, among all that it did.
    pub fn made(&self, plan: &str) -> &Made {
        &self.0[Share::of_plan(plan, self.0.len()).number - 1]
    }
}

impl Trouble {
    /// Says what is to be done.
    pub fn tell(&self, report: &Report) -> Outcome {
        let names = |shares: &[Share]| shares.iter().map(Share::to_string).collect::<Vec<_>>().join(", ");
        match self {
            Trouble::None => report.misuse("shares-none", &[]),
            Trouble::Divided(ways) => {
                let ways = ways.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
                report.misuse("shares-divided", &[("ways", ways.into())])
            }
            Trouble::Missing(shares) => {
                report.misuse("shares-missing", &[("count", shares.len().into()), ("shares", names(shares).into())])
            }
            Trouble::Other(shares) => {
                report.misuse("shares-other", &[("count", shares.len().into()), ("shares", names(shares).into())])
            }
        }
    }
}
