//! The balance of the ground in each year type, before it is restored and after: cold that goes into it
//! upwards, heat that goes into it downwards.

use crate::drawing::{Anchor, Area, Fill, Scale};
use bodemtoets_feasibility::{YearResult, YearType};

use super::Sheet;
use super::look::{AXIS, BLACK, BLUE, VERMILLION};
use super::panel::{Axis, Key, Panel, amount};

pub(super) fn title(sheet: &Sheet<'_>) -> &'static str {
    sheet.lang.pick("Balans van de bodem", "Balance of the ground")
}

/// What fills or empties the ground.
#[derive(Clone, Copy)]
enum Part {
    HeatPump,
    Unloading,
    DryCoolerCold,
    Cooling,
    DryCoolerHeat,
}

impl Part {
    const ALL: [Self; 5] = [Self::HeatPump, Self::Cooling, Self::Unloading, Self::DryCoolerHeat, Self::DryCoolerCold];

    fn fill(self) -> Fill {
        match self {
            Self::HeatPump => Fill::Full(BLUE),
            Self::Unloading => Fill::Edge(BLACK),
            Self::DryCoolerCold => Fill::Striped(BLUE),
            Self::Cooling => Fill::Full(VERMILLION),
            Self::DryCoolerHeat => Fill::Striped(VERMILLION),
        }
    }

    fn word(self, sheet: &Sheet<'_>) -> &'static str {
        match self {
            Self::HeatPump => sheet.lang.pick("koude van de warmtepomp", "cold left by the heat pump"),
            Self::Unloading => {
                sheet.lang.pick("ontlading: ketel in plaats van warmtepomp", "unloading: boiler instead")
            }
            Self::DryCoolerCold => sheet.lang.pick("droge koeler, koude", "dry cooler, cold"),
            Self::Cooling => sheet.lang.pick("koeling van het gebouw", "cooling of the building"),
            Self::DryCoolerHeat => sheet.lang.pick("droge koeler, warmte", "dry cooler, heat"),
        }
    }
}

/// A stack of parts above zero, one below it, and what is left over, MWh.
struct Stack {
    cold: Vec<(Part, f64)>,
    heat: Vec<(Part, f64)>,
    rest: f64,
}

impl Stack {
    fn before(year: &YearResult) -> Self {
        Self {
            cold: vec![(Part::HeatPump, year.heat_pump_cold_mwh)],
            heat: vec![(Part::Cooling, cooling(year))],
            rest: year.imbalance_before_mwh,
        }
    }

    fn after(year: &YearResult) -> Self {
        let left = year.ground_cold_added_mwh - year.dry_cooler_cold_mwh;
        let cold = [
            (Part::HeatPump, left),
            (Part::DryCoolerCold, year.dry_cooler_cold_mwh),
            (Part::Unloading, year.heat_pump_cold_mwh - left),
        ];
        Self {
            cold: cold.into(),
            heat: vec![(Part::Cooling, cooling(year)), (Part::DryCoolerHeat, year.dry_cooler_heat_mwh)],
            rest: year.imbalance_after_mwh,
        }
    }

    fn ends(&self) -> (f64, f64) {
        let sum = |parts: &[(Part, f64)]| parts.iter().map(|(_, mwh)| mwh).sum::<f64>();
        (-sum(&self.heat), sum(&self.cold))
    }
}

/// Cooling that came from the wells.
fn cooling(year: &YearResult) -> f64 {
    year.ground_heat_added_mwh - year.dry_cooler_heat_mwh
}

pub(super) fn draw(sheet: &Sheet<'_>, mut panel: Panel<'_>) {
    let lang = sheet.lang;
    panel.says(lang.pick(
        "Boven nul koude de bodem in, eronder warmte; links vóór en rechts ná herstel.",
        "Above zero cold goes into the ground, below it heat; left before and right after it is restored.",
    ));
    panel.legend(&Part::ALL.map(|part| (Key::Bar(part.fill()), part.word(sheet))));
    let stacks = YearType::ALL.map(|year| {
        let result = sheet.outcome.years.get(year);
        (year, [Stack::before(result), Stack::after(result)])
    });
    let plot = panel.plot();
    let plot = Area { bottom: plot.bottom - 12.0, ..plot };
    let ends = stacks.iter().flat_map(|(_, stacks)| stacks.iter().map(Stack::ends));
    let ends = ends.fold((0.0, 0.0), |all: (f64, f64), one| (all.0.min(one.0), all.1.max(one.1)));
    let y = Scale::round(ends, 7.0, (plot.bottom, plot.top));
    panel.upwards(plot, Axis { scale: y, unit: lang.pick("MWh per jaar", "MWh a year") }, lang);
    let width = (plot.right - plot.left) / 3.0;
    for ((year, stacks), column) in stacks.iter().zip([0.0, 1.0, 2.0]) {
        let middle = plot.left + (column + 0.5) * width;
        panel.small((middle, plot.bottom + 43.0), sheet.year(*year), Anchor::Middle);
        let words = [lang.pick("vóór", "before"), lang.pick("ná", "after")];
        for ((stack, word), side) in stacks.iter().zip(words).zip([-1.0, 1.0]) {
            let centre = middle + side * 0.2 * width;
            panel.small((centre, plot.bottom + 15.0), word, Anchor::Middle);
            panel.note((centre, plot.bottom + 29.0), &amount(stack.rest, y.numbers.1, lang), Anchor::Middle);
            bars(sheet, &mut panel, stack, (centre - 0.15 * width, centre + 0.15 * width), y);
        }
    }
    panel.small((panel.area.left, plot.bottom + 29.0), lang.pick("saldo", "net"), Anchor::Start);
    panel.drawing.line((plot.left, y.at(0.0)), (plot.right, y.at(0.0)), AXIS);
}

fn bars(sheet: &Sheet<'_>, panel: &mut Panel<'_>, stack: &Stack, (left, right): (f64, f64), y: Scale) {
    for (parts, sign) in [(&stack.cold, 1.0), (&stack.heat, -1.0)] {
        let mut from = 0.0;
        for (part, mwh) in parts.iter().filter(|(_, mwh)| *mwh > 1e-9) {
            let to = from + sign * mwh;
            let (top, bottom) = (y.at(from.max(to)), y.at(from.min(to)));
            let title = format!("{}: {} MWh", part.word(sheet), amount(*mwh, y.numbers.1, sheet.lang));
            panel.drawing.bar(Area { left, top, right, bottom }, part.fill(), &title);
            from = to;
        }
    }
}
