//! Where things of the user live, and what the terminal is. Nothing of it reaches a report.

use std::path::PathBuf;

/// The facts store: `$XDG_CACHE_HOME/candor/facts`, else `~/.cache/candor/facts` (XDG base directories:
/// relative paths are ignored); `None` without a home.
pub(super) fn store() -> Option<PathBuf> {
    let cache = directory("XDG_CACHE_HOME").or_else(|| directory("HOME").map(|home| home.join(".cache")))?;
    Some(cache.join("candor/facts"))
}

/// `$TMPDIR`, if it is set.
pub(super) fn scratch() -> Option<PathBuf> {
    directory("TMPDIR")
}

/// Whether `$TERM` says that the terminal can do nothing but print.
#[expect(clippy::disallowed_methods, reason = "how things are shown, not what")]
pub(super) fn is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|name| name == "dumb")
}

/// Where an ssh-agent listens: `$SSH_AUTH_SOCK`.
pub(super) fn ssh_agent() -> Option<PathBuf> {
    directory("SSH_AUTH_SOCK")
}

#[expect(clippy::disallowed_methods, reason = "the user's own folders, not the review")]
fn directory(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).map(PathBuf::from).filter(|path| path.is_absolute())
}
