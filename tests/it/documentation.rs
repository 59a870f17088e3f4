//! What the pages tell people to type is typed here, from the root of a checkout, and prints what the page shows.
//!
//! A block `sh` has to run; a block `console` has to print what stands below each `$`, where a line `...` is any number
//! of lines. The blocks of a page share a folder, as they do for a reader. A block that cannot run here has a comment
//! before it, `<!-- elsewhere: why -->`, and `.ci/run` or somebody's hand runs it.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What a command of a page may use of the checkout; a copy of each.
const PARTS: [&str; 4] = ["data", "docs", "examples", "layers"];

/// The pages with commands for people, but the recipes of CONTRIBUTING.md (recipes.rs).
fn pages() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut pages = vec![root.join("README.md")];
    for folder in ["docs", "docs/guides"] {
        let files = std::fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
        pages.extend(files.filter(|path| path.extension().is_some_and(|extension| extension == "md")));
    }
    pages.sort();
    pages
}

/// A block of a page that somebody types.
#[derive(Debug)]
struct Block<'a> {
    line: usize,
    /// Why it is not run here.
    elsewhere: Option<&'a str>,
    /// Each command, and the lines that it prints where the page shows them.
    commands: Vec<(String, Option<Vec<&'a str>>)>,
}

fn blocks(page: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    let mut lines = page.lines().enumerate().map(|(index, line)| (index + 1, line));
    let mut elsewhere = None;
    while let Some((line, text)) = lines.next() {
        let shown = match text.trim() {
            "```sh" => false,
            "```console" => true,
            other => {
                let said = other.strip_prefix("<!-- elsewhere: ").and_then(|rest| rest.strip_suffix(" -->"));
                elsewhere = said.or(elsewhere.filter(|_| other.is_empty()));
                continue;
            }
        };
        let body: Vec<&str> = lines.by_ref().map(|(_, text)| text).take_while(|text| text.trim() != "```").collect();
        let commands = if shown { shown_commands(&body) } else { vec![(body.join("\n"), None)] };
        blocks.push(Block { line, elsewhere: elsewhere.take(), commands });
    }
    blocks
}

fn shown_commands<'a>(body: &[&'a str]) -> Vec<(String, Option<Vec<&'a str>>)> {
    let mut commands: Vec<(String, Option<Vec<&str>>)> = Vec::new();
    for line in body {
        match (line.strip_prefix("$ "), commands.last_mut()) {
            (Some(command), _) => commands.push((command.to_owned(), Some(Vec::new()))),
            (None, Some((_, Some(shown)))) => shown.push(line),
            (None, _) => panic!("a block of a console begins with `$ `: {line}"),
        }
    }
    commands
}

/// Runs a command as a reader would: what it prints on both streams, if it succeeds.
fn typed(command: &str, folder: &Path) -> Result<String, String> {
    let programs = Path::new(env!("CARGO_BIN_EXE_bodemtoets")).parent().unwrap();
    let path = format!("{}:{}", programs.display(), std::env::var("PATH").unwrap());
    let script = format!("set -e\nexec 2>&1\n{command}\n");
    let output = Command::new("bash")
        .args(["-c", &script])
        .current_dir(folder)
        .env("PATH", path)
        .envs([("HOME", folder), ("PROJ_DATA", folder)])
        .envs(crate::common::NO_LANGUAGE)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if output.status.success() { Ok(said) } else { Err(format!("{}\n{said}", output.status)) }
}

/// Whether a page shows what was printed: line by line, `...` for any number of lines.
fn shows(shown: &[&str], printed: &[&str]) -> bool {
    match shown.split_first() {
        None => printed.is_empty(),
        Some((&"...", rest)) => (0..=printed.len()).any(|from| shows(rest, &printed[from..])),
        Some((line, rest)) => {
            printed.split_first().is_some_and(|(first, left)| line.trim_end() == first.trim_end() && shows(rest, left))
        }
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let there = to.join(path.file_name().unwrap());
        if path.is_dir() {
            if !path.ends_with("target") {
                copy(&path, &there);
            }
        } else {
            std::fs::copy(&path, &there).unwrap();
        }
    }
}

/// What of a page does not run, or prints something else.
fn faults(path: &Path) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let name = path.strip_prefix(root).unwrap().display();
    let page = std::fs::read_to_string(path).unwrap();
    let folder = tempfile::tempdir().unwrap();
    for part in PARTS {
        copy(&root.join(part), &folder.path().join(part));
    }
    let mut faults = Vec::new();
    for block in blocks(&page).iter().filter(|block| block.elsewhere.is_none()) {
        for (command, shown) in &block.commands {
            match (typed(command, folder.path()), shown) {
                (Err(said), _) => faults.push(format!("{name}:{}: {command}\n{said}", block.line)),
                (Ok(said), Some(shown)) if !shows(shown, &said.lines().collect::<Vec<_>>()) => {
                    faults.push(format!("{name}:{}: {command}\nprints\n{said}", block.line));
                }
                (Ok(_), _) => {}
            }
        }
    }
    faults
}

#[test]
fn every_command_of_every_page_prints_what_the_page_shows() {
    use rayon::prelude::*;

    let faults: Vec<String> = pages().par_iter().flat_map(|page| faults(page)).collect();
    assert!(faults.is_empty(), "{} faults\n\n{}", faults.len(), faults.join("\n\n"));
}

/// The blocks that run elsewhere: few, and each with its reason.
#[test]
fn what_is_typed_elsewhere_is_listed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut list = String::new();
    for path in pages() {
        let page = std::fs::read_to_string(&path).unwrap();
        for Block { elsewhere, commands, .. } in blocks(&page) {
            if let Some(why) = elsewhere {
                let first = commands[0].0.lines().next().unwrap();
                writeln!(list, "{}: {why}: {first}", path.strip_prefix(root).unwrap().display()).unwrap();
            }
        }
    }
    insta::assert_snapshot!(list);
}

#[test]
fn a_page_shows_lines_and_leaves_lines_out() {
    let printed = ["one", "two", "three"];
    assert!(shows(&["one", "two", "three"], &printed));
    assert!(shows(&["one", "..."], &printed) && shows(&["...", "three"], &printed));
    assert!(!shows(&["one", "three"], &printed) && !shows(&["one", "two"], &printed));
}
