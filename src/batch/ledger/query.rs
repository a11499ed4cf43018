//! Reading: each query is one statement over finished runs, and gives a table. Unless it asks for history, a query looks at the
//! last finished run of each submission alone.

use rusqlite::params_from_iter;
use rusqlite::types::ValueRef;
use serde_json::Value;

use super::{Ledger, LedgerError, sqlite};

/// What can be asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Query {
    /// Each submission and how its last run ended.
    Submissions,
    /// Every run, newest last.
    Runs,
    /// Findings of the class, or of all; in the last runs.
    Findings { class: Option<String> },
    /// Destinations; those of a host and of what lies below it, or all.
    Endpoints { host: Option<String> },
    /// Where a file of this content is: all submissions of all vendors, older runs included.
    Blob { digest: String },
    /// What can be done by whom; by this capability, or by any.
    Capabilities { capability: Option<String> },
    /// When each finding, host and capability was first seen, and where; newest first.
    FirstSeen { kind: Option<String> },
}

/// Rows of text, numbers and nulls under named columns.
#[derive(Clone, PartialEq, Debug)]
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<Value>>,
}

/// The last finished run of each submission, with its report.
const LATEST: &str = "latest AS (
    SELECT submission.vendor, submission.name, run.report, run.started FROM submission
    JOIN run ON run.id = (SELECT max(id) FROM run WHERE submission = submission.id AND state = 'done'))";

/// All finished runs.
const FINISHED: &str = "finished AS (
    SELECT submission.vendor, submission.name, run.report, run.started, run.id
    FROM run JOIN submission ON submission.id = run.submission WHERE state = 'done')";

impl Query {
    fn statement(&self) -> String {
        match self {
            Self::Submissions => "SELECT vendor, name, state, verdict, findings, files, bytes, started, digest AS report
                FROM submission JOIN run ON run.id = (SELECT max(id) FROM run WHERE submission = submission.id)
                LEFT JOIN report ON report.id = run.report ORDER BY vendor, name"
                .to_owned(),
            Self::Runs => "SELECT run.id AS run, vendor, name, state, started, finished, verdict, digest AS report, error
                FROM run JOIN submission ON submission.id = run.submission LEFT JOIN report ON report.id = run.report
                ORDER BY run.id"
                .to_owned(),
            Self::Findings { .. } => format!(
                "WITH {LATEST} SELECT vendor, name, number AS id, class, confidence, rank, source, sink, endpoint, fingerprint
                 FROM latest JOIN finding USING (report) WHERE ?1 IS NULL OR class = ?1
                 ORDER BY rank DESC, vendor, name, number"
            ),
            Self::Endpoints { .. } => format!(
                "WITH {LATEST} SELECT DISTINCT host, value, vendor, name, how, place FROM latest JOIN endpoint USING (report)
                 WHERE ?1 IS NULL OR host = lower(?1) OR substr(host, -length(?1) - 1) = '.' || lower(?1)
                 ORDER BY host IS NULL, host, value, vendor, name, place"
            ),
            Self::Blob { .. } => format!(
                "WITH {FINISHED} SELECT vendor, name, path, bytes, min(started) AS first_seen, max(started) AS last_seen
                 FROM finished JOIN blob USING (report) WHERE digest = ?1
                 GROUP BY vendor, name, path ORDER BY first_seen, vendor, name, path"
            ),
            Self::Capabilities { .. } => format!(
                "WITH {LATEST} SELECT vendor, name, component, capability, count(*) AS functions, min(place) AS first_place
                 FROM latest JOIN capability USING (report) WHERE ?1 IS NULL OR capability = upper(?1)
                 GROUP BY vendor, name, component, capability ORDER BY vendor, name, component, capability"
            ),
            Self::FirstSeen { .. } => format!(
                "WITH {FINISHED},
                 seen AS (
                    SELECT 'finding' AS kind, class || ' ' || fingerprint AS what, started, vendor, name, id
                    FROM finished JOIN finding USING (report)
                    UNION ALL SELECT 'host', host, started, vendor, name, id
                    FROM finished JOIN endpoint USING (report) WHERE host IS NOT NULL
                    UNION ALL SELECT 'capability', capability, started, vendor, name, id
                    FROM finished JOIN capability USING (report)),
                 ranked AS (
                    SELECT *, row_number() OVER (PARTITION BY kind, what ORDER BY started, id) AS place FROM seen),
                 spread AS (SELECT kind, what, count(DISTINCT vendor || '/' || name) AS submissions FROM seen GROUP BY kind, what)
                 SELECT kind, what, started AS first_seen, vendor, name, submissions
                 FROM ranked JOIN spread USING (kind, what) WHERE place = 1 AND (?1 IS NULL OR kind = ?1)
                 ORDER BY first_seen DESC, kind, what"
            ),
        }
    }

    /// What `?1` stands for, in a statement that has one.
    fn parameter(&self) -> Option<Option<&str>> {
        match self {
            Self::Submissions | Self::Runs => None,
            Self::Blob { digest } => Some(Some(digest)),
            Self::Findings { class: text }
            | Self::Endpoints { host: text }
            | Self::Capabilities { capability: text }
            | Self::FirstSeen { kind: text } => Some(text.as_deref()),
        }
    }
}

impl Ledger {
    pub fn ask(&self, query: &Query) -> Result<Table, LedgerError> {
        self.table(query).map_err(sqlite(&self.path))
    }

    fn table(&self, query: &Query) -> rusqlite::Result<Table> {
        let mut statement = self.connection.prepare(&query.statement())?;
        let columns: Vec<String> = statement.column_names().map(str::to_owned).collect();
        let width = columns.len();
        let rows = statement
            .query_map(params_from_iter(query.parameter()), |row| (0..width).map(|at| Ok(value(row.get_ref(at)?))).collect())?
            .collect::<rusqlite::Result<_>>()?;
        Ok(Table { columns, rows })
    }
}

/// The schema has text and whole numbers only.
fn value(cell: ValueRef<'_>) -> Value {
    match cell {
        ValueRef::Null | ValueRef::Blob(_) => Value::Null,
        ValueRef::Integer(number) => number.into(),
        ValueRef::Real(number) => number.into(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned().into(),
    }
}
