//! One row: its TOML form, checked and parsed.

use serde::Deserialize;

use super::{Capability, CapabilitySet, Port, SinkKind, SourceKind, Transform};

/// What a row speaks of.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Target {
    /// A dotted path (`requests.post`) or a C function name.
    Function(String),
    /// A method of a type, by the type's dotted path.
    Method {
        ty: String,
        name: String,
    },
    /// A method of any receiver whose type is unknown.
    AnyMethod(String),
    Attribute {
        ty: String,
        name: String,
    },
    AnyAttribute(String),
}

impl Target {
    /// The first part of the path, up to the first dot behind the last slash: the library that it belongs to. None for
    /// methods of unknown receivers.
    pub fn library(&self) -> Option<&str> {
        match self {
            Self::Function(path) | Self::Method { ty: path, .. } | Self::Attribute { ty: path, .. } => Some(library(path)),
            Self::AnyMethod(_) | Self::AnyAttribute(_) => None,
        }
    }
}

fn library(path: &str) -> &str {
    let start = path.rfind('/').map_or(0, |slash| slash + 1);
    let mut end = path[start..].find('.').map_or(path.len(), |dot| start + dot);
    // gopkg.in/yaml.v3
    let version = path[end..].strip_prefix(".v").map_or(0, |rest| rest.bytes().take_while(u8::is_ascii_digit).count());
    if start > 0 && version > 0 {
        end += 2 + version;
    }
    &path[..end]
}

/// The package that a path begins with: `requests.post` is of `requests`, `@scope/name.f` and `@scope/name/inside` of
/// `@scope/name`.
pub fn package_of(path: &str) -> &str {
    let from = if path.starts_with('@') { path.find('/').map_or(path.len(), |at| at + 1) } else { 0 };
    path[from..].find(['.', '/']).map_or(path, |at| &path[..from + at])
}

/// Holds at a call when the port's folded constant fits. An unknown constant fits `not`, never `is`.
#[derive(Clone, Debug)]
pub struct Condition {
    pub port: Port,
    /// Globs (`*`) of which one must match; `absent` matches a missing argument.
    pub is: Vec<String>,
    /// Globs of which none may match; `absent` as above.
    pub not: Vec<String>,
    /// The argument's type must be one of these.
    pub types: Vec<String>,
    /// The argument's type must not be one of these.
    pub types_not: Vec<String>,
}

#[derive(Clone, Debug)]
pub struct Source {
    pub port: Port,
    pub kind: SourceKind,
    /// What names the thing that is read; its own taint makes a `Derived` token.
    pub path: Option<Port>,
}

#[derive(Clone, Debug)]
pub struct Sink {
    pub port: Port,
    pub kind: SinkKind,
    /// What names the destination.
    pub endpoint: Option<Port>,
}

#[derive(Clone, Debug)]
pub struct Flow {
    pub from: Port,
    pub to: Port,
    pub transform: Option<Transform>,
}

#[derive(Clone, Debug)]
pub struct Alias {
    pub a: Port,
    pub b: Port,
}

/// The type of the returned value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Returns {
    Receiver,
    /// That of a positional argument: what wraps a way out is one.
    Arg(u8),
    Type(String),
}

/// Whether a text is what a condition asks for: `*` stands for any run of characters.
pub fn glob_matches(glob: &str, text: &str) -> bool {
    let mut parts = glob.split('*');
    let Some(mut rest) = text.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let mut last = None;
    for part in parts {
        if let Some(before) = last.replace(part) {
            let Some(at) = rest.find(before) else { return false };
            rest = &rest[at + before.len()..];
        }
    }
    last.map_or(rest.is_empty(), |last: &str| rest.ends_with(last))
}

/// What an invoked callback gets at one position.
#[derive(Clone, Debug)]
pub enum InvokeArg {
    /// Nothing of interest.
    None,
    /// Data of this kind appears here (libcurl's write callback).
    Source(SourceKind),
    Port(Port),
}

#[derive(Clone, Debug)]
pub struct Invoke {
    pub callee: Port,
    /// Call this method of the callee value instead of the value itself.
    pub method: Option<String>,
    pub args: Vec<InvokeArg>,
    /// Types of what the callback gets, by position; empty where none is known.
    pub types: Vec<String>,
    /// All elements of this port, spread from the first position on (`Thread(args=...)`).
    pub spread: Option<Port>,
    /// Where the callback's return value goes.
    pub result: Option<Port>,
    /// (callback parameter, port): what the callback writes through that parameter goes there.
    pub out: Vec<(u8, Port)>,
}

