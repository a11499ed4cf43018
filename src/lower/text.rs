//! Literals as values: numbers, escapes, and which strings name a destination.

/// The value of an integer literal of C or Python, if it fits; suffixes and underscores are allowed.
pub(crate) fn integer(text: &[u8]) -> Option<i64> {
    if let Some(rest) = text.strip_prefix(b"-") {
        return integer(rest).map(i64::wrapping_neg);
    }
    let text: Vec<u8> = text.iter().copied().filter(|byte| *byte != b'_' && *byte != b'\'').collect();
    let suffix = |byte: &u8| matches!(byte, b'u' | b'U' | b'l' | b'L' | b'z' | b'Z');
    let (digits, radix) = match text.as_slice() {
        [b'0', b'x' | b'X', rest @ ..] => (rest, 16),
        [b'0', b'b' | b'B', rest @ ..] => (rest, 2),
        [b'0', b'o' | b'O', rest @ ..] => (rest, 8),
        [b'0', rest @ ..] if rest.first().is_some_and(u8::is_ascii_digit) => (rest, 8),
        all => (all, 10),
    };
    let end = digits.iter().rposition(|byte| !suffix(byte)).map_or(0, |last| last + 1);
    let digits = std::str::from_utf8(&digits[..end]).ok()?;
    u64::from_str_radix(digits, radix).ok().map(|value| value as i64)
}

/// How a language writes characters that it cannot write as they are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Escapes {
    C,
    Python,
    /// Python bytes: no `\u`, `\U`, `\N`.
    PythonBytes,
    /// A backslash before any other character is dropped.
    JavaScript,
}

/// Appends `raw` to `out` with its escapes resolved. An escape that is not one stays as it is.
pub(crate) fn unescape(raw: &[u8], escapes: Escapes, out: &mut Vec<u8>) {
    let mut rest = raw;
    while let Some(at) = memchr::memchr(b'\\', rest) {
        out.extend_from_slice(&rest[..at]);
        rest = &rest[at + 1..];
        rest = &rest[one_escape(rest, escapes, out)..];
    }
    out.extend_from_slice(rest);
}

/// Resolves the escape whose text after the backslash starts `rest`; returns how many bytes it took.
fn one_escape(rest: &[u8], escapes: Escapes, out: &mut Vec<u8>) -> usize {
    let Some(&first) = rest.first() else {
        out.push(b'\\');
        return 0;
    };
    let simple = match first {
        b'n' => b'\n',
        b't' => b'\t',
        b'r' => b'\r',
        b'a' if escapes != Escapes::JavaScript => 7,
        b'b' => 8,
        b'f' => 12,
        b'v' => 11,
        b'e' if escapes == Escapes::C => 27,
        b'\\' | b'\'' | b'"' | b'?' => first,
        b'\n' => return 1,
        b'\r' => return if rest.get(1) == Some(&b'\n') { 2 } else { 1 },
        b'u' if escapes == Escapes::JavaScript && rest.get(1) == Some(&b'{') => {
            let digits = rest[2..].iter().take_while(|byte| byte.is_ascii_hexdigit()).take(6).count();
            numeric(&rest[1..], 1, digits, 16, escapes, out);
            return (3 + digits).min(rest.len());
        }
        b'0'..=b'7' => return numeric(rest, 0, 3, 8, escapes, out),
        b'x' => return numeric(rest, 1, 2, 16, escapes, out),
        b'u' if escapes != Escapes::PythonBytes => return numeric(rest, 1, 4, 16, Escapes::Python, out),
        b'U' if escapes != Escapes::PythonBytes => return numeric(rest, 1, 8, 16, Escapes::Python, out),
        _ => {
            match escapes {
                Escapes::JavaScript => out.push(first),
                Escapes::C | Escapes::Python | Escapes::PythonBytes => out.extend_from_slice(&[b'\\', first]),
            }
            return 1;
        }
    };
    out.push(simple);
    1
}

fn numeric(rest: &[u8], skip: usize, most: usize, radix: u32, escapes: Escapes, out: &mut Vec<u8>) -> usize {
    let digits = rest[skip..].iter().take(most).take_while(|byte| char::from(**byte).is_digit(radix)).count();
    let text = std::str::from_utf8(&rest[skip..skip + digits]).unwrap_or_default();
    let Ok(value) = u32::from_str_radix(text, radix) else {
        out.push(b'\\');
        return 0;
    };
    match escapes {
        Escapes::Python | Escapes::JavaScript => push_char(char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER), out),
        Escapes::C | Escapes::PythonBytes => out.push(value as u8),
    }
    skip + digits
}

