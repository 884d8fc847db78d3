//! Comments that suppress findings.

use super::finding::{Finding, Rule};

/// What scripts allow: rules, everywhere or about one subject.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suppressions(Vec<(Rule, Option<String>)>);

impl Suppressions {
    /// Reads the `// lint: allow RULE [SUBJECT]` lines of a script. A line with an unknown rule is
    /// given back, so that a misspelling does not go unnoticed.
    pub fn read<'t>(&mut self, script: &'t str) -> Vec<&'t str> {
        let mut unknown = Vec::new();
        for line in script.lines().map(str::trim) {
            let Some(rest) = line.strip_prefix("//").map(str::trim_start) else { continue };
            let Some(rest) = rest.strip_prefix("lint: allow ") else { continue };
            let (name, subject) = match rest.trim().split_once(' ') {
                Some((name, subject)) => (name, Some(subject.trim().to_owned())),
                None => (rest.trim(), None),
            };
            match Rule::ALL.iter().find(|rule| rule.name() == name) {
                Some(rule) => self.0.push((*rule, subject)),
                None => unknown.push(line),
            }
        }
        unknown
    }

    /// Whether a finding is suppressed.
    #[must_use]
    pub fn allow(&self, finding: &Finding) -> bool {
        self.0.iter().any(|(rule, subject)| {
            *rule == finding.rule && subject.as_ref().is_none_or(|name| *name == finding.subject)
        })
    }
}
