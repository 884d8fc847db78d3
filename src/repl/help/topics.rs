//! The statements: first words, what they do, syntax, an example.
//!
//! Capitals are keywords, the rest stands for something of yours. `[ ]` may be left out, of `{ | }` one is
//! chosen, `name[, ...]` is one or several. A line that is not indented begins another form. Braces
//! without blanks, as in `{properties}`, are typed. A test takes every line apart and parses what it stands for.

/// One statement.
pub(super) struct Topic {
    /// Its first words.
    pub(super) name: &'static str,
    /// What it does.
    pub(super) what: &'static str,
    /// Its syntax.
    pub(super) syntax: &'static str,
    /// It in use.
    pub(super) example: &'static str,
}

/// Statements that belong together.
pub(super) struct Chapter {
    pub(super) title: &'static str,
    pub(super) topics: &'static [Topic],
}

const fn topic(
    name: &'static str,
    what: &'static str,
    syntax: &'static str,
    example: &'static str,
) -> Topic {
    Topic { name, what, syntax, example }
}

/// All chapters.
pub(super) const CHAPTERS: [Chapter; 8] = [
    Chapter { title: "Users", topics: USERS },
    Chapter { title: "Roles", topics: ROLES },
    Chapter { title: "Privileges", topics: PRIVILEGES },
    Chapter { title: "Auth rules", topics: AUTH_RULES },
    Chapter { title: "Databases and aliases", topics: DATABASES },
    Chapter { title: "Servers", topics: SERVERS },
    Chapter { title: "Who may do what", topics: QUESTIONS },
    Chapter { title: "Aura console", topics: CONSOLE },
];

/// Words that stand for more than a name, and what they stand for.
pub(super) const WORDS: [(&str, &str); 7] = [
    (
        "columns",
        "{ * | column[, ...] } [ORDER BY column] [SKIP 1] [LIMIT 1] [WHERE condition] [RETURN *]",
    ),
    ("databases", "HOME DATABASE | DATABASE[S] { * | database[, ...] }"),
    ("elements", "{ NODE[S] | RELATIONSHIP[S] | ELEMENT[S] } { * | label[, ...] }"),
    ("graphs", "HOME GRAPH | GRAPH[S] { * | database[, ...] }"),
    ("labels", "* | label[, ...]"),
    ("place", "{ ORGANIZATION | PROJECT | TENANT | INSTANCE } name"),
    ("users", "* | user[, ...]"),
];

const USERS: &[Topic] = &[
    topic(
        "SHOW USERS",
        "Show the users, their roles and how they log in.",
        "SHOW USER[S] [WITH AUTH] [{ YIELD columns | WHERE condition }]",
        "SHOW USERS YIELD user, roles WHERE 'admin' IN roles",
    ),
    topic(
        "SHOW CURRENT USER",
        "Show who you are.",
        "SHOW CURRENT USER [{ YIELD columns | WHERE condition }]",
        "SHOW CURRENT USER",
    ),
    topic(
        "CREATE USER",
        "Make a user. Every clause has its own SET.",
        "CREATE [OR REPLACE] USER user [IF NOT EXISTS]\n\
         \x20 SET [{ PLAINTEXT | ENCRYPTED }] PASSWORD 'password' [CHANGE [NOT] REQUIRED]\n\
         \x20 [SET PASSWORD CHANGE [NOT] REQUIRED] [SET STATUS { ACTIVE | SUSPENDED }]\n\
         \x20 [SET HOME DATABASE database]\n\
         CREATE [OR REPLACE] USER user [IF NOT EXISTS]\n\
         \x20 SET AUTH [PROVIDER] 'provider' {SET ID 'id'} [SET STATUS { ACTIVE | SUSPENDED }]",
        "CREATE USER alice SET PASSWORD 'secret42' CHANGE NOT REQUIRED",
    ),
    topic(
        "ALTER USER",
        "Change a user. What is removed comes first.",
        "ALTER USER user [IF EXISTS] [REMOVE HOME DATABASE]\n\
         \x20 [REMOVE { ALL AUTH | AUTH 'provider' }] [SET STATUS { ACTIVE | SUSPENDED }]\n\
         \x20 SET [{ PLAINTEXT | ENCRYPTED }] PASSWORD 'password' [CHANGE [NOT] REQUIRED]\n\
         ALTER USER user [IF EXISTS] SET PASSWORD CHANGE [NOT] REQUIRED\n\
         ALTER USER user [IF EXISTS] SET HOME DATABASE database\n\
         ALTER USER user [IF EXISTS] SET AUTH [PROVIDER] 'provider' {SET ID 'id'}",
        "ALTER USER alice SET STATUS SUSPENDED",
    ),
    topic(
        "ALTER CURRENT USER",
        "Change your own password.",
        "ALTER CURRENT USER SET PASSWORD FROM 'old password' TO 'new password'",
        "ALTER CURRENT USER SET PASSWORD FROM $old TO $new",
    ),
    topic(
        "RENAME USER",
        "Give a user another name.",
        "RENAME USER user [IF EXISTS] TO new_name",
        "RENAME USER alice TO alicia",
    ),
    topic("DROP USER", "Delete a user.", "DROP USER user [IF EXISTS]", "DROP USER alice IF EXISTS"),
];

