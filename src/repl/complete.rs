//! Completion of keywords and colon commands.

use super::commands::COMMANDS;
use super::keywords;

/// Where the word at the cursor starts, and what it can become.
pub(super) fn complete(line: &str, cursor: usize) -> (usize, Vec<String>) {
    let before = line.get(..cursor).unwrap_or(line);
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let start = before
        .char_indices()
        .rev()
        .find(|(_, c)| !is_word(*c))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let word = before.get(start..).unwrap_or_default();
    let (head, _) = before.split_at(start);
    if head.trim() == ":" {
        let typed = format!(":{}", word.to_lowercase());
        let names = COMMANDS.iter().map(|spec| spec.name);
        let found = names.filter(|name| name.starts_with(&typed));
        return (start, found.map(|name| name.trim_start_matches(':').to_owned()).collect());
    }
    if word.is_empty() || head.ends_with(['`', '\'', '"', '$', '.', ':']) {
        return (start, Vec::new());
    }
    let upper = word.to_uppercase();
    let is_lower = word.chars().all(|c| !c.is_uppercase());
    let found = keywords::all().iter().filter(|keyword| keyword.starts_with(&upper));
    let written = |keyword: &String| match is_lower {
        true => keyword.to_lowercase(),
        false => keyword.clone(),
    };
    (start, found.map(written).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_keywords_in_the_case_they_are_typed_in() {
        for (line, start, found) in [
            ("GRA", 0, vec!["GRANT", "GRAPH", "GRAPHS"]),
            ("show privi", 5, vec!["privilege", "privileges"]),
            (":he", 1, vec!["help"]),
            ("SHOW ", 5, vec![]),
            ("SHOW 'GRA", 6, vec![]),
            ("SHOW é", 5, vec![]),
        ] {
            assert_eq!(
                complete(line, line.len()),
                (start, found.into_iter().map(str::to_owned).collect()),
                "{line}"
            );
        }
    }
}
