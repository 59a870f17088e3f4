//! Why a figure is not known, in words.

use super::super::quantity::Quantity;
use super::super::reason::Reason;
use crate::lang::Lang;
use bodemtoets_words::words::{text, with_decimals};

impl Reason {
    /// The reason as a sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::DividedByNothing => text!(lang, nl: "delen door nul", en: "division by nothing"),
            Self::NotInConcept => text!(lang, nl: "hoort niet bij dit concept", en: "is no part of this concept"),
            Self::NoMeter { meter, what } => text!(
                lang,
                nl: "er is geen meter voor `{meter}` ({what}); noem hem, of zet hem bij `absent`",
                en: "there is no meter for `{meter}` ({what}); name it, or list it as `absent`",
                what = what.get(lang),
            ),
            Self::NotMeasured(quantity) => text!(
                lang,
                nl: "geen meter meet {what}",
                en: "no meter measures {what}",
                what = quantity_word(*quantity, lang),
            ),
            Self::Missing { column, percent, limit } => text!(
                lang,
                nl: "{column}: {percent} % van de tijd ontbreekt of is geschat, meer dan {limit} %",
                en: "{column}: {percent} % of the time is missing or estimated, more than {limit} %",
                percent = with_decimals(*percent, 1, lang), limit = with_decimals(*limit, 1, lang),
            ),
            Self::TooFarApart { column } => text!(
                lang,
                nl: "{column}: de standen liggen te ver uiteen om maanden te kennen",
                en: "{column}: its readings lie too far apart to know months",
            ),
            Self::NoOperatingHours { column } => text!(
                lang,
                nl: "{column}: de bedrijfstijd is niet opgegeven (operating_hours)",
                en: "{column}: the operating hours are not given (operating_hours)",
            ),
            Self::HoursMixed { column } => text!(
                lang,
                nl: "{column}: stappen van meer dan een uur laten bedrijfstijd en andere tijd niet scheiden; lees vaker af, of een telwerk voor elk",
                en: "{column}: steps of more than an hour do not tell operating hours from others; read more often, or a register for each",
            ),
            Self::Written(text) => text.get(lang).to_owned(),
        }
    }
}

fn quantity_word(quantity: Quantity, lang: Lang) -> &'static str {
    match quantity {
        Quantity::HeatToGround => lang.pick("warmte naar de bodem", "heat into the ground"),
        Quantity::ColdToGround => lang.pick("koude naar de bodem", "cold into the ground"),
        Quantity::WaterWarmToCold => lang.pick("grondwater van warm naar koud", "groundwater from warm to cold"),
        Quantity::WaterColdToWarm => lang.pick("grondwater van koud naar warm", "groundwater from cold to warm"),
        Quantity::HeatDemand => lang.pick("de warmtevraag van het gebouw", "the heat demand of the building"),
        Quantity::ColdDemand => lang.pick("de koudevraag van het gebouw", "the cold demand of the building"),
        Quantity::ToWarmWellC | Quantity::ToColdWellC | Quantity::ToGroundC => {
            lang.pick("de temperatuur naar de bodem", "the temperature into the ground")
        }
        Quantity::Heat | Quantity::Cold | Quantity::Electricity | Quantity::Gas => {
            lang.pick("deze energie", "this energy")
        }
    }
}
