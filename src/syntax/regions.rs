//! A text → where its comments and strings lie, by the comment and quote tokens of its language: for every language that
//! is known by name, also where no grammar reads it. An approximation that never fails; a string that its line does not
//! close ends there, so that one misread quote costs one line. Linear time.

/// What a byte is part of.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Inside {
    Code,
    Comment,
    String,
}

/// Comments and strings that are told apart; what lies behind them counts as code.
const MAX_REGIONS: usize = 1 << 22;

/// The comments and strings of one text.
#[derive(Debug)]
pub struct Regions {
    /// (start, end, what), sorted, disjoint.
    list: Vec<(u32, u32, Inside)>,
}

/// How a family of languages writes comments and strings.
struct Tokens {
    line: &'static [&'static str],
    block: &'static [(&'static str, &'static str)],
    quotes: &'static [u8],
    /// Quotes whose strings may go over several lines.
    long: &'static [u8],
    /// Three quotes open a string that goes over several lines.
    triple: bool,
    /// A line comment begins only where a word could.
    apart: bool,
    /// An apostrophe opens one character, and stands for other things as well (lifetimes).
    character: bool,
}

const C: Tokens =
    Tokens { line: &["//"], block: &[("/*", "*/")], quotes: b"\"'", long: b"", triple: false, apart: false, character: false };
const HASH: Tokens = Tokens { line: &["#"], block: &[], quotes: b"\"'", long: b"", triple: false, apart: true, character: false };
const DASH: Tokens =
    Tokens { line: &["--"], block: &[("/*", "*/")], quotes: b"\"'", long: b"", triple: false, apart: false, character: false };
const SEMICOLON: Tokens =
    Tokens { line: &[";"], block: &[("/*", "*/")], quotes: b"\"", long: b"", triple: false, apart: false, character: false };
const PERCENT: Tokens =
    Tokens { line: &["%"], block: &[], quotes: b"\"", long: b"", triple: false, apart: false, character: false };

fn tokens(language: Option<&str>) -> Tokens {
    match language.unwrap_or_default() {
        "go" | "javascript" | "jsx" | "tsx" | "typescript" => Tokens { quotes: b"\"'`", long: b"`", ..C },
        "csharp" | "dart" | "groovy" | "java" | "kotlin" | "scala" | "swift" => Tokens { triple: true, ..C },
        "rust" => Tokens { long: b"\"", character: true, ..C },
        "php" | "hcl" => Tokens { line: &["//", "#"], ..C },
        "python" | "cython" | "starlark" | "julia" | "nim" | "elixir" | "meson" | "toml" | "coffeescript" => {
            Tokens { triple: true, apart: false, ..HASH }
        }
        "powershell" => Tokens { block: &[("<#", "#>")], ..HASH },
        "ruby" | "crystal" => Tokens { block: &[("\n=begin", "\n=end")], ..HASH },
        "shell" | "perl" | "make" => Tokens { long: b"'", ..HASH },
        "awk" | "cmake" | "dockerfile" | "ini" | "nix" | "r" | "tcl" | "yaml" => HASH,
        "lua" => Tokens { block: &[("--[[", "]]")], ..DASH },
        "haskell" | "elm" => Tokens { block: &[("{-", "-}")], quotes: b"\"", ..DASH },
        "ada" | "sql" | "vhdl" | "applescript" => DASH,
        "assembly" | "autohotkey" | "autoit" | "lisp" | "scheme" | "clojure" => SEMICOLON,
        "erlang" | "tex" => PERCENT,
        "fortran" => Tokens { line: &["!"], block: &[], ..C },
        "visual-basic" => Tokens { line: &["'"], block: &[], quotes: b"\"", ..C },
        "batch" => Tokens { line: &["::", "REM ", "rem "], block: &[], quotes: b"\"", ..C },
        "pascal" => Tokens { block: &[("{", "}"), ("(*", "*)")], quotes: b"'", ..C },
        "ocaml" | "fsharp" => Tokens { block: &[("(*", "*)")], quotes: b"\"", ..C },
        "html" | "xml" | "markdown" => Tokens { line: &[], block: &[("<!--", "-->")], quotes: b"", ..C },
        "m4" => Tokens { line: &["#", "dnl "], ..HASH },
        "vimscript" => Tokens { line: &[], quotes: b"'", ..HASH },
        _ => C,
    }
}

impl Regions {
    /// The regions of `text`, which is in this language and shorter than 4 GiB, as every file is.
    pub fn of(language: Option<&str>, text: &[u8]) -> Self {
        let tokens = tokens(language);
        let mut list = Vec::new();
        let mut at = 0;
        while at < text.len() && list.len() < MAX_REGIONS {
            match begins(&tokens, text, at) {
                Some((end, inside)) => {
                    list.push((at as u32, end as u32, inside));
                    at = end.max(at + 1);
                }
                None => at += 1,
            }
        }
        Self { list }
    }

