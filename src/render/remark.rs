//! Notifications for people: severity, title, description, and the codes to look up.

use super::format::RenderOptions;
use crate::status::{Notification, Severity};
use std::io::{self, Write};

/// Writes a notification as cypher-shell does, its codes on a line of their own.
///
/// # Errors
/// What the writer says.
pub fn render_notification(
    err: &mut dyn Write,
    options: &RenderOptions,
    notification: &Notification,
) -> io::Result<()> {
    let (word, color) = match notification.severity {
        Severity::Information => ("info", "36"),
        Severity::Warning => ("warn", "33"),
    };
    let (on, off) =
        if options.color { (format!("\u{1b}[{color}m"), "\u{1b}[0m") } else { Default::default() };
    let Notification { title, description, gqlstatus, code, .. } = notification;
    writeln!(err, "{on}{word}{off}: {title}")?;
    if !description.is_empty() {
        writeln!(err, "      {}", description.replace('\n', "\n      "))?;
    }
    writeln!(err, "      {gqlstatus} ({code})")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::Format;
    use crate::status::NotificationKind;

    #[test]
    fn a_notification_shows_both_of_its_codes() {
        let notification = NotificationKind::NotAssigned.notification(
            "`CREATE ROLE a IF NOT EXISTS` has no effect.",
            "The specified entity already exists.",
            "",
        );
        let mut err = Vec::new();
        render_notification(&mut err, &RenderOptions::plain(Format::Table), &notification).unwrap();
        let expected = "info: `CREATE ROLE a IF NOT EXISTS` has no effect.\n      The specified entity \
             already exists.\n      00N71 (Neo.ClientNotification.Security.CommandHasNoEffect)\n";
        assert_eq!(String::from_utf8(err).unwrap(), expected);
    }
}
