//! Parts of a plot as rows of a table, and as features with the same columns.

use geo::{Coord, Geometry, MapCoords};
use geojson::Feature;
use serde_json::{Map, Value};

use crate::Dialect;
use bodemtoets_ogr::{Field, FieldType};
use bodemtoets_screening::application::Application;
use bodemtoets_screening::plot::{Partition, Placement, PlotPart, Spot};
use bodemtoets_screening::{Feasibility, VerdictOutcome};
use bodemtoets_space::RdNew;

/// The columns of a part, in order.
///
/// `part` of `parts`: its number, from 1, and how many there are. `allowed_depth_m` is the deepest
/// drilling that is certainly not prohibited, `inf` when no rule limits it, empty where no rulebook
/// covers. `screens` are the depths between which screens may stand, as `10-25|40-inf`. `x`, `y`: a
/// place well inside the part, `clearance_m` from any edge that matters. `plot_outcome` is that of the
/// plot as one shape.
pub const COLUMNS: [(&str, FieldType); 21] = [
    ("id", FieldType::Text),
    ("part", FieldType::Integer),
    ("parts", FieldType::Integer),
    ("outcome", FieldType::Text),
    ("range", FieldType::Text),
    ("decisive", FieldType::Text),
    ("settle", FieldType::Text),
    ("area_m2", FieldType::Real),
    ("share", FieldType::Real),
    ("allowed_depth_m", FieldType::Real),
    ("screens", FieldType::Text),
    ("x", FieldType::Real),
    ("y", FieldType::Real),
    ("clearance_m", FieldType::Real),
    ("zones", FieldType::Text),
    ("jurisdiction", FieldType::Text),
    ("sliver", FieldType::Text),
    ("plot_area_m2", FieldType::Real),
    ("plot_outcome", FieldType::Text),
    ("date", FieldType::Text),
    ("status", FieldType::Text),
];

/// The attributes of a whole plot.
pub const PLOT_COLUMNS: [(&str, FieldType); 8] = [
    ("id", FieldType::Text),
    ("outcome", FieldType::Text),
    ("worst", FieldType::Text),
    ("best", FieldType::Text),
    ("best_share", FieldType::Real),
    ("deepest_m", FieldType::Real),
    ("parts", FieldType::Integer),
    ("area_m2", FieldType::Real),
];

/// The attributes of a place on a plot: `best` or `deepest`.
pub const PLACE_COLUMNS: [(&str, FieldType); 5] = [
    ("id", FieldType::Text),
    ("what", FieldType::Text),
    ("part", FieldType::Integer),
    ("outcome", FieldType::Text),
    ("depth_m", FieldType::Real),
];

/// Columns as attributes of a layer.
#[must_use]
pub fn fields(columns: &[(&str, FieldType)]) -> Vec<Field> {
    columns.iter().map(|(name, kind)| Field::new(*name, *kind)).collect()
}

/// A plot that is to be written as rows.
pub struct Row<'a> {
    /// Its parts.
    pub partition: &'a Partition<'a>,
    /// What was placed on it, when that was asked.
    pub placement: Option<&'a Placement>,
}

