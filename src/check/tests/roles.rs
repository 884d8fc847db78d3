use super::{In::*, assert_first_errors};

#[test]
#[rustfmt::skip]
fn replacing_and_keeping_exclude_each_other() {
    assert_first_errors(&[
        ("CREATE OR REPLACE ROLE foo IF NOT EXISTS AS COPY OF b", Both, 0, "Failed to create the specified role 'foo': cannot have both `OR REPLACE` and `IF NOT EXISTS`."),
        ("CREATE OR REPLACE IMMUTABLE ROLE `f x` IF NOT EXISTS AS COPY OF b", Both, 0, "Failed to create the specified role '`f x`': cannot have both `OR REPLACE` and `IF NOT EXISTS`."),
    ]);
}
