//! Turns PEM files into Ed25519 keys and back: PKCS#8 v1 for the private half (OpenSSL 3.0 refuses
//! v2), SubjectPublicKeyInfo for the public half (RFC 8410). A key that exists here is strong: small
//! order, mixed order and non-canonical points are refused on the way in. Knows nothing of owners,
//! roles or validity; that is `trust`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use ed25519_dalek::pkcs8::spki::der::pem::LineEnding;
use ed25519_dalek::pkcs8::{
    DecodePrivateKey as _, DecodePublicKey as _, EncodePrivateKey as _, EncodePublicKey as _, KeypairBytes,
};
use ed25519_dalek::{Signature, Signer as _, SigningKey, VerifyingKey};

use crate::base::Digest;

/// SHA-256 of the DER form of a public key's SubjectPublicKeyInfo. Names a key, proves nothing.
pub type KeyId = Digest;

/// The first eight digits of a key id, as used in file names.
pub fn short(keyid: &KeyId) -> String {
    keyid.hex()[..8].to_owned()
}

/// A PEM key is a few hundred bytes; nothing larger is read.
const MAX_PEM_BYTES: u64 = 16 * 1024;

/// The file names of the key made on first use.
const DEFAULT_KEY: &str = "auditor.pem";

/// Why a key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("cannot {action} {}: {source}", path.display())]
    File { action: &'static str, path: PathBuf, source: io::Error },
    #[error("{} exists already and is not overwritten", path.display())]
    Exists { path: PathBuf },
    #[error("{} is not the public half of the key beside it", path.display())]
    Stale { path: PathBuf },
    #[error("not a PEM file of at most 16 KiB")]
    NotPem,
    #[error("the private key is encrypted, which is not supported yet")]
    Encrypted,
    #[error("this is a private key where a public one belongs")]
    PrivateForPublic,
    #[error("this is a public key where a private one belongs")]
    PublicForPrivate,
    #[error("not an Ed25519 private key in PKCS#8 form: {0}")]
    Private(ed25519_dalek::pkcs8::Error),
    #[error("not an Ed25519 public key in SubjectPublicKeyInfo form: {0}")]
    Public(ed25519_dalek::pkcs8::spki::Error),
    #[error(
        "a weak public key: its point has small or mixed order, or is not in canonical form; signatures under it prove nothing"
    )]
    Weak,
    #[error("no random numbers from the operating system: {0}")]
    Random(getrandom::Error),
    #[error("no data directory: neither XDG_DATA_HOME nor HOME is an absolute path")]
    NoDataDirectory,
}

impl KeyError {
    /// What to do next.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Exists { .. } => Some("name another file, or move the old one away"),
            Self::Stale { .. } => Some("remove it; it is written anew"),
            Self::NotPem => Some("`candor keygen --output KEY.pem` makes a key"),
            Self::Encrypted => Some("`openssl pkey -in KEY.pem -out PLAIN.pem` decrypts it; keep the result at mode 0600"),
            Self::PrivateForPublic => Some("`openssl pkey -in KEY.pem -pubout` prints the public half"),
            Self::PublicForPrivate => Some("name the file that `candor keygen --output` wrote, not its public half"),
            Self::Private(_) | Self::Public(_) => Some("only Ed25519 keys are read; `candor keygen --output KEY.pem` makes one"),
            Self::Weak => Some("do not use this key; ask its owner where it comes from"),
            Self::NoDataDirectory => Some("name a key with --key FILE"),
            Self::File { action: "read", .. } => Some("name a key file that exists; `candor keygen --output KEY.pem` makes one"),
            Self::File { .. } => Some("name a place in a directory that exists and that you may write to"),
            Self::Random(_) => None,
        }
    }
}

/// An Ed25519 public key of full order in canonical form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

