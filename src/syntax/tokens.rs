//! One file's text → the kinds of its tokens, as an editor colours them, and how far the syntax that begins at a byte
//! goes. For readers alone: nothing that is decided rests on it. By names of node kinds, the same for every grammar.

use tree_sitter::{Node, Tree};

use super::grammar::Grammar;
use super::parse::parse;

/// What a token is to a reader.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Token {
    Comment,
    String,
    Number,
    Keyword,
    Name,
    Punctuation,
}

/// The syntax of one file.
#[derive(Debug)]
pub struct Tokens {
    trees: Vec<Tree>,
}

/// A stretch of the text and its kind; `None` takes away what a stretch before it said.
pub(super) type Stretch = (usize, usize, Option<Token>);

impl Tokens {
    /// `None`: `text` cannot be parsed.
    pub fn of(grammar: &Grammar, text: &[u8]) -> Option<Self> {
        parse(grammar, text).ok().map(|parsed| Self { trees: parsed.trees })
    }

    /// Stretches that touch `ranges` (sorted, disjoint), outer ones before those inside them: the last one holds.
    pub fn within(&self, ranges: &[(usize, usize)]) -> Vec<Stretch> {
        let mut stretches = Vec::new();
        for tree in &self.trees {
            walk(tree, ranges, &mut stretches);
        }
        stretches
    }

    /// Where the largest construct ends that begins at `start` and ends by `until`; a list of statements is none.
    /// Where nothing that small begins there: the end of the token.
    pub fn extent(&self, start: usize, until: usize) -> Option<usize> {
        let holds = |tree: &&Tree| (tree.root_node().start_byte()..tree.root_node().end_byte()).contains(&start);
        let root = self.trees.iter().find(holds)?.root_node();
        let mut node = root.descendant_for_byte_range(start, start + 1)?;
        while let Some(parent) = node.parent().filter(|parent| {
            let list = parent.id() == root.id() || matches!(parent.kind(), "block" | "statement_list");
            !list && parent.start_byte() == start && parent.end_byte() <= until
        }) {
            node = parent;
        }
        Some(node.end_byte())
    }
}

fn walk(tree: &Tree, ranges: &[(usize, usize)], stretches: &mut Vec<Stretch>) {
    let mut cursor = tree.walk();
    // Whether what encloses the node is text: one entry a level.
    let mut inside = vec![false];
    loop {
        let node = cursor.node();
        if touches(ranges, node.start_byte(), node.end_byte()) {
            let text = is_text(&node, inside.last().copied().unwrap_or_default());
            stretches.extend(stretch(&node, text));
            if !is_comment(&node) && cursor.goto_first_child() {
                inside.push(text);
                continue;
            }
        }
        while !cursor.goto_next_sibling() {
            if !cursor.goto_parent() {
                return;
            }
            inside.pop();
        }
    }
}

fn touches(ranges: &[(usize, usize)], start: usize, end: usize) -> bool {
    let next = ranges.partition_point(|&(_, last)| last <= start);
    ranges.get(next).is_some_and(|&(first, _)| first < end)
}

fn is_comment(node: &Node<'_>) -> bool {
    node.is_named() && node.kind().contains("comment")
}

/// A piece of code inside of text.
fn is_code(node: &Node<'_>) -> bool {
    let kind = node.kind();
    node.is_named() && matches!(kind, "interpolation" | "string_interpolation" | "template_substitution")
}

/// Whether what the node holds is text as it stands; `around`: what encloses it is.
fn is_text(node: &Node<'_>, around: bool) -> bool {
    const PARTS: &[&str] =
        &["string", "char_literal", "character", "rune_literal", "regex", "template_literal", "escape_sequence"];
    !is_code(node) && (around || (node.is_named() && PARTS.iter().any(|part| node.kind().contains(part))))
}

fn stretch(node: &Node<'_>, text: bool) -> Option<Stretch> {
    let kind = node.kind();
    let token = match (node.is_named(), node.child_count() == 0) {
        (true, _) if is_comment(node) => Some(Token::Comment),
        (_, _) if text => Some(Token::String),
        (true, false) if is_code(node) => None,
        (true, false) => return None,
        (true, true) => Some(named(kind)),
        (false, _) if kind.starts_with(|first: char| first.is_ascii_alphabetic() || "#@_".contains(first)) => {
            Some(Token::Keyword)
        }
        (false, _) => Some(Token::Punctuation),
    };
    Some((node.start_byte(), node.end_byte(), token))
}

