//! Puts together what files hold: ids are resolved when all have been read.

use super::error::{DataError, DataMistake};
use super::graph::{DataGraph, Node, Relationship};
use super::property::PropertyType;
use super::{csv, json};
use crate::text::Text;
use crate::value::Map;
use rustc_hash::FxHashMap;

/// Where something was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Origin {
    file: usize,
    line: usize,
}

/// An id, which is unique in its space. Only import's CSV has spaces with names.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Id {
    pub(super) space: Text,
    pub(super) id: Text,
}

impl Id {
    /// An id of the space without a name.
    pub(super) fn global(id: Text) -> Self {
        Self { space: Text::default(), id }
    }
}

/// A relationship whose ends are not yet found.
#[derive(Debug)]
pub(super) struct Loose {
    pub(super) id: Option<Text>,
    pub(super) kind: Text,
    pub(super) start: Id,
    pub(super) end: Id,
    pub(super) properties: Map,
}

/// Reads files, of any of the formats, into one graph.
#[derive(Debug, Default)]
pub struct Loader {
    files: Vec<String>,
    types: FxHashMap<Text, PropertyType>,
    nodes: Vec<Node>,
    by_id: FxHashMap<Id, (usize, Origin)>,
    loose: Vec<(Origin, Loose)>,
}

impl Loader {
    /// Says of which type a property is where a file leaves it open, as JSON does for temporal values.
    pub fn declare(&mut self, property: &str, of: PropertyType) {
        self.types.insert(property.into(), of);
    }

    /// Reads a file. The first character that is no blank tells JSON from CSV.
    ///
    /// # Errors
    /// The first mistake, with its line.
    pub fn read(&mut self, name: &str, bytes: &[u8]) -> Result<(), DataError> {
        let file = self.files.len();
        self.files.push(name.to_owned());
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let text = std::str::from_utf8(bytes).map_err(|error| {
            let before = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
            self.error(Origin { file, line }, DataMistake::Encoding)
        })?;
        let mut sink = Sink { loader: self, file };
        match text.trim_start().chars().next() {
            None => Ok(()),
            Some('{' | '[') => json::read(text, &mut sink),
            Some(_) => csv::read(text, &mut sink),
        }
    }

    /// Connects relationships with their nodes.
    ///
    /// # Errors
    /// A relationship that starts or ends at no node.
    pub fn finish(mut self) -> Result<DataGraph, DataError> {
        let loose = std::mem::take(&mut self.loose);
        let mut relationships = Vec::with_capacity(loose.len());
        for (origin, Loose { id, kind, start, end, properties }) in loose {
            let find = |id: &Id, end| match self.by_id.get(id) {
                Some((place, _)) => Ok(*place),
                None => {
                    let mistake = DataMistake::Dangling { id: id.id.to_string(), end };
                    Err(self.error(origin, mistake))
                }
            };
            let (start, end) = (find(&start, "starts")?, find(&end, "ends")?);
            relationships.push(Relationship { id, kind, start, end, properties });
        }
        Ok(DataGraph { nodes: self.nodes, relationships })
    }

    fn error(&self, origin: Origin, mistake: DataMistake) -> DataError {
        let file = self.files.get(origin.file).cloned().unwrap_or_default();
        DataError { file, line: origin.line, mistake }
    }
}

/// Takes the elements of one file.
pub(super) struct Sink<'a> {
    loader: &'a mut Loader,
    file: usize,
}

impl Sink<'_> {
    /// A mistake in a line of this file.
    pub(super) fn error(&self, line: usize, mistake: DataMistake) -> DataError {
        self.loader.error(Origin { file: self.file, line }, mistake)
    }

    /// A node, whose id must be new.
    pub(super) fn node(&mut self, line: usize, id: Id, mut node: Node) -> Result<(), DataError> {
        let origin = Origin { file: self.file, line };
        if let Some((_, first)) = self.loader.by_id.get(&id) {
            let file = self.loader.files.get(first.file).cloned().unwrap_or_default();
            let mistake = DataMistake::Duplicate { id: id.id.to_string(), file, line: first.line };
            return Err(self.loader.error(origin, mistake));
        }
        self.retype(line, &mut node.properties)?;
        self.loader.by_id.insert(id, (self.loader.nodes.len(), origin));
        self.loader.nodes.push(node);
        Ok(())
    }

    /// A relationship, whose ends may be read later.
    pub(super) fn relationship(&mut self, line: usize, mut loose: Loose) -> Result<(), DataError> {
        self.retype(line, &mut loose.properties)?;
        self.loader.loose.push((Origin { file: self.file, line }, loose));
        Ok(())
    }

    fn retype(&self, line: usize, properties: &mut Map) -> Result<(), DataError> {
        if self.loader.types.is_empty() {
            return Ok(());
        }
        for (name, value) in properties.iter_mut() {
            if let Some(of) = self.loader.types.get(name) {
                *value = of
                    .retype(name, std::mem::take(value))
                    .map_err(|mistake| self.error(line, mistake))?;
            }
        }
        Ok(())
    }
}
