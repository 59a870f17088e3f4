//! A draft: fields as they come in, checked one by one and then together.

use geo::{Coord, CoordsIter, Geometry, MapCoords};

use super::Application;
use super::case::Case;
use super::fault::Fault;
use super::field::Field;
use super::given::LookedUp;
use super::problem::{Likely, Problem};
use super::remark::{Doubt, Remark};
use bodemtoets_law::rules::{Dwelling, Quantities, Quantity, System, fluid_slug};
use bodemtoets_space::{Crs, Geographic, LAT_RANGE, LON_RANGE, RdNew, Repair, Shape, from_wkt, in_netherlands};
use bodemtoets_words::tabular::{Notation, Number, Thousands, day, scientific_step};
use bodemtoets_words::words::exact;

/// Fields of an application that is being read.
#[derive(Debug, Clone, Default)]
pub struct Draft {
    pub(super) id: String,
    pub(super) applicant: Option<String>,
    pub(super) case: Case,
    pub(super) date: Option<jiff::civil::Date>,
    pub(super) x: Option<f64>,
    pub(super) y: Option<f64>,
    pub(super) lat: Option<f64>,
    pub(super) lon: Option<f64>,
    pub(super) geometry: Option<Geometry>,
    /// The coordinate system of the geometry, where it is named.
    crs: Option<Crs>,
    pub(super) system: Option<System>,
    pub(super) quantities: Quantities,
    pub(super) dwelling: Option<Dwelling>,
    pub(super) fluid: Option<String>,
    pub(super) existing_since: Option<jiff::civil::Date>,
    pub(super) looked_up: LookedUp,
    remarks: Vec<Remark>,
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
            Field::Id => self.set_id(value),
            Field::Applicant => self.applicant = Some(value.to_owned()),
            Field::CaseNumber => self.case.number = Some(value.to_owned()),
            Field::Address => self.case.address = Some(value.to_owned()),
            Field::Parcel => self.case.parcel = Some(value.to_owned()),
            Field::Fluid => self.fluid = Some(fluid_slug(value)),
            Field::ExistingSince => self.existing_since = Some(date(value)?),
            Field::Date => self.date = Some(date(value)?),
            Field::Given => self.looked_up.zones = LookedUp::read(value)?,
            Field::GivenSource => self.looked_up.source = Some(value.to_owned()),
            Field::GivenBy => self.looked_up.by = Some(value.to_owned()),
            Field::GivenDate => self.looked_up.date = Some(date(value)?),
            Field::Geometry => {
                if let Some(code) = srid(value) {
                    self.crs = Some(Crs::parse(&code).ok_or(Problem::UnknownCrs(code))?);
                }
                for number in value.split([' ', ',', '(', ')']) {
                    check_digits(number, false)?;
                }
                self.geometry = Some(from_wkt(value).map_err(Problem::Geometry)?);
            }
            Field::System => self.system = Some(system(value).ok_or(Problem::NotASystem)?),
            Field::Dwelling => self.dwelling = Some(dwelling(value).ok_or(Problem::NotADwelling)?),
            Field::X | Field::Y | Field::Lat | Field::Lon | Field::Quantity(_) => {
                let number = Number::read(value.as_bytes()).ok_or(Problem::NotANumber)?;
                self.set_written_number(field, value, number, single_reading(field, number)?)?;
            }
        }
        Ok(())
    }

    /// Sets a field that holds a number, as it was written and as it was understood.
    ///
    /// # Errors
    /// When the number is outside what is physically possible, or a coordinate has too few digits.
    pub(super) fn set_written_number(
        &mut self,
        field: Field,
        written: &str,
        number: Number,
        value: f64,
    ) -> Result<(), Problem> {
        if matches!(number.notation, Notation::Decimal(_) | Notation::Plain) {
            match field {
                Field::X | Field::Y => check_digits(written, false)?,
                Field::Lat | Field::Lon => check_digits(written, true)?,
                _ => {}
            }
        }
        self.set_number(field, value)
    }

    /// Sets a field that holds a number.
    ///
    /// # Errors
    /// When the number is outside what is physically possible, or the field does not hold a number.
    pub fn set_number(&mut self, field: Field, value: f64) -> Result<(), Problem> {
        match field {
            Field::X => self.x = Some(value),
            Field::Y => self.y = Some(value),
            Field::Lat => self.lat = Some(value),
            Field::Lon => self.lon = Some(value),
            Field::Quantity(quantity) => return self.set_quantity(quantity, value),
            other => return self.set(other, &value.to_string()),
        }
        Ok(())
    }

    /// Sets a number. One that stands for "not known", such as a depth of 0 or -9999, is left out with a remark.
    ///
    /// # Errors
    /// When the number is outside what is physically possible.
    pub fn set_quantity(&mut self, quantity: Quantity, value: f64) -> Result<(), Problem> {
        if let Some(doubt) = Doubt::of(quantity, value) {
            self.remarks.push(Remark::new(Field::Quantity(quantity), value.to_string(), doubt));
            return Ok(());
        }
        // NaN is in no range.
        if !quantity.range().contains(&value) {
            return Err(Problem::OutOfRange(quantity));
        }
        self.quantities.set(quantity, Some(value));
        Ok(())
    }

    fn set_id(&mut self, value: &str) {
        value.clone_into(&mut self.id);
        // As spreadsheets write it: an id may well have an `e` between its digits.
        if value.contains("E+") && scientific_step(value).is_some() {
            self.remarks.push(Remark::new(Field::Id, value.to_owned(), Doubt::RoundedId));
        }
    }

    /// Two amounts that are both zero are those of a system that does nothing: not known, then.
    fn forget_nothing(&mut self) {
        for pair in
            [[Quantity::HeatAddedMwh, Quantity::ColdAddedMwh], [Quantity::HeatDemandMwh, Quantity::CoolingDemandMwh]]
        {
            if pair.iter().all(|quantity| self.quantities.get(*quantity) == Some(0.0)) {
                for quantity in pair {
                    self.quantities.set(quantity, None);
                    self.remarks.push(Remark::new(Field::Quantity(quantity), "0".to_owned(), Doubt::BothZero));
                }
            }
        }
    }

    /// Sets the geometry: RD New or longitude and latitude, which no place in the Netherlands
    /// leaves in doubt.
    pub fn set_geometry(&mut self, geometry: Geometry) {
        self.geometry = Some(geometry);
    }

    /// Sets the coordinate system of the geometry, where its file names one.
    pub fn set_crs(&mut self, crs: Crs) {
        self.crs = Some(crs);
    }

    /// Checks the fields together.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn finish(mut self, rd: &RdNew) -> Result<Application, Fault> {
        self.forget_nothing();
        let (place, repairs) = self.place(rd)?;
        let Some(system) = self.system else {
            return Err(Fault::new("system", "", Problem::Missing("system")));
        };
        let depth = |quantity| self.quantities.get(quantity);
        let (top, bottom) = (depth(Quantity::ScreenTopM), depth(Quantity::ScreenBottomM));
        let upside_down = top.zip(bottom).is_some_and(|(top, bottom)| top >= bottom);
        if upside_down {
            let show = |value: Option<f64>| value.map_or("?".to_owned(), |value| value.to_string());
            return Err(Fault::new("screen_top_m", format!("{} - {}", show(top), show(bottom)), Problem::Screens));
        }
        if let Some((since, date)) = self.existing_since.zip(self.date).filter(|(since, date)| since > date) {
            return Err(Fault::new("existing_since", since.to_string(), Problem::AfterDate(date.to_string())));
        }
        Ok(Application {
            id: self.id,
            applicant: self.applicant,
            case: self.case,
            date: self.date,
            place,
            system,
            quantities: self.quantities.with_derived(),
            dwelling: self.dwelling,
            fluid: self.fluid,
            existing_since: self.existing_since,
            looked_up: self.looked_up,
            filled_in: Vec::new(),
            repairs,
            remarks: self.remarks,
        })
    }

    fn place(&self, rd: &RdNew) -> Result<(Shape, Vec<Repair>), Fault> {
        let metric = self.x.is_some() || self.y.is_some();
        let degrees = self.lat.is_some() || self.lon.is_some();
        if usize::from(metric) + usize::from(degrees) + usize::from(self.geometry.is_some()) > 1 {
            return Err(Fault::new("x", "", Problem::TwoLocations));
        }
        if let Some(geometry) = &self.geometry {
            return place_of_geometry(geometry, self.crs, rd);
        }
        match (self.x, self.y, self.lat, self.lon) {
            (Some(x), Some(y), ..) if in_netherlands(x, y) => Ok(point(Coord { x, y })),
            (Some(x), Some(y), ..) => {
                let written = format!("{}, {}", exact(x), exact(y));
                Err(Fault::new("x, y", written, Problem::Abroad(likely_of_xy(x, y))))
            }
            (Some(_), None, ..) => Err(Fault::new("y", "", Problem::HalfLocation("y"))),
            (None, Some(_), ..) => Err(Fault::new("x", "", Problem::HalfLocation("x"))),
            (None, None, Some(lat), Some(lon)) => match rd.to_rd(Geographic { lon, lat }) {
                Ok(place) if in_netherlands(place.x, place.y) => Ok(point(place)),
                _ => Err(Fault::new(
                    "lat, lon",
                    format!("{}, {}", exact(lat), exact(lon)),
                    Problem::Abroad(likely_of_latlon(lat, lon)),
                )),
            },
            (None, None, Some(_), None) => Err(Fault::new("lon", "", Problem::HalfLocation("lon"))),
            (None, None, None, Some(_)) => Err(Fault::new("lat", "", Problem::HalfLocation("lat"))),
            (None, None, None, None) => Err(Fault::new("x", "", Problem::NoLocation)),
        }
    }
}

