//! The rules of a review as one value, and their identity: models, finding classes, grammars and lowering. A set
//! of another time can stand in for the built-in one, as far as it is data: grammars and lowering are this program's.

use crate::base::Digest;
use crate::base::json::JsonError;
use crate::detect::classes;
use crate::lower::lowering_digest;
use crate::models::set::{Lowering, ModelFile, SCHEMA};
use crate::models::{Catalogue, ModelError, RuleSet};
use crate::report::model::Ruleset;
use crate::syntax::grammar;

/// Why rules cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum RulesError {
    #[error("not a rule set: {0}")]
    Form(#[from] JsonError),
    #[error("the rules do not have the digest that they name")]
    Digest,
    #[error("the rules belong to another way of reading {0}")]
    Lowering(String),
    #[error("the rules are damaged: {0}")]
    Models(#[from] ModelError),
    #[error("the rules are damaged: {0}")]
    Classes(String),
    #[error("other rules are in use already")]
    InUse,
}

impl RulesError {
    /// What to do next.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Form(_) | Self::Digest => Some("`candor rules export`, of the candor that made the report, writes its rules"),
            Self::Lowering(_) => Some("run the candor that made the report: its version stands in the statement"),
            Self::Models(_) | Self::Classes(_) | Self::InUse => None,
        }
    }
}

/// The models in use.
pub(super) fn catalogue() -> Result<Catalogue, ModelError> {
    Catalogue::parse(grammar::catalogue_files())
}

/// What the report says of the rules in use. Whoever has the same candor has the same.
pub fn identity() -> Ruleset {
    let version = RuleSet::in_use().map_or(env!("CARGO_PKG_VERSION"), |set| &set.version);
    let digest = digest(grammar::catalogue_files().into_iter(), classes::digest());
    Ruleset { version: version.to_owned(), digest }
}

/// The rules in use, to be written down.
pub fn export() -> RuleSet {
    let Ruleset { version, digest } = identity();
    let model = |(language, file, text): (&str, &str, &str)| ModelFile {
        language: language.to_owned(),
        file: file.to_owned(),
        text: text.to_owned(),
    };
    RuleSet {
        schema: SCHEMA.to_owned(),
        version,
        digest,
        lowering: lowering(),
        classes: classes::source().to_owned(),
        models: grammar::catalogue_files().into_iter().map(model).collect(),
    }
}

/// Reads rules that were written down, and holds them to everything that the built-in ones hold to.
pub fn read(bytes: &[u8]) -> Result<RuleSet, RulesError> {
    let set = RuleSet::parse(bytes)?;
    if digest(set.files(), Digest::of(set.classes.as_bytes())) != set.digest && set.lowering == lowering() {
        return Err(RulesError::Digest);
    }
    let ours = lowering();
    let other: Vec<_> = set.lowering.iter().filter(|one| !ours.contains(one)).map(|one| one.language.as_str()).collect();
    if !other.is_empty() || set.lowering.len() != ours.len() {
        return Err(RulesError::Lowering(if other.is_empty() { "languages".to_owned() } else { other.join(", ") }));
    }
    Catalogue::parse(set.files())?;
    classes::check(&set.classes).map_err(RulesError::Classes)?;
    Ok(set)
}

/// Uses rules that were [`read`] in place of the built-in ones, for the whole process and the workers that it starts.
pub fn install(set: RuleSet) -> Result<(), RulesError> {
    if set.digest == identity().digest || set.install() { Ok(()) } else { Err(RulesError::InUse) }
}

fn lowering() -> Vec<Lowering> {
    let of = |grammar: &grammar::Grammar| Lowering { language: grammar.id.to_owned(), digest: lowering_digest(grammar) };
    grammar::all().iter().map(of).collect()
}

fn digest<'a>(models: impl Iterator<Item = (&'a str, &'a str, &'a str)>, classes: Digest) -> Digest {
    let models = models.map(|(language, file, text)| Digest::of_parts(&[language.as_bytes(), file.as_bytes(), text.as_bytes()]));
    let lowering = grammar::all().iter().map(lowering_digest);
    let parts: Vec<Digest> = models.chain(lowering).chain([classes]).collect();
    Digest::of_parts(&parts.iter().map(|digest| digest.0.as_slice()).collect::<Vec<_>>())
}
