//! Turns signed notes (C2SP signed-note) into text and signatures that hold. Two kinds of signature are known: Ed25519
//! over the text (a log's), and timestamped cosignatures (a witness's, C2SP tlog-cosignature). Signatures of
//! unknown keys are passed over, as the specification demands; a wrong one under a known key refuses the note.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::attest::keys::PublicKey;
use crate::base::{Digest, display};

/// No note of ours comes near; a bound on what a hostile one can cost.
pub const MAX_NOTE_BYTES: usize = 64 * 1024;
const MAX_SIGNATURES: usize = 64;
const MAX_NAME_BYTES: usize = 255;
pub(super) const LINE_START: &str = "\u{2014} ";

/// Why bytes are not a note or a key, or what is wrong with a signature.
#[derive(Debug, thiserror::Error)]
pub enum NoteError {
    #[error("not a signed note: {0}")]
    Form(&'static str),
    #[error("not a verifier key NAME+ID+KEY: {0}")]
    Key(&'static str),
    #[error("{0} is not a name for a key: 1 to 255 printable ASCII characters without spaces and plus signs")]
    Name(String),
    #[error("the signature by {0} is not valid over this checkpoint")]
    Signature(String),
}

/// What a key signs, by the type byte of signed-note.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum KeyKind {
    /// Ed25519 over the text of the note.
    Log = 1,
    /// Ed25519 over the text with a time before it.
    Cosignature = 4,
}

/// A public key with the name that it signs under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerifierKey {
    name: String,
    kind: KeyKind,
    key: PublicKey,
    bytes: [u8; 32],
}

impl VerifierKey {
    pub fn new(name: &str, kind: KeyKind, key: PublicKey) -> Result<Self, NoteError> {
        let named =
            (1..=MAX_NAME_BYTES).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'+');
        if !named {
            return Err(NoteError::Name(display::escape(name)));
        }
        let bytes = key.ed25519().ok_or(NoteError::Key("not an Ed25519 key"))?;
        Ok(Self { name: name.to_owned(), kind, key, bytes })
    }

    /// Reads `NAME+ID+KEY`, as it is handed out; a line end may follow.
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        let text = text.strip_suffix('\n').unwrap_or(text);
        let mut parts = text.splitn(3, '+');
        let (Some(name), Some(id), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return Err(NoteError::Key("it has fewer than three parts"));
        };
        let key = STANDARD.decode(key).map_err(|_| NoteError::Key("its third part is not base64"))?;
        let (kind, bytes) = match key.split_first() {
            Some((1, bytes)) => (KeyKind::Log, bytes),
            Some((4, bytes)) => (KeyKind::Cosignature, bytes),
            _ => return Err(NoteError::Key("it is of an unknown type")),
        };
        let bytes = bytes.try_into().map_err(|_| NoteError::Key("it does not have 32 bytes"))?;
        let key = PublicKey::from_bytes(bytes).map_err(|_| NoteError::Key("it is a weak key"))?;
        let key = Self::new(name, kind, key)?;
        if hex(&key.id()) == id { Ok(key) } else { Err(NoteError::Key("its id is not that of its name and key")) }
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    pub fn kind(&self) -> KeyKind {
        self.kind
    }

    pub fn key(&self) -> &PublicKey {
        &self.key
    }

    /// The key id of signed-note: four bytes that say which key to try.
    pub(super) fn id(&self) -> [u8; 4] {
        let hashed = Digest::of(&[self.name.as_bytes(), b"\n", &[self.kind as u8], &self.bytes].concat());
        [hashed.0[0], hashed.0[1], hashed.0[2], hashed.0[3]]
    }
}

/// A text and the signature lines under it; nothing is verified yet.
#[derive(Debug)]
pub struct Note<'n> {
    /// With its last line end.
    pub text: &'n str,
    pub(super) signatures: Vec<Signature<'n>>,
}

