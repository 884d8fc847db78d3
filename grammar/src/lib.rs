//! The PEG grammar of Neo4j's administration commands, Cypher 5 and Cypher 25, as one superset.
//!
//! The `*.pest` files beside this crate are meant to be read by people. This crate only derives the
//! parser from them: it is a crate of its own so that the generated code is compiled once.
#![allow(missing_docs)]

// What the derive writes names it.
extern crate alloc;

use pest_derive::Parser;

/// The generated parser; `Rule` names every rule of the grammar.
#[derive(Parser)]
#[grammar = "../lexical.pest"]
#[grammar = "../keywords.pest"]
#[grammar = "../expression.pest"]
#[grammar = "../show.pest"]
#[grammar = "../user.pest"]
#[grammar = "../role.pest"]
#[grammar = "../privilege.pest"]
#[grammar = "../database.pest"]
#[grammar = "../statement.pest"]
#[grammar = "../aura.pest"]
#[grammar = "../access.pest"]
#[grammar = "../extension.pest"]
pub struct CypherParser;

pub use pest::Parser;

/// The keywords of the language, in lower case and in the order of `keywords.pest`: for colours and
/// completion. The text of the grammar is the one list there is.
pub fn keywords() -> impl Iterator<Item = &'static str> {
    include_str!("../keywords.pest")
        .split("^\"")
        .skip(1)
        .filter_map(|rest| rest.split_once('"').map(|(keyword, _)| keyword))
}

/// The language rule by rule as Neo4j's parser decides it, for both versions, in the notation that
/// `cypher_admin::parser` reads when it words a syntax error. The first rule is a whole text.
pub const SYNTAX: [&str; 10] = [
    include_str!("../syntax/statement.ebnf"),
    include_str!("../syntax/query.ebnf"),
    include_str!("../syntax/pattern.ebnf"),
    include_str!("../syntax/expression.ebnf"),
    include_str!("../syntax/show.ebnf"),
    include_str!("../syntax/schema.ebnf"),
    include_str!("../syntax/user.ebnf"),
    include_str!("../syntax/privilege.ebnf"),
    include_str!("../syntax/database.ebnf"),
    include_str!("../syntax/name.ebnf"),
];

/// The statements that Neo4j does not have, in the same notation: for completion.
pub const EXTENSION_SYNTAX: &str = include_str!("../syntax/extension.ebnf");
