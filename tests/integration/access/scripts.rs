//! The golden scripts about access.

use cypher_admin::cli::fresh_engine;
use cypher_admin::tools::golden::run_script;
use std::fs;
use std::path::Path;

#[test]
fn what_the_manual_says_about_access_holds() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/scripts/access");
    let mut scripts = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let report = run_script(&text, &fresh_engine).unwrap();
        assert!(report.differences.is_empty(), "{}: {:#?}", path.display(), report.differences);
        assert!(report.statements() > 0, "{}", path.display());
        scripts += 1;
    }
    assert!(scripts >= 11, "{scripts}");
}
