use super::*;
use crate::value::Value;

fn load(files: &[&str]) -> Result<DataGraph, DataError> {
    let mut loader = Loader::default();
    for (at, text) in files.iter().enumerate() {
        loader.read(&format!("f{at}"), text.as_bytes())?;
    }
    loader.finish()
}

fn mistake(file: &str) -> String {
    load(&[file]).unwrap_err().to_string()
}

/// Nodes and relationships in one line each.
fn shown(graph: &DataGraph) -> Vec<String> {
    let properties = |map: &crate::value::Map| Value::Map(Box::new(map.clone())).to_string();
    let nodes = graph.nodes.iter().map(|node| {
        format!("{} {} {}", node.id, node.labels.join(":"), properties(&node.properties))
    });
    let relationships = graph.relationships.iter().map(|relationship| {
        let end = |at: usize| graph.nodes.get(at).map(|node| node.id.as_str()).unwrap_or_default();
        let (start, end) = (end(relationship.start), end(relationship.end));
        format!("{start}-{}->{end} {}", relationship.kind, properties(&relationship.properties))
    });
    nodes.chain(relationships).collect()
}

const LINES: &str = r#"
{"id":"7","type":"relationship","label":"KNOWS","properties":{"since":1993},"start":{"id":"0","labels":["A"]},"end":{"id":"1"}}

{"type":"node","id":"0","labels":["A","B"],"properties":{"n":42,"x":1.0,"ok":true,"l":["a","b"],"gone":null,"born":"2015-07-04","at":{"crs":"wgs-84","latitude":13.1,"longitude":33.4,"height":null}}}
{"type":"node","id":1}
"#;

#[test]
fn json_lines_in_any_order() {
    assert_eq!(
        shown(&load(&[LINES]).unwrap()),
        [
            r#"0 A:B {n: 42, x: 1.0, ok: true, l: ["a", "b"], born: "2015-07-04", at: point({srid:4326, x:33.4, y:13.1})}"#,
            "1  {}",
            "0-KNOWS->1 {since: 1993}",
        ]
    );
}

