//! String literals of JavaScript: quotes, escapes, templates, names of members.

use crate::lower::outline::Node;

use super::TEXT_PIECE;
use crate::ir::{Const, Symbol};
use crate::lower::intern::MAX_TEXT;
use crate::lower::machine::{Lowerer, Step};
use crate::lower::roles::{Part, Role};
use crate::lower::text::{Escapes, unescape};

pub(super) fn text<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    if lowerer.bytes(node).first() == Some(&b'`') {
        let holes = lowerer.children(node);
        if !holes.is_empty() {
            template(lowerer, node, &holes);
            return lowerer.recycle(holes);
        }
        lowerer.recycle(holes);
    }
    let content = content(lowerer.bytes(node));
    let constant = literal(lowerer, node, content);
    lowerer.push(constant);
}

/// What stands between the quotes.
fn content(literal: &[u8]) -> &[u8] {
    let quote = literal.first().copied().unwrap_or_default();
    let inner = literal.get(1..).unwrap_or_default();
    inner.strip_suffix(&[quote]).unwrap_or(inner)
}

fn decode(raw: &[u8]) -> String {
    // A literal far longer than what is kept need not be decoded to its end.
    let raw = &raw[..raw.len().min(4 * MAX_TEXT)];
    let mut out = Vec::with_capacity(raw.len());
    unescape(raw, Escapes::JavaScript, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

fn literal<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, raw: &[u8]) -> u32 {
    match std::str::from_utf8(raw) {
        Ok(text) if memchr::memchr(b'\\', raw).is_none() => lowerer.constant_text(text, node, false),
        _ => {
            let text = decode(raw);
            lowerer.constant_text(&text, node, false)
        }
    }
}

/// `a${x}b`: the pieces of text and the values between, in order.
fn template<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, holes: &[Node<'t>]) {
    let base = lowerer.values.len() as u32;
    lowerer.later(Step::Concat, node, base);
    let last = holes.last().map_or(node.start_byte(), |last| last.end_byte());
    if last + 1 < node.end_byte() {
        lowerer.later(Step::Language(TEXT_PIECE), node, last as u32);
    }
    for (number, &hole) in holes.iter().enumerate().rev() {
        let before = match number.checked_sub(1) {
            Some(previous) => holes[previous].end_byte(),
            None => node.start_byte() + 1,
        };
        lowerer.want(hole);
        if before < hole.start_byte() {
            lowerer.later(Step::Language(TEXT_PIECE), hole, before as u32);
        }
    }
}

/// The text from `start` to the hole, or to the end of the template.
pub(super) fn piece<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, start: u32) {
    let whole = lowerer.role(node) == Role::Text;
    let end = if whole { node.end_byte().saturating_sub(1) } else { node.start_byte() };
    let raw = lowerer.source.get(start as usize..end).unwrap_or_default();
    let value = literal(lowerer, node, raw);
    lowerer.push(value);
}

/// The value of a literal without values inside; `None` for anything else.
pub(super) fn plain<'t>(lowerer: &Lowerer<'_, 't>, node: Node<'t>) -> Option<String> {
    let plain = lowerer.role(node) == Role::Text && lowerer.only_child(node).is_none();
    plain.then(|| decode(content(lowerer.bytes(node))))
}

/// The name that a key of an object, class or pattern writes, if it is constant.
pub(super) fn key<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    match lowerer.role(node) {
        Role::Text => {
            let text = plain(lowerer, node)?;
            Some(lowerer.file.strings.intern(&text))
        }
        Role::Group => {
            let inner = lowerer.only_child(node)?;
            let text = plain(lowerer, inner)?;
            Some(lowerer.file.strings.intern(&text))
        }
        _ => Some(lowerer.symbol(node)),
    }
}

/// The literal's value, when it is a constant that can be a default.
pub(super) fn constant<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<u32> {
    let constant = match lowerer.role(node) {
        Role::Int => crate::lower::text::integer(lowerer.bytes(node)).map_or(Const::Float, Const::Int),
        Role::True => Const::Bool(true),
        Role::False => Const::Bool(false),
        Role::Null => Const::Null,
        Role::Text => {
            let text = plain(lowerer, node)?;
            let span = lowerer.span(node);
            return Some(lowerer.file.text(&text, span, false));
        }
        _ => return None,
    };
    Some(lowerer.file.consts.add(constant))
}

/// The first argument of a call, if it is a string.
pub(super) fn first_argument<'t>(lowerer: &Lowerer<'_, 't>, call: Node<'t>) -> Option<String> {
    let args = lowerer.part(call, Part::Args)?;
    let first = lowerer.only_child(args)?;
    plain(lowerer, first)
}
