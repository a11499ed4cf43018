//! Names of the rules' vocabularies → plain words, for readers who know neither the rules nor the code.

use super::model::{Confidence, Disposition, Finding, Found, VerdictValue};
use crate::base::reach::Reach;
use crate::models::{Capability, SinkKind, SourceKind, Transform};

/// What data of this source kind is, as the beginning of a sentence goes on: `contents of files`.
pub(super) fn data(kind: &str) -> &str {
    let Some(known) = SourceKind::parse(kind) else { return kind };
    match known {
        SourceKind::File => "contents of files",
        SourceKind::FileMeta => "names or attributes of files",
        SourceKind::Environment => "environment variables",
        SourceKind::Credential => "keys, passwords or tokens",
        SourceKind::Clipboard => "clipboard contents",
        SourceKind::Keystroke => "keystrokes",
        SourceKind::Screen => "pictures of the screen",
        SourceKind::Audio => "recorded sound",
        SourceKind::Camera => "camera pictures",
        SourceKind::Memory => "memory of processes",
        SourceKind::Device => "facts about the machine",
        SourceKind::User => "facts about the user",
        SourceKind::Location => "the place of the device",
        SourceKind::Process => "the list of running programs",
        SourceKind::CommandOutput => "output of commands",
        SourceKind::Registry => "contents of the Windows registry",
        SourceKind::Database => "contents of a database",
        SourceKind::Personal => "contacts, messages or calendars",
        SourceKind::Network => "content from the network",
        SourceKind::Input => "input of the program",
    }
}

/// Where data of this sink kind arrives: `an HTTP request`.
pub(super) fn end(kind: &str) -> &str {
    let Some(known) = SinkKind::parse(kind) else { return kind };
    match known {
        SinkKind::EgressHttp => "an HTTP request",
        SinkKind::EgressSocket => "a network connection",
        SinkKind::EgressDns => "a name that is looked up in DNS",
        SinkKind::EgressMail => "an e-mail",
        SinkKind::EgressFtp => "an FTP transfer",
        SinkKind::EgressSsh => "an SSH session",
        SinkKind::EgressCloud => "a cloud service",
        SinkKind::EgressMessage => "a message or RPC service",
        SinkKind::EgressTelemetry => "a crash or telemetry service",
        SinkKind::EgressIpc => "another process on this machine",
        SinkKind::ExecCommand => "a started process",
        SinkKind::ExecCode => "code that is evaluated",
        SinkKind::ExecLoad => "code or objects that are loaded",
        SinkKind::FileWrite => "a file that is written",
        SinkKind::ProcessEnvironment => "the environment of a started process",
        SinkKind::FilePath => "the name of a file that is opened",
    }
}

/// What the code can do.
pub(super) fn capability(name: &str) -> &str {
    let Some(known) = Capability::ALL.iter().find(|capability| capability.name() == name) else { return name };
    match known {
        Capability::Files => "read files",
        Capability::FileWrite => "write files",
        Capability::Network => "use the network",
        Capability::Dns => "look names up",
        Capability::Mail => "send mail",
        Capability::Exec => "start programs",
        Capability::DynamicCode => "evaluate or load code",
        Capability::Native => "call native libraries",
        Capability::Environment => "read or change environment variables",
        Capability::Credentials => "reach keys, passwords or tokens",
        Capability::Clipboard => "reach the clipboard",
        Capability::Keyboard => "see or make keystrokes",
        Capability::Screen => "take pictures of the screen",
        Capability::Microphone => "record sound",
        Capability::Camera => "use the camera",
        Capability::Memory => "reach the memory of processes",
        Capability::Registry => "reach the Windows registry",
        Capability::Device => "read facts about the machine",
        Capability::Processes => "list or change running programs",
        Capability::Location => "find the place of the device",
        Capability::Database => "use a database",
        Capability::Crypto => "encrypt, decrypt or sign",
        Capability::Persistence => "make itself start again",
        Capability::Ipc => "talk to other processes on this machine",
    }
}

fn done(transform: &str) -> &str {
    match Transform::ALL.iter().find(|known| known.name() == transform) {
        None => transform,
        Some(Transform::Encode) => "encoded",
        Some(Transform::Encrypt) => "encrypted",
        Some(Transform::Compress) => "compressed",
        Some(Transform::Serialise) => "serialised",
        Some(Transform::Parse) => "parsed",
        Some(Transform::Hash) => "hashed",
        Some(Transform::Length) => "reduced to its length",
        Some(Transform::Boolean) => "reduced to yes or no",
    }
}

/// `compressed and encoded`; empty when nothing happened to the data on its way.
pub(super) fn transforms(finding: &Finding) -> String {
    listed(finding.transforms.iter().map(|transform| done(transform)), "and")
}

/// `input from the network`: what chose the data; empty when nothing did.
pub(super) fn chosen_by(finding: &Finding) -> String {
    let by = |kind: &'_ String| match SourceKind::parse(kind) {
        Some(SourceKind::Network) => "input from the network".to_owned(),
        Some(_) | None => data(kind).to_owned(),
    };
    let all: Vec<String> = finding.via.iter().map(by).collect();
    listed(all.iter().map(String::as_str), "and")
}

/// The finding in one sentence: `Contents of files, chosen by input from the network, reach an HTTP request, encoded on the way.`
pub(super) fn sentence(finding: &Finding) -> String {
    let mut text = capitalised(&listed(finding.source_kinds.iter().map(|kind| data(kind)), "and"));
    let chosen = chosen_by(finding);
    if !chosen.is_empty() {
        text = format!("{text}, chosen by {chosen},");
    }
    let verb = match &finding.source_kinds[..] {
        [one] if is_one(one) => "reaches",
        [] => "Data reaches",
        _ => "reach",
    };
    text = format!("{text} {verb} {}", end(&finding.sink_kind)).trim_start().to_owned();
    let transforms = transforms(finding);
    if transforms.is_empty() { format!("{text}.") } else { format!("{text}, {transforms} on the way.") }
}

