//! Names of zones: whether a zone of a map is the one that the law names.

use super::truth::Truth;

/// Words that say what a zone is, which maps write before its name and ordinances leave out.
const KIND_WORDS: [&str; 12] = [
    "beschermingszone",
    "boringsvrije zone",
    "boringvrije zone",
    "gebied",
    "grondwaterbeschermingsgebied",
    "grondwaterwingebied",
    "interferentiegebied",
    "koude warmte opslagvrije zone",
    "verbodszone",
    "waterwingebied",
    "waterwinning",
    "zone",
];

/// Whether a name on a map is a name in the law. Capitals, signs and the words for the kind of zone in
/// front do not count. Where the one only holds the other it is not known: "Nieuwegein" in "WCB Nieuwegein"
/// may be it or not.
///
/// ```
/// use bodemtoets_law::rules::{Truth, is_called};
/// assert_eq!(is_called("Boringsvrije zone Tull en t Waal", "Tull en 't Waal"), Truth::True);
/// assert_eq!(is_called("Boringsvrije zone WCB Nieuwegein", "Nieuwegein"), Truth::Unknown);
/// assert_eq!(is_called("Boringsvrije zone Bunnik", "Cothen"), Truth::False);
/// ```
#[must_use]
pub fn is_called(on_map: &str, in_law: &str) -> Truth {
    let (map, law) = (plain(on_map), plain(in_law));
    if map == law {
        return Truth::True;
    }
    let holds = |long: &str, short: &str| format!(" {long} ").contains(&format!(" {short} "));
    if !map.is_empty() && !law.is_empty() && !holds(&map, &law) && !holds(&law, &map) {
        return Truth::False;
    }
    Truth::Unknown
}

/// The words of a name in lower case, one blank between them, without those for its kind.
fn plain(name: &str) -> String {
    // An apostrophe belongs to its word; all other signs part words.
    let letters = name.to_lowercase().replace(['\'', '’', '‘', '`'], "");
    let words: Vec<&str> = letters.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let name = words.join(" ");
    let bare = KIND_WORDS
        .into_iter()
        .filter_map(|kind| name.strip_prefix(kind)?.strip_prefix(' '))
        .min_by_key(|rest| rest.len());
    bare.map_or_else(|| name.clone(), str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_the_same_however_it_is_written() {
        for (map, law) in [
            ("Benschop-diep", "Benschop diep"),
            ("BORINGSVRIJE ZONE BUNNIK", "Bunnik"),
            ("Grondwaterbeschermingsgebied Hanik", "hanik"),
            ("Roerdalslenk III", "Roerdalslenk III"),
            ("Tull en 't Waal", "Tull en ’t Waal"),
        ] {
            assert_eq!(is_called(map, law), Truth::True, "{map}, {law}");
        }
    }

    #[test]
    fn a_name_that_holds_another_may_be_it_and_one_that_does_not_is_not() {
        assert_eq!(is_called("Lexmond-Noord", "Lexmond"), Truth::Unknown);
        assert_eq!(is_called("Roerdalslenk II", "Roerdalslenk I"), Truth::False);
        assert_eq!(is_called("Benschop-diep", "Benschop-ondiep"), Truth::False);
        assert_eq!(is_called("", "Bunnik"), Truth::Unknown);
    }
}
