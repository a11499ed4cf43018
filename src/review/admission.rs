//! What a worker says it has read → logged, or refused, before it looks into a byte of it. So no report can vanish of a
//! submission that was looked into, and none can come out about another one.

use super::ReviewError;
use crate::base::Digest;
use crate::report::Report;
use crate::sandbox::{Depth, Request, Submitted};
use crate::tlog::{Leaf, Log};

/// Of one submission. Outlives the workers that read it: what one of them said binds all after it, and is logged once.
#[derive(Default)]
pub struct Admission<'l> {
    log: Option<&'l Log>,
    read: Option<Submitted>,
    /// By a worker that was not to read it, since that ends whoever does.
    unread: Option<Submitted>,
}

impl<'l> Admission<'l> {
    /// Into a review that no log has to know of.
    pub fn unlogged() -> Self {
        Self::default()
    }

    /// Into a review that begins when `log` has the submission.
    pub fn logged(log: &'l Log) -> Self {
        Self { log: Some(log), ..Self::default() }
    }

    /// Takes in what the worker that was asked `request` says.
    pub(super) fn admit(&mut self, submitted: Submitted, request: &Request) -> Result<(), ReviewError> {
        let unread = is_unread(request);
        if let Some(known) = self.said(request) {
            return if *known == submitted { Ok(()) } else { Err(ReviewError::OtherSubmission) };
        }
        let earlier = self.read.as_ref().or(self.unread.as_ref());
        let foreign = earlier.is_some_and(|known| known.received != submitted.received);
        if foreign || (unread && submitted.manifest != Digest::of(b"")) {
            return Err(ReviewError::OtherSubmission);
        }
        if let Some(log) = self.log {
            let Submitted { manifest, received } = submitted;
            log.append(&[Leaf::Submission { manifest, received }.to_bytes()])?;
        }
        *(if unread { &mut self.unread } else { &mut self.read }) = Some(submitted);
        Ok(())
    }

    /// Holds the report of the worker that was asked `request` against what it said first.
    pub(super) fn check(&self, report: &Report, request: &Request) -> Result<(), ReviewError> {
        let reported = Submitted { manifest: report.source.manifest, received: report.source.received };
        if self.said(request) == Some(&reported) { Ok(()) } else { Err(ReviewError::OtherSubmission) }
    }

    fn said(&self, request: &Request) -> Option<&Submitted> {
        if is_unread(request) { self.unread.as_ref() } else { self.read.as_ref() }
    }
}

/// Whether the worker is to hash the submission and not to read it; its list of files is empty then.
fn is_unread(request: &Request) -> bool {
    request.lessened.is_some_and(|lessened| lessened.depth == Depth::Nothing)
}
