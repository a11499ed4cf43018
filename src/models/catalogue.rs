//! All rows of all languages, with look-ups by name.

use std::collections::BTreeMap;

use super::row::{Model, RawFile, Target};
use crate::base::Digest;

/// Index of a row in [`Catalogue::rows`].
pub type RowId = u32;

/// A model file that is not as it should be. Model files are ours or the auditor's, never the submission's.
#[derive(Debug, thiserror::Error)]
pub enum ModelError {
    #[error("{file}: {source}")]
    Toml { file: String, source: Box<toml::de::Error> },
    #[error("{file}:{line}: {reason}")]
    Row { file: String, line: usize, reason: String },
}

/// Every row, indexed by (language, target).
#[derive(Clone, Debug, Default)]
pub struct Catalogue {
    rows: Vec<Model>,
    index: BTreeMap<(String, Target), Vec<RowId>>,
    types: BTreeMap<String, std::collections::BTreeSet<String>>,
    /// By language: (derived type of a library, base), in file order.
    extends: BTreeMap<String, Vec<(String, String)>>,
    digest: Digest,
}

impl Catalogue {
    /// Reads (language, file name, text) in the order given.
    pub fn parse<'a>(files: impl IntoIterator<Item = (&'a str, &'a str, &'a str)>) -> Result<Self, ModelError> {
        let mut catalogue = Self::default();
        let mut parts: Vec<&[u8]> = Vec::new();
        for (language, file, text) in files {
            parts.extend([language.as_bytes(), file.as_bytes(), text.as_bytes()]);
            let raw: RawFile =
                toml::from_str(text).map_err(|source| ModelError::Toml { file: file.to_owned(), source: Box::new(source) })?;
            let pairs = raw.extends.iter().flat_map(super::row::RawExtends::pairs);
            catalogue.extends.entry(language.to_owned()).or_default().extend(pairs);
            for (number, row) in raw.model.iter().enumerate() {
                let model = row.get_ref().check(language, format!("{file}#{}", number + 1)).map_err(|reason| {
                    ModelError::Row { file: file.to_owned(), line: text[..row.span().start].matches('\n').count() + 1, reason }
                })?;
                catalogue.push(model);
            }
        }
        catalogue.digest = Digest::of_parts(&parts);
        Ok(catalogue)
    }

    fn push(&mut self, model: Model) {
        let id = self.rows.len() as RowId;
        for target in &model.targets {
            if let Target::Method { ty, .. } | Target::Attribute { ty, .. } = target {
                self.types.entry(model.language.clone()).or_default().insert(ty.clone());
            }
            self.index.entry((model.language.clone(), target.clone())).or_default().push(id);
        }
        if let Some(super::Returns::Type(ty)) = &model.returns {
            self.types.entry(model.language.clone()).or_default().insert(ty.trim_start_matches("[]").to_owned());
        }
        self.rows.push(model);
    }

    /// The same catalogue with some of its rows alone: what the deletion test runs on.
    pub fn only(&self, keep: impl Fn(RowId, &Model) -> bool) -> Self {
        let mut rest = Self { digest: self.digest, extends: self.extends.clone(), ..Self::default() };
        for (id, model) in self.rows.iter().enumerate() {
            if keep(id as RowId, model) {
                rest.push(model.clone());
            }
        }
        rest
    }

    pub fn rows(&self) -> &[Model] {
        &self.rows
    }

    pub fn row(&self, id: RowId) -> &Model {
        &self.rows[id as usize]
    }

    /// Rows for exactly this target, in file order.
    pub fn find(&self, language: &str, target: &Target) -> &[RowId] {
        self.index.get(&(language.to_owned(), target.clone())).map_or(&[], Vec::as_slice)
    }

    /// (derived type, base) of the libraries of a language, in file order.
    pub fn extends(&self, language: &str) -> &[(String, String)] {
        self.extends.get(language).map_or(&[], Vec::as_slice)
    }

    /// True when some row speaks of members of this type, or returns it.
    pub fn knows_type(&self, language: &str, ty: &str) -> bool {
        self.types.get(language).is_some_and(|types| types.contains(ty))
    }

    /// Digest of all model files: the rule set's identity.
    pub fn digest(&self) -> Digest {
        self.digest
    }
}

#[cfg(test)]
mod tests {
    use super::super::Target;
    use super::Catalogue;

    const TEXT: &str = r#"
[[model]]
fn = "requests.{get,post}|urllib3.request"
capability = "NETWORK"
sink = [{ port = "kw:data|arg1", kind = "egress.http", endpoint = "arg0" }]
returns = "requests.Response"
provenance = "test"
[[model]]
type = "requests.Session"
method = "get|post"
provenance = "test"
[[extends]]
type = "requests.{Session,Other}|x.Session"
base = "requests.Base"
"#;

    #[test]
    fn rows_are_found_by_name() {
        let catalogue = Catalogue::parse([("python", "t.toml", TEXT)]).unwrap();
        assert_eq!(catalogue.find("python", &Target::Function("requests.post".into())), [0]);
        assert_eq!(catalogue.find("python", &Target::Method { ty: "requests.Session".into(), name: "get".into() }), [1]);
        assert_eq!(catalogue.find("python", &Target::Function("urllib3.request".into())), [0]);
        assert!(catalogue.find("c", &Target::Function("requests.post".into())).is_empty());
        assert!(catalogue.knows_type("python", "requests.Response"));
        let derived: Vec<_> = catalogue.extends("python").iter().map(|(ty, base)| (ty.as_str(), base.as_str())).collect();
        let base = "requests.Base";
        assert_eq!(derived, [("requests.Session", base), ("requests.Other", base), ("x.Session", base)]);
        assert!(catalogue.only(|id, _| id != 0).find("python", &Target::Function("requests.get".into())).is_empty());
    }

    #[test]
    fn errors_name_the_line() {
        let error =
            Catalogue::parse([("python", "t.toml", "\n[[model]]\nfn = \"x\"\ncapability = \"FLY\"\nprovenance = \"t\"\n")]);
        assert!(error.unwrap_err().to_string().starts_with("t.toml:2: unknown capability"));
    }
}
