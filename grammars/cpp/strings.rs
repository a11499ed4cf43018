//! String literals of C++: C's, and raw ones.

use super::c;
use crate::lower::machine::Lowerer;
use crate::lower::outline::Node;

pub(super) fn text<'t>(lowerer: &mut Lowerer<'_, 't>, node: Node<'t>) {
    let bytes = lowerer.bytes(node);
    let prefix = memchr::memchr(b'"', bytes).map_or(&[][..], |quote| &bytes[..quote]);
    let Some(inner) = raw(bytes).filter(|_| prefix.last() == Some(&b'R')) else { return c::strings::text(lowerer, node) };
    let text = String::from_utf8_lossy(inner);
    let value = lowerer.constant_text(&text, node, false);
    lowerer.push(value);
}

/// What is between the parentheses of `R"x(...)x"`.
fn raw(literal: &[u8]) -> Option<&[u8]> {
    let open = memchr::memchr(b'(', literal)?;
    let close = memchr::memrchr(b')', literal)?;
    literal.get(open + 1..close)
}
