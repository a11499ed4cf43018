//! `candor sign`, `attach` and `export`: a finished pack → the same pack with one thing more, or one of its
//! signatures in the form of another tool. A pack that does not hold together is never signed.

use std::fs;
use std::io::{self, Write as _};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context as _;

use super::secret::KeyArgs;
use super::{Problem, places};
use crate::attest::amend::Amendment;
use crate::attest::contents;
use crate::attest::dsse::EnvelopeSignature;
use crate::attest::keys::{KeyId, PublicKey, short};
use crate::attest::pack::put_pack;
use crate::attest::secret::write_new;
use crate::attest::sigstore;
use crate::attest::ssh::{self, Agent, Signer, SshError};
use crate::tlog::{Leaf, record};

pub(super) const SIGN_EXAMPLES: &str = "\
Examples:
  candor sign product.candor --key second.pem               a second auditor signs the same statement
  candor sign product.candor --agent ~/.ssh/id_ed25519.pub  by a key that ssh-agent holds
  candor sign product.candor --key a.pem --ssh ada@example.org   also in the form of ssh-keygen
  candor sign product.candor --emit-pae pae.bin             for a signer of your own (HSM, KMS, card):
  openssl pkeyutl -sign -inkey k.pem -rawin -in pae.bin -out s.sig
  candor attach product.candor --sig s.sig --public k.pub.pem

Whoever signs says that the statement is right: read report.html first.";

pub(super) const ATTACH_EXAMPLES: &str = "\
Examples:
  candor attach product.candor --sig s.sig --public k.pub.pem       a signature made elsewhere
  candor attach product.candor --timestamp reply.tsr                an RFC 3161 token over sig/KEY.sig
  candor attach product.candor --leaf 7.leaf --proof 7.tlog-proof   that a log took a signature in
  candor attach product.candor --statement response.intoto.jsonl    what a vendor or a second reviewer signed

A token is asked for with `openssl ts -query -data PACK/sig/KEY.sig -sha256 -cert -out query.tsq`.
What does not belong to the pack is refused, and the pack stays as it is.";

pub(super) const EXPORT_EXAMPLES: &str = "\
Examples:
  candor export product.candor --sigstore product.sigstore.json
  candor export product.candor --sigstore bundle.json --by auditor.pub.pem";

/// Add a signature to a pack
#[derive(clap::Args)]
pub(super) struct SignArgs {
    /// The pack: a directory NAME.candor
    pack: PathBuf,
    #[command(flatten)]
    key: KeyArgs,
    /// Sign with the key of this .pub file, which ssh-agent holds
    #[arg(long, value_name = "KEY.pub", conflicts_with = "key")]
    agent: Option<PathBuf>,
    /// Write a signature for ssh-keygen too, under this name in allowed_signers
    #[arg(long, value_name = "PRINCIPAL")]
    ssh: Option<String>,
    /// Sign nothing; write the bytes to be signed to a new file, or - for standard output
    #[arg(long, value_name = "FILE", conflicts_with_all = ["key", "agent", "ssh"])]
    emit_pae: Option<PathBuf>,
}

/// Put a signature, a timestamp or a statement made elsewhere into a pack
#[derive(clap::Args)]
#[command(group = clap::ArgGroup::new("what").required(true).multiple(false).args(["sig", "timestamp", "leaf", "statement"]))]
pub(super) struct AttachArgs {
    /// The pack: a directory NAME.candor
    pack: PathBuf,
    /// A raw signature over what `candor sign --emit-pae` wrote (Ed25519: 64 bytes; P-256: DER)
    #[arg(long, value_name = "FILE", requires = "public")]
    sig: Option<PathBuf>,
    /// The public key of that signature
    #[arg(long, value_name = "PUBKEY.pem")]
    public: Option<PathBuf>,
    /// An RFC 3161 reply or token over one of the files in sig/
    #[arg(long, value_name = "FILE")]
    timestamp: Option<PathBuf>,
    /// The leaf of a signature, or of the submission, in a transparency log
    #[arg(long, value_name = "FILE", requires = "proof")]
    leaf: Option<PathBuf>,
    /// The tlog-proof that the log has it
    #[arg(long, value_name = "FILE", requires = "leaf")]
    proof: Option<PathBuf>,
    /// Statements about this pack, one envelope a line
    #[arg(long, value_name = "FILE")]
    statement: Option<PathBuf>,
}

