//! `candor log verify`: a leaf and its proof, or a whole log, → whether it holds, in words and as exit code.

use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;

use super::{clock, read, verifier_key};
use crate::tlog::consistency::ConsistencyProof;
use crate::tlog::policy::Witnessed;
use crate::tlog::{Checkpoint, Leaf, LogError, Mirror, Policy, ProofError};

#[derive(clap::Args)]
pub(super) struct Args {
    /// A log's directory, or a copy of its public part: everything in it is read and checked
    #[arg(required_unless_present = "proof", conflicts_with = "proof")]
    directory: Option<PathBuf>,
    /// The log's public key: a file, or NAME+ID+KEY; its name is the origin
    #[arg(long, value_name = "VKEY")]
    log: String,
    /// The public key of a witness whose cosignature counts; may be given several times
    #[arg(long, value_name = "VKEY")]
    witness: Vec<String>,
    /// How many of the witnesses it takes [default: all that are named]
    #[arg(long, value_name = "N")]
    threshold: Option<usize>,
    /// A tlog-proof file
    #[arg(long, value_name = "FILE", requires = "leaf")]
    proof: Option<PathBuf>,
    /// The leaf that the proof is about
    #[arg(long, value_name = "FILE", requires = "proof")]
    leaf: Option<PathBuf>,
    /// An earlier checkpoint of the log, which the log must continue
    #[arg(long, value_name = "CHECKPOINT", conflicts_with = "proof")]
    since: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> anyhow::Result<ExitCode> {
    let policy = policy(args)?;
    let outcome = match (&args.directory, &args.proof, &args.leaf) {
        (Some(directory), ..) => whole(args, &policy, &Mirror::at(directory)),
        (None, Some(proof), Some(leaf)) => one(&policy, &read(leaf)?, &read(proof)?),
        (None, ..) => unreachable!("invariant: clap demands a directory, or a proof with its leaf"),
    };
    let mut out = io::stdout().lock();
    match outcome {
        Ok(said) => {
            write!(out, "{said}")?;
            Ok(ExitCode::SUCCESS)
        }
        Err(error) => match error.downcast_ref::<LogError>() {
            // What does not hold is an answer; what cannot be read is none.
            Some(LogError::Proof(_) | LogError::Damaged(_)) => {
                writeln!(out, "REFUSED: {error}")?;
                Ok(ExitCode::from(1))
            }
            Some(_) | None => Err(error),
        },
    }
}

fn policy(args: &Args) -> anyhow::Result<Policy> {
    let witnesses = args.witness.iter().map(|key| verifier_key(key)).collect::<anyhow::Result<Vec<_>>>()?;
    let threshold = args.threshold.unwrap_or(witnesses.len());
    Ok(Policy::new(verifier_key(&args.log)?, witnesses, threshold).map_err(LogError::from)?)
}

fn one(policy: &Policy, leaf: &[u8], proof: &[u8]) -> anyhow::Result<String> {
    let logged = policy.verify_inclusion(leaf, proof).map_err(LogError::from)?;
    let said = words(&logged.head);
    Ok(format!("leaf {} of {said}", logged.index))
}

fn whole(args: &Args, policy: &Policy, mirror: &Mirror) -> anyhow::Result<String> {
    let checkpoint = mirror.checkpoint()?;
    let head = policy.check(&checkpoint).map_err(LogError::from)?;
    let mut view = mirror.view(&checkpoint)?;
    if let Some(path) = &args.since {
        let old = policy.check_log(&read(path)?).map_err(LogError::from)?;
        continues(policy, &old, &view.prove_consistency(old.size.min(head.checkpoint.size))?)?;
    }
    let mut foreign = 0;
    view.audit(|_, entry| foreign += u64::from(Leaf::parse(entry).is_none()))?;
    let others = if foreign == 0 { String::new() } else { format!("{foreign} leaves are not of the form candor-log/v1\n") };
    Ok(format!("every entry and tile belongs to {}{others}", words(&head)))
}

fn continues(policy: &Policy, old: &Checkpoint, proof: &ConsistencyProof) -> Result<(), LogError> {
    if policy.verify_consistency(old, proof).is_ok() {
        Ok(())
    } else {
        let new = policy.check_log(&proof.checkpoint)?.size;
        Err(ProofError::Consistency { old: old.size, new }.into())
    }
}

fn words(head: &Witnessed) -> String {
    let mut said = format!("{} leaves, log {}\n", head.checkpoint.size, head.checkpoint.origin);
    for seen in &head.seen {
        said += &format!("seen by {} at {}\n", seen.witness, clock::utc_of_seconds(seen.time));
    }
    said
}
