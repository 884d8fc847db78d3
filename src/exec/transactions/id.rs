//! Transaction ids: `<database>-transaction-<number>`.

use crate::status::{Error, SessionError};
use crate::text::Text;

const SEPARATOR: &str = "-transaction-";

/// The id of a transaction.
pub(super) fn transaction_id(database: &str, number: u64) -> String {
    format!("{database}{SEPARATOR}{number}")
}

/// Takes an id apart and brings it into its usual form. Neo4j looks at the ids that `TERMINATE` is given,
/// not at those of `SHOW`.
pub(super) fn checked(id: &str) -> Result<Text, Error> {
    let parsed = id.rsplit_once(SEPARATOR).and_then(|(database, number)| {
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        is_number.then_some(())?;
        Some((database.to_lowercase(), number.parse::<u64>().ok()?))
    });
    let (name, number) = parsed.ok_or(SessionError::BadTransactionId)?;
    if !(3..=63).contains(&name.chars().count()) {
        return Err(SessionError::BadTransactionDatabase.into());
    }
    Ok(transaction_id(&name, number).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_looked_at_before_they_are_looked_up() {
        assert_eq!(checked("Abc-transaction-1").unwrap(), "abc-transaction-1");
        assert_eq!(
            checked("a-transaction-b-transaction-01").unwrap(),
            "a-transaction-b-transaction-1"
        );
        for id in ["foo", "", "neo4j-transaction-x", "neo4j-transaction-", "neo4j-transaction--1"] {
            assert_eq!(checked(id).unwrap_err(), SessionError::BadTransactionId.into(), "{id}");
        }
        assert!(checked("ab-transaction-1").is_err());
    }
}
