//! Aliases: repeated clauses, parts that make an alias remote, dots in names, driver settings.

use super::databases::language;
use super::findings::Findings;
use super::graph_names::{self, printed};
use super::once::Once;
use super::walk;
use crate::ast::{
    AlterAlias, AlterAliasKind, CreateAlias, ExprKind, GraphName, IfExists, MapOrParam,
    SubqueryKind,
};
use crate::status::SemanticError;

/// `CREATE ALIAS`
pub(super) fn create(command: &CreateAlias, findings: &mut Findings<'_>) {
    graph_names::check(&command.name, findings);
    graph_names::check(&command.target, findings);
    let language = command
        .remote
        .as_ref()
        .and_then(|remote| remote.language.as_ref())
        .is_some_and(|found| language(found, findings));
    let is_conflict = command.if_exists == IfExists::Conflict;
    if is_conflict {
        let error = SemanticError::ReplaceAndIfNotExists {
            what: "alias",
            name: printed(&command.name, findings),
        };
        findings.report(error, command.place);
    }
    match &command.remote {
        None if !is_conflict => {
            dot(&command.name, SemanticError::LocalAliasDot, findings);
        }
        None => {}
        Some(remote) => {
            if language && !is_conflict && is_constituent(&command.name, findings) {
                findings.report(SemanticError::ConstituentLanguage, command.place);
            }
            dot(&command.name, SemanticError::RemoteAliasDot, findings);
            if let Some(driver) = &remote.driver {
                driver_settings(driver, findings);
            }
        }
    }
}

/// `ALTER ALIAS`
pub(super) fn alter(command: &AlterAlias, findings: &mut Findings<'_>) {
    graph_names::check(&command.name, findings);
    let parts = alter_items(command, findings);
    if findings.is_refused() {
        return;
    }
    if parts.has_local_target && parts.is_remote {
        let name = printed(&command.name, findings);
        findings.report(SemanticError::AliasUrl(name), command.place);
        return;
    }
    if parts.has_language && is_constituent(&command.name, findings) {
        findings.report(SemanticError::ConstituentLanguage, command.place);
    }
    if parts.is_remote || parts.has_url {
        dot(&command.name, SemanticError::RemoteAliasDot, findings);
    }
    for item in &command.items {
        if let AlterAliasKind::Driver(driver) = &item.kind {
            driver_settings(driver, findings);
        }
    }
}

/// What the clauses of `ALTER ALIAS` amount to.
#[derive(Default)]
struct Parts {
    /// A target without an address.
    has_local_target: bool,
    /// A target with an address.
    has_url: bool,
    /// A clause that only remote aliases have.
    is_remote: bool,
    /// A language that exists.
    has_language: bool,
}

fn alter_items(command: &AlterAlias, findings: &mut Findings<'_>) -> Parts {
    let mut target = Once::new("TARGET");
    let mut user = Once::new("USER");
    let mut password = Once::new("PASSWORD");
    let mut driver = Once::new("DRIVER");
    let mut properties = Once::new("PROPERTIES");
    let mut default_language = Once::new("DEFAULT LANGUAGE");
    let mut parts = Parts::default();
    for item in &command.items {
        let once = match &item.kind {
            AlterAliasKind::Target(name, url) => {
                graph_names::check(name, findings);
                parts.has_local_target = url.is_none();
                parts.has_url = url.is_some();
                &mut target
            }
            AlterAliasKind::User(_) => {
                parts.is_remote = true;
                &mut user
            }
            AlterAliasKind::Password(_) => {
                parts.is_remote = true;
                &mut password
            }
            AlterAliasKind::Driver(_) => {
                parts.is_remote = true;
                &mut driver
            }
            AlterAliasKind::Properties(_) => &mut properties,
            AlterAliasKind::Language(found) => {
                let exists = language(found, findings);
                parts.has_language |= exists;
                parts.is_remote |= exists;
                &mut default_language
            }
        };
        once.seen(item.place, findings);
    }
    parts
}

/// Cypher 5 reads `a.b` as alias `b` in the composite database `a`.
fn is_constituent(name: &GraphName, findings: &Findings<'_>) -> bool {
    findings.is_cypher_5() && matches!(name, GraphName::Name(name) if name.parts.len() > 1)
}

/// A dot in what Cypher 5 takes for the alias's own name, unless in backticks.
fn dot(name: &GraphName, error: fn(String) -> SemanticError, findings: &mut Findings<'_>) {
    if let GraphName::Name(name) = name
        && findings.is_cypher_5()
        && name.parts.len() > 2
    {
        findings.report(error(name.text()), name.span);
    }
}

