//! Keys that treat a statement of several lines as one text: the indent of its lines is passed over as if it
//! were not there.

use super::typed::{INDENT, is_finished};
use crate::parser::{PieceKind, scan};
use rustyline::{
    Cmd, ConditionalEventHandler, Event, EventContext, EventHandler, KeyCode, KeyEvent, Modifiers,
    Movement, RepeatCount,
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

/// What a break between two lines is, for keys that count characters.
const BREAK: RepeatCount = 7;

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
    is_behind_break(line, at).then_some(Cmd::Kill(Movement::BackwardChar(BREAK)))
}

fn delete(line: &str, at: usize) -> Option<Cmd> {
    is_in_front_of_break(line, at).then_some(Cmd::Kill(Movement::ForwardChar(BREAK)))
}

fn left(line: &str, at: usize) -> Option<Cmd> {
    is_behind_break(line, at).then_some(Cmd::Move(Movement::BackwardChar(BREAK)))
}

fn right(line: &str, at: usize) -> Option<Cmd> {
    is_in_front_of_break(line, at).then_some(Cmd::Move(Movement::ForwardChar(BREAK)))
}

/// To the first character of the line that is not indent.
fn home(line: &str, at: usize) -> Option<Cmd> {
    let (_, before) = line.get(..at)?.rsplit_once('\n')?;
    let typed = before.strip_prefix(INDENT)?;
    match typed.chars().count() {
        0 => Some(Cmd::Noop),
        count => Some(Cmd::Move(Movement::BackwardChar(RepeatCount::try_from(count).ok()?))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_break_between_lines_is_one_step() {
        assert_eq!(usize::from(BREAK), INDENT.len() + 1);
        let line = "SHOW\n      USERS";
        let first = Cmd::Move(Movement::ForwardChar(BREAK));
        assert_eq!(right(line, 4), Some(first));
        assert_eq!(left(line, 11), Some(Cmd::Move(Movement::BackwardChar(BREAK))));
        assert_eq!(backspace(line, 11), Some(Cmd::Kill(Movement::BackwardChar(BREAK))));
        assert_eq!(delete(line, 4), Some(Cmd::Kill(Movement::ForwardChar(BREAK))));
        assert_eq!(home(line, 13), Some(Cmd::Move(Movement::BackwardChar(2))));
        assert_eq!(home(line, 11), Some(Cmd::Noop));
        for key in [left, right, backspace, delete, home] {
            assert_eq!(key(line, 2), None);
        }
    }

    #[test]
    fn enter_goes_on_where_more_is_needed() {
        assert_eq!(enter("SHOW", 4), Some(Cmd::Insert(1, "\n      ".to_owned())));
        assert_eq!(enter("DROP ROLE `a", 12), Some(Cmd::Insert(1, "\n".to_owned())));
        assert_eq!(enter("SHOW USERS;", 11), None);
    }
}
