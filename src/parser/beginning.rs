//! The beginning of a statement that does not parse, as far as it makes a statement of its own.
//!
//! Neo4j's front end goes on after a syntax error: what its parser had read by then is analysed too, and an error of
//! meaning in it comes first. A server reports the syntax error alone.

use super::kind::{StatementKind, kind_of};
use super::mend::Mended;
use super::prefix::{behind_use, prefix};
use super::recovery::{self, Completion};
use super::scan::{Piece, PieceKind, scan};
use super::tail::{self, BrokenPage};
use super::{Deferred, HalfRead, build, characters, limits};
use crate::ast::{CypherVersion, Statement};
use crate::status::Error;
use crate::text::Span;
use cypher_admin_grammar::{CypherParser, Parser as _, Rule};

/// What completes a command that ends too early: its first words, and a clause that says nothing by itself.
const COMPLETIONS: [(&[&str], &str); 12] = [
    (&["CREATE", "USER"], " SET STATUS ACTIVE"),
    (&["ALTER", "USERS"], " a"),
    (&["CREATE", "ALIAS"], " FOR DATABASE a"),
    (&["ALTER", "ALIAS"], " SET DATABASE PROPERTIES {}"),
    (&["DROP", "ALIAS"], " FOR DATABASE"),
    (&["ALTER", "DATABASE"], " SET ACCESS READ ONLY"),
    (&["GRANT"], " TO a"),
    (&["DENY"], " TO a"),
    (&["REVOKE"], " FROM a"),
    (&["GRANT"], " ON DBMS TO a"),
    (&["DENY"], " ON DBMS TO a"),
    (&["REVOKE"], " ON DBMS FROM a"),
];

/// What completes a clause that breaks off, by its command and last words: an empty word stands for any other one.
/// The whole command is looked at then.
const CLAUSES: [(&[&str], &[&str], &str); 20] = [
    (&["CREATE"], &["TOPOLOGY"], " 1 PRIMARY"),
    (&["CREATE"], &["TOPOLOGY", ""], " PRIMARY"),
    (&["CREATE"], &["PRIMARY", ""], " SECONDARY"),
    (&["CREATE"], &["PRIMARIES", ""], " SECONDARY"),
    (&["CREATE"], &["SET"], " DEFAULT LANGUAGE CYPHER 5"),
    (&["CREATE"], &["DEFAULT"], " LANGUAGE CYPHER 5"),
    (&["CREATE"], &["DEFAULT", "LANGUAGE"], " CYPHER 5"),
    (&["CREATE"], &["LANGUAGE", "CYPHER"], " 5"),
    (&["ALTER", "DATABASE"], &["SET", "ACCESS"], " READ ONLY"),
    (&["ALTER", "DATABASE"], &["ACCESS", "READ"], " ONLY"),
    (&["ALTER", "DATABASE"], &["TOPOLOGY"], " 1 PRIMARY"),
    (&["ALTER", "DATABASE"], &["TOPOLOGY", ""], " PRIMARY"),
    (&["CREATE", "ALIAS"], &["PROPERTIES"], " {}"),
    (&["CREATE", "ALIAS"], &["DRIVER"], " {}"),
    (&["ALTER", "ALIAS"], &["USER"], " a"),
    (&["ALTER", "ALIAS"], &["PASSWORD"], " ''"),
    (&["ALTER", "ALIAS"], &["DRIVER"], " {}"),
    (&["ALTER", "ALIAS"], &["PROPERTIES"], " {}"),
    (&["ALTER", "ALIAS"], &["TARGET"], " a"),
    (&["ALTER", "ALIAS"], &["AT"], " ''"),
];

/// What completes the address of a remote alias.
const REMOTE: [&str; 4] =
    [" '' USER a PASSWORD ''", " USER a PASSWORD ''", " a PASSWORD ''", " PASSWORD ''"];

/// Commands whose whole meaning is looked at however much of them is missing.
const ALWAYS_WHOLE: [&str; 3] = ["USER", "USERS", "ROLE"];

/// Clauses that keep the front end from analysing at all when they break off.
const BREAKING: [&[&str]; 8] = [
    &["REMOVE", "ALL"],
    &["REMOVE", "AUTH"],
    &["REMOVE", "HOME"],
    &["REMOVE", "TAG"],
    &["REMOVE", "TAGS"],
    &["ADD", "TAG"],
    &["ADD", "TAGS"],
    &["SET", "HOME"],
];

