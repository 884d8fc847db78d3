//! Headers of CSV files: what each column holds.

use super::error::DataMistake;
use super::property::PropertyType;
use crate::text::Text;

/// What a column holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Column {
    /// The id of a node, in a space, also kept as a property where it has a name.
    Id { space: Text, property: Option<Text> },
    /// Labels.
    Labels,
    /// The id of the node where a relationship starts.
    Start { space: Text },
    /// The id of the node where it ends.
    End { space: Text },
    /// Its type.
    Type,
    /// Nothing that is read.
    Ignore,
    /// A property; without a type it is what its values look like.
    Property { name: Text, of: Option<PropertyType> },
}

/// The columns of a header, and whether they are named in APOC's way.
pub(super) fn columns<'h>(
    header: impl Iterator<Item = &'h str>,
) -> Result<(Vec<Column>, bool), DataMistake> {
    let names: Vec<&str> = header.map(str::trim).collect();
    let is_apoc = names.iter().any(|name| matches!(base(name), "_id" | "_start"));
    let mut columns: Vec<Column> = Vec::with_capacity(names.len());
    for name in names {
        let column = if is_apoc { apoc(name)? } else { import(name)? };
        let is_twice = column != Column::Ignore
            && columns.iter().any(|other| match (other, &column) {
                (Column::Property { name: a, .. }, Column::Property { name: b, .. }) => a == b,
                // Several columns of labels, and ids of several columns, are joined.
                (Column::Labels | Column::Id { .. }, _) => false,
                (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
            });
        if is_twice {
            return Err(DataMistake::Twice(name.to_owned()));
        }
        columns.push(column);
    }
    let has = |wanted: fn(&Column) -> bool| columns.iter().any(wanted);
    let is_relationships = has(|column| matches!(column, Column::Start { .. }))
        && has(|column| matches!(column, Column::End { .. }))
        && has(|column| *column == Column::Type);
    if is_relationships || has(|column| matches!(column, Column::Id { .. })) {
        Ok((columns, is_apoc))
    } else {
        Err(DataMistake::Header)
    }
}

/// A name without the type behind it, as APOC writes it with `useTypes`.
fn base(name: &str) -> &str {
    name.split_once(':').map_or(name, |(base, _)| base)
}

fn apoc(name: &str) -> Result<Column, DataMistake> {
    let space = Text::default();
    Ok(match base(name) {
        "_id" => Column::Id { space, property: None },
        "_labels" => Column::Labels,
        "_start" => Column::Start { space },
        "_end" => Column::End { space },
        "_type" => Column::Type,
        _ => property(name)?,
    })
}

/// `name:KIND(space){options}`
fn import(name: &str) -> Result<Column, DataMistake> {
    let Some((front, kind)) = split_kind(name) else { return property(name) };
    let kind = kind.split('{').next().unwrap_or_default();
    let (kind, space) = match kind.split_once('(') {
        Some((kind, space)) => (kind, space.trim_end_matches(')')),
        None => (kind, ""),
    };
    let space = Text::from(space);
    Ok(match kind.to_ascii_uppercase().as_str() {
        "ID" => {
            Column::Id { space, property: Some(front).filter(|it| !it.is_empty()).map(Text::from) }
        }
        "LABEL" => Column::Labels,
        "START_ID" => Column::Start { space },
        "END_ID" => Column::End { space },
        "TYPE" => Column::Type,
        "IGNORE" => Column::Ignore,
        _ => property(name)?,
    })
}

/// Name and kind: at the last colon in front of any options, which have colons themselves.
fn split_kind(name: &str) -> Option<(&str, &str)> {
    let end = name.find('{').unwrap_or(name.len());
    let colon = name.get(..end)?.rfind(':')?;
    Some((name.get(..colon)?, name.get(colon + 1..)?))
}

fn property(name: &str) -> Result<Column, DataMistake> {
    let unknown = || DataMistake::Column(name.to_owned());
    let (front, of) = match split_kind(name) {
        None => (name, None),
        Some((front, kind)) => {
            let kind = match kind.find('{').and_then(|at| Some((kind.get(..at)?, kind.get(at..)?)))
            {
                // Options stand in front of the brackets of a list.
                Some((kind, rest)) if rest.ends_with("[]") => format!("{kind}[]"),
                Some((kind, _)) => kind.to_owned(),
                None => kind.to_owned(),
            };
            (front, Some(PropertyType::named(&kind).ok_or_else(unknown)?))
        }
    };
    if front.is_empty() {
        return Err(unknown());
    }
    Ok(Column::Property { name: front.into(), of })
}
