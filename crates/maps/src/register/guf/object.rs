//! A registered object: its licences with what was designed, and what was realised.

use super::codes;
use super::element::Element;
use super::position::position;
use crate::pack::WellType;
use crate::register::installation::{Direction, Energy, Licensed, Span};
use crate::register::part::{Doubt, Function, Kind, LoopType, Part, Position, Screen, Stage, Well};
use crate::register::remark::What;
use bodemtoets_space::RdNew;

/// An object of the register, as far as the messages read so far say.
#[derive(Debug, Default)]
pub(in crate::register) struct Object {
    /// Id of the object.
    pub id: String,
    /// Who keeps the record.
    pub authority: Option<String>,
    /// When the register last changed it; empty where it does not say.
    pub changed: String,
    /// The whole object, not one message about it.
    pub whole: bool,
    /// When it ended, if it did.
    pub ended: Option<String>,
    /// Withdrawn from the register.
    pub withdrawn: bool,
    /// What was designed.
    pub designs: Vec<Group>,
    /// What was realised.
    pub realised: Vec<Group>,
    /// Realised wells and loops that ended: their ids, and the day.
    pub closed: Vec<(String, String)>,
    /// What to remark: the part that it is about, and what.
    pub remarks: Vec<(Option<String>, What)>,
    /// The file, and the number of the object in it; of several messages, their files.
    pub source: (String, Option<u64>),
}

/// A designed or realised installation of an object.
#[derive(Debug)]
pub(in crate::register) struct Group {
    /// Its id.
    pub id: String,
    /// Function, in the words of the register.
    pub function: Option<String>,
    /// Its reference point.
    pub place: Position,
    /// What it is used for, in the words of the register.
    pub usage: Option<String>,
    /// When it counts.
    pub span: Span,
    /// It is an older version.
    pub older: bool,
    /// Its own licensed quantities.
    pub licensed: Vec<Licensed>,
    /// Those of the whole object.
    pub licensed_whole: Vec<Licensed>,
    /// Energy, temperatures and power.
    pub energy: Energy,
    /// Wells and loops.
    pub parts: Vec<Versioned>,
}

/// A part with its versions.
#[derive(Debug)]
pub(in crate::register) struct Versioned {
    /// The well or loop.
    pub part: Part,
    /// When the version counts.
    pub version: Span,
    /// When the part itself ended.
    pub ended: Option<String>,
    /// It stands for a group of loops.
    pub is_group: bool,
}

impl Object {
    /// Reads an object, or a message about one.
    pub fn read(element: &Element, rd: &RdNew) -> Self {
        // That it was withdrawn is said of the whole, too.
        let whole = element.name.starts_with("GUF_") || element.name == "BRO_DO";
        let mut object = Self { whole, ..Self::default() };
        let party = element.text_of("deliveryAccountableParty").map(str::to_owned);
        let body = element.child("sourceDocument").and_then(|document| document.children.first());
        let body = body.unwrap_or(element);
        let own_id = body.text_of("objectIdAccountableParty").or_else(|| element.text_of("objectIdAccountableParty"));
        object.id = match (element.text_of("broId"), &party, own_id) {
            (Some(id), ..) => id.to_owned(),
            (None, Some(party), Some(own)) => format!("{party}/{own}"),
            (None, _, own) => own.or(element.text_of("requestReference")).unwrap_or_default().to_owned(),
        };
        object.authority = party;
        if let Some(history) = element.child("registrationHistory") {
            let times = ["latestCorrectionTime", "latestAdditionTime", "objectRegistrationTime"];
            let latest = times.iter().filter_map(|time| history.text_of(time)).max();
            latest.unwrap_or_default().clone_into(&mut object.changed);
            object.withdrawn = history.affirms("deregistered");
        }
        if element.affirms("deregistered") {
            object.withdrawn = true;
            element.text_of("deregistrationTime").unwrap_or_default().clone_into(&mut object.changed);
        }
        let lifespan = body.child("lifespan");
        object.ended = lifespan.and_then(|span| span.date_of("endTime"));
        if element.name == "GUF_C" {
            object.ended = element.date_of("endTime");
        }
        Body { object: &mut object, rd }.read(body);
        object
    }

