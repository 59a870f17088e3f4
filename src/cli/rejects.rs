//! Rows that cannot be screened, as whoever sent them should hear of it.

use std::path::Path;

use indicatif::ProgressBar;

use super::output::Output;
use super::tools::{Failure, note};
use crate::application::Reject;
use crate::lang::Lang;

/// Rows that cannot be screened: to stderr, or to a file.
pub(super) struct Rejects {
    file: Option<csv::Writer<Output>>,
    lang: Lang,
}

impl Rejects {
    pub(super) fn open(path: Option<&Path>, lang: Lang) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self { file: None, lang }) };
        let mut file = csv::Writer::from_writer(Output::open(Some(path))?);
        file.write_record(["row", "id", "field", "value", "reason"])?;
        Ok(Self { file: Some(file), lang })
    }

    pub(super) fn put(&mut self, reject: &Reject, progress: &ProgressBar) -> Result<(), Failure> {
        match &mut self.file {
            None => progress.suspend(|| note(&reject.text(self.lang))),
            Some(file) => {
                let (row, reason) = (reject.row.to_string(), reject.problem.text(self.lang));
                file.write_record([&row, &reject.id, &reject.field, &reject.value, &reason])?;
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<(), Failure> {
        match self.file {
            None => Ok(()),
            Some(file) => file.into_inner().map_err(csv::IntoInnerError::into_error)?.finish(),
        }
    }
}
