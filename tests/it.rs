//! The single integration binary: one module a feature, in `tests/it/`.

mod it {
    mod attest;
    mod lower;
    mod review_worker;
    mod models;
    mod tidy;
}