const ROLES: &[Topic] = &[
    topic(
        "SHOW ROLES",
        "Show the roles; those somebody has, with their members.",
        "SHOW [{ ALL | POPULATED }] ROLE[S] [WITH USER[S]] [{ YIELD columns | WHERE condition }]",
        "SHOW POPULATED ROLES WITH USERS",
    ),
    topic(
        "CREATE ROLE",
        "Make a role, without privileges or with those of another one.",
        "CREATE [OR REPLACE] [IMMUTABLE] ROLE role [IF NOT EXISTS] [AS COPY OF role]",
        "CREATE ROLE analyst AS COPY OF reader",
    ),
    topic(
        "RENAME ROLE",
        "Give a role another name.",
        "RENAME ROLE role [IF EXISTS] TO new_name",
        "RENAME ROLE analyst TO analysts",
    ),
    topic("DROP ROLE", "Delete a role.", "DROP ROLE role [IF EXISTS]", "DROP ROLE analyst"),
    topic(
        "GRANT ROLE",
        "Give roles to users, or in Cypher 25 to auth rules.",
        "GRANT ROLE[S] role[, ...] TO [USER[S]] user[, ...]\n\
         GRANT ROLE[S] role[, ...] TO AUTH { RULE | RULES } rule[, ...]",
        "GRANT ROLE reader TO alice",
    ),
    topic(
        "REVOKE ROLE",
        "Take roles from users, or in Cypher 25 from auth rules.",
        "REVOKE ROLE[S] role[, ...] FROM [USER[S]] user[, ...]\n\
         REVOKE ROLE[S] role[, ...] FROM AUTH { RULE | RULES } rule[, ...]",
        "REVOKE ROLE reader FROM alice",
    ),
];

