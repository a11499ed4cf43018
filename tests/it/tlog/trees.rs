//! Trees, tiles and proofs against the definitions of RFC 6962, computed the slow way.

use candor::base::Digest;
use candor::tlog::consistency::verify_consistency;
use candor::tlog::merkle::{leaf_hash, node_hash, verify_inclusion};
use candor::tlog::tile::{Content, Tile};
use candor::tlog::tree::Edge;

use super::sample::{Case, entry};

/// MTH of RFC 6962, section 2.1, word for word.
fn slow_root(leaves: &[Digest]) -> Digest {
    match leaves {
        [] => Digest::of(b""),
        [leaf] => *leaf,
        _ => {
            let left = leaves.len().next_power_of_two() / 2;
            node_hash(&slow_root(&leaves[..left]), &slow_root(&leaves[left..]))
        }
    }
}

fn leaves(count: u64) -> Vec<Digest> {
    (0..count).map(|number| leaf_hash(&entry(number))).collect()
}

#[test]
fn the_root_is_that_of_the_rfc_at_every_size() {
    let leaves = leaves(600);
    let mut edge = Edge::new(0, Vec::new()).expect("empty");
    for size in 0..=leaves.len() {
        assert_eq!(edge.root(), slow_root(&leaves[..size]), "{size} leaves");
        if let Some(leaf) = leaves.get(size) {
            edge.push(*leaf, |_, _| Ok::<_, ()>(())).expect("infallible");
        }
    }
}

/// RFC 6962 trees of known inputs, as certificate-transparency implementations test them.
#[test]
fn known_roots_come_out() {
    let inputs: [&[u8]; 4] = [b"", b"\0", b"\x10", b"\x20\x21"];
    let roots = [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ];
    let mut edge = Edge::new(0, Vec::new()).expect("empty");
    for (size, root) in roots.iter().enumerate() {
        assert_eq!(edge.root().hex(), *root, "{size} leaves");
        if let Some(input) = inputs.get(size) {
            edge.push(leaf_hash(input), |_, _| Ok::<_, ()>(())).expect("infallible");
        }
    }
}

/// Sizes around the edges of tiles and of perfect trees.
const SIZES: [u64; 14] = [1, 2, 3, 5, 8, 13, 64, 255, 256, 257, 511, 512, 513, 700];

#[test]
fn every_leaf_is_proven_at_many_sizes_and_no_other_is() {
    for size in SIZES {
        let case = Case::grown(size);
        let leaves = leaves(size);
        let root = slow_root(&leaves);
        let checkpoint = case.log.mirror().checkpoint().expect("a checkpoint");
        let mut view = case.log.mirror().view(&checkpoint).expect("a view");
        assert_eq!((view.head().size, view.head().root), (size, root));
        for index in 0..size {
            let path = view.prove_inclusion(index).expect("a proof").path;
            let at = |root: &Digest, size, index, leaf: u64| verify_inclusion(root, size, index, &leaves[leaf as usize], &path);
            assert!(at(&root, size, index, index), "{index} of {size}");
            assert!(size == 1 || !at(&root, size, index, (index + 1) % size), "another leaf: {index} of {size}");
            assert!(size == 1 || !at(&root, size, (index + 1) % size, index), "another index: {index} of {size}");
            assert!(!at(&Digest::of(b"root"), size, index, index), "another root: {index} of {size}");
            assert!(!at(&root, size, index + size, index), "beyond the end");
            let longer = [&path[..], &[root]].concat();
            assert!(!verify_inclusion(&root, size, index, &leaves[index as usize], &longer), "a longer path");
            let shorter = path.get(1..).unwrap_or(&longer);
            assert!(!verify_inclusion(&root, size, index, &leaves[index as usize], shorter), "a shorter path");
        }
        assert!(view.prove_inclusion(size).is_err(), "there is no such leaf");
    }
}

#[test]
fn growth_is_proven_between_all_sizes_and_forks_are_not() {
    for new in SIZES {
        let case = Case::grown(new);
        let leaves = leaves(new);
        let new_root = slow_root(&leaves);
        let checkpoint = case.log.mirror().checkpoint().expect("a checkpoint");
        let mut view = case.log.mirror().view(&checkpoint).expect("a view");
        for old in 0..=new {
            let old_root = slow_root(&leaves[..old as usize]);
            let path = view.prove_consistency(old).expect("a proof").path;
            assert!(verify_consistency((old, &old_root), (new, &new_root), &path), "{old} to {new}");
            let other = Digest::of(b"other");
            assert!(!verify_consistency((old, &other), (new, &new_root), &path), "a forked past: {old} to {new}");
            assert!(old == 0 || !verify_consistency((old, &old_root), (new, &other), &path), "a forked present: {old} to {new}");
            assert!(!verify_consistency((old, &old_root), (new, &new_root), &[&path[..], &[other]].concat()), "a longer path");
            if let Some((_, shorter)) = path.split_last() {
                assert!(!verify_consistency((old, &old_root), (new, &new_root), shorter), "a shorter path: {old} to {new}");
            }
        }
        assert!(view.prove_consistency(new + 1).is_err(), "not from the future");
    }
}

