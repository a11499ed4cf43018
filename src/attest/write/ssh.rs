//! Signatures in the form of ssh-keygen (OpenSSH PROTOCOL.sshsig), and signatures by a key that ssh-agent holds
//! (draft-ietf-sshm-ssh-agent). For the signing side; verification uses nothing of it. Ed25519 only: the agent's
//! signatures over it are the plain ones that an envelope wants.

use std::io::{self, Read, Write};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest as _, Sha512};

use super::secret::PrivateKey;
use crate::attest::keys::PublicKey;

/// What a signature is for, so that one over the same bytes for another end is not taken for it.
pub const NAMESPACE: &str = "candor-review@v1";

const MAGIC: &[u8] = b"SSHSIG";
const KEY_TYPE: &[u8] = b"ssh-ed25519";
const HASH: &[u8] = b"sha512";
/// Larger answers of an agent are not read.
const MAX_ANSWER: u32 = 1 << 18;

const SIGN_REQUEST: u8 = 13;
const SIGN_RESPONSE: u8 = 14;

/// Why there is no signature in this form.
#[derive(Debug, thiserror::Error)]
pub enum SshError {
    #[error("only Ed25519 keys have a form for ssh here")]
    Algorithm,
    #[error("not a public key of the form `ssh-ed25519 AAAA… comment`")]
    PublicKey,
    #[error("the ssh-agent cannot be reached: {0}")]
    Agent(#[from] io::Error),
    #[error("the ssh-agent does not sign with this key")]
    Refused,
    #[error("an ssh principal is a name without spaces, quotes, commas, wildcards or characters that do not show")]
    Principal,
}

impl SshError {
    /// What to do next.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Algorithm | Self::PublicKey => Some("`ssh-keygen -t ed25519` makes such a key; name its .pub file"),
            Self::Agent(_) => Some("start one with `eval $(ssh-agent)`; SSH_AUTH_SOCK says where it listens"),
            Self::Refused => Some("`ssh-add KEY` puts it into the agent; `ssh-add -l` lists what is in it"),
            Self::Principal => Some("use an address, such as auditor@example.org"),
        }
    }
}

/// Reads a line of a `.pub` file.
pub fn public_key(line: &str) -> Result<PublicKey, SshError> {
    let mut words = line.split_ascii_whitespace();
    let (kind, blob) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let blob = STANDARD.decode(blob).map_err(|_| SshError::PublicKey)?;
    let at = blob.len().checked_sub(32).ok_or(SshError::PublicKey)?;
    let bytes: [u8; 32] = blob[at..].try_into().map_err(|_| SshError::PublicKey)?;
    let key = PublicKey::from_bytes(&bytes).map_err(|_| SshError::PublicKey)?;
    if kind.as_bytes() == KEY_TYPE && blob == key_blob(&bytes) { Ok(key) } else { Err(SshError::PublicKey) }
}

/// What signs: a private key in a file, or an agent that holds one.
pub trait Signer {
    fn public(&self) -> PublicKey;
    fn sign(&mut self, message: &[u8]) -> Result<Vec<u8>, SshError>;
}

impl Signer for PrivateKey {
    fn public(&self) -> PublicKey {
        PrivateKey::public(self)
    }

    fn sign(&mut self, message: &[u8]) -> Result<Vec<u8>, SshError> {
        Ok(PrivateKey::sign(self, message))
    }
}

/// A key in an agent, over a connection to it.
pub struct Agent<S> {
    connection: S,
    key: PublicKey,
}

impl<S: Read + Write> Agent<S> {
    pub fn new(connection: S, key: PublicKey) -> Self {
        Self { connection, key }
    }
}

impl<S: Read + Write> Signer for Agent<S> {
    fn public(&self) -> PublicKey {
        self.key.clone()
    }

    /// The raw 64 bytes; an agent that gives others than this key's is refused.
    fn sign(&mut self, message: &[u8]) -> Result<Vec<u8>, SshError> {
        let key = self.key.ed25519().ok_or(SshError::Algorithm)?;
        let body = [&[SIGN_REQUEST][..], &string(&key_blob(&key)), &string(message), &[0; 4]].concat();
        self.connection.write_all(&string(&body))?;
        self.connection.flush()?;
        let mut length = [0; 4];
        self.connection.read_exact(&mut length)?;
        let length = u32::from_be_bytes(length);
        if length > MAX_ANSWER {
            return Err(SshError::Refused);
        }
        let mut answer = Vec::new();
        Read::by_ref(&mut self.connection).take(u64::from(length)).read_to_end(&mut answer)?;
        let at = answer.len().checked_sub(64).ok_or(SshError::Refused)?;
        let signature = answer.split_off(at);
        let sound = answer.first() == Some(&SIGN_RESPONSE) && self.key.verifies(message, &signature);
        if sound { Ok(signature) } else { Err(SshError::Refused) }
    }
}

/// A signature over `message` as `ssh-keygen -Y verify -n candor-review@v1` reads it.
pub fn sign_file(signer: &mut dyn Signer, message: &[u8]) -> Result<String, SshError> {
    let key = signer.public().ed25519().ok_or(SshError::Algorithm)?;
    let digest = Sha512::digest(message);
    let namespace = [string(NAMESPACE.as_bytes()), string(b""), string(HASH)].concat();
    let signature = signer.sign(&[MAGIC, &namespace, &string(&digest)].concat())?;
    let signature = [string(KEY_TYPE), string(&signature)].concat();
    let blob = [MAGIC, &1u32.to_be_bytes(), &string(&key_blob(&key)), &namespace, &string(&signature)].concat();
    let text = STANDARD.encode(blob);
    let lines: Vec<_> = text.as_bytes().chunks(70).map(String::from_utf8_lossy).collect();
    Ok(format!("-----BEGIN SSH SIGNATURE-----\n{}\n-----END SSH SIGNATURE-----\n", lines.join("\n")))
}

/// A line of an allowed_signers file, without its end.
pub fn allowed_signer(principal: &str, key: &PublicKey) -> Result<String, SshError> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '@' | '.' | '-' | '_' | '+');
    if principal.is_empty() || !principal.chars().all(plain) || principal.starts_with('-') {
        return Err(SshError::Principal);
    }
    let blob = STANDARD.encode(key_blob(&key.ed25519().ok_or(SshError::Algorithm)?));
    Ok(format!("{principal} namespaces=\"{NAMESPACE}\" ssh-ed25519 {blob}"))
}

fn key_blob(key: &[u8; 32]) -> Vec<u8> {
    [string(KEY_TYPE), string(key)].concat()
}

/// `string` of RFC 4251: length (u32, big-endian) and bytes.
fn string(bytes: &[u8]) -> Vec<u8> {
    let length = u32::try_from(bytes.len()).expect("invariant: a pack's files are below 4 GiB");
    [&length.to_be_bytes(), bytes].concat()
}
