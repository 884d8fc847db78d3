//! Statements whose shape has been parsed before.
//!
//! Scripts repeat a few shapes: a million times `GRANT READ {…} ON GRAPH … NODES … TO …`, each time with
//! other names. [`Shapes`] cuts a text into tokens (a tenth of the cost of a parse). Keywords and symbols
//! are the shape, names are not. When the grammar has parsed that shape before, its tree is copied with
//! the new names and places in it.
//!
//! The grammar stays the only truth: it makes every tree that is copied, and a shape is kept only where
//! filling in the very names it was made from gives the same tree, places included. What makes the copy
//! right for other names, too: the grammar knows words by the list of keywords alone, so no rule can tell
//! two names apart that are no keywords. A name that is one is part of the shape. Whatever needs more
//! than that (strings, numbers, parameters, comments, escapes, words beyond ASCII) is left to the grammar.

use super::build::name_text;
use super::{Deferred, parse_deferring, parse_statement};
use crate::ast::{
    AllOr, AssignRole, Command, CreateRole, CypherVersion, Glob, GraphName, GraphRef, Ident, Mode,
    NameOrParam, NamePart, Place, Privilege, PrivilegeCommand, Qualifier, Resource, Scope,
    Statement, Target,
};
use crate::status::Error;
use crate::text::{Span, Spanned, Text};
use cypher_admin_grammar::keywords;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// The most shapes that are kept; a script has a few dozen.
const MAX_SHAPES: usize = 4096;

/// The most tokens of a shape: longer lists of names rarely repeat.
const MAX_TOKENS: usize = 64;

/// The longest text that is looked at, in bytes.
const MAX_BYTES: usize = 4096;

/// One token: a number for what it is. Symbols are their own byte.
type Code = u16;

/// A word that is no keyword.
const WORD: Code = 1;
/// A name in backticks.
const QUOTED: Code = 2;
/// From here on keywords, by their number.
const KEYWORDS: Code = 256;
/// Added where no blank stands in front: it matters around dots.
const GLUED: Code = 1 << 15;

/// The shapes met so far. Parsing through it gives what [`parse_statement`] gives, faster when shapes
/// repeat.
#[derive(Default)]
pub struct Shapes {
    /// Trees whose places are numbers of tokens. None: this shape is not to be copied.
    known: FxHashMap<Box<[Code]>, Option<Command>>,
    /// The text looked at last.
    tokens: Vec<Span>,
    codes: Vec<Code>,
    /// Whether its shape is worth keeping.
    is_new: bool,
}

impl std::fmt::Debug for Shapes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Shapes").field("known", &self.known.len()).finish_non_exhaustive()
    }
}

impl Shapes {
    /// As [`parse_statement`].
    ///
    /// # Errors
    /// As [`parse_statement`].
    pub fn parse_statement(
        &mut self,
        text: &str,
        version: CypherVersion,
    ) -> Result<Statement, Error> {
        if let Some(statement) = self.recall(text, version) {
            return Ok(statement);
        }
        let statement = parse_statement(text, version)?;
        self.learn(&statement, text);
        Ok(statement)
    }

    /// As [`parse_deferring`](super::parse_deferring).
    ///
    /// # Errors
    /// As [`parse_statement`].
    pub fn parse_deferring(
        &mut self,
        text: &str,
        version: CypherVersion,
    ) -> Result<(Statement, Vec<Deferred>), Error> {
        if let Some(statement) = self.recall(text, version) {
            return Ok((statement, Vec::new()));
        }
        let (statement, deferred) = parse_deferring(text, version)?;
        if deferred.is_empty() {
            self.learn(&statement, text);
        }
        Ok((statement, deferred))
    }

    /// The tree of a text whose shape is known.
    pub fn recall(&mut self, text: &str, version: CypherVersion) -> Option<Statement> {
        self.is_new = false;
        if !self.scan(text, version) {
            return None;
        }
        match self.known.get(&*self.codes) {
            Some(shape) => fill(shape.as_ref()?, &self.tokens, text).map(|command| Statement {
                version: None,
                mode: Mode::Normal,
                command,
            }),
            None => {
                self.is_new = true;
                None
            }
        }
    }

