//! Remarks on the values of applications: each of one application, the first of many.

use indicatif::ProgressBar;

use crate::cli::tools::note;
use bodemtoets_screening::application::{Application, Remark};
use bodemtoets_words::lang::Lang;

/// Remarks that are shown of a file of many.
const SHOWN: u64 = 20;

/// The remarks on the applications of a file.
pub(super) struct Remarks {
    count: u64,
    lang: Lang,
}

/// The remarks on one application of a file.
pub(super) struct RowRemarks {
    /// Its row; the first is 1.
    pub row: u64,
    id: String,
    remarks: Vec<Remark>,
}

impl RowRemarks {
    /// Takes what was remarked on an application; `None` when there is nothing.
    pub(super) fn of(row: u64, application: &Application) -> Option<Self> {
        let remarks = application.remarks.clone();
        (!remarks.is_empty()).then(|| Self { row, id: application.id.clone(), remarks })
    }
}

impl Remarks {
    pub(super) fn new(lang: Lang) -> Self {
        Self { count: 0, lang }
    }

    /// Shows the remarks on a row.
    pub(super) fn put(&mut self, of: &RowRemarks, progress: &ProgressBar) {
        let id = if of.id.is_empty() { String::new() } else { format!(" ({})", of.id) };
        let row = self.lang.pick("rij", "row");
        for remark in &of.remarks {
            self.count += 1;
            if self.count <= SHOWN {
                let line = format!("! {row} {}{id}, {}", of.row, remark.text(self.lang));
                progress.suspend(|| note(&line));
            }
        }
    }

    /// Says how many were not shown.
    pub(super) fn finish(&self) {
        if let Some(more) = self.count.checked_sub(SHOWN).filter(|more| *more > 0) {
            note(&match self.lang {
                Lang::Nl => format!("! en nog {more} opmerkingen bij waarden"),
                Lang::En => format!("! and {more} more remarks on values"),
            });
        }
    }
}

/// Shows the remarks on one application.
pub(super) fn tell_remarks(application: &Application, lang: Lang) {
    for remark in &application.remarks {
        note(&format!("! {}", remark.text(lang)));
    }
}
