//! Cuts a file where a definition at file level ends, so that what breaks one piece leaves the others whole.
//! Cuts in the wrong place (inside a docstring, an `#if`) cost some errors and nothing else.

/// How a language shows where a definition ends.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Blocks {
    /// A line that begins with `}`.
    Braces,
    /// A line that begins with a definition.
    Indented,
}

impl Blocks {
    pub(super) fn of(grammar: &str) -> Self {
        if grammar == "python" { Self::Indented } else { Self::Braces }
    }
}

/// Byte ranges that cover `text` without gaps, each at least `least` long but the last.
pub(super) fn cut(text: &[u8], blocks: Blocks, least: usize) -> Vec<(usize, usize)> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut previous: &[u8] = b"";
    let mut at = 0;
    for line in text.split_inclusive(|&byte| byte == b'\n') {
        if at - start >= least.max(1) && is_boundary(blocks, previous, line) {
            pieces.push((start, at));
            start = at;
        }
        at += line.len();
        if !line.trim_ascii().is_empty() {
            previous = line;
        }
    }
    if start < text.len() {
        pieces.push((start, text.len()));
    }
    pieces
}

/// May a piece start with `line`, after `previous`?
fn is_boundary(blocks: Blocks, previous: &[u8], line: &[u8]) -> bool {
    match blocks {
        Blocks::Braces => previous.starts_with(b"}") && line.first().is_some_and(|&byte| !b"}) \t".contains(&byte)),
        Blocks::Indented => {
            let opens = [&b"def "[..], b"class ", b"async def ", b"@"].iter().any(|word| line.starts_with(word));
            opens && !previous.starts_with(b"@")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Blocks, cut};

    fn texts(text: &str, blocks: Blocks, least: usize) -> Vec<&str> {
        cut(text.as_bytes(), blocks, least).into_iter().map(|(start, end)| &text[start..end]).collect()
    }

    #[test]
    fn pieces_start_with_definitions_and_cover_the_text() {
        assert_eq!(texts("a {\n}\nb {\n}\nc;\n", Blocks::Braces, 1), ["a {\n}\n", "b {\n}\n", "c;\n"]);
        assert_eq!(texts("a {\n}\nb {\n}\nc;\n", Blocks::Braces, 7), ["a {\n}\nb {\n}\n", "c;\n"]);
        let python = "import a\n@x\ndef f():\n  pass\n\nclass C:\n  def m(): 1\n";
        assert_eq!(texts(python, Blocks::Indented, 1), ["import a\n", "@x\ndef f():\n  pass\n\n", "class C:\n  def m(): 1\n"]);
        assert!(texts("", Blocks::Braces, 1).is_empty());
    }
}
