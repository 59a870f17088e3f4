//! The national export (WKO-tool) of wells of open systems and of other groundwater use.

use super::fields::Mapping;
use crate::pack::{Properties, System};

/// The field that the export has had since 2021.
const MARK: &str = "Installatie ID";
/// Fields of which the export had at least two before: `Name` alone says nothing.
const OLDER_MARKS: [&str; 4] = ["status_put", "status_instal", "pompcapaciteit", "maxhoeveelheidm3ontrekking"];

/// Fields of the export that are known and not read.
const IGNORED: [&str; 2] = ["Status installatie", "status_instal"];

/// How the export is read. A row is a well; wells of one installation share its id. Capacity and
/// volume are mostly missing. The export does not say to which period the volume belongs; nearly all
/// values are those of a year.
///
/// It was published with the names behind the first as well (until 2021).
pub(super) fn mapping(file_name: &str) -> Mapping {
    let fields = [
        ("installation_id", &[MARK, "Name"][..]),
        ("status", &["Status put", "status_put"]),
        ("capacity_m3_h", &["pompcapaciteit"]),
        ("licensed_volume_m3", &["maxhoeveelheidm3onttrekking", "maxhoeveelheidm3ontrekking"]),
    ];
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let fields = fields.into_iter().map(|(column, names)| (column.to_owned(), owned(names))).collect();
    let name = file_name.to_ascii_uppercase();
    // The file does not say what its systems are, its name does.
    let system = if name.contains("OBES") {
        Some(System::Open)
    } else if name.contains("GBES") {
        Some(System::Closed)
    } else if name.contains("GWI") {
        Some(System::Other)
    } else {
        None
    };
    Mapping { fields, system, year_is_assumed: true, ignored: &IGNORED }
}

/// Whether a feature is one of the export.
pub(super) fn is_export(properties: &Properties) -> bool {
    let older = OLDER_MARKS.iter().filter(|mark| properties.contains_key(**mark)).count();
    properties.contains_key(MARK) || older >= 2
}