const PRIVILEGES: &[Topic] = &[
    topic(
        "SHOW PRIVILEGES",
        "Show the privileges: all, those of roles, or those of users with all their roles.",
        "SHOW [ALL] PRIVILEGE[S] [AS [REVOKE] COMMAND[S]] [{ YIELD columns | WHERE condition }]\n\
         SHOW ROLE[S] role[, ...] PRIVILEGE[S] [AS [REVOKE] COMMAND[S]] [YIELD columns]\n\
         SHOW USER[S] [user[, ...]] PRIVILEGE[S] [AS [REVOKE] COMMAND[S]] [YIELD columns]",
        "SHOW ROLE reader PRIVILEGES AS COMMANDS",
    ),
    topic(
        "SHOW SUPPORTED PRIVILEGES",
        "Show which privileges there are.",
        "SHOW SUPPORTED PRIVILEGES [{ YIELD columns | WHERE condition }]",
        "SHOW SUPPORTED PRIVILEGES YIELD action, description",
    ),
    topic(
        "GRANT",
        "Allow something to roles. See also GRANT ... ON GRAPH, ON DATABASE, ON DBMS, LOAD.",
        "GRANT [IMMUTABLE] privilege TO role[, ...]",
        "GRANT MATCH {*} ON GRAPH neo4j NODES Person TO analyst",
    ),
    topic(
        "GRANT ... ON GRAPH",
        "Privileges on nodes and relationships. DENY and REVOKE take the same.",
        "GRANT [IMMUTABLE] { TRAVERSE | READ {properties} | MATCH {properties} } ON graphs\n\
         \x20 [elements] TO role[, ...]\n\
         GRANT [IMMUTABLE] { MERGE {properties} | SET PROPERTY {properties} } ON graphs\n\
         \x20 [elements] TO role[, ...]\n\
         GRANT [IMMUTABLE] { CREATE | DELETE } ON graphs [elements] TO role[, ...]\n\
         GRANT [IMMUTABLE] { SET LABEL labels | REMOVE LABEL labels } ON graphs TO role[, ...]\n\
         GRANT [IMMUTABLE] { WRITE | ALL [[GRAPH] PRIVILEGES] } ON graphs TO role[, ...]\n\
         GRANT [IMMUTABLE] { TRAVERSE | READ {properties} | MATCH {properties} } ON graphs\n\
         \x20 FOR (n:label) WHERE n.property = value TO role[, ...]",
        "GRANT READ {name, email} ON GRAPH neo4j NODES Person TO analyst",
    ),
    topic(
        "GRANT ... ON DATABASE",
        "Privileges on databases. DENY and REVOKE take the same.",
        "GRANT [IMMUTABLE] { ACCESS | START | STOP } ON databases TO role[, ...]\n\
         GRANT [IMMUTABLE] { CREATE | DROP | SHOW } { INDEX[ES] | CONSTRAINT[S] } ON databases\n\
         \x20 TO role[, ...]\n\
         GRANT [IMMUTABLE] { INDEX | CONSTRAINT | NAME } [MANAGEMENT] ON databases TO role[, ...]\n\
         GRANT [IMMUTABLE] CREATE NEW [NODE] LABEL[S] ON databases TO role[, ...]\n\
         GRANT [IMMUTABLE] CREATE NEW [RELATIONSHIP] TYPE[S] ON databases TO role[, ...]\n\
         GRANT [IMMUTABLE] CREATE NEW [PROPERTY] NAME[S] ON databases TO role[, ...]\n\
         GRANT [IMMUTABLE] TRANSACTION [MANAGEMENT] [(users)] ON databases TO role[, ...]\n\
         GRANT [IMMUTABLE] { SHOW | TERMINATE } TRANSACTION[S] [(users)] ON databases\n\
         \x20 TO role[, ...]\n\
         GRANT [IMMUTABLE] ALL [[DATABASE] PRIVILEGES] ON databases TO role[, ...]",
        "GRANT ACCESS ON DATABASE neo4j TO analyst",
    ),
    topic(
        "GRANT ... ON DBMS",
        "Privileges to administer. DENY and REVOKE take the same.",
        "GRANT [IMMUTABLE] { CREATE | DROP | ALTER | SHOW } USER ON DBMS TO role[, ...]\n\
         GRANT [IMMUTABLE] { SET PASSWORD[S] | SET USER { STATUS | HOME DATABASE } | SET AUTH }\n\
         \x20 ON DBMS TO role[, ...]\n\
         GRANT [IMMUTABLE] { CREATE | DROP | RENAME | ASSIGN | REMOVE | SHOW } ROLE ON DBMS\n\
         \x20 TO role[, ...]\n\
         GRANT [IMMUTABLE] { ASSIGN | REMOVE | SHOW } PRIVILEGE ON DBMS TO role[, ...]\n\
         GRANT [IMMUTABLE] { CREATE | DROP | ALTER } { [COMPOSITE] DATABASE | ALIAS } ON DBMS\n\
         \x20 TO role[, ...]\n\
         GRANT [IMMUTABLE] { USER | ROLE | PRIVILEGE | [COMPOSITE] DATABASE | ALIAS | SERVER }\n\
         \x20 MANAGEMENT ON DBMS TO role[, ...]\n\
         GRANT [IMMUTABLE] SHOW { SERVER[S] | ALIAS | SETTING[S] glob[, ...] } ON DBMS\n\
         \x20 TO role[, ...]\n\
         GRANT [IMMUTABLE] IMPERSONATE [(users)] ON DBMS TO role[, ...]\n\
         GRANT [IMMUTABLE] EXECUTE [BOOSTED] { PROCEDURE[S] | [USER [DEFINED]] FUNCTION[S] }\n\
         \x20 glob[, ...] ON DBMS TO role[, ...]\n\
         GRANT [IMMUTABLE] EXECUTE ADMIN[ISTRATOR] PROCEDURES ON DBMS TO role[, ...]\n\
         GRANT [IMMUTABLE] ALL [[DBMS] PRIVILEGES] ON DBMS TO role[, ...]",
        "GRANT ROLE MANAGEMENT ON DBMS TO analyst",
    ),
    topic(
        "GRANT LOAD",
        "Loading of data from files and addresses. DENY and REVOKE take the same.",
        "GRANT [IMMUTABLE] LOAD ON { ALL DATA | CIDR 'range' } TO role[, ...]",
        "GRANT LOAD ON CIDR '10.0.0.0/8' TO analyst",
    ),
    topic(
        "DENY",
        "Forbid something to roles, whatever else allows it. See GRANT for the privileges.",
        "DENY [IMMUTABLE] privilege TO role[, ...]",
        "DENY READ {salary} ON GRAPH neo4j NODES Person TO analyst",
    ),
    topic(
        "REVOKE",
        "Take a GRANT or a DENY back. Without either word, both. See GRANT for the privileges.",
        "REVOKE [{ GRANT | DENY }] [IMMUTABLE] privilege FROM role[, ...]",
        "REVOKE DENY READ {salary} ON GRAPH neo4j NODES Person FROM analyst",
    ),
];

