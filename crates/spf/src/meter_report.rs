//! What each meter gave in a year, and how completely it was read.

use std::ops::Range;

use super::quantities::{Quantities, TEMPERATURE_ERROR_C, error_percent, total};
use super::quantity::Dimension;
use super::report::MeterReport;
use super::words;
use bodemtoets_words::lang::Text;

/// The meters of an installation in a year.
pub(super) fn meter_reports(quantities: &Quantities<'_>, year: i16, range: &Range<usize>) -> Vec<MeterReport> {
    let meters = quantities.meters;
    let each = meters.meters.iter().zip(&quantities.measured.given);
    each.map(|(meter, given)| {
        let served: Vec<_> = meter.serves.iter().map(|place| &quantities.concept.meters[*place]).collect();
        let dimension = served.first().map_or(Dimension::Energy, |meter| meter.dimension());
        let share = quantities.share(given, range);
        let sum = total(given, range);
        let seconds = sum.measured_s + sum.bridged_s + sum.estimated_s;
        let temperature = dimension == Dimension::Temperature;
        let join =
            |pick: fn(&Text) -> &str| served.iter().map(|meter| pick(&meter.what)).collect::<Vec<_>>().join("; ");
        MeterReport {
            column: meters.columns[usize::from(meter.column)].clone(),
            measures: served.iter().map(|meter| meter.id.clone()).collect(),
            what: Text { nl: join(|text| &text.nl), en: join(|text| &text.en) },
            counts: words::counted(served.first().map_or(&[], |meter| meter.counts.as_slice())),
            unit: meter.unit.to_owned(),
            amount: (seconds > 0.0).then(|| if temperature { sum.amount / seconds } else { sum.amount }),
            amount_unit: match dimension {
                Dimension::Energy => "kWh",
                Dimension::Volume => "m3",
                Dimension::Temperature => "degC",
            }
            .to_owned(),
            error: if temperature { TEMPERATURE_ERROR_C } else { error_percent(meter, given) },
            error_assumed: meter.class_percent.is_none(),
            readings: given.readings.try_into().unwrap_or(u64::MAX),
            step_s: given.step_s,
            complete_percent: share.complete,
            bridged_percent: share.bridged,
            estimated_percent: share.estimated,
            months_percent: (1..=12)
                .map(|month| quantities.share(given, &quantities.month(year, month)).complete)
                .collect(),
        }
    })
    .collect()
}
