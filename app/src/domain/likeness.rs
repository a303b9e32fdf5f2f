//! How alike two texts are.

/// Levenshtein's distance of two texts, octet by octet.
pub(super) fn distance(left: &str, right: &str) -> usize {
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (at, a) in left.bytes().enumerate() {
        let mut corner = at;
        let mut left_of = at + 1;
        let mut next = vec![left_of];
        for (b, above) in right.bytes().zip(row.iter().skip(1)) {
            let cost = corner + usize::from(a != b);
            corner = *above;
            left_of = cost.min(*above + 1).min(left_of + 1);
            next.push(left_of);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}
