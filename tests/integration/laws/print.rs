//! Printing and parsing are each other's inverse on canonical text.

use super::generate;
use cypher_admin::ast::CypherVersion;
use cypher_admin::parser::{parse_expression, parse_statement};
use proptest::prelude::*;

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn parsing_a_printed_command_and_printing_it_again_gives_the_same_text(command in generate::command()) {
        let text = command.to_string();
        for version in [CypherVersion::Cypher5, CypherVersion::Cypher25] {
            let parsed = parse_statement(&text, version);
            let parsed = parsed.map_err(|error| TestCaseError::fail(format!("{text}\n{error} {:?}", error.span)))?;
            prop_assert_eq!(&text, &parsed.to_string());
        }
    }

    #[test]
    fn parsing_a_printed_expression_gives_the_same_tree(expr in generate::expr()) {
        let text = expr.to_string();
        let parsed = parse_expression(&text, CypherVersion::Cypher25);
        let parsed = parsed.map_err(|error| TestCaseError::fail(format!("{text}\n{error} {:?}", error.span)))?;
        prop_assert!(expr == parsed, "{}\n{}", text, parsed);
    }
}
