//! The form of one application.

use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{capital, fact_word};
use maud::{Markup, html};

use super::Setting;
use crate::parameter::Query;

/// The numbers that most applications state, with their units.
const NUMBERS: [(&str, &str); 6] = [
    ("x", "m RD"),
    ("y", "m RD"),
    ("drilling_depth_m", "m"),
    ("flow_m3_h", "m³/h"),
    ("screen_top_m", "m"),
    ("screen_bottom_m", "m"),
];

/// The form, filled in with what was asked. What is left empty is not known.
pub(super) fn form(query: &Query, Setting { lang, root }: Setting) -> Markup {
    let system = query.get("system").unwrap_or("open");
    let systems = [
        ("open", lang.pick("open (bronnen)", "open (wells)")),
        ("closed", lang.pick("gesloten (lussen)", "closed (loops)")),
    ];
    let is_placed = query.pairs().any(|(name, _)| matches!(name, "lat" | "lon" | "geometry"));
    html! {
        form.application action={ (root) "/screen" } method="get" {
            label {
                (lang.pick("Soort systeem", "Kind of system"))
                select name="system" {
                    @for (value, word) in systems {
                        option value=(value) selected[value == system] { (word) }
                    }
                }
            }
            @for (name, unit) in NUMBERS {
                label {
                    (label(name, lang)) " (" (unit) ")"
                    input type="text" inputmode="decimal" name=(name) value=[query.get(name)]
                        required[name.len() == 1 && !is_placed];
                }
            }
            label {
                (lang.pick("Recht van de dag", "Law of the day"))
                input type="date" name="date" value=[query.get("date")];
            }
            @for (name, value) in query.pairs().filter(|(name, _)| !is_asked(name)) {
                input type="hidden" name=(name) value=(value);
            }
            button type="submit" { (lang.pick("Toets", "Screen")) }
        }
    }
}

/// Whether the form has a field for a parameter.
fn is_asked(name: &str) -> bool {
    matches!(name, "system" | "date" | "f") || NUMBERS.iter().any(|(known, _)| *known == name)
}

fn label(name: &str, lang: Lang) -> String {
    match name {
        "x" => lang.pick("Plaats: x", "Place: x").to_owned(),
        "y" => lang.pick("Plaats: y", "Place: y").to_owned(),
        name => capital(fact_word(name, lang)),
    }
}
