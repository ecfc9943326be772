//! The kinds of hints, and the keys of their messages.

/// What may have happened, likeliest first: the more of a table has to fit by chance for it to be wrong, the likelier.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    MergedRepeated,
    SubtotalCounted,
    PartCounted,
    LeftOut,
    CountedTwice,
    Rounded,
    Separator,
    Sign,
    Transposed,
}

impl Kind {
    pub fn key(self) -> &'static str {
        match self {
            Kind::MergedRepeated => "hint-merged-repeated",
            Kind::SubtotalCounted => "hint-subtotal-counted",
            Kind::PartCounted => "hint-part-counted",
            Kind::LeftOut => "hint-left-out",
            Kind::CountedTwice => "hint-counted-twice",
            Kind::Rounded => "hint-rounded",
            Kind::Separator => "hint-separator",
            Kind::Sign => "hint-sign",
            Kind::Transposed => "hint-transposed",
        }
    }
}

/// The keys of all hints.
pub const KEYS: [&str; 9] = [
    "hint-merged-repeated",
    "hint-subtotal-counted",
    "hint-part-counted",
    "hint-left-out",
    "hint-counted-twice",
    "hint-rounded",
    "hint-separator",
    "hint-sign",
    "hint-transposed",
];