const AUTH_RULES: &[Topic] = &[
    topic(
        "SHOW AUTH RULES",
        "Show the rules that give roles by what an identity provider says.",
        "SHOW AUTH { RULE | RULES } [AS COMMAND[S]] [{ YIELD columns | WHERE condition }]",
        "SHOW AUTH RULES",
    ),
    topic(
        "CREATE AUTH RULE",
        "Make a rule. It gives roles once they are granted to it.",
        "CREATE [OR REPLACE] AUTH RULE rule [IF NOT EXISTS] SET CONDITION claims\n\
         \x20 [SET ENABLED { TRUE | FALSE }]",
        "CREATE AUTH RULE staff SET CONDITION abac.oidc.user_attribute('dept') = 'it'",
    ),
    topic(
        "ALTER AUTH RULE",
        "Change a rule.",
        "ALTER AUTH RULE rule [IF EXISTS] SET { CONDITION claims | ENABLED { TRUE | FALSE } }",
        "ALTER AUTH RULE staff SET ENABLED FALSE",
    ),
    topic(
        "RENAME AUTH RULE",
        "Give a rule another name.",
        "RENAME AUTH RULE rule [IF EXISTS] TO new_name",
        "RENAME AUTH RULE staff TO employees",
    ),
    topic(
        "DROP AUTH RULE",
        "Delete a rule.",
        "DROP AUTH RULE rule [IF EXISTS]",
        "DROP AUTH RULE staff IF EXISTS",
    ),
];

