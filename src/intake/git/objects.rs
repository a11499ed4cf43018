//! An object database and the snapshot of one commit in it. Trees are parsed here, from verified
//! objects, so that no name is interpreted by anything else; blobs are read in parallel.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use git2::{ErrorCode, ObjectType, Odb, Oid};
use rayon::prelude::*;

use crate::base::display;
use crate::intake::collect::{self, Budget, Clashes, Entry, Node};
use crate::intake::error::IntakeError;
use crate::intake::limits::Limits;
use crate::intake::names;
use crate::intake::reason::{Reason, Refusal};
use crate::intake::snapshot::{Mode, Snapshot, SourceKind, SpecialKind};

/// An object database of SHA-1 format.
pub(super) struct Objects {
    odb: Odb<'static>,
}

/// A commit, its tree and its own text.
pub(super) struct Commit {
    pub(super) id: Oid,
    tree: Oid,
    pub(super) text: Vec<u8>,
}

/// Commits and tags are text of a few kilobytes; trees are bounded by the cap on files.
const MAX_TEXT: u64 = 16 << 20;
/// A tag may name a tag; no honest chain is longer.
pub(super) const MAX_TAGS: u32 = 16;

/// Why an object could not be had.
enum Fault {
    Missing,
    Corrupt,
    TooLarge(u64),
}

impl Fault {
    fn detail(&self) -> String {
        match self {
            Self::Missing => "not in the object database".to_owned(),
            Self::Corrupt => "damaged, or not what its id says".to_owned(),
            Self::TooLarge(size) => format!("{size} bytes, more than its limit"),
        }
    }

    fn refusal(&self, path: Vec<u8>, id: Oid) -> Entry {
        let reason = match self {
            Self::Missing => Reason::ObjectMissing,
            Self::Corrupt => Reason::ObjectCorrupt,
            Self::TooLarge(_) => Reason::FileTooLarge,
        };
        Entry::refused(path, reason, format!("git object {id}: {}", self.detail()))
    }
}

impl Objects {
    /// Opens a directory of objects that has no alternates.
    pub(super) fn open(directory: &Path) -> Result<Self, IntakeError> {
        // On by default; said aloud because all trust in what is read rests on it.
        git2::opts::strict_hash_verification(true);
        let unusable = |detail: String| IntakeError::NotARepository { path: directory.to_owned(), detail };
        let path = directory.to_str().ok_or_else(|| unusable("its path is not UTF-8".to_owned()))?;
        let odb = Odb::new().map_err(|error| unusable(error.message().to_owned()))?;
        odb.add_disk_alternate(path).map_err(|error| unusable(error.message().to_owned()))?;
        Ok(Self { odb })
    }

    /// The one object whose id starts with `prefix`, 4 to 39 hexadecimal digits.
    pub(super) fn by_prefix(&self, prefix: &str) -> Result<Option<Oid>, IntakeError> {
        let Ok(short) = Oid::from_str(prefix) else { return Ok(None) };
        match self.odb.exists_prefix(short, prefix.len()) {
            Ok(id) => Ok(Some(id)),
            Err(error) if error.code() == ErrorCode::Ambiguous => {
                let detail = "more than one object id starts with it".to_owned();
                Err(IntakeError::AmbiguousRevision { rev: prefix.to_owned(), detail })
            }
            Err(_) => Ok(None),
        }
    }

    /// The commit that `id` is, or that it names as a tag.
    pub(super) fn commit_of(&self, id: Oid) -> Result<Commit, IntakeError> {
        let broken = |id: Oid, detail: &str| IntakeError::Object { id: id.to_string(), detail: detail.to_owned() };
        let mut id = id;
        for _ in 0..MAX_TAGS {
            let (kind, text) = self.read(id, MAX_TEXT).map_err(|fault| broken(id, &fault.detail()))?;
            match kind {
                ObjectType::Commit => {
                    let tree = header_id(&text, b"tree ").ok_or_else(|| broken(id, "a commit without a tree"))?;
                    return Ok(Commit { id, tree, text });
                }
                ObjectType::Tag => id = header_id(&text, b"object ").ok_or_else(|| broken(id, "a tag without an object"))?,
                _ => return Err(broken(id, "neither a commit nor a tag of one")),
            }
        }
        Err(broken(id, "a chain of too many tags"))
    }

