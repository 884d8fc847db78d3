//! Results as JUnit XML: a suite per script, a test case per statement.

use super::ran::{Ran, Trouble};
use super::report::{Reporter, Totals, difference_text};
use crate::tools::golden::{Difference, Met, Report};
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use std::io::{self, Write};
use std::time::Duration;

/// The suites so far. The root has the totals, which are known at the end.
#[derive(Default)]
pub(super) struct Junit {
    suites: Vec<u8>,
    errors: usize,
}

type Xml<'w> = Writer<&'w mut dyn Write>;

impl Reporter for Junit {
    fn begin(&mut self, _: &mut dyn Write, _: usize) -> io::Result<()> {
        Ok(())
    }

    fn script(&mut self, _: &mut dyn Write, ran: &Ran) -> io::Result<()> {
        let (tests, failures, errors) = match &ran.result {
            Ok(report) => (report.statements(), report.differences.len(), 0),
            Err(_) => (1, 0, 1),
        };
        self.errors += errors;
        let mut suite = BytesStart::new("testsuite");
        suite.push_attribute(("name", printable(&ran.name).as_str()));
        counts(&mut suite, [("tests", tests), ("failures", failures), ("errors", errors)]);
        suite.push_attribute(("time", seconds(ran.took).as_str()));
        let mut xml: Xml<'_> = Writer::new_with_indent(&mut self.suites, b' ', 2);
        xml.write_event(Event::Start(suite))?;
        match &ran.result {
            Ok(report) => cases(&mut xml, ran, report)?,
            Err(trouble) => {
                let message = match trouble {
                    Trouble::Unreadable(error) => error.to_string(),
                    Trouble::Broken(message) => message.clone(),
                };
                xml.create_element("testcase")
                    .with_attribute(("classname", printable(&ran.name).as_str()))
                    .with_attribute(("name", "script"))
                    .write_inner_content(|xml| {
                        xml.create_element("error")
                            .with_attribute(("message", printable(&message).as_str()))
                            .write_empty()?;
                        Ok(())
                    })?;
            }
        }
        xml.write_event(Event::End(BytesEnd::new("testsuite")))?;
        self.suites.push(b'\n');
        Ok(())
    }

    fn end(&mut self, out: &mut dyn Write, totals: &Totals) -> io::Result<()> {
        let mut root = BytesStart::new("testsuites");
        root.push_attribute(("name", "cypher-admin"));
        let tests = totals.statements + self.errors;
        counts(
            &mut root,
            [("tests", tests), ("failures", totals.differences), ("errors", self.errors)],
        );
        root.push_attribute(("time", seconds(totals.took).as_str()));
        let mut xml = Writer::new(&mut *out);
        xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
        writeln!(xml.get_mut())?;
        xml.write_event(Event::Start(root))?;
        writeln!(xml.get_mut())?;
        xml.get_mut().write_all(&self.suites)?;
        xml.write_event(Event::End(BytesEnd::new("testsuites")))?;
        writeln!(out)
    }
}

fn counts(tag: &mut BytesStart<'_>, counts: [(&str, usize); 3]) {
    for (name, count) in counts {
        tag.push_attribute((name, count.to_string().as_str()));
    }
}

/// The statements of a script in their order.
fn cases(xml: &mut Xml<'_>, ran: &Ran, report: &Report) -> io::Result<()> {
    let mut met = report.met.iter().peekable();
    for difference in &report.differences {
        while let Some(Met { line, statement }) = met.next_if(|met| met.line <= difference.line) {
            case(xml, ran, *line, statement, None)?;
        }
        case(xml, ran, difference.line, &difference.statement, Some(difference))?;
    }
    met.try_for_each(|Met { line, statement }| case(xml, ran, *line, statement, None))
}

fn case(
    xml: &mut Xml<'_>,
    ran: &Ran,
    line: usize,
    statement: &str,
    difference: Option<&Difference>,
) -> io::Result<()> {
    let file = printable(&ran.name);
    let number = line.to_string();
    let name = printable(&format!("{line}: {statement}"));
    let case = xml.create_element("testcase").with_attributes([
        ("classname", file.as_str()),
        ("name", name.as_str()),
        ("file", file.as_str()),
        ("line", number.as_str()),
    ]);
    let Some(difference) = difference else {
        case.write_empty()?;
        return Ok(());
    };
    case.write_inner_content(|xml| {
        let text = printable(&difference_text(difference));
        xml.create_element("failure")
            .with_attribute(("message", "not as expected"))
            .write_text_content(BytesText::new(&text))?;
        Ok(())
    })?;
    Ok(())
}

fn seconds(time: Duration) -> String {
    format!("{:.6}", time.as_secs_f64())
}

/// Text without the characters that XML cannot hold.
fn printable(text: &str) -> String {
    let is_xml = |c: char| matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{10000}'..);
    text.chars().map(|c| if is_xml(c) { c } else { '\u{FFFD}' }).collect()
}
