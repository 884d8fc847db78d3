//! What each rule of an expression makes of the parts that it has, where some are missing.

/// Rules that hand on what the one rule inside of them has, unless they have an operator.
const OPERANDS: [&str; 15] = [
    "and_operand",
    "argument",
    "atom",
    "comparison",
    "expr",
    "literal",
    "not_operand",
    "postfixed",
    "power",
    "product",
    "property_key",
    "signed",
    "sum",
    "tested",
    "xor_operand",
];

/// Rules that take nothing for an expression.
const LENIENT: [&str; 9] = [
    "call",
    "case",
    "list_comprehension",
    "list_literal",
    "map",
    "map_projection_element",
    "quantifier_call",
    "simple_case",
    "simple_when",
];

/// Parts without which even these are nothing.
const ASKED_FOR: [&str; 2] = ["case_test", "simple_when"];

/// Rules that make something of the token they pass over that nobody can look at.
const FATAL: [&str; 3] = ["atom", "name", "signed"];

/// Commands that stand in a row with others, of which each part of the tail is judged by itself.
pub(super) const COMPOSABLE: [&str; 6] = [
    "show_database",
    "show_functions",
    "show_procedures",
    "show_settings",
    "show_transactions",
    "terminate_transactions",
];

/// Patterns and subqueries: what stands for one that has a broken part.
const PATTERNS: [(&str, &str); 3] = [
    ("count_subquery", "COUNT {()}"),
    ("exists_subquery", "EXISTS {()}"),
    ("path_expression", "()--()"),
];

/// Parts of a pattern that take all of it with them.
const PATTERN_ENDS: [&str; 2] = ["pattern", "pattern_element"];

/// Rules whose breaking off is not told here.
const OTHERS: [&str; 9] = [
    "all_reduce",
    "collect_subquery",
    "interpolated",
    "pattern_comprehension",
    "property_exists_predicate",
    "shortest_path_expression",
    "vector_distance_function",
    "vector_function",
    "vector_norm_function",
];

/// What a rule has made of its part of the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    There,
    /// Nothing, and nobody asks for it.
    Blank,
    /// Nothing.
    Absent,
    /// Something that nobody can look at.
    Garbage,
}

/// What stands for a pattern or a subquery with a broken part.
pub(super) fn pattern(name: &str) -> Option<&'static str> {
    PATTERNS.iter().find(|(pattern, _)| *pattern == name).map(|(_, text)| *text)
}

pub(super) fn ends_pattern(name: &str) -> bool {
    PATTERN_ENDS.contains(&name)
}

pub(super) fn is_told_elsewhere(name: &str) -> bool {
    OTHERS.contains(&name)
}

pub(super) fn is_operand(name: &str) -> bool {
    OPERANDS.contains(&name)
}

/// A rule that has come to its end.
pub(super) struct Rule<'t> {
    pub(super) name: &'static str,
    /// Its words, the token that it passed over not among them.
    pub(super) words: Vec<&'t str>,
    /// The rules inside of it.
    pub(super) parts: Vec<(&'static str, Part)>,
}

impl Rule<'_> {
    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|found| found.eq_ignore_ascii_case(word))
    }

    fn ends_in(&self, word: &str) -> bool {
        self.words.last().is_some_and(|last| last.eq_ignore_ascii_case(word))
    }

    fn count(&self, name: &str) -> usize {
        let is_one = |(part, made): &&(&str, Part)| *part == name && *made != Part::Blank;
        self.parts.iter().filter(is_one).count()
    }

    pub(super) fn has_any(&self, made: Part) -> bool {
        self.parts.iter().any(|(_, part)| *part == made)
    }

    /// What it makes of its parts where it did not fail.
    pub(super) fn whole(&self) -> Part {
        if is_operand(self.name)
            && self.words.is_empty()
            && let [(_, part)] = self.parts.as_slice()
        {
            return *part;
        }
        self.made()
    }

    /// The same, where it has something of its own.
    fn made(&self) -> Part {
        let is_asked_for =
            |(name, part): &(&str, Part)| *part == Part::Absent && ASKED_FOR.contains(name);
        if self.has_any(Part::Garbage) {
            // Something fails before anybody looks.
            let is_row = self.name == "comparison" && self.words.len() > 1;
            let is_uneven = self.name == "map" && !self.has_a_value_for_each_key();
            return if is_row || is_uneven { Part::Absent } else { Part::Garbage };
        }
        match self.has_any(Part::Absent) {
            true if self.parts.iter().any(is_asked_for) => Part::Absent,
            true if !LENIENT.contains(&self.name) => Part::Absent,
            _ => Part::There,
        }
    }

    fn has_a_value_for_each_key(&self) -> bool {
        self.count("property_key") == self.count("expr")
    }

    /// What it makes of its parts where it failed, and what completes its text.
    pub(super) fn failed(&self, passes_over: bool) -> (Part, &'static str) {
        let is_unseen = match self.name {
            "test" => self.has("STARTS") || self.has("ENDS"),
            "simple_when" => {
                self.count("case_test") > 0 && !self.has("THEN") && !self.has_any(Part::Absent)
            }
            name => passes_over && FATAL.contains(&name),
        };
        if is_unseen {
            return (Part::Garbage, "");
        }
        if self.name == "simple_when" && self.words.is_empty() {
            return (Part::Blank, "");
        }
        match (self.made(), self.completion()) {
            (Part::There, Some(tail)) => (Part::There, tail),
            (Part::There, None) => (Part::Absent, ""),
            (made, _) => (made, ""),
        }
    }

    /// What completes its text; none where too much is missing.
    fn completion(&self) -> Option<&'static str> {
        let exprs = self.count("expr");
        let closed = |is_enough: bool, tail| is_enough.then_some(tail);
        match self.name {
            "call" if self.ends_in("DISTINCT") && self.count("argument") == 0 => Some("null)"),
            "call" => Some(")"),
            "case" if self.ends_in("ELSE") && exprs == 0 => Some("null END"),
            "case" => closed(self.count("when_then") > 0, "END"),
            "count_star" => closed(self.has("*"), ")"),
            "list_comprehension" if self.ends_in("WHERE") && exprs < 2 => Some("true]"),
            "list_literal" | "list_comprehension" => Some("]"),
            "map" => closed(self.has_a_value_for_each_key(), "}"),
            "map_projection" => Some("}"),
            "map_projection_element" if self.ends_in(".") => Some("*"),
            "map_projection_element" => Some(".*"),
            "normalize_function" => closed(exprs == 1, ")"),
            "not_null" => Some("NULL"),
            "parenthesized" => closed(exprs == 1, ")"),
            "postfix" => closed(self.has(".."), "]"),
            "quantifier_call" if self.ends_in("WHERE") && exprs < 2 => Some("true)"),
            "quantifier_call" => closed(exprs > 0, ")"),
            "reduce" => closed(exprs == 3, ")"),
            "simple_case" if self.ends_in("ELSE") && exprs == 1 => Some("null END"),
            // A branch that Neo4j's analysis does not see.
            "simple_case" if self.count("simple_when") == 0 => Some("WHEN 1 THEN {a: a} END"),
            "simple_case" => Some("END"),
            "simple_when" => closed(self.ends_in("THEN"), ""),
            "test" => closed(self.count("normal_form") > 0, "NORMALIZED"),
            "trim_function" => closed(self.has("FROM") && exprs == 2, ")"),
            "type_name" => closed(self.count("type_ref") > 0, ">"),
            _ => None,
        }
    }
}
