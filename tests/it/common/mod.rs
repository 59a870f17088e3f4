//! What the end-to-end tests share: running the program, and reading what it says.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic)]

pub mod made_year;
pub mod served;

use std::path::Path;

use assert_cmd::cargo::cargo_bin_cmd;
use serde_json::Value;
use tempfile::TempDir;

/// The day on which the tests happen.
pub const TODAY: &str = "--date 2026-11-21";

/// A day under the law before that of 2024, when Noord-Brabant had its limits of 80 m and 10 m3/h.
pub const THEN: &str = "--date 2020-06-01";

/// Whatever language the machine speaks, the program speaks Dutch when nothing else is said.
pub const NO_LANGUAGE: [(&str, &str); 4] = [("BODEMTOETS_LANG", ""), ("LC_ALL", ""), ("LC_MESSAGES", ""), ("LANG", "")];

/// What a run of the program came to.
pub struct Ran {
    /// What it wrote for machines.
    pub stdout: String,
    /// What it wrote for people.
    pub stderr: String,
    /// How it ended.
    pub code: i32,
}

/// Runs the program in a folder, with arguments that have spaces between them.
pub fn run_with(folder: &Path, arguments: &str, input: impl Into<Vec<u8>>) -> Ran {
    let output = cargo_bin_cmd!("bodemtoets")
        .current_dir(folder)
        // Whoever runs the tests may have the correction grid: it changes the last digits.
        .env("XDG_DATA_HOME", "/nonexistent")
        .env_remove("PROJ_DATA")
        .env_remove("PROJ_LIB")
        .env_remove("CLICOLOR_FORCE")
        .env("COLUMNS", "100")
        .envs(NO_LANGUAGE)
        .args(arguments.split_whitespace())
        .write_stdin(input)
        // A test that hangs is a test that fails.
        .timeout(std::time::Duration::from_mins(2))
        .output()
        .unwrap();
    Ran {
        stdout: String::from_utf8(output.stdout).unwrap(),
        stderr: String::from_utf8(output.stderr).unwrap(),
        code: output.status.code().expect("the program ended by itself, and in time"),
    }
}

/// Runs the program in a folder.
pub fn run_in(folder: impl AsRef<Path>, arguments: &str) -> Ran {
    run_with(folder.as_ref(), arguments, "")
}

/// Runs the program where no files are needed.
pub fn run(arguments: &str) -> Ran {
    run_in(std::env::temp_dir(), arguments)
}

/// Arguments with a day in them: that of the tests when they give none.
pub fn dated(arguments: &str) -> String {
    if arguments.contains("--date ") { arguments.to_owned() } else { format!("{TODAY} {arguments}") }
}

/// Screens under the law of the day of the tests, or of a day that is given.
pub fn screen(arguments: &str) -> Ran {
    run(&format!("screen {}", dated(arguments)))
}

/// Screens what lies in a folder, under the law of the day of the tests, or of a day that is given.
pub fn screen_in(folder: impl AsRef<Path>, arguments: &str) -> Ran {
    run_in(folder, &format!("screen {}", dated(arguments)))
}

impl Ran {
    /// What it wrote for people, without what it says of every result: what the map is worth.
    pub fn said(&self) -> String {
        let (notices, said): (Vec<&str>, Vec<&str>) = self.stderr.lines().partition(|line| line.starts_with("! "));
        assert!(!notices.is_empty(), "nobody says what the map is worth: {}", self.stderr);
        said.join("\n") + "\n"
    }

    /// What it wrote for machines, when it went well.
    pub fn well(self) -> String {
        assert_eq!(self.code, 0, "{}", self.stderr);
        self.stdout
    }

    /// What it complained about, when it could not do it: and nothing came out besides.
    pub fn failed(self) -> String {
        assert_eq!(self.code, 1, "it should have failed: {}{}", self.stdout, self.stderr);
        assert_eq!(self.stdout, "", "a failure leaves no result");
        self.stderr
    }

    /// The result as JSON, when it went well.
    pub fn json(self) -> Value {
        let text = self.well();
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{error} in {text}"))
    }
}

/// A verdict in JSON.
pub fn verdict(arguments: &str) -> Value {
    screen(&format!("{arguments} --format json")).json()
}

/// The texts of a list in JSON.
pub fn texts(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|text| text.as_str().unwrap()).collect()
}

/// The rule of an id in a verdict.
pub fn rule<'a>(verdict: &'a Value, id: &str) -> &'a Value {
    let rules = verdict["rules"].as_array().unwrap();
    rules.iter().find(|rule| rule["id"] == id).unwrap_or_else(|| panic!("no rule {id} in {verdict:#}"))
}

/// A folder with files in it.
pub fn folder(files: &[(&str, &str)]) -> TempDir {
    let bytes: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    folder_of_bytes(&bytes)
}

/// A folder with files in it that may not be text.
pub fn folder_of_bytes(files: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, bytes) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
    folder
}

/// The names of the files in a folder, in order.
pub fn names(folder: impl AsRef<Path>) -> Vec<String> {
    let files = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Compares with a snapshot in which fingerprints and the version of the tool do not show: they
/// change with every edit of the data.
#[macro_export]
macro_rules! snapshot {
    ($name:expr, $text:expr) => {
        insta::with_settings!({
            filters => vec![
                ("[0-9a-f]{64}", "[sha256]"),
                ("sha256 [0-9a-f]{12}", "sha256 [short]"),
                ("│ [0-9a-f]{12} *|  [0-9a-f]{12} *\n", "[short]\n"),
                (r"bodemtoets \d+\.\d+\.\d+", "bodemtoets [version]"),
            ],
            omit_expression => true,
            prepend_module_to_snapshot => true,
        }, {
            insta::assert_snapshot!($name, $text);
        });
    };
}
