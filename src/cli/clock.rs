//! When and how a run happened: for its own statement, never for a report.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use crate::attest::statement::Run;

/// The circumstances of a run that began at `started` and ends now.
#[expect(clippy::disallowed_methods, reason = "the run statement says when; the report does not")]
pub(super) fn run(started: SystemTime, jobs: u32) -> Run {
    let finished = SystemTime::now();
    let elapsed = finished.duration_since(started).unwrap_or_default();
    let jobs = match jobs {
        0 => std::thread::available_parallelism().map_or(1, |count| count.get() as u64),
        jobs => u64::from(jobs),
    };
    let elapsed = u64::try_from(elapsed.as_millis()).unwrap_or(u64::MAX);
    let measures = BTreeMap::from([("elapsed_ms".to_owned(), elapsed)]);
    Run { started: utc(started), finished: utc(finished), jobs, isolation: None, measures }
}

/// The time, as the system's clock has it.
#[expect(clippy::disallowed_methods, reason = "see `run`")]
pub(super) fn now() -> SystemTime {
    SystemTime::now()
}

/// RFC 3339 in UTC, whole seconds. Times before 1970 are 1970.
pub(super) fn utc(time: SystemTime) -> String {
    utc_of_seconds(time.duration_since(UNIX_EPOCH).unwrap_or(Duration::ZERO).as_secs())
}

/// As [`utc`], for seconds since 1970.
pub(super) fn utc_of_seconds(seconds: u64) -> String {
    let (year, month, day) = date(seconds / 86_400);
    let of_day = seconds % 86_400;
    format!("{year:04}-{month:02}-{day:02}T{:02}:{:02}:{:02}Z", of_day / 3600, of_day / 60 % 60, of_day % 60)
}

/// Year, month and day of the proleptic Gregorian calendar, `days` after 1970-01-01. Counts in eras of 400
/// years whose years begin in March, so that the leap day comes last.
fn date(days: u64) -> (u64, u64, u64) {
    const ERA: u64 = 146_097;
    let days = days + 719_468;
    let (era, of_era) = (days / ERA, days % ERA);
    let year_of_era = (of_era - of_era / 1460 + of_era / 36_524 - of_era / (ERA - 1)) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let march_month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * march_month + 2) / 5 + 1;
    let month = if march_month < 10 { march_month + 3 } else { march_month - 9 };
    (era * 400 + year_of_era + u64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::utc;
    use std::time::{Duration, UNIX_EPOCH};

    #[test]
    fn seconds_become_dates() {
        for (seconds, expected) in [
            (0, "1970-01-01T00:00:00Z"),
            (951_782_399, "2000-02-28T23:59:59Z"),
            (951_782_400, "2000-02-29T00:00:00Z"),
            (1_795_478_400, "2026-11-24T00:00:00Z"),
            (4_107_542_399, "2100-02-28T23:59:59Z"),
            (4_107_542_400, "2100-03-01T00:00:00Z"),
        ] {
            assert_eq!(utc(UNIX_EPOCH + Duration::from_secs(seconds)), expected);
        }
    }
}
