//! The page of a verdict on a plot.

use maud::html;

use super::Setting;
use super::layout::layout;
use super::report::sections;

/// The page of a plot. `report` is the text of the command line.
pub(crate) fn plot(report: &str, setting: Setting) -> String {
    let title = setting.lang.pick("Een perceel", "A plot");
    layout(
        title,
        setting,
        &html! {
            h1 { (title) }
            (sections(report))
        },
    )
}
