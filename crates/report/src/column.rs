//! The depth profile as a small drawing of a column of ground.

use std::fmt::Write as _;

use crate::lang::Lang;
use crate::screening::DepthInterval;
use crate::words::number;

use super::phrase::{outcome_word, state_symbol, style};

/// Draws the profile, ground level on top. `drilling_depth_m` is marked where it ends.
#[must_use]
pub fn draw(profile: &[DepthInterval], drilling_depth_m: Option<f64>, lang: Lang) -> String {
    let mut drawing = String::new();
    let label = |depth: f64| format!("{:>6} m", number(depth, lang));
    // Writing to a String cannot fail.
    let _ = writeln!(drawing, "{} ┬── {}", label(0.0), lang.pick("maaiveld", "ground level"));
    for interval in profile {
        let style = style(interval.outcome);
        let mut word = format!(
            "{} {}{}{}",
            state_symbol(interval.outcome),
            style.render(),
            outcome_word(interval.outcome, lang),
            style.render_reset()
        );
        if let Some([low, high]) = interval.range {
            let _ = write!(word, " ({} – {})", low.word(lang), high.word(lang));
        }
        let ends_here =
            drilling_depth_m.is_some_and(|depth| depth > interval.from_m && interval.to_m.is_none_or(|to| depth <= to));
        let mark = match drilling_depth_m {
            Some(depth) if ends_here => {
                format!("  ◄ {} {} m", lang.pick("boring tot", "drilling to"), number(depth, lang))
            }
            _ => String::new(),
        };
        let _ = writeln!(drawing, "         │   {word}  {}{mark}", interval.decisive.join(", "));
        match interval.to_m {
            Some(to) => {
                let _ = writeln!(drawing, "{} ┼──", label(to));
            }
            None => drawing.push_str("         ▼\n"),
        }
    }
    drawing
}
