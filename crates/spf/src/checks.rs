//! What the law and the permit ask of a year, held against its figures. What is not known is unknown.

use jiff::civil::{Date, date};

use super::concept::Concept;
use super::installation::Installation;
use super::law::{Duty, DutyKind, Law};
use super::quantities::TEMPERATURE_ERROR_C;
use super::quantity::Quantity;
use super::report::{Check, CheckId, CheckState, Report};
use crate::lang::{Lang, Text};
use crate::rules::{Dwelling, System};
use crate::words::{day, number, with_decimals};

/// What a check came to, before it has its source.
#[derive(Clone)]
struct Came {
    state: CheckState,
    nl: String,
    en: String,
    value: Option<f64>,
    limit: Option<f64>,
    unit: &'static str,
    within_error: bool,
}

impl Came {
    fn to(state: CheckState, nl: impl Into<String>, en: impl Into<String>) -> Self {
        Self { state, nl: nl.into(), en: en.into(), value: None, limit: None, unit: "", within_error: false }
    }

    fn check(self, id: CheckId, duty: Option<&Duty>) -> Check {
        Check {
            id,
            state: self.state,
            text: Text { nl: self.nl, en: self.en },
            value: self.value,
            limit: self.limit,
            unit: self.unit.to_owned(),
            within_error: self.within_error,
            rule: duty.map(|duty| duty.rule.clone()),
            source: duty.map(|duty| duty.source.clone()),
        }
    }
}

/// Checks a report. `on` is the day on which it is looked at, when lateness matters.
pub(super) fn check(
    report: &Report,
    installation: &Installation,
    concept: &Concept,
    law: &Law,
    on: Option<Date>,
) -> Vec<Check> {
    let year = report.year;
    let last = date(year, 12, 31);
    let duty = |kind| law.duty(kind, report.system, last);
    let older = older(installation, law, report.system, last);
    let mut checks = Vec::new();
    for (kind, id) in
        [(DutyKind::MaxTemperature, CheckId::MaxTemperature), (DutyKind::MinTemperature, CheckId::MinTemperature)]
    {
        let asked = duty(kind);
        let permit = match id {
            CheckId::MaxTemperature => installation.permit.max_infiltration_temperature_c,
            _ => installation.permit.min_return_temperature_c,
        };
        if asked.is_none() && permit.is_none() {
            continue;
        }
        let came = match older.clone() {
            Some(older) if permit.is_none() => older,
            _ => temperature(report, id, asked.and_then(|duty| duty.limit), permit),
        };
        checks.push(came.check(id, asked));
    }
    let balance_duty = duty(DutyKind::Balance);
    let came = older.clone().unwrap_or_else(|| balance(report, installation, balance_duty));
    checks.push(came.check(CheckId::Balance, balance_duty));
    // The law of the day on which a report has to be there: that of the year after.
    let after = date(year.saturating_add(1), 1, 1);
    let report_duty = law.duty(DutyKind::Report, report.system, after);
    let came = older.clone().unwrap_or_else(|| match owed(report.system, year, installation, report_duty) {
        Ok(due) => reported(due, report.received, on),
        Err(came) => came,
    });
    checks.push(came.check(CheckId::Reported, report_duty));
    if let Some(keep) = duty(DutyKind::Keep) {
        checks.push(older.unwrap_or_else(|| kept(keep)).check(CheckId::Kept, Some(keep)));
    }
    if let Some(asked) = duty(DutyKind::MeasuringError) {
        checks.push(measuring_error(report, asked).check(CheckId::MeasuringError, Some(asked)));
    }
    checks.extend(permit(report));
    checks.push(plausible(report, concept).check(CheckId::Plausible, None));
    checks
}

/// What becomes of the general rules for a system of before they were there.
fn older(installation: &Installation, law: &Law, system: System, on: Date) -> Option<Came> {
    let since = installation.existing_since?;
    if let Some(transition) = law.transition(system, on) {
        return (since < transition.existing_before).then(|| {
            Came::to(
                CheckState::DoesNotApply,
                format!(
                    "het systeem is van {}: de algemene regels gelden er niet voor ({})",
                    day(since, Lang::Nl),
                    transition.source.article.as_deref().unwrap_or_default()
                ),
                format!(
                    "the system is of {}: the general rules do not hold for it ({})",
                    day(since, Lang::En),
                    transition.source.article.as_deref().unwrap_or_default()
                ),
            )
        });
    }
    let first = law.transitions.iter().find(|one| one.applies_to.contains(&system))?;
    (since < first.existing_before).then(|| {
        Came::to(
            CheckState::Unknown,
            "welke regels in dit jaar golden voor een systeem van voor 1 juli 2013, weet dit programma niet",
            "which rules held in this year for a system of before 1 July 2013 is not known to this tool",
        )
    })
}

