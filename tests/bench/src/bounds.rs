//! What bounds the figures that miss their target: said below the table when they do.

use crate::report::Line;

/// Row, the beginning of the work, the beginning of the peer's name, and what stands in the way.
const BOUNDS: [(&str, &str, &str, &str); 10] = [
    (
        "parse",
        "GRANT",
        "",
        "pest makes a call and keeps a place to return to for each part of a rule it tries; letters are tried one by one. \
         Guards on first letters, explicit blanks, flat expressions and a bound on depth of our own are in.",
    ),
    (
        "parse",
        "the same, shapes",
        "",
        "half of it is the tree itself: its nodes own their names and lists, and each is allocated and freed. The parser by \
         hand makes the same tree and reads its text once; here a second walk fills the copy.",
    ),
    (
        "load",
        "growth",
        "",
        "a role's privileges are sorted lists in chunks, so more of them fall out of the caches of the processor.",
    ),
    (
        "decide",
        "bound session, medium",
        "",
        "thirty rows of numbers in a line are read in the time of a few mispredicted branches; a probe for each label, \
         the question's own memory and a check for changes are left of ours.",
    ),
    (
        "decide",
        "from names",
        "",
        "names are texts: the request owns them, five are looked up, and each role of the user is asked about each of them.",
    ),
    (
        "show",
        "WHERE role",
        "SQLite, indexed",
        "the rows of the role are put in SHOW's order before the page is cut out of them, which needs their texts; SQLite \
         has its rows in order.",
    ),
    (
        "show",
        "collect",
        "",
        "each of the texts collected is a value of its own in the result, as Cypher's lists are: a million are made and freed.",
    ),
    (
        "show",
        "AS COMMANDS",
        "DuckDB",
        "DuckDB searches finished texts in batches; ours looks up the number of each privilege, and writes and searches only \
         what differs.",
    ),
    (
        "show",
        "count(*)",
        "DuckDB",
        "DuckDB counts columns of numbers in batches; ours walks the roles' privileges and looks up the number of each.",
    ),
    (
        "start",
        "peak memory",
        "",
        "the kernel maps code in pieces of 64 KiB around what is touched: 1.4 MB of it runs, three times as much is counted; \
         the C library's share is 1.9 MB, \
         0.3 of them for one power that the progress bar's library raises.",
    ),
];

/// What to say about a line that misses its target.
pub fn bound(line: &Line) -> Option<String> {
    let peer = line.peer.as_ref().map_or("", |(name, _)| name.as_str());
    let known = BOUNDS.iter().find(|(row, work, of_peer, _)| {
        line.row == *row && line.work.starts_with(work) && peer.starts_with(of_peer)
    });
    known.filter(|_| line.is_missed()).map(|(row, work, _, why)| format!("{row}, {work} …: {why}"))
}
