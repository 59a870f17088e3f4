//! `bodemtoets man`: the pages for `man`, one for each command.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Command};
use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use super::examples;
use crate::cli::LangArgs;
use crate::cli::output::Output;
use crate::cli::tools::Failure;
use bodemtoets_words::lang::Lang;

#[derive(Debug, Args)]
pub(in crate::cli) struct ManArgs {
    /// Folder for a page of each command; it is made when there is none.
    #[arg(long, value_name = "DIR")]
    dir: Option<PathBuf>,
    #[command(flatten)]
    lang: LangArgs,
}

/// What the maker of pages says in English alone, and its Dutch.
const FRAME: [(&str, &str); 7] = [
    (".SH NAME\n", ".SH NAAM\n"),
    (".SH SYNOPSIS\n", ".SH OVERZICHT\n"),
    (".SH DESCRIPTION\n", ".SH BESCHRIJVING\n"),
    ("\\fIPossible values:\\fR", "\\fIMogelijke waarden:\\fR"),
    ("[default: ", "[standaard: "),
    ("May also be specified with the ", "Ook te geven met de omgevingsvariabele "),
    (" environment variable. ", "."),
];

impl ManArgs {
    pub(in crate::cli) fn run(&self) -> Result<ExitCode, Failure> {
        let lang = self.lang.lang;
        let root = super::tree(lang);
        let Some(folder) = &self.dir else {
            let mut output = Output::open(None)?;
            output.write_all(page(&root, lang)?.as_bytes())?;
            output.finish()?;
            return Ok(ExitCode::SUCCESS);
        };
        std::fs::create_dir_all(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
        let mut commands = vec![&root];
        while let Some(command) = commands.pop() {
            commands.extend(command.get_subcommands().filter(|command| !command.is_hide_set()));
            let mut output = Output::open(Some(&folder.join(Man::new(command.clone()).get_filename())))?;
            output.write_all(page(command, lang)?.as_bytes())?;
            output.finish()?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// The page of a command.
fn page(command: &Command, lang: Lang) -> Result<String, Failure> {
    let man = Man::new(command.clone()).source(concat!("bodemtoets ", env!("CARGO_PKG_VERSION"))).manual("Bodemtoets");
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    man.render_synopsis_section(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    shown(command, lang).to_writer(&mut page)?;
    let mut page = once(&String::from_utf8(page)?);
    if lang == Lang::Nl {
        for (english, dutch) in FRAME {
            page = page.replace(english, dutch);
        }
    }
    Ok(page)
}

/// A page in which what each section begins with stands only once.
fn once(page: &str) -> String {
    let preamble = Roff::new().render();
    preamble.clone() + &page.replace(&preamble, "")
}

/// The examples of a command.
fn shown(command: &Command, lang: Lang) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [lang.pick("VOORBEELDEN", "EXAMPLES")]);
    for example in examples::of(command.get_bin_name().unwrap_or_else(|| command.get_name())) {
        roff.control("TP", []);
        roff.text([roman(format!("{}:", example.about(lang)))]);
        roff.text([bold(&example.run)]);
    }
    roff
}
