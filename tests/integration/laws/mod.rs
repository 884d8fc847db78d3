//! Laws: what must hold for every input, tried on random ones.

pub mod generate;
mod print;
mod replay;
