//! What a review says: one [`Report`] value (the only wire schema) and one renderer a form.
//! Renderers take a finished report and add nothing to it; they know nothing of stages or rules, and
//! nothing of a submission reaches a reader but through [`Report::neutralised`].

pub mod annotated;
pub mod compare;
pub mod cyclonedx;
mod disclosure;
pub mod github;
pub mod html;
pub mod markdown;
pub mod model;
mod packages;
pub mod sarif;
pub mod selection;
pub mod text;
pub(crate) mod view;
mod words;

pub use model::Report;
