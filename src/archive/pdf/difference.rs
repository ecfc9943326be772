//! Two sequences side by side.

/// Comparisons that are made at most; beyond them, what differs is taken pair by pair.
const MOST_COMPARISONS: usize = 4_000_000;

/// Where two sequences differ: the indices of what stands in the place of what, or of what stands in one alone. Of all ways
/// to say it, one that finds the most in common.
pub fn differences<T: PartialEq>(left: &[T], right: &[T]) -> Vec<(Option<usize>, Option<usize>)> {
    let same = |(left, right): &(&T, &T)| left == right;
    let start = left.iter().zip(right).take_while(same).count();
    let (left, right) = (&left[start..], &right[start..]);
    let end = left.iter().rev().zip(right.iter().rev()).take_while(same).count();
    let (left, right) = (&left[..left.len() - end], &right[..right.len() - end]);
    let common = if left.len().saturating_mul(right.len()) > MOST_COMPARISONS {
        (0..left.len().min(right.len())).filter(|index| left[*index] == right[*index]).map(|index| (index, index)).collect()
    } else {
        common(left, right)
    };
    let mut found = vec![];
    let (mut i, mut j) = (0, 0);
    for (to_i, to_j) in common.into_iter().chain([(left.len(), right.len())]) {
        for step in 0..(to_i - i).max(to_j - j) {
            let place = |from: usize, to: usize| (from + step < to).then_some(start + from + step);
            found.push((place(i, to_i), place(j, to_j)));
        }
        (i, j) = (to_i + 1, to_j + 1);
    }
    found
}

/// A longest common subsequence.
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
