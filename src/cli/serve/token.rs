//! `bodemtoets serve token`: a token for who may use the server.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Args;
use clap::builder::{PossibleValuesParser, TypedValueParser as _};

use crate::cli::LangArgs;
use crate::cli::output::Output;
use crate::cli::tools::{Failure, note};
use bodemtoets_server::{NewToken, Role};
use bodemtoets_words::words::text;

#[derive(Debug, Args)]
pub(super) struct TokenArgs {
    /// What who has it may do, each also what those before it may: look (maps, rules), screen, keep (the journal),
    /// administer (have data read again).
    #[arg(value_parser = PossibleValuesParser::new(Role::ALL.map(Role::slug)).try_map(|role| role.parse::<Role>()))]
    role: Role,
    /// Name by which it is known, such as `gis server`.
    name: String,
    #[command(flatten)]
    lang: LangArgs,
}

impl TokenArgs {
    pub(super) fn run(&self) -> Result<ExitCode, Failure> {
        let lang = self.lang.lang;
        let NewToken { token, line } = NewToken::make(self.role, &self.name)?;
        let mut output = Output::open(None)?;
        writeln!(output, "{line}")?;
        output.finish()?;
        note(&text!(
            lang,
            nl: "token: {token}\nHij staat nergens anders: geef hem aan wie hem gaat gebruiken. De regel hierboven (op stdout) hoort in het bestand van --tokens.",
            en: "token: {token}\nIt stands nowhere else: hand it to who is to use it. The line above (on stdout) belongs in the file of --tokens."
        ));
        Ok(ExitCode::SUCCESS)
    }
}
