//! The language of a run: what `--lang` says, else the variable, else the locale, else Dutch.

use std::ffi::OsString;

use clap::ValueEnum as _;

use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::text;

/// The variable of the environment that holds the language.
pub(super) const VARIABLE: &str = "BODEMTOETS_LANG";

/// The variables of the locale of messages; the first that is not empty counts.
const LOCALE: [&str; 3] = ["LC_ALL", "LC_MESSAGES", "LANG"];

/// The variable holds no language.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct UnknownLanguage {
    value: String,
    /// The language to say it in.
    lang: Lang,
}

impl UnknownLanguage {
    /// What is wrong, and what to do.
    pub(super) fn text(&self) -> String {
        let value = &self.value;
        text!(
            self.lang,
            nl: "de omgevingsvariabele {VARIABLE} is `{value}`; zet er nl of en in, of haal haar weg",
            en: "the environment variable {VARIABLE} is `{value}`; set it to nl or en, or unset it"
        )
    }
}

/// The language where no flag gives one. A variable that holds no language counts for nothing here: [`of_run`] has
/// refused it.
pub(super) fn usual() -> Lang {
    of_environment(variable).unwrap_or_default()
}

/// The language of the run with these arguments.
///
/// # Errors
/// When no flag gives one, and the variable holds another than there is.
pub(super) fn of_run(arguments: &[OsString]) -> Result<Lang, UnknownLanguage> {
    flag(arguments).map_or_else(|| of_environment(variable), Ok)
}

fn variable(name: &str) -> Option<String> {
    std::env::var_os(name).map(|value| value.to_string_lossy().into_owned())
}

/// What `--lang` says, wherever it stands. Whether it may stand there is for the parser.
fn flag(arguments: &[OsString]) -> Option<Lang> {
    let before = arguments.iter().map(|argument| argument.to_string_lossy()).take_while(|argument| argument != "--");
    let mut words = before.peekable();
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.peek().map(|next| next.clone().into_owned()),
            Some(rest) => rest.strip_prefix('=').map(str::to_owned),
            None => None,
        };
        if let Some(lang) = value.and_then(|value| Lang::from_str(&value, false).ok()) {
            return Some(lang);
        }
    }
    None
}

fn of_environment(variable: impl Fn(&str) -> Option<String>) -> Result<Lang, UnknownLanguage> {
    let filled = |name: &str| variable(name).filter(|value| !value.is_empty());
    let lang = LOCALE.into_iter().find_map(filled).map_or(Lang::Nl, |locale| of_locale(&locale));
    match filled(VARIABLE) {
        None => Ok(lang),
        Some(value) => Lang::from_str(&value, true).map_err(|_| UnknownLanguage { value, lang }),
    }
}

/// Dutch for `nl_NL.UTF-8`, and for `C` and `POSIX`, which are no language; English for any other.
fn of_locale(locale: &str) -> Lang {
    let language = locale.split(['_', '.', '@', '-']).next().unwrap_or_default();
    if ["nl", "C", "POSIX"].contains(&language) { Lang::Nl } else { Lang::En }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(set: &[(&str, &str)]) -> Result<Lang, UnknownLanguage> {
        of_environment(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
    }

    #[test]
    fn the_variable_goes_before_the_locale_and_dutch_is_what_is_left() {
        for (set, lang) in [
            (&[][..], Lang::Nl),
            (&[("LANG", "C.UTF-8")], Lang::Nl),
            (&[("LANG", "POSIX")], Lang::Nl),
            (&[("LANG", "nl_NL.UTF-8")], Lang::Nl),
            (&[("LANG", "nl_BE@euro")], Lang::Nl),
            (&[("LANG", "en_GB.UTF-8")], Lang::En),
            (&[("LANG", "nds_DE")], Lang::En),
            (&[("LANG", "nl_NL"), ("LC_MESSAGES", "en_US.UTF-8")], Lang::En),
            (&[("LANG", "en_US"), ("LC_MESSAGES", "en_US"), ("LC_ALL", "C")], Lang::Nl),
            (&[("LANG", "en_US"), ("LC_ALL", "")], Lang::En),
            (&[("LANG", "en_US"), (VARIABLE, "nl")], Lang::Nl),
            (&[("LANG", "nl_NL"), (VARIABLE, "EN")], Lang::En),
            (&[("LANG", "nl_NL"), (VARIABLE, "")], Lang::Nl),
        ] {
            assert_eq!(of(set), Ok(lang), "{set:?}");
        }
    }

    #[test]
    fn a_variable_with_another_language_is_refused_in_that_of_the_locale() {
        assert!(of(&[(VARIABLE, "de")]).unwrap_err().text().contains("zet er nl of en in"));
        assert!(of(&[(VARIABLE, "de"), ("LANG", "de_DE")]).unwrap_err().text().contains("set it to nl or en"));
    }

    #[test]
    fn the_flag_is_found_wherever_it_stands() {
        let flag = |line: &str| flag(&line.split(' ').map(OsString::from).collect::<Vec<_>>());
        assert_eq!(flag("bodemtoets screen --lang en --help"), Some(Lang::En));
        assert_eq!(flag("bodemtoets --lang=nl layers"), Some(Lang::Nl));
        assert_eq!(flag("bodemtoets screen --lang"), None);
        assert_eq!(flag("bodemtoets screen --lang de"), None);
        assert_eq!(flag("bodemtoets screen --language en"), None);
        assert_eq!(flag("bodemtoets screen -- --lang en"), None);
    }
}
