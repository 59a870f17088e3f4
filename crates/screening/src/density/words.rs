//! Measures of a map, in words.

use super::measure::{End, Measure};
use bodemtoets_words::lang::{Lang, Text};
use bodemtoets_words::words::text;

impl Measure {
    /// What it is, as the title of a map.
    #[must_use]
    pub fn title(self) -> Text {
        Text::both(|lang| self.words(lang))
    }

    fn words(self, lang: Lang) -> String {
        match self {
            Self::Systems => {
                text!(lang, nl: "Bodemenergiesystemen per cel", en: "Ground-energy systems per cell")
            }
            Self::Wells => text!(lang, nl: "Putten en lussen per cel", en: "Wells and loops per cell"),
            Self::ThermalVolume => text!(
                lang,
                nl: "Aandeel van het watervoerende pakket dat thermisch wordt gebruikt",
                en: "Share of the aquifer used thermally"
            ),
            Self::ThermalArea => text!(
                lang,
                nl: "Aandeel van het oppervlak binnen thermische invloed",
                en: "Share of the area within thermal influence"
            ),
            Self::HydraulicArea => text!(
                lang,
                nl: "Aandeel van het oppervlak binnen hydraulische invloed",
                en: "Share of the area within hydraulic influence"
            ),
            Self::Conflicts => text!(
                lang,
                nl: "Paren van systemen die te dicht bij elkaar (kunnen) liggen",
                en: "Pairs of systems that are (or may be) too near to each other"
            ),
            Self::Severity => {
                text!(lang, nl: "Ernst van het ergste paar (0 tot 1)", en: "Severity of the worst pair (0 to 1)")
            }
            Self::Room => text!(
                lang,
                nl: "Ruimte: grootste nieuw doublet dat niemand hindert (m3 per jaar)",
                en: "Room: largest new doublet that is not too near to anyone (m3 a year)"
            ),
            Self::FullArea => text!(
                lang,
                nl: "Aandeel van het oppervlak zonder ruimte voor een nieuw doublet",
                en: "Share of the area without room for a new doublet"
            ),
        }
    }

    /// What an end of it counts, in words.
    #[must_use]
    pub fn end_words(self, end: End, lang: Lang) -> &'static str {
        match (self, end) {
            (Self::Room, End::Low) => lang.pick(
                "voorzichtig: wat onbekend is, telt als in de weg",
                "careful: what is unknown counts as in the way",
            ),
            (Self::Room, End::High) => {
                lang.pick("alleen wat zeker in de weg ligt", "only what is certainly in the way")
            }
            (_, End::Low) => lang.pick("wat zeker is", "what is certain"),
            (_, End::High) => {
                lang.pick("wat kan: onbekende diepte telt overal", "what may be: unknown depth counts everywhere")
            }
        }
    }
}
