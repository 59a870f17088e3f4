//! The texts of the tree of commands in Dutch.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use clap::builder::{PossibleValuesParser, Resettable, StyledStr};
use clap::{Arg, Command};
use serde::Deserialize;

/// The Dutch of every text, by the English.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Catalogue {
    headings: BTreeMap<String, String>,
    /// What stands for a value, as in `--output <FILE>`.
    values: BTreeMap<String, String>,
    texts: BTreeMap<String, String>,
}

/// Empty when it cannot be read, which a test rules out; English is shown then.
static CATALOGUE: LazyLock<Catalogue> = LazyLock::new(|| toml::from_str(include_str!("nl.toml")).unwrap_or_default());

impl Catalogue {
    fn heading(&self, english: &str) -> Option<&str> {
        self.headings.get(english).map(String::as_str)
    }

    fn text(&self, english: &StyledStr) -> StyledStr {
        self.texts.get(&english.to_string()).map_or_else(|| english.clone(), StyledStr::from)
    }
}

/// A tree that is built, with every text in Dutch. What its values are is no longer known to it: it is there to be
/// shown.
pub(super) fn translated(command: Command) -> Command {
    let about = command.get_about().map(|about| CATALOGUE.text(about));
    let long_about = command.get_long_about().map(|about| CATALOGUE.text(about));
    let mut command = command.mut_args(argument).mut_subcommands(translated);
    command = command.about(Resettable::from(about)).long_about(Resettable::from(long_about));
    if let Some(heading) = CATALOGUE.heading("Commands") {
        command = command.subcommand_help_heading(heading);
    }
    if let Some(value) = CATALOGUE.values.get("COMMAND") {
        command = command.subcommand_value_name(value.as_str());
    }
    let usage = command.clone().render_usage().to_string();
    let usage = usage.split_once(": ").map_or(&*usage, |(_, usage)| usage).replace("[OPTIONS]", "[OPTIES]");
    command.override_usage(usage)
}

fn argument(argument: Arg) -> Arg {
    let usual = if argument.is_positional() { "Arguments" } else { "Options" };
    let heading = CATALOGUE.heading(argument.get_help_heading().unwrap_or(usual));
    let names = argument.get_value_names().map(|names| names.iter().map(value_name).collect::<Vec<_>>());
    let help = argument.get_help().map(|help| CATALOGUE.text(help));
    let long_help = argument.get_long_help().map(|help| CATALOGUE.text(help));
    let possible = argument.get_possible_values();
    let mut argument = argument.help(Resettable::from(help)).long_help(Resettable::from(long_help));
    if let Some(heading) = heading {
        argument = argument.help_heading(heading);
    }
    if let Some(names) = names {
        argument = argument.value_names(names);
    }
    if !possible.is_empty() {
        let possible = possible.into_iter().map(|value| match value.get_help() {
            Some(help) => {
                let help = CATALOGUE.text(help);
                value.help(help)
            }
            None => value,
        });
        argument = argument.value_parser(PossibleValuesParser::new(possible));
    }
    argument
}

fn value_name(english: &clap::builder::Str) -> clap::builder::Str {
    CATALOGUE.values.get(english.as_str()).map_or_else(|| english.clone(), |dutch| dutch.as_str().into())
}

/// A tree in Dutch whose frame is Dutch too: what the terminal shows around the texts, such as the values that can be
/// chosen.
pub(super) fn framed(command: Command) -> Command {
    let usage = command.get_styles().get_usage();
    let template = format!(
        "{{before-help}}{{about-with-newline}}\n{usage}Gebruik:{usage:#} {{usage}}\n\n{{all-args}}{{after-help}}"
    );
    command.mut_args(noted).mut_subcommands(framed).help_template(template)
}

