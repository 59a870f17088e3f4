//! A builder: an application made of values.

use geo::Geometry;
use jiff::civil::Date;

use super::Application;
use super::case::Case;
use super::draft::Draft;
use super::fault::Fault;
use super::field::Field;
use bodemtoets_law::rules::{Dwelling, Quantity, System, fluid_slug};
use bodemtoets_space::RdNew;

/// Makes an application of values, and checks them together in [`build`](Self::build).
///
/// A place and a system are needed; whatever else is left out is not known, and what is not known never counts
/// as permission.
///
/// ```
/// use bodemtoets_screening::application::Application;
/// use bodemtoets_screening::rules::{Quantity, System};
///
/// // A doublet of 60 m deep and 40 m3/h, in RD New.
/// let application = Application::builder()
///     .id("Z-2026-0042")
///     .xy(232_289.0, 542_576.0)
///     .system(System::Open)
///     .drilling_depth_m(60.0)
///     .flow_m3_h(40.0)
///     .quantity(Quantity::AnnualVolumeM3, 150_000.0)
///     .build()?;
/// assert_eq!(application.stated(Quantity::FlowM3H), Some(40.0));
///
/// // What is wrong says where, what and why.
/// let fault = Application::builder().xy(542_576.0, 232_289.0).system(System::Open).build().unwrap_err();
/// assert_eq!(fault.to_string(), "x, y = 542576, 232289: is outside the Netherlands; x and y look swapped");
/// # Ok::<(), bodemtoets_screening::application::Fault>(())
/// ```
#[derive(Debug, Clone, Default)]
#[must_use]
pub struct ApplicationBuilder {
    draft: Draft,
    /// The first number that cannot be.
    fault: Option<Fault>,
}

impl ApplicationBuilder {
    /// Id, as the applicant or the authority gave it.
    pub fn id(mut self, id: impl Into<String>) -> Self {
        self.draft.id = id.into();
        self
    }

    /// Who applies.
    pub fn applicant(mut self, name: impl Into<String>) -> Self {
        self.draft.applicant = Some(name.into());
        self
    }

    /// What the authority and the land registry call the case and its place.
    pub fn case(mut self, case: Case) -> Self {
        self.draft.case = case;
        self
    }

    /// The day whose law counts; that of the screener when left out.
    pub fn date(mut self, date: Date) -> Self {
        self.draft.date = Some(date);
        self
    }

    /// Where: RD New (EPSG:28992), metres.
    pub fn xy(mut self, x: f64, y: f64) -> Self {
        (self.draft.x, self.draft.y) = (Some(x), Some(y));
        self
    }

    /// Where: latitude and longitude (ETRS89 or WGS84), degrees.
    pub fn lat_lon(mut self, lat: f64, lon: f64) -> Self {
        (self.draft.lat, self.draft.lon) = (Some(lat), Some(lon));
        self
    }

    /// Where: the wells or loops as points or lines, or a plot as polygons. RD New or longitude and latitude,
    /// which no place in the Netherlands leaves in doubt.
    pub fn geometry(mut self, geometry: impl Into<Geometry>) -> Self {
        self.draft.set_geometry(geometry.into());
        self
    }

    /// Open (wells) or closed (loops).
    pub fn system(mut self, system: System) -> Self {
        self.draft.system = Some(system);
        self
    }

    /// How deep the drilling ends, metres below ground level.
    pub fn drilling_depth_m(self, depth_m: f64) -> Self {
        self.quantity(Quantity::DrillingDepthM, depth_m)
    }

    /// Between which depths the screens of an open system stand, metres below ground level.
    pub fn screens_m(self, top_m: f64, bottom_m: f64) -> Self {
        self.quantity(Quantity::ScreenTopM, top_m).quantity(Quantity::ScreenBottomM, bottom_m)
    }

    /// The largest flow of an open system, m3/h.
    pub fn flow_m3_h(self, flow_m3_h: f64) -> Self {
        self.quantity(Quantity::FlowM3H, flow_m3_h)
    }

    /// Groundwater that an open system moves in a year, m3.
    pub fn annual_volume_m3(self, volume_m3: f64) -> Self {
        self.quantity(Quantity::AnnualVolumeM3, volume_m3)
    }

    /// Power of the ground side, kW.
    pub fn ground_power_kw(self, power_kw: f64) -> Self {
        self.quantity(Quantity::GroundPowerKw, power_kw)
    }

    /// Any number, in the unit of its quantity.
    pub fn quantity(mut self, quantity: Quantity, value: f64) -> Self {
        if let Err(problem) = self.draft.set_quantity(quantity, value) {
            self.fault.get_or_insert_with(|| Fault::new(quantity.slug(), value.to_string(), problem));
        }
        self
    }

    /// The kind of dwelling that is served.
    pub fn dwelling(mut self, dwelling: Dwelling) -> Self {
        self.draft.dwelling = Some(dwelling);
        self
    }

    /// Circulation fluid of a closed system, such as `water` or `propylene-glycol`.
    pub fn fluid(mut self, fluid: &str) -> Self {
        self.draft.fluid = Some(fluid_slug(fluid));
        self
    }

    /// Since when the system exists, or its permit was applied for; a new system when left out.
    pub fn existing_since(mut self, date: Date) -> Self {
        self.draft.existing_since = Some(date);
        self
    }

    /// What somebody read on a map that is not in the pack, as `KIND=VALUE` (`max-drilling-depth=80`), several
    /// with `|` between; which map it was, if that is known. Without a source it decides as unverified.
    pub fn given(mut self, facts: &str, source: Option<&str>) -> Self {
        let fields = [(Field::Given, facts), (Field::GivenSource, source.unwrap_or_default())];
        for (field, value) in fields {
            if let Err(problem) = self.draft.set(field, value) {
                self.fault.get_or_insert_with(|| Fault::new(field.name(), value.to_owned(), problem));
            }
        }
        self
    }

    /// Checks the values together.
    ///
    /// # Errors
    /// The first thing that is wrong: no place or more than one, a place outside the Netherlands, no system, a
    /// number that cannot be, or screens upside down.
    pub fn build(self) -> Result<Application, Fault> {
        match self.fault {
            Some(fault) => Err(fault),
            None => self.draft.finish(&RdNew::new()),
        }
    }
}

impl Application {
    /// Makes an application of values.
    pub fn builder() -> ApplicationBuilder {
        ApplicationBuilder::default()
    }
}
