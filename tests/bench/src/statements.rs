//! Statements as people write them: GRANT, DENY, REVOKE and SHOW PRIVILEGES in many forms, and the
//! other administration commands. Keywords in upper or lower case, names plain or in backticks, one
//! or several of everything.

use crate::random::Random;

/// Statements that the hand-written parser understands, too.
pub fn privilege_statements(count: usize, seed: u64) -> Vec<String> {
    let mut writer = Writer { random: Random::new(seed) };
    (0..count).map(|_| writer.privilege_statement()).collect()
}

/// Administration statements of every kind, about half of them privileges.
pub fn mixed_statements(count: usize, seed: u64) -> Vec<String> {
    let mut writer = Writer { random: Random::new(seed) };
    (0..count)
        .map(|_| match writer.random.percent(50) {
            true => writer.privilege_statement(),
            false => writer.other_statement(),
        })
        .collect()
}

const ROLES: [&str; 10] = [
    "analyst",
    "reader2",
    "billing_admin",
    "ops",
    "`data scientist`",
    "auditor",
    "support_level_1",
    "`etl-writer`",
    "hr",
    "customerCare",
];
const GRAPHS: [&str; 8] =
    ["neo4j", "healthcare", "movies", "`sales-2026`", "hr", "composite.shard1", "graph1", "erp"];
const LABELS: [&str; 9] = [
    "Person",
    "Patient",
    "Order",
    "`Line Item`",
    "CreditCard",
    "Movie",
    "Invoice",
    "Employee",
    "Symptom",
];
const TYPES: [&str; 5] = ["KNOWS", "HAS_DIAGNOSIS", "PART_OF", "`works for`", "BOUGHT"];
const PROPERTIES: [&str; 8] =
    ["name", "ssn", "salary", "dateOfBirth", "`credit card`", "address", "email", "total"];
const USERS: [&str; 6] = ["alice", "bob", "charlie_9", "`jane.doe@example.com`", "eve", "mallory"];

struct Writer {
    random: Random,
}

impl Writer {
    fn name(&mut self, from: &[&str]) -> String {
        let name = *self.random.pick(from);
        // Most names in a script differ from each other.
        match name.strip_suffix('`') {
            Some(open) if self.random.percent(40) => format!("{open}{}`", self.random.below(500)),
            None if self.random.percent(60) && !name.contains('.') => {
                format!("{name}{}", self.random.below(500))
            }
            _ => name.to_owned(),
        }
    }

    fn names(&mut self, from: &[&str]) -> String {
        let count = [1, 1, 1, 1, 2, 3][self.random.below(6)];
        let names: Vec<String> = (0..count).map(|_| self.name(from)).collect();
        names.join(", ")
    }

    fn one_of(&mut self, texts: &[&str]) -> String {
        (*self.random.pick(texts)).to_owned()
    }

    /// `text` in lower case now and then; it must hold keywords only.
    fn words(&mut self, text: &str) -> String {
        if self.random.percent(15) { text.to_lowercase() } else { text.to_owned() }
    }

    fn privilege_statement(&mut self) -> String {
        if self.random.percent(12) {
            return self.show_privileges();
        }
        let (verb, direction) = match self.random.below(10) {
            0..=5 => ("GRANT", "TO"),
            6..=7 => ("DENY", "TO"),
            8 => ("REVOKE", "FROM"),
            _ => (*self.random.pick(&["REVOKE GRANT", "REVOKE DENY"]), "FROM"),
        };
        let (verb, direction) = (self.words(verb), self.words(direction));
        let privilege = self.privilege();
        let roles = if self.random.percent(4) { "$role".to_owned() } else { self.names(&ROLES) };
        format!("{verb} {privilege} {direction} {roles}")
    }

    fn privilege(&mut self) -> String {
        match self.random.below(20) {
            0..=8 => {
                let action = match self.random.below(8) {
                    0..=2 => self.words("TRAVERSE"),
                    3..=5 => format!("{} {{{}}}", self.words("READ"), self.properties()),
                    6 => format!("{} {{{}}}", self.words("MATCH"), self.properties()),
                    _ => format!("SET PROPERTY {{{}}}", self.properties()),
                };
                let (on, elements) = (self.on_graph(), self.elements());
                format!("{action} {on}{elements}")
            }
            9 => format!("READ {{{}}} {} {}", self.properties(), self.on_graph(), self.rule()),
            10 => format!("WRITE {}", self.on_graph()),
            11 => format!(
                "{} {} {}",
                self.one_of(&["SET LABEL", "REMOVE LABEL"]),
                self.names(&LABELS),
                self.on_graph()
            ),
            12 => format!(
                "{} {}{}",
                self.one_of(&["CREATE", "DELETE"]),
                self.on_graph(),
                self.elements()
            ),
            13..=14 => format!("ACCESS {}", self.on_database()),
            15 => format!("CREATE INDEX {}", self.on_database()),
            16 => format!("ALL GRAPH PRIVILEGES {}", self.on_graph()),
            17 => {
                let action = self.one_of(&[
                    "ROLE MANAGEMENT",
                    "USER MANAGEMENT",
                    "CREATE ROLE",
                    "SHOW USER",
                ]);
                format!("{} ON DBMS", self.words(&action))
            }
            18 => {
                let globs =
                    ["apoc.coll.*", "db.*", "*", "dbms.security.*, db.labels", "apoc.?oll.z"];
                let boosted = if self.random.percent(30) { "BOOSTED " } else { "" };
                format!("EXECUTE {boosted}PROCEDURE {} ON DBMS", self.one_of(&globs))
            }
            _ => match self.random.percent(50) {
                true => format!("IMPERSONATE ({}) ON DBMS", self.names(&USERS)),
                false => "SHOW SETTING dbms.*, server.memory.* ON DBMS".to_owned(),
            },
        }
    }

