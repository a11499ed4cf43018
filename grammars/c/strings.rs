//! String literals of C.

use crate::lower::outline::Node;

use crate::lower::intern::MAX_TEXT;
use crate::lower::machine::{Lowerer, Step};
use crate::lower::roles::Role;
use crate::lower::text::{Escapes, unescape};

pub(crate) fn text<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    if lowerer.role(node) == Role::Texts {
        return lowerer.many(node, Step::Concat);
    }
    let raw = content(lowerer.bytes(node));
    let value = match std::str::from_utf8(raw) {
        Ok(text) if memchr::memchr(b'\\', raw).is_none() => lowerer.constant_text(text, node, false),
        _ => {
            let decoded = decode(raw);
            match String::from_utf8(decoded) {
                Ok(text) => lowerer.constant_text(&text, node, false),
                Err(bytes) => lowerer.constant_bytes(bytes.into_bytes(), node, false),
            }
        }
    };
    lowerer.push(value);
}

/// What is between the quotes.
pub(crate) fn content(literal: &[u8]) -> &[u8] {
    let start = memchr::memchr(b'"', literal).map_or(literal.len(), |quote| quote + 1);
    let rest = &literal[start..];
    rest.strip_suffix(b"\"").unwrap_or(rest)
}

pub(crate) fn decode(raw: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    unescape(&raw[..raw.len().min(4 * MAX_TEXT)], Escapes::C, &mut out);
    out.truncate(MAX_TEXT);
    out
}
