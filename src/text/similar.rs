//! "Did you mean": the closest of a few known words.

/// The candidate most like `word`, ignoring case, if any is close enough to be worth naming.
#[must_use]
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| (strsim::jaro_winkler(&word, &candidate.to_lowercase()), candidate))
        .filter(|(similarity, _)| *similarity > 0.82)
        .max_by(|(a, _), (b, _)| a.total_cmp(b))
        .map(|(_, candidate)| candidate)
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn the_nearest_word_is_found_and_a_far_one_is_not() {
        assert_eq!(closest("GRNT", ["REVOKE", "GRANT", "DENY"]), Some("GRANT"));
        assert_eq!(closest("xyz", ["REVOKE", "GRANT", "DENY"]), None);
    }
}
