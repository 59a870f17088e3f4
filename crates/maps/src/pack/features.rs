//! The features of one layer: read one by one, and remarked on where something is wrong.

use std::collections::HashSet;

use super::fields::{DEEPEST_M, FieldFault, Measure, NumberSource, Properties, Unit, text};
use super::manifest::{GroundEnd, KindSource, LayerEntry, WordSource};
use super::read::{Act, RawFeature};
use super::report::{Remark, What};
use super::well::{System, WellData, WellType};
use super::whereabouts::{Settled, Whereabouts, around, settle};
use crate::gio;
use crate::register::plausible::{self, Limit};
use bodemtoets_ground::crowding::{Origin, Range, Subsurface};
use bodemtoets_space::Shape;
use bodemtoets_words::lang::Text;
use bodemtoets_words::tabular::is_no_data;
use bodemtoets_words::{DepthLimits, Extent, Role};

/// Levels of a drilling that there can be, m NAP: from below the deepest drilling to the Vaalserberg.
const LEVELS_M_NAP: std::ops::RangeInclusive<f64> = -DEEPEST_M..=350.0;

/// A feature whose geometry has been made valid.
pub(super) struct ShapedFeature {
    pub settled: Settled,
    pub properties: Properties,
    pub had_heights: bool,
}

impl From<RawFeature> for ShapedFeature {
    fn from(feature: RawFeature) -> Self {
        let settled = match feature.geometry {
            Ok(geometry) => settle(geometry),
            Err(what) => Settled { shape: Err(what), stray: None, whereabouts: feature.whereabouts },
        };
        Self { settled, properties: feature.properties, had_heights: feature.had_heights }
    }
}

/// Reads the features of one layer and remarks on what is wrong with them.
pub(super) struct FeatureReader<'a> {
    entry: &'a LayerEntry,
    role: Role,
    remarks: Vec<Remark>,
    /// Units in which the norm value of a map of the law is not to be read.
    doubted_units: Vec<Unit>,
}

impl<'a> FeatureReader<'a> {
    pub fn new(entry: &'a LayerEntry, role: Role) -> Self {
        Self { entry, role, remarks: Vec::new(), doubted_units: Vec::new() }
    }

    fn remark(&mut self, id: &str, what: What) {
        self.remarks.push(Remark { layer: self.entry.id.clone(), feature: Some(id.to_owned()), what });
    }

    fn remark_on_layer(&mut self, what: What) {
        self.remarks.push(Remark { layer: self.entry.id.clone(), feature: None, what });
    }

    /// Everything remarked on, once `used` features have been taken.
    pub fn into_remarks(mut self, used: usize) -> Vec<Remark> {
        if used == 0 {
            self.remark_on_layer(What::NoFeatures);
        }
        self.remarks
    }

    /// Fields that the manifest names and that no feature has.
    pub fn doubt_absent_fields(&mut self, features: &[RawFeature]) {
        if features.is_empty() {
            return;
        }
        let present: HashSet<&str> =
            features.iter().flat_map(|feature| feature.properties.keys().map(String::as_str)).collect();
        for field in self.entry.named_fields() {
            if !present.contains(field) {
                self.remark_on_layer(What::FieldAbsent(field.to_owned()));
            }
        }
    }

    /// Rules of the standard that a map of the law breaks, and a unit that is not the one of the manifest.
    pub fn doubt_act(&mut self, act: &Act, features: &[RawFeature]) {
        for breach in &act.breaches {
            match breach.location {
                None => self.remark_on_layer(What::Breach(breach.rule)),
                Some(number) => {
                    let properties = features.get(number.wrapping_sub(1)).map(|feature| &feature.properties);
                    let id = properties.and_then(|properties| text(properties, self.entry.fields.id.as_ref()));
                    self.remark(&id.unwrap_or_else(|| format!("#{number}")), What::Breach(breach.rule));
                }
            }
        }
        let names: Vec<&String> = [&act.unit.label, &act.unit.id].into_iter().flatten().collect();
        let Some(first) = names.first() else { return };
        for unit in self.entry.measures_of(gio::NUMBER_FIELD) {
            if !names.iter().any(|name| unit.is_named(name)) && !self.doubted_units.contains(&unit) {
                self.doubted_units.push(unit);
                self.remark_on_layer(What::OtherUnit { written: (*first).clone(), unit: unit.word().to_owned() });
            }
        }
    }

