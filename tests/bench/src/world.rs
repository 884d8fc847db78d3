//! A made-up organisation: roles, privileges, users, and questions about them.
//!
//! Everything follows from a seed. Privileges are numbers here; each peer spells them its own way.

use crate::random::Random;
use std::collections::HashSet;
use std::fmt::Write as _;
use std::io::{self, Write};

pub const DATABASES: u32 = 4;
pub const LABELS: u32 = 40;
pub const PROPERTIES: u32 = 20;
pub const ROLES_PER_USER: usize = 3;

/// How large a world is.
#[derive(Debug, Clone, Copy)]
pub struct Size {
    pub name: &'static str,
    pub roles: usize,
    pub privileges: usize,
    pub users: usize,
}

pub const SMALL: Size = Size { name: "small", roles: 20, privileges: 200, users: 100 };
pub const MEDIUM: Size = Size { name: "medium", roles: 1_000, privileges: 10_000, users: 10_000 };
pub const LARGE: Size =
    Size { name: "large", roles: 10_000, privileges: 1_000_000, users: 100_000 };

/// One privilege: `{GRANT | DENY} {TRAVERSE | READ {p}} ON GRAPH d NODES L TO r`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Row {
    pub role: u32,
    pub is_denied: bool,
    /// None for TRAVERSE.
    pub property: Option<u32>,
    pub database: u32,
    pub label: u32,
}

/// May a user see a node with these labels, or read this property of it?
#[derive(Debug, Clone)]
pub struct Question {
    pub user: u32,
    pub database: u32,
    /// One or two.
    pub labels: Vec<u32>,
    pub property: Option<u32>,
}

#[derive(Debug)]
pub struct World {
    pub size: Size,
    /// Each once, in a mixed order.
    pub rows: Vec<Row>,
    /// The roles of each user.
    pub users: Vec<[u32; ROLES_PER_USER]>,
}

impl World {
    pub fn new(size: Size, seed: u64) -> Self {
        let mut random = Random::new(seed);
        let mut seen = HashSet::with_capacity(size.privileges);
        let mut rows = Vec::with_capacity(size.privileges);
        while rows.len() < size.privileges {
            let role = random.below(size.roles) as u32;
            let database = random.below(DATABASES as usize) as u32;
            let label = random.below(LABELS as usize) as u32;
            // Who may see something mostly may read something of it, too.
            let read = random.percent(60).then(|| random.below(PROPERTIES as usize) as u32);
            for property in [None, read] {
                let is_denied = random.percent(10);
                let row = Row { role, is_denied, property, database, label };
                if rows.len() < size.privileges && seen.insert(row) {
                    rows.push(row);
                }
                if read.is_none() {
                    break;
                }
            }
        }
        let users = (0..size.users)
            .map(|_| {
                let mut roles = [0; ROLES_PER_USER];
                for at in 0..ROLES_PER_USER {
                    let mut role = random.below(size.roles) as u32;
                    while roles[..at].contains(&role) {
                        role = random.below(size.roles) as u32;
                    }
                    roles[at] = role;
                }
                roles
            })
            .collect();
        Self { size, rows, users }
    }

    /// The rows of each role.
    pub fn by_role(&self) -> Vec<Vec<Row>> {
        let mut by_role = vec![Vec::new(); self.size.roles];
        for row in &self.rows {
            by_role[row.role as usize].push(*row);
        }
        by_role
    }

    /// Questions of `users` users, `each` of each. Half are about something one of the user's roles
    /// says something about, half about anything.
    pub fn questions(&self, users: usize, each: usize, seed: u64) -> Vec<Vec<Question>> {
        let mut random = Random::new(seed);
        let by_role = self.by_role();
        (0..users)
            .map(|_| {
                let user = random.below(self.users.len());
                (0..each).map(|_| self.question(user, &by_role, &mut random)).collect()
            })
            .collect()
    }

    fn question(&self, user: usize, by_role: &[Vec<Row>], random: &mut Random) -> Question {
        let role = *random.pick(&self.users[user]);
        let known = &by_role[role as usize];
        let mut question = Question {
            user: user as u32,
            database: random.below(DATABASES as usize) as u32,
            labels: vec![random.below(LABELS as usize) as u32],
            property: random.percent(70).then(|| random.below(PROPERTIES as usize) as u32),
        };
        if random.percent(50) && !known.is_empty() {
            let row = random.pick(known);
            question.database = row.database;
            question.labels = vec![row.label];
            question.property = row.property;
        }
        if random.percent(50) {
            let second = random.below(LABELS as usize) as u32;
            if !question.labels.contains(&second) {
                question.labels.push(second);
            }
        }
        question
    }

    /// The script that makes this world, statement by statement.
    pub fn write_script(&self, out: &mut impl Write) -> io::Result<()> {
        self.write_entities(out)?;
        let mut line = String::new();
        for row in &self.rows {
            line.clear();
            row.command(&mut line);
            line.push_str(";\n");
            out.write_all(line.as_bytes())?;
        }
        self.write_users(out)
    }

    /// Databases and roles.
    pub fn write_entities(&self, out: &mut impl Write) -> io::Result<()> {
        for database in 0..DATABASES {
            writeln!(out, "CREATE DATABASE {};", database_name(database))?;
        }
        for role in 0..self.size.roles {
            writeln!(out, "CREATE ROLE {};", role_name(role as u32))?;
        }
        // Every question is about what is in a database, so everybody may use them all.
        writeln!(out, "GRANT ACCESS ON DATABASE * TO PUBLIC;")
    }

    /// Users and who has which role.
    pub fn write_users(&self, out: &mut impl Write) -> io::Result<()> {
        for (user, [a, b, c]) in self.users.iter().enumerate() {
            let name = user_name(user as u32);
            let [a, b, c] = [a, b, c].map(|role| role_name(*role));
            writeln!(out, "CREATE USER {name} SET AUTH 'oidc' {{SET ID '{name}'}};")?;
            writeln!(out, "GRANT ROLE {a}, {b}, {c} TO {name};")?;
        }
        Ok(())
    }
}

impl Row {
    /// As a command, without a final `;`.
    pub fn command(&self, out: &mut String) {
        let verb = if self.is_denied { "DENY" } else { "GRANT" };
        let (database, label) = (database_name(self.database), label_name(self.label));
        let role = role_name(self.role);
        let _ = match self.property {
            None => write!(out, "{verb} TRAVERSE ON GRAPH {database} NODES {label} TO {role}"),
            Some(property) => {
                let property = property_name(property);
                write!(
                    out,
                    "{verb} READ {{{property}}} ON GRAPH {database} NODES {label} TO {role}"
                )
            }
        };
    }
}

pub fn role_name(role: u32) -> String {
    format!("role{role}")
}

pub fn user_name(user: u32) -> String {
    format!("user{user}")
}

pub fn database_name(database: u32) -> String {
    format!("db{database}")
}

pub fn label_name(label: u32) -> String {
    format!("Label{label}")
}

pub fn property_name(property: u32) -> String {
    format!("property{property}")
}
