//! Each stage on real code against bare tree-sitter parsing of the same files on as many threads: CPU and wall
//! seconds, peak memory, calls per rung, the slowest file. Prints figures and judges nothing.
//!
//! `cargo bench --bench stages -- DIRECTORY [JOBS]` for the table, `… -- bare DIRECTORY [JOBS]` for one line of
//! JSON about the parsing alone, `… -- front DIRECTORY [JOBS]` for the stages before solving, each at its best of
//! several rounds. `benches/corpus.sh DIRECTORY` fetches something to measure on.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench looks at the clock and prints")]

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use candor::detect::{self, Places, Texts};
use candor::facts::{Entry, Key, Store};
use candor::intake::{self, Snapshot};
use candor::ir::FileFacts;
use candor::link::{self, HoleReason, Rung};
use candor::models::Catalogue;
use candor::syntax::grammar::{self, Grammar};
use candor::{lower, syntax, taint};

/// Rounds of `front`, for sources up to this many bytes; larger ones have one.
const ROUNDS: usize = 9;
const LARGE: usize = 16 << 20;

/// A file that some grammar speaks for.
struct Source<'a> {
    path: String,
    raw: &'a [u8],
    bytes: &'a [u8],
    grammar: &'static Grammar,
}

/// CPU and wall seconds of one stage.
#[derive(Clone, Copy)]
struct Cost {
    cpu: f64,
    wall: f64,
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let (run, rest): (fn(&str, usize), _) = match arguments.split_first() {
        Some((first, rest)) if first == "bare" => (bare, rest),
        Some((first, rest)) if first == "front" => (front, rest),
        _ => (stages, arguments.as_slice()),
    };
    let Some(directory) = rest.first() else {
        eprintln!("usage: cargo bench --bench stages -- [bare|front] DIRECTORY [JOBS]");
        return ExitCode::SUCCESS;
    };
    let jobs = rest.get(1).and_then(|jobs| jobs.parse().ok()).unwrap_or(1);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().expect("threads");
    pool.install(|| run(directory, jobs));
    ExitCode::SUCCESS
}

