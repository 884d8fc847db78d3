//! Laws: what must hold for every input, tried on random ones.

mod generate;
mod print;
mod replay;