/// Write a signature of a pack in the form of another tool
#[derive(clap::Args)]
pub(super) struct ExportArgs {
    /// The pack: a directory NAME.candor
    pack: PathBuf,
    /// Where a Sigstore bundle (v0.3) goes: a new file
    #[arg(long, value_name = "FILE")]
    sigstore: PathBuf,
    /// Whose signature, where there are several
    #[arg(long, value_name = "PUBKEY.pem")]
    by: Option<PathBuf>,
}

/// More bytes than anything that can be attached has.
const MAX_BYTES: u64 = 64 << 20;

pub(super) fn sign(args: &SignArgs) -> anyhow::Result<ExitCode> {
    let mut pack = open(&args.pack)?;
    if let Some(path) = &args.emit_pae {
        return emit_pae(&pack, path);
    }
    let mut signer: Box<dyn Signer> = match &args.agent {
        Some(path) => Box::new(agent(path)?),
        None => Box::new(args.key.open()?),
    };
    let public = signer.public();
    let keyid = public.keyid();
    let signed = pack.envelope.signatures().iter().any(|signature| signature.keyid == keyid);
    if !signed || args.ssh.is_none() {
        let signature = signer.sign(&pack.envelope.pae())?;
        pack.add_signature(&public, signature)?;
    }
    if let Some(principal) = &args.ssh {
        let allowed = ssh::allowed_signer(principal, &public)?;
        let armored = ssh::sign_file(signer.as_mut(), pack.envelope.payload())?;
        pack.add_ssh(&keyid, armored, &allowed)?;
    }
    put(&args.pack, &pack, &format!("signed by key {keyid}; {} in all", count(&pack)))
}

pub(super) fn attach(args: &AttachArgs) -> anyhow::Result<ExitCode> {
    let mut pack = open(&args.pack)?;
    if let (Some(sig), Some(public)) = (&args.sig, &args.public) {
        let public = PublicKey::load(public).with_context(|| format!("cannot read the key {}", public.display()))?;
        pack.add_signature(&public, read(sig)?)?;
        return put(&args.pack, &pack, &format!("signed by key {}; {} in all", public.keyid(), count(&pack)));
    }
    if let (Some(leaf), Some(proof)) = (&args.leaf, &args.proof) {
        let (leaf, proof) = (read(leaf)?, read(proof)?);
        if leaf == record::submission(&pack.statement).to_bytes() {
            pack.add_submission(leaf, proof);
            return put(&args.pack, &pack, "a log proof for the submission");
        }
        let is_its = |signature: &&EnvelopeSignature| Leaf::of_signature(&pack.envelope, signature).to_bytes() == leaf;
        let help = "`candor log append LOG --pack PACK` makes the leaves of a pack's signatures";
        let signature = pack.envelope.signatures().iter().find(is_its);
        let keyid = signature
            .ok_or_else(|| Problem::new("the leaf is for none of this pack's signatures, nor for its submission", help))?
            .keyid;
        pack.add_log(&keyid, leaf, proof)?;
        return put(&args.pack, &pack, &format!("a log proof for the signature by key {}", short(&keyid)));
    }
    if let Some(path) = &args.timestamp {
        let keyid = pack.add_timestamp(&read(path)?)?;
        return put(&args.pack, &pack, &format!("a timestamp for the signature by key {}", short(&keyid)));
    }
    let path = args.statement.as_deref().unwrap_or(Path::new(""));
    let bytes = read(path)?;
    let lines: Vec<_> = bytes.split(|byte| *byte == b'\n').filter(|line| !line.is_empty()).collect();
    for line in &lines {
        pack.add_statement(&name(&args.pack), line)?;
    }
    put(&args.pack, &pack, &format!("statements added: {}", lines.len()))
}