    /// Whether the shape of the text that was looked at last could be kept and is not.
    #[must_use]
    pub fn is_new(&self) -> bool {
        self.is_new
    }

    /// Keeps the shape of the text that was looked at last, by [`recall`](Self::recall), and has been parsed since.
    pub fn learn(&mut self, statement: &Statement, text: &str) {
        if self.is_new && self.known.len() < MAX_SHAPES {
            let shape = self.shape_of(statement, text);
            self.known.insert(self.codes.as_slice().into(), shape);
        }
    }

    /// The tree with numbers of tokens in it, if that can be undone.
    fn shape_of(&self, statement: &Statement, text: &str) -> Option<Command> {
        let shape = copy(&statement.command, &Numbering { tokens: &self.tokens })?;
        let again = fill(&shape, &self.tokens, text)?;
        // Equality does not look at places, the debug form does.
        let is_plain = statement.version.is_none() && statement.mode == Mode::Normal;
        let is_same = format!("{again:?}") == format!("{:?}", statement.command);
        (is_plain && is_same).then_some(shape)
    }

    /// Cuts a text into tokens and their codes; false where it has anything that is left to the grammar.
    fn scan(&mut self, text: &str, version: CypherVersion) -> bool {
        self.tokens.clear();
        self.codes.clear();
        if text.len() > MAX_BYTES {
            return false;
        }
        self.codes.push(version as Code);
        let mut rest = text.as_bytes();
        let mut at = 0;
        let mut glued = GLUED;
        while let Some((&byte, behind)) = rest.split_first() {
            if matches!(byte, b' ' | b'\n' | b'\r' | b'\t') {
                (rest, at, glued) = (behind, at + 1, 0);
                continue;
            }
            let Some((code, length)) = token(byte, rest) else { return false };
            if self.tokens.len() >= MAX_TOKENS || (at == 0 && !may_repeat(code)) {
                return false;
            }
            self.tokens.push(Span::new(at, at + length));
            self.codes.push(code | glued);
            at += length;
            rest = rest.get(length..).unwrap_or_default();
            glued = GLUED;
        }
        true
    }
}

/// The code and length of the token that starts with `first`.
fn token(first: u8, rest: &[u8]) -> Option<(Code, usize)> {
    match first {
        b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
            let mut hash = Words::START;
            let mut length = 0;
            for byte in rest {
                match byte {
                    b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' => {
                        hash = Words::step(hash, *byte);
                        length += 1;
                    }
                    // The word may go on in a way that only the grammar knows.
                    b'$' | b'\\' | 0x80.. => return None,
                    _ => break,
                }
            }
            Some((WORDS.code(hash, rest.get(..length)?), length))
        }
        b'`' => {
            let inner = rest.get(1..)?;
            let length = inner.iter().position(|byte| matches!(byte, b'`' | b'\\'))?;
            let is_name = length > 0
                && inner.get(length) == Some(&b'`')
                && inner.get(length + 1) != Some(&b'`');
            is_name.then_some((QUOTED, length + 2))
        }
        b'{' | b'}' | b'(' | b')' | b',' | b'*' | b'.' | b'?' | b';' => Some((first.into(), 1)),
        _ => None,
    }
}

/// Whether a statement that starts with this keyword may be copied.
fn may_repeat(first: Code) -> bool {
    WORDS.repeating.contains(&first)
}

static WORDS: LazyLock<Words> = LazyLock::new(Words::new);

/// The keywords by a hash of their letters.
struct Words {
    keywords: Vec<&'static str>,
    /// Numbers of keywords, or `EMPTY`.
    slots: Vec<u16>,
    repeating: Vec<Code>,
}

impl Words {
    const START: u32 = 0x811C_9DC5;
    const EMPTY: u16 = u16::MAX;
    /// Four times the number of keywords and a power of two.
    const SLOTS: usize = 2048;

    /// Letters count in either case.
    fn step(hash: u32, byte: u8) -> u32 {
        (hash ^ u32::from(byte | 0x20)).wrapping_mul(0x0100_0193)
    }

