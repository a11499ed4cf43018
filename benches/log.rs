//! What a transparency log costs as it grows: one append, one proof, one check of a proof, tenth by tenth of so many
//! appends. Prints figures and judges nothing.
//!
//! `cargo bench --bench log -- DIRECTORY [APPENDS [BEFORE]]`: the log goes into DIRECTORY/log, which must not exist, so that
//! the disk is the caller's choice; BEFORE leaves are there already when the measuring begins.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench looks at the clock and prints")]

use std::path::Path;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use candor::base::Digest;
use candor::tlog::{Checkpoint, Leaf, Log, LogError, Policy};

/// Leaves that are put in at once where they are not measured.
const BATCH: u64 = 10_000;
const SLICES: u64 = 10;
/// Proofs of each kind that are made and checked after every slice.
const PROOFS: u64 = 100;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let Some(directory) = arguments.first() else {
        eprintln!("usage: cargo bench --bench log -- DIRECTORY [APPENDS [BEFORE]]");
        return ExitCode::SUCCESS;
    };
    let number = |at: usize, default| arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(default);
    measure(Path::new(directory), number(1, 10_000), number(2, 0)).expect("a log on a disk with room");
    ExitCode::SUCCESS
}

fn measure(directory: &Path, appends: u64, before: u64) -> Result<(), LogError> {
    let log = Log::init(&directory.join("log"), "log.example.org/bench", None)?;
    let mut size = 0;
    let mut states = Vec::new();
    while size < before {
        let end = before.min(size + BATCH);
        log.append(&(size..end).map(leaf).collect::<Vec<_>>())?;
        size = end;
    }
    println!("{:>10} {:>12} {:>12} {:>12} {:>12} {:>10}", "leaves", "append us", "worst us", "prove us", "check us", "bytes");
    for slice in 1..=SLICES {
        let end = before + appends * slice / SLICES;
        let (mut sum, mut worst, count) = (Duration::ZERO, Duration::ZERO, end - size);
        while size < end {
            let start = Instant::now();
            let appended = log.append(&[leaf(size)])?;
            let took = start.elapsed();
            (sum, worst, size) = (sum + took, worst.max(took), size + 1);
            if states.is_empty() || size == end {
                states.push(appended.head);
            }
        }
        let Proofs { made, checked, bytes } = prove(&log, size, &states)?;
        let micros = |duration: Duration, count: u64| duration.as_secs_f64() * 1e6 / count.max(1) as f64;
        println!(
            "{size:10} {:12.1} {:12.1} {:12.1} {:12.1} {bytes:10}",
            micros(sum, count),
            micros(worst, 1),
            micros(made, 2 * PROOFS),
            micros(checked, 2 * PROOFS)
        );
    }
    Ok(())
}

/// Inclusion and consistency proofs, and the size of the largest.
struct Proofs {
    made: Duration,
    checked: Duration,
    bytes: usize,
}

/// Of leaves all over the log and of its older `states`, each read from the disk anew.
fn prove(log: &Log, size: u64, states: &[Checkpoint]) -> Result<Proofs, LogError> {
    let policy = Policy::new(log.key().clone(), Vec::new(), 0)?;
    let mut proofs = Proofs { made: Duration::ZERO, checked: Duration::ZERO, bytes: 0 };
    for (number, old) in (0..PROOFS).zip(states.iter().cycle()) {
        let index = size * number / PROOFS;
        let start = Instant::now();
        let checkpoint = log.mirror().checkpoint()?;
        let inclusion = log.mirror().view(&checkpoint)?.prove_inclusion(index)?.to_bytes();
        let consistency = log.mirror().view(&checkpoint)?.prove_consistency(old.size)?;
        proofs.made += start.elapsed();
        proofs.bytes = proofs.bytes.max(inclusion.len());
        let start = Instant::now();
        policy.verify_inclusion(&leaf(index), &inclusion)?;
        policy.verify_consistency(old, &consistency)?;
        proofs.checked += start.elapsed();
    }
    Ok(proofs)
}

fn leaf(number: u64) -> Vec<u8> {
    let payload = Digest::of(&number.to_le_bytes());
    Leaf::Signature { payload, keyid: Digest::of(b"key"), signature: Digest::of(payload.hex().as_bytes()) }.to_bytes()
}
