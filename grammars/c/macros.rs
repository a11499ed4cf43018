//! Macros of C: constants, aliases, and function-like macros whose body is read as a function's.

use tree_sitter::Parser;

use super::strings::{content, decode};
use crate::ir::{Const, Function, FunctionFlags, Macro, MacroKind, Param, ParamKind};
use crate::lower::file::{FileBuilder, FunctionMacro};
use crate::lower::hooks::Hooks;
use crate::lower::machine::{Lowerer, PendingBody};
use crate::lower::outline::{Node, Outline};
use crate::lower::roles::{Part, Role, RoleTable};
use crate::lower::text::integer;
use crate::syntax::grammar::Grammar;

/// Bodies longer than this are not read as functions, nor is more than this for one file.
const MAX_BODY: usize = 2048;
const MAX_BODIES: usize = 256 * 1024;

/// `#define NAME value`.
pub(crate) fn define<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(name) = lowerer.part(node, Part::Name) else { return };
    let body = lowerer.part(node, Part::Value).map(|value| body_text(lowerer.bytes(value))).unwrap_or_default();
    let span = lowerer.span(node);
    let kind = object_like(lowerer.file, &body, span);
    let name = lowerer.symbol(name);
    lowerer.file.macros.push(Macro { name, kind, span });
}

fn object_like(file: &mut FileBuilder, body: &str, span: u32) -> MacroKind {
    let inner = without_cast(unwrapped(body));
    if let Some(value) = number(inner.as_bytes()) {
        return MacroKind::Const(file.consts.add(Const::Int(value)));
    }
    if let Some(text) = strings_only(inner) {
        return MacroKind::Const(file.text(&text, span, false));
    }
    note_strings(file, body, span);
    let is_name = |byte: u8| byte == b'_' || byte.is_ascii_alphanumeric();
    match inner.bytes().next() {
        Some(first) if !first.is_ascii_digit() && inner.bytes().all(is_name) => MacroKind::Alias(file.strings.intern(inner)),
        _ => MacroKind::Other,
    }
}

/// Without comments, continued lines joined.
fn body_text(raw: &[u8]) -> String {
    let text = String::from_utf8_lossy(raw).replace("\\\r\n", " ").replace("\\\n", " ");
    let mut out = String::with_capacity(text.len());
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['"', '\'', '/']) {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = match rest.as_bytes() {
            [b'/', b'*', ..] => {
                out.push(' ');
                let end = rest[2..].find("*/").map_or(rest.len(), |end| end + 4);
                rest = &rest[end..];
                continue;
            }
            [b'/', b'/', ..] => {
                rest = "";
                continue;
            }
            [b'/', ..] => 1,
            [quote, ..] => quoted_end(rest.as_bytes(), *quote),
            [] => 0,
        };
        out.push_str(&rest[..end]);
        rest = &rest[end..];
    }
    out.push_str(rest);
    out.trim().to_owned()
}

/// The length of a quoted literal at the start of `text`.
fn quoted_end(text: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while at < text.len() {
        match text[at] {
            b'\\' => at += 2,
            byte if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    text.len()
}

/// `((x))` is `x`.
fn unwrapped(text: &str) -> &str {
    let mut text = text.trim();
    while let Some(end) = closing(text).filter(|&end| end + 1 == text.len()) {
        text = text[1..end].trim();
    }
    text
}

/// `(type)name` is `name`, under a type; so is `(type)1`.
fn without_cast(text: &str) -> &str {
    let Some(end) = closing(text) else { return text };
    let (ty, rest) = (text[1..end].trim(), text[end + 1..].trim());
    let is_name = |text: &str| text.bytes().all(|byte| byte == b'_' || byte.is_ascii_alphanumeric());
    let casts = ty.starts_with(|first: char| first == '_' || first.is_ascii_alphabetic());
    if casts && !rest.is_empty() && is_name(rest) { rest } else { text }
}

/// Where the parenthesis that a text begins with is closed.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            _ if depth == 0 => return None,
            b')' if depth == 1 => return Some(at),
            b')' => depth -= 1,
            b'"' | b'\'' => return None,
            _ => {}
        }
    }
    None
}

/// A number with an optional sign.
pub(crate) fn number(text: &[u8]) -> Option<i64> {
    let text = text.trim_ascii();
    match text {
        [b'-', rest @ ..] => number_without_sign(rest.trim_ascii_start()).map(i64::wrapping_neg),
        _ => number_without_sign(text),
    }
}

fn number_without_sign(text: &[u8]) -> Option<i64> {
    text.first().is_some_and(u8::is_ascii_digit).then(|| integer(text)).flatten()
}