/// However entries come in, one by one or in batches, the public files of the same size are the same.
#[test]
fn batches_make_the_log_that_single_entries_make() {
    let whole = Case::grown(520);
    let pieces = Case::new();
    let mut next = 0;
    for count in [1, 1, 254, 1, 0, 5, 250, 8] {
        let appended = pieces.log.append(&(next..next + count).map(entry).collect::<Vec<_>>()).expect("appended");
        assert_eq!((appended.first, appended.head.size), (next, next + count));
        next += count;
    }
    assert_eq!(pieces.log.mirror().checkpoint().expect("one"), whole.log.mirror().checkpoint().expect("one"));
    for path in ["tile/0/000", "tile/0/001", "tile/0/002.p/8", "tile/1/000.p/2", "tile/entries/001", "tile/entries/002.p/8"] {
        let read = |case: &Case| std::fs::read(case.home().join("public").join(path)).expect(path);
        assert_eq!(read(&pieces), read(&whole), "{path}");
    }
    assert!(!pieces.home().join("public/tile/0/001.p").exists(), "what became full needs no partial tiles");
}

#[test]
fn tiles_lie_where_the_specification_says_and_nothing_else_is_a_path() {
    let hashes = |level, index, width| Tile { content: Content::Hashes { level }, index, width };
    let entries = |index, width| Tile { content: Content::Entries, index, width };
    for (tile, path) in [
        (hashes(0, 0, 256), "tile/0/000"),
        (hashes(0, 1, 256), "tile/0/001"),
        (hashes(0, 1, 5), "tile/0/001.p/5"),
        (hashes(1, 999, 255), "tile/1/999.p/255"),
        (hashes(2, 1000, 256), "tile/2/x001/000"),
        (hashes(0, 1_234_067, 256), "tile/0/x001/x234/067"),
        (entries(0, 1), "tile/entries/000.p/1"),
        (entries(1_234_067, 256), "tile/entries/x001/x234/067"),
    ] {
        assert_eq!(tile.path(), path);
        assert_eq!(Tile::parse(path), Some(tile), "{path}");
    }
    for path in [
        "",
        "tile",
        "tile/0",
        "tile/0/",
        "tile/0/0",
        "tile/0/00",
        "tile/0/0000",
        "tile/00/000",
        "tile/8/000",
        "tile/0/x000/001",
        "tile/0/001/000",
        "tile/0/x001/x000",
        "tile/0/000.p/0",
        "tile/0/000.p/256",
        "tile/0/000.p/05",
        "tile/0/000.p",
        "tile/0/-01",
        "tile/0/000.p/5/",
        "tile/0/+00",
        "tile/data/000",
        "tile/entries/../000",
        "/tile/0/000",
        "tile//000",
        "tile/0/xxx/000",
        "tile/0/x999/x999/x999/x999/x999/x999/x999/999",
    ] {
        assert_eq!(Tile::parse(path), None, "{path}");
    }
}

/// The example of tlog-tiles: which tiles a log of 70,000 leaves has.
#[test]
fn a_log_of_seventy_thousand_has_the_tiles_of_the_specification() {
    let widths = |content: Content| {
        let tiles = (0..300).filter_map(|index| content.tile(index, 70_000));
        let (full, partial): (Vec<_>, Vec<_>) = tiles.partition(Tile::is_full);
        (full.len(), partial.iter().map(|tile| tile.width).collect::<Vec<_>>())
    };
    assert_eq!(widths(Content::Hashes { level: 0 }), (273, vec![112]));
    assert_eq!(widths(Content::Hashes { level: 1 }), (1, vec![17]));
    assert_eq!(widths(Content::Hashes { level: 2 }), (0, vec![1]));
    assert_eq!(widths(Content::Hashes { level: 3 }), (0, vec![]));
    assert_eq!(widths(Content::Entries), (273, vec![112]));
}

/// Three levels of tiles: growth and inclusion across the edge of 65,536.
#[test]
fn proofs_hold_across_levels_of_tiles() {
    let case = Case::grown(65_800);
    let policy = case.policy();
    for index in [0, 255, 256, 65_535, 65_536, 65_791, 65_799] {
        let logged = policy.verify_inclusion(&entry(index), &case.inclusion(index)).expect("it is there");
        assert_eq!((logged.index, logged.head.checkpoint.size), (index, 65_800));
    }
    let leaves = leaves(65_800);
    let checkpoint = case.log.mirror().checkpoint().expect("a checkpoint");
    let mut view = case.log.mirror().view(&checkpoint).expect("a view");
    for old in [1, 256, 257, 65_535, 65_536, 65_537, 65_792, 65_799] {
        let path = view.prove_consistency(old).expect("a proof").path;
        let old_root = slow_root(&leaves[..old as usize]);
        assert!(verify_consistency((old, &old_root), (65_800, &slow_root(&leaves)), &path), "from {old}");
    }
}
