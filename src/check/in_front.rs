//! Errors of meaning in front of a syntax error: Neo4j's front end shows them, too.

use super::Judge;
use super::statement::{check_beginning, check_broken_page, errors_in_composed, leaves_no_command};
use super::verdict::{check_resolved, several, tokens};
use crate::ast::{Command, CypherVersion};
use crate::parser::{
    Beginning, HalfName, HalfRead, Lost, Piece, Seen, Shapes, behind_use, broken_page,
    check_syntax, is_undecided, mended, parse_beginning, place_behind_use, prefix_end,
};
use crate::status::{Error, ErrorKind, SemanticError};
use crate::text::Span;

/// The errors that the front end reports in front of the syntax error `error`, or instead of it.
pub(super) fn errors_in_front(text: &str, version: CypherVersion, error: &Error) -> Vec<Error> {
    let Some(span) = error.span else { return Vec::new() };
    let at = span.range().start;
    let read = HalfRead::of(text, version);
    let number = read.as_ref().map_or(1, HalfRead::statements);
    if number > 1 {
        return vec![several(text, number)];
    }
    if let Some(error) = lone_use(text, read.as_ref(), error) {
        return vec![error];
    }
    match read.as_ref().and_then(|read| read.lost_command(at)) {
        Some(Lost::All) => return Vec::new(),
        Some(Lost::From(place)) if place < at => {
            let front = text.get(..place).unwrap_or_default();
            return check_resolved(&mut Shapes::default(), front, version, Judge::FrontEnd).errors;
        }
        _ => {}
    }
    let is_alone = || read.as_ref().is_none_or(|read| !read.is_combined());
    if let Some(place) = lone_where_of_terminate(text, at).filter(|_| is_alone()) {
        let whole = format!("{} true", text.get(..place.range().end).unwrap_or_default());
        if check_syntax(&whole, version).is_ok() {
            return check_resolved(&mut Shapes::default(), &whole, version, Judge::FrontEnd).errors;
        }
    }
    let is_built = read.as_ref().and_then(HalfRead::is_built);
    let mut errors = match read.as_ref().and_then(|read| mended(text, error, read)) {
        Some(made) => errors_in_mended(made.as_deref(), version),
        None if is_undecided(text, error) => return Vec::new(),
        None => {
            if let Some(page) = broken_page(text, version, error)
                && let Some(errors) = check_broken_page(text, version, page)
            {
                return errors;
            }
            let before = text.get(..at).unwrap_or_default().trim_end().len();
            errors_before(text, version, error, before, is_built)
        }
    };
    if !error.to_string().contains(": expected") {
        leave_last_clause(&mut errors);
    }
    if read.as_ref().is_some_and(HalfRead::lacks_target_of_all) {
        errors.retain(|found| !is_on_default(found));
    }
    if let Some(is_built) = is_built {
        if read.as_ref().is_some_and(HalfRead::denies_merge) {
            tell_deny_merge(text, is_built, &mut errors);
        }
        tell_use(text, is_built, &mut errors);
    }
    for found in read.iter().flat_map(HalfRead::errors_in_parts) {
        if !errors.contains(&found) {
            errors.push(found);
        }
    }
    errors.sort_by_cached_key(|error| (error.span.map(|span| span.start), error.to_string()));
    // At the same place the order is that of the messages.
    let message = error.to_string();
    errors.retain(|found| {
        let start = found.span.map(|span| span.range().start);
        start.is_some_and(|start| start < at || start == at && found.to_string() < message)
    });
    errors
}

fn errors_in_mended(made: Option<&str>, version: CypherVersion) -> Vec<Error> {
    made.filter(|made| check_syntax(made, version).is_ok()).map_or_else(Vec::new, |made| {
        check_resolved(&mut Shapes::default(), made, version, Judge::FrontEnd).errors
    })
}

/// The errors in what stands in front of byte `before`.
fn errors_before(
    text: &str,
    version: CypherVersion,
    error: &Error,
    before: usize,
    is_built: Option<bool>,
) -> Vec<Error> {
    let beginning = parse_beginning(text, version, error);
    let mut errors = beginning
        .as_ref()
        .map(|beginning| errors_in_beginning(beginning, version, is_built))
        .unwrap_or_default();
    if beginning.is_none_or(|beginning| beginning.text.len() < before) {
        errors.extend(errors_in_composed(text, version));
    }
    errors
}

