//! Takes the syntax lines of help apart and parses what they stand for, so that help is true.
#![cfg(test)]

use super::topics::{CHAPTERS, WORDS};
use crate::ast::CypherVersion;
use crate::parser::{parse_extension, parse_statement};

/// What a word that is not a keyword stands for; in statements of Neo4j and, where that differs, in ours.
const SAMPLES: [(&str, &str); 24] = [
    ("alias", "shop"),
    ("claims", "abac.oidc.user_attribute('a') = 'b'"),
    ("column", "a"),
    ("condition", "true"),
    ("console_role", "PROJECT_ADMIN"),
    ("database", "neo4j"),
    ("glob", "apoc.*"),
    ("instance", "orders"),
    ("label", "Person"),
    ("name", "reader"),
    ("new_name", "other"),
    ("option", "txLogEnrichment"),
    ("organization", "acme"),
    ("privilege", "TRAVERSE ON GRAPH neo4j"),
    ("project", "shop"),
    ("role", "reader"),
    ("rule", "staff"),
    ("tenant", "old"),
    ("tier", "FREE"),
    ("user", "alice"),
    ("value", "1"),
    ("{map}", "{a: 1}"),
    ("{options}", "{a: 'b'}"),
    ("{properties}", "{*}"),
];

#[derive(Debug, Clone)]
enum Part {
    Text(String),
    /// May be left out.
    Optional(Vec<Part>),
    /// One of several.
    Choice(Vec<Vec<Part>>),
}

/// Reads until `]`, `|`, `}` or the end.
fn parts(tokens: &mut std::iter::Peekable<std::vec::IntoIter<String>>) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    while let Some(token) = tokens.next_if(|token| !matches!(token.as_str(), "]" | "|" | "}")) {
        match token.as_str() {
            "[" => {
                parts.push(Part::Optional(self::parts(tokens)));
                assert_eq!(tokens.next().as_deref(), Some("]"));
            }
            "{" => {
                let mut branches = vec![self::parts(tokens)];
                while tokens.next_if_eq("|").is_some() {
                    branches.push(self::parts(tokens));
                }
                assert_eq!(tokens.next().as_deref(), Some("}"));
                parts.push(Part::Choice(branches));
            }
            // The word before once more.
            "[, ...]" => {
                let again = parts.last().cloned().unwrap();
                parts.push(Part::Optional(vec![Part::Text(",".to_owned()), again]));
            }
            _ => parts.push(Part::Text(token)),
        }
    }
    parts
}

fn tokens(form: &str) -> Vec<String> {
    let mut tokens = Vec::new();
    let mut rest = form.trim_start();
    while let Some(first) = rest.chars().next() {
        let length = if rest.starts_with("[, ...]") {
            7
        } else if first == '\'' {
            rest.match_indices('\'').nth(1).unwrap().0 + 1
        } else if first == '{' && !rest.starts_with("{ ") {
            rest.find('}').unwrap() + 1
        } else if matches!(
            first,
            '[' | ']' | '{' | '}' | '|' | '(' | ')' | ':' | '.' | '=' | '*' | ','
        ) {
            1
        } else {
            rest.find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(rest.len())
        };
        assert!(length > 0, "{rest}");
        let (token, after) = rest.split_at(length);
        // `ROLE[S]`: both words.
        if let Some(suffix) = after.strip_prefix('[').and_then(|rest| rest.split_once(']'))
            && token.chars().all(char::is_uppercase)
            && suffix.0.chars().all(char::is_uppercase)
        {
            tokens.extend(["{", token, "|"].map(str::to_owned));
            tokens.extend([format!("{token}{}", suffix.0), "}".to_owned()]);
            rest = suffix.1.trim_start();
            continue;
        }
        if let Some((_, meaning)) = WORDS.iter().find(|(word, _)| *word == token) {
            tokens.push("{".to_owned());
            tokens.extend(self::tokens(meaning));
            tokens.push("}".to_owned());
            rest = after.trim_start();
            continue;
        }
        tokens.push(match (token, token.starts_with(char::is_lowercase)) {
            (word, true) if word != "n" => sample(word),
            (word, _) if word.starts_with('{') && word.len() > 1 && !word.contains(' ') => {
                sample(word)
            }
            (word, _) => word.to_owned(),
        });
        rest = after.trim_start();
    }
    tokens
}

fn sample(word: &str) -> String {
    // `n.property`
    let found = match word {
        "property" => Some("ssn"),
        _ => SAMPLES.iter().find(|(name, _)| *name == word).map(|(_, sample)| *sample),
    };
    found.unwrap_or_else(|| panic!("no sample for {word}")).to_owned()
}

/// The shortest text, and for each thing that can be chosen differently the text in which it is.
fn texts(parts: &[Part]) -> Vec<String> {
    let shortest = |part: &Part| match part {
        Part::Text(text) => text.clone(),
        Part::Optional(_) => String::new(),
        Part::Choice(branches) => texts(&branches[0])[0].clone(),
    };
    let plain: Vec<String> = parts.iter().map(shortest).collect();
    let mut all = vec![plain.join(" ")];
    for (at, part) in parts.iter().enumerate() {
        let variants: Vec<String> = match part {
            Part::Text(_) => Vec::new(),
            Part::Optional(inner) => texts(inner),
            Part::Choice(branches) => branches.iter().flat_map(|branch| texts(branch)).collect(),
        };
        for variant in variants {
            let mut texts = plain.clone();
            texts[at] = variant;
            all.push(texts.join(" "));
        }
    }
    all
}

#[test]
fn every_line_of_syntax_is_what_the_parser_takes() {
    let mut count = 0;
    for topic in CHAPTERS.iter().flat_map(|chapter| chapter.topics) {
        let joined = topic.syntax.replace("\n  ", " ");
        for form in joined.lines() {
            let mut tokens = tokens(form).into_iter().peekable();
            let parts = parts(&mut tokens);
            assert_eq!(tokens.next(), None, "{form}");
            for text in texts(&parts) {
                let version = CypherVersion::Cypher25;
                let statement = parse_statement(&text, version).err();
                let is_fine = statement.is_none() || parse_extension(&text, version).is_ok();
                assert!(is_fine, "{form}\n{text}\n{statement:?}");
                count += 1;
            }
        }
    }
    assert!(count > 400, "{count}");
}