    /// All of the commit's tree.
    pub(super) fn snapshot(&self, commit: &Commit, kind: SourceKind, limits: &Limits) -> Result<Snapshot, IntakeError> {
        let mut walk = Walk { objects: self, limits, entries: Vec::new(), blobs: Vec::new(), whole: Vec::new(), seen: 0 };
        walk.run(commit.tree);
        let Walk { mut entries, blobs, whole, .. } = walk;
        entries.extend(self.read_blobs(blobs, limits));
        let mut snapshot = collect::assemble(kind, Clashes::Remarked, entries, whole);
        snapshot.object_format = Some("sha1".to_owned());
        snapshot.commit = Some(commit.id.to_string());
        snapshot.tree = Some(commit.tree.to_string());
        Ok(snapshot)
    }

    /// The ids of all files and links in the commit's tree, as far as it can be read and the caps go.
    pub(super) fn blob_ids(&self, commit: &Commit, limits: &Limits) -> BTreeMap<Vec<u8>, Oid> {
        let mut walk = Walk { objects: self, limits, entries: Vec::new(), blobs: Vec::new(), whole: Vec::new(), seen: 0 };
        walk.run(commit.tree);
        walk.blobs.into_iter().map(|blob| (blob.path, blob.id)).collect()
    }

    /// The first of the commits that `commit` follows.
    pub(super) fn first_parent(&self, commit: &Commit) -> Option<Oid> {
        let line = memchr::memchr(b'\n', &commit.text)?;
        header_id(&commit.text[line + 1..], b"parent ")
    }

    /// A commit or tag, or whatever else `id` is that is not too large.
    pub(super) fn read_text(&self, id: Oid) -> Option<(ObjectType, Vec<u8>)> {
        self.read(id, MAX_TEXT).ok()
    }

    /// Looks at the size before anything is inflated.
    fn read(&self, id: Oid, limit: u64) -> Result<(ObjectType, Vec<u8>), Fault> {
        let (size, _) = self.header(id)?;
        if size > limit {
            return Err(Fault::TooLarge(size));
        }
        let object = self.odb.read(id).map_err(|error| fault_of(&error))?;
        Ok((object.kind(), object.data().to_vec()))
    }

    fn header(&self, id: Oid) -> Result<(u64, ObjectType), Fault> {
        let (size, kind) = self.odb.read_header(id).map_err(|error| fault_of(&error))?;
        Ok((size as u64, kind))
    }

    /// Reads each distinct blob once. Sizes come first, so that budgets are dealt out in path order.
    fn read_blobs(&self, mut blobs: Vec<Blob>, limits: &Limits) -> Vec<Entry> {
        blobs.sort_by(|a, b| a.path.cmp(&b.path));
        let mut ids: Vec<Oid> = blobs.iter().map(|blob| blob.id).collect();
        ids.sort();
        ids.dedup();
        let sizes: BTreeMap<Oid, Result<u64, Fault>> =
            ids.into_par_iter().map(|id| (id, self.blob_size(id))).collect::<Vec<_>>().into_iter().collect();
        let mut budget = Budget::new(limits.bytes);
        let mut entries = Vec::with_capacity(blobs.len());
        let mut wanted = Vec::new();
        for blob in blobs {
            match &sizes[&blob.id] {
                Err(fault) => entries.push(fault.refusal(blob.path, blob.id)),
                Ok(size) if *size > blob.limit(limits) => entries.push(blob.too_large(*size, limits)),
                Ok(size) => match budget.take(*size) {
                    Ok(()) => wanted.push(blob),
                    Err(detail) => entries.push(Entry::refused(blob.path, Reason::TotalBytes, detail)),
                },
            }
        }
        let mut ids: Vec<Oid> = wanted.iter().map(|blob| blob.id).collect();
        ids.sort();
        ids.dedup();
        let contents: BTreeMap<Oid, Result<Arc<[u8]>, Fault>> =
            ids.into_par_iter().map(|id| (id, self.blob(id, limits.file_bytes))).collect::<Vec<_>>().into_iter().collect();
        entries.extend(wanted.into_iter().map(|blob| match &contents[&blob.id] {
            Ok(bytes) => blob.entry(bytes),
            Err(fault) => fault.refusal(blob.path, blob.id),
        }));
        entries
    }

