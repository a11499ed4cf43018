//! A table of values: aligned text for people, one JSON array of objects for programs.

use std::io::{self, Write};

use serde_json::{Map, Value};

use crate::base::display;
use crate::batch::ledger::Table;

/// Wider cells are cut at their end; `--json` has them whole.
const WIDEST: usize = 60;

pub(super) fn text(out: &mut impl Write, table: &Table) -> io::Result<()> {
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(cell).collect()).collect();
    let width = |at: usize| {
        let cells = rows.iter().map(|row| row[at].chars().count());
        cells.chain([table.columns[at].chars().count()]).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..table.columns.len()).map(width).collect();
    let heads: Vec<String> = table.columns.iter().map(|column| column.replace('_', " ")).collect();
    for row in std::iter::once(&heads).chain(&rows) {
        let line: Vec<String> = row.iter().zip(&widths).map(|(cell, &width)| format!("{cell:width$}")).collect();
        writeln!(out, "{}", line.join("  ").trim_end())?;
    }
    Ok(())
}

pub(super) fn json(out: &mut impl Write, table: &Table) -> io::Result<()> {
    let object = |row: &Vec<Value>| -> Map<String, Value> { table.columns.iter().cloned().zip(row.iter().cloned()).collect() };
    let rows: Vec<_> = table.rows.iter().map(object).collect();
    serde_json::to_writer_pretty(&mut *out, &rows)?;
    writeln!(out)
}

fn cell(value: &Value) -> String {
    let text = match value {
        Value::Null => "-".to_owned(),
        Value::String(text) if text.is_empty() => "-".to_owned(),
        Value::String(text) => display::neutralise(text).into_owned(),
        other => other.to_string(),
    };
    // A digest is known by its beginning.
    let is_digest = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    match text.char_indices().nth(WIDEST) {
        _ if is_digest => text[..16].to_owned(),
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
