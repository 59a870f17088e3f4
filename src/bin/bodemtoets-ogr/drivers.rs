//! The drivers of GDAL: what it reads and what it writes.

use std::io::{self, Write as _};

use gdal::version::VersionInfo;
use gdal::{Driver, DriverManager, Metadata as _};

use crate::failure::{Failure, unsaid};
use crate::hint::did_you_mean;
use crate::protocol::Version;
use crate::said::reason;

pub(super) fn version() -> Result<(), Failure> {
    let version = Version { gdal: VersionInfo::release_name(), drivers: drivers("DCAP_OPEN") };
    let mut out = io::stdout().lock();
    serde_json::to_writer(&mut out, &version)
        .map_err(io::Error::from)
        .and_then(|()| out.write_all(b"\n"))
        .and_then(|()| out.flush())
        .map_err(|error| unsaid(&error))
}

/// Names of the vector drivers that can do something.
fn drivers(capability: &str) -> Vec<String> {
    let can = |driver: &Driver, what: &str| driver.metadata_item(what, "").is_some_and(|value| value == "YES");
    DriverManager::all()
        .filter(|driver| can(driver, "DCAP_VECTOR") && can(driver, capability))
        .map(|driver| driver.short_name())
        .collect()
}

/// The driver that makes files of a format.
pub(super) fn creator(name: &str) -> Result<Driver, String> {
    let known = drivers("DCAP_CREATE");
    if !known.iter().any(|known| known.eq_ignore_ascii_case(name)) {
        let hint = did_you_mean(name, &known);
        return Err(format!(
            "GDAL {} has no driver `{name}` that writes layers{hint}; it has: {}",
            VersionInfo::release_name(),
            known.join(", ")
        ));
    }
    DriverManager::get_driver_by_name(name)
        .map_err(|error| format!("GDAL driver `{name}` cannot be used: {}", reason(&error)))
}
