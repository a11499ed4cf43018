//! Types of Java as names: type arguments and annotations dropped. Numbers and arrays have none.

use crate::lower::outline::Node;

use crate::ir::Symbol;
use crate::lower::machine::Lowerer;

/// Types without members.
const PRIMITIVE: [&str; 11] = ["int", "long", "short", "byte", "char", "float", "double", "boolean", "void", "var", "Object"];

pub(super) fn type_name<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    let name = principal(std::str::from_utf8(lowerer.bytes(node)).ok()?)?;
    Some(match name.contains(char::is_whitespace) {
        false => lowerer.file.strings.intern(name),
        true => lowerer.file.strings.intern(&name.split_whitespace().collect::<String>()),
    })
}

/// A declared type with what it holds, if that says something: `List<Foo>`, `Map<Foo>`, and `<Foo>` of an array.
pub(super) fn declared<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    let text = std::str::from_utf8(lowerer.bytes(node)).ok()?;
    match element(text) {
        Some(element) => {
            let plain = |name: &str| name.split_whitespace().collect::<String>();
            let text = format!("{}<{}>", plain(principal(text).unwrap_or_default()), plain(element));
            Some(lowerer.file.strings.intern(&text))
        }
        None => type_name(lowerer, node),
    }
}

/// Of several arguments the last one is what a container holds.
fn element(text: &str) -> Option<&str> {
    let text = text.trim_end();
    if text.ends_with(']') {
        return principal(text[..text.find('[')?].trim_end());
    }
    let arguments = text[text.find('<')? + 1..].strip_suffix('>')?;
    let mut depth = 0usize;
    let mut start = 0;
    for (at, character) in arguments.char_indices() {
        match character {
            '<' | '(' => depth += 1,
            '>' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 => start = at + 1,
            _ => {}
        }
    }
    let last = arguments[start..].trim().trim_start_matches('?').trim_start();
    let bound = ["extends ", "super "].iter().find_map(|word| last.strip_prefix(word)).unwrap_or(last);
    principal(made(bound))
}

/// What makes or comes to a `T` is counted as one: `Supplier<T>`, `Function<A, T>`.
fn made(text: &str) -> &str {
    const MAKERS: [&str; 9] =
        ["Supplier", "Provider", "Callable", "Function", "Future", "CompletableFuture", "Optional", "Lazy", "WeakReference"];
    let Some((name, arguments)) = text.split_once('<').and_then(|(name, rest)| Some((name, rest.strip_suffix('>')?))) else {
        return text;
    };
    let name = name.trim().rsplit('.').next().unwrap_or(name);
    let last = arguments.rsplit(',').next().unwrap_or(arguments).trim().trim_start_matches("? extends ");
    if MAKERS.contains(&name) && !arguments.contains('<') { last } else { text }
}

/// The name that says most: `@NonNull java.util.List<T>` is `java.util.List`, of `A | B` it is `A`.
pub(super) fn principal(text: &str) -> Option<&str> {
    let mut text = text.trim();
    while let Some(rest) = text.strip_prefix('@') {
        text = rest[rest.find(char::is_whitespace)?..].trim_start();
    }
    let text = text.split(['|', '&']).next()?.trim();
    if text.ends_with(']') {
        return None;
    }
    let name = text[..text.find('<').unwrap_or(text.len())].trim();
    let written =
        |character: char| character.is_alphanumeric() || matches!(character, '_' | '.' | '$') || character.is_whitespace();
    (!name.is_empty() && !PRIMITIVE.contains(&name) && name.chars().all(written)).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{element, principal};

    #[test]
    fn the_name_that_says_most() {
        for (text, name) in [
            ("String", Some("String")),
            ("java.util.Map.Entry<K, List<V>>", Some("java.util.Map.Entry")),
            ("@NonNull Foo", Some("Foo")),
            ("IOException | RuntimeException", Some("IOException")),
            ("byte[]", None),
            ("int", None),
            ("var", None),
            ("", None),
        ] {
            assert_eq!(principal(text), name, "{text}");
        }
        for (text, name) in [
            ("List<Foo>", Some("Foo")),
            ("Map<String, List<Foo>>", Some("List")),
            ("Class<? extends a.Foo>", Some("a.Foo")),
            ("Foo[][]", Some("Foo")),
            ("byte[]", None),
            ("Foo", None),
        ] {
            assert_eq!(element(text), name, "{text}");
        }
    }
}