pub(super) fn export(args: &ExportArgs) -> anyhow::Result<ExitCode> {
    let pack = open(&args.pack)?;
    let keyid = match (&args.by, pack.envelope.signatures()) {
        (Some(path), _) => PublicKey::load(path).with_context(|| format!("cannot read the key {}", path.display()))?.keyid(),
        (None, [only]) => only.keyid,
        (None, several) => {
            let help = format!("name one with --by PUBKEY.pem: {}", keys(several.iter().map(|signature| signature.keyid)));
            return Err(Problem::new("the pack has several signatures, a bundle has one", help).into());
        }
    };
    let bundle = sigstore::bundle(pack.contents(), &pack.envelope, &keyid)?;
    let help = "the key ids of a pack's signatures are in attestation.dsse.json";
    let bundle = bundle.ok_or_else(|| Problem::new(format!("key {keyid} did not sign this pack"), help))?;
    write_new(&args.sigstore, &bundle, 0o644)?;
    writeln!(anstream::stdout().lock(), "bundle  {} (signature by key {keyid})", args.sigstore.display())?;
    Ok(ExitCode::SUCCESS)
}

/// The pack at `path`, to be added to.
pub(super) fn open(path: &Path) -> anyhow::Result<Amendment> {
    let contents = contents::read(path).with_context(|| format!("cannot read the pack {}", path.display()))?;
    Ok(Amendment::of(contents)?)
}

/// Writes the pack back and says what was added.
pub(super) fn put(path: &Path, pack: &Amendment, added: &str) -> anyhow::Result<ExitCode> {
    put_pack(path, pack.contents())?;
    writeln!(anstream::stdout().lock(), "{}: {added}", path.display())?;
    Ok(ExitCode::SUCCESS)
}

/// The last name of a pack's path.
pub(super) fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

pub(super) fn read(path: &Path) -> anyhow::Result<Vec<u8>> {
    let readable = fs::metadata(path).with_context(|| format!("cannot read {}", path.display()))?;
    if readable.len() > MAX_BYTES {
        return Err(Problem::new(format!("{} is too large", path.display()), "name the file that is to be attached").into());
    }
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn emit_pae(pack: &Amendment, path: &Path) -> anyhow::Result<ExitCode> {
    let bytes = pack.envelope.pae();
    if path.as_os_str() == "-" {
        let mut out = io::stdout().lock();
        out.write_all(&bytes)?;
        out.flush()?;
    } else {
        write_new(path, &bytes, 0o644)?;
    }
    Ok(ExitCode::SUCCESS)
}

fn agent(path: &Path) -> anyhow::Result<Agent<UnixStream>> {
    let line = String::from_utf8(read(path)?).map_err(|_| SshError::PublicKey)?;
    let key = ssh::public_key(&line).with_context(|| format!("cannot use {}", path.display()))?;
    let socket = places::ssh_agent()
        .ok_or_else(|| Problem::new("no ssh-agent: SSH_AUTH_SOCK is not set", "start one with `eval $(ssh-agent)`"))?;
    Ok(Agent::new(UnixStream::connect(socket).map_err(SshError::Agent)?, key))
}

fn count(pack: &Amendment) -> String {
    match pack.envelope.signatures().len() {
        1 => "1 signature".to_owned(),
        several => format!("{several} signatures"),
    }
}

fn keys(keyids: impl Iterator<Item = KeyId>) -> String {
    keyids.map(|keyid| short(&keyid)).collect::<Vec<_>>().join(", ")
}
