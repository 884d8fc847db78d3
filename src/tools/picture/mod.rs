//! Pictures of boxes and arrows, in the languages of Mermaid and Graphviz and as SVG.
//!
//! Equal pictures give equal texts. Whatever stands in a name stays text: each language has its own
//! way to escape it. Knows nothing of what is drawn.

mod dot;
mod mermaid;
mod model;
mod svg;
#[cfg(test)]
mod tests;

pub use dot::to_dot;
pub use mermaid::to_mermaid;
pub use model::{Arrow, Box, Line, Picture, Shape, Tone};
pub use svg::to_svg;
