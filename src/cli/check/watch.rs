//! Runs a check again whenever a file below a directory changes. The names, sizes and times of all files are compared, and
//! nothing is opened, so that this works on every file system; what it costs is held to a share of one processor.

use std::fs::{self, Metadata};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant};

/// Between two looks, if looking takes no time.
const PACE: Duration = Duration::from_millis(300);
/// Looking takes at most one part in this many of the time.
const SHARE: u32 = 20;
/// More files than a review takes; what lies beyond is not watched.
const MAX_FILES: usize = 5_000_000;

/// Checks, waits for a change, checks again; until the process is ended. The checks' own `store` may lie in the directory,
/// and what happens there is no change.
pub(super) fn run(
    directory: &Path,
    store: Option<&Path>,
    mut check: impl FnMut() -> anyhow::Result<ExitCode>,
) -> anyhow::Result<ExitCode> {
    let root = fs::canonicalize(directory)?;
    loop {
        // What changes during the check is seen after it.
        let store = store.and_then(|store| fs::canonicalize(store).ok());
        let watched = Watched { root: &root, store };
        let before = watched.look().state;
        if let Err(error) = check() {
            super::super::report(&error);
        }
        let _ = writeln!(anstream::stderr(), "note: waiting for changes in {}; Ctrl-C ends this", directory.display());
        watched.wait(before);
    }
}

/// What is looked at.
struct Watched<'a> {
    root: &'a Path,
    store: Option<PathBuf>,
}

/// What was seen, and how long seeing it took.
struct Look {
    state: u64,
    took: Duration,
}

impl Watched<'_> {
    /// Until the state is another than `before` and has come to rest: a save or a checkout is many changes.
    fn wait(&self, before: u64) {
        let mut last = before;
        loop {
            let look = self.look();
            if look.state != before && look.state == last {
                return;
            }
            last = look.state;
            thread::sleep(PACE.max(look.took * SHARE));
        }
    }

    #[expect(clippy::disallowed_methods, reason = "how long to wait, nothing else")]
    fn look(&self) -> Look {
        let begun = Instant::now();
        let state = self.state();
        Look { state, took: begun.elapsed() }
    }

    /// A sum over all files, so that their order leaves no trace. Links are not followed; `.git` is not source.
    fn state(&self) -> u64 {
        let mut pending = vec![self.root.to_owned()];
        let (mut sum, mut seen) = (0u64, 0usize);
        while let Some(folder) = pending.pop() {
            let Ok(entries) = fs::read_dir(&folder) else { continue };
            for entry in entries.flatten() {
                seen += 1;
                let (path, Ok(metadata)) = (entry.path(), entry.metadata()) else { continue };
                if entry.file_name() == ".git" || self.store.as_ref() == Some(&path) || seen > MAX_FILES {
                    continue;
                }
                sum = sum.wrapping_add(mark(&path, &metadata));
                if metadata.is_dir() {
                    pending.push(path);
                }
            }
        }
        sum
    }
}

/// Name, size and time of one file; of a folder the name alone, since its files speak for it.
fn mark(path: &Path, metadata: &Metadata) -> u64 {
    let mut hasher = DefaultHasher::new();
    path.hash(&mut hasher);
    if !metadata.is_dir() {
        (metadata.len(), metadata.modified().ok()).hash(&mut hasher);
    }
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::Watched;

    #[test]
    fn any_change_is_another_state_and_no_change_is_none() {
        let home = tempfile::tempdir().expect("a folder");
        let store = Some(home.path().join("store"));
        fs::create_dir(home.path().join("store")).expect("made");
        let watched = Watched { root: home.path(), store };
        let mut seen = vec![watched.state()];
        let steps: [&dyn Fn(); 4] = [
            &|| fs::write(home.path().join("a.py"), "1").expect("written"),
            &|| fs::write(home.path().join("a.py"), "12").expect("written"),
            &|| fs::create_dir(home.path().join("b")).expect("made"),
            &|| fs::rename(home.path().join("a.py"), home.path().join("b/a.py")).expect("moved"),
        ];
        for step in steps {
            step();
            let now = watched.state();
            assert!(!seen.contains(&now));
            assert_eq!(now, watched.state());
            seen.push(now);
        }
        fs::create_dir_all(home.path().join(".git/objects")).expect("made");
        fs::write(home.path().join("store/entry"), "1").expect("written");
        assert_eq!(seen.last(), Some(&watched.state()));
    }
}