    fn blob_size(&self, id: Oid) -> Result<u64, Fault> {
        let (size, kind) = self.header(id)?;
        if kind == ObjectType::Blob { Ok(size) } else { Err(Fault::Corrupt) }
    }

    fn blob(&self, id: Oid, limit: u64) -> Result<Arc<[u8]>, Fault> {
        let (_, bytes) = self.read(id, limit)?;
        Ok(bytes.into())
    }
}

fn fault_of(error: &git2::Error) -> Fault {
    if error.code() == ErrorCode::NotFound { Fault::Missing } else { Fault::Corrupt }
}

/// The id in the first line of a commit or tag.
pub(super) fn header_id(text: &[u8], key: &[u8]) -> Option<Oid> {
    let rest = text.strip_prefix(key)?;
    let line = &rest[..rest.iter().position(|&byte| byte == b'\n')?];
    super::refs::object_id(line).ok()
}

/// A blob that some path wants.
struct Blob {
    path: Vec<u8>,
    id: Oid,
    kind: BlobKind,
}

#[derive(Clone, Copy)]
enum BlobKind {
    File(Mode),
    Symlink,
}

impl Blob {
    fn limit(&self, limits: &Limits) -> u64 {
        match self.kind {
            BlobKind::File(_) => limits.file_bytes,
            BlobKind::Symlink => limits.path_bytes.min(limits.file_bytes),
        }
    }

    fn too_large(self, size: u64, limits: &Limits) -> Entry {
        match self.kind {
            BlobKind::File(_) => Entry::withheld(self.path, size, limits.file_bytes, None),
            BlobKind::Symlink => Entry::refused(self.path, Reason::PathTooLong, format!("a link target of {size} bytes")),
        }
    }

    fn entry(self, bytes: &Arc<[u8]>) -> Entry {
        match self.kind {
            BlobKind::File(mode) => Entry { path: self.path, node: Node::File { mode, bytes: Arc::clone(bytes) } },
            BlobKind::Symlink => Entry::special(self.path, SpecialKind::Symlink { target: bytes.to_vec() }),
        }
    }
}

/// The walk over the trees of a commit, with an explicit stack.
struct Walk<'a> {
    objects: &'a Objects,
    limits: &'a Limits,
    entries: Vec<Entry>,
    blobs: Vec<Blob>,
    whole: Vec<Refusal>,
    seen: u64,
}

