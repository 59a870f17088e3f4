//! Jobs: processes that run while nobody waits, one at a time, and what came of them.
//!
//! They live as long as the server does, and no longer than is told: who wants a result for good keeps it.

mod job;
mod routes;
mod start;
mod store;

pub(crate) use self::job::StatusInfo;
pub(crate) use self::routes::{dismiss, list, one, parameters_of_list, results};
pub(crate) use self::start::start;
pub(crate) use self::store::Jobs;
