//! The limit of loading: a scan by hand that knows exactly the form of the statements it reads, makes
//! names numbers and puts each privilege into its role's set. No errors, no checks, no history.

use std::collections::HashMap;
use std::io::{self, BufRead};

#[derive(Debug, Default)]
pub struct Loaded {
    names: HashMap<String, u32>,
    /// By role: whether denied, database, label, property.
    roles: HashMap<u32, Vec<(bool, u32, u32, u32)>>,
}

impl Loaded {
    /// Reads `GRANT`/`DENY` statements, one a line; passes over all others.
    pub fn read(mut script: impl BufRead) -> io::Result<Self> {
        let mut loaded = Self::default();
        let mut line = String::new();
        while script.read_line(&mut line)? > 0 {
            loaded.statement(line.trim_end_matches([';', '\n']));
            line.clear();
        }
        for rows in loaded.roles.values_mut() {
            rows.sort_unstable();
            rows.dedup();
        }
        Ok(loaded)
    }

    pub fn privileges(&self) -> usize {
        self.roles.values().map(Vec::len).sum()
    }

    fn number(&mut self, name: &str) -> u32 {
        if let Some(number) = self.names.get(name) {
            return *number;
        }
        let number = self.names.len() as u32;
        self.names.insert(name.to_owned(), number);
        number
    }

    fn statement(&mut self, text: &str) -> Option<()> {
        let mut words = text.split(' ');
        let is_denied = match words.next()? {
            "GRANT" => false,
            "DENY" => true,
            _ => return None,
        };
        let property = match words.next()? {
            "TRAVERSE" => 0,
            "READ" => {
                let name = words.next()?.trim_start_matches('{').trim_end_matches('}');
                self.number(name) + 1
            }
            _ => return None,
        };
        let database = words.nth(2)?;
        let database = self.number(database);
        let label = words.nth(1)?;
        let label = self.number(label);
        let role = words.nth(1)?;
        let role = self.number(role);
        self.roles.entry(role).or_default().push((is_denied, database, label, property));
        Some(())
    }
}
