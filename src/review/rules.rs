//! The rules of a review as one value, and their identity: models, finding classes, grammars and lowering.

use crate::base::Digest;
use crate::detect::classes;
use crate::lower::lowering_digest;
use crate::models::{Catalogue, ModelError};
use crate::report::model::Ruleset;
use crate::syntax::grammar;

/// The models that are built in.
pub(super) fn catalogue() -> Result<Catalogue, ModelError> {
    Catalogue::parse(grammar::catalogue_files())
}

/// What the report says of the rules. Whoever has the same candor has the same.
pub fn identity() -> Ruleset {
    let models: Vec<Digest> = grammar::catalogue_files()
        .iter()
        .map(|(language, file, text)| Digest::of_parts(&[language.as_bytes(), file.as_bytes(), text.as_bytes()]))
        .collect();
    let lowering: Vec<Digest> = grammar::all().iter().map(lowering_digest).collect();
    let classes = [classes::digest()];
    let parts: Vec<&[u8]> = models.iter().chain(&lowering).chain(&classes).map(|digest| digest.0.as_slice()).collect();
    Ruleset { version: env!("CARGO_PKG_VERSION").to_owned(), digest: Digest::of_parts(&parts) }
}
