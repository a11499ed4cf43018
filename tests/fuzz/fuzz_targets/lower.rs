//! Gates, parse and lowering of every language: the first byte chooses it, the rest is the file. The facts are
//! well formed and the same at a second look.
#![no_main]

use candor::ir;
use candor::lower::lower_trees;
use candor::syntax::{self, Classification, Evidence, Language, grammar};

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let Some((&choice, source)) = bytes.split_first() else { return };
    let grammars = grammar::all();
    let grammar = &grammars[usize::from(choice) % grammars.len()];
    let classification = Classification { language: Language::Grammar { id: grammar.id }, evidence: Evidence::Suffix };
    let facts = || {
        let examined = syntax::examine_as(&classification, source);
        let parsed = examined.parsed?;
        Some(lower_trees(grammar, &parsed.trees, &examined.text))
    };
    let Some(first) = facts() else { return };
    if let Err(error) = ir::validate(&first) {
        panic!("{}: {error:?}", grammar.id);
    }
    assert_eq!(Some(first), facts(), "{}", grammar.id);
});