fn bare(directory: &str, _jobs: usize) {
    let snapshot = open(directory);
    let sources = sources(&snapshot);
    let (_, cost) = measured(|| parse_all(&sources));
    let bytes: usize = sources.iter().map(|source| source.bytes.len()).sum();
    println!(r#"{{"cpu":{:.3},"wall":{:.3},"files":{},"bytes":{bytes}}}"#, cost.cpu, cost.wall, sources.len());
}

fn save(store: &Store, source: &Source<'_>) {
    let (facts, _) = lowered(source);
    let entry = Entry { disposition: syntax::Disposition::Dataflow, reason: None, lines: 0, error_bytes: 0, facts };
    store.save(key(source), &entry).expect("writable");
}

fn key(source: &Source<'_>) -> Key {
    Key::of(&candor::base::Digest::of(source.bytes), source.grammar)
}

/// What is measured often because it is changed often. The best of several rounds counts, and the stages take
/// turns: others share the machine.
fn front(directory: &str, jobs: usize) {
    let snapshot = open(directory);
    let sources = sources(&snapshot);
    let catalogue = Catalogue::parse(grammar::catalogue_files()).expect("the built-in models");
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Store::open(folder.path()).expect("a folder of our own");
    let (_, saving) = measured(|| each(&sources, |source| save(&store, source)));
    let mut best: Vec<(&str, f64)> = Vec::new();
    let mut facts = Vec::new();
    let bytes: usize = sources.iter().map(|source| source.bytes.len()).sum();
    let rounds = if bytes > LARGE { 1 } else { ROUNDS };
    for _ in 0..rounds {
        let (_, bare) = measured(|| parse_all(&sources));
        let (_, gates) = measured(|| each(&sources, |source| drop(syntax::examine(source.raw, source.bytes))));
        let (timed, lowering) = measured(|| each(&sources, lowered));
        facts = timed
            .into_iter()
            .filter_map(|(index, (facts, _))| Some((sources[index].path.clone(), Arc::new(facts?))))
            .collect::<Vec<_>>();
        let (_, linking) = measured(|| link::link(facts.clone(), &catalogue));
        let (_, warm) = measured(|| each(&sources, |source| store.load(key(source))));
        let rows = [
            ("bare parsing", bare),
            ("gates and parsing", gates),
            ("  with lowering", lowering),
            ("link", linking), ("lowering and saving", saving),
            ("load from the store", warm),
        ];
        best.resize(rows.len(), ("", f64::INFINITY));
        for (best, (name, cost)) in best.iter_mut().zip(rows) {
            *best = (name, best.1.min(cost.cpu));
        }
    }
    println!("{} files, {jobs} threads, best of {rounds}", sources.len());
    for (name, cpu) in &best {
        println!("{name:28} {cpu:8.3} {:7.2}", cpu / best[0].1);
    }
    let bytes: Vec<Vec<u8>> = facts.iter().map(|(_, facts)| postcard::to_stdvec(&**facts).expect("facts")).collect();
    let parts: Vec<&[u8]> = bytes.iter().map(Vec::as_slice).collect();
    println!("peak memory {} MB; facts {}", peak() / 1024, candor::base::Digest::of_parts(&parts));
}

fn stages(directory: &str, jobs: usize) {
    let (snapshot, read) = measured(|| open(directory));
    let sources = sources(&snapshot);
    let bytes: usize = sources.iter().map(|source| source.bytes.len()).sum();
    let lines: usize = sources.iter().map(|source| source.bytes.iter().filter(|&&byte| byte == b'\n').count()).sum();
    println!("{} files, {lines} lines, {:.1} MB, {jobs} threads", sources.len(), bytes as f64 / 1e6);
    let (_, bare) = measured(|| parse_all(&sources));
    println!("{:28} {:>8} {:>8} {:>7}", "", "CPU s", "wall s", "ratio");
    let row = |name: &str, cost: Cost| {
        println!("{name:28} {:8.2} {:8.2} {:7.2}", cost.cpu, cost.wall, cost.cpu / bare.cpu);
    };
    row("bare parsing", bare);
    row("read and hash", read);

    let (_, gates) = measured(|| each(&sources, |source| drop(syntax::examine(source.raw, source.bytes))));
    row("gates and parsing", gates);
    let (timed, lowering) = measured(|| each(&sources, lowered));
    row("  with lowering", lowering);
    let slowest = timed
        .iter()
        .map(|(index, (_, seconds))| (*index, *seconds))
        .max_by(|a, b| per_byte(&sources, *a).total_cmp(&per_byte(&sources, *b)));
    let facts: Vec<(String, Arc<FileFacts>)> =
        timed.into_iter().filter_map(|(index, (facts, _))| Some((sources[index].path.clone(), Arc::new(facts?)))).collect();
    let operations: usize = facts.iter().flat_map(|(_, facts)| &facts.functions).map(|function| function.ops.len()).sum();

    let catalogue = Catalogue::parse(grammar::catalogue_files()).expect("the built-in models");
    let (program, linking) = measured(|| link::link(facts, &catalogue));
    row("link", linking), ("lowering and saving", saving);
    let (solution, solving) = measured(|| taint::solve(&program, &catalogue));
    row("solve", solving);
    let texts: Texts<'_> = sources.iter().map(|source| (source.path.as_str(), source.bytes)).collect();
    let (findings, detecting) = measured(|| {
        let mut places = Places::new(&program, &texts);
        let findings = detect::findings(&mut places, &solution).len();
        drop((detect::capabilities(&mut places, &solution), detect::endpoints(&mut places, &solution)));
        findings
    });
    row("detect", detecting);
    let whole = [read, lowering, linking, solving, detecting];
    row("all", Cost { cpu: whole.iter().map(|cost| cost.cpu).sum(), wall: whole.iter().map(|cost| cost.wall).sum() });

    println!(
        "\n{findings} findings; {:.2} operations a line; peak memory {} MB",
        operations as f64 / lines as f64,
        peak() / 1024
    );
    println!("solve: {:?}", solution.stats);
    let stats = &program.stats;
    let share = |count: usize| 100.0 * count as f64 / stats.call_sites.max(1) as f64;
    println!("{} call sites:", stats.call_sites);
    for (rung, &count) in Rung::ALL.iter().zip(&stats.per_rung).filter(|(_, count)| **count > 0) {
        println!("  {:28} {count:8} {:5.1} %", rung.name(), share(count));
    }
    println!("  {:28} {:8} {:5.1} %", "external", stats.external, share(stats.external));
    println!("  {:28} {:8} {:5.1} %", "constructs", stats.constructs_only, share(stats.constructs_only));
    for (reason, &count) in HoleReason::ALL.iter().zip(&stats.holes).filter(|(_, count)| **count > 0) {
        println!("  hole: {:22} {count:8} {:5.1} %", reason.name(), share(count));
    }
    if let Some(slowest) = slowest {
        let source = &sources[slowest.0];
        println!(
            "slowest file: {:.0} ns/byte, {} ({} bytes)",
            per_byte(&sources, slowest) * 1e9,
            source.path,
            source.bytes.len()
        );
    }
}

fn per_byte(sources: &[Source<'_>], (index, seconds): (usize, f64)) -> f64 {
    // A tiny file tells of start-up costs alone.
    seconds / sources[index].bytes.len().max(4096) as f64
}

fn open(directory: &str) -> Snapshot {
    intake::open(Path::new(directory), &intake::Options::default()).expect("a readable directory")
}

fn sources(snapshot: &Snapshot) -> Vec<Source<'_>> {
    let classified = snapshot.files.iter().map(|file| (file, syntax::classify(&file.path, &file.bytes).grammar()));
    classified
        .filter_map(|(file, grammar)| {
            Some(Source { path: file.display_path(), raw: &file.path, bytes: &file.bytes, grammar: grammar? })
        })
        .collect()
}

fn parse_all(sources: &[Source<'_>]) {
    each(sources, |source| {
        let mut parser = tree_sitter::Parser::new();
        parser.set_language(&source.grammar.language.into()).expect("a supported grammar");
        parser.parse(source.bytes, None).map(|tree| tree.root_node().end_byte())
    });
}

fn lowered(source: &Source<'_>) -> (Option<FileFacts>, f64) {
    let start = Instant::now();
    let examined = syntax::examine(source.raw, source.bytes);
    let facts = examined.parsed.as_ref().map(|parsed| lower::lower_trees(source.grammar, &parsed.trees, &examined.text));
    (facts, start.elapsed().as_secs_f64())
}

/// Runs `work` on every file, largest first, on all threads; results in the order of the files.
fn each<T: Send>(sources: &[Source<'_>], work: impl Fn(&Source<'_>) -> T + Sync) -> Vec<(usize, T)> {
    let mut order: Vec<usize> = (0..sources.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(sources[index].bytes.len()));
    let next = AtomicUsize::new(0);
    let turns = rayon::broadcast(|_| {
        let mut done = Vec::new();
        while let Some(&index) = order.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push((index, work(&sources[index])));
        }
        done
    });
    let mut results: Vec<(usize, T)> = turns.into_iter().flatten().collect();
    results.sort_by_key(|(index, _)| *index);
    results
}

fn measured<T>(work: impl FnOnce() -> T) -> (T, Cost) {
    let (cpu, wall) = (cpu_seconds(), Instant::now());
    let result = work();
    (result, Cost { cpu: cpu_seconds() - cpu, wall: wall.elapsed().as_secs_f64() })
}

/// Time on a processor of all threads of this process (schedstat, first field, nanoseconds).
fn cpu_seconds() -> f64 {
    let threads = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let stats = threads.filter_map(|thread| fs::read_to_string(thread.path().join("schedstat")).ok());
    stats.filter_map(|stat| stat.split_whitespace().next()?.parse::<f64>().ok()).sum::<f64>() / 1e9
}

/// Peak resident memory in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
