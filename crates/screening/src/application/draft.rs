//! A draft: fields as they come in, checked one by one and then together.

use geo::{Coord, CoordsIter, Geometry, MapCoords};

use super::Application;
use super::field::Field;
use super::problem::{Likely, Problem};
use crate::pack::parse_number;
use crate::rules::{Dwelling, Quantities, Quantity, System, fluid_slug};
use crate::spatial::{Geographic, LAT_RANGE, LON_RANGE, RdNew, Repair, Shape, from_wkt, in_netherlands};

/// Fields of an application that is being read.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    id: String,
    applicant: Option<String>,
    date: Option<jiff::civil::Date>,
    x: Option<f64>,
    y: Option<f64>,
    lat: Option<f64>,
    lon: Option<f64>,
    geometry: Option<Geometry>,
    system: Option<System>,
    quantities: Quantities,
    dwelling: Option<Dwelling>,
    fluid: Option<String>,
    existing_since: Option<jiff::civil::Date>,
}

impl Draft {
    /// The id, as far as it is known.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Sets a field from text. Empty text leaves the field unknown.
    ///
    /// # Errors
    /// What is wrong with the value.
    pub fn set(&mut self, field: Field, value: &str) -> Result<(), Problem> {
        let value = value.trim();
        if value.is_empty() {
            return Ok(());
        }
        match field {
            Field::Id => value.clone_into(&mut self.id),
            Field::Applicant => self.applicant = Some(value.to_owned()),
            Field::Fluid => self.fluid = Some(fluid_slug(value)),
            Field::ExistingSince => self.existing_since = Some(value.parse().map_err(|_| Problem::NotADate)?),
            Field::Date => self.date = Some(value.parse().map_err(|_| Problem::NotADate)?),
            Field::X => self.x = Some(number(value)?),
            Field::Y => self.y = Some(number(value)?),
            Field::Lat => self.lat = Some(number(value)?),
            Field::Lon => self.lon = Some(number(value)?),
            Field::Geometry => self.geometry = Some(from_wkt(value).map_err(Problem::Geometry)?),
            Field::System => self.system = Some(system(value).ok_or(Problem::NotASystem)?),
            Field::Dwelling => self.dwelling = Some(dwelling(value).ok_or(Problem::NotADwelling)?),
            Field::Quantity(quantity) => self.set_quantity(quantity, number(value)?)?,
        }
        Ok(())
    }

    /// Sets a number.
    ///
    /// # Errors
    /// When the number is outside what is physically possible.
    pub fn set_quantity(&mut self, quantity: Quantity, value: f64) -> Result<(), Problem> {
        // NaN is in no range.
        if !quantity.range().contains(&value) {
            return Err(Problem::OutOfRange(quantity));
        }
        self.quantities.set(quantity, Some(value));
        Ok(())
    }

    /// Sets the geometry: RD New or longitude and latitude, which no place in the Netherlands
    /// leaves in doubt.
    pub fn set_geometry(&mut self, geometry: Geometry) {
        self.geometry = Some(geometry);
    }

    /// Checks the fields together.
    ///
    /// # Errors
    /// The field, its value and what is wrong, for the first thing that is wrong.
    pub fn finish(self, rd: &RdNew) -> Result<Application, (&'static str, String, Problem)> {
        let (place, repairs) = self.place(rd)?;
        let Some(system) = self.system else {
            return Err(("system", String::new(), Problem::Missing("system")));
        };
        let depth = |quantity| self.quantities.get(quantity);
        let (top, bottom) = (depth(Quantity::ScreenTopM), depth(Quantity::ScreenBottomM));
        let upside_down = top.zip(bottom).is_some_and(|(top, bottom)| top >= bottom);
        if upside_down {
            let show = |value: Option<f64>| value.map_or("?".to_owned(), |value| value.to_string());
            return Err(("screen_top_m", format!("{} - {}", show(top), show(bottom)), Problem::Screens));
        }
        if let Some((since, date)) = self.existing_since.zip(self.date).filter(|(since, date)| since > date) {
            return Err(("existing_since", since.to_string(), Problem::AfterDate(date.to_string())));
        }
        Ok(Application {
            id: self.id,
            applicant: self.applicant,
            date: self.date,
            place,
            system,
            quantities: self.quantities.with_derived(),
            dwelling: self.dwelling,
            fluid: self.fluid,
            existing_since: self.existing_since,
            filled_in: Vec::new(),
            repairs,
        })
    }

