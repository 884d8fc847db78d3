//! The arguments. Options may stand before or after the subcommand.

use super::can::Question;
use super::console::Writing;
use super::diff::Diffing;
use super::dump::Dumping;
use super::fmt::FmtTask;
use super::golden::{TestFormat, Testing};
use super::graph::Drawing;
use super::help;
use super::login::Login;
use super::plan::Planning;
use super::shell_files::CompletionShell;
use super::view::Viewing;
use super::what_if::Trying;
use crate::ast::CypherVersion;
use crate::render::Format;
use crate::status::{Category, MinimumSeverity, NotificationFilter};
use crate::text::closest;
use clap::builder::styling::Styles;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{ArgAction, Args, CommandFactory, Parser, Subcommand, ValueEnum, ValueHint};
use std::path::PathBuf;

/// Neo4j's Cypher administration commands, without a server
///
/// Without a command: a shell when standard input is a terminal, else the script on standard input.
#[derive(Debug, Parser)]
#[command(name = "cypher-admin", version, disable_version_flag = true, styles = Styles::plain(), after_help = help::TOP)]
pub(super) struct Arguments {
    #[command(flatten)]
    options: Options,
    /// A statement to run, as with -e
    #[arg(value_name = "STATEMENT", value_hint = ValueHint::Other, conflicts_with_all = ["execute", "files"])]
    statements: Vec<String>,
    /// Print version
    #[arg(short = 'V', long, short_alias = 'v', action = ArgAction::Version)]
    version: Option<bool>,
    /// Run a statement; may be given several times
    #[arg(short = 'e', long = "execute", value_name = "STATEMENT")]
    execute: Vec<String>,
    /// Run a script, as the command run does; may be given several times
    #[arg(short = 'f', long = "file", value_name = "FILE", conflicts_with = "execute")]
    files: Vec<PathBuf>,
    /// Start from a state: a dump (script or JSON), or a script that makes it
    #[arg(long, value_name = "FILE", global = true)]
    load: Option<PathBuf>,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run scripts, one after the other, on one fresh DBMS
    #[command(after_help = help::RUN)]
    Run {
        /// The scripts; - is standard input
        #[arg(required = true, value_name = "FILE")]
        files: Vec<PathBuf>,
        #[command(flatten)]
        options: Box<Options>,
    },
    /// Check scripts without running them: all errors and deprecations
    #[command(after_help = help::CHECK)]
    Check {
        /// The scripts; - is standard input
        #[arg(required_unless_present = "jsonl", conflicts_with = "jsonl", value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Language of statements without a CYPHER prefix [default: 25]
        #[arg(long, value_name = "VERSION")]
        cypher: Option<Version>,
        /// Output format
        #[arg(long, value_name = "FORMAT", default_value = "text", conflicts_with = "jsonl")]
        format: CheckFormat,
        /// Answer {"id", "statement"} lines of standard input line by line
        #[arg(long)]
        jsonl: bool,
        /// This tool's own statements are no errors
        #[arg(long)]
        extensions: bool,
        /// Only errors and warnings, no summary
        #[arg(long, short)]
        quiet: bool,
    },
    /// Lay scripts out in one way, comments kept
    ///
    /// Keywords in upper case, names in backticks only where they need them, one clause per line where a
    /// statement is longer than 100 columns.
    #[command(after_help = help::FMT)]
    Fmt {
        /// Scripts, or directories to search for *.cypher files
        #[arg(required_unless_present = "stdin", value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Change nothing; name the files that would change
        #[arg(long)]
        check: bool,
        /// Standard input to standard output
        #[arg(long, conflicts_with = "files")]
        stdin: bool,
    },
    /// Decide whether somebody may do something, and because of what
    #[command(after_help = help::CAN)]
    Can {
        #[command(flatten)]
        question: Asking,
        /// Answer {"id", "user" or "roles", "can"} lines of standard input line by line
        #[arg(long)]
        jsonl: bool,
    },
    /// As can, with every question on the way to the answer
    ///
    /// Shows all privileges that have a say in it.
    #[command(after_help = help::CAN)]
    Why {
        #[command(flatten)]
        question: Asking,
    },
    /// Find privileges that do nothing, do too much, or cannot work
    ///
    /// Runs the scripts on a fresh DBMS and looks at what they have made. A line `// lint: allow RULE` or
    /// `// lint: allow RULE SUBJECT` in a script suppresses findings.
    #[command(after_help = help::LINT)]
    Lint {
        /// The scripts; with --load none is needed
        #[arg(value_name = "FILE")]
        files: Vec<PathBuf>,
        /// Output format
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: LintFormat,
    },
    /// Show what somebody sees of a data graph, and what hides the rest
    ///
    /// The graph is read from APOC's JSON (apoc.export.json) or CSV (apoc.export.csv), or from the CSV of
    /// neo4j-admin database import, by what the files look like. Rules about properties are decided by the
    /// properties.
    #[command(after_help = help::VIEW)]
    View(Viewing),
    /// Draw who holds which role with which privileges
    ///
    /// Without names: everybody and every role, apart from built-in roles that nobody holds.
    #[command(after_help = help::GRAPH)]
    Graph(Drawing),
    /// Run golden scripts and compare what they give with what they expect
    #[command(after_help = help::TEST)]
    Test {
        /// Scripts, or directories to search for *.cypher files
        #[arg(required = true, value_name = "PATH")]
        paths: Vec<PathBuf>,
        /// Only scripts with this in their path, or with a path or name that this glob matches
        #[arg(long = "name", short = 'n', value_name = "TEXT|GLOB")]
        names: Vec<String>,
        /// Output format
        #[arg(long, value_name = "FORMAT", default_value = "text")]
        format: TestFormat,
        /// Rewrite the expectations that are not met; refused under CI=true
        #[arg(long, conflicts_with = "format")]
        update: bool,
        /// Name the slowest scripts
        #[arg(long, value_name = "COUNT", num_args = 0..=1, default_value = "0", default_missing_value = "10")]
        slowest: usize,
        /// Scripts that run at once [default: as many as there are processors]
        #[arg(long, value_name = "COUNT")]
        jobs: Option<usize>,
        /// Colour [default: auto]
        #[arg(long, value_name = "WHEN")]
        color: Option<Color>,
    },
    /// Write a whole state as a script or as JSON
    ///
    /// The state is what the scripts make of a fresh DBMS, or of the one that --load names. The script form is
    /// for a fresh DBMS and leaves ids and times out; JSON has everything. The Aura console is in both; what is
    /// inside its instances is not.
    #[command(after_help = help::DUMP)]
    Dump(Dumping),
    /// Write the Aura console as statements or as JSON with the public API's names
    ///
    /// The console is what the scripts make of an empty one, or of the one that --load names. The statements
    /// are for an empty console: each person signs up, invites and accepts. Ids, times, answered invites and
    /// API credentials are in the JSON only, secrets in neither.
    #[command(after_help = help::CONSOLE)]
    Console(Writing),
    /// Say what differs between two states: as commands, and as decisions
    ///
    /// States are dumps (scripts or JSON) or what scripts make. ALL and its parts, order, quoting and what
    /// another privilege contains make no difference: states are the same where all decisions are.
    #[command(after_help = help::DIFF)]
    Diff(Diffing),
    /// Write the commands that lead from one state to another, each with its reason
    ///
    /// Only what is needed is done, in an order that works and on the way lets nobody do more than before or
    /// after. Without --allow-revoke and --allow-drop nothing is taken away: such commands are
    /// written as comments.
    #[command(after_help = help::PLAN)]
    Plan(Planning),
    /// Say whose rights a statement would change; nothing is changed
    #[command(name = "whatif", after_help = help::WHAT_IF)]
    WhatIf(Trying),
    /// Write a completion script for a shell
    #[command(after_help = help::COMPLETIONS)]
    Completions {
        /// The shell
        shell: CompletionShell,
    },
    /// Write the manual page
    #[command(after_help = help::MAN)]
    Man {
        /// The page of this command only
        #[arg(value_name = "COMMAND")]
        name: Option<String>,
    },
}

