//! Numbers texts while the program is being linked. Numbers are provisional: those of new texts depend on
//! thread timing, so nothing may compare them but for equality; [`Interner::finish`] renumbers by text.

use std::ops::Deref;
use std::sync::{Arc, PoisonError, RwLock};

use rustc_hash::{FxBuildHasher, FxHashMap};
use std::hash::BuildHasher;

use super::program::{NameId, Names};

const SHARDS: usize = 16;

/// Texts of the facts (borrowed, lock-free) and those the linker makes up, like dotted paths.
pub(super) struct Interner<'a> {
    ids: FxHashMap<&'a str, NameId>,
    texts: Vec<&'a str>,
    made: [RwLock<Shard>; SHARDS],
}

#[derive(Default)]
struct Shard {
    ids: FxHashMap<Arc<str>, NameId>,
    texts: Vec<Arc<str>>,
}

/// A text that stays valid without holding a lock.
pub(super) enum Text<'a> {
    Borrowed(&'a str),
    Shared(Arc<str>),
}

impl Deref for Text<'_> {
    type Target = str;

    fn deref(&self) -> &str {
        match self {
            Self::Borrowed(text) => text,
            Self::Shared(text) => text,
        }
    }
}

impl<'a> Interner<'a> {
    /// Numbers the string tables of all files; also gives the number of each string of each file.
    pub(super) fn of_tables(tables: impl Iterator<Item = &'a [Box<str>]>) -> (Self, Vec<Vec<NameId>>) {
        let mut ids = FxHashMap::default();
        let mut texts: Vec<&'a str> = Vec::new();
        let numbered = tables
            .map(|table| {
                table
                    .iter()
                    .map(|text| {
                        *ids.entry(text.as_ref()).or_insert_with(|| {
                            texts.push(text);
                            texts.len() as NameId - 1
                        })
                    })
                    .collect()
            })
            .collect();
        (Self { ids, texts, made: Default::default() }, numbered)
    }

    /// The number of a text that stands in some file's table.
    pub(super) fn written(&self, text: &str) -> Option<NameId> {
        self.ids.get(text).copied()
    }

    pub(super) fn intern(&self, text: &str) -> NameId {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let at = (FxBuildHasher.hash_one(text) >> 32) as usize % SHARDS;
        if let Some(&id) = self.made[at].read().unwrap_or_else(PoisonError::into_inner).ids.get(text) {
            return id;
        }
        let mut shard = self.made[at].write().unwrap_or_else(PoisonError::into_inner);
        if let Some(&id) = shard.ids.get(text) {
            return id;
        }
        let id = (self.texts.len() + shard.texts.len() * SHARDS + at) as NameId;
        let text: Arc<str> = text.into();
        shard.texts.push(text.clone());
        shard.ids.insert(text, id);
        id
    }

    /// `a.b`.
    pub(super) fn join(&self, path: NameId, member: NameId) -> NameId {
        let (path, member) = (self.text(path), self.text(member));
        let mut joined = String::with_capacity(path.len() + member.len() + 1);
        joined.extend([&*path, ".", &*member]);
        self.intern(&joined)
    }

    pub(super) fn text(&self, id: NameId) -> Text<'a> {
        match self.texts.get(id as usize) {
            Some(text) => Text::Borrowed(text),
            None => {
                let made = id as usize - self.texts.len();
                let shard = self.made[made % SHARDS].read().unwrap_or_else(PoisonError::into_inner);
                Text::Shared(shard.texts[made / SHARDS].clone())
            }
        }
    }

    /// The final names, and the final number of each provisional one.
    pub(super) fn finish(self) -> (Names, Vec<NameId>) {
        let base = self.texts.len();
        let mut all: Vec<(Text<'a>, usize)> =
            self.texts.iter().enumerate().map(|(id, text)| (Text::Borrowed(text), id)).collect();
        for (at, shard) in self.made.into_iter().enumerate() {
            let texts = shard.into_inner().unwrap_or_else(PoisonError::into_inner).texts;
            all.extend(texts.into_iter().enumerate().map(|(ix, text)| (Text::Shared(text), base + ix * SHARDS + at)));
        }
        all.sort_unstable_by(|left, right| left.0.cmp(&right.0));
        let mut renumbered = vec![0; all.iter().map(|entry| entry.1 + 1).max().unwrap_or(0)];
        for (rank, (_, id)) in all.iter().enumerate() {
            renumbered[*id] = rank as NameId;
        }
        (Names::from_sorted(all.into_iter().map(|(text, _)| Box::from(&*text)).collect()), renumbered)
    }
}
