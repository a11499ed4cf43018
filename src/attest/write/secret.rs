//! Private keys and where they live: PKCS#8 v1 PEM (OpenSSL 3.0 refuses v2), plain or encrypted under a passphrase
//! (PBES2: scrypt, AES-256-CBC). Key files are made for their owner alone and never overwritten. Verification
//! uses nothing of this module.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use ed25519_dalek::pkcs8::KeypairBytes;
use ed25519_dalek::{Signer as _, SigningKey};
use pkcs8::der::pem::LineEnding;
use pkcs8::{DecodePrivateKey, EncodePrivateKey};

use crate::attest::keys::{Algorithm, KeyError, PublicKey, short};
use crate::base::Digest;

/// The file names of the key made on first use.
const DEFAULT_KEY: &str = "auditor.pem";

/// A PEM key is a few hundred bytes; nothing larger is read.
const MAX_PEM_BYTES: u64 = 16 * 1024;

/// Scalars of P-256 are below its order; a random one is not once in 2^32.
const P256_TRIES: u32 = 64;

/// Why a key file cannot be read, made or kept.
#[derive(Debug, thiserror::Error)]
pub enum KeyFileError {
    #[error(transparent)]
    Key(#[from] KeyError),
    #[error("cannot {action} {}: {source}", path.display())]
    File { action: &'static str, path: PathBuf, source: io::Error },
    #[error("{} exists already and is not overwritten", path.display())]
    Exists { path: PathBuf },
    #[error("{} is not the public half of the key beside it", path.display())]
    Stale { path: PathBuf },
    #[error("not a PEM file of at most 16 KiB")]
    NotPem,
    #[error("the private key is encrypted, and there is no passphrase")]
    Encrypted,
    #[error("the private key is encrypted in a form of old, outside PKCS#8")]
    OldEncryption,
    #[error("the private key does not open with this passphrase")]
    Passphrase,
    #[error("this is a public key where a private one belongs")]
    PublicForPrivate,
    #[error("not an Ed25519 or P-256 private key in PKCS#8 form: {0}")]
    Private(pkcs8::Error),
    #[error("no random numbers from the operating system: {0}")]
    Random(getrandom::Error),
    #[error("no data directory: neither XDG_DATA_HOME nor HOME is an absolute path")]
    NoDataDirectory,
}

impl KeyFileError {
    /// What to do next.
    pub fn help(&self) -> Option<&'static str> {
        match self {
            Self::Key(error) => Some(error.help()),
            Self::Exists { .. } => Some("name another file, or move the old one away"),
            Self::Stale { .. } => Some("remove it; it is written anew"),
            Self::NotPem => Some("`candor keygen --output KEY.pem` makes a key"),
            Self::Encrypted | Self::Passphrase => {
                Some("give the passphrase with --passphrase-file FILE, or type it at a terminal")
            }
            Self::OldEncryption => Some("`openssl pkey -in KEY.pem -aes-256-cbc -out NEW.pem` writes it as PKCS#8"),
            Self::PublicForPrivate => Some("name the file that `candor keygen --output` wrote, not its public half"),
            Self::Private(_) => Some("only Ed25519 and P-256 keys are read; `candor keygen --output KEY.pem` makes one"),
            Self::NoDataDirectory => Some("name a key with --key FILE"),
            Self::File { action: "read", .. } => Some("name a key file that exists; `candor keygen --output KEY.pem` makes one"),
            Self::File { .. } => Some("name a place in a directory that exists and that you may write to, with room for it"),
            Self::Random(_) => None,
        }
    }
}

/// A private key; wiped from memory when dropped.
pub struct PrivateKey(Secret);

enum Secret {
    Ed25519(SigningKey),
    P256(p256::ecdsa::SigningKey),
}

impl PrivateKey {
    /// A fresh Ed25519 key from the operating system's random numbers.
    pub fn generate() -> Result<Self, KeyFileError> {
        let mut secret = random()?;
        let key = SigningKey::from_bytes(&secret);
        secret.fill(0);
        Ok(Self(Secret::Ed25519(key)))
    }

    /// A fresh key for `algorithm`.
    pub fn generate_for(algorithm: Algorithm) -> Result<Self, KeyFileError> {
        match algorithm {
            Algorithm::Ed25519 => Self::generate(),
            Algorithm::P256 => {
                for _ in 0..P256_TRIES {
                    let mut secret = random()?;
                    let key = p256::ecdsa::SigningKey::from_slice(&secret);
                    secret.fill(0);
                    if let Ok(key) = key {
                        return Ok(Self(Secret::P256(key)));
                    }
                }
                Err(KeyFileError::Random(getrandom::Error::UNEXPECTED))
            }
        }
    }

