//! GQLSTATUS lines: code and description, one function per code.
//!
//! How a parameter is printed depends on its kind: names of things in backticks, input and commands
//! in single quotes, the rest bare. Nothing inside is escaped.

use super::GqlStatus;

/// Users, roles and auth rules: things with a name that errors speak of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, strum::VariantNames, strum::IntoStaticStr)]
pub enum Named {
    /// A user.
    User,
    /// A role.
    Role,
    /// An auth rule.
    AuthRule,
}

impl Named {
    /// `user`, `role`, `auth rule`
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::User => "user",
            Self::Role => "role",
            Self::AuthRule => "auth rule",
        }
    }

    /// `User`, `Role`, `Auth rule`
    #[must_use]
    pub fn capitalised(self) -> &'static str {
        match self {
            Self::User => "User",
            Self::Role => "Role",
            Self::AuthRule => "Auth rule",
        }
    }

    fn with_article(self) -> &'static str {
        match self {
            Self::User => "A user",
            Self::Role => "A role",
            Self::AuthRule => "An auth rule",
        }
    }
}

fn data(code: &'static str, condition: &str, text: &str) -> GqlStatus {
    GqlStatus { code, description: format!("error: data exception - {condition}. {text}") }
}

fn access(code: &'static str, condition: &str, text: &str) -> GqlStatus {
    let blank = if text.is_empty() { "" } else { ". " };
    let class = "error: syntax error or access rule violation";
    GqlStatus { code, description: format!("{class} - {condition}{blank}{text}") }
}

fn system(code: &'static str, condition: &str, text: &str) -> GqlStatus {
    let class = "error: system configuration or operation exception";
    GqlStatus { code, description: format!("{class} - {condition}. {text}") }
}

/// `42001`
pub(super) fn invalid_syntax() -> GqlStatus {
    access("42001", "invalid syntax", "")
}

/// `22G03`
pub(super) fn invalid_value_type() -> GqlStatus {
    GqlStatus { code: "22G03", description: "error: data exception - invalid value type".into() }
}

/// `22N04`
pub(super) fn invalid_input_value(input: &str, context: &str, expected: &str) -> GqlStatus {
    let text = format!("Invalid input '{input}' for {context}. Expected {expected}.");
    data("22N04", "invalid input value", &text)
}

/// `22N05`
pub(super) fn failed_validation(input: &str, context: &str) -> GqlStatus {
    let text = format!("Invalid input '{input}' for {context}.");
    data("22N05", "input failed validation", &text)
}

/// `22000`
pub(super) fn data_error() -> GqlStatus {
    GqlStatus { code: "22000", description: "error: data exception".into() }
}

/// `22N51`
pub(super) fn database_not_found(name: &str) -> GqlStatus {
    let text = format!(
        "A graph reference with the name `{name}` was not found. Verify that the spelling is correct."
    );
    data("22N51", "graph reference not found", &text)
}

/// `22N82`
pub(super) fn invalid_characters(input: &str, context: &str) -> GqlStatus {
    let text = format!(
        "Input '{input}' contains invalid characters for {context}. Special characters may require that the input is quoted using backticks."
    );
    data("22N82", "input contains invalid characters", &text)
}

/// `22N85`
pub(super) fn string_too_short(lower: usize) -> GqlStatus {
    let text = format!("Expected the string to be at least {lower} characters long.");
    data("22N85", "string too short", &text)
}

/// `22N88`
pub(super) fn invalid_cidr(input: &str) -> GqlStatus {
    data("22N88", "not a valid CIDR IP", &format!("'{input}' is not a valid CIDR IP."))
}

/// `22N89`
pub(super) fn same_password() -> GqlStatus {
    let condition = "new password cannot be the same as the old password";
    let text = "Expected the new password to be different from the old password.";
    data("22N89", condition, text)
}

/// `22NA9`
pub(super) fn unexpected_keys(keys: &str, expected: &str) -> GqlStatus {
    let text = format!("Invalid input. Unexpected key {keys}, expected keys are {expected}.");
    data("22NA9", "unexpected map entry", &text)
}

/// `22NB6`
pub(super) fn empty_input(item: &str) -> GqlStatus {
    let text = format!("Invalid input. {item} is not allowed to be an empty string.");
    data("22NB6", "input empty", &text)
}

/// `22ND1`
pub(super) fn not_for_rule_roles(query: &str) -> GqlStatus {
    let text = format!(
        "Invalid input: '{query}' is not allowed for roles that are granted to an AUTH RULE."
    );
    let condition = "operation not allowed for roles that are granted to an AUTH RULE";
    data("22ND1", condition, &text)
}

