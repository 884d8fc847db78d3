//! What makes no sense although it parses: the words of Neo4j's semantic analysis.
//!
//! Every text here has been seen from Neo4j's own front end, unless its variant says otherwise.

use super::{Code, GqlStatus, gql};

/// A semantic error. Its text is the server's message.
#[derive(
    Debug, Clone, PartialEq, Eq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr,
)]
#[non_exhaustive]
pub enum SemanticError {
    // ---- clauses
    /// A clause given twice, in the wording without a full stop.
    #[error("Duplicate {0} clause")]
    DuplicateClause(String),
    /// A clause of authentication given twice.
    #[error("Duplicate `{0}` clause.")]
    DuplicateAuthClause(String),
    /// `CREATE OR REPLACE … IF NOT EXISTS`
    #[error(
        "Failed to create the specified {what} '{name}': cannot have both `OR REPLACE` and `IF NOT EXISTS`."
    )]
    ReplaceAndIfNotExists {
        /// `user`, `role`, `database` …
        what: &'static str,
        /// The name as written in Cypher.
        name: String,
    },
    /// Two clauses of `ALTER DATABASE` that exclude each other.
    #[error("{clause} cannot be used together with {other}.")]
    NotTogether {
        /// The one.
        clause: &'static str,
        /// The other.
        other: &'static str,
    },

    // ---- users
    /// `CREATE USER` without a way to log in.
    #[error("No auth given for user.")]
    NoAuth,
    /// `ALTER USER` that does nothing.
    #[error("`ALTER USER` requires at least one clause.")]
    NoAlterUserClause,
    /// `ALTER USERS` that does nothing.
    #[error("`ALTER USERS` requires at least one tag clause.")]
    NoTagClause,
    /// A provider without its required attribute.
    #[error("Clause `{clause}` is mandatory for auth provider `{provider}`.")]
    MissingAuthClause {
        /// The attribute's clause.
        clause: &'static str,
        /// The provider.
        provider: String,
    },
    /// An attribute the provider does not have.
    #[error("Auth provider `{provider}` does not allow `{clause}` clause.")]
    ForbiddenAuthClause {
        /// The attribute's clause.
        clause: &'static str,
        /// The provider.
        provider: String,
    },
    /// `SET AUTH ''`
    #[error("Invalid input. Auth provider is not allowed to be an empty string.")]
    EmptyAuthProvider,
    /// `SET PASSWORD` beside `SET AUTH 'native'`.
    #[error("Cannot combine old and new auth syntax for the same auth provider.")]
    MixedAuthSyntax,
    /// An empty string among tags.
    #[error("Expected a non-empty String, List of non-empty Strings, or Parameter.")]
    EmptyTag {
        /// `SET TAGS`, `ADD TAGS` or `REMOVE TAGS`.
        clause: &'static str,
    },
    /// No provider, or an empty string among providers.
    #[error("Expected a non-empty String, non-empty List of non-empty Strings, or Parameter.")]
    EmptyProvider,
    /// `SET TAGS` beside `ADD TAGS` or `REMOVE TAGS`.
    #[error("SET TAGS cannot be combined with ADD TAGS or REMOVE TAGS.")]
    SetTagsCombined,

    // ---- auth rules
    /// `CREATE AUTH RULE` without a condition.
    #[error("42001\n22N06: Invalid input. 'SET CONDITION' needs to be specified.")]
    MissingCondition,
    /// A parameter in a condition.
    #[error("42001\n22N05: Invalid input '{0}' for auth rule condition.")]
    ConditionInput(String),
    /// A function that conditions may not call.
    #[error("42001\n22N05: Invalid input '{0}' for function in auth rule condition.")]
    ConditionFunction(String),
    /// A subquery or pattern in a condition.
    #[error(
        "42001\n22N04: Invalid input 'subquery expression' for auth rule condition. Expected 'boolean expression'."
    )]
    ConditionSubquery,
    /// `date({timezone: …})` and its like in a condition.
    #[error(
        "42001\n42NAM: '{input}' cannot be used in auth rule conditions as it retrieves the current time. Only transaction start time is available at the time of auth rule evaluation. Use '{replacement}' instead."
    )]
    ConditionCurrentTime {
        /// The call as written in Cypher.
        input: String,
        /// What to write instead.
        replacement: String,
    },

    // ---- privileges
    /// `DENY MERGE`
    #[error("`DENY MERGE` is not supported. Use `DENY SET PROPERTY` and `DENY CREATE` instead.")]
    DenyMerge,
    /// `ON DEFAULT GRAPH` and `ON DEFAULT DATABASE` in Cypher 5; the field is the last word.
    #[error("`ON DEFAULT {0}` is not supported. Use `ON HOME {0}` instead.")]
    OnDefault(&'static str),
    /// `LOAD ON URL`
    #[error("LOAD privileges with a URL pattern are not currently supported")]
    LoadUrl,
    /// A privilege on secrets; the field is verb and privilege.
    #[error(
        "The `{0}` clause is not available in this implementation of Cypher due to lack of support for secret manager."
    )]
    SecretManager(String),
    /// `FOR` behind an action that is not a read.
    #[error("{0} is not supported for property value access rules.")]
    PropertyRuleAction(&'static str),
    /// A property rule with a predicate that rules may not have.
    #[error("Failed to administer property rule. {0}")]
    PropertyRule(PropertyRuleError),

    // ---- names of graphs
    /// Name parts in backticks of their own, in Cypher 25.
    #[error(
        "Incorrectly formatted graph reference '{0}'. Expected a single quoted or unquoted identifier. Separate name parts should not be quoted individually."
    )]
    QuotedNameParts(String),
    /// A database name of several parts, in Cypher 5.
    #[error(
        "Invalid input `{0}` for database name. Expected name to contain at most one component."
    )]
    DatabaseNameParts(String),
    /// A name of more than two parts, in Cypher 5.
    #[error(
        "Invalid input `{0}` for name. Expected name to contain at most two components separated by `.`."
    )]
    NameParts(String),
    /// A composite database with a dot in its name, in Cypher 5.
    #[error(
        "Failed to create the specified composite database '{0}': COMPOSITE DATABASE names cannot contain \".\". COMPOSITE DATABASE names using '.' must be quoted with backticks e.g. `composite.database`."
    )]
    CompositeNameDot(String),
    /// A local alias with a dot behind its composite database, in Cypher 5.
    #[error(
        "'.' is not a valid character in the local alias name '{0}'. Local alias names using '.' must be quoted with backticks when adding a local alias to a composite database e.g. `local.alias`."
    )]
    LocalAliasDot(String),
    /// The same for a remote alias.
    #[error(
        "'.' is not a valid character in the remote alias name '{0}'. Remote alias names using '.' must be quoted with backticks e.g. `remote.alias`."
    )]
    RemoteAliasDot(String),

    // ---- databases and aliases
    /// `DEFAULT LANGUAGE CYPHER 4`
    #[error("Invalid Cypher version '{0}'. Valid Cypher versions are: 5, 25")]
    CypherVersion(String),
    /// A count that is too small.
    #[error("Failed to {command} with `{clause}`, {what}")]
    Topology {
        /// `CREATE DATABASE` …
        command: &'static str,
        /// The clause in canonical form.
        clause: String,
        /// What must hold.
        what: TopologyRule,
    },
    /// A remote part beside a target without an address.
    #[error(
        "Failed to alter the specified database alias '{0}': url needs to be defined to alter a remote alias target."
    )]
    AliasUrl(String),
    /// `DEFAULT LANGUAGE` on a constituent of a composite database.
    #[error("42001\n42N14: DEFAULT LANGUAGE cannot be used together with 'constituent aliases'.")]
    ConstituentLanguage,
    /// A subquery in driver settings.
    #[error("The {0} expression is not valid in driver settings.")]
    DriverSubquery(&'static str),
    /// A pattern in driver settings; the field is `expressions` or `comprehensions`.
    #[error("Pattern {0} are not valid in driver settings.")]
    DriverPattern(&'static str),

    // ---- columns and variables
    /// A variable that is not in scope.
    #[error("Variable `{0}` not defined")]
    UndefinedVariable(String),
    /// A variable that an earlier command has yielded.
    #[error("Variable `{0}` already declared")]
    AlreadyDeclared(String),
    /// `;` between statements that are judged as one text: how many there are.
    #[error("Expected exactly one statement per query but got: {0}")]
    SeveralStatements(usize),
    /// A column that the command does not have.
    #[error("Trying to YIELD non-existing column: `{0}`")]
    NoSuchColumn(String),
    /// Two result columns of one name.
    #[error("Multiple result columns with the same name are not supported")]
    DuplicateColumn,
    /// A variable from before a `DISTINCT` or an aggregation.
    #[error(
        "In a WITH/RETURN with DISTINCT or an aggregation, it is not possible to access variables declared before the WITH/RETURN: {0}"
    )]
    HiddenVariable(String),
    /// `WHERE` behind `TERMINATE TRANSACTIONS` without `YIELD`.
    #[error(
        "`WHERE` is not allowed by itself, please use `TERMINATE TRANSACTION ... YIELD ... WHERE ...` instead"
    )]
    TerminateWhere,
    /// `SKIP` or `LIMIT` with a literal that is no count.
    #[error("Invalid input. '{0}' is not a valid value. Must be a non-negative integer.")]
    NotACount(String),
    /// `SKIP` or `LIMIT` with a variable.
    #[error(
        "It is not allowed to refer to variables in {0}, so that the value for {0} can be statically calculated."
    )]
    VariableInCount(&'static str),
    /// Subqueries in `SHOW`.
    #[error("The {0} expression is not valid on SHOW commands.")]
    ShowSubquery(&'static str),
    /// Patterns in `SHOW`; the field is `expressions` or `comprehensions`.
    #[error("Pattern {0} are not valid on SHOW commands.")]
    ShowPattern(&'static str),

    // ---- aggregation
    /// An aggregate where none may stand.
    #[error("Invalid use of aggregating function {0}(...) in this context")]
    AggregateHere(String),
    /// An aggregate inside another.
    #[error("Can't use aggregate functions inside of aggregate functions.")]
    NestedAggregate,
    /// `ORDER BY` or `WHERE` with an aggregate that is no item.
    #[error(
        "Illegal aggregation expression(s) in order by: {0}. If an aggregation expression is used in order by, it also needs to be a projection item on it's own. For example, in 'RETURN n.a, 1 + count(*) ORDER BY count(*) + 1' the aggregation expression 'count(*) + 1' is not a projection item on its own, but it could be rewritten to 'RETURN n.a, 1 + count(*) AS cnt ORDER BY 1 + count(*)'."
    )]
    AggregateInOrderBy(String),
    /// The same as Cypher 25 says it a second time.
    #[error(
        "Illegal aggregation expression(s) in subclause expression: {0}. If an aggregation expression is used in a subclause (e.g. ORDER BY or WHERE), the clause must already be aggregating."
    )]
    AggregateInSubclause(String),
    /// An aggregating item that uses something that is no grouping key.
    #[error(
        "Aggregation column contains implicit grouping expressions. For example, in 'RETURN n.a, n.a + n.b + count(*)' the aggregation expression 'n.a + n.b + count(*)' includes the implicit grouping key 'n.b'. It may be possible to rewrite the query by extracting these grouping/aggregation expressions into a preceding WITH clause. Illegal expression(s): {0}"
    )]
    ImplicitGrouping(String),

    // ---- expressions
    /// A value of a type that cannot stand here.
    #[error("Type mismatch: expected {expected} but was {actual}")]
    TypeMismatch {
        /// The types that may stand here.
        expected: String,
        /// The type that stands here.
        actual: String,
    },
    /// An index into a list that is no integer.
    #[error("Type mismatch: list index must be given as Integer, but was {0}")]
    ListIndexType(String),
    /// A key of a map that is no string.
    #[error("Type mismatch: map key must be given as String, but was {0}")]
    MapKeyType(String),
    /// A list where a Boolean is asked for.
    #[error("Coercion of list to boolean is not allowed. Please use `NOT isEmpty(...)` instead.")]
    ListAsBoolean,
    /// `reduce` as an ordinary call.
    #[error("reduce(...) requires '| expression' (an accumulation expression)")]
    ReduceWithoutStep,
    /// A proportion that is none.
    #[error(
        "Invalid input '{0}' is not a valid argument, must be a number in the range 0.0 to 1.0"
    )]
    NotAProportion(String),
    /// A normal form that is none.
    #[error("Invalid normal form, expected NFC, NFD, NFKC, NFKD")]
    NormalForm,
    /// A map that describes no point; the field lists its keys.
    #[error(
        "A map with keys {0} is not describing a valid point, a point is described either by using cartesian coordinates e.g. {{x: 2.3, y: 4.5, crs: 'cartesian'}} or using geographic coordinates e.g. {{latitude: 12.78, longitude: 56.7, crs: 'WGS-84'}}."
    )]
    NotAPoint(String),
    /// A variable that a pattern uses for something that it is not.
    #[error("Type mismatch: {name} defined with conflicting type {actual} (expected {expected})")]
    ConflictingType {
        /// The variable.
        name: String,
        /// What it is.
        actual: String,
        /// What the pattern takes it for.
        expected: String,
    },
    /// A pattern that is no predicate.
    #[error(
        "A pattern expression should only be used in order to test the existence of a pattern. It should therefore only be used in contexts that evaluate to a boolean, e.g. inside the function exists() or in a WHERE-clause. No other uses are allowed, instead they should be replaced by a pattern comprehension."
    )]
    PatternOutsidePredicate,
    /// A pattern that names something new.
    #[error("PatternExpressions are not allowed to introduce new variables: '{0}'.")]
    NewVariableInPattern(String),
    /// `SHOW` without `YIELD` among other commands.
    #[error(
        "When combining `{0}` with other show and/or terminate commands, `YIELD` is mandatory."
    )]
    YieldMandatory(&'static str),
    /// A query whose last clause gives nothing and changes nothing.
    #[error(
        "Query cannot conclude with {0} (must be a RETURN clause, a FINISH clause, an update clause, a unit subquery call, or a procedure call with no YIELD)."
    )]
    CannotConclude(&'static str),
    /// `RETURN` or `FINISH` in front of other clauses.
    #[error("{0} can only be used at the end of the query.")]
    OnlyAtEnd(&'static str),
    /// `RETURN … LIMIT … ORDER BY …`
    #[error("42I63: `ORDER BY`, `SKIP` and `LIMIT` can only be used in this order in `RETURN`.")]
    PageOrder,
    /// `WITH 1`
    #[error("Expression in WITH must be aliased (use AS)")]
    NotAliased,
    /// `SHOW … YIELD *` among other commands.
    #[error(
        "When combining `{0}` with other show and/or terminate commands, `YIELD *` isn't permitted."
    )]
    YieldStarCombined(&'static str),
    /// Several `SHOW` commands without `RETURN`.
    #[error("When combining show and/or terminate commands, `RETURN` isn't optional.")]
    ReturnMandatory,
    /// A step of `reduce` that does not give the accumulator's type.
    #[error("Type mismatch: accumulator is {accumulator} but expression has type {step}")]
    AccumulatorType {
        /// The accumulator's type.
        accumulator: String,
        /// The step's type.
        step: String,
    },
    /// The same for `allReduce`.
    #[error("Type mismatch: accumulator is {accumulator} but reduction has type {step}")]
    AllReduceType {
        /// The accumulator's type.
        accumulator: String,
        /// The step's type.
        step: String,
    },
    /// `allReduce` with other parts than it has.
    #[error(
        "Invalid syntax for the `allReduce` function. The function allReduce must have the signature allReduce(accumulator :: VARIABLE = initial :: ANY, variable :: VARIABLE IN list :: LIST<ANY> | reducer :: ANY, predicate :: BOOLEAN) :: BOOLEAN"
    )]
    AllReduceForm,
    /// `!=`
    #[error(
        "Unknown operation '!=' (you probably meant to use '<>', which is the operator for inequality testing)"
    )]
    InvalidNotEqual,
    /// `all(x IN list)`
    #[error("{0}(...) requires a WHERE predicate")]
    MissingPredicate(&'static str),
    /// `list[..]`
    #[error("The start or end (or both) is required for a collection slice")]
    EmptySlice,
    /// `DISTINCT` in a function that does not aggregate.
    #[error("Invalid use of DISTINCT with function '{0}'")]
    InvalidDistinct(String),
    /// Too few arguments.
    #[error("Insufficient parameters for function '{0}'")]
    TooFewArguments(String),
    /// Too many arguments.
    #[error("Too many parameters for function '{0}'")]
    TooManyArguments(String),
    /// The arguments of an attribute function, counted.
    #[error(
        "Function call does not provide the required number of arguments: expected {expected} got {got}.\n\nFunction {name} has signature: {signature}\nmeaning that it expects {expected} {given}"
    )]
    ArgumentCount {
        /// How many the function wants.
        expected: usize,
        /// How many there are.
        got: usize,
        /// The function, as typed.
        name: String,
        /// Its signature.
        signature: String,
        /// The arguments given.
        given: String,
    },
    /// `exists(n.p)`
    #[error(
        "The property existence syntax `... exists(variable.property)` is no longer supported. Please use `variable.property IS NOT NULL` instead."
    )]
    ExistsFunction,
    /// `exists(x)`
    #[error("Argument to exists(...) is not a pattern")]
    ExistsArgument,
}

