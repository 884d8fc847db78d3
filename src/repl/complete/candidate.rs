//! One thing that a word can become, and lists of them.

use rustyline::completion::Candidate as Completed;

/// What is shown in a list, and what is typed when it is chosen.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::repl) struct Candidate {
    pub(in crate::repl) shown: String,
    pub(in crate::repl) typed: String,
}

impl Completed for Candidate {
    fn display(&self) -> &str {
        &self.shown
    }

    fn replacement(&self) -> &str {
        &self.typed
    }
}

impl Candidate {
    /// A name, which more may follow without a blank.
    pub(super) fn name(text: impl Into<String>) -> Self {
        let text = text.into();
        Self { shown: text.clone(), typed: text }
    }

    /// A word that a blank follows.
    pub(super) fn word(text: impl Into<String>) -> Self {
        let shown = text.into();
        Self { typed: format!("{shown} "), shown }
    }
}

/// The most candidates that are listed. The line editor asks before it lists a hundred.
const MOST: usize = 500;

/// Sorts, drops doubles, and cuts a list that nobody would read.
pub(super) fn finish(mut found: Vec<Candidate>) -> Vec<Candidate> {
    if found.len() <= MOST {
        found.sort_unstable();
        found.dedup();
        return found;
    }
    let common = common_beginning(&found);
    let left = found.len() - MOST;
    found.select_nth_unstable(MOST);
    found.truncate(MOST);
    found.sort_unstable();
    found.dedup();
    // Types no more than what all of them begin with, those that are left out included.
    found.push(Candidate { shown: format!("... {left} more"), typed: common });
    found
}

fn common_beginning(found: &[Candidate]) -> String {
    let mut common = found.first().map(|first| first.typed.as_str()).unwrap_or_default();
    for candidate in found {
        let shared = common.chars().zip(candidate.typed.chars()).take_while(|(a, b)| a == b);
        let length = shared.map(|(c, _)| c.len_utf8()).sum();
        common = common.get(..length).unwrap_or_default();
    }
    common.to_owned()
}

/// Whether `text` begins with `typed`, in any case.
pub(super) fn begins(text: &str, typed: &str) -> bool {
    text.get(..typed.len()).is_some_and(|beginning| beginning.eq_ignore_ascii_case(typed))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_is_cut_and_types_only_what_all_begin_with() {
        let found: Vec<_> = (0..10_000).map(|at| Candidate::name(format!("role{at:05}"))).collect();
        let found = finish(found);
        assert_eq!(found.len(), MOST + 1);
        assert_eq!(found[0].typed, "role00000");
        assert_eq!(found[MOST], Candidate { shown: "... 9500 more".into(), typed: "role0".into() });
        let few = finish(vec![Candidate::word("b"), Candidate::word("a"), Candidate::word("b")]);
        assert_eq!(few, [Candidate::word("a"), Candidate::word("b")]);
    }
}
