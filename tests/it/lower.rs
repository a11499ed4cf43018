//! Lowering: golden dumps of `grammars/<language>/cases/lower/`, no kind unmapped, well-formed facts for any input.

use std::fs;
use std::path::{Path, PathBuf};

use candor::ir::{self, FileFacts, Op, RegionKind};
use candor::lower::{lower_file, lowering_digest, unmapped_kinds};
use candor::syntax::grammar::{self, Grammar};

fn lower(grammar: &'static Grammar, source: &[u8]) -> FileFacts {
    let mut parser = tree_sitter::Parser::new();
    parser.set_language(&grammar.language.into()).expect("the pinned grammar has a supported ABI");
    let tree = parser.parse(source, None).expect("no limit is set");
    lower_file(grammar, &tree, source)
}

fn language(id: &str) -> &'static Grammar {
    grammar::by_id(id).expect("registered")
}

/// The case files of one language, sorted.
fn cases(grammar: &Grammar) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammars").join(grammar.id).join("cases/lower");
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("the folder is there").map(|entry| entry.expect("readable").path()).collect();
    files.retain(|path| path.extension().is_some_and(|extension| extension != "ir"));
    files.sort();
    files
}

fn sources() -> Vec<(&'static Grammar, PathBuf, Vec<u8>)> {
    let of = |grammar: &'static Grammar| cases(grammar).into_iter().map(move |path| (grammar, path));
    grammar::all()
        .iter()
        .flat_map(of)
        .map(|(grammar, path)| {
            let source = fs::read(&path).expect("readable");
            (grammar, path, source)
        })
        .collect()
}

/// The dump and what it leaves out.
fn golden(facts: &FileFacts) -> String {
    let names = |symbols: &mut dyn Iterator<Item = u32>| symbols.map(|symbol| facts.text(symbol)).collect::<Vec<_>>().join(" ");
    let mut out = ir::dump::dump(facts);
    let lists = [
        ("globals", names(&mut facts.globals.iter().map(|global| global.name))),
        ("declares", names(&mut facts.declares.iter().copied())),
        ("exports", names(&mut facts.exports.iter().copied())),
        ("urls", names(&mut facts.urls.iter().map(|url| url.text))),
    ];
    for (title, list) in lists.iter().filter(|(_, list)| !list.is_empty()) {
        out.push_str(&format!("{title} {list}\n"));
    }
    for (ix, function) in facts.functions.iter().enumerate() {
        for region in function.regions.iter().filter(|region| region.kind != RegionKind::Loop) {
            out.push_str(&format!("{:?} fn#{ix} %{}..%{}\n", region.kind, region.first, region.end));
        }
    }
    if !facts.error_spans.is_empty() {
        out.push_str(&format!("errors {:?}\n", facts.error_spans));
    }
    out
}

