//! Why a figure is not known, in words.

use crate::disagreement::Disagreement;
use crate::quantity::Quantity;
use crate::reason::Reason;
use crate::slip::Slip;
use crate::suspect::Suspect;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{number, text, with_decimals};

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
            Self::Disagreement { column, suspect, year, disagreement } => {
                let suspect = suspect.as_ref().map_or_else(String::new, |suspect| format!("; {}", suspect.text(lang)));
                format!("{column}: {}{suspect}", disagreement.text(*year, lang))
            }
            Self::DailyCounter { column, days } => text!(
                lang,
                nl: "{column}: deze teller begint op {days} dagen weer bij nul, dus wat na de laatste stand van een dag is geteld is niet bekend; geef de laatste stand van elke dag als hoeveelheid (kind = \"interval\", stamp = \"end\"), of een teller die doorloopt",
                en: "{column}: this counter starts anew on {days} days, so what it counted after the last reading of a day is not known; give the last reading of each day as an amount (kind = \"interval\", stamp = \"end\"), or a counter that goes on",
            ),
            Self::UnitChange { column, factor, suspect } => {
                let suspect = suspect.as_ref().map_or_else(String::new, |suspect| format!("; {}", suspect.text(lang)));
                text!(
                    lang,
                    nl: "{column}: de teller ging verder in een andere eenheid, {factor}{suspect}",
                    en: "{column}: the counter went on in another unit, {factor}{suspect}",
                    factor = factor_words(*factor, lang),
                )
            }
            Self::Written(text) => text.get(lang).to_owned(),
        }
    }
}

/// A factor between units, and which units it is between.
fn factor_words(factor: f64, lang: Lang) -> String {
    let near = |of: f64| (factor / of - 1.0).abs() < 0.01;
    let units = if near(1000.0) || near(0.001) {
        lang.pick("kWh en MWh, of Wh en kWh", "kWh and MWh, or Wh and kWh")
    } else if near(3.6) || near(1.0 / 3.6) {
        lang.pick("MWh en GJ, of kWh en MJ", "MWh and GJ, or kWh and MJ")
    } else if near(1000.0 / 3.6) || near(0.0036) {
        lang.pick("GJ en kWh, of MJ en Wh", "GJ and kWh, or MJ and Wh")
    } else {
        lang.pick("MWh en MJ, of kWh en kJ", "MWh and MJ, or kWh and kJ")
    };
    if factor >= 1.0 {
        text!(lang, nl: "{times} keer zo groot ({units}?)", en: "{times} times as large ({units}?)", times = number(factor, lang))
    } else {
        text!(lang, nl: "{times} keer zo klein ({units}?)", en: "{times} times as small ({units}?)", times = number(1.0 / factor, lang))
    }
}

/// Less than this part of what is expected is said to be nothing.
const NOTHING: f64 = 0.005;

impl Disagreement {
    /// What the meters disagree about, as a part of a sentence.
    #[must_use]
    pub fn text(&self, year: i16, lang: Lang) -> String {
        match self {
            Self::Month { month, times } if times.is_infinite() => text!(
                lang,
                nl: "in {month} {year} is geteld, terwijl bij de andere meters niets past",
                en: "in {month} {year} it counted, while nothing fits the other meters",
                month = month_name(*month, lang),
            ),
            Self::Month { month, times } if *times < NOTHING => text!(
                lang,
                nl: "in {month} {year} is vrijwel niets geteld, terwijl dat niet bij de andere meters past",
                en: "in {month} {year} it counted next to nothing, which does not fit the other meters",
                month = month_name(*month, lang),
            ),
            Self::Month { month, times } => text!(
                lang,
                nl: "in {month} {year} is {times} keer geteld wat bij de andere meters past",
                en: "in {month} {year} it counted {times} times what fits the other meters",
                month = month_name(*month, lang), times = with_decimals(*times, 2, lang),
            ),
            Self::Unit { month, factor } => text!(
                lang,
                nl: "vanaf {month} {year} past dit bij de andere meters als alles {factor} is geworden",
                en: "from {month} {year} on it fits the other meters if everything became {factor}",
                month = month_name(*month, lang), factor = factor_words(*factor, lang),
            ),
            Self::Bounds { month, spf, range: [least, most], factor } => {
                let when =
                    month.map_or_else(|| year.to_string(), |month| format!("{} {year}", month_name(month, lang)));
                let factor = factor.map_or_else(String::new, |factor| {
                    text!(
                        lang,
                        nl: "; waarschijnlijk zijn eenheden verwisseld: warmte en koude zijn {factor}",
                        en: "; units have probably been mixed up: heat and cold are {factor}",
                        factor = factor_words(factor, lang),
                    )
                });
                let spf = if spf.is_finite() { with_decimals(*spf, 2, lang) } else { "∞".to_owned() };
                text!(
                    lang,
                    nl: "de SPF van {when} zou {spf} zijn, buiten wat bij dit concept kan ({least} tot {most}){factor}",
                    en: "the SPF of {when} would be {spf}, outside what this concept can reach ({least} to {most}){factor}",
                    least = with_decimals(*least, 1, lang), most = with_decimals(*most, 1, lang),
                )
            }
            Self::Water { difference_k, factor } => {
                let factor = factor.map_or_else(String::new, |factor| {
                    text!(
                        lang,
                        nl: "; waarschijnlijk zijn eenheden verwisseld: de energie is {factor}",
                        en: "; units have probably been mixed up: the energy is {factor}",
                        factor = factor_words(factor, lang),
                    )
                });
                text!(
                    lang,
                    nl: "het grondwater kan deze energie niet vervoeren: het zou {difference} K moeten verschillen{factor}",
                    en: "the groundwater cannot carry this energy: it would have to differ by {difference} K{factor}",
                    difference = with_decimals(*difference_k, 1, lang),
                )
            }
        }
    }
}

impl Suspect {
    fn text(&self, lang: Lang) -> String {
        let Self { at, file, line, value, slip } = self;
        let slip = match slip {
            None => "",
            Some(Slip::Lost) => lang.pick(", waarin een cijfer lijkt te ontbreken", ", which seems to lack a digit"),
            Some(Slip::Doubled) => {
                lang.pick(", waarin een cijfer dubbel lijkt te staan", ", in which a digit seems to stand twice")
            }
            Some(Slip::Swapped) => lang
                .pick(", waarin twee cijfers verwisseld lijken", ", in which two digits seem to have changed places"),
        };
        text!(
            lang,
            nl: "kijk de stand na van {at} ({file}, regel {line}): {value}{slip}",
            en: "check the reading of {at} ({file}, line {line}): {value}{slip}",
            value = number(*value, lang),
        )
    }
}

/// The name of a month.
pub(super) fn month_name(month: i8, lang: Lang) -> &'static str {
    const NL: [&str; 12] = [
        "januari",
        "februari",
        "maart",
        "april",
        "mei",
        "juni",
        "juli",
        "augustus",
        "september",
        "oktober",
        "november",
        "december",
    ];
    const EN: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    let place = usize::try_from(month - 1).unwrap_or(0).min(11);
    lang.pick(NL[place], EN[place])
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