/// `22ND2`
pub(super) fn not_for_denying_roles(query: &str) -> GqlStatus {
    let text = format!("Invalid input: '{query}' is not allowed for roles with DENY privileges.");
    data("22ND2", "operation not allowed for roles with DENY privileges", &text)
}

/// `42N00`
pub(super) fn no_such_graph(name: &str) -> GqlStatus {
    let text = format!(
        "A graph reference with the name `{name}` was not found. Verify that the spelling is correct."
    );
    access("42N00", "graph reference not found", &text)
}

/// `42N09`, `42N10`, `42NAD`
pub(super) fn no_such(entity: Named, name: &str) -> GqlStatus {
    let code = match entity {
        Named::User => "42N09",
        Named::Role => "42N10",
        Named::AuthRule => "42NAD",
    };
    let text = format!(
        "{} with the name `{name}` was not found. Verify that the spelling is correct.",
        entity.with_article()
    );
    access(code, &format!("no such {}", entity.word()), &text)
}

/// `42N11`
pub(super) fn database_exists(name: &str) -> GqlStatus {
    let text = format!("A graph reference with the name `{name}` already exists.");
    access("42N11", "graph reference already exists", &text)
}

/// `42N12`, `42N13`, `42NAE`
pub(super) fn exists(entity: Named, name: &str) -> GqlStatus {
    let code = match entity {
        Named::User => "42N12",
        Named::Role => "42N13",
        Named::AuthRule => "42NAE",
    };
    let text = format!("{} with the name `{name}` already exists.", entity.with_article());
    access(code, &format!("{} already exists", entity.word()), &text)
}

/// `42N15`
pub(super) fn reserved_keyword(word: &str) -> GqlStatus {
    let text = format!("`{word}` is a reserved keyword and cannot be used in this place.");
    access("42N15", "invalid use of reserved keyword", &text)
}

/// `42I67`
pub(super) fn only_in_25() -> GqlStatus {
    let text = "The query is parsable in `CYPHER 25`, but it is run in `CYPHER 5`. Consider changing the database default Cypher version using `ALTER DATABASE SET DEFAULT LANGUAGE` or prefix the query with `CYPHER 25`.";
    access("42I67", "unsupported language feature", text)
}

/// `42N0D`
pub(super) fn wrong_context(function: &str, context: &str) -> GqlStatus {
    let text = format!(
        "The function `{function}()` cannot be called from the current context. It can only be used {context}."
    );
    access("42N0D", "cannot call function from this context", &text)
}

/// `42N83`
pub(super) fn impersonation_expired() -> GqlStatus {
    let text = "Cannot impersonate a user while password change required.";
    access("42N83", "impersonation disallowed while password change required", text)
}

/// `42N0A`
pub(super) fn shard_target(text: &str) -> GqlStatus {
    access("42N0A", "invalid shard target", text)
}

/// `42N0B`
pub(super) fn sharded_replaced(text: &str) -> GqlStatus {
    access("42N0B", "cannot replace sharded database", text)
}

/// `42N51`
pub(super) fn invalid_parameter(name: &str) -> GqlStatus {
    access("42N51", "invalid parameter", &format!("Invalid parameter $`{name}`."))
}

/// `42N82`
pub(super) fn database_has_aliases(name: &str, aliases: &[String]) -> GqlStatus {
    let aliases: Vec<_> = aliases.iter().map(|alias| format!("`{alias}`")).collect();
    let aliases = aliases.join(", ");
    let text = format!(
        "The database identified by `{name}` has one or more aliases. Drop the aliases {aliases} before dropping the database."
    );
    access("42N82", "cannot drop database with aliases", &text)
}

/// `42N86`
pub(super) fn wildcard_parameter(cmd: &str) -> GqlStatus {
    let text =
        format!("'{cmd}' failed. Parameterized database and graph names do not support wildcards.");
    access("42N86", "wildcard in parameter", &text)
}

/// `42N87`
pub(super) fn ambiguous_name(name: &str, other: &str) -> GqlStatus {
    let text = format!(
        "The database or alias name `{name}` conflicts with the name `{other}` of an existing database or alias."
    );
    access("42N87", "database or alias with similar name exists", &text)
}

/// `42N95`
pub(super) fn provider_id_taken() -> GqlStatus {
    let text = "The combination of provider and id is already in use.";
    access("42N95", "provider-id combination already exists", text)
}

/// `42N96`
pub(super) fn no_auth_provider() -> GqlStatus {
    let text = "User has no auth provider. Add at least one auth provider for the user or consider suspending them.";
    access("42N96", "invalid user configuration", text)
}

/// `42N97`
pub(super) fn mandatory_clause(clause: &str, provider: &str) -> GqlStatus {
    let text = format!("Clause {clause} is mandatory for auth provider `{provider}`.");
    access("42N97", "missing mandatory auth clause", &text)
}

