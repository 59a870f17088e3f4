//! The yearly report as CSV: a row for each figure, month, meter and check.

use std::fmt::Write as _;

use crate::Dialect;
use bodemtoets_spf::{Figure, Report};

/// The report as CSV, with the columns `year,kind,id,month,value,error,unit,state`. A figure that is not
/// known has no value and the state `unknown`.
#[must_use]
pub fn csv(report: &Report, dialect: Dialect) -> String {
    let mut text = String::from("year,kind,id,month,value,error,unit,state\n");
    let mut row =
        |kind: &str, id: &str, month: Option<i8>, value: Option<f64>, error: Option<f64>, unit: &str, state: &str| {
            let number = |value: Option<f64>| value.map(|value| value.to_string()).unwrap_or_default();
            let month = month.map(|month| month.to_string()).unwrap_or_default();
            // Writing to a String cannot fail.
            let _ = writeln!(
                text,
                "{},{kind},{},{month},{},{},{unit},{state}",
                report.year,
                dialect.cell(id),
                number(value),
                number(error)
            );
        };
    let figures: [(&str, &Figure, &str); 14] = [
        ("spf", &report.spf, ""),
        ("heat_mwh", &report.heat_mwh, "MWh"),
        ("cold_mwh", &report.cold_mwh, "MWh"),
        ("electricity_mwh", &report.electricity_mwh, "MWh"),
        ("gas_mwh", &report.gas_mwh, "MWh"),
        ("gas_m3", &report.gas_m3, "m3"),
        ("heat_covered_percent", &report.heat_covered_percent, "%"),
        ("cold_covered_percent", &report.cold_covered_percent, "%"),
        ("heat_to_ground_mwh", &report.heat_to_ground_mwh, "MWh"),
        ("cold_to_ground_mwh", &report.cold_to_ground_mwh, "MWh"),
        ("water_warm_to_cold_m3", &report.water_warm_to_cold_m3, "m3"),
        ("water_cold_to_warm_m3", &report.water_cold_to_warm_m3, "m3"),
        ("heat_productivity_kwh_m3", &report.heat_productivity_kwh_m3, "kWh/m3"),
        ("cold_productivity_kwh_m3", &report.cold_productivity_kwh_m3, "kWh/m3"),
    ];
    for (id, figure, unit) in figures {
        row(
            "figure",
            id,
            None,
            figure.value,
            figure.error,
            unit,
            if figure.value.is_some() { "known" } else { "unknown" },
        );
    }
    for month in &report.months {
        let values = [
            ("heat_mwh", month.heat_mwh, "MWh"),
            ("cold_mwh", month.cold_mwh, "MWh"),
            ("energy_mwh", month.energy_mwh, "MWh"),
            ("spf", month.spf, ""),
        ];
        for (id, value, unit) in values {
            row("month", id, Some(month.month), value, None, unit, if value.is_some() { "known" } else { "unknown" });
        }
    }
    for meter in &report.meters {
        row("meter", &meter.column, None, meter.amount, None, &meter.amount_unit, "");
        for (month, percent) in (1..).zip(&meter.months_percent) {
            row("complete", &meter.column, Some(month), Some(*percent), None, "%", "");
        }
    }
    for fault in &report.faults {
        let id = format!("{} {}", fault.kind.slug(), fault.column.as_deref().unwrap_or_default());
        #[expect(clippy::cast_precision_loss, reason = "a number of rows")]
        row("fault", id.trim_end(), None, Some(fault.count as f64), None, "", "");
    }
    for check in &report.checks {
        // Slugs are plain words.
        let slug = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let id = slug(serde_json::to_value(check.id).unwrap_or_default());
        let state = slug(serde_json::to_value(check.state).unwrap_or_default());
        row("check", &id, None, check.value, None, &check.unit, &state);
    }
    text
}
