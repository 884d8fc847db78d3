//! Typing: lines of a statement, completion, hints, history.

use super::*;

#[test]
fn a_statement_of_several_lines_is_one_text() {
    let mut shell = Start::default().shell();
    shell.keys("CREATE ROLE analyst");
    shell.keys(ENTER);
    shell.ends_with("  ... ; | IF NOT EXISTS | AS COPY OF");
    shell.keys("IF NOT EXIST");
    // Backspace at the beginning of a line joins it with the one before.
    shell.keys(HOME);
    shell.keys(BACKSPACE);
    shell.ends_with("neo4j@neo4j> CREATE ROLE analystIF NOT EXIST");
    shell.keys(" ");
    shell.keys("\u{5}S;");
    shell.ends_with("neo4j@neo4j> CREATE ROLE analyst IF NOT EXISTS;");
    shell.keys(ENTER);
    shell.shows("0 rows, 1 system update");
    shell.prompt("neo4j@neo4j> ");
    // The whole of it comes back, with its lines.
    shell.keys("SHOW ROLES");
    shell.keys(ENTER);
    shell.keys("YIELD role LIMIT 1;");
    shell.keys(ENTER);
    shell.shows("│ \"PUBLIC\" │");
    shell.prompt("neo4j@neo4j> ");
    shell.keys(UP);
    shell.ends_with("  ... YIELD role LIMIT 1;");
    shell.keys(HOME);
    shell.keys(LEFT);
    shell.keys("X");
    shell.shows("SHOW ROLESX");
    assert_eq!(shell.history().lines().count(), 3, "{}", shell.history());
}

#[test]
fn tab_completes_what_may_follow_and_what_there_is() {
    let mut shell = Start { init: Some("CREATE ROLE data_analyst;\n"), ..Start::default() }.shell();
    shell.keys("gra");
    shell.keys(TAB);
    shell.keys("role dat");
    shell.keys(TAB);
    shell.shows("grant role data_analyst");
    shell.keys(" ");
    shell.keys("t");
    shell.keys(TAB);
    shell.keys("n");
    shell.keys(TAB);
    shell.shows("grant role data_analyst to neo4j");
    shell.keys(CTRL_C);
    shell.prompt("neo4j@neo4j> ");
    shell.keys("SHOW AL");
    shell.keys(TAB);
    shell.shows("ALIAS    ALIASES  ALL");
    shell.ends_with("neo4j@neo4j> SHOW AL");
    shell.keys(CTRL_C);
    shell.prompt("neo4j@neo4j> ");
    shell.keys("SHOW USERS YIELD user, pass");
    shell.keys(TAB);
    shell.shows("SHOW USERS YIELD user, passwordChangeRequired");
    shell.keys(CTRL_C);
    shell.prompt("neo4j@neo4j> ");
    std::fs::write(shell.home().join("setup.cypher"), "").unwrap();
    shell.keys(":sou");
    shell.keys(TAB);
    shell.keys("set");
    shell.keys(TAB);
    shell.shows(":source setup.cypher");
}

#[test]
fn tab_knows_columns_and_procedures() {
    let mut shell = Start::default().shell();
    shell.keys("SHOW USERS YIELD ");
    shell.ends_with("neo4j@neo4j> SHOW USERS YIELD column | *");
    shell.keys(TAB);
    shell.shows("passwordChangeRequired");
    assert!(!shell.screen.screen().contents().contains("PRIVILEGE"), "{}", shell.picture());
    shell.keys(CTRL_C);
    shell.prompt("neo4j@neo4j> ");
    shell.keys("GRANT EXECUTE PROCEDURE dbms.listCo");
    shell.keys(TAB);
    shell.shows("dbms.listConfig");
    shell.keys("f");
    shell.keys(TAB);
    shell.keys(" ");
    shell.shows("neo4j@neo4j> GRANT EXECUTE PROCEDURE dbms.listConfig ");
}

#[test]
fn keywords_are_bold_and_strings_green() {
    let mut shell = Start::default().shell();
    shell.keys("ENABLE SERVER 'one");
    let row = u16::try_from(shell.lines().len() - 1).unwrap();
    let at = |offset: usize| u16::try_from("neo4j@neo4j> ".len() + offset).unwrap();
    shell.until("colours", |screen| {
        let cell = |column| screen.cell(row, column).unwrap();
        let green = vt100::Color::Idx(2);
        cell(at(0)).bold() && cell(at(14)).fgcolor() == green && cell(at(17)).fgcolor() == green
    });
    // What is not a keyword is neither.
    assert!(!shell.screen.screen().cell(row, at(6)).unwrap().dim());
    assert!(!shell.screen.screen().cell(row, at(14)).unwrap().bold());
}

