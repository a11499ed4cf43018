//! Bytes → text that a parser may see, or the reason why they are none (gate 1). Latin-1 comments and a few
//! stray NULs stay text: one odd byte must not be able to take a source file out of the analysis.

use std::borrow::Cow;

/// What a file's bytes are.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Content<'a> {
    /// Offsets and lines everywhere downstream count in these bytes: the file's own, or, for UTF-16 with a
    /// byte order mark, the text transcoded to UTF-8.
    Text {
        text: Cow<'a, [u8]>,
        transcoded: bool,
    },
    Binary {
        reason: &'static str,
    },
}

/// NULs that any text may hold; past them, one in [`NUL_SHARE`] bytes.
const NUL_ALLOWANCE: usize = 4;
const NUL_SHARE: usize = 1000;
/// Control or invalid bytes: at most one in this many.
const ODD_SHARE: usize = 10;
/// Source code in an old code page (GBK, KOI8-R) is dense in bytes that are invalid as UTF-8, and none of
/// them control characters: up to one in this many is still source code.
const CODE_PAGE_SHARE: usize = 2;

/// Reads a file's bytes, linear time; `source` says that its name promises source code, which a few NULs do
/// not refute.
pub(super) fn read(bytes: &[u8], source: bool) -> Content<'_> {
    if let Some(text) = transcode(bytes) {
        return match text {
            Some(text) => Content::Text { text: Cow::Owned(text), transcoded: true },
            None => Content::Binary { reason: "not the UTF-16 its byte order mark promises" },
        };
    }
    let nuls = memchr::memchr_iter(0, bytes).count();
    let allowed = if source { NUL_ALLOWANCE + bytes.len() / NUL_SHARE } else { 0 };
    if nuls > allowed {
        return Content::Binary { reason: "NUL bytes" };
    }
    let control = bytes.iter().filter(|&&byte| is_odd_control(u32::from(byte))).count();
    let invalid = invalid_bytes(bytes);
    let odd = if source && invalid.saturating_mul(CODE_PAGE_SHARE) <= bytes.len() { control } else { control + invalid };
    if odd.saturating_mul(ODD_SHARE) > bytes.len() {
        return Content::Binary { reason: "more than 10 % control or invalid UTF-8 bytes" };
    }
    Content::Text { text: Cow::Borrowed(bytes), transcoded: false }
}

/// `None` without a byte order mark; `Some(None)` when what follows one is no UTF-16 text.
fn transcode(bytes: &[u8]) -> Option<Option<Vec<u8>>> {
    let read: fn([u8; 2]) -> u16 = match bytes {
        [0xff, 0xfe, ..] => u16::from_le_bytes,
        [0xfe, 0xff, ..] => u16::from_be_bytes,
        _ => return None,
    };
    let units = bytes[2..].chunks_exact(2).map(|pair| read([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut odd = 0usize;
    for unit in char::decode_utf16(units) {
        let character = unit.unwrap_or(char::REPLACEMENT_CHARACTER);
        odd += usize::from(character == char::REPLACEMENT_CHARACTER || is_odd_control(character as u32));
        text.push(character);
    }
    Some((odd.saturating_mul(ODD_SHARE) <= bytes.len() / 2).then(|| text.into_bytes()))
}

fn invalid_bytes(bytes: &[u8]) -> usize {
    match std::str::from_utf8(bytes) {
        Ok(_) => 0,
        Err(_) => bytes.utf8_chunks().map(|chunk| chunk.invalid().len()).sum(),
    }
}

/// Control characters that no text is made of; tab, line ends, form feed, escape and end-of-file are.
fn is_odd_control(code: u32) -> bool {
    matches!(code, 0..=8 | 0x0e..=0x19 | 0x1c..=0x1f | 0x7f)
}

#[cfg(test)]
mod tests {
    use super::{Content, read};

    #[test]
    fn text_stays_text_and_binary_is_told() {
        let kind = |bytes: &[u8], source| matches!(read(bytes, source), Content::Text { .. });
        assert!(kind(b"", false));
        assert!(kind("caf\u{e9} = 1\n".as_bytes(), false));
        assert!(kind(b"/* caf\xe9, na\xefve: in an old code page */ int x;\n", true));
        assert!(kind(b"int x; \0 int y;\n", true), "a NUL does not hide a source file");
        assert!(!kind(b"abc \0 def", false));
        assert!(!kind(&[b'x', 0].repeat(1000), true));
        assert!(!kind(&(0u8..=255).cycle().take(5000).filter(|&byte| byte != 0).collect::<Vec<_>>(), true));
    }

    #[test]
    fn utf16_with_a_mark_is_read() {
        let wide = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
        let mut bytes = vec![0xff, 0xfe];
        bytes.extend(wide("import os\n"));
        let Content::Text { text, transcoded } = read(&bytes, true) else { panic!("text expected") };
        assert_eq!((text.as_ref(), transcoded), (&b"import os\n"[..], true));
        assert!(matches!(read(&[0xff, 0xfe, 0, 0, 1, 0, 2, 0, 0, 0xd8], true), Content::Binary { .. }));
    }
}
