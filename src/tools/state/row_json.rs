//! The JSON form of privileges: the columns of `SHOW PRIVILEGES`, as words and objects.
//!
//! `{"access": "granted", "action": "READ", "resource": {"property": {"name": "ssn"}},
//! "scope": {"graph": {"name": "clinic"}}, "segment": {"node": {"name": "Patient"}}}`. What the command does
//! not write is left out: the resource of privileges that have no finer one, the segment of those
//! that are about nothing narrower, `immutable` where it is false.

use super::row::{Row, RowSegment};
use crate::privilege::{
    Access, Action, ActionFamily, AllOr, PropertyRule, Reach, Resource, RuleOperator, RuleTest,
    RuleValue, Scope, Segment,
};
use crate::text::Text;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use std::sync::Arc;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RowJson {
    access: AccessJson,
    action: Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    resource: Option<ResourceJson>,
    scope: ScopeJson,
    #[serde(skip_serializing_if = "Option::is_none")]
    segment: Option<SegmentJson>,
    #[serde(default, skip_serializing_if = "is_false")]
    immutable: bool,
}

// Serde gives the field by reference.
#[expect(clippy::trivially_copy_pass_by_ref)]
fn is_false(value: &bool) -> bool {
    !*value
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum AccessJson {
    Granted,
    Denied,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Of {
    All,
    Name(Text),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum Place {
    All,
    Home,
    Name(Text),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum ScopeJson {
    Dbms,
    Load,
    Graph(Place),
    Database(Place),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum ResourceJson {
    Property(Of),
    Label(Of),
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum SegmentJson {
    Node(Of),
    Relationship(Of),
    Rule(Box<RuleJson>),
    User(Of),
    Procedure(Of),
    Function(Of),
    Setting(Of),
    Secret(Of),
    AllData,
    Cidr(Text),
    Url(Text),
}

/// `FOR (n:A|B) WHERE n.p = 1`
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct RuleJson {
    kind: KindJson,
    labels: Vec<Text>,
    property: Text,
    test: TestJson,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum KindJson {
    Node,
    Relationship,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum TestJson {
    IsNull,
    IsNotNull,
    #[serde(rename = "=")]
    Equal(ValueJson),
    #[serde(rename = "<>")]
    NotEqual(ValueJson),
    #[serde(rename = "<")]
    Less(ValueJson),
    #[serde(rename = "<=")]
    LessOrEqual(ValueJson),
    #[serde(rename = ">")]
    Greater(ValueJson),
    #[serde(rename = ">=")]
    GreaterOrEqual(ValueJson),
    In(Vec<ValueJson>),
    NotIn(Vec<ValueJson>),
    Has(ValueJson),
    HasNot(ValueJson),
}

/// A literal. Floats are texts, so that infinities and every bit survive.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
enum ValueJson {
    Boolean(bool),
    Integer(i64),
    Float(Text),
    String(Text),
    Temporal(Text, Text),
    Point(Text),
}

pub(super) fn serialize<S: Serializer>(rows: &[Row], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(rows.iter().map(to_json))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Vec<Row>, D::Error> {
    /// One row at a time: the JSON forms of a million privileges are never there at once.
    struct OneRow(Row);

    impl<'de> Deserialize<'de> for OneRow {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            from_json(RowJson::deserialize(deserializer)?).map(Self).map_err(D::Error::custom)
        }
    }

    let rows = Vec::<OneRow>::deserialize(deserializer)?;
    Ok(rows.into_iter().map(|row| row.0).collect())
}

fn of_json(of: &AllOr<Text>) -> Of {
    match of {
        AllOr::All => Of::All,
        AllOr::One(name) => Of::Name(name.clone()),
    }
}

fn all_or(of: Of) -> AllOr<Text> {
    match of {
        Of::All => AllOr::All,
        Of::Name(name) => AllOr::One(name),
    }
}

fn to_json(row: &Row) -> RowJson {
    let place = |reach: &Reach<Text>| match reach {
        Reach::All => Place::All,
        Reach::Home => Place::Home,
        Reach::Named(name) => Place::Name(name.clone()),
    };
    let is_implied = |segment: &RowSegment| {
        matches!(row.action, Action::Write | Action::SetLabel | Action::RemoveLabel)
            && *segment == Segment::Node(AllOr::All)
    };
    RowJson {
        access: match row.access {
            Access::Granted => AccessJson::Granted,
            Access::Denied => AccessJson::Denied,
        },
        action: row.action.name().into(),
        resource: match &row.resource {
            Resource::Graph | Resource::Database | Resource::File => None,
            Resource::AllProperties => Some(ResourceJson::Property(Of::All)),
            Resource::Property(name) => Some(ResourceJson::Property(Of::Name(name.clone()))),
            Resource::AllLabels => Some(ResourceJson::Label(Of::All)),
            Resource::Label(name) => Some(ResourceJson::Label(Of::Name(name.clone()))),
        },
        scope: match &row.scope {
            Scope::Dbms => ScopeJson::Dbms,
            Scope::Load => ScopeJson::Load,
            Scope::Graph(reach) => ScopeJson::Graph(place(reach)),
            Scope::Database(reach) => ScopeJson::Database(place(reach)),
        },
        segment: match &row.segment {
            Segment::Database => None,
            segment if is_implied(segment) => None,
            Segment::Node(of) => Some(SegmentJson::Node(of_json(of))),
            Segment::Relationship(of) => Some(SegmentJson::Relationship(of_json(of))),
            Segment::Pattern(rule) => Some(SegmentJson::Rule(Box::new(rule_json(rule)))),
            Segment::User(of) => Some(SegmentJson::User(of_json(of))),
            Segment::Procedure(of) => Some(SegmentJson::Procedure(of_json(of))),
            Segment::Function(of) => Some(SegmentJson::Function(of_json(of))),
            Segment::Setting(of) => Some(SegmentJson::Setting(of_json(of))),
            Segment::Secret(of) => Some(SegmentJson::Secret(of_json(of))),
            Segment::AllData => Some(SegmentJson::AllData),
            Segment::Cidr(range) => Some(SegmentJson::Cidr(range.clone())),
            Segment::Url(url) => Some(SegmentJson::Url(url.clone())),
        },
        immutable: row.is_immutable,
    }
}

fn from_json(json: RowJson) -> Result<Row, String> {
    let RowJson { access, action, resource, scope, segment, immutable } = json;
    let action = match segment {
        Some(SegmentJson::Cidr(_)) if action == "LOAD" => Action::LoadCidr,
        Some(SegmentJson::Url(_)) if action == "LOAD" => Action::LoadUrl,
        _ => *Action::ALL
            .iter()
            .find(|known| known.name() == action)
            .ok_or_else(|| format!("'{action}' is no action"))?,
    };
    let reach = |place| match place {
        Place::All => Reach::All,
        Place::Home => Reach::Home,
        Place::Name(name) => Reach::Named(name),
    };
    Ok(Row {
        access: match access {
            AccessJson::Granted => Access::Granted,
            AccessJson::Denied => Access::Denied,
        },
        action,
        resource: match resource {
            None => match action.family() {
                ActionFamily::Graph => Resource::Graph,
                ActionFamily::Load => Resource::File,
                _ => Resource::Database,
            },
            Some(ResourceJson::Property(Of::All)) => Resource::AllProperties,
            Some(ResourceJson::Property(Of::Name(name))) => Resource::Property(name),
            Some(ResourceJson::Label(Of::All)) => Resource::AllLabels,
            Some(ResourceJson::Label(Of::Name(name))) => Resource::Label(name),
        },
        scope: match scope {
            ScopeJson::Dbms => Scope::Dbms,
            ScopeJson::Load => Scope::Load,
            ScopeJson::Graph(place) => Scope::Graph(reach(place)),
            ScopeJson::Database(place) => Scope::Database(reach(place)),
        },
        segment: match segment {
            None => match action {
                Action::Write | Action::SetLabel | Action::RemoveLabel => Segment::Node(AllOr::All),
                _ => Segment::Database,
            },
            Some(SegmentJson::Node(of)) => Segment::Node(all_or(of)),
            Some(SegmentJson::Relationship(of)) => Segment::Relationship(all_or(of)),
            Some(SegmentJson::Rule(rule)) => Segment::Pattern(Arc::new(rule_from_json(*rule)?)),
            Some(SegmentJson::User(of)) => Segment::User(all_or(of)),
            Some(SegmentJson::Procedure(of)) => Segment::Procedure(all_or(of)),
            Some(SegmentJson::Function(of)) => Segment::Function(all_or(of)),
            Some(SegmentJson::Setting(of)) => Segment::Setting(all_or(of)),
            Some(SegmentJson::Secret(of)) => Segment::Secret(all_or(of)),
            Some(SegmentJson::AllData) => Segment::AllData,
            Some(SegmentJson::Cidr(range)) => Segment::Cidr(range),
            Some(SegmentJson::Url(url)) => Segment::Url(url),
        },
        is_immutable: immutable,
    })
}

fn rule_json(rule: &PropertyRule) -> RuleJson {
    use {RuleOperator as O, TestJson as J};
    let all = |values: &[RuleValue]| values.iter().map(value_json).collect();
    RuleJson {
        kind: if rule.is_node { KindJson::Node } else { KindJson::Relationship },
        labels: rule.labels().to_vec(),
        property: rule.property.clone(),
        test: match &rule.test {
            RuleTest::IsNull => J::IsNull,
            RuleTest::IsNotNull => J::IsNotNull,
            RuleTest::Compare(O::Equal, value) => J::Equal(value_json(value)),
            RuleTest::Compare(O::NotEqual, value) => J::NotEqual(value_json(value)),
            RuleTest::Compare(O::Less, value) => J::Less(value_json(value)),
            RuleTest::Compare(O::LessOrEqual, value) => J::LessOrEqual(value_json(value)),
            RuleTest::Compare(O::Greater, value) => J::Greater(value_json(value)),
            RuleTest::Compare(O::GreaterOrEqual, value) => J::GreaterOrEqual(value_json(value)),
            RuleTest::In { negated: false, values } => J::In(all(values)),
            RuleTest::In { negated: true, values } => J::NotIn(all(values)),
            RuleTest::Has { negated: false, value } => J::Has(value_json(value)),
            RuleTest::Has { negated: true, value } => J::HasNot(value_json(value)),
        },
    }
}

fn rule_from_json(json: RuleJson) -> Result<PropertyRule, String> {
    use {RuleOperator as O, TestJson as J};
    let compare = |operator, value| Ok(RuleTest::Compare(operator, value_from_json(value)?));
    let is_in = |negated, values: Vec<ValueJson>| {
        let values = values.into_iter().map(value_from_json).collect::<Result<_, String>>()?;
        Ok(RuleTest::In { negated, values })
    };
    let has = |negated, value| Ok(RuleTest::Has { negated, value: value_from_json(value)? });
    let test: Result<RuleTest, String> = match json.test {
        J::IsNull => Ok(RuleTest::IsNull),
        J::IsNotNull => Ok(RuleTest::IsNotNull),
        J::Equal(value) => compare(O::Equal, value),
        J::NotEqual(value) => compare(O::NotEqual, value),
        J::Less(value) => compare(O::Less, value),
        J::LessOrEqual(value) => compare(O::LessOrEqual, value),
        J::Greater(value) => compare(O::Greater, value),
        J::GreaterOrEqual(value) => compare(O::GreaterOrEqual, value),
        J::In(values) => is_in(false, values),
        J::NotIn(values) => is_in(true, values),
        J::Has(value) => has(false, value),
        J::HasNot(value) => has(true, value),
    };
    let is_node = matches!(json.kind, KindJson::Node);
    Ok(PropertyRule::new(is_node, json.labels, json.property, test?))
}

fn value_json(value: &RuleValue) -> ValueJson {
    match value {
        RuleValue::Boolean(value) => ValueJson::Boolean(*value),
        RuleValue::Integer(value) => ValueJson::Integer(*value),
        RuleValue::Float(_) => ValueJson::Float(value.to_string().into()),
        RuleValue::String(text) => ValueJson::String(text.clone()),
        RuleValue::Temporal(function, text) => ValueJson::Temporal(function.clone(), text.clone()),
        RuleValue::Point(text) => ValueJson::Point(text.clone()),
    }
}

fn value_from_json(json: ValueJson) -> Result<RuleValue, String> {
    Ok(match json {
        ValueJson::Boolean(value) => RuleValue::Boolean(value),
        ValueJson::Integer(value) => RuleValue::Integer(value),
        ValueJson::Float(text) => {
            let value: f64 = text.parse().map_err(|_| format!("'{text}' is no float"))?;
            RuleValue::Float(value.into())
        }
        ValueJson::String(text) => RuleValue::String(text),
        ValueJson::Temporal(function, text) => RuleValue::Temporal(function, text),
        ValueJson::Point(text) => RuleValue::Point(text),
    })
}
