//! What is to be placed on a plot.

use clap::Args;

use crate::cli::complaint::Complaint;
use crate::cli::numbers::whole;
use bodemtoets_screening::Proposal;
use bodemtoets_screening::plot::{Partition, PlaceRequest, Placement, What};

/// What is to be placed on a plot.
#[derive(Debug, Clone, Args)]
pub(in crate::cli) struct PlaceArgs {
    /// Find where it fits on the plot: a doublet (open), or as many loops as fit (closed).
    #[arg(long, value_enum, value_name = "WHAT", requires = "plot", help_heading = "Placement")]
    place: Option<What>,
    /// Strip along the edge of the plot that stays free, m.
    #[arg(long, value_name = "M", default_value_t = 5.0, value_parser = setback, requires = "place", help_heading = "Placement")]
    setback: f64,
    /// Distance from where the system may be prohibited, on the plot or around it, m; the larger of the map's
    /// accuracy and a well's thermal radius when left out.
    #[arg(long, value_name = "M", value_parser = setback, requires = "place", help_heading = "Placement")]
    zone_setback: Option<f64>,
    /// Least distance between two loops, m.
    #[arg(long, value_name = "M", default_value_t = 6.0, value_parser = spacing, requires = "place", help_heading = "Placement")]
    loop_spacing: f64,
    /// How many loops, laid as far apart as they can be; as many as fit when left out.
    #[arg(long, value_name = "N", value_parser = whole(1_u32..=20_000), requires = "place", help_heading = "Placement")]
    loops: Option<u32>,
    /// Where chance begins in laying loops: the same seed gives the same field.
    #[arg(long, value_name = "N", default_value_t = 1, requires = "place", help_heading = "Placement")]
    seed: u64,
}

/// What is to be placed, and the building that is held against it.
pub(super) struct Placer {
    request: PlaceRequest,
    proposal: Option<Proposal>,
}

impl PlaceArgs {
    /// Whether something is to be placed.
    pub(in crate::cli) fn is_asked(&self) -> bool {
        self.place.is_some()
    }

    pub(super) fn placer(&self, proposal: Option<Proposal>) -> Option<Placer> {
        let request = PlaceRequest {
            what: self.place?,
            setback_m: self.setback,
            zone_setback_m: self.zone_setback,
            loop_spacing_m: self.loop_spacing,
            loops: self.loops.and_then(|loops| usize::try_from(loops).ok()),
            seed: self.seed,
        };
        Some(Placer { request, proposal })
    }
}

impl Placer {
    pub(super) fn place(&self, partition: &Partition) -> Placement {
        partition.place(&self.request, self.proposal.as_ref())
    }
}

fn setback(text: &str) -> Result<f64, Complaint> {
    within(text, 0.0, 1000.0)
}

fn spacing(text: &str) -> Result<f64, Complaint> {
    within(text, 1.0, 200.0)
}

fn within(text: &str, low: f64, high: f64) -> Result<f64, Complaint> {
    let number = text.trim().parse().ok().filter(|number| (low..=high).contains(number));
    number.ok_or_else(|| {
        Complaint::new(
            format!("geef een aantal meters van {low} tot en met {high}"),
            format!("give a number of metres from {low} to {high}"),
        )
    })
}
