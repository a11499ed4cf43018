//! Text as a compiler reads it before it looks for words. Java takes `\u0053` for `S` anywhere (JLS 3.3), C joins lines that
//! end in a backslash (C17 5.1.1.2), a file of Python is in the encoding that its first lines name (PEP 263). Where this makes
//! other words of a text than stand in it, or ends its comments and strings elsewhere, the text is translated; an encoding that
//! spells code in other characters than code is made of is not read at all, and told.

use std::borrow::Cow;

use super::grammar::Grammar;

/// A text, and what was done to it.
pub(super) struct Translated<'a> {
    pub(super) text: Cow<'a, [u8]>,
    pub(super) note: Option<&'static str>,
    /// Why nothing can be said of its syntax.
    pub(super) refused: Option<&'static str>,
}

/// Code that only a compiler sees.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Veiled {
    /// Where, in the translated text.
    pub at: usize,
    pub what: &'static str,
}

const ENCODED: &str = "in an encoding that spells code in other characters";
const ESCAPED: &str = "Unicode escapes outside of literals read as what they stand for";

/// Reads `text` as the compilers of its language do.
pub(super) fn translate<'a>(grammar: &Grammar, text: Cow<'a, [u8]>) -> Translated<'a> {
    let plain = |text| Translated { text, note: None, refused: None };
    match grammar.id {
        "java" => match unescaped(&text) {
            Some((text, _)) => Translated { text: Cow::Owned(text), note: Some(ESCAPED), refused: None },
            None => plain(text),
        },
        "python" => match encoding(&text) {
            (Encoding::Ascii, _) => plain(text),
            (Encoding::Other, _) => Translated { text, note: None, refused: Some(ENCODED) },
            (Encoding::Double(_), _) if text.is_ascii() => plain(text),
            (Encoding::Double(leads), _) => plain(Cow::Owned(masked(&text, leads))),
        },
        _ if grammar.preprocessed => match joined(&text) {
            Some(text) => plain(Cow::Owned(text)),
            None => plain(text),
        },
        _ => plain(text),
    }
}

/// Where code stands that its reader does not see; `read` is the text before its translation.
pub(super) fn veiled(grammar: &Grammar, read: &[u8]) -> Option<Veiled> {
    match grammar.id {
        "java" => unescaped(read).map(|(_, at)| Veiled { at, what: "a Unicode escape outside of a literal is part of the code" }),
        "python" => match encoding(read) {
            (Encoding::Other, at) => Some(Veiled { at, what: "the named encoding may spell code in other characters" }),
            _ => None,
        },
        _ if grammar.preprocessed => {
            let at = memchr::memmem::find_iter(read, b"??/")
                .find(|&at| matches!(read.get(at + 3), Some(b'\n' | b'\r' | b'"' | b'\'')))?;
            Some(Veiled { at, what: "a trigraph stands for the backslash that joins lines or keeps a string open" })
        }
        _ => None,
    }
}

/// What bytes below 128 mean.
#[derive(Clone, Copy)]
enum Encoding {
    /// ASCII.
    Ascii,
    /// ASCII, but for the second byte behind one for which this is true.
    Double(fn(u8) -> bool),
    /// Something else, or unknown.
    Other,
}

/// The encoding that the first two lines of a file of Python name, and where.
fn encoding(text: &[u8]) -> (Encoding, usize) {
    let text = text.strip_prefix(b"\xef\xbb\xbf").map_or(text, |rest| rest);
    let mut start = 0;
    for _ in 0..2 {
        let length = memchr::memchr2(b'\n', b'\r', &text[start..]).unwrap_or(text.len() - start);
        let line = &text[start..start + length];
        let blanks = line.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | 0x0c)).count();
        match line.get(blanks) {
            None => {}
            Some(b'#') => {
                if let Some(name) = cookie(&line[blanks..]) {
                    return (by_name(name), start);
                }
            }
            Some(_) => break,
        }
        let rest = &text[start + length..];
        start += length + if rest.starts_with(b"\r\n") { 2 } else { rest.len().min(1) };
    }
    (Encoding::Ascii, 0)
}

/// `coding[:=][ \t]*([-_.a-zA-Z0-9]+)`, the first that has a name.
fn cookie(comment: &[u8]) -> Option<&[u8]> {
    memchr::memmem::find_iter(comment, b"coding").find_map(|at| {
        let rest = comment.get(at + 7..).filter(|_| matches!(comment[at + 6], b':' | b'='))?;
        let rest = &rest[rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count()..];
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(byte)).count();
        (length > 0).then_some(&rest[..length])
    })
}

