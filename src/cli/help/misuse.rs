//! Errors of usage in Dutch, from what the parser says went wrong; its own sentences are in English.

use std::fmt::Write as _;
use std::io::Write as _;

use clap::builder::Styles;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::cli::complaint;
use bodemtoets_words::lang::Lang;
use bodemtoets_words::words::visible_text;

/// Prints what is wrong on stderr.
pub(super) fn complain(error: &Error) {
    // When even stderr is gone there is nobody left to tell.
    let _ = write!(anstream::stderr(), "{}", visible_text(&text(error)));
}

/// What is wrong, how it should be, and where to read on.
fn text(error: &Error) -> String {
    let styles = Styles::default();
    let (wrong, usage) = (styles.get_error(), styles.get_usage());
    let mut text = format!("{wrong}fout:{wrong:#} {}\n", sentence(error));
    let tips: Vec<String> = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg, ContextKind::SuggestedValue]
        .into_iter()
        .flat_map(|kind| strings(error, kind))
        .map(|tip| format!("'{tip}'"))
        .collect();
    // Writing to a String cannot fail.
    if !tips.is_empty() {
        let tip = styles.get_valid();
        let _ = writeln!(text, "\n  {tip}tip:{tip:#} bedoelt u {}?", tips.join(" of "));
    }
    if let Some(ContextValue::StyledStr(line)) = error.get(ContextKind::Usage) {
        // Behind its title.
        let line = line.to_string();
        let line = line.split_once(": ").map_or(&*line, |(_, line)| line);
        let _ = writeln!(text, "\n{usage}Gebruik:{usage:#} {line}");
    }
    let literal = styles.get_literal();
    let _ = writeln!(text, "\nMeer uitleg geeft '{literal}--help{literal:#}'.");
    text
}

/// What went wrong, in a sentence.
fn sentence(error: &Error) -> String {
    let string = |kind| strings(error, kind).join(" ");
    let (argument, value) = (string(ContextKind::InvalidArg), string(ContextKind::InvalidValue));
    match error.kind() {
        ErrorKind::UnknownArgument if argument.starts_with('-') => format!("onbekende optie '{argument}'"),
        ErrorKind::UnknownArgument => format!("'{argument}' hoort hier niet"),
        ErrorKind::InvalidSubcommand => format!("onbekend commando '{}'", string(ContextKind::InvalidSubcommand)),
        ErrorKind::InvalidValue if value.is_empty() => {
            format!(
                "bij '{argument}' ontbreekt een waarde{}",
                choice("mogelijke waarden", error, ContextKind::ValidValue)
            )
        }
        ErrorKind::InvalidValue => {
            let choice = choice("mogelijke waarden", error, ContextKind::ValidValue);
            format!("'{value}' is geen waarde voor '{argument}'{choice}")
        }
        ErrorKind::ValueValidation => {
            let why = std::error::Error::source(error).map(|source| format!(": {}", complaint::text(source, Lang::Nl)));
            format!("'{value}' is geen waarde voor '{argument}'{}", why.unwrap_or_default())
        }
        ErrorKind::NoEquals => format!("bij '{argument}' hoort een '=' voor de waarde"),
        ErrorKind::TooManyValues => format!("'{value}' is een waarde te veel voor '{argument}'"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            let needed = number(error, ContextKind::MinValues).or(number(error, ContextKind::ExpectedNumValues));
            let given = number(error, ContextKind::ActualNumValues);
            let (needed, given) = (needed.unwrap_or_default(), given.unwrap_or_default());
            format!("bij '{argument}' horen {needed} waarden, en er zijn er {given}")
        }
        ErrorKind::ArgumentConflict => conflict(error),
        ErrorKind::MissingRequiredArgument => {
            format!("er ontbreekt:{}", listed(&strings(error, ContextKind::InvalidArg)))
        }
        ErrorKind::MissingSubcommand => {
            let choice = choice("commando's", error, ContextKind::ValidSubcommand);
            format!("bij '{}' hoort een commando{choice}", string(ContextKind::InvalidSubcommand))
        }
        ErrorKind::InvalidUtf8 => "een van de argumenten is geen geldige UTF-8".to_owned(),
        // These are no misuse.
        _ => error.to_string(),
    }
}

fn conflict(error: &Error) -> String {
    let one =
        [ContextKind::InvalidArg, ContextKind::InvalidSubcommand].into_iter().flat_map(|kind| strings(error, kind));
    let one = one.collect::<Vec<_>>().join(" ");
    let others = strings(error, ContextKind::PriorArg);
    match others.as_slice() {
        [other] if *other == one => format!("'{one}' mag maar één keer"),
        [other] => format!("'{one}' gaat niet samen met '{other}'"),
        [] => format!("'{one}' gaat niet samen met iets anders dat is gegeven"),
        _ => format!("'{one}' gaat niet samen met:{}", listed(&others)),
    }
}

/// What there is to choose from, on a line of its own.
fn choice(what: &str, error: &Error, kind: ContextKind) -> String {
    let known = strings(error, kind);
    if known.is_empty() { String::new() } else { format!("\n  [{what}: {}]", known.join(", ")) }
}

/// Each on a line of its own.
fn listed(all: &[String]) -> String {
    all.iter().fold(String::new(), |list, one| list + "\n  " + one)
}

/// The strings that an error has of a kind.
fn strings(error: &Error, kind: ContextKind) -> Vec<String> {
    match error.get(kind) {
        Some(ContextValue::String(one)) => vec![one.clone()],
        Some(ContextValue::Strings(all)) => all.clone(),
        _ => Vec::new(),
    }
}

fn number(error: &Error, kind: ContextKind) -> Option<isize> {
    match error.get(kind) {
        Some(ContextValue::Number(number)) => Some(*number),
        _ => None,
    }
}