/// What `can` and `why` are asked.
#[derive(Debug, Args)]
struct Asking {
    /// The user; with --role one or more roles with commas between them
    #[arg(value_name = "WHO")]
    who: Option<String>,
    /// The privilege, as after GRANT: "READ {ssn} ON GRAPH healthcare NODES Patient"
    #[arg(value_name = "PRIVILEGE")]
    privilege: Option<String>,
    /// A script that makes the users, roles and privileges; may be given several times
    #[arg(long = "script", short = 's', value_name = "FILE")]
    scripts: Vec<PathBuf>,
    /// Ask about roles instead of a user
    #[arg(long)]
    role: bool,
    /// Output format
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    format: DecisionFormat,
}

impl Asking {
    /// The scripts where the questions come from elsewhere.
    fn scripts(self) -> Result<Vec<PathBuf>, clap::Error> {
        if self.who.is_some() || self.role {
            return Err(misplaced(
                "--jsonl reads who and what from standard input: can --jsonl < FILE",
            ));
        }
        Ok(self.scripts)
    }

    fn question(self, is_tree: bool) -> Result<Question, clap::Error> {
        let (Some(who), Some(privilege)) = (self.who, self.privilege) else {
            let kind = ErrorKind::MissingRequiredArgument;
            return Err(Arguments::command().error(kind, "who, and the privilege, as after GRANT"));
        };
        let names = match self.role {
            true => who.split(',').map(|name| name.trim().to_owned()).collect(),
            false => vec![who],
        };
        Ok(Question {
            scripts: self.scripts,
            names,
            is_role: self.role,
            privilege,
            format: self.format,
            is_tree,
        })
    }
}

