//! The recipes of CONTRIBUTING.md: what it tells people to type is typed here.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::Path;
use std::process::Command;

use crate::common::NO_LANGUAGE;

/// The blocks of a shell in a section of CONTRIBUTING.md, without their indentation.
fn shell_blocks(section: &str) -> Vec<String> {
    let text = include_str!("../../CONTRIBUTING.md");
    let section = text.split("\n### ").find(|part| part.starts_with(section)).expect("the section is there");
    let blocks = section.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap());
    let lines = |block: &str| block.lines().map(|line| line.trim_start().to_owned()).collect::<Vec<_>>().join("\n");
    blocks.map(lines).collect()
}

/// Runs a block as a reader would, and gives what it printed.
fn run(block: &str, folder: &Path) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_bodemtoets")).parent().unwrap();
    let path = format!("{}:{}", program.display(), std::env::var("PATH").unwrap());
    let script = format!("set -e\n{block}\n");
    let output = Command::new("sh")
        .arg("-c")
        .arg(script)
        .current_dir(folder)
        .env("PATH", path)
        .envs(NO_LANGUAGE)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{block}\n{said}{}", String::from_utf8_lossy(&output.stdout));
    String::from_utf8(output.stdout).unwrap() + &said
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        std::fs::copy(&path, to.join(path.file_name().unwrap())).unwrap();
    }
}

#[test]
fn a_jurist_adds_a_rule_without_a_line_of_rust() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    for part in ["data/rules", "data/applications"] {
        copy(&root.join(part), &folder.path().join(part));
    }
    let blocks = shell_blocks("Add a rule");
    assert_eq!(blocks.len(), 4, "{blocks:#?}");
    let said: Vec<String> = blocks.iter().map(|block| run(block, folder.path())).collect();
    let [_, tested, shown, compared] = said.as_slice() else { panic!("four blocks") };
    assert_eq!(tested.matches("(100 %)").count(), 4, "{tested}");
    // Nothing found.
    assert!(tested.lines().last().unwrap().starts_with("schoon"), "{tested}");
    // On the limit it is kept; beyond it is not.
    assert!(shown.contains("DR-2027-01") && shown.contains("✗ VERBODEN"), "{shown}");
    let outcomes: Vec<&str> = shown.lines().filter(|line| line.ends_with("  gesloten bodemenergiesysteem")).collect();
    assert_eq!(outcomes.len(), 2, "{shown}");
    assert!(outcomes[0].starts_with("● MELDING") && outcomes[1].starts_with("✗ VERBODEN"), "{outcomes:?}");
    // A closed system of 20 m near Hoogeveen is the one that changes.
    assert!(compared.contains("hoogeveen-shallow") && compared.contains("DR-2027-01"), "{compared}");
}

#[test]
fn a_concept_is_added_without_a_line_of_rust() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = tempfile::tempdir().unwrap();
    copy(&root.join("data/spf"), &folder.path().join("data/spf"));
    let blocks = shell_blocks("Add an SPF concept");
    assert_eq!(blocks.len(), 3, "{blocks:#?}");
    let said: Vec<String> = blocks.iter().map(|block| run(block, folder.path())).collect();
    assert!(said[1].contains("E  = electricity + 0.5 × solar_pump"), "{}", said[1]);
    assert!(said[2].contains("SPF 4.00"), "{}", said[2]);
}

/// What the recipe tells to write is compiled and tested with the other kinds of condition, in the crate.
#[test]
fn the_kind_of_condition_of_the_recipe_is_the_one_that_is_tested() {
    let text = include_str!("../../CONTRIBUTING.md");
    let section =
        text.split("\n### ").find(|part| part.starts_with("Add a kind of condition")).expect("the section is there");
    let block =
        section.split("```rust\n").nth(1).and_then(|rest| rest.split("   ```").next()).expect("a block of Rust");
    let written: Vec<&str> = block.lines().map(|line| line.strip_prefix("   ").unwrap_or(line)).collect();
    let tested: Vec<&str> = include_str!("../../crates/law/src/rules/condition/recipe.rs").lines().collect();
    assert_eq!(written, tested);
    assert!(section.contains("`balance_within::FORM,` to `forms.rs`"));
    assert!(include_str!("../../crates/law/src/rules/condition/forms.rs").contains("balance_within::FORM,"));
}
