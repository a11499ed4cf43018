//! String literals of Python: prefixes, quotes, escapes, templates.

use crate::lower::outline::Node;

use super::TEXT_PIECE;
use crate::ir::Const;
use crate::lower::intern::MAX_TEXT;
use crate::lower::machine::{Lowerer, Step};
use crate::lower::roles::Role;
use crate::lower::text::{Escapes, unescape};

/// How a literal starts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Opening {
    raw: bool,
    bytes: bool,
    template: bool,
    /// Bytes before the content, and of the closing quotes.
    start: usize,
    quotes: usize,
}

fn opening(literal: &[u8]) -> Opening {
    let prefix = literal.iter().take(3).take_while(|byte| byte.is_ascii_alphabetic()).count();
    let has = |wanted: u8| literal[..prefix].iter().any(|byte| byte.eq_ignore_ascii_case(&wanted));
    let quote = literal.get(prefix).copied().unwrap_or(b'"');
    let triple = literal.len() >= prefix + 6 && literal[prefix..].starts_with(&[quote; 3]);
    let quotes = if triple { 3 } else { 1 };
    Opening { raw: has(b'r'), bytes: has(b'b'), template: has(b'f'), start: prefix + quotes, quotes }
}

impl Opening {
    fn content<'s>(&self, literal: &'s [u8]) -> &'s [u8] {
        let end = literal.len().saturating_sub(self.quotes).max(self.start.min(literal.len()));
        &literal[self.start.min(literal.len())..end]
    }

    fn decode(&self, raw: &[u8]) -> Vec<u8> {
        // A literal far longer than what is kept need not be decoded to its end.
        let raw = &raw[..raw.len().min(4 * MAX_TEXT)];
        let mut out = Vec::with_capacity(raw.len());
        match (self.raw, self.bytes) {
            (true, _) => out.extend_from_slice(raw),
            (false, true) => unescape(raw, Escapes::PythonBytes, &mut out),
            (false, false) => unescape(raw, Escapes::Python, &mut out),
        }
        out
    }
}

pub(super) fn text<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    if lowerer.role(node) == Role::Texts {
        return lowerer.many(node, Step::Concat);
    }
    let opening = opening(lowerer.bytes(node));
    if opening.template {
        let pieces = lowerer.children(node);
        if !pieces.is_empty() {
            template(lowerer, node, &pieces, opening);
            return lowerer.recycle(pieces);
        }
        lowerer.recycle(pieces);
    }
    let raw = opening.content(lowerer.bytes(node));
    let constant = literal(lowerer, node, raw, opening);
    lowerer.push(constant);
}

/// The value of a literal without templates; `None` for anything else.
pub(super) fn plain<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>) -> Option<String> {
    let bytes = lowerer.bytes(node);
    let opening = opening(bytes);
    let plain = lowerer.role(node) == Role::Text && !opening.template && !opening.bytes;
    plain.then(|| String::from_utf8_lossy(&opening.decode(opening.content(bytes))).into_owned())
}

fn literal<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, raw: &[u8], opening: Opening) -> u32 {
    let plain = opening.raw || memchr::memchr(b'\\', raw).is_none();
    match std::str::from_utf8(raw) {
        Ok(text) if plain && !opening.bytes && !opening.template => lowerer.constant_text(text, node, false),
        _ => {
            let decoded = opening.decode(raw);
            if opening.bytes {
                return lowerer.constant_bytes(decoded, node, false);
            }
            let mut text = String::from_utf8_lossy(&decoded).into_owned();
            if opening.template {
                text = text.replace("{{", "{").replace("}}", "}");
            }
            lowerer.constant_text(&text, node, false)
        }
    }
}

/// `f"a{x}b"`: the pieces of text and the values between, in order.
fn template<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, holes: &[Node<'t>], opening: Opening) {
    let base = lowerer.values.len() as u32;
    lowerer.later(Step::Concat, node, base);
    let end = node.end_byte().saturating_sub(opening.quotes);
    let last = holes.last().map_or(node.start_byte(), |last| last.end_byte());
    if last < end {
        lowerer.later(Step::Language(TEXT_PIECE), node, last as u32);
    }
    for (number, &hole) in holes.iter().enumerate().rev() {
        let before = match number.checked_sub(1) {
            Some(previous) => holes[previous].end_byte(),
            None => node.start_byte() + opening.start,
        };
        lowerer.want(hole);
        if before < hole.start_byte() {
            lowerer.later(Step::Language(TEXT_PIECE), hole, before as u32);
        }
    }
}

/// The text from `start` to the hole, or to the end of the string.
pub(super) fn piece<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, start: u32) {
    let whole = lowerer.role(node) == Role::Text;
    let end = if whole { node.end_byte() - opening(lowerer.bytes(node)).quotes.min(node.end_byte()) } else { node.start_byte() };
    let raw = &lowerer.source[(start as usize).min(end)..end];
    let opening = Opening { raw: false, bytes: false, template: true, start: 0, quotes: 0 };
    let value = literal(lowerer, node, raw, opening);
    lowerer.push(value);
}

/// The literal's value, when it is a constant that can be a default.
pub(super) fn constant<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>) -> Option<Const> {
    match lowerer.role(node) {
        Role::Int => Some(crate::lower::text::integer(lowerer.bytes(node)).map_or(Const::Float, Const::Int)),
        Role::Float => Some(Const::Float),
        Role::True => Some(Const::Bool(true)),
        Role::False => Some(Const::Bool(false)),
        Role::Null => Some(Const::Null),
        _ => None,
    }
}
