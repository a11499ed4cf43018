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
}

/// Ranges of `text` to leave out: the directives and further alternatives of conditionals at whose directives a parser
/// found `errors` (sorted ranges). Sorted, disjoint.
pub(super) fn alternatives(text: &[u8], errors: &[(usize, usize)]) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let mut at = 0;
    for line in directives(text) {
        let (start, end, word) = line;
        while errors.get(at).is_some_and(|error| error.1 <= start) {
            at += 1;
        }
        let torn = errors.get(at).is_some_and(|error| error.0 < end);
        match word {
            Word::If => open.push(Open { first: (start, end), other: None, torn }),
            Word::Else => {
                if let Some(last) = open.last_mut() {
                    last.other.get_or_insert(start);
                    last.torn |= torn;
                }
            }
            Word::End => {
                if let Some(last) = open.pop()
                    && (last.torn || torn)
                {
                    found.push(last.first);
                    found.push((last.other.unwrap_or(start), end));
                }
            }
        }
    }
    merge(found, 0)
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
            while text[..end].ends_with(b"\\\n") || text[..end].ends_with(b"\\\r\n") {
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
    fn only_torn_conditionals_change() {
        let text = "#if A\n#if B\nb\n#else\nc\n#endif\n#endif\n#endif\n#else\n";
        assert_eq!(left_out(text, "#else\nc"), "#if A\nb\n#endif\n#endif\n#else\n");
    }
}
