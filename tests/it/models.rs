//! The model files as a whole.

use candor::models::Catalogue;
use candor::syntax::grammar;

/// Every file parses, and a language (with those whose models it inherits) has the breadth that the design asks for.
#[test]
fn model_files_parse_and_are_broad() {
    let catalogue = Catalogue::parse(grammar::catalogue_files()).unwrap_or_else(|error| panic!("{error}"));
    for grammar in grammar::all() {
        let holds = |language: &str| language == grammar.id || grammar.inherits.contains(&language);
        let rows = catalogue.rows().iter().filter(|row| holds(&row.language)).count();
        assert!(rows >= 250, "{}: {rows} rows", grammar.id);
    }
}
