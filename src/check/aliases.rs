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

/// A dot in what Cypher 5 takes for the alias's own name, unless in backticks. Names of remote aliases are
/// printed with theirs.
fn dot(name: &GraphName, error: fn(String) -> SemanticError, findings: &mut Findings<'_>) {
    if let GraphName::Name(name) = name
        && findings.is_cypher_5()
        && name.parts.len() > 2
    {
        let found = match error(name.text()) {
            SemanticError::RemoteAliasDot(_) => error(graph_names::written(name)),
            local => local,
        };
        findings.report(found, name.span);
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
