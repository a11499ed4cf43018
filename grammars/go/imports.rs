//! The package clause and the imports of Go.

use rustc_hash::FxHashSet;

use crate::ir::{Callee, Import, Op, Selector, Symbol};
use crate::lower::file::FileBuilder;
use crate::lower::machine::Lowerer;
use crate::lower::outline::Node;
use crate::lower::roles::Part;

/// What is declared next to each other in a directory belongs together if it names the same package.
pub(super) fn package<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    if let Some(name) = lowerer.only_child(node) {
        let name = lowerer.symbol(name);
        lowerer.file.package.get_or_insert(name);
    }
}

pub(super) fn import<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let Some(path) = lowerer.part(node, Part::Module) else { return };
    let text = String::from_utf8_lossy(lowerer.bytes(path)).trim_matches(['"', '`']).to_owned();
    let module = lowerer.file.strings.intern(&text);
    let alias = lowerer.part(node, Part::Bind).map(|alias| lowerer.bytes(alias));
    let bound = match alias {
        Some(b"." | b"_") => None,
        Some(_) => lowerer.part(node, Part::Bind).map(|alias| lowerer.symbol(alias)),
        None => Some(lowerer.file.strings.intern(package_name(&text))),
    };
    let star = alias == Some(b".");
    let span = lowerer.span(node);
    let import = Import { module, level: u8::from(alias.is_none()), name: None, bound, star, scope: None, span };
    lowerer.file.imports.push(import);
}

/// What a package is most likely called: the last part of its path that is no version, without what only says that
/// it is Go.
fn package_name(path: &str) -> &str {
    let mut parts = path.rsplit('/').filter(|part| !is_version(part));
    let last = parts.next().unwrap_or(path);
    let last = match last.rsplit_once('.') {
        Some((stem, suffix)) if is_version(suffix) || suffix == "go" => stem,
        _ => last,
    };
    let last = last.strip_prefix("go-").unwrap_or(last);
    let last = last.strip_suffix("-go").or_else(|| last.strip_suffix("-golang")).unwrap_or(last);
    last.rsplit('-').next().unwrap_or(last)
}

fn is_version(part: &str) -> bool {
    part.strip_prefix('v').is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// Every import of Go is used: one whose guessed name is not bears the name that nothing else explains.
pub(super) fn after_file(file: &mut FileBuilder) {
    let used = used_names(file);
    let names: FxHashSet<Symbol> = used.iter().copied().collect();
    let guessed = |import: &&mut Import| import.level == 1 && import.bound.is_some_and(|bound| !names.contains(&bound));
    let bound: FxHashSet<Symbol> = file.imports.iter().filter_map(|import| import.bound).collect();
    let mut free: Vec<Symbol> = used.into_iter().filter(|name| !bound.contains(name) && !file.is_global(*name)).collect();
    let declared: FxHashSet<Symbol> =
        file.functions.iter().map(|function| function.name).chain(file.types.iter().map(|ty| ty.name)).collect();
    free.retain(|name| !declared.contains(name));
    free.dedup();
    let mut unused: Vec<&mut Import> = file.imports.iter_mut().filter(guessed).collect();
    let alone = unused.len() == 1 && free.len() == 1;
    for import in &mut unused {
        let path = letters(file.strings.text(import.module));
        let fits = |name: &&Symbol| alone || path.contains(&letters(file.strings.text(**name)));
        let best = free.iter().filter(fits).max_by_key(|name| file.strings.text(**name).len());
        if let Some(&name) = best {
            import.bound = Some(name);
            free.retain(|other| *other != name);
        }
    }
    for import in &mut file.imports {
        import.level = 0;
    }
}

fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Names that stand before a dot, as values or in types, in order of first use.
fn used_names(file: &FileBuilder) -> Vec<Symbol> {
    let mut seen = FxHashSet::default();
    let mut used = Vec::new();
    let mut note = |name: Symbol| {
        if seen.insert(name) {
            used.push(name);
        }
    };
    let mut types: Vec<Symbol> = Vec::new();
    for function in &file.functions {
        let named = |value: u32| match function.ops[value as usize] {
            Op::Name(name) => Some(name),
            _ => None,
        };
        for op in &function.ops {
            match *op {
                Op::Get(base, Selector::Field(_)) | Op::Set(base, Selector::Field(_), _) => {
                    named(base).into_iter().for_each(&mut note)
                }
                Op::Storage(ty) | Op::Cast(_, ty) => types.push(ty),
                _ => {}
            }
        }
        for site in &function.calls {
            if let Callee::Method { receiver, .. } = site.callee {
                named(receiver).into_iter().for_each(&mut note);
            }
        }
        types.extend(function.params.iter().filter_map(|param| param.declared).chain(function.returns));
    }
    for decl in &file.types {
        types.extend(decl.fields.iter().filter_map(|field| field.1).chain(decl.bases.iter().copied()));
    }
    for ty in types {
        for part in file.strings.text(ty).split(',') {
            if let Some((package, _)) = part.split_once('.')
                && let Some(name) = file.strings.find(package.as_bytes())
            {
                note(name);
            }
        }
    }
    used
}

#[cfg(test)]
mod tests {
    use super::package_name;

    #[test]
    fn names_of_packages_are_guessed_from_their_paths() {
        for (path, name) in [
            ("os", "os"),
            ("net/http", "http"),
            ("gopkg.in/yaml.v3", "yaml"),
            ("github.com/golang-jwt/jwt/v5", "jwt"),
            ("github.com/hashicorp/go-multierror", "multierror"),
            ("github.com/aws/aws-sdk-go/service/s3", "s3"),
            ("github.com/nats-io/nats.go", "nats"),
            ("v2", "v2"),
        ] {
            assert_eq!(package_name(path), name, "{path}");
        }
    }
}
