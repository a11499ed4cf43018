//! Ports: which part of a call a model entry speaks of.

/// Where a port starts.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord)]
pub enum Anchor {
    Return,
    Receiver,
    /// A positional argument, the receiver not counted.
    Arg(u8),
    /// That positional argument and all later ones.
    ArgFrom(u8),
    /// Every argument, keywords too.
    AllArgs,
    /// `kw:*`: every keyword argument.
    AllKeywords,
    /// `@env[NAME]` and the like: no part of the call, but a medium that other code reads.
    Channel(Medium),
}

/// A medium through which programs and their parts hand on data.
#[derive(Clone, Copy, PartialEq, Eq, Debug, PartialOrd, Ord, Hash)]
pub enum Medium {
    /// The file of a name that is constant. No port: `@file` of that name is it.
    File,
    /// Arguments and standard input of a program that is started. No port: what a program is started with goes there, and
    /// sources of the kind `INPUT` read it.
    Input,
    /// `@stdout`: what a program prints; whoever started it reads it as `COMMAND_OUTPUT`.
    Output,
    /// `@env[NAME]`: a variable of the environment.
    Environment,
    /// `@clipboard`.
    Clipboard,
    /// `@queue[NAME]`: a queue, topic or named pipe.
    Queue,
    /// `@store[NAME]`: an entry of a database or another store that the submission's programs share.
    Store,
}

impl Medium {
    fn parse(name: &str) -> Option<Self> {
        match name {
            "stdout" => Some(Self::Output),
            "env" => Some(Self::Environment),
            "clipboard" => Some(Self::Clipboard),
            "queue" => Some(Self::Queue),
            "store" => Some(Self::Store),
            _ => None,
        }
    }

    /// Told apart by a name; without one it is not known to be the same.
    pub fn has_key(self) -> bool {
        matches!(self, Self::File | Self::Environment | Self::Queue | Self::Store)
    }
}

/// One alternative of a port.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PortPath {
    /// `Err(name)` is a keyword argument.
    pub anchor: Result<Anchor, String>,
    pub path: Vec<PortStep>,
}

/// A step of a port's access path.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PortStep {
    /// `.name`, pseudo-fields `.@name` included.
    Field(String),
    /// `[KEY]`, `["key"]`.
    Key(String),
    /// `[<arg1>]`: the folded constant (string, integer, or unresolved name) of that argument.
    KeyOf(u8),
    /// `[3]`.
    Index(u8),
    /// `[*]`.
    Element,
    /// `.*`: whatever path follows.
    Any,
}

/// A port: all its alternatives that a call has.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Port(pub Vec<PortPath>);

impl Port {
    /// Parses the grammar in [`crate::models`]'s documentation.
    pub fn parse(text: &str) -> Result<Self, String> {
        split_alternatives(text).into_iter().map(parse_path).collect::<Result<Vec<_>, _>>().map(Self)
    }

    /// Some alternative means what a stream holds.
    pub fn is_stream(&self) -> bool {
        let content = |step: &PortStep| matches!(step, PortStep::Field(name) if name == "@content");
        self.0.iter().any(|place| place.path.iter().any(content))
    }
}

/// Splits at `|` outside brackets; `arg0[A|B].x` becomes `arg0[A].x`, `arg0[B].x`.
fn split_alternatives(text: &str) -> Vec<String> {
    let mut parts = vec![String::new()];
    let mut depth = 0u32;
    for character in text.chars() {
        match character {
            '[' => depth += 1,
            ']' => depth = depth.saturating_sub(1),
            '|' if depth == 0 => {
                parts.push(String::new());
                continue;
            }
            _ => {}
        }
        if let Some(last) = parts.last_mut() {
            last.push(character);
        }
    }
    parts.iter().flat_map(|part| expand_keys(part.trim())).collect()
}

