//! A report and a policy → the verdict by that policy, and the policy's part in it. Pure: the same report, policy and day
//! give the same judgement. No finding and no gap goes away: what is accepted is said to be.

use std::collections::{BTreeMap, BTreeSet};

use super::disclosure;
use super::hosts::{allows, host};
use super::policy::Policy;
use super::verdict::{self, Waived};
use crate::base::Digest;
use crate::base::reach::{self, Reach};
use crate::report::model::{
    Abroad, Accepted, AcceptedBlob, Disposition, Endpoint, FileCoverage, Finding, Found, Idle, Judgement, Report, Share, Verdict,
    Why,
};
use crate::syntax::grammar;

/// The verdict on `report` by `policy`, judged on `today` (`2026-11-29`).
pub fn judge(report: &Report, policy: &Policy, today: &str) -> (Verdict, Judgement) {
    let files: BTreeMap<&str, &FileCoverage> = report.coverage.files.iter().map(|file| (file.path.as_str(), file)).collect();
    let (accepted, mut idle) = accepted(report, policy, &files, today);
    let blobs = blobs(report, policy, &mut idle);
    idle.sort();
    // What is wider than the disclosure of the baseline declares nothing before an auditor has taken it as the next baseline.
    let disclosed = if policy.count.disclosed { BTreeSet::new() } else { disclosure::standing(report) };
    let (abroad, unplaced) = abroad(&report.endpoints, policy);
    let judgement = Judgement {
        date: today.to_owned(),
        uncounted: ids(report, |finding| !counts(finding, policy)),
        disclosed: ids(report, |finding| disclosed.contains(&finding.id)),
        outside: outside(&report.endpoints, policy),
        abroad,
        unplaced,
        followed: followed(&report.coverage.files),
        accepted,
        blobs,
        idle,
    };
    let waived = Waived {
        findings: judgement
            .accepted
            .iter()
            .map(|accepted| &accepted.finding)
            .chain(&judgement.uncounted)
            .chain(&judgement.disclosed)
            .cloned()
            .collect(),
        languages: policy.coverage.unsupported.clone(),
        files: judgement.blobs.iter().map(|blob| blob.path.clone()).collect(),
        outside: judgement.outside.len() as u64,
        abroad: judgement.abroad.len() as u64,
        uncovered: !judgement.followed.is_at_least(policy.coverage.followed),
    };
    let verdict = verdict::by(report, &waived);
    (Verdict { policy: Some(policy.digest), ..verdict }, judgement)
}

/// What an acceptance of a finding rests on: the contents of all files on its way. Any change in one of them is another
/// digest. SHA-256 over `path LF digest LF` of each file, sorted.
pub fn code(report: &Report, finding: &Finding) -> Digest {
    let files = report.coverage.files.iter().map(|file| (file.path.as_str(), file)).collect();
    code_of(&files, finding)
}

fn code_of(files: &BTreeMap<&str, &FileCoverage>, finding: &Finding) -> Digest {
    let ends = [&finding.source.path, &finding.sink.path];
    let paths: BTreeSet<&str> = finding.steps.iter().map(|step| &step.path).chain(ends).map(String::as_str).collect();
    let lines = paths.into_iter().map(|path| {
        let digest = files.get(path).map_or_else(String::new, |file| file.digest.hex());
        format!("{path}\n{digest}\n")
    });
    Digest::of(lines.collect::<String>().as_bytes())
}

fn accepted(report: &Report, policy: &Policy, files: &BTreeMap<&str, &FileCoverage>, today: &str) -> (Vec<Accepted>, Vec<Idle>) {
    let findings: BTreeMap<&str, &Finding> =
        report.findings.iter().map(|finding| (finding.fingerprint.as_str(), finding)).collect();
    let (mut accepted, mut idle) = (Vec::new(), Vec::new());
    for accept in &policy.accept {
        let found = findings.get(accept.fingerprint.as_str());
        let why = match found {
            _ if accept.until.0.as_str() < today => Why::Expired,
            None => Why::MatchesNothing,
            Some(finding) if code_of(files, finding) != accept.code => Why::CodeChanged,
            Some(finding) => {
                accepted.push(Accepted {
                    finding: finding.id.clone(),
                    reason: accept.reason.clone(),
                    until: accept.until.0.clone(),
                });
                continue;
            }
        };
        idle.push(Idle { of: accept.fingerprint.clone(), why });
    }
    let place = |id: &String| report.findings.iter().position(|finding| finding.id == *id);
    accepted.sort_by_key(|accepted: &Accepted| place(&accepted.finding));
    (accepted, idle)
}

