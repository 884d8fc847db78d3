//! L0: text as such. Spans, names and their quoting, similarity. Knows nothing of Cypher's meaning.

mod name;
mod similar;
mod span;

pub use name::{escape_glob, escape_name, is_plain_glob, is_plain_name, quoted_name};
pub use similar::closest;
pub use span::{Position, Span, Spanned, position_at, utf16_offset};

/// Short text: names, mostly. Up to 24 bytes live inside the value itself.
pub type Text = compact_str::CompactString;