    /// Adds what a later message or copy says. Messages add up; a copy of the whole takes the place
    /// of messages and of older copies, and what it replaces is given back.
    pub fn merge(&mut self, mut later: Self) -> Option<Self> {
        if later.whole || self.whole {
            // Two copies of the whole: the one that was changed last counts.
            if later.whole && (!self.whole || later.changed >= self.changed) {
                std::mem::swap(self, &mut later);
            }
            return Some(later);
        }
        self.designs.append(&mut later.designs);
        for group in later.realised {
            match self.realised.iter_mut().find(|known| known.id == group.id) {
                Some(known) => known.parts.extend(group.parts),
                None => self.realised.push(group),
            }
        }
        self.closed.append(&mut later.closed);
        self.remarks.append(&mut later.remarks);
        self.ended = later.ended.or(self.ended.take());
        self.withdrawn |= later.withdrawn;
        self.authority = self.authority.take().or(later.authority);
        if !self.source.0.split(", ").any(|file| file == later.source.0) {
            self.source = (format!("{}, {}", self.source.0, later.source.0), None);
        }
        None
    }

    /// How many wells and loops it has.
    pub fn parts(&self) -> usize {
        self.designs.iter().chain(&self.realised).map(|group| group.parts.len()).sum()
    }
}

struct Body<'a> {
    object: &'a mut Object,
    rd: &'a RdNew,
}

