//! What Neo4j's front end makes of a text with a syntax error: how many statements, and whether the command that it
//! has read in part is looked at any further.
//!
//! Its parser goes on behind an error, and each rule of the grammar makes its part of the tree of what it finds. Where a
//! part is missing that the command itself asks for, there is no command, and nothing is looked at.

use super::expected::Tree;
use super::mend::{Mended, mend};
use super::prefix::prefix;
use super::scan::{PieceKind, scan};
use super::syntax_error::SEARCHED_BYTES;
use crate::ast::CypherVersion;
use crate::status::{Error, ErrorKind, SemanticError};
use crate::text::Span;

/// The parts that a rule asks for: one of each row's.
const NEEDS: [(&str, &[&[&str]]); 63] = [
    ("alias_name", &[&["graph_name"]]),
    ("all_privilege", &[&["all_privilege_target"]]),
    ("allocation", &[&["deallocate", "reallocate"]]),
    ("alter_alias", &[&["alias_name"]]),
    ("alter_alias_password", &[&["password_value"]]),
    ("alter_alias_target", &[&["target_name"]]),
    ("alter_alias_user", &[&["name_or_param"]]),
    ("alter_auth_rule", &[&["name_or_param"]]),
    ("alter_database", &[&["graph_name"]]),
    ("alter_database_option", &[&["name"], &["expr"]]),
    ("alter_server", &[&["string_or_param"], &["options"]]),
    ("alter_user", &[&["name_or_param"]]),
    ("auth_rule_names", &[&["names"]]),
    ("auth_rule_set", &[&["auth_rule_set_condition", "auth_rule_set_enabled"]]),
    ("auth_rule_set_condition", &[&["expr"]]),
    (
        "command",
        &[&[
            "create",
            "drop",
            "alter",
            "rename",
            "deny",
            "revoke",
            "grant",
            "start_database",
            "stop_database",
            "enable_server",
            "allocation",
            "show",
            "show_admin",
            "terminate",
        ]],
    ),
    ("composable_tail", &[&["yield_clause", "where_clause"]]),
    ("create_alias", &[&["alias_name"], &["target_name"]]),
    ("create_auth_rule", &[&["name_or_param"]]),
    ("create_composite_database", &[&["graph_name"]]),
    ("create_database", &[&["graph_name"]]),
    ("create_replica_database", &[&["graph_name"]]),
    ("create_role", &[&["name_or_param"]]),
    ("create_user", &[&["name_or_param"]]),
    ("database_privilege", &[&["database_scope"]]),
    ("deny", &[&["privilege"], &["role_names"]]),
    ("drop_alias", &[&["alias_name"]]),
    ("drop_auth_rule", &[&["name_or_param"]]),
    ("drop_database", &[&["graph_name"]]),
    ("drop_privilege", &[&["database_scope", "dbms_action"]]),
    ("drop_role", &[&["name_or_param"]]),
    ("drop_server", &[&["string_or_param"]]),
    ("drop_user", &[&["name_or_param"]]),
    ("elements_token", &[&["rel_token", "node_token", "element_token"]]),
    ("enable_server", &[&["string_or_param"]]),
    ("execute_function_qualifier", &[&["globs"]]),
    (
        "execute_privilege",
        &[&["admin_token", "execute_procedure_qualifier", "execute_function_qualifier"]],
    ),
    ("execute_procedure_qualifier", &[&["globs"]]),
    ("glob_recursive", &[&["glob_part"]]),
    ("grant", &[&["privilege", "grant_role"], &["role_names", "grant_role"]]),
    ("grant_role", &[&["role_names"], &["grantees", "user_names"]]),
    ("grantees", &[&["user_names", "auth_rule_names"]]),
    ("graph_privilege", &[&["graph_scope"], &["elements"]]),
    ("home_database", &[&["graph_name"]]),
    ("options", &[&["map_or_param"]]),
    ("password", &[&["password_value"]]),
    ("password_only", &[&["password_value"]]),
    ("primary_topology", &[&["uint_or_param"]]),
    ("revoke", &[&["privilege", "revoke_role"], &["role_names", "revoke_role"]]),
    ("revoke_role", &[&["role_names"], &["grantees", "user_names"]]),
    ("role_names", &[&["names"]]),
    ("secondary_topology", &[&["uint_or_param"]]),
    ("set_auth", &[&["string"]]),
    ("setting_qualifier", &[&["globs"]]),
    ("shards", &[&["property_shard"]]),
    ("show_role_privileges", &[&["role_names"]]),
    ("show_tail", &[&["yield_clause", "where_clause"]]),
    ("start_database", &[&["graph_name"]]),
    ("stop_database", &[&["graph_name"]]),
    ("target_name", &[&["graph_name"]]),
    ("traverse_read_privilege", &[&["graph_scope"], &["elements"]]),
    ("user_names", &[&["names"]]),
    ("write_privilege", &[&["graph_scope"]]),
];

