//! Why a field of loops cannot be computed: with the number, the reason and the way out.

use bodemtoets_words::lang::Lang;
use bodemtoets_words::limits::OutOfLimits;

/// Why something cannot be computed.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum Problem {
    /// A number out of its limits.
    #[error(transparent)]
    Limits(#[from] OutOfLimits),
    /// A field without loops.
    #[error("there are no loops: give at least one place in xy_m or loops")]
    NoLoops,
    /// Two loops that are in each other's borehole.
    #[error(
        "loops {first} and {second} are {distance_m} m apart, less than their boreholes are wide together \
         ({least_m} m): give every loop its own place; 5 to 6 m apart is usual"
    )]
    OneBorehole {
        /// Counted from 1.
        first: usize,
        /// Counted from 1.
        second: usize,
        /// How far apart, m.
        distance_m: f64,
        /// The least that is possible, m.
        least_m: f64,
    },
    /// More than can be solved.
    #[error("{found} loops are more than the {most} that are computed at once: split the field by owner")]
    TooMany {
        /// How many there are.
        found: usize,
        /// How many there may be.
        most: usize,
    },
    /// A list of the wrong length.
    #[error("{name} has {found} values, and should have {expected}: {why}")]
    Length {
        /// The list.
        name: String,
        /// How many there are.
        found: usize,
        /// How many there should be.
        expected: usize,
        /// Why.
        why: &'static str,
    },
    /// Limits of temperature that leave nothing.
    #[error(
        "the limits are {lowest_c} and {highest_c} degC while the ground is {ground_c} degC by itself: \
         the lower limit has to be below it and the upper one above it"
    )]
    LimitsCrossed {
        /// degC.
        lowest_c: f64,
        /// degC.
        highest_c: f64,
        /// degC.
        ground_c: f64,
    },
    /// No length keeps the limits.
    #[error(
        "loops of {length_m} m are not enough: the fluid comes to {reached_c:.1} degC where {limit_c} is the limit; \
         take more loops, set them further apart, ask less of them, or give heat back in summer"
    )]
    NoLength {
        /// The longest that was tried, m.
        length_m: f64,
        /// What the fluid comes to, degC.
        reached_c: f64,
        /// Its limit, degC.
        limit_c: f64,
    },
    /// A fluid that is not known.
    #[error(
        "no fluid {0:?} is known: write water, or MPG, MEG or ethanol with its share by mass, such as \"MPG 25 %\""
    )]
    UnknownFluid(String),
    /// A mix without its share.
    #[error("{0:?} has no share: write it by mass in per cent, as \"MPG 25 %\"")]
    NoShare(String),
    /// A fluid that is frozen, or hotter than is known.
    #[error(
        "{name} at {temperature_c} degC: it freezes at {freezing_c:.1} degC, and its properties are known up to \
         {highest_c} degC; take another share or another fluid"
    )]
    NotFluid {
        /// Which one.
        name: String,
        /// degC.
        temperature_c: f64,
        /// degC.
        freezing_c: f64,
        /// degC.
        highest_c: f64,
    },
    /// Equations that have no one answer.
    #[error("the equations of the field have no answer: {0}")]
    NoAnswer(&'static str),
}

impl Problem {
    /// What is wrong, in a language as far as it has words for it.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        if lang == Lang::En {
            return self.to_string();
        }
        match self {
            Self::Limits(problem) => problem.text(lang),
            Self::NoLoops => "er zijn geen lussen: geef minstens één plaats in xy_m of loops".to_owned(),
            Self::OneBorehole { first, second, distance_m, least_m } => format!(
                "lussen {first} en {second} liggen {distance_m} m uit elkaar, minder dan hun boorgaten samen breed zijn \
                 ({least_m} m): geef elke lus een eigen plaats; 5 tot 6 m uit elkaar is gebruikelijk"
            ),
            Self::TooMany { found, most } => format!(
                "{found} lussen zijn meer dan de {most} die in één keer worden berekend: splits het veld per eigenaar"
            ),
            Self::Length { name, found, expected, why } => {
                format!("{name} heeft {found} waarden, en moet er {expected} hebben: {}", dutch(why))
            }
            Self::LimitsCrossed { lowest_c, highest_c, ground_c } => format!(
                "de grenzen zijn {lowest_c} en {highest_c} °C terwijl de bodem van zichzelf {ground_c:.1} °C is: de \
                 onderste moet daaronder liggen en de bovenste daarboven"
            ),
            Self::NoLength { length_m, reached_c, limit_c } => format!(
                "lussen van {length_m} m zijn niet genoeg: de vloeistof komt op {reached_c:.1} °C waar {limit_c} de \
                 grens is; neem meer lussen, leg ze verder uit elkaar, vraag er minder van, of breng in de zomer warmte \
                 terug"
            ),
            Self::UnknownFluid(text) => format!(
                "vloeistof {text:?} is niet bekend: schrijf water, of MPG, MEG of ethanol met het massa-aandeel, zoals \
                 \"MPG 25 %\""
            ),
            Self::NoShare(text) => {
                format!("{text:?} heeft geen aandeel: schrijf het in massaprocenten, zoals \"MPG 25 %\"")
            }
            Self::NotFluid { name, temperature_c, freezing_c, highest_c } => format!(
                "{name} bij {temperature_c} °C: het bevriest bij {freezing_c:.1} °C, en zijn eigenschappen zijn bekend tot \
                 {highest_c} °C; neem een ander aandeel of een andere vloeistof"
            ),
            Self::NoAnswer(why) => format!("de vergelijkingen van het veld hebben geen antwoord: {}", dutch(why)),
        }
    }
}

/// The reasons of this crate in Dutch.
fn dutch(why: &'static str) -> &'static str {
    match why {
        "it has a value for each hour of a year of 365 days" => "elk uur van een jaar van 365 dagen heeft een waarde",
        "a year has twelve months" => "een jaar heeft twaalf maanden",
        "every loop has its own" => "elke lus heeft zijn eigen",
        "the response was made ready for that many hours" => "de respons is voor zoveel uren gemaakt",
        "the load is nothing in every hour, so that no multiple of it is the largest" => {
            "er wordt in geen enkel uur iets gevraagd, zodat geen veelvoud ervan het grootste is"
        }
        "the search for a length goes on without end" => "het zoeken naar een lengte houdt niet op",
        "two loops are as good as in one place, or one is much too short" => {
            "twee lussen liggen zo goed als op één plaats, of een is veel te kort"
        }
        "the fluid flows so slowly that its heat goes from leg to leg before it reaches the bottom; \
         give more flow (0.2 to 0.6 kg/s a loop is usual)" => {
            "de vloeistof stroomt zo langzaam dat haar warmte van been naar been gaat voor zij onderin is; geef meer \
             stroming (0,2 tot 0,6 kg/s per lus is gebruikelijk)"
        }
        "load and temperature chase each other: the loops are much too short" => {
            "vraag en temperatuur jagen elkaar op: de lussen zijn veel te kort; neem er meer, of diepere"
        }
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn problems_are_told_in_dutch() {
        let far = Problem::NoLength { length_m: 700.0, reached_c: -8.0, limit_c: -3.0 };
        assert!(far.text(Lang::Nl).starts_with("lussen van 700 m zijn niet genoeg: de vloeistof komt op -8.0 °C"));
        assert_eq!(far.text(Lang::En), far.to_string());
        for why in [
            "a year has twelve months",
            "the fluid flows so slowly that its heat goes from leg to leg before it reaches the bottom; \
             give more flow (0.2 to 0.6 kg/s a loop is usual)",
        ] {
            assert_ne!(dutch(why), why);
        }
    }
}