    /// The shape of a feature, when it fits the role of the layer and lies in the Netherlands; and where
    /// it may lie besides.
    pub fn shape(&mut self, id: &str, settled: Settled, had_heights: bool) -> (Option<Shape>, Whereabouts) {
        if had_heights {
            self.remark(id, What::HeightsIgnored);
        }
        if let Some(stray) = settled.stray {
            self.remark(id, stray);
        }
        let (shape, repairs) = match settled.shape {
            Ok(shaped) => shaped,
            Err(what) => {
                self.remark(id, what);
                return (None, settled.whereabouts);
            }
        };
        // Zones, jurisdictions and gaps are areas.
        let needs_area = matches!(self.role, Role::Zone | Role::Jurisdiction | Role::Gap | Role::Ground);
        if needs_area && !matches!(shape, Shape::Area(_)) {
            self.remark(id, What::WrongShape("an area is needed".to_owned()));
            return (None, Whereabouts::Within(vec![around(&shape.to_geometry())]));
        }
        for repair in repairs {
            self.remark(id, What::Repaired(repair));
        }
        (Some(shape), settled.whereabouts)
    }

    /// The kind of a zone.
    pub fn kind(&mut self, id: &str, properties: &Properties) -> Option<String> {
        match &self.entry.kind {
            None => None,
            Some(KindSource::Fixed(kind)) => Some(kind.clone()),
            Some(KindSource::Field { field, one_of }) => {
                let kind = text(properties, Some(field)).unwrap_or_default();
                if one_of.contains(&kind) {
                    return Some(kind);
                }
                self.remark(id, What::UnknownKind(kind));
                None
            }
        }
    }

    /// How deep a zone reaches. An unreadable top or bottom makes it larger, never smaller.
    pub fn extent(&mut self, id: &str, properties: &Properties) -> Extent {
        let depth = &self.entry.depth;
        let from = depth.from_m.as_ref().and_then(|measure| self.depth(id, measure, properties, true));
        let to = depth.to_m.as_ref().and_then(|measure| self.depth(id, measure, properties, false));
        Extent { from_m: from.unwrap_or(Extent::ALL.from_m), to_m: to.unwrap_or(Extent::ALL.to_m) }
    }

    /// How deep a zone allows a drilling to go.
    pub fn limits(&mut self, id: &str, properties: &Properties) -> DepthLimits {
        let entry = self.entry;
        let fields = &entry.fields;
        let [max_depth_m, clay_top_m] = [&fields.max_depth_m, &fields.clay_top_m]
            .map(|field| self.depth(id, &Measure::Field(field.clone()?), properties, false));
        let level = fields.min_level_m_nap.as_ref().map(|field| Measure::Field(field.clone()));
        let min_level_m_nap = level.and_then(|level| {
            let metres = self.measure(id, &level, properties)?;
            // A level of -99 m is one; -999 m is none that a drilling of ours reaches.
            let fits = LEVELS_M_NAP.contains(&metres) && !(is_no_data(metres) && metres < -100.0);
            if !fits {
                let field = level.field().unwrap_or_default().to_owned();
                self.remark(id, What::NoLevel { field, metres });
            }
            fits.then_some(metres)
        });
        DepthLimits { max_depth_m, min_level_m_nap, clay_top_m }
    }

    fn measure(&mut self, id: &str, measure: &Measure, properties: &Properties) -> Option<f64> {
        let field = measure.field().unwrap_or_default();
        if let Measure::Field(source) = measure
            && source.field == gio::NUMBER_FIELD
            && self.doubted_units.contains(&source.unit)
        {
            return None;
        }
        measure.metres(properties).unwrap_or_else(|fault| self.no_number(id, field, fault))
    }

    /// A depth, metres below ground level: more than nothing, unless something may begin at ground level.
    fn depth(&mut self, id: &str, measure: &Measure, properties: &Properties, from_ground: bool) -> Option<f64> {
        let metres = self.measure(id, measure, properties)?;
        let fits = metres <= DEEPEST_M && (metres > 0.0 || (from_ground && metres == 0.0));
        if !fits {
            let field = measure.field().unwrap_or_default().to_owned();
            self.remark(id, What::NoDepth { field, metres });
        }
        fits.then_some(metres)
    }

    fn no_number(&mut self, id: &str, field: &str, fault: FieldFault) -> Option<f64> {
        let field = field.to_owned();
        let what = match fault {
            FieldFault::NotANumber(value) => What::NotANumber { field, value },
            FieldFault::Thousands { value, thousands } => What::Thousands { field, value, thousands },
        };
        self.remark(id, what);
        None
    }

