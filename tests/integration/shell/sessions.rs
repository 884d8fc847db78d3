//! Who one is and what is open: the prompt, logins, transactions, the start-up script, repetition.

use super::*;

#[test]
fn the_prompt_tells_who_where_and_whether_a_transaction_is_open() {
    let mut shell = Start::default().shell();
    shell.run(":begin");
    shell.prompt("neo4j@neo4j# ");
    shell.run("CREATE USER alice SET PASSWORD 'hush-hush' CHANGE NOT REQUIRED;");
    shell.prompt("neo4j@neo4j# ");
    shell.run(":commit");
    shell.prompt("neo4j@neo4j> ");
    shell.run(":impersonate alice");
    shell.prompt("neo4j(alice)@neo4j> ");
    shell.run(":impersonate");
    shell.run(":use system");
    shell.prompt("neo4j@system> ");
    shell.run(":login alice");
    shell.prompt("alice@neo4j> ");
    shell.run(":session two");
    shell.prompt("alice@neo4j[two]> ");
    shell.run(":begin");
    shell.prompt("alice@neo4j[two]# ");
    shell.run(":session");
    shell.prompt("alice@neo4j> ");
    shell.keys(":undo");
    shell.keys(ENTER);
    shell.keys(":exit");
    shell.keys(ENTER);
    assert_eq!(shell.end(), 0);
}

#[test]
fn a_password_is_asked_for_and_not_shown() {
    let init = "CREATE USER alice SET PASSWORD 'first-one';\n";
    let mut shell = Start { init: Some(init), ..Start::default() }.shell();
    shell.keys(":connect -u alice");
    shell.keys(ENTER);
    shell.ends_with("password:");
    shell.keys("wrong-one\r");
    shell.shows("unauthorized");
    shell.prompt("neo4j@neo4j> ");
    shell.keys(":connect -u alice -d system");
    shell.keys(ENTER);
    shell.ends_with("password:");
    shell.keys("first-one\r");
    shell.ends_with("new password:");
    shell.keys("second-one\r");
    shell.ends_with("confirm password:");
    shell.keys("second-one\r");
    shell.prompt("alice@system> ");
    let raw = String::from_utf8_lossy(&shell.raw).into_owned();
    assert!(!raw.contains("-one"), "{}", shell.picture());
    shell.run("SHOW CURRENT USER YIELD user;");
    shell.shows("│ \"alice\" │");
}

#[test]
fn the_start_up_script_runs_first_unless_told_otherwise() {
    let init = "CREATE ROLE analyst;\n:timing on\n";
    let mut shell = Start { init: Some(init), ..Start::default() }.shell();
    shell.shows("Timing is on.");
    shell.run("SHOW ROLE analyst PRIVILEGES;");
    shell.shows("Time: ");
    let arguments = ["--no-init"];
    let mut shell = Start { init: Some(init), arguments: &arguments, ..Start::default() }.shell();
    shell.run("DROP ROLE analyst;");
    shell.shows("Role does not exist");
    assert!(!shell.screen.screen().contents().contains("Tim"));
}

#[test]
fn what_was_done_is_undone_timed_and_loaded() {
    let mut shell = Start::default().shell();
    std::fs::write(shell.home().join("desk.cypher"), "CREATE ROLE desk;\nCREATE ROLE desk2;\n")
        .unwrap();
    shell.run(":source desk.cypher");
    shell.shows("0 rows, 1 system update\n0 rows, 1 system update");
    shell.run(":undo");
    shell.run(":du desk2");
    shell.shows("0 rows");
    shell.run(":timing");
    shell.shows("Timing is on.");
    shell.run("SHOW ROLES YIELD role WHERE role = 'desk';");
    shell.shows("│ \"desk\" │");
    shell.shows("Time: ");
    shell.run(":whatif GRANT ROLE reader TO neo4j");
    shell.shows("No user's rights change.");
}

#[test]
fn a_statement_is_watched_until_ctrl_c() {
    let mut shell = Start::default().shell();
    shell.keys(":watch 0.01 SHOW CURRENT USER YIELD user");
    shell.keys(ENTER);
    let rounds = |screen: &Screen| screen.contents().matches("1 row").count();
    shell.until("three rounds", |screen| rounds(screen) >= 3);
    shell.keys(CTRL_C);
    shell.prompt("neo4j@neo4j> ");
    shell.run(":help watch");
    shell.shows("until Ctrl-C.");
}

#[test]
fn where_the_history_goes_is_told_as_cypher_shell_is() {
    let arguments = ["--history", "here.txt"];
    let mut shell = Start { arguments: &arguments, ..Start::default() }.shell();
    shell.run("SHOW ROLES YIELD role LIMIT 1;");
    shell.prompt("neo4j@neo4j> ");
    let kept = std::fs::read_to_string(shell.home().join("here.txt")).unwrap();
    assert!(kept.contains("LIMIT 1;"), "{kept}");
    let variables = [("NEO4J_CYPHER_SHELL_HISTORY", "disable")];
    let mut shell = Start { variables: &variables, ..Start::default() }.shell();
    shell.run("SHOW ROLES YIELD role LIMIT 1;");
    shell.prompt("neo4j@neo4j> ");
    assert_eq!(shell.history(), "");
    shell.keys(UP);
    shell.keys(":l");
    shell.ends_with("neo4j@neo4j> :l");
}
