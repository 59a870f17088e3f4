//! Concepts in words: a list, and one explained with its drawing.

use std::fmt::Write as _;

use crate::Dialect;
use bodemtoets_spf::{Concept, ConceptMeter, Hours, Quantity};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::number;

/// The concepts, one in two lines.
#[must_use]
pub fn list(concepts: &[Concept], lang: Lang) -> String {
    let mut text = String::new();
    for concept in concepts {
        let _ = writeln!(text, "{:<9}{}\n         {}", concept.id, concept.name.get(lang), concept.about.get(lang));
    }
    let _ = writeln!(
        text,
        "\n{}",
        lang.pick("bodemtoets spf concept ID legt er een uit", "bodemtoets spf concept ID explains one")
    );
    text
}

/// A concept: its drawing, its meters, what of each counts, and what does not.
#[must_use]
pub fn explain(concept: &Concept, lang: Lang) -> String {
    let mut text = format!("{}\n{}\n", concept.name.get(lang), concept.about.get(lang));
    let _ = writeln!(text, "\n{}", concept.diagram.get(lang).trim_end());
    let _ = writeln!(text, "\nSPF = (Qw + Qk) / (E + G)");
    for quantity in [Quantity::Heat, Quantity::Cold, Quantity::Electricity, Quantity::Gas] {
        let parts = concept.meters.iter().flat_map(|meter| {
            let counts = meter.counts.iter().filter(move |count| count.quantity == quantity);
            counts.map(|count| part(&meter.id, count.share, count.hours, lang))
        });
        let parts: Vec<String> = parts.collect();
        let sum = if parts.is_empty() { "0".to_owned() } else { parts.join(" + ") };
        let _ = writeln!(text, "  {:<2} = {sum}", quantity.letter().unwrap_or_default());
    }
    let needed = concept.meters.iter().filter(|meter| !meter.optional);
    meters(&mut text, lang.pick("Nodig", "Needed"), needed, lang);
    let optional = concept.meters.iter().filter(|meter| meter.optional);
    meters(&mut text, lang.pick("Als het er is", "Where there is one"), optional, lang);
    let _ = writeln!(text, "\n{}", lang.pick("Telt niet mee", "Does not count"));
    for one in &concept.not_counted {
        let _ = writeln!(text, "  - {}", one.get(lang));
    }
    let article = concept.source.article.as_deref().unwrap_or_default();
    let _ = writeln!(text, "\n{}: {}, {article}", lang.pick("Bron", "Source"), concept.source.title);
    text
}

fn part(id: &str, share: f64, hours: Option<Hours>, lang: Lang) -> String {
    #[expect(clippy::float_cmp, reason = "1 is the default")]
    let share = if share == 1.0 { String::new() } else { format!("{} × ", number(share, lang)) };
    let hours = match hours {
        None => "",
        Some(Hours::In) => lang.pick(" (in bedrijfstijd)", " (in operating hours)"),
        Some(Hours::Out) => lang.pick(" (buiten bedrijfstijd)", " (outside operating hours)"),
    };
    format!("{share}{id}{hours}")
}

fn meters<'a>(text: &mut String, heading: &str, meters: impl Iterator<Item = &'a ConceptMeter>, lang: Lang) {
    let _ = writeln!(text, "\n{heading}");
    for meter in meters {
        let _ = writeln!(text, "  {:<20}{}\n  {:<20}{}", meter.id, meter.what.get(lang), "", meter.place.get(lang));
    }
}

/// The meters of concepts as CSV: a row for each thing that a meter counts for.
#[must_use]
pub fn csv(concepts: &[Concept], dialect: Dialect) -> String {
    let mut text = String::from("concept,system,meter,optional,counts_as,share,hours\n");
    for concept in concepts {
        for meter in &concept.meters {
            for count in &meter.counts {
                let quantity = serde_json::to_value(count.quantity).unwrap_or_default();
                let hours = match count.hours {
                    None => "",
                    Some(Hours::In) => "in",
                    Some(Hours::Out) => "out",
                };
                // Writing to a String cannot fail.
                let _ = writeln!(
                    text,
                    "{},{},{},{},{},{},{hours}",
                    dialect.cell(&concept.id),
                    concept.system.slug(),
                    dialect.cell(&meter.id),
                    meter.optional,
                    quantity.as_str().unwrap_or_default(),
                    count.share
                );
            }
        }
    }
    text
}
