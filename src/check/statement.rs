//! The way in: which check a command gets.

use super::findings::Findings;
use super::show::{Family, Part};
use super::{
    Judge, aliases, auth_rules, composed, databases, graph_names, old_names, privileges, rewritten,
    roles, show, users,
};
use crate::ast::{Command, ComposedEnd, CypherVersion, ShowTail, ShowWhat, Statement};
use crate::parser::{
    BrokenPage, Deferred, Seen, parse_composed, parse_deferring, place_behind_use,
};
use crate::privilege::Action;
use crate::status::{Error, ErrorKind, Notification, SemanticError};
use crate::text::Span;

/// Checks a parsed statement without looking at any data.
///
/// `version` is the language when the statement names none; `text` is what was parsed.
/// Remarks (deprecations) are pushed onto `notifications`.
///
/// # Errors
/// All semantic errors in order of position; a server reports the first.
pub fn check_statement(
    statement: &Statement,
    text: &str,
    version: CypherVersion,
    judge: Judge,
    notifications: &mut Vec<Notification>,
) -> Result<(), Vec<Error>> {
    check_with(statement, &[], text, version, judge, notifications)
}

/// As [`check_statement`], beside errors of bad numbers that the parser has left to us.
pub(super) fn check_with(
    statement: &Statement,
    deferred: &[Deferred],
    text: &str,
    version: CypherVersion,
    judge: Judge,
    notifications: &mut Vec<Notification>,
) -> Result<(), Vec<Error>> {
    let version = statement.version.unwrap_or(version);
    if deferred.iter().any(|deferred| deferred.seen == Seen::Never) {
        let mut findings = Findings::new(text, version, judge, notifications);
        check_command(&statement.command, &mut findings);
        let mut errors = findings.into_errors();
        errors.retain(|error| is_found_early(&error.kind));
        return if errors.is_empty() { Ok(()) } else { Err(errors) };
    }
    if version == CypherVersion::Cypher5 {
        old_names::warn(text, text.len(), notifications);
    }
    let mut findings = Findings::new(text, version, judge, notifications).with_deferred(deferred);
    check_command(&statement.command, &mut findings);
    use_clause(&statement.command, deferred, &mut findings);
    let errors = findings.into_errors();
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

/// Checks a query with commands among its clauses: its errors as far as it is ours to judge. None where the first
/// error may lie further on.
pub(super) fn check_composed(
    text: &str,
    version: CypherVersion,
    judge: Judge,
    notifications: &mut Vec<Notification>,
) -> Option<Vec<Error>> {
    let (query, deferred) = match parse_composed(text, version)? {
        Ok(parsed) => parsed,
        Err(error) => return Some(vec![error]),
    };
    let version = query.version.unwrap_or(version);
    let mut findings = Findings::new(text, version, judge, notifications).with_deferred(&deferred);
    composed::composed(&query, &mut findings);
    let errors = findings.into_errors();
    (query.end == ComposedEnd::Whole || !errors.is_empty()).then_some(errors)
}

/// Errors of meaning in the clauses of a query that breaks off further on.
pub(super) fn errors_in_composed(text: &str, version: CypherVersion) -> Vec<Error> {
    let Some(Ok((mut query, _))) = parse_composed(text, version) else { return Vec::new() };
    // A broken clause is none, so the one in front of it is the last.
    let is_known = query.end == ComposedEnd::Data && (query.clauses.len() > 1 || query.goes_on);
    if !is_known {
        return Vec::new();
    }
    query.end = ComposedEnd::Whole;
    let mut notifications = Vec::new();
    let version = query.version.unwrap_or(version);
    let mut findings = Findings::new(text, version, Judge::FrontEnd, &mut notifications);
    composed::composed(&query, &mut findings);
    findings.into_errors()
}

/// Errors that show as soon as the tree is built.
fn is_found_early(kind: &ErrorKind) -> bool {
    if *kind == ErrorKind::GlobPartHalfEscaped {
        return true;
    }
    let ErrorKind::Semantic(error) = kind else { return false };
    matches!(
        **error,
        SemanticError::QuotedNameParts(_)
            | SemanticError::DatabaseNameParts(_)
            | SemanticError::NameParts(_)
            | SemanticError::CypherVersion(_)
            | SemanticError::RemoteAliasDot(_)
            | SemanticError::SecretManager(_)
    )
}

/// As [`check_statement`] for the beginning of a statement: when too much of it is missing, only what the
/// first stage of the analysis finds.
pub(super) fn check_beginning(
    statement: &Statement,
    deferred: &[Deferred],
    text: &str,
    version: CypherVersion,
    is_partial: bool,
) -> Vec<Error> {
    let version = statement.version.unwrap_or(version);
    let mut notifications = Vec::new();
    let mut findings = Findings::new(text, version, Judge::FrontEnd, &mut notifications);
    check_command(&statement.command, &mut findings);
    use_clause(&statement.command, deferred, &mut findings);
    let is_refused = findings.is_refused();
    let mut errors = findings.into_errors();
    if deferred.iter().any(|deferred| deferred.seen == Seen::Never) {
        // No more than what is refused at once.
        errors.retain(|error| {
            matches!(&error.kind, ErrorKind::Semantic(error)
                if matches!(**error, SemanticError::ReplaceAndIfNotExists { .. }))
        });
    } else if is_partial && !is_refused {
        // Of a privilege that breaks off only what its names show.
        let takes_use = !matches!(statement.command, Command::Privilege(_));
        errors.retain(|error| {
            is_found_early(&error.kind) || takes_use && error.kind == ErrorKind::UseClause
        });
    }
    errors
}

/// The errors of a command whose `ORDER BY`, `SKIP` or `LIMIT` breaks off, in Cypher 25: the part is taken for a clause
/// of its own, with which no query ends. None where it belongs to the command all the same.
pub(super) fn check_broken_page(
    text: &str,
    version: CypherVersion,
    page: BrokenPage,
) -> Option<Vec<Error>> {
    let front = text.get(..page.start)?;
    let (statement, _) = parse_deferring(front, version).ok()?;
    let version = statement.version.unwrap_or(version);
    let mut notifications = Vec::new();
    let mut findings = Findings::new(front, version, Judge::FrontEnd, &mut notifications);
    let end = match &statement.command {
        Command::Show(command) => Part::of_show(command, &findings),
        Command::TerminateTransactions(command) => Part::of_terminate(command, &findings),
        _ => return None,
    };
    let ShowTail::Yield(yields, returned) = end.tail else { return None };
    if end.family != Family::Composable {
        return None;
    }
    if !page.is_order {
        return Some(Vec::new());
    }
    check_command(&statement.command, &mut findings);
    match returned {
        Some(returned) => {
            findings.report(SemanticError::OnlyAtEnd("RETURN"), returned.place);
            findings.report(SemanticError::PageOrder, returned.place);
        }
        None if yields.items.is_empty() => {
            findings.report(SemanticError::YieldStarCombined(end.words), yields.place);
        }
        None => {}
    }
    let at = Span::new(page.start, page.start + "ORDER BY".len());
    findings.report(SemanticError::CannotConclude("ORDER BY"), at);
    Some(findings.into_errors())
}

/// The error of a `USE` clause in front of the command, which Neo4j's front end reports at the command. It does not
/// look for one where it has to rewrite the tail first, for `*` and `WHERE` alone above all, nor where it refuses the
/// command at once.
fn use_clause(command: &Command, deferred: &[Deferred], findings: &mut Findings<'_>) {
    let Some(deferred) = deferred.iter().find(|deferred| deferred.seen == Seen::WithCommand) else {
        return;
    };
    let mut error = deferred.error.clone();
    let is_seen = match command {
        Command::Show(show) if matches!(show.what, ShowWhat::Databases(_)) => {
            findings.add(error);
            return;
        }
        Command::Show(show) => match &show.tail {
            ShowTail::None => true,
            ShowTail::Where(_) => false,
            tail @ ShowTail::Yield(yields, returned) => {
                let is_star =
                    yields.items.is_empty() || returned.as_ref().is_some_and(|it| it.star);
                !is_star && !rewritten::in_tail(tail, findings)
            }
        },
        _ => true,
    };
    let is_new = matches!(command, Command::CreateUser(_));
    let is_all = matches!(command, Command::Privilege(it)
        if matches!(it.privilege.action, Action::GraphActions | Action::DatabaseActions));
    let is_hidden = findings.has(|error| leaves_no_command(error, is_new, is_all));
    if let Some(at) = place_behind_use(findings.text).filter(|_| is_seen && !is_hidden) {
        error.span = Some(Span::new(at, at));
        findings.add(error);
    }
}

/// Whether the front end looks at nothing but this error: the command is refused at once, or its builder does not get
/// what it asks for.
pub(super) fn leaves_no_command(error: &SemanticError, is_new: bool, is_all: bool) -> bool {
    match error {
        SemanticError::OnDefault(_) => !is_all,
        SemanticError::DuplicateClause(clause) => match clause.as_str() {
            "SET TAGS" => is_new,
            clause => !MAY_REPEAT.contains(&clause) && !clause.starts_with('\''),
        },
        error => matches!(
            error,
            SemanticError::ReplaceAndIfNotExists { .. }
                | SemanticError::DenyMerge
                | SemanticError::LoadUrl
                | SemanticError::AliasUrl(_)
                | SemanticError::CompositeNameDot(_)
        ),
    }
}

/// Clauses whose builder takes several.
const MAY_REPEAT: [&str; 6] =
    ["ADD TAGS", "REMOVE TAGS", "SET CONDITION", "SET ENABLED", "PRIMARY", "SECONDARY"];

fn check_command(command: &Command, findings: &mut Findings<'_>) {
    match command {
        Command::CreateUser(command) => users::create(command, findings),
        Command::AlterUser(command) => users::alter(command, findings),
        Command::AlterUsers(command) => users::alter_several(command, findings),
        Command::CreateRole(command) => roles::create(command, findings),
        Command::Privilege(command) => {
            findings.look_at_all_numbers();
            privileges::check(command, findings);
        }
        Command::SetAuthRule(command) => auth_rules::check(command, findings),
        Command::CreateDatabase(command) => databases::create(command, findings),
        Command::AlterDatabase(command) => databases::alter(command, findings),
        Command::DropDatabase(command) => graph_names::check(&command.name, findings),
        Command::SwitchDatabase(command) => graph_names::check(&command.name, findings),
        Command::CreateAlias(command) => aliases::create(command, findings),
        Command::AlterAlias(command) => aliases::alter(command, findings),
        Command::DropAlias(command) => graph_names::check(&command.name, findings),
        Command::Show(command) => show::show(command, findings),
        Command::TerminateTransactions(command) => show::terminate(command, findings),
        Command::Chain(commands) => show::chain(commands, findings),
        // Names alone: whether they are good is a question of the data.
        Command::AlterCurrentUser(_)
        | Command::Rename(_)
        | Command::Drop(_)
        | Command::AssignRole(_)
        | Command::Server(_) => {}
    }
}