    /// What the layer says of an installation. A value that cannot be read is unknown.
    pub fn well(&mut self, id: &str, properties: &Properties) -> Option<WellData> {
        let fields = &self.entry.fields;
        if !fields.has_well_data() {
            return None;
        }
        let word = |field: &Option<String>| text(properties, field.as_ref());
        let (system_field, system) = match &fields.system {
            Some(WordSource::Constant { value }) => (None, Some(value.clone())),
            Some(WordSource::Field(field)) => (Some(field), text(properties, Some(field))),
            None => (None, None),
        };
        let system = system.and_then(|word| self.word(id, system_field, word, System::parse));
        let well_type =
            word(&fields.well_type).and_then(|word| self.word(id, fields.well_type.as_ref(), word, WellType::parse));
        let [screen_bottom_m, depth_m] = [&fields.screen_bottom_m, &fields.depth_m]
            .map(|field| self.depth(id, &Measure::Field(field.clone()?), properties, false));
        let screen_top_m = fields.screen_top_m.as_ref().map(|field| Measure::Field(field.clone()));
        let screen_top_m = screen_top_m.and_then(|top| self.depth(id, &top, properties, true));
        let [annual_volume_m3, flow_m3_h, power_kw, heat_mwh, cold_mwh] = [
            (&fields.annual_volume_m3, plausible::YEAR_M3),
            (&fields.flow_m3_h, plausible::CAPACITY_M3_H),
            (&fields.power_kw, plausible::POWER_KW),
            (&fields.heat_mwh, plausible::ENERGY_MWH),
            (&fields.cold_mwh, plausible::ENERGY_MWH),
        ]
        .map(|(field, limit)| self.amount(id, field.as_ref()?, limit, properties));
        let approximate = word(&fields.position).is_some_and(|position| position != "exact");
        Some(WellData {
            system,
            well_type,
            screen_top_m,
            screen_bottom_m,
            depth_m,
            annual_volume_m3,
            flow_m3_h,
            power_kw,
            heat_mwh,
            cold_mwh,
            status: word(&fields.status),
            approximate,
        })
    }

    /// A word of a list; one that is not on it is remarked on and counts as unknown.
    fn word<T>(&mut self, id: &str, field: Option<&String>, word: String, parse: fn(&str) -> Option<T>) -> Option<T> {
        let parsed = parse(&word);
        if parsed.is_none() && !["unknown", "onbekend"].contains(&word.to_ascii_lowercase().as_str()) {
            let field = field.cloned().unwrap_or_default();
            self.remark(id, What::UnknownWord { field, value: word });
        }
        parsed
    }

    fn number(&mut self, id: &str, source: &NumberSource, properties: &Properties) -> Option<f64> {
        source.number(properties).unwrap_or_else(|fault| self.no_number(id, &source.field, fault))
    }

    /// An amount that a system can have.
    fn amount(&mut self, id: &str, source: &NumberSource, limit: Limit, properties: &Properties) -> Option<f64> {
        let value = self.number(id, source, properties)?;
        let fits = (limit.low..=limit.high).contains(&value);
        if !fits {
            self.remark(id, What::Implausible { field: source.field.clone(), value, limit });
        }
        fits.then_some(value)
    }

    /// What a feature says of the subsurface. A number of which an end is not there, or that cannot be, is
    /// assumed.
    pub fn subsurface(&mut self, id: &str, properties: &Properties) -> Subsurface {
        let mut subsurface = Subsurface::default();
        for (name, source) in &self.entry.ground {
            let (low, high) = source.ends();
            let ends = self.end(id, low, properties).zip(self.end(id, high, properties));
            let Some((low, high)) = ends else { continue };
            if let Err(problem) = subsurface.set(name, Range::new(low, high), Origin::Layer) {
                self.remark(id, What::Impossible(problem.to_string()));
            }
        }
        subsurface
    }

    fn end(&mut self, id: &str, end: &GroundEnd, properties: &Properties) -> Option<f64> {
        match end {
            GroundEnd::Constant(value) => Some(*value),
            GroundEnd::Field(source) => self.number(id, source, properties),
        }
    }

    /// Why the data are incomplete in a gap.
    pub fn reason(&self, properties: &Properties) -> Text {
        let fields = &self.entry.fields;
        Text {
            nl: text(properties, fields.reason_nl.as_ref()).unwrap_or_default(),
            en: text(properties, fields.reason_en.as_ref()).unwrap_or_default(),
        }
    }
}
