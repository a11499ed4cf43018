//! The oracle: the engine against two naive readings of generated programs.
//!
//! A program of a little language ([`program`]) is printed as Python or C and analysed as any submission is.
//! Every flow that some run of it really shows ([`run`]) must be among the findings; every
//! finding must be among what a flow-, context- and field-insensitive analysis holds possible ([`naive`]).
//! Programs come from a fixed seed; `CANDOR_ORACLE_CASES` asks for more of them, `CANDOR_ORACLE_SEED` for others.

mod c;
mod generate;
mod naive;
mod printed;
mod program;
mod python;
mod raw;
mod run;

use std::collections::BTreeSet;
use std::sync::{Arc, LazyLock};

use candor::detect::{self, Places, Texts};
use candor::link;
use candor::models::Catalogue;
use candor::report::model::{Finding, Place};
use candor::syntax::grammar::{self, Grammar};
use candor::{lower, taint};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use self::printed::Printed;
use self::program::{Dialect, SiteIx};
use self::raw::RawProgram;

/// Programs a language in an ordinary run of the tests.
const CASES: u32 = 150;

static CATALOGUE: LazyLock<Catalogue> =
    LazyLock::new(|| Catalogue::parse(grammar::catalogue_files()).unwrap_or_else(|error| panic!("{error}")));

type Pairs = BTreeSet<(SiteIx, SiteIx)>;

#[test]
fn python_flows_lie_between_the_bounds() {
    check(Dialect::Python);
}

#[test]
fn c_flows_lie_between_the_bounds() {
    check(Dialect::C);
}

fn check(dialect: Dialect) {
    let config = Config { cases: setting("CANDOR_ORACLE_CASES", CASES), failure_persistence: None, ..Config::default() };
    let seed = [setting("CANDOR_ORACLE_SEED", 1) as u8; 32];
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let outcome = runner.run(&raw::programs(), |raw| verdict(&raw, dialect).map_err(TestCaseError::fail));
    match outcome {
        Ok(()) => {}
        Err(TestError::Fail(reason, _)) => panic!("{reason}"),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

#[expect(clippy::disallowed_methods, reason = "longer runs are asked for from outside")]
fn setting(name: &str, default: u32) -> u32 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// Holds one program to both bounds; what is wrong, with the program's text.
fn verdict(raw: &RawProgram, dialect: Dialect) -> Result<(), String> {
    let program = generate::program(raw, dialect);
    let (printed, grammar) = match dialect {
        Dialect::Python => (python::print(&program), "python"),
        Dialect::C => (c::print(&program), "c"),
    };
    let (least, found, most) = (run::flows(&program), reported(&printed, grammar), naive::flows(&program));
    let spurious_bounds = describe(&printed, "bounds contradict each other", least.difference(&most));
    let missing = describe(&printed, "missing", least.difference(&found));
    let spurious = describe(&printed, "spurious", found.difference(&most));
    let wrong = [spurious_bounds, missing, spurious].concat();
    if wrong.is_empty() { Ok(()) } else { Err(format!("\n{}\n{}", wrong.join("\n"), printed.listing())) }
}

fn describe<'a>(printed: &Printed, what: &str, pairs: impl Iterator<Item = &'a (SiteIx, SiteIx)>) -> Vec<String> {
    let place = |lines: &std::collections::BTreeMap<printed::Line, SiteIx>, site: SiteIx| {
        let found = lines.iter().find(|&(_, &known)| known == site);
        found.map_or("?".to_owned(), |((path, line), _)| format!("{path}:{line}"))
    };
    let tell = |&(source, sink): &(SiteIx, SiteIx)| {
        format!("{what}: {} -> {}", place(&printed.sources, source), place(&printed.sinks, sink))
    };
    pairs.map(tell).collect()
}

/// The pairs of source and sink that the engine reports, variants included.
fn reported(printed: &Printed, grammar: &str) -> Pairs {
    let grammar = grammar::by_id(grammar).unwrap_or_else(|| panic!("no grammar {grammar}"));
    let places = findings(printed, grammar);
    let pairs = places.iter().flat_map(|finding| {
        let variants = finding.variants.iter().map(|variant| (&variant.source, &variant.sink));
        std::iter::once((&finding.source, &finding.sink)).chain(variants)
    });
    let line = |place: &Place| (place.path.clone(), place.line);
    pairs.filter_map(|(source, sink)| Some((*printed.sources.get(&line(source))?, *printed.sinks.get(&line(sink))?))).collect()
}

fn findings(printed: &Printed, grammar: &'static Grammar) -> Vec<Finding> {
    let facts = printed.files.iter().map(|(path, text)| {
        let mut parser = tree_sitter::Parser::new();
        parser.set_language(&grammar.language.into()).unwrap_or_else(|error| panic!("{error}"));
        let tree = parser.parse(text, None).unwrap_or_else(|| panic!("no tree"));
        assert!(!tree.root_node().has_error(), "the program is not well-formed:\n{}", printed.listing());
        (path.clone(), Arc::new(lower::lower_file(grammar, &tree, text.as_bytes())))
    });
    let program = link::link(facts.collect(), &CATALOGUE);
    let solution = taint::solve(&program, &CATALOGUE);
    let texts: Texts<'_> = printed.files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    detect::findings(&mut Places::new(&program, &texts), &solution)
}
