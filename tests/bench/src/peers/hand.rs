//! A lexer and a recursive-descent parser by hand, for `GRANT`, `DENY`, `REVOKE` of the common
//! privileges and `SHOW PRIVILEGES`: the practical limit of what parsing can cost. It builds the
//! product's own syntax tree, places included, so that equality is one comparison and neither side
//! does less than the other. It knows no messages: what it does not understand is `None`.

use cypher_admin::ast::{
    AllOr, AsCommands, Command, CompareOp, Expr, ExprKind, Glob, GraphName, GraphRef, Ident,
    Literal, Mode, NameOrParam, NamePart, Param, Place, PredicateOp, Privilege, PrivilegeCommand,
    PrivilegeVerb, PrivilegesOf, PropertyRule, Qualifier, Resource, RevokeKind, RulePredicate,
    Scope, Show, ShowTail, ShowWhat, SortItem, Statement, Target, Yield, YieldItem,
};
use cypher_admin::privilege::Action;
use cypher_admin::text::{Span, Spanned, Text};

#[derive(Debug, Clone, Copy, PartialEq)]
enum Kind {
    Word,
    Quoted,
    Number,
    String,
    Symbol(u8),
    End,
}

#[derive(Debug, Clone, Copy)]
struct Token {
    kind: Kind,
    start: usize,
    end: usize,
}

struct Hand<'t> {
    text: &'t str,
    token: Token,
    /// The end of the token before.
    last: usize,
}

/// Parses one statement.
pub fn parse(text: &str) -> Option<Statement> {
    let mut hand = Hand { text, token: Token { kind: Kind::End, start: 0, end: 0 }, last: 0 };
    hand.advance()?;
    let start = hand.token.start;
    let command = if hand.take("SHOW") {
        Command::Show(Box::new(hand.show(start)?))
    } else {
        Command::Privilege(Box::new(hand.privilege_command(start)?))
    };
    hand.take_symbol(b';');
    (hand.token.kind == Kind::End).then_some(Statement {
        version: None,
        mode: Mode::Normal,
        command,
    })
}

