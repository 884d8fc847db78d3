//! Headings and examples of `--help`. A test reads every example as the command line would.

/// Heading of the options about how statements run.
pub(super) const SCRIPT: &str = "Statements";
/// Heading of the options about who runs them, and on what.
pub(super) const SESSION: &str = "Session and server";
/// Heading of the options about what is written.
pub(super) const OUTPUT: &str = "Output";
/// Heading of the options of the shell.
pub(super) const SHELL: &str = "Shell";

/// `cypher-admin`
pub(super) const TOP: &str = "\
Examples:
  cypher-admin                                  a shell on a fresh DBMS
  cypher-admin -e 'SHOW ROLES'                  one statement
  cypher-admin run setup.cypher --dry-run       what a script would change
  cypher-admin check setup.cypher               what is wrong with it
  cypher-admin can alice 'WRITE ON GRAPH neo4j' -s setup.cypher
  cypher-admin test tests/                      whether everybody may what they should

'cypher-admin help COMMAND' explains a command, 'cypher-admin man' is the manual page.

Exit codes: 0 success, 1 a statement failed, 2 expectations not met or the answer is no, 3 usage,
4 input or output";

/// `run`
pub(super) const RUN: &str = "\
Examples:
  cypher-admin run roles.cypher users.cypher    one after the other, on one DBMS
  cypher-admin run setup.cypher --single-transaction
                                                all of it or nothing
  cypher-admin run setup.cypher --dry-run       only says what would change
  cypher-admin run setup.cypher --format jsonl  one object per statement, for programs
  generate | cypher-admin run - --quiet         statements run as they arrive
  cypher-admin run setup.cypher -P \"name='alice'\"
                                                with $name

A script stops at its first failure; the error names file, line and column. Lines that start with
':' are commands of the shell, which ':help' lists there.";

/// `check`
pub(super) const CHECK: &str = "\
Examples:
  cypher-admin check setup.cypher               errors and deprecations in Cypher 25
  cypher-admin check --cypher 5 setup.cypher    the same in Cypher 5
  cypher-admin check --format json *.cypher     for programs

Exit code 1 when there are errors.";

/// `fmt`
pub(super) const FMT: &str = "\
Examples:
  cypher-admin fmt setup.cypher                 rewrites the file
  cypher-admin fmt --check security/            names files that would change; exit code 2
  cypher-admin fmt --stdin < setup.cypher       for editors

Comments, '//>' and '//@' lines and commands of the shell stay as they are. What does not parse is reported
and left alone.";

/// `can` and `why`
pub(super) const CAN: &str = "\
Examples:
  cypher-admin can alice 'READ {ssn} ON GRAPH clinic NODES Patient' -s setup.cypher
  cypher-admin can --role doctor,nurse 'WRITE ON GRAPH clinic' -s setup.cypher
  cypher-admin why alice 'SHOW USER ON DBMS' -s setup.cypher

Exit code 0 for yes, 2 for no. Behind a remote alias another DBMS decides: 'elsewhere', which is no yes.";

/// `lint`
pub(super) const LINT: &str = "\
Examples:
  cypher-admin lint setup.cypher
  cypher-admin lint *.cypher --format sarif     for code scanning

Exit code 2 when there are findings.";

/// `view`
pub(super) const VIEW: &str = "\
Examples:
  cypher-admin view -g export.jsonl --user alice -s setup.cypher
  cypher-admin view -g people.csv -g knows.csv --role analyst -s setup.cypher
  cypher-admin view -g export.jsonl --user alice -s setup.cypher --format mermaid --hidden
  cypher-admin view -g export.jsonl --user alice -s setup.cypher --type born:date

Exit code 2 without access to the database.";

/// `graph`
pub(super) const GRAPH: &str = "\
Examples:
  cypher-admin graph -s setup.cypher            a flowchart, for Markdown
  cypher-admin graph --user alice,bob -s setup.cypher --format svg > access.svg
  cypher-admin graph --role analyst -s setup.cypher --format dot | dot -Tpng > access.png";

/// `test`
pub(super) const TEST: &str = "\
Examples:
  cypher-admin test security/                   every *.cypher file below
  cypher-admin test security/ --name 'desk*'    some of them
  cypher-admin test security/ --format junit    for CI
  cypher-admin test security/ --update          takes what is given for what is expected

