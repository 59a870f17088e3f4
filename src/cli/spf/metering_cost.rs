//! `bodemtoets spf metering-cost`: what measuring the SPF costs.

use std::process::ExitCode;

use clap::Args;

use super::input::failure;
use crate::cli::LangArgs;
use crate::cli::result::OutputArgs;
use crate::cli::tools::Failure;
use bodemtoets_report::Named;
use bodemtoets_report::spf::metering_cost;
use bodemtoets_spf::{MeteringPrices, Registration, Size};

#[derive(Debug, Args)]
pub(in crate::cli) struct MeteringCostArgs {
    /// Concept: 1, 2, 2-hours, 3.3 or closed.
    #[arg(long, value_name = "ID")]
    concept: String,
    /// Small is up to about 150 kW of cooling; it is not the small of the law.
    #[arg(long, value_enum)]
    size: Size,
    /// Readings by hand, or by a building management system.
    #[arg(long, value_enum)]
    registration: Registration,
    /// Prices of this year, by consumer prices; those of June 2013 when left out.
    #[arg(long, value_name = "YEAR")]
    price_year: Option<i16>,
    /// Total investment in the system, EUR: gives the part that metering takes.
    #[arg(long, value_name = "EUR")]
    total_investment: Option<f64>,
    #[command(flatten)]
    output: OutputArgs,
    #[command(flatten)]
    lang: LangArgs,
}

pub(super) fn run(args: &MeteringCostArgs) -> Result<ExitCode, Failure> {
    let lang = args.lang.lang;
    let prices = MeteringPrices::embedded()?;
    let cost = prices.estimate(&args.concept, args.size, args.registration, args.price_year, args.total_investment);
    let cost = cost.map_err(failure(lang))?;
    let document = Named::new("bodemtoets/metering-cost/1", &cost);
    args.output.write(|| metering_cost::text(&cost, lang), || metering_cost::csv(&cost), &document)
}
