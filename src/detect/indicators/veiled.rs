//! `veiled-code`: code that only its compiler sees, because it reads the bytes of the file as other words than they show: escapes
//! that are no literal's, an encoding that spells letters in other ones, a backslash that is spelt as three other signs.

use super::{At, Signs, Subject};
use crate::syntax;

pub(super) fn look(subject: &Subject<'_>, signs: &mut Signs) {
    if let Some(found) = syntax::veiled(subject.classification, subject.bytes, subject.text) {
        signs.note(subject, "veiled-code", At::Byte(found.at), 85, || found.what.to_owned());
    }
}