/// The beginning of a statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Beginning {
    /// What was parsed, or the error that only shows when the tree is built.
    pub statement: Result<(Statement, Vec<Deferred>), Error>,
    /// The text that was parsed: up to the cut the same as the statement.
    pub text: String,
    /// Whether too much is missing to look further than the first stage of the analysis.
    pub is_partial: bool,
    /// Where the text ends in a name of which the last part is missing: how it is written in errors.
    pub half_name: Option<HalfName>,
}

/// A name that ends in a dot, as it stands in [`Beginning::text`] and as Neo4j writes it: with the token at the error.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HalfName {
    /// The part that stands in for the missing one.
    pub part: &'static str,
    /// Where it ends.
    pub end: usize,
    /// What Neo4j writes.
    pub written: String,
}

type Parsed = Result<(Statement, Vec<Deferred>), Error>;

/// At how many tokens in front of the error the statement is cut at most.
const MOST_CUTS: usize = 24;

/// How often the parser goes on behind an error.
const MOST_RESUMED: usize = 6;

/// The longest beginning of `text` in front of `error` that parses, brackets closed and the command completed.
#[must_use]
pub fn parse_beginning(text: &str, version: CypherVersion, error: &Error) -> Option<Beginning> {
    if kind_of(text) == StatementKind::Query {
        return None;
    }
    up_to(text, version, error, MOST_RESUMED)
}

/// Whether nothing of a text with `SHOW` or `TERMINATE` is looked at that breaks off at `error`.
#[must_use]
pub fn is_undecided(text: &str, error: &Error) -> bool {
    pieces_of_tail(text, error)
        .is_some_and(|pieces| tail::is_undecided(&pieces, &error.to_string()))
}

/// The part of a `SHOW` or `TERMINATE` that breaks off at `error` and is a clause of its own in Cypher 25.
#[must_use]
pub fn broken_page(text: &str, version: CypherVersion, error: &Error) -> Option<BrokenPage> {
    let version = prefix(text).version.unwrap_or(version);
    let pieces = pieces_of_tail(text, error).filter(|_| version == CypherVersion::Cypher25)?;
    tail::broken_page(&pieces, &error.to_string())
}

/// The tokens in front of an error in a text that begins with a command that has a tail, or with a clause beside one.
fn pieces_of_tail<'t>(text: &'t str, error: &Error) -> Option<Vec<Piece<'t>>> {
    const FIRST: [&str; 7] = ["SHOW", "TERMINATE", "RETURN", "WITH", "UNWIND", "LET", "FILTER"];
    let front = prefix(text).end;
    let start = behind_use(text, front).unwrap_or(front);
    let mut pieces = pieces_before(text, error.span?);
    pieces.retain(|piece| piece.start >= start);
    pieces.first().is_some_and(|first| is_any(first, &FIRST)).then_some(pieces)
}

/// The text that a `SHOW` or `TERMINATE` counts as that breaks off inside of an expression: none within where nothing
/// of it is looked at, none at all where it does not break off there.
#[must_use]
pub fn mended(text: &str, error: &Error, read: &HalfRead<'_>) -> Option<Option<String>> {
    pieces_of_tail(text, error)?;
    Some(match read.mended(text, error.span?.range().start)? {
        Mended::Lost => None,
        Mended::As(made) => Some(made),
    })
}

fn up_to(text: &str, version: CypherVersion, found: &Error, resumes: usize) -> Option<Beginning> {
    let error = found.span?;
    let message = found.to_string();
    let front = prefix(text);
    let version = front.version.unwrap_or(version);
    let start = behind_use(text, front.end).unwrap_or(front.end);
    let pieces: Vec<Piece<'_>> =
        pieces_before(text, error).into_iter().filter(|piece| piece.start >= start).collect();
    let before = text.get(..error.range().start)?;
    let is_nameless = pieces.last().is_some_and(|last| last.text == "$");
    if !is_nameless && !before.trim_end().ends_with('$') {
        return Cut { text, version, error, message: &message, pieces: &pieces, resumes }.longest();
    }
    let is_missing = error.start == error.end;
    if is_missing && command_is(&pieces, &["", "USER"]) {
        // A name that is not there stops the analysis, unless a provider around it breaks off, too.
        return broken(text, version, &pieces, error, resumes).flatten();
    }
    let goes_on = !is_missing || !command_is(&pieces, &["SHOW"]) || {
        let front = tail::front(text, &pieces, pieces.len()).and_then(|text| parse(text, version));
        front.is_some_and(|parsed| tail::goes_on(&parsed))
    };
    whole_or_beginning(recovery::named(text, error)?, version, resumes.checked_sub(1)?)
        .filter(|_| goes_on)
}

