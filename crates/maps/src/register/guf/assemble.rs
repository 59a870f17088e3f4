//! From an object to installations: what was built takes the place of what was designed, what
//! ended is left out, and of several versions the one that lasts counts.

use std::collections::HashMap;

use geo::Coord;

use super::object::{Group, Object, Versioned};
use crate::pack::System;
use crate::register::installation::Installation;
use crate::register::part::{Doubt, Kind, Part, Position, Stage};
use crate::register::remark::{Remark, What};

/// What an object gives.
pub(in crate::register) struct Assembled {
    /// Its installations, those included of which all parts were left out.
    pub installations: Vec<Installation>,
    /// What was left out or doubted.
    pub remarks: Vec<Remark>,
    /// Points of installations that stand for wells or loops that are not named.
    pub added: usize,
}

/// Makes installations of an object.
pub(in crate::register) fn assemble(mut object: Object) -> Assembled {
    let mut work = Work { object: object.id.clone(), source: object.source.clone(), remarks: Vec::new(), added: 0 };
    for (part, what) in std::mem::take(&mut object.remarks) {
        work.remark(&object.id, part, 0, what);
    }
    if object.withdrawn || object.ended.is_some() {
        let what = object.ended.clone().filter(|_| !object.withdrawn).map_or(What::Withdrawn, What::Ended);
        work.remark(&object.id, None, object.parts(), what);
        return Assembled { installations: Vec::new(), remarks: work.remarks, added: 0 };
    }
    if object.designs.is_empty() && object.realised.is_empty() {
        work.remark(&object.id, None, 0, What::Nothing);
    }
    let closed: HashMap<String, String> = object.closed.drain(..).collect();
    let mut realised: Vec<Group> = object.realised.drain(..).filter_map(|group| work.current(group, &closed)).collect();
    let mut designs: Vec<Group> =
        object.designs.drain(..).filter_map(|group| work.current(group, &HashMap::new())).collect();
    // The newest design first: it is the one that the realised installation follows.
    designs.sort_by(|one, other| other.span.from.cmp(&one.span.from));
    for built in &mut realised {
        let function = |design: &Group| design.function.as_deref().map(str::to_ascii_lowercase);
        let wanted = function(built);
        let near = designs
            .iter()
            .enumerate()
            .filter(|(_, design)| function(design) == wanted)
            .min_by(|(_, one), (_, other)| apart(one, built).total_cmp(&apart(other, built)))
            .map(|(index, _)| index);
        if let Some(index) = near {
            work.build(built, designs.remove(index));
        }
    }
    let alone = realised.len() + designs.len() == 1;
    let groups = realised.into_iter().chain(designs);
    let installations = groups.enumerate().map(|(index, group)| work.installation(group, index, alone)).collect();
    let installations: Vec<Installation> = installations;
    let authority = object.authority;
    let installations =
        installations.into_iter().map(|one| Installation { authority: authority.clone(), ..one }).collect();
    Assembled { installations, remarks: work.remarks, added: work.added }
}

struct Work {
    object: String,
    source: (String, Option<u64>),
    remarks: Vec<Remark>,
    added: usize,
}

impl Work {
    fn remark(&mut self, installation: &str, part: Option<String>, left_out: usize, what: What) {
        let (source, at) = self.source.clone();
        self.remarks.push(Remark { source, at, installation: installation.to_owned(), part, left_out, what });
    }

    fn name(&self, group: &Group) -> String {
        if group.id.is_empty() { self.object.clone() } else { format!("{}/{}", self.object, group.id) }
    }

    /// A group with the parts that last; nothing when it ended itself.
    fn current(&mut self, mut group: Group, closed: &HashMap<String, String>) -> Option<Group> {
        let name = self.name(&group);
        let ended = group.span.to.clone().map(What::Ended).or_else(|| group.older.then_some(What::OlderVersion));
        if let Some(what) = ended {
            self.remark(&name, None, group.parts.len(), what);
            return None;
        }
        let had_parts = !group.parts.is_empty();
        let mut kept: Vec<Versioned> = Vec::with_capacity(group.parts.len());
        let mut open: HashMap<String, usize> = HashMap::new();
        for one in group.parts.drain(..) {
            let id = one.part.id.clone();
            let closed = id.as_ref().and_then(|id| closed.get(id)).cloned();
            if let Some(date) = one.ended.clone().or(closed) {
                self.remark(&name, id, 1, What::Ended(date));
            } else if one.version.to.is_some() {
                self.remark(&name, id, 1, What::OlderVersion);
            } else if let Some(index) = id.as_ref().and_then(|id| open.get(id)).copied() {
                self.newest(&name, &mut kept, index, one);
            } else {
                if let Some(id) = id {
                    open.insert(id, kept.len());
                }
                kept.push(one);
            }
        }
        group.parts = kept;
        // What has ended part by part has ended as a whole.
        (!had_parts || !group.parts.is_empty()).then_some(group)
    }

