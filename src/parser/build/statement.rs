//! A statement's prefix, and which command it is.

use super::context::{Built, Context, Node, Nodes, unexpected};
use super::{access, aura, database, expr, name, privilege, role, show, user};
use crate::ast::{
    Command, CypherVersion, Expr, Extension, IfExists, Mode, Place, ShowWhat, Statement,
};
use crate::parser::{Deferred, Seen};
use crate::status::{Error, ErrorKind};
use crate::text::Span;
use cypher_admin_grammar::Rule;
use pest::iterators::Pairs;

/// Builds a whole statement; `version` holds when no prefix names one.
pub(in crate::parser) fn statement(
    pairs: Pairs<'_, Rule>,
    text: &str,
    version: CypherVersion,
) -> Built<(Statement, Vec<Deferred>)> {
    let mut nodes = Nodes::from(pairs);
    let prefix = Prefix::take(&mut nodes, text)?;
    let context = Context::new(text, prefix.version.unwrap_or(version));
    let used = nodes.take_if(Rule::use_clause);
    let first = command(&context, nodes.need("a command")?)?;
    let is_last = matches!(nodes.peek(), None | Some(Rule::EOI));
    let command = if is_last { first } else { chain(&context, first, nodes)? };
    context.check_skipped()?;
    if let Some(node) = used {
        let error = Error::at(ErrorKind::UseClause, context.span(&node));
        if !takes_use(&context, &command, node) {
            context.defer(error, Seen::WithCommand);
        }
    }
    let statement = Statement { version: prefix.version, mode: prefix.mode, command };
    Ok((statement, context.into_deferred()))
}

/// Commands in a row. Only some of them can be combined; a server's parser sees the error at the second.
fn chain<'i>(context: &Context<'i>, first: Command, nodes: Nodes<'i>) -> Built<Command> {
    let mut commands = vec![first];
    for node in nodes.filter(|node| node.as_rule() != Rule::EOI) {
        let start = node.as_span().start();
        let next = command(context, node)?;
        if !commands.iter().chain([&next]).all(|command| is_combinable(context.version, command)) {
            return Err(context.invalid_input(start));
        }
        commands.push(next);
    }
    Ok(Command::Chain(commands))
}

/// Whether this `USE` clause may stand in front: these commands are clauses of a query as well, and say the same of
/// every database.
fn takes_use(context: &Context<'_>, command: &Command, clause: Node<'_>) -> bool {
    match command {
        Command::TerminateTransactions(_) | Command::Chain(_) => true,
        Command::Show(show) => match show.what {
            ShowWhat::Transactions { .. }
            | ShowWhat::Functions { .. }
            | ShowWhat::Procedures { .. }
            | ShowWhat::Settings { .. } => true,
            // A clause since Cypher 25, but one that only `system` answers.
            ShowWhat::Databases(_) => {
                let mut graphs = Nodes::of(clause).filter(|it| it.as_rule() == Rule::graph_ref);
                context.version == CypherVersion::Cypher25
                    && graphs.next().is_some_and(|graph| {
                        matches!(&*name::graph_ref(context, graph).parts, [part] if part.text == "system")
                    })
            }
            _ => false,
        },
        _ => false,
    }
}

fn is_combinable(version: CypherVersion, command: &Command) -> bool {
    match command {
        Command::TerminateTransactions(_) => true,
        Command::Show(show) => match show.what {
            ShowWhat::Transactions { .. } => true,
            ShowWhat::Functions { .. }
            | ShowWhat::Procedures { .. }
            | ShowWhat::Settings { .. }
            | ShowWhat::Databases(_) => version == CypherVersion::Cypher25,
            _ => false,
        },
        _ => false,
    }
}

/// Builds an expression that stands alone.
pub(in crate::parser) fn expression(
    pairs: Pairs<'_, Rule>,
    text: &str,
    version: CypherVersion,
) -> Built<Expr> {
    let context = Context::new(text, version);
    let expr = expr::expr(&context, Nodes::from(pairs).need("an expression")?)?;
    context.refuse_deferred(expr)
}

