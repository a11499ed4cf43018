//! Turns whole flows into findings (of mere metadata too, which reports list apart), and lists signs of hiding, what code can do, where it connects to and what could not be
//! decided, and the figures of the metrics annex. Reads [`crate::link::Program`] and [`crate::taint::Solution`]; writes parts of [`crate::report::model::Report`].
//! Lists the packages that manifests and headers name. Knows nothing of disclosures, policies or verdicts.

mod addresses;
pub mod classes;
pub mod examples;
mod excerpts;
mod flows;
pub mod indicators;
mod inventory;
mod metrics;
mod packages;
mod place;
mod views;

pub use classes::wanted;
pub use excerpts::code;
pub use flows::{VARIANTS, findings};
pub use inventory::{Missing, calls, capabilities, component, dependencies, endpoints, holes, missing};
pub use metrics::metrics;
pub use packages::{packages, roots};
pub use place::{Places, Texts};