/// An argument that says itself what it would be framed with.
fn noted(argument: Arg) -> Arg {
    let possible: Vec<_> = argument.get_possible_values().into_iter().filter(|value| !value.is_hide_set()).collect();
    let names: Vec<&str> = possible.iter().map(clap::builder::PossibleValue::get_name).collect();
    let has_words = possible.iter().any(|value| value.get_help().is_some());
    let mut notes = Vec::new();
    if let Some(variable) = argument.get_env() {
        notes.push(format!("[variabele: {}]", variable.to_string_lossy()));
    }
    let usual: Vec<_> = argument.get_default_values().iter().map(|value| value.to_string_lossy()).collect();
    if !usual.is_empty() && !argument.is_hide_default_value_set() && argument.get_action().takes_values() {
        notes.push(format!("[standaard: {}]", usual.join(" ")));
    }
    let choice = (!names.is_empty()).then(|| format!("[mogelijke waarden: {}]", names.join(", ")));
    let in_short: Vec<String> = notes.iter().cloned().chain(choice.clone()).collect();
    let widest = names.iter().map(|name| name.len()).max().unwrap_or_default();
    let list = possible.iter().map(|value| {
        let words = value.get_help().map(|help| format!(": {:pad$}{help}", "", pad = widest - value.get_name().len()));
        format!("\n- {}{}", value.get_name(), words.unwrap_or_default())
    });
    let list = has_words.then(|| format!("Mogelijke waarden:{}", list.collect::<String>()));
    let at_length: Vec<String> = list.or(choice).into_iter().chain(notes).collect();
    let of = |help: Option<&StyledStr>, more: &[String], between: &str| {
        let parts: Vec<String> = help.map(ToString::to_string).into_iter().chain(more.iter().cloned()).collect();
        parts.join(between)
    };
    let short = of(argument.get_help(), &in_short, " ");
    let long = of(argument.get_long_help().or(argument.get_help()), &at_length, "\n\n");
    argument.help(short).long_help(long).hide_possible_values(true).hide_default_value(true).hide_env(true)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Cli;

    /// The English of the tree: headings, names of values, texts.
    #[derive(Default)]
    struct English {
        headings: BTreeSet<String>,
        values: BTreeSet<String>,
        texts: BTreeSet<String>,
    }

    impl English {
        fn of() -> Self {
            let mut root = Cli::command();
            root.build();
            let mut english = Self::default();
            for heading in ["Arguments", "Commands", "Options", "Examples"] {
                english.headings.insert(heading.to_owned());
            }
            english.values.insert("COMMAND".to_owned());
            // `-h` says whether there is more, which hangs on the examples.
            for more in ["Print help (see more with '--help')", "Print help (see a summary with '-h')"] {
                english.texts.insert(more.to_owned());
            }
            english.add(&root);
            english
        }

        fn add(&mut self, command: &Command) {
            self.texts.extend(command.get_about().into_iter().chain(command.get_long_about()).map(ToString::to_string));
            for argument in command.get_arguments().filter(|argument| !argument.is_hide_set()) {
                self.headings.extend(argument.get_help_heading().map(str::to_owned));
                if argument.get_action().takes_values() {
                    self.values
                        .extend(argument.get_value_names().into_iter().flatten().map(|name| name.as_str().to_owned()));
                }
                self.texts
                    .extend(argument.get_help().into_iter().chain(argument.get_long_help()).map(ToString::to_string));
                let possible = argument.get_possible_values();
                self.texts.extend(possible.iter().filter_map(|value| value.get_help()).map(ToString::to_string));
            }
            command.get_subcommands().filter(|command| !command.is_hide_set()).for_each(|command| self.add(command));
        }
    }

    #[test]
    fn every_text_of_the_command_line_has_its_dutch_and_none_is_left_over() {
        let catalogue: Catalogue = toml::from_str(include_str!("nl.toml")).unwrap();
        let English { headings, values, texts } = English::of();
        for (part, english, dutch) in [
            ("headings", headings, catalogue.headings),
            ("values", values, catalogue.values),
            ("texts", texts, catalogue.texts),
        ] {
            let dutch: BTreeSet<String> = dutch.into_keys().collect();
            let missing: Vec<&String> = english.difference(&dutch).collect();
            let left_over: Vec<&String> = dutch.difference(&english).collect();
            assert!(
                missing.is_empty() && left_over.is_empty(),
                "src/cli/help/nl.toml, [{part}]\nmissing: {missing:#?}\nleft over: {left_over:#?}"
            );
        }
    }
}
