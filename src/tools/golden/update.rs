//! Rewrites the blocks of a script to what its statements gave, and nothing else.

use super::run::{Report, Verdict};
use super::script::ScriptError;
use std::borrow::Cow;

/// The script with every block that differs replaced; where nothing differs, the same bytes.
///
/// # Errors
/// Where a block has no place because another statement follows on the same line.
pub fn update_script<'a>(text: &'a str, report: &Report) -> Result<Cow<'a, str>, ScriptError> {
    let mut updated = String::new();
    let mut copied = 0;
    for Verdict { block, observed, line, crowded } in &report.verdicts {
        if *crowded {
            let message =
                "Another statement stands on this line, so that there is no place for a block.";
            return Err(ScriptError { line: *line, message: message.to_owned() });
        }
        let before = text.get(copied..block.start).unwrap_or_default();
        updated.push_str(before);
        let newline = newline_before(text, block.start);
        if !observed.is_empty() && !updated.is_empty() && !updated.ends_with('\n') {
            updated.push_str(newline);
        }
        for line in observed {
            updated.push_str("//> ");
            updated.push_str(line);
            updated.push_str(newline);
        }
        copied = block.end;
    }
    if copied == 0 && updated.is_empty() {
        return Ok(Cow::Borrowed(text));
    }
    updated.push_str(text.get(copied..).unwrap_or_default());
    Ok(Cow::Owned(updated))
}

/// The line break the script uses above `offset`.
fn newline_before(text: &str, offset: usize) -> &'static str {
    let before = text.get(..offset).unwrap_or_default().trim_end_matches(' ');
    let above = before.rfind('\n').and_then(|at| before.get(..at)).unwrap_or_default();
    if above.ends_with('\r') { "\r\n" } else { "\n" }
}
