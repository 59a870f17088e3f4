//! The task `write`: lines of `GeoJSON` as a file.

use std::io::{self, BufReader};
use std::path::Path;

use crate::build::build;
use crate::drivers::creator;
use crate::failure::Failure;
use crate::lines::Lines;
use crate::protocol::Plan;
use crate::workshop::Target;

/// Writes a file from standard input.
pub(super) fn write(driver: &str, path: &Path) -> Result<(), Failure> {
    let driver = creator(driver)?;
    let target = Target::new(path)?;
    let mut lines = Lines { input: BufReader::with_capacity(1 << 17, io::stdin().lock()), line: Vec::new() };
    let Some(line) = lines.next()? else {
        return Err("standard input is empty; its first line describes the layers".to_owned().into());
    };
    let plan: Plan =
        serde_json::from_slice(line).map_err(|error| format!("the first line does not describe layers: {error}"))?;
    target.write(|path| build(&driver, path, &plan, &mut lines))
}
