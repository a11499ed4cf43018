//! What words mean by the text that they stand in: types that it defines, and macros that stand for more than attributes. No such
//! word only decorates a declaration.

use std::cell::OnceCell;

use rustc_hash::FxHashSet;

use super::conditionals::quoted;
use super::decorations::{BESIDE, TYPES, blank_end, directive, is_attribute, is_macro, starts_word, word_end};

/// Bytes of one definition that are looked at.
const REACH: usize = 4096;
/// Macros that stand for macros, to this depth.
const ALIASES: usize = 8;

/// The words that a text defines, looked for when the first of them is asked for.
pub(super) struct Definitions<'a> {
    text: &'a [u8],
    words: OnceCell<FxHashSet<&'a [u8]>>,
}

impl<'a> Definitions<'a> {
    pub(super) fn of(text: &'a [u8]) -> Self {
        Self { text, words: OnceCell::new() }
    }

    /// Whether `word` is a type or a macro with a meaning.
    pub(super) fn has(&self, word: &[u8]) -> bool {
        self.words.get_or_init(|| collect(self.text)).contains(word)
    }
}

fn collect(text: &[u8]) -> FxHashSet<&[u8]> {
    let mut words = FxHashSet::default();
    // Macros whose meaning is that of other words.
    let mut aliases: Vec<(&[u8], Vec<&[u8]>)> = Vec::new();
    for keyword in [&b"typedef"[..], b"using", b"struct", b"class", b"union", b"enum", b"define"] {
        let mut behind = 0;
        for start in memchr::memmem::find_iter(text, keyword) {
            let end = start + keyword.len();
            let alone = word_end(text, start) == end && !start.checked_sub(1).is_some_and(|at| is_of_word(text[at]));
            if !alone || start < behind {
                continue;
            }
            match keyword {
                b"typedef" => behind = typedef(text, end, &mut words),
                b"using" => behind = using(text, end, &mut words),
                b"define" => {
                    let Some((name, body)) = define(text, start) else { continue };
                    match meaning(body) {
                        Meaning::None => {}
                        Meaning::Own => {
                            words.insert(name);
                        }
                        Meaning::Of(others) => aliases.push((name, others)),
                    }
                }
                _ => words.extend(head(text, end)),
            }
        }
    }
    for _ in 0..ALIASES {
        let before = words.len();
        for (name, others) in &aliases {
            if others.iter().any(|other| words.contains(other)) {
                words.insert(name);
            }
        }
        if words.len() == before {
            break;
        }
    }
    words
}

fn is_of_word(byte: u8) -> bool {
    byte == b'_' || byte.is_ascii_alphanumeric()
}

/// The names that a `typedef` gives: words in front of what ends a declarator. Where it was read to.
fn typedef<'a>(text: &'a [u8], from: usize, words: &mut FxHashSet<&'a [u8]>) -> usize {
    let (mut at, mut groups) = (blank_end(text, from), 0);
    let mut depth = 0usize;
    let mut braces = 0usize;
    while at < text.len() && (braces > 0 || at < from + REACH) {
        let first = text[at];
        let end = if starts_word(first) { word_end(text, at) } else { at + 1 };
        let next = blank_end(text, end);
        match first {
            b'{' => braces += 1,
            b'}' => braces = braces.saturating_sub(1),
            _ if braces > 0 => {}
            b'(' => {
                groups += usize::from(depth == 0);
                depth += 1;
            }
            b')' => depth = depth.saturating_sub(1),
            b';' => break,
            _ if starts_word(first) => {
                let names = match text.get(next) {
                    Some(b';' | b',' | b'(') => depth == 0,
                    Some(b'[') => depth == 0 || groups == 1,
                    Some(b')') => groups == 1,
                    _ => false,
                };
                if names {
                    words.insert(&text[at..end]);
                }
            }
            _ => {}
        }
        at = next;
    }
    // What a structure holds is looked at for heads and definitions of its own.
    at.min(from + REACH)
}

/// `using NAME = …`, `using space::NAME;`.
fn using<'a>(text: &'a [u8], from: usize, words: &mut FxHashSet<&'a [u8]>) -> usize {
    let mut at = blank_end(text, from);
    while at < text.len().min(from + REACH) && (starts_word(text[at]) || text[at] == b':') {
        let end = if starts_word(text[at]) { word_end(text, at) } else { at + 1 };
        let next = blank_end(text, end);
        if starts_word(text[at]) && matches!(text.get(next), Some(b'=' | b';')) {
            words.insert(&text[at..end]);
        }
        at = next;
    }
    at
}

/// `struct NAME {`, `class NAME : …`, `enum NAME;`.
fn head(text: &[u8], from: usize) -> Option<&[u8]> {
    let at = blank_end(text, from);
    let end = word_end(text, at);
    let next = blank_end(text, end);
    let defines = match text.get(next..next + 2) {
        Some([b'{' | b';', _]) => true,
        Some([b':', second]) => *second != b':',
        Some(_) => text[next..].starts_with(b"final"),
        None => false,
    };
    (defines && end > at).then_some(&text[at..end])
}

