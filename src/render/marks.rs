//! Where the marks of footnotes stand, the same in every format: as they are printed, never raised, since a raised digit
//! beside an amount would read as one of its own.

use crate::annex::Inline;

/// Whether a no-break space parts a mark from what stands before it in a text: "spese (1)", but "spese*" and "spese (1)"
/// where the clerk wrote the space.
pub fn is_parted(before: &[Inline], mark: &str) -> bool {
    mark.starts_with(['(', '[']) && before.last().and_then(last_character).is_some_and(|c| !c.is_whitespace())
}

fn last_character(inline: &Inline) -> Option<char> {
    match inline {
        Inline::Text(text) | Inline::Code(text) => text.chars().next_back(),
        Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link { content, .. } => {
            content.last().and_then(last_character)
        }
        Inline::Break => None,
        // Another mark.
        Inline::Footnote(_) => Some(')'),
    }
}