/// The highest or lowest temperature into the ground, against the law and the permit.
fn temperature(report: &Report, id: CheckId, law: Option<f64>, permit: Option<f64>) -> Came {
    let highest = id == CheckId::MaxTemperature;
    let limits = [law, permit].into_iter().flatten();
    let limit = if highest { limits.fold(f64::INFINITY, f64::min) } else { limits.fold(f64::NEG_INFINITY, f64::max) };
    let needed: &[Quantity] = match report.system {
        System::Open if highest => &[Quantity::ToWarmWellC],
        System::Open => &[Quantity::ToColdWellC],
        System::Closed => &[Quantity::ToGroundC],
    };
    let readings = report.temperatures.iter().filter(|one| match report.system {
        System::Open => one.quantity != Quantity::ToGroundC,
        System::Closed => one.quantity == Quantity::ToGroundC,
    });
    let known: Vec<_> = readings.collect();
    let ends = known.iter().filter_map(|one| if highest { one.highest_c } else { one.lowest_c });
    let found = ends.reduce(if highest { f64::max } else { f64::min });
    let all =
        needed.iter().all(|quantity| known.iter().any(|one| one.quantity == *quantity && one.mean_c.value.is_some()));
    let (of_nl, of_en) = if highest { ("hoogste", "highest") } else { ("laagste", "lowest") };
    let Some(found) = found else {
        return Came {
            limit: Some(limit),
            unit: "degC",
            ..Came::to(
                CheckState::Unknown,
                format!(
                    "de {of_nl} temperatuur naar de bodem is niet gemeten; de grens is {} °C",
                    number(limit, Lang::Nl)
                ),
                format!(
                    "the {of_en} temperature into the ground is not measured; the limit is {} °C",
                    number(limit, Lang::En)
                ),
            )
        };
    };
    let beyond = if highest { found > limit } else { found < limit };
    // What was seen beyond the limit is beyond it, however much was not seen.
    let state = match (beyond, all) {
        (true, _) => CheckState::Fails,
        (false, true) => CheckState::Holds,
        (false, false) => CheckState::Unknown,
    };
    let words = |lang| (with_decimals(found, 1, lang), number(limit, lang));
    let ((nl, nl_limit), (en, en_limit)) = (words(Lang::Nl), words(Lang::En));
    let (rest_nl, rest_en) = if state == CheckState::Unknown {
        ("; maar er ontbreken metingen", "; but readings are missing")
    } else {
        ("", "")
    };
    let (than_nl, than_en) = if highest { ("ten hoogste", "at most") } else { ("ten minste", "at least") };
    Came {
        state,
        nl: format!("{of_nl} temperatuur naar de bodem {nl} °C; {than_nl} {nl_limit} °C{rest_nl}"),
        en: format!("{of_en} temperature into the ground {en} °C; {than_en} {en_limit} °C{rest_en}"),
        value: Some(found),
        limit: Some(limit),
        unit: "degC",
        within_error: (found - limit).abs() <= TEMPERATURE_ERROR_C,
    }
}

