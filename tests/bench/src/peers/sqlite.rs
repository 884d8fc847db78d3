//! SQLite in memory: the same privileges as rows of a table, all names as text.

use crate::queries::{COLUMNS, Cell, Query, Table};
use crate::world::{Row, database_name, label_name, property_name, role_name};
use rusqlite::{Connection, types::ValueRef};

pub struct Sqlite {
    connection: Connection,
}

impl Sqlite {
    /// The rows as they come, in one transaction with a prepared statement.
    pub fn load(rows: &[Row]) -> rusqlite::Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        connection.execute_batch(
            "CREATE TABLE privileges (access TEXT, action TEXT, resource TEXT, graph TEXT, segment TEXT, role TEXT)",
        )?;
        let transaction = connection.transaction()?;
        {
            let mut insert =
                transaction.prepare("INSERT INTO privileges VALUES (?1, ?2, ?3, ?4, ?5, ?6)")?;
            for row in rows {
                let access = if row.is_denied { "DENIED" } else { "GRANTED" };
                let (action, resource) = match row.property {
                    None => ("traverse", "graph".to_owned()),
                    Some(property) => ("read", format!("property({})", property_name(property))),
                };
                let segment = format!("NODE({})", label_name(row.label));
                let (graph, role) = (database_name(row.database), role_name(row.role));
                insert.execute((access, action, resource, graph, segment, role))?;
            }
        }
        transaction.commit()?;
        Ok(Self { connection })
    }

    /// A table from rows of texts, in their order.
    pub fn fill(tables: &[Table]) -> rusqlite::Result<Self> {
        let mut connection = Connection::open_in_memory()?;
        for table in tables {
            let columns = table.columns.join(", ");
            let places = vec!["?"; table.columns.len()].join(", ");
            connection.execute_batch(&format!("CREATE TABLE {} ({columns})", table.name))?;
            let transaction = connection.transaction()?;
            {
                let mut insert = transaction
                    .prepare(&format!("INSERT INTO {} VALUES ({places})", table.name))?;
                for row in &table.rows {
                    insert.execute(rusqlite::params_from_iter(row))?;
                }
            }
            transaction.commit()?;
        }
        Ok(Self { connection })
    }

    pub fn count(&self) -> rusqlite::Result<i64> {
        self.connection.query_row("SELECT count(*) FROM privileges", [], |row| row.get(0))
    }

    pub fn add_index(&self) -> rusqlite::Result<()> {
        self.connection.execute_batch("CREATE INDEX by_role ON privileges (role)")
    }

    pub fn run(&self, query: &Query) -> rusqlite::Result<Vec<Vec<Cell>>> {
        let mut statement = self.connection.prepare_cached(query.sql)?;
        let columns = statement.column_count();
        let mut rows = statement.query([])?;
        let mut result = Vec::new();
        while let Some(row) = rows.next()? {
            let mut cells = Vec::with_capacity(columns);
            for at in 0..columns {
                cells.push(match row.get_ref(at)? {
                    ValueRef::Integer(number) => Cell::Number(number),
                    ValueRef::Text(text) => Cell::Text(String::from_utf8_lossy(text).into_owned()),
                    _ => Cell::Number(0),
                });
            }
            result.push(cells);
        }
        Ok(result)
    }
}

const _: () = assert!(COLUMNS.len() == 6);
