//! How people speak of each number: its name, its value, more of it and too much of it.

use crate::rules::facts::Quantity;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{amount, fact_word, level, number};

/// The words for more and less of a number.
pub(crate) struct Scale {
    /// Above a limit: "deeper than".
    pub over: &'static str,
    /// Below a limit: "less deep than".
    pub under: &'static str,
    /// More: "deeper".
    pub more: &'static str,
    /// Less: "less deep".
    pub less: &'static str,
    /// More than may be: "too deep".
    pub too_much: &'static str,
    /// Less than has to be: "too shallow".
    pub too_little: &'static str,
}

pub(crate) fn scale(quantity: Quantity, lang: Lang) -> Scale {
    let scale = |[over, under, more, less, too_much, too_little]: [(&'static str, &'static str); 6]| {
        let word = |(nl, en): (&'static str, &'static str)| lang.pick(nl, en);
        Scale {
            over: word(over),
            under: word(under),
            more: word(more),
            less: word(less),
            too_much: word(too_much),
            too_little: word(too_little),
        }
    };
    let (over, under) = (("boven", "above"), ("onder", "below"));
    match quantity {
        Quantity::DrillingDepthM
        | Quantity::ScreenTopM
        | Quantity::ScreenBottomM
        | Quantity::ScreenBelowDrillingM
        | Quantity::ClayTopM => scale([
            ("dieper dan", "deeper than"),
            ("ondieper dan", "less deep than"),
            ("dieper", "deeper"),
            ("ondieper", "less deep"),
            ("te diep", "too deep"),
            ("te ondiep", "too shallow"),
        ]),
        Quantity::MaxInfiltrationTemperatureC | Quantity::MinReturnTemperatureC => scale([
            over,
            under,
            ("warmer", "warmer"),
            ("kouder", "colder"),
            ("te warm", "too warm"),
            ("te koud", "too cold"),
        ]),
        Quantity::Spf | Quantity::GroundLevelMNap => scale([
            over,
            under,
            ("hoger", "higher"),
            ("lager", "lower"),
            ("te hoog", "too high"),
            ("te laag", "too low"),
        ]),
        Quantity::TemperatureDifferenceK => scale([
            over,
            under,
            ("groter", "larger"),
            ("kleiner", "smaller"),
            ("te groot", "too large"),
            ("te klein", "too small"),
        ]),
        Quantity::FullLoadHours => scale([
            over,
            under,
            ("meer", "more"),
            ("minder", "fewer"),
            ("te veel", "too many"),
            ("te weinig", "too few"),
        ]),
        Quantity::FlowM3H
        | Quantity::AnnualVolumeM3
        | Quantity::GroundPowerKw
        | Quantity::HeatAddedMwh
        | Quantity::ColdAddedMwh
        | Quantity::HeatDemandMwh
        | Quantity::CoolingDemandMwh
        | Quantity::HeatSurplusMwh => scale([
            over,
            under,
            ("meer", "more"),
            ("minder", "less"),
            ("te veel", "too much"),
            ("te weinig", "too little"),
        ]),
    }
}

/// The name with its article, without a capital.
pub(crate) fn name(quantity: Quantity, lang: Lang) -> String {
    let other = match quantity {
        Quantity::ScreenTopM => lang.pick("de bovenkant van het filter", "the top of the screens"),
        Quantity::ScreenBottomM => lang.pick("de onderkant van het filter", "the bottom of the screens"),
        Quantity::AnnualVolumeM3 => lang.pick("het jaarlijkse waterbezwaar", "the annual volume"),
        Quantity::FullLoadHours => lang.pick("het aantal vollasturen", "the number of full-load hours"),
        _ => "",
    };
    if !other.is_empty() {
        return other.to_owned();
    }
    let neuter = matches!(
        quantity,
        Quantity::FlowM3H | Quantity::GroundPowerKw | Quantity::HeatSurplusMwh | Quantity::TemperatureDifferenceK
    );
    let article = lang.pick(if neuter { "het" } else { "de" }, "the");
    format!("{article} {}", fact_word(quantity.slug(), lang))
}

/// A value with its unit.
pub(crate) fn value(quantity: Quantity, number: f64, lang: Lang) -> String {
    match quantity {
        Quantity::GroundLevelMNap => level(number, lang),
        other => amount(number, other.unit(), lang),
    }
}

/// A difference between two values, never negative; what is too small to write is said so.
pub(crate) fn difference(quantity: Quantity, size: f64, lang: Lang) -> String {
    let unit = if quantity == Quantity::GroundLevelMNap { "m" } else { quantity.unit() };
    if size > 0.0 && size < 0.0005 {
        return format!("{} {}", lang.pick("minder dan", "less than"), amount(0.001, unit, lang));
    }
    amount(size, unit, lang)
}

/// What the application says: "the drilling goes to 95 m".
pub(crate) fn state(quantity: Quantity, given: f64, lang: Lang) -> String {
    let said = value(quantity, given, lang);
    let with = |nl: &str, en: &str| format!("{} {said}", lang.pick(nl, en));
    match quantity {
        Quantity::DrillingDepthM => with("de boring gaat tot", "the drilling goes to"),
        Quantity::ScreenTopM => with("het filter begint op", "the screens begin at"),
        Quantity::ScreenBottomM => with("het filter eindigt op", "the screens end at"),
        Quantity::ClayTopM => with("de kleilaag begint op", "the clay layer begins at"),
        Quantity::GroundLevelMNap => with("het maaiveld ligt op", "ground level is at"),
        Quantity::HeatSurplusMwh => surplus(given, lang),
        Quantity::FullLoadHours => {
            let hours = number(given, lang);
            match lang {
                Lang::Nl => format!("het jaarlijkse waterbezwaar komt neer op {hours} vollasturen"),
                Lang::En => format!("the annual volume comes to {hours} full-load hours"),
            }
        }
        other => format!("{} is {said}", name(other, lang)),
    }
}

fn surplus(given: f64, lang: Lang) -> String {
    let size = difference(Quantity::HeatSurplusMwh, given.abs(), lang);
    let nl = |more: &str, less: &str| format!("de bodem krijgt {size} meer {more} dan {less}");
    let en = |more: &str, less: &str| format!("the ground gets {size} more {more} than {less}");
    match (lang, given) {
        (Lang::Nl, 0.0) => "de bodem krijgt evenveel warmte als koude".to_owned(),
        (Lang::En, 0.0) => "the ground gets as much heat as cold".to_owned(),
        (Lang::Nl, given) if given > 0.0 => nl("warmte", "koude"),
        (Lang::Nl, _) => nl("koude", "warmte"),
        (Lang::En, given) if given > 0.0 => en("heat", "cold"),
        (Lang::En, _) => en("cold", "heat"),
    }
}
