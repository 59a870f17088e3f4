//! What measuring costs, for people and for machines.

use std::fmt::Write as _;

use bodemtoets_spf::{CostLine, MeteringCost, Registration, Size};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::grouped;

/// As text.
#[must_use]
pub fn text(cost: &MeteringCost, lang: Lang) -> String {
    let mut text = String::new();
    let size = match cost.size {
        Size::Small => lang.pick("klein (koelvermogen tot ongeveer 150 kW)", "small (cooling up to about 150 kW)"),
        Size::Large => lang.pick("groot (koelvermogen boven ongeveer 150 kW)", "large (cooling above about 150 kW)"),
    };
    let registration = match cost.registration {
        Registration::Manual => lang.pick("handmatig", "by hand"),
        Registration::Gbs => lang.pick("met gebouwbeheersysteem", "by a building management system"),
    };
    let _ = writeln!(
        text,
        "{} {}, {size}, {registration}",
        lang.pick("Meten van de SPF: concept", "Measuring the SPF: concept"),
        cost.concept
    );
    let _ = writeln!(
        text,
        "  {} {}, {}\n",
        lang.pick("prijzen van", "prices of"),
        level(cost, lang),
        lang.pick("EUR zonder btw", "EUR excluding VAT")
    );
    for line in &cost.parts {
        let _ = writeln!(text, "  {}", row(line, lang));
    }
    let total = |text: &mut String, label: &str, eur: f64| {
        let _ = writeln!(text, "  {label:<50}{:>10}", grouped(eur, 0, lang));
    };
    total(&mut text, lang.pick("investering", "investment"), cost.investment_eur);
    let _ = writeln!(text);
    for line in &cost.yearly {
        let _ = writeln!(text, "  {}", row(line, lang));
    }
    total(&mut text, lang.pick("per jaar", "a year"), cost.yearly_eur);
    let [from, to] = cost.implied_total_eur;
    let _ = writeln!(
        text,
        "\n  {} {} % {}; {} {} {} {} EUR",
        lang.pick("volgens de bronrapportage", "by the source report"),
        grouped(cost.printed_percent, 1, lang),
        lang.pick("van de totale investering", "of the total investment"),
        lang.pick("die is dan", "which is then"),
        grouped(from, 0, lang),
        lang.pick("tot", "to"),
        grouped(to, 0, lang),
    );
    if let Some(percent) = cost.percent_of_total {
        let _ = writeln!(
            text,
            "  {} % {}",
            grouped(percent, 1, lang),
            lang.pick("van de opgegeven investering", "of the investment given")
        );
    }
    for remark in &cost.remarks {
        let _ = writeln!(text, "  ! {}", remark.get(lang));
    }
    text
}

fn level(cost: &MeteringCost, lang: Lang) -> String {
    if cost.price_level == "June 2013" {
        lang.pick("juni 2013", "June 2013").to_owned()
    } else {
        cost.price_level.clone()
    }
}

fn row(line: &CostLine, lang: Lang) -> String {
    let unit = if line.unit == "m" { "m ×" } else { "×" };
    let amount = format!("{} {unit} {}", grouped(line.quantity, 0, lang), grouped(line.unit_eur, 0, lang));
    format!("{:<36}{amount:>14}{:>10}", line.name.get(lang), grouped(line.eur, 0, lang))
}

/// As CSV.
#[must_use]
pub fn csv(cost: &MeteringCost) -> String {
    let mut text = String::from("kind,id,quantity,unit,unit_eur,eur\n");
    let mut rows = |kind: &str, lines: &[CostLine], total: f64| {
        for line in lines {
            // Writing to a String cannot fail.
            let _ = writeln!(text, "{kind},{},{},{},{},{}", line.id, line.quantity, line.unit, line.unit_eur, line.eur);
        }
        let _ = writeln!(text, "{kind},total,,,,{total}");
    };
    rows("investment", &cost.parts, cost.investment_eur);
    rows("yearly", &cost.yearly, cost.yearly_eur);
    text
}