/// A named node without parts.
fn named(kind: &str) -> Token {
    const NUMBERS: &[&str] = &["number", "integer", "int_literal", "float", "imaginary"];
    const KEYWORDS: &[&str] = &[
        "auto",
        "boolean_type",
        "false",
        "import",
        "iota",
        "nil",
        "none",
        "null",
        "null_literal",
        "preproc_directive",
        "primitive_type",
        "super",
        "this",
        "true",
        "undefined",
        "void_type",
    ];
    if NUMBERS.iter().any(|part| kind.contains(part)) {
        Token::Number
    } else if KEYWORDS.contains(&kind) {
        Token::Keyword
    } else {
        Token::Name
    }
}

#[cfg(test)]
mod tests {
    use super::{Token, Tokens};
    use crate::syntax::grammar;

    /// One letter a byte: what an editor would colour it as.
    fn painted(language: &str, text: &str) -> String {
        let grammar = grammar::by_id(language).expect("registered");
        let tokens = Tokens::of(grammar, text.as_bytes()).expect("parsed");
        let mut out = vec![b'.'; text.len()];
        for (start, end, token) in tokens.within(&[(0, text.len())]) {
            let letter = match token {
                Some(Token::Comment) => b'c',
                Some(Token::String) => b's',
                Some(Token::Number) => b'd',
                Some(Token::Keyword) => b'k',
                Some(Token::Name) => b'n',
                Some(Token::Punctuation) => b'p',
                None => b'.',
            };
            out[start..end].fill(letter);
        }
        String::from_utf8(out).expect("letters")
    }

    #[test]
    fn every_language_has_its_colours() {
        let cases = [
            ("c", "return f(\"a\\n\", 'c', 0x1F); /* x */\n", "kkkkkk.npsssssp.sssp.ddddpp.ccccccc."),
            ("cpp", "auto x = R\"(a)\"; // y\n", "kkkk.n.p.ssssssp.cccc."),
            ("go", "package a; var b = `c` + \"d\"; // e\n", "kkkkkkk.np.kkk.n.p.sss.p.sssp.cccc."),
            ("java", "class A { int b = 1; String c = \"d\"; } // e\n", "kkkkk.n.p.kkk.n.p.dp.nnnnnn.n.p.sssp.p.cccc."),
            ("javascript", "const a = `b${c}d` + 1; // e\n", "kkkkk.n.p.ssppnpss.p.dp.cccc."),
            ("python", "a = f\"b{c}d\" or 1  # e\n", "n.p.ssspnpss.kk.d..ccc."),
            ("typescript", "let a: string = 'b'; // c\n", "kkk.np.kkkkkk.p.sssp.cccc."),
        ];
        for (language, text, expected) in cases {
            assert_eq!(painted(language, text), expected, "{language}: {text}");
        }
    }

    #[test]
    fn a_construct_goes_as_far_as_its_syntax() {
        let text = "if a:\n    b(c,\n      d).e()\n    f()\n";
        let tokens = Tokens::of(grammar::by_id("python").expect("registered"), text.as_bytes()).expect("parsed");
        let start = text.find("b(").expect("there");
        let upto = |until: &str| text.find(until).expect("there") + until.len();
        assert_eq!(tokens.extent(start, text.len()), Some(upto("e()")));
        assert_eq!(tokens.extent(start, upto("b(c,")), Some(upto("    b")));
        assert_eq!(tokens.extent(text.len(), text.len()), None);
    }

    #[test]
    fn only_what_is_asked_for_is_looked_at() {
        let text = "a = 1\nb = 2\nc = 3\n";
        let tokens = Tokens::of(grammar::by_id("python").expect("registered"), text.as_bytes()).expect("parsed");
        assert_eq!(
            tokens.within(&[(6, 11)]),
            [(6, 7, Some(Token::Name)), (8, 9, Some(Token::Punctuation)), (10, 11, Some(Token::Number)),]
        );
    }
}
