//! Rows that cannot be screened, as whoever sent them should hear of it.

use std::io::Write as _;
use std::path::Path;

use indicatif::ProgressBar;

use crate::cli::output::Output;
use crate::cli::tools::{Failure, note};
use bodemtoets_report::Dialect;
use bodemtoets_screening::application::Reject;
use bodemtoets_words::lang::Lang;

/// Rows that cannot be screened: to stderr, or to a file.
pub(super) struct Rejects {
    file: Option<Output>,
    dialect: Dialect,
    lang: Lang,
}

impl Rejects {
    pub(super) fn open(path: Option<&Path>, dialect: Dialect, lang: Lang) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self { file: None, dialect, lang }) };
        let mut file = Output::open(Some(path))?;
        file.write_all(&dialect.header(["row", "id", "field", "value", "reason"], &[]))?;
        Ok(Self { file: Some(file), dialect, lang })
    }

    pub(super) fn put(&mut self, reject: &Reject, progress: &ProgressBar) -> Result<(), Failure> {
        if self.file.is_none() {
            progress.suspend(|| note(&reject.text(self.lang)));
            return Ok(());
        }
        let (row, reason) = (reject.row.to_string(), reject.problem.text(self.lang));
        let mut cells = Vec::new();
        self.dialect.push_row(&mut cells, [&*row, &*reject.id, &*reject.field, &*reject.value, &*reason]);
        if let Some(file) = &mut self.file {
            file.write_all(&cells)?;
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<(), Failure> {
        match self.file {
            None => Ok(()),
            Some(file) => file.finish(),
        }
    }
}