/// A checked row.
#[derive(Clone, Debug)]
pub struct Model {
    pub language: String,
    /// `file.toml#3`: the third row of that file.
    pub id: String,
    pub targets: Vec<Target>,
    pub when: Vec<Condition>,
    pub capabilities: CapabilitySet,
    pub sources: Vec<Source>,
    pub sinks: Vec<Sink>,
    pub flows: Vec<Flow>,
    pub aliases: Vec<Alias>,
    pub returns: Option<Returns>,
    /// What goes through stays the same objects: nothing reads them as a whole.
    pub moves: bool,
    pub invokes: Vec<Invoke>,
    /// Ports that name a network destination, for the inventory.
    pub endpoints: Vec<Port>,
    pub provenance: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawFile {
    #[serde(default)]
    pub(super) extends: Vec<RawExtends>,
    pub(super) model: Vec<toml::Spanned<RawModel>>,
}

/// Types of libraries and what they are derived from: rows of `base` hold for them, too.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawExtends {
    #[serde(rename = "type")]
    ty: String,
    base: String,
}

impl RawExtends {
    /// (derived type, base).
    pub(super) fn pairs(&self) -> impl Iterator<Item = (String, String)> {
        let split = |text: &str| text.split('|').flat_map(|ty| expand_braces(ty.trim())).collect::<Vec<_>>();
        let bases = split(&self.base);
        split(&self.ty).into_iter().flat_map(move |ty| bases.clone().into_iter().map(move |base| (ty.clone(), base)))
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawModel {
    #[serde(rename = "fn")]
    function: Option<String>,
    #[serde(rename = "type")]
    ty: Option<String>,
    method: Option<String>,
    attribute: Option<String>,
    #[serde(default)]
    capability: OneOrMany,
    #[serde(default)]
    when: Vec<RawCondition>,
    #[serde(default)]
    source: Vec<RawSource>,
    #[serde(default)]
    sink: Vec<RawSink>,
    #[serde(default)]
    flow: Vec<RawFlow>,
    #[serde(default)]
    alias: Vec<RawAlias>,
    returns: Option<String>,
    #[serde(default)]
    moves: bool,
    #[serde(default)]
    invoke: Vec<RawInvoke>,
    #[serde(default)]
    endpoint: OneOrMany,
    provenance: String,
}

#[derive(Deserialize, Default)]
#[serde(untagged)]
enum OneOrMany {
    #[default]
    Empty,
    One(String),
    Many(Vec<String>),
}

impl OneOrMany {
    fn items(&self) -> &[String] {
        match self {
            Self::Empty => &[],
            Self::One(item) => std::slice::from_ref(item),
            Self::Many(items) => items,
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawCondition {
    port: String,
    #[serde(default)]
    is: Vec<String>,
    #[serde(default)]
    not: Vec<String>,
    #[serde(default)]
    types: Vec<String>,
    #[serde(default)]
    types_not: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSource {
    port: String,
    kind: String,
    path: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawSink {
    port: String,
    kind: String,
    endpoint: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawFlow {
    from: String,
    to: String,
    transform: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawAlias {
    a: String,
    b: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawInvoke {
    callee: String,
    method: Option<String>,
    #[serde(default)]
    args: Vec<String>,
    #[serde(default)]
    types: Vec<String>,
    spread: Option<String>,
    result: Option<String>,
    #[serde(default)]
    out: std::collections::BTreeMap<String, String>,
}

impl RawModel {
    pub(super) fn check(&self, language: &str, id: String) -> Result<Model, String> {
        let optional = |text: &Option<String>| text.as_deref().map(Port::parse).transpose();
        let mut model = Model {
            language: language.to_owned(),
            id,
            targets: self.targets()?,
            when: Vec::new(),
            capabilities: CapabilitySet::EMPTY,
            sources: Vec::new(),
            sinks: Vec::new(),
            flows: Vec::new(),
            aliases: Vec::new(),
            returns: self.returns.as_deref().map(|text| match text {
                "receiver" => Returns::Receiver,
                _ => match text.strip_prefix("arg").and_then(|number| number.parse().ok()) {
                    Some(number) => Returns::Arg(number),
                    None => Returns::Type(text.to_owned()),
                },
            }),
            invokes: Vec::new(),
            moves: self.moves,
            endpoints: self.endpoint.items().iter().map(|port| Port::parse(port)).collect::<Result<_, _>>()?,
            provenance: self.provenance.clone(),
        };
        if self.provenance.trim().is_empty() {
            return Err("provenance is empty".to_owned());
        }
        for name in self.capability.items() {
            model.capabilities.insert(Capability::parse(name).ok_or_else(|| format!("unknown capability `{name}`"))?);
        }
        for raw in &self.when {
            model.when.push(Condition {
                port: Port::parse(&raw.port)?,
                is: raw.is.clone(),
                not: raw.not.clone(),
                types: raw.types.clone(),
                types_not: raw.types_not.clone(),
            });
        }
        for raw in &self.source {
            let kind = SourceKind::parse(&raw.kind).ok_or_else(|| format!("unknown source kind `{}`", raw.kind))?;
            model.sources.push(Source { port: Port::parse(&raw.port)?, kind, path: optional(&raw.path)? });
        }
        for raw in &self.sink {
            let kind = SinkKind::parse(&raw.kind).ok_or_else(|| format!("unknown sink kind `{}`", raw.kind))?;
            model.sinks.push(Sink { port: Port::parse(&raw.port)?, kind, endpoint: optional(&raw.endpoint)? });
        }
        for raw in &self.flow {
            let transform = match &raw.transform {
                None => None,
                Some(name) => Some(Transform::parse(name).ok_or_else(|| format!("unknown transform `{name}`"))?),
            };
            model.flows.push(Flow { from: Port::parse(&raw.from)?, to: Port::parse(&raw.to)?, transform });
        }
        for raw in &self.alias {
            model.aliases.push(Alias { a: Port::parse(&raw.a)?, b: Port::parse(&raw.b)? });
        }
        for raw in &self.invoke {
            model.invokes.push(raw.check()?);
        }
        Ok(model)
    }

    fn targets(&self) -> Result<Vec<Target>, String> {
        let names = |text: &String| text.split('|').map(|name| name.trim().to_owned()).collect::<Vec<_>>();
        Ok(match (&self.function, &self.ty, &self.method, &self.attribute) {
            (Some(function), None, None, None) => {
                function.split('|').flat_map(|name| expand_braces(name.trim())).map(Target::Function).collect()
            }
            (None, Some(types), Some(methods), None) => pairs(types, &names(methods), |ty, name| Target::Method { ty, name }),
            (None, Some(types), None, Some(attributes)) => {
                pairs(types, &names(attributes), |ty, name| Target::Attribute { ty, name })
            }
            (None, None, Some(methods), None) => names(methods).into_iter().map(Target::AnyMethod).collect(),
            (None, None, None, Some(attributes)) => names(attributes).into_iter().map(Target::AnyAttribute).collect(),
            _ => return Err("a row names `fn`, or `type` with `method` or `attribute`, or one of these alone".to_owned()),
        })
    }
}

impl RawInvoke {
    fn check(&self) -> Result<Invoke, String> {
        let args = self.args.iter().map(|text| parse_invoke_arg(text)).collect::<Result<_, _>>()?;
        let mut out = Vec::new();
        for (position, port) in &self.out {
            out.push((position.parse().map_err(|_| format!("bad callback parameter `{position}`"))?, Port::parse(port)?));
        }
        Ok(Invoke {
            callee: Port::parse(&self.callee)?,
            method: self.method.clone(),
            args,
            types: self.types.clone(),
            spread: self.spread.as_deref().map(Port::parse).transpose()?,
            result: self.result.as_deref().map(Port::parse).transpose()?,
            out,
        })
    }
}

fn parse_invoke_arg(text: &str) -> Result<InvokeArg, String> {
    match text.strip_prefix('@') {
        Some("none") => Ok(InvokeArg::None),
        Some(kind) => SourceKind::parse(kind).map(InvokeArg::Source).ok_or_else(|| format!("unknown source kind `{kind}`")),
        None => Port::parse(text).map(InvokeArg::Port),
    }
}

fn pairs(types: &str, names: &[String], make: impl Fn(String, String) -> Target) -> Vec<Target> {
    let types: Vec<_> = types.split('|').flat_map(|ty| expand_braces(ty.trim())).collect();
    types.iter().flat_map(|ty| names.iter().map(|name| make(ty.clone(), name.clone()))).collect()
}

/// `a.{b,c}.d` → `a.b.d`, `a.c.d`.
fn expand_braces(text: &str) -> Vec<String> {
    let (Some(open), Some(close)) = (text.find('{'), text.find('}')) else { return vec![text.to_owned()] };
    if close < open {
        return vec![text.to_owned()];
    }
    let tails = expand_braces(&text[close + 1..]);
    text[open + 1..close]
        .split(',')
        .flat_map(|choice| tails.iter().map(move |tail| format!("{}{}{tail}", &text[..open], choice.trim())))
        .collect()
}
