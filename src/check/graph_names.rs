//! Names of databases, aliases and graphs: which parts may be quoted, and how many there may be.

use super::findings::Findings;
use crate::ast::{GraphName, GraphRef, NameOrParam, Param};
use crate::status::SemanticError;
use crate::text::{escape_name, quoted_name};

/// Checks a name that may have two parts.
pub(super) fn check(name: &GraphName, findings: &mut Findings<'_>) {
    let GraphName::Name(name) = name else { return };
    quoted_parts(name, findings);
    if findings.is_cypher_5() && components(name) > 2 {
        findings.report(SemanticError::NameParts(written(name)), name.span);
    }
}

/// Checks several names.
pub(super) fn check_all(names: &[GraphName], findings: &mut Findings<'_>) {
    for name in names {
        check(name, findings);
    }
}

/// Checks the name of a new standard database, which has one part.
pub(super) fn check_database(name: &GraphName, findings: &mut Findings<'_>) {
    let GraphName::Name(name) = name else { return };
    quoted_parts(name, findings);
    if findings.is_cypher_5() && components(name) > 1 {
        findings.report(SemanticError::DatabaseNameParts(written(name)), name.span);
    }
}

/// Quotes around single parts: deprecated in Cypher 5, an error in Cypher 25.
pub(super) fn quoted_parts(name: &GraphRef, findings: &mut Findings<'_>) {
    if name.parts.len() < 2 || name.parts.iter().all(|part| !part.quoted) {
        return;
    }
    let written = written(name);
    if findings.is_cypher_5() {
        findings.deprecate(
            format!(
                "Graph references with separately backticked name parts ({written}) are deprecated. In future Cypher versions, use parameters or backtick the entire name ({}).",
                quoted_name(&name.text())
            ),
            name.span,
        );
    } else {
        findings.report(SemanticError::QuotedNameParts(written), name.span);
    }
}

/// The number of components in Cypher 5: parts without quotes that follow one another are one.
fn components(name: &GraphRef) -> usize {
    let mut count = 0;
    let mut after_plain = false;
    for part in &name.parts {
        if part.quoted || !after_plain {
            count += 1;
        }
        after_plain = !part.quoted;
    }
    count
}

/// The parts with their quotes, without blanks between them.
pub(super) fn written(name: &GraphRef) -> String {
    let mut text = String::new();
    for (at, part) in name.parts.iter().enumerate() {
        if at > 0 {
            text.push('.');
        }
        if part.quoted {
            text.push_str(&quoted_name(&part.text));
        } else {
            text.push_str(&part.text);
        }
    }
    text
}

/// A name of a graph as messages print it: in Cypher 5 composite database and rest, in Cypher 25
/// one string.
pub(super) fn printed(name: &GraphName, findings: &Findings<'_>) -> String {
    match name {
        GraphName::Param(param) => printed_param(param),
        GraphName::Name(name) => match name.parts.split_first() {
            Some((first, rest)) if findings.is_cypher_5() && !rest.is_empty() => {
                let rest: Vec<_> = rest.iter().map(|part| part.text.as_str()).collect();
                format!("{}.{}", escape_name(&first.text), escape_name(&rest.join(".")))
            }
            _ => escape_name(&name.text()).into_owned(),
        },
    }
}

/// A name as messages print it.
pub(super) fn printed_name(name: &NameOrParam) -> String {
    match name {
        NameOrParam::Name(name) => escape_name(&name.value).into_owned(),
        NameOrParam::Param(param) => printed_param(param),
    }
}

/// A parameter as messages print it: numbers in backticks, too.
pub(super) fn printed_param(param: &Param) -> String {
    format!("${}", escape_name(&param.name.value))
}
