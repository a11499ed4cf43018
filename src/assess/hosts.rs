//! Addresses in code → hosts, and lists of hosts that policies and disclosures name. Pure; resolves nothing.

/// The host of an address: between `//` or the start and the next `/`, `:`, `?` or `#`; lower case (RFC 3986, 3.2.2). Where
/// a backslash stands in it, clients do not agree on what the host is: then all of it, which no list allows.
pub(super) fn host(address: &str) -> Option<String> {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#']).next()?;
    if authority.contains('\\') {
        return Some(authority.to_lowercase());
    }
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = match host.strip_prefix('[') {
        Some(literal) => literal.split(']').next()?,
        None => host.split(':').next()?,
    };
    (!host.is_empty()).then(|| host.trim_end_matches('.').to_lowercase())
}

pub(super) fn allows(allow: &str, host: &str) -> bool {
    match allow.strip_prefix("*.") {
        Some(suffix) => host.strip_suffix(suffix).is_some_and(|front| front.ends_with('.')),
        None => allow == host,
    }
}

/// Whether `text` is what a list of hosts may hold: a name in lower case, `*.` in front for all names below.
pub(super) fn is_pattern(text: &str) -> bool {
    let name = text.strip_prefix("*.").unwrap_or(text);
    !name.is_empty() && name.bytes().all(is_host_byte)
}

/// Whether `text` is a host as a list can name it.
pub(super) fn is_host(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(is_host_byte)
}

fn is_host_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || b"-._:[]".contains(&byte)
}

#[cfg(test)]
mod tests {
    use super::{allows, host};

    #[test]
    fn hosts_are_taken_out_of_addresses() {
        for (address, expected) in [
            ("https://User@A.Example.com:8443/x?y#z", "a.example.com"),
            ("a.example.com", "a.example.com"),
            ("tcp://[2001:db8::1]:80", "2001:db8::1"),
            ("198.51.100.7:53", "198.51.100.7"),
            ("https://a.example.com./", "a.example.com"),
            ("https://evil.example\\@a.example.com/", "evil.example\\@a.example.com"),
        ] {
            assert_eq!(host(address).as_deref(), Some(expected), "{address}");
        }
        assert_eq!(host("https:///path"), None);
    }

    #[test]
    fn a_star_stands_for_names_below_and_not_for_the_name_itself() {
        assert!(allows("*.example.com", "a.b.example.com"));
        assert!(!allows("*.example.com", "example.com"));
        assert!(!allows("*.example.com", "evilexample.com"));
        assert!(allows("example.com", "example.com") && !allows("example.com", "a.example.com"));
    }
}
