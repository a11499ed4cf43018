//! Templates: the parameters of a class template are types inside it that nothing defines, and a use of a template with
//! arguments is an alias of it, whose further bases are the arguments. What comes of both is the linker's business.

use super::names;
use crate::ir::{Symbol, TypeKind};
use crate::lower::machine::Lowerer;
use crate::lower::outline::Node;

/// How far before a declaration its `template <…>` may begin.
const LOOKED_AT: usize = 1024;
/// Parameters and arguments of one template.
const MAX_PARAMETERS: usize = 8;
/// Uses of templates that one file notes.
const MAX_INSTANCES: usize = 512;
/// Libraries whose templates are no business of the tree.
const LIBRARIES: [&str; 5] = ["std.", "boost.", "absl.", "Eigen.", "rapidjson."];

/// The names of the parameters of the template that a declaration is, in order; a name that is no type's is empty.
pub(super) fn parameters(lowerer: &Lowerer<'_, '_>, node: Node<'_>) -> Vec<String> {
    let before = &lowerer.source[node.start_byte().saturating_sub(LOOKED_AT)..node.start_byte()];
    let before = before.trim_ascii_end();
    let Some(inside) = before.strip_suffix(b">") else { return Vec::new() };
    let Some(start) = memchr::memmem::rfind(inside, b"template") else { return Vec::new() };
    let Some(list) = inside[start + 8..].trim_ascii_start().strip_prefix(b"<") else { return Vec::new() };
    pieces(list).map(|piece| parameter(piece).unwrap_or_default()).collect()
}

/// `typename T = int` is `T`.
fn parameter(piece: &[u8]) -> Option<String> {
    let declared = piece.split(|&byte| byte == b'=').next().unwrap_or_default().trim_ascii();
    let name = declared.strip_prefix(b"typename ").or_else(|| declared.strip_prefix(b"class "))?.trim_ascii();
    let is_name = !name.is_empty() && name.iter().all(|&byte| byte == b'_' || byte.is_ascii_alphanumeric());
    is_name.then(|| String::from_utf8_lossy(name).into_owned())
}

/// The parts of a list of parameters or arguments, split at its own commas.
fn pieces(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    let mut depth = 0usize;
    let is_comma = move |byte: &u8| {
        match byte {
            b'<' | b'(' => depth += 1,
            b'>' | b')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        *byte == b',' && depth == 0
    };
    list.split(is_comma).take(MAX_PARAMETERS)
}

/// Declares the parameters of a class template as types of the class.
pub(super) fn declare_parameters<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, class: Symbol) {
    let (parent, span) = (lowerer.enclosing(), lowerer.span(node));
    for name in parameters(lowerer, node).into_iter().filter(|name| !name.is_empty()) {
        let name = lowerer.file.strings.intern(&name);
        let full = names::joined(lowerer, class, name);
        lowerer.file.declare_type(full, TypeKind::Alias, parent, span);
    }
}

/// Notes `Name<A, B>`, once.
pub(super) fn note_instance<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>, path: &str) {
    let text = lowerer.bytes(node).trim_ascii_end();
    if LIBRARIES.iter().any(|library| path.starts_with(library)) || path.contains(' ') {
        return;
    }
    let Some(list) = text.strip_suffix(b">").and_then(|rest| Some(&rest[memchr::memchr(b'<', rest)? + 1..])) else { return };
    let arguments: Vec<String> = pieces(list).map(|piece| names::path(piece).unwrap_or_default()).collect();
    let name = format!("{path}<{}>", arguments.join(","));
    let name = lowerer.file.strings.intern(&name);
    if lowerer.file.type_named(name).is_some() || lowerer.file.instances >= MAX_INSTANCES {
        return;
    }
    lowerer.file.instances += 1;
    let span = lowerer.span(node);
    let ty = lowerer.file.declare_type(name, TypeKind::Alias, None, span);
    for base in std::iter::once(path).chain(arguments.iter().map(String::as_str)) {
        let base = lowerer.file.strings.intern(base);
        lowerer.file.types[ty as usize].bases.push(base);
    }
}