/// A place that needs no repair.
fn point(at: Coord) -> (Shape, Vec<Repair>) {
    (Shape::Point(at), Vec::new())
}

/// Corners of an application, at most.
const MOST_CORNERS: usize = 100_000;

/// The code of a text such as `SRID=28992;POINT(...)`.
fn srid(text: &str) -> Option<String> {
    let (srid, _) = text.split_once(';')?;
    let (word, code) = srid.split_once('=')?;
    word.trim().eq_ignore_ascii_case("srid").then(|| format!("EPSG:{}", code.trim()))
}

fn place_of_geometry(geometry: &Geometry, crs: Option<Crs>, rd: &RdNew) -> Result<(Shape, Vec<Repair>), Fault> {
    let bad = |problem: Problem| Fault::new("geometry", "", problem);
    let Some(first) = geometry.coords_iter().next() else {
        return Err(bad(Problem::Geometry("empty".to_owned())));
    };
    let corners = geometry.coords_count();
    if corners > MOST_CORNERS {
        return Err(bad(Problem::TooManyCorners { corners, most: MOST_CORNERS }));
    }
    // Degrees and metres of RD New cannot be mistaken for each other, whatever the file says they are.
    let is_degrees = LON_RANGE.contains(&first.x) && LAT_RANGE.contains(&first.y);
    let crs = match crs {
        Some(crs @ (Crs::Utm(_) | Crs::WebMercator)) => crs,
        _ if is_degrees => Crs::Geographic,
        _ => Crs::RdNew,
    };
    let geometry = geometry.try_map_coords(|c: Coord| {
        let place = crs.to_rd(c, rd).ok();
        place.filter(|place| in_netherlands(place.x, place.y)).ok_or_else(|| {
            let written = format!("{}, {}", exact(c.x), exact(c.y));
            Fault::new("geometry", written, Problem::Abroad(likely_of_xy(c.x, c.y)))
        })
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

/// The one reading of a number without a file around it. A coordinate is read with decimals: where it lies
/// then says that it is in kilometres.
fn single_reading(field: Field, number: Number) -> Result<f64, Problem> {
    let possible = |value: f64| match field {
        Field::Quantity(quantity) => quantity.range().contains(&value),
        _ => false,
    };
    match number.notation {
        Notation::Plain | Notation::Decimal(_) => Ok(number.value),
        Notation::Doubtful(_) if !possible(number.grouped()) => Ok(number.value),
        _ => Err(Problem::Thousands(Thousands::of(number))),
    }
}

/// A coordinate says every metre; one in scientific notation may not.
fn check_digits(written: &str, is_degrees: bool) -> Result<(), Problem> {
    // A degree is some 100 km.
    let metre = if is_degrees { 1e-5 } else { 1.0 };
    match scientific_step(written) {
        Some(step) if step > metre * 1.001 => {
            let digits = written.bytes().take_while(|byte| !matches!(byte, b'e' | b'E'));
            let digits = digits.filter(u8::is_ascii_digit).count();
            Err(Problem::FewDigits { digits, step_m: if is_degrees { step * 100_000.0 } else { step } })
        }
        _ => Ok(()),
    }
}

fn date(text: &str) -> Result<jiff::civil::Date, Problem> {
    day(text).or_else(|| text.parse().ok()).ok_or(Problem::NotADate)
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