/// Builds a statement that Neo4j does not have.
pub(in crate::parser) fn extension(
    pairs: Pairs<'_, Rule>,
    text: &str,
    version: CypherVersion,
) -> Built<Extension> {
    let context = Context::new(text, version);
    let node = Nodes::from(pairs).need("a command")?;
    let extension = match node.as_rule() {
        Rule::can_do | Rule::who_can | Rule::show_access => {
            Extension::Access(Box::new(access::command(&context, node)?))
        }
        _ => Extension::Console(Box::new(aura::console_command(&context, node)?)),
    };
    context.refuse_deferred(extension)
}

/// `CYPHER 25`, `EXPLAIN`, `PROFILE` and options, in any order, in front of a command.
#[derive(Default)]
pub(super) struct Prefix {
    pub(super) version: Option<CypherVersion>,
    mode: Mode,
    /// Options and their values, in lower case.
    options: Vec<(String, String)>,
}

impl Prefix {
    pub(super) fn take(nodes: &mut Nodes<'_>, text: &str) -> Built<Self> {
        let mut prefix = Self::default();
        while let Some(rule @ (Rule::explain | Rule::profile | Rule::cypher_prefix)) = nodes.peek()
        {
            let node = nodes.need("a prefix")?;
            let start = node.as_span().start();
            match rule {
                Rule::explain => prefix.set_mode(Mode::Explain, start)?,
                Rule::profile => prefix.set_mode(Mode::Profile, start)?,
                _ => prefix.set_options(node, text)?,
            }
        }
        Ok(prefix)
    }

    fn set_mode(&mut self, mode: Mode, at: usize) -> Built<()> {
        if self.mode != Mode::Normal && self.mode != mode {
            return Err(Error::at(
                ErrorKind::ExplainAndProfile,
                Span::new(at, at + "EXPLAIN".len()),
            ));
        }
        self.mode = mode;
        Ok(())
    }

    /// Options such as `runtime=slotted` steer a planner that this program does not have: they are
    /// accepted and have no effect, whatever they are called. Only one that is said to be two things is
    /// refused.
    fn set_options(&mut self, node: Node<'_>, text: &str) -> Built<()> {
        for option in Nodes::of(node) {
            if option.as_rule() == Rule::pre_option {
                self.set_option(&option)?;
                continue;
            }
            let span = Span::new(option.as_span().start(), option.as_span().end());
            let version = match text.get(span.range()) {
                Some("5") => CypherVersion::Cypher5,
                Some("25") => CypherVersion::Cypher25,
                other => {
                    let version = other.unwrap_or_default().to_owned();
                    return Err(Error::at(ErrorKind::UnknownVersion { version }, span));
                }
            };
            if self.version.is_some_and(|before| before != version) {
                let option = "version".to_owned();
                return Err(Error::at(ErrorKind::ConflictingOptions { option }, span));
            }
            self.version = Some(version);
        }
        Ok(())
    }

    fn set_option(&mut self, node: &Node<'_>) -> Built<()> {
        let written = node.as_str();
        let Some((name, value)) = written.split_once('=') else { return Ok(()) };
        let [name, value] = [name, value].map(|part| part.trim().to_lowercase());
        if self.options.iter().any(|(other, old)| *other == name && *old != value) {
            let span = Span::new(node.as_span().start(), node.as_span().end());
            return Err(Error::at(ErrorKind::ConflictingOptions { option: name }, span));
        }
        self.options.push((name, value));
        Ok(())
    }
}