/// Rules of which two are asked for.
const PAIRS: [(&str, &str); 5] = [
    ("alter_current_user", "password_value"),
    ("rename_auth_rule", "name_or_param"),
    ("rename_role", "name_or_param"),
    ("rename_server", "string_or_param"),
    ("rename_user", "name_or_param"),
];

/// Names, and what may stand for them.
const NAMES: [&str; 5] =
    ["graph_name", "map_or_param", "name_or_param", "password_value", "string_or_param"];

/// Rules in which they may be missing: lists, and what nobody looks at.
const MAY_LACK: [&str; 9] = [
    "alter_alias_driver",
    "alter_alias_password",
    "alter_alias_properties",
    "alter_alias_user",
    "alter_users",
    "deallocate",
    "graph_names",
    "load_privilege",
    "names",
];

/// Commands that are a name and clauses.
const COMMANDS_OF_CLAUSES: [&str; 5] =
    ["alter_auth_rule", "alter_user", "alter_users", "create_auth_rule", "create_user"];

/// Commands of others, and those that are clauses, too.
const OTHERS: [&str; 12] = [
    "composable_tail",
    "create_constraint",
    "create_index",
    "drop_constraint",
    "drop_index",
    "show_database",
    "show_functions",
    "show_procedures",
    "show_settings",
    "show_tail",
    "show_transactions",
    "terminate_transactions",
];

/// Rules that are nothing but a choice behind their first word.
const CHOICES: [&str; 8] =
    ["alter", "create", "drop", "privilege", "rename", "show", "show_admin", "terminate"];

/// Rules that are nothing but one word, and the word.
const WORDS: [(&str, &str); 8] = [
    ("command_token", "COMMANDS"),
    ("function_token", "FUNCTIONS"),
    ("index_token", "INDEXES"),
    ("privilege_token", "PRIVILEGES"),
    ("role_token", "ROLES"),
    ("setting_token", "SETTINGS"),
    ("tag_token", "TAGS"),
    ("transaction_token", "TRANSACTIONS"),
];

/// Clauses that are lost where something in them is broken.
const LOST: [&str; 2] = ["load_csv", "merge_pattern"];

/// What a later command of several in a row does to those in front of it when it breaks off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// `SHOW` without what is shown: nothing is looked at.
    All,
    /// `TERMINATE` without its transactions: it counts as not there. Where it begins.
    From(usize),
}

/// A text with a syntax error as Neo4j's parser reads it.
pub struct HalfRead<'t> {
    tree: Tree<'t>,
    /// Where the statement begins, behind its prefix.
    start: usize,
}

impl<'t> HalfRead<'t> {
    /// Reads a text; none where it is too long for that.
    #[must_use]
    pub fn of(text: &'t str, version: CypherVersion) -> Option<Self> {
        let prefix = prefix(text);
        let rest = text.get(prefix.end..).filter(|rest| rest.len() <= SEARCHED_BYTES)?;
        let tree = Tree::read(rest, prefix.version.unwrap_or(version))?;
        Some(Self { tree, start: prefix.end })
    }

    /// How many statements it counts: those that it still finds behind the error, too.
    #[must_use]
    pub fn statements(&self) -> usize {
        let tree = &self.tree;
        let is_statement = |node: &usize| tree.depth(*node) == 1 && tree.name(*node) == "statement";
        tree.nodes().filter(is_statement).count()
    }

