//! The transparency log: the trees it keeps, the proofs it gives, what is refused, what a kill leaves behind,
//! what a fork looks like to a witness.

mod commands;
mod forks;
mod sample;
mod tamper;
mod trees;
