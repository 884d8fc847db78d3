//! Printing and parsing are each other's inverse on canonical text.

use super::generate;
use cypher_admin::ast::CypherVersion;
use cypher_admin::parser::{Shapes, parse_expression, parse_statement};
use proptest::prelude::*;
use proptest::test_runner::TestRunner;

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

/// What one parser has seen makes it faster, not different: each command twice, the second time with
/// other names where its shape allows it.
#[test]
fn a_parser_that_remembers_shapes_gives_the_same_trees() {
    let shapes = std::cell::RefCell::new(Shapes::default());
    let mut runner = TestRunner::new(ProptestConfig::with_cases(2_000));
    let inputs = (generate::command(), generate::name());
    let law = runner.run(&inputs, |(command, name)| {
        let printed = command.to_string();
        for version in [CypherVersion::Cypher5, CypherVersion::Cypher25] {
            for text in [&printed, &printed.replace("reader", &name), &printed.to_lowercase()] {
                let plain = parse_statement(text, version);
                for _ in 0..2 {
                    let ours = shapes.borrow_mut().parse_statement(text, version);
                    prop_assert_eq!(format!("{:?}", ours), format!("{:?}", plain), "{}", text);
                }
            }
        }
        Ok(())
    });
    law.unwrap();
}