/// Codecs of Python in which bytes below 128 are ASCII, and all others are one character each or belong to one another.
const SUPERSETS: &[&str] = &[
    "646",
    "8859",
    "us",
    "us_ascii",
    "ascii",
    "utf",
    "utf8",
    "u8",
    "latin",
    "l1",
    "cyrillic",
    "greek",
    "greek8",
    "hebrew",
    "arabic",
    "thai",
    "tis620",
    "tis_620",
    "hp_roman8",
    "roman8",
    "r8",
    "palmos",
    "ptcp154",
    "pt154",
    "kz1048",
    "rk1048",
    "ujis",
    "u_jis",
    "mbcs",
    "ansi",
];

/// How families of them begin, before a number or a country.
const FAMILIES: &[&str] = &[
    "utf_8",
    "utf8_",
    "iso8859",
    "iso_8859",
    "iso_latin",
    "latin",
    "windows_125",
    "cp125",
    "koi8",
    "mac",
    "euc_",
    "eucjp",
    "euckr",
    "euccn",
];

/// Code pages of DOS, by number.
const PAGES: &[&str] = &[
    "367", "437", "720", "737", "775", "819", "850", "852", "855", "856", "857", "858", "860", "861", "862", "863", "865", "866",
    "869", "874", "1006", "1125", "1250", "1251", "1252", "1253", "1254", "1255", "1256", "1257", "1258", "65001",
];

/// Codecs of two bytes a character, the second of which may be below 128: those led by any byte above, and those of Shift JIS. Two
/// later ones of Shift JIS have no backslash.
const WIDE: &[&str] = &[
    "big5",
    "big5_tw",
    "csbig5",
    "big5hkscs",
    "big5_hkscs",
    "hkscs",
    "cp950",
    "950",
    "ms950",
    "gbk",
    "936",
    "cp936",
    "ms936",
    "gb18030",
    "gb18030_2000",
    "gb2312",
    "gb2312_80",
    "gb2312_1980",
    "chinese",
    "cp949",
    "949",
    "ms949",
    "uhc",
    "johab",
    "cp1361",
    "ms1361",
    "korean",
    "ksc5601",
    "ks_c_5601",
    "ks_c_5601_1987",
    "ksx1001",
    "ks_x_1001",
];
const SHIFT_JIS: &[&str] =
    &["shift_jis", "shiftjis", "csshiftjis", "sjis", "s_jis", "cp932", "932", "ms932", "mskanji", "ms_kanji"];

fn by_name(name: &[u8]) -> Encoding {
    let plain = |byte: &u8| if byte.is_ascii_alphanumeric() { char::from(byte.to_ascii_lowercase()) } else { '_' };
    let name: String = name.iter().map(plain).collect();
    let name = name.as_str();
    let page = name.strip_prefix("cp").or_else(|| name.strip_prefix("ibm")).unwrap_or(name);
    if SUPERSETS.contains(&name) || FAMILIES.iter().any(|family| name.starts_with(family)) || PAGES.contains(&page) {
        Encoding::Ascii
    } else if SHIFT_JIS.contains(&name) {
        Encoding::Double(|byte| matches!(byte, 0x81..=0x9f | 0xe0..=0xfc))
    } else if WIDE.contains(&name) {
        Encoding::Double(|byte| matches!(byte, 0x81..=0xfe))
    } else {
        Encoding::Other
    }
}

/// The text with no second byte of a character below 128: `\` and quotes are none there.
fn masked(text: &[u8], leads: fn(u8) -> bool) -> Vec<u8> {
    let mut out = text.to_vec();
    let mut at = 0;
    while at < out.len() {
        let double = leads(out[at]) && out.get(at + 1).is_some_and(|&second| second >= 0x30 && second != 0x7f);
        if double {
            out[at + 1] |= 0x80;
        }
        at += 1 + usize::from(double);
    }
    out
}

/// The text without lines that end within a word or a sign: what follows of it is drawn before the end of the line, so that lines
/// and offsets behind it stay what they were. `None` if no line ends so.
fn joined(text: &[u8]) -> Option<Vec<u8>> {
    let mut from = 0;
    let first = loop {
        let at = from + memchr::memchr(b'\\', &text[from..])?;
        let length = splices(&text[at..]);
        if at > 0 && length > 0 && glues(text[at - 1], text.get(at + length).copied()) {
            break at;
        }
        from = at + length.max(1);
    };
    let mut out = Vec::with_capacity(text.len());
    out.extend_from_slice(&text[..first]);
    let mut at = first;
    // Ends of lines that wait until the word is over.
    let mut held: Vec<u8> = Vec::new();
    while at < text.len() {
        let length = splices(&text[at..]);
        let goes_on = glues(out.last().copied().unwrap_or(b' '), text.get(at + length).copied());
        if length > 0 && goes_on {
            held.extend_from_slice(&text[at..at + length]);
            at += length;
            continue;
        }
        if !goes_on {
            out.append(&mut held);
        }
        let step = length.max(1);
        out.extend_from_slice(&text[at..at + step]);
        at += step;
    }
    out.append(&mut held);
    Some(out)
}

