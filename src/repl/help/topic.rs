//! Help on one command of the shell or on statements.

use super::overview::write_overview;
use super::topics::{CHAPTERS, Topic, WORDS};
use crate::ast::CypherVersion;
use crate::exec::privileges_needed;
use crate::parser::parse_statement;
use crate::repl::commands::COMMANDS;
use crate::text::closest;
use std::io::{self, Write};

fn topics() -> impl Iterator<Item = &'static Topic> {
    CHAPTERS.iter().flat_map(|chapter| chapter.topics)
}

/// The first words of the statements that there is help on.
pub(in crate::repl) fn topic_names() -> impl Iterator<Item = &'static str> {
    topics().map(|topic| topic.name)
}

/// Writes help on a topic, or the overview without one.
pub(in crate::repl) fn write_help(out: &mut dyn Write, asked: &str) -> io::Result<()> {
    if asked.is_empty() {
        return write_overview(out);
    }
    let command = format!(":{}", asked.trim_start_matches(':').to_lowercase());
    if let Some(spec) = COMMANDS.iter().find(|spec| spec.name == command) {
        writeln!(out, "{}", format!("{} {}", spec.name, spec.takes).trim_end())?;
        writeln!(out, "  {}.", spec.what)?;
        return spec.more.lines().try_for_each(|line| writeln!(out, "  {line}"));
    }
    let wanted = asked.split_whitespace().collect::<Vec<_>>().join(" ").to_uppercase();
    let found = matching(&wanted);
    if found.is_empty() {
        let commands = COMMANDS.iter().map(|spec| spec.name.trim_start_matches(':'));
        let near = closest(&wanted, topic_names().chain(commands));
        let near = near.map(|near| format!(" Did you mean :help {near}?")).unwrap_or_default();
        return writeln!(out, "There is no help on '{asked}'.{near}");
    }
    match found.as_slice() {
        [only] => write_topic(out, only),
        [first, others @ ..] if first.name == wanted => {
            write_topic(out, first)?;
            writeln!(out, "\nMore, with :help in front:")?;
            list(out, others)
        }
        several => {
            writeln!(out, "Help on each, with :help in front:")?;
            list(out, several)
        }
    }
}

fn list(out: &mut dyn Write, topics: &[&Topic]) -> io::Result<()> {
    topics.iter().try_for_each(|topic| writeln!(out, "  {:26}  {}", topic.name, topic.what))
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

fn write_topic(out: &mut dyn Write, topic: &Topic) -> io::Result<()> {
    writeln!(out, "{}", topic.syntax)?;
    writeln!(out, "  {}", topic.what)?;
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    for (word, meaning) in WORDS {
        if topic.syntax.split(|c| !is_name(c)).any(|other| other == word) {
            writeln!(out, "  {word}: {meaning}")?;
        }
    }
    if topic.syntax.contains("{properties}") {
        writeln!(out, "  {{properties}}: {{*}} | {{property[, ...]}}")?;
    }
    if let Some(needed) = needed(topic.example) {
        writeln!(out, "  needs: {needed}")?;
    }
    writeln!(out, "  example: {};", topic.example)
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
        write_help(&mut out, topic).unwrap();
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