    fn new() -> Self {
        let mut words = Self {
            keywords: keywords().collect(),
            slots: vec![Self::EMPTY; Self::SLOTS],
            repeating: Vec::new(),
        };
        for (number, keyword) in words.keywords.iter().enumerate() {
            let hash = keyword.bytes().fold(Self::START, Self::step);
            let mut slots = Self::probes(hash);
            let free = slots.find(|at| words.slots.get(*at) == Some(&Self::EMPTY));
            if let Some(slot) = free.and_then(|at| words.slots.get_mut(at)) {
                *slot = u16::try_from(number).unwrap_or(Self::EMPTY);
            }
        }
        let code = |word: &str| {
            words.code(word.bytes().fold(Self::START, Self::step), word.as_bytes()) | GLUED
        };
        let repeating = ["grant", "deny", "revoke", "create"].map(code);
        words.repeating = repeating.iter().map(|code| code & !GLUED).collect();
        words
    }

    /// The places to look at, one after the other.
    fn probes(hash: u32) -> impl Iterator<Item = usize> {
        let start = (hash ^ (hash >> 15)) as usize;
        (0..Self::SLOTS).map(move |step| start.wrapping_add(step) % Self::SLOTS)
    }

    /// The code of a word.
    fn code(&self, hash: u32, word: &[u8]) -> Code {
        for slot in Self::probes(hash) {
            let number = self.slots.get(slot).copied().unwrap_or(Self::EMPTY);
            if number == Self::EMPTY {
                return WORD;
            }
            let keyword = self.keywords.get(usize::from(number));
            if keyword.is_some_and(|keyword| keyword.as_bytes().eq_ignore_ascii_case(word)) {
                return KEYWORDS + number;
            }
        }
        WORD
    }
}

/// What a copy of a tree puts where places and names were.
trait Places {
    /// The new place.
    fn span(&self, old: Span) -> Option<Span>;
    /// The name at an old place.
    fn name(&self, old: Span) -> Option<Text>;
    /// The part of a dotted name that is `at` dots behind an old place.
    fn part(&self, old: Span, at: u32) -> Option<Text>;
    /// The text at an old place as it stands.
    fn raw(&self, old: Span) -> Option<Text>;
}

/// From bytes to numbers of tokens: a place is the first and the last of its tokens.
struct Numbering<'a> {
    tokens: &'a [Span],
}

impl Places for Numbering<'_> {
    fn span(&self, old: Span) -> Option<Span> {
        let first = self.tokens.binary_search_by_key(&old.start, |token| token.start).ok()?;
        let last = self.tokens.binary_search_by_key(&old.end, |token| token.end).ok()?;
        Some(Span::new(first, last))
    }

    fn name(&self, _: Span) -> Option<Text> {
        Some(Text::default())
    }

    fn part(&self, _: Span, _: u32) -> Option<Text> {
        Some(Text::default())
    }

    fn raw(&self, _: Span) -> Option<Text> {
        Some(Text::default())
    }
}

/// From numbers of tokens to the bytes of another text.
struct Filling<'a> {
    tokens: &'a [Span],
    text: &'a str,
}

impl Filling<'_> {
    fn token(&self, number: u32) -> Option<&str> {
        self.text.get(self.tokens.get(number as usize)?.range())
    }
}

impl Places for Filling<'_> {
    fn span(&self, old: Span) -> Option<Span> {
        let first = self.tokens.get(old.start as usize)?;
        let last = self.tokens.get(old.end as usize)?;
        Some(Span { start: first.start, end: last.end })
    }

    fn name(&self, old: Span) -> Option<Text> {
        self.token(old.start).map(name_text)
    }

    fn part(&self, old: Span, at: u32) -> Option<Text> {
        self.token(old.start + 2 * at).map(name_text)
    }

    fn raw(&self, old: Span) -> Option<Text> {
        self.text.get(self.span(old)?.range()).map(Text::from)
    }
}

fn fill(shape: &Command, tokens: &[Span], text: &str) -> Option<Command> {
    copy(shape, &Filling { tokens, text })
}

