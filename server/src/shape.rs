//! What a label looks like to people.

/// The shape of a label, whatever characters it is made of: two labels of one shape can be taken
/// for each other (UTS 39 §4).
pub(crate) fn shape(label: &str) -> String {
    unicode_security::skeleton(&label.to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_alike_has_one_shape() {
        // The second are Cyrillic; the third is a one; the last is r and n.
        for (one, other) in [("paypal", "раураl"), ("paypal", "paypa1"), ("modern", "rnodern")]
        {
            assert_eq!(shape(one), shape(other));
        }
        assert_ne!(shape("paypal"), shape("paypai"));
    }
}
