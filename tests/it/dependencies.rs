//! What others wrote and we build on: under which licence, and with no fault that is known.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use semver::{Version, VersionReq};
use serde_json::Value;
use spdx::{Expression, ParseMode};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &str) -> String {
    std::fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The list at `table.key` of `deny.toml`.
fn denied(table: &str, key: &str) -> Vec<toml::Value> {
    let rules: toml::Table = toml::from_str(&read("deny.toml")).unwrap();
    rules[table][key].as_array().unwrap().clone()
}

/// What cargo knows about the packages of a Debian machine, from what is on this one already.
fn metadata() -> Value {
    let out = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--locked", "--format-version", "1"])
        .args(["--filter-platform", "x86_64-unknown-linux-gnu"])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    serde_json::from_slice(&out.stdout).unwrap()
}

/// A package that is not ours.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Package {
    name: String,
    version: Version,
    licence: String,
    repository: String,
}

impl Package {
    fn of(told: &Value) -> Self {
        let text = |key: &str| told[key].as_str().unwrap_or_default().to_owned();
        let version = text("version").parse().unwrap();
        Self { name: text("name"), version, licence: text("license"), repository: text("repository") }
    }
}

/// The packages that are not ours, by their id.
fn packages(metadata: &Value) -> BTreeMap<&str, Package> {
    let others = metadata["packages"].as_array().unwrap().iter().filter(|package| !package["source"].is_null());
    others.map(|package| (package["id"].as_str().unwrap(), Package::of(package))).collect()
}

/// The ids of what is linked into an executable or runs while it is built: all that is needed but by tests alone.
fn shipped(metadata: &Value) -> BTreeSet<&str> {
    let nodes = metadata["resolve"]["nodes"].as_array().unwrap();
    let needs: BTreeMap<&str, &Value> =
        nodes.iter().map(|node| (node["id"].as_str().unwrap(), &node["deps"])).collect();
    let mut open: Vec<&str> =
        metadata["workspace_members"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    let mut found = BTreeSet::new();
    while let Some(id) = open.pop() {
        if found.insert(id) {
            let needed = needs[id].as_array().unwrap().iter().filter(|dependency| {
                dependency["dep_kinds"].as_array().unwrap().iter().any(|kind| kind["kind"] != "dev")
            });
            open.extend(needed.map(|dependency| dependency["pkg"].as_str().unwrap()));
        }
    }
    found
}

#[test]
fn every_licence_is_one_that_may_be_shipped() {
    let allowed = denied("licenses", "allow");
    let allowed: BTreeSet<&str> = allowed.iter().map(|licence| licence.as_str().unwrap()).collect();
    let metadata = metadata();
    let packages = packages(&metadata);
    assert!(packages.len() > 300, "{} packages", packages.len());
    let mut used = BTreeSet::new();
    for Package { name, version, licence, .. } in packages.values() {
        let expression = Expression::parse_mode(licence, ParseMode::LAX);
        let expression = expression.unwrap_or_else(|error| panic!("{name} {version}: {error}"));
        let may = expression.evaluate(|needed| {
            let needed = needed.to_string();
            let may = allowed.get(needed.as_str());
            used.extend(may);
            may.is_some()
        });
        assert!(may, "{name} {version} stands under `{licence}`, which deny.toml does not allow");
    }
    let unused: Vec<_> = allowed.difference(&used).collect();
    assert!(unused.is_empty(), "deny.toml allows what nothing stands under: {unused:?}");
}

#[test]
fn no_version_with_a_known_fault_is_used_but_those_that_do_no_harm_here() {
    let ignored = denied("advisories", "ignore");
    let accepted: BTreeSet<&str> = ignored.iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert!(ignored.iter().all(|one| !one["reason"].as_str().unwrap().is_empty()));
    let lock: toml::Table = toml::from_str(&read("Cargo.lock")).unwrap();
    let mut versions = BTreeMap::<&str, Vec<Version>>::new();
    for package in lock["package"].as_array().unwrap() {
        let version = package["version"].as_str().unwrap().parse().unwrap();
        versions.entry(package["name"].as_str().unwrap()).or_default().push(version);
    }
    let mut found = BTreeSet::new();
    let mut advisories = csv::Reader::from_path(root().join("tests/dependencies/advisories.csv")).unwrap();
    for row in advisories.records() {
        let row = row.unwrap();
        let safe = |version: &Version| {
            let safe: Vec<&str> = row[3].split('|').filter(|requirement| !requirement.is_empty()).collect();
            safe.iter().any(|requirement| VersionReq::parse(requirement).unwrap().matches(version))
        };
        for version in versions.get(&row[0]).into_iter().flatten().filter(|version| !safe(version)) {
            assert!(
                accepted.contains(&row[1]),
                "{} {version}: {} ({}); take a later version",
                &row[0],
                &row[1],
                &row[2]
            );
            found.insert(row[1].to_owned());
        }
    }
    let gone: Vec<_> = accepted.iter().filter(|id| !found.contains(**id)).collect();
    assert!(gone.is_empty(), "deny.toml ignores what concerns no version any more: {gone:?}");
}

/// The page that lists them, up to the table.
const HEAD: &str = "\
# Third parties

Bodemtoets is MIT or Apache 2.0. What it is built with stands under licences of its own, listed here; the texts of the \
licences are in the source of each package. `just third-party` writes this page anew.

## Beside the packages

| what | where | licence |
|---|---|---|
| PROJ 9.7 | compiled into `bodemtoets` and its library | MIT |
| SQLite | the system's, linked by `bodemtoets` | public domain |
| libtiff | the system's, linked by `bodemtoets` | libtiff (as MIT) |
| GDAL | the system's, linked by `bodemtoets-ogr` alone | MIT; Debian's build loads Poppler (GPL 2 or 3) |
| Noto Sans | compiled into `bodemtoets` and `bodemtoets-pdf`, for pictures and documents | SIL OFL 1.1 |
| EPSG Dataset | in PROJ's database | EPSG's terms of use |

GDAL and what it loads come from the system; a package that ships `bodemtoets-ogr` together with Debian's libgdal \
passes on Poppler under the GPL. Maps and law: [data](docs/data.md).

## Packages
";

#[test]
fn third_parties_are_listed() {
    let metadata = metadata();
    let shipped = shipped(&metadata);
    let packages: BTreeSet<Package> =
        packages(&metadata).into_iter().filter(|(id, _)| shipped.contains(id)).map(|(_, package)| package).collect();
    let mut page = format!("{HEAD}\n{} packages.\n\n| package | version | licence |\n|---|---|---|\n", packages.len());
    for Package { name, version, licence, repository } in &packages {
        let name = if repository.is_empty() { name.clone() } else { format!("[{name}]({repository})") };
        writeln!(page, "| {name} | {version} | {licence} |").unwrap();
    }
    let path: &Path = &root().join("THIRD-PARTY.md");
    if std::env::var_os("WRITE_THIRD_PARTY").is_some() {
        std::fs::write(path, &page).unwrap();
    }
    let listed = std::fs::read_to_string(path).unwrap_or_default();
    assert!(listed == page, "THIRD-PARTY.md is not what Cargo.lock holds; `just third-party` writes it anew");
}
