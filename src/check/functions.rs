//! The functions that Neo4j's front end knows, in alphabetical order: how many arguments they take and
//! of what types, and what they give. It does not know the others: those are looked up by a server.

use super::types::{
    BOOLEAN, DURATION, ENTITY, FLOAT, INTEGER, LIST, LIST_OF_NUMBER, LIST_OF_STRING, MAP, NODE,
    NUMBER, PATH, POINT, RELATIONSHIP, STRING, TEMPORAL, UUID, VECTOR,
};
use crate::ast::CypherVersion;

/// A function as far as analysis knows it.
pub(super) struct Function {
    /// Its name as Neo4j writes it.
    pub(super) name: &'static str,
    /// The least number of arguments.
    pub(super) least: usize,
    most: usize,
    /// The types of the arguments; those that are not listed may be anything.
    pub(super) arguments: &'static [u32],
    /// What it gives.
    pub(super) gives: Gives,
    /// Whether it aggregates.
    pub(super) aggregates: bool,
    only_25: bool,
}

/// What a function gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Gives {
    /// One of these types.
    Types(u32),
    /// A list of one of these types.
    ListOf(u32),
    /// What its arguments are.
    Same,
    /// An element of its first argument.
    Element,
    /// A list of what its first argument is.
    ListOfArgument,
    /// Not known beforehand.
    Anything,
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Plain,
    Aggregates,
}

use Gives::{Anything, Element, ListOf, ListOfArgument, Same, Types};
use Kind::{Aggregates, Plain};

const ANYTHING: u32 = super::types::ANYTHING;
const ANY_NUMBER_OF: usize = 255;

const fn f(
    name: &'static str,
    least: usize,
    most: usize,
    arguments: &'static [u32],
    gives: Gives,
    kind: Kind,
    only_25: bool,
) -> Function {
    let aggregates = matches!(kind, Aggregates);
    Function { name, least, most, arguments, gives, aggregates, only_25 }
}

impl Function {
    /// The greatest number of arguments.
    pub(super) fn most(&self, version: CypherVersion) -> usize {
        // `replace` has had a limit since Cypher 25.
        if version == CypherVersion::Cypher5 && self.name == "replace" { 3 } else { self.most }
    }
}

/// The function of this name, in any case of letters.
pub(super) fn function(name: &str, version: CypherVersion) -> Option<&'static Function> {
    let found = FUNCTIONS.iter().find(|function| function.name.eq_ignore_ascii_case(name))?;
    (!found.only_25 || version == CypherVersion::Cypher25).then_some(found)
}

/// Whether a function of this name aggregates.
pub(super) fn is_aggregate(name: &str) -> bool {
    FUNCTIONS.iter().any(|function| function.aggregates && function.name.eq_ignore_ascii_case(name))
}

