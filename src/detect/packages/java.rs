//! Maven: `pom.xml`. Properties of the same file are put in; what a parent elsewhere says is not known.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

use super::{Found, MAX_TEXT, wanted};

/// Elements in each other.
const MAX_DEPTH: usize = 64;
/// Elements whose text is kept.
const MAX_TEXTS: usize = 500_000;

/// One `dependency`, by the names of its parts.
type Parts = BTreeMap<String, String>;

/// What a file says, before anything is put together.
#[derive(Default)]
struct Pom {
    /// Texts of elements, by the path to them from below `project`: `parent/version`.
    project: BTreeMap<String, String>,
    asked: Vec<Parts>,
    /// Versions that apply to whatever is asked for without one.
    managed: Vec<Parts>,
}

pub(super) fn pom(text: &str) -> Result<Vec<Found>, String> {
    let pom = read(text)?;
    let value = |key: &str| pom.project.get(key).map(|text| filled(text, &pom.project));
    let part = |key: &str| value(key).or_else(|| value(&format!("parent/{key}")));
    let artifact = |group: Option<String>, name: &str, version: &str, development: bool| Found {
        namespace: group,
        ..wanted("maven", name, version, development)
    };
    let mut found = Vec::new();
    if let Some(name) = value("artifactId") {
        let version = part("version").filter(|version| !version.contains("${"));
        found.push(Found { own: true, version, ..artifact(part("groupId"), &name, "", false) });
    }
    if let Some(name) = value("parent/artifactId") {
        let version = value("parent/version").unwrap_or_default();
        found.push(artifact(value("parent/groupId"), &name, &version, false));
    }
    let of = |parts: &Parts, key: &str| parts.get(key).map(|text| filled(text, &pom.project));
    let managed: BTreeMap<_, String> = pom
        .managed
        .iter()
        .filter_map(|parts| Some(((of(parts, "groupId"), of(parts, "artifactId")), of(parts, "version")?)))
        .collect();
    for parts in &pom.asked {
        let (group, Some(name)) = (of(parts, "groupId"), of(parts, "artifactId")) else { continue };
        let known = || managed.get(&(group.clone(), Some(name.clone()))).cloned();
        let version = of(parts, "version").or_else(known).unwrap_or_default();
        let development = parts.get("scope").is_some_and(|scope| scope == "test" || scope == "provided");
        found.push(artifact(group, &name, &version, development));
    }
    Ok(found)
}

/// `${name}` by the properties and parts of the project; once, so that it ends.
fn filled(text: &str, project: &BTreeMap<String, String>) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, name, after)) =
        rest.split_once("${").and_then(|(before, tail)| tail.split_once('}').map(|(name, after)| (before, name, after)))
    {
        out.push_str(before);
        let key = name.strip_prefix("project.").or_else(|| name.strip_prefix("pom.")).unwrap_or(name);
        let parent = format!("parent/{key}");
        match [&format!("properties/{name}"), key, &parent].into_iter().find_map(|key| project.get(key)) {
            Some(value) => out.push_str(value),
            None => out.push_str(&format!("${{{name}}}")),
        }
        rest = after;
    }
    out.push_str(rest);
    out
}

fn read(text: &str) -> Result<Pom, String> {
    let mut reader = Reader::from_str(text);
    let mut pom = Pom::default();
    let (mut path, mut said, mut kept): (Vec<String>, String, usize) = (Vec::new(), String::new(), 0);
    loop {
        match reader.read_event().map_err(|error| error.to_string())? {
            Event::Start(start) => {
                if path.len() >= MAX_DEPTH {
                    return Err(format!("more than {MAX_DEPTH} elements in each other"));
                }
                path.push(start.local_name().as_ref().to_owned());
                said.clear();
                pom.begin(&path);
            }
            Event::End(_) => {
                kept += 1;
                if kept > MAX_TEXTS {
                    return Err(format!("more than {MAX_TEXTS} elements"));
                }
                pom.end(&path, said.trim());
                said.clear();
                path.pop();
            }
            Event::Text(text) => said.push_str(&text.xml10_content()),
            Event::CData(text) => said.push_str(&text.xml10_content()),
            Event::GeneralRef(name) => said.extend(name.resolve_char_ref().ok().flatten()),
            Event::Eof if path.is_empty() => break,
            Event::Eof => return Err("it ends within an element".to_owned()),
            // No entity of a document type is ever put in.
            Event::Empty(_) | Event::Comment(_) | Event::Decl(_) | Event::PI(_) | Event::DocType(_) => {}
        }
    }
    Ok(pom)
}

const ASKED: &str = "dependencies/dependency";
const MANAGED: &str = "dependencyManagement/dependencies/dependency";

impl Pom {
    fn begin(&mut self, path: &[String]) {
        match below(path).as_deref() {
            Some(ASKED) => self.asked.push(Parts::new()),
            Some(MANAGED) => self.managed.push(Parts::new()),
            _ => {}
        }
    }

    fn end(&mut self, path: &[String], text: &str) {
        let (Some(inner), Some((name, outer))) = (below(path), path.split_last()) else { return };
        // Kept short, so that a property that is put in a million times stays small.
        let text: String = text.chars().take(MAX_TEXT).collect();
        match below(outer).as_deref() {
            Some(ASKED) => drop(self.asked.last_mut().map(|parts| parts.insert(name.clone(), text))),
            Some(MANAGED) => drop(self.managed.last_mut().map(|parts| parts.insert(name.clone(), text))),
            Some("" | "parent" | "properties") => drop(self.project.insert(inner, text)),
            Some(_) | None => {}
        }
    }
}

/// The path below `project`.
fn below(path: &[String]) -> Option<String> {
    let (first, rest) = path.split_first()?;
    (first == "project").then(|| rest.join("/"))
}
