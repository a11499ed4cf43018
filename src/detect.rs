//! Turns whole flows into findings, and lists what code can do, where it connects to and what could not be
//! decided. Knows nothing of disclosures, policies or verdicts.

pub mod classes;
