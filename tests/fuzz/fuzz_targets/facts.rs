//! The loader of stored facts: whatever an entry with a right checksum holds, it is refused or it can be linked
//! and followed.
#![no_main]

use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use candor::base::Digest;
use candor::detect;
use candor::facts::{Entry, Key, Store};
use candor::link;
use candor::models::Catalogue;
use candor::report::model::Disposition;
use candor::syntax::grammar;
use candor::taint;

static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| Catalogue::parse(grammar::catalogue_files()).expect("our own rules"));

/// A store with one entry, the entry's key, its digest and its file.
static STORE: LazyLock<(Store, Key, Digest, PathBuf)> = LazyLock::new(|| {
    let folder = candor_fuzz::place("store");
    let store = Store::open(&folder).expect("a folder of ours");
    let key = Key::of(&Digest::of(b""), grammar::by_id("python").expect("registered"));
    let entry = Entry { disposition: Disposition::Dataflow, reason: None, lines: 0, error_bytes: 0, facts: None };
    store.save(key, &entry).expect("writable");
    let mut files = Vec::new();
    for shard in folder.read_dir().expect("ours").map(|entry| entry.expect("readable").path()).filter(|path| path.is_dir()) {
        files.extend(shard.read_dir().expect("ours").map(|entry| entry.expect("readable").path()));
    }
    let path = files.pop().expect("one was written");
    let parts: Vec<_> = path.iter().rev().take(2).map(|part| part.to_str().expect("hexadecimal")).collect();
    let digest = Digest::from_hex(&format!("{}{}", parts[1], parts[0])).expect("a key");
    (store, key, digest, path)
});

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    let (store, key, digest, path) = &*STORE;
    candor_fuzz::put(path, &[Digest::of_parts(&[&digest.0, bytes]).0.as_slice(), bytes].concat());
    let Some(facts) = store.load(*key).and_then(|entry| entry.facts) else { return };
    let program = link::link(vec![("a.py".to_owned(), Arc::new(facts))], &[], &CATALOGUE);
    taint::solve(&program, &CATALOGUE, &detect::wanted);
});