/// The text of a body that consists of string literals alone.
fn strings_only(body: &str) -> Option<String> {
    let mut rest = body.as_bytes();
    let mut out = Vec::new();
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let literal = rest.strip_prefix(b"L").unwrap_or(rest);
        if literal.first() != Some(&b'"') {
            return None;
        }
        let end = quoted_end(literal, b'"');
        out.extend_from_slice(&decode(content(&literal[..end])));
        rest = literal[end..].trim_ascii_start();
    }
    Some(String::from_utf8_lossy(&out).into_owned())
}

/// Destinations in the strings of a body that is not a constant.
fn note_strings(file: &mut FileBuilder, body: &str, span: u32) {
    let mut rest = body.as_bytes();
    while let Some(at) = memchr::memchr(b'"', rest) {
        let end = quoted_end(&rest[at..], b'"');
        let text = decode(content(&rest[at..at + end]));
        if let Ok(text) = std::str::from_utf8(&text)
            && crate::lower::text::names_destination(text)
        {
            file.text(text, span, false);
        }
        rest = &rest[at + end..];
    }
}

/// `#define NAME(params) body`: kept until the file is done, since its body is a text of its own.
pub(crate) fn define_function<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(name) = lowerer.part(node, Part::Name) else { return };
    let body = lowerer.part(node, Part::Value).map(|value| body_text(lowerer.bytes(value))).unwrap_or_default();
    let text = lowerer.part(node, Part::Params).map(|params| String::from_utf8_lossy(lowerer.bytes(params)).into_owned());
    let mut params = Vec::new();
    for param in text.unwrap_or_default().trim_matches(['(', ')']).split(',') {
        let param = param.replace("\\\n", " ");
        let (name, kind) = match param.trim() {
            "" => continue,
            "..." => ("__VA_ARGS__", ParamKind::Rest),
            named if named.ends_with("...") => (named.trim_end_matches('.').trim(), ParamKind::Rest),
            named => (named, ParamKind::Positional),
        };
        params.push(Param { name: lowerer.file.strings.intern(name), kind, declared: None, default: None });
    }
    let (name, span) = (lowerer.symbol(name), lowerer.byte_range(node));
    lowerer.file.function_macros.push(FunctionMacro { name, params, body, span });
}

/// Reads each function-like macro as a function: its body is an expression to return, or statements.
pub(crate) fn lower_function_macros(file: &mut FileBuilder, grammar: &'static Grammar, hooks: &'static Hooks) {
    let macros = std::mem::take(&mut file.function_macros);
    if macros.is_empty() {
        return;
    }
    let mut parser = Parser::new();
    let ready = parser.set_language(&grammar.language.into()).is_ok();
    let mut read = 0;
    for entry in macros {
        read += entry.body.len();
        let readable = ready && read <= MAX_BODIES && entry.body.len() <= MAX_BODY && !entry.body.contains('#');
        let (name, span) = (entry.name, entry.span.0);
        let kind = if readable { lower_one(file, &mut parser, entry, grammar, hooks) } else { MacroKind::Other };
        file.macros.push(Macro { name, kind, span });
    }
}

fn lower_one(
    file: &mut FileBuilder,
    parser: &mut Parser,
    entry: FunctionMacro,
    grammar: &'static Grammar,
    hooks: &'static Hooks,
) -> MacroKind {
    let body = entry.body.trim().trim_end_matches(';');
    if body.is_empty() {
        return MacroKind::Other;
    }
    let expression = format!("T f() {{ return ({body}); }}");
    let statements = format!("T f() {{ {body}; }}");
    for text in [expression, statements] {
        let Some(tree) = parser.parse(&text, None) else { continue };
        let roles = RoleTable::of(grammar);
        let outline = Outline::of(tree.root_node(), text.as_bytes(), roles);
        let root = outline.root();
        let (Some(definition), false) = (root.telling_children().next(), root.has_error()) else { continue };
        let row = roles.row(definition);
        let Some(block) = definition.child_by_field_id(row.field(Part::Body)).filter(|_| row.role == Role::Function) else {
            continue;
        };
        note_strings(file, body, entry.span.0);
        let flags = FunctionFlags { is_macro: true, internal: true, ..FunctionFlags::default() };
        let FunctionMacro { name, params, span, .. } = entry;
        let function = Function { name, params, flags, span, ..Function::default() };
        let ix = file.reserve_function(function);
        let mut lowerer = Lowerer::new(file, root, text.as_bytes(), roles, hooks, Some(span.0));
        lowerer.run_function(definition, ix, PendingBody::Statements(block));
        return MacroKind::Function(ix);
    }
    MacroKind::Other
}
