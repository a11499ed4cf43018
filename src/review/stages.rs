//! The stages in order. Runs in the worker; says how far it is, and decides nothing.

use std::collections::BTreeSet;
use std::os::unix::ffi::OsStringExt as _;
use std::path::{Path, PathBuf};

use super::ledger::Ledger;
use super::outcome::Unmodelled;
use super::recall::Asked;
use super::{assemble, ledger, rules};
use crate::base::{Diagnostic, Digest, Severity, display};
use crate::detect::{self, indicators::Vocabulary};
use crate::facts::Store;
use crate::intake::{self, IntakeError, Snapshot};
use crate::link::{self, Program};
use crate::report::Report;
use crate::report::model::Packages;
use crate::sandbox::{Bodies, Body, Depth, Failure, Lessened, Reporter, Request, Stage, Submitted, Task};
use crate::taint::{self, Solution};

/// Runs one request. The same submission gives the same bodies, whatever the threads and the store.
pub(super) fn run(request: &Request, line: &Reporter) -> Result<Bodies, Failure> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(request.jobs as usize).build();
    let pool = pool.map_err(|error| failure(format!("cannot start threads: {error}"), "give fewer with --jobs"))?;
    pool.install(|| stages(request, line))
}

fn stages(request: &Request, line: &Reporter) -> Result<Bodies, Failure> {
    let path = PathBuf::from(std::ffi::OsString::from_vec(request.submission.clone()));
    let options = intake::Options {
        rev: request.reference.clone(),
        limits: intake::Limits::default(),
        scratch: request.scratch.clone().map(|bytes| std::ffi::OsString::from_vec(bytes).into()),
    };
    let snapshot = open(request, &path, &options, line).map_err(|error| failure(error.to_string(), error.help()))?;
    let changed = changed(request, &path, &snapshot, &options)?;
    if request.task == Task::Review {
        let received = snapshot.received.as_ref().map(|received| received.digest);
        line.submitted(Submitted { manifest: Digest::of(&snapshot.manifest()), received });
    }
    if request.task == Task::Receive {
        return Ok(Bodies::from([(Body::Received, json(&assemble::received(&snapshot))?)]));
    }
    let catalogue = rules::catalogue().map_err(|error| failure(error.to_string(), "this candor was built with damaged rules"))?;
    let store = open_store(request, line);
    let asked = store.as_ref().and_then(|store| Asked::of(request, &snapshot, &options.limits, store));
    if let Some(report) = asked.as_ref().and_then(Asked::answer) {
        return Ok(review(report, &snapshot, changed));
    }
    line.enter(Stage::Files, request);
    let mut ledger = ledger::examine(request, &snapshot, &Vocabulary::of(&catalogue), store.as_ref(), line);
    ledger.diagnostics.extend(request.lessened.map(told));
    // Of a review that follows no data, the program has no files, and these stages nothing to do.
    let follows = request.lessened.is_none();
    if follows {
        line.enter(Stage::Link, request);
    }
    let roots = detect::roots(manifests(request, &snapshot));
    let program = link::link(std::mem::take(&mut ledger.facts), &roots, &catalogue);
    if follows {
        line.enter(Stage::Solve, request);
    }
    let solution = taint::solve(&program, &catalogue, &detect::wanted);
    line.enter(Stage::Report, request);
    if request.task == Task::Unmodelled {
        return Ok(Bodies::from([(Body::Unmodelled, unmodelled(&program, &solution)?)]));
    }
    ledger.packages = follows.then(|| packages(request, &snapshot, &mut ledger));
    let report = assemble::report(&snapshot, &options.limits, request.withheld, ledger, &program, &solution, &catalogue);
    let report = json(&report)?;
    if let Some(asked) = asked {
        asked.keep(&report);
    }
    Ok(review(report, &snapshot, changed))
}

/// What a review ends with.
fn review(report: Vec<u8>, snapshot: &Snapshot, changed: Option<Vec<u8>>) -> Bodies {
    let mut bodies = Bodies::from([(Body::Report, report), (Body::Manifest, snapshot.manifest())]);
    bodies.extend(changed.map(|changed| (Body::Changed, changed)));
    bodies
}

/// The packages that manifests name.
fn packages(request: &Request, snapshot: &Snapshot, ledger: &mut Ledger) -> Packages {
    let (packages, faults) = detect::packages(manifests(request, snapshot));
    ledger.diagnostics.extend(faults);
    packages
}

