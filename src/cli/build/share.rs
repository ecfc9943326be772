//! A share of all plans, for one machine of several.

use std::fmt;
use std::str::FromStr;

use sha2::{Digest, Sha256};

/// One of so many shares, from 1: `3/8`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Share {
    pub number: usize,
    pub of: usize,
}

impl Share {
    /// More than anybody has machines, and few enough to read a record of each.
    const MOST: usize = 100_000;

    /// The share that a plan is in, where there are so many. By its path alone, so that all machines agree without a word
    /// between them, and that a plan more or less moves no other.
    pub fn of_plan(plan: &str, of: usize) -> Self {
        let hash = Sha256::digest(plan.as_bytes());
        let number = hash.iter().take(8).fold(0, |number: u64, byte| number << 8 | u64::from(*byte));
        Self { number: usize::try_from(number % of as u64).unwrap_or_default() + 1, of }
    }

    pub fn has(&self, plan: &str) -> bool {
        *self == Self::of_plan(plan, self.of)
    }

    /// Its name in file names.
    pub fn name(&self) -> String {
        format!("{}-of-{}", self.number, self.of)
    }

    /// The share that has a name in file names.
    pub fn from_name(name: &str) -> Option<Self> {
        let (number, of) = name.split_once("-of-")?;
        Self::new(number, of).filter(|share| share.name() == name)
    }

    fn new(number: &str, of: &str) -> Option<Self> {
        let count = |digits: &str| digits.parse().ok().filter(|count| (1..=Self::MOST).contains(count));
        let share = Self { number: count(number)?, of: count(of)? };
        (share.number <= share.of).then_some(share)
    }
}

impl FromStr for Share {
    type Err = &'static str;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.split_once('/').and_then(|(number, of)| Self::new(number, of)).ok_or("no share")
    }
}

impl fmt::Display for Share {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_read_as_it_is_written() {
        for (text, share) in [("3/8", Some(Share { number: 3, of: 8 })), ("1/1", Some(Share { number: 1, of: 1 }))] {
            assert_eq!(text.parse().ok(), share);
            assert_eq!(share.and_then(|share| Share::from_name(&share.name())), share);
        }
        for wrong in ["", "3", "0/8", "9/8", "1/0", "3/8/9", "-1/8", "a/b", "1/1000000000"] {
            assert!(wrong.parse::<Share>().is_err(), "{wrong}");
        }
        assert_eq!(Share::from_name("03-of-8"), None);
    }

    /// Each plan is in one share, all of about the same size, and which one never changes: shares of earlier versions are
    /// kept in caches.
    #[test]
    fn shares_part_all_plans() {
        let mut sizes = [0; 8];
        for number in 0..8_000 {
            let plan = format!("plans/2024/piano-{number}.toml");
            let shares: Vec<usize> = (1..=8).filter(|number| Share { number: *number, of: 8 }.has(&plan)).collect();
            assert_eq!(shares.len(), 1);
            sizes[shares[0] - 1] += 1;
        }
        assert!(sizes.iter().all(|size| (900..1_100).contains(size)), "{sizes:?}");
        assert_eq!(Share::of_plan("plans/2009/migranti.toml", 8), Share { number: 2, of: 8 });
    }
}
