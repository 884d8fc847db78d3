//! `=~`: regular expressions over the whole string, as Java's `String.matches`.
//!
//! DIFFERS: the dialect is fancy-regex's. It takes what Java's does in practice, back references and
//! look-around included; possessive quantifiers and class intersections may be read differently.

use crate::status::ValueError;
use fancy_regex::Regex;

/// How many steps of backtracking one match may take.
const STEPS: usize = 1_000_000;

/// A compiled pattern.
#[derive(Debug, Clone)]
pub(super) struct Pattern(Regex);

impl Pattern {
    pub(super) fn new(pattern: &str) -> Result<Self, ValueError> {
        let invalid = |error: fancy_regex::Error| ValueError::Regex(error.to_string());
        // On its own first: `a)(b` must not pass by closing the group put around it.
        Regex::new(pattern).map_err(invalid)?;
        // Flags at the start of the pattern hold to the end of the group, as in Java.
        fancy_regex::RegexBuilder::new(&format!("\\A(?:{pattern})\\z"))
            .backtrack_limit(STEPS)
            .build()
            .map(Self)
            .map_err(invalid)
    }

    pub(super) fn matches(&self, text: &str) -> Result<bool, ValueError> {
        self.0.is_match(text).map_err(|error| ValueError::Regex(error.to_string()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_string_must_match() {
        for (pattern, text, expected) in [
            ("a.*", "abc", true),
            ("b", "abc", false),
            ("a|abc", "abc", true),
            ("(?i)ABC", "abc", true),
            ("a.c", "a\nc", false),
            ("(?s)a.c", "a\nc", true),
            ("a", "a\n", false),
            ("(a)\\1", "aa", true),
            ("", "", true),
        ] {
            let matches = Pattern::new(pattern).unwrap().matches(text);
            assert_eq!(matches, Ok(expected), "{pattern} {text:?}");
        }
        assert!(matches!(Pattern::new("("), Err(ValueError::Regex(_))));
        assert!(matches!(Pattern::new("a)(b"), Err(ValueError::Regex(_))));
    }

    #[test]
    fn a_hopeless_pattern_gives_up() {
        let pattern = Pattern::new("(a|a)*\\1b").unwrap();
        assert!(matches!(pattern.matches(&"a".repeat(60)), Err(ValueError::Regex(_)) | Ok(false)));
    }
}
