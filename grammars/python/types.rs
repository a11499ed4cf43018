//! Annotations of Python as the one name that says most: `Optional["pkg.X"]` is `pkg.X`.

use crate::lower::outline::Node;

use crate::ir::Symbol;
use crate::lower::machine::Lowerer;

/// Wrappers whose argument says more than they do.
const WRAPPERS: [&str; 12] = [
    "Optional",
    "Union",
    "Annotated",
    "Final",
    "ClassVar",
    "Awaitable",
    "Iterator",
    "Iterable",
    "Generator",
    "AsyncIterator",
    "AsyncIterable",
    "AsyncGenerator",
];

/// How deep wrappers are looked into.
const MAX_DEPTH: usize = 8;

pub(super) fn type_name<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) -> Option<Symbol> {
    let text = std::str::from_utf8(lowerer.bytes(node)).ok()?;
    let name = principal(text)?;
    Some(lowerer.file.strings.intern(name))
}

/// The name in `text`, without wrappers, quotes and arguments.
pub(super) fn principal(text: &str) -> Option<&str> {
    let mut text = text;
    for _ in 0..MAX_DEPTH {
        text = text.trim().trim_matches(['"', '\'']).trim();
        if let Some((first, rest)) = split_top_level(text, '|') {
            text = if first.trim() == "None" { rest } else { first };
            continue;
        }
        let Some(open) = text.find('[') else { break };
        let outer = text[..open].trim();
        let last = outer.rsplit('.').next().unwrap_or(outer);
        if !WRAPPERS.contains(&last) {
            text = outer;
            break;
        }
        let inner = text[open + 1..].trim_end().strip_suffix(']').unwrap_or(&text[open + 1..]);
        text = first_type(inner);
    }
    let dotted = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'.' || byte >= 0x80;
    (!text.is_empty() && text != "None" && text != "Any" && text.bytes().all(dotted)).then_some(text)
}

/// The first of several arguments that is not `None`.
fn first_type(arguments: &str) -> &str {
    let mut rest = arguments;
    while let Some((first, others)) = split_top_level(rest, ',') {
        if first.trim() != "None" {
            return first;
        }
        rest = others;
    }
    rest
}

/// Splits at the first `separator` that is in no brackets.
fn split_top_level(text: &str, separator: char) -> Option<(&str, &str)> {
    let mut depth = 0usize;
    for (at, character) in text.char_indices() {
        match character {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            _ if character == separator && depth == 0 => return Some((&text[..at], &text[at + 1..])),
            _ => {}
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::principal;

    #[test]
    fn the_name_that_says_most() {
        for (text, name) in [
            ("Foo", Some("Foo")),
            ("Optional[\"pkg.Foo\"]", Some("pkg.Foo")),
            ("typing.Union[None, A, B]", Some("A")),
            ("A | None", Some("A")),
            ("None | a.B", Some("a.B")),
            ("List[int]", Some("List")),
            ("Iterator[Optional[X]]", Some("X")),
            ("'Foo'", Some("Foo")),
            ("None", None),
            ("Callable[[int], str]", Some("Callable")),
            ("x + y", None),
        ] {
            assert_eq!(principal(text), name, "{text}");
        }
    }
}
