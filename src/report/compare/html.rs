//! A comparison as one HTML page, under the same rules as a report's: no script, no outside resource, everything escaped by the
//! template, and a policy in its head that admits its one style element and nothing else.

use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::{Change, Comparison, Side};
use crate::base::Digest;
use crate::report::view::{number, share};

const STYLE: &str = include_str!("../../../reports/report.css");

/// Changes of each half that are on the page; the JSON form has all.
const ROWS: usize = 1000;

pub(super) fn render(comparison: &Comparison) -> String {
    let (worse, better): (Vec<_>, Vec<_>) = comparison.changes.iter().partition(|change| change.risk > 0);
    let cut = |list: &mut Vec<&Change>| {
        let gone = list.len().saturating_sub(ROWS);
        list.truncate(ROWS);
        gone
    };
    let (mut worse, mut better) = (worse, better);
    let (more_worse, more_better) = (cut(&mut worse), cut(&mut better));
    let page = Page {
        style: STYLE,
        style_hash: STANDARD.encode(Digest::of(STYLE.as_bytes()).0),
        comparison,
        sides: [Column::of("Old", &comparison.old), Column::of("New", &comparison.new)],
        worse,
        better,
        more_worse,
        more_better,
    };
    page.render().expect("invariant: writing to a string does not fail")
}

#[derive(Template)]
#[template(path = "diff.html")]
struct Page<'a> {
    style: &'static str,
    style_hash: String,
    comparison: &'a Comparison,
    sides: [Column<'a>; 2],
    worse: Vec<&'a Change>,
    better: Vec<&'a Change>,
    more_worse: usize,
    more_better: usize,
}

/// One side, as text.
struct Column<'a> {
    title: &'static str,
    side: &'a Side,
    findings: String,
    files: String,
    followed: String,
    unexamined: String,
}

impl<'a> Column<'a> {
    fn of(title: &'static str, side: &'a Side) -> Self {
        Self {
            title,
            side,
            findings: format!("{}, and {} of metadata", number(side.findings), number(side.metadata)),
            files: number(side.files),
            followed: share(side.followed, side.bytes),
            unexamined: number(side.unexamined),
        }
    }
}
