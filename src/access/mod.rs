//! L5: who may do what. Decides from the graph; knows nothing of statements.

mod subject;

pub use subject::{Subject, Verdict};
