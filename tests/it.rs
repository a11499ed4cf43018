//! The single integration binary: one module a feature, in `tests/it/`.

mod it {
    mod attest;
    mod batch;
    mod batch_index;
    mod cases;
    mod check;
    mod commands;
    mod completions;
    mod diff;
    mod disclosure;
    mod examples;
    mod indicators;
    mod intake;
    mod intake_archives;
    mod intake_git;
    mod intake_nested;
    mod intake_packages;
    mod intake_support;
    mod integrations;
    mod lower;
    mod models;
    mod oracle;
    mod packages;
    mod policy;
    mod report;
    mod review_cases;
    mod review_excerpts;
    mod review_hostile;
    #[cfg(debug_assertions)]
    mod review_isolation;
    mod review_logged;
    mod review_metadata;
    mod review_repeat;
    mod review_run;
    mod review_text;
    mod review_worker;
    mod store;
    mod tidy;
    mod tlog;
}
