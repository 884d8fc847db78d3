//! Runs a golden script and compares.

use super::block::Block;
use super::difference::{Difference, shown};
use super::script::{Directive, Script, ScriptError, Step};
use crate::ast::CypherVersion;
use crate::exec::{Arrangement, Engine, Outcome, Params};
use crate::status::Error;
use crate::tools::{constant_value, map_value};
use std::ops::Range;

/// What running a script showed.
#[derive(Debug, Default)]
pub struct Report {
    /// The statements that gave what was expected of them.
    pub met: Vec<Met>,
    /// What was not as expected.
    pub differences: Vec<Difference>,
    /// The script rests on a fact that was inferred.
    pub is_inferred: bool,
    /// The blocks to rewrite, one per difference.
    pub(super) verdicts: Vec<Verdict>,
}

impl Report {
    /// The number of statements that ran.
    #[must_use]
    pub fn statements(&self) -> usize {
        self.met.len() + self.differences.len()
    }
}

/// A statement that gave what its block expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Met {
    /// The 1-based line of the statement.
    pub line: usize,
    /// The statement's first line.
    pub statement: String,
}

/// A block that differs and what should stand there.
#[derive(Debug)]
pub(super) struct Verdict {
    pub(super) block: Range<usize>,
    pub(super) observed: Vec<String>,
    pub(super) line: usize,
    pub(super) crowded: bool,
}

/// Runs a script.
///
/// ```
/// use cypher_admin::cli::fresh_engine;
/// use cypher_admin::tools::golden::run_script;
///
/// let script = "
/// CREATE ROLE desk;
/// CAN ROLE desk READ {ssn} ON GRAPH neo4j NODES Patient YIELD decision;
/// //> | decision |
/// //> | ----------- |
/// //> | 'invisible' |
/// ";
/// let report = run_script(script, &fresh_engine)?;
/// assert!(report.differences.is_empty());
/// # Ok::<(), cypher_admin::tools::golden::ScriptError>(())
/// ```
///
/// `fresh` makes a DBMS with a session of the user `neo4j`, each time the same.
///
/// # Errors
/// Where the script is no golden script: an unknown directive, a malformed expectation.
pub fn run_script(text: &str, fresh: &dyn Fn() -> Box<dyn Engine>) -> Result<Report, ScriptError> {
    watch_script(text, fresh, &mut |_| ())
}

/// Runs a script and shows what each statement gives.
///
/// # Errors
/// As [`run_script`].
pub fn watch_script(
    text: &str,
    fresh: &dyn Fn() -> Box<dyn Engine>,
    watch: &mut dyn FnMut(&Result<Outcome, Error>),
) -> Result<Report, ScriptError> {
    let script = Script::parse(text)?;
    let mut stage = Stage::new(fresh);
    let mut report = Report { is_inferred: script.is_inferred, ..Report::default() };
    for step in &script.steps {
        stage.run(step, &mut report, watch)?;
    }
    Ok(report)
}

/// The DBMS and session that statements run on.
struct Stage<'a> {
    fresh: &'a dyn Fn() -> Box<dyn Engine>,
    engine: Box<dyn Engine>,
    params: Params,
    version: CypherVersion,
    /// For the next statement only.
    unordered: bool,
}

impl<'a> Stage<'a> {
    fn new(fresh: &'a dyn Fn() -> Box<dyn Engine>) -> Self {
        let version = CypherVersion::Cypher25;
        let mut engine = fresh();
        engine.set_version(version);
        Self { fresh, engine, params: Params::default(), version, unordered: false }
    }

    fn run(
        &mut self,
        step: &Step,
        report: &mut Report,
        watch: &mut dyn FnMut(&Result<Outcome, Error>),
    ) -> Result<(), ScriptError> {
        for (line, directive) in &step.directives {
            self.direct(directive).map_err(|message| ScriptError { line: *line, message })?;
        }
        let unordered = std::mem::take(&mut self.unordered);
        let item = &step.statement;
        let result = self.engine.run(&item.text, &self.params);
        watch(&result);
        let observed = Block::observed(&item.text, &result);
        let (line, text) = (item.line, &item.text);
        if step.expected.accepts(&observed, unordered) {
            report.met.push(Met { line, statement: shown(text) });
        } else {
            let difference = Difference::new(line, text, &step.expected, &observed, unordered);
            report.differences.push(difference);
            let (block, observed) = (step.block.clone(), observed.lines());
            report.verdicts.push(Verdict { block, observed, line, crowded: step.crowded });
        }
        Ok(())
    }

    fn direct(&mut self, directive: &Directive) -> Result<(), String> {
        let done = match directive {
            Directive::Cypher(version) => {
                self.version = *version;
                self.engine.set_version(*version);
                Ok(())
            }
            Directive::As(user) => self.engine.login(user),
            Directive::Database(name) => self.engine.use_database(Some(name)),
            Directive::Auth(enabled) => self.engine.set_auth(*enabled),
            Directive::Param(name, value) => constant_value(value, self.version).map(|value| {
                self.params.insert(name.as_str().into(), value);
            }),
            Directive::Now(now) => self.engine.set_now(*now),
            Directive::Setting(name, value) => {
                let value = constant_value(value, self.version).map_err(|e| e.to_string())?;
                return self.arrange(&Arrangement::Setting(name.as_str().into(), value));
            }
            Directive::Servers(all) => return self.arrange(&Arrangement::Servers(*all)),
            Directive::Claims(map) => {
                let claims = map_value(map, self.version)?;
                return self.arrange(&Arrangement::Claims(claims));
            }
            Directive::Edition(edition) => return self.arrange(&Arrangement::Edition(*edition)),
            Directive::Session(name) => self.engine.switch_session(name),
            Directive::Transaction(step) => self.engine.transaction(*step),
            Directive::Impersonate(user) => self.engine.impersonate(user.as_deref()),
            Directive::Fresh => {
                *self = Self::new(self.fresh);
                Ok(())
            }
            Directive::Unordered => {
                self.unordered = true;
                Ok(())
            }
        };
        done.map_err(|error| error.to_string())
    }

