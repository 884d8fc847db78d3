//! The one integration test binary: linking is slow, so there are few.
#![allow(
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice
)]

mod integration {
    mod access;
    mod cli;
    mod conformance;
    mod console;
    mod corpus;
    mod extensions;
    mod fmt;
    mod fuzz;
    mod golden;
    mod hostile;
    mod kinds;
    mod laws;
    mod layers;
    mod manual;
    mod pipes;
    #[cfg(unix)]
    mod shell;
    mod state;
}
