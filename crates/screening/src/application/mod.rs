//! Applications: a proposed system as an applicant hands it in.
//!
//! The field names are the same in every format. A [`Draft`] collects fields from wherever they
//! come (flags, TOML, JSON, a row of CSV, a feature); [`Draft::finish`] checks them and gives an
//! [`Application`] or says what is wrong, in words that help.

mod builder;
mod case;
mod document;
mod draft;
mod fault;
mod feature;
mod field;
mod given;
mod problem;
mod remark;
mod rows;
pub mod source;
mod written;

use geo::Coord;
use jiff::civil::Date;

pub use builder::ApplicationBuilder;
pub use case::Case;
pub use document::{ApplicationError, read_document, read_fields, read_table};
pub use draft::Draft;
pub use fault::Fault;
pub use feature::read_feature;
pub use field::Field;
pub use given::{GivenZone, LookedUp, MapSays};
pub use problem::{Problem, Reject};
pub use remark::{Doubt, Remark};

use bodemtoets_law::rules::{Dwelling, Quantities, Quantity, System};
use bodemtoets_space::{Repair, Shape};

/// A proposed system at a place.
#[derive(Debug, Clone)]
pub struct Application {
    /// Id, as the applicant or the authority gave it; empty when there is none.
    pub id: String,
    /// Who applies.
    pub applicant: Option<String>,
    /// What the authority and the land registry call the case and its place.
    pub case: Case,
    /// The day on which the law is read; today when left out.
    pub date: Option<Date>,
    /// Where: the wells or loops, or the plot, in RD New.
    pub place: Shape,
    /// Open or closed.
    pub system: System,
    /// The numbers.
    pub quantities: Quantities,
    /// The kind of dwelling that is served.
    pub dwelling: Option<Dwelling>,
    /// Circulation fluid of a closed system (Bal 4.1137).
    pub fluid: Option<String>,
    /// Since when the system exists, or its permit was applied for; a new system when left out.
    pub existing_since: Option<Date>,
    /// What somebody read on maps that the pack does not have.
    pub looked_up: LookedUp,
    /// The numbers that the applicant did not state, and a proposed building filled in.
    pub filled_in: Vec<Quantity>,
    /// What was done to make its geometry valid.
    pub repairs: Vec<Repair>,
    /// Values that count as not given, or that are in doubt.
    pub remarks: Vec<Remark>,
}

impl Application {
    /// A number that the applicant stated; not one that was filled in.
    #[must_use]
    pub fn stated(&self, quantity: Quantity) -> Option<f64> {
        self.quantities.get(quantity).filter(|_| !self.filled_in.contains(&quantity))
    }

    /// The same system at one place.
    #[must_use]
    pub fn at(&self, place: Coord) -> Self {
        Self {
            id: self.id.clone(),
            applicant: self.applicant.clone(),
            case: self.case.clone(),
            date: self.date,
            place: Shape::Point(place),
            system: self.system,
            quantities: self.quantities,
            dwelling: self.dwelling,
            fluid: self.fluid.clone(),
            existing_since: self.existing_since,
            looked_up: self.looked_up.clone(),
            filled_in: self.filled_in.clone(),
            repairs: Vec::new(),
            remarks: Vec::new(),
        }
    }

    /// Fills in a number that the applicant did not state; says whether there was room for it.
    pub fn fill_in(&mut self, quantity: Quantity, value: f64) -> bool {
        let empty = self.quantities.get(quantity).is_none();
        if empty {
            self.quantities.set(quantity, Some(value));
            self.quantities = self.quantities.with_derived();
            self.filled_in.push(quantity);
        }
        empty
    }
}
