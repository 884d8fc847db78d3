//! How Neo4j's parser goes on behind a syntax error: tokens that it passes over, clauses that it takes for whole.
//!
//! It repairs what it can and hands over a tree in which parts are missing. We cannot build such a tree, but texts
//! of which the tree says the same in front of the error.

use super::half_read::HalfRead;
use super::scan::Piece;
use crate::ast::CypherVersion;
use crate::text::Span;

/// What becomes of a command whose clause breaks off.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Completion {
    /// It is analysed as if it were this text; or, with what follows the clause, the second one.
    As(String, Option<String>),
    /// It is not analysed at all.
    Nothing,
}

/// A text in which the place of a parameter's name holds something else: Neo4j takes it for one.
pub(super) fn named(text: &str, error: Span) -> Option<String> {
    let bad = text.get(error.range())?;
    let (before, behind) = (text.get(..error.range().start)?, text.get(error.range().end..)?);
    let is_plain = !bad.is_empty() && !bad.contains('`');
    Some(if is_plain { format!("{before}`{bad}` {behind}") } else { format!("{before}a {behind}") })
}

/// The words of a command up to the error, and what stands at it.
struct Broken<'a> {
    text: &'a str,
    pieces: &'a [Piece<'a>],
    /// The text from the error on.
    rest: &'a str,
    bad: &'a str,
    /// Where the next clause begins.
    next: Option<usize>,
}

