//! The SHOW queries, each in Cypher and in SQL, and what makes their results comparable.

use cypher_admin::value::Value;

/// The columns of the table of privileges; a row number stands for SHOW's own order.
pub const COLUMNS: [&str; 6] = ["access", "action", "resource", "graph", "segment", "role"];

/// One query in both languages.
pub struct Query {
    pub name: &'static str,
    pub cypher: &'static str,
    pub sql: &'static str,
    /// Whether an index on `role` helps the database.
    #[cfg_attr(not(feature = "sqlite"), allow(dead_code))]
    pub uses_index: bool,
}

pub const QUERIES: [Query; 5] = [
    Query {
        name: "WHERE role = …, a page",
        cypher: "SHOW PRIVILEGES YIELD access, action, resource, graph, segment, role WHERE role = 'role7' \
                 RETURN access, action, resource, graph, segment SKIP 10 LIMIT 20",
        sql: "SELECT access, action, resource, graph, segment FROM privileges WHERE role = 'role7' \
              ORDER BY rowid LIMIT 20 OFFSET 10",
        uses_index: true,
    },
    Query {
        name: "ORDER BY action, role LIMIT 50",
        cypher: "SHOW PRIVILEGES YIELD access, action, graph, segment, role ORDER BY action, role LIMIT 50",
        sql: "SELECT access, action, graph, segment, role FROM privileges ORDER BY action, role, rowid LIMIT 50",
        uses_index: false,
    },
    Query {
        name: "count(*) by action and graph",
        cypher: "SHOW PRIVILEGES YIELD action, graph RETURN action, graph, count(*) AS n ORDER BY action, graph",
        sql: "SELECT action, graph, count(*) AS n FROM privileges GROUP BY action, graph ORDER BY action, graph",
        uses_index: false,
    },
    Query {
        name: "collect(segment) by role",
        cypher: "SHOW PRIVILEGES YIELD role, segment RETURN role, collect(segment) AS segments ORDER BY role",
        sql: "SELECT role, group_concat(segment, '|') AS segments FROM privileges GROUP BY role ORDER BY role",
        uses_index: false,
    },
    Query {
        name: "AS COMMANDS, CONTAINS",
        cypher: "SHOW PRIVILEGES AS COMMANDS WHERE command CONTAINS 'NODE Label7 TO'",
        sql: "SELECT command FROM commands WHERE instr(command, 'NODE Label7 TO') > 0 ORDER BY rowid",
        uses_index: false,
    },
];

/// A table to fill a database with.
pub struct Table {
    pub name: &'static str,
    pub columns: &'static [&'static str],
    pub rows: Vec<Vec<String>>,
}

/// One cell of a result.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cell {
    Number(i64),
    Text(String),
}

impl From<&Value> for Cell {
    fn from(value: &Value) -> Self {
        match value {
            Value::Integer(number) => Self::Number(*number),
            Value::List(items) => {
                let texts: Vec<&str> = items.iter().filter_map(Value::as_str).collect();
                Self::Text(texts.join("|"))
            }
            other => Self::Text(other.as_str().unwrap_or_default().to_owned()),
        }
    }
}

/// The elements of a collected list have no order in SQL: they are put into one.
pub fn comparable(rows: Vec<Vec<Cell>>) -> Vec<Vec<Cell>> {
    let sorted = |cell: Cell| match cell {
        Cell::Text(text) if text.contains('|') => {
            let mut parts: Vec<&str> = text.split('|').collect();
            parts.sort_unstable();
            Cell::Text(parts.join("|"))
        }
        cell => cell,
    };
    rows.into_iter().map(|row| row.into_iter().map(sorted).collect()).collect()
}