    /// The Ed25519 key of a given 32-byte secret (RFC 8032, section 5.1.5), for tests and key import.
    pub fn from_secret(secret: &[u8; 32]) -> Self {
        Self(Secret::Ed25519(SigningKey::from_bytes(secret)))
    }

    /// Reads `-----BEGIN PRIVATE KEY-----`, PKCS#8 v1 or v2, not encrypted.
    pub fn from_pem(pem: &str) -> Result<Self, KeyFileError> {
        Self::open(pem, None)
    }

    /// Reads PKCS#8 PEM, with a passphrase where it is encrypted.
    pub fn open(pem: &str, passphrase: Option<&[u8]>) -> Result<Self, KeyFileError> {
        if pem.contains("Proc-Type: 4,ENCRYPTED") {
            return Err(KeyFileError::OldEncryption);
        }
        if pem.contains("-----BEGIN PUBLIC KEY-----") {
            return Err(KeyFileError::PublicForPrivate);
        }
        let (ed25519, p256) = match (is_encrypted(pem), passphrase) {
            (false, _) => (SigningKey::from_pkcs8_pem(pem), p256::ecdsa::SigningKey::from_pkcs8_pem(pem)),
            (true, None) => return Err(KeyFileError::Encrypted),
            (true, Some(passphrase)) => {
                let opened = decrypt(pem, passphrase)?;
                let bytes = opened.as_bytes();
                (SigningKey::from_pkcs8_der(bytes), p256::ecdsa::SigningKey::from_pkcs8_der(bytes))
            }
        };
        match (ed25519, p256) {
            (Ok(key), _) => {
                PublicKey::from_bytes(key.verifying_key().as_bytes())?;
                Ok(Self(Secret::Ed25519(key)))
            }
            (_, Ok(key)) => Ok(Self(Secret::P256(key))),
            (Err(error), Err(_)) => Err(KeyFileError::Private(error)),
        }
    }

    /// As [`PrivateKey::from_pem`], from a file.
    pub fn load(path: &Path) -> Result<Self, KeyFileError> {
        Self::from_pem(&read_pem(path)?)
    }

    /// As [`PrivateKey::open`], from a file.
    pub fn load_with(path: &Path, passphrase: &[u8]) -> Result<Self, KeyFileError> {
        Self::open(&read_pem(path)?, Some(passphrase))
    }

    /// Writes PKCS#8 v1 PEM to a new file of mode 0600. An existing file is never touched.
    pub fn save(&self, path: &Path) -> Result<(), KeyFileError> {
        write_new(path, self.to_pem(None)?.as_bytes(), 0o600)
    }

    /// As [`PrivateKey::save`], encrypted under `passphrase`.
    pub fn save_encrypted(&self, path: &Path, passphrase: &[u8]) -> Result<(), KeyFileError> {
        write_new(path, self.to_pem(Some(passphrase))?.as_bytes(), 0o600)
    }

    fn to_pem(&self, passphrase: Option<&[u8]>) -> Result<String, KeyFileError> {
        match &self.0 {
            // Leaving the public half out is what makes it version 1.
            Secret::Ed25519(key) => pem_of(&KeypairBytes { secret_key: key.to_bytes(), public_key: None }, passphrase),
            Secret::P256(key) => pem_of(&p256::SecretKey::from(key), passphrase),
        }
    }

    pub fn public(&self) -> PublicKey {
        match &self.0 {
            Secret::Ed25519(key) => PublicKey::from_bytes(key.verifying_key().as_bytes())
                .expect("invariant: a clamped scalar gives a point of full order"),
            Secret::P256(key) => PublicKey::from_p256(*key.verifying_key()),
        }
    }

    /// Ed25519: 64 bytes; P-256: DER, deterministic (RFC 6979).
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.0 {
            Secret::Ed25519(key) => key.sign(message).to_bytes().to_vec(),
            Secret::P256(key) => {
                let signature: p256::ecdsa::Signature = key.sign(message);
                signature.to_der().as_bytes().to_vec()
            }
        }
    }
}

impl PublicKey {
    /// As [`PublicKey::from_pem`], from a file.
    pub fn load(path: &Path) -> Result<Self, KeyFileError> {
        Ok(Self::from_pem(&read_pem(path)?)?)
    }
}

fn read_pem(path: &Path) -> Result<String, KeyFileError> {
    let failed = |source| KeyFileError::File { action: "read", path: path.to_owned(), source };
    let mut bytes = Vec::new();
    File::open(path).map_err(failed)?.take(MAX_PEM_BYTES + 1).read_to_end(&mut bytes).map_err(failed)?;
    match String::from_utf8(bytes) {
        Ok(pem) if pem.len() as u64 <= MAX_PEM_BYTES && pem.contains("-----BEGIN ") => Ok(pem),
        _ => Err(KeyFileError::NotPem),
    }
}

