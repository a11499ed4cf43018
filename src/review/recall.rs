//! Whether the store has the report of this very submission by this very program: whoever judges by another policy, or
//! asks again after a checkout that changed nothing, need not wait for it. Runs in the worker.

use super::rules;
use crate::base::Digest;
use crate::facts::{Key, Store};
use crate::intake::{Limits, Mode, Snapshot, Withheld};
use crate::report::Report;
use crate::sandbox::{Request, Task};

/// A question that the store may have the answer to.
pub(super) struct Asked<'s> {
    store: &'s Store,
    key: Key,
}

impl<'s> Asked<'s> {
    /// `None`: the answer follows from more than the submission, as how earlier workers ended, or is no report.
    pub(super) fn of(request: &Request, snapshot: &Snapshot, limits: &Limits, store: &'s Store) -> Option<Self> {
        let whole = request.excluded.is_empty() && request.suspects.is_empty() && request.lessened.is_none();
        let program = request.program.filter(|_| whole && request.task == Task::Review)?;
        let rules = rules::identity().digest;
        let asked = format!("{:?} {limits:?} {}", request.withheld, about(snapshot));
        let question = Digest::of_parts(&[&program.0, &rules.0, asked.as_bytes(), &files(snapshot).0]);
        Some(Self { store, key: Key::of_answer(&question) })
    }

    /// The bytes of `report.json`, when they are those of a report.
    pub(super) fn answer(&self) -> Option<Vec<u8>> {
        self.store.answer(self.key, |json| Report::from_json(json).is_ok().then(|| json.to_vec()))
    }

    /// That it cannot be kept costs time, the next time.
    pub(super) fn keep(&self, report: &[u8]) {
        let _ = self.store.keep_answer(self.key, report);
    }
}

/// All that intake says but the files, which are too many to be written out.
fn about(snapshot: &Snapshot) -> String {
    // Named one by one, so that whoever adds to a snapshot is asked for its place here.
    let Snapshot {
        files: _,
        kind,
        object_format,
        commit,
        tree,
        special,
        refused,
        received,
        nested,
        claim,
        package,
        signatures,
        diagnostics,
    } = snapshot;
    let refused = refused.iter().chain(&nested.refused);
    let refused: Vec<_> = refused.map(|one| (&one.path, one.reason, &one.detail, one.withheld.map(withheld))).collect();
    let received = received.as_ref().map(|received| (&received.name, received.digest.hex()));
    let origin = (kind, object_format, commit, tree, received, package, signatures);
    format!("{origin:?} {claim:?} {special:?} {:?} {:?} {refused:?} {diagnostics:?}", nested.special, nested.archives)
}

fn withheld(one: Withheld) -> (Mode, String) {
    (one.mode, one.digest.hex())
}

fn files(snapshot: &Snapshot) -> Digest {
    let files = snapshot.all_files().map(|file| format!("{:?} {:?} {}", file.path, file.mode, file.digest));
    Digest::of(files.collect::<Vec<_>>().join("\n").as_bytes())
}
