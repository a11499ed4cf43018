//! The model catalogue → the names that signs are told by: functions that act on files, processes and the network.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use super::homoglyph::alike;
use crate::models::{Capability, Catalogue, Model, Target};
use crate::syntax::{Lexicon, grammar};

/// A method's name says what it does only when it is long enough to be seldom another's.
const LONG_NAME: usize = 8;

/// Names of library functions, made once for a review.
#[derive(Debug, Default)]
pub struct Vocabulary {
    /// Functions of C that have an effect.
    functions: BTreeSet<String>,
    /// By language: names of ways out.
    exits: BTreeMap<&'static str, Option<Lexicon>>,
    /// What names of C, and the last parts of names of other languages, look like.
    alike: FxHashSet<String>,
}

impl Vocabulary {
    pub fn of(catalogue: &Catalogue) -> Self {
        let mut vocabulary = Self::default();
        let mut exits: BTreeMap<&'static str, BTreeSet<String>> = BTreeMap::new();
        for model in catalogue.rows() {
            let leaves = leaves(model);
            for target in &model.targets {
                if let (Target::Function(name), "c", true) = (target, model.language.as_str(), acts(model)) {
                    vocabulary.functions.insert(name.clone());
                }
                if let Some(last) = last_part(target) {
                    vocabulary.alike.insert(alike(last));
                }
                for language in speakers(&model.language).filter(|_| leaves) {
                    exits.entry(language).or_default().extend(written(target));
                }
            }
        }
        // Names that are too many for an automaton are megabytes of models: none are then looked for.
        vocabulary.exits = exits.into_iter().map(|(language, names)| (language, Lexicon::new(names).ok())).collect();
        vocabulary
    }

    /// Whether C has a library function of this name that has an effect.
    pub(super) fn is_function(&self, name: &str) -> bool {
        self.functions.contains(name)
    }

    /// The ways out that code of this language could name.
    pub(super) fn exits(&self, language: &str) -> Option<&Lexicon> {
        self.exits.get(language)?.as_ref()
    }

    /// Whether a library has a name that looks like this.
    pub(super) fn looks_like(&self, alike: &str) -> bool {
        self.alike.contains(alike)
    }
}

/// The languages whose code can call what is modelled for `language`.
fn speakers(language: &str) -> impl Iterator<Item = &'static str> {
    grammar::all()
        .iter()
        .filter(move |grammar| grammar.id == language || grammar.inherits.contains(&language))
        .map(|grammar| grammar.id)
}

/// Whether it does more than to move data.
fn acts(model: &Model) -> bool {
    !model.capabilities.is_empty() || !model.sinks.is_empty() || !model.sources.is_empty()
}

fn leaves(model: &Model) -> bool {
    model.sinks.iter().any(|sink| sink.kind.is_egress() || sink.kind.is_execution())
        || model.capabilities.contains(Capability::Network)
}

fn last_part(target: &Target) -> Option<&str> {
    let name = match target {
        Target::Function(path) => path.rsplit(['.', '/', ':']).next()?,
        Target::Method { name, .. } | Target::AnyMethod(name) => name,
        Target::Attribute { .. } | Target::AnyAttribute(_) => return None,
    };
    (name.len() >= 3 && name.is_ascii()).then_some(name)
}

/// How code writes it: a function with the module that it is of, a method behind its dot.
fn written(target: &Target) -> Option<String> {
    match target {
        Target::Function(path) => {
            let path = path.rsplit('/').next().unwrap_or(path);
            let from = path.rmatch_indices('.').nth(1).map_or(0, |(dot, _)| dot + 1);
            Some(path[from..].to_owned())
        }
        Target::Method { name, .. } | Target::AnyMethod(name) if name.len() >= LONG_NAME => Some(format!(".{name}")),
        Target::Method { .. } | Target::AnyMethod(_) | Target::Attribute { .. } | Target::AnyAttribute(_) => None,
    }
}
