//! String literals of Java: quoted ones and text blocks.

use crate::lower::outline::Node;

use crate::lower::intern::MAX_TEXT;
use crate::lower::machine::Lowerer;
use crate::lower::text::{Escapes, unescape};

pub(super) fn text<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let literal = lowerer.bytes(node);
    let value = match literal.strip_prefix(b"\"\"\"") {
        Some(block) => {
            let text = block_text(&String::from_utf8_lossy(block.strip_suffix(b"\"\"\"").unwrap_or(block)));
            lowerer.constant_text(&decoded(text.as_bytes()), node, false)
        }
        None => {
            let raw = literal.strip_prefix(b"\"").unwrap_or(literal);
            let raw = raw.strip_suffix(b"\"").unwrap_or(raw);
            match std::str::from_utf8(raw) {
                Ok(text) if memchr::memchr(b'\\', raw).is_none() => lowerer.constant_text(text, node, false),
                _ => lowerer.constant_text(&decoded(raw), node, false),
            }
        }
    };
    lowerer.push(value);
}

fn decoded(raw: &[u8]) -> String {
    let mut out = Vec::new();
    unescape(&raw[..raw.len().min(4 * MAX_TEXT)], Escapes::Python, &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// What a text block says: without the line of its opening quotes and the indentation that all lines share.
fn block_text(block: &str) -> String {
    let lines: Vec<&str> = block.split('\n').skip(1).collect();
    let blank = |line: &str| line.trim().is_empty();
    let last = lines.len().saturating_sub(1);
    let telling = lines.iter().enumerate().filter(|(at, line)| !blank(line) || *at == last);
    let indent = telling.map(|(_, line)| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let stripped = lines.iter().map(|line| line.get(indent..).unwrap_or("").trim_end());
    stripped.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::block_text;

    #[test]
    fn text_blocks_lose_their_common_indentation() {
        assert_eq!(block_text("\n    a\n      b\n    "), "a\n  b\n");
        assert_eq!(block_text("\n  a  \n  b"), "a\nb");
        assert_eq!(block_text(""), "");
    }
}
