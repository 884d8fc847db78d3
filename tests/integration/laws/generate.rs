//! Random syntax trees.

use cypher_admin::ast::*;
use cypher_admin::privilege::{Action, ActionFamily};
use cypher_admin::text::{Span, Spanned, Text};
use proptest::prelude::*;
use proptest::sample::select;

fn at<T>(value: T) -> Spanned<T> {
    Spanned::new(value, Span::default())
}

/// Names: plain ones, keywords, such as need backticks.
pub fn name() -> impl Strategy<Value = Text> {
    prop_oneof![
        6 => select(vec!["a", "b", "reader", "öl", "日本", "_x1", "ROLE", "to", "On", "where", "management", "users"])
            .prop_map(Text::from),
        1 => select(vec!["", "a b", "1db", "a`b", "a.b", "x-y", "*", "$p", "\\u", "😀", "it's"]).prop_map(Text::from),
    ]
}

fn ident() -> impl Strategy<Value = Ident> {
    name().prop_map(at)
}

/// A name that is no literal word where an expression may stand.
fn variable() -> impl Strategy<Value = Ident> {
    select(vec!["x", "y", "role", "user", "a b", "count", "end"])
        .prop_map(|name| at(Text::from(name)))
}

fn param() -> impl Strategy<Value = Param> {
    select(vec!["p", "1", "1a", "a b", "role"])
        .prop_map(|name| Param { name: at(Text::from(name)) })
}

fn name_or_param() -> impl Strategy<Value = NameOrParam> {
    prop_oneof![4 => ident().prop_map(NameOrParam::Name), 1 => param().prop_map(NameOrParam::Param)]
}

fn names() -> impl Strategy<Value = Vec<NameOrParam>> {
    prop::collection::vec(name_or_param(), 1..4)
}

fn graph_name() -> impl Strategy<Value = GraphName> {
    let part = name().prop_map(|text| NamePart { quoted: false, text });
    prop_oneof![
        4 => prop::collection::vec(part, 1..3)
            .prop_map(|parts| GraphName::Name(GraphRef { parts, span: Span::default() })),
        1 => param().prop_map(GraphName::Param),
    ]
}

fn string() -> impl Strategy<Value = String> {
    select(vec![
        "",
        "a",
        "it's",
        "say \"x\"",
        "back\\slash",
        "new\nline",
        "öl 😀",
        "127.0.0.1/32",
        "// no comment",
        ";",
    ])
    .prop_map(str::to_owned)
}

fn string_or_param() -> impl Strategy<Value = StringOrParam> {
    prop_oneof![4 => string().prop_map(|text| StringOrParam::Literal(at(text))), 1 => param().prop_map(StringOrParam::Param)]
}

fn all_or<T: std::fmt::Debug + Clone>(
    item: impl Strategy<Value = T>,
) -> impl Strategy<Value = AllOr<T>> {
    prop_oneof![Just(None), prop::collection::vec(item, 1..3).prop_map(Some)]
        .prop_map(|items| items.map_or(AllOr::All, AllOr::Some))
}

fn new(kind: ExprKind) -> Expr {
    Expr::new(kind, Span::default())
}

fn boxed(expr: Expr) -> Box<Expr> {
    Box::new(expr)
}

fn literal() -> impl Strategy<Value = Expr> {
    prop_oneof![
        Just(Literal::Null),
        any::<bool>().prop_map(Literal::Boolean),
        any::<i64>().prop_map(Literal::Integer),
        prop_oneof![Just(0.5), Just(-1.5), Just(1e300), Just(1e-7), Just(f64::INFINITY)]
            .prop_map(Literal::Float),
        Just(Literal::NaN),
        string().prop_map(Literal::String),
    ]
    .prop_map(|literal| new(ExprKind::Literal(literal)))
}

