//! Forms: how kinds of condition are written in a rulebook.

use toml::de::DeValue;

use super::question::Question;
use super::tree::Condition;
use crate::rules::reading::{Keys, Reader, Value};

/// How one kind of condition is written.
pub(in crate::rules) struct Form {
    /// The key that says what it asks.
    pub key: &'static str,
    /// The keys that may stand beside it.
    pub beside: &'static [&'static str],
    /// Reads it; what is wrong is said to the reader.
    pub read: fn(&mut Reader, &mut Keys, Grammar) -> Option<Box<dyn Question>>,
}

/// The kinds of condition that there are.
#[derive(Clone, Copy)]
pub(in crate::rules) struct Grammar(pub &'static [Form]);

/// The keys that join conditions.
const JOINING: [&str; 3] = ["all", "any", "not"];

impl Grammar {
    /// Reads a condition; parts of `all`, `any` and `not` each on their own, so that every fault is found.
    pub(in crate::rules) fn condition(self, reader: &mut Reader, value: Value) -> Option<Condition> {
        let mut keys = reader.keys(value, "condition")?;
        let known: Vec<&'static str> = self.keys().chain(self.0.iter().flat_map(|form| form.beside).copied()).collect();
        reader.unknown_keys(&mut keys, &known);
        let asked: Vec<&'static str> = self.keys().filter(|key| keys.has(key)).collect();
        let problem = match asked.as_slice() {
            // What was meant has been said.
            _ if keys.has_misspelt() => return None,
            [key] => match self.stray(&keys, key) {
                None => return self.asked(reader, &mut keys, key),
                Some((stray, owner)) => format!("`{stray}` belongs beside `{owner}`, not beside `{key}`"),
            },
            [] => {
                if let Some((stray, owner)) = self.stray(&keys, "") {
                    format!("`{stray}` belongs beside `{owner}`, which is not there")
                } else {
                    let list: Vec<&str> = self.keys().collect();
                    format!("a condition that asks nothing: give one of `{}`", list.join("`, `"))
                }
            }
            _ => "a condition that asks two things at once: put them in `all = [...]` or `any = [...]`".to_owned(),
        };
        reader.fault(keys.span.clone(), problem);
        None
    }

    /// A key that belongs beside another one than it stands beside, and that other one.
    fn stray(self, keys: &Keys, key: &str) -> Option<(&'static str, &'static str)> {
        let others = self.0.iter().filter(|form| form.key != key);
        let all = others.flat_map(|form| form.beside.iter().map(|beside| (*beside, form.key)));
        let own = |beside: &str| self.0.iter().any(|form| form.key == key && form.beside.contains(&beside));
        all.into_iter().find(|(beside, _)| keys.has(beside) && !own(beside))
    }

    /// The question that a key asks.
    fn asked(self, reader: &mut Reader, keys: &mut Keys, key: &'static str) -> Option<Condition> {
        match self.0.iter().find(|form| form.key == key) {
            Some(form) => (form.read)(reader, keys, self).map(Condition::Single),
            None => self.joined(reader, keys, key),
        }
    }

    fn joined(self, reader: &mut Reader, keys: &mut Keys, key: &'static str) -> Option<Condition> {
        let inner = keys.table.remove(key)?;
        if key == "not" {
            return Some(Condition::Not(Box::new(self.condition(reader, inner)?)));
        }
        let span = inner.span();
        let list = match inner.into_inner() {
            DeValue::Array(list) if !list.is_empty() => list,
            DeValue::Array(_) => {
                reader.fault(span, format!("`{key} = []` joins nothing"));
                return None;
            }
            _ => {
                reader.fault(span, format!("`{key}` joins a list of conditions: `{key} = [{{ ... }}, {{ ... }}]`"));
                return None;
            }
        };
        let parts: Vec<Option<Condition>> = list.into_iter().map(|part| self.condition(reader, part)).collect();
        let parts = parts.into_iter().collect::<Option<Vec<Condition>>>()?;
        Some(if key == "all" { Condition::All(parts) } else { Condition::Any(parts) })
    }

    /// The keys that say what a condition asks.
    fn keys(self) -> impl Iterator<Item = &'static str> {
        JOINING.into_iter().chain(self.0.iter().map(|form| form.key))
    }
}

#[cfg(test)]
pub(in crate::rules) mod tests {
    use toml::de::DeTable;

    use super::super::forms::GRAMMAR;
    use super::*;
    use crate::rules::System;
    use crate::rules::case::Given;
    use crate::rules::case_facts::CaseFacts;
    use crate::rules::judgement::Judgement;
    use bodemtoets_words::Kinds;

    /// A condition as a rulebook writes it, or what is wrong with it.
    pub(in crate::rules) fn read(text: &str) -> Result<Condition, String> {
        let written = format!("when = {text}");
        let mut reader = Reader::new("a.toml", &written);
        let mut table = DeTable::parse(&written).unwrap_or_else(|error| panic!("{text}: {error}")).into_inner();
        let condition = GRAMMAR.condition(&mut reader, table.remove("when").unwrap());
        let said: Vec<String> = reader.into_faults().into_iter().map(|fault| fault.problem).collect();
        if said.is_empty() { Ok(condition.unwrap()) } else { Err(said.join("\n")) }
    }

    /// What a condition comes to on what is given.
    #[expect(clippy::needless_pass_by_value, reason = "a case is written where it is asked")]
    pub(in crate::rules) fn judged(text: &str, given: Given) -> Judgement {
        let mut kinds = Kinds::default();
        let bound = read(text).unwrap().bind(&mut kinds).unwrap();
        let facts = CaseFacts::new(&given, System::Open, &mut kinds).unwrap();
        bound.judge(&facts)
    }

    #[test]
    fn a_key_belongs_to_one_kind_only() {
        let mut keys: Vec<&str> = GRAMMAR.keys().collect();
        let count = keys.len();
        keys.sort_unstable();
        keys.dedup();
        assert_eq!(keys.len(), count);
    }

    #[test]
    fn what_is_written_is_what_is_read_aloud() {
        for (text, aloud) in [
            ("{ always = true }", "always"),
            ("{ not = { dwelling = ['single', 'none'] } }", "not (dwelling is single or none)"),
            (
                "{ all = [{ fluid = 'tap water' }, { interference = 'harm' }] }",
                "(fluid is water) and (interference is harm)",
            ),
            ("{ any = [{ existing_before = 2013-07-01 }] }", "(system existed before 2013-07-01)"),
            ("{ fact = 'flow_m3_h', at_most = 10 }", "flow_m3_h <= 10 m3/h"),
            ("{ within_m = { distance = 400, of = ['a', 'b'] } }", "nearer than 400 m to a, else b"),
            (
                "{ in_zone = { kind = 'a', depth = 'screens', where = { fact = 'screen_top_m', above = { zone = 'clay_top_m' } } } }",
                "screens in zone of kind a where screen_top_m > zone.clay_top_m",
            ),
        ] {
            assert_eq!(read(text).map(|condition| condition.to_string()), Ok(aloud.to_owned()), "{text}");
        }
    }

    #[test]
    fn every_fault_of_a_condition_is_found() {
        let said = read("{ all = [{ dweling = ['single'] }, { any = [] }, { fluid = 3 }] }").unwrap_err();
        assert_eq!(said.lines().count(), 3, "{said}");
    }
}