const DATABASES: &[Topic] = &[
    topic(
        "SHOW DATABASES",
        "Show the databases that you may see.",
        "SHOW { DATABASE[S] [database] | DEFAULT DATABASE | HOME DATABASE }\n\
         \x20 [{ YIELD columns | WHERE condition }]",
        "SHOW DATABASES YIELD name, currentStatus",
    ),
    topic(
        "CREATE DATABASE",
        "Make a database.",
        "CREATE [OR REPLACE] DATABASE database [IF NOT EXISTS] [DEFAULT LANGUAGE CYPHER { 5 | 25 }]\n\
         \x20 [TOPOLOGY 1 PRIMARY [2 SECONDARIES]] [OPTIONS {options}] [{ WAIT | NOWAIT }]\n\
         CREATE DATABASE database [IF NOT EXISTS] [DEFAULT LANGUAGE CYPHER { 5 | 25 }]\n\
         \x20 [GRAPH SHARD {TOPOLOGY 1 PRIMARY 2 SECONDARIES}] PROPERTY SHARD[S] {COUNT 3}\n\
         \x20 [OPTIONS {options}] [{ WAIT | NOWAIT }]\n\
         CREATE DATABASE database [IF NOT EXISTS] PROPERTY SHARD[S] {COUNT 3 TOPOLOGY 2 REPLICAS}",
        "CREATE DATABASE sales IF NOT EXISTS",
    ),
    topic(
        "CREATE COMPOSITE DATABASE",
        "Make a database of aliases to others.",
        "CREATE [OR REPLACE] COMPOSITE DATABASE database [IF NOT EXISTS] [{ WAIT | NOWAIT }]",
        "CREATE COMPOSITE DATABASE everything",
    ),
    topic(
        "ALTER DATABASE",
        "Change a database.",
        "ALTER DATABASE database [IF EXISTS] SET ACCESS { READ ONLY | READ WRITE }\n\
         ALTER DATABASE database [IF EXISTS] SET TOPOLOGY 1 PRIMARY [2 SECONDARIES]\n\
         ALTER DATABASE database [IF EXISTS] { SET OPTION option value | REMOVE OPTION option }\n\
         ALTER DATABASE database [IF EXISTS] SET DEFAULT LANGUAGE CYPHER { 5 | 25 }\n\
         ALTER DATABASE database [IF EXISTS] SET GRAPH SHARD {SET TOPOLOGY 3 PRIMARIES}\n\
         ALTER DATABASE database [IF EXISTS] SET PROPERTY SHARD[S] {SET TOPOLOGY 2 REPLICAS}\n\
         ALTER DATABASE database [IF EXISTS] SET TOPOLOGY 2 REPLICAS",
        "ALTER DATABASE sales SET ACCESS READ ONLY",
    ),
    topic(
        "START DATABASE",
        "Start a database, with all its shards, or one shard.",
        "START DATABASE database [{ WAIT | NOWAIT }]",
        "START DATABASE sales",
    ),
    topic(
        "STOP DATABASE",
        "Stop a database, with all its shards, or one shard.",
        "STOP DATABASE database [{ WAIT | NOWAIT }]",
        "STOP DATABASE sales",
    ),
    topic(
        "DROP DATABASE",
        "Delete a database.",
        "DROP [COMPOSITE] DATABASE database [IF EXISTS] [{ RESTRICT | CASCADE ALIAS[ES] }]\n\
         \x20 [{ DUMP | DESTROY } DATA] [{ WAIT | NOWAIT }]",
        "DROP DATABASE sales IF EXISTS",
    ),
    topic(
        "SHOW ALIASES",
        "Show the aliases of databases.",
        "SHOW ALIAS[ES] [alias] FOR DATABASE[S] [{ YIELD columns | WHERE condition }]",
        "SHOW ALIASES FOR DATABASE",
    ),
    topic(
        "CREATE ALIAS",
        "Give a database one more name, here or on another server.",
        "CREATE [OR REPLACE] ALIAS alias [IF NOT EXISTS] FOR DATABASE database\n\
         \x20 [AT 'url' USER user PASSWORD 'password'] [PROPERTIES {map}]",
        "CREATE ALIAS shop FOR DATABASE sales",
    ),
    topic(
        "ALTER ALIAS",
        "Change an alias.",
        "ALTER ALIAS alias [IF EXISTS] SET DATABASE { TARGET database | PROPERTIES {map} }\n\
         ALTER ALIAS alias [IF EXISTS] SET DATABASE { USER user | PASSWORD 'password' }",
        "ALTER ALIAS shop SET DATABASE TARGET neo4j",
    ),
    topic(
        "DROP ALIAS",
        "Delete an alias.",
        "DROP ALIAS alias [IF EXISTS] FOR DATABASE",
        "DROP ALIAS shop FOR DATABASE",
    ),
];

const SERVERS: &[Topic] = &[
    topic(
        "SHOW SERVERS",
        "Show the servers of the cluster.",
        "SHOW SERVER[S] [{ YIELD columns | WHERE condition }]",
        "SHOW SERVERS YIELD name, state, health",
    ),
    topic(
        "ENABLE SERVER",
        "Let a server take part.",
        "ENABLE SERVER 'server' [OPTIONS {options}]",
        "ENABLE SERVER 'server-2'",
    ),
    topic(
        "ALTER SERVER",
        "Change what a server may host.",
        "ALTER SERVER 'server' SET OPTIONS {options}",
        "ALTER SERVER 'server-2' SET OPTIONS {modeConstraint: 'PRIMARY'}",
    ),
    topic(
        "RENAME SERVER",
        "Give a server another name.",
        "RENAME SERVER 'server' TO 'new name'",
        "RENAME SERVER 'server-2' TO 'berlin'",
    ),
    topic("DROP SERVER", "Delete an empty server.", "DROP SERVER 'server'", "DROP SERVER 'berlin'"),
    topic(
        "DEALLOCATE DATABASES",
        "Move all databases away from servers.",
        "[DRYRUN] DEALLOCATE DATABASE[S] FROM SERVER[S] 'server'[, ...]",
        "DEALLOCATE DATABASES FROM SERVER 'berlin'",
    ),
    topic(
        "REALLOCATE DATABASES",
        "Spread the databases over the servers.",
        "[DRYRUN] REALLOCATE DATABASE[S]",
        "DRYRUN REALLOCATE DATABASES",
    ),
];