#[test]
fn a_hint_is_dim_and_the_right_arrow_takes_it() {
    let mut shell = Start::default().shell();
    shell.keys("DROP ROLE publ");
    shell.ends_with("neo4j@neo4j> DROP ROLE publisher");
    let row = u16::try_from(shell.lines().len() - 1).unwrap();
    let typed = "neo4j@neo4j> DROP ROLE publ".len() as u16;
    // The same line stands there with one letter less typed.
    shell.until("the hint", |screen| {
        let is_dim = |column| screen.cell(row, column).unwrap().dim();
        !is_dim(typed - 1) && is_dim(typed)
    });
    shell.keys(RIGHT);
    shell.until("the hint taken", |screen| !screen.cell(row, typed).unwrap().dim());
    shell.ends_with("neo4j@neo4j> DROP ROLE publisher;");
    shell.keys(CTRL_C);
    shell.prompt("neo4j@neo4j> ");
    // What was entered once comes first.
    shell.run("SHOW ROLES YIELD role LIMIT 1;");
    shell.prompt("neo4j@neo4j> ");
    shell.keys("SHOW ROLES Y");
    shell.ends_with("neo4j@neo4j> SHOW ROLES YIELD role LIMIT 1;");
}

#[test]
fn the_history_is_searched_and_holds_no_password() {
    let mut shell = Start::default().shell();
    shell.run("CREATE USER alice SET PASSWORD 'hush-hush';");
    shell.run("SHOW USERS YIELD user;");
    shell.run(":param secret => 'hush-hush'");
    shell.run(":whatif CREATE USER bob SET PASSWORD 'hush-hush'");
    shell.run(":conect -u alice -p hush-hush");
    shell.run("SHOW CURRENT USER YIELD user;");
    shell.prompt("neo4j@neo4j> ");
    shell.keys(CTRL_R);
    shell.keys("S YI");
    shell.shows("(reverse-i-search)`S YI': SHOW USERS YIELD user;");
    shell.keys(ENTER);
    shell.prompt("neo4j@neo4j> ");
    let history = shell.history();
    assert!(history.contains("SHOW USERS YIELD user;") && !history.contains("hush"), "{history}");
    shell.run(":history");
    shell.shows("    1  SHOW USERS YIELD user;");
    shell.run(":history clear");
    shell.prompt("neo4j@neo4j> ");
    assert_eq!(shell.history(), "");
}

#[test]
fn what_is_typed_ahead_is_not_lost() {
    let mut shell = Start::default().shell();
    shell.keys("CREATE ROLE a;\rCREATE ROLE b;\r:begin\rDROP ROLE a;\r:rollback\rSHOW ROLES\r  YIELD role WHERE role IN ['a', 'b'];\r");
    shell.shows("│ \"b\"  │");
    shell.shows("2 rows");
    shell.prompt("neo4j@neo4j> ");
}

#[test]
fn pasted_lines_wait_for_enter() {
    let mut shell = Start::default().shell();
    shell.keys("\u{1b}[200~CREATE ROLE a\n  IF NOT EXISTS;\nSHOW ROLES YIELD role\nWHERE role = 'a';\u{1b}[201~");
    shell.ends_with("WHERE role = 'a';");
    assert!(!shell.screen.screen().contents().contains("row"));
    shell.keys(ENTER);
    shell.shows("│ \"a\"  │");
    shell.prompt("neo4j@neo4j> ");
}

#[test]
fn what_cannot_become_a_statement_is_told_at_once() {
    let mut shell = Start::default().shell();
    shell.run("GRANT REED {*} ON GRAPH neo4j");
    shell.shows("Did you mean `READ`?");
    shell.prompt("neo4j@neo4j> ");
    shell.run("help");
    shell.shows("Help on a statement");
    shell.prompt("neo4j@neo4j> ");
    shell.keys("quit");
    shell.keys(ENTER);
    assert_eq!(shell.end(), 0);
}

#[test]
fn ctrl_c_drops_the_line_and_ctrl_d_leaves() {
    let mut shell = Start::default().shell();
    shell.keys("DROP USER neo4j");
    shell.keys(ENTER);
    shell.shows("  ... ");
    shell.keys(CTRL_C);
    shell.prompt("neo4j@neo4j> ");
    shell.keys(CTRL_D);
    assert_eq!(shell.end(), 0);
}

#[test]
fn the_last_statement_is_changed_in_an_editor() {
    let editor = [("EDITOR", "sed -i s/reader/editor/")];
    let mut shell = Start { variables: &editor, ..Start::default() }.shell();
    shell.run("SHOW ROLES YIELD role WHERE role = 'reader';");
    shell.shows("│ \"reader\" │");
    shell.prompt("neo4j@neo4j> ");
    shell.keys(":edit");
    shell.keys(ENTER);
    shell.ends_with("neo4j@neo4j> SHOW ROLES YIELD role WHERE role = 'editor';");
    shell.keys(ENTER);
    shell.shows("│ \"editor\" │");
}
