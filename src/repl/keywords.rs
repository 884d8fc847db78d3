//! The words of the language, for colours and completion.

use crate::parser::keywords;
use std::sync::OnceLock;

/// All keywords of the grammar in upper case, sorted. Made when the first line is typed.
pub(super) fn all() -> &'static [String] {
    static ALL: OnceLock<Vec<String>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: Vec<String> = keywords().map(str::to_uppercase).collect();
        all.sort();
        all.dedup();
        all
    })
}

/// Whether a word is a keyword, in any case.
pub(super) fn is_keyword(word: &str) -> bool {
    let word = word.to_ascii_uppercase();
    all().binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keywords_come_from_the_grammar() {
        assert!(is_keyword("Grant") && is_keyword("YIELD") && !is_keyword("grants"));
        assert!(all().iter().all(|word| word.chars().all(|c| c.is_ascii_alphanumeric())));
    }
}