impl Walk<'_> {
    fn run(&mut self, root: Oid) {
        let mut pending = vec![(Vec::new(), root, 0u64)];
        while let Some((path, id, depth)) = pending.pop() {
            if depth >= self.limits.depth {
                self.entries.push(Entry::refused(
                    path,
                    Reason::TooDeep,
                    format!("more than {} directories deep", self.limits.depth),
                ));
                continue;
            }
            match self.objects.read(id, self.limits.file_bytes) {
                Ok((ObjectType::Tree, text)) => {
                    if !self.tree(&path, &text, depth, &mut pending) {
                        return;
                    }
                }
                Ok(_) => self.entries.push(Fault::Corrupt.refusal(shown(path), id)),
                Err(fault) => self.entries.push(fault.refusal(shown(path), id)),
            }
        }
    }

    /// Takes in one tree. False when the cap on entries is met.
    fn tree(&mut self, path: &[u8], text: &[u8], depth: u64, pending: &mut Vec<(Vec<u8>, Oid, u64)>) -> bool {
        let (entries, whole) = split_tree(text);
        if !whole {
            let refused = Entry::refused(shown(path.to_vec()), Reason::InvalidTreeEntry, "the rest of this tree is damaged");
            self.entries.push(refused);
        }
        let twice = named_twice(&entries);
        for TreeEntry { mode, name, id } in entries {
            self.seen += 1;
            if self.seen > self.limits.entries {
                let detail = format!("more than {} entries; the rest was not listed", self.limits.entries);
                self.whole.push(Refusal::whole(Reason::EntryLimit, detail));
                return false;
            }
            let path = join(path, name);
            if twice.contains(name) {
                self.entries.push(Entry::refused(path, Reason::DuplicateName, "its tree has this name more than once"));
            } else {
                self.tree_entry(path, mode, name, id, depth, pending);
            }
        }
        true
    }

    fn tree_entry(
        &mut self,
        path: Vec<u8>,
        mode: &[u8],
        name: &[u8],
        id: Oid,
        depth: u64,
        pending: &mut Vec<(Vec<u8>, Oid, u64)>,
    ) {
        if let Err((reason, detail)) = names::tree_component(name) {
            self.entries.push(Entry::refused(path, reason, detail));
            return;
        }
        if path.len() as u64 > self.limits.path_bytes {
            let detail = format!("{} bytes, more than the limit of {}", path.len(), self.limits.path_bytes);
            self.entries.push(Entry::refused(path, Reason::PathTooLong, detail));
            return;
        }
        let mut blob = |kind| self.blobs.push(Blob { path: path.clone(), id, kind });
        match mode {
            // Git itself once wrote 100664.
            b"100644" | b"100664" => blob(BlobKind::File(Mode::Regular)),
            b"100755" => blob(BlobKind::File(Mode::Executable)),
            b"120000" => blob(BlobKind::Symlink),
            b"160000" => {
                self.entries.push(Entry::special(path, SpecialKind::Submodule { commit: id.to_string(), supplied: false }))
            }
            b"40000" | b"040000" => pending.push((path, id, depth + 1)),
            other => {
                let detail = format!("mode {} is none of git's", display::escape_bytes(&other[..other.len().min(16)]));
                self.entries.push(Entry::refused(path, Reason::InvalidTreeEntry, detail));
            }
        }
    }
}

struct TreeEntry<'a> {
    mode: &'a [u8],
    name: &'a [u8],
    id: Oid,
}

/// `<octal mode> <name>\0<20 bytes of id>` as often as it fits; and whether that was all.
fn split_tree(text: &[u8]) -> (Vec<TreeEntry<'_>>, bool) {
    let mut entries = Vec::new();
    let mut rest = text;
    while !rest.is_empty() {
        let Some((entry, after)) = split_entry(rest) else { return (entries, false) };
        entries.push(entry);
        rest = after;
    }
    (entries, true)
}

fn split_entry(text: &[u8]) -> Option<(TreeEntry<'_>, &[u8])> {
    let space = memchr::memchr(b' ', text)?;
    let end = space + 1 + memchr::memchr(0, &text[space + 1..])?;
    let id = Oid::from_bytes(text.get(end + 1..end + 21)?).ok()?;
    Some((TreeEntry { mode: &text[..space], name: &text[space + 1..end], id }, &text[end + 21..]))
}

fn named_twice<'a>(entries: &[TreeEntry<'a>]) -> BTreeSet<&'a [u8]> {
    let mut seen = BTreeSet::new();
    entries.iter().map(|entry| entry.name).filter(|name| !seen.insert(*name)).collect()
}

fn join(directory: &[u8], name: &[u8]) -> Vec<u8> {
    if directory.is_empty() { name.to_vec() } else { [directory, b"/", name].concat() }
}

/// The root is shown as `.`.
fn shown(path: Vec<u8>) -> Vec<u8> {
    if path.is_empty() { b".".to_vec() } else { path }
}
