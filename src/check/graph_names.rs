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
fn written(name: &GraphRef) -> String {
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

#[cfg(test)]
mod tests {
    use crate::check::testing::*;

    #[test]
    fn parts_of_names_in_backticks() {
        assert_first_errors(&[
            (
                "CREATE COMPOSITE DATABASE `a`.`b`",
                Cypher5,
                26,
                r#"Failed to create the specified composite database 'a.b': COMPOSITE DATABASE names cannot contain ".". COMPOSITE DATABASE names using '.' must be quoted with backticks e.g. `composite.database`."#,
            ),
            (
                "CREATE COMPOSITE DATABASE `a`.`b`",
                Cypher25,
                26,
                "Incorrectly formatted graph reference '`a`.`b`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "CREATE COMPOSITE DATABASE `a`.`b`.c",
                Cypher5,
                26,
                r#"Failed to create the specified composite database 'a.b.c': COMPOSITE DATABASE names cannot contain ".". COMPOSITE DATABASE names using '.' must be quoted with backticks e.g. `composite.database`."#,
            ),
            (
                "CREATE COMPOSITE DATABASE `a`.`b`.c",
                Cypher25,
                26,
                "Incorrectly formatted graph reference '`a`.`b`.c'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "CREATE DATABASE `a`.`b`",
                Cypher5,
                16,
                "Invalid input ``a`.`b`` for database name. Expected name to contain at most one component.",
            ),
            (
                "CREATE DATABASE `a`.`b`",
                Cypher25,
                16,
                "Incorrectly formatted graph reference '`a`.`b`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "CREATE DATABASE a.`b`",
                Cypher5,
                16,
                "Invalid input `a.`b`` for database name. Expected name to contain at most one component.",
            ),
            (
                "CREATE DATABASE a.`b`",
                Cypher25,
                16,
                "Incorrectly formatted graph reference 'a.`b`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "CREATE DATABASE `a.b`.c",
                Cypher5,
                16,
                "Invalid input ``a.b`.c` for database name. Expected name to contain at most one component.",
            ),
            (
                "CREATE DATABASE `a.b`.c",
                Cypher25,
                16,
                "Incorrectly formatted graph reference '`a.b`.c'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "CREATE DATABASE `a`.b.c",
                Cypher5,
                16,
                "Invalid input ``a`.b.c` for database name. Expected name to contain at most one component.",
            ),
            (
                "CREATE DATABASE `a`.b.c",
                Cypher25,
                16,
                "Incorrectly formatted graph reference '`a`.b.c'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "CREATE OR REPLACE DATABASE `a`.`b` IF NOT EXISTS",
                Cypher5,
                0,
                "Failed to create the specified database 'a.b': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE OR REPLACE DATABASE `a`.`b` IF NOT EXISTS",
                Cypher25,
                0,
                "Failed to create the specified database '`a.b`': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE DATABASE `a`.`b`.`c`",
                Cypher5,
                16,
                "Invalid input ``a`.`b`.`c`` for database name. Expected name to contain at most one component.",
            ),
            (
                "CREATE DATABASE `a`.`b`.`c`",
                Cypher25,
                16,
                "Incorrectly formatted graph reference '`a`.`b`.`c`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            ("DROP DATABASE `a`.`b`", Cypher5, 0, ""),
            (
                "DROP DATABASE `a`.`b`",
                Cypher25,
                14,
                "Incorrectly formatted graph reference '`a`.`b`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            ("DROP DATABASE `a`.b.c", Cypher5, 0, ""),
            (
                "DROP DATABASE `a`.b.c",
                Cypher25,
                14,
                "Incorrectly formatted graph reference '`a`.b.c'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            ("DROP DATABASE `a.b`.c", Cypher5, 0, ""),
            (
                "DROP DATABASE `a.b`.c",
                Cypher25,
                14,
                "Incorrectly formatted graph reference '`a.b`.c'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "START DATABASE `a`.`b`.`c`",
                Cypher5,
                15,
                "Invalid input ``a`.`b`.`c`` for name. Expected name to contain at most two components separated by `.`.",
            ),
            (
                "START DATABASE `a`.`b`.`c`",
                Cypher25,
                15,
                "Incorrectly formatted graph reference '`a`.`b`.`c`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            ("ALTER DATABASE `a`.`b` SET ACCESS READ ONLY", Cypher5, 0, ""),
            (
                "ALTER DATABASE `a`.`b` SET ACCESS READ ONLY",
                Cypher25,
                15,
                "Incorrectly formatted graph reference '`a`.`b`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            ("CREATE ALIAS `a`.`b` FOR DATABASE d", Cypher5, 0, ""),
            (
                "CREATE ALIAS `a`.`b` FOR DATABASE d",
                Cypher25,
                13,
                "Incorrectly formatted graph reference '`a`.`b`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "CREATE ALIAS `a`.`b`.`c` FOR DATABASE d",
                Cypher5,
                13,
                "'.' is not a valid character in the local alias name 'a.b.c'. Local alias names using '.' must be quoted with backticks when adding a local alias to a composite database e.g. `local.alias`.",
            ),
            (
                "CREATE ALIAS `a`.`b`.`c` FOR DATABASE d",
                Cypher25,
                13,
                "Incorrectly formatted graph reference '`a`.`b`.`c`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            ("CREATE ALIAS `a.b`.c FOR DATABASE d", Cypher5, 0, ""),
            (
                "CREATE ALIAS `a.b`.c FOR DATABASE d",
                Cypher25,
                13,
                "Incorrectly formatted graph reference '`a.b`.c'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            ("CREATE ALIAS a.`b.c` FOR DATABASE d", Cypher5, 0, ""),
            (
                "CREATE ALIAS a.`b.c` FOR DATABASE d",
                Cypher25,
                13,
                "Incorrectly formatted graph reference 'a.`b.c`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "CREATE ALIAS `a`.b.c FOR DATABASE d",
                Cypher5,
                13,
                "'.' is not a valid character in the local alias name 'a.b.c'. Local alias names using '.' must be quoted with backticks when adding a local alias to a composite database e.g. `local.alias`.",
            ),
            (
                "CREATE ALIAS `a`.b.c FOR DATABASE d",
                Cypher25,
                13,
                "Incorrectly formatted graph reference '`a`.b.c'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "CREATE ALIAS a FOR DATABASE `d`.`e`.`f`",
                Cypher5,
                28,
                "Invalid input ``d`.`e`.`f`` for name. Expected name to contain at most two components separated by `.`.",
            ),
            (
                "CREATE ALIAS a FOR DATABASE `d`.`e`.`f`",
                Cypher25,
                28,
                "Incorrectly formatted graph reference '`d`.`e`.`f`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            ("CREATE ALIAS a FOR DATABASE `d`.`e`", Cypher5, 0, ""),
            (
                "CREATE ALIAS a FOR DATABASE `d`.`e`",
                Cypher25,
                28,
                "Incorrectly formatted graph reference '`d`.`e`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            ("CREATE ALIAS a.b FOR DATABASE `d`.`e`", Cypher5, 0, ""),
            (
                "CREATE ALIAS a.b FOR DATABASE `d`.`e`",
                Cypher25,
                30,
                "Incorrectly formatted graph reference '`d`.`e`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "CREATE ALIAS a.b.c FOR DATABASE `d`.`e`.`f`",
                Cypher5,
                13,
                "'.' is not a valid character in the local alias name 'a.b.c'. Local alias names using '.' must be quoted with backticks when adding a local alias to a composite database e.g. `local.alias`.",
            ),
            (
                "CREATE ALIAS a.b.c FOR DATABASE `d`.`e`.`f`",
                Cypher25,
                32,
                "Incorrectly formatted graph reference '`d`.`e`.`f`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "ALTER ALIAS `a`.`b`.c SET DATABASE TARGET x",
                Cypher5,
                12,
                "Invalid input ``a`.`b`.c` for name. Expected name to contain at most two components separated by `.`.",
            ),
            (
                "ALTER ALIAS `a`.`b`.c SET DATABASE TARGET x",
                Cypher25,
                12,
                "Incorrectly formatted graph reference '`a`.`b`.c'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            ("ALTER ALIAS `a`.`b` SET DATABASE TARGET x", Cypher5, 0, ""),
            (
                "ALTER ALIAS `a`.`b` SET DATABASE TARGET x",
                Cypher25,
                12,
                "Incorrectly formatted graph reference '`a`.`b`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "ALTER ALIAS a SET DATABASE TARGET `x`.`y`.`z`",
                Cypher5,
                34,
                "Invalid input ``x`.`y`.`z`` for name. Expected name to contain at most two components separated by `.`.",
            ),
            (
                "ALTER ALIAS a SET DATABASE TARGET `x`.`y`.`z`",
                Cypher25,
                34,
                "Incorrectly formatted graph reference '`x`.`y`.`z`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "ALTER ALIAS `a`.`b` SET DATABASE TARGET x USER b",
                Cypher5,
                0,
                "Failed to alter the specified database alias 'a.b': url needs to be defined to alter a remote alias target.",
            ),
            (
                "ALTER ALIAS `a`.`b` SET DATABASE TARGET x USER b",
                Cypher25,
                0,
                "Failed to alter the specified database alias '`a.b`': url needs to be defined to alter a remote alias target.",
            ),
            ("DROP ALIAS `a`.`b` FOR DATABASE", Cypher5, 0, ""),
            (
                "DROP ALIAS `a`.`b` FOR DATABASE",
                Cypher25,
                11,
                "Incorrectly formatted graph reference '`a`.`b`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "DROP ALIAS `a`.`b`.`c` FOR DATABASE",
                Cypher5,
                11,
                "Invalid input ``a`.`b`.`c`` for name. Expected name to contain at most two components separated by `.`.",
            ),
            (
                "DROP ALIAS `a`.`b`.`c` FOR DATABASE",
                Cypher25,
                11,
                "Incorrectly formatted graph reference '`a`.`b`.`c`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "CREATE OR REPLACE ALIAS a.`b-c` IF NOT EXISTS FOR DATABASE $y",
                Cypher5,
                0,
                "Failed to create the specified alias 'a.`b-c`': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE OR REPLACE ALIAS a.`b-c` IF NOT EXISTS FOR DATABASE $y",
                Cypher25,
                0,
                "Failed to create the specified alias '`a.b-c`': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            ("GRANT ACCESS ON DATABASE `a`.`b` TO r", Cypher5, 0, ""),
            (
                "GRANT ACCESS ON DATABASE `a`.`b` TO r",
                Cypher25,
                25,
                "Incorrectly formatted graph reference '`a`.`b`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "GRANT ACCESS ON DATABASE `a`.`b`, `c`.`d`.`e`, x.y.z TO r",
                Cypher5,
                34,
                "Invalid input ``c`.`d`.`e`` for name. Expected name to contain at most two components separated by `.`.",
            ),
            (
                "GRANT ACCESS ON DATABASE `a`.`b`, `c`.`d`.`e`, x.y.z TO r",
                Cypher25,
                25,
                "Incorrectly formatted graph reference '`a`.`b`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "GRANT TRAVERSE ON GRAPH `a`.`b`, `c`.`d`.`e` TO r",
                Cypher5,
                33,
                "Invalid input ``c`.`d`.`e`` for name. Expected name to contain at most two components separated by `.`.",
            ),
            (
                "GRANT TRAVERSE ON GRAPH `a`.`b`, `c`.`d`.`e` TO r",
                Cypher25,
                24,
                "Incorrectly formatted graph reference '`a`.`b`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            (
                "DENY MERGE {*} ON GRAPH `a`.`b` TO r",
                Both,
                0,
                "`DENY MERGE` is not supported. Use `DENY SET PROPERTY` and `DENY CREATE` instead.",
            ),
        ]);
    }
}
