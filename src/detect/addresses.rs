//! Text that names a destination → the destinations: the text itself, or the addresses in it where it is a sentence or a document.

/// Addresses that one text is asked for.
const MOST: usize = 50;

/// The addresses that `text` holds; `text` itself where it is one, or holds none that can be told.
pub(super) fn named(text: &str) -> Vec<&str> {
    if !text.chars().any(|character| character.is_whitespace() || matches!(character, '<' | '"')) {
        return vec![text];
    }
    let mut found: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find("://").filter(|_| found.len() < MOST) {
        let scheme = rest[..at].bytes().rev().take_while(u8::is_ascii_alphanumeric).count();
        let end = rest[at + 3..].find(ends).map_or(rest.len(), |length| at + 3 + length);
        let address = rest[at - scheme..end].trim_end_matches(['.', ',', ';', ':', ')', '!', '?']);
        if scheme > 0 && address.len() > scheme + 3 && !found.contains(&address) {
            found.push(address);
        }
        rest = &rest[end..];
    }
    if found.is_empty() { vec![text] } else { found }
}

/// What no address goes on after.
fn ends(character: char) -> bool {
    character.is_whitespace() || character.is_control() || matches!(character, '<' | '>' | '"' | '\'' | '`' | '\\')
}

#[cfg(test)]
mod tests {
    use super::named;

    #[test]
    fn sentences_and_documents_name_addresses() {
        for (text, expected) in [
            ("https://collect.example/a?b", &["https://collect.example/a?b"][..]),
            ("# LFS (see https://lfs.example/).\n", &["https://lfs.example/"]),
            (
                "<!DOCTYPE x \"http://a.example/b.dtd\"><y z=\"http://c.example\"/>",
                &["http://a.example/b.dtd", "http://c.example"],
            ),
            ("to http://a.example, http://a.example", &["http://a.example"]),
            ("GET http://%s/x HTTP/1.1\r\n", &["http://%s/x"]),
            ("connect to 10.0.0.1 now", &["connect to 10.0.0.1 now"]),
            ("a :// b", &["a :// b"]),
            ("", &[""]),
        ] {
            assert_eq!(named(text), expected, "{text}");
        }
    }
}
