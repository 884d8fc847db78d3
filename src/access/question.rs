//! One question with one answer: granted, denied or neither. A request is several of them.

use super::ground::Need;
use super::name::Name;
use super::request::Source;
use crate::privilege::{Action, AllOr, Reach};
use crate::value::Map;
use std::sync::Arc;

/// A question.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Question {
    /// On which graph or database; all for the DBMS.
    pub(super) place: Reach<Name>,
    /// What is asked.
    pub(super) what: What,
}

/// What is asked.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum What {
    /// Whether the database is one of which such a thing can be asked at all.
    Ground(Need),
    /// A right on a database or the DBMS, with nothing narrower.
    Right(Action),
    /// Something about a node or relationship.
    Element(ElementQuestion),
    /// A right about a user, procedure, function, setting or secret.
    Named(Action, NamedKind, AllOr<Name>),
    /// Executing a procedure annotated with `@Admin`.
    AdminProcedure(AllOr<Name>),
    /// Loading data.
    Load(Source),
}

/// Something about a node or relationship.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ElementQuestion {
    pub(super) atom: Atom,
    pub(super) kind: ElementKind,
    /// All labels, or the one type.
    pub(super) labels: AllOr<Vec<Name>>,
    /// All properties, where they are known.
    pub(super) properties: Option<Arc<Map>>,
    /// The property or label, for the atoms that have one.
    pub(super) part: Option<AllOr<Name>>,
}

/// Node or relationship.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ElementKind {
    /// A node.
    Node,
    /// A relationship.
    Relationship,
}

/// What kind of thing a name in a segment is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NamedKind {
    User,
    Procedure,
    Function,
    Setting,
    Secret,
}

/// The graph actions that contain no others, one bit each in a mask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Atom {
    /// `TRAVERSE`
    Traverse = 1,
    /// `READ`
    Read = 2,
    /// `CREATE`
    Create = 4,
    /// `DELETE`
    Delete = 8,
    /// `SET LABEL`
    SetLabel = 16,
    /// `REMOVE LABEL`
    RemoveLabel = 32,
    /// `SET PROPERTY`
    SetProperty = 64,
}

impl Atom {
    pub(super) const ALL: [(Self, Action); 7] = [
        (Self::Traverse, Action::Traverse),
        (Self::Read, Action::Read),
        (Self::Create, Action::CreateElement),
        (Self::Delete, Action::DeleteElement),
        (Self::SetLabel, Action::SetLabel),
        (Self::RemoveLabel, Action::RemoveLabel),
        (Self::SetProperty, Action::SetProperty),
    ];

    /// The action it is.
    #[must_use]
    pub fn action(self) -> Action {
        match self {
            Self::Traverse => Action::Traverse,
            Self::Read => Action::Read,
            Self::Create => Action::CreateElement,
            Self::Delete => Action::DeleteElement,
            Self::SetLabel => Action::SetLabel,
            Self::RemoveLabel => Action::RemoveLabel,
            Self::SetProperty => Action::SetProperty,
        }
    }

    pub(super) fn bit(self) -> u8 {
        self as u8
    }

    /// Whether it is about a property or a label of the element rather than the element itself.
    pub(super) fn has_part(self) -> bool {
        self.bit() & PARTS != 0
    }
}

/// The atoms that are about a property or label.
pub(super) const PARTS: u8 =
    Atom::Read as u8 | Atom::SetProperty as u8 | Atom::SetLabel as u8 | Atom::RemoveLabel as u8;

/// What a "no" to a question means for whoever asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnFailure {
    /// The server raises an error.
    Refused,
    /// The data is left out, silently.
    Unseen,
    /// Nothing yet: another DBMS is asked.
    Elsewhere,
}
