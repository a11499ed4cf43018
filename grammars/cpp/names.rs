//! Names of C++ in dotted form: `std::vector<T>::size` is `std.vector.size`. Template arguments are dropped, but for
//! those of smart pointers, which are pointers to their argument. Namespaces, `using` and aliases of namespaces.

use super::{LEAVE_NAMESPACE, c};
use crate::ir::{Import, Symbol};
use crate::lower::machine::{Lowerer, Step, Task};
use crate::lower::outline::Node;
use crate::lower::roles::{Part, Role};

/// Templates that stand for (a pointer to, or perhaps) what their first argument names.
const POINTERS: [&str; 12] = [
    "std.unique_ptr",
    "std.shared_ptr",
    "std.weak_ptr",
    "std.optional",
    "std.reference_wrapper",
    "std.atomic",
    "unique_ptr",
    "shared_ptr",
    "weak_ptr",
    "scoped_refptr",
    "optional",
    "QSharedPointer",
];
/// Names longer than this are not names.
const MAX_NAME: usize = 512;
/// Smart pointers of smart pointers are looked through this deep.
const MAX_POINTERS: usize = 4;

/// The dotted path that a name or type is written as; `None` for what names nothing.
pub(super) fn path(bytes: &[u8]) -> Option<String> {
    let mut text = bytes;
    for _ in 0..MAX_POINTERS {
        let (path, argument) = scan(&text[..text.len().min(MAX_NAME)]);
        let bare = path.strip_prefix("boost.").or_else(|| path.strip_prefix("absl.")).unwrap_or(&path);
        match argument {
            Some((start, end)) if POINTERS.contains(&bare) => text = &text[start..end],
            _ => return (!path.is_empty()).then_some(path),
        }
    }
    None
}

/// The path, and where the first template argument of its last part lies.
fn scan(text: &[u8]) -> (String, Option<(usize, usize)>) {
    let mut out = String::with_capacity(text.len());
    let mut argument = None;
    let mut at = 0;
    while at < text.len() {
        match text[at] {
            b'<' => {
                let end = past_arguments(text, at);
                argument = Some((at + 1, first_argument_end(text, at + 1, end)));
                at = end;
                continue;
            }
            b':' => {
                if !out.is_empty() && !out.ends_with('.') {
                    out.push('.');
                }
                argument = None;
            }
            byte if byte == b'_' || byte == b'~' || byte.is_ascii_alphanumeric() || byte >= 0x80 => {
                let end = text[at..].iter().position(|&byte| !is_name(byte)).map_or(text.len(), |length| at + length);
                let word = &text[at..end];
                at = end;
                match word {
                    b"typename" | b"template" | b"class" | b"struct" | b"union" | b"enum" | b"const" | b"volatile" => {}
                    b"operator" => {
                        out.push_str(&operator(text));
                        return (out, None);
                    }
                    _ if out.is_empty() || out.ends_with('.') => out.push_str(&String::from_utf8_lossy(word)),
                    // `unsigned long`, `foo bar`: types of several words name numbers.
                    _ => {
                        out.push(' ');
                        out.push_str(&String::from_utf8_lossy(word));
                    }
                }
                continue;
            }
            b'*' | b'&' | b'(' | b'[' if !out.is_empty() => break,
            _ => {}
        }
        at += 1;
    }
    (out, argument)
}

fn is_name(byte: u8) -> bool {
    byte == b'_' || byte == b'~' || byte.is_ascii_alphanumeric() || byte >= 0x80
}

/// `operator <<` without spaces.
pub(super) fn operator(text: &[u8]) -> String {
    let start = memchr::memmem::rfind(text, b"operator").unwrap_or(0);
    let end = text[start..].iter().skip(10).position(|&byte| byte == b'(').map_or(text.len(), |at| start + 10 + at);
    String::from_utf8_lossy(&text[start..end]).split_ascii_whitespace().collect()
}

fn past_arguments(text: &[u8], open: usize) -> usize {
    let mut depth = 0usize;
    for (at, &byte) in text.iter().enumerate().skip(open) {
        match byte {
            b'<' => depth += 1,
            b'>' if at > 0 && text[at - 1] == b'-' => {}
            b'>' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
    }
    text.len()
}

fn first_argument_end(text: &[u8], start: usize, end: usize) -> usize {
    let mut depth = 0usize;
    for (at, &byte) in text.iter().enumerate().take(end).skip(start) {
        match byte {
            b'<' | b'(' => depth += 1,
            b'>' | b')' if depth > 0 => depth -= 1,
            b',' | b'>' if depth == 0 => return at,
            _ => {}
        }
    }
    end
}

/// The symbol of a name or type node.
pub(super) fn symbol<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Symbol {
    let bytes = lowerer.bytes(node);
    if bytes.iter().all(|&byte| is_name(byte)) {
        return lowerer.symbol(node);
    }
    let text = match bytes.starts_with(b"operator") {
        true => operator(bytes),
        false => path(bytes).unwrap_or_default(),
    };
    lowerer.file.strings.intern(&text)
}

/// `::name` is `.name`: looked up in no class and no namespace.
pub(super) fn global(lowerer: &mut Lowerer<'_, '_>, name: Symbol) -> Symbol {
    let text = format!(".{}", lowerer.file.strings.text(name));
    lowerer.file.strings.intern(&text)
}

/// The type that a type node names; `None` for `auto` and what names none. Bodies are declared by others.
pub(super) fn type_symbol<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    match lowerer.role(node) {
        Role::StructType | Role::UnionType | Role::EnumType => super::classes::mention(lowerer, node),
        Role::Type | Role::Qualified | Role::Template => {
            let bytes = lowerer.bytes(node);
            let bytes = bytes.strip_prefix(b"->").unwrap_or(bytes);
            if [&b"auto"[..], b"decltype", b"const auto"].iter().any(|word| bytes.starts_with(word)) {
                return None;
            }
            if bytes.iter().all(|&byte| is_name(byte)) && bytes.len() == node.end_byte() - node.start_byte() {
                return Some(lowerer.symbol(node));
            }
            let path = path(bytes)?;
            // What it leads to is told by the container.
            if bytes.contains(&b'<') && path.ends_with("iterator") {
                return None;
            }
            if bytes.ends_with(b">") {
                super::templates::note_instance(lowerer, node, &path);
            }
            Some(lowerer.file.strings.intern(&path))
        }
        _ => None,
    }
}