/// Random expressions, a few levels deep.
pub fn expr() -> impl Strategy<Value = Expr> {
    let leaf = prop_oneof![
        literal(),
        param().prop_map(|param| new(ExprKind::Param(param))),
        variable().prop_map(|name| new(ExprKind::Variable(name))),
        Just(new(ExprKind::CountStar)),
    ];
    leaf.prop_recursive(4, 24, 3, |inner| {
        let many = prop::collection::vec(inner.clone(), 2..4);
        prop_oneof![
            many.clone().prop_map(|all| new(ExprKind::Or(all))),
            many.clone().prop_map(|all| new(ExprKind::Xor(all))),
            many.clone().prop_map(|all| new(ExprKind::And(all))),
            inner.clone().prop_map(|expr| new(ExprKind::Not(boxed(expr)))),
            (inner.clone(), prop::collection::vec((compare_op(), inner.clone()), 1..3))
                .prop_map(|(first, rest)| new(ExprKind::Comparison(boxed(first), rest))),
            arithmetic(inner.clone()),
            (any::<bool>(), inner.clone()).prop_map(|(minus, expr)| {
                new(ExprKind::Sign(if minus { Sign::Minus } else { Sign::Plus }, boxed(expr)))
            }),
            (inner.clone(), predicate_op(), inner.clone()).prop_map(|(left, op, right)| new(
                ExprKind::Predicate(boxed(left), op, boxed(right))
            )),
            (inner.clone(), any::<bool>()).prop_map(|(operand, negated)| new(ExprKind::IsNull {
                operand: boxed(operand),
                negated
            })),
            (inner.clone(), any::<bool>(), cypher_type()).prop_map(|(operand, negated, of)| {
                new(ExprKind::IsTyped { operand: boxed(operand), negated, of })
            }),
            (inner.clone(), ident())
                .prop_map(|(base, key)| new(ExprKind::Property(boxed(base), key))),
            (inner.clone(), inner.clone())
                .prop_map(|(base, index)| new(ExprKind::Index(boxed(base), boxed(index)))),
            (inner.clone(), inner.clone()).prop_map(|(base, to)| new(ExprKind::Slice(
                boxed(base),
                None,
                Some(boxed(to))
            ))),
            many.clone().prop_map(|items| new(ExprKind::List(items))),
            (ident(), inner.clone())
                .prop_map(|(key, value)| new(ExprKind::Map(vec![(key, value)]))),
            (select(vec!["size", "toUpper", "a.b.c"]), any::<bool>(), many).prop_map(
                |(name, distinct, arguments)| {
                    new(ExprKind::Call(Box::new(Call {
                        name: at(Text::from(name)),
                        distinct,
                        arguments,
                    })))
                }
            ),
            comprehension(inner.clone()),
            case(inner),
        ]
    })
}

fn compare_op() -> impl Strategy<Value = Spanned<CompareOp>> {
    select(vec![
        CompareOp::Equal,
        CompareOp::NotEqual,
        CompareOp::Less,
        CompareOp::LessOrEqual,
        CompareOp::Greater,
        CompareOp::GreaterOrEqual,
    ])
    .prop_map(at)
}

fn predicate_op() -> impl Strategy<Value = Spanned<PredicateOp>> {
    select(vec![
        PredicateOp::Matches,
        PredicateOp::StartsWith,
        PredicateOp::EndsWith,
        PredicateOp::Contains,
        PredicateOp::In,
    ])
    .prop_map(at)
}

/// One precedence level each.
fn arithmetic(inner: impl Strategy<Value = Expr> + Clone) -> impl Strategy<Value = Expr> {
    let level = |ops: Vec<ArithmeticOp>| prop::collection::vec(select(ops).prop_map(at), 1..3);
    let ops = prop_oneof![
        level(vec![ArithmeticOp::Add, ArithmeticOp::Subtract, ArithmeticOp::Concatenate]),
        level(vec![ArithmeticOp::Multiply, ArithmeticOp::Divide, ArithmeticOp::Modulo]),
        level(vec![ArithmeticOp::Power]),
    ];
    (inner.clone(), ops, prop::collection::vec(inner, 2)).prop_map(|(first, ops, operands)| {
        new(ExprKind::Arithmetic(boxed(first), ops.into_iter().zip(operands).collect()))
    })
}

fn comprehension(inner: impl Strategy<Value = Expr> + Clone) -> impl Strategy<Value = Expr> {
    let parts = (
        variable(),
        inner.clone(),
        prop::option::of(inner.clone()),
        prop::option::of(inner.clone()),
    );
    let list = parts.prop_map(|(variable, list, filter, map)| {
        new(ExprKind::ListComprehension(Box::new(ListComprehension {
            variable,
            list,
            filter,
            map,
        })))
    });
    let kinds = vec![
        QuantifierKind::All,
        QuantifierKind::Any,
        QuantifierKind::None,
        QuantifierKind::Single,
    ];
    let quantifier = (select(kinds), variable(), inner.clone(), inner.clone()).prop_map(
        |(kind, variable, list, predicate)| {
            new(ExprKind::Quantifier(Box::new(Quantifier {
                kind,
                variable,
                list,
                predicate: Some(predicate),
            })))
        },
    );
    let reduce = (variable(), inner.clone(), variable(), inner.clone(), inner).prop_map(
        |(accumulator, initial, variable, list, step)| {
            new(ExprKind::Reduce(Box::new(Reduce { accumulator, initial, variable, list, step })))
        },
    );
    prop_oneof![list, quantifier, reduce]
}

