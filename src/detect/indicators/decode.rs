//! Encoded text → bytes: base64 (RFC 4648, both alphabets, with or without padding), hexadecimal, escapes and lists of
//! numbers. Whatever stands between the pieces (quotes, commas, line ends) is passed over. Output is bounded.

use std::io::Read as _;

/// Bytes that are decoded at most: enough to see what they are.
const MAX: usize = 1 << 16;
/// Inflated bytes that show that it was no accident.
const LEAST: usize = 64;

pub(super) fn base64_value(byte: u8) -> Option<u32> {
    Some(match byte {
        b'A'..=b'Z' => u32::from(byte - b'A'),
        b'a'..=b'z' => u32::from(byte - b'a') + 26,
        b'0'..=b'9' => u32::from(byte - b'0') + 52,
        b'+' | b'-' => 62,
        b'/' | b'_' => 63,
        _ => return None,
    })
}

pub(super) fn base64(text: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity((text.len() / 4 * 3).min(MAX));
    let (mut bits, mut held) = (0u32, 0);
    // A plus between two strings joins them and is no letter of either.
    let pieces = text.split(|&byte| base64_value(byte).is_none()).filter(|piece| piece.iter().any(u8::is_ascii_alphanumeric));
    for value in pieces.flatten().filter_map(|&byte| base64_value(byte)) {
        bits = (bits << 6 | value) & 0xf_ffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            out.push((bits >> held) as u8);
            if out.len() >= MAX {
                break;
            }
        }
    }
    out
}

/// What a zlib stream (RFC 1950) or a gzip member (RFC 1952) holds, as far as it goes without an error.
pub(super) fn inflated(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let read = match bytes {
        [0x78, 0x01 | 0x5e | 0x9c | 0xda, ..] => flate2::read::ZlibDecoder::new(bytes).take(MAX as u64).read_to_end(&mut out),
        [0x1f, 0x8b, 0x08, ..] => flate2::read::GzDecoder::new(bytes).take(MAX as u64).read_to_end(&mut out),
        _ => return None,
    };
    // What was cut off before it was decoded ends in an error and still tells.
    (read.is_ok() || out.len() >= LEAST).then_some(out).filter(|out| !out.is_empty())
}

pub(super) fn hex(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> =
        text.iter().filter_map(|&byte| (byte as char).to_digit(16)).map(|digit| digit as u8).take(2 * MAX).collect();
    digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect()
}

/// `0x4d, 0x5a`, `77, 90`, `\x4d\x5a`, `\u004d`, `\115`. None where a number is no byte, which makes it a table of
/// something else; and the number of values, decoded or not.
pub(super) fn numbers(text: &[u8]) -> Option<(Vec<u8>, usize)> {
    let (mut out, mut count, mut at) = (Vec::new(), 0, 0);
    while at < text.len() {
        let (value, length) = number(&text[at..]);
        at += length;
        let Some(value) = value else { continue };
        count += 1;
        if out.len() < MAX {
            out.push(u8::try_from(value).ok()?);
        }
    }
    Some((out, count))
}

/// The value that `rest` begins with, if it does, and how long that is.
fn number(rest: &[u8]) -> (Option<u32>, usize) {
    let digits = |from: usize, most: usize, radix: u32| {
        let all = rest.get(from..).unwrap_or_default();
        let length = all.iter().take(most).take_while(|&&byte| (byte as char).is_digit(radix)).count();
        let value = all[..length].iter().fold(0u32, |value, &byte| {
            value.saturating_mul(radix).saturating_add((byte as char).to_digit(radix).unwrap_or_default())
        });
        ((length > 0).then_some(value), from + length)
    };
    let read = match rest {
        [b'\\', b'x', ..] => digits(2, 2, 16),
        [b'\\', b'u', ..] => digits(2, 4, 16),
        [b'\\', b'0'..=b'7', ..] => digits(1, 3, 8),
        [b'0', b'x' | b'X', ..] => digits(2, 10, 16),
        [b'0'..=b'9', ..] => digits(0, 10, 10),
        _ => return (None, 1),
    };
    // `0xfful`: what follows the digits belongs to them.
    let tail = rest[read.1.min(rest.len())..].iter().take_while(|byte| matches!(byte, b'u' | b'U' | b'l' | b'L')).count();
    (read.0, (read.1 + tail).max(1))
}

#[cfg(test)]
mod tests {
    use super::{base64, hex, numbers};

    #[test]
    fn pieces_are_put_together() {
        assert_eq!(base64(b"aGVs\"\n + \"bG8="), b"hello");
        assert_eq!(base64(b"_-8"), [0xff, 0xef]);
        assert_eq!(hex(b"4d 5A\n90"), [0x4d, 0x5a, 0x90]);
        assert_eq!(numbers(b"{0x4d, 90, \\x90\\220\\u0041, 0xFFul}"), Some((vec![0x4d, 90, 0x90, 0x90, 0x41, 0xff], 6)));
        assert_eq!(numbers(b"1, 256"), None);
    }
}
