//! The inner GQLSTATUS of each semantic error: the cause below the outermost `42001`.
//!
//! Templates and quoting as in Neo4j's status code pages; where no cause is known there is none.

use super::GqlStatus;
use super::semantic::{PropertyRuleError, SemanticError};

/// The cause of an error, if its code is known.
pub(super) fn cause(error: &SemanticError) -> Option<GqlStatus> {
    use SemanticError as E;
    let (code, description) = match error {
        E::DuplicateClause(clause) => ("42N19", duplicate(clause)),
        E::DuplicateAuthClause(clause) => ("42N19", duplicate(clause)),
        E::ReplaceAndIfNotExists { .. } => ("42N14", not_together("OR REPLACE", "IF NOT EXISTS")),
        E::NotTogether { clause, other } => ("42N14", not_together(clause, other)),
        E::DenyMerge => ("42N14", not_together("DENY", "MERGE")),
        E::ConstituentLanguage => {
            ("42N14", not_together("DEFAULT LANGUAGE", "constituent aliases"))
        }
        E::NoAuth => ("22N06", missing("Auth provider")),
        E::MissingCondition => ("22N06", missing("SET CONDITION")),
        E::MixedAuthSyntax | E::SetTagsCombined => (
            "42N92",
            access(
                "cannot combine old and new auth provider syntax. Cannot combine old and new auth syntax for the same auth provider.",
            ),
        ),
        E::NoAlterUserClause | E::NoTagClause => (
            "42N94",
            access("incomplete ALTER USER command. 'ALTER USER' requires at least one clause."),
        ),
        E::MissingAuthClause { clause, provider } => (
            "42N97",
            access(&format!(
                "missing mandatory auth clause. Clause {clause} is mandatory for auth provider `{provider}`."
            )),
        ),
        E::ForbiddenAuthClause { clause, provider } => {
            let allowed = if provider == "native" {
                "'SET PASSWORD', 'SET PASSWORD CHANGE [NOT] REQUIRED'"
            } else {
                "'SET ID'"
            };
            ("22N04", invalid(clause, &format!("auth provider '{provider}' attribute"), allowed))
        }
        E::EmptyAuthProvider => (
            "22NB6",
            data("input empty. Invalid input. Auth provider is not allowed to be an empty string."),
        ),
        E::EmptyTag { clause } => ("22N04", invalid("", clause, NON_EMPTY)),
        E::EmptyProvider => ("22N04", invalid("", "REMOVE AUTH", NON_EMPTY)),
        E::ConditionInput(input) => ("22N05", failed(input, "auth rule condition")),
        E::ConditionFunction(name) => ("22N05", failed(name, "function in auth rule condition")),
        E::ConditionSubquery => {
            ("22N04", invalid("subquery expression", "auth rule condition", "'boolean expression'"))
        }
        E::ConditionCurrentTime { input, replacement } => (
            "42NAM",
            access(&format!(
                "unsupported temporal function form in auth rule condition. '{input}' cannot be used in auth rule conditions as it retrieves the current time. Only transaction start time is available at the time of auth rule evaluation. Use '{replacement}' instead."
            )),
        ),
        E::LoadUrl | E::SecretManager(_) => (
            "51N26",
            format!(
                "error: system configuration or operation exception - not supported in this version. {error}"
            ),
        ),
        E::PropertyRuleAction(action) => {
            ("22N04", invalid(action, "property value access rules", "'MATCH', 'READ', 'TRAVERSE'"))
        }
        E::PropertyRule(rule) => (property_rule(rule), data(&rule.to_string())),
        E::QuotedNameParts(_) => {
            ("42NAA", access(&format!("incorrectly formatted graph reference. {error}")))
        }
        E::UndefinedVariable(name) => {
            ("42N62", access(&format!("variable not defined. Variable `{name}` not defined.")))
        }
        E::TerminateWhere => ("42N84", access(&error.to_string())),
        E::ShowSubquery(_) | E::ShowPattern(_) => (
            "42N17",
            access("unsupported request. Subqueries are not allowed on the system database."),
        ),
        _ => return None,
    };
    Some(GqlStatus { code, description })
}

const NON_EMPTY: &str = "'non-empty String', 'List of non-empty Strings', 'Parameter'";

fn access(text: &str) -> String {
    format!("error: syntax error or access rule violation - {text}")
}

fn data(text: &str) -> String {
    format!("error: data exception - {text}")
}

fn duplicate(clause: &str) -> String {
    access(&format!("duplicate clause. Duplicate `{clause}` clause."))
}

fn not_together(clause: &str, other: &str) -> String {
    access(&format!("invalid use of command. {clause} cannot be used together with '{other}'."))
}

fn missing(what: &str) -> String {
    data(&format!("required input missing. Invalid input. '{what}' needs to be specified."))
}

fn invalid(input: &str, context: &str, expected: &str) -> String {
    data(&format!(
        "invalid input value. Invalid input '{input}' for {context}. Expected {expected}."
    ))
}

fn failed(input: &str, context: &str) -> String {
    data(&format!("input failed validation. Invalid input '{input}' for {context}."))
}

fn property_rule(error: &PropertyRuleError) -> &'static str {
    match error {
        PropertyRuleError::PropertyOnTheRight { .. } => "22NA1",
        PropertyRuleError::SeveralProperties(_) => "22NA2",
        PropertyRuleError::NaN => "22NA3",
        PropertyRuleError::AlwaysNull { advice, .. } => match *advice {
            " Use `IS NULL` instead." => "22NA5",
            " Use `IS NOT NULL` instead." => "22NA6",
            _ => "22NA4",
        },
        PropertyRuleError::Unsupported(_) => "22NA7",
        PropertyRuleError::ListElements(_) => "22NAB",
        PropertyRuleError::NullInList(_) => "22NAA",
    }
}
