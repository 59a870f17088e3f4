//! The national export (WKO-tool) of wells of open systems and of other groundwater use.

use super::table::Mapping;
use crate::pack::{Properties, System};

/// The field that only the export has.
pub(super) const MARK: &str = "Installatie ID";

/// How the export is read. A row is a well; wells of one installation share its id. Capacity and
/// volume are mostly missing. The export does not say to which period the volume belongs; nearly all
/// values are those of a year.
pub(super) fn mapping(file_name: &str) -> Mapping {
    let fields = [
        ("installation_id", MARK),
        ("status", "Status put"),
        ("capacity_m3_h", "pompcapaciteit"),
        ("licensed_volume_m3", "maxhoeveelheidm3onttrekking"),
    ];
    let fields = fields.into_iter().map(|(column, field)| (column.to_owned(), field.to_owned())).collect();
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
    Mapping { fields, system, year_is_assumed: true }
}

/// Whether a feature is one of the export.
pub(super) fn is_export(properties: &Properties) -> bool {
    properties.contains_key(MARK)
}
