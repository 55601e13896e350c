//! Whole numbers as JSON has them: `3.0` is one, in addresses too.

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};

/// Above it not every whole number has a place among JSON's numbers.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// A number that some programs can only write with a decimal point.
#[derive(Debug, Clone, Copy)]
pub(super) struct Whole(pub(super) i64);

impl<'de> Deserialize<'de> for Whole {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        // Not `deserialize_i64`: fields that were buffered refuse a float for it before this reader sees it.
        from.deserialize_any(Reader).map(Self)
    }
}

struct Reader;

impl Visitor<'_> for Reader {
    type Value = i64;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("a whole number")
    }

    fn visit_i64<E: Error>(self, number: i64) -> Result<i64, E> {
        Ok(number)
    }

    fn visit_u64<E: Error>(self, number: u64) -> Result<i64, E> {
        i64::try_from(number).map_err(|_too_large| E::invalid_value(Unexpected::Unsigned(number), &self))
    }

    fn visit_f64<E: Error>(self, number: f64) -> Result<i64, E> {
        without_rest(number).ok_or_else(|| E::invalid_value(Unexpected::Float(number), &self))
    }
}

fn without_rest(number: f64) -> Option<i64> {
    (number.trunc() == number && number.abs() <= EXACT).then_some(number as i64)
}

/// A field that must be there.
pub(super) fn needed<'de, D: Deserializer<'de>>(from: D) -> Result<i64, D::Error> {
    Whole::deserialize(from).map(|Whole(number)| number)
}

/// A field that may be left out (stays) or `null` (is emptied).
pub(super) fn present<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Option<i64>>, D::Error> {
    Option::<Whole>::deserialize(from).map(|given| Some(given.map(|Whole(number)| number)))
}

/// A field that may be left out or `null`.
pub(super) fn maybe<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    present(from).map(Option::flatten)
}

/// A list of them that must be there.
pub(super) fn each<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<i64>, D::Error> {
    let all = Vec::<Whole>::deserialize(from)?;
    Ok(all.into_iter().map(|Whole(number)| number).collect())
}

/// A number of an address, where everything is text; it may be left out.
pub(super) fn in_address<'de, D: Deserializer<'de>, N: TryFrom<i128>>(
    from: D,
) -> Result<Option<N>, D::Error> {
    let text = String::deserialize(from)?;
    // Wide enough for whatever fits into the field: where its range ends, the rule of the field says so.
    let number = text.parse().ok().or_else(|| text.parse().ok().and_then(without_rest).map(i128::from));
    match number.and_then(|number| N::try_from(number).ok()) {
        None => Err(D::Error::invalid_value(Unexpected::Str(&text), &Reader)),
        number => Ok(number),
    }
}

#[cfg(test)]
mod tests {
    use serde::de::IntoDeserializer;
    use serde::de::value::StrDeserializer;

    use super::*;

    fn read(json: &str) -> Option<i64> {
        needed(&mut serde_json::Deserializer::from_str(json)).ok()
    }

    fn given(text: &str) -> StrDeserializer<'_, serde::de::value::Error> {
        text.into_deserializer()
    }

    fn address(text: &str) -> Option<i64> {
        in_address(given(text)).ok().flatten()
    }

    #[test]
    fn a_whole_number_is_one_however_it_is_written() {
        for (json, expected) in
            [("3", 3), ("3.0", 3), ("-7e2", -700), ("1913444851814447.0", 1_913_444_851_814_447)]
        {
            assert_eq!((read(json), address(json)), (Some(expected), Some(expected)), "{json}");
        }
        assert_eq!(read("9007199254740993"), Some(9_007_199_254_740_993));
    }

    #[test]
    fn nothing_else_is() {
        for json in
            ["3.5", "\"3\"", "null", "true", "[3]", "1e300", "18446744073709551615", "9007199254740994.0"]
        {
            assert_eq!((read(json), address(json)), (None, None), "{json}");
        }
        for text in ["", " ", "inf", "NaN", "3 "] {
            assert_eq!(address(text), None, "{text}");
        }
        let long: Result<Option<u64>, serde::de::value::Error> = in_address(given("9999999999999999999"));
        assert_eq!(long, Ok(Some(9_999_999_999_999_999_999)));
        let short: Result<Option<u8>, serde::de::value::Error> = in_address(given("256"));
        assert!(short.unwrap_err().to_string().contains("expected a whole number"));
    }
}