fn balance(report: &Report, installation: &Installation, duty: Option<&Duty>) -> Came {
    let Some(duty) = duty else { return no_law() };
    if duty.single_dwelling_exempt {
        match installation.dwelling {
            Some(Dwelling::Single) => {
                return Came::to(
                    CheckState::DoesNotApply,
                    "één losse woning hoeft niet in balans te zijn",
                    "a single dwelling need not be in balance",
                );
            }
            None if report.balance.met == Some(false) => {
                return Came::to(
                    CheckState::Unknown,
                    "er is een warmteoverschot; of dat mag hangt af van de soort woning (dwelling)",
                    "there is a surplus of heat; whether that is allowed depends on the kind of dwelling (dwelling)",
                );
            }
            _ => {}
        }
    }
    let balance = &report.balance;
    let Some(surplus) = balance.heat_surplus_mwh else {
        return Came::to(
            CheckState::Unknown,
            "de warmte en koude naar de bodem zijn niet bekend",
            "the heat and cold put into the ground are not known",
        );
    };
    let years = balance.years.len();
    let (since_nl, since_en) = if balance.since_use {
        ("sinds ingebruikneming".to_owned(), "since it was taken into use".to_owned())
    } else {
        (format!("over {years} jaar"), format!("over {years} years"))
    };
    let words = |lang| with_decimals(surplus.abs(), 1, lang);
    let (much_nl, much_en) =
        if surplus > 0.0 { ("warmteoverschot", "surplus of heat") } else { ("koudeoverschot", "surplus of cold") };
    let sum_nl = format!("{much_nl} {} MWh {since_nl}", words(Lang::Nl));
    let sum_en = format!("{much_en} {} MWh {since_en}", words(Lang::En));
    let moment = balance.last_moment.as_deref().unwrap_or_default();
    let (state, nl, en) = match (balance.met, balance.until) {
        (Some(true), None) => (CheckState::Holds, format!("{sum_nl}; in balans"), format!("{sum_en}; in balance")),
        (Some(true), Some(until)) => (
            CheckState::Holds,
            format!("{sum_nl}; laatste moment zonder overschot {moment}; het volgende uiterlijk in {until}"),
            format!("{sum_en}; last moment without a surplus {moment}; the next in {until} at the latest"),
        ),
        (Some(false), _) => (
            CheckState::Fails,
            format!("{sum_nl}; in vijf jaar geen moment zonder overschot"),
            format!("{sum_en}; no moment without a surplus in five years"),
        ),
        (None, Some(until)) => (
            CheckState::Unknown,
            format!("{sum_nl}; het moet uiterlijk in {until} een keer weg zijn"),
            format!("{sum_en}; it has to be gone at some time, in {until} at the latest"),
        ),
        (None, None) => (
            CheckState::Unknown,
            format!("{sum_nl}; de jaren daarvoor zijn nodig voor een oordeel over vijf jaar"),
            format!("{sum_en}; the years before are needed to judge five years"),
        ),
    };
    Came { value: Some(surplus), limit: Some(0.0), unit: "MWh", ..Came::to(state, nl, en) }
}

fn no_law() -> Came {
    Came::to(
        CheckState::Unknown,
        "het recht van dit jaar kent dit programma niet",
        "the law of this year is not known to this tool",
    )
}

/// By when the report of a year has to be there; otherwise why it need not, or why that is not known.
fn owed(system: System, year: i16, installation: &Installation, duty: Option<&Duty>) -> Result<Date, Came> {
    let Some((duty, due)) = duty.and_then(|duty| Some((duty, duty.due(year)?))) else { return Err(no_law()) };
    if system == System::Open {
        return Ok(due);
    }
    let limit = duty.limit.unwrap_or(0.0);
    let words = |lang| number(limit, lang);
    match (installation.dwelling, installation.ground_power_kw) {
        (Some(Dwelling::Single), _) => Err(Came::to(
            CheckState::DoesNotApply,
            "één losse woning hoeft niet te melden",
            "a single dwelling need not report",
        )),
        (_, Some(power)) if power < limit => Err(Came::to(
            CheckState::DoesNotApply,
            format!(
                "onder {} kW bodemzijdig vermogen wordt niet gemeld; bewaar de gegevens bij de installatie",
                words(Lang::Nl)
            ),
            format!(
                "below {} kW of ground-side power nothing is reported; keep the data at the installation",
                words(Lang::En)
            ),
        )),
        (None, _) | (_, None) => Err(Came::to(
            CheckState::Unknown,
            format!(
                "of dit systeem moet melden hangt af van ground_power_kw (vanaf {} kW) en dwelling",
                words(Lang::Nl)
            ),
            format!(
                "whether this system has to report depends on ground_power_kw (from {} kW) and dwelling",
                words(Lang::En)
            ),
        )),
        _ => Ok(due),
    }
}

/// By when the report of a year has to be there; none when it need not, or when that is not known.
pub(super) fn due(system: System, year: i16, installation: &Installation, law: &Law) -> Option<Date> {
    if older(installation, law, system, date(year, 12, 31)).is_some() {
        return None;
    }
    let duty = law.duty(DutyKind::Report, system, date(year.saturating_add(1), 1, 1));
    owed(system, year, installation, duty).ok()
}

