//! From meter readings to the seasonal performance factor (SPF) and the yearly report.
//!
//! A [`Concept`] says which meters a kind of system has and what counts; an [`Installation`] says how
//! they are read. A [`Job`] made from the two reads CSV ([`Readings`]) and makes a [`Report`]: figures that
//! are known, with their error, or unknown, with the reason. Counters that roll over, are reset or replaced,
//! gaps, duplicates and spikes are found and reported ([`DefectKind`]). The definition ([`spf()`]) is that of
//! the report of 2013 on measuring SPF ("the source report"). A [`Submission`] is all of this from files, and a
//! [`Folder`] is many submissions. This module uses no map and no terminal.
//!
//! ```
//! use bodemtoets_spf::{Concept, Installation, Job};
//!
//! let installation = Installation::from_toml("system.toml", r#"
//!     [[meter]]
//!     for = "heat"
//!     unit = "MWh"
//!     kind = "counter"
//!     [[meter]]
//!     for = "cold"
//!     unit = "MWh"
//!     kind = "counter"
//!     [[meter]]
//!     for = "electricity"
//!     unit = "kWh"
//!     kind = "counter"
//! "#)?;
//! let job = Job::new(installation, Concept::of("closed")?)?;
//! let mut readings = job.readings();
//! let csv = "time;heat;cold;electricity\n2025-01-01;100,0;20,0;5000\n2026-01-01;160,0;40,0;25000\n";
//! readings.read("readings.csv", csv.as_bytes())?;
//! let report = job.report(&readings, None)?;
//! // (60 + 20) MWh over 20 MWh.
//! assert!((report.spf.value.unwrap() - 4.0).abs() < 1e-9);
//! # Ok::<(), bodemtoets_spf::Fault>(())
//! ```

mod balance;
mod calendar;
mod check;
mod checks;
mod clock;
mod coherence;
mod column_name;
mod concept;
mod counter;
mod defect;
mod defect_list;
mod disagreement;
mod earlier;
mod enclosure;
mod fault;
mod figure;
mod figures;
mod folder;
mod formula;
mod frozen;
mod given;
mod inspection;
mod installation;
mod interval;
mod job;
mod law;
mod measure;
mod meter;
mod meter_report;
mod metering_cost;
mod month;
mod pace;
mod quantities;
mod quantity;
mod reason;
mod remark;
mod report;
mod series;
mod slip;
mod statement;
mod submission;
mod sums;
mod suspect;
mod table;
mod table_fault;
mod temperature;
mod template;
mod unit;
mod unknown_name;
mod water;
mod words;

pub use balance::{Balance, BalanceYear};
pub use calendar::{Calendar, Day, OperatingHours, Segment};
pub use check::{Check, CheckId, CheckState};
pub use clock::{Clock, Moment, Seconds};
pub use concept::{Concept, ConceptMeter, Count, Hours, Runs};
pub use defect::{Defect, DefectKind, Gaps, Place};
pub use disagreement::Disagreement;
pub use enclosure::{Enclosure, MAX_READINGS_BYTES, MAX_REPORT_BYTES, MAX_TOML_BYTES, folder_of, has_extension};
pub use fault::{Cause, ConceptCause, Fault, FileCause, MeterCause};
pub use figure::Figure;
pub use folder::{Folder, Inquiry, MAX_FILES, Rejected};
pub use formula::spf;
pub use inspection::{Answer, Concern, Inspection};
pub use installation::{Earlier, Installation, Kind, MeterKeys, OneOrMore, Permit, Pipe, Replaced};
pub use interval::Stamp;
pub use job::{Job, MAX_MISSING_PERCENT};
pub use law::{Due, Duty, DutyKind, Law, Transition, gas_mj_m3};
pub use meter::by_columns;
pub use metering_cost::{CostLine, MeteringCost, MeteringPrices, PerRegistration, Registration, Size};
pub use quantities::{ENERGY_ERROR_PERCENT, TEMPERATURE_ERROR_C};
pub use quantity::{Dimension, Quantity};
pub use reason::Reason;
pub use remark::Remark;
pub use report::{DefectCount, DefectPlace, FileHash, MeterReport, Month, Provenance, Report, SCHEMA, Temperature};
pub use slip::Slip;
pub use statement::{BalanceStanding, Implausibility, Statement};
pub use submission::{Submission, columns, concept, installation, outside, readings_of};
pub use suspect::Suspect;
pub use table::Readings;
pub use table_fault::TableFault;
pub use template::Template;
pub use unknown_name::{Advice, UnknownName};
pub use water::{density_kg_m3, power_kw, specific_heat_j_kg_k};

/// Heat that a cubic metre of groundwater carries for each kelvin, kWh: 4186.8 J/(kg K), 1000 kg/m3.
pub const KWH_M3_K: f64 = 1.163;
