//! The words and the place of a syntax error, as Neo4j's parser finds them.
//!
//! The grammar that is parsed (`grammar/*.pest`) is shaped for speed and for the tree that comes out. Which token
//! an error is blamed on, and what is listed as expected there, follows from the shape of Neo4j's own
//! rules: where its parser decides, how far it looks, in which rule it stands. `grammar/syntax/*.ebnf` describes
//! the language in that shape, for both versions; nothing of it is read before the first error.
//!
//! ```text
//! syntax/*.ebnf ──notation──▶ shapes ──network──▶ states and steps
//! text ──tokens──▶ kinds ──walk, predict──▶ first failure ──collect──▶ candidates ──wording──▶ message
//! ```

mod collect;
mod complete;
mod kinds;
mod look;
mod network;
mod notation;
mod predict;
mod tokens;
mod tree;
mod walk;
mod wording;

use super::characters::is_old_name_part;
use crate::ast::CypherVersion;
use crate::text::Span;
pub use complete::{Expected, NameKind, expected_after, expected_after_extended};
pub(super) use tree::Tree;

use collect::FirstSets;
use kinds::Kind;
use network::Network;
use rustc_hash::FxHashSet;
use std::sync::OnceLock;
use walk::Failure;

/// The first syntax error of a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct SyntaxError {
    pub(super) message: String,
    /// The token that does not fit.
    pub(super) span: Span,
}

/// One version's network and what goes with it.
struct Language {
    network: Network,
    phrased: FxHashSet<usize>,
    firsts: FirstSets,
}

/// Built when first asked for: what is accepted never needs it.
fn language(version: CypherVersion) -> Option<&'static Language> {
    static CYPHER_5: OnceLock<Option<Language>> = OnceLock::new();
    static CYPHER_25: OnceLock<Option<Language>> = OnceLock::new();
    let cell = match version {
        CypherVersion::Cypher5 => &CYPHER_5,
        CypherVersion::Cypher25 => &CYPHER_25,
    };
    cell.get_or_init(|| read_grammar(&cypher_admin_grammar::SYNTAX, version)).as_ref()
}

/// The same with the statements of ours, whose words are keywords here; and the rule that begins them.
fn extended_language(version: CypherVersion) -> Option<(&'static Language, usize)> {
    static CYPHER_5: OnceLock<Option<Language>> = OnceLock::new();
    static CYPHER_25: OnceLock<Option<Language>> = OnceLock::new();
    let cell = match version {
        CypherVersion::Cypher5 => &CYPHER_5,
        CypherVersion::Cypher25 => &CYPHER_25,
    };
    let build = || {
        let mut files = cypher_admin_grammar::SYNTAX.to_vec();
        files.push(cypher_admin_grammar::EXTENSION_SYNTAX);
        read_grammar(&files, version)
    };
    let language = cell.get_or_init(build).as_ref()?;
    let start = language.network.names.iter().position(|name| *name == "extended")?;
    Some((language, start))
}

fn read_grammar(files: &[&'static str], version: CypherVersion) -> Option<Language> {
    let syntax = notation::read(files, version).ok()?;
    let network = Network::build(syntax);
    let phrased = wording::phrased(&network, version == CypherVersion::Cypher5);
    let firsts = FirstSets::new(&network);
    Some(Language { network, phrased, firsts })
}

/// Finds the first syntax error of a statement; `None` when its syntax is right.
pub(super) fn syntax_error(text: &str, version: CypherVersion) -> Option<SyntaxError> {
    let language = language(version)?;
    let tokens = tokens::tokens(text, version, &language.network.kinds);
    let failure = walk::walk(&language.network, &tokens.kinds, 0)?;
    let span = tokens.spans.get(failure.token).copied()?;
    let message = language.message(text, &tokens, failure);
    Some(SyntaxError { message, span })
}

/// The characters of Cypher 5's names that are on their way out, each once a name, with the place of the name.
pub(super) fn old_name_characters(text: &str) -> Vec<(Span, char)> {
    let Some(language) = language(CypherVersion::Cypher5) else { return Vec::new() };
    let tokens = tokens::tokens(text, CypherVersion::Cypher5, &language.network.kinds);
    let mut found: Vec<(Span, char)> = Vec::new();
    for (kind, span) in tokens.kinds.iter().zip(&tokens.spans) {
        let name = text.get(span.range()).filter(|_| *kind == Kind::IDENTIFIER);
        let known = found.len();
        for c in name.into_iter().flat_map(str::chars).filter(|c| is_old_name_part(*c)) {
            if !found.iter().skip(known).any(|(_, seen)| *seen == c) {
                found.push((*span, c));
            }
        }
    }
    found
}

const ODD_QUOTES: &str =
    "Failed to parse string literal. The query must contain an even number of non-escaped quotes.";
const OPEN_COMMENT: &str =
    "Failed to parse comment. A comment starting on `/*` must have a closing `*/`.";

impl Language {
    fn message(&self, text: &str, tokens: &tokens::Tokens, failure: Failure) -> String {
        let token_text = |at: usize| {
            tokens.spans.get(at).and_then(|span| text.get(span.range())).unwrap_or_default()
        };
        let found = token_text(failure.token);
        if found == "'" || found == "\"" {
            return ODD_QUOTES.to_owned();
        }
        let behind = token_text(failure.position + 1);
        let before = failure.position.checked_sub(1).map(token_text).unwrap_or_default();
        if (found == "/" && behind == "*") || (found == "*" && before == "/") {
            return OPEN_COMMENT.to_owned();
        }
        let known: Vec<Kind> =
            tokens.kinds.get(failure.start..failure.token).unwrap_or_default().to_vec();
        let candidates =
            collect::collect(&self.network, &self.firsts, &self.phrased, &known, failure.rule);
        let items = wording::items(&self.network, &candidates);
        let found = found.replace('\n', "\\n").replace('\r', "\\r").replace('\t', "\\t");
        format!("Invalid input '{found}'{}", wording::expected(&items))
    }
}
