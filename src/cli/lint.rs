//! `lint`: findings about the state that scripts make.

use super::args::{LintFormat, Options};
use super::can::with_state;
use super::exit::{Exit, complain};
use crate::tools::lint::{Finding, Rule, Suppression, Suppressions, lint};
use serde_json::{Value, json};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Runs scripts on a fresh DBMS and says what is found in the end.
pub(super) fn lint_files(
    options: &Options,
    format: LintFormat,
    scripts: &[PathBuf],
) -> io::Result<Exit> {
    let mut suppressions = Suppressions::default();
    for script in scripts {
        // What cannot be read is complained about when it is run.
        let text = fs::read_to_string(script).unwrap_or_default();
        let name = script.display().to_string();
        if let Some((line, text)) = suppressions.read(&name, &text).first() {
            let names: Vec<&str> = Rule::ALL.iter().map(|rule| rule.name()).collect();
            let known = names.join(", ");
            complain(&format!("{name}:{line}: there is no such rule: {text}\n  help: {known}"));
            return Ok(Exit::Usage);
        }
    }
    with_state(options, scripts, |engine, out| {
        let Some((graph, access)) = engine.state() else { return Ok(Exit::Usage) };
        let mut findings = lint(graph, access);
        // Beside the findings, so that it spoils no output for programs.
        for unused in suppressions.unused(&findings) {
            let Suppression { script, line, text, .. } = unused;
            writeln!(io::stderr(), "note: {script}:{line}: there is nothing to allow: {text}")?;
        }
        findings.retain(|finding| !suppressions.allow(finding));
        match format {
            LintFormat::Text => text(out, &findings)?,
            LintFormat::Json => {
                for finding in &findings {
                    writeln!(out, "{}", finding_json(finding))?;
                }
            }
            LintFormat::Sarif => writeln!(out, "{:#}", sarif(&findings, scripts))?,
        }
        Ok(if findings.is_empty() { Exit::Success } else { Exit::Findings })
    })
}

fn text(out: &mut dyn Write, findings: &[Finding]) -> io::Result<()> {
    for finding in findings {
        let (severity, rule) = (finding.rule.severity().as_str(), finding.rule.name());
        writeln!(out, "{severity}[{rule}] {}: {}", finding.subject, finding.message)?;
        for fix in &finding.fixes {
            writeln!(out, "  fix: {fix}")?;
        }
    }
    let plural = if findings.len() == 1 { "" } else { "s" };
    writeln!(out, "{} finding{plural}", findings.len())
}

fn finding_json(finding: &Finding) -> Value {
    json!({
        "rule": finding.rule.name(),
        "severity": finding.rule.severity().as_str(),
        "subject": finding.subject,
        "message": finding.message,
        "fixes": finding.fixes,
    })
}

/// A path as a reference in the sense of RFC 3986.
fn uri(path: &Path) -> String {
    let mut text = String::new();
    for byte in path.display().to_string().bytes() {
        match byte {
            b'-' | b'.' | b'_' | b'~' | b'/' => text.push(char::from(byte)),
            byte if byte.is_ascii_alphanumeric() => text.push(char::from(byte)),
            byte => text.push_str(&format!("%{byte:02X}")),
        }
    }
    text
}

/// SARIF 2.1.0. A finding is about the state that all scripts make, so it points to the last of them.
fn sarif(findings: &[Finding], scripts: &[PathBuf]) -> Value {
    let rules: Vec<Value> = Rule::ALL
        .iter()
        .map(|rule| {
            json!({
                "id": rule.name(),
                "shortDescription": {"text": rule.summary()},
                "defaultConfiguration": {"level": rule.severity().as_str()},
            })
        })
        .collect();
    let location = scripts
        .last()
        .map(|script| json!({"physicalLocation": {"artifactLocation": {"uri": uri(script)}}}));
    let results: Vec<Value> = findings
        .iter()
        .map(|finding| {
            json!({
                "ruleId": finding.rule.name(),
                "level": finding.rule.severity().as_str(),
                "message": {"text": finding.message},
                "locations": location.iter().collect::<Vec<_>>(),
                "properties": {"subject": finding.subject, "fixes": finding.fixes},
            })
        })
        .collect();
    let driver = json!({
        "name": "cypher-admin",
        "version": env!("CARGO_PKG_VERSION"),
        "rules": rules,
    });
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    })
}
