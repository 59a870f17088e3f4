//! Where the worker is.

use std::env;
use std::path::{Path, PathBuf};

use super::error::PdfError;

/// Names the worker, when it is not beside the tool or on the PATH.
const VARIABLE: &str = "BODEMTOETS_PDF";

/// Where the worker is.
pub(super) fn find() -> Result<PathBuf, PdfError> {
    locate(
        env::var_os(VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from),
        env::current_exe().ok().as_deref(),
        env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default(),
    )
}

/// Where the worker is, given what the system says.
fn locate(named: Option<PathBuf>, this: Option<&Path>, path: Vec<PathBuf>) -> Result<PathBuf, PdfError> {
    if let Some(named) = named {
        let looked_in = format!("{} ({VARIABLE})", named.display());
        return if named.is_file() { Ok(named) } else { Err(PdfError::NotFound { looked_in }) };
    }
    let name = format!("bodemtoets-pdf{}", env::consts::EXE_SUFFIX);
    // The folder above too: the executables of tests are in `target/release/deps`.
    let near: Vec<PathBuf> =
        this.into_iter().flat_map(|this| this.ancestors().skip(1).take(2)).map(Path::to_owned).collect();
    let mut looked_in: Vec<String> = near.iter().map(|folder| folder.display().to_string()).collect();
    looked_in.push("PATH".to_owned());
    let found = near.into_iter().chain(path).map(|folder| folder.join(&name)).find(|file| file.is_file());
    found.ok_or_else(|| PdfError::NotFound { looked_in: looked_in.join(", ") })
}

#[cfg(test)]
mod tests {
    use bodemtoets_words::lang::Lang;

    use super::*;

    #[test]
    fn a_worker_that_is_nowhere_is_reported_with_the_places() {
        let error = locate(None, Some(Path::new("/no/such/bin/bodemtoets")), vec!["/no/other".into()]).unwrap_err();
        let said = error.text(Lang::En);
        assert!(said.contains("is not in /no/such/bin, /no/such, PATH; install it (`cargo install"), "{said}");
    }

    #[test]
    fn a_wrong_variable_is_not_passed_over() {
        let said = locate(Some("/no/such/worker".into()), None, vec![]).unwrap_err().text(Lang::Nl);
        assert!(said.contains("staat niet in /no/such/worker (BODEMTOETS_PDF)"), "{said}");
    }
}