fn expand_keys(text: &str) -> Vec<String> {
    let Some(open) = text.find('[') else { return vec![text.to_owned()] };
    let Some(close) = text[open..].find(']').map(|at| at + open) else { return vec![text.to_owned()] };
    let tails = expand_keys(&text[close + 1..]);
    let head = &text[..open];
    text[open + 1..close]
        .split('|')
        .flat_map(|key| tails.iter().map(move |tail| format!("{head}[{}]{tail}", key.trim())))
        .collect()
}

fn parse_path(text: String) -> Result<PortPath, String> {
    let bad = || format!("bad port `{text}`");
    let split = if text.starts_with("kw:") {
        text.char_indices().find(|&(at, c)| at > 3 && (c == '.' || c == '[')).map_or(text.len(), |(at, _)| at)
    } else if let Some(at) = text.find("..").filter(|_| text.starts_with("arg")) {
        at + 2
    } else {
        text.find(['.', '[']).unwrap_or(text.len())
    };
    let (head, tail) = text.split_at(split);
    let anchor = match head {
        "return" => Ok(Anchor::Return),
        "receiver" => Ok(Anchor::Receiver),
        "arg*" => Ok(Anchor::AllArgs),
        "kw:*" => Ok(Anchor::AllKeywords),
        _ => match head.strip_prefix("kw:") {
            Some(name) => Err(name.to_owned()),
            None if head.starts_with('@') => Ok(Anchor::Channel(Medium::parse(&head[1..]).ok_or_else(bad)?)),
            None => {
                let number = head.strip_prefix("arg").ok_or_else(bad)?;
                match number.strip_suffix("..") {
                    Some(number) => Ok(Anchor::ArgFrom(number.parse().map_err(|_| bad())?)),
                    None => Ok(Anchor::Arg(number.parse().map_err(|_| bad())?)),
                }
            }
        },
    };
    Ok(PortPath { anchor, path: parse_steps(tail).ok_or_else(bad)? })
}

fn parse_steps(mut text: &str) -> Option<Vec<PortStep>> {
    let mut steps = Vec::new();
    while !text.is_empty() {
        if let Some(rest) = text.strip_prefix('[') {
            let close = rest.find(']')?;
            let key = &rest[..close];
            steps.push(match key {
                "*" => PortStep::Element,
                _ if key.starts_with("<arg") => PortStep::KeyOf(key[4..].strip_suffix('>')?.parse().ok()?),
                _ => match key.parse::<u8>() {
                    Ok(index) if index < 8 => PortStep::Index(index),
                    _ => PortStep::Key(key.trim_matches('"').to_owned()),
                },
            });
            text = &rest[close + 1..];
        } else {
            let rest = text.strip_prefix('.')?;
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            steps.push(match &rest[..end] {
                "" => return None,
                "*" => PortStep::Any,
                name => PortStep::Field(name.to_owned()),
            });
            text = &rest[end..];
        }
    }
    Some(steps)
}

#[cfg(test)]
mod tests {
    use super::{Anchor, Medium, Port, PortStep};

    #[test]
    fn ports_parse() {
        let port = Port::parse("arg0[A|B].@body|kw:data|arg2..|return").unwrap();
        assert_eq!(port.0.len(), 5);
        assert_eq!(port.0[0].path, [PortStep::Key("A".into()), PortStep::Field("@body".into())]);
        assert_eq!(port.0[2].anchor, Err("data".into()));
        assert_eq!(port.0[3].anchor, Ok(Anchor::ArgFrom(2)));
        let channel = Port::parse("@env[<arg0>]").unwrap();
        assert_eq!(
            (channel.0[0].anchor.clone(), &channel.0[0].path[..]),
            (Ok(Anchor::Channel(Medium::Environment)), &[PortStep::KeyOf(0)][..])
        );
        assert_eq!(Port::parse("arg0[<arg1>]").unwrap().0[0].path, [PortStep::KeyOf(1)]);
        assert_eq!(Port::parse("kw:files[*].*").unwrap().0[0].path, [PortStep::Element, PortStep::Any]);
        for bad in ["", "@nowhere", "argx", "arg0.", "arg0[", "foo"] {
            assert!(Port::parse(bad).is_err(), "{bad}");
        }
    }
}
