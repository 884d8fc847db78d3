//! Golden scripts: Cypher scripts that carry their own expectations.
//!
//! A golden script is a plain script whose expectations are comments, so that the same file runs in
//! this tool, in its shell and, while it uses one user, through cypher-shell against a real server.
//!
//! ```text
//! // DENY wins over GRANT.
//! //@ cypher 25
//! CREATE ROLE analyst;
//! DENY READ {*} ON GRAPH neo4j NODES Person TO analyst;
//! SHOW ROLE analyst PRIVILEGES AS COMMANDS;
//! //> | command |
//! //> | ------- |
//! //> | "DENY READ {*} ON GRAPH `neo4j` NODE Person TO `analyst`" |
//! CREATE ROLE analyst;
//! //> error Neo.ClientError.Security.… 42N13 @0: Failed to create …
//! ```
//!
//! Every statement ends with `;`, and the block of `//>` lines behind it says what it gives: a table, any
//! number of notifications, or an error. Without a block it must succeed silently: no columns, no
//! notifications. Colon commands are not allowed.
//!
//! | line | meaning |
//! | --- | --- |
//! | `//> \| a \| b \|` | a table: header, dashes, rows; header only for no rows. Cells are Cypher literals, `\|` in a cell is `\\|` |
//! | `//> notification CODE GQLSTATUS @offset: text` | a notification; the text is its title, its description, or both with a blank between |
//! | `//> error CODE GQLSTATUS @offset: text` | an error; a line break is `\n`, a backslash `\\`. Here and above GQLSTATUS and offset (UTF-16 units from the statement's start) may be left out |
//! | `//@ cypher 5` or `25` | the language from here on; 25 at the start |
//! | `//@ as USER` | the user from here on; `neo4j` at the start |
//! | `//@ database NAME` | the session's database from here on |
//! | `//@ auth disabled` or `enabled` | authentication from here on; immutable privileges can only be changed without |
//! | `//@ param NAME = VALUE` | a parameter from here on |
//! | `//@ now TIME` | the clock from here on |
//! | `//@ setting NAME = VALUE` | a setting of the DBMS, by its name in `neo4j.conf` |
//! | `//@ servers NUMBER` | a new DBMS on that many servers; all but the first wait to be enabled |
//! | `//@ claims MAP` | what an external provider says of the user, from here on |
//! | `//@ impersonate USER` | act as this user from here on; without a name as oneself |
//! | `//@ fresh` | a new DBMS, and everything above as at the start |
//! | `//@ unordered` | the next statement's rows may come in any order |
//!
//! Anything else behind `//@` is an error. A script that rests on an inferred fact says so in a line
//! `// inferred: …` in front of its first statement, and the runner counts those.

mod block;
mod difference;
mod run;
mod script;
mod update;

pub use difference::{Difference, DifferenceLine, Mark};
pub use run::{Met, Report, run_script, watch_script};
pub use script::ScriptError;
pub use update::update_script;