/// The same of a declaration, with what the type holds: `std.map<Command>`.
pub(super) fn declared_symbol<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    let ty = type_symbol(lowerer, node)?;
    let bytes = lowerer.bytes(node);
    let held = bytes.ends_with(b">").then(|| held(bytes)).flatten();
    match held.filter(|held| !is_plain(held) && !held.contains(' ')) {
        Some(held) => {
            let text = format!("{}<{held}>", lowerer.file.strings.text(ty));
            Some(lowerer.file.strings.intern(&text))
        }
        None => Some(ty),
    }
}

/// What a container holds: the first template argument, of maps and pairs the second.
fn held(bytes: &[u8]) -> Option<String> {
    let mut text = bytes;
    for _ in 0..MAX_POINTERS {
        let (outer, argument) = scan(&text[..text.len().min(MAX_NAME)]);
        let (mut start, mut end) = argument?;
        let bare = outer.strip_prefix("boost.").or_else(|| outer.strip_prefix("absl.")).unwrap_or(&outer);
        if POINTERS.contains(&bare) {
            text = &text[start..end];
            continue;
        }
        let last = outer.rsplit('.').next().unwrap_or(&outer);
        if ["map", "Map", "Hash", "pair"].iter().any(|word| last.contains(word)) {
            start = Some(end + 1).filter(|_| text.get(end) == Some(&b','))?;
            end = first_argument_end(text, start, text.len());
        }
        return path(&text[start..end]);
    }
    None
}

/// A type without what it holds.
pub(super) fn outer(lowerer: &mut Lowerer<'_, '_>, ty: Symbol) -> Symbol {
    match lowerer.file.strings.text(ty).split_once('<') {
        Some((outer, _)) if !outer.is_empty() => {
            let outer = outer.to_owned();
            lowerer.file.strings.intern(&outer)
        }
        _ => ty,
    }
}

/// The type of a cast; `None` when it says nothing.
pub(super) fn cast_name<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    let name = type_symbol(lowerer, node)?;
    (!is_plain(lowerer.file.strings.text(name))).then_some(name)
}

/// A type without members.
pub(super) fn is_plain(name: &str) -> bool {
    c::types::is_scalar(name.strip_prefix("std.").unwrap_or(name))
}

/// `name` inside the open namespaces.
pub(super) fn qualified(lowerer: &mut Lowerer<'_, '_>, name: Symbol) -> Symbol {
    match lowerer.namespaces.last() {
        Some(&outer) if !lowerer.file.strings.text(outer).is_empty() => joined(lowerer, outer, name),
        _ => name,
    }
}

pub(super) fn joined(lowerer: &mut Lowerer<'_, '_>, outer: Symbol, name: Symbol) -> Symbol {
    let text = format!("{}.{}", lowerer.file.strings.text(outer), lowerer.file.strings.text(name));
    lowerer.file.strings.intern(&text)
}

/// `namespace a::b { ... }`, and `extern "C" { ... }`, whose names are in no namespace.
pub(super) fn namespace<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(body) = lowerer.part(node, Part::Body) else { return };
    let opened = match lowerer.part(node, Part::Name) {
        Some(name) => {
            let name = symbol(lowerer, name);
            qualified(lowerer, name)
        }
        None if lowerer.bytes(node).starts_with(b"extern") => lowerer.file.strings.intern(""),
        None => lowerer.namespaces.last().copied().unwrap_or_else(|| lowerer.file.strings.intern("")),
    };
    lowerer.file.namespace(opened);
    lowerer.namespaces.push(opened);
    lowerer.later(Step::Language(LEAVE_NAMESPACE), node, 0);
    lowerer.tasks.push(Task::Statement(body));
}

/// `using namespace a`, `using a::b`, `namespace x = a::b`.
pub(super) fn using<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let bytes = lowerer.bytes(node);
    let (directive, target) = match bytes.strip_prefix(b"using") {
        Some(rest) => match rest.trim_ascii_start().strip_prefix(b"namespace") {
            Some(named) if !named.first().is_some_and(|&byte| is_name(byte)) => (true, named),
            _ => (false, rest),
        },
        None => (false, bytes.splitn(2, |&byte| byte == b'=').nth(1).unwrap_or_default()),
    };
    let Some(target) = path(target) else { return };
    let bound = match lowerer.part(node, Part::Name) {
        Some(name) => symbol(lowerer, name),
        None => lowerer.file.strings.intern(target.rsplit('.').next().unwrap_or(&target)),
    };
    let scope = lowerer.enclosing();
    let bound = if scope.is_some() { bound } else { qualified(lowerer, bound) };
    let (module, span) = (lowerer.file.strings.intern(&target), lowerer.span(node));
    let (name, bound) = if directive { (Some(module), None) } else { (None, Some(bound)) };
    lowerer.file.imports.push(Import { module, level: 1, name, bound, star: false, scope: None, span });
}
