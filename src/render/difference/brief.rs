//! Two long texts cut down to where they differ.

use crate::diff::Sides;

/// Words that stay before and after what differs.
const AROUND: usize = 4;
/// Words that a text has at most before it is cut.
const SHORT: usize = 24;
/// Words of what differs that are told.
const LONGEST: usize = 60;

/// Both texts without what they share far from where they differ. One that is alone is cut where it is long.
pub fn brief(texts: Sides<String>) -> Sides<String> {
    let Some((old, new)) = texts.pair() else { return texts.map(|text| cut(&words(&text), 0, 0)) };
    let (old, new) = (words(old), words(new));
    if old.len().max(new.len()) <= SHORT {
        return Sides::both(old.join(" "), new.join(" "));
    }
    let begin = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    let shared = |(old, new): (&&str, &&str)| old == new;
    let longest = old.len().min(new.len()) - begin;
    let end = old.iter().rev().zip(new.iter().rev()).take_while(|pair| shared((pair.0, pair.1))).count().min(longest);
    let (skipped, left) = (begin.saturating_sub(AROUND), end.saturating_sub(AROUND));
    Sides::both(cut(&old, skipped, left), cut(&new, skipped, left))
}

/// The words without some at the beginning and the end.
fn cut(words: &[&str], skipped: usize, left: usize) -> String {
    let middle = &words[skipped..words.len() - left];
    let shown = &middle[..middle.len().min(LONGEST)];
    let before = if skipped > 0 { "… " } else { "" };
    let after = if left > 0 || shown.len() < middle.len() { " …" } else { "" };
    format!("{before}{}{after}", shown.join(" "))
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_stays_of_long_texts() {
        let many = |word: &str| vec![word; 20].join(" ");
        let text = |word: &str| format!("{} {word} {}", many("prima"), many("dopo"));
        let told = brief(Sides::both(text("uno"), text("due")));
        assert_eq!(told.old.unwrap(), "… prima prima prima prima uno dopo dopo dopo dopo …");
        assert_eq!(told.new.unwrap(), "… prima prima prima prima due dopo dopo dopo dopo …");
    }

    #[test]
    fn what_repeats_is_not_taken_twice() {
        let told = brief(Sides::both(vec!["a"; 30].join(" "), vec!["a"; 40].join(" ")));
        let counts = [told.old.unwrap(), told.new.unwrap()].map(|text| text.matches('a').count());
        assert_eq!(counts[1] - counts[0], 10);
        let short = brief(Sides::both("uno".to_owned(), "due".to_owned()));
        assert_eq!(short, Sides::both("uno".to_owned(), "due".to_owned()));
    }
}
