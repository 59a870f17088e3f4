//! TOML values as Rust types, with mistakes that know their place and are said in our own words.

use std::fmt::Display;
use std::ops::Range;

use serde::de::value::StringDeserializer;
use serde::de::{self, DeserializeSeed, Expected, IntoDeserializer, Unexpected, Visitor};
use toml::Spanned;
use toml::de::{DeArray, DeTable, DeValue, ValueDeserializer};

use super::reader::Value;
use bodemtoets_words::suggest;

/// What is wrong with a value, and where it stands when that is known.
#[derive(Debug)]
pub(super) struct Mistake {
    pub span: Option<Range<usize>>,
    pub problem: String,
}

impl Mistake {
    /// At a place, unless it is known to be at one within it.
    fn within(mut self, span: Range<usize>) -> Self {
        self.span.get_or_insert(span);
        self
    }
}

impl Display for Mistake {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.problem)
    }
}

impl std::error::Error for Mistake {}

impl de::Error for Mistake {
    fn custom<T: Display>(problem: T) -> Self {
        Self { span: None, problem: problem.to_string() }
    }

    fn invalid_type(found: Unexpected, expected: &dyn Expected) -> Self {
        Self::custom(format!("expected {expected}, not {}", words(found)))
    }

    fn invalid_value(found: Unexpected, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        Self::custom(format!("expected {expected}, not {length}"))
    }

    fn unknown_variant(name: &str, known: &'static [&'static str]) -> Self {
        Self::custom(format!("not known here: `{name}`{}", nearest(name, known)))
    }

    fn unknown_field(name: &str, known: &'static [&'static str]) -> Self {
        Self::custom(format!("no key here is called `{name}`{}", nearest(name, known)))
    }

    fn missing_field(name: &'static str) -> Self {
        Self::custom(format!("missing: `{name}`"))
    }

    fn duplicate_field(name: &'static str) -> Self {
        Self::custom(format!("`{name}` is there twice"))
    }
}

/// The names that are known, and the nearest of them.
fn nearest(name: &str, known: &[&str]) -> String {
    let list: Vec<String> = known.iter().map(|known| format!("`{known}`")).collect();
    let expected = match list.as_slice() {
        [] => String::new(),
        [one] => format!(", expected {one}"),
        [one, other] => format!(", expected {one} or {other}"),
        list => format!(", expected one of {}", list.join(", ")),
    };
    let hint = suggest::nearest(name, known.iter().copied()).map(|near| format!("; did you mean `{near}`?"));
    expected + &hint.unwrap_or_default()
}

/// What was found, as one writes it in TOML.
fn words(found: Unexpected) -> String {
    match found {
        Unexpected::Bool(value) => format!("`{value}`"),
        Unexpected::Unsigned(value) => value.to_string(),
        Unexpected::Signed(value) => value.to_string(),
        Unexpected::Float(value) => value.to_string(),
        Unexpected::Str(text) => format!("the text \"{text}\""),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a table".to_owned(),
        other => other.to_string(),
    }
}

/// A value to be read as a Rust type.
pub(super) struct Typed<'i>(pub Value<'i>);

impl<'i> Typed<'i> {
    /// Reads a value; a mistake that is only seen in what was read is in this value.
    fn read<S: DeserializeSeed<'i>>(value: Value<'i>, seed: S) -> Result<S::Value, Mistake> {
        let span = value.span();
        seed.deserialize(Self(value)).map_err(|mistake| mistake.within(span))
    }
}

impl<'de> de::Deserializer<'de> for Typed<'de> {
    type Error = Mistake;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        let span = self.0.span();
        let expected = (&visitor as &dyn Expected).to_string();
        let number = |text: &str| de::Error::custom(format!("{text} is too large a number"));
        let read = match self.0.into_inner() {
            DeValue::String(text) => visitor.visit_string(text.into_owned()),
            DeValue::Integer(integer) => match i64::from_str_radix(integer.as_str(), integer.radix()) {
                Ok(value) => visitor.visit_i64(value),
                Err(_) => Err(number(integer.as_str())),
            },
            DeValue::Float(float) => match float.as_str().parse() {
                Ok(value) => visitor.visit_f64(value),
                Err(_) => Err(number(float.as_str())),
            },
            DeValue::Boolean(value) => visitor.visit_bool(value),
            // How a date is given to its visitor is the business of the parser.
            day @ DeValue::Datetime(_) => ValueDeserializer::from(Spanned::new(span.clone(), day))
                .deserialize_any(visitor)
                .map_err(|_| de::Error::custom(format!("expected {expected}, not a date"))),
            DeValue::Array(array) => visitor.visit_seq(Items(array.into_iter())),
            DeValue::Table(table) => visitor.visit_map(Entries::new(table)),
        };
        read.map_err(|mistake| mistake.within(span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Mistake> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Mistake> {
        let span = self.0.span();
        let read = match self.0.into_inner() {
            DeValue::String(text) => {
                let name: StringDeserializer<Mistake> = text.into_owned().into_deserializer();
                visitor.visit_enum(name)
            }
            other => Err(de::Error::custom(format!("expected a text, not {}", other.type_str()))),
        };
        read.map_err(|mistake| mistake.within(span))
    }

    serde::forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf unit
        unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}

/// The items of a list.
struct Items<'i>(<DeArray<'i> as IntoIterator>::IntoIter);

