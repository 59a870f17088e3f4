//! The command line of Bodemtoets; see `bodemtoets --help`.

mod cli;

use bodemtoets_feasibility as feasibility;
use bodemtoets_ground::crowding;
use bodemtoets_law::{explain, rules};
use bodemtoets_maps::{gio, pack, register};
use bodemtoets_ogr as ogr;
use bodemtoets_report as report;
use bodemtoets_screening::{application, density, plot, screening};
use bodemtoets_space as spatial;
use bodemtoets_spf as spf;
use bodemtoets_words::{archive, lang, parallel, provenance, suggest, tabular, words};

fn main() -> std::process::ExitCode {
    cli::run()
}
