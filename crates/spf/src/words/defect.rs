//! What can be wrong with readings, in words.

use crate::defect::{DefectKind, Gaps};
use bodemtoets_words::lang::{Lang, Text};

impl DefectKind {
    /// What it is called.
    #[must_use]
    pub fn name(self, lang: Lang) -> &'static str {
        match self {
            Self::Gap => lang.pick("gat", "gap"),
            Self::Duplicate => lang.pick("dubbele regel", "duplicate"),
            Self::Conflict => lang.pick("tegenstrijdige waarden", "conflicting values"),
            Self::OutOfOrder => lang.pick("niet op volgorde", "out of order"),
            Self::NonexistentTime => lang.pick("tijd die niet bestaat", "time that does not exist"),
            Self::UnreadableTime => lang.pick("onleesbare tijd", "unreadable time"),
            Self::UnreadableValue => lang.pick("onleesbare waarde", "unreadable value"),
            Self::Dip => lang.pick("dal", "dip"),
            Self::Spike => lang.pick("piek", "spike"),
            Self::NegativeStep => lang.pick("stand omlaag", "counter went down"),
            Self::Jump => lang.pick("sprong", "jump"),
            Self::NegativeValue => lang.pick("negatieve waarde", "negative value"),
            Self::ImplausibleTemperature => lang.pick("onmogelijke temperatuur", "impossible temperature"),
            Self::Frozen => lang.pick("staat stil", "stands still"),
            Self::UnitChange => lang.pick("andere eenheid", "change of unit"),
            Self::RollOver => lang.pick("teller rond", "roll-over"),
            Self::Reset => lang.pick("teller op nul", "reset"),
            Self::Replacement => lang.pick("meter vervangen", "meter replaced"),
        }
    }

    /// What was done with it; gaps are treated as asked.
    #[must_use]
    pub fn treatment(self, gaps: Gaps) -> Text {
        Text::both(|lang| self.treatment_word(gaps, lang).to_owned())
    }

    fn treatment_word(self, gaps: Gaps, lang: Lang) -> &'static str {
        match self {
            Self::Gap => match gaps {
                Gaps::Interpolate => {
                    lang.pick("tellers lopen door; andere waarden geschat", "counters go on; other values estimated")
                }
                Gaps::Exclude | Gaps::Fail => lang.pick("telt niet mee", "does not count"),
            },
            Self::Duplicate => lang.pick("eenmaal gebruikt", "used once"),
            Self::Conflict => lang.pick("de eerste waarde gebruikt", "the first value used"),
            Self::OutOfOrder => lang.pick("op zijn plaats gezet", "put in its place"),
            Self::NonexistentTime | Self::UnreadableTime => lang.pick("regel niet gebruikt", "row not used"),
            Self::UnreadableValue | Self::NegativeValue | Self::ImplausibleTemperature => {
                lang.pick("niet gebruikt", "not used")
            }
            Self::Dip | Self::Spike => {
                lang.pick("niet gebruikt; de tellerstanden ernaast wel", "not used; its neighbours are")
            }
            Self::NegativeStep | Self::Jump => {
                lang.pick("de stap telt niet; die tijd is onbekend", "the step does not count; that time is unknown")
            }
            Self::Frozen => lang.pick("die dagen zijn onbekend", "those days are unknown"),
            Self::UnitChange => lang.pick("vanaf daar onbekend", "unknown from there on"),
            Self::RollOver => lang.pick("doorgeteld over de laatste stand heen", "counted on past the last digit"),
            Self::Reset => lang.pick(
                "geteld vanaf nul; de tijd tot die stand is onbekend",
                "counted from zero; the time up to that reading is unknown",
            ),
            Self::Replacement => lang.pick("geteld met de opgegeven standen", "counted with the readings given"),
        }
    }
}
