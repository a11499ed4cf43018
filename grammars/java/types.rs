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
    use super::principal;

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
    }
}
