//! Kinds of tokens, sets of them, and how messages show them.

use crate::ast::CypherVersion;
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// A kind of token: a class such as integers, a symbol, or a keyword.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct Kind(pub(super) u16);

/// Classes of tokens: name in the notation, and how messages call them.
const CLASSES: [(&str, &str); 23] = [
    ("end", "<EOF>"),
    ("epsilon", ""),
    ("error", "ErrorChar"),
    ("identifier", "an identifier"),
    ("quoted", "an identifier"),
    ("extended", "an identifier"),
    ("float", "a float value"),
    ("integer", "an integer value"),
    ("hex", "a hexadecimal integer value"),
    ("octal", "an octal integer value"),
    ("string_single", "a string value"),
    ("string_double", "a string value"),
    ("interpolated_start_single", "an interpolated string value"),
    ("interpolated_start_double", "an interpolated string value"),
    ("interpolated_text_single", "an interpolated string value"),
    ("interpolated_text_double", "an interpolated string value"),
    ("interpolated_end_single", "an interpolated string value"),
    ("interpolated_end_double", "an interpolated string value"),
    ("interpolated_value_single", "'{'"),
    ("interpolated_value_double", "'{'"),
    ("arrow_line", "'-'"),
    ("arrow_left", "'<'"),
    ("arrow_right", "'>'"),
];

/// Symbols, longer ones before their beginnings.
const SYMBOLS: [(&str, &str); 34] = [
    ("******", "'******'"),
    ("<=", "'<='"),
    (">=", "'>='"),
    ("<>", "'<>'"),
    ("!=", "'!='"),
    ("=~", "'=~'"),
    ("+=", "'+='"),
    ("||", "'||'"),
    ("::", "'::'"),
    ("..", "'..'"),
    ("(", "'('"),
    (")", "')'"),
    ("[", "'['"),
    ("]", "']'"),
    ("{", "'{'"),
    ("}", "'}'"),
    (",", "','"),
    (":", "':'"),
    (".", "'.'"),
    ("*", "'*'"),
    ("=", "'='"),
    ("<", "'<'"),
    (">", "'>'"),
    ("+", "'+'"),
    ("-", "'-'"),
    ("/", "'/'"),
    ("%", "'%'"),
    ("^", "'^'"),
    ("|", "'|'"),
    ("&", "'&'"),
    ("!", "'!'"),
    ("?", "'?'"),
    ("$", "'$'"),
    (";", "';'"),
];

/// Keywords that messages do not join with those that follow: shown in a form of their own.
const UNJOINED: [(&str, &str); 6] = [
    ("LIMIT", "'LIMIT'"),
    ("SKIP", "'SKIP'"),
    ("DOT", "'DOT'"),
    ("ALLREDUCE", "'allReduce'"),
    ("SHORTESTPATH", "'shortestPath'"),
    ("ALLSHORTESTPATHS", "'allShortestPaths'"),
];

/// Keywords that are no label names after `IS` in Cypher 5.
const NOT_LABELS: [&str; 8] = ["NOT", "NULL", "TYPED", "NORMALIZED", "NFC", "NFD", "NFKC", "NFKD"];

const FIRST_SYMBOL: usize = CLASSES.len();
const FIRST_WORD: usize = FIRST_SYMBOL + SYMBOLS.len();

impl Kind {
    pub(super) const END: Self = Self(0);
    /// Not a token: stands in a first set for "may be empty".
    pub(super) const EPSILON: Self = Self(1);
    /// A character that starts no token.
    pub(super) const ERROR: Self = Self(2);
    pub(super) const IDENTIFIER: Self = Self(3);
    pub(super) const QUOTED: Self = Self(4);
    pub(super) const EXTENDED: Self = Self(5);
    pub(super) const FLOAT: Self = Self(6);
    pub(super) const INTEGER: Self = Self(7);
    pub(super) const HEX: Self = Self(8);
    pub(super) const OCTAL: Self = Self(9);
    pub(super) const ARROW_LINE: Self = Self(20);
    pub(super) const ARROW_LEFT: Self = Self(21);
    pub(super) const ARROW_RIGHT: Self = Self(22);

    fn from_index(index: usize) -> Self {
        Self(u16::try_from(index).unwrap_or(u16::MAX))
    }

    pub(super) fn of_class(name: &str) -> Option<Self> {
        CLASSES.iter().position(|(class, _)| *class == name).map(Self::from_index)
    }

    pub(super) fn of_symbol(text: &str) -> Option<Self> {
        SYMBOLS
            .iter()
            .position(|(symbol, _)| *symbol == text)
            .map(|at| Self::from_index(FIRST_SYMBOL + at))
    }

