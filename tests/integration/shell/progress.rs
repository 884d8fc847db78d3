//! Scripts on a terminal: how far they are, and what they came to.

use super::{CTRL_C, Start, lines};
use std::fs;
use tempfile::TempDir;

/// A home with a script in it.
fn home(statements: usize) -> TempDir {
    let home = TempDir::new().unwrap();
    let script: String = (0..statements).map(|n| format!("CREATE ROLE r{n};\n")).collect();
    fs::write(home.path().join("roles.cypher"), script).unwrap();
    home
}

/// The bar stands below what the statements give, at any width, in one line.
#[test]
fn a_long_script_shows_how_far_it_is() {
    for (columns, begins) in [(40, " "), (80, "["), (200, "[")] {
        let arguments = &["run", "roles.cypher"];
        let mut typed = Start { columns, arguments, ..Start::default() }.begin(home(300_000));
        typed.until("a bar", |screen| {
            let lines = lines(screen);
            let (Some(last), Some(above)) = (lines.last(), lines.iter().rev().nth(1)) else {
                return false;
            };
            last.starts_with(begins)
                && last.contains(" %  ")
                && last.contains("iB/s  ")
                && last.ends_with(" left")
                && above == "0 rows, 1 system update"
        });
        typed.keys(CTRL_C);
    }
}

#[test]
fn the_difference_of_a_golden_script_is_coloured() {
    let home = TempDir::new().unwrap();
    let script = "SHOW ROLES YIELD role WHERE role = 'reader';\n//> | role |\n//> | ---- |\n//> | \"writer\" |\n";
    fs::write(home.path().join("wrong.cypher"), script).unwrap();
    let arguments = &["test", "wrong.cypher"];
    let mut typed = Start { arguments, ..Start::default() }.begin(home);
    typed.shows("1 file, 1 statement, 1 difference");
    for (line, color) in [("    - | \"writer\" |", 1), ("    + | \"reader\" |", 2)] {
        let row = typed.lines().iter().position(|it| it == line).unwrap();
        let cell = typed.screen.screen().cell(u16::try_from(row).unwrap(), 4).unwrap();
        assert_eq!(cell.fgcolor(), vt100::Color::Idx(color), "{line}");
    }
    assert_eq!(typed.end(), 2);
}

#[test]
fn a_script_on_a_terminal_ends_with_what_it_came_to() {
    let arguments = &["run", "roles.cypher"];
    let mut typed = Start { arguments, ..Start::default() }.begin(home(2));
    typed.until("the totals", |screen| {
        let lines = lines(screen);
        lines.last().is_some_and(|last| {
            last.starts_with("2 statements in ") && last.ends_with("ms, 2 system updates")
        })
    });
    assert!(!String::from_utf8_lossy(&typed.raw).contains('%'));
}
