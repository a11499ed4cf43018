//! Gate 2 for large files: three windows tell whether the text is of its language at all. Windows start
//! where a definition starts and have their open brackets closed, so that the middle of a table of a million
//! numbers still reads as a table.

use super::pieces::Blocks;

/// Files up to this size are their own probe.
pub(super) const ABOVE: usize = 64 << 10;
/// Share of broken bytes above which a file is not parsed as a whole.
pub(super) const BROKEN_PERCENT: usize = 30;

const LEAST_WINDOW: usize = 2 << 10;
const MOST_WINDOW: usize = 8 << 10;

/// At the start, the middle and the end of `text`.
pub(super) fn windows(text: &[u8], blocks: Blocks) -> [(usize, usize); 3] {
    let size = (text.len() / 32).clamp(LEAST_WINDOW, MOST_WINDOW).min(text.len());
    let at = |from: usize| {
        let start = definition_before(text, blocks, from);
        (start, (start + size).min(text.len()))
    };
    [at(0), at(text.len() / 2), at(text.len() - size)]
}

/// The last line at or before `from` that begins with a word at column 0; the first line if none does.
fn definition_before(text: &[u8], blocks: Blocks, from: usize) -> usize {
    let mut end = from.min(text.len());
    while end > 0 {
        let start = memchr::memrchr(b'\n', &text[..end]).map_or(0, |newline| newline + 1);
        if text.get(start).is_some_and(|&byte| starts_definition(blocks, byte)) {
            return start;
        }
        end = start.saturating_sub(1);
    }
    0
}

fn starts_definition(blocks: Blocks, byte: u8) -> bool {
    byte.is_ascii_alphabetic() || byte == b'_' || (blocks == Blocks::Indented && byte == b'@')
}

/// `window` and what closes its open brackets.
pub(super) fn closed(window: &[u8]) -> Vec<u8> {
    let mut open = Vec::new();
    for &byte in window {
        match byte {
            b'(' => open.push(b')'),
            b'[' => open.push(b']'),
            b'{' => open.push(b'}'),
            b')' | b']' | b'}' if open.last() == Some(&byte) => {
                open.pop();
            }
            _ => {}
        }
    }
    let mut closed = window.to_vec();
    // Back to the last token boundary, so that no string or word stays open.
    closed.truncate(window.iter().rposition(|&byte| byte == b'\n' || byte == b',').map_or(window.len(), |at| at));
    closed.push(b'\n');
    closed.extend(open.iter().rev());
    closed.push(b'\n');
    closed
}

#[cfg(test)]
mod tests {
    use super::{Blocks, closed, windows};

    #[test]
    fn windows_begin_with_definitions_and_end_closed() {
        let text = format!("int a[] = {{\n{}\n}};\nint b;\n", " 1, 2, 3,\n".repeat(8000));
        let [first, middle, last] = windows(text.as_bytes(), Blocks::Braces);
        assert_eq!((first.0, middle.0), (0, 0), "the middle of a table is read from its start");
        assert!(last.0 < text.len());
        assert_eq!(closed(b"int a[] = { 1, (2, 3"), b"int a[] = { 1, (2\n)}\n");
    }
}
