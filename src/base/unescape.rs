//! Text as [`super::display`] shows it, back into the bytes that it stands for.

/// The bytes that [`super::display::escape_bytes`] was given; `None` when `text` is not its outcome.
pub fn unescape(text: &str) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        let tail = &rest[at + 1..];
        let mut characters = tail.chars();
        rest = match characters.next()? {
            '\\' => push(&mut out, '\\', characters.as_str()),
            't' => push(&mut out, '\t', characters.as_str()),
            'n' => push(&mut out, '\n', characters.as_str()),
            'r' => push(&mut out, '\r', characters.as_str()),
            'x' => {
                out.push(u8::from_str_radix(tail.get(1..3)?, 16).ok()?);
                tail.get(3..)?
            }
            'u' => {
                let (digits, after) = tail.strip_prefix("u{")?.split_once('}')?;
                push(&mut out, char::from_u32(u32::from_str_radix(digits, 16).ok()?)?, after)
            }
            _ => return None,
        };
    }
    out.extend_from_slice(rest.as_bytes());
    Some(out)
}

fn push<'a>(out: &mut Vec<u8>, character: char, rest: &'a str) -> &'a str {
    out.extend_from_slice(character.encode_utf8(&mut [0u8; 4]).as_bytes());
    rest
}

#[cfg(test)]
mod tests {
    use super::unescape;
    use crate::base::display::{escape_bytes, neutralise};

    #[test]
    fn escaping_is_undone_and_neutral_text_stays() {
        for bytes in [&b"a\\b\n\t\r\x1b\xff\xc3\xa9\xe2\x80\xae"[..], b"", b"plain", b"\\"] {
            let shown = escape_bytes(bytes);
            assert_eq!(unescape(&shown).as_deref(), Some(bytes));
            assert_eq!(neutralise(&shown), shown);
        }
        assert_eq!(neutralise("a\\\u{7}"), "a\\\\u{7}");
        for bad in ["\\", "\\q", "\\x1", "\\u{110000}", "\\xé"] {
            assert_eq!(unescape(bad), None, "{bad}");
        }
    }
}