pub(crate) fn push_char(character: char, out: &mut Vec<u8>) {
    out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
}

/// True for text that holds a URL, an IPv4 address or `host:port`.
pub(crate) fn names_destination(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() >= 7 && (has_scheme(bytes) || has_address(bytes) || is_host_and_port(bytes))
}

const SCHEMES: [&str; 14] =
    ["http", "https", "ftp", "ftps", "sftp", "ssh", "scp", "ws", "wss", "tcp", "udp", "smtp", "ldap", "mqtt"];

fn has_scheme(bytes: &[u8]) -> bool {
    memchr::memmem::find_iter(bytes, b"://").any(|at| {
        let start = bytes[..at].iter().rposition(|byte| !byte.is_ascii_alphanumeric()).map_or(0, |before| before + 1);
        let host = bytes.get(at + 3).is_some_and(|byte| byte.is_ascii_alphanumeric() || b"%{[$".contains(byte));
        host && SCHEMES.iter().any(|scheme| bytes[start..at].eq_ignore_ascii_case(scheme.as_bytes()))
    })
}

/// Four numbers below 256 with dots between, and no fifth (that would be a version or an object id).
fn has_address(bytes: &[u8]) -> bool {
    let mut runs = bytes.split(|byte| !byte.is_ascii_digit() && *byte != b'.');
    runs.any(|run| {
        let mut parts = run.split(|byte| *byte == b'.');
        let number = |part: &[u8]| {
            (1..=3).contains(&part.len())
                && std::str::from_utf8(part).ok().and_then(|text| text.parse::<u32>().ok()).is_some_and(|value| value < 256)
        };
        run.len() >= 7 && (0..4).all(|_| parts.next().is_some_and(number)) && parts.next().is_none()
    })
}

fn is_host_and_port(bytes: &[u8]) -> bool {
    let Some(colon) = memchr::memrchr(b':', bytes) else { return false };
    let (host, port) = (&bytes[..colon], &bytes[colon + 1..]);
    let label = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.');
    let top = host.rsplit(|byte| *byte == b'.').next().unwrap_or_default();
    (2..=5).contains(&port.len())
        && port.iter().all(u8::is_ascii_digit)
        && host.contains(&b'.')
        && host.iter().all(label)
        && top.len() >= 2
        && top.iter().all(u8::is_ascii_alphabetic)
}

#[cfg(test)]
mod tests {
    use super::{Escapes, integer, names_destination, unescape};

    #[test]
    fn integers_of_both_languages() {
        for (text, value) in
            [("0x1F", 31), ("017", 15), ("0o17", 15), ("1_000", 1000), ("10UL", 10), ("0b11", 3), ("0", 0), ("-1", -1)]
        {
            assert_eq!(integer(text.as_bytes()), Some(value), "{text}");
        }
        assert_eq!(integer(b"1.5"), None);
        assert_eq!(integer(b"99999999999999999999"), None);
    }

    #[test]
    fn escapes_are_resolved() {
        let check = |raw: &str, escapes, expected: &[u8]| {
            let mut out = Vec::new();
            unescape(raw.as_bytes(), escapes, &mut out);
            assert_eq!(out, expected, "{raw}");
        };
        check(r"a\n\x41\101\q", Escapes::Python, b"a\nAA\\q");
        check(r"\u00e9", Escapes::Python, "é".as_bytes());
        check(r"\xff\u0041", Escapes::PythonBytes, b"\xff\\u0041");
        check(r"\xe9\", Escapes::C, b"\xe9\\");
    }

    #[test]
    fn destinations_and_their_near_misses() {
        for text in ["https://a.example/x", "ftp://h", "connect 10.0.0.1:80", "wss://x.example", "collector.example.org:4443"] {
            assert!(names_destination(text), "{text}");
        }
        for text in
            ["version 1.2.3", "1.3.6.1.4.1.311", "300.1.1.1", "file:///etc", "a.b:c", "12:30:45", "see foo::bar", "https://"]
        {
            assert!(!names_destination(text), "{text}");
        }
    }
}
