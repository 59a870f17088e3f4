//! Where the coordinates of a layer are, and what is done with them.

use gdal::errors::GdalError;
use gdal::spatial_ref::{AxisMappingStrategy, CoordTransform, CoordTransformOptions, SpatialRef};

use crate::said::{reason, said};
use crate::systems::{Likeness, Valid, as_amersfoort, is_wgs84_or_etrs89, known_system, likeness_to_rd_new};
use crate::wkb::Shape;

/// What is done with the coordinates of a layer.
pub(super) enum Place {
    /// The source does not say where it is.
    Unknown,
    /// RD New, passed on.
    RdNew,
    /// Longitude and latitude, passed on.
    Geographic,
    /// Transformed to longitude and latitude.
    Transformed { from: String, with: CoordTransform, degrees: bool, valid: Option<Valid> },
}

impl Place {
    pub(super) fn of(system: Option<SpatialRef>) -> Result<Place, String> {
        let Some(mut system) = system else {
            return Ok(Place::Unknown);
        };
        let name = system.name().unwrap_or_default();
        // GDAL's names for "the file does not say".
        if system.is_local() || name.is_empty() || name.starts_with("Undefined") || name.eq_ignore_ascii_case("unknown")
        {
            return Ok(Place::Unknown);
        }
        // Some drivers give the code only after this; others never.
        if system.authority().is_err() {
            let _ = system.auto_identify_epsg();
        }
        let code = system.authority().unwrap_or_default();
        // Traditional order, which nearly all drivers give, is x before y. A source that keeps
        // latitude first says so here, and GDAL then has to swap.
        let swapped = system.axis_mapping_strategy() != AxisMappingStrategy::TraditionalGisOrder;
        match likeness_to_rd_new(&system, &code) {
            Likeness::Same => return Ok(Place::RdNew),
            Likeness::Other => {}
            Likeness::Doubtful(why) => {
                return Err(format!(
                    "says that it is in {name}, which has the numbers of RD New and {why}: the two lie a hundred metres apart; \
                     say which it is, such as `crs = \"EPSG:28992\"` in the manifest"
                ));
            }
        }
        if let Some(amersfoort) = as_amersfoort(&system) {
            system = amersfoort;
        }
        if !swapped && is_wgs84_or_etrs89(&system, &code) {
            return Ok(Place::Geographic);
        }
        let from = if code.is_empty() { name } else { code };
        let refused = |error: GdalError| {
            format!(
                "is in {from}, which GDAL cannot bring to ETRS89: {}; bring it to RD New (EPSG:28992) first",
                reason(&error)
            )
        };
        let mut target = known_system("EPSG:4258").map_err(&refused)?;
        target.set_axis_mapping_strategy(AxisMappingStrategy::TraditionalGisOrder);
        // A conversion that knows no datum is a guess of a hundred metres: never in silence.
        let mut options = CoordTransformOptions::new().map_err(&refused)?;
        options.set_ballpark_allowed(false).map_err(&refused)?;
        let with = CoordTransform::new_with_options(&system, &target, &options).map_err(|error| {
            let said = reason(&error);
            format!(
                "is in {from}, of which no exact way to ETRS89 is known ({said}): often its datum is not named; \
                 say which system it is, such as `crs = \"EPSG:28992\"` in the manifest, or bring it to RD New first"
            )
        })?;
        let valid = Valid::of(&system);
        Ok(Place::Transformed { degrees: system.is_geographic(), from, with, valid })
    }

    /// What the header says.
    pub(super) fn says(&self) -> Option<&'static str> {
        match self {
            Place::Unknown => None,
            Place::RdNew => Some("EPSG:28992"),
            Place::Geographic | Place::Transformed { .. } => Some("EPSG:4258"),
        }
    }

    pub(super) fn transformed_from(&self) -> Option<&str> {
        match self {
            Place::Transformed { from, .. } => Some(from),
            _ => None,
        }
    }

    /// How far a line may leave the arc it stands for: a millimetre.
    pub(super) fn tolerance(&self) -> f64 {
        match self {
            Place::Geographic | Place::Transformed { degrees: true, .. } => 1e-8,
            _ => 1e-3,
        }
    }

    /// Moves all points of a shape.
    pub(super) fn transform(&self, shape: &mut Shape) -> Result<(), String> {
        let Place::Transformed { from, with, valid, .. } = self else {
            return Ok(());
        };
        let mut points = shape.points_mut();
        let mut xs: Vec<f64> = points.iter().map(|point| point.x).collect();
        let mut ys: Vec<f64> = points.iter().map(|point| point.y).collect();
        let moved = with.transform_coords(&mut xs, &mut ys, &mut []);
        let said = said();
        let trouble = said.error.or(said.lookup);
        if moved.is_err() || !xs.iter().chain(&ys).all(|value| value.is_finite()) {
            let why = trouble.map_or_else(String::new, |why| format!(" ({why})"));
            return Err(format!("its coordinates mean nothing in {from}{why}"));
        }
        if let Some(valid) = valid
            && let Some((lon, lat)) = xs.iter().zip(&ys).find(|(lon, lat)| !valid.holds(**lon, **lat))
        {
            return Err(format!(
                "it lies at longitude {lon:.3}, latitude {lat:.3}, outside the area for which {from} is meant ({valid}), \
                 where nothing is exact: is that its coordinate system?"
            ));
        }
        for (point, (x, y)) in points.iter_mut().zip(xs.into_iter().zip(ys)) {
            (point.x, point.y) = (x, y);
        }
        Ok(())
    }
}
