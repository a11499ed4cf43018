//! Files that are whole or not there, and that stay once they are there: written aside, flushed, renamed, and the
//! directory flushed. One process at a time: whoever writes holds the lock.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use super::LogError;

/// Waits for the lock of `home`; held until what is given back is dropped, or the process ends.
pub(super) fn lock(home: &Path) -> Result<File, LogError> {
    let path = home.join("lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path).map_err(disk("open", &path))?;
    file.lock().map_err(disk("lock", &path))?;
    Ok(file)
}

/// The bytes of a file that has at most `limit`.
pub(super) fn read(path: &Path, limit: usize) -> Result<Vec<u8>, LogError> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(disk("read", path))?;
    file.take(limit as u64 + 1).read_to_end(&mut bytes).map_err(disk("read", path))?;
    if bytes.len() > limit {
        Err(LogError::Damaged(format!("{} has more than {limit} bytes", path.display())))
    } else {
        Ok(bytes)
    }
}

/// As [`read`]; `None` where there is no such file.
pub(super) fn read_if_there(path: &Path, limit: usize) -> Result<Option<Vec<u8>>, LogError> {
    match read(path, limit) {
        Err(LogError::Disk { source, .. }) if source.kind() == io::ErrorKind::NotFound => Ok(None),
        other => other.map(Some),
    }
}

/// Files on their way to a directory: all of them are flushed before the first gets its name, and nobody hears
/// of any until all have theirs.
pub(super) struct Stage {
    aside: PathBuf,
    files: Vec<PathBuf>,
    directories: BTreeSet<PathBuf>,
}

impl Stage {
    /// Collects in `home/staging`; what a killed process left there goes. The lock must be held.
    pub(super) fn new(home: &Path) -> Result<Self, LogError> {
        let aside = home.join("staging");
        match fs::remove_dir_all(&aside) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(disk("clear", &aside)(error)),
            Ok(()) | Err(_) => fs::create_dir(&aside).map_err(disk("create", &aside))?,
        }
        Ok(Self { aside, files: Vec::new(), directories: BTreeSet::new() })
    }

    /// Takes in a file that will lie at `path`.
    pub(super) fn add(&mut self, path: PathBuf, bytes: &[u8]) -> Result<(), LogError> {
        let aside = self.aside.join(self.files.len().to_string());
        let mut file = File::create(&aside).map_err(disk("create", &aside))?;
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(disk("write", &aside))?;
        self.files.push(path);
        Ok(())
    }

    /// Gives every file its name, for good.
    pub(super) fn publish(mut self) -> Result<(), LogError> {
        for (number, path) in std::mem::take(&mut self.files).into_iter().enumerate() {
            self.make_parent(&path)?;
            fs::rename(self.aside.join(number.to_string()), &path).map_err(disk("create", &path))?;
        }
        self.directories.iter().try_for_each(|directory| sync_directory(directory))
    }

    /// Makes the directories above `path`; each is flushed in the end, and so is the one that holds the topmost.
    fn make_parent(&mut self, path: &Path) -> Result<(), LogError> {
        let parent = path.parent().expect("invariant: files of a log lie in its directory");
        if self.directories.contains(parent) {
            return Ok(());
        }
        let missing = parent.ancestors().take_while(|directory| !directory.exists());
        self.directories.extend(missing.filter_map(Path::parent).map(Path::to_owned));
        self.directories.insert(parent.to_owned());
        fs::create_dir_all(parent).map_err(disk("create", parent))
    }
}

/// Puts one file in the place of another, or of none. The lock must be held.
pub(super) fn replace(home: &Path, path: &Path, bytes: &[u8]) -> Result<(), LogError> {
    let mut stage = Stage::new(home)?;
    stage.add(path.to_owned(), bytes)?;
    stage.publish()
}

pub(super) fn sync_directory(directory: &Path) -> Result<(), LogError> {
    File::open(directory).and_then(|opened| opened.sync_all()).map_err(disk("flush", directory))
}

pub(super) fn disk<'p>(action: &'static str, path: &'p Path) -> impl FnOnce(io::Error) -> LogError + 'p {
    move |source| LogError::Disk { action, path: path.to_owned(), source }
}
