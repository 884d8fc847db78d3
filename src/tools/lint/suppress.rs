//! Comments that suppress findings.

use super::finding::{Finding, Rule};

/// What scripts allow: rules, everywhere or about one subject.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Suppressions(Vec<Suppression>);

/// One comment that allows something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suppression {
    rule: Rule,
    subject: Option<String>,
    /// The script that it stands in.
    pub script: String,
    /// Its line there, from 1.
    pub line: usize,
    /// The comment.
    pub text: String,
}

impl Suppressions {
    /// Reads the `// lint: allow RULE [SUBJECT]` lines of a script. A line with an unknown rule is given
    /// back with its number, so that a misspelling does not go unnoticed.
    pub fn read<'t>(&mut self, name: &str, script: &'t str) -> Vec<(usize, &'t str)> {
        let mut unknown = Vec::new();
        for (at, text) in script.lines().map(str::trim).enumerate() {
            let Some(rest) = text.strip_prefix("//").map(str::trim_start) else { continue };
            let Some(rest) = rest.strip_prefix("lint: allow ") else { continue };
            let (rule, subject) = match rest.trim().split_once(' ') {
                Some((rule, subject)) => (rule, Some(subject.trim().to_owned())),
                None => (rest.trim(), None),
            };
            let line = at + 1;
            match Rule::ALL.iter().find(|known| known.name() == rule) {
                Some(rule) => self.0.push(Suppression {
                    rule: *rule,
                    subject,
                    script: name.to_owned(),
                    line,
                    text: text.to_owned(),
                }),
                None => unknown.push((line, text)),
            }
        }
        unknown
    }

    /// Whether a finding is suppressed.
    #[must_use]
    pub fn allow(&self, finding: &Finding) -> bool {
        self.0.iter().any(|it| it.is_about(finding))
    }

    /// Those that suppress none of these findings: what they allowed once is gone.
    pub fn unused<'s>(&'s self, findings: &'s [Finding]) -> impl Iterator<Item = &'s Suppression> {
        self.0.iter().filter(|it| !findings.iter().any(|finding| it.is_about(finding)))
    }
}

impl Suppression {
    fn is_about(&self, finding: &Finding) -> bool {
        self.rule == finding.rule
            && self.subject.as_ref().is_none_or(|name| *name == finding.subject)
    }
}
