//! Calls of C and C++, by name → how many of them are of functions that cannot be told how much room there is.

use std::collections::BTreeMap;

use super::{TABLES, most_first, ratio};
use crate::ir::{CallSite, Callee, FileFacts, Function, Op};
use crate::link::{FnId, Program};
use crate::report::model::{Part, Ratio};

/// What was counted in one language.
#[derive(Default)]
struct Counted<'a> {
    all: u64,
    /// By name, of the families alone.
    of: BTreeMap<&'a str, u64>,
}

/// One ratio for all unsafe functions and one for each family, for each language that has calls.
pub(super) fn ratios(program: &Program) -> Vec<Ratio> {
    let mut ratios = Vec::new();
    for (language, counted) in count(program) {
        let parts = |names: &[String]| -> Vec<Part> {
            let count = |name: &String| counted.of.get(name.as_str()).map(|&count| Part { name: name.clone(), count });
            names.iter().filter_map(count).collect()
        };
        let sum = |parts: &[Part]| parts.iter().map(|part| part.count).sum::<u64>();
        let mut all = Vec::new();
        for family in &TABLES.family {
            let (weak, safe) = (parts(&family.weak), sum(&parts(&family.safe)));
            all.extend(weak.iter().cloned());
            if sum(&weak) + safe > 0 {
                let mut one = ratio("unsafe-family", sum(&weak), sum(&weak) + safe, weak);
                one.id = format!("unsafe-{}", family.id);
                one.definition = format!("{}. {}", family.title, one.definition);
                ratios.push(Ratio { language: Some(language.to_owned()), ..one });
            }
        }
        let whole = ratio("unsafe-calls", sum(&all), counted.all, Vec::new());
        ratios.push(Ratio { language: Some(language.to_owned()), parts: most_first(all), ..whole });
    }
    ratios
}

fn count(program: &Program) -> BTreeMap<&str, Counted<'static>> {
    let families = || TABLES.family.iter().flat_map(|family| family.weak.iter().chain(&family.safe));
    let known: BTreeMap<&str, &'static str> = families().map(|name| (name.as_str(), name.as_str())).collect();
    let mut languages: BTreeMap<&str, Counted<'static>> = BTreeMap::new();
    for id in 0..program.functions.len() as FnId {
        let facts = program.facts(id);
        if !matches!(facts.language.as_str(), "c" | "cpp") {
            continue;
        }
        let function = program.function(id);
        let counted = languages.entry(&facts.language).or_default();
        counted.all += function.calls.len() as u64;
        for site in &function.calls {
            if let Some(&name) = called(facts, function, site).and_then(|name| known.get(name)) {
                *counted.of.entry(name).or_default() += 1;
            }
        }
    }
    languages.retain(|_, counted| counted.all > 0);
    languages
}

/// The name of the function that a call names, without its namespace; methods of objects are none of these.
fn called<'f>(facts: &'f FileFacts, function: &Function, site: &CallSite) -> Option<&'f str> {
    let Callee::Value(value) = site.callee else { return None };
    let Op::Name(symbol) = *function.ops.get(value as usize)? else { return None };
    facts.text(symbol).rsplit(['.', ':']).next()
}