A golden script says in comments what its statements give:
  SHOW ROLES YIELD role WHERE role = 'desk';
  //> | role |
  //> | ---- |
  //> | \"desk\" |

Exit code 2 when something differs.";

/// `dump`
pub(super) const DUMP: &str = "\
Examples:
  cypher-admin dump setup.cypher > state.cypher
  cypher-admin dump setup.cypher --format json > state.json
  cypher-admin --load state.json -e 'SHOW USERS'
                                                any command starts from a dump
  cypher-admin dump --load state.json --secrets none
                                                nothing to hide

Without their passwords users and remote aliases have parameters in the script: -P gives them.";

/// `console`
pub(super) const CONSOLE: &str = "\
Examples:
  cypher-admin console acme.cypher              as statements, in an order in which they work
  cypher-admin console acme.cypher --format json > acme.json
  cypher-admin --load acme.json -e \"CAN 'bob@acme.com' list_users ON ORGANIZATION acme\"
                                                any command starts from it
  cypher-admin console --load acme.json > again.cypher

In JSON, people are users with a user_id; roles are organization-owner, project-admin and so on, and
namespace-admin and so on inside an invite, as api.neo4j.io has them.";

/// `diff`
pub(super) const DIFF: &str = "\
Examples:
  cypher-admin diff before.json after.json
  cypher-admin diff main.cypher branch.cypher --exit-code
                                                exit code 2 when they differ
  cypher-admin diff a.json b.json --exact       privilege by privilege";

/// `plan`
pub(super) const PLAN: &str = "\
Examples:
  cypher-admin plan --from state.json --to wanted.cypher
                                                what is missing
  cypher-admin plan --from state.json --to wanted.cypher --allow-revoke --allow-drop
                                                and what is too much";

/// `whatif`
pub(super) const WHAT_IF: &str = "\
Examples:
  cypher-admin whatif 'REVOKE ROLE doctor FROM alice' -s setup.cypher
  cypher-admin whatif 'DENY READ {ssn} ON GRAPH * TO PUBLIC' --load state.json

The shell has it, too: ':whatif GRANT ...'.";

/// `completions`
pub(super) const COMPLETIONS: &str = "\
Examples:
  cypher-admin completions bash > ~/.local/share/bash-completion/completions/cypher-admin
  cypher-admin completions zsh > ~/.zfunc/_cypher-admin
  cypher-admin completions fish > ~/.config/fish/completions/cypher-admin.fish";

/// `man`
pub(super) const MAN: &str = "\
Examples:
  cypher-admin man > ~/.local/share/man/man1/cypher-admin.1
  cypher-admin man run | man -l -               one command's page, at once";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::args::Arguments;
    use clap::Parser;

    /// The words of the part of a line that starts with the program's name, as a shell cuts them.
    fn words(line: &str) -> Vec<String> {
        let mut words = vec![String::new()];
        let mut quote = None;
        for c in line.chars() {
            match (quote, c) {
                (None, '\'' | '"') => quote = Some(c),
                (Some(open), c) if c == open => quote = None,
                (None, ' ') => words.push(String::new()),
                (_, c) => words.last_mut().unwrap().push(c),
            }
        }
        words.retain(|word| !word.is_empty());
        words
    }

    #[test]
    fn every_example_is_a_command_line() {
        let mut count = 0;
        for help in [
            TOP,
            RUN,
            CHECK,
            FMT,
            CAN,
            LINT,
            VIEW,
            GRAPH,
            TEST,
            DUMP,
            CONSOLE,
            DIFF,
            PLAN,
            WHAT_IF,
            COMPLETIONS,
            MAN,
        ] {
            for line in help.lines().filter(|line| line.starts_with("  ")) {
                let Some(at) = line.find("cypher-admin") else { continue };
                // An explanation stands in its own column; a redirection ends the command.
                let line = line.get(at..).unwrap().split("   ").next().unwrap();
                let line = line.split(['>', '<', '|']).next().unwrap().trim();
                let parsed = Arguments::try_parse_from(words(line)).map(Arguments::split);
                assert!(matches!(parsed, Ok(Ok(_))), "{line}: {}", parsed.err().unwrap());
                count += 1;
            }
        }
        assert!(count > 20, "{count}");
    }
}
