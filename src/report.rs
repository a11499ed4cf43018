//! What a review says: one [`Report`] value (the only wire schema) and one renderer a form.
//! Renderers take a finished report and add nothing to it; they know nothing of stages or rules.

pub mod model;

pub use model::Report;
