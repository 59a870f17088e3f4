//! The screener of the pack, the rulebooks and the subsurface that were asked for.

use super::ground::GroundArgs;
use super::tools::{Failure, note, warn_of_losses};
use super::{PackArgs, RulesArgs};
use bodemtoets_law::rules::Library;
use bodemtoets_screening::Screener;
use bodemtoets_words::lang::Lang;

/// Opens a screener, and says on stderr what of its data is not used.
pub(super) fn open_screener(
    pack: &PackArgs,
    rules: &RulesArgs,
    ground: &GroundArgs,
    lang: Lang,
) -> Result<Screener, Failure> {
    let today = jiff::Zoned::now().date();
    // Reading the pack is the long part.
    let (pack, library) = rayon::join(|| pack.open(), || rules.open());
    let library = library?;
    warn_without_national(&library, lang);
    let pack = pack?;
    warn_of_losses(&pack, lang);
    let (subsurface, file) = ground.read()?;
    Ok(Screener::new(pack, library, today)?.with_subsurface(subsurface, file))
}

/// Rulebooks without the law of the land are seldom meant.
pub(super) fn warn_without_national(library: &Library, lang: Lang) {
    if !library.has_national() {
        note(lang.pick(
            "let op: geen regelboek met jurisdiction = \"nl\"; de landelijke regels tellen niet mee",
            "warning: no rulebook with jurisdiction = \"nl\"; the national rules do not count",
        ));
    }
}
