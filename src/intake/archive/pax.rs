//! Parses the records of a PAX extended header (POSIX.1-2024, pax, "pax Header Block") strictly:
//! a record that two readers could take differently is a fault.

use std::collections::BTreeMap;

use crate::base::display;

/// What a PAX header says that matters here.
#[derive(Default, Debug, PartialEq, Eq)]
pub(super) struct Pax {
    pub(super) path: Option<Vec<u8>>,
    pub(super) link: Option<Vec<u8>>,
    pub(super) size: Option<u64>,
    pub(super) sparse: bool,
}

/// Parses `text`; the error says what is ambiguous.
pub(super) fn parse(text: &[u8]) -> Result<Pax, String> {
    let mut out = Pax::default();
    for (key, value) in records(text)? {
        match key {
            b"path" => out.path = Some(name(value)?),
            b"linkpath" => out.link = Some(name(value)?),
            b"size" => out.size = Some(decimal(value).ok_or("a PAX size that is no number")?),
            // `BINARY` would make names bytes of an unknown character set.
            b"hdrcharset" if value != b"ISO-IR 10646 2000 UTF-8" => return Err("PAX names in another character set".to_owned()),
            b"SCHILY.realsize" => out.sparse = true,
            _ if key.starts_with(b"GNU.sparse.") => out.sparse = true,
            _ => {}
        }
    }
    Ok(out)
}

/// A global header may say nothing about names and sizes.
pub(super) fn check_global(text: &[u8]) -> Result<(), String> {
    for key in records(text)?.keys() {
        if matches!(*key, b"path" | b"linkpath" | b"size" | b"hdrcharset" | b"SCHILY.realsize") || key.starts_with(b"GNU.sparse.")
        {
            return Err(format!("a global PAX header that sets {}", display::escape_bytes(key)));
        }
    }
    Ok(())
}

/// `<length> <key>=<value>\n`, the length counting all of the record.
fn records(text: &[u8]) -> Result<BTreeMap<&[u8], &[u8]>, String> {
    let mut out = BTreeMap::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (key, value, after) = record(rest).ok_or("a damaged PAX header")?;
        if out.insert(key, value).is_some() {
            return Err(format!("a PAX header with {} twice", display::escape_bytes(key)));
        }
        rest = after;
    }
    Ok(out)
}

fn record(text: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let space = text.iter().take(12).position(|&byte| byte == b' ')?;
    let length = usize::try_from(decimal(&text[..space])?).ok()?;
    let body = text.get(space + 1..length)?.strip_suffix(b"\n")?;
    let equals = body.iter().position(|&byte| byte == b'=')?;
    (equals > 0).then(|| (&body[..equals], &body[equals + 1..], &text[length..]))
}

fn name(value: &[u8]) -> Result<Vec<u8>, String> {
    // An empty value deletes an earlier global one: not for names, which no global header may set.
    if value.is_empty() || value.contains(&0) {
        return Err("a PAX name that is empty or contains NUL".to_owned());
    }
    Ok(value.to_vec())
}

/// Decimal digits only; no sign, no space, no leading zero beyond "0".
fn decimal(text: &[u8]) -> Option<u64> {
    let plain = !text.is_empty() && text.iter().all(u8::is_ascii_digit) && (text.len() == 1 || text[0] != b'0');
    if plain { std::str::from_utf8(text).ok()?.parse().ok() } else { None }
}

#[cfg(test)]
mod tests {
    use super::{check_global, parse};

    #[test]
    fn only_one_reading_is_accepted() {
        assert_eq!(parse(b"12 path=a/b\n10 size=7\n").unwrap().size, Some(7));
        for bad in [
            &b"9 path=a\n9 path=b\n"[..],
            b"99 path=a\n",
            b"9 path=a",
            b"09 path=a\n",
            b"7 path=\n",
            b"10 path=a\0\n",
            b"11 size=-7\n",
            b"5 =a\n",
            b"22 hdrcharset=BINARY\n",
        ] {
            assert!(parse(bad).is_err(), "{}", String::from_utf8_lossy(bad));
        }
        assert!(check_global(b"13 comment=a\n").is_ok());
        assert!(check_global(b"9 path=a\n").is_err());
    }
}