impl Body<'_> {
    fn remark(&mut self, part: Option<&str>, what: What) {
        self.object.remarks.push((part.map(str::to_owned), what));
    }

    fn read(&mut self, body: &Element) {
        match body.name.as_str() {
            "GUF_NewLicence" => self.licence(body),
            "GUF_AddRealisedInstallation" | "GUF_ExpandRealisedInstallation" => {
                let group = self.group(body, Stage::Realised);
                self.object.realised.push(group);
            }
            "GUF_ClosureRealisedPart" => self.closure(body),
            "GUF_Closure" => self.object.ended = body.date_of("endTime"),
            "GUF_Height" | "GUF_WellFunction" | "GUF_GeometryRealisedSurfaceInfiltration" => {
                self.remark(
                    None,
                    What::NotRead("GUF_Height, GUF_WellFunction, GUF_GeometryRealisedSurfaceInfiltration"),
                );
            }
            _ => {
                for licence in body.features("licence") {
                    self.licence(licence);
                }
                for realised in body.features("realisedInstallation") {
                    let group = self.group(realised, Stage::Realised);
                    self.object.realised.push(group);
                }
            }
        }
    }

    fn closure(&mut self, body: &Element) {
        let date = body.date_of("endTime").unwrap_or_else(|| "?".to_owned());
        for (property, id) in [("realisedWell", "realisedWellId"), ("realisedLoop", "realisedLoopId")] {
            let ids = body.features(property).filter_map(|part| part.text_of(id));
            self.object.closed.extend(ids.map(|id| (id.to_owned(), date.clone())));
        }
    }

    fn licence(&mut self, licence: &Element) {
        let usage = licence.child("usageTypeFacility").and_then(|usage| usage.text_of("primaryUsageType"));
        let quantities: Vec<Licensed> = licence.all("licensedQuantity").map(|one| self.licensed(one)).collect();
        let ended = licence.child("lifespan").and_then(|span| span.date_of("endTime"));
        for design in licence.features("designInstallation") {
            let mut group = self.group(design, Stage::Design);
            group.usage = usage.map(str::to_owned);
            group.licensed_whole.clone_from(&quantities);
            group.span.from = group.span.from.or_else(|| licence.date_of("startTime"));
            group.span.to = group.span.to.or_else(|| ended.clone());
            self.object.designs.push(group);
        }
    }

    fn licensed(&mut self, element: &Element) -> Licensed {
        let direction = match element.text_of("licensedInOut").map(str::to_ascii_lowercase).as_deref() {
            Some("inbrengen") => Some(Direction::In),
            Some("onttrekken") => Some(Direction::Out),
            Some(other) => {
                let value = other.to_owned();
                self.remark(None, What::UnknownWord { field: "licensedInOut", value });
                None
            }
            None => None,
        };
        let mut volume = |name| self.measure(element, name, "m3", None);
        Licensed {
            direction,
            hour_m3: volume("maximumPerHour"),
            day_m3: volume("maximumPerDay"),
            month_m3: volume("maximumPerMonth"),
            quarter_m3: volume("maximumPerQuarter"),
            year_m3: volume("maximumPerYear"),
        }
    }

    fn group(&mut self, element: &Element, stage: Stage) -> Group {
        let (ids, well, looped) = match stage {
            Stage::Realised => ("realisedInstallationId", "realisedWell", "realisedLoop"),
            _ => ("designInstallationId", "designWell", "designLoop"),
        };
        let id = element.text_of(ids).unwrap_or_default().to_owned();
        let (place, swapped) = position(element.child("geometry"), self.rd);
        if swapped {
            self.remark(None, What::AxesSwapped);
        }
        for basin in ["designSurfaceInfiltration", "realisedSurfaceInfiltration"] {
            if element.child(basin).is_some() {
                self.remark(None, What::NotRead(basin));
            }
        }
        let (lifespan, version) = (element.child("lifespan"), element.child("validityPeriod"));
        let mut parts: Vec<Versioned> = element.features(well).map(|one| self.well(one, stage)).collect();
        parts.extend(element.features(looped).map(|one| self.looped(one, stage)));
        Group {
            id,
            function: element.text_of("installationFunction").map(str::to_owned),
            place,
            usage: None,
            span: Span {
                from: lifespan.and_then(|span| span.date_of("startTime")).or_else(|| element.date_of("startTime")),
                to: lifespan.and_then(|span| span.date_of("endTime")),
            },
            older: version.is_some_and(|version| version.date_of("endValidity").is_some()),
            licensed: element.all("licensedQuantity").map(|one| self.licensed(one)).collect(),
            licensed_whole: Vec::new(),
            energy: element.child("energyCharacteristics").map(|one| self.energy(one)).unwrap_or_default(),
            parts,
        }
    }

    fn energy(&mut self, element: &Element) -> Energy {
        let mut measure = |name, unit| self.measure(element, name, unit, None);
        Energy {
            warm_mwh: measure("energyWarm", "MWh"),
            cold_mwh: measure("energyCold", "MWh"),
            max_infiltration_temperature_c: measure("maximumInfiltrationTemperatureWarm", "Cel"),
            cold_infiltration_temperature_c: measure("averageInfiltrationTemperatureCold", "Cel"),
            warm_infiltration_temperature_c: measure("averageInfiltrationTemperatureWarm", "Cel"),
            power_kw: measure("power", "kW"),
            power_cold_kw: measure("powerCold", "kW"),
            power_warm_kw: measure("powerWarm", "kW"),
            cold_water_m3: measure("averageColdWater", "m3"),
            warm_water_m3: measure("averageWarmWater", "m3"),
            max_cold_water_m3: measure("maximumYearQuantityCold", "m3"),
            max_warm_water_m3: measure("maximumYearQuantityWarm", "m3"),
        }
    }

    /// A measure in the unit that its field has; in any other unit it is unknown.
    fn measure(&mut self, element: &Element, name: &str, unit: &str, part: Option<&str>) -> Option<f64> {
        let child = element.child(name).filter(|child| !child.text.is_empty())?;
        if let Some(found) = child.unit.as_ref().filter(|found| !found.eq_ignore_ascii_case(unit)) {
            self.remark(part, What::OtherUnit { field: name.to_owned(), unit: found.clone() });
            return None;
        }
        let number = child.text.parse().ok().filter(|number: &f64| number.is_finite());
        if number.is_none() {
            self.remark(part, What::NotANumber { field: name.to_owned(), value: child.text.clone() });
        }
        number
    }

    fn well(&mut self, element: &Element, stage: Stage) -> Versioned {
        let id = element.text_of("designWellId").or_else(|| element.text_of("realisedWellId"));
        let functions: Vec<Function> =
            element.all("wellFunction").filter_map(|function| codes::function(&function.text)).collect();
        for function in &functions {
            if let Function::Other(value) = function {
                self.remark(id, What::UnknownWord { field: "wellFunction", value: value.clone() });
            }
        }
        let temperature = element.text_of("relativeTemperature");
        let well_type = temperature.and_then(WellType::parse);
        if let (Some(value), None) = (temperature, well_type)
            && !value.eq_ignore_ascii_case("onbekend")
        {
            self.remark(id, What::UnknownWord { field: "relativeTemperature", value: value.to_owned() });
        }
        let mut screens = Vec::new();
        for screen in element.all("designScreen") {
            let top_m = self.measure(screen, "designScreenTop", "m", id);
            screens.push(Screen { top_m, bottom_m: self.measure(screen, "designScreenBottom", "m", id) });
        }
        for screen in element.features("realisedScreen") {
            if screen.child("validityPeriod").is_some_and(|version| version.date_of("endValidity").is_some())
                || screen.child("lifespan").is_some_and(|span| span.date_of("endTime").is_some())
            {
                continue;
            }
            let top_m = self.measure(screen, "topScreenDepth", "m", id);
            let length_m = self.measure(screen, "length", "m", id);
            // A screen that does not stand upright is longer than it is high.
            let upright = !screen.text_of("screenType").is_some_and(|kind| kind.eq_ignore_ascii_case("nietVerticaal"));
            let bottom_m = top_m.zip(length_m).filter(|_| upright).map(|(top, length)| top + length);
            screens.push(Screen { top_m, bottom_m });
        }
        let depth_m = self.measure(element, "wellDepth", "m", id);
        let mut part = self.part(element, Kind::Well(Well { well_type, functions, screens }), id, stage);
        part.depth_m = depth_m.or_else(|| self.measure(element, "maximumWellDepth", "m", id));
        part.ground_level_m_nap = self.measure(element, "height", "m", id);
        part.capacity_m3_h = self.measure(element, "maximumWellCapacity", "m3/h", id);
        versioned(element, part, false)
    }

    fn looped(&mut self, element: &Element, stage: Stage) -> Versioned {
        let id = element.text_of("designLoopId").or_else(|| element.text_of("realisedLoopId"));
        let loop_type = codes::loop_type(element.text_of("loopType").unwrap_or_default());
        if let LoopType::Other(value) = &loop_type {
            self.remark(id, What::UnknownWord { field: "loopType", value: value.clone() });
        }
        let mut part = self.part(element, Kind::Loop(loop_type), id, stage);
        // Only what was realised has a depth.
        part.depth_m = self.measure(element, "loopDepth", "m", id);
        versioned(element, part, element.affirms("groupOfLoops"))
    }

    fn part(&mut self, element: &Element, kind: Kind, id: Option<&str>, stage: Stage) -> Part {
        let (position, swapped) = position(element.child("geometry"), self.rd);
        let mut part = Part::new(kind);
        part.id = id.map(str::to_owned);
        part.stage = stage;
        if swapped {
            part.doubts.insert(Doubt::AxesSwapped);
            self.remark(id, What::AxesSwapped);
        }
        part.position = match position {
            Position::Absent if element.denies("geometryPubliclyAvailable") => Position::Hidden,
            position => position,
        };
        part
    }
}

fn versioned(element: &Element, part: Part, is_group: bool) -> Versioned {
    let version = element.child("validityPeriod");
    Versioned {
        part,
        version: Span {
            from: version.and_then(|version| version.date_of("startValidity")),
            to: version.and_then(|version| version.date_of("endValidity")),
        },
        ended: element.child("lifespan").and_then(|span| span.date_of("endTime")),
        is_group,
    }
}
