//! Statements that are almost right: a token dropped, doubled, swapped or replaced, the end cut off, letters in the other
//! case, unusual quotes and blanks. The same seed makes the same statements.

use super::tables::families;
use cypher_admin::parser::{PieceKind, scan};

/// A small generator of numbers (SplitMix64).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }

    fn pick<'a, T: ?Sized>(&mut self, from: &[&'a T]) -> &'a T {
        from[self.below(from.len())]
    }
}

const TOKENS: [&str; 48] = [
    "TO",
    "FROM",
    "ON",
    "SET",
    "IF",
    "NOT",
    "EXISTS",
    "WHERE",
    "YIELD",
    "RETURN",
    "AS",
    "FOR",
    "ALL",
    "DATABASE",
    "GRAPH",
    "DBMS",
    "ROLE",
    "USER",
    "PRIVILEGES",
    "COMMANDS",
    "NODES",
    "WAIT",
    "OPTIONS",
    "HOME",
    "DEFAULT",
    "AND",
    "x",
    "`a b`",
    "1",
    "1.5",
    "0x1F",
    "$p",
    "'x'",
    "\"y\"",
    "'",
    "(",
    ")",
    "{",
    "}",
    "[",
    "]",
    ",",
    ".",
    "*",
    ";",
    "@",
    "\\",
    "ö",
];
const BLANKS: [&str; 6] = ["\n", "\t", "  ", " /* c */ ", " // c\n", "\u{A0}"];

/// `statement` with one thing wrong, or merely unusual.
pub fn near_miss(statement: &str, dice: &mut Dice) -> String {
    let mut tokens: Vec<String> = scan(statement)
        .filter(|piece| !matches!(piece.kind, PieceKind::Blank | PieceKind::Comment))
        .map(|piece| piece.text.to_owned())
        .collect();
    let at = dice.below(tokens.len());
    match dice.below(9) {
        0 => drop(tokens.remove(at)),
        1 => tokens.insert(at, tokens[at].clone()),
        2 => {
            let other = dice.below(tokens.len());
            tokens.swap(at, other);
        }
        3 | 4 => tokens[at] = dice.pick(&TOKENS).to_owned(),
        5 => tokens.insert(at, dice.pick(&TOKENS).to_owned()),
        6 => tokens.truncate(at.max(1)),
        7 => {
            tokens[at] =
                tokens[at]
                    .chars()
                    .map(|c| {
                        if c.is_uppercase() {
                            c.to_ascii_lowercase()
                        } else {
                            c.to_ascii_uppercase()
                        }
                    })
                    .collect();
        }
        _ => tokens[at] = tokens[at].replace('\'', "\"").replace('`', "'"),
    }
    let blank = if dice.below(8) == 0 { dice.pick(&BLANKS) } else { " " };
    let odd = dice.below(tokens.len());
    let mut made = String::new();
    for (at, token) in tokens.iter().enumerate() {
        if at > 0 {
            made += if at == odd { blank } else { " " };
        }
        made += token;
    }
    made
}

const ODD_TOKENS: [&str; 30] = [
    "’",
    "‘x’",
    "“x”",
    "`",
    "\"",
    "$1",
    "$ `a b`",
    "$",
    "$1e3",
    "0o17",
    "1_000",
    "01",
    "1e3",
    ".5",
    "1.",
    "1f",
    "9223372036854775808",
    "-1",
    "\u{200B}",
    "\u{FEFF}",
    "日本",
    "😀",
    "::",
    "=~",
    "!=",
    "||",
    "//",
    "/*",
    "NULL",
    "CASE",
];
const ODD_BLANKS: [&str; 7] = ["\u{85}", "\u{2003}", "\u{3000}", "\u{C}", "\u{1C}", "\r\n", "/**/"];

/// `statement` with one odd thing: a token, a blank, an escape, a parameter, letters that part or run together, `USE`
/// in front, a second statement.
pub fn odd(statement: &str, dice: &mut Dice) -> String {
    let mut pieces: Vec<String> = scan(statement).map(|piece| piece.text.to_owned()).collect();
    let at = dice.below(pieces.len());
    match dice.below(9) {
        0 | 1 => pieces[at] = format!(" {} ", dice.pick(&ODD_TOKENS)),
        2 => pieces.insert(at, format!(" {} ", dice.pick(&ODD_TOKENS))),
        3 => pieces.insert(at, dice.pick(&ODD_BLANKS).to_owned()),
        4 => pieces[at] = "$p".to_owned(),
        5 => {
            let chars: Vec<char> = pieces[at].chars().collect();
            let odd = dice.below(chars.len());
            let mut units = [0; 2];
            pieces[at] = chars
                .iter()
                .enumerate()
                .map(|(place, c)| match place == odd {
                    true => c
                        .encode_utf16(&mut units)
                        .iter()
                        .map(|unit| format!("\\u{unit:04x}"))
                        .collect(),
                    false => c.to_string(),
                })
                .collect();
        }
        6 => {
            let mut chars: Vec<char> = pieces[at].chars().collect();
            let place = dice.below(chars.len());
            if dice.below(2) == 0 {
                chars.remove(place);
            } else {
                chars.insert(place, ' ');
            }
            pieces[at] = chars.into_iter().collect();
        }
        7 => pieces.insert(0, dice.pick(&["USE x ", "USE GRAPH x ", "USE a.b ", "; "]).to_owned()),
        _ => pieces.push(dice.pick(&["; SHOW USERS", " ;", ";;", "; x"]).to_owned()),
    }
    pieces.concat()
}

/// Everything that is recorded: some statements of each family as they are, and near-misses.
pub fn statements(seed: u64) -> Vec<(String, String)> {
    let mut made = Vec::new();
    for (number, family) in families().iter().enumerate() {
        let mut dice = Dice::new(seed * 1000 + u64::try_from(number).unwrap());
        let step = family.statements.len().div_ceil(90);
        for statement in family.statements.iter().step_by(step) {
            made.push((family.name.clone(), statement.clone()));
        }
        for _ in 0..170 {
            let statement = &family.statements[dice.below(family.statements.len())];
            made.push((family.name.clone(), near_miss(statement, &mut dice)));
        }
    }
    made.sort_unstable();
    made.dedup();
    made
}

#[test]
fn a_seed_makes_the_same_near_misses() {
    assert_eq!(statements(7), statements(7));
    assert_ne!(statements(7), statements(8));
}
