//! Users: clauses that repeat, exclude or need one another.
//!
//! First stage: repeated `STATUS`, `HOME DATABASE` and tag clauses, and the words of tags. Second
//! stage: whether the user can log in, then each auth provider on its own.

use super::findings::Findings;
use super::roles::replace_conflict;
use super::{graph_names, once::Once};
use crate::ast::{
    AlterUser, AlterUsers, AuthAttribute, AuthAttributeItem, CreateUser, Password, Place,
    StringList, Tags, UserRemove, UserRemoveItem, UserSet, UserSetItem,
};
use crate::status::SemanticError;
use crate::text::{Span, Spanned};

const NATIVE: &str = "native";
const PASSWORD: &str = "SET PASSWORD";
const CHANGE: &str = "SET PASSWORD CHANGE [NOT] REQUIRED";
const ID: &str = "SET ID";

/// `CREATE USER`
pub(super) fn create(command: &CreateUser, findings: &mut Findings<'_>) {
    sets(&command.set, findings);
    if findings.is_refused() {
        return;
    }
    let conflict = |findings: &mut Findings<'_>| {
        replace_conflict("user", &command.name, command.if_exists, command.place, findings);
    };
    conflict(findings);
    if Auths::of(&command.set).all.is_empty() {
        findings.report(SemanticError::NoAuth, command.place);
        return;
    }
    auths(&command.set, true, findings);
}

/// `ALTER USER`
pub(super) fn alter(command: &AlterUser, findings: &mut Findings<'_>) {
    removes(&command.remove, findings);
    adds(&command.add, findings);
    sets(&command.set, findings);
    let set_tags = command.set.iter().find_map(|set| match &set.item {
        UserSetItem::Tags(_) => Some(set.place),
        _ => None,
    });
    set_tags_alone(set_tags, &command.remove, &command.add, findings);
    for remove in &command.remove {
        if let UserRemoveItem::Auth(providers) = &remove.item
            && has_empty(providers, false)
        {
            findings.report(SemanticError::EmptyProvider, list_span(providers));
        }
    }
    if findings.is_refused() {
        return;
    }
    if command.remove.is_empty() && command.add.is_empty() && command.set.is_empty() {
        findings.report(SemanticError::NoAlterUserClause, command.place);
        return;
    }
    auths(&command.set, false, findings);
}

/// `ALTER USERS`
pub(super) fn alter_several(command: &AlterUsers, findings: &mut Findings<'_>) {
    removes(&command.remove, findings);
    adds(&command.add, findings);
    let mut tags = Once::new("SET TAGS");
    for set in &command.set {
        tags.seen(set.place, findings);
        words(&set.tags, "SET TAGS", findings);
    }
    let set_tags = command.set.first().map(|set| set.place);
    set_tags_alone(set_tags, &command.remove, &command.add, findings);
    if command.remove.is_empty() && command.add.is_empty() && command.set.is_empty() {
        findings.report(SemanticError::NoTagClause, command.place);
    }
}

fn removes(clauses: &[UserRemove], findings: &mut Findings<'_>) {
    let mut tags = Once::new("REMOVE TAGS");
    for remove in clauses {
        match &remove.item {
            UserRemoveItem::Tags(list) => {
                tags.seen(remove.place, findings);
                words(list, "REMOVE TAGS", findings);
            }
            UserRemoveItem::AllTags => tags.seen(remove.place, findings),
            UserRemoveItem::HomeDatabase | UserRemoveItem::AllAuth | UserRemoveItem::Auth(_) => {}
        }
    }
}

fn adds(clauses: &[Tags], findings: &mut Findings<'_>) {
    let mut tags = Once::new("ADD TAGS");
    for add in clauses {
        tags.seen(add.place, findings);
        words(&add.tags, "ADD TAGS", findings);
    }
}

fn sets(clauses: &[UserSet], findings: &mut Findings<'_>) {
    let mut status = Once::new("SET STATUS {SUSPENDED|ACTIVE}");
    let mut home = Once::new("SET HOME DATABASE");
    let mut tags = Once::new("SET TAGS");
    for set in clauses {
        match &set.item {
            UserSetItem::Status(_) => status.seen(set.place, findings),
            UserSetItem::HomeDatabase(name) => {
                home.seen(set.place, findings);
                graph_names::check(name, findings);
            }
            UserSetItem::Tags(list) => {
                tags.seen(set.place, findings);
                words(list, "SET TAGS", findings);
            }
            UserSetItem::Password(_) | UserSetItem::PasswordChange(_) | UserSetItem::Auth(_) => {}
        }
    }
}

fn set_tags_alone(
    set: Option<Place>,
    remove: &[UserRemove],
    add: &[Tags],
    findings: &mut Findings<'_>,
) {
    let removes_tags = remove
        .iter()
        .any(|remove| matches!(remove.item, UserRemoveItem::Tags(_) | UserRemoveItem::AllTags));
    if let Some(place) = set.filter(|_| removes_tags || !add.is_empty()) {
        findings.report(SemanticError::SetTagsCombined, place);
    }
}

fn words(list: &StringList, clause: &'static str, findings: &mut Findings<'_>) {
    if has_empty(list, true) {
        findings.report(SemanticError::EmptyTag { clause }, list_span(list));
    }
}