/// The name and the body of the macro that `define` at `at` defines.
fn define(text: &[u8], at: usize) -> Option<(&[u8], &[u8])> {
    let hash = text[..at].iter().rposition(|byte| !matches!(byte, b' ' | b'\t'))?;
    let length = (text[hash] == b'#').then(|| directive(&text[hash..]))?;
    let line = &text[at + 6..(hash + length).max(at + 6)];
    let start = line.iter().position(|byte| !matches!(byte, b' ' | b'\t'))?;
    let end = word_end(line, start);
    let body = match line.get(end) {
        Some(b'(') => memchr::memchr(b')', &line[end..]).map(|close| &line[end + close + 1..])?,
        _ => &line[end..],
    };
    (end > start).then_some((&line[start..end], &body[..body.len().min(REACH)]))
}

enum Meaning<'a> {
    /// Nothing, or attributes.
    None,
    Own,
    /// That of other words, which may be macros or none.
    Of(Vec<&'a [u8]>),
}

/// What a macro stands for.
fn meaning(body: &[u8]) -> Meaning<'_> {
    let mut others = Vec::new();
    let mut at = 0;
    while let Some(&first) = body.get(at) {
        let rest = &body[at..];
        at += match rest {
            [b'/', b'/', ..] => break,
            [b'/', b'*', ..] => memchr::memmem::find(&rest[2..], b"*/").map_or(rest.len(), |end| end + 4),
            [b'\\', ..] => 1,
            [b'"', b'C', b'"', ..] => 3,
            [b'[', b'[', ..] => memchr::memmem::find(rest, b"]]").map_or(rest.len(), |end| end + 2),
            _ if first.is_ascii_whitespace() => 1,
            _ if starts_word(first) => {
                let end = word_end(rest, 0);
                let word = &rest[..end];
                let built_in = word.starts_with(b"__builtin") || word.starts_with(b"__typeof") || word == b"__auto_type";
                if TYPES.contains(&word) || built_in || word == b"decltype" {
                    return Meaning::Own;
                }
                if !(BESIDE.contains(&word) || is_attribute(word)) {
                    if !(is_macro(word) || word.starts_with(b"_")) {
                        return Meaning::Own;
                    }
                    others.push(word);
                }
                end + group(&rest[end..])
            }
            _ => return Meaning::Own,
        };
    }
    if others.is_empty() { Meaning::None } else { Meaning::Of(others) }
}

/// The length of `(…)`, with the white space before it.
fn group(text: &[u8]) -> usize {
    let open = text.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    if text.get(open) != Some(&b'(') {
        return 0;
    }
    let (mut at, mut depth) = (open, 0usize);
    while at < text.len() {
        at += match text[at] {
            quote @ (b'"' | b'\'') => quoted(&text[at..], quote),
            b'(' => {
                depth += 1;
                1
            }
            b')' => {
                depth -= 1;
                if depth == 0 {
                    return at + 1;
                }
                1
            }
            _ => 1,
        };
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::Definitions;

    #[test]
    fn types_and_macros_with_a_meaning_are_known() {
        let text =
            b"typedef void (*CALLBACK)(int, const char *);\ntypedef const char *OUT, IN[4];\ntypedef struct { int a; } PACKED;\n\
            using Q_TEXT = std::string; using std::OPTIONAL;\nenum NEAR { A };\nstruct FAR;\nclass UNUSED : Base {};\n\
            #define Q_SEND(d) send(s, d);\n# define CDECL std::string\n#define PASCAL OUT\n#define FN PASCAL\n\
            typedef int RESULT(void);\ntypedef int (WINAPI *PROC)(IN PVOID x);\n#define WORD \\\n  unsigned short\n";
        let known = Definitions::of(text);
        for word in "CALLBACK OUT IN PACKED Q_TEXT OPTIONAL NEAR FAR UNUSED Q_SEND CDECL PASCAL FN RESULT PROC WORD".split(' ') {
            assert!(known.has(word.as_bytes()), "{word}");
        }
        assert!(!known.has(b"WINAPI") && !known.has(b"PVOID"));
    }

    #[test]
    fn what_only_decorates_is_not() {
        let text = b"#define IN\n#define OUT /* nothing */\n#define API __declspec(dllexport)\n#define EXPORT extern \"C\" API\n\
            #define UNUSED __attribute__((unused, section(\"a)\")))\n#define NODISCARD [[nodiscard]]\n#define CALLBACK __stdcall // a b\n\
            class LIB_EXPORT Name { };\nstruct A x; enum B y = C;\n#define INLINE static \\\n  inline\nint definer; // define FAR x\n";
        let known = Definitions::of(text);
        for word in "IN OUT API EXPORT UNUSED NODISCARD CALLBACK LIB_EXPORT A B INLINE FAR".split(' ') {
            assert!(!known.has(word.as_bytes()), "{word}");
        }
        for text in ["typedef", "using", "#define", "#define A(", "struct", "typedef (", "enum A"] {
            assert!(!Definitions::of(text.as_bytes()).has(b"B"), "{text}");
        }
    }
}