impl<'t> Hand<'t> {
    /// Reads the next token.
    fn advance(&mut self) -> Option<()> {
        let bytes = self.text.as_bytes();
        self.last = self.token.end;
        let mut at = self.token.end;
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
            at += 1;
        }
        let start = at;
        let while_in = |mut at: usize, test: fn(u8) -> bool| {
            while bytes.get(at).is_some_and(|byte| test(*byte)) {
                at += 1;
            }
            at
        };
        let (kind, end) = match bytes.get(at) {
            None => (Kind::End, at),
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'_') => (Kind::Word, while_in(at, is_word)),
            Some(b'0'..=b'9') => (Kind::Number, while_in(at, is_word)),
            Some(b'`') => (Kind::Quoted, self.quoted_end(at + 1, b'`')?),
            Some(quote @ (b'\'' | b'"')) => (Kind::String, self.quoted_end(at + 1, *quote)?),
            Some(symbol) if symbol.is_ascii() => (Kind::Symbol(*symbol), at + 1),
            Some(_) => return None,
        };
        self.token = Token { kind, start, end };
        Some(())
    }

    /// The end of a text in quotes. Escapes are beyond this parser.
    fn quoted_end(&self, from: usize, quote: u8) -> Option<usize> {
        let rest = self.text.as_bytes().get(from..)?;
        let end = rest.iter().position(|byte| *byte == quote)?;
        (!rest[..end].contains(&b'\\')).then_some(from + end + 1)
    }

    fn written(&self) -> &'t str {
        &self.text[self.token.start..self.token.end]
    }

    fn is(&self, word: &str) -> bool {
        self.token.kind == Kind::Word && self.written().eq_ignore_ascii_case(word)
    }

    fn take(&mut self, word: &str) -> bool {
        self.is(word) && self.advance().is_some()
    }

    fn take_any(&mut self, words: &[&str]) -> bool {
        words.iter().any(|word| self.take(word))
    }

    fn need(&mut self, word: &str) -> Option<()> {
        self.take(word).then_some(())
    }

    fn take_symbol(&mut self, symbol: u8) -> bool {
        self.token.kind == Kind::Symbol(symbol) && self.advance().is_some()
    }

    fn need_symbol(&mut self, symbol: u8) -> Option<()> {
        self.take_symbol(symbol).then_some(())
    }

    fn span(&self) -> Span {
        Span::new(self.token.start, self.token.end)
    }

    fn name_part(&mut self) -> Option<NamePart> {
        let written = self.written();
        let part = match self.token.kind {
            Kind::Word => NamePart { text: Text::from(written), quoted: false },
            Kind::Quoted => {
                NamePart { text: Text::from(&written[1..written.len() - 1]), quoted: true }
            }
            _ => return None,
        };
        self.advance()?;
        Some(part)
    }

    fn ident(&mut self) -> Option<Ident> {
        let span = self.span();
        Some(Spanned::new(self.name_part()?.text, span))
    }

    /// One or more of what `item` reads, with commas between.
    fn list<T>(&mut self, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        let mut items = vec![item(self)?];
        while self.take_symbol(b',') {
            items.push(item(self)?);
        }
        Some(items)
    }

    fn all_or(&mut self) -> Option<AllOr<Ident>> {
        if self.take_symbol(b'*') {
            return Some(AllOr::All);
        }
        self.list(Self::ident).map(AllOr::Some)
    }

    fn name_or_param(&mut self) -> Option<NameOrParam> {
        let start = self.token.start;
        if self.take_symbol(b'$') {
            let mut name = self.ident()?;
            name.span = Span::new(start, self.last);
            return Some(NameOrParam::Param(Param { name }));
        }
        self.ident().map(NameOrParam::Name)
    }

    fn privilege_command(&mut self, start: usize) -> Option<PrivilegeCommand> {
        let verb = if self.take("GRANT") {
            PrivilegeVerb::Grant
        } else if self.take("DENY") {
            PrivilegeVerb::Deny
        } else {
            self.need("REVOKE")?;
            PrivilegeVerb::Revoke(if self.take("GRANT") {
                RevokeKind::Grant
            } else if self.take("DENY") {
                RevokeKind::Deny
            } else {
                RevokeKind::Both
            })
        };
        let immutable = self.take("IMMUTABLE");
        let privilege = self.privilege()?;
        self.need(if matches!(verb, PrivilegeVerb::Revoke(_)) { "FROM" } else { "TO" })?;
        let roles = self.list(Self::name_or_param)?;
        let place = Place(Span::new(start, self.last));
        Some(PrivilegeCommand { verb, immutable, privilege, roles, place })
    }

    fn privilege(&mut self) -> Option<Privilege> {
        let start = self.token.start;
        let mut resource = Resource::None;
        let mut qualifier = Qualifier::None;
        let action = self.action(&mut resource, &mut qualifier)?;
        self.need("ON")?;
        let target = self.target()?;
        let action = match (&target, action) {
            (Target::Database(_), Action::GraphActions) => Action::DatabaseActions,
            (Target::Dbms, Action::GraphActions) => Action::DbmsActions,
            (_, action) => action,
        };
        if self.take_any(&["NODE", "NODES"]) {
            qualifier = Qualifier::Nodes(self.all_or()?);
        } else if self.take_any(&["RELATIONSHIP", "RELATIONSHIPS"]) {
            qualifier = Qualifier::Relationships(self.all_or()?);
        } else if self.take_any(&["ELEMENT", "ELEMENTS"]) {
            qualifier = Qualifier::Elements(self.all_or()?);
        } else if self.take("FOR") {
            qualifier = Qualifier::Pattern(Box::new(self.rule()?));
        }
        let place = Place(Span::new(start, self.last));
        Some(Privilege { action, resource, target, qualifier, place })
    }

    fn braces(&mut self) -> Option<Resource> {
        self.need_symbol(b'{')?;
        let names = self.all_or()?;
        self.need_symbol(b'}')?;
        Some(Resource::Properties(names))
    }

    /// The words of an action, told apart by the first.
    fn action(&mut self, resource: &mut Resource, qualifier: &mut Qualifier) -> Option<Action> {
        let first = self.written();
        let with_properties = |hand: &mut Self, resource: &mut Resource, action| {
            hand.advance()?;
            *resource = hand.braces()?;
            Some(action)
        };
        match first.as_bytes().first()?.to_ascii_uppercase() {
            b'T' if self.take("TRAVERSE") => Some(Action::Traverse),
            b'R' if self.is("READ") => with_properties(self, resource, Action::Read),
            b'M' if self.is("MATCH") => with_properties(self, resource, Action::Match),
            b'M' if self.is("MERGE") => with_properties(self, resource, Action::Merge),
            b'W' if self.take("WRITE") => Some(Action::Write),
            b'D' if self.take("DELETE") => Some(Action::DeleteElement),
            b'A' if self.take("ACCESS") => Some(Action::Access),
            b'A' if self.take("ALL") => {
                if self.take_any(&["GRAPH", "DATABASE", "DBMS"]) {
                    self.need("PRIVILEGES")?;
                } else {
                    self.take("PRIVILEGES");
                }
                Some(Action::GraphActions)
            }
            b'S' if self.take("SET") => {
                if self.is("PROPERTY") {
                    return with_properties(self, resource, Action::SetProperty);
                }
                self.need("LABEL")?;
                *resource = Resource::Labels(self.all_or()?);
                Some(Action::SetLabel)
            }
            b'S' if self.take("SHOW") => {
                if self.take_any(&["SETTING", "SETTINGS"]) {
                    *qualifier = Qualifier::Settings(self.list(Self::glob)?);
                    Some(Action::ShowSetting)
                } else {
                    self.need("USER").map(|()| Action::ShowUser)
                }
            }
            b'R' if self.take("REMOVE") => {
                self.need("LABEL")?;
                *resource = Resource::Labels(self.all_or()?);
                Some(Action::RemoveLabel)
            }
            b'R' if self.take("ROLE") => self.need("MANAGEMENT").map(|()| Action::RoleManagement),
            b'U' if self.take("USER") => self.need("MANAGEMENT").map(|()| Action::UserManagement),
            b'C' if self.take("CREATE") => Some(if self.take_any(&["INDEX", "INDEXES"]) {
                Action::CreateIndex
            } else if self.take("ROLE") {
                Action::CreateRole
            } else {
                Action::CreateElement
            }),
            b'E' if self.take("EXECUTE") => {
                let is_boosted = self.take("BOOSTED");
                self.take_any(&["PROCEDURES", "PROCEDURE"]).then_some(())?;
                *qualifier = Qualifier::Procedures(self.list(Self::glob)?);
                Some(match is_boosted {
                    true => Action::ExecuteBoostedProcedure,
                    false => Action::ExecuteProcedure,
                })
            }
            b'I' if self.take("IMPERSONATE") => {
                if self.take_symbol(b'(') {
                    let users = match self.take_symbol(b'*') {
                        true => AllOr::All,
                        false => AllOr::Some(self.list(Self::name_or_param)?),
                    };
                    *qualifier = Qualifier::Users(users);
                    self.need_symbol(b')')?;
                }
                Some(Action::Impersonate)
            }
            _ => None,
        }
    }

    /// `apoc.coll.*`
    fn glob(&mut self) -> Option<Spanned<Glob>> {
        let start = self.token.start;
        loop {
            match self.token.kind {
                Kind::Word | Kind::Symbol(b'*' | b'?' | b'.') => self.advance()?,
                _ => break,
            }
            if self.token.start != self.last {
                break;
            }
        }
        let text = self.text.get(start..self.last).filter(|text| !text.is_empty())?;
        Some(Spanned::new(Glob { text: Text::from(text) }, Span::new(start, self.last)))
    }

    fn target(&mut self) -> Option<Target> {
        if self.take("DBMS") {
            return Some(Target::Dbms);
        }
        if self.take("HOME") {
            if self.take("GRAPH") {
                return Some(Target::Graph(Scope::Home));
            }
            return self.need("DATABASE").map(|()| Target::Database(Scope::Home));
        }
        let is_graph = self.take_any(&["GRAPH", "GRAPHS"]);
        if !is_graph && !self.take_any(&["DATABASE", "DATABASES"]) {
            return None;
        }
        let scope = match self.take_symbol(b'*') {
            true => Scope::All,
            false => Scope::Named(self.list(Self::graph_name)?),
        };
        Some(if is_graph { Target::Graph(scope) } else { Target::Database(scope) })
    }

    fn graph_name(&mut self) -> Option<GraphName> {
        let start = self.token.start;
        if self.token.kind == Kind::Symbol(b'$') {
            return match self.name_or_param()? {
                NameOrParam::Param(param) => Some(GraphName::Param(param)),
                NameOrParam::Name(_) => None,
            };
        }
        let mut parts = vec![self.name_part()?];
        while self.take_symbol(b'.') {
            parts.push(self.name_part()?);
        }
        Some(GraphName::Name(GraphRef { parts, span: Span::new(start, self.last) }))
    }

    /// `(n:A|B) WHERE n.p = 1`
    fn rule(&mut self) -> Option<PropertyRule> {
        let start = self.token.start;
        self.need_symbol(b'(')?;
        let variable = match self.token.kind {
            Kind::Word | Kind::Quoted => Some(self.ident()?),
            _ => None,
        };
        let mut labels = Vec::new();
        if self.take_symbol(b':') {
            labels.push(self.ident()?);
            while self.take_symbol(b'|') {
                labels.push(self.ident()?);
            }
        }
        self.need_symbol(b')')?;
        self.need("WHERE")?;
        let predicate = RulePredicate::Where(self.expr()?);
        let place = Place(Span::new(start, self.last));
        Some(PropertyRule { is_node: true, variable, labels, predicate, place })
    }

    fn show(&mut self, start: usize) -> Option<Show> {
        let of = if self.take_any(&["ROLE", "ROLES"]) {
            PrivilegesOf::Roles(self.list(Self::name_or_param)?)
        } else if self.take_any(&["USER", "USERS"]) {
            match self.is("PRIVILEGES") || self.is("PRIVILEGE") {
                true => PrivilegesOf::Users(Vec::new()),
                false => PrivilegesOf::Users(self.list(Self::name_or_param)?),
            }
        } else {
            self.take("ALL");
            PrivilegesOf::All
        };
        self.take_any(&["PRIVILEGES", "PRIVILEGE"]).then_some(())?;
        let mut as_commands = None;
        if self.take("AS") {
            let is_revoke = self.take("REVOKE");
            self.take_any(&["COMMANDS", "COMMAND"]).then_some(())?;
            as_commands = Some(if is_revoke { AsCommands::Revoke } else { AsCommands::Grant });
        }
        let place = Place(Span::new(start, self.last));
        let tail = if self.take("WHERE") {
            ShowTail::Where(self.expr()?)
        } else if self.is("YIELD") {
            ShowTail::Yield(Box::new(self.yields()?), None)
        } else {
            ShowTail::None
        };
        Some(Show { what: ShowWhat::Privileges { of, as_commands }, tail, place })
    }

    fn yields(&mut self) -> Option<Yield> {
        let start = self.token.start;
        self.advance()?;
        let items = match self.take_symbol(b'*') {
            true => Vec::new(),
            false => self.list(|hand| {
                let column = hand.ident()?;
                let alias = if hand.take("AS") { Some(hand.ident()?) } else { None };
                Some(YieldItem { column, alias })
            })?,
        };
        let mut order_by = Vec::new();
        if self.take("ORDER") {
            self.need("BY")?;
            order_by = self.list(|hand| {
                let key = hand.expr()?;
                let descending = hand.take_any(&["DESC", "DESCENDING"]);
                if !descending {
                    hand.take_any(&["ASC", "ASCENDING"]);
                }
                Some(SortItem { key, descending })
            })?;
        }
        let skip = if self.take_any(&["SKIP", "OFFSET"]) { Some(self.integer()?) } else { None };
        let limit = if self.take("LIMIT") { Some(self.integer()?) } else { None };
        let filter = if self.take("WHERE") { Some(self.expr()?) } else { None };
        let place = Place(Span::new(start, self.last));
        Some(Yield { items, order_by, skip, limit, filter, place })
    }

    fn integer(&mut self) -> Option<Spanned<i64>> {
        let number = Spanned::new(self.written().parse().ok()?, self.span());
        self.advance()?;
        Some(number)
    }

    /// `OR`, `AND`, `NOT`, and below them one operator. Chains are flat, as in the tree.
    fn expr(&mut self) -> Option<Expr> {
        self.chain("OR", Self::conjunction, ExprKind::Or)
    }

    fn conjunction(&mut self) -> Option<Expr> {
        self.chain("AND", Self::negation, ExprKind::And)
    }

    fn chain(
        &mut self,
        word: &str,
        operand: fn(&mut Self) -> Option<Expr>,
        make: fn(Vec<Expr>) -> ExprKind,
    ) -> Option<Expr> {
        let start = self.token.start;
        let first = operand(self)?;
        if !self.is(word) {
            return Some(first);
        }
        let mut operands = vec![first];
        while self.take(word) {
            operands.push(operand(self)?);
        }
        Some(Expr::new(make(operands), Span::new(start, self.last)))
    }

    fn negation(&mut self) -> Option<Expr> {
        let start = self.token.start;
        if self.take("NOT") {
            let operand = Box::new(self.negation()?);
            return Some(Expr::new(ExprKind::Not(operand), Span::new(start, self.last)));
        }
        self.test()
    }

    fn test(&mut self) -> Option<Expr> {
        let start = self.token.start;
        let left = self.atom()?;
        let at = self.token.start;
        let predicate = if self.take("STARTS") {
            self.need("WITH")?;
            Some(PredicateOp::StartsWith)
        } else if self.take("ENDS") {
            self.need("WITH")?;
            Some(PredicateOp::EndsWith)
        } else if self.take("CONTAINS") {
            Some(PredicateOp::Contains)
        } else if self.take("IN") {
            Some(PredicateOp::In)
        } else {
            None
        };
        let op_span = Span::new(at, self.last);
        if let Some(op) = predicate {
            let right = Box::new(self.atom()?);
            let kind = ExprKind::Predicate(Box::new(left), Spanned::new(op, op_span), right);
            return Some(Expr::new(kind, Span::new(start, self.last)));
        }
        let op = if self.take_symbol(b'=') {
            CompareOp::Equal
        } else if self.take_symbol(b'<') {
            if self.take_symbol(b'>') { CompareOp::NotEqual } else { CompareOp::Less }
        } else if self.take_symbol(b'>') {
            CompareOp::Greater
        } else {
            return Some(left);
        };
        let op = Spanned::new(op, Span::new(at, self.last));
        let right = self.atom()?;
        let kind = ExprKind::Comparison(Box::new(left), vec![(op, right)]);
        Some(Expr::new(kind, Span::new(start, self.last)))
    }

    fn atom(&mut self) -> Option<Expr> {
        let (start, written, span) = (self.token.start, self.written(), self.span());
        let literal = |literal| ExprKind::Literal(literal);
        let kind = match self.token.kind {
            Kind::Number => literal(Literal::Integer(written.parse().ok()?)),
            Kind::String => literal(Literal::String(written[1..written.len() - 1].to_owned())),
            Kind::Word if written.eq_ignore_ascii_case("true") => literal(Literal::Boolean(true)),
            Kind::Word if written.eq_ignore_ascii_case("false") => literal(Literal::Boolean(false)),
            Kind::Word | Kind::Quoted => ExprKind::Variable(self.ident()?),
            Kind::Symbol(b'[') => {
                self.advance()?;
                let items = self.list(Self::expr)?;
                self.need_symbol(b']')?;
                ExprKind::List(items)
            }
            Kind::Symbol(b'(') => {
                self.advance()?;
                let inner = self.expr()?;
                self.need_symbol(b')')?;
                return Some(inner);
            }
            Kind::Symbol(b'$') => match self.name_or_param()? {
                NameOrParam::Param(param) => ExprKind::Param(param),
                NameOrParam::Name(_) => return None,
            },
            _ => return None,
        };
        if matches!(kind, ExprKind::Literal(_)) {
            self.advance()?;
        }
        let mut expr = Expr::new(kind, Span::new(start, self.last.max(span.range().end)));
        while self.take_symbol(b'.') {
            let key = self.ident()?;
            let kind = ExprKind::Property(Box::new(expr), key);
            expr = Expr::new(kind, Span::new(start, self.last));
        }
        Some(expr)
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