impl PublicKey {
    /// Accepts a strong key only; every other way to make a `PublicKey` goes through here.
    fn strong(key: VerifyingKey) -> Result<Self, KeyError> {
        let point = key.to_edwards();
        let canonical = point.compress().to_bytes() == key.to_bytes();
        if canonical && !key.is_weak() && point.is_torsion_free() { Ok(Self(key)) } else { Err(KeyError::Weak) }
    }

    /// Reads the 32 bytes of RFC 8032.
    pub fn from_bytes(bytes: &[u8; 32]) -> Result<Self, KeyError> {
        Self::strong(VerifyingKey::from_bytes(bytes).map_err(|_| KeyError::Weak)?)
    }

    /// Reads `-----BEGIN PUBLIC KEY-----`.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        if pem.contains("PRIVATE KEY-----") {
            return Err(KeyError::PrivateForPublic);
        }
        Self::strong(VerifyingKey::from_public_key_pem(pem).map_err(KeyError::Public)?)
    }

    /// As [`PublicKey::from_pem`], from a file.
    pub fn load(path: &Path) -> Result<Self, KeyError> {
        Self::from_pem(&read_pem(path)?)
    }

    pub fn to_pem(&self) -> String {
        self.0.to_public_key_pem(LineEnding::LF).expect("invariant: 32 bytes have a SubjectPublicKeyInfo")
    }

    pub fn keyid(&self) -> KeyId {
        let der = self.0.to_public_key_der().expect("invariant: 32 bytes have a SubjectPublicKeyInfo");
        Digest::of(der.as_bytes())
    }

    /// Strict Ed25519 verification: canonical S and R, no small-order points.
    pub fn verifies(&self, message: &[u8], signature: &[u8; 64]) -> bool {
        self.0.verify_strict(message, &Signature::from_bytes(signature)).is_ok()
    }
}

/// An Ed25519 private key; wiped from memory when dropped.
pub struct PrivateKey(SigningKey);

impl PrivateKey {
    /// A fresh key from the operating system's random numbers.
    pub fn generate() -> Result<Self, KeyError> {
        let mut secret = [0u8; 32];
        getrandom::fill(&mut secret).map_err(KeyError::Random)?;
        let key = SigningKey::from_bytes(&secret);
        secret.fill(0);
        Ok(Self(key))
    }

    /// The key of a given 32-byte secret (RFC 8032, section 5.1.5), for tests and key import.
    pub fn from_secret(secret: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(secret))
    }

    /// Reads `-----BEGIN PRIVATE KEY-----`, PKCS#8 v1 or v2, not encrypted.
    pub fn from_pem(pem: &str) -> Result<Self, KeyError> {
        if pem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----") || pem.contains("Proc-Type: 4,ENCRYPTED") {
            return Err(KeyError::Encrypted);
        }
        if pem.contains("-----BEGIN PUBLIC KEY-----") {
            return Err(KeyError::PublicForPrivate);
        }
        let key = SigningKey::from_pkcs8_pem(pem).map_err(KeyError::Private)?;
        PublicKey::strong(key.verifying_key())?;
        Ok(Self(key))
    }

    /// As [`PrivateKey::from_pem`], from a file.
    pub fn load(path: &Path) -> Result<Self, KeyError> {
        Self::from_pem(&read_pem(path)?)
    }

    /// Writes PKCS#8 v1 PEM to a new file of mode 0600. An existing file is never touched.
    pub fn save(&self, path: &Path) -> Result<(), KeyError> {
        // Leaving the public half out is what makes it version 1.
        let pair = KeypairBytes { secret_key: self.0.to_bytes(), public_key: None };
        let pem = pair.to_pkcs8_pem(LineEnding::LF).expect("invariant: 32 bytes have a PKCS#8 form");
        write_new(path, pem.as_bytes(), 0o600)
    }

    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }

    pub fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.0.sign(message).to_bytes()
    }
}

/// The key that signs when the user names none.
pub struct DefaultKey {
    pub key: PrivateKey,
    pub path: PathBuf,
    /// The public half, written beside it.
    pub public_path: PathBuf,
    /// Whether this call made it, so that the command line can say so.
    pub created: bool,
}

