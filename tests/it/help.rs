//! What the command line says of itself: help, errors of usage, completions and man pages, in both languages.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use assert_cmd::cargo::cargo_bin;
use bodemtoets_journal::Journal;
use serde::Deserialize;

use crate::common::{NO_LANGUAGE, folder, names, run, run_in};

#[derive(Deserialize)]
struct Examples {
    example: Vec<Example>,
}

/// An example in the help of a command.
#[derive(Deserialize)]
struct Example {
    of: Vec<String>,
    run: String,
    needs: Option<String>,
}

fn examples() -> Vec<Example> {
    let Examples { example } = toml::from_str(include_str!("../../src/cli/help/examples.toml")).unwrap();
    example
}

/// The whole name of every command.
fn commands() -> BTreeSet<String> {
    examples().into_iter().flat_map(|example| example.of).collect()
}

/// What a run with these variables says, with arguments that have spaces between them.
fn said(variables: &[(&str, &str)], arguments: &str) -> Output {
    let mut program = Command::new(cargo_bin!("bodemtoets"));
    program.envs(NO_LANGUAGE).envs(variables.iter().copied()).args(arguments.split_whitespace());
    program.stdin(Stdio::null()).env("COLUMNS", "100").output().unwrap()
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).unwrap()
}

#[test]
fn a_run_is_in_one_language_that_the_flag_the_variable_or_the_locale_says() {
    let nl = "Gebruik: bodemtoets doctor";
    let en = "Usage: bodemtoets doctor";
    for (variables, arguments, expected) in [
        (&[][..], "doctor --help", nl),
        (&[("LANG", "C.UTF-8")], "doctor --help", nl),
        (&[("LANG", "nl_NL.UTF-8")], "doctor --help", nl),
        (&[("LANG", "en_GB.UTF-8")], "doctor --help", en),
        (&[("LANG", "de_DE.UTF-8")], "doctor -h", en),
        (&[("LANG", "en_GB.UTF-8"), ("LC_ALL", "nl_NL")], "doctor --help", nl),
        (&[("LANG", "en_GB.UTF-8"), ("BODEMTOETS_LANG", "nl")], "doctor --help", nl),
        (&[("LANG", "nl_NL"), ("BODEMTOETS_LANG", "en")], "doctor --help", en),
        (&[("BODEMTOETS_LANG", "nl")], "doctor --help --lang en", en),
        (&[("BODEMTOETS_LANG", "en")], "--lang=nl doctor --help", nl),
        (&[("BODEMTOETS_LANG", "de")], "doctor --help --lang nl", nl),
    ] {
        let output = said(variables, arguments);
        assert_eq!(output.status.code(), Some(0), "{variables:?}");
        assert!(text(&output.stdout).contains(expected), "{variables:?} {arguments}\n{}", text(&output.stdout));
    }
}

#[test]
fn results_and_failures_are_in_the_language_of_the_environment_too() {
    let english = &[("LANG", "en_GB.UTF-8")];
    let shown = said(english, "rules show NB-2010-01");
    assert_eq!(text(&shown.stdout), run("rules show NB-2010-01 --lang en").well());
    assert_eq!(text(&said(&[], "rules show NB-2010-01").stdout), run("--lang nl rules show NB-2010-01").well());
    for (variables, sentence) in [(&english[..], "there is no rule `zzz`"), (&[], "er is geen regel `zzz`")] {
        let output = said(variables, "rules show zzz");
        assert_eq!((output.status.code(), text(&output.stderr)), (Some(1), &*format!("bodemtoets: {sentence}\n")));
    }
}

#[test]
fn a_variable_with_a_language_that_there_is_not_is_wrong_usage() {
    let output = said(&[("BODEMTOETS_LANG", "de")], "doctor");
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        text(&output.stderr),
        "bodemtoets: de omgevingsvariabele BODEMTOETS_LANG is `de`; zet er nl of en in, of haal haar weg\n"
    );
    let output = said(&[("BODEMTOETS_LANG", "de"), ("LANG", "de_DE.UTF-8")], "doctor");
    assert!(text(&output.stderr).contains("set it to nl or en"), "{}", text(&output.stderr));
}

