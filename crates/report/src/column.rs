//! The depth profile as a small drawing of a column of ground.

use bodemtoets_screening::DepthInterval;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::{Page, number, text};

use super::phrase::coloured;

/// Draws the profile, ground level on top. `drilling_depth_m` is marked where it ends.
#[must_use]
pub fn draw(profile: &[DepthInterval], drilling_depth_m: Option<f64>, lang: Lang) -> String {
    let mut drawing = Page::new();
    let label = |depth: f64| format!("{:>6} m", number(depth, lang));
    drawing.line(format_args!("{} ┬── {}", label(0.0), lang.pick("maaiveld", "ground level")));
    for interval in profile {
        let outcome = coloured(interval.outcome, interval.range, lang);
        let is_in = |depth: &f64| *depth > interval.from_m && interval.to_m.is_none_or(|to| *depth <= to);
        let mark = drilling_depth_m.filter(is_in).map_or_else(String::new, |depth| {
            let depth = number(depth, lang);
            text!(lang, nl: "  ◄ boring tot {depth} m", en: "  ◄ drilling to {depth} m")
        });
        drawing.line(format_args!("         │   {outcome}  {}{mark}", interval.decisive.join(", ")));
        match interval.to_m {
            Some(to) => drawing.line(format_args!("{} ┼──", label(to))),
            None => drawing.line("         ▼"),
        }
    }
    drawing.finish()
}