fn case(inner: impl Strategy<Value = Expr> + Clone) -> impl Strategy<Value = Expr> {
    let branch = (inner.clone(), inner.clone())
        .prop_map(|(test, result)| CaseBranch { tests: vec![CaseTest::Value(test)], result });
    (prop::option::of(inner.clone()), prop::collection::vec(branch, 1..3), prop::option::of(inner))
        .prop_map(|(subject, branches, otherwise)| {
            new(ExprKind::Case(Box::new(Case { subject, branches, otherwise })))
        })
}

fn cypher_type() -> impl Strategy<Value = CypherType> {
    let leaf = (
        select(vec!["STRING", "INTEGER", "ZONED DATETIME", "PROPERTY VALUE", "ANY"]),
        any::<bool>(),
    )
        .prop_map(|(name, not_null)| TypePart { name: TypeName::Simple(name), not_null });
    leaf.prop_recursive(2, 6, 2, |inner| {
        (prop::collection::vec(inner, 1..3), any::<bool>()).prop_map(|(alternatives, not_null)| {
            TypePart { name: TypeName::List(Box::new(CypherType { alternatives })), not_null }
        })
    })
    .prop_map(|part| CypherType { alternatives: vec![part] })
}

fn scope() -> impl Strategy<Value = Scope> {
    prop_oneof![
        Just(Scope::Home),
        Just(Scope::All),
        prop::collection::vec(graph_name(), 1..3).prop_map(Scope::Named),
    ]
}

fn glob() -> impl Strategy<Value = Spanned<Glob>> {
    select(vec!["*", "db.*", "apoc.coll.?um", "dbms.cluster*", "a b.c", "on"])
        .prop_map(|text| at(Glob { text: Text::from(text) }))
}

fn elements() -> impl Strategy<Value = Qualifier> {
    prop_oneof![
        all_or(ident()).prop_map(Qualifier::Nodes),
        all_or(ident()).prop_map(Qualifier::Relationships),
        all_or(ident()).prop_map(Qualifier::Elements),
    ]
}

fn property_rule() -> impl Strategy<Value = Qualifier> {
    (any::<bool>(), prop::option::of(variable()), prop::collection::vec(ident(), 0..3), expr())
        .prop_map(|(is_node, variable, labels, predicate)| {
            let predicate = RulePredicate::Where(predicate);
            let place = Place::default();
            Qualifier::Pattern(Box::new(PropertyRule {
                is_node,
                variable,
                labels,
                predicate,
                place,
            }))
        })
}

/// Actions that exist in both versions.
fn action() -> impl Strategy<Value = Action> {
    let only_25 = |action: &Action| {
        let words = action.name();
        words.contains("METADATA")
            || words.contains("AUTH RULE")
            || words.contains("SECRETS")
            || words.contains("CREDENTIALS")
    };
    select(Action::ALL.iter().copied().filter(|action| !only_25(action)).collect::<Vec<_>>())
}

/// Random privileges: every action, with what may go with it.
pub fn privilege() -> impl Strategy<Value = Privilege> {
    let parts = (
        action(),
        scope(),
        all_or(ident()),
        prop_oneof![elements(), property_rule()],
        elements(),
        all_or(name_or_param()),
        prop::collection::vec(glob(), 1..3),
        string_or_param(),
    );
    parts.prop_map(|(action, scope, names, readable, elements, users, globs, source)| {
        let resource = match action {
            Action::Read | Action::Match | Action::Merge | Action::SetProperty => {
                Resource::Properties(names)
            }
            Action::SetLabel | Action::RemoveLabel => Resource::Labels(names),
            _ => Resource::None,
        };
        let target = match action.family() {
            ActionFamily::Graph => Target::Graph(scope),
            ActionFamily::Database => Target::Database(scope),
            ActionFamily::Dbms | ActionFamily::DbmsOrDatabase => Target::Dbms,
            ActionFamily::Load => match action {
                Action::LoadCidr => Target::Cidr(source),
                Action::LoadUrl => Target::Url(source),
                _ => Target::AllData,
            },
        };
        let qualifier = match action {
            Action::Traverse | Action::Read | Action::Match => readable,
            Action::Merge | Action::SetProperty | Action::CreateElement | Action::DeleteElement => {
                elements
            }
            Action::ShowTransaction
            | Action::TerminateTransaction
            | Action::TransactionManagement
            | Action::Impersonate => Qualifier::Users(users),
            Action::ExecuteProcedure | Action::ExecuteBoostedProcedure => {
                Qualifier::Procedures(globs)
            }
            Action::ExecuteFunction | Action::ExecuteBoostedFunction => Qualifier::Functions(globs),
            Action::ShowSetting => Qualifier::Settings(globs),
            _ => Qualifier::None,
        };
        Privilege { action, resource, target, qualifier, place: Place::default() }
    })
}

