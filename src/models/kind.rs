//! The closed vocabularies of models: what data is, where it goes, what code can do, what happens to data.

use serde::{Deserialize, Serialize};

/// Declares an enum whose members have fixed wire names, and a set of it as a bit mask.
macro_rules! vocabulary {
    ($(#[$doc:meta])* $name:ident, $set:ident { $($(#[$member_doc:meta])* $member:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize, Deserialize)]
        pub enum $name { $($(#[$member_doc])* #[serde(rename = $text)] $member,)+ }

        impl $name {
            pub const ALL: &'static [$name] = &[$($name::$member),+];

            /// The name in models and reports.
            pub fn name(self) -> &'static str {
                match self { $($name::$member => $text,)+ }
            }

            pub fn parse(text: &str) -> Option<Self> {
                match text { $($text => Some($name::$member),)+ _ => None }
            }
        }

        /// A set of them as a bit mask.
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
        pub struct $set(pub u64);

        impl $set {
            pub const EMPTY: Self = Self(0);

            pub const fn of(member: $name) -> Self { Self(1 << member as u64) }

            pub fn contains(self, member: $name) -> bool { self.0 & (1 << member as u64) != 0 }

            pub fn insert(&mut self, member: $name) { self.0 |= 1 << member as u64; }

            #[must_use]
            pub const fn union(self, other: Self) -> Self { Self(self.0 | other.0) }

            pub fn is_empty(self) -> bool { self.0 == 0 }

            pub fn iter(self) -> impl Iterator<Item = $name> {
                $name::ALL.iter().copied().filter(move |&member| self.contains(member))
            }
        }
    };
}

vocabulary! {
    /// What data is.
    SourceKind, SourceSet {
        /// Contents of files.
        File = "FILE",
        /// Names and attributes of files, directory listings.
        FileMeta = "FILE_META",
        Environment = "ENVIRONMENT",
        /// Keys, passwords, tokens, cookies.
        Credential = "CREDENTIAL",
        Clipboard = "CLIPBOARD",
        Keystroke = "KEYSTROKE",
        Screen = "SCREEN",
        Audio = "AUDIO",
        Camera = "CAMERA",
        /// Memory of other processes, core dumps.
        Memory = "MEMORY",
        /// Host name, hardware, operating system, network addresses, installed software.
        Device = "DEVICE",
        /// User name, account, home directory.
        User = "USER",
        Location = "LOCATION",
        /// Process lists, command lines.
        Process = "PROCESS",
        /// Output of a command that was run.
        CommandOutput = "COMMAND_OUTPUT",
        Registry = "REGISTRY",
        Database = "DATABASE",
        /// Contacts, messages, call logs, calendars.
        Personal = "PERSONAL",
        /// What came from the network.
        Network = "NETWORK",
        /// Standard input, command line arguments.
        Input = "INPUT",
    }
}

vocabulary! {
    /// Where data goes.
    SinkKind, SinkSet {
        EgressHttp = "egress.http",
        EgressSocket = "egress.socket",
        EgressDns = "egress.dns",
        EgressMail = "egress.mail",
        EgressFtp = "egress.ftp",
        EgressSsh = "egress.ssh",
        /// Object storage and other cloud SDKs.
        EgressCloud = "egress.cloud",
        /// Message brokers, web sockets, RPC, chat services.
        EgressMessage = "egress.message",
        /// Crash and telemetry SDKs.
        EgressTelemetry = "egress.telemetry",
        /// Pipes, local sockets, shared memory to another process.
        EgressIpc = "egress.ipc",
        /// Arguments or input of a started process.
        ExecCommand = "exec.command",
        /// Source text that is evaluated.
        ExecCode = "exec.code",
        /// A library, module or object that is loaded (pickle included).
        ExecLoad = "exec.load",
        FileWrite = "file.write",
        /// The environment of a started process whose program is not fixed in the code.
        ProcessEnvironment = "process.environment",
        /// The name of a file that is opened for reading.
        FilePath = "file.path",
    }
}

vocabulary! {
    /// What code can do. Inventory, never a finding by itself.
    Capability, CapabilitySet {
        Files = "FILES",
        FileWrite = "FILE_WRITE",
        Network = "NETWORK",
        Dns = "DNS",
        Mail = "MAIL",
        Exec = "EXEC",
        DynamicCode = "DYNAMIC_CODE",
        Native = "NATIVE",
        Environment = "ENVIRONMENT",
        Credentials = "CREDENTIALS",
        Clipboard = "CLIPBOARD",
        Keyboard = "KEYBOARD",
        Screen = "SCREEN",
        Microphone = "MICROPHONE",
        Camera = "CAMERA",
        Memory = "MEMORY",
        Registry = "REGISTRY",
        Device = "DEVICE",
        Processes = "PROCESSES",
        Location = "LOCATION",
        Database = "DATABASE",
        Crypto = "CRYPTO",
        Persistence = "PERSISTENCE",
        Ipc = "IPC",
    }
}

vocabulary! {
    /// What happened to data on its way. `hash`, `length` and `boolean` end a flow of the data itself.
    Transform, TransformSet {
        Encode = "encode",
        Encrypt = "encrypt",
        Compress = "compress",
        Serialise = "serialise",
        /// A text becomes the document that it describes.
        Parse = "parse",
        Hash = "hash",
        Length = "length",
        Boolean = "boolean",
    }
}

impl SinkKind {
    /// True for the kinds through which data leaves the machine.
    pub fn is_egress(self) -> bool {
        self.name().starts_with("egress.")
    }

    /// True for the kinds that run or load what they are given.
    pub fn is_execution(self) -> bool {
        self.name().starts_with("exec.")
    }
}
