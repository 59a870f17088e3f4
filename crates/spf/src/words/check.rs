//! What the checks of a report found, in words.

use super::reason::month_name;
use crate::statement::{BalanceStanding, Implausibility, Statement};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{day, grouped, number, text, with_decimals};

impl Statement {
    /// What was found, as a sentence without a full stop.
    #[expect(clippy::too_many_lines, reason = "a sentence for each statement, both languages side by side")]
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::OlderSystem { since, article } => text!(
                lang,
                nl: "het systeem is van {since}: de algemene regels gelden er niet voor ({article})",
                en: "the system is of {since}: the general rules do not hold for it ({article})",
                since = day(*since, lang),
            ),
            Self::OlderSystemUnknown => text!(
                lang,
                nl: "welke regels in dit jaar golden voor een systeem van voor 1 juli 2013, weet dit programma niet",
                en: "which rules held in this year for a system of before 1 July 2013 is not known to this tool",
            ),
            Self::NoLaw => text!(
                lang,
                nl: "het recht van dit jaar kent dit programma niet",
                en: "the law of this year is not known to this tool",
            ),
            Self::TemperatureNotMeasured { highest, limit_c } => text!(
                lang,
                nl: "de {end} temperatuur naar de bodem is niet gemeten; de grens is {limit} °C",
                en: "the {end} temperature into the ground is not measured; the limit is {limit} °C",
                end = end(*highest, lang), limit = number(*limit_c, lang),
            ),
            Self::Temperature { highest, found_c, limit_c, incomplete } => text!(
                lang,
                nl: "{end} temperatuur naar de bodem {found} °C; {most} {limit} °C{rest}",
                en: "{end} temperature into the ground {found} °C; {most} {limit} °C{rest}",
                end = end(*highest, lang),
                found = with_decimals(*found_c, 1, lang),
                most = if *highest { lang.pick("ten hoogste", "at most") } else { lang.pick("ten minste", "at least") },
                limit = number(*limit_c, lang),
                rest = if *incomplete {
                    lang.pick("; maar er ontbreken metingen", "; but readings are missing")
                } else {
                    ""
                },
            ),
            Self::BalanceNotAsked => text!(
                lang,
                nl: "één losse woning hoeft niet in balans te zijn",
                en: "a single dwelling need not be in balance",
            ),
            Self::BalanceOfDwelling => text!(
                lang,
                nl: "er is een warmteoverschot; of dat mag hangt af van de soort woning (`dwelling` in de installatie)",
                en: "there is a surplus of heat; whether that is allowed depends on the kind of dwelling (`dwelling` in the installation)",
            ),
            Self::BalanceNotKnown => text!(
                lang,
                nl: "de warmte en koude naar de bodem zijn niet bekend",
                en: "the heat and cold put into the ground are not known",
            ),
            Self::Balance { surplus_mwh, years, standing } => {
                format!("{}; {}", surplus(*surplus_mwh, *years, lang), standing.text(lang))
            }
            Self::ReportNotAskedOfDwelling => {
                text!(lang, nl: "één losse woning hoeft niet te melden", en: "a single dwelling need not report")
            }
            Self::ReportNotAskedBelow { limit_kw } => text!(
                lang,
                nl: "onder {limit} kW bodemzijdig vermogen wordt niet gemeld; bewaar de gegevens bij de installatie",
                en: "below {limit} kW of ground-side power nothing is reported; keep the data at the installation",
                limit = number(*limit_kw, lang),
            ),
            Self::ReportDepends { limit_kw, dwelling } => depends(*limit_kw, *dwelling, lang),
            Self::Received { received, due } => text!(
                lang,
                nl: "ontvangen op {received}, {before} {due}",
                en: "received on {received}, {before} {due}",
                before = if received >= due {
                    lang.pick("niet voor", "not before")
                } else {
                    lang.pick("voor", "before")
                },
                received = day(*received, lang),
                due = day(*due, lang),
            ),
            Self::NotReceived { on, due } => text!(
                lang,
                nl: "op {on} niet ontvangen; het moest voor {due}",
                en: "not received on {on}; it had to be there before {due}",
                on = day(*on, lang), due = day(*due, lang),
            ),
            Self::DueBefore(due) => text!(
                lang,
                nl: "moet voor {due} bij het bevoegd gezag zijn",
                en: "has to be with the authority before {due}",
                due = day(*due, lang),
            ),
            Self::Keep { years: Some(years) } => text!(
                lang,
                nl: "bewaar de meetgegevens {years} jaar bij de installatie",
                en: "keep the readings for {years} years at the installation",
                years = number(*years, lang),
            ),
            Self::Keep { years: None } => text!(
                lang,
                nl: "houd de gegevens bij; hoe lang het Bal ze bewaard wil zien weet dit programma niet (tot 2024 was het tien jaar)",
                en: "keep the data; for how long the Bal wants them is not known to this tool (until 2024 it was ten years)",
            ),
            Self::NoEnergyMeter => text!(lang, nl: "er is geen energiemeter", en: "there is no energy meter"),
            Self::ClassNotGiven { column, limit_percent } => text!(
                lang,
                nl: "de klasse van {column} is niet opgegeven (class_percent); ten hoogste {limit} %",
                en: "the class of {column} is not given (class_percent); at most {limit} %",
                limit = number(*limit_percent, lang),
            ),
            Self::LargestError { column, percent, limit_percent } => text!(
                lang,
                nl: "grootste fout van een energiemeter {percent} % ({column}); ten hoogste {limit} %",
                en: "largest error of an energy meter {percent} % ({column}); at most {limit} %",
                percent = with_decimals(*percent, 1, lang), limit = number(*limit_percent, lang),
            ),
            Self::ProvinceSpf { spf, low, high, before } => {
                let [low_spf, high_spf] = [low, high].map(|limit| number(*limit, lang));
                let spf = spf.map(|spf| with_decimals(spf, 2, lang));
                let spf = spf.unwrap_or_else(|| lang.pick("onbekend", "not known").to_owned());
                let asked = if low < high {
                    text!(
                        lang,
                        nl: "{low_spf} of {high_spf}, naar wanneer het systeem is geïnstalleerd (in_use_since)",
                        en: "{low_spf} or {high_spf}, by when the system was installed (in_use_since)",
                    )
                } else {
                    high_spf
                };
                let share = before.map(|before| {
                    let before = with_decimals(before, 2, lang);
                    text!(
                        lang,
                        nl: ", en ten minste 80 % van de {before} van het jaar ervoor",
                        en: ", and at least 80 % of the {before} of the year before",
                    )
                });
                let share = share.unwrap_or_default();
                text!(
                    lang,
                    nl: "SPF {spf}; de provincie vraagt ten minste {asked}{share}",
                    en: "SPF {spf}; the province asks at least {asked}{share}",
                )
            }
            Self::PermitSpf { spf, limit } => {
                let limit = with_decimals(*limit, 2, lang);
                match spf.map(|spf| with_decimals(spf, 2, lang)) {
                    None => text!(
                        lang,
                        nl: "SPF onbekend; in de vergunning of melding {limit}",
                        en: "SPF not known; in the permit or notification {limit}",
                    ),
                    Some(spf) => text!(
                        lang,
                        nl: "SPF {spf}; in de vergunning of melding {limit}",
                        en: "SPF {spf}; in the permit or notification {limit}",
                    ),
                }
            }
            Self::PermitVolume { volume_m3, limit_m3 } => {
                let limit = grouped(*limit_m3, 0, lang);
                match volume_m3.map(|volume| grouped(volume, 0, lang)) {
                    None => text!(
                        lang,
                        nl: "verplaatst grondwater niet bekend; in de vergunning {limit} m3",
                        en: "groundwater moved not known; in the permit {limit} m3",
                    ),
                    Some(volume) => text!(
                        lang,
                        nl: "{volume} m3 grondwater verplaatst; in de vergunning {limit} m3",
                        en: "{volume} m3 of groundwater moved; in the permit {limit} m3",
                    ),
                }
            }
            Self::NothingToJudge => text!(
                lang,
                nl: "zonder SPF is er niets te beoordelen",
                en: "without an SPF there is nothing to judge",
            ),
            Self::Plausible => text!(lang, nl: "de getallen zijn aannemelijk", en: "the numbers are plausible"),
            Self::Implausible(why) => why.iter().map(|one| one.text(lang)).collect::<Vec<_>>().join("; "),
            Self::Written(text) => text.get(lang).to_owned(),
        }
    }
}