impl<'i> de::SeqAccess<'i> for Items<'i> {
    type Error = Mistake;

    fn next_element_seed<T: DeserializeSeed<'i>>(&mut self, seed: T) -> Result<Option<T::Value>, Mistake> {
        self.0.next().map(|item| Typed::read(item, seed)).transpose()
    }
}

/// The keys and values of a table.
struct Entries<'i> {
    entries: <DeTable<'i> as IntoIterator>::IntoIter,
    value: Option<Value<'i>>,
}

impl<'i> Entries<'i> {
    fn new(table: DeTable<'i>) -> Self {
        Self { entries: table.into_iter(), value: None }
    }
}

impl<'i> de::MapAccess<'i> for Entries<'i> {
    type Error = Mistake;

    fn next_key_seed<K: DeserializeSeed<'i>>(&mut self, seed: K) -> Result<Option<K::Value>, Mistake> {
        let Some((key, value)) = self.entries.next() else { return Ok(None) };
        self.value = Some(value);
        let span = key.span();
        let name: StringDeserializer<Mistake> = key.into_inner().into_owned().into_deserializer();
        seed.deserialize(name).map(Some).map_err(|mistake| mistake.within(span))
    }

    fn next_value_seed<V: DeserializeSeed<'i>>(&mut self, seed: V) -> Result<V::Value, Mistake> {
        match self.value.take() {
            Some(value) => Typed::read(value, seed),
            None => Err(de::Error::custom("a key without a value")),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use toml::de::DeTable;

    use super::*;
    use bodemtoets_words::lang::Text;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Sample {
        #[serde(default)]
        number: Option<f64>,
        #[serde(default)]
        list: Vec<i64>,
        #[serde(default)]
        text: Option<Text>,
        #[serde(default, deserialize_with = "bodemtoets_words::date::optional::deserialize")]
        day: Option<jiff::civil::Date>,
    }

    fn read(text: &str) -> Result<Sample, (String, String)> {
        let table = DeTable::parse(text).unwrap().into_inner();
        let value = Spanned::new(0..text.len(), DeValue::Table(table));
        Sample::deserialize(Typed(value)).map_err(|mistake| (text[mistake.span.unwrap()].to_owned(), mistake.problem))
    }

    #[test]
    fn values_are_read() {
        let sample = read("number = 3\nlist = [0x10, -2]\nday = 2024-02-29").unwrap();
        assert_eq!(sample.number, Some(3.0));
        assert_eq!(sample.list, [16, -2]);
        assert_eq!(sample.day.unwrap().to_string(), "2024-02-29");
        assert_eq!(read("number = -inf").unwrap().number, Some(f64::NEG_INFINITY));
    }

    #[test]
    fn a_mistake_is_said_where_it_is() {
        for (text, place, problem) in [
            ("numbr = 3", "numbr", "did you mean `number`?"),
            ("number = 'three'", "'three'", "expected f64, not the text \"three\""),
            ("list = [1, 'two']", "'two'", "not the text"),
            ("text = { nl = 'a' }", "{ nl = 'a' }", "missing: `en`"),
            ("number = 2024-01-01", "2024-01-01", "not a date"),
            ("day = '2024-01-01'", "'2024-01-01'", "expected a date without quotes, as 2024-01-31"),
            ("day = 2024-01-01T10:00:00", "2024-01-01T10:00:00", "has a time of day"),
            ("list = [99999999999999999999]", "99999999999999999999", "too large"),
        ] {
            let (at, said) = read(text).unwrap_err();
            assert_eq!(at, place, "{text}: {said}");
            assert!(said.contains(problem), "{text}: {said}");
        }
    }
}
