//! L7: outcomes and errors to text. Knows no state: it is given a result and where to write it, and
//! never asks the system graph, the environment or the terminal for anything.
//!
//! Rows go to the one writer, remarks and errors to the other, except in the JSON formats, where each
//! statement is one object that holds everything.

mod csv;
mod decision;
mod format;
mod json;
mod markdown;
mod plain;
mod remark;
mod renderer;
mod report;
mod table;
mod value;

pub use decision::{render_decision, render_decision_tree};
pub use format::{ErrorCodes, Format, RenderOptions};
pub use remark::render_notification;
pub use renderer::{Place, Renderer};
pub use report::render_error;
pub use value::render_value;