fn end(highest: bool, lang: Lang) -> &'static str {
    if highest { lang.pick("hoogste", "highest") } else { lang.pick("laagste", "lowest") }
}

fn surplus(surplus_mwh: f64, years: Option<usize>, lang: Lang) -> String {
    let what = if surplus_mwh > 0.0 {
        lang.pick("warmteoverschot", "surplus of heat")
    } else {
        lang.pick("koudeoverschot", "surplus of cold")
    };
    let since = match years {
        None => text!(lang, nl: "sinds ingebruikneming", en: "since it was taken into use"),
        Some(years) => text!(lang, nl: "over {years} jaar", en: "over {years} years"),
    };
    format!("{what} {} MWh {since}", with_decimals(surplus_mwh.abs(), 1, lang))
}

impl BalanceStanding {
    fn text(&self, lang: Lang) -> String {
        match self {
            Self::InBalance => text!(lang, nl: "in balans", en: "in balance"),
            Self::MetUntil { moment, until } => text!(
                lang,
                nl: "laatste moment zonder overschot {moment}; het volgende uiterlijk in {until}",
                en: "last moment without a surplus {moment}; the next in {until} at the latest",
            ),
            Self::Broken => text!(
                lang,
                nl: "in vijf jaar geen moment zonder overschot",
                en: "no moment without a surplus in five years",
            ),
            Self::OpenUntil { until } => text!(
                lang,
                nl: "het moet uiterlijk in {until} een keer weg zijn",
                en: "it has to be gone at some time, in {until} at the latest",
            ),
            Self::TooFewYears => text!(
                lang,
                nl: "de jaren daarvoor zijn nodig voor een oordeel over vijf jaar",
                en: "the years before are needed to judge five years",
            ),
        }
    }
}