/// Whether a report that has to be there before a day is late, and what is known of that.
fn reported(due: Date, received: Option<Date>, on: Option<Date>) -> Came {
    let due_words = |lang| day(due, lang);
    match (received, on) {
        (Some(received), _) => {
            let late = received >= due;
            Came::to(
                if late { CheckState::Fails } else { CheckState::Holds },
                format!(
                    "ontvangen op {}, {} {}",
                    day(received, Lang::Nl),
                    if late { "niet voor" } else { "voor" },
                    due_words(Lang::Nl)
                ),
                format!(
                    "received on {}, {} {}",
                    day(received, Lang::En),
                    if late { "not before" } else { "before" },
                    due_words(Lang::En)
                ),
            )
        }
        (None, Some(on)) if on >= due => Came::to(
            CheckState::Fails,
            format!("op {} niet ontvangen; het moest voor {}", day(on, Lang::Nl), due_words(Lang::Nl)),
            format!("not received on {}; it had to be there before {}", day(on, Lang::En), due_words(Lang::En)),
        ),
        _ => Came::to(
            CheckState::Unknown,
            format!("moet voor {} bij het bevoegd gezag zijn", due_words(Lang::Nl)),
            format!("has to be with the authority before {}", due_words(Lang::En)),
        ),
    }
}

/// Whether a report is late on a day, in words.
pub(super) fn late(due: Date, received: Option<Date>, on: Date) -> (CheckState, Text) {
    let came = reported(due, received, Some(on));
    (came.state, Text { nl: came.nl, en: came.en })
}

fn kept(duty: &Duty) -> Came {
    let (nl, en) = match duty.limit {
        Some(years) => (
            format!("bewaar de meetgegevens {} jaar bij de installatie", number(years, Lang::Nl)),
            format!("keep the readings for {} years at the installation", number(years, Lang::En)),
        ),
        None => (
            "houd de gegevens bij; hoe lang het Bal ze bewaard wil zien weet dit programma niet (tot 2024 was het tien jaar)".into(),
            "keep the data; for how long the Bal wants them is not known to this tool (until 2024 it was ten years)".into(),
        ),
    };
    Came::to(CheckState::Unknown, nl, en)
}

/// Whether the meters are good enough; a class that was not given is not known.
fn measuring_error(report: &Report, duty: &Duty) -> Came {
    let limit = duty.limit.unwrap_or(super::quantities::ENERGY_ERROR_PERCENT);
    let energy = report.meters.iter().filter(|meter| meter.amount_unit == "kWh");
    let worst = energy.max_by(|a, b| a.error.total_cmp(&b.error));
    let Some(worst) = worst else {
        return Came::to(CheckState::Unknown, "er is geen energiemeter", "there is no energy meter");
    };
    let assumed = report.meters.iter().find(|meter| meter.amount_unit == "kWh" && meter.error_assumed);
    if let Some(meter) = assumed.filter(|_| worst.error_assumed || worst.error <= limit) {
        return Came::to(
            CheckState::Unknown,
            format!(
                "de klasse van {} is niet opgegeven (class_percent); ten hoogste {} %",
                meter.column,
                number(limit, Lang::Nl)
            ),
            format!(
                "the class of {} is not given (class_percent); at most {} %",
                meter.column,
                number(limit, Lang::En)
            ),
        );
    }
    let state = if worst.error > limit { CheckState::Fails } else { CheckState::Holds };
    let words = |lang| (with_decimals(worst.error, 1, lang), number(limit, lang));
    let ((nl, nl_limit), (en, en_limit)) = (words(Lang::Nl), words(Lang::En));
    Came {
        value: Some(worst.error),
        limit: Some(limit),
        unit: "%",
        ..Came::to(
            state,
            format!("grootste fout van een energiemeter {nl} % ({}); ten hoogste {nl_limit} %", worst.column),
            format!("largest error of an energy meter {en} % ({}); at most {en_limit} %", worst.column),
        )
    }
}