#[derive(Clone, Debug)]
pub(super) struct Signature<'n> {
    pub(super) name: &'n str,
    pub(super) id: [u8; 4],
    pub(super) bytes: Vec<u8>,
}

impl<'n> Note<'n> {
    pub fn parse(bytes: &'n [u8]) -> Result<Self, NoteError> {
        if bytes.len() > MAX_NOTE_BYTES {
            return Err(NoteError::Form("it is larger than 64 KiB"));
        }
        let note = std::str::from_utf8(bytes).map_err(|_| NoteError::Form("it is not UTF-8"))?;
        if note.bytes().any(|byte| byte < b' ' && byte != b'\n') {
            return Err(NoteError::Form("it holds a control character"));
        }
        let blank = note.rfind("\n\n").ok_or(NoteError::Form("no empty line stands before signatures"))?;
        let (text, lines) = (&note[..=blank], &note[blank + 2..]);
        let lines = lines.strip_suffix('\n').ok_or(NoteError::Form("its last line has no end, or it has no signature"))?;
        let signatures = lines.split('\n').map(read_line).collect::<Result<Vec<_>, _>>()?;
        if signatures.len() > MAX_SIGNATURES {
            return Err(NoteError::Form("it has more than 64 signatures"));
        }
        Ok(Self { text, signatures })
    }

    /// Whether `key` (a log's) signed the text.
    pub fn signed_by(&self, key: &VerifierKey) -> Result<bool, NoteError> {
        let Some(bytes) = self.signature_of(key)? else { return Ok(false) };
        if key.key.verifies(self.text.as_bytes(), bytes) { Ok(true) } else { Err(wrong(key)) }
    }

    /// When `key` (a witness's) cosigned the text, in seconds since 1970, if it did.
    pub fn cosigned_by(&self, key: &VerifierKey) -> Result<Option<u64>, NoteError> {
        let Some(bytes) = self.signature_of(key)? else { return Ok(None) };
        let (time, signature) = bytes.split_first_chunk::<8>().ok_or(NoteError::Form("a cosignature has no time"))?;
        let time = u64::from_be_bytes(*time);
        let holds = i64::try_from(time).is_ok() && key.key.verifies(&cosigned(self.text, time), signature);
        if holds { Ok(Some(time)) } else { Err(wrong(key)) }
    }

    /// The one signature under the name and id of `key`.
    fn signature_of(&self, key: &VerifierKey) -> Result<Option<&[u8]>, NoteError> {
        let id = key.id();
        let mut found = self.signatures.iter().filter(|signature| signature.name == key.name && signature.id == id);
        match (found.next(), found.next()) {
            (_, Some(_)) => Err(NoteError::Form("two signatures stand under one key")),
            (first, None) => Ok(first.map(|signature| signature.bytes.as_slice())),
        }
    }
}

fn read_line(line: &str) -> Result<Signature<'_>, NoteError> {
    let malformed = NoteError::Form("a signature line is malformed");
    let Some((name, base64)) = line.strip_prefix(LINE_START).and_then(|rest| rest.split_once(' ')) else {
        return Err(malformed);
    };
    let named = !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '+');
    let bytes = STANDARD.decode(base64).map_err(|_| NoteError::Form("a signature is not base64"))?;
    match bytes.split_first_chunk::<4>() {
        Some((id, rest)) if named && !rest.is_empty() => Ok(Signature { name, id: *id, bytes: rest.to_vec() }),
        Some(_) | None => Err(malformed),
    }
}

/// What a witness signs (tlog-cosignature, "Ed25519 signed message").
pub(super) fn cosigned(text: &str, time: u64) -> Vec<u8> {
    format!("cosignature/v1\ntime {time}\n{text}").into_bytes()
}

fn wrong(key: &VerifierKey) -> NoteError {
    NoteError::Signature(key.name.clone())
}

pub(super) fn hex(id: &[u8; 4]) -> String {
    format!("{:08x}", u32::from_be_bytes(*id))
}