/// A copy of the commands that scripts repeat; none for others and for forms with more than names.
fn copy(command: &Command, places: &impl Places) -> Option<Command> {
    Some(match command {
        Command::Privilege(command) => Command::Privilege(Box::new(PrivilegeCommand {
            verb: command.verb,
            immutable: command.immutable,
            privilege: privilege(&command.privilege, places)?,
            roles: list(&command.roles, places, name_or_param)?,
            place: place(command.place, places)?,
        })),
        Command::AssignRole(command) => Command::AssignRole(AssignRole {
            revoke: command.revoke,
            roles: list(&command.roles, places, name_or_param)?,
            grantee: command.grantee,
            to: list(&command.to, places, name_or_param)?,
        }),
        Command::CreateRole(command) => Command::CreateRole(CreateRole {
            name: name_or_param(&command.name, places)?,
            immutable: command.immutable,
            if_exists: command.if_exists,
            copy_of: match &command.copy_of {
                Some(name) => Some(name_or_param(name, places)?),
                None => None,
            },
            place: place(command.place, places)?,
        }),
        _ => return None,
    })
}

fn list<T, P: Places>(old: &[T], places: &P, copy: fn(&T, &P) -> Option<T>) -> Option<Vec<T>> {
    let mut new = Vec::with_capacity(old.len());
    for item in old {
        new.push(copy(item, places)?);
    }
    Some(new)
}

fn place(old: Place, places: &impl Places) -> Option<Place> {
    places.span(old.0).map(Place)
}

fn ident(old: &Ident, places: &impl Places) -> Option<Ident> {
    Some(Spanned::new(places.name(old.span)?, places.span(old.span)?))
}

fn name_or_param(old: &NameOrParam, places: &impl Places) -> Option<NameOrParam> {
    match old {
        NameOrParam::Name(name) => ident(name, places).map(NameOrParam::Name),
        NameOrParam::Param(_) => None,
    }
}

fn all_or(old: &AllOr<Ident>, places: &impl Places) -> Option<AllOr<Ident>> {
    Some(match old {
        AllOr::All => AllOr::All,
        AllOr::Some(names) => AllOr::Some(list(names, places, ident)?),
    })
}

fn privilege(old: &Privilege, places: &impl Places) -> Option<Privilege> {
    Some(Privilege {
        action: old.action,
        resource: match &old.resource {
            Resource::None => Resource::None,
            Resource::Properties(names) => Resource::Properties(all_or(names, places)?),
            Resource::Labels(names) => Resource::Labels(all_or(names, places)?),
        },
        target: match &old.target {
            Target::Graph(of) => Target::Graph(scope(of, places)?),
            Target::Database(of) => Target::Database(scope(of, places)?),
            Target::Dbms => Target::Dbms,
            Target::AllData => Target::AllData,
            Target::Cidr(_) | Target::Url(_) => return None,
        },
        qualifier: qualifier(&old.qualifier, places)?,
        place: place(old.place, places)?,
    })
}

fn scope(old: &Scope, places: &impl Places) -> Option<Scope> {
    Some(match old {
        Scope::Home => Scope::Home,
        Scope::All => Scope::All,
        Scope::Named(names) => Scope::Named(list(names, places, graph_name)?),
        Scope::Default(_) => return None,
    })
}

fn graph_name(old: &GraphName, places: &impl Places) -> Option<GraphName> {
    let GraphName::Name(old) = old else { return None };
    let mut parts = Vec::with_capacity(old.parts.len());
    for (part, at) in old.parts.iter().zip(0..) {
        parts.push(NamePart { text: places.part(old.span, at)?, quoted: part.quoted });
    }
    Some(GraphName::Name(GraphRef { parts, span: places.span(old.span)? }))
}

