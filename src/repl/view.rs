//! `:view`: what somebody sees of a data graph. The last graph that was read stays at hand.

use super::shell::{Failure, Flow, Shell, Streams};
use crate::exec::Asked;
use crate::render::{Format, Place, RenderOptions, Renderer};
use crate::tools::data::{DataGraph, Loader, PropertyType};
use crate::tools::view::{Untyped, heading, look, tables};
use std::io::{self, Read};
use std::path::Path;

impl Shell {
    /// Looks with the eyes of a user at the graph of a file, or at the one looked at before, as if it
    /// stood in the session's database.
    pub(super) fn view(
        &mut self,
        argument: &str,
        place: (&str, usize),
        directory: &Path,
        streams: &mut Streams<'_>,
    ) -> io::Result<Flow> {
        let (user, rest) = split_name(argument);
        let data = split_types(rest).and_then(|(file, types)| self.data(file, &types, directory));
        let data = match data {
            Ok(data) => data,
            Err(message) => {
                self.complain(&format!("{}{message}", self.at(place.0, place.1)), streams)?;
                return Ok(self.failed(Failure::Io));
            }
        };
        let database = self.engine.database().to_owned();
        let result = look(self.engine.as_mut(), Asked::User(user), Some(&database), &data);
        let (seen, untyped) = match result {
            Ok(seen) => seen,
            Err(error) => {
                self.data = Some(data);
                self.complain(&format!("{}{error}", self.at(place.0, place.1)), streams)?;
                return Ok(self.failed(Failure::Statement));
            }
        };
        let options = RenderOptions { quiet: true, ..self.renderer.options };
        let format = if options.format == Format::Plain { Format::Table } else { options.format };
        let mut renderer = Renderer::new(RenderOptions { format, ..options });
        let nowhere = Place { index: 1, source: "", text: "", line: 1, column: 1 };
        let refusal = seen.refusal.as_ref().and_then(|decision| decision.error.clone());
        self.with_text(streams, |_, out| {
            writeln!(out, "{}", heading(user, &seen))?;
            for table in tables(&seen) {
                renderer.outcome(out, &mut io::sink(), &nowhere, &table)?;
            }
            renderer.finish(out)?;
            for untyped in &untyped {
                let Untyped { property, of, .. } = untyped;
                writeln!(out, "{untyped}\nIf it is a {of}: --type {property}:{of}")?;
            }
            refusal.iter().try_for_each(|text| writeln!(out, "A server says: {text}"))
        })?;
        self.data = Some(data);
        Ok(Flow::Continue)
    }

    fn data(
        &mut self,
        file: &str,
        types: &[Declared<'_>],
        directory: &Path,
    ) -> Result<DataGraph, String> {
        if file.is_empty() {
            if !types.is_empty() {
                return Err(
                    "Types are said with the file: :view USER FILE --type born:date".to_owned()
                );
            }
            let none = || "No graph has been read yet: :view USER FILE".to_owned();
            return self.data.take().ok_or_else(none);
        }
        let path = directory.join(file.trim_matches(['\'', '"']));
        let name = path.display().to_string();
        let mut bytes = Vec::new();
        self.outside
            .open(&path)
            .and_then(|mut reader| reader.read_to_end(&mut bytes))
            .map_err(|error| format!("Cannot read '{name}': {error}"))?;
        let mut loader = Loader::default();
        types.iter().for_each(|(property, of)| loader.declare(property, *of));
        loader.read(&name, &bytes).map_err(|error| error.to_string())?;
        loader.finish().map_err(|error| error.to_string())
    }
}

/// A property and the type that is said of it.
type Declared<'a> = (&'a str, PropertyType);

/// A file, and the types of properties that are said behind it.
fn split_types(text: &str) -> Result<(&str, Vec<Declared<'_>>), String> {
    let (mut file, mut types) = (text, Vec::new());
    while let Some((before, declaration)) = file.rsplit_once("--type") {
        let declared = PropertyType::declaration(
            declaration.trim_matches(|c: char| c == '=' || c.is_whitespace()),
        );
        types.push(
            declared.ok_or(
                "Write --type PROPERTY:TYPE with a type of import, such as --type born:date",
            )?,
        );
        file = before.trim_end();
    }
    Ok((file, types))
}

/// A name, in backticks where it has blanks, and what follows it.
fn split_name(argument: &str) -> (&str, &str) {
    if let Some((name, rest)) = argument.strip_prefix('`').and_then(|rest| rest.split_once('`')) {
        return (name, rest.trim());
    }
    let (name, rest) = argument.split_once(char::is_whitespace).unwrap_or((argument, ""));
    (name, rest.trim())
}