fn privilege_command() -> impl Strategy<Value = Command> {
    let verbs = vec![
        PrivilegeVerb::Grant,
        PrivilegeVerb::Deny,
        PrivilegeVerb::Revoke(RevokeKind::Both),
        PrivilegeVerb::Revoke(RevokeKind::Grant),
        PrivilegeVerb::Revoke(RevokeKind::Deny),
    ];
    (select(verbs), any::<bool>(), privilege(), names()).prop_map(
        |(verb, immutable, privilege, roles)| {
            let place = Place::default();
            Command::Privilege(Box::new(PrivilegeCommand {
                verb,
                immutable,
                privilege,
                roles,
                place,
            }))
        },
    )
}

fn if_exists() -> impl Strategy<Value = IfExists> {
    select(vec![IfExists::Error, IfExists::DoNothing, IfExists::Replace])
}

fn role_command() -> impl Strategy<Value = Command> {
    let create = (name_or_param(), any::<bool>(), if_exists(), prop::option::of(name_or_param()))
        .prop_map(|(name, immutable, if_exists, copy_of)| {
            Command::CreateRole(CreateRole {
                name,
                immutable,
                if_exists,
                copy_of,
                place: Place::default(),
            })
        });
    let assign = (any::<bool>(), names(), names()).prop_map(|(revoke, roles, to)| {
        Command::AssignRole(AssignRole { revoke, roles, grantee: Grantee::User, to })
    });
    let entity = || select(vec![Entity::User, Entity::Role]);
    let rename = (entity(), name_or_param(), any::<bool>(), name_or_param()).prop_map(
        |(entity, from, if_exists, to)| Command::Rename(Rename { entity, from, if_exists, to }),
    );
    let drop = (entity(), name_or_param(), any::<bool>())
        .prop_map(|(entity, name, if_exists)| Command::Drop(Drop { entity, name, if_exists }));
    prop_oneof![create, assign, rename, drop]
}

fn password() -> impl Strategy<Value = PasswordExpr> {
    prop_oneof![
        string().prop_map(|text| PasswordExpr::Literal(at(Secret::new(text)))),
        param().prop_map(PasswordExpr::Param),
    ]
}

fn user_set() -> impl Strategy<Value = UserSetItem> {
    let secret = || {
        (any::<bool>(), password(), prop::option::of(any::<bool>())).prop_map(
            |(encrypted, password, change_required)| Password {
                encrypted,
                password,
                change_required,
                change_place: Place::default(),
            },
        )
    };
    let attribute = prop_oneof![
        string_or_param().prop_map(AuthAttributeItem::Id),
        secret().prop_map(|password| AuthAttributeItem::Password(Password {
            change_required: None,
            ..password
        })),
        any::<bool>().prop_map(AuthAttributeItem::PasswordChange),
    ]
    .prop_map(|item| AuthAttribute { item, place: Place::default() });
    prop_oneof![
        secret().prop_map(UserSetItem::Password),
        any::<bool>().prop_map(UserSetItem::PasswordChange),
        select(vec![UserStatus::Active, UserStatus::Suspended]).prop_map(UserSetItem::Status),
        graph_name().prop_map(UserSetItem::HomeDatabase),
        (string(), prop::collection::vec(attribute, 1..3)).prop_map(|(provider, attributes)| {
            UserSetItem::Auth(SetAuth { provider: at(provider), attributes })
        }),
    ]
}