/// `42N98`
pub(super) fn cannot_modify_self() -> GqlStatus {
    let text = "Cannot modify the user record of the current user.";
    access("42N98", "cannot modify own user", text)
}

/// `42N99`
pub(super) fn cannot_delete_self() -> GqlStatus {
    let text = "Cannot delete the user record of the current user.";
    access("42N99", "cannot delete own user", text)
}

/// `42NA8`
pub(super) fn invalid_reference(cmd: &str) -> GqlStatus {
    let text = format!("Invalid reference in command '{cmd}'.");
    access("42NA8", "invalid reference in command", &text)
}

/// `42NFD`
pub(super) fn credentials_expired() -> GqlStatus {
    let text = "Permission denied. The credentials you provided were valid, but must be changed before you can use this instance.";
    access("42NFD", "credentials expired", text)
}

/// `42NFF`
pub(super) fn access_denied() -> GqlStatus {
    let text = "Access denied, see the security logs for details.";
    access("42NFF", "permission/access denied", text)
}

/// `42N81`
pub(super) fn missing_parameter(name: &str, given: &[String]) -> GqlStatus {
    let given: Vec<_> = given.iter().map(|name| format!("$`{name}`")).collect();
    let text = format!("Expected $`{name}`, but got {}.", given.join(" and "));
    access("42N81", "missing request parameter", &text)
}

/// `42N48`
pub(super) fn no_such_function(name: &str) -> GqlStatus {
    let text = format!("The function {name}() was not found. Verify that the spelling is correct.");
    access("42N48", "no such function", &text)
}

/// `22N01`
pub(super) fn invalid_type(value: &str, expected: &str, actual: &str) -> GqlStatus {
    let text =
        format!("Expected the value {value} to be of type {expected}, but was of type {actual}.");
    data("22N01", "invalid type", &text)
}

/// `22N11`
pub(super) fn invalid_argument(input: &str) -> GqlStatus {
    data("22N11", "invalid argument", &format!("Invalid argument: cannot process '{input}'."))
}

/// `22N36`
pub(super) fn unparsable_temporal(input: &str, value_type: &str) -> GqlStatus {
    let text = format!("Cannot parse '{input}' as a {value_type}.");
    data("22N36", "invalid temporal format", &text)
}

/// `22N27`
pub(super) fn invalid_names(value: &str) -> GqlStatus {
    let text = format!("Invalid input '{value}' for names. Expected to be STRING or LIST<STRING>.");
    data("22N27", "invalid entity type", &text)
}

/// A data exception that says nothing more than its condition.
pub(super) fn data_exception(code: &'static str, condition: &str) -> GqlStatus {
    GqlStatus { code, description: format!("error: data exception - {condition}") }
}

/// `50N00`
pub(super) fn internal(title: &str, message: &str) -> GqlStatus {
    let class = "error: general processing exception - internal error";
    let description = format!("{class}. Internal exception raised {title}: {message}");
    GqlStatus { code: "50N00", description }
}

/// `51N55`
pub(super) fn database_limit(name: &str) -> GqlStatus {
    let text = format!(
        "Failed to create the database `{name}`. The limit of databases is reached. Either increase the limit using the config setting dbms.max_databases or drop a database."
    );
    system("51N55", "cannot create additional database", &text)
}

/// `51N27`
pub(super) fn not_in_community(feature: &str) -> GqlStatus {
    let text = format!("{feature} is not supported in community edition.");
    system("51N27", "not supported in this edition", &text)
}

/// `51N2A`
pub(super) fn not_without_auth(cmd: &str) -> GqlStatus {
    let text = format!("The command '{cmd}' is not available with auth disabled.");
    system("51N2A", "not supported with auth disabled", &text)
}

/// `51N30`
pub(super) fn not_with_configuration(item: &str, context: &str) -> GqlStatus {
    let text = format!("{item} is not supported in {context}.");
    system("51N30", "not supported with this configuration", &text)
}

/// `51N41`
pub(super) fn not_possible(reason: &str) -> GqlStatus {
    let text = format!("Server or database admin operation not possible. Reason: {reason}");
    system("51N41", "admin operation failed", &text)
}

/// `51N66`
pub(super) fn out_of_resources() -> GqlStatus {
    system("51N66", "resource exhaustion", "Insufficient resources to complete the request.")
}

/// `51N69`
pub(super) fn not_on_system(operation: &str) -> GqlStatus {
    let text = format!("It is not possible to perform '{operation}' on the system database.");
    system("51N69", "system database is immutable", &text)
}

/// `22N83`
pub(super) fn too_many_components(upper: usize) -> GqlStatus {
    let text = format!("Expected name to contain at most {upper} components separated by '.'.");
    data("22N83", "input consists of too many components", &text)
}

