//! `nul-padding`: zero bytes in a file that is named as source code. Text in UTF-16 that says so has none once it is read.

use super::{At, Signs, Subject};
use crate::syntax::{Evidence, Nature, form};

pub(super) fn look(subject: &Subject<'_>, signs: &mut Signs) {
    let named = matches!(subject.classification.evidence, Evidence::FileName | Evidence::Suffix);
    if subject.nature() != Nature::Code || !named || form(subject.bytes).is_some() {
        return;
    }
    let Some(first) = memchr::memchr(0, subject.text) else { return };
    let count = memchr::memchr_iter(0, subject.text).count();
    let rest = subject.text[first..].iter().filter(|byte| byte.is_ascii_graphic()).count();
    signs.note(subject, "nul-padding", At::Byte(first), if rest > 0 { 70 } else { 40 }, || {
        format!("{count} zero bytes, and {rest} printed characters behind the first")
    });
}
