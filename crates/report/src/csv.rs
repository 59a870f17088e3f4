//! A verdict as a row of a table: CSV, and the properties of GeoJSON and GeoPackage features.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde_json::Value;

use super::dialect::Dialect;
use bodemtoets_law::rules::{Outcome, Truth};
use bodemtoets_maps::pack::Role;
use bodemtoets_screening::application::{Application, GivenZone};
use bodemtoets_screening::remedies::Value as Changed;
use bodemtoets_screening::{Assessment, Feasibility, Finding, Remedies, SiteLoops};

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Text; lists have `|` between their items.
    Text,
    /// A number, or nothing.
    Real,
    /// A count.
    Integer,
}

/// The columns, in order.
///
/// `allowed_depth_m` is the deepest drilling that is certainly not prohibited, all else as applied
/// for: 0 when none is, `inf` when no rule limits it, empty where no rulebook covers. `margin` is
/// the room left before the first deciding rule changes, negative when it applies by that much,
/// in the unit of `margin_of`. Distances are in metres. `status` is the standing of the weakest
/// layer that the answer rests on. `certainty` is the weakest of what decides, `map_date` the day of the weakest
/// map that it rests on; both empty when the outcome is open. `near_edge` is the strictest outcome of the zones
/// whose edge is nearer than the map is accurate; `given` what somebody looked up.
pub const COLUMNS: [(&str, Type); 26] = [
    ("id", Type::Text),
    ("outcome", Type::Text),
    ("range", Type::Text),
    ("decisive", Type::Text),
    ("margin", Type::Real),
    ("margin_of", Type::Text),
    ("attention", Type::Text),
    ("on_condition", Type::Text),
    ("settle", Type::Text),
    ("allowed_depth_m", Type::Real),
    ("nearest_abstraction_m", Type::Real),
    ("nearest_installation_m", Type::Real),
    ("abstractions_within_400_m", Type::Integer),
    ("installations_within_400_m", Type::Integer),
    ("wells_within_400_m", Type::Integer),
    ("depth_limit_m", Type::Real),
    ("zones", Type::Text),
    ("jurisdiction", Type::Text),
    ("date", Type::Text),
    ("x", Type::Real),
    ("y", Type::Real),
    ("status", Type::Text),
    ("certainty", Type::Text),
    ("map_date", Type::Text),
    ("near_edge", Type::Text),
    ("given", Type::Text),
];

/// The columns that come after them when a building is proposed for every site.
///
/// `feasibility` is `computed`, or why it was not; the money is that of a mix of years, in EUR and EUR a
/// year, for closed loops that against a gas boiler; `lacks` are the facts that the application offers too little of.
pub const FEASIBILITY_COLUMNS: [(&str, Type); 11] = [
    ("feasibility", Type::Text),
    ("payback_years", Type::Real),
    ("saving_eur", Type::Real),
    ("extra_investment_eur", Type::Real),
    ("tco_saving_eur", Type::Real),
    ("co2_saved_t", Type::Real),
    ("flow_needed_m3_h", Type::Real),
    ("screen_needed_m", Type::Real),
    ("lacks", Type::Text),
    ("loops", Type::Real),
    ("loop_length_m", Type::Real),
];

/// The column that comes last when remedies are asked for: the outcome of the smallest change, and the fields
/// of the application as they then are, such as `permit|drilling_depth_m=80`.
pub const REMEDY_COLUMN: (&str, Type) = ("remedy", Type::Text);

/// All columns, in order.
pub fn columns(with_feasibility: bool, with_remedies: bool) -> impl Iterator<Item = (&'static str, Type)> {
    let more = if with_feasibility { FEASIBILITY_COLUMNS.as_slice() } else { &[] };
    COLUMNS.into_iter().chain(more.iter().copied()).chain(with_remedies.then_some(REMEDY_COLUMN))
}

/// An answer as a row.
#[derive(Debug, Clone, Copy)]
pub struct Row<'a> {
    assessment: &'a Assessment<'a>,
    remedies: Option<&'a Remedies>,
}

/// One value.
enum Cell<'a> {
    Text(Cow<'a, str>),
    Real(Option<f64>),
    Integer(Option<usize>),
}

impl<'a> Row<'a> {
    /// The row of an assessment: with what was proposed, and what would help when that was asked for.
    #[must_use]
    pub fn of(assessment: &'a Assessment<'a>, remedies: Option<&'a Remedies>) -> Self {
        Self { assessment, remedies }
    }