/// What a user command or one about auth rules counts as when its last clause breaks off in front of `error`.
pub(super) fn completed(
    text: &str,
    version: CypherVersion,
    pieces: &[Piece<'_>],
    error: Span,
) -> Option<Completion> {
    let broken = Broken {
        next: HalfRead::of(text, version)
            .and_then(|read| read.next_clause(text, error.range().end)),
        text,
        pieces,
        rest: text.get(error.range().end..)?,
        bad: text.get(error.range())?,
    };
    let mut words = pieces
        .iter()
        .map(|piece| piece.text)
        .filter(|word| !word.eq_ignore_ascii_case("OR") && !word.eq_ignore_ascii_case("REPLACE"));
    let verb = words.next()?;
    if !verb.eq_ignore_ascii_case("CREATE") && !verb.eq_ignore_ascii_case("ALTER") {
        return None;
    }
    match words.next()?.to_ascii_uppercase().as_str() {
        "USER" | "USERS" => broken.user(),
        "AUTH" => broken.auth_rule(verb.eq_ignore_ascii_case("CREATE")),
        _ => None,
    }
}

impl Broken<'_> {
    fn is(&self, at: usize, words: &[&str]) -> bool {
        self.pieces
            .get(at)
            .is_some_and(|piece| words.iter().any(|word| piece.text.eq_ignore_ascii_case(word)))
    }

    /// The place of the last of these words behind `from`.
    fn last(&self, from: usize, words: &[&str]) -> Option<usize> {
        (from..self.pieces.len()).rev().find(|at| self.is(*at, words))
    }

    /// The text in front of a piece, and something else in its place.
    fn with(&self, at: usize, tail: &str) -> Option<Completion> {
        let end = self.pieces.get(at).map_or(self.text.len(), |piece| piece.start);
        Some(self.resumed(format!("{}{tail}", self.text.get(..end)?)))
    }

    /// The text in front of the error, and more.
    fn then(&self, tail: &str) -> Option<Completion> {
        let last = self.pieces.last()?;
        let end = last.start + last.text.len();
        Some(self.resumed(format!("{} {tail}", self.text.get(..end)?)))
    }

    /// Behind a broken clause the parser goes on with the next one, if that is where it stands. What follows keeps its
    /// place or comes later.
    fn resumed(&self, text: String) -> Completion {
        let resumed = self.next.and_then(|at| Some(format!("{text:at$} {}", self.text.get(at..)?)));
        Completion::As(text, resumed)
    }

    fn user(&self) -> Option<Completion> {
        let end = self.pieces.len();
        let is_several = self.is(1, &["USERS"]);
        let Some(clause) = self.last(2, &["SET", "ADD", "REMOVE"]) else {
            // Of several names one may be missing.
            return if is_several && !self.bad.is_empty() { self.then("a") } else { None };
        };
        if let Some(auth) = self.open_provider() {
            return self.provider(auth);
        }
        let first = clause + 1;
        if self.is(clause, &["ADD", "REMOVE"]) || self.is(first, &["TAG", "TAGS"]) {
            return self.tags(clause);
        }
        if self.is(first, &["HOME"]) && (first + 1 == end || first + 2 == end) {
            // A name that is not there stops the analysis, but not the look at clauses that repeat.
            let is_again =
                (2..clause).any(|at| self.is(at, &["SET"]) && self.is(at + 1, &["HOME"]));
            let missing = if first + 1 == end { "DATABASE a" } else { "a" };
            return if is_again { self.then(missing) } else { None };
        }
        if self.is(first, &["STATUS"]) && first + 1 == end {
            return self.then("ACTIVE");
        }
        let is_marked = self.is(first, &["PLAINTEXT", "ENCRYPTED"]);
        if is_marked && first + 1 == end {
            return Some(Completion::Nothing);
        }
        let password = first + usize::from(is_marked);
        let is_change = self.is(password + 1, &["CHANGE"])
            && (password + 2 == end || self.is(password + 2, &["NOT"]) && password + 3 == end);
        let is_password = self.is(password, &["PASSWORD"])
            && (is_marked && password + 1 == end || !is_marked && is_change);
        match is_password {
            false => None,
            // Beside another one it is left out.
            true if is_marked && (2..clause).any(|at| self.is(at, &["PASSWORD"])) => {
                self.with(clause, "")
            }
            true if is_marked => self.with(first, "AUTH 'native' { SET PASSWORD CHANGE REQUIRED }"),
            true => self.with(first, "PASSWORD CHANGE REQUIRED"),
        }
    }

    /// `SET AUTH …` without its closing brace: where the word `AUTH` stands.
    fn open_provider(&self) -> Option<usize> {
        let auth = (2..self.pieces.len())
            .rev()
            .find(|at| self.is(*at, &["AUTH"]) && self.is(at - 1, &["SET"]))?;
        self.last(auth, &["}"]).is_none().then_some(auth)
    }

    fn provider(&self, auth: usize) -> Option<Completion> {
        const ANY: &str = "SET PASSWORD CHANGE REQUIRED }";
        let end = self.pieces.len();
        let name = auth + 1 + usize::from(self.is(auth + 1, &["PROVIDER"]));
        if name == end {
            // What stands in the place of the name is taken for it, its ends for quotes.
            let mut inner = self.bad.chars();
            return match (inner.next(), inner.next_back()) {
                (Some(_), Some(_))
                    if !inner.as_str().contains(['\'', '\\'])
                        && !self.bad.eq_ignore_ascii_case("SET") =>
                {
                    self.then(&format!("'{}' {{ {ANY}", inner.as_str()))
                }
                _ => Some(Completion::Nothing),
            };
        }
        if name + 1 == end {
            return self.then(&format!("{{ {ANY}"));
        }
        let set = self.last(name + 2, &["SET"]);
        let Some(set) = set else { return self.then(ANY) };
        if self.is(set + 1, &["PASSWORD"]) && self.is(set + 2, &["CHANGE"]) {
            return self.with(set, ANY);
        }
        let is_first = self.last(name + 2, &["SET"]) == Some(name + 2);
        self.with(set, if is_first { ANY } else { "}" })
    }

    fn tags(&self, clause: usize) -> Option<Completion> {
        let end = self.pieces.len();
        let has_tags = |verb: &str| {
            (2..clause).any(|at| {
                self.is(at, &[verb])
                    && (self.is(at + 1, &["TAG", "TAGS"]) || self.is(at + 2, &["TAG", "TAGS"]))
            })
        };
        if clause + 1 == end {
            if !self.bad.is_empty() && self.is(clause, &["ADD"]) && has_tags("ADD") {
                let at = self.text.len() - self.rest.len() - self.bad.len();
                let front = self.text.get(..at)?;
                return Some(Completion::As(format!("{front}TAG 'a'"), None));
            }
            let follows = self.rest.trim_start().starts_with(['\'', '"', '[', '$']);
            return (!self.bad.is_empty() && follows && self.is(clause, &["ADD"]))
                .then_some(Completion::Nothing);
        }
        if self.is(1, &["USERS"]) && self.is(clause + 1, &["ALL"]) && clause + 2 == end {
            return self.then("TAGS");
        }
        if !self.is(clause + 1, &["TAG", "TAGS"]) || clause + 2 != end {
            return None;
        }
        let verb = self.pieces.get(clause).map_or("", |piece| piece.text);
        let completion = if has_tags(verb) { self.then("'a'") } else { self.with(clause, "") };
        // Where a value follows the token at the error, nothing behind it counts.
        let is_value = self.rest.trim_start().starts_with(['\'', '"', '[', '$']);
        match completion {
            Some(Completion::As(text, _)) if is_value => Some(Completion::As(text, None)),
            found => found,
        }
    }

    fn auth_rule(&self, is_new: bool) -> Option<Completion> {
        const ENABLED: &str = "SET ENABLED TRUE";
        let end = self.pieces.len();
        let condition = (4..end)
            .rev()
            .find(|at| self.is(*at, &["CONDITION", "ENABLED"]) && self.is(at - 1, &["SET"]));
        if end > 4 && self.is(end - 1, &["SET"]) {
            return Some(Completion::Nothing);
        }
        let Some(at) = condition else {
            let is_if = self.is(end - 1, &["IF"])
                || self.is(end - 1, &["NOT"]) && end > 1 && self.is(end - 2, &["IF"]);
            let from = if self.is(end - 1, &["IF"]) { end - 1 } else { end.saturating_sub(2) };
            // An error in the rule of the whole command: nothing that follows counts.
            return match self.with(from, ENABLED) {
                Some(Completion::As(text, _)) if is_new && is_if && end > 4 => {
                    Some(Completion::As(text, None))
                }
                _ => Some(Completion::Nothing),
            };
        };
        if self.is(at, &["ENABLED"]) {
            return if at + 1 == end { self.then("TRUE") } else { None };
        }
        let before =
            |word: &str| (4..at).any(|at| self.is(at, &[word]) && self.is(at - 1, &["SET"]));
        if before("CONDITION") {
            return self.with(at, "CONDITION true");
        }
        self.with(at - 1, if before("ENABLED") { "" } else { ENABLED })
    }
}
