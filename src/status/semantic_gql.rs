//! The inner GQLSTATUS of each semantic error: the cause below the outermost `42001`.
//!
//! Templates and quoting as in Neo4j's status code pages; where no page fits there is no cause. Which
//! page belongs to which error is (inferred) where its example does not say so.

use super::semantic::{PropertyRuleError, SemanticError};
use super::{GqlStatus, gql};

/// What stands below the outermost status.
pub(super) fn causes(error: &SemanticError) -> Vec<GqlStatus> {
    use SemanticError as E;
    let status = |code, description| vec![GqlStatus { code, description }];
    match error {
        // ---- clauses
        E::DuplicateClause(clause) | E::DuplicateAuthClause(clause) => status(
            "42N19",
            access("duplicate clause", &format!("Duplicate `{}` clause.", clause.trim_matches('\''))),
        ),
        E::ReplaceAndIfNotExists { .. } => not_together("OR REPLACE", "IF NOT EXISTS"),
        E::NotTogether { clause, other } => not_together(clause, other),

        // ---- users
        E::NoAuth => status("22N06", missing("Auth provider")),
        E::NoAlterUserClause | E::NoTagClause => status(
            "42N94",
            access(
                "incomplete `ALTER USER` command",
                "'ALTER USER' requires at least one clause.",
            ),
        ),
        E::MissingAuthClause { clause, provider } => vec![gql::mandatory_clause(clause, provider)],
        E::ForbiddenAuthClause { clause, provider } => {
            let allowed = if provider == "native" {
                "'SET PASSWORD', 'SET PASSWORD CHANGE [NOT] REQUIRED'"
            } else {
                "'SET ID'"
            };
            let context = format!("auth provider '{provider}' attribute");
            vec![gql::invalid_input_value(clause, &context, allowed)]
        }
        E::EmptyAuthProvider => vec![gql::empty_input("Auth provider")],
        E::MixedAuthSyntax | E::SetTagsCombined => status(
            "42N92",
            access(
                "cannot combine old and new auth provider syntax",
                "Cannot combine old and new auth syntax for the same auth provider.",
            ),
        ),
        E::EmptyTag { clause } => vec![gql::invalid_input_value("", clause, NON_EMPTY)],
        E::EmptyProvider => vec![gql::invalid_input_value("", "REMOVE AUTH", NON_EMPTY)],

        // ---- auth rules
        E::MissingCondition => status("22N06", missing("SET CONDITION")),
        E::ConditionInput(input) => vec![gql::failed_validation(input, "auth rule condition")],
        E::ConditionFunction(name) => {
            vec![gql::failed_validation(name, "function in auth rule condition")]
        }
        E::ConditionSubquery => vec![gql::invalid_input_value(
            "subquery expression",
            "auth rule condition",
            "'boolean expression'",
        )],
        E::ConditionCurrentTime { input, replacement } => status(
            "42NAM",
            access(
                "unsupported temporal function form in auth rule condition",
                &format!(
                    "'{input}' cannot be used in auth rule conditions as it retrieves the current time. Only transaction start time is available at the time of auth rule evaluation. Use '{replacement}' instead."
                ),
            ),
        ),

        // ---- privileges
        E::DenyMerge => not_together("DENY", "MERGE"),
        E::LoadUrl => not_available("LOAD ON URL", "LOAD privileges with a URL pattern"),
        E::SecretManager(clause) => not_available(clause, "secret manager"),
        E::PropertyRuleAction(action) => vec![gql::invalid_input_value(
            action,
            "property value access rules",
            "'MATCH', 'READ' or 'TRAVERSE'",
        )],
        E::PropertyRule(rule) => vec![property_rule(rule)],

        // ---- names of graphs
        E::QuotedNameParts(_) => {
            status("42NAA", access("incorrectly formatted graph reference", &error.to_string()))
        }
        E::DatabaseNameParts(_) => vec![gql::too_many_components(1)],
        E::NameParts(_) => vec![gql::too_many_components(2)],
        E::CompositeNameDot(name) => vec![gql::invalid_characters(name, "database name")],
        E::LocalAliasDot(name) | E::RemoteAliasDot(name) => {
            vec![gql::invalid_characters(name, "alias name")]
        }

        // ---- databases and aliases
        E::CypherVersion(version) => {
            vec![gql::invalid_input_value(version, "Cypher version", "'5' or '25'")]
        }
        E::ConstituentLanguage => not_together("DEFAULT LANGUAGE", "constituent aliases"),
        E::DriverSubquery(what) => unsupported_here(&format!("{what} expression"), DRIVER),
        E::DriverPattern(what) => unsupported_here(&format!("Pattern {what}"), DRIVER),

        // ---- columns and variables
        E::UndefinedVariable(name) => status(
            "42N62",
            access("variable not defined", &format!("Variable `{name}` not defined.")),
        ),
        E::AlreadyDeclared(name) => status(
            "42N59",
            access("variable already defined", &format!("Variable `{name}` already declared.")),
        ),
        E::DuplicateColumn => status(
            "42N38",
            access("duplicate return item name", "Return items must have unique names."),
        ),
        E::HiddenVariable(name) => status(
            "42N44",
            access(
                "inaccessible variable",
                &format!(
                    "It is not possible to access the variable `{name}` declared before the WITH/RETURN clause when using `DISTINCT` or an aggregation."
                ),
            ),
        ),
        E::TerminateWhere => status(
            "42N84",
            access(
                "`TERMINATE TRANSACTION` misses `YIELD` clause",
                "`WHERE` clause without `YIELD` clause. Use `TERMINATE TRANSACTION ... YIELD ... WHERE ...`.",
            ),
        ),
        E::VariableInCount(clause) => status(
            "42N28",
            access(
                "patterns or variables not statically inferrable",
                &format!("Only statically inferrable patterns and variables are allowed in '{clause}'."),
            ),
        ),
        E::ShowSubquery(_) | E::ShowPattern(_) => status(
            "42N17",
            access("unsupported request", "Subqueries are not allowed on the system database."),
        ),
        E::YieldMandatory(_) => status(
            "22N93",
            "error: data exception - missing YIELD. A required YIELD clause is missing.".to_owned(),
        ),
        E::YieldStarCombined(_) => status(
            "22N94",
            "error: data exception - invalid YIELD *. `YIELD *` is not supported in this context. Explicitly specify which columns to yield.".to_owned(),
        ),
        E::ReturnMandatory => status(
            "22N92",
            "error: data exception - missing RETURN. This query requires a RETURN clause.".to_owned(),
        ),

        E::CannotConclude(_) => status(
            "42N71",
            access(
                "incomplete query",
                "A query must conclude with a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call without a YIELD clause.",
            ),
        ),
        E::NotAliased => status(
            "42N21",
            access("unaliased return item", "Expression in WITH must be aliased (use AS)."),
        ),
        E::OnlyAtEnd("RETURN") => status(
            "42I38",
            access(
                "invalid use of RETURN",
                "RETURN … can only be used at the end of a query or subquery.",
            ),
        ),

        // ---- aggregation
        E::AggregateHere(name) => status(
            "42I24",
            access(
                "invalid use of aggregate function",
                &format!("Aggregate expression '{name}(...)' is not allowed in this context."),
            ),
        ),
        E::NestedAggregate => status(
            "22N34",
            "error: data exception - invalid use of aggregate function. Cannot use aggregate function inside an aggregate function.".to_owned(),
        ),
        E::AggregateInOrderBy(_) => status(
            "42N23",
            access(
                "missing reference to aggregation function",
                "The aggregating function must be included in the RETURN clause for use in `ORDER BY ...`.",
            ),
        ),
        E::ImplicitGrouping(expressions) => status(
            "42I18",
            access(
                "reference to non-grouping sub-expression",
                &format!(
                    "The expression contains a non-grouping sub-expression {expressions}. In an aggregating context, only grouping sub-expressions and constants are allowed."
                ),
            ),
        ),

        // ---- expressions
        E::TypeMismatch { expected, actual } => status(
            "22NB1",
            format!(
                "error: data exception - type mismatch. Type mismatch: expected to be {expected} but was '{actual}'."
            ),
        ),
        E::ConflictingType { actual, expected, .. } => status(
            "22NB1",
            format!(
                "error: data exception - type mismatch. Type mismatch: expected to be {expected} but was '{actual}'."
            ),
        ),
        E::NotAPoint(keys) => status(
            "42I16",
            access(
                "invalid point",
                &format!(
                    "Map with keys {keys} is not a valid POINT. Use either Cartesian or geographic coordinates."
                ),
            ),
        ),
        E::PatternOutsidePredicate => status(
            "42I34",
            access(
                "invalid use of pattern expression",
                "A pattern expression can only be used to test the existence of a pattern. Use a pattern comprehension instead.",
            ),
        ),
        E::NewVariableInPattern(name) => status(
            "42N29",
            access(
                "unbound variables in pattern expression",
                &format!("Pattern expressions are not allowed to introduce new variables: `{name}`."),
            ),
        ),
        E::InvalidNotEqual => status(
            "42I49",
            access(
                "invalid inequality operator",
                "Unknown inequality operator `!=`. The operator for inequality in Cypher is `<>`.",
            ),
        ),
        E::MissingPredicate(name) => status(
            "42N70",
            access(
                "function without required WHERE clause",
                &format!("The function {name}() requires a WHERE clause."),
            ),
        ),
        E::EmptySlice => status(
            "42N20",
            access("empty list range operator", "The list range operator `[ ]` cannot be empty."),
        ),
        E::InvalidDistinct(name) => status(
            "42I27",
            access(
                "invalid use of `DISTINCT` with non-aggregate function",
                &format!("`DISTINCT` cannot be used with the {name}() function."),
            ),
        ),
        E::ArgumentCount { expected, got, name, signature, .. } => status(
            "42I13",
            access(
                "invalid number of procedure or function arguments",
                &format!(
                    "The procedure or function call does not provide the required number of arguments; expected {expected} but got {got}. The procedure or function {name}() has the signature: {signature}."
                ),
            ),
        ),
        // No page names a cause for these.
        E::OnDefault(_)
        | E::SeveralStatements(_)
        | E::Topology { .. }
        | E::AliasUrl(_)
        | E::NoSuchColumn(_)
        | E::OnlyAtEnd(_)
        | E::PageOrder
        | E::NotACount(_)
        | E::AggregateInSubclause(_)
        | E::ListIndexType(_)
        | E::MapKeyType(_)
        | E::ListAsBoolean
        | E::ReduceWithoutStep
        | E::NotAProportion(_)
        | E::NormalForm
        | E::AccumulatorType { .. }
        | E::AllReduceForm
        | E::AllReduceType { .. }
        | E::TooFewArguments(_)
        | E::TooManyArguments(_)
        | E::ExistsFunction
        | E::ExistsArgument => Vec::new(),
    }
}