    /// The application that it is the answer to.
    #[must_use]
    pub fn application(&self) -> &'a Application {
        self.assessment.application()
    }

    /// Hands over the values in the order of [`columns`].
    fn cells(&self, mut put: impl FnMut(Cell)) {
        let Self { assessment, remedies } = *self;
        let (pack, application) = (assessment.screener().pack(), assessment.application());
        let decision = assessment.decision();
        put(Cell::Text(Cow::Borrowed(&application.id)));
        put(Cell::Text(Cow::Borrowed(assessment.outcome().slug())));
        let range = decision.range().map(|[low, high]| format!("{}|{}", low.slug(), high.slug()));
        put(Cell::Text(range.map_or(Cow::Borrowed(""), Cow::Owned)));
        let decisive = assessment.decisive_findings();
        put(Cell::Text(join(decisive.iter().map(|finding| assessment.rule(finding).id.as_str()))));
        let measured = decisive.iter().find_map(|finding| finding.judged.measured.filter(|m| m.margin.is_some()));
        put(Cell::Real(measured.and_then(|measured| measured.margin)));
        put(Cell::Text(Cow::Borrowed(measured.map_or("", |measured| measured.fact.slug()))));
        let with = |wanted: &dyn Fn(&Finding, Outcome) -> bool| {
            let findings = assessment.findings().iter();
            let ids = findings.filter_map(|finding| {
                let rule = assessment.rule(finding);
                wanted(finding, rule.outcome).then_some(rule.id.as_str())
            });
            join(ids)
        };
        put(Cell::Text(with(&|finding, outcome| outcome == Outcome::Attention && finding.truth() == Truth::True)));
        put(Cell::Text(with(&|finding, _| finding.is_condition())));
        // Nothing for what is settled.
        put(Cell::Text(Cow::Owned(assessment.settle_names().join("|"))));
        put(Cell::Real(assessment.allowed_depth_m()));
        let survey = assessment.survey();
        put(Cell::Real(survey.nearest_site(Role::Abstraction).map(|nearest| nearest.distance_m)));
        put(Cell::Real(survey.nearest_site(Role::Installation).map(|nearest| nearest.distance_m)));
        let near = survey.near();
        put(Cell::Integer(near.abstractions));
        put(Cell::Integer(near.installations));
        put(Cell::Integer(near.wells));
        put(Cell::Real(assessment.depth_limit_m()));
        put(Cell::Text(match survey.zones() {
            [] => Cow::Borrowed(""),
            zones => {
                let names = zones.iter().map(|hit| match pack.zones.get(hit.zone) {
                    Some(zone) => format!("{}:{}", zone.kind, zone.id),
                    None => survey.given_zone(hit.zone).map_or_else(String::new, GivenZone::written),
                });
                Cow::Owned(names.collect::<Vec<_>>().join("|"))
            }
        }));
        let jurisdictions = &pack.jurisdictions;
        put(Cell::Text(join(assessment.jurisdictions().iter().map(|&area| jurisdictions[area].id.as_str()))));
        put(Cell::Text(Cow::Owned(assessment.date().to_string())));
        let centre = application.place.centre();
        put(Cell::Real(Some(centre.x)));
        put(Cell::Real(Some(centre.y)));
        put(Cell::Text(Cow::Borrowed(pack.weakest_status().slug())));
        let certainty = assessment.certainty();
        put(Cell::Text(Cow::Borrowed(certainty.map_or("", |link| link.certainty.slug()))));
        let map_date = certainty.and_then(|link| link.map_date);
        put(Cell::Text(map_date.map_or(Cow::Borrowed(""), |date| Cow::Owned(date.to_string()))));
        let edges = assessment.near_edges();
        let strictest = edges.iter().filter_map(|edge| edge.decision.strictest()).max();
        put(Cell::Text(Cow::Borrowed(strictest.map_or("", Outcome::slug))));
        put(Cell::Text(application.looked_up.facts().map_or(Cow::Borrowed(""), |facts| Cow::Owned(facts.join("|")))));
        if let Some(feasibility) = assessment.feasibility() {
            feasibility_cells(feasibility, &mut put);
        }
        if let Some(remedies) = remedies {
            put(Cell::Text(Cow::Owned(smallest(remedies))));
        }
    }

    /// Adds the row to a table. `own` are further cells of it, with the delimiter before them.
    ///
    /// Not through a CSV library: rows are a third of the work of a batch, and only ids and names
    /// ever need quotes.
    pub fn write(&self, table: &mut Vec<u8>, dialect: Dialect, own: &[u8]) {
        let mut first = true;
        self.cells(|cell| {
            if !std::mem::take(&mut first) {
                table.push(dialect.delimiter);
            }
            match cell {
                Cell::Text(text) => dialect.push_text(table, &text),
                Cell::Real(value) => dialect.push_real(table, value),
                Cell::Integer(Some(count)) => dialect.push_integer(table, count as u64),
                Cell::Integer(None) => {}
            }
        });
        table.extend_from_slice(own);
        table.push(b'\n');
    }

    /// The row as properties of a feature. What has no end is null: JSON has no infinity.
    #[must_use]
    pub fn properties(&self) -> serde_json::Map<String, Value> {
        let mut columns = columns(self.assessment.feasibility().is_some(), self.remedies.is_some());
        let mut properties = serde_json::Map::new();
        self.cells(|cell| {
            let value = match cell {
                Cell::Text(text) => Value::String(text.into_owned()),
                Cell::Real(value) => {
                    let value = value.filter(|value| value.is_finite());
                    value.map_or(Value::Null, |value| serde_json::json!((value * 1000.0).round() / 1000.0))
                }
                Cell::Integer(count) => count.into(),
            };
            if let Some((name, _)) = columns.next() {
                properties.insert(name.to_owned(), value);
            }
        });
        properties
    }
}

