//! The snapshot's files, one by one and in parallel → facts and a line each in the coverage ledger.
//! Largest first, so that no thread ends up alone with a big one; trees go as soon as they are lowered, and
//! no more of them are held at once than a budget of source bytes allows. Files that the store knows are not
//! parsed. Collected by index: neither threads nor the store leave a trace in the outcome.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex};

use crate::base::{Diagnostic, Digest, Severity};
use crate::detect::indicators::{self, Gathered, Signs, Subject, Vocabulary};
use crate::facts::{self, Key, Store};
use crate::intake::{File, Snapshot};
use crate::ir::FileFacts;
use crate::lower;
use crate::report::model::{Disposition, FileCoverage, Packages};
use crate::sandbox::{Cause, Depth, Lessened, Progress, Reporter, Request, Stage};
use crate::syntax::{self, Classification};

/// Bytes of source whose trees may exist at once; a larger file has them all to itself. A tree weighs 20 to
/// 80 times its source.
const TREES: usize = 4 << 20;

/// What is known of every file of a snapshot.
#[derive(Default)]
pub(super) struct Ledger {
    /// In the order of the snapshot.
    pub(super) files: Vec<FileCoverage>,
    pub(super) facts: Vec<(String, Arc<FileFacts>)>,
    /// (path, text) of files whose offsets do not count in their own bytes.
    pub(super) transcoded: Vec<(String, Vec<u8>)>,
    pub(super) signs: Gathered,
    /// What the manifests among them name; none where nothing was followed.
    pub(super) packages: Option<Packages>,
    pub(super) diagnostics: Vec<Diagnostic>,
}

/// One file's part of the ledger.
struct Entry {
    coverage: FileCoverage,
    facts: Option<Arc<FileFacts>>,
    transcoded: Option<Vec<u8>>,
    signs: Signs,
}

/// Examines all files on the threads of the current pool; those that may have ended an earlier worker before all
/// others, one at a time.
pub(super) fn examine(
    request: &Request,
    snapshot: &Snapshot,
    vocabulary: &Vocabulary,
    store: Option<&Store>,
    line: &Reporter,
) -> Ledger {
    let suspects: BTreeSet<&Digest> = request.suspects.iter().collect();
    let files: Vec<&File> = snapshot.all_files().collect();
    let mut order: Vec<usize> = (0..files.len()).collect();
    order.sort_by_key(|&index| (std::cmp::Reverse(files[index].bytes.len()), index));
    let (alone, order): (Vec<usize>, Vec<usize>) = order.into_iter().partition(|&index| suspects.contains(&files[index].digest));
    let work = Work {
        excluded: request.excluded.iter().map(|exclusion| (exclusion.file, exclusion.cause)).collect(),
        lessened: request.lessened,
        files: &files,
        vocabulary,
        store,
        store_failed: AtomicBool::new(false),
        order,
        next: AtomicUsize::new(0),
        done_files: AtomicU64::new(0),
        done_bytes: AtomicU64::new(0),
        total_bytes: files.iter().map(|file| file.bytes.len() as u64).sum(),
        trees: Budget { free: Mutex::new(TREES), freed: Condvar::new() },
        line,
    };
    let mut entries: Vec<(usize, Entry)> = alone.into_iter().map(|index| work.take(0, index)).collect();
    entries.extend(rayon::broadcast(|thread| work.take_turns(thread.index())).into_iter().flatten());
    entries.sort_by_key(|&(index, _)| index);
    let mut ledger = Ledger::default();
    let mut signs = Vec::new();
    for (_, entry) in entries {
        let path = entry.coverage.path.clone();
        signs.push((path.clone(), entry.signs));
        ledger.transcoded.extend(entry.transcoded.map(|text| (path.clone(), text)));
        ledger.facts.extend(entry.facts.map(|facts| (path, facts)));
        ledger.files.push(entry.coverage);
    }
    let paths: Vec<String> = ledger.files.iter().map(|file| file.path.clone()).collect();
    ledger.signs = indicators::gather(signs, &paths);
    ledger
}

/// What the threads share.
struct Work<'a> {
    files: &'a [&'a File],
    /// What ended the workers that read these.
    excluded: BTreeMap<Digest, Cause>,
    lessened: Option<Lessened>,
    vocabulary: &'a Vocabulary,
    store: Option<&'a Store>,
    /// Said once, then no longer tried.
    store_failed: AtomicBool,
    order: Vec<usize>,
    next: AtomicUsize,
    done_files: AtomicU64,
    done_bytes: AtomicU64,
    total_bytes: u64,
    trees: Budget,
    line: &'a Reporter,
}

