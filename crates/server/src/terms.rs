//! `/terms`: what kinds of zones and facts are called, so that whoever shows them uses the same words.

use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::words::{FACTS, KINDS, fact_word, kind_word};
use serde_json::{Map, Value, json};

use crate::answer;
use crate::route::Answer;

/// All words that there are.
pub(crate) fn all() -> Answer {
    answer::json(&json!({
        "schema": "bodemtoets/terms/1",
        "kinds": told(KINDS, kind_word),
        "facts": told(FACTS, fact_word),
    }))
}

fn told(slugs: &[&'static str], word: fn(&str, Lang) -> &str) -> Map<String, Value> {
    slugs.iter().map(|slug| ((*slug).to_owned(), json!(Text::both(|lang| word(slug, lang).to_owned())))).collect()
}
