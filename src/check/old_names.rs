//! Names without backticks that have characters of which Cypher 5 warns.

use crate::parser::old_name_characters;
use crate::status::Notification;

/// Warns of each character of each such name in a text of Cypher 5, as far as byte `end`.
pub(super) fn warn(text: &str, end: usize, notifications: &mut Vec<Notification>) {
    for (span, c) in old_name_characters(text) {
        let Some(name) = text.get(span.range()).filter(|_| span.range().start < end) else {
            continue;
        };
        let code = u32::from(c);
        let what = match c {
            '\u{85}' => format!(
                "The Unicode character `\\u{code:04x}` is deprecated for unescaped identifiers and will be considered as a whitespace character in the future."
            ),
            _ => format!(
                "The character with the Unicode representation `\\u{code:04x}` is deprecated for unescaped identifiers and will not be supported in the future."
            ),
        };
        let how = format!(
            "To continue using it, escape the identifier by adding backticks around the identifier `{name}`."
        );
        notifications.push(Notification::deprecated(&format!("{what} {how}"), Some(span)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_character_of_a_name_is_told_once_with_the_place_of_the_name() {
        let told = |text: &str, end: usize| {
            let mut notifications = Vec::new();
            warn(text, end, &mut notifications);
            let told = notifications.iter().map(|it| {
                let code = it.description.split('`').nth(1).unwrap_or_default().to_owned();
                (it.span.map(|span| span.range().start), code)
            });
            told.collect::<Vec<_>>()
        };
        let (dollar, space) = ("\\u0024".to_owned(), "\\u200b".to_owned());
        assert_eq!(
            told("GRANT ROLE a$\u{200B}a$ TO `b$`, $c$d /* x$ */", usize::MAX),
            [(Some(11), dollar.clone()), (Some(11), space), (Some(29), dollar)]
        );
        assert_eq!(told("DROP ROLE ab", usize::MAX), []);
        assert_eq!(told("DROP ROLE a x$", 12), []);
    }
}