/// Hands over the values in the order of [`FEASIBILITY_COLUMNS`].
fn feasibility_cells(feasibility: &Feasibility, mut put: impl FnMut(Cell)) {
    let study = match feasibility {
        Feasibility::Computed(study) => study,
        Feasibility::ComputedLoops(study) => return loops_cells(study, put),
        Feasibility::NotComputed { reason, .. } => {
            put(Cell::Text(Cow::Borrowed(reason.slug())));
            for _ in 0..FEASIBILITY_COLUMNS.len() - 4 {
                put(Cell::Real(None));
            }
            put(Cell::Text(Cow::Borrowed("")));
            put(Cell::Real(None));
            return put(Cell::Real(None));
        }
    };
    let year = &study.weighted;
    put(Cell::Text(Cow::Borrowed("computed")));
    put(Cell::Real(year.payback_years));
    put(Cell::Real(Some(year.saving_eur)));
    put(Cell::Real(Some(year.extra_investment_eur)));
    put(Cell::Real(Some(year.tco_saving_eur())));
    put(Cell::Real(Some(year.conventional_co2_t - year.co2_t)));
    put(Cell::Real(Some(study.ground.flow_m3_h)));
    put(Cell::Real(Some(study.ground.screen_m)));
    put(Cell::Text(join(study.lacks.iter().map(|lack| lack.fact))));
    put(Cell::Real(None));
    put(Cell::Real(None));
}

/// The same for closed loops; money is against a gas boiler.
fn loops_cells(study: &SiteLoops, mut put: impl FnMut(Cell)) {
    let (loops, money) = (&study.loops, &study.loops.money);
    put(Cell::Text(Cow::Borrowed("computed")));
    put(Cell::Real(money.payback_against_gas_years));
    put(Cell::Real(Some(money.gas.yearly_eur - money.closed.yearly_eur)));
    put(Cell::Real(Some(money.closed.investment_eur - money.gas.investment_eur)));
    put(Cell::Real(Some(money.gas.tco_eur - money.closed.tco_eur)));
    put(Cell::Real(Some((money.gas.co2_kg_y - money.closed.co2_kg_y) / 1000.0)));
    put(Cell::Real(None));
    put(Cell::Real(None));
    let is_kept = loops.keeps_the_law;
    put(Cell::Text(Cow::Borrowed(if is_kept { "" } else { "loop_length_m" })));
    put(Cell::Real(Some(f64::from(loops.loops))));
    put(Cell::Real(Some((loops.length_m * 100.0).round() / 100.0)));
}

/// The smallest remedy: its outcome, and the fields that change with their new values.
fn smallest(remedies: &Remedies) -> String {
    let Some(remedy) = remedies.remedies.first() else { return String::new() };
    let mut text = remedy.outcome.slug().to_owned();
    for change in std::iter::once(&remedy.change).chain(&remedy.also) {
        // Writing to a String cannot fail.
        let _ = match (&change.place, &change.to) {
            (Some(place), _) => write!(text, "|x={}|y={}", place.x, place.y),
            (None, Some(Changed::Number(to))) => write!(text, "|{}={to}", change.fact),
            (None, Some(Changed::Text(to))) => write!(text, "|{}={to}", change.fact),
            (None, None) => Ok(()),
        };
    }
    text
}

/// Names with `|` between; a single one as it is.
fn join<'a>(mut names: impl Iterator<Item = &'a str>) -> Cow<'a, str> {
    let Some(first) = names.next() else { return Cow::Borrowed("") };
    let Some(second) = names.next() else { return Cow::Borrowed(first) };
    let mut joined = String::with_capacity(64);
    joined.push_str(first);
    for name in std::iter::once(second).chain(names) {
        joined.push('|');
        joined.push_str(name);
    }
    Cow::Owned(joined)
}