    fn properties(&mut self) -> String {
        if self.random.percent(30) { "*".to_owned() } else { self.names(&PROPERTIES) }
    }

    fn on_graph(&mut self) -> String {
        match self.random.below(10) {
            0 => "ON HOME GRAPH".to_owned(),
            1..=2 => self.words("ON GRAPH *"),
            3 => format!("ON GRAPHS {}", self.names(&GRAPHS)),
            _ => format!("{} {}", self.words("ON GRAPH"), self.name(&GRAPHS)),
        }
    }

    fn on_database(&mut self) -> String {
        match self.random.below(6) {
            0 => "ON HOME DATABASE".to_owned(),
            1 => "ON DATABASE *".to_owned(),
            _ => format!("ON DATABASE {}", self.name(&GRAPHS)),
        }
    }

    fn elements(&mut self) -> String {
        match self.random.below(8) {
            0 => String::new(),
            1 => " NODES *".to_owned(),
            2..=4 => format!(" {} {}", self.words("NODES"), self.names(&LABELS)),
            5 => format!(" NODE {}", self.name(&LABELS)),
            6 => format!(" RELATIONSHIPS {}", self.names(&TYPES)),
            _ => format!(" ELEMENTS {}", self.names(&LABELS)),
        }
    }

    fn rule(&mut self) -> String {
        let (label, property) = (self.name(&LABELS), self.name(&PROPERTIES));
        let value = self.one_of(&["'secret'", "1", "true", "42"]);
        match self.random.percent(50) {
            true => format!("FOR (n:{label}) WHERE n.{property} = {value}"),
            false => {
                let second = self.name(&LABELS);
                format!("FOR (n:{label}|{second}) WHERE n.{property} <> {value}")
            }
        }
    }

    fn show_privileges(&mut self) -> String {
        let what = match self.random.below(4) {
            0 => "SHOW PRIVILEGES".to_owned(),
            1 => format!("SHOW ROLE {} PRIVILEGES", self.names(&ROLES)),
            2 => format!("SHOW USER {} PRIVILEGES", self.name(&USERS)),
            _ => "SHOW ALL PRIVILEGES".to_owned(),
        };
        let commands = self.random.percent(25);
        let role = self.name(&ROLES).replace('`', "");
        let tail = match self.random.below(5) {
            _ if commands => self.one_of(&[
                " AS COMMANDS",
                " AS REVOKE COMMANDS",
                " AS COMMANDS WHERE command CONTAINS 'TRAVERSE'",
            ]),
            0 => String::new(),
            1 => format!(" WHERE role = '{role}' AND access = 'GRANTED'"),
            2 => format!(" WHERE action IN ['read', 'match'] OR NOT graph = '{role}'"),
            3 => format!(
                " YIELD role, action ORDER BY action, role DESC SKIP {} LIMIT {}",
                self.random.below(100),
                self.random.below(100)
            ),
            _ => " YIELD role, access AS a WHERE a = 'DENIED'".to_owned(),
        };
        format!("{what}{tail}")
    }

    fn other_statement(&mut self) -> String {
        match self.random.below(20) {
            0..=2 => {
                let user = self.name(&USERS);
                let change = self.one_of(&["", " CHANGE NOT REQUIRED", " CHANGE REQUIRED"]);
                let exists = self.one_of(&["", "", " IF NOT EXISTS"]);
                format!("CREATE USER {user}{exists} SET PASSWORD 'secret-{user}'{change}")
                    .replace('`', "")
                    .replacen("jane.doe@example.com", "jane", 1)
            }
            3 => format!("ALTER USER {} SET STATUS SUSPENDED", self.name(&USERS)),
            4 => format!(
                "ALTER USER {} IF EXISTS SET HOME DATABASE {}",
                self.name(&USERS),
                self.name(&["neo4j", "movies"])
            ),
            5..=7 => {
                let role = self.name(&ROLES);
                match self.random.below(3) {
                    0 => format!("CREATE ROLE {role}"),
                    1 => format!("CREATE ROLE {role} IF NOT EXISTS"),
                    _ => format!("CREATE ROLE {role} AS COPY OF {}", self.name(&ROLES)),
                }
            }
            8..=10 => format!("GRANT ROLE {} TO {}", self.names(&ROLES), self.names(&USERS)),
            11 => format!("REVOKE ROLE {} FROM {}", self.name(&ROLES), self.name(&USERS)),
            12 => format!("DROP ROLE {} IF EXISTS", self.name(&ROLES)),
            13 => format!("DROP USER {}", self.name(&USERS)),
            14 => format!("CREATE DATABASE {} IF NOT EXISTS WAIT", self.name(&["sales", "movies"])),
            15 => {
                let (alias, database) = (self.name(&["north", "south"]), self.name(&["sales"]));
                format!("CREATE ALIAS {alias} FOR DATABASE {database}")
            }
            16 => self.one_of(&["SHOW USERS", "SHOW ROLES WITH USERS", "SHOW DATABASES"]),
            17 => {
                "SHOW USERS YIELD user, suspended WHERE suspended = true RETURN user ORDER BY user"
                    .to_owned()
            }
            18 => "SHOW ROLES YIELD role WHERE role STARTS WITH 'a' RETURN count(role) AS n"
                .to_owned(),
            _ => format!("RENAME ROLE {} TO {}", self.name(&ROLES), self.name(&ROLES)),
        }
    }
}
