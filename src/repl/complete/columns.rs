//! The columns that may be named behind `YIELD`, `WHERE` and `RETURN`.

use crate::ast::{Command, CypherVersion};
use crate::check::Judge;
use crate::check::columns::columns_of;
use crate::exec::extension_columns;
use crate::parser::{Piece, PieceKind, parse_extension, parse_statement, scan};
use crate::repl::shell::Shell;

/// Words that begin the tail of a `SHOW` command.
const TAIL: [&str; 2] = ["YIELD", "WHERE"];

/// Words that end a list of yielded columns.
const AFTER_YIELD: [&str; 6] = ["WHERE", "RETURN", "ORDER", "SKIP", "OFFSET", "LIMIT"];

/// The columns in scope at the end of a beginning.
pub(super) fn columns(shell: &Shell, beginning: &str) -> Vec<String> {
    let pieces: Vec<Piece<'_>> = scan(beginning)
        .filter(|piece| !matches!(piece.kind, PieceKind::Blank | PieceKind::Comment))
        .collect();
    let Some(at) = pieces.iter().position(|piece| is_any(piece, &TAIL)) else { return Vec::new() };
    let (before, tail) = pieces.split_at(at);
    if let Some(yielded) = yielded(tail) {
        return yielded;
    }
    let end = before.last().map_or(0, |last| last.start + last.text.len());
    let head = beginning.get(..end).unwrap_or_default();
    shown(head, shell.settings.version).into_iter().map(str::to_owned).collect()
}

/// The columns of a command without its tail.
fn shown(head: &str, version: CypherVersion) -> Vec<&'static str> {
    if let Ok(statement) = parse_statement(head, version) {
        let version = statement.version.unwrap_or(version);
        return match &statement.command {
            Command::Show(show) => {
                columns_of(&show.what, version, Judge::Server).map(|column| column.name).collect()
            }
            _ => Vec::new(),
        };
    }
    parse_extension(head, version).map(|it| extension_columns(&it)).unwrap_or_default()
}

/// What a finished list of columns yields, under the names it gives them; none for `*`, or while the list
/// is being typed.
fn yielded(tail: &[Piece<'_>]) -> Option<Vec<String>> {
    let (first, rest) = tail.split_first()?;
    if !is_any(first, &["YIELD"]) {
        return None;
    }
    let end = rest.iter().position(|piece| is_any(piece, &AFTER_YIELD))?;
    let (list, _) = rest.split_at(end);
    let items = list.split(|piece| piece.text == ",");
    let names: Option<Vec<String>> = items
        .map(|item| item.last().filter(|last| last.text != "*"))
        .map(|last| Some(last?.text.trim_matches('`').replace("``", "`")))
        .collect();
    names
}

fn is_any(piece: &Piece<'_>, words: &[&str]) -> bool {
    piece.kind == PieceKind::Word && words.iter().any(|word| piece.text.eq_ignore_ascii_case(word))
}
