//! The single integration binary: one module a feature, in `tests/it/`.

mod it {
    mod attest;
    mod lower;
    mod review_cases;
    mod review_hostile;
    mod review_repeat;
    mod review_run;
    mod review_worker;
    mod models;
    mod tidy;
}