#[test]
#[allow(clippy::disallowed_methods, reason = "blessing is asked for by the environment")]
fn every_case_lowers_to_its_golden_dump() {
    let bless = std::env::var_os("CANDOR_BLESS").is_some();
    let mut wrong = Vec::new();
    for (grammar, path, source) in sources() {
        let facts = lower(grammar, &source);
        ir::validate(&facts).expect("well formed");
        let dump = golden(&facts);
        let expected = PathBuf::from(format!("{}.ir", path.display()));
        if bless {
            fs::write(&expected, &dump).expect("writable");
        } else if fs::read_to_string(&expected).unwrap_or_default() != dump {
            wrong.push(format!("{}:\n{dump}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "CANDOR_BLESS=1 accepts:\n{}", wrong.join("\n"));
}

#[test]
fn every_named_kind_of_the_pinned_grammars_is_mapped_or_ignored() {
    for grammar in grammar::all() {
        assert_eq!(unmapped_kinds(grammar), Vec::<String>::new(), "grammars/{}/roles.toml", grammar.id);
    }
}

/// A small generator of our own: the same mutations on every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound.max(1)
    }
}

#[test]
fn mutated_files_give_well_formed_facts() {
    const TOKENS: [&[u8]; 12] = [b"(", b")", b"{", b"}", b":", b";", b"\n", b"#if 0\n", b"def ", b"\"", b"goto x;", b"x = "];
    let sources = sources();
    let mut dice = Dice(7);
    for round in 0..2_000 {
        let (grammar, path, source) = &sources[round % sources.len()];
        let mut mutated = source.clone();
        for _ in 0..1 + dice.below(6) {
            let at = dice.below(mutated.len() + 1);
            match dice.below(4) {
                0 if at < mutated.len() => mutated[at] ^= 1 << dice.below(8),
                1 => mutated.truncate(at),
                2 => drop(mutated.splice(at..at, TOKENS[dice.below(TOKENS.len())].iter().copied())),
                _ => drop(mutated.drain(at..(at + dice.below(40)).min(mutated.len()))),
            }
        }
        let facts = lower(grammar, &mutated);
        if let Err(error) = ir::validate(&facts) {
            panic!("{} round {round}: {error}\n{}", path.display(), String::from_utf8_lossy(&mutated));
        }
    }
}

#[test]
fn deep_syntax_costs_heap_and_not_stack() {
    const DEEP: usize = 200_000;
    let nested = |open: &str, inner: &str, close: &str, depth: usize| open.repeat(depth) + inner + &close.repeat(depth);
    let files = [
        ("python", format!("x = {}\n", nested("(", "send(y)", ")", DEEP)), 1),
        ("c", format!("int f(int y) {{ return {}; }}\n", nested("(", "send(y)", ")", DEEP)), 1),
        ("python", format!("x = {}\n", nested("f(", "y", ")", 20_000)), 20_000),
        ("python", format!("x = {}\n", nested("lambda: (", "send(y)", ")", 5_000)), 1),
        ("c", format!("void f(int y) {{ {} }}\n", nested("{", "send(y);", "}", 20_000)), 1),
        ("c", format!("int f(int y) {{ {} }}\n", "if (y) y = send(y); else ".repeat(5_000) + ";"), 5_000),
        ("python", format!("x = {}y\n", "\"a\" + ".repeat(50_000)), 0),
        ("java", format!("class A {{ int f(int y) {{ return {}; }} }}\n", nested("(", "send(y)", ")", 20_000)), 1),
        ("java", format!("class A {{ void f(int y) {{ {} }} }}\n", nested("new T() { void g() {", "send(y);", "}};", 500)), 501),
        ("java", format!("class A {{ void f(int y) {{ r({}); }} }}\n", nested("() -> (", "send(y)", ")", 2_000)), 2),
        ("javascript", format!("x = {};\n", nested("(", "send(y)", ")", DEEP)), 1),
        ("javascript", format!("x = {};\n", nested("[{a: ", "send(y)", "}]", 20_000)), 1),
        ("javascript", format!("{}\n", nested("{", "send(y);", "}", 20_000)), 1),
        ("javascript", format!("x = {}y;\n", "'a' + ".repeat(50_000)), 0),
    ];
    for (id, source, calls) in files {
        let facts = lower(language(id), source.as_bytes());
        ir::validate(&facts).expect("well formed");
        let found: usize = facts.functions.iter().map(|function| function.calls.len()).sum();
        assert_eq!(found, calls, "{id}: {}…", &source[..40]);
    }
}

#[test]
fn calls_inside_broken_syntax_are_seen() {
    for (id, source, wanted) in [
        ("python", "def f(:\n    send(secret\n\nx = = read('p')\n", "send"),
        ("c", "int broken(int x) { send(x; if (x) { recv(x, }\n", "recv"),
    ] {
        let facts = lower(language(id), source.as_bytes());
        assert!(!facts.error_spans.is_empty(), "{id} has broken syntax");
        assert!(facts.error_spans.is_sorted(), "{id}");
        let named = |op: &Op| matches!(op, Op::Name(name) if facts.text(*name) == wanted);
        assert!(facts.functions.iter().any(|function| function.ops.iter().any(named)), "{id}: {}", ir::dump::dump(&facts));
    }
}

#[test]
fn the_digest_tells_languages_apart() {
    assert_ne!(lowering_digest(language("c")), lowering_digest(language("python")));
}
