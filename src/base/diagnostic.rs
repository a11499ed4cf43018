//! What a stage has to say about its input or about the tool. Bad input is data: a stage returns
//! its value together with diagnostics and goes on.

use serde::{Deserialize, Serialize};

/// How much a diagnostic weighs: an error makes the review incomplete.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    Note,
    Warning,
    Error,
}

/// One message about the input or the tool. Lower case, no final period: what and where.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub struct Diagnostic {
    pub severity: Severity,
    /// Stable, machine-readable, kebab-case.
    pub code: String,
    pub message: String,
    /// The path concerned, relative to the reviewed root.
    pub path: Option<String>,
    /// What the reader can do next.
    pub help: Option<String>,
}

impl Diagnostic {
    pub fn new(severity: Severity, code: &str, message: impl Into<String>) -> Self {
        Self { severity, code: code.to_owned(), message: message.into(), path: None, help: None }
    }

    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}