#[test]
fn wrong_usage_is_told_in_both_languages_and_ends_with_2() {
    let wrong = [
        "screen --dept 60",
        "scren",
        "doctor extra",
        "screen --depth",
        "screen --system opne",
        "screen --lang de",
        "screen --depth 8000",
        "screen --xy 5",
        "screen --xy 1,2 --latlon 3,4",
        "screen a.toml --xy 1,2 --latlon 3,4",
        "screen --id a --id b",
        "screen a.toml --map a.svg --layer x --place fence",
        "crowding pairs a.csv --proposed",
        "spf metering-cost",
        "spf report a.csv --year 1999",
        "rules list --date 2026-13-01",
        "layers fetch u --tries 0",
        "feasibility --area much",
        "feasibility closed --dwellings half",
        "feasibility optimise --goal fast",
        "serve --listen here",
        "serve --connections 0",
        "serve token admin x",
        "completions tcsh",
    ];
    for lang in ["nl", "en"] {
        let told = wrong.map(|arguments| {
            let output = said(&[("BODEMTOETS_LANG", lang)], arguments);
            assert_eq!(output.status.code(), Some(2), "{arguments}");
            assert_eq!(text(&output.stdout), "", "{arguments}");
            format!("$ bodemtoets {arguments}\n{}", text(&output.stderr))
        });
        snapshot!(format!("wrong_usage_{lang}"), told.join("\n"));
    }
}

#[test]
fn a_command_without_what_it_needs_shows_its_help_and_ends_with_2() {
    for (lang, usage) in [("nl", "Gebruik: bodemtoets layers"), ("en", "Usage: bodemtoets layers")] {
        let output = said(&[], &format!("layers --lang {lang}"));
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains(usage), "{}", text(&output.stderr));
    }
}

#[test]
fn help_in_dutch_has_no_english_around_it() {
    for name in commands() {
        let arguments = name.trim_start_matches("bodemtoets").trim_start();
        for flag in ["-h", "--help"] {
            let page = run(&format!("{arguments} {flag}")).well();
            for english in [
                "Usage:",
                "Options:",
                "Arguments:",
                "Commands:",
                "Examples:",
                "[OPTIONS]",
                "<COMMAND>",
                "[default:",
                "[env:",
            ] {
                assert!(!page.contains(english), "{name} {flag}: {english}\n{page}");
            }
            assert!(!page.to_lowercase().contains("possible values"), "{name} {flag}\n{page}");
            assert!(page.contains("Gebruik: bodemtoets"), "{name} {flag}\n{page}");
            assert_eq!(page.contains("Voorbeelden:"), flag == "--help", "{name} {flag}\n{page}");
        }
        let page = run(&format!("{arguments} --help --lang en")).well();
        assert!(page.contains("Usage: bodemtoets") && page.contains("\nExamples:\n"), "{name}\n{page}");
    }
}

#[test]
fn the_help_of_a_command_looks_like_this() {
    snapshot!("rules_list_nl", run("rules list --help").well());
    snapshot!("rules_list_en", run("rules list --help --lang en").well());
    snapshot!("commands_nl", run("-h").well());
    snapshot!("commands_en", run("-h --lang en").well());
}

/// A folder that looks like the root of a checkout, to write in.
#[cfg(unix)]
fn checkout() -> tempfile::TempDir {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = folder(&[]);
    for part in ["data", "layers", "docs"] {
        std::os::unix::fs::symlink(root.join(part), folder.path().join(part)).unwrap();
    }
    folder
}

