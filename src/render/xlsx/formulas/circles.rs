//! Figures that follow from each other in a circle. All of it written they may agree, but no spreadsheet can work them out.

use std::collections::BTreeMap;

use super::{At, Written};

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// What it follows from is being looked at.
    Open,
    Done,
}

/// Leaves out of each circle the formula that would close it, whose figure stays a number. `inputs_of` tells the cells that a
/// formula names.
pub fn cut(written: &mut BTreeMap<At, Written>, inputs_of: &dyn Fn(At) -> Vec<At>) {
    let mut states: BTreeMap<At, State> = BTreeMap::new();
    let all: Vec<At> = written.keys().copied().collect();
    for start in all {
        let mut path: Vec<(At, std::vec::IntoIter<At>)> = vec![];
        let mut next = Some(start);
        loop {
            if let Some(at) = next.take()
                && matches!(written.get(&at), Some(Written::Formula { .. }))
                && !states.contains_key(&at)
            {
                states.insert(at, State::Open);
                path.push((at, inputs_of(at).into_iter()));
            }
            let Some((at, inputs)) = path.last_mut() else { break };
            match inputs.next() {
                Some(input) if states.get(&input) == Some(&State::Open) => {
                    written.remove(at);
                    states.insert(*at, State::Done);
                    path.pop();
                }
                Some(input) => next = Some(input),
                None => {
                    states.insert(*at, State::Done);
                    path.pop();
                }
            }
        }
    }
}
