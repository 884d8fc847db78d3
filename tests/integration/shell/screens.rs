//! Screens of all widths and abilities.

use super::*;

/// Everything between two prompts that colour or move.
fn escapes(raw: &[u8]) -> usize {
    raw.iter().filter(|byte| **byte == 0x1b).count()
}

#[test]
fn narrow_and_wide_terminals_show_whole_words() {
    for columns in [40, 80, 200] {
        let mut shell = Start { columns, ..Start::default() }.shell();
        shell.run("SHOW ROLE reader PRIVILEGES YIELD action, graph LIMIT 2;");
        shell.prompt("neo4j@neo4j> ");
        shell.run(":du");
        shell.shows("passwordChangeRequired");
        shell.shows("members");
        shell.prompt("neo4j@neo4j> ");
        shell.run("SHOW USRS;");
        shell.shows("Did you mean `USERS`?");
        shell.prompt("neo4j@neo4j> ");
        let wide = shell.lines().into_iter().find(|line| line.chars().count() > columns.into());
        assert_eq!(wide, None);
        // A hint that does not fit is not shown.
        shell.keys("ALTER USER neo4j IF EXISTS ");
        let is_wide = columns > 60;
        shell.until("the line", |screen| joined(screen).contains("IFEXISTS"));
        if is_wide {
            shell.shows("IF EXISTS ; |");
        }
    }
}

#[test]
fn help_and_complaints_are_broken_between_words() {
    let mut shell = Start { columns: 40, ..Start::default() }.shell();
    shell.shows("Statements end with ';'. :help shows\n  help, Tab completes, :exit leaves.");
    shell.run(":source missing.cypher");
    shell.shows("error: Cannot read 'missing.cypher': No\n  such file or directory");
    shell.run(":use nowhere");
    shell.shows("error: Database does not exist. Database\n  name: 'nowhere'.");
    shell.prompt("neo4j@neo4j> ");
    shell.run(":help drop role");
    shell.shows("  needs: DROP ROLE\n  example: DROP ROLE analyst;");
    shell.prompt("neo4j@neo4j> ");
    shell.run(":help");
    shell.shows("    REALLOCATE DATABASES\n  Who may do what: CAN, WHO CAN,\n    SHOW ACCESS\n");
}

#[test]
fn the_help_fits_a_narrow_screen_and_a_command() {
    let mut shell = Start::default().shell();
    shell.run(":help drop role");
    shell.shows("  needs: DROP ROLE");
    shell.run(":help DROPP ROLE");
    shell.shows("Did you mean :help DROP ROLE?");
    shell.run(":halp");
    shell.shows("Did you mean :help?");
}

#[test]
fn without_colour_nothing_is_coloured_and_no_hint_looks_typed() {
    for (variables, arguments) in
        [([("NO_COLOR", "1")], &[][..]), ([("COLORTERM", "")], &["--color", "never"][..])]
    {
        let mut shell = Start { variables: &variables, arguments, ..Start::default() }.shell();
        shell.keys("CREATE ROLE analyst");
        shell.keys(ENTER);
        shell.ends_with("  ...");
        shell.keys("AS COPY OF reader;");
        shell.keys(ENTER);
        shell.shows("0 rows, 6 system updates");
        shell.run("SHOW USRS;");
        shell.shows("Did you mean `USERS`?");
        let raw = String::from_utf8_lossy(&shell.raw).into_owned();
        let colours = raw.split('\u{1b}').filter(|part| {
            part.strip_prefix('[').is_some_and(|rest| {
                rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').starts_with('m')
            })
        });
        assert_eq!(colours.collect::<Vec<_>>(), Vec::<&str>::new());
    }
}

#[test]
fn a_dumb_terminal_gets_plain_lines() {
    let mut shell =
        Start { variables: &[("TERM", "dumb")], echo: true, ..Start::default() }.shell();
    shell.keys("SHOW ROLES\n");
    shell.shows("neo4j@neo4j> SHOW ROLES");
    shell.ends_with("  ...");
    shell.keys("YIELD role LIMIT 1;\n");
    shell.shows("| \"PUBLIC\" |");
    shell.prompt("neo4j@neo4j> ");
    assert_eq!(escapes(&shell.raw), 0);
    shell.keys(CTRL_D);
    assert_eq!(shell.end(), 0);
}
