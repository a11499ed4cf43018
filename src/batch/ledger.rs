//! What every batch found, for good: one SQLite file with submissions, runs, and of each report its findings, endpoints,
//! capabilities and files. Written by one batch at a time, read by anybody meanwhile (WAL).
//!
//! Invariants: a run is `started` before its worker is, and `done` only together with everything its report says, in one
//! transaction; equal reports are kept once; nothing is ever taken out. All text of submissions in it is safe to show, since it
//! comes from checked reports. The schema moves by numbered steps ([`MIGRATIONS`]); a newer one than ours is refused.

mod query;
mod record;

use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

pub use query::{Query, Table};
pub use record::{Began, Recorded};

/// Marks the file as a ledger of candor (`file` and SQLite's own tools show it).
const APPLICATION: i32 = i32::from_be_bytes(*b"cndr");

/// Each step takes the schema from its position to the next; steps are never changed, only added.
const MIGRATIONS: &[&str] = &[include_str!("ledger/1.sql")];

/// How long a writer waits for another one.
const PATIENCE: Duration = Duration::from_secs(30);

/// Why the ledger cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    #[error("the ledger {} cannot be used: {source}", path.display())]
    Sqlite { path: PathBuf, source: rusqlite::Error },
    #[error("{} is a database, but not a ledger of candor", path.display())]
    Foreign { path: PathBuf },
    #[error("the ledger {} has the schema {found}, this candor knows {}", path.display(), MIGRATIONS.len())]
    Newer { path: PathBuf, found: usize },
    #[error("there is no ledger {}", path.display())]
    Missing { path: PathBuf },
}

impl LedgerError {
    /// What to do next.
    pub fn help(&self) -> &'static str {
        match self {
            Self::Sqlite { .. } => "see that the disk has space and that you may write there, or name another file with --ledger",
            Self::Foreign { .. } => "name another file with --ledger",
            Self::Newer { .. } => "use the candor that wrote it, or a newer one",
            Self::Missing { .. } => "`candor batch` writes one: OUT/ledger.sqlite, unless --ledger names another place",
        }
    }
}

/// An open ledger.
#[derive(Debug)]
pub struct Ledger {
    connection: Connection,
    path: PathBuf,
}

impl Ledger {
    /// Opens the ledger to write, makes it if it is missing, and brings its schema up to date.
    pub fn open(path: &Path) -> Result<Self, LedgerError> {
        let connection = Connection::open(path).map_err(sqlite(path))?;
        let mut ledger = Self { connection, path: path.to_owned() };
        ledger.connection.busy_timeout(PATIENCE).map_err(sqlite(path))?;
        ledger.check_ours()?;
        ledger.prepare().map_err(sqlite(path))?;
        Ok(ledger)
    }

    /// Opens an existing ledger to read.
    pub fn read(path: &Path) -> Result<Self, LedgerError> {
        if !path.is_file() {
            return Err(LedgerError::Missing { path: path.to_owned() });
        }
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(sqlite(path))?;
        let ledger = Self { connection, path: path.to_owned() };
        ledger.connection.busy_timeout(PATIENCE).map_err(sqlite(path))?;
        match ledger.check_ours()? {
            version if version == MIGRATIONS.len() => Ok(ledger),
            // An empty file, or one that an older candor wrote: only a writer may change it.
            _ => Err(LedgerError::Foreign { path: path.to_owned() }),
        }
    }

    /// The schema's number; 0 for a file that is new.
    fn check_ours(&self) -> Result<usize, LedgerError> {
        let number = |pragma: &str| self.connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0));
        let failed = sqlite(&self.path);
        let asked = (|| {
            let tables = self.connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
            Ok((number("application_id")?, number("user_version")?, tables))
        })();
        let (application, version, tables) = asked.map_err(failed)?;
        let foreign = application != i64::from(APPLICATION) && (version != 0 || tables != 0);
        match usize::try_from(version) {
            _ if foreign => Err(LedgerError::Foreign { path: self.path.clone() }),
            Ok(found) if found <= MIGRATIONS.len() => Ok(found),
            Ok(found) => Err(LedgerError::Newer { path: self.path.clone(), found }),
            Err(_) => Err(LedgerError::Foreign { path: self.path.clone() }),
        }
    }

    fn prepare(&mut self) -> rusqlite::Result<()> {
        self.connection.pragma_update(None, "journal_mode", "wal")?;
        // What is recorded as done must be so after a power cut, too: the next run relies on it.
        self.connection.pragma_update(None, "synchronous", "full")?;
        self.connection.pragma_update(None, "foreign_keys", true)?;
        let change = self.connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let version: usize = change.pragma_query_value(None, "user_version", |row| row.get::<_, u32>(0))? as usize;
        for step in MIGRATIONS.get(version..).unwrap_or_default() {
            change.execute_batch(step)?;
        }
        change.pragma_update(None, "application_id", APPLICATION)?;
        change.pragma_update(None, "user_version", MIGRATIONS.len().max(version) as i64)?;
        change.commit()
    }
}

fn sqlite(path: &Path) -> impl Fn(rusqlite::Error) -> LedgerError {
    let path = path.to_owned();
    move |source| LedgerError::Sqlite { path: path.clone(), source }
}