/// How findings are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LintFormat {
    Text,
    Json,
    Sarif,
}

/// How decisions are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum DecisionFormat {
    Text,
    Json,
}

/// What to do.
pub(super) enum Action {
    Default,
    Evaluate(Vec<String>),
    Run(Vec<PathBuf>),
    Check { files: Vec<PathBuf>, format: CheckFormat, extensions: bool },
    CheckLines { extensions: bool },
    Can(Question),
    Lint { files: Vec<PathBuf>, format: LintFormat },
    Fmt(FmtTask),
    Dump(Dumping),
    Console(Writing),
    Diff(Diffing),
    Plan(Planning),
    WhatIf(Trying),
    CanLines(Vec<PathBuf>),
    Test(Testing),
    Completions(CompletionShell),
    Manual(Option<String>),
    View(Viewing),
    Graph(Drawing),
}

/// How `check` says what it has found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum CheckFormat {
    Text,
    Json,
}

/// Options of every command.
#[derive(Debug, Default, Clone, PartialEq, Eq, Args)]
pub(super) struct Options {
    /// Language of statements without a CYPHER prefix [default: 25]
    #[arg(long, value_name = "VERSION", help_heading = help::SCRIPT)]
    pub(super) cypher: Option<Version>,
    /// The state to start from; an argument of every command.
    #[arg(skip)]
    pub(super) load: Option<PathBuf>,
    /// Set a parameter to the value of a Cypher expression; may be given several times
    #[arg(short = 'P', long = "param", value_name = "NAME=VALUE", help_heading = help::SCRIPT)]
    pub(super) params: Vec<String>,
    /// Only what Neo4j has: none of this tool's own statements
    #[arg(long, help_heading = help::SCRIPT)]
    pub(super) strict: bool,
    /// Stop at the first failure (default)
    #[arg(long, conflicts_with = "fail_at_end", help_heading = help::SCRIPT)]
    pub(super) fail_fast: bool,
    /// Run everything, report failures at the end
    #[arg(long, help_heading = help::SCRIPT)]
    pub(super) fail_at_end: bool,
    /// All statements happen together or none does
    #[arg(long, conflicts_with = "fail_at_end", help_heading = help::SCRIPT)]
    pub(super) single_transaction: bool,
    /// Run everything, keep nothing, and write the commands that would change what it changes
    #[arg(long, help_heading = help::SCRIPT)]
    pub(super) dry_run: bool,
    /// Output format [default: table on a terminal, else plain]
    #[arg(long, value_name = "FORMAT", help_heading = help::OUTPUT)]
    pub(super) format: Option<FormatName>,
    /// Write how long each statement took
    #[arg(long, help_heading = help::OUTPUT)]
    pub(super) timing: bool,
    /// Write what a run came to; on a terminal it is written anyway
    #[arg(long, help_heading = help::OUTPUT)]
    pub(super) summary: bool,
    /// Whether privileges are checked [default: enabled]
    #[arg(long, value_name = "STATE", help_heading = help::SESSION)]
    pub(super) auth: Option<Auth>,
    #[command(flatten)]
    pub(super) login: Login,
    /// Edition of the server to be [default: enterprise]
    #[arg(long, value_name = "EDITION", help_heading = help::SESSION)]
    pub(super) edition: Option<Edition>,
    /// Number of servers of the cluster; all but the first wait to be enabled [default: 1]
    #[arg(long, value_name = "NUMBER", help_heading = help::SESSION)]
    pub(super) servers: Option<usize>,
    /// Set a setting of the server to be; may be given several times
    #[arg(long = "setting", value_name = "NAME=VALUE", help_heading = help::SESSION)]
    pub(super) settings: Vec<String>,
    /// What the user's token claims, for auth rules: a map of Cypher or JSON
    #[arg(long, value_name = "MAP", help_heading = help::SESSION)]
    pub(super) claims: Option<String>,
    /// Least severity of the notifications shown [default: information]
    // cypher-shell's flag of that name has no value: it asks for what is shown here anyway.
    #[arg(
        long,
        value_name = "SEVERITY",
        num_args = 0..=1,
        require_equals = true,
        default_missing_value = "information",
        help_heading = help::OUTPUT
    )]
    pub(super) notifications: Option<Notifications>,
    /// Categories of notifications that are not shown, drivers' disabled classifications
    #[arg(long, value_name = "CATEGORY", value_delimiter = ',', help_heading = help::OUTPUT)]
    pub(super) mute: Vec<DisabledCategory>,
    /// Colour [default: auto]
    #[arg(long, value_name = "WHEN", help_heading = help::OUTPUT)]
    pub(super) color: Option<Color>,
    /// Only rows and errors: neither footers nor notifications nor progress
    #[arg(long, short, help_heading = help::OUTPUT)]
    pub(super) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Version {
    #[value(name = "5")]
    Cypher5,
    #[value(name = "25")]
    Cypher25,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormatName {
    Auto,
    Table,
    Plain,
    Json,
    Jsonl,
    Csv,
    Markdown,
    Verbose,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Auth {
    Enabled,
    Disabled,
}

/// The least severity of notifications, by the drivers' names in any case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub(super) enum Notifications {
    #[value(alias = "INFORMATION")]
    Information,
    #[value(alias = "WARNING")]
    Warning,
    #[value(alias = "OFF", alias = "none", alias = "NONE")]
    Off,
}

/// The categories of notifications, which drivers also call classifications.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
#[value(rename_all = "lower")]
pub(super) enum DisabledCategory {
    #[value(alias = "HINT")]
    Hint,
    #[value(alias = "UNRECOGNIZED")]
    Unrecognized,
    #[value(alias = "UNSUPPORTED")]
    Unsupported,
    #[value(alias = "PERFORMANCE")]
    Performance,
    #[value(alias = "DEPRECATION")]
    Deprecation,
    #[value(alias = "SECURITY")]
    Security,
    #[value(alias = "TOPOLOGY")]
    Topology,
    #[value(alias = "GENERIC")]
    Generic,
    #[value(alias = "SCHEMA")]
    Schema,
}

impl From<DisabledCategory> for Category {
    fn from(category: DisabledCategory) -> Self {
        match category {
            DisabledCategory::Hint => Self::Hint,
            DisabledCategory::Unrecognized => Self::Unrecognized,
            DisabledCategory::Unsupported => Self::Unsupported,
            DisabledCategory::Performance => Self::Performance,
            DisabledCategory::Deprecation => Self::Deprecation,
            DisabledCategory::Security => Self::Security,
            DisabledCategory::Topology => Self::Topology,
            DisabledCategory::Generic => Self::Generic,
            DisabledCategory::Schema => Self::Schema,
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Edition {
    Enterprise,
    Community,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

impl Arguments {
    /// The options, those behind the subcommand over those in front of it, and what to do.
    ///
    /// # Errors
    /// Options or statements with a command that has no use for them.
    pub(super) fn split(self) -> Result<(Options, Action), clap::Error> {
        let Self { options, statements, execute, files, load, command, .. } = self;
        let options = Options { load, ..options };
        if command.is_some() && !(execute.is_empty() && files.is_empty() && statements.is_empty()) {
            return Err(misplaced("-e, -f and statements stand alone, without a command"));
        }
        if let Some(word) = statements.iter().find(|text| !is_statement(text)) {
            return Err(match statements.iter().any(|text| is_statement(text)) {
                true => misplaced("-e, -f and statements stand alone, without a command"),
                false => no_command(word),
            });
        }
        let execute = [execute, statements].concat();
        match command {
            None if !files.is_empty() => Ok((options, Action::Run(files))),
            None if execute.is_empty() => Ok((options, Action::Default)),
            None => Ok((options, Action::Evaluate(execute))),
            Some(Command::Run { files, options: inner }) => {
                Ok((options.overridden_by(*inner), Action::Run(files)))
            }
            Some(Command::Check { files, cypher, format, jsonl, extensions, quiet }) => {
                let inner = Options { cypher, quiet, ..Options::default() };
                let options = options.overridden_by(inner);
                let action = if jsonl {
                    Action::CheckLines { extensions }
                } else {
                    Action::Check { files, format, extensions }
                };
                Ok((options, action))
            }
            Some(Command::Fmt { check, stdin: true, .. }) => {
                Ok((options, Action::Fmt(FmtTask::Stdin(check))))
            }
            Some(Command::Fmt { files, check: true, .. }) => {
                Ok((options, Action::Fmt(FmtTask::Check(files))))
            }
            Some(Command::Fmt { files, .. }) => Ok((options, Action::Fmt(FmtTask::Rewrite(files)))),
            Some(Command::Dump(dumping)) => Ok((options, Action::Dump(dumping))),
            Some(Command::Console(writing)) => Ok((options, Action::Console(writing))),
            Some(Command::Diff(diffing)) => Ok((options, Action::Diff(diffing))),
            Some(Command::Plan(planning)) => Ok((options, Action::Plan(planning))),
            Some(Command::WhatIf(trying)) => Ok((options, Action::WhatIf(trying))),
            Some(Command::Completions { shell }) => Ok((options, Action::Completions(shell))),
            Some(Command::Man { name }) => Ok((options, Action::Manual(name))),
            Some(Command::Lint { files, .. }) if files.is_empty() && options.load.is_none() => {
                let kind = ErrorKind::MissingRequiredArgument;
                Err(Arguments::command().error(kind, "lint takes scripts, or a state with --load"))
            }
            Some(Command::Lint { files, format }) => Ok((options, Action::Lint { files, format })),
            Some(Command::Can { question, jsonl: true }) => {
                Ok((options, Action::CanLines(question.scripts()?)))
            }
            Some(Command::Can { question, jsonl: false }) => {
                Ok((options, Action::Can(question.question(false)?)))
            }
            Some(Command::Why { question }) => Ok((options, Action::Can(question.question(true)?))),
            Some(Command::Graph(drawing)) => Ok((options, Action::Graph(drawing))),
            Some(Command::View(viewing)) => Ok((options, Action::View(viewing))),
            Some(Command::Test { paths, names, format, update, slowest, jobs, color }) => {
                let color = color.or(options.color);
                let bare = Options { color: None, load: None, ..options.clone() };
                if bare != Options::default() {
                    return Err(misplaced(
                        "test takes no options for statements: scripts say what they need",
                    ));
                }
                let color = color.unwrap_or_default();
                let testing = Testing { paths, names, update, format, slowest, color, jobs };
                Ok((options, Action::Test(testing)))
            }
        }
    }
}

/// Whether an argument is a statement and not a command that is misspelled: statements have several words.
fn is_statement(text: &str) -> bool {
    text.starts_with(':') || text.trim().contains(char::is_whitespace)
}

/// The error for a word that is neither a command nor a statement.
fn no_command(word: &str) -> clap::Error {
    let command = Arguments::command();
    if word.ends_with(".cypher") || word.ends_with(".cql") {
        let message =
            format!("'{word}' is no command; a script is run with: cypher-admin run {word}");
        return Arguments::command().error(ErrorKind::InvalidSubcommand, message);
    }
    let mut error = clap::Error::new(ErrorKind::InvalidSubcommand).with_cmd(&command);
    error.insert(ContextKind::InvalidSubcommand, ContextValue::String(word.to_owned()));
    if let Some(near) = closest(word, command.get_subcommands().map(clap::Command::get_name)) {
        let near = ContextValue::Strings(vec![near.to_owned()]);
        error.insert(ContextKind::SuggestedSubcommand, near);
    }
    error
}

fn misplaced(message: &str) -> clap::Error {
    Arguments::command().error(ErrorKind::ArgumentConflict, message)
}

impl Options {
    fn overridden_by(self, inner: Self) -> Self {
        let mut params = self.params;
        params.extend(inner.params);
        let mut settings = self.settings;
        settings.extend(inner.settings);
        Self {
            params,
            settings,
            servers: inner.servers.or(self.servers),
            claims: inner.claims.or(self.claims),
            load: inner.load.or(self.load),
            cypher: inner.cypher.or(self.cypher),
            format: inner.format.or(self.format),
            fail_fast: inner.fail_fast || self.fail_fast,
            fail_at_end: inner.fail_at_end || (self.fail_at_end && !inner.fail_fast),
            single_transaction: inner.single_transaction || self.single_transaction,
            dry_run: inner.dry_run || self.dry_run,
            timing: inner.timing || self.timing,
            summary: inner.summary || self.summary,
            auth: inner.auth.or(self.auth),
            login: self.login.overridden_by(inner.login),
            edition: inner.edition.or(self.edition),
            notifications: inner.notifications.or(self.notifications),
            mute: [self.mute, inner.mute].concat(),
            color: inner.color.or(self.color),
            strict: inner.strict || self.strict,
            quiet: inner.quiet || self.quiet,
        }
    }

    pub(super) fn version(&self) -> CypherVersion {
        match self.cypher {
            Some(Version::Cypher5) => CypherVersion::Cypher5,
            Some(Version::Cypher25) | None => CypherVersion::Cypher25,
        }
    }

    pub(super) fn notification_filter(&self) -> NotificationFilter {
        let minimum = match self.notifications {
            None | Some(Notifications::Information) => MinimumSeverity::Information,
            Some(Notifications::Warning) => MinimumSeverity::Warning,
            Some(Notifications::Off) => MinimumSeverity::Off,
        };
        self.mute.iter().fold(NotificationFilter::at_least(minimum), |filter, category| {
            filter.without((*category).into())
        })
    }

    pub(super) fn is_auth_enabled(&self) -> bool {
        self.auth != Some(Auth::Disabled)
    }

    /// The format asked for; `auto` asks for what suits the output.
    pub(super) fn format(&self, is_terminal: bool) -> Format {
        match self.format.unwrap_or(FormatName::Auto) {
            FormatName::Auto if is_terminal => Format::Table,
            FormatName::Auto | FormatName::Plain => Format::Plain,
            FormatName::Table | FormatName::Verbose => Format::Table,
            FormatName::Json => Format::Json,
            FormatName::Jsonl => Format::Jsonl,
            FormatName::Csv => Format::Csv,
            FormatName::Markdown => Format::Markdown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(line: &str) -> (Options, Action) {
        Arguments::try_parse_from(line.split(' ')).unwrap().split().unwrap()
    }

    #[test]
    fn the_definition_is_sound() {
        Arguments::command().debug_assert();
    }

    #[test]
    fn options_stand_before_or_after_the_subcommand() {
        let (options, _) = split("x --cypher 5 --param a=1 run f --param b=2 --format csv");
        assert_eq!(options.version(), CypherVersion::Cypher5);
        assert_eq!(options.params, ["a=1", "b=2"]);
        assert_eq!(options.format(true), Format::Csv);
        let (options, _) = split("x --cypher 5 --fail-at-end run f --cypher 25 --fail-fast");
        assert_eq!(options.version(), CypherVersion::Cypher25);
        assert!(!options.fail_at_end);
        let (options, action) = split("x -e A -e B --auth disabled");
        assert!(!options.is_auth_enabled());
        assert!(matches!(action, Action::Evaluate(all) if all == ["A", "B"]));
    }

    #[test]
    fn the_default_format_depends_on_the_terminal() {
        for line in ["x", "x --format auto"] {
            let (options, _) = split(line);
            assert_eq!(
                (options.format(true), options.format(false)),
                (Format::Table, Format::Plain)
            );
        }
    }
}