/// The user's key in `directory` (see [`data_directory`]), made on first use.
pub fn default_key(directory: &Path) -> Result<DefaultKey, KeyError> {
    let path = directory.join(DEFAULT_KEY);
    let public_path = public_path_of(&path);
    make_private_directory(directory)?;
    let created = match fs::symlink_metadata(&path) {
        Ok(_) => false,
        Err(_) => create_default(directory, &path)?,
    };
    let key = PrivateKey::load(&path)?;
    if fs::symlink_metadata(&public_path).is_err() {
        let mut name = [0; 16];
        getrandom::fill(&mut name).map_err(KeyError::Random)?;
        let passing = directory.join(format!(".{DEFAULT_KEY}.{}", short(&Digest::of(&name))));
        write_new(&passing, key.public().to_pem().as_bytes(), 0o644)?;
        link_new(&passing, &public_path)?;
    }
    if PublicKey::load(&public_path)? != key.public() {
        return Err(KeyError::Stale { path: public_path });
    }
    Ok(DefaultKey { key, path, public_path, created })
}

/// Makes the key under a passing name and links it into place, so that of two processes that start
/// at once one wins and neither reads half a file. False: the other won.
fn create_default(directory: &Path, path: &Path) -> Result<bool, KeyError> {
    let key = PrivateKey::generate()?;
    let passing = directory.join(format!(".{DEFAULT_KEY}.{}", short(&key.public().keyid())));
    key.save(&passing)?;
    link_new(&passing, path)
}

/// Gives a file that is wholly written its lasting name, so that nobody reads half of it. False: the name was taken.
fn link_new(passing: &Path, path: &Path) -> Result<bool, KeyError> {
    let linked = fs::hard_link(passing, path);
    let _ = fs::remove_file(passing);
    match linked {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(source) => Err(KeyError::File { action: "create", path: path.to_owned(), source }),
    }
}

/// `$XDG_DATA_HOME/candor`, else `~/.local/share/candor` (XDG base directories: relative paths are ignored).
#[expect(clippy::disallowed_methods, reason = "where the user's own key lives; nothing of it reaches a report")]
pub fn data_directory() -> Result<PathBuf, KeyError> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    absolute("XDG_DATA_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".local/share")))
        .map(|data| data.join("candor"))
        .ok_or(KeyError::NoDataDirectory)
}

/// `KEY.pem` → `KEY.pub.pem`.
pub fn public_path_of(private: &Path) -> PathBuf {
    private.with_extension("pub.pem")
}

/// Writes `bytes` to a file that must not exist yet, with `mode` on Unix, down to the disk.
pub fn write_new(path: &Path, bytes: &[u8], mode: u32) -> Result<(), KeyError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    set_mode(&mut options, mode);
    let mut file = options.open(path).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => KeyError::Exists { path: path.to_owned() },
        _ => KeyError::File { action: "create", path: path.to_owned(), source },
    })?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|source| {
        let _ = fs::remove_file(path);
        KeyError::File { action: "write", path: path.to_owned(), source }
    })
}

#[cfg(unix)]
fn set_mode(options: &mut OpenOptions, mode: u32) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(mode);
}

#[cfg(not(unix))]
fn set_mode(_: &mut OpenOptions, _: u32) {}

fn make_private_directory(directory: &Path) -> Result<(), KeyError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory).map_err(|source| KeyError::File { action: "create", path: directory.to_owned(), source })
}

fn read_pem(path: &Path) -> Result<String, KeyError> {
    let failed = |source| KeyError::File { action: "read", path: path.to_owned(), source };
    let mut bytes = Vec::new();
    File::open(path).map_err(failed)?.take(MAX_PEM_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    match String::from_utf8(bytes) {
        Ok(pem) if pem.len() as u64 <= MAX_PEM_BYTES && pem.contains("-----BEGIN ") => Ok(pem),
        _ => Err(KeyError::NotPem),
    }
}