/// The files that may be manifests: all but those that ended a worker.
fn manifests<'s>(request: &Request, snapshot: &'s Snapshot) -> impl Iterator<Item = (String, &'s [u8])> {
    let excluded: BTreeSet<Digest> = request.excluded.iter().map(|exclusion| exclusion.file).collect();
    let files = snapshot.all_files().filter(move |file| !excluded.contains(&file.digest));
    files.map(|file| (file.display_path(), &*file.bytes))
}

fn json(report: &Report) -> Result<Vec<u8>, Failure> {
    report.to_json().map_err(|error| failure(error.to_string(), "report this as a bug of candor"))
}

/// A store that cannot be had costs time, not the review.
fn open_store(request: &Request, line: &Reporter) -> Option<Store> {
    let folder = PathBuf::from(std::ffi::OsString::from_vec(request.store.clone()?));
    let opened = Store::open(&folder);
    if let Err(error) = &opened {
        let message = format!("the facts store cannot be opened: {error}");
        line.diagnostic(&Diagnostic::new(Severity::Warning, "store-not-opened", message).help(error.help()));
    }
    opened.ok()
}

/// The snapshot, or, when reading it ended a worker, the mere digest of what was handed over.
fn open(request: &Request, path: &Path, options: &intake::Options, line: &Reporter) -> Result<Snapshot, IntakeError> {
    match request.lessened {
        Some(Lessened { depth: Depth::Nothing, cause, .. }) => {
            intake::leave_unread(path, &format!("the worker that read it {cause}"))
        }
        Some(_) | None => {
            line.enter(Stage::Intake, request);
            intake::open(path, options)
        }
    }
}

/// The files that are not as in the revision that is compared with, if there is one. Of a submission that is not read
/// there is nothing to compare.
fn changed(request: &Request, path: &Path, snapshot: &Snapshot, options: &intake::Options) -> Result<Option<Vec<u8>>, Failure> {
    let Some(rev) = &request.changed_since else { return Ok(None) };
    let paths = match request.lessened.map(|lessened| lessened.depth) {
        Some(Depth::Nothing) => BTreeSet::new(),
        Some(Depth::Names | Depth::Files) | None => {
            let changed = intake::changed_since(path, rev, snapshot, options);
            let said = |error: &IntakeError| format!("cannot tell what changed since {}: {error}", display::escape(rev));
            changed.map_err(|error| failure(said(&error), comparison_help(&error)))?
        }
    };
    serde_json::to_vec(&paths).map(Some).map_err(|error| failure(error.to_string(), "report this as a bug of candor"))
}

/// What to do where a submission cannot be compared with a revision.
fn comparison_help(error: &IntakeError) -> &'static str {
    match error {
        IntakeError::NotARepository { .. } => {
            "--changed-since needs the root of a git repository, where `.git` is; without it everything is shown"
        }
        IntakeError::HostileRepository { .. } => {
            "--changed-since reads a repository whose history lies in its own `.git` alone: clone it plainly, or leave the option out"
        }
        IntakeError::UnknownRevision { .. } | IntakeError::Object { .. } => {
            "name a branch, a tag or a commit that this clone has, with ~N behind it if you like; a shallow clone may have to fetch it first"
        }
        error => error.help(),
    }
}

/// What the report says about a review that did less than it should.
fn told(lessened: Lessened) -> Diagnostic {
    let instead = match lessened.depth {
        Depth::Nothing => "the submission was not read",
        Depth::Names => "no file was looked into",
        Depth::Files => "files were parsed, and no data was followed",
    };
    let message = format!("a worker {} while {}: {instead}", lessened.cause, lessened.stage.name());
    Diagnostic::new(Severity::Error, "worker-ended", message)
}

fn failure(message: String, help: &str) -> Failure {
    Failure { message, help: Some(help.to_owned()) }
}

fn unmodelled(program: &Program, solution: &Solution) -> Result<Vec<u8>, Failure> {
    let rows: Vec<Unmodelled> = detect::missing(program, solution)
        .into_iter()
        .map(|row| Unmodelled { tainted: row.tainted, calls: row.calls, language: row.language, name: row.name })
        .collect();
    serde_json::to_vec(&rows).map_err(|error| failure(error.to_string(), "report this as a bug of candor"))
}