/// Whether the words for the kind are of one thing.
fn is_one(kind: &str) -> bool {
    use SourceKind::{Audio, CommandOutput, Input, Location, Memory, Network, Process};
    SourceKind::parse(kind).is_none_or(|kind| [Audio, CommandOutput, Input, Location, Memory, Network, Process].contains(&kind))
}

/// What a verdict says.
pub(super) fn verdict(value: VerdictValue) -> &'static str {
    match value {
        VerdictValue::Passed => "Everything that was submitted was examined, and no finding stands.",
        VerdictValue::Findings => {
            "Everything that was submitted was examined. Findings stand: each is a way that data may take out of the program or into \
             it, to be explained or closed."
        }
        VerdictValue::Incomplete => {
            "A part of what was submitted could not be examined as it should be. What was found in the rest stands below; that nothing \
             was found in that part says nothing."
        }
    }
}

/// How sure a finding is, in a few words.
pub(super) fn confidence(confidence: Confidence) -> &'static str {
    match confidence {
        Confidence::Traced => "Every step is in the code or in a rule that describes the library.",
        Confidence::Assumed => "Some step is a library function that no rule describes; it is taken to pass on what it is given.",
        Confidence::Ambiguous => "Some step is one of several that the code may take at run time.",
        Confidence::CoReachable => "Both ends are reached from one entry; no way between them is shown.",
    }
}

/// How a destination is named.
pub(super) fn found(how: Found) -> &'static str {
    match how {
        Found::Literal => "in the code",
        Found::Folded => "put together in it",
        Found::Configured => "in configuration",
        Found::RunTime => "at run time",
    }
}

/// What a limit bounds.
pub(super) fn limit(name: &str) -> &str {
    match name {
        "bytes" => "bytes of the submission",
        "depth" => "folders in each other",
        "entries" => "files and folders",
        "file-bytes" => "bytes of one file",
        "flow-steps" => "steps of following data, all together",
        "indicators-of-a-class" => "signs of hiding of one class",
        "nested-archives" => "archives in each other",
        "path-bytes" => "bytes of one path",
        "ratio" => "bytes for one compressed byte",
        "sink-edges" => "steps of looking back from one sink",
        "value-parts" => "parts of a value that are told apart",
        "variants-of-a-finding" => "views of one finding",
        _ => name,
    }
}

/// Where following data lost the thread, for who does not know the analysis.
pub(super) fn hole(reason: &str) -> &str {
    match reason {
        "dynamic" => "what is called is put together at run time",
        "function value" => "a function that is held in a variable is called",
        "macro" => "a macro that is not taken apart",
        "star import" => "a name from a module that is imported whole and is not here",
        "unknown member" => "a member that its class does not declare",
        "unknown name" => "a name that nothing here declares",
        "unknown receiver" => "a method of an object whose class is not known",
        "widened" => "so many possible callees that they are not told apart",
        _ => reason,
    }
}

/// How far a destination reaches; empty: to another machine, as it says itself.
pub(super) fn reach(reach: Reach) -> &'static str {
    match reach {
        Reach::Named => "",
        Reach::Open => "names no host",
        Reach::Own => "this machine",
    }
}

/// The last two parts of a function's name, where the path of its file says the rest: `pkg/mod.Class.run` → `Class.run`.
pub(super) fn short(function: &str) -> &str {
    let separator = if function.contains("::") { "::" } else { "." };
    function.rmatch_indices(separator).nth(1).map_or(function, |(at, found)| &function[at + found.len()..])
}

/// What became of a file, in the words of a heading.
pub(super) fn disposition(disposition: Disposition) -> &'static str {
    match disposition {
        Disposition::Dataflow => "Followed",
        Disposition::Syntax => "Parsed only",
        Disposition::Lexical => "Searched as text",
        Disposition::Opaque => "Hashed only",
        Disposition::Refused => "Not read",
        Disposition::Limit => "Given up",
    }
}

/// `a, b and c`.
pub(super) fn listed<'a>(items: impl Iterator<Item = &'a str>, last: &str) -> String {
    let items: Vec<&str> = items.collect();
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => (*only).to_owned(),
        Some((end, rest)) => format!("{} {last} {end}", rest.join(", ")),
    }
}

/// With a capital letter at the beginning.
pub(super) fn capitalised(text: &str) -> String {
    let mut rest = text.chars();
    rest.next().map_or(String::new(), |first| first.to_uppercase().chain(rest).collect())
}

#[cfg(test)]
mod tests {
    use super::{capability, data, end, listed};
    use crate::models::{Capability, SinkKind, SourceKind};

    #[test]
    fn every_name_of_the_rules_has_plain_words() {
        let plain = |name: &str, words: &str| assert!(words != name && !words.contains('_'), "{name}: {words}");
        SourceKind::ALL.iter().for_each(|kind| plain(kind.name(), data(kind.name())));
        SinkKind::ALL.iter().for_each(|kind| plain(kind.name(), end(kind.name())));
        Capability::ALL.iter().for_each(|kind| plain(kind.name(), capability(kind.name())));
        assert_eq!(data("a kind of tomorrow"), "a kind of tomorrow");
    }

    #[test]
    fn lists_read_as_sentences_do() {
        assert_eq!(listed(["a"].into_iter(), "and"), "a");
        assert_eq!(listed(["a", "b", "c"].into_iter(), "and"), "a, b and c");
        assert_eq!(listed([].into_iter(), "and"), "");
    }
}
