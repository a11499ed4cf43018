//! Opens the archives among a submission's files, and those within them, as virtual trees: a jar, a wheel, a zip in
//! a tar, a single compressed file. A member's path is that of its archive, `!/`, and its path within. Each archive
//! passes the same checks as one that is the whole submission, under what the caps leave; what is refused there is
//! refused by name. What was submitted stays what it was: manifest and tree id know nothing of members.

use std::collections::VecDeque;
use std::sync::Arc;

use super::archive;
use super::limits::{Limits, RATIO_FREE};
use super::reason::{Reason, Refusal};
use super::snapshot::{File, Nested, Snapshot, Special};

/// Between the path of an archive and that of a member.
const INTO: &[u8] = b"!/";

/// Everything within the archives among the files of `snapshot`.
pub(super) fn open(snapshot: &Snapshot, limits: &Limits) -> Nested {
    let kept: u64 = snapshot.files.iter().map(|file| file.bytes.len() as u64).sum();
    let mut opening = Opening {
        limits,
        bytes: limits.bytes.saturating_sub(kept),
        entries: limits.entries.saturating_sub(count(snapshot)),
        nested: Nested::default(),
    };
    let names = Names::of(snapshot);
    for file in &snapshot.files {
        opening.root(file, &names);
    }
    let mut nested = opening.nested;
    nested.files.sort_by(|a, b| a.path.cmp(&b.path));
    nested.special.sort();
    nested.refused.sort();
    nested.archives.sort();
    nested
}

fn count(snapshot: &Snapshot) -> u64 {
    (snapshot.files.len() + snapshot.special.len() + snapshot.refused.len()) as u64
}

struct Opening<'a> {
    limits: &'a Limits,
    /// What the caps leave to all archives together.
    bytes: u64,
    entries: u64,
    nested: Nested,
}

/// An archive that is to be opened.
struct Pending {
    path: Vec<u8>,
    bytes: Arc<[u8]>,
    /// How many archives its content will lie in.
    level: u64,
    /// Another entry has the name that its tree would get.
    is_shadowed: bool,
}

impl Opening<'_> {
    /// All that lies in one submitted file. Archives in archives multiply: together they may hold no more than the
    /// ratio allows for the file that was submitted.
    fn root(&mut self, file: &File, names: &Names) {
        let Some(root) = pending(file.path.clone(), &file.bytes, 1, names, &file.path) else { return };
        let mut allowance = (file.bytes.len() as u64).saturating_mul(self.limits.ratio).saturating_add(RATIO_FREE);
        let mut queue = VecDeque::from([root]);
        while let Some(next) = queue.pop_front() {
            let taken = self.archive(next, allowance, &mut queue);
            allowance = allowance.saturating_sub(taken);
            self.bytes = self.bytes.saturating_sub(taken);
        }
    }

    /// Opens one archive, queues those in it and tells how many bytes it held.
    fn archive(&mut self, archive: Pending, allowance: u64, queue: &mut VecDeque<Pending>) -> u64 {
        let Pending { path, bytes, level, is_shadowed } = archive;
        if is_shadowed {
            self.refuse(&path, Reason::DuplicateName, "something in the submission has the name that its members would get");
            return 0;
        }
        if level > self.limits.nesting {
            let detail = format!("more than {} archives within each other; not opened", self.limits.nesting);
            self.refuse(&path, Reason::NestedTooDeep, detail);
            return 0;
        }
        let limits = Limits { bytes: self.bytes.min(allowance), entries: self.entries, ..*self.limits };
        let mut inner = archive::open_within(&path, &bytes, &limits);
        if allowance < self.bytes {
            blame_ratio(&mut inner.refused, self.limits.ratio);
        }
        self.entries = self.entries.saturating_sub(count(&inner));
        let names = Names::of(&inner);
        let mut taken = 0;
        self.nested.archives.push((path.clone(), inner.files.len() as u64));
        for file in inner.files {
            taken += file.bytes.len() as u64;
            let full = join(&path, &file.path);
            queue.extend(pending(full.clone(), &file.bytes, level + 1, &names, &file.path));
            self.nested.files.push(File { path: full, ..file });
        }
        self.nested.special.extend(inner.special.into_iter().map(|it| Special { path: join(&path, &it.path), ..it }));
        // Nothing of it is in the manifest, not even what was hashed on the way.
        let refused = inner.refused.into_iter().map(|it| Refusal { path: join(&path, &it.path), withheld: None, ..it });
        self.nested.refused.extend(refused);
        taken
    }

    /// Refuses all that the archive at `path` may hold.
    fn refuse(&mut self, path: &[u8], reason: Reason, detail: impl Into<String>) {
        let whole = Refusal::whole(reason, detail);
        self.nested.refused.push(Refusal { path: join(path, &whole.path), ..whole });
    }
}

/// The file at `full` as an archive to open, if it is one; `own` is its path among `names`.
fn pending(full: Vec<u8>, bytes: &Arc<[u8]>, level: u64, names: &Names, own: &[u8]) -> Option<Pending> {
    archive::is_archive(bytes).then(|| Pending { path: full, bytes: Arc::clone(bytes), level, is_shadowed: names.shadow(own) })
}

fn join(archive: &[u8], member: &[u8]) -> Vec<u8> {
    [archive, INTO, member].concat()
}

/// What looks like the cap on bytes was the smaller one on what a submitted file may stand for.
fn blame_ratio(refused: &mut [Refusal], ratio: u64) {
    for refusal in refused.iter_mut().filter(|refusal| refusal.reason == Reason::TotalBytes) {
        refusal.reason = Reason::Ratio;
        refusal.detail = format!("the archives in one submitted file hold more than {ratio} times its size");
    }
}

/// All paths of one tree, sorted.
struct Names(Vec<Vec<u8>>);

impl Names {
    fn of(tree: &Snapshot) -> Self {
        let files = tree.files.iter().map(|file| &file.path);
        let special = tree.special.iter().map(|special| &special.path);
        let refused = tree.refused.iter().map(|refusal| &refusal.path);
        let mut paths: Vec<Vec<u8>> = files.chain(special).chain(refused).cloned().collect();
        paths.sort();
        Self(paths)
    }

    /// Whether some path is, or lies below, the folder that the members of the archive at `path` would seem to be in.
    fn shadow(&self, path: &[u8]) -> bool {
        let folder = [path, b"!"].concat();
        let from = self.0.partition_point(|known| *known < folder);
        let below = |known: &&Vec<u8>| known.starts_with(&folder);
        self.0[from..].iter().take_while(below).any(|known| matches!(known.get(folder.len()), None | Some(b'/')))
    }
}
