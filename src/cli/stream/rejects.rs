//! Rows that cannot be screened, as whoever sent them should hear of it.

use std::io::Write as _;
use std::path::Path;

use indicatif::ProgressBar;

use crate::application::Reject;
use crate::cli::output::Output;
use crate::cli::tools::{Failure, note};
use crate::lang::Lang;
use crate::report::Dialect;

/// Rows that cannot be screened: to stderr, or to a file.
pub(super) struct Rejects {
    file: Option<Output>,
    dialect: Dialect,
    lang: Lang,
}

impl Rejects {
    pub(super) fn open(path: Option<&Path>, dialect: Dialect, lang: Lang) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self { file: None, dialect, lang }) };
        let mut rejects = Self { file: Some(Output::open(Some(path))?), dialect, lang };
        rejects.row(["row", "id", "field", "value", "reason"])?;
        Ok(rejects)
    }

    pub(super) fn put(&mut self, reject: &Reject, progress: &ProgressBar) -> Result<(), Failure> {
        if self.file.is_none() {
            progress.suspend(|| note(&reject.text(self.lang)));
            return Ok(());
        }
        let (row, reason) = (reject.row.to_string(), reject.problem.text(self.lang));
        self.row([&row, &reject.id, &reject.field, &reject.value, &reason])
    }

    fn row(&mut self, cells: [&str; 5]) -> Result<(), Failure> {
        let mut row = Vec::new();
        self.dialect.push_row(&mut row, cells);
        if let Some(file) = &mut self.file {
            file.write_all(&row)?;
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
