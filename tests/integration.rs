//! The one integration test binary: linking is slow, so there are few.

mod integration {
    mod laws;
}