    fn place(&self, rd: &RdNew) -> Result<(Shape, Vec<Repair>), (&'static str, String, Problem)> {
        let metric = self.x.is_some() || self.y.is_some();
        let degrees = self.lat.is_some() || self.lon.is_some();
        if usize::from(metric) + usize::from(degrees) + usize::from(self.geometry.is_some()) > 1 {
            return Err(("x", String::new(), Problem::TwoLocations));
        }
        if let Some(geometry) = &self.geometry {
            return place_of_geometry(geometry, rd);
        }
        match (self.x, self.y, self.lat, self.lon) {
            (Some(x), Some(y), ..) if in_netherlands(x, y) => Ok(point(Coord { x, y })),
            (Some(x), Some(y), ..) => Err(("x, y", format!("{x}, {y}"), Problem::Abroad(likely_of_xy(x, y)))),
            (Some(_), None, ..) => Err(("y", String::new(), Problem::HalfLocation("y"))),
            (None, Some(_), ..) => Err(("x", String::new(), Problem::HalfLocation("x"))),
            (None, None, Some(lat), Some(lon)) => match rd.to_rd(Geographic { lon, lat }) {
                Ok(place) if in_netherlands(place.x, place.y) => Ok(point(place)),
                _ => Err(("lat, lon", format!("{lat}, {lon}"), Problem::Abroad(likely_of_latlon(lat, lon)))),
            },
            (None, None, Some(_), None) => Err(("lon", String::new(), Problem::HalfLocation("lon"))),
            (None, None, None, Some(_)) => Err(("lat", String::new(), Problem::HalfLocation("lat"))),
            (None, None, None, None) => Err(("x", String::new(), Problem::NoLocation)),
        }
    }
}

/// A place that needs no repair.
fn point(at: Coord) -> (Shape, Vec<Repair>) {
    (Shape::Point(at), Vec::new())
}

fn place_of_geometry(geometry: &Geometry, rd: &RdNew) -> Result<(Shape, Vec<Repair>), (&'static str, String, Problem)> {
    let bad = |problem: Problem| ("geometry", String::new(), problem);
    let Some(first) = geometry.coords_iter().next() else {
        return Err(bad(Problem::Geometry("empty".to_owned())));
    };
    let is_degrees = LON_RANGE.contains(&first.x) && LAT_RANGE.contains(&first.y);
    let geometry = geometry.try_map_coords(|c: Coord| {
        let place = if is_degrees { rd.to_rd(Geographic { lon: c.x, lat: c.y }).ok() } else { Some(c) };
        place
            .filter(|place| in_netherlands(place.x, place.y))
            .ok_or_else(|| ("geometry", format!("{}, {}", c.x, c.y), Problem::Abroad(likely_of_xy(c.x, c.y))))
    })?;
    Shape::from_geometry(geometry).map_err(|error| bad(Problem::Geometry(error.to_string())))
}

fn likely_of_xy(x: f64, y: f64) -> Option<Likely> {
    if in_netherlands(y, x) {
        Some(Likely::SwappedXy)
    } else if LON_RANGE.contains(&x) && LAT_RANGE.contains(&y) {
        Some(Likely::DegreesInXy)
    } else if LON_RANGE.contains(&y) && LAT_RANGE.contains(&x) {
        Some(Likely::SwappedDegreesInXy)
    } else if in_netherlands(x * 1000.0, y * 1000.0) {
        Some(Likely::Kilometres)
    } else {
        None
    }
}

fn likely_of_latlon(lat: f64, lon: f64) -> Option<Likely> {
    if LON_RANGE.contains(&lat) && LAT_RANGE.contains(&lon) {
        Some(Likely::SwappedDegrees)
    } else if in_netherlands(lat, lon) || in_netherlands(lon, lat) {
        Some(Likely::MetresInDegrees)
    } else {
        None
    }
}

fn number(text: &str) -> Result<f64, Problem> {
    parse_number(text).ok_or(Problem::NotANumber)
}

/// The system of a word: ours, or that of the national register (BRO).
fn system(word: &str) -> Option<System> {
    match word.to_ascii_lowercase().as_str() {
        "open" | "openbodemenergiesysteem" => Some(System::Open),
        "closed" | "geslotenbodemenergiesysteem" => Some(System::Closed),
        _ => None,
    }
}

fn dwelling(word: &str) -> Option<Dwelling> {
    match word.to_ascii_lowercase().as_str() {
        "single" => Some(Dwelling::Single),
        "apartment" => Some(Dwelling::Apartment),
        "none" => Some(Dwelling::None),
        _ => None,
    }
}
