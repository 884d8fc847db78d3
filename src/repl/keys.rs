//! Keys that treat a statement of several lines as one text: the indent of its lines is passed over as if it
//! were not there.

use super::typed::{INDENT, is_finished};
use crate::parser::{PieceKind, scan};
use rustyline::{
    At, CharSearch, Cmd, ConditionalEventHandler, Event, EventContext, EventHandler, KeyCode,
    KeyEvent, Modifiers, Movement, RepeatCount, Word,
};

/// What a key does to a text with the cursor at a place; none where the editor knows best.
type Does = fn(&str, usize) -> Option<Cmd>;

struct Key(Does);

impl ConditionalEventHandler for Key {
    fn handle(
        &self,
        _: &Event,
        _: RepeatCount,
        _: bool,
        context: &EventContext<'_>,
    ) -> Option<Cmd> {
        (self.0)(context.line(), context.pos())
    }
}

/// The keys and what they do.
pub(super) fn keys() -> impl Iterator<Item = (KeyEvent, EventHandler)> {
    let plain = |code| KeyEvent(code, Modifiers::NONE);
    let keys: [(KeyEvent, Does); 12] = [
        (plain(KeyCode::Enter), enter),
        (KeyEvent::ctrl('j'), enter),
        (KeyEvent::ctrl('m'), enter),
        (plain(KeyCode::Backspace), backspace),
        (KeyEvent::ctrl('h'), backspace),
        (plain(KeyCode::Left), left),
        (KeyEvent::ctrl('b'), left),
        (plain(KeyCode::Right), right),
        (plain(KeyCode::Delete), delete),
        (KeyEvent::ctrl('d'), delete),
        (plain(KeyCode::Home), home),
        (KeyEvent::ctrl('a'), home),
    ];
    keys.into_iter().map(|(key, does)| (key, EventHandler::Conditional(Box::new(Key(does)))))
}

// A break between two lines is two characters, and the editor sets every count of a bound key to one: the keys
// search for them.
const TO_BREAK: Movement = Movement::ViCharSearch(1, CharSearch::Backward('\n'));
const BEHIND_INDENT: Movement = Movement::ViCharSearch(1, CharSearch::BackwardAfter('\t'));
const THROUGH_INDENT: Movement = Movement::ViCharSearch(1, CharSearch::Forward('\t'));
const TO_WORD: Movement = Movement::ForwardWord(1, At::Start, Word::Big);

fn is_behind_break(line: &str, at: usize) -> bool {
    line.get(..at)
        .and_then(|before| before.strip_suffix(INDENT))
        .is_some_and(|it| it.ends_with('\n'))
}

fn is_in_front_of_break(line: &str, at: usize) -> bool {
    let after = line.get(at..).and_then(|after| after.strip_prefix('\n'));
    after.is_some_and(|after| after.starts_with(INDENT))
}

/// Goes on in a new line, where the text is not finished.
fn enter(line: &str, at: usize) -> Option<Cmd> {
    if is_finished(line) {
        return None;
    }
    // In a string a break is part of it.
    let before = line.get(..at).unwrap_or_default();
    let inside = scan(before).last().is_some_and(|last| {
        matches!(last.kind, PieceKind::String | PieceKind::Backticks)
            && super::complete::is_open(&last)
    });
    Some(Cmd::Insert(1, if inside { "\n".to_owned() } else { format!("\n{INDENT}") }))
}

fn backspace(line: &str, at: usize) -> Option<Cmd> {
    is_behind_break(line, at).then_some(Cmd::Kill(TO_BREAK))
}

fn delete(line: &str, at: usize) -> Option<Cmd> {
    is_in_front_of_break(line, at).then_some(Cmd::Kill(THROUGH_INDENT))
}

fn left(line: &str, at: usize) -> Option<Cmd> {
    is_behind_break(line, at).then_some(Cmd::Move(TO_BREAK))
}

fn right(line: &str, at: usize) -> Option<Cmd> {
    is_in_front_of_break(line, at).then_some(Cmd::Move(TO_WORD))
}

/// To the first character of the line that is not indent.
fn home(line: &str, at: usize) -> Option<Cmd> {
    let (_, before) = line.get(..at)?.rsplit_once('\n')?;
    match before.strip_prefix(INDENT)? {
        "" => Some(Cmd::Noop),
        _ => Some(Cmd::Move(BEHIND_INDENT)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_between_lines_is_one_step() {
        let line = "SHOW\n\tUSERS";
        assert_eq!(right(line, 4), Some(Cmd::Move(TO_WORD)));
        assert_eq!(left(line, 6), Some(Cmd::Move(TO_BREAK)));
        assert_eq!(backspace(line, 6), Some(Cmd::Kill(TO_BREAK)));
        assert_eq!(delete(line, 4), Some(Cmd::Kill(THROUGH_INDENT)));
        assert_eq!(home(line, 8), Some(Cmd::Move(BEHIND_INDENT)));
        assert_eq!(home(line, 6), Some(Cmd::Noop));
        for key in [left, right, backspace, delete, home] {
            assert_eq!(key(line, 2), None);
        }
    }

    #[test]
    fn enter_goes_on_where_more_is_needed() {
        assert_eq!(enter("SHOW", 4), Some(Cmd::Insert(1, "\n\t".to_owned())));
        assert_eq!(enter("DROP ROLE `a", 12), Some(Cmd::Insert(1, "\n".to_owned())));
        assert_eq!(enter("SHOW USERS;", 11), None);
    }
}