/// Whether an empty string is among them, or, where there must be one, there is none.
fn has_empty(list: &StringList, may_be_none: bool) -> bool {
    match list {
        StringList::One(text) => text.value.is_empty(),
        StringList::List(texts) => {
            (!may_be_none && texts.value.is_empty())
                || texts.value.iter().any(|text| text.value.is_empty())
        }
        StringList::Param(_) => false,
    }
}

fn list_span(list: &StringList) -> Span {
    match list {
        StringList::One(text) => text.span,
        StringList::List(texts) => texts.span,
        StringList::Param(param) => param.name.span,
    }
}

/// One attribute of an auth provider, old style or new.
#[derive(Clone, Copy)]
struct Attribute {
    clause: &'static str,
    at: Span,
}

/// One auth provider as the clauses set it.
struct Auth<'a> {
    provider: &'a str,
    attributes: Vec<Attribute>,
    /// Where a missing attribute is reported.
    at: Span,
}

/// The auth providers of a command.
struct Auths<'a> {
    all: Vec<Auth<'a>>,
    /// Whether the first one was written in the old style, as `SET PASSWORD …`.
    has_old_style: bool,
}

impl<'a> Auths<'a> {
    fn of(clauses: &'a [UserSet]) -> Self {
        let mut old: Vec<Attribute> = Vec::new();
        let mut all = Vec::new();
        for set in clauses {
            match &set.item {
                UserSetItem::Password(password) => old.extend(of_password(password, set.place)),
                UserSetItem::PasswordChange(_) => {
                    old.push(Attribute { clause: CHANGE, at: set.place.0 });
                }
                UserSetItem::Auth(auth) => all.push(Auth {
                    provider: &auth.provider.value,
                    attributes: auth.attributes.iter().flat_map(of_attribute).collect(),
                    at: set.place.0,
                }),
                UserSetItem::Status(_) | UserSetItem::HomeDatabase(_) | UserSetItem::Tags(_) => {}
            }
        }
        let has_old_style = !old.is_empty();
        if let Some(first) = old.first().copied() {
            all.insert(0, Auth { provider: NATIVE, attributes: old, at: first.at });
        }
        Self { all, has_old_style }
    }
}

fn of_password(password: &Password, place: Place) -> impl Iterator<Item = Attribute> + use<> {
    let change =
        password.change_required.map(|_| Attribute { clause: CHANGE, at: password.change_place.0 });
    std::iter::once(Attribute { clause: PASSWORD, at: place.0 }).chain(change)
}

fn of_attribute(attribute: &AuthAttribute) -> impl Iterator<Item = Attribute> + use<> {
    let clause = match attribute.item {
        AuthAttributeItem::Id(_) => ID,
        AuthAttributeItem::Password(_) => PASSWORD,
        AuthAttributeItem::PasswordChange(_) => CHANGE,
    };
    std::iter::once(Attribute { clause, at: attribute.place.0 })
}

/// Checks all auth providers. One that is repeated ends the check, as it does in Neo4j.
fn auths(clauses: &[UserSet], is_new_user: bool, findings: &mut Findings<'_>) {
    let auths = Auths::of(clauses);
    for repeated in auths.all.iter().filter_map(|auth| repeated_attribute(&auth.attributes)) {
        let clause = repeated.clause.to_owned();
        findings.report(SemanticError::DuplicateAuthClause(clause), repeated.at);
    }
    if let Some(error) = repeated_provider(&auths) {
        findings.report(error.value, error.span);
    }
    if auths.has_old_style
        && auths.all.iter().skip(1).any(|auth| auth.provider == NATIVE)
        && let Some(old) = auths.all.first()
    {
        findings.report(SemanticError::MixedAuthSyntax, old.at);
    }
    for auth in &auths.all {
        provider(auth, is_new_user, findings);
    }
}

fn repeated_provider(auths: &Auths<'_>) -> Option<Spanned<SemanticError>> {
    let mut seen: Vec<&str> = Vec::new();
    for auth in auths.all.iter().skip(usize::from(auths.has_old_style)) {
        if seen.contains(&auth.provider) {
            let clause = format!("SET AUTH '{}'", auth.provider);
            return Some(Spanned::new(SemanticError::DuplicateAuthClause(clause), auth.at));
        }
        seen.push(auth.provider);
    }
    None
}

fn repeated_attribute(attributes: &[Attribute]) -> Option<Attribute> {
    [PASSWORD, CHANGE, ID].into_iter().find_map(|clause| {
        attributes.iter().filter(|attribute| attribute.clause == clause).nth(1).copied()
    })
}

fn provider(auth: &Auth<'_>, is_new_user: bool, findings: &mut Findings<'_>) {
    let is_native = auth.provider == NATIVE;
    let (needed, allowed): (_, &[&str]) =
        if is_native { (PASSWORD, &[PASSWORD, CHANGE]) } else { (ID, &[ID]) };
    let has_needed = auth.attributes.iter().any(|attribute| attribute.clause == needed);
    if !has_needed && (is_new_user || !is_native) {
        let provider = auth.provider.to_owned();
        findings.report(SemanticError::MissingAuthClause { clause: needed, provider }, auth.at);
    }
    // The first one only, as Neo4j does.
    if let Some(attribute) =
        auth.attributes.iter().find(|attribute| !allowed.contains(&attribute.clause))
    {
        let provider = auth.provider.to_owned();
        let clause = attribute.clause;
        findings.report(SemanticError::ForbiddenAuthClause { clause, provider }, attribute.at);
    }
    if auth.provider.is_empty() {
        findings.report(SemanticError::EmptyAuthProvider, auth.at);
    }
}