    /// The word in whose place the token at byte `at` stands: it is passed over, and the rest is read as if the word
    /// were there.
    pub(super) fn word_at(&self, at: usize) -> Option<&'static str> {
        let tree = &self.tree;
        let is_there = |node: &usize| tree.is_broken(*node) && self.start + tree.start(*node) == at;
        let broken = tree.nodes().find(is_there)?;
        let (_, word) = WORDS.iter().find(|(rule, _)| *rule == tree.name(broken))?;
        Some(*word).filter(|_| !tree.is_empty(broken))
    }

    /// Whether it is a query of which nothing but its `USE` clause is left.
    #[must_use]
    pub fn is_use_alone(&self) -> bool {
        let tree = &self.tree;
        let Some(query) = tree.nodes().find(|node| tree.name(*node) == "single_query") else {
            return false;
        };
        let mut clauses = tree.children(query).filter_map(|clause| tree.children(clause).next());
        let is_use =
            |first: usize| tree.name(first) == "use_clause" && !tree.is_broken_inside(first);
        let is_lost =
            |clause: usize| LOST.contains(&tree.name(clause)) && tree.is_broken_inside(clause);
        clauses.next().is_some_and(is_use) && clauses.all(is_lost)
    }

    /// Whether it is about all privileges on something that is not there: nobody asks what stands in its place.
    #[must_use]
    pub fn lacks_target_of_all(&self) -> bool {
        let tree = &self.tree;
        let is_target = |node: &usize| tree.name(*node) == "all_privilege_target";
        tree.nodes().find(is_target).is_some_and(|target| tree.passed_over(target).is_some())
    }

    /// Whether it is `DENY MERGE`, be it revoked.
    #[must_use]
    pub fn denies_merge(&self) -> bool {
        let tree = &self.tree;
        let has = |node: usize, word: &str| {
            tree.words(node).any(|found| found.eq_ignore_ascii_case(word))
        };
        let is_denial =
            |node: usize| matches!(tree.name(node), "deny" | "revoke") && has(node, "DENY");
        tree.nodes().any(is_denial)
            && tree.nodes().any(|node| tree.name(node) == "graph_privilege" && has(node, "MERGE"))
    }

    /// What it counts as where it breaks off inside of an expression, with the error at byte `at` of `text`.
    pub(super) fn mended(&self, text: &str, at: usize) -> Option<Mended> {
        let rest = text.get(self.start..)?;
        match mend(&self.tree, rest, at.checked_sub(self.start)?)? {
            Mended::As(made) => Some(Mended::As(format!("{}{made}", text.get(..self.start)?))),
            Mended::Lost => Some(Mended::Lost),
        }
    }

    /// Whether it is a row of `TERMINATE` and another command, be it read in part.
    #[must_use]
    pub fn is_combined(&self) -> bool {
        let tree = &self.tree;
        let commands = ["terminate", "composable_show"];
        tree.nodes().filter(|node| commands.contains(&tree.name(*node))).nth(1).is_some()
    }

    /// The command in a row of several that is not there, if one is. The error is at byte `at`.
    #[must_use]
    pub fn lost_command(&self, at: usize) -> Option<Lost> {
        let tree = &self.tree;
        let lost = |node: usize| match tree.name(node) {
            "composable_show" => tree.children(node).next().is_none().then_some(Lost::All),
            "terminate" => {
                let what = tree.children(node).next()?;
                let is_name = |part: usize| {
                    tree.name(part) == "names_of"
                        && !tree.is_empty(part)
                        && self.start + tree.start(part) != at
                };
                let is_there = tree.children(what).any(is_name);
                (!is_there).then(|| Lost::From(self.start + tree.start(node)))
            }
            _ => None,
        };
        tree.nodes().filter(|node| tree.start(*node) > 0).find_map(lost)
    }

    /// Where the first clause begins, its word `SET`, `ADD` or `REMOVE` among it, that it finds behind byte `at` in a
    /// user command or one about auth rules. `text` is what was read.
    pub(super) fn next_clause(&self, text: &str, at: usize) -> Option<usize> {
        let tree = &self.tree;
        let is_command = |node: &usize| COMMANDS_OF_CLAUSES.contains(&tree.name(*node));
        let command = tree.nodes().find(is_command)?;
        let clause = tree.children(command).find(|child| self.start + tree.start(*child) >= at)?;
        let place = self.start + tree.start(clause);
        let word = scan(text)
            .take_while(|piece| piece.start < place)
            .filter(|piece| piece.kind == PieceKind::Word)
            .last()?;
        match tree.name(clause) {
            "auth_rule_set" => Some(place),
            _ => (word.start >= at).then_some(word.start),
        }
    }

    /// What the front end finds in its parts, whatever becomes of the whole: versions that do not exist, the word in
    /// front of them missing; and globs.
    #[must_use]
    pub fn errors_in_parts(&self) -> Vec<Error> {
        let tree = &self.tree;
        let found = |node: usize| match tree.name(node) {
            "language" if tree.is_broken(node) => {
                let (word, span) = tree.tokens(node).last()?;
                let is_number = word.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'_'))
                    && (word == "0" || !word.starts_with('0'));
                (is_number && !matches!(word, "5" | "25"))
                    .then(|| (ErrorKind::from(SemanticError::CypherVersion(word.to_owned())), span))
            }
            "glob" => half_escaped(tree, node).map(|span| (ErrorKind::GlobPartHalfEscaped, span)),
            _ => None,
        };
        let at = |(kind, span): (ErrorKind, Span)| {
            let range = span.range();
            Error::at(kind, Span::new(self.start + range.start, self.start + range.end))
        };
        tree.nodes().filter_map(found).map(at).collect()
    }

    /// Whether it makes a command, an administration command on its own; none where it reads no such command, or one
    /// with a tail of `YIELD` or `WHERE`.
    #[must_use]
    pub fn is_built(&self) -> Option<bool> {
        let tree = &self.tree;
        let first = tree.children(0).next()?;
        let command = tree.children(first).find(|node| tree.name(*node) == "command")?;
        let nodes = || tree.nodes().filter(|node| *node >= command);
        if nodes().any(|node| OTHERS.contains(&tree.name(node))) {
            return None;
        }
        Some(nodes().all(|node| is_whole(tree, node)))
    }
}