const QUESTIONS: &[Topic] = &[
    topic(
        "CAN",
        "Ask whether somebody may do something, and because of what. Not a statement of Neo4j.",
        "CAN { USER | ROLE } name[, ...] privilege [{ YIELD columns | WHERE condition }]",
        "CAN USER neo4j READ {ssn} ON GRAPH neo4j NODES Patient",
    ),
    topic(
        "WHO CAN",
        "Ask who may do something. Not a statement of Neo4j.",
        "WHO CAN privilege [{ YIELD columns | WHERE condition }]",
        "WHO CAN WRITE ON GRAPH neo4j",
    ),
    topic(
        "SHOW ACCESS",
        "Show what somebody may do with every label and property. Not a statement of Neo4j.",
        "SHOW ACCESS FOR { USER | ROLE } name[, ...] ON graphs\n\
         \x20 [{ YIELD columns | WHERE condition }]",
        "SHOW ACCESS FOR ROLE reader ON GRAPH neo4j",
    ),
];

const CONSOLE: &[Topic] = &[
    topic(
        "CONSOLE",
        "Act in the Aura console as somebody. Nothing is sent to Aura.",
        "CONSOLE { LOGIN 'email' | LOGOUT }",
        "CONSOLE LOGIN 'ada@example.com'",
    ),
    topic(
        "CREATE ORGANIZATION",
        "Make an organization; you own it.",
        "CREATE ORGANIZATION organization [IF NOT EXISTS] [PLAN tier] [WITH PROJECT project]",
        "CREATE ORGANIZATION acme WITH PROJECT shop",
    ),
    topic(
        "CREATE PROJECT",
        "Make a project in an organization.",
        "CREATE PROJECT project [IF NOT EXISTS] IN ORGANIZATION organization",
        "CREATE PROJECT shop IN ORGANIZATION acme",
    ),
    topic(
        "CREATE TENANT",
        "Make a tenant, what projects were before there were organizations.",
        "CREATE TENANT tenant [IF NOT EXISTS]",
        "CREATE TENANT old",
    ),
    topic(
        "CREATE SERVICE ACCOUNT",
        "Make an account for a program, and a member of the organization of it.",
        "CREATE SERVICE ACCOUNT 'name' IN ORGANIZATION organization",
        "CREATE SERVICE ACCOUNT 'metrics' IN ORGANIZATION acme",
    ),
    topic(
        "CREATE API CREDENTIAL",
        "Make a client id and a secret, which is shown this once; or delete them.",
        "CREATE API CREDENTIAL 'name' [YIELD columns]\nDROP API CREDENTIAL 'id'",
        "CREATE API CREDENTIAL 'nightly'",
    ),
    topic(
        "CREATE INSTANCE",
        "Make an instance in a project.",
        "CREATE INSTANCE instance [IF NOT EXISTS] IN PROJECT project TIER tier",
        "CREATE INSTANCE orders IN PROJECT shop TIER PROFESSIONAL",
    ),
    topic(
        "INVITE USER",
        "Ask people to join.",
        "INVITE USER[S] 'email'[, ...] TO place AS console_role\n\
         \x20 [WITH ORGANIZATION ROLE console_role] [YIELD columns]",
        "INVITE USER 'bob@example.com' TO PROJECT shop AS PROJECT_MEMBER",
    ),
    topic(
        "ACCEPT INVITES",
        "Answer invites.",
        "{ ACCEPT | DECLINE } { INVITE[S] 'id'[, ...] | ALL INVITES }",
        "ACCEPT ALL INVITES",
    ),
    topic(
        "REVOKE INVITE",
        "Take invites back.",
        "REVOKE INVITE[S] { 'id'[, ...] | FOR 'email' ON place } [IF EXISTS]",
        "REVOKE INVITE FOR 'bob@example.com' ON PROJECT shop",
    ),
    topic(
        "ADD USER",
        "Make people of the organization members of a project.",
        "ADD USER[S] 'email'[, ...] TO PROJECT project AS console_role",
        "ADD USER 'bob@example.com' TO PROJECT shop AS PROJECT_VIEWER",
    ),
    topic(
        "ALTER MEMBER",
        "Change a member's role.",
        "ALTER MEMBER 'email' ON place SET { ROLE console_role | EXEMPT { TRUE | FALSE } }",
        "ALTER MEMBER 'bob@example.com' ON PROJECT shop SET ROLE PROJECT_ADMIN",
    ),
    topic(
        "REMOVE MEMBER",
        "Take a member away.",
        "REMOVE MEMBER 'email' FROM place [IF EXISTS]",
        "REMOVE MEMBER 'bob@example.com' FROM PROJECT shop",
    ),
    topic(
        "TRANSFER PROJECT",
        "Move a project with its people; you must own both organizations.",
        "TRANSFER PROJECT project [FROM ORGANIZATION organization] TO ORGANIZATION organization",
        "TRANSFER PROJECT shop TO ORGANIZATION globex",
    ),
    topic(
        "PAUSE INSTANCE",
        "Pause an instance, or resume it.",
        "{ PAUSE | RESUME } INSTANCE instance [IN PROJECT project]",
        "PAUSE INSTANCE orders",
    ),
    topic(
        "ALTER ORGANIZATION",
        "Set or remove a setting of an organization, or set it otherwise in a project.",
        "ALTER { ORGANIZATION organization | PROJECT project } SET SETTING 'key' TO value\n\
         ALTER { ORGANIZATION organization | PROJECT project } REMOVE SETTING 'key'",
        "ALTER ORGANIZATION acme SET SETTING 'require-mfa' TO true",
    ),
    topic(
        "ALTER INSTANCE",
        "Switch the predefined database roles of console users on or off.",
        "ALTER { INSTANCE instance | PROJECT project }\n\
         \x20 SET TOOL AUTHENTICATION { ENABLED | DISABLED } [FOR NEW INSTANCES]",
        "ALTER INSTANCE orders SET TOOL AUTHENTICATION DISABLED",
    ),
    topic(
        "SHOW CONSOLE",
        "Show the whole console as the statements that would make it again.",
        "SHOW CONSOLE AS COMMAND[S] [YIELD columns]",
        "SHOW CONSOLE AS COMMANDS",
    ),
    topic(
        "SHOW MEMBERS",
        "Show who belongs where; and invites, projects, instances, what you may do.",
        "SHOW MEMBERS [ON place] [AS COMMAND[S]] [YIELD columns]\n\
         SHOW [{ CURRENT USER | PENDING | ALL }] INVITES [ON place] [AS COMMAND[S]]\n\
         SHOW { ORGANIZATIONS | PROJECTS [IN ORGANIZATION organization] | TENANTS } [AS COMMAND[S]]\n\
         SHOW { INSTANCES [IN PROJECT project] | SETTING[S] ON place } [AS COMMAND[S]]\n\
         SHOW CAPABILITIES [[FOR 'email'] ON place]\n\
         SHOW { CONSOLE ROLE[S] | API CREDENTIALS | CURRENT ACCOUNT }",
        "SHOW MEMBERS ON PROJECT shop",
    ),
    topic(
        "SWITCH TO",
        "Go on in another project.",
        "SWITCH TO PROJECT project [IN ORGANIZATION organization]",
        "SWITCH TO PROJECT shop",
    ),
    topic(
        "OPEN INSTANCE",
        "Go on inside an instance; CLOSE INSTANCE comes back.",
        "OPEN INSTANCE instance [IN PROJECT project] [AS user]\nCLOSE INSTANCE",
        "OPEN INSTANCE orders",
    ),
    topic(
        "DROP PROJECT",
        "Delete something of the console, or rename it.",
        "DROP place [IF EXISTS]\nRENAME place [IF EXISTS] TO new_name",
        "DROP PROJECT shop",
    ),
];
