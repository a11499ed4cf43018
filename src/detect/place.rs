//! From sites of the program to places that people read: path, line, function, excerpt.

use std::collections::BTreeMap;

use crate::base::{LineIndex, Position, display};
use crate::ir::{Callee, Op, Selector};
use crate::link::{FnId, Program};
use crate::report::model::{Place, Spot, Step};
use crate::taint::Site;

/// Longest excerpt in characters.
const EXCERPT: usize = 200;

/// The bytes of every analysed file, by the path that the program knows it by.
pub type Texts<'a> = BTreeMap<&'a str, &'a [u8]>;

/// Looks places up; line indexes are made once a file.
pub struct Places<'a> {
    program: &'a Program,
    texts: &'a Texts<'a>,
    lines: BTreeMap<u32, LineIndex>,
    withheld: bool,
}

impl<'a> Places<'a> {
    /// `withheld`: places are told without their line of code.
    pub fn new(program: &'a Program, texts: &'a Texts<'a>, withheld: bool) -> Self {
        Self { program, texts, lines: BTreeMap::new(), withheld }
    }

    pub fn program(&self) -> &'a Program {
        self.program
    }

    /// Line and column of a byte of a file.
    pub fn position(&mut self, file: u32, offset: u32) -> Position {
        let text = self.text(file);
        self.lines.entry(file).or_insert_with(|| LineIndex::new(text)).position(offset)
    }

    fn text(&self, file: u32) -> &'a [u8] {
        self.texts.get(self.program.files[file as usize].path.as_str()).copied().unwrap_or_default()
    }

    /// The trimmed line, escaped and cut.
    fn excerpt(&mut self, file: u32, line: u32) -> String {
        if self.withheld {
            return String::new();
        }
        let text = self.text(file);
        let range = self.lines.entry(file).or_insert_with(|| LineIndex::new(text)).line_range(line, text);
        let bytes = text[range].trim_ascii();
        let escaped = display::escape_bytes(&bytes[..bytes.len().min(4 * EXCERPT)]);
        match escaped.char_indices().nth(EXCERPT) {
            Some((cut, _)) => format!("{}…", &escaped[..cut]),
            None => escaped,
        }
    }

    pub fn path(&self, function: FnId) -> &'a str {
        let links = &self.program.functions[function as usize];
        &self.program.files[links.file as usize].path
    }

    pub fn function_name(&self, function: FnId) -> String {
        display::escape(self.program.names.text(self.program.functions[function as usize].qualified))
    }

    fn offset(&self, site: Site) -> u32 {
        self.program.function(site.function).spans.get(site.op as usize).copied().unwrap_or_default()
    }

    /// The place of a source or a sink of this kind.
    pub fn place(&mut self, site: Site, kind: &str) -> Place {
        let file = self.program.functions[site.function as usize].file;
        let position = self.position(file, self.offset(site));
        Place {
            kind: kind.to_owned(),
            path: self.path(site.function).to_owned(),
            line: position.line,
            column: position.column,
            function: self.function_name(site.function),
            callee: self.callee(site),
            excerpt: self.excerpt(file, position.line),
        }
    }

    /// Where that is, and no more.
    pub fn spot(&mut self, site: Site) -> Spot {
        let file = self.program.functions[site.function as usize].file;
        let position = self.position(file, self.offset(site));
        Spot { path: self.path(site.function).to_owned(), line: position.line, column: position.column }
    }

    pub fn step(&mut self, site: Site, note: String) -> Step {
        let place = self.place(site, "");
        Step { path: place.path, line: place.line, column: place.column, function: place.function, note, excerpt: place.excerpt }
    }

    /// What is called at the site: the library function's dotted name, or the name in the code.
    pub fn callee(&self, site: Site) -> Option<String> {
        let function = self.program.function(site.function);
        let facts = self.program.facts(site.function);
        let links = &self.program.functions[site.function as usize];
        let name = |op: Op| match op {
            Op::Name(symbol) | Op::Get(_, Selector::Field(symbol)) | Op::Set(_, Selector::Field(symbol), _) => {
                Some(facts.text(symbol).to_owned())
            }
            _ => None,
        };
        let text = match function.ops.get(site.op as usize)? {
            Op::Call(call) => {
                let targets = &links.calls[*call as usize];
                match (targets.external, function.calls[*call as usize].callee) {
                    (Some(external), _) => Some(self.program.names.text(external).to_owned()),
                    (None, Callee::Method { symbol, .. } | Callee::Super { symbol, .. }) => Some(facts.text(symbol).to_owned()),
                    (None, Callee::Value(value)) => name(function.ops[value as usize]),
                }
            }
            &op => name(op),
        };
        text.map(|text| display::escape(&text))
    }
}
