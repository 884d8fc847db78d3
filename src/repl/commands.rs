//! The table of colon commands: what they are called, what they take, what they do.

/// A colon command.
pub(super) struct Spec {
    /// Its name with the colon.
    pub(super) name: &'static str,
    /// What it takes, as help writes it.
    pub(super) takes: &'static str,
    /// The same for completion.
    pub(super) argument: Argument,
    /// What it does, in a line that fits a terminal of 80 columns beside the name.
    pub(super) what: &'static str,
    /// More, for help on this command alone.
    pub(super) more: &'static str,
}

/// What a command takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Argument {
    Nothing,
    OneOf(&'static [&'static str]),
    Connection,
    Database,
    File,
    Parameter,
    Session,
    Statement,
    Topic,
    User,
    UserOrRole,
}

const fn spec(
    name: &'static str,
    takes: &'static str,
    argument: Argument,
    what: &'static str,
    more: &'static str,
) -> Spec {
    Spec { name, takes, argument, what, more }
}

/// The commands, by name.
pub(super) const COMMANDS: [Spec; 27] = [
    spec(
        ":auth",
        "enabled|disabled",
        Argument::OneOf(&["enabled", "disabled"]),
        "Switch authentication on or off",
        "Without authentication every statement is allowed, and immutable privileges can be changed.",
    ),
    spec(":begin", "", Argument::Nothing, "Begin a transaction: all of it or nothing", ""),
    spec(":clear", "", Argument::Nothing, "Clear the screen", ""),
    spec(":commit", "", Argument::Nothing, "End the transaction and keep what was done", ""),
    spec(
        ":connect",
        "[-u USER ...]",
        Argument::Connection,
        "Log in with a password, as on a server",
        "[-u USER] [-p PASSWORD] [-d DATABASE]. What is missing is asked for; the password is not shown.\n\
         A password that must be changed is changed then and there.",
    ),
    spec(
        ":console",
        "login EMAIL|logout",
        Argument::OneOf(&["login", "logout"]),
        "Act in the Aura console as someone, or nobody",
        "",
    ),
    spec(
        ":dp",
        "[ROLE]",
        Argument::UserOrRole,
        "Show privileges as commands",
        "Of all roles, of one role, or of a user. The same as SHOW ROLE ... PRIVILEGES AS COMMANDS.",
    ),
    spec(
        ":du",
        "[NAME]",
        Argument::UserOrRole,
        "Show users with their roles, roles with members",
        "With the name of a user or role only what has to do with it.",
    ),
    spec(
        ":edit",
        "",
        Argument::Nothing,
        "Edit the last statement in $EDITOR",
        "$VISUAL goes first. What comes back stands at the prompt; Enter runs it.",
    ),
    spec(":exit", "", Argument::Nothing, "Leave the shell, or end the script", ""),
    spec(
        ":help",
        "[TOPIC]",
        Argument::Topic,
        "Show this list, or help on a command",
        "A topic is the beginning of a statement, such as GRANT or CREATE USER, or a command of the shell.",
    ),
    spec(
        ":history",
        "[clear]",
        Argument::OneOf(&["clear"]),
        "Show what was entered so far, or forget it",
        "What holds a password is never kept. Ctrl-R searches.",
    ),
    spec(
        ":impersonate",
        "[USER]",
        Argument::User,
        "Go on with another user's rights, or your own",
        "It takes the privilege IMPERSONATE. Without a name it ends.",
    ),
    spec(":l", "", Argument::Nothing, "Show the databases", ""),
    spec(
        ":login",
        "USER",
        Argument::User,
        "Go on as another user; no password is asked for",
        "The DBMS is yours, so you may be anyone in it. :connect asks for the password.",
    ),
    spec(
        ":param",
        "NAME => VALUE",
        Argument::Parameter,
        "Set a parameter; without an argument show all",
        "Also NAME = VALUE, {NAME: VALUE, ...}, and clear. A value is a Cypher expression.",
    ),
    spec(":params", "", Argument::Parameter, "Show the parameters", ""),
    spec(":quit", "", Argument::Nothing, "The same as :exit", ""),
    spec(":rollback", "", Argument::Nothing, "End the transaction and take back what was done", ""),
    spec(
        ":session",
        "[NAME]",
        Argument::Session,
        "Go on in another session, or in the first",
        "A name that is new begins one, of the same user. Each session has its own user, database and transaction;\n\
         one of them can change something at a time, and a second is refused instead of waiting.",
    ),
    spec(
        ":source",
        "FILE",
        Argument::File,
        "Run a script",
        "Files that a script names are relative to the script.",
    ),
    spec(
        ":timing",
        "[on|off]",
        Argument::OneOf(&["on", "off"]),
        "Say how long each statement took",
        "",
    ),
    spec(
        ":undo",
        "",
        Argument::Nothing,
        "Take back the last statement or transaction",
        "The last one that changed something. Again for the one before.",
    ),
    spec(
        ":use",
        "[DATABASE]",
        Argument::Database,
        "Go on in another database",
        "Without a name in the home database. Administration always takes place in system.",
    ),
    spec(
        ":view",
        "USER [FILE] [OPTION]",
        Argument::User,
        "Show what a user sees of a data graph",
        "As if the graph stood in the session's database. The file is JSON or CSV, as APOC exports it or as import\ntakes it; without one it is the graph of the last :view. --type born:date says of which type a property is\nwhere the file leaves it open, and may be given several times.",
    ),
    spec(
        ":watch",
        "[SECONDS] STATEMENT",
        Argument::Statement,
        "Run a statement again and again",
        "Every 2 seconds, or as told, until Ctrl-C. In a script it runs once.",
    ),
    spec(
        ":whatif",
        "STATEMENT",
        Argument::Statement,
        "Show whose rights a statement would change",
        "Nothing is changed: :whatif GRANT READ {ssn} ON GRAPH neo4j NODES Person TO desk",
    ),
];

/// Commands of cypher-shell that make no sense here, and why.
pub(super) const FOREIGN: [(&str, &str); 3] = [
    (":access-mode", "no server is chosen by it; grant and deny decide what may be written"),
    (":disconnect", "there is no connection, the DBMS is in memory; :exit leaves"),
    (":sysinfo", "there is no store on disk to measure; :l shows the databases"),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_are_sorted_and_fit_80_columns() {
        assert!(COMMANDS.is_sorted_by_key(|spec| spec.name));
        for spec in COMMANDS {
            let head = format!("{} {}", spec.name, spec.takes);
            assert!(head.len() <= 28 && spec.what.len() <= 48, "{head}");
            assert!(spec.more.lines().all(|line| line.len() <= 110), "{head}");
        }
    }
}