fn user_command() -> impl Strategy<Value = Command> {
    let sets = || {
        prop::collection::vec(
            user_set().prop_map(|item| UserSet { item, place: Place::default() }),
            1..4,
        )
    };
    let create = (name_or_param(), if_exists(), sets()).prop_map(|(name, if_exists, set)| {
        Command::CreateUser(Box::new(CreateUser { name, if_exists, set, place: Place::default() }))
    });
    let remove = prop_oneof![
        Just(UserRemoveItem::HomeDatabase),
        Just(UserRemoveItem::AllAuth),
        string().prop_map(|text| UserRemoveItem::Auth(StringList::One(at(text)))),
    ]
    .prop_map(|item| UserRemove { item, place: Place::default() });
    let alter = (name_or_param(), any::<bool>(), prop::collection::vec(remove, 0..3), sets())
        .prop_map(|(name, if_exists, remove, set)| {
            let alter = AlterUser {
                name,
                if_exists,
                remove,
                add: Vec::new(),
                set,
                place: Place::default(),
            };
            Command::AlterUser(Box::new(alter))
        });
    let own = (password(), password())
        .prop_map(|(from, to)| Command::AlterCurrentUser(AlterCurrentUser { from, to }));
    prop_oneof![create, alter, own]
}

fn show_what() -> impl Strategy<Value = ShowWhat> {
    let commands = || prop::option::of(select(vec![AsCommands::Grant, AsCommands::Revoke]));
    let of = prop_oneof![
        Just(PrivilegesOf::All),
        names().prop_map(PrivilegesOf::Roles),
        prop::collection::vec(name_or_param(), 0..3).prop_map(PrivilegesOf::Users),
    ];
    prop_oneof![
        any::<bool>().prop_map(|with_auth| ShowWhat::Users { with_auth, as_commands: false }),
        Just(ShowWhat::CurrentUser),
        (any::<bool>(), any::<bool>()).prop_map(|(populated, users)| ShowWhat::Roles {
            populated,
            with: users.then_some(RolesWith::Users),
            as_commands: false
        }),
        (of, commands()).prop_map(|(of, as_commands)| ShowWhat::Privileges { of, as_commands }),
        Just(ShowWhat::SupportedPrivileges),
        Just(ShowWhat::Servers),
        graph_name().prop_map(|name| ShowWhat::Databases(DatabasesOf::Named(name))),
        prop::option::of(graph_name()).prop_map(ShowWhat::Aliases),
    ]
}

fn sort_items() -> impl Strategy<Value = Vec<SortItem>> {
    prop::collection::vec(
        (expr(), any::<bool>()).prop_map(|(key, descending)| SortItem { key, descending }),
        0..3,
    )
}

fn show_tail() -> impl Strategy<Value = ShowTail> {
    let item = (variable(), prop::option::of(variable()))
        .prop_map(|(column, alias)| YieldItem { column, alias });
    let yields = (
        prop::collection::vec(item, 0..3),
        sort_items(),
        prop::option::of(any::<u32>().prop_map(|n| at(i64::from(n)))),
        prop::option::of(any::<u32>().prop_map(|n| at(i64::from(n)))),
        prop::option::of(expr()),
    )
        .prop_map(|(items, order_by, skip, limit, filter)| Yield {
            items,
            order_by,
            skip,
            limit,
            filter,
            place: Place::default(),
        });
    let item = (expr(), prop::option::of(variable())).prop_map(|(expr, alias)| ReturnItem {
        text: expr.to_string(),
        expr,
        alias,
    });
    let returns = (
        any::<bool>(),
        any::<bool>(),
        prop::collection::vec(item, 1..3),
        sort_items(),
        prop::option::of(expr()),
        prop::option::of(expr()),
    )
        .prop_map(|(distinct, star, items, order_by, skip, limit)| Return {
            distinct,
            star,
            items,
            group_by: None,
            order_by,
            skip,
            limit,
            place: Place::default(),
        });
    prop_oneof![
        Just(ShowTail::None),
        expr().prop_map(ShowTail::Where),
        (yields, prop::option::of(returns.prop_map(Box::new)))
            .prop_map(|(yields, returns)| ShowTail::Yield(Box::new(yields), returns)),
    ]
}

fn show_command() -> impl Strategy<Value = Command> {
    (show_what(), show_tail()).prop_map(|(what, tail)| {
        Command::Show(Box::new(Show { what, tail, place: Place::default() }))
    })
}

/// Random commands about users, roles, privileges and what is shown of them.
pub fn command() -> impl Strategy<Value = Command> {
    prop_oneof![4 => privilege_command(), 2 => role_command(), 2 => user_command(), 2 => show_command()]
}
