//! Words and symbols that reports share.

use anstyle::{AnsiColor, Style};

use crate::lang::Lang;
use crate::rules::Outcome;
use crate::screening::VerdictOutcome;

/// A symbol beside every word, so that nobody needs colour to tell them apart.
#[must_use]
pub fn state_symbol(outcome: VerdictOutcome) -> &'static str {
    match outcome {
        VerdictOutcome::Free => "○",
        VerdictOutcome::Notify => "●",
        VerdictOutcome::Permit => "▲",
        VerdictOutcome::Prohibited => "✗",
        VerdictOutcome::Undetermined => "?",
        VerdictOutcome::NotCovered => "–",
    }
}

/// The word for an outcome.
#[must_use]
pub fn outcome_word(outcome: VerdictOutcome, lang: Lang) -> &'static str {
    match outcome {
        VerdictOutcome::Free => Outcome::Free.word(lang),
        VerdictOutcome::Notify => Outcome::Notify.word(lang),
        VerdictOutcome::Permit => Outcome::Permit.word(lang),
        VerdictOutcome::Prohibited => Outcome::Prohibited.word(lang),
        VerdictOutcome::Undetermined => lang.pick("onbeslist", "undetermined"),
        VerdictOutcome::NotCovered => lang.pick("niet gedekt", "not covered"),
    }
}

/// The colour of an outcome, for terminals.
pub(super) fn style(outcome: VerdictOutcome) -> Style {
    let colour = match outcome {
        VerdictOutcome::Free | VerdictOutcome::Notify => AnsiColor::Green,
        VerdictOutcome::Permit => AnsiColor::Yellow,
        VerdictOutcome::Prohibited => AnsiColor::Red,
        VerdictOutcome::Undetermined | VerdictOutcome::NotCovered => AnsiColor::Magenta,
    };
    Style::new().bold().fg_color(Some(colour.into()))
}

/// A number with at most three decimals and none that say nothing; a decimal comma in Dutch.
///
/// ```
/// use bodemtoets::lang::Lang;
/// assert_eq!(bodemtoets::report::number(12.50, Lang::Nl), "12,5");
/// assert_eq!(bodemtoets::report::number(400.0, Lang::En), "400");
/// ```
#[must_use]
pub fn number(value: f64, lang: Lang) -> String {
    let text = format!("{value:.3}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    match lang {
        Lang::Nl => text.replace('.', ","),
        Lang::En => text.to_owned(),
    }
}

/// The name of a fact for people.
#[must_use]
pub fn fact_word(fact: &str, lang: Lang) -> &str {
    match fact {
        "drilling_depth_m" => lang.pick("boordiepte", "drilling depth"),
        "screen_top_m" => lang.pick("bovenkant filter", "top of screens"),
        "screen_bottom_m" => lang.pick("onderkant filter", "bottom of screens"),
        "flow_m3_h" => lang.pick("debiet", "flow"),
        "annual_volume_m3" => lang.pick("jaarlijks waterbezwaar", "annual volume"),
        "ground_power_kw" => lang.pick("bodemzijdig vermogen", "ground-side power"),
        "max_infiltration_temperature_c" => {
            lang.pick("hoogste infiltratietemperatuur", "highest infiltration temperature")
        }
        "min_return_temperature_c" => lang.pick("laagste retourtemperatuur", "lowest return temperature"),
        "heat_added_mwh" => lang.pick("toegevoegde warmte", "heat added"),
        "cold_added_mwh" => lang.pick("toegevoegde koude", "cold added"),
        "heat_surplus_mwh" => lang.pick("warmteoverschot", "heat surplus"),
        "heat_demand_mwh" => lang.pick("warmtevraag", "heat demand"),
        "cooling_demand_mwh" => lang.pick("koudevraag", "cooling demand"),
        "spf" => "SPF",
        "dwelling" => lang.pick("woning", "dwelling"),
        "distance_m" => lang.pick("afstand", "distance"),
        "zone" => lang.pick("gebied", "zone"),
        "jurisdiction" => lang.pick("bevoegd gezag van het overige deel", "law of the remaining part"),
        "zone.max_depth_m" => lang.pick("de diepte die het gebied toestaat", "the depth that the zone allows"),
        other => other,
    }
}

/// The word for a kind of zone; kinds that are not known keep their slug.
#[must_use]
pub fn kind_word(slug: &str, lang: Lang) -> &str {
    match slug {
        "prohibition" => lang.pick("verbodsgebied", "prohibition area"),
        "groundwater-protection" => lang.pick("grondwaterbeschermingsgebied", "groundwater protection area"),
        "water-abstraction-area" => lang.pick("waterwingebied", "water-abstraction area"),
        "drilling-free" => lang.pick("boringsvrije zone", "drilling-free zone"),
        "depth-limit" => lang.pick("dieptegrens", "depth limit"),
        "restriction" => lang.pick("restrictiegebied", "restriction area"),
        "interference-area" => lang.pick("interferentiegebied", "interference area"),
        "planning-area" => lang.pick("gebied met ordening", "planning area"),
        "natura-2000" => "Natura 2000",
        "catchment" => lang.pick("intrekgebied", "catchment"),
        "abstraction" => lang.pick("winningen", "abstractions"),
        "installation" => lang.pick("bestaande systemen", "existing systems"),
        other => other,
    }
}
