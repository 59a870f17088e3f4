//! How far a fetch is, on a terminal.

use indicatif::{ProgressBar, ProgressStyle};

use bodemtoets_fetch::Progress;

/// A bar on standard error, when that is a terminal.
pub(super) fn bar(what: &str, counts_bytes: bool) -> ProgressBar {
    let bar = ProgressBar::no_length();
    let template = if counts_bytes {
        "{msg} {bytes}/{total_bytes} {wide_bar} {bytes_per_sec}"
    } else {
        "{msg} {human_pos}/{human_len} {wide_bar} {eta}"
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_message(what.to_owned());
    bar
}

/// Moves the bar.
pub(super) fn tell(bar: &ProgressBar, progress: Progress) {
    if let Some(promised) = progress.promised {
        bar.set_length(promised);
    }
    bar.set_position(progress.received);
}
