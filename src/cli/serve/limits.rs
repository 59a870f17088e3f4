//! What is the most of everything, as flags.

use std::num::NonZeroUsize;

use clap::Args;

use crate::cli::complaint::Complaint;
use crate::cli::numbers::whole;
use bodemtoets_server::Limits;

/// What is the most of everything.
#[derive(Debug, Clone, Args)]
#[command(next_help_heading = "Limits")]
pub(super) struct LimitArgs {
    /// Requests of one client a second, on average; as many as it likes when left out.
    #[arg(long, value_name = "N", value_parser = per_second, env = "BODEMTOETS_PER_CLIENT")]
    per_client: Option<f64>,
    /// Connections at a time.
    #[arg(long, value_name = "N", default_value = "1024", value_parser = some, env = "BODEMTOETS_CONNECTIONS")]
    connections: NonZeroUsize,
    /// Rows of a table.
    #[arg(long, value_name = "N", default_value_t = Limits::default().rows, env = "BODEMTOETS_ROWS")]
    rows: u64,
    /// Size of a table.
    #[arg(long, value_name = "MIB", default_value_t = 256, value_parser = whole(1_u64..=4096), env = "BODEMTOETS_TABLE_MIB")]
    table_mib: u64,
    /// Applications that are screened at a time; as many as there are processors when left out.
    #[arg(long, value_name = "N", value_parser = some, env = "BODEMTOETS_WORKERS")]
    workers: Option<NonZeroUsize>,
}

impl LimitArgs {
    /// The limits; what no flag says is as usual.
    pub(super) fn limits(&self) -> Limits {
        let usual = Limits::default();
        Limits {
            connections: self.connections.get(),
            per_client: self.per_client,
            workers: self.workers.unwrap_or(usual.workers),
            table_bytes: self.table_mib * 1024 * 1024,
            rows: self.rows,
            ..usual
        }
    }
}

fn some(text: &str) -> Result<NonZeroUsize, Complaint> {
    text.trim().parse().map_err(|_| Complaint::new("geef een heel getal groter dan 0", "give a whole number above 0"))
}

fn per_second(text: &str) -> Result<f64, Complaint> {
    let number = text.trim().parse().ok().filter(|number| (0.1..=1e6).contains(number));
    number.ok_or_else(|| {
        Complaint::new("geef een aantal vragen per seconde, zoals 20", "give a number of requests a second, such as 20")
    })
}