    fn arrange(&mut self, how: &Arrangement) -> Result<(), String> {
        self.engine.arrange(how).map_err(|error| error.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::ErrorKind;
    use crate::tools::golden::update_script;
    use jiff::Timestamp;

    /// Gives back what it was told so far, or fails when there is nothing.
    #[derive(Default)]
    struct Echo(Vec<String>);

    impl Engine for Echo {
        fn run(&mut self, statement: &str, params: &Params) -> Result<Outcome, Error> {
            let rows: Vec<_> = self.0.iter().map(|word| vec![word.as_str().into()]).collect();
            match statement {
                "SILENT" => Ok(Outcome::default()),
                "PARAMS" => Ok(Outcome {
                    columns: Some(params.keys().map(ToString::to_string).collect()),
                    rows: vec![params.values().cloned().collect()],
                    ..Outcome::default()
                }),
                _ if rows.is_empty() => Err(ErrorKind::Syntax("nothing\nto tell".into()).into()),
                _ => Ok(Outcome { columns: Some(vec!["told".into()]), rows, ..Outcome::default() }),
            }
        }
        fn user(&self) -> &str {
            ""
        }
        fn database(&self) -> &str {
            ""
        }
        fn set_version(&mut self, version: CypherVersion) {
            if version == CypherVersion::Cypher5 {
                self.0.push("cypher 5".to_owned());
            }
        }
        fn login(&mut self, user: &str) -> Result<(), Error> {
            self.0.push(format!("as {user}"));
            Ok(())
        }
        fn use_database(&mut self, name: Option<&str>) -> Result<(), Error> {
            self.0.push(format!("database {name:?}"));
            Ok(())
        }
        fn set_auth(&mut self, enabled: bool) -> Result<(), Error> {
            self.0.push(format!("auth {enabled}"));
            Ok(())
        }
        fn set_now(&mut self, now: Timestamp) -> Result<(), Error> {
            self.0.push(format!("now {now}"));
            Ok(())
        }
    }

    fn run(text: &str) -> Report {
        run_script(text, &|| Box::new(Echo::default())).unwrap()
    }

    #[test]
    fn directives_reach_the_engine_and_fresh_forgets_them() {
        let text = "//@ cypher 5\n//@ as bob\n//@ database d\n//@ auth disabled\n\
            //@ now 2026-01-02T03:04:05Z\nA;\n//@ fresh\nB;\n//@ param a = {b: 'c|d'}\nPARAMS;\n";
        let updated = update_script(text, &run(text)).unwrap().into_owned();
        let told = "A;\n//> | told |\n//> | ---- |\n//> | \"cypher 5\" |\n//> | \"as bob\" |\n\
            //> | \"database Some(\\\"d\\\")\" |\n//> | \"auth false\" |\n//> | \"now 2026-01-02T03:04:05Z\" |\n";
        let failed =
            "B;\n//> error Neo.ClientError.Statement.SyntaxError 42001: nothing\\nto tell\n";
        let params = "PARAMS;\n//> | a |\n//> | - |\n//> | {b: \"c\\|d\"} |\n";
        for part in [told, failed, params] {
            assert!(updated.contains(part), "{updated}");
        }
        assert_eq!(run(&updated).differences, []);
    }

    #[test]
    fn updating_changes_wrong_blocks_and_no_other_byte() {
        for newline in ["\n", "\r\n"] {
            let lines = [
                "\u{FEFF}// What it proves.",
                "//@ as b",
                "//@ as a",
                "SILENT;   // kept",
                "  ",
                "A;",
                "//> | told |",
                "//> | ---- |",
                "//> | \"wrong\" |",
                "//@ unordered",
                "B;",
                "//>  |told|",
                "//>  |-|",
                "//>  |'as a'|",
                "//>  |'as b'|",
                "SILENT;",
                "//> error Neo.Wrong: wrong",
                "//@ fresh",
                "C;",
            ];
            let text = lines.join(newline);
            let report = run(&text);
            let at: Vec<_> = report.differences.iter().map(|difference| difference.line).collect();
            assert_eq!(at, [6, 16, 19]);

            let updated = update_script(&text, &report).unwrap().into_owned();
            let mut expected: Vec<&str> = lines.to_vec();
            expected.splice(8..9, ["//> | \"as b\" |", "//> | \"as a\" |"]);
            expected.retain(|line| !line.contains("Wrong"));
            expected
                .push("//> error Neo.ClientError.Statement.SyntaxError 42001: nothing\\nto tell");
            assert_eq!(updated, expected.join(newline) + newline);

            let report = run(&updated);
            assert_eq!(report.differences, []);
            assert_eq!(update_script(&updated, &report).unwrap(), updated);
        }
    }

    #[test]
    fn a_block_needs_a_line_of_its_own() {
        let text = "A; SILENT;\n";
        assert_eq!(update_script(text, &run(text)).unwrap_err().line, 1);
    }
}
