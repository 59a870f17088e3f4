//! OGC API Processes (Part 1: Core, 18-062r2): what can be computed, at once or as a job.
//!
//! There is one table of processes ([`PROCESSES`]): their descriptions, the checks of what they take and what runs are
//! all made from it. The result of each is what the command line prints with `--format json`.

mod apart;
mod closed;
mod crowding;
mod described;
mod echo;
mod execute;
mod feasibility;
mod input;
mod inputs;
mod library;
mod plot;
mod process;
mod request;
mod screen;
mod spf;
mod table;

pub(crate) use self::apart::{RESULT_BYTES, Stop, run};
pub use self::apart::{WorkerError, work};
pub(crate) use self::described::{list, one, parameters_of_list};
pub(crate) use self::execute::{TAKES, body_schema, execute, handed_over};
pub(crate) use self::process::Process;
pub(crate) use self::request::Response;
