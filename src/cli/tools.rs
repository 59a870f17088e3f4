//! What every command needs.

use std::io::Write as _;
use std::path::PathBuf;

use super::{PackArgs, RulesArgs, complaint};
use bodemtoets_law::rules::Library;
use bodemtoets_maps::pack::{Pack, Remark, Weight, What};
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::visible_text;

/// An error for people; what it says is in its text.
pub(super) type Failure = Box<dyn std::error::Error + Send + Sync>;

impl PackArgs {
    /// Opens the pack that was asked for.
    pub(super) fn open(&self) -> Result<Pack, Failure> {
        Ok(Pack::open_as_of(&self.pack, self.pack_data.as_deref(), self.as_of)?)
    }

    /// The files that it is read from. What is wrong with it is reported by whoever opens it.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        Pack::files(&self.pack, self.pack_data.as_deref()).unwrap_or_default()
    }
}

/// Features named in a warning; `layers check` names them all.
const NAMED: usize = 3;

/// Says on stderr what of a pack is not used, or used by a guess: every answer rests on it.
pub(super) fn warn_of_losses(pack: &Pack, lang: Lang) {
    for id in &pack.not_fetched {
        note(&match lang {
            Lang::Nl => {
                format!("let op: kaartlaag `{id}` is nog niet opgehaald en zegt dus niets (bodemtoets layers fetch)")
            }
            Lang::En => {
                format!("warning: map layer `{id}` has not been fetched, so it tells nothing (bodemtoets layers fetch)")
            }
        });
    }
    for layer in &pack.layers {
        let remarks: Vec<&Remark> = pack.remarks.iter().filter(|remark| remark.layer == layer.id).collect();
        let all = layer.features + layer.dropped;
        let named = |weighs: &dyn Fn(&What) -> bool| {
            let chosen: Vec<&&Remark> = remarks.iter().filter(|remark| weighs(&remark.what)).collect();
            let named = chosen.iter().take(NAMED).map(|remark| {
                let feature = remark.feature.as_deref().unwrap_or("?");
                format!("{feature} ({})", remark.what.text(lang))
            });
            let more = if chosen.len() > NAMED { ", …" } else { "" };
            (chosen.len(), format!("{}{more}", named.collect::<Vec<_>>().join(", ")))
        };
        let id = &layer.id;
        let (dropped, which) = named(&|what| what.weight() == Weight::Dropped);
        if dropped > 0 {
            note(&match lang {
                Lang::Nl => format!(
                    "let op: kaartlaag `{id}`: {dropped} van {all} objecten niet gebruikt: {which}; waar ze kunnen liggen, is de uitkomst open (bodemtoets layers check)"
                ),
                Lang::En => format!(
                    "warning: map layer `{id}`: {dropped} of {all} features not used: {which}; where they may lie, the outcome is open (bodemtoets layers check)"
                ),
            });
        }
        let (doubted, which) = named(&What::is_doubtful_shape);
        if doubted > 0 {
            note(&match lang {
                Lang::Nl => {
                    format!("let op: kaartlaag `{id}`: {doubted} van {all} objecten op de gok hersteld: {which}")
                }
                Lang::En => {
                    format!("warning: map layer `{id}`: {doubted} of {all} features repaired by a guess: {which}")
                }
            });
        }
        if layer.features == 0 {
            note(&match lang {
                Lang::Nl => format!("let op: kaartlaag `{id}` heeft geen bruikbare objecten en zegt dus niets"),
                Lang::En => format!("warning: map layer `{id}` has no usable features, so it tells nothing"),
            });
        }
    }
}

impl RulesArgs {
    /// Reads the rulebooks that were asked for.
    pub(super) fn open(&self) -> Result<Library, Failure> {
        Ok(match &self.rules {
            Some(folder) => Library::from_folder(folder)?,
            None => Library::embedded()?,
        })
    }

    /// The files that they are read from. What is wrong with them is reported by whoever opens them.
    pub(super) fn files(&self) -> Vec<PathBuf> {
        let entries = self.rules.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
        let is_rulebook = |path: &PathBuf| path.extension().is_some_and(|extension| extension == "toml");
        entries.map(|entry| entry.path()).filter(is_rulebook).collect()
    }
}

/// Prints an error on stderr.
pub(super) fn complain(error: &Failure, lang: Lang) {
    // When even stderr is gone there is nobody left to tell.
    let _ = writeln!(anstream::stderr(), "bodemtoets: {}", visible_text(&complaint::text(error.as_ref(), lang)));
}

/// Prints a line on stderr: for people, never for machines.
pub(super) fn note(text: &str) {
    let _ = writeln!(anstream::stderr(), "{}", visible_text(text));
}

/// Whether an error means that nobody reads our output any more.
pub(super) fn is_broken_pipe(error: &Failure) -> bool {
    let kind = error.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
    let of_json = error.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
    kind.or(of_json) == Some(std::io::ErrorKind::BrokenPipe)
}