/// Whether a passphrase is needed to read this key.
pub fn is_encrypted(pem: &str) -> bool {
    pem.contains("-----BEGIN ENCRYPTED PRIVATE KEY-----")
}

/// Whether a passphrase is needed to read the key in this file.
pub fn is_encrypted_file(path: &Path) -> Result<bool, KeyFileError> {
    Ok(is_encrypted(&read_pem(path)?))
}

fn decrypt(pem: &str, passphrase: &[u8]) -> Result<pkcs8::SecretDocument, KeyFileError> {
    let (_, der) = pkcs8::SecretDocument::from_pem(pem).map_err(|error| KeyFileError::Private(error.into()))?;
    let info = pkcs8::EncryptedPrivateKeyInfoRef::try_from(der.as_bytes()).map_err(KeyFileError::Private)?;
    info.decrypt(passphrase).map_err(|_| KeyFileError::Passphrase)
}

fn pem_of(key: &impl EncodePrivateKey, passphrase: Option<&[u8]>) -> Result<String, KeyFileError> {
    let pem = match passphrase {
        None => key.to_pkcs8_pem(LineEnding::LF),
        Some(passphrase) => key.to_pkcs8_encrypted_pem(passphrase, LineEnding::LF),
    };
    pem.map(|pem| pem.to_string()).map_err(KeyFileError::Private)
}

fn random() -> Result<[u8; 32], KeyFileError> {
    let mut bytes = [0u8; 32];
    getrandom::fill(&mut bytes).map_err(KeyFileError::Random)?;
    Ok(bytes)
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
pub fn default_key(directory: &Path) -> Result<DefaultKey, KeyFileError> {
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
        getrandom::fill(&mut name).map_err(KeyFileError::Random)?;
        let passing = directory.join(format!(".{DEFAULT_KEY}.{}", short(&Digest::of(&name))));
        write_new(&passing, key.public().to_pem().as_bytes(), 0o644)?;
        link_new(&passing, &public_path)?;
    }
    if PublicKey::load(&public_path)? != key.public() {
        return Err(KeyFileError::Stale { path: public_path });
    }
    Ok(DefaultKey { key, path, public_path, created })
}

/// Makes the key under a passing name and links it into place, so that of two processes that start
/// at once one wins and neither reads half a file. False: the other won.
fn create_default(directory: &Path, path: &Path) -> Result<bool, KeyFileError> {
    let key = PrivateKey::generate()?;
    let passing = directory.join(format!(".{DEFAULT_KEY}.{}", short(&key.public().keyid())));
    key.save(&passing)?;
    link_new(&passing, path)
}

/// Gives a file that is wholly written its lasting name, so that nobody reads half of it. False: the name was taken.
fn link_new(passing: &Path, path: &Path) -> Result<bool, KeyFileError> {
    let linked = fs::hard_link(passing, path);
    let _ = fs::remove_file(passing);
    match linked {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
        Err(source) => Err(KeyFileError::File { action: "create", path: path.to_owned(), source }),
    }
}

/// `$XDG_DATA_HOME/candor`, else `~/.local/share/candor` (XDG base directories: relative paths are ignored).
#[expect(clippy::disallowed_methods, reason = "where the user's own key lives; nothing of it reaches a report")]
pub fn data_directory() -> Result<PathBuf, KeyFileError> {
    let absolute = |name: &str| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    absolute("XDG_DATA_HOME")
        .or_else(|| absolute("HOME").map(|home| home.join(".local/share")))
        .map(|data| data.join("candor"))
        .ok_or(KeyFileError::NoDataDirectory)
}

/// `KEY.pem` → `KEY.pub.pem`.
pub fn public_path_of(private: &Path) -> PathBuf {
    private.with_extension("pub.pem")
}

/// Writes `bytes` to a file that must not exist yet, with `mode` on Unix, down to the disk.
pub fn write_new(path: &Path, bytes: &[u8], mode: u32) -> Result<(), KeyFileError> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    set_mode(&mut options, mode);
    let mut file = options.open(path).map_err(|source| match source.kind() {
        io::ErrorKind::AlreadyExists => KeyFileError::Exists { path: path.to_owned() },
        _ => KeyFileError::File { action: "create", path: path.to_owned(), source },
    })?;
    file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|source| {
        let _ = fs::remove_file(path);
        KeyFileError::File { action: "write", path: path.to_owned(), source }
    })
}

#[cfg(unix)]
fn set_mode(options: &mut OpenOptions, mode: u32) {
    use std::os::unix::fs::OpenOptionsExt as _;
    options.mode(mode);
}

#[cfg(not(unix))]
fn set_mode(_: &mut OpenOptions, _: u32) {}

fn make_private_directory(directory: &Path) -> Result<(), KeyFileError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory).map_err(|source| KeyFileError::File { action: "create", path: directory.to_owned(), source })
}
