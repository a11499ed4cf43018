//! How far an address in code reaches, by its host alone: another machine, this machine, or one that is put in at run time.

/// What the host of an address says.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Reach {
    /// A host with a name or address of its own.
    Named,
    /// The host is empty, or a place to be filled in: `http://%s`, `https://{host}/x`.
    Open,
    /// This machine itself, or all its interfaces.
    Own,
}

/// What stands at the beginning of a place to be filled in.
const PLACES: &[u8] = b"%{$<*";

/// The host that an address names, or the bare host itself (RFC 3986, 3.2.2); without port and user, as it is written.
pub fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let authority = rest.split(['/', '?', '#', '\\']).next().unwrap_or_default();
    let host = authority.rsplit('@').next().unwrap_or_default();
    match host.strip_prefix('[') {
        Some(literal) => literal.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    }
}

/// The reach of an address, or of a bare host.
pub fn of_address(address: &str) -> Reach {
    let name = host(address);
    let numbers: Vec<&str> = name.split('.').collect();
    let loopback = numbers.len() == 4 && numbers[0] == "127" && numbers.iter().all(|number| number.parse::<u8>().is_ok());
    match name.trim_end_matches('.').to_ascii_lowercase().as_str() {
        "localhost" | "0.0.0.0" | "::1" | "::" => Reach::Own,
        _ if loopback => Reach::Own,
        name if name.as_bytes().first().is_none_or(|first| PLACES.contains(first)) => Reach::Open,
        _ => Reach::Named,
    }
}

#[cfg(test)]
mod tests {
    use super::{Reach, of_address};

    #[test]
    fn addresses_of_this_machine_and_of_none_are_told_apart() {
        for (address, reach) in [
            ("https://collect.example/x", Reach::Named),
            ("https://localhost.example/", Reach::Named),
            ("127.0.0.1.example", Reach::Named),
            ("https://localhost@collect.example/", Reach::Named),
            ("https://127.0.0.1\\\\@collect.example/", Reach::Own),
            ("http://127.0.0.1:80/", Reach::Own),
            ("https://LOCALHOST:", Reach::Own),
            ("0.0.0.0:8080", Reach::Own),
            ("http://[::1]:3000/", Reach::Own),
            ("http://", Reach::Open),
            ("http://%s:%d/", Reach::Open),
            ("https://{host}/x", Reach::Open),
            ("https://${HOST}/x", Reach::Open),
            ("https://api-%s.collect.example/", Reach::Named),
            ("", Reach::Open),
        ] {
            assert_eq!(of_address(address), reach, "{address}");
        }
    }
}
