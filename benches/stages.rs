//! Each stage on real code against bare tree-sitter parsing of the same files on as many threads: CPU and wall
//! seconds, peak memory, calls per rung, the slowest file. Prints figures and judges nothing.
//!
//! `cargo bench --bench stages -- DIRECTORY [JOBS]` for the table, `… -- bare DIRECTORY [JOBS]` for one line of
//! JSON about the parsing alone. `benches/corpus.sh DIRECTORY` fetches something to measure on.

#![expect(clippy::print_stdout, clippy::disallowed_methods, reason = "a bench looks at the clock and prints")]

use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Instant;

use candor::detect::indicators::{self, Subject, Vocabulary};
use candor::detect::{self, Places, Texts};
use candor::intake::{self, Snapshot};
use candor::ir::FileFacts;
use candor::link::{self, HoleReason, Rung};
use candor::models::Catalogue;
use candor::syntax::grammar::{self, Grammar};
use candor::{lower, syntax, taint};

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
    let (bare_only, rest) = match arguments.split_first() {
        Some((first, rest)) if first == "bare" => (true, rest),
        _ => (false, arguments.as_slice()),
    };
    let Some(directory) = rest.first() else {
        eprintln!("usage: cargo bench --bench stages -- [bare] DIRECTORY [JOBS]");
        return ExitCode::SUCCESS;
    };
    let jobs = rest.get(1).and_then(|jobs| jobs.parse().ok()).unwrap_or(1);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs).build().expect("threads");
    pool.install(|| if bare_only { bare(directory) } else { stages(directory, jobs) });
    ExitCode::SUCCESS
}

fn bare(directory: &str) {
    let snapshot = open(directory);
    let sources = sources(&snapshot);
    let (_, cost) = measured(|| parse_all(&sources));
    let bytes: usize = sources.iter().map(|source| source.bytes.len()).sum();
    println!(r#"{{"cpu":{:.3},"wall":{:.3},"files":{},"bytes":{bytes}}}"#, cost.cpu, cost.wall, sources.len());
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
    let catalogue = Catalogue::parse(grammar::catalogue_files()).expect("the built-in models");
    let vocabulary = Vocabulary::of(&catalogue);
    let (_, looking) = measured(|| each(&sources, |source| drop(signs(source, &vocabulary))));
    row("signs of hiding", looking);
    let slowest = timed
        .iter()
        .map(|(index, (_, seconds))| (*index, *seconds))
        .max_by(|a, b| per_byte(&sources, *a).total_cmp(&per_byte(&sources, *b)));
    let facts: Vec<(String, Arc<FileFacts>)> =
        timed.into_iter().filter_map(|(index, (facts, _))| Some((sources[index].path.clone(), Arc::new(facts?)))).collect();
    let operations: usize = facts.iter().flat_map(|(_, facts)| &facts.functions).map(|function| function.ops.len()).sum();

    let (program, linking) = measured(|| {
        let roots = detect::roots(snapshot.all_files().map(|file| (file.display_path(), &*file.bytes)));
        link::link(facts, &roots, &catalogue)
    });
    row("link", linking);
    let (solution, solving) = measured(|| taint::solve(&program, &catalogue, &detect::wanted));
    row("solve", solving);
    let texts: Texts<'_> = sources.iter().map(|source| (source.path.as_str(), source.bytes)).collect();
    let (findings, detecting) = measured(|| {
        let mut places = Places::new(&program, &texts, false);
        let findings = detect::findings(&mut places, &solution).0.len();
        drop((detect::capabilities(&mut places, &solution), detect::endpoints(&mut places, &solution)));
        findings
    });
    row("detect", detecting);
    let whole = [read, lowering, looking, linking, solving, detecting];
    row("all", Cost { cpu: whole.iter().map(|cost| cost.cpu).sum(), wall: whole.iter().map(|cost| cost.wall).sum() });

    println!(
        "\n{findings} findings, those of metadata among them; {:.2} operations a line; peak memory {} MB",
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

fn signs(source: &Source<'_>, vocabulary: &Vocabulary) -> indicators::Signs {
    let (path, bytes) = (source.raw, source.bytes);
    let classification = syntax::classify(path, bytes);
    let text = bytes;
    let subject =
        Subject { path, classification: &classification, bytes, text, disposition: syntax::Disposition::Dataflow, facts: None };
    indicators::signs(&subject, vocabulary)
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

/// User and system time of this process, all threads (proc(5), fields 14 and 15; ticks of 10 ms).
fn cpu_seconds() -> f64 {
    let stat = fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    fields.skip(11).take(2).filter_map(|field| field.parse::<f64>().ok()).sum::<f64>() / 100.0
}

/// Peak resident memory in KiB.
fn peak() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or_default()
}
