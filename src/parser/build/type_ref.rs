//! Types, as written after `::`.

use super::context::{Built, Context, Node, Nodes, trimmed};
use crate::ast::{CypherType, TypeName, TypePart};
use crate::parser::scan::{PieceKind, scan};
use cypher_admin_grammar::Rule;

/// Builds a type.
pub(super) fn type_ref<'i>(context: &Context<'i>, node: Node<'i>) -> Built<CypherType> {
    let span = context.span(&node);
    context.nested(span, || {
        let alternatives =
            Nodes::of(node).map(|part| type_part(context, part)).collect::<Built<_>>()?;
        Ok(CypherType { alternatives })
    })
}

fn type_part<'i>(context: &Context<'i>, node: Node<'i>) -> Built<TypePart> {
    let mut nodes = Nodes::of(node);
    let node = nodes.need("a type")?;
    let name = match node.as_rule() {
        Rule::list_type => {
            TypeName::List(Box::new(type_ref(context, Nodes::of(node).need("a type")?)?))
        }
        Rule::vector_type => {
            context.only_25(&node)?;
            TypeName::Vector(trimmed(node.as_str()).to_owned())
        }
        Rule::any_type => match Nodes::of(node).next() {
            None => TypeName::Simple("ANY"),
            Some(inner) if inner.as_rule() == Rule::type_ref => {
                TypeName::Union(Box::new(type_ref(context, inner)?))
            }
            Some(inner) => TypeName::Simple(simple_type(inner.as_str())),
        },
        _ => TypeName::Simple(simple_type(node.as_str())),
    };
    let mut part = TypePart { name, not_null: nodes.has(Rule::not_null) };
    // `T LIST` wraps what stands before it.
    for suffix in nodes {
        let of = CypherType { alternatives: vec![part] };
        part = TypePart {
            name: TypeName::List(Box::new(of)),
            not_null: Nodes::of(suffix).has(Rule::not_null),
        };
    }
    Ok(part)
}

/// Written type names and their canonical ones.
const TYPES: &[(&str, &str)] = &[
    ("NOTHING", "NOTHING"),
    ("NULL", "NULL"),
    ("BOOL", "BOOLEAN"),
    ("BOOLEAN", "BOOLEAN"),
    ("VARCHAR", "STRING"),
    ("STRING", "STRING"),
    ("UUID", "UUID"),
    ("INT", "INTEGER"),
    ("INTEGER", "INTEGER"),
    ("SIGNED INTEGER", "INTEGER"),
    ("INT64", "INTEGER"),
    ("INTEGER64", "INTEGER"),
    ("FLOAT", "FLOAT"),
    ("FLOAT64", "FLOAT"),
    ("DATE", "DATE"),
    ("LOCAL TIME", "LOCAL TIME"),
    ("LOCAL DATETIME", "LOCAL DATETIME"),
    ("ZONED TIME", "ZONED TIME"),
    ("ZONED DATETIME", "ZONED DATETIME"),
    ("TIME WITHOUT TIMEZONE", "LOCAL TIME"),
    ("TIME WITHOUT TIME ZONE", "LOCAL TIME"),
    ("TIME WITH TIMEZONE", "ZONED TIME"),
    ("TIME WITH TIME ZONE", "ZONED TIME"),
    ("TIMESTAMP WITHOUT TIMEZONE", "LOCAL DATETIME"),
    ("TIMESTAMP WITHOUT TIME ZONE", "LOCAL DATETIME"),
    ("TIMESTAMP WITH TIMEZONE", "ZONED DATETIME"),
    ("TIMESTAMP WITH TIME ZONE", "ZONED DATETIME"),
    ("DURATION", "DURATION"),
    ("POINT", "POINT"),
    ("NODE", "NODE"),
    ("VERTEX", "NODE"),
    ("RELATIONSHIP", "RELATIONSHIP"),
    ("EDGE", "RELATIONSHIP"),
    ("MAP", "MAP"),
    ("PATH", "PATH"),
    ("PATHS", "PATH"),
    ("PROPERTY VALUE", "PROPERTY VALUE"),
    ("VALUE", "ANY"),
];

fn simple_type(written: &str) -> &'static str {
    // Comments may stand between the words.
    let words = scan(written).filter(|piece| piece.kind == PieceKind::Word);
    let words: Vec<_> = words.map(|word| word.text.to_ascii_uppercase()).collect();
    let written = words.join(" ");
    TYPES.iter().find(|(name, _)| *name == written).map_or("ANY", |(_, canonical)| canonical)
}

#[cfg(test)]
mod tests {
    use crate::ast::CypherVersion;
    use crate::parser::parse_expression;

    #[test]
    fn comments_between_words_do_not_change_what_they_say() {
        for (text, plain) in [
            ("x :: /* a */ ZONED // b\n TIME /* c */", "x :: ZONED TIME"),
            ("x IS NFD /* a */ NORMALIZED", "x IS NFD NORMALIZED"),
            ("CASE x WHEN IS LABELED A /* a */ THEN 1 END", "CASE x WHEN IS LABELED A THEN 1 END"),
        ] {
            let parse = |text| parse_expression(text, CypherVersion::Cypher25).unwrap();
            assert_eq!(parse(text), parse(plain), "{text}");
        }
    }
}
