use super::{In, In::*, assert_first_words};

/// Statements with names of unusual characters: the place and the first words of the first error as the front end
/// reports it; no words for a good one.
#[test]
fn names_end_where_the_lexer_of_the_version_ends_them() {
    let table: &[(&str, In, usize, &str)] = &[
        ("DROP ROLE a$b", Cypher5, 0, ""),
        ("DROP ROLE a$b", Cypher25, 11, "Invalid input '$': expected 'IF EXISTS' or <EOF>"),
        ("DROP ROLE $p$b", Cypher5, 0, ""),
        ("DROP ROLE $p$b", Cypher25, 12, "Invalid input '$'"),
        ("DROP ROLE$p", Cypher5, 5, "Invalid input 'ROLE$p'"),
        ("DROP ROLE$p", Cypher25, 0, ""),
        ("SHOW DATABASES WHERE$p = \"x\"", Cypher5, 23, "Invalid input '='"),
        ("SHOW DATABASES WHERE$p = \"x\"", Cypher25, 0, ""),
        ("GRANT ROLE a TO$p", Cypher5, 13, "Invalid input 'TO$p': expected ',' or 'TO'"),
        ("GRANT ROLE a TO$p", Cypher25, 0, ""),
        ("DROP ROLE a\u{200B}b", Cypher5, 0, ""),
        ("DROP ROLE a\u{200B}b", Cypher25, 11, "Invalid input '\u{200B}'"),
        ("DROP ROLE a\u{1}b", Cypher25, 11, "Invalid input '\u{1}'"),
        ("DROP ROLE a¢b", Cypher5, 0, ""),
        ("DROP ROLE a¢b", Cypher25, 11, "Invalid input '¢'"),
        ("DROP ROLE a€b", Both, 0, ""),
        ("DROP ROLE ¢", Both, 10, "Invalid input '¢'"),
        ("DROP ROLE a\u{AD}b", Cypher25, 11, "Invalid input '\u{AD}'"),
        // Marks around a character, characters beyond the basic plane, and newer ones.
        ("DROP ROLE a\u{488}b", Both, 11, "Invalid input '\u{488}'"),
        ("DROP ROLE \u{10400}", Both, 10, "Invalid input '\u{10400}'"),
        ("DROP ROLE a\u{8D1}b", Both, 11, "Invalid input '\u{8D1}'"),
        ("SHOW USERS WHERE user = '\u{10400}\u{1}$'", Both, 0, ""),
    ];
    assert_first_words(table);
}