fn depends(limit_kw: Option<f64>, dwelling: bool, lang: Lang) -> String {
    let power = limit_kw.map(|limit| {
        text!(
            lang,
            nl: "het bodemzijdig vermogen (vanaf {limit} kW; `ground_power_kw` in de installatie)",
            en: "the ground-side power (from {limit} kW; `ground_power_kw` in the installation)",
            limit = number(limit, lang),
        )
    });
    let dwelling = dwelling.then(|| {
        text!(
            lang,
            nl: "de soort woning (`dwelling` in de installatie)",
            en: "the kind of dwelling (`dwelling` in the installation)",
        )
    });
    let facts: Vec<String> = power.into_iter().chain(dwelling).collect();
    text!(
        lang,
        nl: "of dit systeem moet melden hangt af van {facts}",
        en: "whether this system has to report depends on {facts}",
        facts = facts.join(lang.pick(" en ", " and ")),
    )
}

impl Implausibility {
    /// What is implausible, as a part of a sentence.
    #[must_use]
    pub fn text(&self, lang: Lang) -> String {
        match self {
            Self::Spf { spf, range: [lowest, highest] } => text!(
                lang,
                nl: "SPF {spf} ligt buiten {lowest} tot {highest}",
                en: "SPF {spf} lies outside {lowest} to {highest}",
                spf = with_decimals(*spf, 2, lang),
                lowest = number(*lowest, lang),
                highest = number(*highest, lang),
            ),
            Self::Month { month, spf, most } => text!(
                lang,
                nl: "SPF {spf} in {month} is meer dan dit concept kan ({most})",
                en: "SPF {spf} in {month} is more than this concept can reach ({most})",
                spf = with_decimals(*spf, 1, lang),
                month = month_name(*month, lang),
                most = with_decimals(*most, 1, lang),
            ),
            Self::WaterDifference { warm_to_cold, difference_k } => text!(
                lang,
                nl: "het water zou {way} {difference} K verschillen",
                en: "the water would differ by {difference} K, {way}",
                difference = with_decimals(*difference_k, 1, lang),
                way = if *warm_to_cold {
                    lang.pick("warm naar koud", "warm to cold")
                } else {
                    lang.pick("koud naar warm", "cold to warm")
                },
            ),
            Self::SameAs(year) => {
                text!(lang, nl: "dezelfde getallen als in {year}", en: "the same numbers as in {year}")
            }
            Self::FarFrom(year) => {
                text!(lang, nl: "meer dan de helft anders dan in {year}", en: "more than half different from {year}")
            }
        }
    }
}
