//! Shannon entropy in whole numbers, so that every machine gives the same: thousandths of a bit for each byte.

/// Bytes of a long text that are looked at.
const SAMPLE: usize = 1 << 20;

/// Thousandths of a bit a byte, 0 to 8000, of the first megabyte.
pub(super) fn millibits(bytes: &[u8]) -> u64 {
    let bytes = &bytes[..bytes.len().min(SAMPLE)];
    let mut counts = [0u64; 256];
    for &byte in bytes {
        counts[byte as usize] += 1;
    }
    let total = bytes.len() as u64;
    if total == 0 {
        return 0;
    }
    let sum: u64 = counts.iter().filter(|&&count| count > 0).map(|&count| count * (log2(total) - log2(count))).sum();
    (sum / total * 1000) >> FRACTION
}

/// What bytes drawn at random would have at least, in a sample of this length: few bytes cannot show all values.
pub(super) fn is_random(bytes: &[u8]) -> bool {
    let length = bytes.len().min(SAMPLE) as u64;
    // 8 - 255 / (2 n ln 2) on average (Miller, 1955); half as much again for chance, and never less than 7.9 of 8 bits.
    let least = 8000u64.saturating_sub(276_000 / length.max(1)).min(7950);
    length >= 128 && millibits(bytes) >= least
}

const FRACTION: u32 = 20;

/// The binary logarithm of a number from 1, with [`FRACTION`] bits behind the point: by repeated squaring.
fn log2(number: u64) -> u64 {
    let whole = u64::from(number.ilog2());
    let mut rest = (u128::from(number) << 62) >> whole;
    let mut out = whole;
    for _ in 0..FRACTION {
        rest = (rest * rest) >> 62;
        let carry = rest >> 63;
        rest >>= carry;
        out = out << 1 | carry as u64;
    }
    out
}

/// As people write it: `7.9 of 8 bits`.
pub(super) fn told(bytes: &[u8]) -> String {
    let tenths = millibits(bytes) / 100;
    format!("{}.{} of 8 bits a byte", tenths / 10, tenths % 10)
}

#[cfg(test)]
mod tests {
    use super::{is_random, log2, millibits};

    #[test]
    fn entropy_of_known_distributions() {
        assert_eq!(log2(8), 3 << 20);
        assert_eq!((log2(10) * 1000) >> 20, 3321);
        assert_eq!(millibits(&[7; 100]), 0);
        assert_eq!(millibits(&[1, 2].repeat(50)), 1000);
        let all: Vec<u8> = (0..=255).collect();
        assert_eq!(millibits(&all), 8000);
    }

    #[test]
    fn what_is_random_is_told_from_what_is_written() {
        let mut state = 1u64;
        let mut next = || {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            (state >> 56) as u8
        };
        for length in [128, 256, 400, 1000, 5000, 100_000] {
            let noise: Vec<u8> = std::iter::repeat_with(&mut next).take(length).collect();
            assert!(is_random(&noise), "{length}: {}", millibits(&noise));
        }
        assert!(!is_random(&b"The quick brown fox jumps over the lazy dog. ".repeat(100)));
        assert!(!is_random(&[0; 5000]));
    }
}
