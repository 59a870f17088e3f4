//! The two sides: what was asked for, read no more than once.

use std::path::PathBuf;
use std::sync::Arc;

use super::DiffArgs;
use crate::cli::output::RunFiles;
use crate::cli::screener::warn_without_national;
use crate::cli::tools::{Failure, warn_of_losses};
use crate::cli::{PackArgs, RulesArgs};
use bodemtoets_maps::pack::Pack;
use bodemtoets_screening::Screener;
use bodemtoets_screening::compare::{Basis, Side, Sides};
use bodemtoets_words::lang::Text;

/// The screeners of both sides, and what they were made of.
pub(super) struct Screeners {
    from: Screener,
    /// `None` when the sides differ in date alone.
    to: Option<Screener>,
}

/// What was asked for on the second side; on the first it is in [`DiffArgs`] as it stands.
struct Against {
    rules: RulesArgs,
    pack: PackArgs,
}

impl DiffArgs {
    /// What is not said of the second side is as on the first.
    fn against(&self) -> Against {
        let pack = match (&self.against_pack, &self.against_pack_data) {
            (None, None) => self.pack.clone(),
            (None, data) => PackArgs { pack_data: data.clone(), ..self.pack.clone() },
            (Some(pack), data) => PackArgs { pack: pack.clone(), pack_data: data.clone(), as_of: None },
        };
        Against { rules: RulesArgs { rules: self.against.clone().or_else(|| self.rules.rules.clone()) }, pack }
    }

    /// The files that it reads and writes.
    pub(super) fn files(&self) -> RunFiles {
        let against = self.against();
        RunFiles::default()
            .reads([&self.applications])
            .reads(self.pack.files())
            .reads(self.rules.files())
            .reads(against.pack.files())
            .reads(against.rules.files())
            .writes([&self.output, &self.rejects].into_iter().flatten())
    }

    fn same_rules(&self, against: &Against) -> bool {
        against.rules.rules == self.rules.rules
    }

    fn same_pack(&self, against: &Against) -> bool {
        let sides = [&against.pack, &self.pack].map(|side| (&side.pack, &side.pack_data, side.as_of));
        sides[0] == sides[1]
    }

    /// Refuses sides that do not differ, and a date that would count for nothing.
    pub(super) fn check(&self) -> Result<(), Failure> {
        let against = self.against();
        if self.from == self.to && self.same_rules(&against) && self.same_pack(&against) {
            return Err(complaint!(
                nl: "er is niets te vergelijken: beide kanten zijn gelijk; laat ze verschillen in datum (--from DATUM \
                     --to DATUM), in regelboeken (--rules MAP --against MAP) of in pakket (--pack MAP --against-pack MAP)",
                en: "nothing to compare: both sides are the same; let them differ in date (--from DATE --to DATE), \
                     in rulebooks (--rules DIR --against DIR) or in pack (--pack DIR --against-pack DIR)",
            )
            .into());
        }
        if self.fields.date.is_some() && self.from.is_some() && self.to.is_some() {
            return Err(complaint!(
                nl: "--date telt voor geen van beide kanten als --from en --to zijn gegeven; laat het weg",
                en: "--date counts for neither side when --from and --to are given; leave it out",
            )
            .into());
        }
        Ok(())
    }
}

impl Screeners {
    /// Reads packs and rulebooks, at the same time; what both sides share only once.
    pub(super) fn open(args: &DiffArgs) -> Result<Self, Failure> {
        let against = args.against();
        let (same_rules, same_pack) = (args.same_rules(&against), args.same_pack(&against));
        let packs = || rayon::join(|| args.pack.open(), || (!same_pack).then(|| against.pack.open()).transpose());
        let libraries =
            || rayon::join(|| args.rules.open(), || (!same_rules).then(|| against.rules.open()).transpose());
        let ((pack, other_pack), (library, other_library)) = rayon::join(packs, libraries);
        let (library, other_library) = (library?, other_library?);
        for library in std::iter::once(&library).chain(&other_library) {
            warn_without_national(library, args.lang.lang);
        }
        let pack: Arc<Pack> = Arc::new(pack?);
        let other_pack = other_pack?.map(Arc::new);
        for pack in std::iter::once(&pack).chain(&other_pack) {
            warn_of_losses(pack, args.lang.lang);
        }
        let date = args.fields.date.unwrap_or_else(|| jiff::Zoned::now().date());
        let to = if same_rules && same_pack {
            None
        } else {
            let pack = other_pack.unwrap_or_else(|| Arc::clone(&pack));
            Some(Screener::new(pack, other_library.unwrap_or_else(|| library.clone()), date)?)
        };
        Ok(Self { from: Screener::new(pack, library, date)?, to })
    }

    /// Both sides, each under its date.
    pub(super) fn sides(&self, args: &DiffArgs) -> [Side<'_>; 2] {
        let to = self.to.as_ref().unwrap_or(&self.from);
        [Side { screener: &self.from, date: args.from }, Side { screener: to, date: args.to }]
    }

    /// What the sides rest on.
    pub(super) fn bases(&self, args: &DiffArgs) -> Sides {
        let [from, to] = self.sides(args);
        let against = args.against();
        Sides { from: basis(from, &args.pack, &args.rules), to: basis(to, &against.pack, &against.rules) }
    }

    /// What has to be said with every result of the packs, once.
    pub(super) fn notices(&self) -> Vec<Text> {
        let mut notices = self.from.notices();
        for notice in self.to.iter().flat_map(Screener::notices) {
            if !notices.contains(&notice) {
                notices.push(notice);
            }
        }
        notices
    }
}

fn basis(side: Side, pack: &PackArgs, rules: &RulesArgs) -> Basis {
    let shown = |path: &PathBuf| path.display().to_string();
    let pack_folder = pack.pack_data.as_ref().unwrap_or(&pack.pack);
    // The name of an embedded pack is no folder.
    let pack_folder = Some(shown(pack_folder)).filter(|folder| *folder != side.screener.pack().origin);
    Basis::new(side, pack_folder, rules.rules.as_ref().map(shown))
}
