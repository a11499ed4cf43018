//! Conditionals of the C preprocessor that tear a construct apart (`#if … if (a) #else if (b) #endif {`): no grammar
//! can read both alternatives at once. Finds what to leave out so that the first alternative reads as it would
//! be compiled; the others are named, and searched as text.

use super::prescan::merge;

/// A conditional under way.
struct Open {
    /// The line of `#if`.
    first: (usize, usize),
    /// Where the line of the first `#else` or `#elif` starts.
    other: Option<usize>,
    /// Some directive of it stands where a parser wanted something else.
    torn: bool,
    /// Braces that its first alternative opens and does not close.
    depth: i64,
}

/// Ranges of `text` to leave out: the directives and further alternatives of conditionals at whose directives a parser
/// found `errors` (sorted ranges), and of those whose first alternative opens or closes a block that another one does as
/// well. Sorted, disjoint.
pub(super) fn alternatives(text: &[u8], errors: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let (mut at, mut behind) = (0, 0);
    for line in directives(text) {
        let (start, end, word) = line;
        if let Some(last) = open.last_mut().filter(|last| last.other.is_none()) {
            last.depth += depth(&text[behind..start]);
        }
        behind = end;
        while errors.get(at).is_some_and(|error| error.1 <= start) {
            at += 1;
        }
        let torn = errors.get(at).is_some_and(|error| error.0 < end);
        match word {
            Word::If => open.push(Open { first: (start, end), other: None, torn, depth: 0 }),
            Word::Else => {
                if let Some(last) = open.last_mut() {
                    last.other.get_or_insert(start);
                    last.torn |= torn;
                }
            }
            Word::End => {
                let Some(last) = open.pop() else { continue };
                if last.torn || torn || last.other.is_some() && last.depth != 0 {
                    found.push(last.first);
                    found.push((last.other.unwrap_or(start), end));
                }
                if let Some(around) = open.last_mut().filter(|around| around.other.is_none()) {
                    around.depth += last.depth;
                }
            }
        }
    }
    merge(found, 0)
}

/// Opening braces without closing ones; those in quotes and comments do not count.
fn depth(text: &[u8]) -> i64 {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        at += match rest {
            [b'/', b'/', ..] => line_end(rest, 0),
            [b'/', b'*', ..] => memchr::memmem::find(&rest[2..], b"*/").map_or(rest.len(), |end| end + 4),
            [quote @ (b'"' | b'\''), ..] => quoted(rest, *quote),
            [byte, ..] => {
                depth += i64::from(*byte == b'{') - i64::from(*byte == b'}');
                1
            }
            [] => 1,
        };
    }
    depth
}

/// The length of a literal; one that its line does not end is none.
pub(super) fn quoted(text: &[u8], quote: u8) -> usize {
    let mut at = 1;
    while let Some(&byte) = text.get(at) {
        match byte {
            b'\\' => at += 2,
            b'\n' => return 1,
            _ if byte == quote => return at + 1,
            _ => at += 1,
        }
    }
    1
}

#[derive(Clone, Copy)]
enum Word {
    If,
    Else,
    End,
}

/// Lines of conditional directives, continuations included: start, end, what they are.
fn directives(text: &[u8]) -> impl Iterator<Item = (usize, usize, Word)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        while from < text.len() {
            let start = from;
            let mut end = line_end(text, start);
            // A last line may ask for one that is not there.
            while end < text.len() && (text[..end].ends_with(b"\\\n") || text[..end].ends_with(b"\\\r\n")) {
                end = line_end(text, end);
            }
            from = end;
            if let Some(word) = word(&text[start..end]) {
                return Some((start, end, word));
            }
        }
        None
    })
}

fn line_end(text: &[u8], from: usize) -> usize {
    memchr::memchr(b'\n', &text[from..]).map_or(text.len(), |at| from + at + 1)
}

fn word(line: &[u8]) -> Option<Word> {
    let rest = line.trim_ascii_start().strip_prefix(b"#")?.trim_ascii_start();
    let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    match &rest[..length] {
        b"if" | b"ifdef" | b"ifndef" => Some(Word::If),
        b"else" | b"elif" | b"elifdef" | b"elifndef" => Some(Word::Else),
        b"endif" => Some(Word::End),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::alternatives;

    fn left_out(text: &str, error: &str) -> String {
        let at = text.find(error).expect("the error is in the text");
        let mut kept = String::new();
        let mut from = 0;
        for (start, end) in alternatives(text.as_bytes(), &[(at, at + error.len())]) {
            kept.push_str(&text[from..start]);
            from = end;
        }
        kept + &text[from..]
    }

    #[test]
    fn the_first_alternative_stays() {
        let text = "a\n#if X \\\n  && Y\nif (x)\n# else\nif (y)\n#endif\n{ }\n#ifdef Z\nz\n#endif\n";
        assert_eq!(left_out(text, "# else"), "a\nif (x)\n{ }\n#ifdef Z\nz\n#endif\n");
    }

    #[test]
    fn blocks_that_both_alternatives_open_are_torn() {
        let text = "f() {\n#if A\nif (x) { g('{');\n#else\nif (true) {\n#endif\n}\n}\n#if B\n{ }\n#else\n{}\n#endif\n??";
        let whole = "f() {\nif (x) { g('{');\n}\n}\n#if B\n{ }\n#else\n{}\n#endif\n??";
        assert_eq!(left_out(text, "??"), whole);
    }

    #[test]
    fn only_torn_conditionals_change() {
        let text = "#if A\n#if B\nb\n#else\nc\n#endif\n#endif\n#endif\n#else\n";
        assert_eq!(left_out(text, "#else\nc"), "#if A\nb\n#endif\n#endif\n#else\n");
    }

    #[test]
    fn a_line_that_goes_on_behind_the_end_ends() {
        for text in ["#if A\nb\n#else\nc\n#endif\nd \\\n", "#endif \\\n", "#if \\\r\n", "\\\n"] {
            alternatives(text.as_bytes(), &[(0, text.len())]);
        }
    }
}