/// The length of backslashes that each have the end of a line behind them; white space between is no matter to compilers.
fn splices(text: &[u8]) -> usize {
    let mut length = 0;
    while text.get(length) == Some(&b'\\') {
        let rest = &text[length + 1..];
        let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | 0x0b | 0x0c)).count();
        length += match &rest[blanks..] {
            [b'\r', b'\n', ..] => blanks + 3,
            [b'\n', ..] => blanks + 2,
            _ => break,
        };
    }
    length
}

/// Whether two bytes are of one word or of one sign that means something else than both do.
fn glues(before: u8, after: Option<u8>) -> bool {
    let word = |byte: u8| byte == b'_' || byte.is_ascii_alphanumeric() || byte >= 0x80;
    let Some(after) = after else { return false };
    word(before) && word(after)
        || matches!(
            (before, after),
            (b'/', b'/' | b'*') | (b'*', b'/') | (b'-', b'>') | (b':', b':') | (b'#', b'#') | (b'\\', b'"' | b'\'' | b'\\')
        )
}

/// Where the reader of a translated text of Java is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Code,
    /// `//`.
    Line,
    /// `/*`.
    Block,
    /// Behind an opening quote; text blocks have three.
    Quoted(u8, u8),
}

/// The text of Java with its Unicode escapes read, and where the first of those is that no literal and no comment holds, or that
/// ends one. `None` if there is none: escapes in literals are ordinary, and read where literals are.
fn unescaped(text: &[u8]) -> Option<(Vec<u8>, usize)> {
    memchr::memmem::find(text, b"\\u")?;
    let mut out = Vec::with_capacity(text.len());
    let mut first = None;
    let mut place = Place::Code;
    let mut at = 0;
    // A backslash that another one escapes starts no escape.
    let mut slashes = 0usize;
    let mut quiet = 0usize;
    while at < text.len() {
        let escape = (text[at] == b'\\' && slashes.is_multiple_of(2)).then(|| escape(&text[at..])).flatten();
        let start = out.len();
        let (unit, length) = escape.unwrap_or((u32::from(text[at]), 1));
        match escape {
            // Halves of characters beyond the first plane stay what they are.
            Some(_) => match char::from_u32(unit) {
                Some(character) => out.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes()),
                None => out.extend_from_slice(&text[at..at + length]),
            },
            None => out.push(text[at]),
        }
        slashes = if escape.is_none() && text[at] == b'\\' { slashes + 1 } else { 0 };
        at += length;
        let (before, now) = (place, u8::try_from(unit).ok().filter(u8::is_ascii).unwrap_or(b'a'));
        let fresh = start > quiet;
        match place {
            Place::Code if fresh && now == b'/' && out[..start].last() == Some(&b'/') => place = Place::Line,
            Place::Code if fresh && now == b'*' && out[..start].last() == Some(&b'/') => {
                (place, quiet) = (Place::Block, start + 1);
            }
            Place::Code if matches!(now, b'"' | b'\'') => (place, quiet) = (Place::Quoted(now, 1), start + 1),
            Place::Line if matches!(now, b'\n' | b'\r') => (place, quiet) = (Place::Code, start + 1),
            Place::Block if fresh && now == b'/' && out[..start].last() == Some(&b'*') => {
                (place, quiet) = (Place::Code, start + 1);
            }
            Place::Quoted(_, 1) if matches!(now, b'\n' | b'\r') => (place, quiet) = (Place::Code, start + 1),
            Place::Quoted(quote, 1) if now == quote && start >= quiet => {
                // `""` may be the beginning of a text block.
                let opens = quote == b'"' && start == quiet && text.get(at) == Some(&b'"');
                (place, quiet) = (Place::Code, start + 1);
                if opens {
                    out.push(b'"');
                    at += 1;
                    (place, quiet) = (Place::Quoted(quote, 3), start + 2);
                }
            }
            Place::Quoted(quote, 3) if now == quote && start >= quiet + 2 && out[quiet..=start].ends_with(b"\"\"\"") => {
                (place, quiet) = (Place::Code, start + 1);
            }
            // What a backslash escapes closes nothing.
            Place::Quoted(..) if now == b'\\' && start >= quiet => quiet = start + 2,
            _ => {}
        }
        if escape.is_some() && (before == Place::Code || before != place) {
            first.get_or_insert(start);
        }
    }
    first.map(|first| (out, first))
}

