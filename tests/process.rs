//! Tests that change state of the whole process; they live in a binary of their own.

use cypher_admin::ast::CypherVersion;
use cypher_admin::parser::parse_expression;
use std::num::NonZeroUsize;

/// Shapes that nest: what stands before and behind the inside, and the innermost text.
const SHAPES: &[(&str, &str, &str)] = &[
    ("(", ")", "1"),
    ("[", "]", "1"),
    ("[x IN ", "]", "xs"),
    ("[x IN ", ", 1]", "xs"),
    ("[x IN xs WHERE ", "]", "x"),
    ("[x IN xs | ", "]", "x"),
    ("{k: ", "}", "1"),
    ("({k: ", "})", "1"),
    ("f(", ")", "1"),
    ("f(1, ", ", 2)", "1"),
    ("a.b.c(", ")", "1"),
    ("any(x IN ", " WHERE true)", "xs"),
    ("any(x IN ", ", 1)", "xs"),
    ("reduce(a = 0, x IN ", " | a)", "xs"),
    ("reduce(a = ", ", x IN xs | a)", "0"),
    ("trim(", ")", "s"),
    ("trim(BOTH ' ' FROM ", ")", "s"),
    ("trim(", " FROM s)", "c"),
    ("normalize(", ")", "s"),
    ("CASE WHEN ", " THEN 1 END", "true"),
    ("CASE ", " WHEN 1 THEN 2 END", "x"),
    ("CASE x WHEN > ", " THEN 1 ELSE 2 END", "1"),
    ("m{k: ", "}", "1"),
    ("xs[", "]", "0"),
    ("xs[", "..]", "0"),
    ("NOT ", "", "true"),
    ("-(", ")", "1"),
    ("1 + (", ") * 2", "3"),
    ("a = (", ") AND b", "c"),
    ("x IN [", "]", "1"),
    ("coalesce(x IN [", "], 1)", "1"),
    ("EXISTS { RETURN (", ") }", "1"),
    ("COUNT {", "}", " MATCH (n) "),
    ("s'{ s\"{ ", "}\" }'", "1"),
];

fn nested(shape: &(&str, &str, &str), depth: usize) -> String {
    let (open, close, inside) = shape;
    format!("{}{inside}{}", open.repeat(depth), close.repeat(depth))
}

/// Whether `text` parses within a budget of parser calls.
fn parses_within(text: &str, calls: usize) -> bool {
    pest::set_call_limit(NonZeroUsize::new(calls));
    let parsed = parse_expression(text, CypherVersion::Cypher25);
    pest::set_call_limit(None);
    parsed.is_ok()
}

/// A grammar that tries an inside twice costs twice as much per level: at depth 50 no budget would do.
#[test]
fn nesting_costs_a_bounded_number_of_parser_calls_per_level() {
    for shape in SHAPES {
        let text = nested(shape, 50);
        assert!(parse_expression(&text, CypherVersion::Cypher25).is_ok(), "{text}");
        assert!(parses_within(&text, 200_000), "{text}");
    }
}

/// The same shapes cut off in the middle fail as cheaply.
#[test]
fn failing_costs_no_more_than_parsing() {
    for shape in SHAPES {
        let mut text = nested(shape, 50);
        text.push_str(" ;;; )");
        let cut = shape.0.repeat(50) + "=";
        pest::set_call_limit(NonZeroUsize::new(200_000));
        let error =
            parse_expression(&text, CypherVersion::Cypher25).expect_err("it does not parse");
        assert!(error.to_string().starts_with("Invalid input"), "{text}\n{error}");
        let error = parse_expression(&cut, CypherVersion::Cypher25).expect_err("it is cut off");
        pest::set_call_limit(None);
        assert!(error.to_string().starts_with("Invalid input"), "{cut}\n{error}");
    }
}

/// The bound on nesting is reached before any stack is: 2 MiB is what a spawned thread gets.
#[test]
fn the_deepest_nesting_allowed_parses_prints_and_drops_on_a_small_stack() {
    for shape in SHAPES {
        let mut deepest = 0;
        for depth in [100, 200, 300, 390, 400, 401, 500, 2_000, 20_000] {
            let text = nested(shape, depth);
            match parse_expression(&text, CypherVersion::Cypher25) {
                Ok(expr) => {
                    deepest = depth;
                    assert!(!expr.clone().to_string().is_empty());
                }
                Err(error) => assert!(
                    error.to_string().contains("nested more than 400 levels deep"),
                    "{shape:?} {depth}: {error}"
                ),
            }
        }
        assert!((100..=401).contains(&deepest), "{shape:?} {deepest}");
    }
}