/// The place of a `WHERE` without `YIELD` in front of `end` in a `TERMINATE`: an error of its own, however it goes on.
fn lone_where_of_terminate(text: &str, end: usize) -> Option<Span> {
    let is = |piece: &Piece<'_>, word: &str| piece.text.eq_ignore_ascii_case(word);
    let front = prefix_end(text);
    let start = behind_use(text, front).unwrap_or(front);
    let mut pieces = tokens(text).skip_while(|piece| piece.start < start);
    pieces.next().filter(|first| is(first, "TERMINATE"))?;
    // `TRANSACTION` and what it names, be it called `WHERE`.
    let mut depth = 0_usize;
    let found = pieces.skip(2).take_while(|piece| piece.start < end).find(|piece| {
        match piece.text {
            "(" | "[" | "{" => depth += 1,
            ")" | "]" | "}" => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && ["WHERE", "YIELD", "SHOW", "TERMINATE"].iter().any(|word| is(piece, word))
    })?;
    is(&found, "WHERE").then(|| Span::new(found.start, found.start + found.text.len()))
}

fn errors_in_beginning(
    beginning: &Beginning,
    version: CypherVersion,
    is_built: Option<bool>,
) -> Vec<Error> {
    let mut errors = match &beginning.statement {
        Ok((statement, deferred)) => {
            let seen = deferred.iter().filter(|deferred| deferred.seen == Seen::Always);
            // What is left of a command counts as a whole where its builder has all it asks for. Of a user and of a
            // rule the clause that broke off counts, too.
            let has_clauses = matches!(
                statement.command,
                Command::CreateUser(_)
                    | Command::AlterUser(_)
                    | Command::AlterUsers(_)
                    | Command::SetAuthRule(_)
            );
            let is_partial = beginning.is_partial && (has_clauses || is_built != Some(true));
            let found = check_beginning(statement, deferred, &beginning.text, version, is_partial);
            seen.map(|deferred| deferred.error.clone()).chain(found).collect()
        }
        Err(error) if error.kind != ErrorKind::DataQuery => vec![error.clone()],
        Err(_) => Vec::new(),
    };
    if let Some(half) = &beginning.half_name {
        errors.iter_mut().for_each(|error| write_half_name(error, half));
    }
    errors
}

/// Writes the name in an error as Neo4j does: with the token at the syntax error as its last part.
fn write_half_name(error: &mut Error, half: &HalfName) {
    let ErrorKind::Semantic(kind) = &mut error.kind else { return };
    if let SemanticError::QuotedNameParts(name) = &mut **kind
        && error.span.is_some_and(|span| span.range().end == half.end)
        && let Some(front) = name.strip_suffix(half.part)
    {
        *name = format!("{front}{}", half.written);
    }
}

/// Takes away what the last clause of a query has: nothing may follow it, so that it is lost, and that it is the last.
fn leave_last_clause(errors: &mut Vec<Error>) {
    let is_last = |error: &&Error| {
        matches!(&error.kind, ErrorKind::Semantic(error)
            if matches!(**error, SemanticError::CannotConclude(_)))
    };
    if let Some(last) = errors.iter().find(is_last).and_then(|error| error.span) {
        errors.retain(|error| error.span.is_some_and(|span| span.start < last.start));
    }
}

fn is_on_default(error: &Error) -> bool {
    matches!(&error.kind, ErrorKind::Semantic(kind) if matches!(**kind, SemanticError::OnDefault(_)))
}

/// The error of `DENY MERGE`: there if the command is.
fn tell_deny_merge(text: &str, is_built: bool, errors: &mut Vec<Error>) {
    let error = || ErrorKind::from(SemanticError::DenyMerge);
    errors.retain(|found| found.kind != error());
    if is_built && !errors.iter().any(is_on_default) {
        let place = place_behind_use(text).unwrap_or_else(|| prefix_end(text));
        let start = tokens(text).find(|piece| piece.start >= place).map_or(place, |it| it.start);
        errors.push(Error::at(error(), Span::new(start, start)));
    }
}

/// The error of a `USE` clause in front of a command: there if the command is, unless another error hides it.
fn tell_use(text: &str, is_built: bool, errors: &mut Vec<Error>) {
    let Some(place) = place_behind_use(text) else { return };
    let words = |number: usize| tokens(text.get(place..).unwrap_or_default()).take(number);
    let has = |number, word| words(number).any(|piece| piece.text.eq_ignore_ascii_case(word));
    let (is_new, is_all) = (has(1, "CREATE"), has(4, "ALL"));
    let hides = |error: &Error| matches!(&error.kind, ErrorKind::Semantic(kind) if leaves_no_command(kind, is_new, is_all));
    let is_hidden = errors.iter().any(hides);
    errors.retain(|error| error.kind != ErrorKind::UseClause);
    if is_built && !is_hidden {
        errors.push(Error::at(ErrorKind::UseClause, Span::new(place, place)));
    }
}

/// The error of a query of which only its `USE` clause is read: what follows begins no clause, or none but `CREATE`.
fn lone_use(text: &str, read: Option<&HalfRead<'_>>, error: &Error) -> Option<Error> {
    let start = prefix_end(text);
    let at = error.span?.range().start;
    let end = behind_use(text, start)?;
    let mut behind = tokens(text).skip_while(|piece| piece.start < end);
    let is_create = behind.next().is_some_and(|first| {
        first.text.eq_ignore_ascii_case("CREATE")
            && (behind.take(2).any(|later| later.start == at) || at == text.len())
            && error.to_string().ends_with("expected a graph pattern")
    });
    (is_create || read.is_some_and(HalfRead::is_use_alone)).then(|| {
        let error = SemanticError::CannotConclude("USE GRAPH");
        Error::at(error.into(), Span::new(start, start))
    })
}