fn whole_or_beginning(text: String, version: CypherVersion, resumes: usize) -> Option<Beginning> {
    match super::syntax_error::find(&text, version) {
        Some(error) => up_to(&text, version, &error, resumes),
        None => {
            let statement = parse(&text, version)?;
            Some(Beginning { statement, text, is_partial: false, half_name: None })
        }
    }
}

/// A statement and where it breaks off.
struct Cut<'a> {
    text: &'a str,
    version: CypherVersion,
    error: Span,
    /// What the error says.
    message: &'a str,
    /// The tokens in front of the error.
    pieces: &'a [Piece<'a>],
    resumes: usize,
}

impl Cut<'_> {
    /// The token that does not fit.
    fn bad(&self) -> &str {
        self.text.get(self.error.range()).unwrap_or_default()
    }

    fn whole(&self, text: String) -> Option<Beginning> {
        let statement = parse(&text, self.version)?;
        Some(Beginning { statement, text, is_partial: false, half_name: None })
    }

    fn longest(&self) -> Option<Beginning> {
        let (text, pieces) = (self.text, self.pieces);
        if command_is(pieces, &["SHOW"]) || command_is(pieces, &["TERMINATE"]) {
            if tail::is_undecided(pieces, self.message) {
                return None;
            }
            if let Some(open) = tail::open_operand(pieces, self.bad(), self.message) {
                return tail::front(text, pieces, open)
                    .and_then(|front| self.whole(front.to_owned()))
                    .filter(|found| tail::goes_on(&found.statement));
            }
        }
        if let Some(step) = tail::open_reduce(pieces)
            && let Some(front) = pieces.get(..step)
            && let Some(word) = pieces.get(step)
        {
            // The whole of it is lost, and nothing else.
            let before = text.get(..word.start)?;
            let blank = " ".repeat(self.error.range().start.saturating_sub(word.start + 4));
            return self.whole(format!("{before}null{blank}{}", closing(front, self.message)));
        }
        if let Some(found) = self.repaired().or_else(|| self.worded()) {
            return Some(found);
        }
        let has_any = |words: &[&str]| pieces.iter().any(|piece| is_any(piece, words));
        let is_secret = has_any(&["SECRET", "SECRETS"]);
        let is_built =
            || HalfRead::of(text, self.version).and_then(|read| read.is_built()) == Some(true);
        let is_kept = !is_secret || is_built();
        let is_on_dbms = has_any(&["SETTING", "SETTINGS", "EXECUTE"]) || is_secret && is_kept;
        let completions: Vec<&str> = completions(pieces)
            .filter(|completion| is_on_dbms || !completion.contains("ON DBMS"))
            .filter(|_| is_kept)
            .collect();
        if let Some(found) = self.half_name(&completions) {
            return Some(found);
        }
        let is_remote = command_is(pieces, &["CREATE", "ALIAS"])
            && pieces.iter().any(|piece| piece.text.eq_ignore_ascii_case("AT"));
        let is_always_whole =
            pieces.first().is_some_and(|piece| is_any(piece, &["CREATE", "ALTER"]))
                && pieces.iter().take(5).any(|piece| is_any(piece, &ALWAYS_WHOLE));
        for (number, last) in pieces.iter().enumerate().rev().take(MOST_CUTS) {
            let beginning = text.get(..last.start + last.text.len())?;
            let kept = pieces.get(..=number).unwrap_or_default();
            let closed = format!("{beginning}{}", closing(kept, self.message));
            let cut = pieces.get(number + 1..).unwrap_or_default();
            let is_cut = !cut.is_empty();
            let is_whole =
                is_always_whole && !BREAKING.iter().any(|clause| begins_with(cut, clause));
            if let Some(statement) = parse(&closed, self.version) {
                let is_partial = is_cut && !is_whole && !self.is_read_on(&statement, kept, cut);
                return Some(Beginning { statement, text: closed, is_partial, half_name: None });
            }
            if !is_cut
                && let Some(found) = broken(text, self.version, pieces, self.error, self.resumes)
            {
                return found;
            }
            if !is_cut && !completions.is_empty() && ends_before_word(pieces) {
                for (word, completion) in ["DATABASE", "GRAPH"]
                    .iter()
                    .flat_map(|word| completions.iter().map(move |completion| (word, completion)))
                {
                    if let Some(found) = self.whole(format!("{closed} {word}{completion}")) {
                        return Some(found);
                    }
                }
            }
            let remote = REMOTE.iter().filter(|_| is_remote);
            // What may still be read as a name is one: then `ON DBMS` is missing.
            let (longer, shorter): (Vec<&str>, Vec<&str>) =
                completions.iter().partition(|completion| completion.contains("ON DBMS"));
            let ordered = if is_cut { [shorter, longer] } else { [longer, shorter] };
            for completion in ordered.iter().flatten().chain(remote) {
                let text = format!("{closed}{completion}");
                if let Some(statement) = parse(&text, self.version) {
                    return Some(Beginning {
                        statement,
                        text,
                        is_partial: !is_whole,
                        half_name: None,
                    });
                }
            }
        }
        None
    }

    /// The command with its last clause completed, or with the token at the error replaced: then the whole of it
    /// is looked at.
    fn repaired(&self) -> Option<Beginning> {
        let pieces = self.pieces;
        let last = pieces.last()?;
        let before = self.text.get(..last.start + last.text.len())?;
        let found = CLAUSES
            .iter()
            .filter(|(command, end, _)| command_is(pieces, command) && ends_with(pieces, end))
            // In Cypher 25 a topology may be one of shards as well.
            .filter(|(command, end, _)| {
                self.version == CypherVersion::Cypher5
                    || !(begins(command, "ALTER") && begins(end, "TOPOLOGY"))
            })
            .find_map(|(_, _, tail)| self.whole(format!("{before}{tail}")));
        let is_new = command_is(pieces, &["CREATE"]) && is_any(last, &["IF"]);
        if is_new && self.bad().eq_ignore_ascii_case("EXISTS") {
            // The word counts without the one in front of it, and ends the command.
            return ["", " SET STATUS ACTIVE", " SET ENABLED TRUE"]
                .iter()
                .find_map(|tail| self.whole(format!("{before} NOT EXISTS{tail}")));
        }
        if found.is_some() || !PRIVILEGES.iter().any(|verb| command_is(pieces, &[verb])) {
            return found;
        }
        let is_role = is_any(last, &["TO", "FROM"]) && !self.bad().is_empty() || last.text == ",";
        if is_role && let Some(found) = self.whole(format!("{before} a")) {
            return Some(found);
        }
        if self.bad() == "*" && is_any(last, &["ON"]) {
            let rest = self.text.get(self.error.range().start..)?;
            let resumes = self.resumes.checked_sub(1)?;
            return whole_or_beginning(format!("{before} GRAPH {rest}"), self.version, resumes);
        }
        None
    }

    /// The command with the only word that may stand at the error in the place of what does.
    fn worded(&self) -> Option<Beginning> {
        let at = self.error.range();
        let word = HalfRead::of(self.text, self.version)?.word_at(at.start)?;
        let (before, behind) = (self.text.get(..at.start)?, self.text.get(at.end..)?);
        let resumes = self.resumes.checked_sub(1)?;
        whole_or_beginning(format!("{before}{word} {behind}"), self.version, resumes)
    }

    /// The command where a name of a graph ends in a dot: Neo4j judges the name with the token at the error as its
    /// last part.
    fn half_name(&self, completions: &[&str]) -> Option<Beginning> {
        const PART: &str = "a";
        let last = self.pieces.last().filter(|last| last.text == ".")?;
        let is_name = !command_is(self.pieces, &["SHOW"]) || self.pieces.len() < 6;
        if self.version == CypherVersion::Cypher5 || !is_name {
            return None;
        }
        let before = self.text.get(..last.start + last.text.len())?;
        let written = if self.bad().is_empty() { "<EOF>" } else { self.bad() }.to_owned();
        [""].iter().chain(completions).find_map(|completion| {
            let text = format!("{before}{PART}{completion}");
            let statement = parse(&text, self.version)?;
            let half_name = Some(HalfName {
                part: PART,
                end: before.len() + PART.len(),
                written: written.clone(),
            });
            Some(Beginning { statement, text, is_partial: true, half_name })
        })
    }

    /// Whether what was read counts although `cut` had to be left out.
    fn is_read_on(&self, parsed: &Parsed, kept: &[Piece<'_>], cut: &[Piece<'_>]) -> bool {
        let is_cypher_5 = self.version == CypherVersion::Cypher5;
        if command_is(kept, &["CREATE", "COMPOSITE"]) {
            return begins_with(cut, &["IF"]);
        }
        let is_count =
            matches!(cut, [word] | [word, _] if is_any(word, &["SKIP", "OFFSET", "LIMIT"]));
        let is_order =
            matches!(cut, [order, by] if is_any(order, &["ORDER"]) && is_any(by, &["BY"]));
        // A union that breaks off takes what stands in front of it with it.
        if matches!(cut, [word, ..] if is_any(word, &["UNION"])) {
            return false;
        }
        if tail::goes_on(parsed) && tail::is_behind_items(kept, cut) {
            return match is_cypher_5 {
                true => !(is_order && self.bad().is_empty()),
                false => !is_count,
            };
        }
        match cut {
            [only] if is_any(only, &["ORDER"]) => is_cypher_5,
            [only]
                if only.text == "." && self.bad().is_empty()
                    || only.text == "," && tail::is_in_list(kept) =>
            {
                tail::is_lone_where(parsed)
            }
            _ => false,
        }
    }
}

