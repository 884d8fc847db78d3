//! Help on one command of the shell or on statements.

use super::overview::{COLUMNS, NO_BREAK, overview};
use super::topics::{CHAPTERS, Topic, WORDS};
use crate::ast::CypherVersion;
use crate::exec::privileges_needed;
use crate::parser::parse_statement;
use crate::repl::commands::COMMANDS;
use crate::repl::wrapped::wrapped;
use crate::text::closest;
use std::io::{self, Write};

fn topics() -> impl Iterator<Item = &'static Topic> {
    CHAPTERS.iter().flat_map(|chapter| chapter.topics)
}

/// The first words of the statements that there is help on.
pub(in crate::repl) fn topic_names() -> impl Iterator<Item = &'static str> {
    topics().map(|topic| topic.name)
}

/// Writes help on a topic, or the overview without one, for a terminal of this width if it is one.
pub(in crate::repl) fn write_help(
    out: &mut dyn Write,
    asked: &str,
    width: Option<u16>,
) -> io::Result<()> {
    let mut text = String::new();
    let width = match asked {
        "" => {
            overview(&mut text);
            // A page of text is read more easily when its lines are not too long.
            Some(width.map_or(COLUMNS, |width| width.min(COLUMNS)))
        }
        _ => {
            help_on(&mut text, asked);
            width
        }
    };
    out.write_all(wrapped(&text, width).replace(NO_BREAK, " ").as_bytes())
}

fn help_on(out: &mut String, asked: &str) {
    let command = format!(":{}", asked.trim_start_matches(':').to_lowercase());
    if let Some(spec) = COMMANDS.iter().find(|spec| spec.name == command) {
        let head = format!("{} {}", spec.name, spec.takes);
        out.push_str(&format!("{}\n  {}.\n", head.trim_end(), spec.what));
        spec.more.lines().for_each(|line| out.push_str(&format!("  {line}\n")));
        return;
    }
    let wanted = asked.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
    let found = matching(&wanted);
    if found.is_empty() {
        let commands = COMMANDS.iter().map(|spec| spec.name.trim_start_matches(':'));
        let near = closest(&wanted, topic_names().chain(commands));
        let near = near.map(|near| format!(" Did you mean :help {near}?")).unwrap_or_default();
        out.push_str(&format!("There is no help on '{asked}'.{near}\n"));
        return;
    }
    match found.as_slice() {
        [only] => write_topic(out, only),
        [first, others @ ..] if first.name == wanted => {
            write_topic(out, first);
            out.push_str("\nMore, with :help in front:\n");
            list(out, others);
        }
        several => {
            out.push_str("Help on each, with :help in front:\n");
            list(out, several);
        }
    }
}

fn list(out: &mut String, topics: &[&Topic]) {
    for topic in topics {
        out.push_str(&format!("  {:26}  {}\n", topic.name, topic.what));
    }
}

/// The statements that begin with these words, the one with just these words first; else the statement that
/// is the beginning of the words, as when a whole statement was asked for.
fn matching(wanted: &str) -> Vec<&'static Topic> {
    let begins = |whole: &str, part: &str| {
        whole.strip_prefix(part).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    };
    // `GRANT ... ON GRAPH` is found by `GRANT ON GRAPH`, too.
    let names = |topic: &Topic| [topic.name.to_owned(), topic.name.replace(" ...", "")];
    let is_meant = |topic: &&Topic| names(topic).iter().any(|name| begins(name, wanted));
    let mut found: Vec<_> = topics().filter(is_meant).collect();
    found.sort_by_key(|topic| topic.name != wanted);
    if found.is_empty() {
        let longest = topics().filter(|topic| begins(wanted, topic.name));
        found.extend(longest.max_by_key(|topic| topic.name.len()));
    }
    if found.is_empty() {
        // `:help USER`, `:help DATABASE`
        let has_word = |topic: &&Topic| {
            topic.name.split(' ').any(|word| word == wanted || word.trim_end_matches('S') == wanted)
        };
        found.extend(topics().filter(has_word));
    }
    found
}

fn write_topic(out: &mut String, topic: &Topic) {
    out.push_str(&format!("{}\n  {}\n", topic.syntax, topic.what));
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    for (word, meaning) in WORDS {
        if topic.syntax.split(|c| !is_name(c)).any(|other| other == word) {
            out.push_str(&format!("  {word}: {meaning}\n"));
        }
    }
    if topic.syntax.contains("{properties}") {
        out.push_str("  {properties}: {*} | {property[, ...]}\n");
    }
    if let Some(needed) = needed(topic.example) {
        out.push_str(&format!("  needs: {needed}\n"));
    }
    out.push_str(&format!("  example: {};\n", topic.example));
}

/// What the table of required privileges says of a statement. None for statements of ours: what they need
/// depends on who is asked about.
fn needed(example: &str) -> Option<String> {
    let names = privileges_needed(example, CypherVersion::Cypher25).ok()?;
    let mut needed = match names.as_slice() {
        [] => "no privilege".to_owned(),
        names => names.join(" and "),
    };
    if parse_statement(example, CypherVersion::Cypher5).is_err() {
        needed.push_str("; Cypher 25 only");
    }
    Some(needed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::parser::parse_extension;

    fn help(topic: &str) -> String {
        let mut out = Vec::new();
        write_help(&mut out, topic, None).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn help_is_found_by_command_and_by_the_first_words_of_a_statement() {
        assert_eq!(
            help("rename role"),
            "RENAME ROLE role [IF EXISTS] TO new_name\n  Give a role another name.\n  needs: RENAME ROLE\n  \
             example: RENAME ROLE analyst TO analysts;\n"
        );
        assert!(help(":source").starts_with(":source FILE\n  Run a script.\n"));
        assert!(help("login").starts_with(":login USER\n"));
        assert!(
            help("create").contains("  CREATE ROLE  ") && help("create").contains("CREATE USER")
        );
        assert!(help("grant on graph").contains("  graphs: HOME GRAPH | GRAPH[S] "));
        assert!(help("GRANT").starts_with("GRANT [IMMUTABLE] privilege TO role[, ...]"));
        assert!(help("grant role reader to bob").starts_with("GRANT ROLE[S]"));
        assert!(help("alias").contains("DROP ALIAS"));
        assert!(help("show auth rules").contains("Cypher 25 only"));
        assert_eq!(help("GRAN"), "There is no help on 'GRAN'. Did you mean :help GRANT?\n");
        assert_eq!(help("xyzzy"), "There is no help on 'xyzzy'.\n");
        assert!(help("").contains(":param NAME => VALUE"));
    }

    #[test]
    fn every_example_is_a_statement_and_what_it_needs_is_known() {
        for topic in topics() {
            let example = topic.example;
            if parse_extension(example, CypherVersion::Cypher25).is_ok() {
                assert_eq!(needed(example), None, "{example}");
            } else {
                assert!(needed(example).is_some(), "{example}");
            }
            let first = topic.name.split(" ...").next().unwrap();
            let words = first.split(' ').next_back().unwrap().trim_end_matches('S');
            assert!(example.contains(words), "{example}");
        }
    }

    #[test]
    fn every_line_of_help_fits_a_terminal() {
        let lines = topics().flat_map(|topic| topic.syntax.lines().chain([topic.what]));
        let lines = lines.chain(WORDS.iter().map(|(_, meaning)| *meaning));
        let wide: Vec<_> = lines.filter(|line| line.len() > 90).collect();
        assert!(wide.is_empty(), "{wide:?}");
    }
}