    /// Two versions of one part that both last: the same again is left for the search of
    /// duplicates, of two that differ the newest counts.
    fn newest(&mut self, name: &str, kept: &mut Vec<Versioned>, index: usize, one: Versioned) {
        let known = &mut kept[index];
        if known.part == one.part {
            kept.push(one);
            return;
        }
        self.remark(name, one.part.id.clone(), 0, What::SeveralOpen);
        self.remark(name, one.part.id.clone(), 1, What::OlderVersion);
        if one.version.from >= known.version.from {
            *known = one;
        }
    }

    /// A design that has been built: it gives energy and licence, and the wells that are not built
    /// yet. As many of its wells as were built are taken for them, the nearest first.
    fn build(&mut self, built: &mut Group, design: Group) {
        let name = self.name(built);
        built.energy = design.energy;
        built.licensed = design.licensed;
        built.licensed_whole = design.licensed_whole;
        built.usage = built.usage.take().or(design.usage);
        let places: Vec<Coord> = built.parts.iter().filter_map(|one| one.part.position.coord()).collect();
        let distance = |part: &Part| {
            let Some(at) = part.position.coord() else { return f64::INFINITY };
            let metres = places.iter().map(|place| (place.x - at.x).hypot(place.y - at.y));
            metres.min_by(f64::total_cmp).unwrap_or(f64::INFINITY)
        };
        let all = built.parts.iter().any(|one| one.is_group);
        let count = if all { design.parts.len() } else { built.parts.len() };
        let mut parts = design.parts;
        parts.sort_by(|one, other| distance(&one.part).total_cmp(&distance(&other.part)));
        for (index, one) in parts.into_iter().enumerate() {
            if index < count {
                self.remark(&name, one.part.id, 1, What::Built);
            } else {
                built.parts.push(one);
            }
        }
    }

    fn installation(&mut self, group: Group, index: usize, alone: bool) -> Installation {
        let id = match (alone, group.id.is_empty()) {
            (true, true) => self.object.clone(),
            (false, true) => format!("{}/#{}", self.object, index + 1),
            (_, false) => format!("{}/{}", self.object, group.id),
        };
        let mut installation = Installation::new(id, self.source.0.clone());
        let words = [group.function.as_deref(), group.usage.as_deref()];
        installation.system = words.iter().flatten().find_map(|word| System::parse(word));
        if let (None, Some(value)) = (installation.system, words[0]) {
            let value = value.to_owned();
            self.remark(&installation.id, None, 0, What::UnknownWord { field: "installationFunction", value });
        }
        installation.usage = group.usage.or(group.function);
        installation.place = group.place.coord();
        installation.energy = group.energy;
        installation.validity = group.span;
        let shared = group.licensed.is_empty() && !alone && !group.licensed_whole.is_empty();
        installation.licensed = if group.licensed.is_empty() { group.licensed_whole } else { group.licensed };
        installation.parts = group.parts.into_iter().map(|one| one.part).collect();
        if installation.parts.is_empty() {
            let mut site = Part::new(Kind::Site);
            site.position = installation.place.map_or(Position::Absent, Position::Near);
            installation.parts.push(site);
            self.added += 1;
            self.remark(&installation.id, None, 0, What::NoParts);
        }
        for part in &mut installation.parts {
            if part.stage == Stage::Design {
                part.doubts.insert(Doubt::NotRealised);
            }
            if shared {
                part.doubts.insert(Doubt::VolumeShared);
            }
        }
        installation
    }
}

/// How far apart the reference points of two groups are, metres.
fn apart(one: &Group, other: &Group) -> f64 {
    match (one.place.coord(), other.place.coord()) {
        (Some(one), Some(other)) => (one.x - other.x).hypot(one.y - other.y),
        _ => f64::INFINITY,
    }
}