/// The first subquery or pattern in driver settings.
fn driver_settings(settings: &MapOrParam, findings: &mut Findings<'_>) {
    let MapOrParam::Map(entries) = settings else { return };
    let found = entries.iter().find_map(|(_, value)| {
        walk::find(value, &mut |expr| {
            matches!(
                expr.kind,
                ExprKind::Subquery(..) | ExprKind::Pattern(_) | ExprKind::PatternComprehension(_)
            )
        })
    });
    let Some(expr) = found else { return };
    match &expr.kind {
        ExprKind::Subquery(kind, _) => {
            findings.report(SemanticError::DriverSubquery(subquery_word(*kind)), expr.span);
        }
        ExprKind::Pattern(_) => {
            findings.report(SemanticError::DriverPattern("expressions"), expr.span);
        }
        _ => {
            findings.report(SemanticError::DriverPattern("comprehensions"), expr.span);
            findings.report(SemanticError::DriverSubquery("COLLECT"), expr.span);
        }
    }
}

/// The keyword of a subquery expression.
pub(super) fn subquery_word(kind: SubqueryKind) -> &'static str {
    match kind {
        SubqueryKind::Exists => "EXISTS",
        SubqueryKind::Count => "COUNT",
        SubqueryKind::Collect => "COLLECT",
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::*;

    #[test]
    fn aliases_local_and_remote() {
        assert_first_errors(&[
            ("CREATE ALIAS a FOR DATABASE b", Both, 0, ""),
            (
                "CREATE ALIAS a.b.c FOR DATABASE d",
                Cypher5,
                13,
                "'.' is not a valid character in the local alias name 'a.b.c'. Local alias names using '.' must be quoted with backticks when adding a local alias to a composite database e.g. `local.alias`.",
            ),
            ("CREATE ALIAS a.b.c FOR DATABASE d", Cypher25, 0, ""),
            (
                "CREATE ALIAS a.b.c FOR DATABASE d AT 'x' USER u PASSWORD 'p'",
                Cypher5,
                13,
                "'.' is not a valid character in the remote alias name 'a.b.c'. Remote alias names using '.' must be quoted with backticks e.g. `remote.alias`.",
            ),
            ("CREATE ALIAS a.b.c FOR DATABASE d AT 'x' USER u PASSWORD 'p'", Cypher25, 0, ""),
            ("CREATE ALIAS a.`b.c` FOR DATABASE d", Cypher5, 0, ""),
            (
                "CREATE ALIAS a.`b.c` FOR DATABASE d",
                Cypher25,
                13,
                "Incorrectly formatted graph reference 'a.`b.c`'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually.",
            ),
            ("CREATE ALIAS a FOR DATABASE d.e.f", Both, 0, ""),
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
                "CREATE ALIAS a.b FOR DATABASE d AT 'x' USER u PASSWORD 'p' DEFAULT LANGUAGE CYPHER 5",
                Cypher5,
                0,
                "42001\n42N14: DEFAULT LANGUAGE cannot be used together with 'constituent aliases'.",
            ),
            (
                "CREATE ALIAS a.b FOR DATABASE d AT 'x' USER u PASSWORD 'p' DEFAULT LANGUAGE CYPHER 5",
                Cypher25,
                0,
                "",
            ),
            (
                "CREATE ALIAS a.b.c FOR DATABASE d AT 'x' USER u PASSWORD 'p' DEFAULT LANGUAGE CYPHER 5",
                Cypher5,
                0,
                "42001\n42N14: DEFAULT LANGUAGE cannot be used together with 'constituent aliases'.",
            ),
            (
                "CREATE ALIAS a.b.c FOR DATABASE d AT 'x' USER u PASSWORD 'p' DEFAULT LANGUAGE CYPHER 5",
                Cypher25,
                0,
                "",
            ),
            (
                "CREATE ALIAS a.b FOR DATABASE d AT 'x' USER u PASSWORD 'p' DEFAULT LANGUAGE CYPHER 4",
                Both,
                83,
                "Invalid Cypher version '4'. Valid Cypher versions are: 5, 25",
            ),
            (
                "CREATE ALIAS a FOR DATABASE d AT 'x' USER u PASSWORD 'p' DEFAULT LANGUAGE CYPHER 4",
                Both,
                81,
                "Invalid Cypher version '4'. Valid Cypher versions are: 5, 25",
            ),
            (
                "CREATE OR REPLACE ALIAS a.b IF NOT EXISTS FOR DATABASE d AT 'x' USER u PASSWORD 'p' DEFAULT LANGUAGE CYPHER 4",
                Cypher5,
                0,
                "Failed to create the specified alias 'a.b': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE OR REPLACE ALIAS a.b IF NOT EXISTS FOR DATABASE d AT 'x' USER u PASSWORD 'p' DEFAULT LANGUAGE CYPHER 4",
                Cypher25,
                0,
                "Failed to create the specified alias '`a.b`': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE OR REPLACE ALIAS a.b IF NOT EXISTS FOR DATABASE d AT 'x' USER u PASSWORD 'p' DEFAULT LANGUAGE CYPHER 5",
                Cypher5,
                0,
                "Failed to create the specified alias 'a.b': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE OR REPLACE ALIAS a.b IF NOT EXISTS FOR DATABASE d AT 'x' USER u PASSWORD 'p' DEFAULT LANGUAGE CYPHER 5",
                Cypher25,
                0,
                "Failed to create the specified alias '`a.b`': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE OR REPLACE ALIAS a.b.c IF NOT EXISTS FOR DATABASE d AT 'x' USER u PASSWORD 'p'",
                Cypher5,
                0,
                "Failed to create the specified alias 'a.`b.c`': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE OR REPLACE ALIAS a.b.c IF NOT EXISTS FOR DATABASE d AT 'x' USER u PASSWORD 'p'",
                Cypher25,
                0,
                "Failed to create the specified alias '`a.b.c`': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE OR REPLACE ALIAS a.b.c IF NOT EXISTS FOR DATABASE d",
                Cypher5,
                0,
                "Failed to create the specified alias 'a.`b.c`': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE OR REPLACE ALIAS a.b.c IF NOT EXISTS FOR DATABASE d",
                Cypher25,
                0,
                "Failed to create the specified alias '`a.b.c`': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
            ),
            (
                "CREATE ALIAS a FOR DATABASE d AT 'x' USER u PASSWORD 'p' DRIVER {a: EXISTS { MATCH (n) }}",
                Both,
                68,
                "The EXISTS expression is not valid in driver settings.",
            ),
            (
                "CREATE ALIAS a FOR DATABASE d AT 'x' USER u PASSWORD 'p' DRIVER {a: COUNT { MATCH (n) }, b: COLLECT { MATCH (n) RETURN n }}",
                Both,
                68,
                "The COUNT expression is not valid in driver settings.",
            ),
            (
                "CREATE ALIAS a FOR DATABASE d AT 'x' USER u PASSWORD 'p' DRIVER {a: (x)-->(), b: [(n)-->() | 1]}",
                Both,
                68,
                "Pattern expressions are not valid in driver settings.",
            ),
            (
                "CREATE ALIAS a FOR DATABASE d AT 'x' USER u PASSWORD 'p' DRIVER {a: [(n)-->() | 1]}",
                Both,
                68,
                "Pattern comprehensions are not valid in driver settings.",
            ),
            (
                "CREATE ALIAS a FOR DATABASE d AT 'x' USER u PASSWORD 'p' DRIVER {a: 1 + [x IN [EXISTS { MATCH (n) }] | x][0]}",
                Both,
                79,
                "The EXISTS expression is not valid in driver settings.",
            ),
            (
                "CREATE ALIAS a FOR DATABASE d AT 'x' USER u PASSWORD 'p' DRIVER {a: y, b: 1 + true, c: foo(1)}",
                Both,
                0,
                "",
            ),
            (
                "CREATE ALIAS a FOR DATABASE d AT 'x' USER u PASSWORD 'p' DRIVER {a: 1, a: 2}",
                Both,
                0,
                "",
            ),
            (
                "CREATE ALIAS a FOR DATABASE d PROPERTIES {a: EXISTS { MATCH (n) }, b: x, c: 1 + true}",
                Both,
                0,
                "",
            ),
            (
                "ALTER ALIAS a SET DATABASE DRIVER {a: EXISTS { MATCH (n) }}",
                Both,
                38,
                "The EXISTS expression is not valid in driver settings.",
            ),
            ("ALTER ALIAS a SET DATABASE PROPERTIES {a: EXISTS { MATCH (n) }}", Both, 0, ""),
            (
                "ALTER ALIAS a SET DATABASE TARGET b USER u",
                Both,
                0,
                "Failed to alter the specified database alias 'a': url needs to be defined to alter a remote alias target.",
            ),
            (
                "ALTER ALIAS a SET DATABASE TARGET b PASSWORD 'x'",
                Both,
                0,
                "Failed to alter the specified database alias 'a': url needs to be defined to alter a remote alias target.",
            ),
            (
                "ALTER ALIAS a SET DATABASE TARGET b DRIVER {}",
                Both,
                0,
                "Failed to alter the specified database alias 'a': url needs to be defined to alter a remote alias target.",
            ),
            (
                "ALTER ALIAS a SET DATABASE TARGET b DEFAULT LANGUAGE CYPHER 5",
                Both,
                0,
                "Failed to alter the specified database alias 'a': url needs to be defined to alter a remote alias target.",
            ),
            (
                "ALTER ALIAS a SET DATABASE TARGET b DEFAULT LANGUAGE CYPHER 4",
                Both,
                60,
                "Invalid Cypher version '4'. Valid Cypher versions are: 5, 25",
            ),
            ("ALTER ALIAS a SET DATABASE TARGET b PROPERTIES {}", Both, 0, ""),
            (
                "ALTER ALIAS a SET DATABASE TARGET b TARGET c USER a USER b",
                Both,
                36,
                "Duplicate TARGET clause",
            ),
            (
                "ALTER ALIAS a.b SET DATABASE DEFAULT LANGUAGE CYPHER 5",
                Cypher5,
                0,
                "42001\n42N14: DEFAULT LANGUAGE cannot be used together with 'constituent aliases'.",
            ),
            ("ALTER ALIAS a.b SET DATABASE DEFAULT LANGUAGE CYPHER 5", Cypher25, 0, ""),
            (
                "ALTER ALIAS a.b SET DATABASE TARGET x DEFAULT LANGUAGE CYPHER 5",
                Cypher5,
                0,
                "Failed to alter the specified database alias 'a.b': url needs to be defined to alter a remote alias target.",
            ),
            (
                "ALTER ALIAS a.b SET DATABASE TARGET x DEFAULT LANGUAGE CYPHER 5",
                Cypher25,
                0,
                "Failed to alter the specified database alias '`a.b`': url needs to be defined to alter a remote alias target.",
            ),
            (
                "ALTER ALIAS a.b SET DATABASE TARGET x.y.z DEFAULT LANGUAGE CYPHER 5",
                Cypher5,
                0,
                "Failed to alter the specified database alias 'a.b': url needs to be defined to alter a remote alias target.",
            ),
            (
                "ALTER ALIAS a.b SET DATABASE TARGET x.y.z DEFAULT LANGUAGE CYPHER 5",
                Cypher25,
                0,
                "Failed to alter the specified database alias '`a.b`': url needs to be defined to alter a remote alias target.",
            ),
            (
                "ALTER ALIAS a.b.c SET DATABASE DEFAULT LANGUAGE CYPHER 5",
                Cypher5,
                0,
                "42001\n42N14: DEFAULT LANGUAGE cannot be used together with 'constituent aliases'.",
            ),
            ("ALTER ALIAS a.b.c SET DATABASE DEFAULT LANGUAGE CYPHER 5", Cypher25, 0, ""),
            (
                "ALTER ALIAS a.b.c SET DATABASE TARGET x AT 'u'",
                Cypher5,
                12,
                "'.' is not a valid character in the remote alias name 'a.b.c'. Remote alias names using '.' must be quoted with backticks e.g. `remote.alias`.",
            ),
            ("ALTER ALIAS a.b.c SET DATABASE TARGET x AT 'u'", Cypher25, 0, ""),
            ("ALTER ALIAS a.b.c SET DATABASE TARGET x", Both, 0, ""),
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
                "ALTER ALIAS a.b SET DATABASE TARGET x USER b",
                Cypher5,
                0,
                "Failed to alter the specified database alias 'a.b': url needs to be defined to alter a remote alias target.",
            ),
            (
                "ALTER ALIAS a.b SET DATABASE TARGET x USER b",
                Cypher25,
                0,
                "Failed to alter the specified database alias '`a.b`': url needs to be defined to alter a remote alias target.",
            ),
            (
                "ALTER ALIAS a SET DATABASE DEFAULT LANGUAGE CYPHER 5 DEFAULT LANGUAGE CYPHER 5",
                Both,
                53,
                "Duplicate DEFAULT LANGUAGE clause",
            ),
            (
                "ALTER ALIAS a SET DATABASE DEFAULT LANGUAGE CYPHER 4 DEFAULT LANGUAGE CYPHER 3",
                Both,
                51,
                "Invalid Cypher version '4'. Valid Cypher versions are: 5, 25",
            ),
            (
                "CREATE ALIAS $x FOR DATABASE $y AT 'x' USER u PASSWORD 'p' DEFAULT LANGUAGE CYPHER 5",
                Both,
                0,
                "",
            ),
            (
                "CREATE OR REPLACE ALIAS $x IF NOT EXISTS FOR DATABASE $y",
                Both,
                0,
                "Failed to create the specified alias '$x': cannot have both `OR REPLACE` and `IF NOT EXISTS`.",
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
        ]);
    }
}
