//! Sizes as people type them: `512M`, `8GiB`. Powers of 1024.

const UNITS: [&str; 5] = ["", "K", "M", "G", "T"];

/// Bytes from `512M`, `8GiB` or a plain number.
pub(super) fn parse(text: &str) -> Result<u64, String> {
    let wrong = || format!("`{text}` is not a size; write it as 512M or 8G");
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let unit = text[digits.len()..].to_ascii_uppercase();
    let unit = unit.trim_end_matches("IB").trim_end_matches('B');
    let power = UNITS.iter().position(|&known| known == unit).ok_or_else(wrong)?;
    let number: u64 = digits.trim_end().parse().map_err(|_| wrong())?;
    number.checked_mul(1 << (10 * power)).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::parse;

    #[test]
    fn sizes_are_read() {
        for (text, bytes) in [("0", 0), ("512M", 512 << 20), ("8g", 8 << 30), ("3 KiB", 3072), ("7B", 7)] {
            assert_eq!(parse(text), Ok(bytes), "{text}");
        }
        for text in ["", "G", "-1", "1.5G", "8X", "99999999999T", "8 G B"] {
            assert!(parse(text).is_err(), "{text}");
        }
    }
}
