//! Writing: a run begins, and ends in one transaction with everything its report says.

use rusqlite::{OptionalExtension as _, Transaction, named_params, params};

use super::{Ledger, LedgerError, sqlite};
use crate::attest::statement::Run;
use crate::base::Digest;
use crate::batch::{Done, Submission};
use crate::report::model::{Finding, Place, Report, VerdictValue};

/// A run that is under way.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Began(i64);

/// The last finished run of a submission.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Recorded {
    pub done: Done,
    /// The `submission_id` of what was reviewed.
    pub received: String,
    /// By what it was reviewed and signed.
    pub reviewer: String,
}

impl Ledger {
    /// Runs into `output` that no process works on any more were interrupted; the caller holds the lock of that folder.
    pub(in crate::batch) fn interrupt(&mut self, output: &str) -> Result<usize, LedgerError> {
        let change = "UPDATE run SET state = 'interrupted' WHERE state = 'started' AND output = ?1";
        self.connection.execute(change, [output]).map_err(sqlite(&self.path))
    }

    pub(in crate::batch) fn begin(
        &mut self,
        submission: &Submission,
        output: &str,
        reviewer: &str,
        started: &str,
    ) -> Result<Began, LedgerError> {
        let begun = self.connection.transaction().and_then(|change| {
            let submission = submission_row(&change, submission)?;
            let insert = "INSERT INTO run (submission, state, started, output, reviewer) VALUES (?1, 'started', ?2, ?3, ?4)";
            change.execute(insert, params![submission, started, output, reviewer])?;
            let run = change.last_insert_rowid();
            change.commit()?;
            Ok(Began(run))
        });
        begun.map_err(sqlite(&self.path))
    }

    /// Records a finished run and its report. The pack stands by now.
    pub(in crate::batch) fn finish(
        &mut self,
        began: Began,
        run: &Run,
        received: &Digest,
        done: &Done,
        report: &Report,
    ) -> Result<(), LedgerError> {
        let finished = self.connection.transaction().and_then(|change| {
            let report = report_row(&change, done, report)?;
            change.execute(
                "UPDATE run SET state = 'done', finished = :finished, received = :received, report = :report,
                 attestation = :attestation WHERE id = :id",
                named_params! {
                    ":finished": run.finished, ":received": received.hex(), ":report": report,
                    ":attestation": done.attestation.hex(), ":id": began.0,
                },
            )?;
            change.commit()
        });
        finished.map_err(sqlite(&self.path))
    }

    pub(in crate::batch) fn fail(&mut self, began: Began, finished: &str, error: &str) -> Result<(), LedgerError> {
        let change = "UPDATE run SET state = 'failed', finished = ?2, error = ?3 WHERE id = ?1";
        self.connection.execute(change, params![began.0, finished, error]).map_err(sqlite(&self.path))?;
        Ok(())
    }

    /// The last finished run of a submission into `output`, if there is one.
    pub(in crate::batch) fn last_done(&self, submission: &Submission, output: &str) -> Result<Option<Recorded>, LedgerError> {
        let select = "SELECT report.verdict, report.findings, report.digest, run.attestation, run.received, run.reviewer
             FROM run JOIN submission ON submission.id = run.submission JOIN report ON report.id = run.report
             WHERE vendor = ?1 AND name = ?2 AND output = ?3 AND state = 'done' ORDER BY run.id DESC LIMIT 1";
        let row = self.connection.query_row(select, params![submission.vendor, submission.name, output], |row| {
            let digest: String = row.get(2)?;
            let (Some(verdict), Some(attestation)) =
                (verdict(&row.get::<_, String>(0)?), Digest::from_hex(&row.get::<_, String>(3)?))
            else {
                return Ok(None);
            };
            let done = Done {
                verdict,
                findings: row.get::<_, i64>(1)?.unsigned_abs(),
                report_id: format!("sha256:{digest}"),
                attestation,
            };
            Ok(Some(Recorded { done, received: row.get(4)?, reviewer: row.get(5)? }))
        });
        Ok(row.optional().map_err(sqlite(&self.path))?.flatten())
    }
}

fn verdict(name: &str) -> Option<VerdictValue> {
    [VerdictValue::Passed, VerdictValue::Findings, VerdictValue::Incomplete].into_iter().find(|value| value.name() == name)
}

