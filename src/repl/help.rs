//! Help on the shell's commands and on the statements.

use super::command::COMMANDS;
use crate::text::closest;
use std::io::{self, Write};

/// Statements by their first words, each with its syntax in short.
const STATEMENTS: [(&str, &[&str]); 12] = [
    (
        "SHOW",
        &[
            "SHOW USERS [WITH AUTH] [YIELD ... | WHERE ...]",
            "SHOW CURRENT USER",
            "SHOW [ALL | POPULATED] ROLES [WITH USERS]",
            "SHOW [ALL] PRIVILEGES [AS [REVOKE] COMMAND[S]]",
            "SHOW ROLE[S] name[, ...] PRIVILEGES [AS [REVOKE] COMMAND[S]]",
            "SHOW USER[S] [name[, ...]] PRIVILEGES [AS [REVOKE] COMMAND[S]]",
            "SHOW SUPPORTED PRIVILEGES",
        ],
    ),
    (
        "CREATE USER",
        &[
            "CREATE [OR REPLACE] USER name [IF NOT EXISTS]",
            "  SET [PLAINTEXT | ENCRYPTED] PASSWORD 'password' [[SET PASSWORD] CHANGE [NOT] REQUIRED]",
            "  [SET STATUS { ACTIVE | SUSPENDED }] [SET HOME DATABASE name] [SET AUTH 'provider' { ... }]",
        ],
    ),
    (
        "ALTER USER",
        &[
            "ALTER USER name [IF EXISTS]",
            "  [REMOVE { HOME DATABASE | [ALL] AUTH [...] }]",
            "  [SET [PLAINTEXT | ENCRYPTED] PASSWORD 'password'] [SET PASSWORD CHANGE [NOT] REQUIRED]",
            "  [SET STATUS { ACTIVE | SUSPENDED }] [SET HOME DATABASE name]",
        ],
    ),
    (
        "ALTER CURRENT USER",
        &["ALTER CURRENT USER SET PASSWORD FROM 'current password' TO 'new password'"],
    ),
    ("RENAME", &["RENAME { USER | ROLE } from [IF EXISTS] TO to"]),
    ("DROP", &["DROP { USER | ROLE } name [IF EXISTS]"]),
    (
        "CREATE ROLE",
        &["CREATE [OR REPLACE] [IMMUTABLE] ROLE name [IF NOT EXISTS] [AS COPY OF other]"],
    ),
    ("GRANT ROLE", &["GRANT ROLE[S] role[, ...] TO user[, ...]"]),
    ("REVOKE ROLE", &["REVOKE ROLE[S] role[, ...] FROM user[, ...]"]),
    (
        "GRANT",
        &[
            "GRANT [IMMUTABLE] privilege TO role[, ...]",
            "  privilege on graphs:",
            "    TRAVERSE | READ { {*} | {property[, ...]} } | MATCH { ... } | MERGE { ... } | CREATE | DELETE",
            "    | SET LABEL label | REMOVE LABEL label | SET PROPERTY { ... } | WRITE | ALL [GRAPH] PRIVILEGES",
            "    ON { HOME GRAPH | GRAPH[S] { * | name[, ...] } }",
            "    [{ NODE[S] | RELATIONSHIP[S] | ELEMENT[S] } { * | label[, ...] } | FOR pattern]",
            "  privilege on databases:",
            "    ACCESS | START | STOP | ... | ALL [DATABASE] PRIVILEGES",
            "    ON { HOME DATABASE | DATABASE[S] { * | name[, ...] } }",
            "  privilege on the DBMS:  ... ON DBMS",
            "  loading of data:        LOAD ON { ALL DATA | CIDR 'range' }",
        ],
    ),
    (
        "DENY",
        &["DENY [IMMUTABLE] privilege TO role[, ...]", "  see :help GRANT for the privileges"],
    ),
    (
        "REVOKE",
        &[
            "REVOKE [GRANT | DENY] [IMMUTABLE] privilege FROM role[, ...]",
            "  see :help GRANT for the privileges",
        ],
    ),
];

/// Writes help on a topic, or the list of commands without one.
pub(super) fn write_help(out: &mut dyn Write, topic: &str) -> io::Result<()> {
    if topic.is_empty() {
        return write_list(out);
    }
    let wanted = topic.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
    let command = format!(":{}", topic.trim_start_matches(':').to_lowercase());
    if let Some((name, takes, what)) = COMMANDS.iter().find(|(name, _, _)| *name == command) {
        return writeln!(out, "{}\n  {what}.", format!("{name} {takes}").trim_end());
    }
    let matching: Vec<_> = STATEMENTS
        .iter()
        .filter(|(name, _)| {
            name.strip_prefix(wanted.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
        .collect();
    if matching.is_empty() {
        let topics = STATEMENTS.iter().map(|(name, _)| *name);
        let near = closest(&wanted, topics).map(|near| format!(" Did you mean {near}?"));
        return writeln!(out, "There is no help on '{topic}'.{}", near.unwrap_or_default());
    }
    for (_, lines) in matching {
        for line in *lines {
            writeln!(out, "{line}")?;
        }
    }
    Ok(())
}

fn write_list(out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "Statements end with ';'. Commands of the shell:\n")?;
    for (name, takes, what) in COMMANDS {
        writeln!(out, "  {:24}  {what}", format!("{name} {takes}").trim_end())?;
    }
    writeln!(out, "\nHelp on statements: :help followed by one of")?;
    let topics: Vec<_> = STATEMENTS.iter().map(|(name, _)| *name).collect();
    for line in topics.chunks(6) {
        writeln!(out, "  {}", line.join(", "))?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn help(topic: &str) -> String {
        let mut out = Vec::new();
        write_help(&mut out, topic).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn help_is_found_by_command_and_by_the_first_words_of_a_statement() {
        let rename = "RENAME { USER | ROLE } from [IF EXISTS] TO to\n";
        assert_eq!(help("rename"), rename);
        assert_eq!(help(":source"), ":source FILE\n  Run a script.\n");
        assert_eq!(help("login"), ":login USER\n  Go on as another user.\n");
        assert!(help("create").contains("ROLE name") && help("create").contains("USER name"));
        assert!(help("GRANT").starts_with("GRANT ROLE"));
        assert_eq!(help("GRAN"), "There is no help on 'GRAN'. Did you mean GRANT?\n");
        assert_eq!(help("xyz"), "There is no help on 'xyz'.\n");
        assert!(help("").contains(":param NAME => VALUE"));
    }

    #[test]
    fn every_line_of_help_on_statements_fits_a_wide_terminal() {
        let lines = STATEMENTS.iter().flat_map(|(_, lines)| *lines);
        assert_eq!(lines.filter(|line| line.len() > 110).count(), 0);
    }
}
