//! Which country the top-level domain of a host belongs to: the one whose registry can take the name away, which is not
//! where the machine stands. Domains that are sold for their looks (`.io`, `.ai`, `.tv`) say nothing and are not listed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::reach;

const LIST: &str = include_str!("countries.tsv");

/// Domain, code, name.
static ROWS: LazyLock<Vec<[&str; 3]>> = LazyLock::new(|| {
    let rows = LIST.lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|line| line.split('\t').collect::<Vec<_>>().try_into().ok()).collect()
});
static BY_DOMAIN: LazyLock<BTreeMap<&str, &str>> =
    LazyLock::new(|| ROWS.iter().map(|[domain, code, _]| (*domain, *code)).collect());
static NAMES: LazyLock<BTreeMap<&str, &str>> = LazyLock::new(|| ROWS.iter().map(|[_, code, name]| (*code, *name)).collect());

/// The code (ISO 3166-1 alpha-2, upper case) of the country that the host of `url`, or the bare host `url`, is of.
pub fn of_host(url: &str) -> Option<&'static str> {
    let last = reach::host(url).trim_end_matches('.').rsplit_once('.')?.1;
    BY_DOMAIN.get(last.to_ascii_lowercase().as_str()).copied()
}

/// The English name of the country with this code.
pub fn name(code: &str) -> Option<&'static str> {
    NAMES.get(code).copied()
}

#[cfg(test)]
mod tests {
    use super::{LIST, ROWS, name, of_host};

    #[test]
    fn hosts_tell_their_country_or_nothing() {
        let cases = [
            ("https://collect.example.ru/upload?to=a.de", Some("RU")),
            ("https://user:secret@files.example.co.uk:8443/x", Some("GB")),
            ("updates.EXAMPLE.CN.", Some("CN")),
            ("https://xn--e1afmkfd.xn--p1ai/", Some("RU")),
            ("ftp://example.eu", Some("EU")),
            ("https://example.com/path.de", None),
            ("https://example.io", None),
            ("http://192.0.2.10/", None),
            ("de", None),
            ("", None),
        ];
        for (host, expected) in cases {
            assert_eq!(of_host(host), expected, "{host}");
        }
    }

    #[test]
    fn every_line_of_the_list_is_read() {
        assert_eq!(ROWS.len(), LIST.lines().count() - 1);
        assert!(ROWS.iter().all(|[_, code, _]| name(code).is_some() && code.len() == 2));
        assert!(ROWS.is_sorted_by(|a, b| a[0] < b[0]), "sorted, each domain once");
        assert_eq!(name("DE"), Some("Germany"));
    }
}
