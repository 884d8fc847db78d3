//! Candidates in the words of a message.

use super::collect::Candidates;
use super::kinds::{Kind, Kinds};
use super::network::Network;
use rustc_hash::FxHashSet;

/// What messages call a rule instead of listing its tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Phrase {
    Fixed(&'static str),
    /// An identifier, unless the rules around it say what it names.
    Name,
}

const PHRASES: [(&str, Phrase); 28] = [
    ("expr", Phrase::Fixed("an expression")),
    ("xor_operand", Phrase::Fixed("an expression")),
    ("and_operand", Phrase::Fixed("an expression")),
    ("not_operand", Phrase::Fixed("an expression")),
    ("comparison", Phrase::Fixed("an expression")),
    ("tested", Phrase::Fixed("an expression")),
    ("sum", Phrase::Fixed("an expression")),
    ("product", Phrase::Fixed("an expression")),
    ("power", Phrase::Fixed("an expression")),
    ("signed", Phrase::Fixed("an expression")),
    ("postfixed", Phrase::Fixed("an expression")),
    ("atom", Phrase::Fixed("an expression")),
    ("string", Phrase::Fixed("a string")),
    ("interpolated", Phrase::Fixed("an interpolated string")),
    ("interpolated_single", Phrase::Fixed("an interpolated string")),
    ("interpolated_double", Phrase::Fixed("an interpolated string")),
    ("number", Phrase::Fixed("a number")),
    ("param", Phrase::Fixed("a parameter")),
    ("variable", Phrase::Fixed("a variable name")),
    ("variable_name", Phrase::Fixed("a variable name")),
    ("plain_variable", Phrase::Fixed("a variable name")),
    ("graph_ref", Phrase::Fixed("a database name")),
    ("pattern", Phrase::Fixed("a graph pattern")),
    ("name", Phrase::Name),
    ("quoted_name", Phrase::Name),
    ("plain_name", Phrase::Name),
    ("label_name", Phrase::Name),
    ("plain_label_name", Phrase::Name),
];

/// The rules with a phrase.
pub(super) fn phrased(network: &Network, v5: bool) -> FxHashSet<usize> {
    let has_phrase = |name: &str| {
        let only_25 = matches!(name, "variable_name" | "plain_variable");
        PHRASES.iter().any(|(rule, _)| *rule == name) && !(v5 && only_25)
    };
    (0..network.names.len()).filter(|rule| has_phrase(network.rule_name(*rule))).collect()
}

/// The items of an expected set, in the order in which messages list them.
pub(super) fn items(network: &Network, candidates: &Candidates) -> Vec<String> {
    let mut phrases: Vec<String> = candidates
        .rules
        .iter()
        .map(|(rule, around)| phrase(network, *rule, around).to_owned())
        .collect();
    phrases.sort_unstable();
    let mut items: Vec<String> = Vec::new();
    for item in phrases.into_iter().chain(tokens(network, candidates)) {
        if !items.contains(&item) {
            items.push(item);
        }
    }
    items
}

/// The tokens of an expected set, in order.
pub(super) fn tokens(network: &Network, candidates: &Candidates) -> Vec<String> {
    let kinds = &network.kinds;
    let mut tokens: Vec<(Vec<String>, String)> = candidates
        .tokens
        .iter()
        .map(|(kind, following)| {
            let joined = following.iter().take_while(|kind| kinds.joined(**kind).is_some());
            let all: Vec<Kind> = std::iter::once(kind).chain(joined).copied().collect();
            let order = all.iter().rev().map(|kind| kinds.shown(*kind).into_owned()).collect();
            (order, shown(kinds, &all))
        })
        .collect();
    tokens.sort_unstable();
    tokens.into_iter().map(|(_, shown)| shown).collect()
}

/// `'IF NOT EXISTS'` where the first is a plain keyword, too, else the first alone.
fn shown(kinds: &Kinds, all: &[Kind]) -> String {
    let words: Option<Vec<&str>> = all.iter().map(|kind| kinds.joined(*kind)).collect();
    match words {
        Some(words) => format!("'{}'", words.join(" ")),
        None => all.first().map_or_else(String::new, |kind| kinds.shown(*kind).into_owned()),
    }
}

fn phrase(network: &Network, rule: usize, around: &[usize]) -> &'static str {
    let name = network.rule_name(rule);
    let is_inside = |outer: &str| around.iter().any(|rule| network.rule_name(*rule) == outer);
    match PHRASES.iter().find(|(rule, _)| *rule == name).map(|(_, phrase)| phrase) {
        Some(Phrase::Fixed(text)) => text,
        _ if is_inside("label_test") && is_inside("relationship_pattern") => {
            "a relationship type name"
        }
        _ if is_inside("label_test") && is_inside("node_pattern") => "a node label name",
        _ if is_inside("label_atom") => "a node label/relationship type name",
        _ => "an identifier",
    }
}

/// `: expected 'A', 'B' or 'C'`
pub(super) fn expected(items: &[String]) -> String {
    match items {
        [] => String::new(),
        [only] => format!(": expected {only}"),
        [first @ .., last] => format!(": expected {} or {last}", first.join(", ")),
    }
}