#[rustfmt::skip]
const FUNCTIONS: &[Function] = &[
    f("abs", 1, 1, &[NUMBER], Types(NUMBER), Plain, false),
    f("acos", 1, 1, &[FLOAT], Types(FLOAT), Plain, false),
    f("asin", 1, 1, &[FLOAT], Types(FLOAT), Plain, false),
    f("atan", 1, 1, &[FLOAT], Types(FLOAT), Plain, false),
    f("atan2", 2, 2, &[FLOAT, FLOAT], Types(FLOAT), Plain, false),
    f("avg", 1, 1, &[DURATION | NUMBER], Types(DURATION | NUMBER), Aggregates, false),
    f("btrim", 1, 2, &[STRING, STRING], Types(STRING), Plain, false),
    f("cardinality", 1, 1, &[MAP | PATH | LIST], Types(INTEGER), Plain, true),
    f("ceil", 1, 1, &[FLOAT], Types(FLOAT), Plain, false),
    f("character_length", 1, 1, &[STRING], Types(INTEGER), Plain, false),
    f("coalesce", 1, ANY_NUMBER_OF, &[], Same, Plain, false),
    f("coll.distinct", 1, 1, &[LIST], Same, Plain, true),
    f("coll.flatten", 1, 1, &[LIST], Anything, Plain, true),
    f("coll.indexOf", 2, 2, &[LIST, ANYTHING], Types(INTEGER), Plain, true),
    f("coll.insert", 3, 3, &[LIST, INTEGER, ANYTHING], Anything, Plain, true),
    f("coll.max", 1, 1, &[LIST], Element, Plain, true),
    f("coll.min", 1, 1, &[LIST], Element, Plain, true),
    f("coll.remove", 2, 2, &[LIST, INTEGER], Same, Plain, true),
    f("coll.sort", 1, 1, &[LIST], Same, Plain, true),
    f("collect", 1, 1, &[ANYTHING], ListOfArgument, Aggregates, false),
    f("cos", 1, 1, &[FLOAT], Types(FLOAT), Plain, false),
    f("cosh", 1, 1, &[FLOAT], Types(FLOAT), Plain, true),
    f("cot", 1, 1, &[FLOAT], Types(FLOAT), Plain, false),
    f("coth", 1, 1, &[FLOAT], Types(FLOAT), Plain, true),
    f("count", 1, 1, &[ANYTHING], Types(INTEGER), Aggregates, false),
    f("degrees", 1, 1, &[FLOAT], Types(FLOAT), Plain, false),
    f("e", 0, 0, &[], Types(FLOAT), Plain, false),
    f("elementId", 1, 1, &[NODE | RELATIONSHIP], Types(STRING), Plain, false),
    f("endNode", 1, 1, &[RELATIONSHIP], Types(NODE), Plain, false),
    f("exp", 1, 1, &[FLOAT], Types(FLOAT), Plain, false),
    f("file", 0, 0, &[], Types(STRING), Plain, false),
    f("floor", 1, 1, &[FLOAT], Types(FLOAT), Plain, false),
    f("format", 1, 2, &[TEMPORAL, STRING], Types(STRING), Plain, true),
    f("haversin", 1, 1, &[FLOAT], Types(FLOAT), Plain, false),
    f("head", 1, 1, &[LIST], Element, Plain, false),
    f("id", 1, 1, &[NODE | RELATIONSHIP], Types(INTEGER), Plain, false),
    f("isEmpty", 1, 1, &[STRING | LIST | ENTITY], Types(BOOLEAN), Plain, false),
    f("isNaN", 1, 1, &[NUMBER], Types(BOOLEAN), Plain, false),
    f("keys", 1, 1, &[ENTITY], ListOf(STRING), Plain, false),
    f("labels", 1, 1, &[NODE], ListOf(STRING), Plain, false),
    f("last", 1, 1, &[LIST], Element, Plain, false),
    f("left", 2, 2, &[STRING, INTEGER], Types(STRING), Plain, false),
    f("length", 1, 1, &[PATH], Types(INTEGER), Plain, false),
    f("linenumber", 0, 0, &[], Types(INTEGER), Plain, false),
    f("log", 1, 1, &[FLOAT], Types(FLOAT), Plain, false),
    f("log10", 1, 1, &[FLOAT], Types(FLOAT), Plain, false),
    f("ltrim", 1, 2, &[STRING, STRING], Types(STRING), Plain, false),
    f("max", 1, 1, &[ANYTHING], Same, Aggregates, false),
    f("min", 1, 1, &[ANYTHING], Same, Aggregates, false),
    f("nodes", 1, 1, &[PATH], ListOf(NODE), Plain, false),
    f("normalize", 1, 2, &[STRING], Types(STRING), Plain, false),
    f("nullIf", 2, 2, &[ANYTHING, ANYTHING], Anything, Plain, false),
    f("percentileCont", 2, 2, &[FLOAT, FLOAT], Types(FLOAT), Aggregates, false),
    f("percentileDisc", 2, 2, &[NUMBER, FLOAT], Types(NUMBER), Aggregates, false),
    f("pi", 0, 0, &[], Types(FLOAT), Plain, false),
    f("point", 1, 1, &[ENTITY], Types(POINT), Plain, false),
    f("point.distance", 2, 2, &[ANYTHING, ANYTHING], Types(FLOAT), Plain, false),
    f("point.withinBBox", 3, 3, &[ANYTHING, ANYTHING, ANYTHING], Types(BOOLEAN), Plain, false),
    f("properties", 1, 1, &[ENTITY], Types(MAP), Plain, false),
    f("radians", 1, 1, &[FLOAT], Types(FLOAT), Plain, false),
    f("rand", 0, 0, &[], Types(FLOAT), Plain, false),
    f("randomUUID", 0, 0, &[], Types(STRING), Plain, false),
    f("range", 2, 3, &[INTEGER, INTEGER, INTEGER], ListOf(INTEGER), Plain, false),
    f("relationships", 1, 1, &[PATH], ListOf(RELATIONSHIP), Plain, false),
    f("replace", 3, 4, &[STRING, STRING, STRING, INTEGER], Types(STRING), Plain, false),
    f("reverse", 1, 1, &[ANYTHING], Same, Plain, false),
    f("right", 2, 2, &[STRING, INTEGER], Types(STRING), Plain, false),
    f("round", 1, 3, &[FLOAT, NUMBER, STRING], Types(FLOAT), Plain, false),
    f("rtrim", 1, 2, &[STRING, STRING], Types(STRING), Plain, false),
    f("sign", 1, 1, &[NUMBER], Types(INTEGER), Plain, false),
    f("sin", 1, 1, &[FLOAT], Types(FLOAT), Plain, false),
    f("sinh", 1, 1, &[FLOAT], Types(FLOAT), Plain, true),
    f("size", 1, 1, &[STRING | VECTOR | LIST], Types(INTEGER), Plain, false),
    f("split", 2, 2, &[STRING, STRING | LIST_OF_STRING], ListOf(STRING), Plain, false),
    f("sqrt", 1, 1, &[FLOAT], Types(FLOAT), Plain, false),
    f("startNode", 1, 1, &[RELATIONSHIP], Types(NODE), Plain, false),
    f("stDev", 1, 1, &[FLOAT], Types(FLOAT), Aggregates, false),
    f("stDevP", 1, 1, &[FLOAT], Types(FLOAT), Aggregates, false),
    f("string.join", 2, 2, &[LIST_OF_STRING, STRING], Types(STRING), Plain, true),
    f("substring", 2, 3, &[STRING, INTEGER, INTEGER], Types(STRING), Plain, false),
    f("sum", 1, 1, &[DURATION | NUMBER], Types(DURATION | NUMBER), Aggregates, false),
    f("tail", 1, 1, &[LIST], Same, Plain, false),
    f("tan", 1, 1, &[FLOAT], Types(FLOAT), Plain, false),
    f("tanh", 1, 1, &[FLOAT], Types(FLOAT), Plain, true),
    f("toBoolean", 1, 1, &[BOOLEAN | INTEGER | STRING], Types(BOOLEAN), Plain, false),
    f("toBooleanList", 1, 1, &[LIST], ListOf(BOOLEAN), Plain, false),
    f("toBooleanOrNull", 1, 1, &[ANYTHING], Types(BOOLEAN), Plain, false),
    f("toFloat", 1, 1, &[STRING | NUMBER], Types(FLOAT), Plain, false),
    f("toFloatList", 1, 1, &[VECTOR | LIST], ListOf(FLOAT), Plain, false),
    f("toFloatOrNull", 1, 1, &[ANYTHING], Types(FLOAT), Plain, false),
    f("toInteger", 1, 1, &[BOOLEAN | STRING | NUMBER], Types(INTEGER), Plain, false),
    f("toIntegerList", 1, 1, &[VECTOR | LIST], ListOf(INTEGER), Plain, false),
    f("toIntegerOrNull", 1, 1, &[ANYTHING], Types(INTEGER), Plain, false),
    f("toLower", 1, 1, &[STRING], Types(STRING), Plain, false),
    f("toString", 1, 1, &[BOOLEAN | POINT | STRING | TEMPORAL | NUMBER], Types(STRING), Plain, false),
    f("toStringList", 1, 1, &[LIST], ListOf(STRING), Plain, false),
    f("toStringOrNull", 1, 1, &[ANYTHING], Types(STRING), Plain, false),
    f("toUpper", 1, 1, &[STRING], Types(STRING), Plain, false),
    f("trim", 1, 2, &[STRING, STRING], Types(STRING), Plain, false),
    f("type", 1, 1, &[RELATIONSHIP], Types(STRING), Plain, false),
    f("uuid", 0, 2, &[ANYTHING, ANYTHING], Types(UUID), Plain, true),
    f("valueType", 1, 1, &[ANYTHING], Types(STRING), Plain, false),
    f("vector.similarity.cosine", 2, 2, &[VECTOR | LIST_OF_NUMBER, VECTOR | LIST_OF_NUMBER], Types(FLOAT), Plain, false),
    f("vector.similarity.euclidean", 2, 2, &[VECTOR | LIST_OF_NUMBER, VECTOR | LIST_OF_NUMBER], Types(FLOAT), Plain, false),
    f("vector_dimension_count", 1, 1, &[VECTOR], Types(INTEGER), Plain, true),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_in_order_and_unique() {
        let names: Vec<_> = FUNCTIONS.iter().map(|f| f.name.to_ascii_lowercase()).collect();
        assert!(names.is_sorted_by(|a, b| a < b));
    }
}
