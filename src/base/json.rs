//! Canonical JSON (RFC 8785, JCS) with two rules of ours: integers below 2^53 only, and no floats.
//! What we sign is a fixed point: `bytes == canonical(parse(bytes))`, which rules out duplicate
//! keys, escape variants and trailing bytes at once.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Why a value has no canonical form, or why bytes are not one.
#[derive(Debug, thiserror::Error)]
pub enum JsonError {
    #[error("a number is a fraction or not below 2^53")]
    Number,
    #[error("not the canonical form of its own value (RFC 8785)")]
    NotCanonical,
    #[error("not JSON of the expected shape: {0}")]
    Shape(#[from] serde_json::Error),
}

const LIMIT: u64 = 1 << 53;

/// The canonical bytes of `value`.
pub fn to_canonical<T: Serialize>(value: &T) -> Result<Vec<u8>, JsonError> {
    let value = serde_json::to_value(value)?;
    check_numbers(&value)?;
    Ok(serde_json_canonicalizer::to_vec(&value)?)
}

/// Parses `bytes`, refusing all but a canonical form.
pub fn from_canonical<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, JsonError> {
    let value: Value = serde_json::from_slice(bytes)?;
    check_numbers(&value)?;
    if serde_json_canonicalizer::to_vec(&value)? != bytes {
        return Err(JsonError::NotCanonical);
    }
    Ok(serde_json::from_value(value)?)
}

fn check_numbers(value: &Value) -> Result<(), JsonError> {
    let mut pending = vec![value];
    while let Some(value) = pending.pop() {
        match value {
            Value::Number(number) => {
                let fits = number.as_u64().is_some_and(|n| n < LIMIT)
                    || number.as_i64().is_some_and(|n| n < 0 && n.unsigned_abs() < LIMIT);
                if !fits {
                    return Err(JsonError::Number);
                }
            }
            Value::Array(items) => pending.extend(items),
            Value::Object(entries) => pending.extend(entries.values()),
            Value::Null | Value::Bool(_) | Value::String(_) => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{from_canonical, to_canonical};
    use serde_json::{Value, json};

    #[test]
    fn sorted_compact_and_integers_only() {
        assert_eq!(to_canonical(&json!({"b": 1, "a": [true, null]})).unwrap(), br#"{"a":[true,null],"b":1}"#);
        assert!(to_canonical(&json!(1.5)).is_err());
        assert!(to_canonical(&json!(1u64 << 53)).is_err());
    }

    #[test]
    fn only_the_fixed_point_is_read() {
        assert!(from_canonical::<Value>(br#"{"a":1}"#).is_ok());
        for bad in
            [&br#"{"a":1,"a":1}"#[..], br#"{ "a":1}"#, br#"{"\u0061":1}"#, br#"{"b":1,"a":1}"#, b"{\"a\":1}\n", b"1.0", b"1e3"]
        {
            assert!(from_canonical::<Value>(bad).is_err(), "{}", String::from_utf8_lossy(bad));
        }
    }
}