/// SPF and volume against the permit.
fn permit(report: &Report) -> Vec<Check> {
    let mut checks = Vec::new();
    if let Some(limit) = report.permit.spf {
        let words = |value: f64, lang| with_decimals(value, 2, lang);
        let came = match report.spf.value {
            None => Came::to(
                CheckState::Unknown,
                format!("SPF onbekend; in de vergunning of melding {}", words(limit, Lang::Nl)),
                format!("SPF not known; in the permit or notification {}", words(limit, Lang::En)),
            ),
            Some(spf) => Came {
                within_error: (spf - limit).abs() <= report.spf.error.unwrap_or(0.0),
                ..Came::to(
                    if spf >= limit { CheckState::Holds } else { CheckState::Fails },
                    format!("SPF {}; in de vergunning of melding {}", words(spf, Lang::Nl), words(limit, Lang::Nl)),
                    format!("SPF {}; in the permit or notification {}", words(spf, Lang::En), words(limit, Lang::En)),
                )
            },
        };
        checks.push(Came { value: report.spf.value, limit: Some(limit), ..came }.check(CheckId::PermitSpf, None));
    }
    if let Some(limit) = report.permit.annual_volume_m3 {
        let volume = report.water_cold_to_warm_m3.plus(&report.water_warm_to_cold_m3);
        let words = |value: f64, lang| with_decimals(value, 0, lang);
        let came = match volume.value {
            None => Came::to(
                CheckState::Unknown,
                format!("verplaatst grondwater niet bekend; in de vergunning {} m3", words(limit, Lang::Nl)),
                format!("groundwater moved not known; in the permit {} m3", words(limit, Lang::En)),
            ),
            Some(value) => Came {
                within_error: (value - limit).abs() <= volume.error.unwrap_or(0.0),
                ..Came::to(
                    if value > limit { CheckState::Fails } else { CheckState::Holds },
                    format!(
                        "{} m3 grondwater verplaatst; in de vergunning {} m3",
                        words(value, Lang::Nl),
                        words(limit, Lang::Nl)
                    ),
                    format!(
                        "{} m3 of groundwater moved; in the permit {} m3",
                        words(value, Lang::En),
                        words(limit, Lang::En)
                    ),
                )
            },
        };
        checks.push(
            Came { value: volume.value, limit: Some(limit), unit: "m3", ..came }.check(CheckId::PermitVolume, None),
        );
    }
    checks
}

/// Whether the figures can be.
fn plausible(report: &Report, concept: &Concept) -> Came {
    let Some(spf) = report.spf.value else {
        return Came::to(
            CheckState::Unknown,
            "zonder SPF is er niets te beoordelen",
            "without an SPF there is nothing to judge",
        );
    };
    let [lowest, highest] = concept.plausible_spf;
    let mut why: Vec<(String, String)> = Vec::new();
    if !(lowest..=highest).contains(&spf) {
        let words = |lang| (with_decimals(spf, 2, lang), number(lowest, lang), number(highest, lang));
        let ((nl, nl_low, nl_high), (en, en_low, en_high)) = (words(Lang::Nl), words(Lang::En));
        why.push((
            format!("SPF {nl} ligt buiten {nl_low} tot {nl_high}"),
            format!("SPF {en} lies outside {en_low} to {en_high}"),
        ));
    }
    for (productivity, nl, en) in [
        (&report.heat_productivity_kwh_m3, "warm naar koud", "warm to cold"),
        (&report.cold_productivity_kwh_m3, "koud naar warm", "cold to warm"),
    ] {
        // A kWh/m3 is 0.86 K; wells differ by some 2 to 15 K.
        if let Some(difference_k) = productivity.value.map(|value| value / super::KWH_M3_K)
            && !(0.5..=20.0).contains(&difference_k)
        {
            let words = |lang| with_decimals(difference_k, 1, lang);
            why.push((
                format!("het water zou {nl} {} K verschillen", words(Lang::Nl)),
                format!("the water would differ by {} K, {en}", words(Lang::En)),
            ));
        }
    }
    for one in &report.earlier {
        let same = |ours: &super::figure::Figure, theirs: Option<f64>| {
            ours.value.zip(theirs).is_some_and(|(a, b)| a > 0.0 && (a - b).abs() < 1e-6 * a)
        };
        if same(&report.heat_mwh, one.heat_mwh) || same(&report.cold_mwh, one.cold_mwh) {
            why.push((
                format!("dezelfde getallen als in {}", one.year),
                format!("the same numbers as in {}", one.year),
            ));
        } else if one.year + 1 == report.year && one.spf.is_some_and(|before| spf > 1.5 * before || spf * 1.5 < before)
        {
            why.push((
                format!("meer dan de helft anders dan in {}", one.year),
                format!("more than half different from {}", one.year),
            ));
        }
    }
    let (state, nl, en) = if why.is_empty() {
        (CheckState::Holds, "de getallen zijn aannemelijk".to_owned(), "the numbers are plausible".to_owned())
    } else {
        let joined = |pick: fn(&(String, String)) -> &str| why.iter().map(pick).collect::<Vec<_>>().join("; ");
        (CheckState::Fails, joined(|one| &one.0), joined(|one| &one.1))
    };
    Came { value: Some(spf), ..Came::to(state, nl, en) }
}
