//! The examples in the help of every command, and what each shows.

use std::sync::LazyLock;

use clap::Command;
use serde::Deserialize;

use bodemtoets_words::lang::Lang;

/// The examples as they stand in their file. A test runs every one of them.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
struct Examples {
    example: Vec<Example>,
}

/// A command line, and what it shows.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Example {
    /// The commands whose help has it, as `bodemtoets rules diff`.
    of: Vec<String>,
    nl: String,
    en: String,
    pub(super) run: String,
    /// What it needs that a test does not have: `network`, or `server` when it keeps serving.
    #[serde(default, rename = "needs")]
    _needs: Option<String>,
}

impl Example {
    /// What it shows.
    pub(super) fn about(&self, lang: Lang) -> &str {
        lang.pick(&self.nl, &self.en)
    }
}

/// Empty when they cannot be read, which a test rules out.
static EXAMPLES: LazyLock<Examples> =
    LazyLock::new(|| toml::from_str(include_str!("examples.toml")).unwrap_or_default());

/// Letters on a line, so that an example fits on a terminal of 80 letters.
const WIDEST: usize = 68;

/// The examples of a command by its whole name, as `bodemtoets rules diff`.
pub(super) fn of(command: &str) -> impl Iterator<Item = &'static Example> {
    EXAMPLES.example.iter().filter(move |example| example.of.iter().any(|of| of == command))
}

/// The tree with the examples at the end of each long help.
pub(super) fn added(command: Command, lang: Lang) -> Command {
    let name = command.get_name().to_owned();
    add(command, &name, lang)
}

fn add(command: Command, name: &str, lang: Lang) -> Command {
    let command = command.mut_subcommands(|below| {
        let name = format!("{name} {}", below.get_name());
        add(below, &name, lang)
    });
    let shown: Vec<String> =
        of(name).map(|example| format!("  {}:\n{}", example.about(lang), broken(&example.run))).collect();
    if shown.is_empty() {
        return command;
    }
    let header = command.get_styles().get_header();
    let title = lang.pick("Voorbeelden", "Examples");
    let text = format!("{header}{title}:{header:#}\n{}", shown.join("\n\n"));
    command.after_long_help(text)
}

/// A command line that is broken before flags, so that it can be copied from a narrow terminal.
fn broken(run: &str) -> String {
    let mut lines = vec![String::new()];
    for part in parts(run) {
        let is_full = |line: &String| !line.is_empty() && line.len() + part.len() > WIDEST;
        if lines.last().is_some_and(is_full) {
            lines.push(String::new());
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(&part);
        }
    }
    format!("    {}", lines.join(" \\\n      "))
}

/// The words of a command line, a flag together with its value.
fn parts(run: &str) -> Vec<String> {
    let mut parts: Vec<String> = Vec::new();
    for word in run.split(' ') {
        match parts.last_mut() {
            Some(last) if last.starts_with('-') && !last.contains(' ') && !word.starts_with('-') => {
                last.push(' ');
                last.push_str(word);
            }
            _ => parts.push(word.to_owned()),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;
    use crate::cli::Cli;

    #[test]
    fn a_long_line_is_broken_before_a_flag() {
        assert_eq!(broken("bodemtoets rules list"), "    bodemtoets rules list");
        assert_eq!(
            broken("bodemtoets screen --xy 232289,542576 --system open --depth 60 --flow 40 --date 2026-11-21"),
            "    bodemtoets screen --xy 232289,542576 --system open --depth 60 \\\n      --flow 40 --date 2026-11-21"
        );
    }

    #[test]
    fn every_command_has_two_examples_and_every_example_a_command() {
        let Examples { example } = toml::from_str(include_str!("examples.toml")).unwrap();
        let mut names = Vec::new();
        let mut waiting = vec![("bodemtoets".to_owned(), Cli::command())];
        while let Some((name, command)) = waiting.pop() {
            let below = command.get_subcommands().filter(|command| !command.is_hide_set());
            waiting.extend(below.map(|below| (format!("{name} {}", below.get_name()), below.clone())));
            names.push(name);
        }
        let counts = names.iter().map(|name| (name, of(name).count()));
        let lacking: Vec<_> = counts.filter(|(_, count)| *count < 2).collect();
        assert!(lacking.is_empty(), "fewer than two examples in src/cli/help/examples.toml: {lacking:#?}");
        for one in &example {
            let strangers: Vec<&String> = one.of.iter().filter(|of| !names.contains(of)).collect();
            assert!(!one.of.is_empty() && strangers.is_empty(), "{}: {strangers:?}", one.run);
        }
    }
}