const DRIVER: &str = "driver settings";

const NON_EMPTY: &str = "'non-empty String', 'List of non-empty Strings', 'Parameter'";

fn access(condition: &str, text: &str) -> String {
    format!("error: syntax error or access rule violation - {condition}. {text}")
}

fn not_together(clause: &str, other: &str) -> Vec<GqlStatus> {
    vec![gql::not_together(clause, other)]
}

fn missing(what: &str) -> String {
    format!(
        "error: data exception - required input missing. Invalid input. '{what}' needs to be specified."
    )
}

/// `51N26`
fn not_available(item: &str, feature: &str) -> Vec<GqlStatus> {
    let description = format!(
        "error: system configuration or operation exception - not supported in this version. {item} is not available. This implementation of Cypher does not support {feature}."
    );
    vec![GqlStatus { code: "51N26", description }]
}

/// `22N81`
fn unsupported_here(what: &str, context: &str) -> Vec<GqlStatus> {
    let description = format!(
        "error: data exception - expression type unsupported here. Invalid input: {what} is not supported in {context}."
    );
    vec![GqlStatus { code: "22N81", description }]
}

/// `22NA1` … `22NB0`, whose texts are those of the messages but for a list with `NULL`.
fn property_rule(error: &PropertyRuleError) -> GqlStatus {
    use PropertyRuleError as E;
    let (code, condition) = match error {
        E::PropertyOnTheRight { .. } => ("22NA1", "involving non-commutative expressions"),
        E::SeveralProperties(_) => ("22NA2", "involving multiple properties"),
        E::NaN => ("22NA3", "involving NaN"),
        E::AlwaysNull { advice, .. } => match *advice {
            "" => ("22NA4", "involving comparison with `NULL`"),
            " Use `IS NULL` instead." => ("22NA5", "involving `IS NULL`"),
            " Use `IS NOT NULL` instead." => ("22NA6", "involving `IS NOT NULL`"),
            _ => ("22NB0", "involving `WHERE` and `IS NULL`"),
        },
        E::Unsupported(_) => ("22NA7", "involving nontrivial predicates"),
        E::ListElements(expression) => {
            let text = format!(
                "error: data exception - mixed type list for property-based access control rule. The expression '{expression}' is not supported. All elements in a list must be literals of the same type for property-based access control."
            );
            return GqlStatus { code: "22NAB", description: text };
        }
        E::NullInList(expression) => {
            let text = format!(
                "error: data exception - invalid list for property-based access control rule. The expression '{expression}' is not supported. Lists containing NULL values are not supported for property-based access control."
            );
            return GqlStatus { code: "22NAA", description: text };
        }
    };
    let text = error.to_string().replace("`NaN` is", "'NaN' is");
    let rule = "invalid property-based access control rule";
    GqlStatus { code, description: format!("error: data exception - {rule} {condition}. {text}") }
}
