//! Two sequences side by side.

/// Comparisons that are made at most; beyond them, what differs is taken pair by pair.
const MOST_COMPARISONS: usize = 4_000_000;

/// What stands in the place of what, or in one of two sequences alone, by indices.
pub type Difference = (Option<usize>, Option<usize>);

/// Where two sequences differ. Of two ways to say it the shorter one: pair by pair, or around what they have in common.
pub fn differences<T: PartialEq>(left: &[T], right: &[T]) -> Vec<Difference> {
    let same = |(left, right): &(&T, &T)| left == right;
    let start = left.iter().zip(right).take_while(same).count();
    let (left, right) = (&left[start..], &right[start..]);
    let end = left.iter().rev().zip(right.iter().rev()).take_while(same).count();
    let (left, right) = (&left[..left.len() - end], &right[..right.len() - end]);
    let in_place = (0..left.len().min(right.len())).filter(|index| left[*index] == right[*index]);
    let by_place = around(left.len(), right.len(), in_place.map(|index| (index, index)));
    let found = if left.len().saturating_mul(right.len()) > MOST_COMPARISONS {
        by_place
    } else {
        let around_common = around(left.len(), right.len(), common(left, right));
        if by_place.len() <= around_common.len() { by_place } else { around_common }
    };
    let in_all = |index: Option<usize>| index.map(|index| start + index);
    found.into_iter().map(|(left, right)| (in_all(left), in_all(right))).collect()
}

/// What differs between pairs that are the same.
fn around(left: usize, right: usize, pairs: impl IntoIterator<Item = (usize, usize)>) -> Vec<Difference> {
    let mut found = vec![];
    let (mut i, mut j) = (0, 0);
    for (to_i, to_j) in pairs.into_iter().chain([(left, right)]) {
        for step in 0..(to_i - i).max(to_j - j) {
            found.push(((i + step < to_i).then_some(i + step), (j + step < to_j).then_some(j + step)));
        }
        (i, j) = (to_i + 1, to_j + 1);
    }
    found
}

/// A longest common subsequence, as pairs.
fn common<T: PartialEq>(left: &[T], right: &[T]) -> Vec<(usize, usize)> {
    let width = right.len() + 1;
    // The length of the longest one of what is left from (i, j) on.
    let mut longest = vec![0_u32; (left.len() + 1) * width];
    for i in (0..left.len()).rev() {
        for j in (0..right.len()).rev() {
            longest[i * width + j] = if left[i] == right[j] {
                longest[(i + 1) * width + j + 1] + 1
            } else {
                longest[(i + 1) * width + j].max(longest[i * width + j + 1])
            };
        }
    }
    let (mut pairs, mut i, mut j) = (vec![], 0, 0);
    while i < left.len() && j < right.len() {
        if left[i] == right[j] {
            pairs.push((i, j));
            (i, j) = (i + 1, j + 1);
        } else if longest[(i + 1) * width + j] >= longest[i * width + j + 1] {
            i += 1;
        } else {
            j += 1;
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::differences;

    fn between(left: &str, right: &str) -> Vec<(String, String)> {
        let (left, right): (Vec<char>, Vec<char>) = (left.chars().collect(), right.chars().collect());
        let of = |side: &[char], index: Option<usize>| index.map(|index| side[index]).into_iter().collect();
        differences(&left, &right).into_iter().map(|(i, j)| (of(&left, i), of(&right, j))).collect()
    }

    #[test]
    fn the_shorter_way_to_say_it_is_taken() {
        let pair = |left: &str, right: &str| (left.to_owned(), right.to_owned());
        assert_eq!(between("abc", "abc"), []);
        assert_eq!(between("abc", "axc"), [pair("b", "x")]);
        assert_eq!(between("abcd", "acbd"), [pair("b", "c"), pair("c", "b")]);
        assert_eq!(between("abcdef", "abxcdef"), [pair("", "x")]);
        assert_eq!(between("xabcdef", "abcdefy"), [pair("x", ""), pair("", "y")]);
        assert_eq!(between("", "ab"), [pair("", "a"), pair("", "b")]);
    }
}
