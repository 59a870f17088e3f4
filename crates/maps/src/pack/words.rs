//! Remarks on a pack, in words.

use geo::Coord;

use super::report::{Weight, What};
use bodemtoets_space::Repair;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{number, text};

impl Weight {
    /// The word for people.
    #[must_use]
    pub fn word(self, lang: Lang) -> &'static str {
        match self {
            Self::Repaired => lang.pick("hersteld", "repaired"),
            Self::Dropped => lang.pick("weggelaten", "dropped"),
            Self::Doubted => lang.pick("twijfel", "doubted"),
        }
    }
}

impl What {
    /// The remark as a sentence.
    #[must_use]
    #[expect(clippy::too_many_lines, reason = "a sentence for each remark, both languages side by side")]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Repaired(Repair::CollectionFlattened) => text!(
                lang,
                nl: "geometrieverzameling samengevoegd",
                en: "geometry collection merged"
            ),
            Self::Repaired(Repair::DegenerateRingsDropped(n)) => text!(
                lang,
                nl: "{n} ring(en) zonder oppervlakte weggelaten",
                en: "{n} ring(s) without area left out"
            ),
            Self::Repaired(Repair::RingsReoriented(n)) => text!(
                lang,
                nl: "{n} ring(en) omgekeerd",
                en: "{n} ring(s) turned round"
            ),
            Self::Repaired(Repair::Rebuilt { at, before_m2, after_m2 }) => text!(
                lang,
                nl: "ringen kruisen bij {place}; vlak opnieuw opgebouwd, {before_m2:.0} m2 werd {after_m2:.0} m2",
                en: "rings cross at {place}; area rebuilt, {before_m2:.0} m2 became {after_m2:.0} m2",
                place = shown(*at)
            ),
            Self::Repaired(Repair::RingsReordered(n)) => text!(
                lang,
                nl: "{n} vlak(ken) begonnen met een binnenring; de ring eromheen is als buitenring genomen",
                en: "{n} polygon(s) began with a hole; the ring around it was taken for the outer one"
            ),
            Self::Repaired(Repair::Doubtful { at, .. }) => text!(
                lang,
                nl: "bij {place} is niet zeker hoe de ringen bedoeld zijn; waar het vlak ook kan liggen, is de uitkomst open",
                en: "what the rings mean at {place} is not certain; where the area may also lie, the outcome is open",
                place = shown(*at)
            ),
            Self::Stray { corners, at } => text!(
                lang,
                nl: "{corners} hoekpunt(en) buiten Nederland niet gebruikt, zoals {place}; waar het vlak ook kan liggen, is de uitkomst open",
                en: "{corners} corner(s) outside the Netherlands not used, such as {place}; where the area may also lie, the outcome is open",
                place = shown(*at)
            ),
            Self::HeightsIgnored => text!(
                lang,
                nl: "hoogten (Z of M) niet gebruikt",
                en: "heights (Z or M) not used"
            ),
            Self::Empty => text!(
                lang,
                nl: "geen geometrie",
                en: "no geometry"
            ),
            Self::NoArea => text!(
                lang,
                nl: "geen oppervlakte",
                en: "no area"
            ),
            Self::WrongShape(what) => text!(
                lang,
                nl: "vorm past niet bij de rol van de laag: {what}",
                en: "shape does not fit the role of the layer: {what}"
            ),
            Self::Abroad(what) => text!(
                lang,
                nl: "buiten Nederland: {what}",
                en: "outside the Netherlands: {what}"
            ),
            Self::Unreadable(why) => text!(
                lang,
                nl: "niet te lezen: {why}",
                en: "cannot be read: {why}"
            ),
            Self::UnknownKind(kind) => text!(
                lang,
                nl: "soort `{kind}` staat niet in `one_of` van het manifest",
                en: "kind `{kind}` is not in `one_of` of the manifest"
            ),
            Self::NotANumber { field, value } => text!(
                lang,
                nl: "veld `{field}`: {value} is geen getal; de waarde geldt als onbekend",
                en: "field `{field}`: {value} is not a number; the value counts as unknown"
            ),
            Self::UnknownWord { field, value } => text!(
                lang,
                nl: "veld `{field}`: {value:?} staat niet op de lijst; de waarde geldt als onbekend",
                en: "field `{field}`: {value:?} is not on the list; the value counts as unknown"
            ),
            Self::Impossible(problem) => text!(
                lang,
                nl: "{problem}; de waarde geldt als onbekend",
                en: "{problem}; the value counts as unknown"
            ),
            Self::FieldAbsent(field) => text!(
                lang,
                nl: "veld `{field}` uit het manifest komt in het bestand niet voor",
                en: "field `{field}` of the manifest does not occur in the file"
            ),
            Self::SameWell(n) => text!(
                lang,
                nl: "{n} keer staat een put er nog eens, met hetzelfde id, dezelfde plaats en dezelfde gegevens: hij telt één keer",
                en: "{n} times a well is there once more, with the same id, place and data: it counts once"
            ),
            Self::Duplicate(n) => text!(
                lang,
                nl: "{n} objecten met dit id op dezelfde plaats; alle zijn behouden",
                en: "{n} features with this id at the same place; all are kept"
            ),
            Self::SameId(n) => text!(
                lang,
                nl: "{n} zones met dit id; alle zijn behouden",
                en: "{n} zones with this id; all are kept"
            ),
            Self::NoFeatures => text!(
                lang,
                nl: "de laag heeft geen bruikbare objecten",
                en: "the layer has no usable features"
            ),
            Self::Breach(rule) => rule.text(lang),
            Self::OtherUnit { written, unit } => text!(
                lang,
                nl: "de kaart noemt als eenheid `{written}` en het manifest `{unit}`; de waarden gelden als onbekend",
                en: "the map states `{written}` as its unit and the manifest `{unit}`; the values count as unknown"
            ),
            Self::Thousands { field, value, thousands } => text!(
                lang,
                nl: "veld `{field}`: {value}: {why}; de waarde geldt als onbekend",
                en: "field `{field}`: {value}: {why}; the value counts as unknown",
                why = thousands.text(lang)
            ),
            Self::NoLevel { field, metres } => text!(
                lang,
                nl: "veld `{field}`: {metres} m is geen peil in NAP van een boring; het kan voor \"geen gegevens\" staan; \
                     de waarde geldt als onbekend",
                en: "field `{field}`: {metres} m is not a level in NAP of a drilling; it may stand for \"no data\"; \
                     the value counts as unknown"
            ),
            Self::NoDepth { field, metres } => text!(
                lang,
                nl: "veld `{field}`: {metres} m is geen diepte onder maaiveld; het kan een peil in NAP zijn \
                     (`min_level_m_nap`) of voor \"geen gegevens\" staan; de waarde geldt als onbekend",
                en: "field `{field}`: {metres} m is not a depth below ground level; it may be a level in NAP \
                     (`min_level_m_nap`) or stand for \"no data\"; the value counts as unknown"
            ),
            Self::Implausible { field, value, limit } => text!(
                lang,
                nl: "veld `{field}`: {value} kan niet: {why}; de waarde geldt als onbekend",
                en: "field `{field}`: {value} cannot be: {why}; the value counts as unknown",
                value = number(*value, lang),
                why = limit.why(lang)
            ),
        }
    }
}

/// A place in RD New, to the decimetre.
fn shown(at: Coord) -> String {
    format!("{:.1}, {:.1}", at.x, at.y)
}