/// The first part of a glob that stands beside one in backticks without a dot between them.
fn half_escaped(tree: &Tree<'_>, glob: usize) -> Option<Span> {
    let depth = tree.depth(glob);
    let inside = tree.nodes().skip(glob + 1).take_while(|node| tree.depth(*node) > depth);
    let mut part_is_quoted = None;
    for node in inside {
        let (is_quoted, span) = match (tree.name(node), tree.tokens(node).next()) {
            ("glob_part", Some((".", _))) => {
                part_is_quoted = None;
                continue;
            }
            ("glob_part", Some(("*" | "?", span))) => (false, span),
            ("quoted_name", _) => (true, tree.span(node)),
            ("plain_name", _) => (false, tree.span(node)),
            _ => continue,
        };
        if part_is_quoted.is_some_and(|before| before || is_quoted) {
            return Some(span);
        }
        part_is_quoted = Some(is_quoted);
    }
    None
}

/// Whether a parameter lacks its name at the end of the text.
fn is_nameless(tree: &Tree<'_>, node: usize) -> bool {
    tree.name(node) == "param" && tree.children(node).all(|name| tree.is_empty(name))
}

/// Whether a value in a map is a list of which not even the kind is clear.
fn has_lost_value(tree: &Tree<'_>, map: usize) -> bool {
    let depth = tree.depth(map);
    let inside = tree.nodes().skip(map + 1).take_while(|node| tree.depth(*node) > depth);
    inside
        .filter(|node| tree.is_broken(*node) && tree.children(*node).next().is_none())
        .any(|node| tree.words(node).next() == Some("["))
}

/// Whether a map holds options.
fn is_option(tree: &Tree<'_>, map: usize) -> bool {
    let outer = tree.parent(map).and_then(|parent| tree.parent(parent));
    outer.is_some_and(|outer| tree.name(outer) == "options")
}

