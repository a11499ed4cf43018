//! The one function through which text of a submission reaches a reader: nothing that comes out of
//! it can move a cursor, change the direction of writing or break a line.

use std::borrow::Cow;
use std::fmt::Write as _;

use unicode_normalization::char::is_combining_mark;

/// Marks on one character, more than any script puts there: what is piled higher lies over other lines or pushes them aside.
const MAX_MARKS: usize = 8;

/// Escapes `bytes` for display: what is not UTF-8 as `\xNN`; control characters, bidirectional
/// controls, zero-width characters, line and paragraph separators, piled marks and the backslash as
/// `\u{N}`, `\t`, `\n`, `\r`, `\\`.
pub fn escape_bytes(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(bytes.len());
    for chunk in bytes.utf8_chunks() {
        push(chunk.valid(), "\\\\", &mut out);
        for byte in chunk.invalid() {
            let _ = write!(out, "\\x{byte:02x}");
        }
    }
    out
}

/// As [`escape_bytes`], for text that is already UTF-8.
pub fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push(text, "\\\\", &mut out);
    out
}

/// `text` with `\` as `backslash` and what acts escaped.
fn push(text: &str, backslash: &str, out: &mut String) {
    let mut marks = Marks::default();
    for character in text.chars() {
        match character {
            '\\' => out.push_str(backslash),
            _ if marks.act(character) => out.extend(character.escape_default()),
            _ => out.push(character),
        }
    }
}

/// As [`escape`], but leaves backslashes alone: for text that may have been escaped before.
/// Escaped text comes out as it went in.
pub fn neutralise(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut marks = Marks::default();
    if !text.chars().any(|character| marks.act(character)) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    push(text, "\\", &mut out);
    Cow::Owned(out)
}

/// How many marks stand on the character at hand, while a text is gone through.
#[derive(Default)]
pub struct Marks(usize);

impl Marks {
    /// Whether the next character acts instead of showing, by itself or by being one mark too many.
    pub fn act(&mut self, character: char) -> bool {
        self.0 = if !character.is_ascii() && is_combining_mark(character) { self.0 + 1 } else { 0 };
        self.0 > MAX_MARKS || is_unsafe(character)
    }
}

/// Characters that act instead of showing (Unicode general categories Cc, Cf, Zl, Zp, private use,
/// tags and variation selectors, and the fillers that show as nothing).
pub fn is_unsafe(character: char) -> bool {
    character.is_control()
        || matches!(u32::from(character),
            0xAD | 0x34F | 0x600..=0x605 | 0x61C | 0x6DD | 0x70F | 0x890..=0x891 | 0x8E2
            | 0x115F..=0x1160 | 0x17B4..=0x17B5 | 0x180B..=0x180F
            | 0x200B..=0x200F | 0x2028..=0x202E | 0x2060..=0x206F | 0x3164
            | 0xE000..=0xF8FF | 0xFE00..=0xFE0F | 0xFEFF | 0xFFA0 | 0xFFF0..=0xFFFB
            | 0x110BD | 0x110CD | 0x13430..=0x1343F | 0x1BCA0..=0x1BCA3 | 0x1D173..=0x1D17A
            | 0xE0000..=0xE0FFF | 0xF0000..=0x10FFFF)
}

#[cfg(test)]
mod tests {
    use super::{escape, escape_bytes, neutralise};

    #[test]
    fn nothing_that_acts_survives() {
        assert_eq!(escape("a\u{202e}b\u{1b}[31m\n\\"), "a\\u{202e}b\\u{1b}[31m\\n\\\\");
        assert_eq!(escape_bytes(b"caf\xc3\xa9 \xff"), "café \\xff");
        assert_eq!(escape("\u{200b}\u{feff}"), "\\u{200b}\\u{feff}");
        let piled = format!("a{}b\u{301}", "\u{301}".repeat(9));
        assert_eq!(escape(&piled), format!("a{}\\u{{301}}b\u{301}", "\u{301}".repeat(8)));
        assert_eq!(neutralise(&escape(&piled)), escape(&piled));
    }
}