impl Work<'_> {
    fn take_turns(&self, thread: usize) -> Vec<(usize, Entry)> {
        let mut entries = Vec::new();
        while let Some(&index) = self.order.get(self.next.fetch_add(1, Ordering::Relaxed)) {
            entries.push(self.take(thread, index));
        }
        self.line.finished(thread);
        entries
    }

    fn take(&self, thread: usize, index: usize) -> (usize, Entry) {
        let file = self.files[index];
        let entry = match self.given_up(file) {
            Some(reason) => given_up(file, reason),
            None => {
                self.line.reading(thread, file.digest, file.display_path(), &file.bytes);
                self.weaken(self.examine(file))
            }
        };
        self.tell(file);
        (index, entry)
    }

    /// Why a file must not be looked into.
    fn given_up(&self, file: &File) -> Option<String> {
        if let Some(cause) = self.excluded.get(&file.digest) {
            return Some(format!("the worker that read it {cause}"));
        }
        let lessened = self.lessened.filter(|lessened| lessened.depth <= Depth::Names)?;
        Some(format!("not read, because a worker {} while {}", lessened.cause, lessened.stage.name()))
    }

    /// What was parsed is no more than that when no data is going to be followed.
    fn weaken(&self, mut entry: Entry) -> Entry {
        if let (Some(lessened), Disposition::Dataflow) = (self.lessened, entry.coverage.disposition) {
            entry.coverage.disposition = Disposition::Syntax;
            let why = format!("no data was followed, because a worker {} while {}", lessened.cause, lessened.stage.name());
            entry.coverage.reason = Some(entry.coverage.reason.map_or(why.clone(), |reason| format!("{reason}; {why}")));
            entry.facts = None;
        }
        entry
    }

    fn tell(&self, file: &File) {
        let size = file.bytes.len() as u64;
        self.line.progress(Progress {
            stage: Stage::Files,
            files: self.done_files.fetch_add(1, Ordering::Relaxed) + 1,
            files_total: self.files.len() as u64,
            bytes: self.done_bytes.fetch_add(size, Ordering::Relaxed) + size,
            bytes_total: self.total_bytes,
        });
    }

    fn examine(&self, file: &File) -> Entry {
        let classification = syntax::classify(&file.path, &file.bytes);
        let key = classification.grammar().map(|grammar| Key::of(&file.digest, grammar));
        let stored = self.store.zip(key).and_then(|(store, key)| store.load(key));
        match (stored, key) {
            (Some(stored), _) => {
                let text = syntax::text_of(&classification, &file.bytes);
                self.entry(file, &classification, stored, text)
            }
            (None, Some(key)) => {
                let _trees = self.trees.take(file.bytes.len());
                let (fresh, text) = fresh(file, &classification);
                self.save(key, &fresh);
                self.entry(file, &classification, fresh, text)
            }
            (None, None) => {
                let (fresh, text) = fresh(file, &classification);
                self.entry(file, &classification, fresh, text)
            }
        }
    }

    /// Signs are looked for whether the facts are fresh or not.
    fn entry(&self, file: &File, classification: &Classification, known: facts::Entry, text: Cow<'_, [u8]>) -> Entry {
        let subject = Subject {
            path: &file.path,
            classification,
            bytes: &file.bytes,
            text: &text,
            disposition: known.disposition,
            facts: known.facts.as_ref(),
        };
        let signs = indicators::signs(&subject, self.vocabulary);
        let coverage = FileCoverage {
            path: file.display_path(),
            language: classification.language_id().map(str::to_owned),
            disposition: known.disposition,
            reason: known.reason,
            bytes: file.bytes.len() as u64,
            lines: known.lines,
            error_bytes: known.error_bytes,
            digest: file.digest,
        };
        let transcoded = match text {
            Cow::Owned(text) if known.facts.is_some() => Some(text),
            Cow::Owned(_) | Cow::Borrowed(_) => None,
        };
        Entry { coverage, facts: known.facts.map(Arc::new), transcoded, signs }
    }

    fn save(&self, key: Key, entry: &facts::Entry) {
        let Some(store) = self.store.filter(|_| !self.store_failed.load(Ordering::Relaxed)) else { return };
        if let Err(error) = store.save(key, entry)
            && !self.store_failed.swap(true, Ordering::Relaxed)
        {
            let message = format!("the facts store cannot be written: {error}");
            let help = "the review goes on without it; --no-store does not try";
            self.line.diagnostic(&Diagnostic::new(Severity::Warning, "store-not-written", message).help(help));
        }
    }
}

/// A line for a file that is told by its name and hashed, no more.
fn given_up(file: &File, reason: String) -> Entry {
    let language = syntax::classify(&file.path, &[]).language_id().map(str::to_owned);
    let coverage = FileCoverage {
        path: file.display_path(),
        language,
        disposition: Disposition::Limit,
        reason: Some(reason),
        bytes: file.bytes.len() as u64,
        lines: 0,
        error_bytes: 0,
        digest: file.digest,
    };
    Entry { coverage, facts: None, transcoded: None, signs: Signs::default() }
}

/// Parses and lowers; also gives what offsets count in.
fn fresh<'f>(file: &'f File, classification: &Classification) -> (facts::Entry, Cow<'f, [u8]>) {
    let examined = syntax::examine_as(classification, &file.bytes);
    let facts = match (examined.parsed, classification.grammar()) {
        (Some(parsed), Some(grammar)) => {
            let mut facts = lower::lower_trees(grammar, &parsed.trees, &examined.text);
            facts.error_spans = parsed.error_spans;
            Some(facts)
        }
        (_, _) => None,
    };
    let disposition = if facts.is_none() && examined.disposition == Disposition::Dataflow {
        Disposition::Lexical
    } else {
        examined.disposition
    };
    let (reason, lines, error_bytes) = (examined.reason.or(examined.note), examined.lines, examined.error_bytes);
    (facts::Entry { disposition, reason, lines, error_bytes, facts }, examined.text)
}

/// A number of bytes that threads take from and give back.
struct Budget {
    free: Mutex<usize>,
    freed: Condvar,
}

struct Taken<'a> {
    budget: &'a Budget,
    bytes: usize,
}

impl Budget {
    /// Waits until `bytes` are free, or all that there are.
    fn take(&self, bytes: usize) -> Taken<'_> {
        let bytes = bytes.min(TREES);
        let free = self.free.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        let mut free = self.freed.wait_while(free, |free| *free < bytes).unwrap_or_else(|poisoned| poisoned.into_inner());
        *free -= bytes;
        Taken { budget: self, bytes }
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        *self.budget.free.lock().unwrap_or_else(|poisoned| poisoned.into_inner()) += self.bytes;
        self.budget.freed.notify_all();
    }
}