fn submission_row(change: &Transaction<'_>, submission: &Submission) -> rusqlite::Result<i64> {
    let names = params![submission.vendor, submission.name];
    change.execute("INSERT INTO submission (vendor, name) VALUES (?1, ?2) ON CONFLICT DO NOTHING", names)?;
    change.query_row("SELECT id FROM submission WHERE vendor = ?1 AND name = ?2", names, |row| row.get(0))
}

/// The row of this report, written with all its details unless an earlier run made the same one.
fn report_row(change: &Transaction<'_>, done: &Done, report: &Report) -> rusqlite::Result<i64> {
    let digest = done.report_id.strip_prefix("sha256:").unwrap_or(&done.report_id);
    let known = change.query_row("SELECT id FROM report WHERE digest = ?1", [digest], |row| row.get(0)).optional()?;
    if let Some(id) = known {
        return Ok(id);
    }
    change.execute(
        "INSERT INTO report (digest, verdict, files, bytes, findings, metadata) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        params![
            digest,
            report.verdict.value.name(),
            number(report.coverage.totals.files),
            number(report.coverage.totals.bytes),
            number(report.findings.len() as u64),
            number(report.metadata.len() as u64),
        ],
    )?;
    let id = change.last_insert_rowid();
    details(change, id, report)?;
    Ok(id)
}

fn details(change: &Transaction<'_>, id: i64, report: &Report) -> rusqlite::Result<()> {
    let lists = [(&report.findings, false), (&report.metadata, true)];
    for (finding, metadata) in lists.into_iter().flat_map(|(list, metadata)| list.iter().map(move |each| (each, metadata))) {
        finding_row(change, id, finding, metadata)?;
    }
    let mut insert = change.prepare("INSERT INTO endpoint (report, value, host, how, place) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for endpoint in &report.endpoints {
        let place = place(&endpoint.path, endpoint.line);
        insert.execute(params![id, endpoint.value, host(&endpoint.value), endpoint.how.name(), place])?;
    }
    let mut insert =
        change.prepare("INSERT INTO capability (report, component, capability, function, place) VALUES (?1, ?2, ?3, ?4, ?5)")?;
    for row in &report.capabilities {
        insert.execute(params![id, row.component, row.capability, row.function, place(&row.path, row.line)])?;
    }
    let mut insert = change.prepare("INSERT OR IGNORE INTO blob (report, digest, path, bytes) VALUES (?1, ?2, ?3, ?4)")?;
    for file in &report.coverage.files {
        insert.execute(params![id, file.digest.hex(), file.path, number(file.bytes)])?;
    }
    Ok(())
}

fn finding_row(change: &Transaction<'_>, report: i64, finding: &Finding, metadata: bool) -> rusqlite::Result<()> {
    let at = |spot: &Place| place(&spot.path, spot.line);
    change
        .prepare_cached(
            "INSERT INTO finding (report, number, fingerprint, class, confidence, rank, metadata, title, source, sink, endpoint)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
        )?
        .execute(params![
            report,
            finding.id,
            finding.fingerprint,
            finding.class,
            finding.confidence.name(),
            finding.rank,
            metadata,
            finding.title,
            at(&finding.source),
            at(&finding.sink),
            finding.endpoint,
        ])?;
    Ok(())
}

fn place(path: &str, line: u32) -> String {
    format!("{path}:{line}")
}

/// Sizes are below 2^53 in every report.
fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// The host that an address names, in lower case: `https://user@a.example:8443/x` → `a.example`.
pub(super) fn host(value: &str) -> Option<String> {
    let rest = value.split_once("://").map_or(value, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    let host = match host.strip_prefix('[') {
        Some(address) => address.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    let shaped = host.contains(['.', ':']) || host == "localhost";
    let plain = host.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '*'));
    (shaped && plain && !host.is_empty()).then(|| host.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn an_address_gives_its_host() {
        for (value, expected) in [
            ("https://A.example/path?q=b.example", Some("a.example")),
            ("tcp://user:secret@a.example:8443", Some("a.example")),
            ("a.example:53", Some("a.example")),
            ("http://[2001:db8::1]:80/", Some("2001:db8::1")),
            ("http://localhost:8080", Some("localhost")),
            ("192.0.2.7", Some("192.0.2.7")),
            ("chosen at run time by settings.url", None),
            ("/etc/hosts", None),
            ("", None),
        ] {
            assert_eq!(host(value).as_deref(), expected, "{value}");
        }
    }
}