/// What a property rule may not have. The texts are GQLSTATUS 22NA1 to 22NAB without their prefix.
#[derive(
    Debug, Clone, PartialEq, Eq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr,
)]
pub enum PropertyRuleError {
    /// The value stands left.
    #[error(
        "The property `{property}` must appear on the left hand side of the `{operator}` operator."
    )]
    PropertyOnTheRight {
        /// The property.
        property: String,
        /// The operator.
        operator: &'static str,
    },
    /// A map with more or fewer keys than one.
    #[error(
        "The expression: `{0}` is not supported. Property rules can only contain one property."
    )]
    SeveralProperties(String),
    /// A comparison with `NaN`.
    #[error("`NaN` is not supported for property-based access control.")]
    NaN,
    /// A comparison with `NULL`.
    #[error(
        "The property value access rule pattern `{pattern}` always evaluates to `NULL`.{advice}"
    )]
    AlwaysNull {
        /// The comparison.
        pattern: String,
        /// What to write instead, with a blank in front; or nothing.
        advice: &'static str,
    },
    /// Anything else.
    #[error(
        "The expression: `{0}` is not supported. Only single, literal-based predicate expressions are allowed for property-based access control."
    )]
    Unsupported(String),
    /// A list with something that is no literal.
    #[error(
        "The expression: `{0}` is not supported. All elements in a list must be literals of the same type for property-based access control."
    )]
    ListElements(String),
    /// A list with `NULL` in it, from a parameter or not: found when the rule is stored.
    #[error(
        "The expression: `{0}` is not supported. `NULL` is not supported for property-based access control."
    )]
    NullInList(String),
}

/// What must hold for a count of a topology.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, thiserror::Error, strum::VariantNames, strum::IntoStaticStr,
)]
pub enum TopologyRule {
    /// Primaries.
    #[error("PRIMARY must be greater than 0.")]
    Primary,
    /// Replicas of property shards.
    #[error("REPLICA must be between 1 and 20.")]
    Replica,
    /// Property shards.
    #[error("COUNT must be between 1 and 1000.")]
    Count,
}

impl SemanticError {
    /// The code that drivers show.
    pub(super) fn code(&self) -> Code {
        Code::SYNTAX
    }

    /// The GQLSTATUS chain, outermost first.
    pub(super) fn gql(&self) -> Vec<GqlStatus> {
        let outermost = match self {
            Self::PropertyRule(_) => gql::invalid_property_rule(),
            _ => gql::invalid_syntax(),
        };
        std::iter::once(outermost).chain(super::semantic_gql::causes(self)).collect()
    }
}
