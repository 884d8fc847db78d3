//! Who may do what: the engine against a plain model, and laws that hold for both.

mod agree;
mod laws;
mod model;
mod random;
mod scripts;
