//! A program as source text, and on which line each source and sink stands: one statement a line.

use std::collections::BTreeMap;

use super::program::{Default, Function, Local, SiteIx, Stmt, Type, Value};

/// Path and line.
pub(super) type Line = (String, u32);

#[derive(Clone, Debug, Default)]
pub(super) struct Printed {
    /// Path and text.
    pub(super) files: Vec<(String, String)>,
    pub(super) sources: BTreeMap<Line, SiteIx>,
    pub(super) sinks: BTreeMap<Line, SiteIx>,
}

impl Printed {
    pub(super) fn open(&mut self, path: String) {
        self.files.push((path, String::new()));
    }

    /// Adds a line to the file that was opened last.
    pub(super) fn line(&mut self, depth: usize, text: &str) {
        if let Some((_, file)) = self.files.last_mut() {
            file.extend([&"    ".repeat(depth), text, "\n"]);
        }
    }

    /// Notes that the line added last is a source or a sink.
    pub(super) fn mark(&mut self, site: Option<Site>) {
        let Some((path, text)) = self.files.last() else { return };
        let line = (path.clone(), text.lines().count() as u32);
        match site {
            Some(Site::Source(site)) => self.sources.insert(line, site),
            Some(Site::Sink(site)) => self.sinks.insert(line, site),
            None => None,
        };
    }

    /// All files with numbered lines, for whoever reads a failure.
    pub(super) fn listing(&self) -> String {
        let mut text = String::new();
        for (path, file) in &self.files {
            text.extend(["# --- path: ", path, " ---\n"]);
            for (at, line) in file.lines().enumerate() {
                text.push_str(&format!("{:3} {line}\n", at + 1));
            }
        }
        text
    }
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Site {
    Source(SiteIx),
    Sink(SiteIx),
}

/// The source or sink that a statement itself is.
pub(super) fn site(stmt: &Stmt) -> Option<Site> {
    match stmt {
        Stmt::Let(_, Value::Environment(site) | Value::ReadInput(site) | Value::ReadFile(_, site)) | Stmt::Fill(_, site) => {
            Some(Site::Source(*site))
        }
        Stmt::Sink(_, site) => Some(Site::Sink(*site)),
        _ => None,
    }
}

/// The source in a function's signature.
pub(super) fn default_site(function: &Function) -> Option<Site> {
    function.params.iter().find_map(|param| match param.default {
        Some(Default::Environment(site)) => Some(Site::Source(site)),
        Some(Default::Empty) | None => None,
    })
}

/// A local's name says its type.
pub(super) fn local_name(function: &Function, local: Local) -> String {
    if local == 0 && function.class.is_some() {
        return "self".to_owned();
    }
    let prefix = match function.locals[local] {
        Type::Text => 't',
        Type::Object(_) => 'o',
        Type::Callback => 'k',
        Type::Dict => 'd',
        Type::List => 'l',
        Type::Buffer => 'b',
        Type::Out => 'q',
    };
    format!("{prefix}{local}")
}