/// Commands about privileges and roles.
const PRIVILEGES: [&str; 3] = ["GRANT", "DENY", "REVOKE"];

fn is_any(piece: &Piece<'_>, words: &[&str]) -> bool {
    words.iter().any(|word| piece.text.eq_ignore_ascii_case(word))
}

fn begins(words: &[&str], word: &str) -> bool {
    words.first().is_some_and(|first| *first == word)
}

/// Whether a command's first words are these, `OR REPLACE` apart. An empty word stands for any.
fn command_is(pieces: &[Piece<'_>], words: &[&str]) -> bool {
    let mut found = pieces.iter().filter(|piece| !is_any(piece, &["OR", "REPLACE"]));
    words
        .iter()
        .all(|word| found.next().is_some_and(|piece| word.is_empty() || is_any(piece, &[word])))
}

/// Whether the last words are these. An empty word stands for any.
fn ends_with(pieces: &[Piece<'_>], words: &[&str]) -> bool {
    pieces.len().checked_sub(words.len()).and_then(|from| pieces.get(from..)).is_some_and(|end| {
        end.iter().zip(words).all(|(piece, word)| word.is_empty() || is_any(piece, &[word]))
    })
}

/// Tokens in front of an error.
fn pieces_before(text: &str, error: Span) -> Vec<Piece<'_>> {
    scan(text)
        .take_while(|piece| piece.start < error.range().start)
        .filter(|piece| !matches!(piece.kind, PieceKind::Blank | PieceKind::Comment))
        .collect()
}

/// What a command counts as whose last clause breaks off, where that is known: nothing, or a text.
fn broken(
    text: &str,
    version: CypherVersion,
    pieces: &[Piece<'_>],
    error: Span,
    resumes: usize,
) -> Option<Option<Beginning>> {
    let Completion::As(text, resumed) = recovery::completed(text, version, pieces, error)? else {
        return Some(None);
    };
    if let Some(resumed) = resumed.filter(|_| resumes > 0)
        && let Some(found) = whole_or_beginning(resumed, version, resumes - 1)
    {
        return Some(Some(found));
    }
    let statement = parse(&text, version)?;
    Some(Some(Beginning { statement, text, is_partial: false, half_name: None }))
}

fn parse(text: &str, version: CypherVersion) -> Option<Parsed> {
    limits::check(text).ok()?;
    let read = characters::as_grammar_reads(text, version);
    limits::with_stack(&read, || {
        let pairs = CypherParser::parse(Rule::statement, &read).ok()?;
        match build::statement(pairs, text, version) {
            Err(error) if super::syntax_error::find(text, version).is_some() => drop(error),
            built => return Some(built),
        }
        None
    })
}

fn completions(pieces: &[Piece<'_>]) -> impl Iterator<Item = &'static str> {
    let fits = |(first, _): &&(&[&str], &str)| command_is(pieces, first);
    COMPLETIONS.iter().filter(fits).map(|(_, completion)| *completion)
}

/// Whether a privilege's target lacks its second word: `ON HOME`, `ON DEFAULT`. A home graph that is revoked is no
/// reason to look further.
fn ends_before_word(pieces: &[Piece<'_>]) -> bool {
    let is = |piece: &Piece<'_>, word: &str| piece.text.eq_ignore_ascii_case(word);
    let is_revoked = pieces.first().is_some_and(|first| is(first, "REVOKE"));
    matches!(pieces, [.., on, last]
        if is(on, "ON") && (is(last, "DEFAULT") || is(last, "HOME") && !is_revoked))
}

fn begins_with(pieces: &[Piece<'_>], words: &[&str]) -> bool {
    words
        .iter()
        .enumerate()
        .all(|(at, word)| pieces.get(at).is_some_and(|piece| piece.text.eq_ignore_ascii_case(word)))
}

/// What closes the brackets that are still open; and the name of a parameter, if it ends before.
fn closing(pieces: &[Piece<'_>], message: &str) -> String {
    let name = if pieces.last().is_some_and(|last| last.text == "$") { "a" } else { "" };
    format!("{name}{}", tail::closing(pieces, message))
}