#[cfg(unix)]
#[test]
fn every_example_of_the_help_runs_as_it_stands() {
    let folder = checkout();
    drop(Journal::open(&folder.path().join("journal.sqlite")).unwrap());
    let programs = cargo_bin!("bodemtoets").parent().unwrap().to_owned();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let mut left_out = Vec::new();
    for example in examples() {
        match example.needs.as_deref() {
            None | Some("journal") => {}
            Some("network" | "server") => {
                left_out.push(example.run);
                continue;
            }
            Some(other) => panic!("`needs = {other:?}` says nothing: {}", example.run),
        }
        let mut shell = Command::new("sh");
        shell.arg("-c").arg(&example.run).current_dir(folder.path()).env("PATH", &path).envs(NO_LANGUAGE);
        let output = shell.stdin(Stdio::null()).output().unwrap();
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(
            !stderr.contains("bodemtoets-pdf"),
            "build the whole workspace, or `-p bodemtoets-pdf`, before this test"
        );
        assert_eq!(output.status.code(), Some(0), "{}\n{stderr}", example.run);
    }
    assert_eq!(left_out.len(), 5, "run by hand, and few: {left_out:#?}");
}

#[cfg(unix)]
#[test]
fn bash_takes_the_completions_and_they_are_in_the_language() {
    let folder = folder(&[]);
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let [dutch, english] = ["nl", "en"].map(|lang| run(&format!("completions {shell} --lang {lang}")).well());
        assert!(dutch.contains("screen-top") && english.contains("monte-carlo"), "{shell}");
        if shell != "bash" {
            // Of bash nothing is explained.
            assert!(dutch.contains("Grootste debiet, m3/h") && english.contains("Largest flow, m3/h"), "{shell}");
        }
        std::fs::write(folder.path().join(shell), dutch).unwrap();
    }
    let checked = Command::new("bash").arg("-n").arg(folder.path().join("bash")).output().unwrap();
    assert!(checked.status.success() && checked.stderr.is_empty(), "{}", text(&checked.stderr));
    // As bash asks for what comes after `bodemtoets rules c`.
    let script = format!(
        "source {}; COMP_WORDS=(bodemtoets rules c); COMP_CWORD=2; _bodemtoets bodemtoets c rules; echo ${{COMPREPLY[@]}}",
        folder.path().join("bash").display()
    );
    let completed = Command::new("bash").args(["-c", &script]).output().unwrap();
    assert_eq!(text(&completed.stdout), "coverage check\n", "{}", text(&completed.stderr));
}

#[test]
fn there_is_a_man_page_for_each_command_in_either_language() {
    let folder = folder(&[]);
    for lang in ["nl", "en"] {
        run_in(&folder, &format!("man --dir {lang} --lang {lang}")).well();
        let pages = folder.path().join(lang);
        let mut expected: Vec<String> = commands().iter().map(|name| format!("{}.1", name.replace(' ', "-"))).collect();
        expected.sort();
        assert_eq!(names(&pages), expected, "{lang}");
        for name in &expected {
            let page = std::fs::read_to_string(pages.join(name)).unwrap();
            let headings: Vec<&str> = page.lines().filter_map(|line| line.strip_prefix(".SH ")).collect();
            let all = if lang == "nl" {
                ["NAAM", "OVERZICHT", "BESCHRIJVING", "OPTIES", "VOORBEELDEN"]
            } else {
                ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES"]
            };
            for heading in all {
                assert!(headings.contains(&heading), "{name}: {heading} is not one of {headings:?}");
            }
            if lang == "nl" {
                for english in ["Possible values", "[default", "environment variable", "SUBCOMMANDS", "Print help"] {
                    assert!(!page.contains(english), "{name}: {english}\n{page}");
                }
            }
        }
    }
    assert_eq!(run("man").well(), std::fs::read_to_string(folder.path().join("nl/bodemtoets.1")).unwrap());
    snapshot!("man_rules_show_nl", std::fs::read_to_string(folder.path().join("nl/bodemtoets-rules-show.1")).unwrap());
    snapshot!("man_rules_show_en", std::fs::read_to_string(folder.path().join("en/bodemtoets-rules-show.1")).unwrap());
}