impl Row<'_> {
    fn application(&self) -> &Application {
        self.partition.assessment.application()
    }

    /// Adds the parts to a table, a row each. `own` are further cells of each row, with the delimiter before them.
    pub fn write(&self, table: &mut Vec<u8>, dialect: Dialect, own: &[u8]) {
        for part in self.partition.parts_out(None) {
            dialect.push_values(table, &self.values(&part));
            table.extend_from_slice(own);
            table.push(b'\n');
        }
    }

    /// The parts as features: with `rd` in longitude and latitude, without in RD New.
    #[must_use]
    pub fn parts(&self, rd: Option<&RdNew>) -> Vec<Feature> {
        let parts = self.partition.parts_out(None);
        let pairs = self.partition.parts.iter().zip(parts);
        pairs
            .map(|(part, out)| {
                // JSON has no infinity.
                let values =
                    self.values(&out).into_iter().map(|value| if value == "inf" { Value::Null } else { value });
                feature(Geometry::MultiPolygon(part.polygons.clone()), &COLUMNS, values, rd)
            })
            .collect()
    }

    /// The plot as a feature in RD New.
    #[must_use]
    pub fn plot(&self) -> Feature {
        let out = self.partition.brief(None);
        let values = [
            self.application().id.clone().into(),
            VerdictOutcome::from(self.partition.as_one.decision).slug().into(),
            out.worst.outcome.slug().into(),
            out.best.outcome.slug().into(),
            out.best.share.into(),
            out.deepest.as_ref().and_then(|deepest| deepest.depth_m).into(),
            self.partition.parts.len().into(),
            out.area_m2.into(),
        ];
        feature(self.application().place.to_geometry(), &PLOT_COLUMNS, values.into_iter(), None)
    }

    /// The best and the deepest place as features in RD New.
    #[must_use]
    pub fn places(&self) -> Vec<Feature> {
        let out = self.partition.brief(None);
        let place = |what: &str, number: usize, depth_m: Option<f64>| {
            let part = &self.partition.parts[number - 1];
            let outcome = VerdictOutcome::from(part.answer.decision).slug();
            let values =
                [self.application().id.clone().into(), what.into(), number.into(), outcome.into(), depth_m.into()];
            feature(Geometry::Point(part.place.into()), &PLACE_COLUMNS, values.into_iter(), None)
        };
        let Spot { part: best, .. } = out.best;
        let depth_m = self.partition.parts[best - 1].answer.allowed_depth_m.filter(|depth| depth.is_finite());
        let deepest = out.deepest.map(|deepest| place("deepest", deepest.part, deepest.depth_m));
        std::iter::once(place("best", best, depth_m)).chain(deepest).collect()
    }

    /// What was placed as features: a point for each well or loop. With `rd` in longitude and latitude; without,
    /// in RD New.
    #[must_use]
    pub fn placed(&self, rd: Option<&RdNew>) -> Vec<Feature> {
        let Some(placement) = self.placement else { return Vec::new() };
        let outcome = placement.screened.as_ref().map(|screened| screened.outcome.slug());
        let depth_m = match &placement.feasibility {
            Some(Feasibility::ComputedLoops(study)) => Some(study.notification.end_depth_m),
            _ => placement.drilling_depth_m,
        };
        let point = |(at, place): (usize, [f64; 2])| {
            let what = match (&placement.doublet, at) {
                (Some(_), 0) => "warm-well",
                (Some(_), _) => "cold-well",
                (None, _) => "loop",
            };
            let values =
                [self.application().id.clone().into(), what.into(), Value::Null, outcome.into(), depth_m.into()];
            feature(Geometry::Point(place.into()), &PLACE_COLUMNS, values.into_iter(), rd)
        };
        placement.points().into_iter().enumerate().map(point).collect()
    }

    /// The values of a part, in the order of [`COLUMNS`].
    fn values(&self, part: &PlotPart) -> [Value; COLUMNS.len()] {
        let range = part.range.map_or_else(String::new, |[low, high]| format!("{}|{}", low.slug(), high.slug()));
        let zones: Vec<String> = part.zones.iter().map(|zone| format!("{}:{}", zone.kind, zone.id)).collect();
        let screens: Vec<String> = part
            .screens
            .iter()
            .flatten()
            .map(|screens| {
                let to = screens.to_m.map_or_else(|| "inf".to_owned(), |to| to.to_string());
                format!("{}-{to}", screens.from_m)
            })
            .collect();
        let allowed = if part.unlimited { "inf".into() } else { part.allowed_depth_m.into() };
        [
            self.application().id.clone().into(),
            part.part.into(),
            self.partition.parts.len().into(),
            part.outcome.slug().into(),
            range.into(),
            part.decisive.join("|").into(),
            part.settle.join("|").into(),
            part.area_m2.into(),
            part.share.into(),
            allowed,
            screens.join("|").into(),
            part.place.x.into(),
            part.place.y.into(),
            part.clearance_m.into(),
            zones.join("|").into(),
            part.jurisdiction.join("|").into(),
            if part.sliver { "sliver" } else { "" }.into(),
            self.partition.area_m2().into(),
            VerdictOutcome::from(self.partition.as_one.decision).slug().into(),
            self.partition.assessment.date().to_string().into(),
            self.partition.assessment.screener().pack().weakest_status().slug().into(),
        ]
    }
}

fn feature(
    geometry: Geometry,
    columns: &[(&str, FieldType)],
    values: impl Iterator<Item = Value>,
    rd: Option<&RdNew>,
) -> Feature {
    let geometry = match rd {
        None => geometry,
        // Plots lie in the Netherlands, where this cannot fail.
        Some(rd) => geometry
            .map_coords(|place| rd.to_geographic(place).map_or(place, |place| Coord { x: place.lon, y: place.lat })),
    };
    let names = columns.iter().map(|(name, _)| (*name).to_owned());
    let properties: Map<String, Value> = names.zip(values).collect();
    Feature { geometry: Some((&geometry).into()), properties: Some(properties), ..Feature::default() }
}