fn qualifier(old: &Qualifier, places: &impl Places) -> Option<Qualifier> {
    Some(match old {
        Qualifier::None => Qualifier::None,
        Qualifier::Nodes(names) => Qualifier::Nodes(all_or(names, places)?),
        Qualifier::Relationships(names) => Qualifier::Relationships(all_or(names, places)?),
        Qualifier::Elements(names) => Qualifier::Elements(all_or(names, places)?),
        Qualifier::Users(AllOr::All) => Qualifier::Users(AllOr::All),
        Qualifier::Users(AllOr::Some(users)) => {
            Qualifier::Users(AllOr::Some(list(users, places, name_or_param)?))
        }
        Qualifier::Procedures(globs) => Qualifier::Procedures(list(globs, places, glob)?),
        Qualifier::Functions(globs) => Qualifier::Functions(list(globs, places, glob)?),
        Qualifier::Settings(globs) => Qualifier::Settings(list(globs, places, glob)?),
        Qualifier::Pattern(_) | Qualifier::Secret(_) => return None,
    })
}

/// A glob is its text; where it is more, filling does not give the same tree and the shape is not kept.
fn glob(old: &Spanned<Glob>, places: &impl Places) -> Option<Spanned<Glob>> {
    Some(Spanned::new(Glob { text: places.raw(old.span)? }, places.span(old.span)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use CypherVersion::{Cypher5, Cypher25};

    /// Every text twice with names of its own, after the grammar has seen the first.
    #[test]
    fn a_known_shape_gives_the_grammars_tree_with_its_places() {
        let mut shapes = Shapes::default();
        let templates = [
            "GRANT TRAVERSE ON GRAPH @ TO @",
            "grant read {@, @} on graph @.@, @ nodes @,@ to @ ;",
            "DENY  MATCH {*}\n ON HOME GRAPH RELATIONSHIPS `@ x` TO `@`, @",
            "REVOKE GRANT SET LABEL @,@ ON GRAPHS * FROM @",
            "GRANT EXECUTE PROCEDURE @.*, @.?x.@ , @ ON DBMS TO @",
            "GRANT EXECUTE FUNCTION @ . @ ON DBMS TO @",
            "GRANT IMPERSONATE (@, `@`) ON DBMS TO @",
            "GRANT ROLE @, @ TO @",
            "REVOKE ROLE @ FROM USER @",
            "CREATE ROLE @ IF NOT EXISTS AS COPY OF @",
            "CREATE OR REPLACE ROLE @",
            "GRANT ALL GRAPH PRIVILEGES ON GRAPH @ TO @",
            "GRANT LOAD ON ALL DATA TO @",
            // Names that are keywords: another shape.
            "GRANT ROLE to TO @",
            "GRANT READ {name} ON GRAPH @ NODES role TO user",
            // Left to the grammar.
            "GRANT LOAD ON CIDR '127.0.0.1/32' TO @",
            "GRANT TRAVERSE ON GRAPH @ TO $role",
            "GRANT READ {@} ON GRAPH @ FOR (n:@) WHERE n.@ = 1 TO @",
            "CREATE USER @ SET PASSWORD 'secret12'",
            "GRANT TRAVERSE ON GRAPH @ TO @ // @",
            "GRANT TRAVERSE ON GRAPH @ TO é@",
            "CREATE DATABASE @",
            "GRANT TRAVERSE GRAPH @ TO @",
            "GRANT ROLE @ TO @ @",
            "",
        ];
        for version in [Cypher25, Cypher5] {
            for names in [["a", "b1", "Ccc"], ["longer_name", "x", "y2"], ["grants", "tox", "_"]] {
                for template in templates {
                    let mut pieces = template.split('@');
                    let mut text = pieces.next().unwrap_or_default().to_owned();
                    for (piece, name) in pieces.zip(names.iter().cycle()) {
                        text = text + name + piece;
                    }
                    let expected = format!("{:?}", parse_statement(&text, version));
                    let ours = format!("{:?}", shapes.parse_statement(&text, version));
                    assert_eq!(ours, expected, "{text}");
                }
            }
        }
        let copied = shapes.known.values().flatten().count();
        assert!(copied >= 24, "{copied} of {} shapes are copied", shapes.known.len());
    }

    #[test]
    fn every_keyword_is_found_and_words_like_it_are_none() {
        for keyword in keywords() {
            let code = |word: &str| token(word.as_bytes()[0], word.as_bytes()).unwrap().0;
            assert!(code(keyword) >= KEYWORDS && code(&keyword.to_uppercase()) == code(keyword));
            assert_eq!(code(&format!("{keyword}_")), WORD);
        }
    }
}
