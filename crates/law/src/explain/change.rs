//! A change of a number in words: "15 m less deep (to 80 m)".

use crate::rules::Quantity;
use crate::rules::wording::quantity::{difference, scale, value};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::fact_word;

/// The change, with the name of the number unless its own words say which.
///
/// ```
/// use bodemtoets_law::{explain::change, rules::Quantity};
/// use bodemtoets_words::lang::Lang;
/// assert_eq!(change(Quantity::DrillingDepthM, 95.0, 80.0, Lang::Nl), "15 m minder diep (tot 80 m)");
/// assert_eq!(change(Quantity::FlowM3H, 12.5, 10.0, Lang::En), "flow 2.5 m3/h less (to 10 m3/h)");
/// ```
#[must_use]
pub fn change(quantity: Quantity, from: f64, to: f64, lang: Lang) -> String {
    let words = scale(quantity, lang);
    let how = match quantity {
        depth if depth.is_depth() && to < from => lang.pick("minder diep", "less deep"),
        _ if to < from => words.less,
        _ => words.more,
    };
    let size = difference(quantity, (to - from).abs(), lang);
    let change = format!("{size} {how} ({} {})", lang.pick("tot", "to"), value(quantity, to, lang));
    if quantity == Quantity::DrillingDepthM { change } else { format!("{} {change}", fact_word(quantity.slug(), lang)) }
}
