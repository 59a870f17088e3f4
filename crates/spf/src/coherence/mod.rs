//! Whether the meters of a year agree with each other.
//!
//! A counter that lost a digit or changed its unit still counts. What shows it is that the meters of a system depend
//! on each other: a heat pump that gives twice the heat takes about twice the electricity. Two things are looked at,
//! month by month, and a figure is doubted only when what is wrong would change the SPF of the year by more than its
//! stated error:
//!
//! 1. **what the concept allows** (`bounds`): more heat or cold from a kWh than any such system gives, or so little
//!    that it would be better off without;
//! 2. **what follows what** (`relation`): a concept says which meters a meter goes up and down with. Where the months do
//!    not fit together (`fit`, `likelihood`), the errors are looked for that would make them: a month that is wrong, or
//!    another unit from some month on (`suspicion`). All meters of which an error explains it about as well are named.
//!
//! Energy that the flow and the temperatures of the groundwater cannot carry is looked at over the year (`water`).

mod bounds;
mod doubt;
mod factor;
mod fit;
mod likelihood;
mod monthly;
mod reading;
mod relation;
mod suspicion;
mod water;
mod year;

use super::figure::Figure;
use super::quantities::Quantities;
use year::Year;

pub(super) use doubt::Doubt;
pub(super) use reading::suspect;

/// The meters of a year that are doubted; `spf` is what it came to.
pub(super) fn doubts(quantities: &Quantities<'_>, year: i16, gas_mj_m3: f64, spf: &Figure) -> Vec<Doubt> {
    let mut doubts = water::doubts(quantities, &quantities.measured.calendar.of_year(year));
    if let Some(months) = Year::of(quantities, year, gas_mj_m3, spf) {
        let concept = quantities.concept;
        doubts.extend(bounds::doubts(&months, concept));
        // One that is plain needs no second reason.
        if doubts.is_empty() {
            doubts.extend(suspicion::doubts(&months));
        }
    }
    doubts
}