#[test]
fn an_empty_text_in_quotes_is_a_text_to_import_and_nothing_to_apoc() {
    let import = "id:ID,a,b:string,n:int,l:string[],:LABEL\n1,\"\",\"\",\"\",\"\",\"\"\n2,,,,,\n3,\"say \"\"hi\"\"\",\"\"\"\",7,\"\",A\n";
    assert_eq!(
        shown(&load(&[import]).unwrap()),
        [
            r#"1  {id: "1", a: "", b: ""}"#,
            r#"2  {id: "2"}"#,
            r#"3 A {id: "3", a: "say \"hi\"", b: "\"", n: 7}"#,
        ]
    );
    // A quote within a text is one, and opens nothing.
    let loose = "id:ID,a,b\n1,x\"\"y,\"\"\n";
    assert_eq!(shown(&load(&[loose]).unwrap()), [r#"1  {id: "1", a: "x\"\"y", b: ""}"#]);
    let apoc = "_id,_labels,a,_start,_end,_type\n\"0\",\":A\",\"\",,,\n";
    assert_eq!(shown(&load(&[apoc]).unwrap()), ["0 A {}"]);
}

#[test]
fn the_other_forms_of_json_hold_the_same() {
    let elements: Vec<_> = LINES.lines().filter(|line| !line.is_empty()).collect();
    let expected = shown(&load(&[LINES]).unwrap());
    let array = format!("\u{feff}[{}]", elements.join(",\n"));
    assert_eq!(shown(&load(&[&array]).unwrap()), expected);
    let (rel, nodes) = elements.split_first().unwrap();
    let document = format!("{{\n\"nodes\": [{}],\n\"rels\":[{rel}]}}", nodes.join(",\n"));
    assert_eq!(shown(&load(&[&document]).unwrap()), expected);
    let by_id =
        format!("{{\"nodes\":{{\"0\":{},\"1\":{}}},\"rels\":{{\"7\":{rel}}}}}", nodes[0], nodes[1]);
    assert_eq!(shown(&load(&[&by_id]).unwrap()), expected);
}

#[test]
fn a_type_that_json_leaves_open_can_be_declared() {
    let mut loader = Loader::default();
    loader.declare("born", PropertyType::named("Date").unwrap());
    loader.read("f", LINES.as_bytes()).unwrap();
    let graph = loader.finish().unwrap();
    assert!(matches!(graph.nodes[0].properties["born"], Value::Date(_)));
    let mut loader = Loader::default();
    loader.declare("born", PropertyType::named("duration").unwrap());
    let error = loader.read("f", LINES.as_bytes()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "f:4: Property 'born' must be of type duration, '2015-07-04' is not."
    );
}

#[test]
fn apocs_csv_has_types_by_its_columns() {
    let text = "\"_id\",\"_labels\",\"age\",\"zip\",\"male\",\"kids\",\"_start\",\"_end\",\"_type\",\"since\"\n\
        \"0\",\":User:Admin\",\"42\",\"07\",\"true\",\"[\"\"Sam\"\",\"\"Anna\"\"]\",,,,\n\
        \"1\",\":User\",\"7\",\"10\",,,,,,\n\
        ,,,,,,\"0\",\"1\",\"KNOWS\",\"1.5\"\n";
    assert_eq!(
        shown(&load(&[text]).unwrap()),
        [
            r#"0 User:Admin {age: 42, zip: "07", male: true, kids: ["Sam", "Anna"]}"#,
            r#"1 User {age: 7, zip: "10"}"#,
            "0-KNOWS->1 {since: 1.5}",
        ]
    );
    let typed = "_id:id,_labels:label,age:long,_start:id,_end:id,_type:label\n0,:A,4,,,\n";
    assert_eq!(shown(&load(&[typed]).unwrap()), ["0 A {age: 4}"]);
}

#[test]
fn imports_csv_has_spaces_types_and_several_files() {
    let people = "id:ID(Person),name,born:date,tags:string[],at:point{crs:WGS-84},skip:IGNORE,:LABEL\n\
        1,Ann,2001-02-03,a;b,\"{latitude:1, longitude:2}\",x,Person;Boss\n";
    let firms = ":ID(Firm),:LABEL\n1,Firm\n";
    let works = ":START_ID(Person),:END_ID(Firm),:TYPE,since:int\n1,1,WORKS_AT,2020\n";
    assert_eq!(
        shown(&load(&[works, people, firms]).unwrap()),
        [
            r#"1 Person:Boss {id: "1", name: "Ann", born: 2001-02-03, tags: ["a", "b"], at: point({srid:4326, x:2.0, y:1.0})}"#,
            "1 Firm {}",
            "1-WORKS_AT->1 {since: 2020}",
        ]
    );
    assert_eq!(shown(&load(&[":ID\tn:int\n1\t2\n"]).unwrap()), ["1  {n: 2}"]);
}

#[test]
fn nothing_is_a_graph_too() {
    for text in ["", " \n", "[]", ":ID\n", r#"{"nodes":[],"rels":[]}"#] {
        assert_eq!(load(&[text]).unwrap(), DataGraph::default(), "{text}");
    }
}

#[test]
fn mistakes_have_a_line() {
    let node = r#"{"type":"node","id":"0"}"#;
    for (text, message) in [
        (format!("{node}\n{node}"), "f0:2: There is a node with id '0' already, in f0:1."),
        (
            format!("{node}\n\n{{"),
            "f0:3: This is no JSON: EOF while parsing an object at column 1.",
        ),
        (
            "{}".into(),
            "f0:1: This is neither a node nor a relationship: \"type\" must be \"node\" or \"relationship\".",
        ),
        (
            "[\n1]".into(),
            "f0:2: This is neither a node nor a relationship: \"type\" must be \"node\" or \"relationship\".",
        ),
        ("[\n{},\n?]".into(), "f0:3: This is no JSON: expected value at column 1."),
        (r#"{"type":"node"}"#.into(), "f0:1: \"id\" must be a text or a number."),
        (
            r#"{"type":"node","id":1,"labels":"A"}"#.into(),
            "f0:1: \"labels\" must be a list of texts.",
        ),
        (
            r#"{"type":"node","id":1,"properties":{"a":{"b":1}}}"#.into(),
            "f0:1: Property 'a' cannot be a map: properties are values or lists of values.",
        ),
        (
            r#"{"type":"node","id":1,"properties":{"a":[[]]}}"#.into(),
            "f0:1: Property 'a' cannot be a list in a list: properties are values or lists of values.",
        ),
        (
            r#"{"type":"relationship","id":1,"start":{"id":0},"end":{"id":0}}"#.into(),
            "f0:1: \"label\" must be the type, a text.",
        ),
        (
            r#"{"type":"relationship","label":"R","start":{},"end":{"id":0}}"#.into(),
            "f0:1: \"start\" must be an object with an \"id\".",
        ),
        (
            format!(
                "{node}\n{}",
                r#"{"type":"relationship","label":"R","start":{"id":0},"end":{"id":9}}"#
            ),
            "f0:2: There is no node with id '9', where the relationship ends.",
        ),
        (
            format!("{}{}", r#"{"type":"node","id":1,"labels":"#, "[".repeat(1000)),
            "f0:1: This is no JSON: recursion limit exceeded at column 158.",
        ),
        (
            "name\nx".into(),
            "f0:1: The header must name an id (_id or :ID) for nodes, or start, end and type (_start, _end, _type or :START_ID, :END_ID, :TYPE) for relationships.",
        ),
        (":ID,a:number\n".into(), "f0:1: Column 'a:number' has a type that import does not know."),
        (":ID,a,a\n".into(), "f0:1: The header names 'a' twice."),
        (":ID,a\n1\n".into(), "f0:2: The header has 2 columns, this row has 1."),
        (":ID,a:int\n1,1\n2,x\n".into(), "f0:3: Property 'a' must be of type int, 'x' is not."),
        (
            "_id,_start,_end,_type\n,1,,\n".into(),
            "f0:2: The row is neither a node with an id nor a relationship with start, end and type.",
        ),
    ] {
        assert_eq!(mistake(&text), message, "{text}");
    }
    let mut loader = Loader::default();
    let error = loader.read("f", b"a\n\xFF").unwrap_err();
    assert_eq!((error.line, error.mistake), (2, DataMistake::Encoding));
}

proptest::proptest! {
    /// Whatever stands in a file, reading it gives a graph or a mistake in one of its lines.
    #[test]
    fn no_file_makes_reading_panic(text in r#"[\[{]?[ -~\n\t\u{e9}]{0,80}|(_id|:ID|:START_ID|_start|a:int|:TYPE|,|\n|"|[0-9]){0,40}|(\{"type":"(node|relationship)"|,"id":[0-9]|,"labels":\[|\}|\n|"){0,20}"#) {
        if let Err(error) = load(&[&text]) {
            proptest::prop_assert!(error.line >= 1 && error.line <= text.lines().count() + 1);
        }
    }
}
