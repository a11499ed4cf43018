//! The oracle: the engine against two naive readings of generated programs.
//!
//! A program of a little language ([`program`]) is printed as Python or C and analysed as any submission is.
//! Every flow that some run of it really shows ([`run`]) must be among the findings; every
//! finding must be among what a flow-, context- and field-insensitive analysis holds possible ([`naive`]).
//! Programs come from a fixed seed; `CANDOR_ORACLE_CASES` asks for more of them, `CANDOR_ORACLE_SEED` for others.

mod body;
mod c;
mod draw;
mod gaps;
mod generate;
mod naive;
mod printed;
mod program;
mod python;
mod raw;
mod run;
mod shrink;

use std::cell::Cell;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use candor::detect::{self, Places, Texts};
use candor::link;
use candor::models::Catalogue;
use candor::report::model::Finding;
use candor::syntax::grammar::{self, Grammar};
use candor::{lower, taint};
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};

use self::printed::Printed;
use self::program::{Dialect, Program, SiteIx};

/// Programs a language in an ordinary run of the tests.
const CASES: u32 = 300;

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
    let cases = setting("CANDOR_ORACLE_CASES", CASES);
    let seed = [setting("CANDOR_ORACLE_SEED", 1) as u8; 32];
    // Failures are made smaller as programs, not as bytes.
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 0, ..Config::default() };
    let mut runner = TestRunner::new_with_rng(config, TestRng::from_seed(RngAlgorithm::ChaCha, &seed));
    let (least, found, most) = (Cell::new(0), Cell::new(0), Cell::new(0));
    let outcome = runner.run(&raw::programs(), |raw| {
        let flows = Flows::of(&generate::program(&raw, dialect));
        for (total, pairs) in [(&least, &flows.least), (&found, &flows.found), (&most, &flows.most)] {
            total.set(total.get() + pairs.len());
        }
        if flows.wrong().is_empty() { Ok(()) } else { Err(TestCaseError::fail("outside of the bounds")) }
    });
    let (least, found, most) = (least.get(), found.get(), most.get());
    match outcome {
        Ok(()) => {
            eprintln!("{cases} programs in {dialect:?}: {least} flows seen, {found} found, {most} possible");
            assert!(2 * least > cases as usize && found < most, "the programs say too little");
        }
        Err(TestError::Fail(_, raw)) => panic!("{}", explain(generate::program(&raw, dialect))),
        Err(TestError::Abort(reason)) => panic!("{reason}"),
    }
}

#[expect(clippy::disallowed_methods, reason = "longer runs are asked for from outside")]
fn setting(name: &str, default: u32) -> u32 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(default)
}

/// What the two readings and the engine say of one program.
struct Flows {
    printed: Printed,
    least: Pairs,
    found: Pairs,
    most: Pairs,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
enum Wrong {
    /// A run shows a flow that the engine does not report.
    Missing,
    /// The engine reports what cannot be.
    Spurious,
    /// The oracle itself is wrong: a run shows what cannot be.
    Impossible,
}

impl Flows {
    fn of(program: &Program) -> Self {
        let (printed, grammar) = match program.dialect {
            Dialect::Python => (python::print(program), "python"),
            Dialect::C => (c::print(program), "c"),
        };
        Self { least: run::flows(program), found: reported(&printed, grammar), most: naive::flows(program), printed }
    }

    fn wrong(&self) -> BTreeSet<(Wrong, SiteIx, SiteIx)> {
        let pairs = [
            (Wrong::Missing, self.least.difference(&self.found)),
            (Wrong::Spurious, self.found.difference(&self.most)),
            (Wrong::Impossible, self.least.difference(&self.most)),
        ];
        pairs.into_iter().flat_map(|(wrong, pairs)| pairs.map(move |&(source, sink)| (wrong, source, sink))).collect()
    }
}

/// What is wrong with the smallest program that is wrong in the same way, and its text.
fn explain(program: Program) -> String {
    let first = |program: &Program| Flows::of(program).wrong().first().map(|&(wrong, ..)| wrong);
    let kind = first(&program);
    let flows = Flows::of(&shrink::smallest(program, |smaller| first(smaller) == kind));
    let place = |lines: &BTreeMap<printed::Line, SiteIx>, site: SiteIx| {
        let found = lines.iter().find(|&(_, &known)| known == site);
        found.map_or("?".to_owned(), |((path, line), _)| format!("{path}:{line}"))
    };
    let mut text = String::new();
    for (wrong, source, sink) in flows.wrong() {
        let (source, sink) = (place(&flows.printed.sources, source), place(&flows.printed.sinks, sink));
        text.push_str(&format!("\n{wrong:?}: {source} -> {sink}"));
    }
    format!("{text}\n{}", flows.printed.listing())
}

/// The pairs of source and sink that the engine reports, variants included.
fn reported(printed: &Printed, grammar: &str) -> Pairs {
    let grammar = grammar::by_id(grammar).unwrap_or_else(|| panic!("no grammar {grammar}"));
    let places = findings(printed, grammar);
    let line = |(path, line): (&str, u32)| (path.to_owned(), line);
    let pairs = places.iter().flat_map(Finding::ways);
    pairs.filter_map(|[source, sink]| Some((*printed.sources.get(&line(source))?, *printed.sinks.get(&line(sink))?))).collect()
}

fn findings(printed: &Printed, grammar: &'static Grammar) -> Vec<Finding> {
    let facts = printed.files.iter().map(|(path, text)| {
        let mut parser = tree_sitter::Parser::new();
        parser.set_language(&grammar.language.into()).unwrap_or_else(|error| panic!("{error}"));
        let tree = parser.parse(text, None).unwrap_or_else(|| panic!("no tree"));
        assert!(!tree.root_node().has_error(), "the program is not well-formed:\n{}", printed.listing());
        (path.clone(), Arc::new(lower::lower_file(grammar, &tree, text.as_bytes())))
    });
    let program = link::link(facts.collect(), &[], &CATALOGUE);
    let solution = taint::solve(&program, &CATALOGUE, &detect::wanted);
    let texts: Texts<'_> = printed.files.iter().map(|(path, text)| (path.as_str(), text.as_bytes())).collect();
    detect::findings(&mut Places::new(&program, &texts, false), &solution).0
}