fn command<'i>(context: &Context<'i>, node: Node<'i>) -> Built<Command> {
    let place = context.place(&node);
    match node.as_rule() {
        Rule::grant | Rule::deny | Rule::revoke => {
            privilege::command(context, node).map(|command| Command::Privilege(Box::new(command)))
        }
        Rule::grant_role | Rule::revoke_role => {
            role::assign_role(context, node).map(Command::AssignRole)
        }
        Rule::show => show::show(context, node).map(|show| Command::Show(Box::new(show))),
        Rule::terminate_transactions => show::terminate_transactions(context, node)
            .map(|terminate| Command::TerminateTransactions(Box::new(terminate))),
        Rule::rename => role::rename(context, node).map(Command::Rename),
        Rule::create => create(context, node, place),
        Rule::alter => alter(context, node, place),
        Rule::drop => drop(context, node, place),
        Rule::start_database | Rule::stop_database => {
            database::switch_database(context, node).map(Command::SwitchDatabase)
        }
        Rule::enable_server | Rule::rename_server | Rule::deallocate | Rule::reallocate => {
            database::server(context, node).map(Command::Server)
        }
        _ => Err(unexpected(&node, "a command")),
    }
}

fn create<'i>(context: &Context<'i>, node: Node<'i>, place: Place) -> Built<Command> {
    let mut nodes = Nodes::of(node);
    let or_replace = nodes.has(Rule::or_replace);
    let node = nodes.need("what is created")?;
    Ok(match node.as_rule() {
        Rule::create_user => {
            Command::CreateUser(Box::new(user::create_user(context, node, or_replace, place)?))
        }
        Rule::create_role => {
            Command::CreateRole(role::create_role(context, node, or_replace, place)?)
        }
        Rule::create_database | Rule::create_composite | Rule::create_replica => {
            Command::CreateDatabase(Box::new(database::create_database(
                context, node, or_replace, place,
            )?))
        }
        Rule::create_alias => Command::CreateAlias(Box::new(database::create_alias(
            context, node, or_replace, place,
        )?)),
        Rule::create_auth_rule => {
            Command::SetAuthRule(role::create_auth_rule(context, node, or_replace, place)?)
        }
        _ => return Err(unexpected(&node, "what is created")),
    })
}

fn alter<'i>(context: &Context<'i>, node: Node<'i>, place: Place) -> Built<Command> {
    let node = Nodes::of(node).need("what is altered")?;
    Ok(match node.as_rule() {
        Rule::alter_user => Command::AlterUser(Box::new(user::alter_user(context, node, place)?)),
        Rule::alter_users => Command::AlterUsers(user::alter_users(context, node, place)?),
        Rule::alter_current_user => {
            Command::AlterCurrentUser(user::alter_current_user(context, node)?)
        }
        Rule::alter_database => {
            Command::AlterDatabase(Box::new(database::alter_database(context, node, place)?))
        }
        Rule::alter_alias => {
            Command::AlterAlias(Box::new(database::alter_alias(context, node, place)?))
        }
        Rule::alter_server => Command::Server(database::server(context, node)?),
        Rule::alter_auth_rule => Command::SetAuthRule(role::alter_auth_rule(context, node, place)?),
        _ => return Err(unexpected(&node, "what is altered")),
    })
}

fn drop<'i>(context: &Context<'i>, node: Node<'i>, place: Place) -> Built<Command> {
    let node = Nodes::of(node).need("what is dropped")?;
    Ok(match node.as_rule() {
        Rule::drop_named => Command::Drop(role::drop_named(context, node)?),
        Rule::drop_database => {
            Command::DropDatabase(database::drop_database(context, node, place)?)
        }
        Rule::drop_alias => Command::DropAlias(database::drop_alias(context, node)?),
        Rule::drop_server => Command::Server(database::server(context, node)?),
        _ => return Err(unexpected(&node, "what is dropped")),
    })
}

/// What `OR REPLACE` and `IF NOT EXISTS` mean together.
pub(super) fn if_exists(or_replace: bool, if_not_exists: bool) -> IfExists {
    match (or_replace, if_not_exists) {
        (false, false) => IfExists::Error,
        (false, true) => IfExists::DoNothing,
        (true, false) => IfExists::Replace,
        (true, true) => IfExists::Conflict,
    }
}
