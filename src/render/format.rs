//! The output formats and what the receiver of the output can show.

/// An output format.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A table with borders and a footer, for people.
    Table,
    /// One line per row, as cypher-shell's `plain`.
    Plain,
    /// One JSON array with an object per statement.
    Json,
    /// One JSON object per statement and line.
    Jsonl,
    /// Comma-separated values with a header.
    Csv,
    /// Tables in Markdown.
    Markdown,
}

impl Format {
    /// The formats with their names.
    pub const NAMES: [(&'static str, Self); 7] = [
        ("table", Self::Table),
        ("plain", Self::Plain),
        ("json", Self::Json),
        ("jsonl", Self::Jsonl),
        ("csv", Self::Csv),
        ("markdown", Self::Markdown),
        ("verbose", Self::Table),
    ];

    /// The format with this name; cypher-shell's `verbose` is our `table`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(known, _)| *known == name).map(|(_, format)| *format)
    }

    /// Whether errors and notifications are part of the output proper.
    #[must_use]
    pub fn is_json(self) -> bool {
        matches!(self, Self::Json | Self::Jsonl)
    }
}

/// The codes that an error is shown with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ErrorCodes {
    /// Both of the following.
    #[default]
    Both,
    /// GQLSTATUS and what it stands for.
    Gql,
    /// Neo4j's code of before.
    Legacy,
}

/// What to write and what its receiver can show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RenderOptions {
    /// The format of rows.
    pub format: Format,
    /// Columns of the terminal that rows go to; none: as wide as needed.
    pub width: Option<u16>,
    /// Columns of the terminal that errors go to; none: as wide as needed.
    pub error_width: Option<u16>,
    /// Box drawing characters instead of ASCII in tables.
    pub unicode: bool,
    /// The same in errors.
    pub error_unicode: bool,
    /// Colour in errors and remarks.
    pub color: bool,
    /// Neither footers nor notifications.
    pub quiet: bool,
    /// The codes of errors.
    pub codes: ErrorCodes,
}

impl RenderOptions {
    /// A format for a receiver of which nothing is known.
    #[must_use]
    pub fn plain(format: Format) -> Self {
        Self {
            format,
            width: None,
            error_width: None,
            unicode: false,
            error_unicode: false,
            color: false,
            quiet: false,
            codes: ErrorCodes::Both,
        }
    }
}