/// `\u`, any number of `u`, four digits: what it stands for, and its length.
fn escape(text: &[u8]) -> Option<(u32, usize)> {
    let marks = text[1..].iter().take_while(|&&byte| byte == b'u').count();
    let digits = text.get(1 + marks..5 + marks).filter(|digits| marks > 0 && digits.iter().all(u8::is_ascii_hexdigit))?;
    let value = u32::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
    Some((value, 5 + marks))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{translate, veiled};
    use crate::syntax::grammar::by_id;

    fn read(language: &str, text: &[u8]) -> (Vec<u8>, bool, bool) {
        let grammar = by_id(language).expect("registered");
        let found = translate(grammar, Cow::Borrowed(text));
        (found.text.into_owned(), found.refused.is_some(), veiled(grammar, text).is_some())
    }

    #[test]
    fn escapes_of_java_are_read_where_they_are_code() {
        for (text, expected) in [
            (r"new \u0053ocket();", "new Socket();"),
            (r"// a \u000a x();", "// a \n x();"),
            (r"/* \u002a\u002f x(); /* */", "/* */ x(); /* */"),
            (r#"s = "a\uuu0022 + x() + "\u0041";"#, r#"s = "a" + x() + "A";"#),
            (r#"s = "\u005c"\u0078"; \u0079();"#, r#"s = "\"x"; y();"#),
            ("s = \"\"\"\n a \"\\u0062\" \"\"\"; \\u0063();", "s = \"\"\"\n a \"b\" \"\"\"; c();"),
        ] {
            assert_eq!(read("java", text.as_bytes()), (expected.as_bytes().to_vec(), false, true), "{text}");
        }
        for text in [
            r#"s = "\u00e9\u0041"; c = '\u0000'; // \u0041"#,
            r#"/* \u0041 */ s = "\\u0041 \"\u0042"; x(); /*/ \u0043 */"#,
            r"x(); \ug",
            "s = \"\"\"\n \\u0041 \"\\u0042\" \\\"\"\"\\u0043\n \"\"\"; t = \"\\u0044\";",
        ] {
            assert_eq!(read("java", text.as_bytes()), (text.as_bytes().to_vec(), false, false), "{text}");
        }
    }

    #[test]
    fn encodings_that_a_file_of_python_names() {
        for text in [
            "# coding: unicode_escape\n",
            "#!/usr/bin/python\n# -*- coding: utf-7 -*-\n",
            "\n \t# x encoding=rot13\n",
            "\r#coding:iso2022_jp\n",
            "# coding:, coding= raw_unicode_escape\n",
            "# coding: shift_jis_2004\n",
        ] {
            assert_eq!(read("python", text.as_bytes()), (text.as_bytes().to_vec(), true, true), "{text}");
        }
        for text in [
            "# -*- coding: UTF-8 -*-\n",
            "# vim: set fileencoding=iso-8859-15 :\n",
            "# coding: cp1252\n",
            "# coding=koi8-r\n",
            "x = 1\n# coding: utf-7\n",
            "\n\n# coding: utf-7\n",
            "s = 'coding: utf-7'\n",
            "# decoding utf-7\n",
            "# coding: gbk\nx = 1\n",
        ] {
            assert_eq!(read("python", text.as_bytes()), (text.as_bytes().to_vec(), false, false), "{text}");
        }
        let (text, ..) = read("python", b"# coding: sjis\ns = '\x95\x5c'; x() #'\n");
        assert_eq!(text, b"# coding: sjis\ns = '\x95\xdc'; x() #'\n");
    }

    #[test]
    fn words_that_lines_tear_apart_are_joined() {
        for (text, expected) in [
            ("se\\\nnd(x);", "send\\\n(x);"),
            ("s\\\n\\ \r\ne\\\nnd(x);", "send\\\n\\ \r\n\\\n(x);"),
            ("/* a *\\\n/ x();", "/* a */\\\n x();"),
            ("/\\\n/ a\nx();", "//\\\n a\nx();"),
        ] {
            assert_eq!(read("c", text.as_bytes()).0, expected.as_bytes(), "{text}");
        }
        for text in ["#define A(x) \\\n  do { x; \\\n} while (0)\\\n", "\\\nx", "// a \\\n b", "x = 1 +\\\ny;", "\\", "a\\"] {
            assert_eq!(read("c", text.as_bytes()), (text.as_bytes().to_vec(), false, false), "{text}");
        }
        assert!(read("c", b"/* a *??/\n/ x(); /* */").2);
        assert!(!read("c", b"// what??/ no").2);
    }
}