/// Files that no data could be followed through, and that the auditor accepts as they are.
fn blobs(report: &Report, policy: &Policy, idle: &mut Vec<Idle>) -> Vec<AcceptedBlob> {
    let mut found = Vec::new();
    for blob in &policy.blob {
        let before = found.len();
        let same = report.coverage.files.iter().filter(|file| file.digest == blob.sha256);
        let needs = |file: &&FileCoverage| {
            let unsupported = || verdict::is_unsupported(file, &policy.coverage.unsupported);
            file.disposition == Disposition::Limit || verdict::is_unfollowed(file) || unsupported()
        };
        for file in same.filter(needs) {
            found.push(AcceptedBlob { path: file.path.clone(), sha256: blob.sha256, reason: blob.reason.clone() });
        }
        if found.len() == before {
            idle.push(Idle { of: blob.sha256.hex(), why: Why::MatchesNothing });
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

/// Ids of the findings of which `is` holds, in their order.
fn ids(report: &Report, is: impl Fn(&Finding) -> bool) -> Vec<String> {
    report.findings.iter().filter(|finding| is(finding)).map(|finding| finding.id.clone()).collect()
}

fn counts(finding: &Finding, policy: &Policy) -> bool {
    let count = &policy.count;
    finding.confidence <= count.confidence && !count.ignore.contains(&finding.class)
}

/// Destinations that data may go to and that nothing allows. Addresses that merely stand in the code count as well: which
/// of them is used is chosen at run time.
fn outside(endpoints: &[Endpoint], policy: &Policy) -> Vec<String> {
    let Some(allowed) = &policy.endpoints.allow else { return Vec::new() };
    let outside = named(endpoints).map(|(host, _)| host).filter(|host| !allowed.iter().any(|allow| allows(allow, host)));
    outside.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Destinations in countries that are not allowed, and those whose names tell none: where these are is for other means to say.
fn abroad(endpoints: &[Endpoint], policy: &Policy) -> (Vec<Abroad>, Vec<String>) {
    let Some(jurisdictions) = &policy.endpoints.jurisdictions else { return Default::default() };
    let (mut abroad, mut unplaced) = (BTreeSet::new(), BTreeSet::new());
    for (host, jurisdiction) in named(endpoints) {
        match jurisdiction {
            // Data that goes there stays here.
            None if reach::of_address(&host) == Reach::Own => {}
            None => drop(unplaced.insert(host)),
            Some(code) if jurisdictions.allows(code) => {}
            Some(code) => drop(abroad.insert(Abroad { host, jurisdiction: code.to_owned() })),
        }
    }
    (abroad.into_iter().collect(), unplaced.into_iter().collect())
}

/// The hosts that the code names, and the countries that their names tell.
fn named(endpoints: &[Endpoint]) -> impl Iterator<Item = (String, Option<&str>)> {
    let named = endpoints.iter().filter(|endpoint| endpoint.how != Found::RunTime);
    named.filter_map(|endpoint| Some((host(&endpoint.value)?, endpoint.jurisdiction.as_deref())))
}

/// Lines of files in languages that candor follows: those with data flow, and all.
fn followed(files: &[FileCoverage]) -> Share {
    let followable = files.iter().filter(|file| file.language.as_deref().is_some_and(|id| grammar::by_id(id).is_some()));
    let mut share = Share::default();
    for file in followable {
        // What was not read has no lines that were counted.
        let lines = file.lines.max(u64::from(file.bytes > 0));
        share.denominator += lines;
        if file.disposition == Disposition::Dataflow {
            share.numerator += lines;
        }
    }
    share
}
