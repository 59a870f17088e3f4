//! What the library crates are made of, and that others can use them.

use std::path::{Path, PathBuf};
use std::process::Command;

/// What only executables need.
const ONLY_FOR_EXECUTABLES: [&str; 5] = ["gdal", "gdal-sys", "clap", "indicatif", "comfy-table"];

/// The dependencies of a package, one a line, from what is on the machine already.
fn tree(manifest: &Path, package: &str, folder: &Path) -> String {
    let out = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--edges", "normal,build", "--prefix", "none", "--package", package])
        .arg("--manifest-path")
        .arg(manifest)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

fn assert_light(tree: &str, package: &str) {
    for line in tree.lines() {
        let name = line.split(' ').next().unwrap_or_default();
        assert!(!ONLY_FOR_EXECUTABLES.contains(&name), "{package} needs {name}");
    }
}

#[test]
fn no_library_crate_needs_gdal_or_a_terminal() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut crates = 0;
    for entry in std::fs::read_dir(root.join("crates")).unwrap() {
        let package = format!("bodemtoets-{}", entry.unwrap().file_name().into_string().unwrap());
        let tree = tree(&root.join("Cargo.toml"), &package, &root);
        assert!(tree.lines().next().unwrap().starts_with(&package), "{tree}");
        assert_light(&tree, &package);
        crates += 1;
    }
    assert!(crates >= 10, "{crates}");
}

#[test]
fn only_the_worker_for_pdfs_holds_typst() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let tree_of = |package| tree(&root.join("Cargo.toml"), package, &root);
    assert!(tree_of("bodemtoets-pdf").lines().any(|line| line.starts_with("typst ")));
    assert!(!tree_of("bodemtoets").lines().any(|line| line.starts_with("typst")));
}

#[test]
fn a_project_of_ones_own_needs_no_gdal() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let dir = tempfile::tempdir().unwrap();
    let own = root.join("examples/own-project");
    let manifest = std::fs::read_to_string(own.join("Cargo.toml")).unwrap();
    let manifest = manifest.replace("../../crates", root.join("crates").to_str().unwrap());
    std::fs::write(dir.path().join("Cargo.toml"), manifest).unwrap();
    std::fs::create_dir(dir.path().join("src")).unwrap();
    std::fs::copy(own.join("src/main.rs"), dir.path().join("src/main.rs")).unwrap();
    // The versions that are on the machine already.
    std::fs::copy(root.join("Cargo.lock"), dir.path().join("Cargo.lock")).unwrap();
    let tree = tree(&dir.path().join("Cargo.toml"), "own-project", dir.path());
    assert!(tree.contains("bodemtoets-screening"), "{tree}");
    assert_light(&tree, "own-project");
}