/// `22NA0`
pub(super) fn invalid_property_rule() -> GqlStatus {
    let condition = "invalid property-based access control rule";
    data("22NA0", condition, "Failed to administer property rule.")
}

/// `22N84`
pub(super) fn string_too_long(upper: usize) -> GqlStatus {
    let text = format!("Expected the string to be no more than {upper} characters long.");
    data("22N84", "string too long", &text)
}

/// `22N91`
pub(super) fn unsupported_alias_change(alias: &str) -> GqlStatus {
    let text = format!(
        "Failed to alter the specified database alias `{alias}`. Altering remote alias to a local alias or vice versa is not supported. Drop and recreate the alias instead."
    );
    data("22N91", "cannot convert alias local to remote or remote to local", &text)
}

/// `42I06`
pub(super) fn invalid_input(input: &str, expected: &str) -> GqlStatus {
    let text = format!("Invalid input '{input}', expected: {expected}.");
    access("42I06", "invalid input", &text)
}

/// `42I60`
pub(super) fn half_escaped_glob() -> GqlStatus {
    let text = "Each part of the glob (a block of text up until a dot) must either be fully escaped or not escaped at all.";
    access("42I60", "invalid glob escaping", text)
}

/// `42N79`
pub(super) fn use_clause() -> GqlStatus {
    let text = "The `USE` clause is not required for administration commands. Retry the query without the `USE` clause, and it will be routed automatically.";
    access("42N79", "invalid `USE` clause", text)
}

/// `22N08`
pub(super) fn options_combined(one: &str, other: &str) -> GqlStatus {
    let text = format!("Invalid pre-parser option, cannot combine '{one}' with '{other}'.");
    data("22N08", "invalid pre-parser combination", &text)
}

/// `22N09`
pub(super) fn options_conflicting(option: &str) -> GqlStatus {
    let text = format!(
        "Invalid pre-parser option, cannot specify multiple conflicting values for '{option}'."
    );
    data("22N09", "conflicting pre-parser combination", &text)
}

/// `22N10`
pub(super) fn option_value(input: &str, option: &str, valid: &str) -> GqlStatus {
    let text = format!(
        "Invalid pre-parser option, specified '{input}' is not valid for option '{option}'. Valid options are: {valid}."
    );
    data("22N10", "invalid pre-parser option value", &text)
}

/// `51N31`
pub(super) fn not_supported(feature: &str, context: &str) -> GqlStatus {
    system("51N31", "not supported", &format!("{feature} is not supported in {context}."))
}

/// `42N14`
pub(super) fn not_together(clause: &str, other: &str) -> GqlStatus {
    let text = format!("{clause} cannot be used together with '{other}'.");
    access("42N14", "invalid use of command", &text)
}

/// `42N85`
pub(super) fn allowed_and_denied() -> GqlStatus {
    let text = "Allowed and denied database options are mutually exclusive.";
    access("42N85", "cannot specify both allowed and denied databases", text)
}

/// `42N89`
pub(super) fn driver_settings(cause: &str) -> GqlStatus {
    let text = format!("Failed evaluating the given driver settings. {cause}");
    access("42N89", "invalid driver settings map", &text)
}

/// `42N90`
pub(super) fn composite_unalterable(name: &str) -> GqlStatus {
    let text = format!("Composite databases cannot be altered (database: `{name}`).");
    access("42N90", "cannot alter immutable composite database", &text)
}

/// `42NA6`
pub(super) fn composite_target() -> GqlStatus {
    let text = "Aliases are not allowed to target composite databases.";
    access("42NA6", "invalid alias target", text)
}

/// `51N43` … `51N54`: servers and where databases are
pub(super) fn topology(code: &'static str, condition: &str, text: &str) -> GqlStatus {
    system(code, condition, text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_quoted_by_kind() {
        for (status, code, end) in [
            (
                no_such(Named::User, "u"),
                "42N09",
                "no such user. A user with the name `u` was not found. Verify that the spelling is correct.",
            ),
            (
                exists(Named::AuthRule, "a"),
                "42NAE",
                "auth rule already exists. An auth rule with the name `a` already exists.",
            ),
            (
                invalid_reference("GRANT ROLE r TO u"),
                "42NA8",
                "Invalid reference in command 'GRANT ROLE r TO u'.",
            ),
            (invalid_parameter("p"), "42N51", "Invalid parameter $`p`."),
            (
                reserved_keyword("PUBLIC"),
                "42N15",
                "`PUBLIC` is a reserved keyword and cannot be used in this place.",
            ),
        ] {
            assert_eq!(status.code, code);
            assert!(status.description.ends_with(end), "{}", status.description);
        }
        assert_eq!(
            invalid_syntax().description,
            "error: syntax error or access rule violation - invalid syntax"
        );
    }
}