    /// What the byte at `offset` is part of.
    pub fn at(&self, offset: usize) -> Inside {
        self.span(offset).map_or(Inside::Code, |(_, _, inside)| inside)
    }

    /// The comment or string that holds the byte at `offset`.
    pub fn span(&self, offset: usize) -> Option<(usize, usize, Inside)> {
        let next = self.list.partition_point(|&(start, ..)| start as usize <= offset);
        let (start, end, inside) = *self.list.get(next.checked_sub(1)?)?;
        (offset < end as usize).then_some((start as usize, end as usize, inside))
    }
}

/// The end and kind of what begins at `at`, if something does.
fn begins(tokens: &Tokens, text: &[u8], at: usize) -> Option<(usize, Inside)> {
    let rest = &text[at..];
    let first = rest[0];
    // Most bytes are letters and begin nothing.
    if first.is_ascii_lowercase() && first != b'r' && first != b'd' || first == b' ' {
        return None;
    }
    for (open, close) in tokens.block {
        if rest.starts_with(open.as_bytes()) {
            let body = at + open.len();
            let end =
                memchr::memmem::find(&text[body..], close.as_bytes()).map_or(text.len(), |found| body + found + close.len());
            return Some((end, Inside::Comment));
        }
    }
    let free = !tokens.apart || at == 0 || matches!(text[at - 1], b' ' | b'\t' | b'\n' | b';' | b'(' | b'{' | b'}' | b')');
    let word = |mark: &&&str| !mark.starts_with(|first: char| first.is_ascii_alphabetic()) || at == 0 || text[at - 1] == b'\n';
    if free && tokens.line.iter().filter(word).any(|mark| rest.starts_with(mark.as_bytes())) {
        return Some((at + memchr::memchr(b'\n', rest).unwrap_or(rest.len()), Inside::Comment));
    }
    if !tokens.quotes.contains(&first) {
        return None;
    }
    if tokens.character && first == b'\'' && !is_character(rest) {
        return None;
    }
    let long = tokens.long.contains(&first);
    if tokens.triple && rest.starts_with(&[first; 3]) {
        let end = memchr::memmem::find(&rest[3..], &[first; 3]).map_or(text.len(), |found| at + found + 6);
        return Some((end, Inside::String));
    }
    string_end(rest, first, long).map(|length| (at + length, Inside::String))
}

/// `'x'` or `'\n'`.
fn is_character(rest: &[u8]) -> bool {
    let bytes = &rest[1..rest.len().min(6)];
    match bytes.utf8_chunks().next().and_then(|chunk| chunk.valid().chars().next()) {
        Some('\\') => true,
        Some(one) => rest.get(1 + one.len_utf8()) == Some(&b'\''),
        None => false,
    }
}

/// The length of the string that `rest` begins with. An apostrophe that no other follows on its line is none.
fn string_end(rest: &[u8], quote: u8, long: bool) -> Option<usize> {
    let mut at = 1;
    while let Some(found) = memchr::memchr3(quote, b'\\', b'\n', &rest[at..]) {
        at += found;
        match rest[at] {
            b'\\' => at += 2,
            b'\n' if !long => return (quote != b'\'').then_some(at),
            b'\n' => at += 1,
            _ => return Some(at + 1),
        }
        if at >= rest.len() {
            break;
        }
    }
    (quote != b'\'').then_some(rest.len())
}

#[cfg(test)]
mod tests {
    use super::{Inside, Regions};

    /// `c` in comments, `s` in strings, `.` elsewhere.
    fn painted(language: &str, text: &str) -> String {
        let regions = Regions::of(Some(language), text.as_bytes());
        let letter = |at| match regions.at(at) {
            Inside::Code => '.',
            Inside::Comment => 'c',
            Inside::String => 's',
        };
        (0..text.len()).map(letter).collect()
    }

    #[test]
    fn comments_and_strings_of_many_languages() {
        for (language, text, expected) in [
            ("c", "a \"/*\" /* \" */ b // c", "..ssss.ccccccc...cccc"),
            ("rust", "&'a b 'c' // d", "......sss.cccc"),
            ("python", "a '''#\n''' # b", "..ssssssss.ccc"),
            ("shell", "a$# 'b\n' # c", "....ssss.ccc"),
            ("javascript", "`a\n//` + '\\'' // b", "ssssss...ssss.cccc"),
            ("lua", "a --[[ b\n]] c -- d", "..ccccccccc...cccc"),
            ("sql", "select 'a--' -- b", ".......sssss.cccc"),
            ("lisp", "(a \"b;\") ; c", "...ssss..ccc"),
        ] {
            assert_eq!(painted(language, text), expected, "{language}: {text}");
        }
    }

    #[test]
    fn an_open_string_ends_with_its_line() {
        assert_eq!(painted("c", "a \"b\nc"), "..ss..");
        assert_eq!(painted("c", "don't\nc"), ".......");
    }
}