    /// The longest symbol that `rest` starts with, and its length.
    pub(super) fn symbol_at(rest: &str) -> Option<(Self, usize)> {
        let at = SYMBOLS.iter().position(|(symbol, _)| rest.starts_with(symbol))?;
        let (symbol, _) = SYMBOLS.get(at)?;
        Some((Self::from_index(FIRST_SYMBOL + at), symbol.len()))
    }
}

/// A set of kinds.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct KindSet([u64; 7]);

impl std::fmt::Debug for KindSet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_set().entries(self.iter().map(|kind| kind.0)).finish()
    }
}

impl KindSet {
    pub(super) fn insert(&mut self, kind: Kind) {
        if let Some(word) = self.0.get_mut(usize::from(kind.0) / 64) {
            *word |= 1 << (kind.0 % 64);
        }
    }

    pub(super) fn contains(&self, kind: Kind) -> bool {
        self.0.get(usize::from(kind.0) / 64).is_some_and(|word| word >> (kind.0 % 64) & 1 == 1)
    }

    pub(super) fn add_all(&mut self, other: &Self) {
        for (word, more) in self.0.iter_mut().zip(other.0) {
            *word |= more;
        }
    }

    pub(super) fn is_disjoint(&self, other: &Self) -> bool {
        self.0.iter().zip(other.0).all(|(word, more)| word & more == 0)
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = Kind> + '_ {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            (0..64)
                .filter(move |bit| word >> bit & 1 == 1)
                .map(move |bit| Kind::from_index(at * 64 + bit))
        })
    }
}

/// The keywords of one version.
#[derive(Debug)]
pub(super) struct Kinds {
    version: CypherVersion,
    words: Vec<&'static str>,
    numbers: FxHashMap<&'static str, Kind>,
}

impl Kinds {
    pub(super) fn new(version: CypherVersion) -> Self {
        Self { version, words: Vec::new(), numbers: FxHashMap::default() }
    }

    pub(super) fn add_word(&mut self, word: &'static str) {
        let kind = Kind::from_index(FIRST_WORD + self.words.len());
        self.numbers.entry(word).or_insert_with(|| {
            self.words.push(word);
            kind
        });
    }

    /// The keyword `word`, written in capitals.
    pub(super) fn word(&self, word: &str) -> Option<Kind> {
        self.numbers.get(word).copied()
    }

    /// Everything that is a name without quotes: identifiers and all keywords.
    pub(super) fn names(&self) -> KindSet {
        self.names_but(&[])
    }

    /// As [`Self::names`], for label names after `IS` in Cypher 5.
    pub(super) fn label_names(&self) -> KindSet {
        self.names_but(&NOT_LABELS)
    }

    fn names_but(&self, without: &[&str]) -> KindSet {
        let mut set = KindSet::default();
        set.insert(Kind::IDENTIFIER);
        for word in self.words.iter().filter(|word| !without.contains(word)) {
            if let Some(kind) = self.word(word) {
                set.insert(kind);
            }
        }
        set
    }

    fn word_of(&self, kind: Kind) -> Option<&'static str> {
        self.words.get(usize::from(kind.0).checked_sub(FIRST_WORD)?).copied()
    }

    /// Whether messages show the keyword together with those that must follow.
    pub(super) fn joined(&self, kind: Kind) -> Option<&'static str> {
        let word = self.word_of(kind)?;
        UNJOINED.iter().all(|(other, _)| *other != word).then_some(word)
    }

    /// How messages show `kind`.
    pub(super) fn shown(&self, kind: Kind) -> Cow<'static, str> {
        if let Some(word) = self.word_of(kind) {
            return match UNJOINED.iter().find(|(other, _)| *other == word) {
                Some((_, shown)) => Cow::Borrowed(shown),
                None => Cow::Owned(format!("'{word}'")),
            };
        }
        let at = usize::from(kind.0);
        let entry = CLASSES.get(at).or_else(|| SYMBOLS.get(at.checked_sub(FIRST_SYMBOL)?));
        Cow::Borrowed(entry.map_or("", |(_, shown)| shown))
    }

    /// Kinds that messages leave out.
    pub(super) fn is_ignored(&self, kind: Kind) -> bool {
        kind == Kind::EPSILON
            || Some(kind) == Kind::of_symbol(";")
            || (self.version == CypherVersion::Cypher25
                && (Some(kind) == Kind::of_symbol("******") || self.word("DEFINE") == Some(kind)))
    }
}
