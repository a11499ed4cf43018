//! Whether a header is one of C++: by words that open a line in C++ and mean nothing in C. A header that takes care to be
//! read by both is one of C.

/// The part of a header that is looked at.
const LOOKED_AT: usize = 256 * 1024;

/// How lines of C++ begin.
const OPENINGS: [&[u8]; 13] = [
    b"namespace ",
    b"namespace{",
    b"template<",
    b"template <",
    b"public:",
    b"private:",
    b"protected:",
    b"public :",
    b"using namespace ",
    b"using std::",
    b"virtual ",
    b"explicit ",
    b"constexpr ",
];

/// True when the text is C++ and not C.
pub(super) fn is_cpp(bytes: &[u8]) -> bool {
    let bytes = &bytes[..bytes.len().min(LOOKED_AT)];
    let mut found = false;
    for line in bytes.split(|&byte| byte == b'\n') {
        let line = line.trim_ascii();
        match line.first() {
            Some(b'#') if speaks_to_both(line) => return false,
            Some(b'c' | b'e' | b'n' | b'p' | b't' | b'u' | b'v') => {
                found |= OPENINGS.iter().any(|opening| line.starts_with(opening)) || declares_class(line);
            }
            Some(b'/' | b'*') | None => continue,
            Some(_) => {}
        }
        found = found || memchr::memmem::find(line, b"std::").is_some();
    }
    found
}

/// `#ifdef __cplusplus`: what C++ alone reads is marked.
fn speaks_to_both(line: &[u8]) -> bool {
    let rest = line[1..].trim_ascii_start();
    (rest.starts_with(b"ifdef") || rest.starts_with(b"if defined") || rest.starts_with(b"if  defined"))
        && rest.ends_with(b"__cplusplus") | rest.ends_with(b"__cplusplus)")
}

/// `class Name`, and then nothing that would make it a variable.
fn declares_class(line: &[u8]) -> bool {
    line.strip_prefix(b"class ").is_some_and(|rest| {
        let rest = rest.trim_ascii();
        rest.first().is_some_and(u8::is_ascii_alphabetic) && !rest.contains(&b'=') && !rest.contains(&b')')
    })
}