fn is_whole(tree: &Tree<'_>, node: usize) -> bool {
    let name = tree.name(node);
    let count = |names: &[&str]| {
        tree.children(node).filter(|child| names.contains(&tree.name(*child))).count()
    };
    let needs = NEEDS.iter().find(|(rule, _)| *rule == name).map_or(&[][..], |(_, needs)| needs);
    let pair = PAIRS.iter().find(|(rule, _)| *rule == name);
    if needs.iter().any(|names| count(names) == 0)
        || pair.is_some_and(|(_, part)| count(&[part]) < 2)
        || CHOICES.contains(&name) && tree.children(node).next().is_none()
    {
        return false;
    }
    let has = |words: &[&str]| {
        tree.words(node).any(|found| words.iter().any(|word| found.eq_ignore_ascii_case(word)))
    };
    let is_number = |found: &str| found.starts_with(|c: char| c.is_ascii_digit());
    let is_for_all = || has(&["*", "HOME", "DEFAULT"]);
    match name {
        "command" | "create" => !tree.is_broken(node),
        "uint_or_param" => count(&["param"]) > 0 || tree.words(node).any(is_number),
        "all_privilege_target" => is_for_all() || has(&["DBMS"]) || count(&["graph_names"]) > 0,
        "database_scope" | "graph_scope" => is_for_all() || count(&["graph_names"]) > 0,
        "create_privilege" => {
            count(&["dbms_action"]) > 0
                || count(&["database_scope"]) > 0 && count(&["create_database_element"]) > 0
                || count(&["graph_scope"]) > 0 && count(&["elements"]) > 0
        }
        "load_privilege" => has(&["ALL"]) || count(&["string_or_param"]) > 0,
        "map" => {
            (!is_option(tree, node) || count(&["property_key"]) == count(&["expr"]))
                && !has_lost_value(tree, node)
        }
        "graph_ref" => tree.children(node).all(|part| !tree.is_empty(part)),
        "alter_database" => {
            tree.children(node).all(|child| tree.name(child) != "name" || !tree.is_broken(child))
        }
        "names" => tree.children(node).next().is_some_and(|first| !tree.is_empty(first)),
        "create_alias" => {
            let maps = usize::from(has(&["DRIVER"])) + usize::from(has(&["PROPERTIES"]));
            let is_stored = count(&["name_or_param"]) > 0 && count(&["password_value"]) > 0;
            let is_remote = has(&["AT"]);
            count(&["map_or_param"]) >= maps
                && (!is_remote
                    || count(&["string_or_param"]) > 0
                        && (is_stored || count(&["remote_credentials"]) > 0))
        }
        "remote_credentials" => {
            has(&["OIDC"]) || count(&["name_or_param"]) > 0 && count(&["password_value"]) > 0
        }
        "set_privilege" | "remove_privilege" => {
            has(&["DBMS"])
                || count(&["database_scope"]) > 0
                || count(&["graph_scope"]) > 0
                    && if has(&["LABEL"]) {
                        count(&["labels_resource"]) > 0
                    } else {
                        count(&["properties_resource"]) > 0 && count(&["elements"]) > 0
                    }
        }
        "show_privilege" => {
            let first = tree.children(node).next().map(|child| tree.name(child));
            match first {
                Some("setting_token") => count(&["setting_qualifier"]) > 0,
                Some(_) => count(&["database_scope"]) > 0,
                None => tree.words(node).nth(1).is_some(),
            }
        }
        "labels_resource" | "properties_resource" => has(&["*"]) || count(&["resource_names"]) > 0,
        "elements" if count(&["elements_token"]) > 0 => {
            has(&["*"]) || count(&["resource_names"]) > 0
        }
        "elements" => !has(&["FOR"]) || count(&["expr", "map"]) > 0,
        "secret_qualifier" => has(&["*"]) || count(&["id_value"]) > 0,
        "topology" | "alter_database_topology" => {
            count(&["primary_topology"]) < 2 && count(&["secondary_topology"]) < 2
        }
        _ if NAMES.contains(&name) => {
            let parent = tree.parent(node).map_or("", |parent| tree.name(parent));
            MAY_LACK.contains(&parent) || tree.children(node).any(|child| !is_nameless(tree, child))
        }
        _ => true,
    }
}
